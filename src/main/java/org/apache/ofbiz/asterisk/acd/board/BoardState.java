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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The wallboard as it was told last. Not thread-safe. */
public final class BoardState {

    private final Map<String, GroupFigures> groups = new HashMap<>();
    private final Map<String, AgentFigures> agents = new HashMap<>();
    private final Map<String, ActiveCall> calls = new HashMap<>();
    private BoardScope scope = BoardScope.ALL;

    /** @return whether the scope differs from what was there: then all is to be told */
    public boolean scope(BoardScope now) {
        boolean changed = scope != now;
        scope = now;
        return changed;
    }

    /**
     * Takes over rows; returns those that differ from what was there.
     *
     * @param newGroups by groupId; without value where there is none any more
     * @param newAgents by partyId
     * @param newCalls  by callId
     */
    public BoardChange become(Instant at, Map<String, Optional<GroupFigures>> newGroups, Map<String, Optional<AgentFigures>> newAgents,
                              Map<String, Optional<ActiveCall>> newCalls) {
        return new BoardChange(false, at, scope, become(groups, newGroups), become(agents, newAgents), become(calls, newCalls));
    }

    private static <T> List<BoardChange.Row<T>> become(Map<String, T> rows, Map<String, Optional<T>> now) {
        List<BoardChange.Row<T>> changes = BoardChange.rows(rows, now);
        changes.forEach(row -> row.after().ifPresentOrElse(value -> rows.put(row.key(), value), () -> rows.remove(row.key())));
        return changes;
    }

    /** All of it. */
    public BoardChange whole(Instant at) {
        return new BoardChange(true, at, scope, all(groups), all(agents), all(calls));
    }

    private static <T> List<BoardChange.Row<T>> all(Map<String, T> rows) {
        return rows.entrySet().stream().map(row -> new BoardChange.Row<>(row.getKey(), Optional.<T>empty(), Optional.of(row.getValue()))).toList();
    }

    public Optional<GroupFigures> group(String groupId) {
        return Optional.ofNullable(groups.get(groupId));
    }

    public Optional<AgentFigures> agent(String key) {
        return Optional.ofNullable(agents.get(key));
    }

    public Optional<ActiveCall> call(String callId) {
        return Optional.ofNullable(calls.get(callId));
    }

    public Map<String, GroupFigures> groups() {
        return Map.copyOf(groups);
    }

    public Map<String, AgentFigures> agents() {
        return Map.copyOf(agents);
    }

    public Map<String, ActiveCall> calls() {
        return Map.copyOf(calls);
    }
}
