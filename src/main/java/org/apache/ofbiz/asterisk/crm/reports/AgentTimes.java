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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.ofbiz.asterisk.acd.AgentState;
import org.apache.ofbiz.asterisk.acd.WrapUp;
import org.apache.ofbiz.asterisk.crm.directory.UserDirectory;
import org.apache.ofbiz.asterisk.crm.reports.figures.CallCount;
import org.apache.ofbiz.asterisk.crm.reports.figures.SumKey;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;

/**
 * How long agents were available, paused, occupied, and in wrap-up, in each quarter of an hour (AsteriskAgentTime). What was not written is
 * lost when OFBiz is killed: some minutes of each agent. Thread-safe.
 */
public final class AgentTimes {

    static final String ENTITY = "AsteriskAgentTime";
    /** Times of an agent, as they are counted of calls. */
    static final Set<CallCount> COUNTS = Set.of(CallCount.AVAILABLE_TIME, CallCount.PAUSED_TIME, CallCount.OCCUPIED_TIME, CallCount.WRAP_UP);

    private final Rows rows;
    private final UserDirectory users;
    private final Clock clock;
    private final Map<String, Stretch> open = new HashMap<>();
    private Map<Place, Map<CallCount, Duration>> counted = new HashMap<>();

    public AgentTimes(Delegator delegator, Clock clock) {
        this.rows = new Rows(delegator);
        this.users = new UserDirectory(delegator);
        this.clock = clock;
    }

    /** What an agent does, from when on it is not counted yet. */
    private record Stretch(AgentState state, Instant from) {
    }

    private record Place(String userLoginId, Instant quarter, String groupId) {
    }

    /** The agent does something else now. */
    public synchronized void changed(AgentState agent, String userLoginId) {
        count(userLoginId, agent.since());
        if (agent.status() == AgentState.Status.SIGNED_OUT) {
            open.remove(userLoginId);
        } else {
            Stretch before = open.get(userLoginId);
            Instant from = before != null && before.from().isAfter(agent.since()) ? before.from() : agent.since();
            open.put(userLoginId, new Stretch(agent, from));
        }
    }

    private void count(String userLoginId, Instant until) {
        Stretch stretch = open.get(userLoginId);
        if (stretch == null || !until.isAfter(stretch.from())) {
            return;
        }
        open.put(userLoginId, new Stretch(stretch.state(), until));
        String group = stretch.state().wrapUp().map(WrapUp::groupId).flatMap(PlainText::given).orElse(SumKey.NONE);
        for (Instant from = stretch.from(); from.isBefore(until);) {
            Instant quarter = SumMarks.quarter(from);
            Instant next = quarter.plus(SumMarks.QUARTER);
            Instant end = next.isBefore(until) ? next : until;
            Duration time = Duration.between(from, end);
            switch (stretch.state().status()) {
            case AVAILABLE, RINGING -> add(new Place(userLoginId, quarter, SumKey.NONE), CallCount.AVAILABLE_TIME, time);
            case PAUSED -> add(new Place(userLoginId, quarter, SumKey.NONE), CallCount.PAUSED_TIME, time);
            case TALKING -> add(new Place(userLoginId, quarter, SumKey.NONE), CallCount.OCCUPIED_TIME, time);
            case WRAP_UP -> {
                add(new Place(userLoginId, quarter, SumKey.NONE), CallCount.OCCUPIED_TIME, time);
                add(new Place(userLoginId, quarter, group), CallCount.WRAP_UP, time);
            }
            default -> { } // nobody is there
            }
            from = end;
        }
    }

    private void add(Place place, CallCount count, Duration time) {
        counted.computeIfAbsent(place, any -> new EnumMap<>(CallCount.class)).merge(count, time, Duration::plus);
    }

    /**
     * Writes what was counted up to now, whole seconds of it, and marks the sums. To be called in a transaction.
     *
     * @return to be run where that transaction fails: the time is written next time
     * @throws GenericEntityException when the database refuses
     */
    Runnable write() throws GenericEntityException {
        Map<Place, Map<CallCount, Duration>> all = take();
        try {
            Set<Instant> quarters = new HashSet<>();
            for (Map.Entry<Place, Map<CallCount, Duration>> of : all.entrySet()) {
                Optional<String> partyId = users.withLogin(of.getKey().userLoginId()).flatMap(user -> PlainText.given(user.partyId()));
                if (partyId.isPresent()) {
                    add(partyId.get(), of.getKey(), of.getValue());
                    quarters.add(of.getKey().quarter());
                }
            }
            SumMarks.quarters(rows.delegator(), quarters);
        } catch (GenericEntityException | RuntimeException e) {
            giveBack(all, time -> time);
            throw e;
        }
        giveBack(all, time -> time.minusSeconds(time.toSeconds())); // many parts of a second add up
        return () -> giveBack(all, time -> Duration.ofSeconds(time.toSeconds()));
    }

    private synchronized Map<Place, Map<CallCount, Duration>> take() {
        Set.copyOf(open.keySet()).forEach(user -> count(user, clock.instant()));
        Map<Place, Map<CallCount, Duration>> all = counted;
        counted = new HashMap<>();
        return all;
    }

    private synchronized void giveBack(Map<Place, Map<CallCount, Duration>> all, UnaryOperator<Duration> part) {
        all.forEach((place, times) -> times.forEach((count, time) -> {
            Duration back = part.apply(time);
            if (!back.isZero()) {
                add(place, count, back);
            }
        }));
    }

    private void add(String partyId, Place place, Map<CallCount, Duration> times) throws GenericEntityException {
        Map<String, Object> key = Map.of("partyId", partyId, "startDate", Timestamp.from(place.quarter()), "callCenterGroupId", place.groupId());
        GenericValue before = Rows.one(rows.from(ENTITY).where(key)).orElse(null);
        Map<String, Object> fields = new HashMap<>(key);
        times.forEach((count, time) -> fields.put(count.field(), time.toSeconds() + (before == null ? 0 : seconds(before, count))));
        rows.delegator().createOrStore(rows.delegator().makeValue(ENTITY, fields));
    }

    static long seconds(GenericValue row, CallCount count) {
        Long seconds = row.getLong(count.field());
        return seconds == null ? 0 : seconds;
    }
}
