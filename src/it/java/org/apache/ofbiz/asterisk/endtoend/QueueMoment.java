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
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a PBX knows of the agents and lines of its queues, from its events alone. An event comes a moment after what it tells, so there are times
 * at which an agent may or may not be free: {@link #surelyFree} and {@link #maybeFree}. Not thread-safe.
 */
final class QueueMoment {

    private static final String NOT_IN_USE = "1";
    /** In place of the number of a member: the one after that at which round robin goes on when the phone stops ringing. */
    static final int AFTER = -1;

    /** Who is rung, or talks, with which caller; several of a queue that rings all. */
    private final Map<String, String> rings;
    private final Map<String, String> talks;
    /** What each queue knows of the phone. */
    private final Map<String, String> phones;
    private final Map<String, Long> lastEnds;
    private final Map<String, Integer> calls;
    /** Where round robin goes on, by queue: numbers of members; and where it will when the phone of an agent stops ringing. */
    private final Map<String, Set<Integer>> memories;
    private final Map<String, Set<Integer>> comingMemories;
    private final Map<String, List<String>> lines;
    private final boolean shared;

    /** @param shared calls of all queues count, as with shared_lastcall */
    QueueMoment(boolean shared) {
        this(new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>(),
                shared);
    }

    private QueueMoment(Map<String, String> rings, Map<String, String> talks, Map<String, String> phones, Map<String, Long> lastEnds,
                        Map<String, Integer> calls, Map<String, Set<Integer>> memories, Map<String, Set<Integer>> comingMemories,
                        Map<String, List<String>> lines, boolean shared) {
        this.rings = rings;
        this.talks = talks;
        this.phones = phones;
        this.lastEnds = lastEnds;
        this.calls = calls;
        this.memories = memories;
        this.comingMemories = comingMemories;
        this.lines = lines;
        this.shared = shared;
    }

    QueueMoment copy() {
        Map<String, List<String>> copies = new HashMap<>();
        lines.forEach((queue, line) -> copies.put(queue, new ArrayList<>(line)));
        return new QueueMoment(new HashMap<>(rings), new HashMap<>(talks), new HashMap<>(phones), new HashMap<>(lastEnds), new HashMap<>(calls),
                new HashMap<>(memories), new HashMap<>(comingMemories), copies, shared);
    }

    void arrives(String queue, String caller) {
        lines.computeIfAbsent(queue, any -> new ArrayList<>()).add(caller);
    }

    void leaves(String queue, String caller) {
        lines.getOrDefault(queue, new ArrayList<>()).remove(caller);
        rungFor(caller).forEach(agent -> isSilent(queue, agent));
    }

    /** @param memory where round robin may go on afterwards */
    void rings(String agent, String caller, Set<Integer> memory) {
        rings.put(agent, caller);
        comingMemories.put(agent, memory);
    }

    void isSilent(String queue, String agent) {
        rings.remove(agent);
        remembers(queue, agent);
    }

    void answers(String queue, String agent, String caller) {
        rings.values().removeIf(caller::equals);
        talks.put(agent, caller);
        remembers(queue, agent);
    }

    /** More than one event tells that a phone stops ringing; the first one counts. */
    private void remembers(String queue, String agent) {
        Set<Integer> memory = comingMemory(queue, agent);
        comingMemories.put(agent, memory);
        memories.put(queue, memory);
    }

    /** @param second of the event; the next status of the member has it by the clock of the PBX, unless it is older */
    void ends(String queue, String agent, long second) {
        talks.remove(agent);
        lastEnds.put(shared ? agent : key(queue, agent), second);
        calls.merge(shared ? agent : key(queue, agent), 1, Integer::sum);
    }

    /**
     * @param status  of the phone, as {@code QueueMemberStatus} numbers it
     * @param lastEnd in seconds since 1970 by the clock of the PBX, which decides who is equal
     */
    void phone(String queue, String agent, String status, long lastEnd) {
        phones.put(key(queue, agent), status);
        lastEnds.merge(shared ? agent : key(queue, agent), lastEnd, (before, now) -> now >= before - 1 ? now : before);
    }

    boolean surelyFree(String queue, String agent) {
        return maybeFree(queue, agent) && !talks.containsKey(agent) && NOT_IN_USE.equals(phones.get(key(queue, agent)));
    }

    /** The call is over and the phone isn't told to be free yet, or the other way round. */
    boolean maybeFree(String queue, String agent) {
        return !rings.containsKey(agent) && (!talks.containsKey(agent) || NOT_IN_USE.equals(phones.get(key(queue, agent))));
    }

    /** Seconds since 1970; 0 without a call. */
    long lastEnd(String queue, String agent) {
        return lastEnds.getOrDefault(shared ? agent : key(queue, agent), 0L);
    }

    int calls(String queue, String agent) {
        return calls.getOrDefault(shared ? agent : key(queue, agent), 0);
    }

    /** Numbers of members at which round robin may go on now. */
    Set<Integer> memory(String queue) {
        return memories.getOrDefault(queue, Set.of(0));
    }

    /** Numbers of members at which round robin goes on if the phone of this agent stops ringing now. */
    Set<Integer> comingMemory(String queue, String agent) {
        Set<Integer> coming = new HashSet<>(comingMemories.getOrDefault(agent, Set.of(0)));
        if (coming.remove(AFTER)) {
            memory(queue).forEach(memory -> coming.add(memory + 1));
        }
        return coming;
    }

    /** Whether a phone rings for another caller of the queue. */
    boolean ringsForAnother(String queue, String caller) {
        return rings.values().stream().anyMatch(other -> !other.equals(caller) && lines.getOrDefault(queue, List.of()).contains(other));
    }

    /**
     * How many are before this caller whom nobody is rung for.
     *
     * @param served callers for whom somebody is about to be rung
     */
    int before(String queue, String caller, Set<String> served) {
        Collection<String> rung = new HashSet<>(rings.values());
        rung.addAll(served);
        List<String> line = lines.getOrDefault(queue, List.of());
        return (int) line.subList(0, Math.max(0, line.indexOf(caller))).stream().filter(other -> !rung.contains(other)).count();
    }

    Set<String> rungFor(String caller) {
        Set<String> agents = new HashSet<>();
        rings.forEach((agent, of) -> {
            if (of.equals(caller)) {
                agents.add(agent);
            }
        });
        return agents;
    }

    private static String key(String queue, String agent) {
        return queue + " " + agent;
    }
}
