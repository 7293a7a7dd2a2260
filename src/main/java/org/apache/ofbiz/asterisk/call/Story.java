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
package org.apache.ofbiz.asterisk.call;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.ofbiz.asterisk.call.PhoneCall.Direction;
import org.apache.ofbiz.asterisk.call.PhoneCall.Outcome;
import org.apache.ofbiz.asterisk.call.PhoneCall.State;

/** Tells from the legs of a call, as they are now, what a person would say. Pure functions. */
final class Story {

    /** Reasons of an OriginateResponse. */
    private static final int REASON_NO_CHANNEL = 0;
    static final int REASON_NOT_ANSWERED_IN_TIME = 3;
    /** Of our own: the answer came while we were not connected. */
    static final int REASON_UNSEEN = -1;
    private static final int REASON_BUSY = 5;
    private static final int REASON_CONGESTION = 8;

    private Story() {
    }

    /** How a call ended, and the Q.850 cause of the leg that decided it. */
    record Ending(Outcome outcome, int cause) {
        static Ending of(Outcome outcome, int cause) {
            return new Ending(outcome, Outcomes.telling(outcome, cause));
        }
    }

    /** Who called whom, seen from our house; a call that we asked for is outgoing until it turns out to stay inside. */
    static Direction direction(List<LegInProgress> legs, boolean requested, String outboundContext) {
        LegInProgress first = null;
        int extensions = 0;
        for (LegInProgress leg : legs) {
            if (leg.isReal()) {
                first = first == null ? leg : first;
                if (first.isTrunk()) {
                    return first.incoming() ? Direction.INBOUND : Direction.OUTBOUND;
                }
                if (leg.isTrunk()) {
                    return Direction.OUTBOUND;
                }
                extensions++;
            }
        }
        if (first == null) {
            return requested ? Direction.OUTBOUND : Direction.INTERNAL;
        }
        boolean askedFor = requested || first.originated() || first.context().equals(outboundContext);
        return extensions == 1 && askedFor ? Direction.OUTBOUND : Direction.INTERNAL;
    }

    /**
     * Legs that hear one another now: real channels in one bridge, or in bridges that Local channels join. Empty unless two do. Of several
     * conversations, as while somebody asks back, the one with somebody from outside.
     */
    static List<LegInProgress> talking(List<LegInProgress> legs) {
        Map<String, Set<LegInProgress>> rooms = new LinkedHashMap<>();
        Map<String, LegInProgress> halves = new HashMap<>();
        for (LegInProgress leg : legs) {
            if (leg.room().isEmpty()) {
                continue;
            }
            rooms.computeIfAbsent(leg.room().get(), room -> new LinkedHashSet<>()).add(leg);
            leg.localPair().map(pair -> halves.put(pair, leg)).ifPresent(other -> join(rooms, other, leg));
        }
        List<LegInProgress> talking = List.of();
        for (Set<LegInProgress> room : rooms.values()) {
            List<LegInProgress> people = new ArrayList<>(room);
            people.removeIf(leg -> !leg.isReal());
            if (people.size() > 1 && (talking.isEmpty() || talking.stream().noneMatch(LegInProgress::isTrunk))) {
                talking = people;
            }
        }
        return talking;
    }

    private static void join(Map<String, Set<LegInProgress>> rooms, LegInProgress one, LegInProgress other) {
        Set<LegInProgress> here = rooms.get(one.room().orElseThrow());
        Set<LegInProgress> there = rooms.get(other.room().orElseThrow());
        if (here != there) {
            here.addAll(there);
            rooms.replaceAll((bridge, room) -> room == there ? here : room);
        }
    }

    /**
     * Where the call is. Between two clear moments (a phone stopped ringing, nobody is sent anywhere yet) it stays what it was.
     *
     * @param dialBegins whether somebody begins to be dialled just now
     */
    static State state(Collection<LegInProgress> legs, List<LegInProgress> talking, State before, boolean dialBegins) {
        if (!talking.isEmpty()) {
            return talking.stream().anyMatch(LegInProgress::isHeld) ? State.HELD : State.TALKING;
        }
        if (legs.stream().anyMatch(leg -> leg.isReal() && leg.ringing())) {
            return State.RINGING;
        }
        if (legs.stream().anyMatch(LegInProgress::isParked)) {
            return State.HELD;
        }
        boolean pickedUp = before == State.RINGING && legs.stream().anyMatch(LegInProgress::justPickedUp);
        if (!pickedUp && legs.stream().anyMatch(LegInProgress::waiting)) {
            return State.WAITING;
        }
        return dialBegins && before == State.RINGING || before == State.WAITING ? State.DIALING : before;
    }

    /**
     * @param originateReason why the Originate failed, where it did
     * @param waitedLast      whether the caller was back among the waiting after the last phone had been rung
     * @param forGroup        whether the call reached a group
     */
    static Ending ending(List<LegInProgress> legs, Direction direction, boolean answered, Optional<Integer> originateReason, boolean waitedLast,
                         boolean forGroup) {
        Optional<LegInProgress> first = legs.stream().filter(LegInProgress::isReal).findFirst();
        if (answered) {
            return Ending.of(Outcome.ANSWERED, first.map(LegInProgress::cause).orElse(0));
        }
        if (first.isEmpty()) {
            return originateReason.map(Story::withoutChannel).orElse(Ending.of(Outcome.FAILED, 0));
        }
        if (direction == Direction.INBOUND) {
            return inbound(first.get(), legs, waitedLast, forGroup);
        }
        boolean phoneNeverTaken = first.get().dialled() && !first.get().isAnswered();
        return phoneNeverTaken && first.get().isExtension()
                ? ownPhone(first.get(), originateReason)
                : number(first.get(), legs, direction);
    }

    private static Ending withoutChannel(int reason) {
        return switch (reason) {
        case REASON_NOT_ANSWERED_IN_TIME -> Ending.of(Outcome.EXTENSION_NO_ANSWER, 0);
        case REASON_BUSY -> Ending.of(Outcome.EXTENSION_BUSY, 0);
        case REASON_CONGESTION -> Ending.of(Outcome.CONGESTED, 0);
        case REASON_NO_CHANNEL -> Ending.of(Outcome.EXTENSION_UNREGISTERED, 0);
        default -> Ending.of(Outcome.FAILED, 0);
        };
    }

    /**
     * The cause of a caller who hangs up says nothing: it can be that of a phone which was tried before. It counts where the PBX
     * ended the call.
     */
    private static Ending inbound(LegInProgress caller, List<LegInProgress> legs, boolean waitedLast, boolean forGroup) {
        if (!caller.leaving()) {
            Optional<Outcome> told = Outcomes.ofExtension(Optional.empty(), caller.cause());
            if (told.isPresent() || !Outcomes.cleared(caller.cause())) {
                return Ending.of(told.orElse(Outcome.FAILED), caller.cause());
            }
        }
        Optional<LegInProgress> rung = last(legs, LegInProgress::isExtension);
        Optional<Outcome> failure = rung.flatMap(leg -> Outcomes.ofExtension(leg.result(), leg.cause()));
        if (failure.isPresent() && !waitedLast) {
            return Ending.of(failure.get(), rung.get().cause());
        }
        return Ending.of(forGroup || waitedLast ? Outcome.ABANDONED : Outcome.MISSED, 0);
    }

    private static Ending ownPhone(LegInProgress phone, Optional<Integer> originateReason) {
        Optional<Outcome> failure = Outcomes.ofExtension(phone.result(), phone.cause());
        if (failure.isPresent()) {
            return Ending.of(failure.get(), phone.cause());
        }
        if (originateReason.equals(Optional.of(REASON_NOT_ANSWERED_IN_TIME)) || phone.rang() && phone.cause() == 0) {
            return Ending.of(Outcome.EXTENSION_NO_ANSWER, phone.cause());
        }
        return Ending.of(Outcomes.cleared(phone.cause()) ? Outcome.CANCELLED : Outcome.FAILED, phone.cause());
    }

    private static Ending number(LegInProgress phone, List<LegInProgress> legs, Direction direction) {
        Optional<LegInProgress> callee = last(legs, leg -> leg.isReal() && leg != phone);
        if (callee.isPresent()) {
            LegInProgress far = callee.get();
            return Ending.of(Outcomes.ofNumber(far.result(), far.cause()).orElse(Outcome.CANCELLED), far.cause());
        }
        if (direction == Direction.INTERNAL && phone.cause() == Outcomes.SUBSCRIBER_ABSENT) {
            return Ending.of(Outcome.EXTENSION_UNREGISTERED, phone.cause());
        }
        return Ending.of(Outcomes.ofNumber(Optional.empty(), phone.cause()).orElse(Outcome.CANCELLED), phone.cause());
    }

    private static Optional<LegInProgress> last(List<LegInProgress> legs, Predicate<LegInProgress> which) {
        return legs.stream().filter(which).reduce((earlier, later) -> later);
    }
}
