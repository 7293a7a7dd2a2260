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
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.Channel;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.Party;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.TimelineEntry;
import org.apache.ofbiz.asterisk.call.leg.LegInProgress;
import org.apache.ofbiz.asterisk.call.leg.LegNumbers;
import org.apache.ofbiz.asterisk.call.monitor.Monitoring;
import org.apache.ofbiz.asterisk.call.progress.CallInProgress;

/**
 * Which channel belongs to which call. Every look-up of a channel marks its call as touched, since an event that names a channel may
 * change its call. Not thread-safe: belongs to the tracker's thread.
 */
final class OpenCalls {

    private final String serverId;
    private final Numbering numbering;
    private final PeerFinder peers;
    private final RecentlyEnded ended = new RecentlyEnded();
    private final RingingTogether standby = new RingingTogether();
    private final LegIndex legs = new LegIndex();
    private final CallIndex calls = new CallIndex();
    private final CallJoiner joiner;

    OpenCalls(String serverId, Numbering numbering) {
        this.serverId = serverId;
        this.numbering = numbering;
        this.peers = new PeerFinder(numbering);
        this.joiner = new CallJoiner(peers, legs, calls);
    }

    /** What makes one call of two, and two of one. */
    CallJoiner joiner() {
        return joiner;
    }

    PeerFinder peers() {
        return peers;
    }

    /** What ended lately. */
    RecentlyEnded ended() {
        return ended;
    }

    /** Whether nothing is kept of calls, but for the bounded memory of what ended lately. */
    boolean isEmpty() {
        return calls.isEmpty() && legs.isEmpty() && standby.isEmpty();
    }

    Collection<CallInProgress> all() {
        return calls.all();
    }

    /** Every leg that has not hung up. */
    LegIndex legs() {
        return legs;
    }

    boolean has(Channel channel) {
        return legs.byId(channel.uniqueId()).isPresent();
    }

    Optional<CallInProgress> called(String linkedId) {
        return calls.called(linkedId);
    }

    /** The call of a leg that has not hung up. */
    CallInProgress callOf(LegInProgress leg) {
        return legs.callOf(leg).orElseThrow();
    }

    CallInProgress touch(CallInProgress call) {
        calls.touch(call);
        return call;
    }

    /** The calls touched since this was last asked. */
    List<CallInProgress> takeTouched() {
        return calls.takeTouched();
    }

    CallInProgress newCall(String linkedId, Instant at) {
        CallInProgress call = new CallInProgress(serverId, ended.freshName(linkedId), numbering, at);
        calls.add(call, linkedId);
        return touch(call);
    }

    /** The leg of a channel that must have come into being before; empty, and the event means nothing, if it has gone or never was. */
    Optional<LegInProgress> known(Channel channel, Instant at) {
        Optional<LegInProgress> there = legs.byId(channel.uniqueId());
        if (there.isEmpty()) {
            return there;
        }
        LegInProgress leg = there.get().channel().name().equals(channel.name()) ? there.get() : renamed(there.get(), channel.name());
        legs.named(leg, channel);
        follow(leg, channel.linkedId(), at);
        touch(callOf(leg));
        return Optional.of(leg);
    }

    /**
     * The channel has this name now. Names belong to phones, ids to places in calls: the phone that had the name until now goes on in this
     * place, and anyone who was here in the other.
     *
     * @return anyone who is in the place now
     */
    LegInProgress renamed(LegInProgress leg, String name) {
        String uniqueId = leg.channel().uniqueId();
        touch(callOf(leg));
        Optional<LegInProgress> had = legs.byName(name).filter(other -> other != leg);
        if (had.isPresent()) {
            legs.swap(leg, had.get());
            touch(callOf(had.get()));
            return had.get();
        }
        Channel now = new Channel(name, uniqueId, leg.channel().linkedId());
        if (!now.technology().equals(leg.channel().technology()) || !now.peerName().equals(leg.channel().peerName())) {
            Optional<Peer> peer = peers.of(now);
            leg.isNow(peer, peers.sideOf(peer, leg.numbers().context()));
        }
        legs.named(leg, now);
        return leg;
    }

    Optional<LegInProgress> seen(Channel channel, Instant at) {
        return seen(channel, at, Party.UNKNOWN, "", "");
    }

    /** The leg of a channel that is there now; one whose beginning we missed begins here. Empty if it has gone. */
    Optional<LegInProgress> seen(Channel channel, Instant at, Party party, String context, String extension) {
        Optional<LegInProgress> leg = known(channel, at);
        if (leg.isPresent() || ended.knowsExactly(channel) || standsBy(channel)) {
            return leg;
        }
        boolean first = channel.uniqueId().equals(channel.linkedId());
        LegInProgress late = add(channel, first, party, context, extension, at);
        callOf(late).happenedUnseen(at);
        return Optional.of(late);
    }

    LegInProgress add(Channel channel, boolean incoming, Party party, String context, String extension, Instant at) {
        CallInProgress call = called(channel.linkedId()).or(() -> afterStandby(channel))
                .orElseGet(() -> newCall(channel.linkedId(), at));
        Optional<Peer> peer = peers.of(channel);
        Peer.Type side = peers.sideOf(peer, context);
        LegInProgress leg = new LegInProgress(channel, peer, side, incoming, new LegNumbers(party, context, extension), at);
        legs.add(leg, call);
        call.add(leg);
        touch(call);
        return leg;
    }

    /** The call of a customer who has talked to a phone that stands by, and kept its Linkedid. */
    private Optional<CallInProgress> afterStandby(Channel channel) {
        return standby.gives(channel.linkedId()) ? legs.all().stream()
                .filter(leg -> leg.channel().linkedId().equals(channel.linkedId())
                        || leg.localPair().isPresent() && leg.localPair().equals(channel.localPair()))
                .findFirst().map(this::callOf) : Optional.empty();
    }

    void hungUp(LegInProgress leg, int cause, Instant at) {
        Optional<CallInProgress> call = legs.callOf(leg);
        leg.ended(at, cause);
        legs.remove(leg);
        ended.channel(leg, call, at);
        call.filter(CallInProgress::isToBeAccountedFor).ifPresent(each -> ended.mayBeAccountedFor(leg, each));
        standby.hungUp(leg.channel().uniqueId());
        call.filter(each -> leg.place().conference().isPresent() && each.isOutside()).ifPresent(each -> customerMayBeGone(leg, each, at));
    }

    /** People who stay in a conference after the customer wait for the next one. */
    private void customerMayBeGone(LegInProgress gone, CallInProgress call, Instant at) {
        if (call.legs().stream().noneMatch(other -> other.isTrunk() && other.alive())) {
            call.legs().stream().filter(other -> other.alive() && other.place().conference().equals(gone.place().conference())).toList()
                    .forEach(other -> standsBy(other, at));
        }
    }

    /** A phone that may be with the next customer soon is in no call meanwhile. */
    void standsBy(Channel channel, Instant at) {
        Optional<LegInProgress> leg = legs.byId(channel.uniqueId());
        if (leg.isPresent()) {
            standsBy(leg.get(), at);
        } else if (!ended.knowsExactly(channel)) {
            standby.add(channel, Optional.empty());
        }
    }

    private void standsBy(LegInProgress leg, Instant at) {
        Channel channel = leg.channel();
        CallInProgress call = touch(callOf(leg));
        Optional<String> room = leg.place().conference().flatMap(name -> leg.place().bridge());
        room.ifPresent(bridge -> joiner.left(leg, bridge, at));
        call.isLeftBy(leg, at);
        legs.remove(leg);
        standby.add(channel, room);
        calls.unnamed(call, channel.uniqueId());
        room.ifPresent(bridge -> legs.all().stream().filter(other -> callOf(other) != call && other.place().room().equals(room)).findFirst()
                .map(this::callOf).ifPresent(next -> {
                    calls.meets(next, bridge);
                    joinFromStandby(bridge, next, at);
                }));
    }

    /** Whether this phone is in no call: it stands by, or is there to listen to one. */
    boolean standsBy(Channel channel) {
        return standby.has(channel) || Monitoring.of(channel.uniqueId()).isPresent();
    }

    /** Whether its Linkedid says which call it belongs to. */
    boolean isTold(Channel channel) {
        return !standby.gives(channel.linkedId());
    }

    List<String> standbyIds() {
        return standby.uniqueIds();
    }

    void standbyGone(String uniqueId) {
        standby.hungUp(uniqueId);
    }

    void standbyLeft(Channel channel) {
        standby.left(channel);
    }

    /** A phone that stands by is in this bridge from now on: with anyone who is or comes there. */
    void standbyEntered(Channel channel, String bridgeId, Instant at) {
        standby.add(channel, Optional.of(bridgeId));
        calls.in(bridgeId).ifPresent(call -> joinFromStandby(bridgeId, call, at));
    }

    private void joinFromStandby(String bridgeId, CallInProgress call, Instant at) {
        for (Channel channel : standby.in(bridgeId)) {
            standby.joins(channel);
            LegInProgress leg = joiner.joins(channel, call, at);
            leg.dialled(false, at);
            leg.entered(bridgeId, true, at);
            calls.named(call, channel.uniqueId());
        }
    }

    /** Anyone who still listens to a call that ended is no call of its own. */
    void forget(CallInProgress call, Instant at) {
        Optional<List<String>> its = calls.forget(call);
        if (its.isEmpty()) {
            return;
        }
        its.get().forEach(ended::call);
        if (!call.linkedIds().contains(call.linkedId())) {
            ended.call(call.linkedId());
        }
        call.legs().stream().filter(leg -> leg.isListener() && legs.callOf(leg).equals(Optional.of(call))).toList()
                .forEach(leg -> hungUp(leg, 0, at));
    }

    /** The channel is found in a bridge, of which it is not known whether others hear it there. */
    void found(LegInProgress leg, String bridgeId, Instant at) {
        leg.entered(bridgeId, true, at);
        CallInProgress own = callOf(leg);
        if (calls.in(bridgeId).filter(there -> there != own && there.isOutside() && own.isOutside()).isEmpty()) {
            meets(leg, bridgeId, at);
        }
    }

    /** The channel entered a bridge. Anyone who can hear each other is in one call, whatever Linkedids they have. */
    void entered(LegInProgress leg, String bridgeId, boolean audible, Instant at) {
        leg.entered(bridgeId, audible, at);
        if (audible) {
            meets(leg, bridgeId, at);
        }
    }

    private void meets(LegInProgress leg, String bridgeId, Instant at) {
        CallInProgress own = callOf(leg);
        Optional<CallInProgress> there = calls.in(bridgeId).filter(other -> other != own
                && other.legs().stream().anyMatch(each -> each.place().isTogetherWith(leg.place())));
        if (there.filter(other -> joiner.staysApart(leg, own, other, bridgeId, at)).isPresent()) {
            return;
        }
        CallInProgress one = there.map(other -> joiner.together(own, other, bridgeId, at)).orElse(own);
        calls.meets(one, bridgeId);
        joinFromStandby(bridgeId, one, at);
    }

    /** @param by dial string of the extension that parked it; empty where unknown */
    void parked(LegInProgress leg, String by, String space, Instant at) {
        Optional<Peer> parker = peers().of(by).filter(peer -> !leg.peer().equals(Optional.of(peer))); // a dialplan parks who calls
        leg.parts().parked(at, parker, space);
        callOf(leg).happened(at, TimelineEntry.Kind.PARKED, Optional.of(leg), parker, space);
    }

    /**
     * Asterisk gave the channel the Linkedid of another call: the two are one from now on, unless each has somebody outside. Of these it shows
     * only once they hear one another: who goes from one customer to the next takes the Linkedid along.
     */
    private void follow(LegInProgress leg, String linkedId, Instant at) {
        CallInProgress own = callOf(leg);
        Optional<CallInProgress> other = called(linkedId);
        if (other.isEmpty() && !standby.gives(linkedId)) {
            calls.named(own, linkedId);
        }
        other.filter(each -> each != own && !(each.isOutside() && own.isOutside())).ifPresent(each -> joiner.merge(own, each, at));
    }
}
