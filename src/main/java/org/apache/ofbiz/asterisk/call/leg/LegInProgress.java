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
package org.apache.ofbiz.asterisk.call.leg;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.call.Channel;
import org.apache.ofbiz.asterisk.call.DialResult;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.OutcomeClassifier;
import org.apache.ofbiz.asterisk.call.Party;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.TimelineEntry;

/** One channel while it lives. Not thread-safe: belongs to the tracker's thread. */
public final class LegInProgress {

    private final Instant startedAt;
    private final LegParts parts = new LegParts();
    private final LegStatus place = new LegStatus(parts);
    private final Set<TimelineEntry.Kind> told = EnumSet.noneOf(TimelineEntry.Kind.class);
    private Changes changes = new Changes();
    private int version;
    private LegIdentity identity;
    private LegNumbers numbers;
    private LegState state = LegState.NEW;
    private LegOrigin origin;
    private LegDial dial = LegDial.UNKNOWN;
    private Optional<LegInProgress> dialledBy = Optional.empty();
    private Optional<PhoneCall.Leg> lastSnapshot = Optional.empty();
    private int lastVersion;

    public LegInProgress(Channel channel, Optional<Peer> peer, Peer.Type side, boolean incoming, LegNumbers numbers, Instant startedAt) {
        this.identity = new LegIdentity(channel, peer, side);
        this.origin = LegOrigin.of(incoming);
        this.numbers = numbers;
        this.startedAt = startedAt;
    }

    /** Changes count there from now on: it belongs to that call. */
    public void countsIn(Changes ofCall) {
        changes = ofCall;
        parts.countsIn(ofCall);
        place.countsIn(ofCall);
        changed();
    }

    private void changed() {
        version++;
        changes.happened();
    }

    private void is(LegState next) {
        if (next != state) {
            state = next;
            changed();
        }
    }

    /** Grows with each change of what it tells. */
    public int version() {
        return version + place.version();
    }

    public void named(Channel latest) {
        is(identity.named(latest));
    }

    private void is(LegIdentity next) {
        if (next != identity) {
            identity = next;
            changed();
        }
    }

    /** Another phone has taken its channel. */
    public void isNow(Optional<Peer> another, Peer.Type itsSide) {
        is(identity.of(another, itsSide));
    }

    /**
     * Two phones change channels: each goes on in the place that the other had. The one who was rung there has not answered; anyone who
     * takes the place has.
     */
    public void changesPlaces(LegInProgress other) {
        Channel mine = channel();
        Channel theirs = other.channel();
        named(new Channel(mine.name(), theirs.uniqueId(), theirs.linkedId()));
        other.named(new Channel(theirs.name(), mine.uniqueId(), mine.linkedId()));
        place.swap(other.place);
        LegOrigin its = origin;
        came(origin.dialedLike(other.origin));
        other.came(other.origin.dialedLike(its));
    }

    private void came(LegOrigin next) {
        if (!next.equals(origin)) {
            origin = next;
            changed();
        }
    }

    /** It hears the others without being heard: no part of the call as people tell it. */
    public void listens() {
        is(identity.listening());
    }

    /** The same channel in the call that it listens to. */
    public LegInProgress asListener() {
        LegInProgress ear = new LegInProgress(channel(), peer(), identity.side(), origin.calls(), numbers, startedAt);
        ear.listens();
        return ear;
    }

    public boolean isListener() {
        return identity.listens();
    }

    public void identified(Party latest) {
        has(numbers.identified(latest));
    }

    /** It calls somebody outside, with a number of ours: who it is itself stays what it was before. */
    public void goesOut() {
        has(numbers.goesOut());
    }

    private void has(LegNumbers latest) {
        if (!latest.equals(numbers)) {
            numbers = latest;
            changed();
        }
    }

    public void dialled(boolean byOriginate, Instant at) {
        came(origin.dialed(byOriginate));
        if (!byOriginate) {
            parts.called(at);
        }
    }

    public void dialledBy(LegInProgress other) {
        dialledBy = Optional.of(other);
        changed();
    }

    /** It was called to hear an announcement. */
    public void paged() {
        came(origin.withPaged());
    }

    public boolean isPaged() {
        return origin.paged();
    }

    /** Whether it, or the other half of its Local channel, was paged. */
    public boolean isPagedWith(List<LegInProgress> legs) {
        return origin.paged() || legs.stream().anyMatch(leg -> leg.isPaged() && identity.isOtherHalfOf(leg.identity));
    }

    /** Who dials it, where told. */
    public Optional<LegInProgress> dialledBy() {
        return dialledBy;
    }

    public boolean isDialledBy(LegInProgress other) {
        return dialledBy.isPresent() && dialledBy.get() == other;
    }

    /** It takes a call that rang elsewhere, instead of the phone that was dialed. */
    public void picksUp() {
        came(origin.dialed(false));
    }

    /** Its far end calls us, unless we dial it. */
    public void calls(String itsContext, String itsExtension) {
        if (!origin.isDialed()) {
            came(origin.called());
        }
        isAt(itsContext, itsExtension);
    }

    /** Whether it took a call that rang elsewhere: it is among those who were called, and nobody called it. */
    public boolean hasPickedUp() {
        return dialled() && !originated() && parts.calledAt().isEmpty();
    }

    /** Where it is in the dialplan. */
    public void isAt(String itsContext, String itsExtension) {
        has(numbers.isAt(itsContext, itsExtension));
    }

    public void rings() {
        is(state.rings());
    }

    public void answered(Instant at) {
        is(state.answers(at));
    }

    /** Which of several results counts is for {@link LegDial} to say. */
    public void dialEnded(DialResult how, Instant at) {
        is(state.stopsRinging());
        is(dial.ended(how, place.hasTalked()));
        parts.stopped(at);
        if (how == DialResult.ANSWERED) {
            answered(at);
        }
    }

    private void is(LegDial next) {
        if (!next.equals(dial)) {
            dial = next;
            changed();
        }
    }

    /** Its phone names this number for the PBX to dial in its place; empty for none. */
    public void forwardsTo(String number) {
        is(dial.forwardsTo(number));
    }

    /** A line dials this number, which may be the one that its phone named. */
    public void mayBeForwardedTo(String dialed) {
        is(dial.mayBeForwardedTo(dialed));
    }

    public String forwardedTo() {
        return dial.forwardedTo();
    }

    /** @param audible whether it can be heard there */
    public void entered(String bridgeId, boolean audible, Instant at) {
        place.entered(bridgeId, audible, at);
        is(state.stopsRinging());
    }

    /** Its far end is about to hang up. */
    public void leaves(int likelyCause) {
        place.leaves(likelyCause);
    }

    /** Where it is. */
    public LegStatus place() {
        return place;
    }

    public void ended(Instant at, int finalCause) {
        place.endsBecause(finalCause);
        parts.ended(at, leaving() || OutcomeClassifier.cleared(cause()) ? Outcome.ABANDONED : Outcome.CANCELLED);
        is(state.ends(at));
        place.ended();
    }

    public boolean alive() {
        return state.endedAt().isEmpty();
    }

    /** A phone or a line; a Local channel only where an admin says that somebody is reached by it. */
    public boolean isReal() {
        return identity.isReal();
    }

    public boolean isExtension() {
        return identity.is(Peer.Type.EXTENSION);
    }

    public boolean isTrunk() {
        return identity.is(Peer.Type.TRUNK);
    }

    /** Name that both ends of a Local channel share; they are each other's only way out. */
    public Optional<String> localPair() {
        return identity.localPair();
    }

    public boolean isOtherHalfOf(LegInProgress half) {
        return half != this && identity.isOtherHalfOf(half.identity);
    }

    /** Its parts of the call. */
    public LegParts parts() {
        return parts;
    }

    /** What was dialed to reach it, without the options of a Local channel: the peer, or a number by a trunk. */
    public String dialString() {
        return channel().technology() + "/" + (dial.as().isEmpty() ? channel().peerName() : dial.as());
    }

    /** @param what as the channel driver was told; empty where unknown */
    public void isDialedAs(String what) {
        is(dial.dialedAs(what));
    }

    public Channel channel() {
        return identity.channel();
    }

    public Optional<Peer> peer() {
        return identity.peer();
    }

    public LegNumbers numbers() {
        return numbers;
    }

    public boolean incoming() {
        return origin.incoming();
    }

    public boolean dialled() {
        return origin.isDialed();
    }

    public boolean originated() {
        return origin.originated();
    }

    public boolean ringing() {
        return state instanceof LegState.Ringing;
    }

    public boolean rang() {
        return state.rang();
    }

    /** Whether its far end hung up, rather than the PBX. */
    public boolean leaving() {
        return place.leaving();
    }

    public Optional<Instant> answeredAt() {
        return state.answeredAt();
    }

    public boolean endedBefore(Instant at) {
        return state.endedAt().filter(end -> end.isBefore(at)).isPresent();
    }

    public boolean isAnswered() {
        return state.answeredAt().isPresent();
    }

    /** Picked up, and about to enter the bridge where somebody listens. */
    public boolean justPickedUp() {
        return alive() && dialled() && isAnswered() && !place.hasTalked();
    }

    /** The trunk reaches this number. */
    public void isReachedBy(String number) {
        has(numbers.reachedBy(number));
    }

    /** What was called: a number, or a phone that nobody told us of; empty for a phone that its peer tells. */
    public String calledAs() {
        return isTrunk() ? numbers.called() : peer().isPresent() ? "" : channel().peerName();
    }

    /** What the timeline has of it already. */
    public Set<TimelineEntry.Kind> told() {
        return told;
    }

    public Optional<DialResult> result() {
        return dial.result();
    }

    public int cause() {
        return place.cause();
    }

    /** The same object as long as nothing changes. */
    public PhoneCall.Leg snapshot() {
        if (lastSnapshot.isEmpty() || lastVersion != version()) {
            lastVersion = version();
            PhoneCall.Leg now = new PhoneCall.Leg(channel(), peer(), identity.side(), startedAt, answeredAt(), state.endedAt(), dial.result(),
                    cause());
            lastSnapshot = lastSnapshot.filter(now::equals).or(() -> Optional.of(now));
        }
        return lastSnapshot.get();
    }
}
