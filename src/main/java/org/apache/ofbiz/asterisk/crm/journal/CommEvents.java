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

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.crm.directory.UserDirectory;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.RowTime;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.rows.SystemServices;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;

/**
 * The CommEvent of a call: begun when the two can hear each other, completed when the call has ended. That of a missed call is begun
 * when it has ended and stays open, for somebody to call back. Its messageId is the call's
 * Linkedid; where another server had a call with the same one, the call id, which has the server in it, is taken. Thread-safe.
 */
public final class CommEvents {

    private static final int SUBJECT_LENGTH = 255;
    /**
     * What OFBiz's policy for "safe" HTML refuses in a subject, found by trying each character; a caller's name may hold anything. Its
     * sanitizer writes these as entities and then finds the text changed.
     */
    private static final Pattern REFUSED = Pattern.compile("[&<=>@%`\\\\\\p{Cntrl}\\u1FEF\\uFE60-\\uFFFF\\x{10000}-\\x{10FFFF}]");

    private final Rows rows;
    private final SystemServices services;
    private final Clock clock;
    private final Locale locale;

    /** @param locale language of subjects: they are stored, so it is one for all */
    public CommEvents(Delegator delegator, SystemServices services, Clock clock, Locale locale) {
        this.rows = new Rows(delegator);
        this.services = services;
        this.clock = clock;
        this.locale = locale;
    }

    /**
     * A call that is to have a CommEvent.
     *
     * @param communicationEventId of the row as it was; empty where it had none
     * @param reserved             what its row has now, so that it is written once: the id that the CommEvent is to get
     */
    record Wanted(String phoneCallId, Optional<String> communicationEventId, Optional<String> reserved, PhoneCall call) {
    }

    /** An id that no CommEvent has. */
    String nextId() {
        return rows.delegator().getNextSeqId("CommunicationEvent");
    }

    /**
     * Begins the CommEvents of answered or missed calls, unless they are there, and ends those of calls that have ended. Each table is read
     * once for all calls. The rows of the calls are written already, in the same transaction: what somebody else writes about them waits.
     *
     * @return communicationEventIds that the rows don't have yet, by phoneCallId
     * @throws SystemServices.FailedException when OFBiz refuses
     * @throws GenericEntityException         when the database refuses
     */
    Map<String, String> keep(List<Wanted> calls) throws GenericEntityException {
        Map<String, GenericValue> known = byField("CommunicationEvent", "communicationEventId", calls.stream()
                .filter(wanted -> wanted.call().ended()).flatMap(wanted -> wanted.communicationEventId().stream()));
        List<Wanted> without = calls.stream().filter(wanted -> wanted.communicationEventId().isEmpty()).toList();
        Map<String, GenericValue> calling = byField("PhoneCall", "phoneCallId", without.stream().map(Wanted::phoneCallId));
        Map<String, GenericValue> sameId = byField("CommunicationEvent", "messageId", without.stream().map(wanted -> wanted.call().linkedId()));
        Map<String, String> names = names(calling.values());
        CompletedCommEvents completed = new CompletedCommEvents(rows.delegator(), services);
        Map<String, String> begun = new LinkedHashMap<>();
        Set<String> linkedIds = new HashSet<>();
        for (Wanted wanted : calls) {
            if (wanted.communicationEventId().isPresent()) {
                Optional.ofNullable(known.get(wanted.communicationEventId().get()))
                        .ifPresent(event -> end(event, wanted.call(), completed)); // else deleted
            } else if (calling.containsKey(wanted.phoneCallId())) {
                GenericValue row = calling.get(wanted.phoneCallId());
                String id = begin(new Begun(row, wanted.call(), wanted.reserved().orElseGet(this::nextId), names, completed),
                        linkedIds.add(wanted.call().linkedId()), Optional.ofNullable(sameId.get(wanted.call().linkedId())));
                if (wanted.reserved().filter(id::equals).isEmpty()) {
                    begun.put(wanted.phoneCallId(), id);
                }
            }
        }
        completed.rolesToo();
        return begun;
    }

    /**
     * A call whose CommEvent is to be begun.
     *
     * @param row   the PhoneCall row, whose customer is taken
     * @param id    that the CommEvent gets, where there is none
     * @param names of customers, by partyId
     */
    private record Begun(GenericValue row, PhoneCall call, String id, Map<String, String> names, CompletedCommEvents completed) {
    }

    private Map<String, String> names(Collection<GenericValue> calls) {
        return new UserDirectory(rows.delegator()).names(calls.stream().flatMap(row -> PlainText.given(row.getString("partyId")).stream())
                .collect(Collectors.toSet()));
    }

    private Map<String, GenericValue> byField(String entity, String field, Stream<String> values) {
        Set<String> wanted = values.collect(Collectors.toCollection(TreeSet::new));
        Map<String, GenericValue> found = new HashMap<>();
        if (!wanted.isEmpty()) {
            Rows.list(rows.from(entity).where(Rows.in(field, wanted))).forEach(row -> found.putIfAbsent(row.getString(field), row));
        }
        return found;
    }

    /**
     * The CommEvent of an answered or missed call, made now unless it is there.
     *
     * @param first        false where a call of another server, with the same Linkedid, was begun together with this one
     * @param withLinkedId a CommEvent whose messageId is the Linkedid
     * @return communicationEventId
     */
    private String begin(Begun begun, boolean first, Optional<GenericValue> withLinkedId) {
        GenericValue row = begun.row();
        PhoneCall call = begun.call();
        String messageId = call.linkedId();
        Optional<GenericValue> sameId = withLinkedId;
        if (!first || sameId.isPresent() && belongsToAnother(sameId.get(), row.getString("phoneCallId"))) {
            messageId = call.callId();
            sameId = withMessageId(messageId);
        }
        if (sameId.isPresent()) { // an earlier attempt got this far
            if (call.ended()) {
                end(sameId.get(), call, begun.completed());
            }
            return sameId.get().getString("communicationEventId");
        }
        Map<String, Object> event = new HashMap<>(sides(row, call));
        event.put("communicationEventId", begun.id());
        event.put("communicationEventTypeId", "PHONE_COMMUNICATION");
        event.put("contactMechTypeId", "TELECOM_NUMBER");
        boolean over = call.answeredAt().isPresent() && call.ended();
        event.put("statusId", begun.completed().first(begun.id(), over, call.answeredAt().isPresent() && !over ? "COM_IN_PROGRESS" : "COM_ENTERED"));
        event.put("messageId", messageId);
        event.put("entryDate", RowTime.of(clock.instant()));
        event.put("datetimeStarted", RowTime.of(call.answeredAt().orElse(call.startedAt())));
        call.endedAt().ifPresent(at -> event.put("datetimeEnded", RowTime.of(at)));
        event.putAll(writtenUp(row, begun.names()));
        Optional<Object> content = Optional.ofNullable(event.remove("content")); // the service refuses what may be HTML
        String communicationEventId =
                (String) services.run("createCommunicationEventWithoutPermission", event).get("communicationEventId");
        content.ifPresent(note -> Rows.one(rows.from("CommunicationEvent").where("communicationEventId", communicationEventId))
                .ifPresent(made -> CommEventRows.store(made, Map.of("content", note))));
        if (over && !CompletedCommEvents.COMPLETE.equals(event.get("statusId"))) {
            begun.completed().complete(rows.delegator().makeValue("CommunicationEvent", event), Map.of());
        }
        Optional<String> recording = PlainText.given(row.getString("recordingContentId"));
        recording.ifPresent(contentId -> attach(communicationEventId, contentId)); // of a call that became part of this one
        return communicationEventId;
    }

    /**
     * Brings what a person wrote about the call to its CommEvent.
     *
     * @param row the PhoneCall row, with its CommEvent
     * @throws SystemServices.FailedException when OFBiz refuses
     */
    public void writeUp(GenericValue row) {
        String communicationEventId = row.getString("communicationEventId");
        Rows.one(rows.from("CommunicationEvent").where("communicationEventId", communicationEventId)) // else deleted by somebody
                .ifPresent(event -> {
                    Map<String, Object> written = writtenUp(row, names(List.of(row)));
                    if (hasLongNote(event)) {
                        written.putIfAbsent("content", null);
                    }
                    CommEventRows.store(event, written);
                });
    }

    /** Subject, note and reason: what a person wrote, a subject of ours where they wrote none. */
    private Map<String, Object> writtenUp(GenericValue row, Map<String, String> names) {
        Map<String, Object> event = new HashMap<>();
        String subject = PlainText.given(row.getString("subject")).orElseGet(() -> subject(row, names));
        event.put("subject", PlainText.clip(PlainText.inert(REFUSED.matcher(subject.replace("+", "")).replaceAll(" ")), // 372... is still found
                SUBJECT_LENGTH));
        event.put("note", row.getString("note"));
        event.put("reasonEnumId", row.getString("reasonEnumId"));
        PlainText.given(row.getString("noteText")).ifPresent(whole -> event.put("content", whole));
        return event;
    }

    /** Whether the content is a note of ours, and not what somebody else has written there. */
    private static boolean hasLongNote(GenericValue event) {
        String note = event.getString("note");
        return note != null && event.get("content") != null && event.getString("content").startsWith(note);
    }

    /** Closes the CommEvent, but for a missed call's; nothing happens when it is closed. */
    private static void end(GenericValue event, PhoneCall call, CompletedCommEvents completed) {
        Map<String, Object> changes = new HashMap<>();
        call.endedAt().filter(at -> event.get("datetimeEnded") == null).ifPresent(at -> changes.put("datetimeEnded", RowTime.of(at)));
        if (call.answeredAt().isPresent()) {
            completed.complete(event, changes);
        } else {
            CommEventRows.store(event, changes);
        }
    }

    /**
     * Gives a CommEvent to the call that its own call became part of.
     *
     * @param linkedId of that call
     * @param callId   of that call, taken where the Linkedid is in use
     */
    void rename(String communicationEventId, String linkedId, String callId) throws GenericEntityException {
        boolean free = withMessageId(linkedId).isEmpty();
        rows.delegator().store(rows.delegator().makeValue("CommunicationEvent",
                Map.of("communicationEventId", communicationEventId, "messageId", free ? linkedId : callId)));
    }

    /** Makes one CommEvent of two: what is attached to {@code part} goes to {@code whole}, and {@code part} is removed. */
    void join(String part, String whole) throws GenericEntityException {
        Delegator delegator = rows.delegator();
        for (GenericValue content : Rows.list(rows.from("CommEventContentAssoc").where("communicationEventId", part))) {
            Map<String, Object> moved = new HashMap<>(content.getAllFields());
            moved.put("communicationEventId", whole);
            delegator.createOrStore(delegator.makeValidValue("CommEventContentAssoc", moved));
        }
        for (String entity : List.of("CommEventContentAssoc", "CommunicationEventRole", "CommunicationEvent")) {
            delegator.removeByAnd(entity, Map.of("communicationEventId", part));
        }
    }

    /** Attaches content, unless it is. */
    void attach(String communicationEventId, String contentId) {
        boolean known = Rows.first(rows.from("CommEventContentAssoc")
                .where("communicationEventId", communicationEventId, "contentId", contentId)).isPresent();
        if (!known) {
            services.run("createCommEventContentAssoc", Map.of("contentId", contentId, "communicationEventId", communicationEventId,
                    "fromDate", RowTime.of(clock.instant())));
        }
    }

    /** Who is at which end, where known. */
    private static Map<String, Object> sides(GenericValue row, PhoneCall call) {
        Optional<String> agent = PlainText.given(row.getString("agentPartyId"));
        Optional<String> customer = PlainText.given(row.getString("partyId"));
        Optional<String> number = PlainText.given(row.getString("contactMechId"));
        Map<String, Object> sides = new HashMap<>();
        if (call.direction() == PhoneCall.Direction.INTERNAL) {
            partyOf(call.originator()).ifPresent(id -> sides.put("partyIdFrom", id));
            partyOf(call.answeredBy()).ifPresent(id -> sides.put("partyIdTo", id));
            return sides;
        }
        boolean inbound = call.direction() == PhoneCall.Direction.INBOUND;
        if (agent.isEmpty() && call.groupId().isEmpty()) { // a missed call of one of us: theirs to answer
            agent = call.unanswered().stream().flatMap(part -> partyOf(part.peer()).stream()).reduce((earlier, later) -> later)
                    .or(() -> call.lastExtensionLeg().flatMap(leg -> partyOf(leg.peer())));
        }
        customer.ifPresent(id -> sides.put(inbound ? "partyIdFrom" : "partyIdTo", id));
        number.ifPresent(id -> sides.put(inbound ? "contactMechIdFrom" : "contactMechIdTo", id));
        agent.ifPresent(id -> sides.put(inbound ? "partyIdTo" : "partyIdFrom", id));
        return sides;
    }

    private String subject(GenericValue row, Map<String, String> names) {
        String number = CallSubject.number(row);
        String who = PlainText.given(row.getString("partyId")).map(names::get).map(name -> name + " (" + number + ")").orElse(number);
        return CallSubject.text(row, who, locale);
    }

    private Optional<GenericValue> withMessageId(String messageId) {
        return Rows.first(rows.from("CommunicationEvent").where("messageId", messageId));
    }

    private boolean belongsToAnother(GenericValue event, String phoneCallId) {
        return Rows.list(rows.from("PhoneCall").where("communicationEventId", event.getString("communicationEventId"))).stream()
                .anyMatch(other -> !other.getString("phoneCallId").equals(phoneCallId));
    }

    private static Optional<String> partyOf(Optional<Peer> peer) {
        return peer.flatMap(Peer::owner).map(Person::partyId).flatMap(PlainText::given);
    }
}
