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

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.AgentState;

/**
 * The row of a group on the wallboard.
 *
 * @param waiting callers that wait
 * @param longest since when the first of them waits
 * @param agents  members by what they do; who isn't here is signed out
 * @param recent  of the last {@link DayFigures#RECENT}
 * @param before  of the same time before
 * @param levels  of the figures that have limits and aren't fine
 */
public record GroupFigures(String groupId, String name, int waiting, Optional<Instant> longest, Map<AgentState.Status, Integer> agents,
                           ServiceRule rule, Tally today, Tally recent, Tally before, Map<Alarm.Figure, Alarm.Level> levels) {

    public GroupFigures {
        agents = Map.copyOf(agents);
        levels = Map.copyOf(levels);
    }

    /**
     * With the calls that another node has of this group. Shares are of the sums, and the first of all callers waits longest. Agents are not added:
     * each of them is counted once, by the node that has their calls.
     */
    public GroupFigures plus(GroupFigures other) {
        Optional<Instant> first = Stream.of(longest, other.longest).flatMap(Optional::stream).min(Instant::compareTo);
        Map<Alarm.Figure, Alarm.Level> worst = new HashMap<>(levels);
        other.levels.forEach((figure, level) -> worst.merge(figure, level, (one, another) -> one.compareTo(another) > 0 ? one : another));
        return new GroupFigures(groupId, name, waiting + other.waiting, first, agents, rule, today.plus(other.today), recent.plus(other.recent),
                before.plus(other.before), worst);
    }

    /** With these counts of its members. */
    public GroupFigures with(Map<AgentState.Status, Integer> members) {
        return new GroupFigures(groupId, name, waiting, longest, members, rule, today, recent, before, levels);
    }

    /** With these figures at their limits. */
    public GroupFigures at(Map<Alarm.Figure, Alarm.Level> limits) {
        return new GroupFigures(groupId, name, waiting, longest, agents, rule, today, recent, before, limits);
    }

    /** What other nodes can't know of it; empty where that is nothing. */
    public Optional<GroupFigures> part() {
        boolean nothing = waiting == 0 && levels.isEmpty() && Stream.of(today, recent, before).allMatch(Tally.NONE::equals);
        return nothing ? Optional.empty() : Optional.of(new GroupFigures(groupId, "", waiting, longest, Map.of(), ServiceRule.USUAL, today, recent,
                before, levels));
    }

    /** Whether the service level of the last half hour is above that of the half hour before (1), below (-1) or neither. */
    public int trend() {
        return recent.serviceLevel().isPresent() && before.serviceLevel().isPresent()
                ? Integer.signum(recent.serviceLevel().getAsInt() - before.serviceLevel().getAsInt()) : 0;
    }
}
