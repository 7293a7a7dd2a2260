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
package org.apache.ofbiz.asterisk.crm.callers;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.ofbiz.asterisk.acd.EarlierCall;
import org.apache.ofbiz.asterisk.crm.directory.UserDirectory;
import org.apache.ofbiz.asterisk.crm.journal.PhoneCallRows;
import org.apache.ofbiz.asterisk.crm.rows.EnumIds;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;

/**
 * Calls with one customer before the one that comes now. Reads at most a hundred of them at a time, so that a customer with ten thousand costs
 * what one with a hundred does. Thread-safe.
 */
public final class EarlierCalls {

    private static final String MODULE = EarlierCalls.class.getName();
    private static final String ID = "phoneCallId";
    private static final String START = "startDate";
    /** The clock of a PBX may be ahead of ours. */
    private static final Duration AHEAD = Duration.ofHours(1);
    private static final Duration FIRST = Duration.ofDays(7);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final int GROWTH = 8;
    /** Of stretches of time that are looked through for the newest call: with these, a century. */
    private static final int MOST_STEPS = 60;

    private final Rows rows;
    private final UserDirectory userDirectory;
    private final Clock clock;

    public EarlierCalls(Delegator delegator) {
        this(delegator, Clock.systemUTC());
    }

    EarlierCalls(Delegator delegator, Clock clock) {
        this.rows = new Rows(delegator);
        this.userDirectory = new UserDirectory(delegator);
        this.clock = clock;
    }

    /** Empty also while the database does not answer. */
    public Optional<EarlierCall> with(String partyId, String exceptCallId) {
        String except = PhoneCallRows.idOf(exceptCallId);
        try {
            List<GenericValue> some = few(partyId, except, EntityCondition.makeCondition(START, EntityOperator.NOT_EQUAL, null));
            Optional<GenericValue> newest = some.size() < EarlierCall.MOST ? newestOf(some) : newest(partyId, except);
            return newest.flatMap(last -> Rows.one(rows.from("PhoneCall").where(ID, last.getString(ID))))
                    .map(last -> new EarlierCall(some.size(), last(last)));
        } catch (RuntimeException e) {
            Debug.logWarning("Couldn't find previous calls of " + partyId + ": " + e, MODULE);
            return Optional.empty();
        }
    }

    /** At most so many as are counted, in no order: a limit without order ends the reading of an index. */
    private List<GenericValue> few(String partyId, String except, EntityCondition when) {
        return Rows.list(rows.from("PhoneCall").select(ID, START)
                .where(EntityCondition.makeCondition(List.of(EntityCondition.makeCondition("partyId", partyId), when)))
                .maxRows(EarlierCall.MOST + 1)).stream().filter(row -> !except.equals(row.getString(ID))).limit(EarlierCall.MOST).toList();
    }

    private static Optional<GenericValue> newestOf(List<GenericValue> calls) {
        return calls.stream().max(Comparator.comparing(row -> row.getTimestamp(START)));
    }

    /** Looks through one stretch of time after the other, backwards, each so short that it holds a few calls only. */
    private Optional<GenericValue> newest(String partyId, String except) {
        Instant high = clock.instant().plus(AHEAD);
        Duration length = FIRST;
        for (int step = 0; step < MOST_STEPS; step++) {
            Instant low = high.minus(length);
            List<GenericValue> some = few(partyId, except, EntityCondition.makeCondition(List.of(
                    EntityCondition.makeCondition(START, EntityOperator.GREATER_THAN_EQUAL_TO, Timestamp.from(low)),
                    EntityCondition.makeCondition(START, EntityOperator.LESS_THAN, Timestamp.from(high)))));
            if (!some.isEmpty() && (some.size() < EarlierCall.MOST || length.compareTo(SHORTEST) <= 0)) {
                return newestOf(some);
            }
            if (some.isEmpty()) {
                high = low;
            }
            length = some.isEmpty() ? length.multipliedBy(GROWTH) : length.dividedBy(GROWTH);
        }
        return Optional.empty();
    }

    private EarlierCall.Last last(GenericValue row) {
        String agent = Arrays.asList("agentPartyId", "claimedByPartyId").stream().flatMap(field -> PlainText.given(row.getString(field)).stream())
                .findFirst().orElse("");
        return new EarlierCall.Last(row.getTimestamp("startDate").toInstant(), EnumIds.direction(row.getString("directionEnumId")),
                EnumIds.outcome(row.getString("outcomeEnumId")), agent.isEmpty() ? "" : userDirectory.colleague(agent));
    }
}
