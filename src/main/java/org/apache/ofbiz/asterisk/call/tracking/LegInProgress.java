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
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.call.CallEvent.DialResult;
import org.apache.ofbiz.asterisk.call.CallEvent.Party;
import org.apache.ofbiz.asterisk.call.Channel;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.OutcomeClassifier;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.TimelineEntry;

/** One channel while it lives. Not thread-safe: belongs to the tracker's thread. */
final class LegInProgress {

    private final Instant startedAt;
    private final LegParts parts = new LegParts();
    private final LegStatus place = new LegStatus(parts);
    private boolean incoming;
    private String context;
    private String extension;
    private CallInProgress call;
    private Channel channel;
    private Optional<Peer> peer;
    private Peer.Type side;
    private Party party;
    private boolean originated;
    private boolean dialled;
    private boolean ringing;
    private boolean rang;
    private boolean listens;
    private boolean paged;
    private final Set<TimelineEntry.Kind> told = EnumSet.noneOf(TimelineEntry.Kind.class);
    private Optional<LegInProgress> dialledBy = Optional.empty();
    private String reached = "";
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
        place.swap(other.place);
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

    void dialled(boolean byOriginate, Instant at) {
        dialled = true;
        originated = byOriginate;
        if (!byOriginate) {
            parts.called(at);
        }
    }

    void dialledBy(LegInProgress other) {
        dialledBy = Optional.of(other);
    }

    void paged() {
        paged = true;
    }

    /** It was called to hear an announcement: it owns nothing of the call. */
    boolean isPaged() {
        return paged;
    }

    /** Whether it, or the other half of its Local channel, was paged. */
    boolean isPagedWith(List<LegInProgress> legs) {
        return paged || localPair().isPresent() && legs.stream().anyMatch(leg -> leg.paged && leg.localPair().equals(localPair()));
    }

    /** Who dials it, where told. */
    Optional<LegInProgress> dialledBy() {
        return dialledBy;
    }

    /** It takes a call that rang elsewhere, in the place of the phone that was dialled. */
    void picksUp() {
        dialled = true;
        originated = false;
    }

    /** Its far end calls us, unless we dial it. @return whether that is new */
    boolean calls(String itsContext, String itsExtension) {
        boolean isNew = !incoming && !dialled;
        incoming |= isNew;
        isAt(itsContext, itsExtension);
        return isNew;
    }

    /** Where it is in the dialplan, as long as nothing better is known of what was dialled. */
    void isAt(String itsContext, String itsExtension) {
        if (extension.isEmpty() && !itsExtension.isEmpty()) {
            context = itsContext;
            extension = itsExtension;
        }
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
        parts.stopped(at);
        if (how == DialResult.ANSWERED) {
            answered(at);
        }
    }

    /** @param audible whether it can be heard there */
    void entered(String bridgeId, boolean audible, Instant at) {
        place.entered(bridgeId, audible, at);
        ringing = false;
    }

    /** Where it is. */
    LegStatus place() {
        return place;
    }

    void leaves(int likelyCause) {
        place.leaves();
        endsBecause(likelyCause);
    }

    private void endsBecause(int likelyCause) {
        if (likelyCause != 0) {
            cause = likelyCause;
        }
    }

    void ended(Instant at, int finalCause) {
        endsBecause(finalCause);
        parts.ended(at, leaving() || OutcomeClassifier.cleared(cause) ? Outcome.ABANDONED : Outcome.CANCELLED);
        endedAt = Optional.of(at);
        ringing = false;
        place.ended();
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
        return channel.localPair();
    }

    /** Its parts of the call. */
    LegParts parts() {
        return parts;
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

    /** Whether its far end hung up, rather than the PBX. */
    boolean leaving() {
        return place.leaving();
    }

    /** The bridge where it can be heard. */
    Optional<String> room() {
        return place.room();
    }

    Optional<Instant> answeredAt() {
        return answeredAt;
    }

    boolean endedBefore(Instant at) {
        return endedAt.filter(end -> end.isBefore(at)).isPresent();
    }

    boolean isAnswered() {
        return answeredAt.isPresent();
    }

    /** Picked up, and about to enter the bridge where somebody listens. */
    boolean justPickedUp() {
        return alive() && dialled && isAnswered() && !place.hasTalked();
    }

    /** The line reaches this number, whatever the dialplan says of it. */
    void isReachedBy(String number) {
        reached = number;
    }

    /** What was called: a number, or a phone that nobody told us of; empty for a phone that its peer tells. */
    String calledAs() {
        return isTrunk() ? reached.isEmpty() ? party.number() : reached : peer.isPresent() ? "" : channel.peerName();
    }

    /** Why it was not answered; empty where the one who called gave up first. */
    Optional<Outcome> failure() {
        return isExtension() ? OutcomeClassifier.ofExtension(result, cause) : OutcomeClassifier.ofNumber(result, cause);
    }

    /** @return true the first time, so that each is told once */
    boolean tellsFirst(TimelineEntry.Kind kind) {
        return told.add(kind);
    }

    boolean hasTold(TimelineEntry.Kind kind) {
        return told.contains(kind);
    }

    /** It is over: the next one is another. */
    void tellsAgain(TimelineEntry.Kind kind) {
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
