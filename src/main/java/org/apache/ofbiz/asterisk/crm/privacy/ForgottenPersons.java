/*
 * Licensed to the Apache Software Foundation (ASF) under one
 * or more contributor license agreements.  See the NOTICE file
 * distributed with this work for additional information
 * regarding copyright ownership.  The ASF licenses this file
 * to you under the Apache License, Version 2.0 (the
 * "License"); you may not use this file except in compliance
 * with the License.  You may obtain a copy of the License at
 *
 * http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing,
 * software distributed under the License is distributed on an
 * "AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY
 * KIND, either express or implied.  See the License for the
 * specific language governing permissions and limitations
 * under the License.
 */
package org.apache.ofbiz.asterisk.crm.privacy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.crm.callbacks.CallbackTasks;
import org.apache.ofbiz.asterisk.crm.recordings.RecordingRemoval;
import org.apache.ofbiz.asterisk.crm.recordings.RecordingRoots;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.asterisk.crm.voicemail.MessageRemoval;
import org.apache.ofbiz.asterisk.crm.voicemail.VoicemailSearch;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.transaction.TransactionUtil;
import org.apache.ofbiz.service.LocalDispatcher;

/**
 * What is kept of a person: how much, all of it as a file, and its end with a certificate. Calls under a legal hold stay, and so do calls
 * that go on. Each call is forgotten in a transaction of its own. Thread-safe.
 */
public final class ForgottenPersons {

    public static final String ENTITY = "AsteriskErasure";
    private static final String MODULE = ForgottenPersons.class.getName();
    private static final String PARTY = "partyId";
    private static final String MECH = "contactMechId";

    private final Settings settings;
    private final Clock clock;
    private final Rows rows;
    private final LegalHolds holds;
    private final PersonSearch search;
    private final CallErasure erasure;

    public ForgottenPersons(LocalDispatcher dispatcher, Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.rows = new Rows(dispatcher.getDelegator());
        this.holds = new LegalHolds(dispatcher.getDelegator());
        this.search = new PersonSearch(dispatcher.getDelegator(), settings);
        this.erasure = new CallErasure(dispatcher, settings, clock);
    }

    /**
     * Who is meant.
     *
     * @param partyId empty where only a number is known
     * @param number  empty for a party
     */
    public record Subject(Optional<String> partyId, String number) {
    }

    /**
     * What is kept of somebody.
     *
     * @param counts     by name, as in AsteriskErasure
     * @param shared     numbers that others have, too: they stay
     * @param calls      rows
     * @param voicemail  messages in mailboxes of the PBX, which keeps them
     * @param file       all of it as JSON
     */
    public record Kept(Map<String, Long> counts, int shared, List<GenericValue> calls, List<Map<String, Object>> voicemail, String file) {
    }

    /**
     * How somebody is forgotten.
     *
     * @param calls   whether calls are deleted, or made anonymous
     * @param contact whether OFBiz forgets name, numbers and notes of the contact, too
     */
    public record Extent(boolean calls, boolean contact) {
    }

    /** Whether a number can be a person's. */
    public boolean isNumber(String number) {
        return search.isNumber(number);
    }

    /** Whether they work here: what is kept of them as agents is the company's. */
    public boolean isColleague(String partyId) {
        return rows.count("GroupMembership", PARTY, partyId) + rows.count("AsteriskPeer", PARTY, partyId) > 0;
    }

    public Kept look(Subject subject) throws IOException {
        PersonData person = find(subject);
        List<Map<String, Object>> voicemail = new VoicemailSearch(rows.delegator(), settings).from(person.numbers()::have).stream()
                .map(VoicemailSearch.Found::told).toList();
        return new Kept(counts(person), person.sharedNumbers().size(), person.calls(), voicemail,
                new PersonExport(rows.delegator()).json(person, voicemail, clock.instant()));
    }

    private PersonData find(Subject subject) throws IOException {
        return subject.partyId().isPresent() ? search.byParty(subject.partyId().get()) : search.byNumber(subject.number());
    }

    private Map<String, Long> counts(PersonData person) {
        HeldNumbers numbers = new HeldNumbers(rows.delegator(), settings);
        return person.counts(search.recordings(person.calls()), person.calls().stream().filter(numbers::hold).count());
    }

    /**
     * Forgets somebody.
     *
     * @param elsewhere forgets what isn't in the database; gets what a line of a file about them has in it, and tells how many calls still wait
     * @return the certificate's id
     */
    public String forget(Subject subject, Extent extent, String userLoginId, Elsewhere elsewhere) throws IOException, GenericEntityException {
        PersonData person = find(subject);
        Map<String, Long> done = new LinkedHashMap<>(counts(person));
        HeldNumbers numbers = new HeldNumbers(rows.delegator(), settings);
        Set<String> heldFiles = erasure.recordings().heldFiles(numbers);
        boolean numberHeld = numbers.haveOneOf(person.numbers().keys());
        long failed = 0;
        long files = 0;
        long held = 0;
        for (GenericValue call : person.calls()) {
            try {
                int deleted = inTransaction(() -> numbers.hold(call) ? -1
                        : extent.calls() ? erasure.delete(call, heldFiles) : erasure.makeAnonymous(call, heldFiles));
                held += deleted < 0 ? 1 : 0;
                files += Math.max(0, deleted);
            } catch (IOException | GenericEntityException | RuntimeException e) {
                failed++;
                Debug.logError("Couldn't forget call " + call.getString("phoneCallId") + ": " + e.getMessage(), MODULE);
            }
        }
        RecordingRemoval removal = new RecordingRemoval(RecordingRoots.of(settings));
        for (Path file : numberHeld ? List.<Path>of() : person.files()) { // they belong to no call that could be asked
            files += heldFiles.contains(file.toString()) ? 0 : removal.delete(file.toString());
        }
        if (numberHeld) {
            Debug.logWarning("Files and journal lines with the number stay, since a legal hold is on a contact that has it", MODULE);
        }
        done.putAll(removeMessages(person, elsewhere));
        inTransaction(() -> others(person, extent, numbers));
        Predicate<String> about = line -> !numberHeld && person.numbers().in(line)
                || person.partyId().filter(id -> line.contains('"' + id + '"')).isPresent();
        long waiting = elsewhere.forget(about);
        done.put("callCount", person.calls().size() - held - failed);
        done.put("recordingCount", files);
        done.put("heldCount", held);
        done.put("numberCount", extent.contact() ? (long) person.ownNumbers().size() : 0L);
        done.put("failedCount", failed);
        done.put("waitingCount", waiting);
        return certificate(extent, userLoginId, done);
    }

    /** How many were removed from the PBX, and how many are still there. */
    private Map<String, Long> removeMessages(PersonData person, Elsewhere elsewhere) {
        OldMessages messages = new OldMessages(rows.delegator(), settings);
        long removed = 0;
        long kept = 0;
        for (VoicemailSearch.Found found : new VoicemailSearch(rows.delegator(), settings).from(person.numbers()::have)) {
            Optional<String> why = messages.held(found.box(), found.message()) ? Optional.of("a legal hold keeps it")
                    : elsewhere.remove(found.box(), found.message());
            removed += why.isEmpty() ? 1 : 0;
            kept += why.isEmpty() ? 0 : 1;
            why.ifPresent(text -> Debug.logWarning("A message in mailbox " + found.box().mailbox().text() + " stays: " + text, MODULE));
        }
        return Map.of("voicemailCount", removed, "voicemailKeptCount", kept);
    }

    private int others(PersonData person, Extent extent, HeldNumbers numbers) throws GenericEntityException {
        Delegator delegator = rows.delegator();
        for (Map.Entry<String, List<GenericValue>> mention : person.mentions().entrySet()) {
            for (GenericValue row : mention.getValue()) {
                if (!isOfHeldCall(row, numbers)) {
                    PersonSearch.MENTIONS.get(mention.getKey()).stream().filter(field -> person.numbers().have(row.getString(field)))
                            .forEach(field -> row.set(field, null));
                    row.store();
                }
            }
        }
        for (Map.Entry<String, List<GenericValue>> other : person.others().entrySet()) {
            for (GenericValue row : other.getValue()) {
                if (other.getKey().equals(CallbackTasks.ENTITY)) {
                    if (!numbers.holdCallback(row)) {
                        erasure.deleteCallback(row);
                    }
                } else if (!other.getKey().equals("AsteriskCallerCorrection") || !holds.holdParty(row.getString(PARTY))) {
                    delegator.removeValue(row);
                }
            }
        }
        for (GenericValue task : person.tasks()) {
            task.set("workEffortName", UtilProperties.getMessage("AsteriskUiLabels", "AsteriskAnonymousTask", Locale.getDefault()));
            task.set("description", null);
            task.store();
        }
        if (extent.contact() && person.partyId().isPresent()) {
            contact(person.partyId().get(), person.ownNumbers());
        }
        return 0;
    }

    /** What a row tells of a call is as much held as the call. */
    private boolean isOfHeldCall(GenericValue row, HeldNumbers numbers) {
        Map<String, Object> call = new HashMap<>();
        if (row.getModelEntity().isField(LegalHolds.CALL)) {
            call.put(LegalHolds.CALL, row.getString(LegalHolds.CALL));
        } else {
            String[] name = Rows.text(row, "callName").split(":", 2);
            call.putAll(Map.of("serverId", name[0], "linkedId", name[name.length - 1]));
        }
        return Rows.list(rows.from("PhoneCall").where(call)).stream().anyMatch(numbers::hold);
    }

    /** Name and numbers in OFBiz; their keys go with them (entitydef/eecas.xml). Whatever refers to the contact keeps its id. */
    private void contact(String partyId, List<String> numbers) throws GenericEntityException {
        Delegator delegator = rows.delegator();
        for (GenericValue link : Rows.list(rows.from("PartyNote").where(PARTY, partyId))) {
            delegator.removeValue(link);
            delegator.removeByAnd("NoteData", Map.of("noteId", link.getString("noteId")));
        }
        delegator.removeByAnd("AsteriskRecordingObjection", Map.of(PARTY, partyId));
        for (String id : numbers) {
            empty(rows.from("TelecomNumber").where(MECH, id).queryOne());
        }
        for (String entity : List.of("Person", "PartyGroup")) {
            empty(rows.from(entity).where(PARTY, partyId).queryOne());
        }
    }

    private static void empty(GenericValue row) throws GenericEntityException {
        if (row != null) {
            List<String> keys = List.copyOf(row.getPrimaryKey().keySet());
            List<String> fields = row.getAllFields().keySet().stream().filter(field -> !keys.contains(field) && !field.endsWith("Stamp")).toList();
            fields.forEach(field -> row.set(field, null));
            row.store();
        }
    }

    private String certificate(Extent extent, String userLoginId, Map<String, Long> counts) throws GenericEntityException {
        String id = rows.delegator().getNextSeqId(ENTITY);
        Map<String, Object> row = new HashMap<>(counts);
        row.putAll(Map.of("erasureId", id, "erasureDate", Timestamp.from(clock.instant()), "userLoginId", userLoginId,
                "callsDeleted", extent.calls() ? "Y" : "N", "contactErased", extent.contact() ? "Y" : "N"));
        rows.delegator().create(ENTITY, row);
        return id;
    }

    /** A certificate: what was forgotten, when, by whom; nothing about the person. */
    public Optional<GenericValue> certificate(String erasureId) {
        return Rows.one(rows.from(ENTITY).where("erasureId", erasureId));
    }

    /** contentIds of the recordings of a call. */
    public List<String> recordings(GenericValue call) {
        return Stream.concat(PlainText.given(call.getString("recordingContentId")).stream(),
                erasure.recordings().of(call).keySet().stream()).distinct().toList();
    }

    private static <T> T inTransaction(Work<T> work) throws IOException, GenericEntityException {
        boolean began = TransactionUtil.begin();
        try {
            T done = work.run();
            TransactionUtil.commit(began);
            return done;
        } catch (IOException | GenericEntityException | RuntimeException e) {
            TransactionUtil.rollback(began, "Data of a person stay", e);
            throw e;
        }
    }

    /** Work on the database and on files. */
    @FunctionalInterface
    private interface Work<T> {
        T run() throws IOException, GenericEntityException;
    }

    /** What isn't in the database: the journal's files, callers in memory, messages on the PBX. */
    public interface Elsewhere extends MessageRemoval {
        /** @param about whether a line is about the person @return calls that still wait to be saved */
        long forget(Predicate<String> about) throws IOException;
    }
}
