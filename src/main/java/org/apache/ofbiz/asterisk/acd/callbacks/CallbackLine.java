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
package org.apache.ofbiz.asterisk.acd.callbacks;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The line of a group: callers who wait, and customers who are to be called back, by when they joined. The PBX gives callers to free agents; this
 * says which customers are next beside them. Pure.
 */
public final class CallbackLine {

    private CallbackLine() {
    }

    /**
     * Who is to be called back.
     *
     * @param key       of the number
     * @param place     when they joined
     * @param notBefore when they may be called
     * @param barred    userLoginIds of agents who may not call the number
     */
    public record Requested(String taskId, String key, Instant place, Instant notBefore, Set<String> barred) {
        public Requested {
            barred = Set.copyOf(barred);
        }
    }

    /** An agent who takes a call now. @param since when they became free */
    public record Free(String userLoginId, Instant since) {
    }

    /** This agent calls that customer now. */
    public record Turn(String taskId, String userLoginId) {
    }

    /**
     * @param turns  each agent and each customer in one at most
     * @param holds  whether the next agent who becomes free is for a customer to be called back, although callers wait behind them
     * @param places by taskId, the first is 1
     */
    public record Decision(List<Turn> turns, boolean holds, Map<String, Integer> places) {
    }

    private record Entry(Instant at, Optional<Requested> callback) {
    }

    /**
     * @param waiting since when each caller of the group waits
     * @param free    agents whom neither the PBX nor a callback has
     * @param talking keys of the numbers that are in a call now: nobody is called who is on the phone with us
     */
    public static Decision decide(Collection<Instant> waiting, Collection<Requested> requested, Collection<Free> free, Set<String> talking,
                                  Instant now) {
        List<Entry> line = Stream.concat(waiting.stream().map(since -> new Entry(since, Optional.empty())),
                        requested.stream().map(callback -> new Entry(callback.place(), Optional.of(callback))))
                .sorted(Comparator.comparing(Entry::at).thenComparing(entry -> entry.callback().map(Requested::taskId).orElse(""))).toList();
        Deque<Free> agents = new ArrayDeque<>(free.stream().sorted(Comparator.comparing(Free::since).thenComparing(Free::userLoginId)).toList());
        List<Turn> turns = new ArrayList<>();
        Map<String, Integer> places = new HashMap<>();
        boolean passedOver = false;
        boolean holds = false;
        for (int i = 0; i < line.size(); i++) {
            Optional<Requested> callback = line.get(i).callback();
            if (callback.isEmpty()) {
                holds |= passedOver;
                agents.poll(); // the PBX is about to ring somebody for this caller
                continue;
            }
            places.put(callback.get().taskId(), i + 1);
            if (!callback.get().notBefore().isAfter(now) && !talking.contains(callback.get().key())) {
                agents.stream().filter(agent -> !callback.get().barred().contains(agent.userLoginId())).findFirst().ifPresent(agent -> {
                    agents.remove(agent);
                    turns.add(new Turn(callback.get().taskId(), agent.userLoginId()));
                });
                passedOver |= turns.stream().noneMatch(turn -> turn.taskId().equals(callback.get().taskId()));
            }
        }
        return new Decision(List.copyOf(turns), holds, Map.copyOf(places));
    }
}
