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
package org.apache.ofbiz.asterisk.endtoend;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.acd.queues.QueueStrategy;

/**
 * The rules of the strategies, as the guides say them: replays a queue_log and says of each call which agents could be given it. Agents who
 * are equal by the rule are all allowed. All agents have the same penalty, and each answers.
 */
final class StrategyReference {

    /** One call that was given to an agent. */
    record Given(String caller, String agent, Set<String> allowed) {
        boolean right() {
            return allowed.contains(agent);
        }
    }

    private final QueueStrategy strategy;
    private final boolean shared;
    /** In the order in which they joined. */
    private final List<String> agents = new ArrayList<>();
    private final Set<String> talking = new HashSet<>();
    private final Map<String, Long> lastEnd = new HashMap<>();
    private final Map<String, Integer> calls = new HashMap<>();
    private int next;

    /**
     * @param agents names in the order in which they joined the queue
     * @param shared calls of all queues count, as with shared_lastcall
     */
    StrategyReference(QueueStrategy strategy, List<String> agents, boolean shared) {
        this.strategy = strategy;
        this.agents.addAll(agents);
        this.shared = shared;
    }

    /** @param log of all queues: who talks for one is busy for the others, too */
    List<Given> replay(QueueLog log, String queue) {
        Map<String, String> callers = new HashMap<>();
        Map<String, Set<String>> waiting = new HashMap<>();
        List<Given> given = new ArrayList<>();
        for (QueueLog.Entry entry : log.entries()) {
            // the queue has chosen at some time between arrival and answer
            waiting.values().forEach(allowed -> allowed.addAll(allowed()));
            switch (entry.what()) {
            case "ENTERQUEUE" -> {
                callers.put(entry.callId(), entry.data().get(1));
                waiting.put(entry.callId(), new HashSet<>(allowed()));
            }
            case "CONNECT" -> {
                Set<String> allowed = waiting.remove(entry.callId());
                if (entry.queue().equals(queue)) {
                    given.add(new Given(callers.get(entry.callId()), entry.agent(), allowed));
                    next = agents.indexOf(entry.agent()) + 1;
                }
                talking.add(entry.agent());
            }
            case "COMPLETECALLER", "COMPLETEAGENT" -> {
                talking.remove(entry.agent());
                if (shared || entry.queue().equals(queue)) {
                    lastEnd.put(entry.agent(), entry.time());
                    calls.merge(entry.agent(), 1, Integer::sum);
                }
            }
            case "ABANDON" -> waiting.remove(entry.callId());
            default -> { }
            }
        }
        return given;
    }

    private Set<String> allowed() {
        List<String> free = agents.stream().filter(agent -> !talking.contains(agent)).toList();
        return switch (strategy) {
        // the log has whole seconds, and the PBX reads its clock once more for the queue
        case MOST_IDLE -> least(free, agent -> lastEnd.getOrDefault(agent, 0L), 1);
        case FEWEST_CALLS -> least(free, agent -> calls.getOrDefault(agent, 0), 0);
        case LINEAR -> Set.copyOf(free.subList(0, Math.min(1, free.size())));
        case ROUND_ROBIN -> inTurn(free);
        case RANDOM, RING_ALL -> Set.copyOf(free);
        };
    }

    private static Set<String> least(List<String> free, ToLongFunction<String> measure, long tolerance) {
        long least = free.stream().mapToLong(measure).min().orElse(0);
        return free.stream().filter(agent -> measure.applyAsLong(agent) <= least + tolerance).collect(Collectors.toSet());
    }

    private Set<String> inTurn(List<String> free) {
        for (int i = 0; i < agents.size(); i++) {
            String agent = agents.get((next + i) % agents.size());
            if (free.contains(agent)) {
                return Set.of(agent);
            }
        }
        return Set.of();
    }
}
