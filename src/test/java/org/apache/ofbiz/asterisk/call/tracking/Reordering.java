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
package org.apache.ofbiz.asterisk.call.tracking;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.Channel;

/**
 * Other orders in which Asterisk could as well have told the same. What is said of one channel keeps its order, and what is caused by
 * something comes after it: a dial after whatever the dialling channel did before, a meeting in a bridge before anybody leaves it.
 */
final class Reordering {

    private static final int ROUNDS = 3;

    private Reordering() {
    }

    /** Moves events by a few places each. */
    static List<CallEvent> of(List<CallEvent> events, long seed) {
        Random random = new Random(seed);
        List<CallEvent> order = new ArrayList<>(events);
        Set<String> crowded = crowded(events);
        Map<String, Set<String>> entered = entered(events);
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i + 1 < order.size(); i++) {
                if (random.nextBoolean() && mayComeEitherWay(order.get(i), order.get(i + 1), crowded, entered)) {
                    Collections.swap(order, i, i + 1);
                }
            }
        }
        List<CallEvent> heard = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            heard.add(at(events.get(i).at(), order.get(i)));
        }
        return heard;
    }

    /** Bridges of more than two: there it matters who came and who went first. */
    private static Set<String> crowded(List<CallEvent> events) {
        Map<String, Set<String>> members = new HashMap<>();
        Set<String> crowded = new HashSet<>();
        for (CallEvent event : events) {
            if (event instanceof CallEvent.BridgeEntered entered) {
                Set<String> inside = members.computeIfAbsent(entered.bridgeId(), id -> new HashSet<>());
                inside.add(entered.channel().uniqueId());
                if (inside.size() > 2) {
                    crowded.add(entered.bridgeId());
                }
            } else if (event instanceof CallEvent.BridgeLeft left && members.containsKey(left.bridgeId())) {
                members.get(left.bridgeId()).remove(left.channel().uniqueId());
            }
        }
        return crowded;
    }

    /** The bridges that each channel was in, by uniqueId: one that hangs up leaves them, also where no event says so. */
    private static Map<String, Set<String>> entered(List<CallEvent> events) {
        return events.stream().filter(CallEvent.BridgeEntered.class::isInstance).map(CallEvent.BridgeEntered.class::cast)
                .collect(Collectors.groupingBy(event -> event.channel().uniqueId(),
                        Collectors.mapping(CallEvent.BridgeEntered::bridgeId, Collectors.toSet())));
    }

    /** The same event, heard at another time. */
    private static CallEvent at(Instant at, CallEvent event) {
        RecordComponent[] components = event.getClass().getRecordComponents();
        Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = Stream.of(components).map(component -> value(component, event)).toArray();
        values[0] = at;
        try {
            return (CallEvent) event.getClass().getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static Object value(RecordComponent component, CallEvent event) {
        try {
            return component.getAccessor().invoke(event);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** What came at another place, for a message. */
    static String first(List<CallEvent> events, List<CallEvent> order) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < events.size(); i++) {
            if (!events.get(i).equals(order.get(i))) {
                text.append("\n  ").append(order.get(i));
            }
        }
        return text.toString();
    }

    private static boolean mayComeEitherWay(CallEvent first, CallEvent second, Set<String> crowded, Map<String, Set<String>> entered) {
        boolean sameChannel = !Collections.disjoint(subjects(first), subjects(second));
        boolean oneWay = !Collections.disjoint(bridges(first), crowded) || !(isEnter(first) && isEnter(second))
                && !(isLeave(first) && isLeave(second));
        boolean sameBridge = !Collections.disjoint(bridges(first), bridges(second)) && oneWay
                || isEnter(first) && !Collections.disjoint(bridges(first), left(second, entered))
                || isEnter(second) && !Collections.disjoint(bridges(second), left(first, entered));
        boolean sameCall = !Collections.disjoint(calls(first), calls(second));
        boolean meets = sameCall && (isEnter(first) && isLeave(second) || isHold(first) && isLeaveOrEnter(second)
                || isHold(second) && isLeaveOrEnter(first));
        boolean dialled = dials(first) && !ends(second) && from(first).filter(subjects(second)::contains).isPresent()
                || dials(second) && !ends(first) && from(second).filter(subjects(first)::contains).isPresent();
        boolean merges = isEnter(first) && second instanceof CallEvent.BridgesMerged; // who has met leaves only then
        boolean begins = sameCall && (begins(second) || begins(first) && ends(second));
        boolean answerOfOriginate = first instanceof CallEvent.OriginateFailed || second instanceof CallEvent.OriginateFailed;
        return !sameChannel && !sameBridge && !meets && !merges && !dialled && !begins && !answerOfOriginate;
    }

    /** Something is started for a call, by somebody who did all that came before. */
    private static boolean begins(CallEvent event) {
        return event instanceof CallEvent.ChannelCreated || event instanceof CallEvent.DialBegun || isMeeting(event);
    }

    private static boolean isMeeting(CallEvent event) {
        return event instanceof CallEvent.Transferred || event instanceof CallEvent.Parked || event instanceof CallEvent.Unparked
                || event instanceof CallEvent.PickedUp || event instanceof CallEvent.Overheard || event instanceof CallEvent.ChannelRenamed;
    }

    private static boolean dials(CallEvent event) {
        return event instanceof CallEvent.DialBegun || event instanceof CallEvent.DialEnded;
    }

    private static boolean ends(CallEvent event) {
        return event instanceof CallEvent.HungUp || event instanceof CallEvent.HangupRequested;
    }

    private static boolean isEnter(CallEvent event) {
        return event instanceof CallEvent.BridgeEntered;
    }

    private static boolean isLeaveOrEnter(CallEvent event) {
        return isEnter(event) || isLeave(event);
    }

    private static boolean isHold(CallEvent event) {
        return event instanceof CallEvent.HoldChanged;
    }

    private static boolean isLeave(CallEvent event) {
        return event instanceof CallEvent.BridgeLeft;
    }

    private static Optional<String> from(CallEvent event) {
        return event instanceof CallEvent.DialBegun begun ? begun.from().map(Channel::uniqueId)
                : event instanceof CallEvent.DialEnded ended ? ended.from().map(Channel::uniqueId) : Optional.empty();
    }

    private static Set<String> bridges(CallEvent event) {
        return event instanceof CallEvent.BridgeEntered entered ? Set.of(entered.bridgeId())
                : event instanceof CallEvent.BridgeLeft left ? Set.of(left.bridgeId())
                : event instanceof CallEvent.BridgesMerged merged ? Set.of(merged.fromBridgeId(), merged.toBridgeId()) : Set.of();
    }

    private static Set<String> left(CallEvent event, Map<String, Set<String>> entered) {
        return event instanceof CallEvent.HungUp hungUp ? entered.getOrDefault(hungUp.channel().uniqueId(), Set.of()) : Set.of();
    }

    /** Channels that the event is about; who dials is not, since a dial may end after the one who dialled has gone. */
    private static Set<String> subjects(CallEvent event) {
        if (event instanceof CallEvent.ChannelRenamed renamed) {
            return Set.of(renamed.uniqueId());
        }
        if (event instanceof CallEvent.Accounted accounted) {
            return Set.of(accounted.uniqueId());
        }
        return channels(event).filter(channel -> from(event).isEmpty() || !from(event).get().equals(channel.uniqueId()))
                .map(Channel::uniqueId).collect(Collectors.toSet());
    }

    private static Set<String> calls(CallEvent event) {
        return channels(event).map(Channel::linkedId).collect(Collectors.toSet());
    }

    private static Stream<Channel> channels(CallEvent event) {
        return Stream.of(event.getClass().getRecordComponents()).flatMap(component -> found(value(component, event)));
    }

    private static Stream<Channel> found(Object value) {
        if (value instanceof Channel channel) {
            return Stream.of(channel);
        }
        return value instanceof Optional<?> optional ? optional.stream().flatMap(Reordering::found)
                : value instanceof List<?> list ? list.stream().flatMap(Reordering::found) : Stream.empty();
    }
}
