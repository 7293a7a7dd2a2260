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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.Party;
import org.apache.ofbiz.asterisk.call.PhoneCall.Direction;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.TimelineEntry;
import org.apache.ofbiz.asterisk.crm.rows.EnumIds;
import org.apache.ofbiz.asterisk.crm.rows.RowTime;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;

/**
 * Calls that an earlier run of OFBiz left unfinished: without an end, because they ended while it was not running, or without the
 * recording that it was still waiting for. Thread-safe.
 */
public final class UnfinishedCalls {

    /** A recording that was not found for so long will not come. */
    private static final Duration RECORDINGS_COME_WITHIN = Duration.ofDays(1);

    private final Rows rows;

    public UnfinishedCalls(Delegator delegator) {
        this.rows = new Rows(delegator);
    }

    /**
     * Those of the server, told as they are now. One that is no longer there has ended now: when it really ended nobody has seen.
     *
     * @param live channels that the server has now
     */
    List<PhoneCall> of(String serverId, CallEvent.Resynchronised live) {
        Set<String> linkedIds = live.channels().stream().map(known -> known.channel().linkedId()).collect(Collectors.toSet());
        return Rows.list(rows.from("PhoneCall").where(unfinished(serverId, live.at()))).stream()
                .filter(row -> !linkedIds.contains(row.getString("linkedId")) && row.getTimestamp("startDate").toInstant().isBefore(live.at()))
                .map(row -> ended(row, live.at())).toList();
    }

    private static EntityCondition unfinished(String serverId, Instant now) {
        EntityCondition unrecorded = EntityCondition.makeCondition(List.of(
                EntityCondition.makeCondition("recordingContentId", null),
                EntityCondition.makeCondition("outcomeEnumId", EnumIds.of(Outcome.ANSWERED)),
                EntityCondition.makeCondition("endDate", EntityOperator.GREATER_THAN, RowTime.of(now.minus(RECORDINGS_COME_WITHIN)))));
        return EntityCondition.makeCondition(EntityCondition.makeCondition("serverId", serverId), EntityOperator.AND,
                EntityCondition.makeCondition(EntityCondition.makeCondition("endDate", null), EntityOperator.OR, unrecorded));
    }

    private static PhoneCall ended(GenericValue row, Instant now) {
        Optional<Instant> answeredAt = instant(row, "answerDate");
        Direction direction = EnumIds.direction(row.getString("directionEnumId"));
        Long cause = row.getLong("hangupCause");
        Outcome unanswered = row.getString("callCenterGroupId") == null ? Outcome.MISSED : Outcome.ABANDONED;
        Outcome outcome = answeredAt.isPresent() ? Outcome.ANSWERED : direction == Direction.INBOUND ? unanswered : Outcome.FAILED;
        Optional<Instant> endedAt = instant(row, "endDate");
        return new PhoneCall(row.getString("serverId"), row.getString("linkedId"), direction, PhoneCall.State.ENDED,
                new Party(Rows.text(row, "callerNumber"), Rows.text(row, "callerName")), Rows.text(row, "dialedNumber"),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(), row.getTimestamp("startDate").toInstant(),
                answeredAt, endedAt.or(() -> Optional.of(now)), Optional.empty(), Optional.of(outcome),
                cause == null ? 0 : Math.toIntExact(cause), true, Optional.empty(),
                endedAt.isPresent() ? List.of()
                        : List.of(moment(now, TimelineEntry.Kind.UNSEEN, ""), moment(now, TimelineEntry.Kind.ENDED, outcome.name())),
                List.of(), Map.of());
    }

    private static TimelineEntry moment(Instant at, TimelineEntry.Kind kind, String detail) {
        return new TimelineEntry(at, kind, Optional.empty(), Optional.empty(), detail);
    }

    private static Optional<Instant> instant(GenericValue row, String field) {
        return Optional.ofNullable(row.getTimestamp(field)).map(Timestamp::toInstant);
    }
}
