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
package org.apache.ofbiz.asterisk.crm.reports.figures;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.apache.ofbiz.asterisk.acd.board.ServiceRule;
import org.apache.ofbiz.asterisk.call.CallPart;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.PhoneCall;

/**
 * Counts calls. A call that waited for two groups counts for both; the wait for one group is the sum of the times that the caller waited
 * for it. Immutable.
 */
public final class CallCounting {

    private static final Set<Outcome> GIVEN_UP = Set.of(Outcome.ABANDONED, Outcome.MISSED, Outcome.CANCELLED);

    private static final Set<Outcome> NOT_TAKEN = Set.of(Outcome.EXTENSION_BUSY, Outcome.EXTENSION_DECLINED, Outcome.EXTENSION_NO_ANSWER,
            Outcome.EXTENSION_UNREGISTERED);

    private final Map<String, ServiceRule> rules;
    private final ServiceRule others;

    /**
     * @param rules  by callCenterGroupId
     * @param others of groups that are not in {@code rules}, and of calls that reached none
     */
    public CallCounting(Map<String, ServiceRule> rules, ServiceRule others) {
        this.rules = Map.copyOf(rules);
        this.others = others;
    }

    /** What this call adds, by what it adds to. */
    public Map<SumKey, CallTally> count(CountedCall call) {
        Map<SumKey, CallTally> sums = new HashMap<>();
        if (call.ending().outcome().equals(Optional.of(Outcome.ANNOUNCEMENT))) {
            return sums; // it was offered to nobody
        }
        if (call.direction() == PhoneCall.Direction.INBOUND) {
            groups(call).forEach(group -> incoming(call, group, sums));
            missedRings(call, sums);
        } else if (call.direction() == PhoneCall.Direction.OUTBOUND) {
            outgoing(call, sums);
        }
        sums.values().removeIf(CallTally::isNothing);
        return sums;
    }

    private static String key(String id) {
        return id.isEmpty() ? SumKey.NONE : id;
    }

    private static void add(Map<SumKey, CallTally> sums, SumDimension dimension, String groupId, String id, Map<CallCount, Long> counts) {
        sums.merge(new SumKey(dimension, key(groupId), key(id)), CallTally.of(counts), CallTally::plus);
    }

    /** Groups that the caller waited for, or the call's own. */
    private static Set<String> groups(CountedCall call) {
        Set<String> groups = new LinkedHashSet<>();
        call.parts().stream().filter(part -> part.kind() == CallPart.Kind.WAITED && !part.groupId().isEmpty())
                .forEach(part -> groups.add(part.groupId()));
        return groups.isEmpty() ? Set.of(call.groupId()) : groups;
    }

    private void incoming(CountedCall call, String groupId, Map<SumKey, CallTally> sums) {
        Map<CallCount, Long> counts = ending(call, groupId);
        add(sums, SumDimension.TOTAL, groupId, "", counts);
        add(sums, SumDimension.NUMBER, groupId, call.number(), counts);
        add(sums, SumDimension.DISPOSITION, groupId, call.disposition(), counts);
        Map<String, List<CountedCall.Part>> talkers = new LinkedHashMap<>();
        talks(call, groupId).stream().filter(part -> !part.partyId().isEmpty())
                .forEach(part -> talkers.computeIfAbsent(part.partyId(), id -> new ArrayList<>()).add(part));
        talkers.forEach((partyId, parts) -> {
            Map<CallCount, Long> agent = new EnumMap<>(CallCount.class);
            agent.put(CallCount.ANSWERED, 1L);
            agent.put(CallCount.TALK, sum(parts, CountedCall.Part::talkSeconds));
            agent.put(CallCount.HOLD, sum(parts, CountedCall.Part::holdSeconds));
            agent.put(CallCount.TRANSFERRED, one(call.marks().transferred()));
            agent.put(CallCount.RECORDED, one(call.marks().recorded()));
            add(sums, SumDimension.AGENT, groupId, partyId, agent);
        });
    }

    private Map<CallCount, Long> ending(CountedCall call, String groupId) {
        List<CountedCall.Part> waits = waits(call, groupId);
        Optional<Outcome> outcome = waits.isEmpty() ? call.ending().outcome() : waits.get(waits.size() - 1).outcome();
        boolean answered = waits.isEmpty() ? call.ending().answered() : outcome.equals(Optional.of(Outcome.ANSWERED));
        long waited = waits.isEmpty() ? call.ending().waitSeconds() : sum(waits, CountedCall.Part::waitSeconds);
        boolean gaveUp = !answered && outcome.filter(waits.isEmpty() ? GIVEN_UP::contains : Outcome.ABANDONED::equals).isPresent();
        ServiceRule rule = rules.getOrDefault(groupId, others);
        boolean early = gaveUp && rule.isShort(Duration.ofSeconds(waited));
        List<CountedCall.Part> talks = talks(call, groupId);
        boolean byParts = call.parts().stream().anyMatch(part -> part.kind() == CallPart.Kind.TALKED);
        Map<CallCount, Long> counts = new EnumMap<>(CallCount.class);
        counts.put(CallCount.OFFERED, 1L);
        counts.put(CallCount.ANSWERED, one(answered));
        counts.put(CallCount.IN_TIME, one(answered && rule.isInTime(Duration.ofSeconds(waited))));
        counts.put(CallCount.ABANDONED, one(gaveUp && !early));
        counts.put(CallCount.SHORT_ABANDONED, one(early));
        counts.put(CallCount.UNSERVED, one(!answered && !gaveUp));
        counts.put(CallCount.ANSWER_WAIT, answered ? waited : 0);
        counts.put(CallCount.ABANDON_WAIT, gaveUp && !early ? waited : 0);
        counts.put(CallCount.LONGEST_WAIT, waited);
        counts.put(CallCount.TALK, !answered ? 0 : byParts ? sum(talks, CountedCall.Part::talkSeconds) : call.ending().talkSeconds());
        counts.put(CallCount.HOLD, !answered ? 0 : byParts ? sum(talks, CountedCall.Part::holdSeconds) : call.ending().holdSeconds());
        counts.put(CallCount.TRANSFERRED, one(answered && call.marks().transferred()));
        counts.put(CallCount.RECORDED, one(call.marks().recorded()));
        counts.put(CallCount.CALLED_BACK, one(call.marks().calledBack()));
        return counts;
    }

    private static List<CountedCall.Part> waits(CountedCall call, String groupId) {
        return call.parts().stream().filter(part -> part.kind() == CallPart.Kind.WAITED && !groupId.isEmpty() && part.groupId().equals(groupId))
                .toList();
    }

    /** Who talked after the caller had waited for this group, and before they waited for another. */
    private static List<CountedCall.Part> talks(CountedCall call, String groupId) {
        List<CountedCall.Part> talks = new ArrayList<>();
        String now = groups(call).iterator().next();
        for (CountedCall.Part part : call.parts()) {
            if (part.kind() == CallPart.Kind.WAITED && !part.groupId().isEmpty()) {
                now = part.groupId();
            } else if (part.kind() == CallPart.Kind.TALKED && now.equals(groupId)) {
                talks.add(part);
            }
        }
        return talks;
    }

    /** Each ring counts: a phone that rings twice in one call was missed twice. */
    private static void missedRings(CountedCall call, Map<SumKey, CallTally> sums) {
        String now = groups(call).iterator().next();
        for (CountedCall.Part part : call.parts()) {
            if (part.kind() == CallPart.Kind.WAITED && !part.groupId().isEmpty()) {
                now = part.groupId();
            }
            boolean missed = part.kind() == CallPart.Kind.CALLED && part.outcome().filter(NOT_TAKEN::contains).isPresent();
            if (missed) {
                Map<CallCount, Long> ring = Map.of(CallCount.MISSED_RING, 1L);
                add(sums, SumDimension.TOTAL, now, "", ring);
                add(sums, SumDimension.NUMBER, now, call.number(), ring);
                add(sums, SumDimension.DISPOSITION, now, call.disposition(), ring);
                if (!part.partyId().isEmpty()) {
                    add(sums, SumDimension.AGENT, now, part.partyId(), ring);
                }
            }
        }
    }

    private static void outgoing(CountedCall call, Map<SumKey, CallTally> sums) {
        Map<CallCount, Long> counts = new EnumMap<>(CallCount.class);
        counts.put(CallCount.OUTGOING, 1L);
        counts.put(CallCount.OUTGOING_ANSWERED, one(call.ending().answered()));
        counts.put(CallCount.OUTGOING_TALK, call.ending().talkSeconds());
        counts.put(CallCount.RECORDED, one(call.marks().recorded()));
        add(sums, SumDimension.TOTAL, call.groupId(), "", counts);
        add(sums, SumDimension.DISPOSITION, call.groupId(), call.disposition(), counts);
        if (!call.agentPartyId().isEmpty()) {
            add(sums, SumDimension.AGENT, call.groupId(), call.agentPartyId(), counts);
        }
    }

    private static long sum(List<CountedCall.Part> parts, ToLongFunction<CountedCall.Part> seconds) {
        return parts.stream().mapToLong(seconds).sum();
    }

    private static long one(boolean counts) {
        return counts ? 1 : 0;
    }
}
