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

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.acd.queues.QueueStrategy;
import org.apache.ofbiz.asterisk.lab.AmiProbe;

/**
 * The rules of the strategies, as the guides say them, for each phone that a queue rings: replays the events of a PBX, and says whom the rule
 * allows at that moment, and whether it was the caller's turn. Needs events with the time ({@code timestampevents}). Not thread-safe.
 */
final class RungReference {

    /** An event comes so much later than what it tells, at most. */
    private static final long LATE_MICROS = 150_000;
    /** From the choice of an agent until the PBX tells that their phone is rung, at most, on a busy machine. */
    private static final long SLOW_MICROS = 500_000;
    private static final long PENALTY = 1_000_000_000_000L;
    private static final int FULL_TURN = 1_000;

    /** @param members names with their penalty, in the order in which they joined */
    record Queue(String name, QueueStrategy strategy, List<Member> members) {
        private int number(String agent) {
            return members.stream().map(Member::agent).toList().indexOf(agent);
        }
    }

    record Member(String agent, int penalty) {
    }

    /**
     * A phone that rang.
     *
     * @param allowed by the rule; several when they are equal by it, or when what the PBX knew at that moment isn't certain
     * @param inTurn  as many agents may have been free as callers were to be served, this one the last
     * @param silent  agents who should have been rung as well, by a queue that rings all
     */
    record Rung(String caller, String queue, String agent, Set<String> allowed, boolean inTurn, Set<String> silent) {
        boolean right() {
            return allowed.contains(agent) && inTurn && silent.isEmpty();
        }
    }

    private record At(long micros, QueueMoment moment) {
    }

    private final Map<String, Queue> queues;
    private final List<AmiProbe.Message> events;
    private final QueueMoment now;
    private final Deque<At> before = new ArrayDeque<>();

    private RungReference(List<Queue> queues, boolean shared, List<AmiProbe.Message> events) {
        this.queues = queues.stream().collect(Collectors.toUnmodifiableMap(Queue::name, queue -> queue));
        this.now = new QueueMoment(shared);
        this.events = events;
    }

    /**
     * @param shared calls of all queues count, as with shared_lastcall
     * @param events since before the first agent joined
     */
    static List<Rung> replay(List<Queue> queues, boolean shared, List<AmiProbe.Message> events) {
        List<AmiProbe.Message> known = events.stream().filter(event -> queues.stream().anyMatch(queue -> queue.name().equals(event.get("Queue"))))
                .filter(event -> !event.get("Event").isEmpty() && !event.get("Timestamp").isEmpty()).toList();
        return new RungReference(queues, shared, known).replay();
    }

    private List<Rung> replay() {
        List<Rung> rung = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            AmiProbe.Message event = events.get(i);
            long micros = micros(event);
            before.add(new At(micros, now.copy()));
            // the last one before counts, too: it was so until then
            while (before.size() > 1 && before.stream().skip(1).findFirst().orElseThrow().micros() < micros - LATE_MICROS) {
                before.remove();
            }
            if (event.isEvent("AgentCalled")) {
                rung.add(judge(event, i));
            }
            apply(event);
        }
        return rung;
    }

    private void apply(AmiProbe.Message event) {
        String queue = event.get("Queue");
        String caller = event.get("Uniqueid");
        String agent = event.get("MemberName");
        switch (event.get("Event")) {
        case "QueueCallerJoin" -> now.arrives(queue, caller);
        case "QueueCallerLeave", "QueueCallerAbandon" -> now.leaves(queue, caller);
        case "AgentRingNoAnswer" -> now.isSilent(queue, agent);
        case "AgentConnect" -> now.answers(queue, agent, caller);
        case "AgentComplete" -> now.ends(queue, agent, micros(event) / 1_000_000);
        case "QueueMemberAdded", "QueueMemberStatus" -> now.phone(queue, agent, event.get("Status"), Long.parseLong(event.get("LastCall")));
        default -> { }
        }
    }

    private Rung judge(AmiProbe.Message event, int index) {
        Queue queue = queues.get(event.get("Queue"));
        String caller = event.get("Uniqueid");
        List<QueueMoment> moments = before.stream().map(At::moment).toList();
        Set<Integer> memories = moments.stream().flatMap(moment -> moment.memory(queue.name()).stream())
                .collect(Collectors.toCollection(HashSet::new));
        next(index, LATE_MICROS, later -> later.isEvent("QueueCallerLeave") && later.get("Queue").equals(queue.name()))
                .forEach(gone -> now.rungFor(gone.get("Uniqueid")).forEach(agent -> memories.addAll(now.comingMemory(queue.name(), agent))));
        if (mayHaveTriedInVain(queue, caller, index)) {
            memories.add(0);
        }
        List<AmiProbe.Message> alsoRung = next(index, SLOW_MICROS, later -> later.isEvent("AgentCalled") && !later.get("Uniqueid").equals(caller));
        Set<String> chosen = alsoRung.stream().map(called -> called.get("MemberName")).collect(Collectors.toSet());
        Set<String> served = alsoRung.stream().map(called -> called.get("Uniqueid")).collect(Collectors.toSet());
        String agent = event.get("MemberName");
        Set<String> allowed = new HashSet<>();
        Set<Integer> coming = new HashSet<>();
        boolean alone = !now.ringsForAnother(queue.name(), caller) && !othersAreRungMeanwhile(queue, caller, index);
        for (QueueMoment moment : moments) {
            for (int memory : memories) {
                Set<String> these = allowed(queue, moment, memory, chosen);
                allowed.addAll(these);
                if (these.contains(agent)) {
                    coming.addAll(goesOn(queue, memory, agent, alone));
                }
            }
        }
        // who has just been given a caller still counts as free for a moment
        long before = moments.stream().mapToLong(moment -> moment.before(queue.name(), caller, served)).min().orElseThrow();
        long free = queue.members().stream().filter(member -> moments.stream().anyMatch(moment -> moment.maybeFree(queue.name(), member.agent())))
                .count();
        boolean inTurn = before < (queue.strategy() == QueueStrategy.RING_ALL ? Math.min(1, free) : free) || !now.rungFor(caller).isEmpty();
        now.rings(agent, caller, coming.isEmpty() ? Set.copyOf(memories) : Set.copyOf(coming));
        return new Rung(caller, queue.name(), agent, Set.copyOf(allowed), inTurn,
                queue.strategy() == QueueStrategy.RING_ALL ? silent(queue, caller, moments, index) : Set.of());
    }

    /**
     * Whether the caller may have tried while the only free agents were just being rung by another queue: no event tells it, and round robin
     * begins again at the first member.
     */
    private boolean mayHaveTriedInVain(Queue queue, String caller, int index) {
        long since = 0;
        for (int i = index - 1; i >= 0 && micros(events.get(i)) >= since && queue.strategy() == QueueStrategy.ROUND_ROBIN; i--) {
            AmiProbe.Message event = events.get(i);
            boolean here = event.get("Queue").equals(queue.name());
            if (here && event.isEvent("QueueCallerJoin") && event.get("Uniqueid").equals(caller)) {
                since = micros(event) - SLOW_MICROS;
            } else if (event.isEvent("AgentCalled") && (here || queue.number(event.get("MemberName")) >= 0)) {
                return !here;
            }
        }
        return false;
    }

    /** What is told a moment later may have been so already. */
    private List<AmiProbe.Message> next(int index, long within, Predicate<AmiProbe.Message> wanted) {
        long until = micros(events.get(index)) + within;
        List<AmiProbe.Message> next = new ArrayList<>();
        for (int i = index + 1; i < events.size() && micros(events.get(i)) <= until; i++) {
            if (wanted.test(events.get(i))) {
                next.add(events.get(i));
            }
        }
        return next;
    }

    /** @param chosen for other callers, perhaps already */
    private static Set<String> allowed(Queue queue, QueueMoment moment, int memory, Set<String> chosen) {
        Map<String, Long> ranks = new HashMap<>();
        for (Member member : queue.members()) {
            if (moment.maybeFree(queue.name(), member.agent())) {
                ranks.put(member.agent(), member.penalty() * PENALTY + rank(queue, moment, memory, member.agent()));
            }
        }
        long best = ranks.entrySet().stream().filter(rank -> moment.surelyFree(queue.name(), rank.getKey()) && !chosen.contains(rank.getKey()))
                .mapToLong(Map.Entry::getValue).min().orElse(Long.MAX_VALUE);
        // events are up to a second later than the clock that the PBX reads for idle times
        long equal = queue.strategy() == QueueStrategy.MOST_IDLE && best < Long.MAX_VALUE ? best + 1 : best;
        return ranks.keySet().stream().filter(agent -> ranks.get(agent) <= equal).collect(Collectors.toSet());
    }

    /** The lowest is rung. */
    private static long rank(Queue queue, QueueMoment moment, int memory, String agent) {
        return switch (queue.strategy()) {
        case MOST_IDLE -> moment.lastEnd(queue.name(), agent);
        case FEWEST_CALLS -> moment.calls(queue.name(), agent);
        case LINEAR -> queue.number(agent);
        case ROUND_ROBIN -> turn(queue.number(agent), memory);
        case RING_ALL, RANDOM -> 0;
        };
    }

    private static int turn(int number, int memory) {
        return number < memory ? FULL_TURN + number : number;
    }

    /**
     * Where round robin goes on when this phone has rung: at who would have been next, of whatever penalty; if all others were busy, at the first
     * member. Whether that is so the queue keeps for all callers together, and forgets when a phone stops ringing for any of them: with several
     * at once, it may go on one further instead.
     */
    private static Set<Integer> goesOn(Queue queue, int memory, String agent, boolean alone) {
        List<Member> order = queue.members().stream().sorted(Comparator.comparingInt(Member::penalty)
                .thenComparingInt(member -> turn(queue.number(member.agent()), memory))).toList();
        Optional<Member> next = order.stream().dropWhile(member -> !member.agent().equals(agent)).skip(1).findFirst();
        Set<Integer> last = alone ? Set.of(memory < queue.members().size() - 1 ? 0 : memory + 1) : Set.of(0, QueueMoment.AFTER);
        return next.map(member -> Set.of(queue.number(member.agent()))).orElse(last);
    }

    private boolean othersAreRungMeanwhile(Queue queue, String caller, int index) {
        return events.stream().skip(index + 1L).filter(event -> event.get("Queue").equals(queue.name()))
                .takeWhile(event -> !event.get("Uniqueid").equals(caller) || event.isEvent("AgentCalled"))
                .anyMatch(event -> event.isEvent("AgentCalled") && !event.get("Uniqueid").equals(caller));
    }

    /** Who was free all the time, as good as anybody, and was not rung with the others. */
    private Set<String> silent(Queue queue, String caller, List<QueueMoment> moments, int index) {
        Optional<Set<String>> free = moments.stream().map(moment -> surelyFirst(queue, moment)).reduce((one, other) ->
                one.stream().filter(other::contains).collect(Collectors.toSet()));
        Set<String> silent = new HashSet<>(free.orElse(Set.of()));
        silent.removeAll(now.rungFor(caller));
        next(index, SLOW_MICROS, later -> later.isEvent("AgentCalled")).forEach(called -> silent.remove(called.get("MemberName")));
        return Set.copyOf(silent);
    }

    private static Set<String> surelyFirst(Queue queue, QueueMoment moment) {
        int least = queue.members().stream().filter(member -> moment.maybeFree(queue.name(), member.agent())).mapToInt(Member::penalty)
                .min().orElse(0);
        return queue.members().stream().filter(member -> member.penalty() == least && moment.surelyFree(queue.name(), member.agent()))
                .map(Member::agent).collect(Collectors.toSet());
    }

    private static long micros(AmiProbe.Message event) {
        return new BigDecimal(event.get("Timestamp")).movePointRight(6).longValue();
    }
}
