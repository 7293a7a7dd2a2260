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

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.collections.BoundedMap;
import org.apache.ofbiz.asterisk.crm.reports.SumMarks;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;

/**
 * Calls that became part of another one, e.g. the consultation before a transfer: people had one call, so there is one row. What only
 * the absorbed call's row knew (the customer that a user chose, a claim, the recording, the CommEvent) goes to the other one. Not
 * thread-safe: belongs to the journal's thread.
 */
final class MergedCalls {

    /** What is told late of an absorbed call comes within seconds. */
    private static final int MOST_REMEMBERED = 10_000;
    /** Who said who the customer was: goes before what a number alone tells. */
    private static final String CORRECTED = "partyCorrectedBy";
    /** Fields of one fact: they go over together, where the other row has none of it. */
    private static final List<List<String>> FACTS =
            List.of(List.of("partyId", "contactMechId", CORRECTED, "partyCorrectedDate"), List.of("claimedByPartyId", "claimDate"),
                    List.of("recordingContentId"), List.of("callbackTaskId"), List.of("subject"), List.of("note", "noteText"),
                    List.of("reasonEnumId"), List.of("dispositionEnumId"), List.of("accountCode"),
                    List.of("writtenUpBy", "writtenUpDate"));

    private final Rows rows;
    private final TimelineRows timelines;
    private final CommEvents commEvents;
    /** callId of the other one by callId. */
    private final Map<String, String> absorbed = BoundedMap.byAge(MOST_REMEMBERED);

    MergedCalls(Delegator delegator, TimelineRows timelines, CommEvents commEvents) {
        this.rows = new Rows(delegator);
        this.timelines = timelines;
        this.commEvents = commEvents;
    }

    /** callId of the call that this one is part of now; its own where it is not. */
    String whole(String callId) {
        String whole = callId;
        while (absorbed.containsKey(whole)) {
            whole = absorbed.get(whole);
        }
        return whole;
    }

    /**
     * Makes one row of both. Does nothing when it was done before.
     *
     * @param call with {@code mergedInto}
     * @return phoneCallId of the call that goes on; empty where neither of them has a row
     */
    Optional<String> absorb(PhoneCall call) throws GenericEntityException {
        String into = whole(PhoneCall.callId(call.serverId(), call.mergedInto().orElseThrow()));
        if (into.equals(call.callId())) {
            return Optional.empty(); // told to be part of its own part: nothing to make one of
        }
        Optional<GenericValue> part = PhoneCallRows.byCallId(rows, call.callId());
        if (part.isPresent()) {
            String linkedId = into.substring(call.serverId().length() + 1);
            join(part.get(), PhoneCallRows.findOrCreate(rows, call.serverId(), linkedId), linkedId, into);
        }
        absorbed.put(call.callId(), into);
        return PhoneCallRows.byCallId(rows, into).map(row -> row.getString("phoneCallId"));
    }

    private void join(GenericValue part, GenericValue whole, String linkedId, String callId) throws GenericEntityException {
        Map<String, Object> changes = new HashMap<>();
        boolean correction = part.get(CORRECTED) != null && whole.get(CORRECTED) == null;
        FACTS.stream().filter(fact -> whole.get(fact.get(0)) == null || correction && fact.contains(CORRECTED))
                .forEach(fact -> fact.forEach(field -> changes.put(field, part.get(field))));
        String partEvent = part.getString("communicationEventId");
        if (partEvent != null && whole.get("communicationEventId") == null) {
            commEvents.rename(partEvent, linkedId, callId);
            changes.put("communicationEventId", partEvent);
        } else if (partEvent != null) {
            commEvents.join(partEvent, whole.getString("communicationEventId"));
        }
        PhoneCallRows.change(rows.delegator(), whole.getString("phoneCallId"), changes);
        if (CallDispositions.FIELDS.stream().anyMatch(field -> changes.get(field) != null)) {
            PhoneCallRows.byCallId(rows, callId).filter(row -> row.get("communicationEventId") != null).ifPresent(commEvents::writeUp);
        }
        SumMarks.changed(rows.delegator(), part);
        SumMarks.changed(rows.delegator(), whole);
        timelines.moveClaims(part.getString("phoneCallId"), whole.getString("phoneCallId"));
        new Participants(rows.delegator()).remove(part.getString("phoneCallId"));
        rows.delegator().removeByAnd("PhoneCall", Map.of("phoneCallId", part.getString("phoneCallId")));
    }
}
