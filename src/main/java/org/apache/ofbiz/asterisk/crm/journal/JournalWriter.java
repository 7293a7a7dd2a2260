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
package org.apache.ofbiz.asterisk.crm.journal;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.ofbiz.asterisk.acd.CallerDirectory;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.TimelineEntry;
import org.apache.ofbiz.asterisk.crm.hooks.CallHookEvent;
import org.apache.ofbiz.asterisk.crm.journal.queue.JournalQueue;
import org.apache.ofbiz.asterisk.crm.journal.queue.JournaledClaim;
import org.apache.ofbiz.asterisk.crm.reports.SumMarks;
import org.apache.ofbiz.asterisk.crm.rows.EnumIds;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.RowTime;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.transaction.TransactionUtil;

/**
 * Writes PhoneCall rows. A call has one row, found by serverId and linkedId, so writing twice does no harm. Not thread-safe:
 * belongs to the journal's thread.
 */
public final class JournalWriter {

    private static final int NUMBER_LENGTH = 60;
    private static final int NAME_LENGTH = 100;
    /** Calls that are written before anybody who is in a hurry is let in: a commit for each would take longer in the end. */
    private static final int FEWEST = 5;

    /** Of a call that was found after a restart, what was kept before is truer than what could be seen. */
    private static final Set<String> KEPT_BEFORE = Set.of("startDate", "answerDate", "waitSeconds", "callerNumber", "callerName", "dialedNumber");
    /** Who talked first, which nobody sees who finds the call while another one talks. */
    private static final Set<String> FIRST_TALKER = Set.of("peerId", "agentPartyId");

    private final Rows rows;
    private final CallerDirectory directory;
    private final CommEvents commEvents;
    private final Settings settings;
    private final TimelineRows timelines;
    private final Participants participants;
    private final MissedCalls missed;
    private final MergedCalls merged;
    private final FencedCalls fenced;
    private final Consumer<List<CallHookEvent>> hooks;
    /** Turns of calls that are written and not committed yet. */
    private final List<CallHookEvent> turns = new ArrayList<>();
    /** CommEvents of calls that are written: they are read together. */
    private final List<CommEvents.Wanted> pending = new ArrayList<>();
    /** Quarters of an hour whose ended calls are written: their sums are to be made again. */
    private final Set<Instant> counted = new TreeSet<>();

    /** @param hooks is told which turns calls took, once they are in the database; must return at once */
    public JournalWriter(Delegator delegator, CallerDirectory directory, CommEvents commEvents, Settings settings,
                         Consumer<List<CallHookEvent>> hooks) {
        this.hooks = hooks;
        this.rows = new Rows(delegator);
        this.directory = directory;
        this.commEvents = commEvents;
        this.settings = settings;
        this.timelines = new TimelineRows(delegator);
        this.participants = new Participants(delegator);
        this.missed = new MissedCalls(delegator, settings);
        this.merged = new MergedCalls(delegator, timelines, commEvents);
        this.fenced = new FencedCalls(delegator);
    }

    /** Whether the database takes questions now. */
    boolean databaseAnswers() {
        return rows.answer();
    }

    /**
     * Brings rows, timelines and CommEvents to what is known, all in one transaction: what takes time is its commit.
     *
     * @return of each call what {@link #write} returns; empty where a part was refused, and nothing is written
     */
    Optional<List<Optional<String>>> writeTogether(List<JournalQueue.Entry> entries) {
        return writeTogether(entries, () -> false);
    }

    /** As {@link #writeTogether(List)}. @param enough whether the rest is not to be written now: the answer is shorter then */
    Optional<List<Optional<String>>> writeTogether(List<JournalQueue.Entry> entries, BooleanSupplier enough) {
        try {
            boolean began = TransactionUtil.begin();
            try {
                BatchRows atHand = BatchRows.read(rows, entries, merged::whole);
                missed.expect(entries.stream().flatMap(entry -> entry.call().stream()).toList());
                List<Optional<String>> answered = new ArrayList<>();
                for (JournalQueue.Entry entry : entries) {
                    if (answered.size() >= FEWEST && enough.getAsBoolean()) {
                        break;
                    }
                    fenced.mark(entry, merged::whole, atHand::isNew);
                    answered.add(bring(entry.callId(), entry.call(), entry.claim(), atHand));
                }
                keepCommEvents();
                markSums();
                fenced.release(entries.subList(0, answered.size()));
                TransactionUtil.commit(began);
                tellTurns();
                return Optional.of(answered);
            } catch (GenericEntityException | RuntimeException e) {
                turns.clear();
                pending.clear();
                counted.clear();
                TransactionUtil.rollback(began, entries.size() + " calls are not written together", e);
                return Optional.empty();
            }
        } catch (GenericEntityException e) {
            return Optional.empty(); // neither begun nor rolled back: one by one, the cause shows again
        }
    }

    /**
     * Brings row, timeline and CommEvent to what is known: in one transaction, or, where a part of it is refused, as much as the
     * database takes.
     *
     * @return phoneCallId of a call whose recording is to be looked for; empty for one that was not answered
     * @throws GenericEntityException when the database refuses
     * @throws SystemServices.FailedException when OFBiz refuses the CommEvent
     */
    Optional<String> write(JournalQueue.Entry entry) throws GenericEntityException {
        Optional<List<Optional<String>>> written = writeTogether(List.of(entry));
        if (written.isPresent()) {
            return written.get().get(0);
        }
        try {
            missed.expectNothing();
            BatchRows atHand = BatchRows.read(rows, List.of(entry), merged::whole);
            atHand.createNow();
            fenced.mark(entry, merged::whole, atHand::isNew);
            Optional<String> answered = bring(entry.callId(), entry.call(), entry.claim(), atHand);
            keepCommEvents();
            fenced.release(List.of(entry));
            return answered;
        } finally {
            pending.clear();
            markSums();
            tellTurns(); // each change has its own transaction here, so what was written stays
        }
    }

    private void markSums() throws GenericEntityException {
        List<Instant> quarters = List.copyOf(counted);
        counted.clear();
        SumMarks.quarters(rows.delegator(), quarters);
    }

    /** @param row as it was: a call that began at another time counts there no more */
    private void noteSums(GenericValue row, PhoneCall call) {
        if (call.ended()) {
            Optional.ofNullable(row.getTimestamp("startDate")).ifPresent(before -> counted.add(SumMarks.quarter(before.toInstant())));
            counted.add(SumMarks.quarter(call.startedAt()));
        }
    }

    private void tellTurns() {
        hooks.accept(List.copyOf(turns));
        turns.clear();
    }

    private Optional<String> bring(String callId, Optional<PhoneCall> call, Optional<JournaledClaim> claim, BatchRows atHand)
            throws GenericEntityException {
        if (call.flatMap(PhoneCall::mergedInto).isPresent()) {
            keepCommEvents(); // those of either call are there before they become one
            Optional<String> whole = merged.absorb(call.get());
            atHand.forget(PhoneCallRows.idOf(callId));
            whole.ifPresent(atHand::forget);
            if (claim.isPresent()) {
                bring(merged.whole(callId), Optional.empty(), claim, atHand);
            }
            return whole.filter(phoneCallId -> call.get().answeredAt().isPresent());
        }
        String wholeId = merged.whole(callId);
        Optional<PhoneCall> told = call.filter(snapshot -> wholeId.equals(callId)); // of a call absorbed before, nothing is news
        GenericValue row = told.isPresent() ? atHand.findOrCreate(told.get()) : atHand.find(wholeId).orElse(null);
        if (row == null) {
            return Optional.empty(); // a claim of a call that is not journalled
        }
        String phoneCallId = row.getString("phoneCallId");
        boolean hasCommEvent = told.filter(this::wantsCommEvent).isPresent();
        boolean begins = hasCommEvent && row.get("communicationEventId") == null;
        Map<String, Object> changes = changes(row, told, claim);
        Optional<String> reserved = Optional.of(atHand).filter(rowsAtHand -> begins && rowsAtHand.isAllOrNothing()).map(all -> commEvents.nextId());
        reserved.ifPresent(id -> changes.put("communicationEventId", id));
        Optional<String> partyId = PlainText.given((String) changes.getOrDefault("partyId", row.get("partyId")));
        boolean changed = atHand.isNew(phoneCallId) ? create(row, changes, atHand)
                : change(row, changes, begins && reserved.isEmpty());
        changed |= timelines.write(phoneCallId, atHand.events(phoneCallId, timelines), told, claim);
        if (told.isPresent()) {
            Timestamp before = row.getTimestamp("startDate");
            changed |= participants.write(phoneCallId, atHand.parts(phoneCallId, participants), told.get(),
                    told.get().unseen() && before != null ? before : RowTime.of(told.get().startedAt()));
            if (row.get("answerDate") == null || told.get().ended()) {
                missed.returned(phoneCallId, told.get()).forEach(atHand::forget);
            }
            missed.keepTask(row, told.get(), partyId);
        }
        noteTurns(row, told, claim);
        if (changed && told.isPresent()) {
            noteSums(row, told.get());
        }
        if (!hasCommEvent) {
            return Optional.empty();
        }
        pending.add(new CommEvents.Wanted(phoneCallId, Optional.ofNullable(row.getString("communicationEventId")), reserved, told.get()));
        return Optional.of(phoneCallId).filter(id -> told.get().answeredAt().isPresent());
    }

    /** @param before the row as it was: what it said already was told already */
    private void noteTurns(GenericValue before, Optional<PhoneCall> call, Optional<JournaledClaim> claim) {
        String phoneCallId = before.getString("phoneCallId");
        claim.ifPresent(taken -> turns.add(CallHookEvent.of(CallHookEvent.Kind.CLAIMED, phoneCallId)));
        if (before.get("answerDate") == null && call.flatMap(PhoneCall::answeredAt).isPresent()) {
            turns.add(CallHookEvent.of(CallHookEvent.Kind.ANSWERED, phoneCallId));
        }
        if (before.get("endDate") == null && call.filter(PhoneCall::ended).isPresent()) {
            turns.add(CallHookEvent.of(CallHookEvent.Kind.ENDED, phoneCallId));
            call.filter(PhoneCall::missed).ifPresent(missed -> turns.add(CallHookEvent.of(CallHookEvent.Kind.MISSED, phoneCallId)));
        }
    }

    private Map<String, Object> changes(GenericValue row, Optional<PhoneCall> call, Optional<JournaledClaim> claim) {
        Map<String, Object> changes = new HashMap<>();
        call.ifPresent(snapshot -> {
            changes.putAll(fields(snapshot));
            changes.putAll(missed.fields(row, snapshot));
            if (snapshot.unseen()) {
                changes.keySet().removeIf(field -> KEPT_BEFORE.contains(field) && row.get(field) != null && !"".equals(row.get(field)));
                if (row.get("answerDate") != null && row.get("peerId") != null) {
                    changes.keySet().removeAll(FIRST_TALKER);
                }
                String id = row.getString("phoneCallId");
                changes.computeIfPresent("talkSeconds", (field, seen) -> (long) seen + participants.talkedBefore(id, snapshot));
                changes.computeIfPresent("holdSeconds", (field, seen) -> (long) seen + timelines.heldBefore(id, snapshot));
                changes.computeIfPresent("waitSeconds", (field, seen) -> (long) seen + seenBefore(row, snapshot));
            }
            customer(row, snapshot).ifPresent(match -> {
                changes.put("partyId", match.partyId());
                changes.put("contactMechId", match.contactMechId());
            });
        });
        claim.ifPresent(taken -> {
            PlainText.given(taken.by().partyId()).ifPresent(partyId -> changes.put("claimedByPartyId", partyId));
            changes.put("claimDate", RowTime.of(taken.at()));
        });
        return changes;
    }

    /** How long before we found it again the call had begun, in seconds. */
    private static long seenBefore(GenericValue row, PhoneCall call) {
        return Optional.ofNullable(row.getTimestamp("startDate")).map(began -> seconds(began.toInstant(), call.startedAt())).orElse(0L);
    }

    /** An answered call always, a missed one by setting. */
    private boolean wantsCommEvent(PhoneCall call) {
        return call.answeredAt().isPresent() || call.missed() && settings.get(Settings.COMM_EVENT_FOR_MISSED_CALLS);
    }

    private boolean create(GenericValue row, Map<String, Object> fields, BatchRows atHand) throws GenericEntityException {
        GenericValue complete = rows.delegator().makeValue("PhoneCall", row.getAllFields());
        fields.forEach(complete::set);
        rows.delegator().create(complete);
        atHand.created(row.getString("phoneCallId"));
        return true;
    }

    /** @param all true to change the row in any case: anyone who writes about the call at the same time then waits, see {@link CallDispositions} */
    private boolean change(GenericValue row, Map<String, Object> changes, boolean all) throws GenericEntityException {
        if (!all) {
            changes.entrySet().removeIf(field -> Objects.equals(row.get(field.getKey()), field.getValue()));
        }
        if (!changes.isEmpty()) {
            PhoneCallRows.change(rows.delegator(), row.getString("phoneCallId"), changes);
        }
        return !changes.isEmpty();
    }

    /** Begins and ends the CommEvents of calls whose rows are written. */
    private void keepCommEvents() throws GenericEntityException {
        List<CommEvents.Wanted> all = List.copyOf(pending);
        pending.clear();
        for (Map.Entry<String, String> begun : commEvents.keep(all).entrySet()) {
            PhoneCallRows.change(rows.delegator(), begun.getKey(), Map.of("communicationEventId", begun.getValue()));
        }
    }

    private static Map<String, Object> fields(PhoneCall call) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("directionEnumId", EnumIds.of(call.direction()));
        fields.put("callerNumber", PlainText.clip(call.caller().number(), NUMBER_LENGTH));
        fields.put("callerName", PlainText.clip(call.caller().name(), NAME_LENGTH));
        fields.put("dialedNumber", PlainText.clip(call.dialedNumber(), NUMBER_LENGTH));
        fields.put("startDate", RowTime.of(call.startedAt()));
        call.groupId().ifPresent(groupId -> fields.put("callCenterGroupId", groupId));
        call.trunk().map(Peer::peerId).ifPresent(peerId -> fields.put("trunkPeerId", peerId));
        call.answeredBy().or(call::originator).ifPresent(peer -> {
            fields.put("peerId", peer.peerId());
            peer.owner().map(Person::partyId).flatMap(PlainText::given).ifPresent(partyId -> fields.put("agentPartyId", partyId));
        });
        call.answeredAt().ifPresent(at -> fields.put("answerDate", RowTime.of(at)));
        call.endedAt().ifPresent(at -> fields.put("endDate", RowTime.of(at)));
        CallVariables.text(call.variables()).ifPresent(text -> fields.put("callVariables", text));
        fields.put("holdSeconds", call.holdTime().toSeconds());
        waited(call).ifPresent(seconds -> fields.put("waitSeconds", seconds));
        talked(call).ifPresent(seconds -> fields.put("talkSeconds", seconds));
        call.outcome().ifPresent(outcome -> {
            fields.put("outcomeEnumId", EnumIds.of(outcome));
            fields.put("hangupCause", (long) call.hangupCause());
        });
        return fields;
    }

    /** Only when exactly one party has the number; with more, nobody knows who it is until a person says so. Looked up once per number. */
    private Optional<CallerDirectory.Match> customer(GenericValue row, PhoneCall call) {
        boolean inbound = call.direction() == PhoneCall.Direction.INBOUND;
        String number = PlainText.clip(call.customerNumber(), NUMBER_LENGTH);
        boolean known = row.getString("partyId") != null || number.equals(row.getString(inbound ? "callerNumber" : "dialedNumber"));
        if (known || number.isBlank() || call.direction() == PhoneCall.Direction.INTERNAL) {
            return Optional.empty();
        }
        List<CallerDirectory.Match> matches = directory.recent(number, settings.get(Settings.PARTY_PROFILE_URL)).matches();
        return matches.size() == 1 ? Optional.of(matches.get(0)) : Optional.empty();
    }

    /** Anyone who leaves a message waits for nobody meanwhile. */
    private static Optional<Long> waited(PhoneCall call) {
        Optional<Instant> given = call.outcome().filter(outcome -> outcome == Outcome.VOICEMAIL)
                .flatMap(outcome -> call.unanswered().stream().flatMap(part -> part.endedAt().stream()).max(Comparator.naturalOrder()));
        return call.answeredAt().or(() -> given).or(call::endedAt).map(until -> seconds(call.startedAt(), until));
    }

    /** Not known of a call whose end nobody saw. */
    private static Optional<Long> talked(PhoneCall call) {
        boolean endSeen = !call.unseen() || !call.parts().isEmpty() && call.timeline().stream().noneMatch(moment ->
                moment.kind() == TimelineEntry.Kind.UNSEEN && call.endedAt().filter(end -> !moment.at().isBefore(end)).isPresent());
        return call.answeredAt().filter(from -> call.ended() && endSeen).map(from -> call.talkTime().toSeconds());
    }

    private static long seconds(Instant from, Instant until) {
        return Math.max(0, Duration.between(from, until).toSeconds());
    }
}
