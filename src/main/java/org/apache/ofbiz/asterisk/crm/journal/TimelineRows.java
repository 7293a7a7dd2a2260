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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.TimelineEntry;
import org.apache.ofbiz.asterisk.crm.journal.queue.JournaledClaim;
import org.apache.ofbiz.asterisk.crm.rows.EnumIds;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.RowTime;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;

/**
 * The PhoneCallEvent rows of a call: its timeline, and who claimed it. Writing the same twice changes nothing. What a call did before
 * we lost sight of it (a restart of OFBiz) stays before what it did since. Who somebody was is taken from the call as it was told, so
 * a phone that has another owner now changes nothing in the past. Thread-safe for different calls.
 */
public final class TimelineRows {

    static final String ENTITY = "PhoneCallEvent";
    private static final int DETAIL_LENGTH = 250;
    private static final Set<TimelineEntry.Kind> HOLDS = Set.of(TimelineEntry.Kind.HELD, TimelineEntry.Kind.PARKED);
    private static final List<String> FIELDS = List.of("eventTypeEnumId", "eventDate", "peerId", "partyId", "byPeerId", "byPartyId", "detail");

    private final Rows rows;

    public TimelineRows(Delegator delegator) {
        this.rows = new Rows(delegator);
    }

    /**
     * Brings the rows to what is known now.
     *
     * @param known the rows as they are, in order
     * @return whether any of them changed
     */
    boolean write(String phoneCallId, List<GenericValue> known, Optional<PhoneCall> call, Optional<JournaledClaim> claim)
            throws GenericEntityException {
        List<Map<String, Object>> wanted = wanted(known.stream().map(TimelineRows::fields).toList(), call, claim);
        for (int i = 0; i < wanted.size(); i++) {
            if (i >= known.size()) {
                rows.delegator().create(row(phoneCallId, sequenceId(i), wanted.get(i)));
            } else if (!fields(known.get(i)).equals(wanted.get(i))) {
                rows.delegator().store(row(phoneCallId, known.get(i).getString("eventSeqId"), Rows.changed(known.get(i), wanted.get(i))));
            }
        }
        for (GenericValue over : known.subList(Math.min(wanted.size(), known.size()), known.size())) {
            rows.delegator().removeByAnd(ENTITY, Map.of("phoneCallId", phoneCallId, "eventSeqId", over.getString("eventSeqId")));
        }
        return !known.stream().map(TimelineRows::fields).toList().equals(wanted);
    }

    /** The rows in order. */
    public List<GenericValue> of(String phoneCallId) {
        return Rows.list(rows.from(ENTITY).where("phoneCallId", phoneCallId).orderBy("eventSeqId"));
    }

    /** Gives the claims of one call to another, and forgets the rest of it: the other one's timeline tells it. */
    void moveClaims(String fromPhoneCallId, String toPhoneCallId) throws GenericEntityException {
        List<Map<String, Object>> claims = of(fromPhoneCallId).stream().map(TimelineRows::fields).filter(TimelineRows::isClaim).toList();
        rows.delegator().removeByAnd(ENTITY, Map.of("phoneCallId", fromPhoneCallId));
        int next = of(toPhoneCallId).size();
        for (int i = 0; i < claims.size(); i++) {
            rows.delegator().create(row(toPhoneCallId, sequenceId(next + i), claims.get(i)));
        }
    }

    /**
     * How long somebody was on hold or parked before what is known of the call now, in seconds. What had not ended counts until we lost sight of it,
     * or until we found it, where they were still on hold then.
     */
    long heldBefore(String phoneCallId, PhoneCall call) {
        if (call.timeline().isEmpty()) {
            return 0;
        }
        Timestamp first = RowTime.of(call.timeline().get(0).at());
        List<TimelineEntry> before = of(phoneCallId).stream().filter(row -> !EnumIds.CLAIMED.equals(row.getString("eventTypeEnumId"))
                && row.getTimestamp("eventDate").before(first)).map(TimelineRows::moment).toList();
        List<TimelineEntry> since = call.timeline().stream().map(TimelineRows::byId).toList();
        boolean goesOn = since.stream().anyMatch(moment -> HOLDS.contains(moment.kind()) && moment.at().equals(since.get(0).at()));
        return (goesOn ? call.holdTime(Stream.concat(before.stream(), since.stream()).toList()).minus(call.holdTime(since)) : call.holdTime(before))
                .toSeconds();
    }

    private static TimelineEntry byId(TimelineEntry moment) {
        return new TimelineEntry(moment.at(), moment.kind(), moment.peer(), moment.by().map(Peer::peerId).map(TimelineRows::holder), moment.detail());
    }

    private static Peer holder(String peerId) {
        return new Peer(peerId, "", "", "", Peer.Type.EXTENSION, Optional.empty(), Optional.empty(), Optional.empty(), true);
    }

    /** Who did it by the id alone: that is what makes two of them the same. */
    private static TimelineEntry moment(GenericValue row) {
        return new TimelineEntry(row.getTimestamp("eventDate").toInstant(),
                TimelineEntry.Kind.valueOf(EnumIds.event(row.getString("eventTypeEnumId"))),
                Optional.empty(), PlainText.given(row.getString("byPeerId")).map(TimelineRows::holder), Rows.text(row, "detail"));
    }

    private static List<Map<String, Object>> wanted(List<Map<String, Object>> known, Optional<PhoneCall> call, Optional<JournaledClaim> claim) {
        List<Map<String, Object>> claims = Stream.concat(known.stream().filter(TimelineRows::isClaim), claim.stream().map(TimelineRows::fields))
                .distinct().toList();
        List<Map<String, Object>> moments = new ArrayList<>();
        if (call.isEmpty() || call.get().timeline().isEmpty()) {
            known.stream().filter(event -> !isClaim(event)).forEach(moments::add);
        } else {
            Timestamp first = RowTime.of(call.get().timeline().get(0).at());
            known.stream().filter(event -> !isClaim(event) && call.get().unseen() && date(event).before(first)).forEach(moments::add);
            boolean began = moments.stream().anyMatch(TimelineRows::isStart); // a call begins once, however often it is found again
            call.get().timeline().stream().map(TimelineRows::fields).filter(event -> !began || !isStart(event)).forEach(moments::add);
        }
        return Stream.concat(moments.stream(), claims.stream()).sorted(Comparator.comparing(TimelineRows::date)).toList();
    }

    private static Map<String, Object> fields(TimelineEntry moment) {
        return fields(EnumIds.of(moment.kind()), moment.at(), moment.peer(), moment.by(), moment.detail());
    }

    private static Map<String, Object> fields(JournaledClaim claim) {
        Map<String, Object> fields = fields(EnumIds.CLAIMED, claim.at(), Optional.empty(), Optional.empty(), "");
        fields.put("partyId", PlainText.given(claim.by().partyId()).orElse(null));
        return fields;
    }

    private static Map<String, Object> fields(String eventTypeEnumId, Instant at, Optional<Peer> peer, Optional<Peer> by, String detail) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("eventTypeEnumId", eventTypeEnumId);
        fields.put("eventDate", RowTime.of(at));
        fields.put("peerId", peer.map(Peer::peerId).orElse(null));
        fields.put("partyId", peer.flatMap(TimelineRows::owner).orElse(null));
        fields.put("byPeerId", by.map(Peer::peerId).orElse(null));
        fields.put("byPartyId", by.flatMap(TimelineRows::owner).orElse(null));
        fields.put("detail", PlainText.given(detail).map(text -> PlainText.clip(text, DETAIL_LENGTH)).orElse(null));
        return fields;
    }

    private static Map<String, Object> fields(GenericValue row) {
        Map<String, Object> fields = new HashMap<>();
        FIELDS.forEach(field -> fields.put(field, row.get(field)));
        return fields;
    }

    private static Optional<String> owner(Peer peer) {
        return peer.owner().map(Person::partyId).flatMap(PlainText::given);
    }

    private static boolean isClaim(Map<String, Object> event) {
        return EnumIds.CLAIMED.equals(event.get("eventTypeEnumId"));
    }

    private static boolean isStart(Map<String, Object> event) {
        return EnumIds.of(TimelineEntry.Kind.STARTED).equals(event.get("eventTypeEnumId"));
    }

    private static Timestamp date(Map<String, Object> event) {
        return (Timestamp) event.get("eventDate");
    }

    private GenericValue row(String phoneCallId, String eventSeqId, Map<String, Object> fields) {
        Map<String, Object> row = new HashMap<>(fields);
        row.put("phoneCallId", phoneCallId);
        row.put("eventSeqId", eventSeqId);
        return rows.delegator().makeValue(ENTITY, row);
    }

    private static String sequenceId(int index) {
        return String.format("%05d", index + 1);
    }
}
