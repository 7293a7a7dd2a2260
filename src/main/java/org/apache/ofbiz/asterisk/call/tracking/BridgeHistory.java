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

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.Channel;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.TimelineEntry.Kind;

/** Transfers, parking, pick-ups and listening: events that bring the channels of several calls together. */
final class BridgeHistory {

    private final OpenCalls calls;
    private final Numbering numbering;

    BridgeHistory(OpenCalls calls, Numbering numbering) {
        this.calls = calls;
        this.numbering = numbering;
    }

    void transferred(CallEvent.Transferred e) {
        List<LegInProgress> by = e.by().stream().flatMap(channel -> calls.known(channel, e.at()).stream())
                .map(LocalHalves::person).distinct().toList();
        Optional<LegInProgress> who = e.who().flatMap(channel -> calls.known(channel, e.at())).map(LocalHalves::person);
        Optional<LegInProgress> target = e.target().flatMap(channel -> calls.known(channel, e.at())).map(LocalHalves::person);
        List<LegInProgress> all = Stream.of(by.stream(), who.stream(), target.stream()).flatMap(legs -> legs).toList();
        if (all.isEmpty()) {
            return;
        }
        CallInProgress call = all.get(0).call();
        for (LegInProgress leg : all) {
            call = calls.merge(leg.call(), call, e.at());
        }
        Optional<LegInProgress> to = target.isPresent() || !e.extension().isEmpty() ? target : goesOnWith(call, by, who);
        call.happened(e.at(), Kind.TRANSFERRED, who, by.stream().findFirst().flatMap(LegInProgress::peer), where(to, e.extension()));
    }

    /** Where the PBX does not name the target: the phone that is left besides those that it names. */
    private static Optional<LegInProgress> goesOnWith(CallInProgress call, List<LegInProgress> by, Optional<LegInProgress> who) {
        return call.legs().stream().filter(leg -> leg.isExtension() && leg.alive() && leg.isAnswered())
                .filter(leg -> !by.contains(leg) && !who.equals(Optional.of(leg))).reduce((earlier, later) -> later);
    }

    private static String where(Optional<LegInProgress> target, String extension) {
        String name = target.map(leg -> leg.isTrunk() ? leg.calledAs() : leg.channel().peerName().replaceFirst("@.*", "")).orElse("");
        return name.isEmpty() ? extension : name;
    }

    void parked(CallEvent.Parked e) {
        calls.known(e.channel(), e.at())
                .ifPresent(leg -> {
                    leg.parts().parked(e.at(), peer(e.by()), e.space());
                    leg.call().happened(e.at(), Kind.PARKED, Optional.of(leg), peer(e.by()), e.space());
                });
    }

    void unparked(CallEvent.Unparked e) {
        Optional<LegInProgress> by = calls.seen(e.by(), e.at());
        calls.known(e.channel(), e.at()).ifPresent(leg -> {
            by.ifPresent(retriever -> calls.merge(retriever.call(), leg.call(), e.at()));
            leg.call().happened(e.at(), Kind.RETRIEVED, Optional.of(leg), by.flatMap(LegInProgress::peer), e.space());
        });
    }

    /** Whoever picks up is in the place of the phone that was dialled. */
    void pickedUp(CallEvent.PickedUp e) {
        calls.known(e.by(), e.at()).ifPresent(by -> calls.known(e.target(), e.at()).ifPresent(target -> {
            calls.merge(by.call(), target.call(), e.at());
            by.picksUp();
        }));
    }

    void overheard(CallEvent.Overheard e) {
        calls.known(e.by(), e.at()).ifPresent(by -> calls.known(e.to(), e.at())
                .ifPresent(to -> calls.overhears(by, to.call(), e.at())));
    }

    void renamed(CallEvent.ChannelRenamed e) {
        calls.live(e.uniqueId()).filter(leg -> !leg.channel().name().equals(e.name())).ifPresent(leg -> calls.renamed(leg, e.name()));
    }

    /**
     * Whoever holds a customer and consults somebody else in the bridge that ends is not moved: at the end of an attended transfer they leave,
     * and only after the merge the PBX reports so. If they do move, their entering is reported, too.
     */
    void bridgesMerged(CallEvent.BridgesMerged e) {
        for (LegInProgress leg : calls.liveLegs()) {
            if (leg.place().bridge().equals(Optional.of(e.fromBridgeId())) && !leg.place().comesBack()) {
                calls.left(leg, e.fromBridgeId(), e.at());
                calls.entered(leg, e.toBridgeId(), true, e.at());
                calls.touch(leg.call());
            }
        }
    }

    /** The peer that Asterisk would dial so. */
    Optional<Peer> peer(String dialString) {
        if (dialString.startsWith("Local/")) {
            return DialedNumber.memberOf(new Channel(dialString.replaceFirst("/n$", ""), "", "")).flatMap(numbering::extension);
        }
        int slash = dialString.indexOf('/');
        return slash < 0 ? Optional.empty() : numbering.peer(dialString.substring(0, slash), dialString.substring(slash + 1));
    }
}
