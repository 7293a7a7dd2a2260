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
package org.apache.ofbiz.asterisk.crm.reports;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.call.CallPart;
import org.apache.ofbiz.asterisk.call.TimelineEntry;
import org.apache.ofbiz.asterisk.crm.reports.figures.CountedCall;
import org.apache.ofbiz.asterisk.crm.rows.EnumIds;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;

/** Reads the calls that are counted: those that have ended. Stateless. */
final class CountedCalls {

    private static final String ID = "phoneCallId";
    private static final String START = "startDate";
    private static final int CALLS_AT_A_TIME = 104;
    private static final int LONGEST_ID = 60;

    private final Rows rows;

    CountedCalls(Rows rows) {
        this.rows = rows;
    }

    /** Calls that began within these times, of one quarter of an hour or a few. */
    List<CountedCall> read(Instant from, Instant thru) {
        List<GenericValue> calls = Rows.list(rows.from("PhoneCall").select(ID, "directionEnumId", "callCenterGroupId", "agentPartyId", "dialedNumber",
                "dispositionEnumId", "outcomeEnumId", "answerDate", "waitSeconds", "talkSeconds", "holdSeconds", "recordingContentId", "returnedDate")
                .where(began(from, thru)));
        List<CountedCall> facts = new ArrayList<>();
        for (int i = 0; i < calls.size(); i += CALLS_AT_A_TIME) {
            List<GenericValue> some = calls.subList(i, Math.min(calls.size(), i + CALLS_AT_A_TIME));
            List<String> ids = some.stream().map(row -> row.getString(ID)).toList();
            Map<String, List<GenericValue>> parts = parts(ids);
            Set<String> transferred = transferred(ids);
            some.forEach(row -> facts.add(facts(row, parts.getOrDefault(row.getString(ID), List.of()), transferred)));
        }
        return facts;
    }

    /** Begins of the quarters of these times in which calls began, or agents were there. */
    Set<Instant> quarters(Instant from, Instant thru) {
        Set<Instant> quarters = new HashSet<>();
        Rows.list(rows.from("PhoneCall").select(START).where(began(from, thru)))
                .forEach(row -> quarters.add(SumMarks.quarter(row.getTimestamp(START).toInstant())));
        Rows.list(rows.from(AgentTimes.ENTITY).select(START).where(within(from, thru)))
                .forEach(row -> quarters.add(row.getTimestamp(START).toInstant()));
        return quarters;
    }

    /** When the first call of all began, or the first agent was there; empty where there was none. */
    Optional<Instant> first() {
        return Stream.of("PhoneCall", AgentTimes.ENTITY).flatMap(entity -> Rows.first(rows.from(entity).select(START)
                .where(EntityCondition.makeCondition(START, EntityOperator.NOT_EQUAL, null)).orderBy(START)).stream())
                .map(row -> row.getTimestamp(START).toInstant()).min(Comparator.naturalOrder());
    }

    /** Of calls that began within these times, and have ended. */
    static EntityCondition began(Instant from, Instant thru) {
        return EntityCondition.makeCondition(within(from, thru), EntityOperator.AND,
                EntityCondition.makeCondition("endDate", EntityOperator.NOT_EQUAL, null));
    }

    private static EntityCondition within(Instant from, Instant thru) {
        return EntityCondition.makeCondition(List.of(
                EntityCondition.makeCondition(START, EntityOperator.GREATER_THAN_EQUAL_TO, Timestamp.from(from)),
                EntityCondition.makeCondition(START, EntityOperator.LESS_THAN, Timestamp.from(thru))));
    }

    private Map<String, List<GenericValue>> parts(Collection<String> ids) {
        Map<String, List<GenericValue>> parts = new HashMap<>();
        Rows.list(rows.from("PhoneCallParticipant").where(Rows.in(ID, ids)))
                .forEach(row -> parts.computeIfAbsent(row.getString(ID), id -> new ArrayList<>()).add(row));
        parts.values().forEach(ofOne -> ofOne.sort(Comparator.comparing(row -> row.getString("partSeqId"))));
        return parts;
    }

    private Set<String> transferred(Collection<String> ids) {
        Set<String> transferred = new HashSet<>();
        Rows.list(rows.from("PhoneCallEvent").select(ID).where(Rows.in(ID, ids),
                EntityCondition.makeCondition("eventTypeEnumId", EnumIds.of(TimelineEntry.Kind.TRANSFERRED))))
                .forEach(row -> transferred.add(row.getString(ID)));
        return transferred;
    }

    private static CountedCall facts(GenericValue row, List<GenericValue> parts, Set<String> transferred) {
        CountedCall.Ending ending = new CountedCall.Ending(EnumIds.outcome(row.getString("outcomeEnumId")), row.get("answerDate") != null,
                seconds(row, "waitSeconds"), seconds(row, "talkSeconds"), seconds(row, "holdSeconds"));
        CountedCall.Marks marks = new CountedCall.Marks(transferred.contains(row.getString(ID)), row.get("recordingContentId") != null,
                row.get("returnedDate") != null);
        return new CountedCall(EnumIds.direction(row.getString("directionEnumId")), Rows.text(row, "callCenterGroupId"),
                Rows.text(row, "agentPartyId"), PlainText.clip(Rows.text(row, "dialedNumber"), LONGEST_ID),
                Rows.text(row, "dispositionEnumId"), ending, marks, parts.stream().flatMap(part -> part(part).stream()).toList());
    }

    private static Optional<CountedCall.Part> part(GenericValue row) {
        Function<CallPart.Kind, CountedCall.Part> of = kind -> new CountedCall.Part(kind, Rows.text(row, "partyId"),
                Rows.text(row, "callCenterGroupId"), seconds(row, "waitSeconds"), seconds(row, "talkSeconds"), seconds(row, "holdSeconds"),
                EnumIds.outcome(row.getString("outcomeEnumId")));
        for (CallPart.Kind kind : CallPart.Kind.values()) {
            if (EnumIds.of(kind).equals(row.getString("partTypeEnumId"))) {
                return Optional.of(of.apply(kind));
            }
        }
        return Optional.empty();
    }

    private static long seconds(GenericValue row, String field) {
        Long seconds = row.getLong(field);
        return seconds == null ? 0 : Math.max(0, seconds);
    }
}
