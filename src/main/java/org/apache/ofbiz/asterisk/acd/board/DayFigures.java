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
package org.apache.ofbiz.asterisk.acd.board;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The figures of the day that goes on: of groups and of agents. Fed with one figure for each call as often as it changes, so that a call which is
 * told twice counts once. At midnight everything begins at zero; calls that go on then count on the day in which they are decided. Not
 * thread-safe.
 */
public final class DayFigures {

    /** What the short figures and the trend look back on. */
    public static final Duration RECENT = Duration.ofMinutes(30);

    private final ZoneId zone;
    private final Map<String, GroupDay> groups = new HashMap<>();
    private final Map<String, AgentTally> agents = new HashMap<>();
    /** By callId. */
    private final Map<String, CallFigure> counted = new HashMap<>();
    private LocalDate day;

    /**
     * What an agent did today.
     *
     * @param calls  that they talked in
     * @param talk   seconds
     * @param missed how often their phone rang for nothing
     */
    public record AgentTally(int calls, long talk, int missed) {

        /** Of who did nothing yet. */
        public static final AgentTally NONE = new AgentTally(0, 0, 0);

        /** Both together. */
        public AgentTally plus(AgentTally other) {
            return new AgentTally(calls + other.calls, talk + other.talk, missed + other.missed);
        }

        private AgentTally plus(CallFigure.Share share, int times) {
            return new AgentTally(calls + (share.talked() ? times : 0), talk + share.talk().toSeconds() * times, missed + share.missed() * times);
        }
    }

    /** @param zone in which the day ends */
    public DayFigures(ZoneId zone, Instant now) {
        this.zone = zone;
        this.day = LocalDate.ofInstant(now, zone);
    }

    /** When the day of this moment began. */
    public Instant midnight(Instant now) {
        return LocalDate.ofInstant(now, zone).atStartOfDay(zone).toInstant();
    }

    /** Begins a new day where there is one. @return whether there was */
    public boolean roll(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        boolean over = !today.equals(day);
        if (over) {
            day = today;
            groups.values().forEach(group -> counted.keySet().forEach(group::remove));
            agents.clear();
            counted.clear();
        }
        return over;
    }

    /** Forgets calls that are counted elsewhere. @param here by callId, those that are kept */
    public void keep(Predicate<String> here) {
        List.copyOf(counted.keySet()).stream().filter(here.negate()).forEach(this::forget);
    }

    private void forget(String callId) {
        Optional.ofNullable(counted.remove(callId)).ifPresent(before -> {
            before.groupId().map(groups::get).ifPresent(group -> group.remove(callId));
            count(before, -1);
        });
    }

    /** Counts a call; what was counted of it before is forgotten. One that was decided before today isn't counted. */
    public void put(CallFigure call) {
        forget(call.callId());
        if (LocalDate.ofInstant(call.at(), zone).equals(day) && (call.result().isPresent() || !call.shares().isEmpty())) {
            add(call);
        }
    }

    private void add(CallFigure call) {
        counted.put(call.callId(), call);
        call.groupId().filter(id -> call.result().isPresent()).ifPresent(id -> group(id).put(call));
        count(call, 1);
    }

    /** As {@link #put}, unless the call has been told since: what was read from the database is older. */
    public void restore(CallFigure call) {
        if (!counted.containsKey(call.callId())) {
            put(call);
        }
    }

    private void count(CallFigure call, int times) {
        call.shares().forEach((party, share) -> agents.put(party, agent(party).plus(share, times)));
    }

    private GroupDay group(String groupId) {
        return groups.computeIfAbsent(groupId, id -> new GroupDay());
    }

    /** How the group counts from now on, today included. */
    public void rule(String groupId, ServiceRule rule) {
        group(groupId).rule(rule);
    }

    public Tally today(String groupId) {
        return group(groupId).today();
    }

    /** Of the last {@link #RECENT}. */
    public Tally recent(String groupId, Instant now) {
        return group(groupId).between(now.minus(RECENT), now);
    }

    /** Of the same time before. */
    public Tally before(String groupId, Instant now) {
        return group(groupId).between(now.minus(RECENT.multipliedBy(2)), now.minus(RECENT));
    }

    public AgentTally agent(String partyId) {
        return agents.getOrDefault(partyId, AgentTally.NONE);
    }
}
