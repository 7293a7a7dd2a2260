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
package org.apache.ofbiz.asterisk.crm.board;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.acd.board.CallFigure;
import org.apache.ofbiz.asterisk.call.CallPart;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.crm.journal.Participants;
import org.apache.ofbiz.asterisk.crm.rows.EnumIds;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;

/** The figures of calls that the journal has saved. Reads an hour at a time, so that no day is in memory twice. Thread-safe. */
public final class SavedFigures {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int AT_ONCE = 104;

    private final Rows rows;

    public SavedFigures(Delegator delegator) {
        this.rows = new Rows(delegator);
    }

    /**
     * Tells of each call that began in this time.
     *
     * @throws Rows.RowsUnavailableException when the database doesn't answer
     */
    public void read(Instant from, Instant until, Consumer<CallFigure> each) {
        for (Instant hour = from; hour.isBefore(until); hour = hour.plus(HOUR)) {
            List<GenericValue> calls = Rows.list(rows.from("PhoneCall").where(EntityCondition.makeCondition(List.of(
                    EntityCondition.makeCondition("startDate", EntityOperator.GREATER_THAN_EQUAL_TO, Timestamp.from(hour)),
                    EntityCondition.makeCondition("startDate", EntityOperator.LESS_THAN, Timestamp.from(hour.plus(HOUR)))))));
            for (int first = 0; first < calls.size(); first += AT_ONCE) {
                tell(calls.subList(first, Math.min(calls.size(), first + AT_ONCE)), each);
            }
        }
    }

    private void tell(List<GenericValue> calls, Consumer<CallFigure> each) {
        Map<String, List<GenericValue>> parts = Rows.list(rows.from(Participants.ENTITY).where(Rows.in("phoneCallId",
                calls.stream().map(call -> call.getString("phoneCallId")).toList())).orderBy("phoneCallId", "partSeqId")).stream()
                .collect(Collectors.groupingBy(part -> part.getString("phoneCallId")));
        calls.forEach(call -> each.accept(figure(call, parts.getOrDefault(call.getString("phoneCallId"), new ArrayList<>()))));
    }

    private static CallFigure figure(GenericValue call, List<GenericValue> parts) {
        Instant began = call.getTimestamp("startDate").toInstant();
        Optional<Instant> answered = moment(call, "answerDate");
        Optional<Instant> ended = moment(call, "endDate");
        Instant decided = answered.or(() -> ended).orElse(began);
        Instant waitsFrom = parts.stream().filter(part -> EnumIds.of(CallPart.Kind.WAITED).equals(part.getString("partTypeEnumId"))).findFirst()
                .flatMap(part -> moment(part, "fromDate")).orElse(began);
        Optional<String> group = Optional.ofNullable(call.getString("callCenterGroupId"))
                .filter(id -> EnumIds.of(PhoneCall.Direction.INBOUND).equals(call.getString("directionEnumId")));
        return new CallFigure(PhoneCall.callId(call.getString("serverId"), call.getString("linkedId")), group, decided,
                group.flatMap(id -> CallFigure.result(answered.isPresent(), ended.isPresent(), EnumIds.outcome(call.getString("outcomeEnumId")))),
                group.flatMap(id -> waited(parts, id)).orElse(decided.isAfter(waitsFrom) ? Duration.between(waitsFrom, decided) : Duration.ZERO),
                seconds(call, "talkSeconds"), shares(parts));
    }

    private static Optional<Duration> waited(List<GenericValue> parts, String groupId) {
        return parts.stream().filter(part -> EnumIds.of(CallPart.Kind.WAITED).equals(part.getString("partTypeEnumId"))
                && groupId.equals(part.getString("callCenterGroupId"))).map(part -> seconds(part, "waitSeconds")).reduce(Duration::plus);
    }

    private static Map<String, CallFigure.Share> shares(List<GenericValue> parts) {
        Map<String, CallFigure.Share> shares = new HashMap<>();
        for (GenericValue part : parts) {
            boolean talked = EnumIds.of(CallPart.Kind.TALKED).equals(part.getString("partTypeEnumId"));
            boolean missed = EnumIds.of(CallPart.Kind.CALLED).equals(part.getString("partTypeEnumId"))
                    && CallFigure.isMissed(EnumIds.outcome(part.getString("outcomeEnumId")));
            if (part.getString("partyId") != null && (talked || missed)) {
                shares.merge(part.getString("partyId"), new CallFigure.Share(talked, seconds(part, "talkSeconds"), missed ? 1 : 0),
                        CallFigure.Share::plus);
            }
        }
        return shares;
    }

    private static Optional<Instant> moment(GenericValue row, String field) {
        return Optional.ofNullable(row.getTimestamp(field)).map(Timestamp::toInstant);
    }

    private static Duration seconds(GenericValue row, String field) {
        Long seconds = row.getLong(field);
        return seconds == null ? Duration.ZERO : Duration.ofSeconds(seconds);
    }
}
