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

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.Channel;
import org.apache.ofbiz.asterisk.call.Party;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.TimelineEntry.Kind;
import org.apache.ofbiz.asterisk.call.leg.DialedNumber;
import org.apache.ofbiz.asterisk.call.leg.LegInProgress;
import org.apache.ofbiz.asterisk.call.leg.LegNumbers;
import org.apache.ofbiz.asterisk.call.leg.LocalHalves;
import org.apache.ofbiz.asterisk.call.monitor.Monitoring;
import org.apache.ofbiz.asterisk.call.progress.CallInProgress;
import org.apache.ofbiz.asterisk.call.progress.CallParts;

/** Transfers, parking, pick-ups and listening: events that bring the channels of several calls together. */
final class BridgeHistory {

    private final OpenCalls calls;
    /** Those who handed somebody over, until they have hung up. */
    private final Set<LegInProgress> handedOver = new LinkedHashSet<>();

    BridgeHistory(OpenCalls calls) {
        this.calls = calls;
    }

    void transferred(CallEvent.Transferred e) {
        List<LegInProgress> channels = new ArrayList<>();
        List<LegInProgress> by = e.by().stream().flatMap(channel -> person(channel, e.at(), channels).stream()).distinct().toList();
        Optional<LegInProgress> who = e.who().flatMap(channel -> person(channel, e.at(), channels));
        Optional<LegInProgress> target = e.target().flatMap(channel -> person(channel, e.at(), channels));
        if (channels.isEmpty()) {
            return;
        }
        String asked = e.target().isPresent() || !e.extension().isEmpty() ? "" : asked(by);
        CallInProgress call = calls.callOf(channels.get(0));
        Optional<LegInProgress> joined = Optional.empty();
        for (LegInProgress leg : channels) {
            CallInProgress its = calls.callOf(leg);
            if (its != call && CallParts.caller(its.legs()).isPresent() && CallParts.caller(call.legs()).isPresent()) {
                joined = CallParts.caller(its.legs()); // of two callers each has a call
            } else {
                call = calls.joiner().merge(its, call, e.at());
            }
        }
        if (joined.isPresent()) {
            joins(call, calls.callOf(joined.get()), by, e.at());
            return;
        }
        Optional<LegInProgress> asking = who.filter(leg -> e.extension().isEmpty())
                .flatMap(leg -> by.stream().filter(other -> hasPlaceFor(leg, other)).findFirst());
        boolean atPlace = asking.or(() -> who.filter(leg -> leg.place().queue().or(leg.place()::conference).isPresent())).isPresent();
        Optional<LegInProgress> to = target.isPresent() || !e.extension().isEmpty() || atPlace ? target : goesOnWith(call, by, who);
        call.happened(e.at(), Kind.TRANSFERRED, who, by.stream().findFirst().flatMap(LegInProgress::peer),
                where(to, e.extension().isEmpty() ? asked : e.extension()));
        if (e.target().isEmpty() && who.isPresent()) {
            call.facts().handedTo(who.get(), e.extension(), e.at());
        }
        asking.ifPresent(leg -> takesPlace(who.orElseThrow(), leg, e.at()));
        if (e.target().isPresent() || e.extension().isEmpty()) {
            by.forEach(leg -> leg.parts().talkEnds(e.at())); // while the target's phone rings, Asterisk keeps the channel
            handedOver.removeIf(leg -> calls.legs().callOf(leg).isEmpty());
            handedOver.addAll(by);
        }
    }

    /** Whether it waits in a queue, or is in a conference, where the other is not. */
    private static boolean hasPlaceFor(LegInProgress who, LegInProgress asking) {
        boolean confers = asking.place().conference().isPresent() && asking.place().isInRoom() && !who.place().isTogetherWith(asking.place());
        return asking.place().queue().isPresent() || confers;
    }

    /** Not all that the PBX does then is told: the one who is handed over is there instead of the one who asked. */
    private void takesPlace(LegInProgress who, LegInProgress asking, Instant at) {
        if (asking.place().queue().isPresent()) {
            who.place().takesQueueOf(asking.place(), at).ifPresent(calls.callOf(who).facts()::reached);
            return;
        }
        who.place().joinedConference(asking.place().conference().orElseThrow());
        String room = asking.place().room().orElseThrow();
        calls.joiner().left(asking, room, at);
        calls.entered(who, room, true, at);
    }

    /** Somebody who talked to both has left two callers with each other. */
    private static void joins(CallInProgress one, CallInProgress other, List<LegInProgress> by, Instant at) {
        Optional<Peer> who = by.stream().findFirst().flatMap(LegInProgress::peer);
        Optional<LegInProgress> caller = CallParts.caller(one.legs());
        Optional<LegInProgress> another = CallParts.caller(other.legs());
        one.happened(at, Kind.TRANSFERRED, caller, who, where(another, ""));
        other.happened(at, Kind.TRANSFERRED, another, who, where(caller, ""));
        by.forEach(leg -> leg.parts().talkEnds(at));
    }

    /**
     * The PBX dials a phone that no channel dials: anyone who handed somebody over to a phone that did not answer is called back for them. Asterisk
     * keeps their first channel until then. A click to call begins in the same way, but then nobody is left alone.
     */
    void calledBack(LegInProgress phone, Instant at) {
        if (calls.callOf(phone).isOurs()) {
            return;
        }
        handedOver.stream().filter(before -> before != phone && calls.legs().callOf(before).isPresent()
                        && before.place().bridge().isEmpty() && before.peer().isPresent() && before.peer().equals(phone.peer())
                        && nothingRings(calls.callOf(before)) && isLeftAlone(calls.callOf(before)))
                .findFirst().ifPresent(before -> {
                    phone.place().calledBack();
                    calls.joiner().merge(calls.callOf(phone), calls.callOf(before), at);
                });
    }

    private static boolean nothingRings(CallInProgress call) {
        return call.legs().stream().noneMatch(leg -> leg.isReal() && leg.alive() && leg.dialled() && !leg.isAnswered() && leg.result().isEmpty());
    }

    /** Not in a parking lot, where anyone may fetch them: who parked them was reached. */
    private static boolean isLeftAlone(CallInProgress call) {
        List<LegInProgress> left = call.legs().stream()
                .filter(leg -> leg.isReal() && leg.alive() && leg.place().bridge().isPresent() && !leg.place().isParked()).toList();
        return !left.isEmpty() && left.stream().noneMatch(leg -> call.legs().stream()
                .anyMatch(other -> other != leg && other.alive() && other.place().isTogetherWith(leg.place())));
    }

    /** What the one who transfers had called before, where that is no person but a place in the dialplan. */
    private static String asked(List<LegInProgress> by) {
        return by.stream().filter(leg -> by.size() > 1 && leg.incoming() && leg.isExtension()).map(leg -> leg.numbers().extension())
                .filter(DialedNumber::isDiallable).findFirst().orElse("");
    }

    /** @param channels gets the leg of the channel itself */
    private Optional<LegInProgress> person(Channel channel, Instant at, List<LegInProgress> channels) {
        Optional<LegInProgress> leg = calls.known(channel, at);
        leg.ifPresent(channels::add);
        return leg.map(each -> LocalHalves.person(each, calls.callOf(each).legs()));
    }

    /** Where the PBX does not name the target: the phone or trunk that is left besides those that it names, else the only one that rings. */
    private static Optional<LegInProgress> goesOnWith(CallInProgress call, List<LegInProgress> by, Optional<LegInProgress> who) {
        List<LegInProgress> others = call.legs().stream()
                .filter(leg -> leg.isReal() && leg.alive() && !by.contains(leg) && !who.equals(Optional.of(leg))).toList();
        List<LegInProgress> rung = others.stream().filter(leg -> leg.dialled() && !leg.isAnswered()).toList();
        return others.stream().filter(leg -> leg.isExtension() && leg.isAnswered()).reduce((earlier, later) -> later)
                .or(() -> others.stream().filter(leg -> leg.isTrunk() && leg.dialled() && leg.isAnswered()).reduce((earlier, later) -> later))
                .or(() -> rung.stream().findFirst().filter(leg -> rung.size() == 1));
    }

    private static String where(Optional<LegInProgress> target, String extension) {
        String name = target.map(leg -> leg.isTrunk() ? leg.calledAs() : leg.channel().peerName().replaceFirst("@.*", "")).orElse("");
        return name.isEmpty() ? extension : name;
    }

    void parked(CallEvent.Parked e) {
        calls.known(e.channel(), e.at()).ifPresent(leg -> calls.parked(leg, e.by(), e.space(), e.at()));
    }

    void unparked(CallEvent.Unparked e) {
        Optional<LegInProgress> by = calls.seen(e.by(), e.at());
        by.ifPresent(retriever -> retriever.answered(e.at())); // only a phone that was picked up fetches; that can be reported later
        calls.known(e.channel(), e.at()).ifPresent(leg -> {
            by.ifPresent(retriever -> calls.joiner().merge(calls.callOf(retriever), calls.callOf(leg), e.at()));
            calls.callOf(leg).happened(e.at(), Kind.RETRIEVED, Optional.of(leg), by.flatMap(LegInProgress::peer), e.space());
        });
    }

    /** Anyone who picks up replaces the phone that was dialed. */
    void pickedUp(CallEvent.PickedUp e) {
        calls.known(e.by(), e.at()).ifPresent(by -> calls.known(e.target(), e.at()).ifPresent(target -> {
            calls.joiner().merge(calls.callOf(by), calls.callOf(target), e.at());
            by.picksUp();
        }));
    }

    void overheard(CallEvent.Overheard e) {
        Optional<Monitoring.Mode> ours = Monitoring.of(e.by().uniqueId());
        if (ours.isPresent()) {
            calls.known(e.to(), e.at()).ifPresent(to -> isMonitored(e.by(), ours.get(), calls.callOf(to), e.at()));
            return;
        }
        calls.known(e.by(), e.at()).ifPresent(by -> calls.known(e.to(), e.at())
                .ifPresent(to -> overhears(by, calls.callOf(to), e.at())));
    }

    /** Somebody listens to a call: whatever brought them there is no call of its own, and they take no part in this one. */
    private void overhears(LegInProgress listener, CallInProgress heard, Instant at) {
        CallInProgress own = calls.callOf(listener);
        boolean alone = own.legs().stream().allMatch(leg -> leg == listener || !leg.alive());
        if (listener.isListener() || own != heard && !alone) {
            return;
        }
        heard.happened(at, Kind.LISTENED, Optional.of(listener), Optional.empty(), "");
        if (own == heard) {
            listener.listens();
        } else {
            calls.joiner().becomesListener(listener, heard, at);
        }
        calls.touch(own);
        calls.touch(heard);
    }

    /** A supervisor whom we have brought hears the call from now on. */
    private void isMonitored(Channel by, Monitoring.Mode mode, CallInProgress heard, Instant at) {
        LegInProgress ear = new LegInProgress(by, calls.peers().of(by), Peer.Type.EXTENSION, false, new LegNumbers(Party.UNKNOWN, "", ""), at);
        calls.touch(heard).happened(at, Kind.LISTENED, Optional.of(ear), Optional.empty(), mode.name());
    }

    void renamed(CallEvent.ChannelRenamed e) {
        calls.legs().byId(e.uniqueId()).filter(leg -> !leg.channel().name().equals(e.name())).ifPresent(leg -> calls.renamed(leg, e.name()));
    }

    /**
     * Anyone who holds a customer and consults somebody else in the bridge that ends is not moved: at the end of an attended transfer they leave,
     * and only after the merge the PBX reports so. If they do move, their entering is reported, too.
     */
    void bridgesMerged(CallEvent.BridgesMerged e) {
        for (LegInProgress leg : calls.legs().copy()) {
            if (leg.place().isIn(e.fromBridgeId()) && !leg.place().comesBack()) {
                calls.joiner().left(leg, e.fromBridgeId(), e.at());
                calls.entered(leg, e.toBridgeId(), true, e.at());
                calls.touch(calls.callOf(leg));
            }
        }
    }
}
