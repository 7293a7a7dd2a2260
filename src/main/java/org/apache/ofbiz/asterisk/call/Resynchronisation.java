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

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.call.CallEvent.Resynchronised;
import org.apache.ofbiz.asterisk.call.CallEvent.Resynchronised.Live;

/** Brings the calls in line with the PBX's own list of channels, and marks those of which something was missed. */
final class Resynchronisation {

    private static final Set<String> WAITING = Set.of("MusicOnHold", "Queue");

    private final OpenCalls calls;
    private final Numbering numbering;

    Resynchronisation(OpenCalls calls, Numbering numbering) {
        this.calls = calls;
        this.numbering = numbering;
    }

    /** First who is who, so that phones which changed channels meanwhile are not taken for gone; then who is gone; then who came. */
    void with(Resynchronised e) {
        Set<String> present = new HashSet<>();
        e.channels().forEach(live -> present.add(live.channel().uniqueId()));
        e.channels().stream().filter(live -> calls.has(live.channel())).forEach(live -> known(live, e.at()));
        calls.liveLegs().stream().filter(leg -> !present.contains(leg.channel().uniqueId())).forEach(leg -> {
            calls.touch(leg.call()).happenedUnseen(e.at());
            calls.hungUp(leg, 0, e.at());
        });
        calls.all().stream().filter(CallInProgress::isOnlyRequested).forEach(call -> {
            calls.touch(call).happenedUnseen(e.at());
            call.originateFailed(Story.REASON_UNSEEN, "", e.at());
        });
        e.channels().stream()
                .sorted(Comparator.comparing(live -> !live.channel().uniqueId().equals(live.channel().linkedId())))
                .forEach(live -> present(live, e.at()));
    }

    private void known(Live live, Instant at) {
        Optional<LegInProgress> before = calls.live(live.channel().uniqueId());
        CallInProgress call = before.orElseThrow().call();
        calls.known(live.channel(), at).ifPresent(leg -> {
            boolean moved = !leg.bridge().equals(live.bridgeId()) || live.up() && !leg.isAnswered() || leg.isReal() && waits(live) != leg.waiting();
            if (leg.call() != call || !before.equals(Optional.of(leg)) || moved || leg.call().isBetweenStates()) {
                leg.call().happenedUnseen(at);
            } else {
                leg.call().mayHaveMissed(at);
            }
        });
    }

    /** Whether the list shows it among those who wait; within a queue or a waiting context the application does not always tell. */
    private boolean waits(Live live) {
        return WAITING.contains(live.application()) && live.bridgeId().isEmpty();
    }

    private void present(Live live, Instant at) {
        boolean isNew = !calls.has(live.channel());
        calls.seen(live.channel(), at, live.caller(), live.context(), live.extension()).ifPresent(leg -> {
            if (isNew) {
                leg.call().happenedUnseen(at);
                numbering.groupOfKeptCall(live.channel().linkedId()).ifPresent(leg.call()::reached);
            }
            if (live.up()) {
                leg.answered(at);
            } else if (live.ringing()) {
                ringing(leg, isNew);
            }
            leg.bridge().filter(bridge -> !live.bridgeId().equals(Optional.of(bridge))).ifPresent(bridge -> calls.left(leg, bridge));
            live.bridgeId().filter(bridge -> !leg.bridge().equals(Optional.of(bridge))).ifPresent(bridge -> leg.entered(bridge, true));
            if (waits(live)) {
                leg.musicBegins();
            } else if (live.bridgeId().isPresent() || !live.context().equals(numbering.contexts().waiting())) {
                leg.musicEnds();
            }
        });
    }

    private static void ringing(LegInProgress leg, boolean isNew) {
        if (isNew) {
            leg.dialled(leg.channel().uniqueId().equals(leg.channel().linkedId()));
        }
        leg.rings();
    }
}
