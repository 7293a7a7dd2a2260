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
package org.apache.ofbiz.asterisk.call.progress;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.PhoneCall.Direction;
import org.apache.ofbiz.asterisk.call.PhoneCall.State;
import org.apache.ofbiz.asterisk.call.leg.DialedNumber;
import org.apache.ofbiz.asterisk.call.leg.LegInProgress;

/** Tells from the legs of a call, as they are now, what a person would say. Pure functions. */
final class CallSummary {

    private CallSummary() {
    }

    /** Who called whom, seen from the company; a call that we asked for is outgoing until it turns out to stay inside. */
    static Direction direction(List<LegInProgress> legs, boolean requested, Numbering.Contexts contexts) {
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
        boolean askedFor = requested || first.originated() || first.numbers().context().equals(contexts.outbound())
                && (!contexts.outbound().equals(contexts.internal()) || DialedNumber.leadsOutside(first.numbers().extension()));
        return extensions == 1 && askedFor ? Direction.OUTBOUND : Direction.INTERNAL;
    }

    /** The first phone or line of a call. */
    static Optional<LegInProgress> first(List<LegInProgress> legs) {
        for (LegInProgress leg : legs) {
            if (leg.isReal()) {
                return Optional.of(leg);
            }
        }
        return Optional.empty();
    }

    /** The first line of a call, which makes it one with somebody outside. */
    static Optional<LegInProgress> trunk(List<LegInProgress> legs) {
        for (LegInProgress leg : legs) {
            if (leg.isTrunk()) {
                return Optional.of(leg);
            }
        }
        return Optional.empty();
    }

    /** The line that carries it: of several the first where somebody was there, as where one that is tried first is out of order. */
    static Optional<LegInProgress> line(List<LegInProgress> legs) {
        return legs.stream().filter(leg -> leg.isTrunk() && (leg.incoming() || leg.isAnswered())).findFirst().or(() -> trunk(legs));
    }

    private static Optional<LegInProgress> extension(List<LegInProgress> legs) {
        for (LegInProgress leg : legs) {
            if (leg.isExtension()) {
                return Optional.of(leg);
            }
        }
        return Optional.empty();
    }

    /**
     * Our extension that placed the call. Where the PBX rings a group for somebody outside, that is who picks up.
     *
     * @param ours whether we asked the PBX for it
     */
    static Optional<LegInProgress> originator(List<LegInProgress> legs, Direction direction, boolean ours) {
        boolean byPbx = direction == Direction.INBOUND || !ours && first(legs).filter(LegInProgress::isTrunk).isPresent();
        if (byPbx) {
            return Optional.empty();
        }
        Optional<LegInProgress> first = extension(legs);
        boolean silent = first.filter(leg -> leg.dialled() && !leg.isAnswered() && !leg.alive()).isPresent();
        return first.filter(leg -> silent && !ours && direction == Direction.OUTBOUND).flatMap(leg -> legs.stream()
                .filter(other -> other.isExtension() && other.dialled() && other.isAnswered()).findFirst()).or(() -> first);
    }

    /** Of an internal call the one who was called, else our side of it. */
    static Optional<Peer> answerer(List<LegInProgress> talking, Direction direction, Optional<LegInProgress> originator) {
        return talking.stream().filter(LegInProgress::isExtension)
                .filter(leg -> !leg.isPaged() && (direction != Direction.INTERNAL || !Optional.of(leg).equals(originator)))
                .findFirst().flatMap(LegInProgress::peer);
    }

    /** In one bridge: anyone who hands a customer over is about to leave, and has not come back to them. */
    static boolean isWithTrunk(LegInProgress leg, List<LegInProgress> talking) {
        return talking.stream().anyMatch(other -> other.isTrunk() && other.place().isTogetherWith(leg.place()));
    }

    /** What is told of the phones and lines. */
    static List<PhoneCall.Leg> snapshots(List<LegInProgress> legs) {
        List<PhoneCall.Leg> snapshots = new ArrayList<>(legs.size());
        for (LegInProgress leg : legs) {
            if (leg.isReal()) {
                snapshots.add(leg.snapshot());
            }
        }
        return snapshots;
    }

    /** Whether nobody is left who takes part. */
    static boolean isOver(List<LegInProgress> legs) {
        for (LegInProgress leg : legs) {
            if (leg.alive() && !leg.isListener()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Legs that hear one another now: real channels in one bridge, or in bridges that Local channels join. Empty unless two do. Of several
     * conversations, as while somebody asks back, the one with somebody from outside.
     */
    static List<LegInProgress> talking(List<LegInProgress> legs) {
        LegInProgress first = null;
        boolean several = false;
        List<LegInProgress> together = new ArrayList<>(legs.size());
        for (LegInProgress leg : legs) {
            if (leg.place().isInRoom()) {
                first = first == null ? leg : first;
                several |= !first.place().isTogetherWith(leg.place());
                if (leg.isReal()) {
                    together.add(leg);
                }
            }
        }
        if (together.size() < 2) {
            return List.of();
        }
        return several ? ofSeveralRooms(legs) : together;
    }

    private static List<LegInProgress> ofSeveralRooms(List<LegInProgress> legs) {
        Map<String, Set<LegInProgress>> rooms = new LinkedHashMap<>();
        Map<String, LegInProgress> halves = new HashMap<>();
        for (LegInProgress leg : legs) {
            if (!leg.place().isInRoom()) {
                continue;
            }
            rooms.computeIfAbsent(leg.place().room().orElseThrow(), room -> new LinkedHashSet<>()).add(leg);
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
        Set<LegInProgress> here = rooms.get(one.place().room().orElseThrow());
        Set<LegInProgress> there = rooms.get(other.place().room().orElseThrow());
        if (here != there) {
            here.addAll(there);
            rooms.replaceAll((bridge, room) -> room == there ? here : room);
        }
    }

    /**
     * Where the call is. Between two clear moments (a phone stopped ringing, nobody is sent anywhere yet) it stays what it was.
     *
     * @param dialBegins whether somebody begins to be dialed just now
     */
    static State state(Collection<LegInProgress> legs, List<LegInProgress> talking, State before, boolean dialBegins) {
        if (!talking.isEmpty()) {
            return talking.stream().anyMatch(leg -> leg.place().isHeld()) ? State.HELD : State.TALKING;
        }
        boolean parked = false;
        boolean waiting = false;
        boolean pickedUp = false;
        for (LegInProgress leg : legs) {
            if (leg.isReal() && leg.ringing()) {
                return State.RINGING;
            }
            parked |= leg.place().isParked() || leg.place().isHeldAway();
            waiting |= leg.place().waiting();
            pickedUp |= before == State.RINGING && leg.justPickedUp() && !leg.place().waiting();
        }
        if (parked) {
            return State.HELD;
        }
        if (waiting && !pickedUp) {
            return State.WAITING;
        }
        return dialBegins && before == State.RINGING || before == State.WAITING ? State.DIALING : before;
    }
}
