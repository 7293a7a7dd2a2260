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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What changed on the wallboard, of all groups.
 *
 * @param whole whether it is the whole wallboard
 * @param scope of whose PBX servers it tells
 */
public record BoardChange(boolean whole, Instant at, BoardScope scope, List<Row<GroupFigures>> groups, List<Row<AgentFigures>> agents,
                          List<Row<ActiveCall>> calls) {

    public BoardChange {
        groups = List.copyOf(groups);
        agents = List.copyOf(agents);
        calls = List.copyOf(calls);
    }

    /**
     * A row as it was and as it is.
     *
     * @param before empty where there was none
     * @param after  empty where there is none any more
     */
    public record Row<T>(String key, Optional<T> before, Optional<T> after) {

        private Stream<T> news(Function<T, Optional<T>> seen) {
            Optional<T> now = after.flatMap(seen);
            return now.equals(before.flatMap(seen)) ? Stream.empty() : now.stream();
        }

        private Stream<String> gone(Function<T, Optional<T>> seen) {
            return before.flatMap(seen).isPresent() && after.flatMap(seen).isEmpty() ? Stream.of(key) : Stream.empty();
        }

        private boolean isChange() {
            return !Objects.equals(before, after);
        }
    }

    /** Rows that differ. @param before by their key */
    static <T> List<Row<T>> rows(Map<String, T> before, Map<String, Optional<T>> after) {
        return after.entrySet().stream().map(row -> new Row<>(row.getKey(), Optional.ofNullable(before.get(row.getKey())), row.getValue()))
                .filter(Row::isChange).toList();
    }

    public boolean isEmpty() {
        return !whole && groups.isEmpty() && agents.isEmpty() && calls.isEmpty();
    }

    /** What of it is for this audience. */
    public Seen seenBy(BoardAudience audience) {
        Function<GroupFigures, Optional<GroupFigures>> group = row -> Optional.of(row).filter(any -> audience.sees(any.groupId()));
        Function<AgentFigures, Optional<AgentFigures>> agent = row -> Optional.of(row).filter(any -> audience.seesAny(any.groupIds()))
                .map(any -> any.seenBy(audience));
        Function<ActiveCall, Optional<ActiveCall>> call = row -> Optional.of(row).filter(any -> any.isFor(audience));
        return new Seen(whole, at, scope, groups.stream().flatMap(row -> row.news(group)).toList(),
                agents.stream().flatMap(row -> row.news(agent)).toList(), calls.stream().flatMap(row -> row.news(call)).toList(),
                groups.stream().flatMap(row -> row.gone(group)).toList(), agents.stream().flatMap(row -> row.gone(agent)).toList(),
                calls.stream().flatMap(row -> row.gone(call)).toList());
    }

    /**
     * The part of a change that somebody may see.
     *
     * @param goneGroups groupIds
     * @param goneAgents partyIds
     * @param goneCalls  callIds
     */
    public record Seen(boolean whole, Instant at, BoardScope scope, List<GroupFigures> groups, List<AgentFigures> agents,
                       List<ActiveCall> calls,
                       List<String> goneGroups, List<String> goneAgents, List<String> goneCalls) {

        public boolean isEmpty() {
            return !whole && Stream.of(groups, agents, calls, goneGroups, goneAgents, goneCalls).allMatch(List::isEmpty);
        }
    }
}
