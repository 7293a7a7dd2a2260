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
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import org.apache.ofbiz.asterisk.call.CallEvent.Resynchronised;
import org.apache.ofbiz.asterisk.call.ChannelCommand;
import org.apache.ofbiz.asterisk.call.LiveChannel;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.OutcomeClassifier;
import org.apache.ofbiz.asterisk.call.TimelineEntry;
import org.apache.ofbiz.asterisk.call.leg.LegInProgress;
import org.apache.ofbiz.asterisk.call.progress.CallEnding;
import org.apache.ofbiz.asterisk.call.progress.CallInProgress;

/** Brings the calls in line with the PBX's own list of channels, and marks those of which something was missed. */
final class Resync {

    private static final String AGENT_LOGIN = "AgentLogin";
    private static final String CONFERENCE = "ConfBridge";
    private static final Set<String> WAITING = Set.of("MusicOnHold", "Queue");

    private final OpenCalls calls;
    private final Numbering numbering;
    /** Legs that the last list has as we left them. */
    private final Set<LegInProgress> unchanged = Collections.newSetFromMap(new WeakHashMap<>());

    Resync(OpenCalls calls, Numbering numbering) {
        this.calls = calls;
        this.numbering = numbering;
    }

    /** Nothing of what was there goes on. The ids and names of the next PBX may be the same, and mean something else. */
    private void lost(Instant at) {
        List.copyOf(calls.all()).forEach(call -> {
            calls.touch(call).happenedUnseen(at);
            call.happened(at, TimelineEntry.Kind.PBX_LOST, Optional.empty(), Optional.empty(), "");
        });
        calls.legs().copy().forEach(leg -> {
            leg.place().isLost();
            calls.hungUp(leg, OutcomeClassifier.NETWORK_OUT_OF_ORDER, at);
        });
        calls.ended().anotherPbx();
    }

    /** First who is who, so that phones which changed channels meanwhile are not taken for gone; then who is gone; then who came. */
    void with(Resynchronised e) {
        unchanged.clear();
        if (e.pbxLost()) {
            lost(e.at());
        }
        Set<String> present = new HashSet<>();
        e.channels().forEach(live -> present.add(live.channel().uniqueId()));
        e.channels().stream().filter(live -> calls.has(live.channel())).forEach(live -> known(live, e.at()));
        e.channels().stream().filter(live -> mayStillRing(live, e)).forEach(live -> present(live, e.at()));
        calls.legs().copy().stream().filter(leg -> !present.contains(leg.channel().uniqueId())).forEach(leg -> {
            calls.legs().callOf(leg).ifPresent(call -> calls.touch(call).happenedUnseen(e.at()));
            calls.hungUp(leg, 0, e.at());
        });
        calls.standbyIds().stream().filter(id -> !present.contains(id)).forEach(calls::standbyGone);
        calls.all().stream().filter(CallInProgress::isOnlyRequested).forEach(call -> {
            calls.touch(call).happenedUnseen(e.at());
            call.originateFailed(CallEnding.REASON_UNSEEN, "", e.at());
        });
        e.channels().stream().filter(live -> calls.has(live.channel()) || !isLastHalf(live, e))
                .sorted(Comparator.comparing((LiveChannel live) -> !calls.isTold(live.channel()))
                        .thenComparing(live -> !live.channel().uniqueId().equals(live.channel().linkedId())))
                .forEach(live -> {
                    if (AGENT_LOGIN.equals(live.application())) {
                        agent(live, e);
                    } else {
                        present(live, e.at());
                    }
                });
    }

    /** Halves of a Local channel come together; one that has outlived the other takes part in nothing, and goes next. */
    private static boolean isLastHalf(LiveChannel live, Resynchronised e) {
        return live.channel().localPair().isPresent() && e.channels().stream()
                .noneMatch(other -> other != live && other.channel().localPair().equals(live.channel().localPair()));
    }

    /** The half that runs a member's dialplan outlives a caller who hung up, and can ring the member's phone: it's part of that call. */
    private boolean mayStillRing(LiveChannel live, Resynchronised e) {
        return !calls.has(live.channel()) && isLastHalf(live, e) && calls.called(live.channel().linkedId()).isPresent();
    }

    private void known(LiveChannel live, Instant at) {
        Optional<LegInProgress> before = calls.legs().byId(live.channel().uniqueId());
        CallInProgress call = calls.callOf(before.orElseThrow());
        calls.known(live.channel(), at).ifPresent(leg -> {
            boolean moved = !leg.place().bridge().equals(live.bridgeId()) || live.up() && !leg.isAnswered()
                    || leg.isReal() && waits(live) != leg.place().waiting();
            if (calls.callOf(leg) != call || !before.equals(Optional.of(leg)) || moved || calls.callOf(leg).isBetweenStates()) {
                calls.callOf(leg).happenedUnseen(at);
            } else {
                calls.callOf(leg).mayHaveMissed(at);
                unchanged.add(leg);
            }
        });
    }

    /** A leg is about to end that looked unchanged in the list: where the event is lacking that comes before, it was missed. */
    void hangsUp(LegInProgress leg, Instant at) {
        CallInProgress call = calls.callOf(leg);
        if (unchanged.remove(leg) && call.lacksTheEndOf(leg)) {
            call.happenedUnseen(at);
        }
    }

    /** Whether the list shows it among those who wait; within a queue or a waiting context the application does not always tell. */
    private boolean waits(LiveChannel live) {
        return WAITING.contains(live.application()) && live.bridgeId().isEmpty() && !isHeld(live);
    }

    private static boolean isHeld(LiveChannel live) {
        return live.context().equals(ChannelCommand.CONTEXT) && WAITING.contains(live.application()) && live.bridgeId().isEmpty();
    }

    /** Alone in their bridge they wait for the next customer. */
    private void agent(LiveChannel live, Resynchronised e) {
        boolean alone = live.bridgeId().isEmpty()
                || e.channels().stream().noneMatch(other -> other != live && other.bridgeId().equals(live.bridgeId()));
        if (calls.has(live.channel()) && !alone) {
            present(live, e.at());
            return;
        }
        calls.legs().byId(live.channel().uniqueId()).ifPresent(leg -> calls.touch(calls.callOf(leg)).happenedUnseen(e.at()));
        calls.standsBy(live.channel(), e.at());
        if (!alone) {
            calls.standbyEntered(live.channel(), live.bridgeId().orElseThrow(), e.at());
        }
    }

    private void present(LiveChannel live, Instant at) {
        boolean isNew = !calls.has(live.channel());
        calls.seen(live.channel(), at, live.caller(), live.context(), live.extension()).ifPresent(leg -> {
            if (isNew) {
                calls.callOf(leg).happenedUnseen(at);
                numbering.groupOfKeptCall(live.channel().linkedId()).or(() -> groupOfWaiting(live)).ifPresent(calls.callOf(leg).facts()::reached);
                calls.callOf(leg).mayBeFor(live.dialed());
            }
            if (live.up()) {
                leg.answered(at);
            } else if (live.ringing()) {
                ringing(leg, isNew, at);
            }
            leg.place().bridge().filter(bridge -> !live.bridgeId().equals(Optional.of(bridge)))
                    .ifPresent(bridge -> calls.joiner().left(leg, bridge, at));
            if (isNew) {
                numbering.keptTalk(live.channel().linkedId()).ifPresent(talk -> goesOn(leg, live, talk));
            }
            live.bridgeId().filter(bridge -> !leg.place().bridge().equals(Optional.of(bridge))).ifPresent(bridge -> entered(leg, live, bridge, at));
            if (waits(live) || isHeld(live)) {
                calls.callOf(leg).hearsMusic(leg, live.context(), at);
            } else if (live.bridgeId().isPresent() || !live.context().equals(numbering.contexts().waiting())) {
                leg.place().musicEnds(at);
            }
        });
    }

    /** Who came while nobody looked has left the place that belongs to a group; the number that they dialed is still told. */
    private Optional<String> groupOfWaiting(LiveChannel live) {
        return Optional.of(live.dialed()).filter(number -> !number.isEmpty() && live.context().equals(numbering.contexts().waiting()))
                .flatMap(numbering::groupOfDialed);
    }

    /** Where the PBX doesn't tell who is parked, a parking lot is taken for a bridge: there are several callers only in a conference. */
    private void entered(LegInProgress leg, LiveChannel live, String bridge, Instant at) {
        if (live.parking().isPresent()) {
            calls.entered(leg, bridge, false, at);
            calls.parked(leg, live.parking().get().by(), live.parking().get().space(), at);
            return;
        }
        if (CONFERENCE.equals(live.application())) {
            leg.place().joinedConference(live.extension());
        }
        calls.found(leg, bridge, at);
    }

    /** An earlier run saw the talk begin. */
    private void goesOn(LegInProgress leg, LiveChannel live, Numbering.KeptTalk talk) {
        calls.callOf(leg).wasAnswered(talk.answeredAt());
        leg.peer().filter(peer -> live.bridgeId().isPresent()).flatMap(peer -> Optional.ofNullable(talk.since().get(peer.peerId())))
                .ifPresent(leg.parts()::talkedSince);
    }

    private static void ringing(LegInProgress leg, boolean isNew, Instant at) {
        if (isNew) {
            leg.dialled(leg.channel().uniqueId().equals(leg.channel().linkedId()), at);
        }
        leg.rings();
    }
}
