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
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.CallEvent.Party;
import org.apache.ofbiz.asterisk.call.Channel;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.TimelineEntry;

/**
 * Which channel belongs to which call. Every look-up of a channel marks its call as touched, since an event that names a channel may
 * change its call. Not thread-safe: belongs to the tracker's thread.
 */
final class OpenCalls {

    private final String serverId;
    private final Numbering numbering;
    private final RecentlyEnded ended = new RecentlyEnded();
    private final RingingTogether standby = new RingingTogether();
    private final Map<String, LegInProgress> legs = new HashMap<>();
    private final Map<String, CallInProgress> callsByLinkedId = new HashMap<>();
    private final Map<String, CallInProgress> callsByRoom = new HashMap<>();
    private final Set<CallInProgress> open = new LinkedHashSet<>();
    private final Set<CallInProgress> touched = new LinkedHashSet<>();

    OpenCalls(String serverId, Numbering numbering) {
        this.serverId = serverId;
        this.numbering = numbering;
    }

    /** What ended lately. */
    RecentlyEnded ended() {
        return ended;
    }

    /** Whether nothing is kept of calls, but for the bounded memory of what ended lately. */
    boolean isEmpty() {
        return open.isEmpty() && legs.isEmpty() && callsByLinkedId.isEmpty() && callsByRoom.isEmpty() && touched.isEmpty() && standby.isEmpty();
    }

    Collection<CallInProgress> all() {
        return open;
    }

    /** Every leg that has not hung up, as a copy. */
    List<LegInProgress> liveLegs() {
        return List.copyOf(legs.values());
    }

    boolean has(Channel channel) {
        return legs.containsKey(channel.uniqueId());
    }

    /** The leg of the channel with this Uniqueid, without taking notice of it. */
    Optional<LegInProgress> live(String uniqueId) {
        return Optional.ofNullable(legs.get(uniqueId));
    }

    Optional<CallInProgress> called(String linkedId) {
        return Optional.ofNullable(callsByLinkedId.get(linkedId));
    }

    CallInProgress touch(CallInProgress call) {
        touched.add(call);
        return call;
    }

    /** The calls touched since this was last asked. */
    List<CallInProgress> takeTouched() {
        List<CallInProgress> taken = List.copyOf(touched);
        touched.clear();
        return taken;
    }

    CallInProgress newCall(String linkedId, Instant at) {
        CallInProgress call = new CallInProgress(serverId, ended.freshName(linkedId), numbering, at);
        named(call, linkedId);
        open.add(call);
        return touch(call);
    }

    /** The leg of a channel that must have come into being before; empty, and the event means nothing, if it has gone or never was. */
    Optional<LegInProgress> known(Channel channel, Instant at) {
        LegInProgress leg = legs.get(channel.uniqueId());
        if (leg == null) {
            return Optional.empty();
        }
        if (!leg.channel().name().equals(channel.name())) {
            leg = renamed(leg, channel.name());
        }
        leg.named(channel);
        follow(leg, channel.linkedId(), at);
        touch(leg.call());
        return Optional.of(leg);
    }

    /**
     * The channel has this name now. Names belong to phones, ids to places in calls: the phone that had the name until now goes on in this
     * place, and whoever was here in the other.
     *
     * @return whoever is in the place now
     */
    LegInProgress renamed(LegInProgress leg, String name) {
        String uniqueId = leg.channel().uniqueId();
        touch(leg.call());
        Optional<LegInProgress> had = legs.values().stream().filter(other -> other != leg && other.channel().name().equals(name)).findFirst();
        if (had.isPresent()) {
            LegInProgress phone = had.get();
            legs.put(uniqueId, phone);
            legs.put(phone.channel().uniqueId(), leg);
            phone.changesPlaces(leg);
            touch(phone.call());
            return phone;
        }
        Channel now = new Channel(name, uniqueId, leg.channel().linkedId());
        if (!now.technology().equals(leg.channel().technology()) || !now.peerName().equals(leg.channel().peerName())) {
            Optional<Peer> peer = peerOf(now);
            leg.isNow(peer, peer.map(Peer::type).orElseGet(() -> sideOf(leg.context())));
        }
        leg.named(now);
        return leg;
    }

    Optional<LegInProgress> seen(Channel channel, Instant at) {
        return seen(channel, at, Party.UNKNOWN, "", "");
    }

    /** The leg of a channel that is there now; one whose beginning we missed begins here. Empty if it has gone. */
    Optional<LegInProgress> seen(Channel channel, Instant at, Party party, String context, String extension) {
        Optional<LegInProgress> leg = known(channel, at);
        if (leg.isPresent() || ended.knowsExactly(channel) || standby.has(channel)) {
            return leg;
        }
        boolean first = channel.uniqueId().equals(channel.linkedId());
        LegInProgress late = add(channel, first, party, context, extension, at);
        late.call().happenedUnseen(at);
        return Optional.of(late);
    }

    LegInProgress add(Channel channel, boolean incoming, Party party, String context, String extension, Instant at) {
        CallInProgress call = called(channel.linkedId()).or(() -> afterStandby(channel))
                .orElseGet(() -> newCall(channel.linkedId(), at));
        Optional<Peer> peer = peerOf(channel);
        Peer.Type side = peer.map(Peer::type).orElseGet(() -> sideOf(context));
        LegInProgress leg = new LegInProgress(channel, peer, side, incoming, party, context, extension, at);
        legs.put(channel.uniqueId(), leg);
        call.add(leg);
        touch(call);
        return leg;
    }

    /** The call of a customer who has talked to a phone that stands by, and kept its Linkedid. */
    private Optional<CallInProgress> afterStandby(Channel channel) {
        return standby.gives(channel.linkedId()) ? legs.values().stream()
                .filter(leg -> leg.channel().linkedId().equals(channel.linkedId())
                        || leg.localPair().isPresent() && leg.localPair().equals(channel.localPair()))
                .findFirst().map(LegInProgress::call) : Optional.empty();
    }

    void hungUp(LegInProgress leg, int cause, Instant at) {
        leg.ended(at, cause);
        legs.remove(leg.channel().uniqueId());
        ended.channel(leg, at);
        standby.hungUp(leg.channel().uniqueId());
        if (leg.place().conference().isPresent() && leg.call().isOutside() && leg.call().legs().stream().noneMatch(other -> other.isTrunk()
                && other.alive())) {
            leg.call().legs().stream().filter(other -> other.alive() && other.place().conference().equals(leg.place().conference())).toList()
                    .forEach(other -> standsBy(other, at));
        }
    }

    /** A phone that may be with the next customer soon is in no call meanwhile. */
    void standsBy(Channel channel, Instant at) {
        LegInProgress leg = legs.get(channel.uniqueId());
        if (leg != null) {
            standsBy(leg, at);
        } else if (!ended.knowsExactly(channel)) {
            standby.add(channel, Optional.empty());
        }
    }

    private void standsBy(LegInProgress leg, Instant at) {
        Channel channel = leg.channel();
        CallInProgress call = touch(leg.call());
        Optional<String> room = leg.place().conference().flatMap(name -> leg.place().bridge());
        room.ifPresent(bridge -> left(leg, bridge, at));
        call.isLeftBy(leg, at);
        legs.remove(channel.uniqueId());
        standby.add(channel, room);
        if (callsByLinkedId.remove(channel.uniqueId(), call)) {
            call.linkedIds().remove(channel.uniqueId());
        }
        room.ifPresent(bridge -> legs.values().stream().filter(other -> other.call() != call && other.room().equals(room)).findFirst()
                .map(LegInProgress::call).ifPresent(next -> {
                    callsByRoom.put(bridge, next);
                    joinFromStandby(bridge, next, at);
                }));
    }

    /** Whether this phone stands by. */
    boolean standsBy(Channel channel) {
        return standby.has(channel);
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

    /** A phone that stands by is in this bridge from now on: with whoever is or comes there. */
    void standbyEntered(Channel channel, String bridgeId, Instant at) {
        standby.add(channel, Optional.of(bridgeId));
        Optional.ofNullable(callsByRoom.get(bridgeId)).ifPresent(call -> joinFromStandby(bridgeId, call, at));
    }

    private void joinFromStandby(String bridgeId, CallInProgress call, Instant at) {
        for (Channel channel : standby.in(bridgeId)) {
            standby.joins(channel);
            Optional<Peer> peer = peerOf(channel);
            LegInProgress leg = new LegInProgress(channel, peer, peer.map(Peer::type).orElse(Peer.Type.EXTENSION), false, CallEvent.Party.UNKNOWN,
                    "", "", at);
            legs.put(channel.uniqueId(), leg);
            call.add(leg);
            leg.dialled(false, at);
            leg.answered(at);
            leg.entered(bridgeId, true, at);
            named(touch(call), channel.uniqueId());
        }
    }

    /** Whoever still listens to a call that ended is no call of its own. */
    void forget(CallInProgress call, Instant at) {
        open.remove(call);
        call.linkedIds().stream().filter(id -> callsByLinkedId.remove(id, call)).forEach(ended::call);
        if (!call.linkedIds().contains(call.linkedId())) {
            ended.call(call.linkedId());
        }
        call.rooms().forEach(room -> callsByRoom.remove(room, call));
        call.legs().stream().filter(leg -> leg.isListener() && leg.alive() && leg.call() == call).toList().forEach(leg -> hungUp(leg, 0, at));
    }

    /** The channel is found in a bridge, of which it is not known whether others hear it there. */
    void found(LegInProgress leg, String bridgeId, Instant at) {
        leg.entered(bridgeId, true, at);
        CallInProgress there = callsByRoom.get(bridgeId);
        if (there == null || there == leg.call() || !there.isOutside() || !leg.call().isOutside()) {
            meets(leg, bridgeId, at);
        }
    }

    /** The channel entered a bridge. Whoever can hear each other is in one call, whatever Linkedids they have. */
    void entered(LegInProgress leg, String bridgeId, boolean audible, Instant at) {
        leg.entered(bridgeId, audible, at);
        if (audible) {
            meets(leg, bridgeId, at);
        }
    }

    private void meets(LegInProgress leg, String bridgeId, Instant at) {
        CallInProgress there = callsByRoom.get(bridgeId);
        if (there != null && there != leg.call() && there.legs().stream().anyMatch(other -> other.room().equals(leg.room()))) {
            if (leg.place().conference().isPresent() && there.isOutside() && leg.call().isOutside()) {
                return;
            }
            merge(leg.call(), there, at);
        }
        callsByRoom.put(bridgeId, leg.call());
        leg.call().rooms().add(bridgeId);
        joinFromStandby(bridgeId, leg.call(), at);
    }

    void left(LegInProgress leg, String bridgeId, Instant at) {
        leg.place().left(bridgeId, at);
        CallInProgress call = leg.call();
        if (call.legs().stream().noneMatch(other -> other.place().bridge().equals(Optional.of(bridgeId))) && call.rooms().remove(bridgeId)) {
            callsByRoom.remove(bridgeId, call);
        }
    }

    /** Asterisk gave the channel the Linkedid of another call: the two are one from now on. */
    private void follow(LegInProgress leg, String linkedId, Instant at) {
        CallInProgress other = callsByLinkedId.get(linkedId);
        if (other == null && !standby.gives(linkedId)) {
            named(leg.call(), linkedId);
        } else if (other != null && !(standby.gives(linkedId) && other.isOutside() && leg.call().isOutside())) {
            merge(leg.call(), other, at);
        }
    }

    private void named(CallInProgress call, String linkedId) {
        callsByLinkedId.put(linkedId, call);
        call.linkedIds().add(linkedId);
    }

    /**
     * Two calls turned out to be one. The one with somebody from outside goes on, of two such the earlier one; where that does not tell, the
     * second.
     *
     * @return the call that goes on
     */
    CallInProgress merge(CallInProgress one, CallInProgress other, Instant at) {
        if (one == other) {
            return one;
        }
        boolean same = one.isOutside() == other.isOutside();
        boolean first = same ? one.startedAt().isBefore(other.startedAt()) : one.isOutside();
        CallInProgress stays = first ? one : other;
        CallInProgress goes = first ? other : one;
        stays.absorb(goes, at);
        goes.linkedIds().forEach(id -> named(stays, id));
        goes.rooms().forEach(room -> callsByRoom.put(room, stays));
        stays.rooms().addAll(goes.rooms());
        touch(stays);
        touch(goes);
        return stays;
    }

    /** Somebody listens to a call: whatever brought them there is no call of its own, and they take no part in this one. */
    void overhears(LegInProgress listener, CallInProgress heard, Instant at) {
        CallInProgress own = listener.call();
        boolean alone = own.legs().stream().allMatch(leg -> leg == listener || !leg.alive());
        if (listener.isListener() || own != heard && !alone) {
            return;
        }
        heard.happened(at, TimelineEntry.Kind.LISTENED, Optional.of(listener), Optional.empty(), "");
        if (own == heard) {
            listener.listens();
        } else {
            own.mergesInto(heard, at);
            own.linkedIds().forEach(id -> named(heard, id));
            LegInProgress ear = listener.asListener();
            legs.put(ear.channel().uniqueId(), ear);
            ear.belongsTo(heard);
            heard.legs().add(ear);
        }
        touch(own);
        touch(heard);
    }

    private Optional<Peer> peerOf(Channel channel) {
        return channel.peerNames().stream().flatMap(name -> numbering.peer(channel.technology(), name).stream()).findFirst();
    }

    /** A peer that nobody told us of is a phone where phones dial from, else a line. */
    private Peer.Type sideOf(String context) {
        Numbering.Contexts ours = numbering.contexts();
        return context.equals(ours.internal()) || context.equals(ours.outbound()) ? Peer.Type.EXTENSION : Peer.Type.TRUNK;
    }
}
