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

import com.google.common.collect.Lists;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.call.CallPart;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.crm.rows.EnumIds;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.RowTime;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;

/**
 * The PhoneCallParticipant rows of a call: who was called, who talked, which group had the caller waiting, each part with its times. Writing
 * the same twice changes nothing. Thread-safe for different calls.
 */
public final class Participants {

    public static final String ENTITY = "PhoneCallParticipant";
    private static final int PLACE_LENGTH = 60;
    private static final List<String> FIELDS = List.of("partTypeEnumId", "partyId", "firstOfParty", "peerId", "callCenterGroupId", "place",
            "callDate", "fromDate", "thruDate", "waitSeconds", "talkSeconds", "holdSeconds", "outcomeEnumId", "unanswered");

    private final Rows rows;

    public Participants(Delegator delegator) {
        this.rows = new Rows(delegator);
    }

    /**
     * Brings the rows to what is known now.
     *
     * @param known the rows as they are, in order
     * @param began when the call began, as its row has it
     * @return whether any of them changed
     */
    boolean write(String phoneCallId, List<GenericValue> known, PhoneCall call, Timestamp began) throws GenericEntityException {
        List<Map<String, Object>> wanted = wanted(known, call);
        wanted.forEach(part -> part.put("callDate", began));
        for (int i = 0; i < wanted.size(); i++) {
            if (i >= known.size()) {
                rows.delegator().create(row(phoneCallId, i, wanted.get(i)));
            } else if (!fields(known.get(i)).equals(wanted.get(i))) {
                rows.delegator().store(row(phoneCallId, i, Rows.changed(known.get(i), wanted.get(i))));
            }
        }
        for (GenericValue over : known.subList(Math.min(wanted.size(), known.size()), known.size())) {
            rows.delegator().removeByAnd(ENTITY, Map.of("phoneCallId", phoneCallId, "partSeqId", over.getString("partSeqId")));
        }
        return !known.stream().map(Participants::fields).toList().equals(wanted);
    }

    /** The rows in order. */
    List<GenericValue> of(String phoneCallId) {
        return Rows.list(rows.from(ENTITY).where("phoneCallId", phoneCallId).orderBy("partSeqId"));
    }

    /** Who talked in these calls: partyIds, in the order in which they did, by phoneCallId. */
    public Map<String, Set<String>> talkers(List<String> phoneCallIds) {
        Map<String, Set<String>> talkers = new HashMap<>();
        if (!phoneCallIds.isEmpty()) {
            Rows.list(rows.from(ENTITY).where(EntityCondition.makeCondition(List.of(
                    EntityCondition.makeCondition("phoneCallId", EntityOperator.IN, phoneCallIds),
                    EntityCondition.makeCondition("partTypeEnumId", EnumIds.of(CallPart.Kind.TALKED)),
                    EntityCondition.makeCondition("partyId", EntityOperator.NOT_EQUAL, null)))).orderBy("phoneCallId", "partSeqId"))
                    .forEach(row -> talkers.computeIfAbsent(row.getString("phoneCallId"), id -> new LinkedHashSet<>()).add(row.getString("partyId")));
        }
        return talkers;
    }

    /** Who talks in these calls as far as the rows tell: since when, by peerId, by phoneCallId. A few queries, however many calls. */
    public Map<String, Map<String, Instant>> talking(List<String> phoneCallIds) {
        Map<String, Map<String, Instant>> talking = new HashMap<>();
        Lists.partition(phoneCallIds, Rows.LONGEST_LIST).forEach(some -> Rows.list(rows.from(ENTITY)
                .where(EntityCondition.makeCondition(List.of(Rows.in("phoneCallId", some),
                        EntityCondition.makeCondition("partTypeEnumId", EnumIds.of(CallPart.Kind.TALKED)),
                        EntityCondition.makeCondition("thruDate", null),
                        EntityCondition.makeCondition("peerId", EntityOperator.NOT_EQUAL, null)))).orderBy("phoneCallId", "partSeqId"))
                .forEach(row -> talking.computeIfAbsent(row.getString("phoneCallId"), id -> new HashMap<>())
                        .put(row.getString("peerId"), row.getTimestamp("fromDate").toInstant())));
        return talking;
    }

    /** How long others talked in a call before what is known of it now, in seconds. */
    long talkedBefore(String phoneCallId, PhoneCall call) {
        return kept(of(phoneCallId), call).stream().filter(row -> isTalk(row) && row.get("talkSeconds") != null)
                .mapToLong(row -> row.getLong("talkSeconds")).sum();
    }

    private static boolean isTalk(GenericValue row) {
        return EnumIds.of(CallPart.Kind.TALKED).equals(row.getString("partTypeEnumId"));
    }

    /** What a call did before we lost sight of it. */
    private static List<GenericValue> kept(List<GenericValue> known, PhoneCall call) {
        Optional<Timestamp> first = call.parts().stream().map(CallPart::startedAt).findFirst().map(RowTime::of);
        return known.stream().filter(row -> call.unseen() && first.map(row.getTimestamp("fromDate")::before).orElse(true)).toList();
    }

    /** The call is a part of another one, which tells its parts. */
    void remove(String phoneCallId) throws GenericEntityException {
        rows.delegator().removeByAnd(ENTITY, Map.of("phoneCallId", phoneCallId));
    }

    private static List<Map<String, Object>> wanted(List<GenericValue> known, PhoneCall call) {
        List<Map<String, Object>> wanted = new ArrayList<>();
        List<CallPart> unanswered = call.missed() ? call.unanswered() : List.of();
        List<CallPart> found = new ArrayList<>(call.parts());
        for (GenericValue row : kept(known, call)) {
            Optional<CallPart> goesOn = found.stream().filter(part -> goesOn(row, part)).findFirst();
            goesOn.ifPresent(found::remove);
            wanted.add(goesOn.map(part -> fields(part.since(row.getTimestamp("fromDate").toInstant()), unanswered.contains(part)))
                    .orElseGet(() -> fields(row)));
        }
        Set<Object> parties = new HashSet<>();
        wanted.forEach(part -> part.put("firstOfParty", part.get("partyId") != null && parties.add(part.get("partyId")) ? "Y" : "N"));
        for (CallPart part : found) {
            Map<String, Object> fields = fields(part, unanswered.contains(part));
            fields.put("firstOfParty", fields.get("partyId") != null && parties.add(fields.get("partyId")) ? "Y" : "N");
            wanted.add(fields);
        }
        return wanted;
    }

    /**
     * Whether this had not ended when we lost sight of it, and was still so when we found it: somebody waits, rings or is parked. Who talks is found
     * with the time since when they do.
     */
    private static boolean goesOn(GenericValue row, CallPart part) {
        boolean sameEnd = row.get("thruDate") == null || row.getTimestamp("thruDate").equals(part.endedAt().map(RowTime::of).orElse(null));
        return sameEnd && part.kind() != CallPart.Kind.TALKED && EnumIds.of(part.kind()).equals(row.getString("partTypeEnumId"))
                && Objects.equals(row.getString("peerId"), part.peer().map(Peer::peerId).orElse(null))
                && Objects.equals(row.getString("place"), place(part).orElse(null))
                && Objects.equals(row.getString("callCenterGroupId"), part.groupId().orElse(null));
    }

    private static Optional<String> place(CallPart part) {
        return PlainText.given(part.place()).map(text -> PlainText.clip(text, PLACE_LENGTH));
    }

    private static Map<String, Object> fields(CallPart part, boolean unanswered) {
        Map<String, Object> fields = new HashMap<>();
        FIELDS.forEach(field -> fields.put(field, null));
        fields.put("partTypeEnumId", EnumIds.of(part.kind()));
        fields.put("partyId", part.peer().flatMap(Peer::owner).map(Person::partyId).flatMap(PlainText::given).orElse(null));
        fields.put("peerId", part.peer().map(Peer::peerId).orElse(null));
        fields.put("callCenterGroupId", part.groupId().orElse(null));
        fields.put("place", place(part).orElse(null));
        fields.put("fromDate", RowTime.of(part.startedAt()));
        part.endedAt().ifPresent(at -> {
            boolean talked = part.kind() == CallPart.Kind.TALKED;
            Duration held = part.kind() == CallPart.Kind.PARKED ? part.length(at) : part.held(at);
            fields.put("thruDate", RowTime.of(at));
            fields.put(talked ? "talkSeconds" : "waitSeconds", part.length(at).toSeconds());
            fields.put("holdSeconds", held.toSeconds());
        });
        fields.put("outcomeEnumId", part.end().map(EnumIds::of).orElse(null));
        fields.put("unanswered", unanswered ? "Y" : "N");
        return fields;
    }

    private static Map<String, Object> fields(GenericValue row) {
        Map<String, Object> fields = new HashMap<>();
        FIELDS.forEach(field -> fields.put(field, row.get(field)));
        return fields;
    }

    private GenericValue row(String phoneCallId, int index, Map<String, Object> fields) {
        Map<String, Object> row = new HashMap<>(fields);
        row.put("phoneCallId", phoneCallId);
        row.put("partSeqId", String.format("%05d", index + 1));
        return rows.delegator().makeValue(ENTITY, row);
    }
}
