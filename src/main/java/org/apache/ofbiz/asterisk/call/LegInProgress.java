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
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.call.CallEvent.DialResult;
import org.apache.ofbiz.asterisk.call.CallEvent.Party;

/** One channel while it lives. Not thread-safe: belongs to the tracker's thread. */
final class LegInProgress {

    private final Instant startedAt;
    private final boolean incoming;
    private final String context;
    private final String extension;
    private CallInProgress call;
    private Channel channel;
    private Optional<Peer> peer;
    private Peer.Type side;
    private Party party;
    private boolean originated;
    private boolean dialled;
    private boolean ringing;
    private boolean rang;
    private boolean waiting;
    private boolean held;
    private boolean leaving;
    private boolean talked;
    private boolean alone;
    private boolean listens;
    private final Set<Moment.Kind> told = EnumSet.noneOf(Moment.Kind.class);
    private Optional<String> queue = Optional.empty();
    private Optional<String> bridge = Optional.empty();
    private Optional<Instant> answeredAt = Optional.empty();
    private Optional<Instant> endedAt = Optional.empty();
    private Optional<DialResult> result = Optional.empty();
    private int cause;
    private PhoneCall.Leg lastSnapshot;

    LegInProgress(Channel channel, Optional<Peer> peer, Peer.Type side, boolean incoming, Party party, String context, String extension,
                  Instant startedAt) {
        this.channel = channel;
        this.peer = peer;
        this.side = side;
        this.incoming = incoming;
        this.party = party;
        this.context = context;
        this.extension = extension;
        this.startedAt = startedAt;
    }

    /** The call that it belongs to now. */
    CallInProgress call() {
        return call;
    }

    void belongsTo(CallInProgress one) {
        call = one;
    }

    void named(Channel latest) {
        if (!channel.equals(latest)) {
            channel = latest;
        }
    }

    /** Another phone has taken its channel. */
    void isNow(Optional<Peer> another, Peer.Type itsSide) {
        peer = another;
        side = itsSide;
    }

    /**
     * Two phones change channels: each goes on in the place that the other had. The one who was rung there has not answered; whoever
     * takes the place has.
     */
    void changesPlaces(LegInProgress other) {
        Channel mine = channel;
        channel = new Channel(mine.name(), other.channel.uniqueId(), other.channel.linkedId());
        other.channel = new Channel(other.channel.name(), mine.uniqueId(), mine.linkedId());
        Optional<String> room = bridge;
        bridge = other.bridge;
        other.bridge = room;
        boolean lonely = alone;
        alone = other.alone;
        other.alone = lonely;
        boolean rung = dialled || other.dialled;
        dialled = rung;
        other.dialled = rung;
    }

    /** It hears the others without being heard: no part of the call as people tell it. */
    void listens() {
        listens = true;
    }

    /** The same channel in the call that it listens to. */
    LegInProgress asListener() {
        LegInProgress ear = new LegInProgress(channel, peer, side, incoming, party, context, extension, startedAt);
        ear.listens();
        return ear;
    }

    boolean isListener() {
        return listens;
    }

    void identified(Party latest) {
        party = new Party(latest.number().isEmpty() ? party.number() : latest.number(),
                latest.name().isEmpty() ? party.name() : latest.name());
    }

    void dialled(boolean byOriginate) {
        dialled = true;
        originated = byOriginate;
    }

    void rings() {
        ringing = alive() && answeredAt.isEmpty();
        rang |= ringing;
    }

    void answered(Instant at) {
        ringing = false;
        if (answeredAt.isEmpty()) {
            answeredAt = Optional.of(at);
        }
    }

    /** The first result counts: a queue reports NOANSWER and then CANCEL for the same ring. */
    void dialEnded(DialResult how, Instant at) {
        ringing = false;
        if (result.isEmpty()) {
            result = Optional.of(how);
        }
        if (how == DialResult.ANSWERED) {
            answered(at);
        }
    }

    /** @param audible whether it can be heard there */
    void entered(String bridgeId, boolean audible) {
        if (!bridge.equals(Optional.of(bridgeId))) {
            held = false;
        }
        bridge = Optional.of(bridgeId);
        alone = !audible;
        talked = true;
        waiting = false;
        ringing = false;
    }

    void left(String bridgeId) {
        if (bridge.equals(Optional.of(bridgeId))) {
            bridge = Optional.empty();
            alone = false;
        }
    }

    /** Whether it waits where nobody hears it, e.g. in a parking space. */
    boolean isParked() {
        return alone;
    }

    /** Music inside a bridge is hold music or a parking place, not waiting. */
    void musicBegins() {
        waiting = bridge.isEmpty();
    }

    /** A caller who is about to hang up, or hears an announcement in a queue, has not been sent anywhere. */
    void musicEnds() {
        waiting = waiting && (leaving || queue.isPresent());
    }

    void joinedQueue(String name) {
        queue = Optional.of(name);
        waiting = true;
    }

    void leftQueue() {
        queue = Optional.empty();
        waiting = waiting && leaving;
    }

    /** @return whether that is new */
    boolean held(boolean on) {
        boolean changed = held != on;
        held = on;
        return changed;
    }

    void leaves(int likelyCause) {
        leaving = true;
        endsBecause(likelyCause);
    }

    private void endsBecause(int likelyCause) {
        if (likelyCause != 0) {
            cause = likelyCause;
        }
    }

    void ended(Instant at, int finalCause) {
        endsBecause(finalCause);
        endedAt = Optional.of(at);
        ringing = false;
        waiting = false;
        alone = false;
        bridge = Optional.empty();
    }

    boolean alive() {
        return endedAt.isEmpty();
    }

    /** A phone or a line; a Local channel only where an admin says that somebody is reached by it. */
    boolean isReal() {
        return !listens && !channel.isStandIn() && (!channel.isLocal() || channel.isNearHalf() && peer.isPresent());
    }

    boolean isExtension() {
        return isReal() && side == Peer.Type.EXTENSION;
    }

    boolean isTrunk() {
        return isReal() && side == Peer.Type.TRUNK;
    }

    /** Name that both ends of a Local channel share; they are each other's only way out. */
    Optional<String> localPair() {
        String name = channel.name();
        int end = name.lastIndexOf(';');
        return channel.isLocal() && end > 0 ? Optional.of(name.substring(0, end)) : Optional.empty();
    }

    Optional<String> queue() {
        return queue;
    }

    String dialString() {
        return channel.technology() + "/" + channel.peerName();
    }

    Channel channel() {
        return channel;
    }

    Optional<Peer> peer() {
        return peer;
    }

    Party party() {
        return party;
    }

    String context() {
        return context;
    }

    String extension() {
        return extension;
    }

    boolean incoming() {
        return incoming && !dialled;
    }

    boolean dialled() {
        return dialled;
    }

    /** Rung by an Originate, not by another channel; so is one of which we have not heard who rings it. */
    boolean originated() {
        return originated || !incoming && !dialled;
    }

    boolean ringing() {
        return ringing;
    }

    boolean rang() {
        return rang;
    }

    boolean waiting() {
        return waiting;
    }

    /** Whether its far end hung up, rather than the PBX. */
    boolean leaving() {
        return leaving;
    }

    boolean isHeld() {
        return held;
    }

    /** The bridge where it can be heard, or waits alone. */
    Optional<String> bridge() {
        return bridge;
    }

    /** The bridge where it can be heard. */
    Optional<String> room() {
        return alone ? Optional.empty() : bridge;
    }

    boolean isAnswered() {
        return answeredAt.isPresent();
    }

    /** Picked up, and about to enter the bridge where somebody listens. */
    boolean justPickedUp() {
        return alive() && dialled && isAnswered() && !talked;
    }

    /** What was called: a number, or a phone that nobody told us of; empty for a phone that its peer tells. */
    String calledAs() {
        return isTrunk() ? party.number() : peer.isPresent() ? "" : channel.peerName();
    }

    /** Why it was not answered; empty where the one who called gave up first. */
    Optional<PhoneCall.Outcome> failure() {
        return isExtension() ? Outcomes.ofExtension(result, cause) : Outcomes.ofNumber(result, cause);
    }

    /** @return true the first time, so that each is told once */
    boolean tellsFirst(Moment.Kind kind) {
        return told.add(kind);
    }

    boolean hasTold(Moment.Kind kind) {
        return told.contains(kind);
    }

    /** It is over: the next one is another. */
    void tellsAgain(Moment.Kind kind) {
        told.remove(kind);
    }

    Optional<DialResult> result() {
        return result;
    }

    int cause() {
        return cause;
    }

    /** The same object as long as nothing changes: that makes it cheap to see whether a call has. */
    PhoneCall.Leg snapshot() {
        PhoneCall.Leg last = lastSnapshot;
        boolean same = last != null && last.channel() == channel && last.peer() == peer && last.side() == side && last.answeredAt() == answeredAt
                && last.endedAt() == endedAt && last.result() == result && last.cause() == cause;
        if (!same) {
            lastSnapshot = new PhoneCall.Leg(channel, peer, side, startedAt, answeredAt, endedAt, result, cause);
        }
        return lastSnapshot;
    }
}
