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
import org.apache.ofbiz.asterisk.call.CallEvent.DialResult;
import org.apache.ofbiz.asterisk.call.CallEvent.Party;
import org.apache.ofbiz.asterisk.call.CallPart;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.Origination;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.PhoneCall.Direction;
import org.apache.ofbiz.asterisk.call.PhoneCall.State;
import org.apache.ofbiz.asterisk.call.TimelineEntry;

/** One call while it lives: its legs and what they do not tell. Not thread-safe: belongs to the tracker's thread. */
final class CallInProgress {

    /** A caller can be rung through for hours, one leg per ring; the middle of such a story is of no use to anybody. */
    private static final int MAX_LEGS = 200;

    private final String serverId;
    private final String linkedId;
    private final Numbering numbering;
    private final Instant startedAt;
    private final List<LegInProgress> legs = new ArrayList<>();
    private final Timeline timeline = new Timeline();
    private final Set<String> linkedIds = new LinkedHashSet<>();
    private final Set<String> rooms = new LinkedHashSet<>();
    private final Origination origination = new Origination();
    private Optional<Direction> settledDirection = Optional.empty();
    private String dialedNumber = "";
    private Optional<String> groupId = Optional.empty();
    private Optional<Peer> answeredBy = Optional.empty();
    private Optional<Instant> answeredAt = Optional.empty();
    private Optional<String> recordingFile = Optional.empty();
    private Optional<String> mergedInto = Optional.empty();
    private Optional<Instant> endedAt = Optional.empty();
    private boolean unseen;
    private boolean voicemail;
    private Optional<CallPart> accounted = Optional.empty();
    private boolean dialBegins;
    private boolean waitedLast;
    private State state = State.DIALING;
    /** Set while {@link #settledAt} looks at the call from many sides, and nothing in it changes. */
    private Optional<Direction> seenDirection = Optional.empty();

    CallInProgress(String serverId, String linkedId, Numbering numbering, Instant startedAt) {
        this.serverId = serverId;
        this.linkedId = linkedId;
        this.numbering = numbering;
        this.startedAt = startedAt;
    }

    void requested(CallEvent.OriginateRequested originate, Optional<Peer> phone) {
        origination.requested(originate, phone);
        dialedNumber = originate.number();
    }

    /** Whether we asked for the call and no channel of it was seen yet. */
    boolean isOnlyRequested() {
        return origination.isOurs() && legs.isEmpty();
    }

    void originateFailed(int reason, String number, Instant at) {
        origination.failed(reason);
        if (reason == CallEnding.REASON_NOT_ANSWERED_IN_TIME) {
            legs.stream().filter(leg -> leg.originated() && !leg.isAnswered()).forEach(leg -> leg.dialEnded(DialResult.NO_ANSWER, at));
        }
        if (dialedNumber.isEmpty()) {
            dialedNumber = number;
        }
    }

    void add(LegInProgress leg) {
        join(leg);
        arrived(leg);
    }

    /** Somebody calls, or more of where they are in the dialplan became known. */
    void arrived(LegInProgress leg) {
        if (leg.incoming() && mergedInto.isEmpty()) {
            numbering.groupOfNumber(leg.context(), leg.extension()).ifPresent(this::reached);
            if (legs.get(0) == leg && dialedNumber.isEmpty() && isDialledByCaller(leg)) {
                dialedNumber = leg.extension();
            }
        }
    }

    private void join(LegInProgress leg) {
        if (legs.size() >= MAX_LEGS) {
            legs.stream().skip(1).filter(old -> !old.alive() && !old.isAnswered()).findFirst().ifPresent(legs::remove);
        }
        legs.add(leg);
        leg.belongsTo(this);
    }

    /** One who is found in a context of our own was sent there. */
    private boolean isDialledByCaller(LegInProgress leg) {
        Numbering.Contexts ours = numbering.contexts();
        return DialedNumber.isDiallable(leg.extension()) && !leg.context().equals(ours.claim()) && !leg.context().equals(ours.waiting());
    }

    /** A number is what somebody in the call dials for somebody else, not the ring of the caller's own phone. */
    void dialBegun(LegInProgress to, CallEvent.DialBegun dial) {
        dialBegins = true;
        // who is paged is dialled by nobody in particular, in a call that is there already
        if (dial.from().isEmpty() && legs.stream().anyMatch(leg -> leg != to && (leg.localPair().isEmpty()
                || !leg.localPair().equals(to.localPair()))) || to.dialledBy().filter(by -> by.isPagedWith(legs)).isPresent()) {
            to.paged();
        }
        Optional<String> number = DialedNumber.of(dial, to.isTrunk());
        if (to.isTrunk()) {
            number.ifPresent(to::isReachedBy);
        }
        boolean firstPhone = to.isExtension() && legs.stream().filter(LegInProgress::isReal).findFirst().equals(Optional.of(to));
        boolean numberOpen = dialedNumber.isEmpty() || !origination.isOurs() && (legs.get(0).incoming() && legs.get(0).isExtension()
                || legs.get(0).channel().isLocal()) && to.isTrunk() && legs.stream().filter(LegInProgress::isTrunk).count() == 1;
        if (settledDirection.isEmpty() && dial.from().isPresent() && !firstPhone && to.isReal() && numberOpen
                && direction() != Direction.INBOUND) {
            dialedNumber = number.orElse(dialedNumber);
        }
    }

    /** The PBX answers the caller itself, e.g. by a voice mailbox: whoever rang before rings no longer. */
    void takenByPbx(LegInProgress leg) {
        boolean nobody = legs.stream().noneMatch(each -> each.ringing() || each.justPickedUp());
        if (state == State.RINGING && leg.incoming() && nobody && legs.stream().noneMatch(each -> each.dialledBy().isPresent() && each.isAnswered()
                && each.alive())) {
            state = State.DIALING;
        }
    }

    void reached(String group) {
        groupId = Optional.of(group);
    }

    Optional<String> groupId() {
        return groupId;
    }

    /** The PBX tells whom the caller was to reach, which nothing else did where that phone was forwarded or away. */
    void accounted(LegInProgress leg, CallEvent.Accounted e) {
        wanted(leg, e.extension(), e.at());
    }

    /** The caller was to reach this extension last. */
    void wanted(LegInProgress leg, String extension, Instant at) {
        if (leg.incoming() && leg.isTrunk() && accounted.isEmpty()) {
            accounted = numbering.extension(extension).map(peer -> new CallPart(CallPart.Kind.CALLED, Optional.of(peer), "", Optional.empty(),
                    at, Optional.of(at), Optional.of(Outcome.EXTENSION_UNREGISTERED), List.of()));
        }
    }

    /** The caller left a message; who asks for their own messages did not. */
    void voicemailLeft(LegInProgress leg, String mailbox, Instant at) {
        String owner = mailbox.replaceFirst("@.*", "");
        if (leg.peer().filter(peer -> leg.isExtension() && peer.name().equals(owner)).isEmpty()) {
            voicemail = true;
            timeline.once(at, TimelineEntry.Kind.VOICEMAIL, Optional.of(leg).filter(LegInProgress::isReal), Optional.empty(), mailbox);
        }
    }

    void recorded(LegInProgress leg, Optional<String> file, Instant at) {
        if (recordingFile.isEmpty()) {
            timeline.add(at, TimelineEntry.Kind.RECORDING_STARTED, Optional.of(leg).filter(LegInProgress::isReal), Optional.empty(), "");
        }
        recordingFile = RecordingNotices.and(recordingFile, file);
    }

    void happenedUnseen(Instant at) {
        unseen = true;
        mayHaveMissed(at);
    }

    /** An earlier run saw it answered then. */
    void wasAnswered(Instant at) {
        answeredAt = Optional.of(at);
    }

    /** We were away, and found the call as we left it. */
    void mayHaveMissed(Instant at) {
        timeline.once(at, TimelineEntry.Kind.UNSEEN, Optional.empty(), Optional.empty(), "");
    }

    /** Whether much can have happened without a trace: nobody waits, is rung or talks, so they were about to. */
    boolean isBetweenStates() {
        return state == State.DIALING || state == State.RINGING && legs.stream().noneMatch(LegInProgress::ringing)
                || answered() && CallSummary.talking(legs).isEmpty();
    }

    /** The one who holds is {@code leg}; held is the other in its bridge, who may not have been told to be there yet. */
    void held(LegInProgress holder, boolean on, Instant at) {
        LegInProgress leg = LocalHalves.person(holder);
        if (leg.place().held(on)) {
            leg.parts().holds(at, on);
            List<LegInProgress> others = legs.stream().filter(each -> each != leg && each.isReal() && each.alive()).toList();
            Optional<LegInProgress> other = others.stream().filter(each -> each.room().isPresent() && each.room().equals(leg.room())).findFirst()
                    .or(() -> others.stream().filter(each -> each.isTrunk() != leg.isTrunk()).findFirst());
            timeline.add(at, on ? TimelineEntry.Kind.HELD : TimelineEntry.Kind.RESUMED, other, leg.peer(), "");
        }
    }

    /** A phone that stands by for the next call is in this one no longer. Who logged in as an agent has reached what they called. */
    void isLeftBy(LegInProgress leg, Instant at) {
        leg.ended(at, 0);
        boolean alone = legs.stream().filter(LegInProgress::isReal).allMatch(other -> other == leg);
        if (alone && answeredAt.isEmpty()) {
            settleDirection();
            answeredAt = Optional.of(at);
        }
        if (leg.place().conference().isPresent()) {
            timeline.goesOn();
        }
    }

    /** Writes down what an event tells in so many words. */
    void happened(Instant at, TimelineEntry.Kind kind, Optional<LegInProgress> leg, Optional<Peer> by, String detail) {
        timeline.once(at, kind, leg, by, detail);
    }

    /**
     * Takes over the people and the story of a call that turned out to be part of this one. Who called whom stays what it was.
     *
     * @param other ends with this, while its people go on here
     */
    void absorb(CallInProgress other, Instant at) {
        settleDirection();
        timeline.absorb(other.timeline, other.startedAt, other.legs.stream().filter(LegInProgress::isReal).findFirst(), other.dialedNumber);
        other.legs.forEach(this::join);
        groupId = groupId.or(() -> other.groupId);
        voicemail |= other.voicemail;
        recordingFile = recordingFile.or(() -> other.recordingFile);
        unseen |= other.unseen;
        other.mergesInto(this, at);
    }

    /** Ends as part of another call. Nothing failed and nobody was missed. */
    void mergesInto(CallInProgress other, Instant at) {
        settleDirection();
        mergedInto = Optional.of(other.linkedId);
        answeredAt = answeredAt.or(() -> Optional.of(at));
    }

    /** From here on nobody who joins changes who called whom. */
    private void settleDirection() {
        if (settledDirection.isEmpty() && legs.stream().anyMatch(LegInProgress::isReal)) {
            settledDirection = Optional.of(direction());
        }
    }

    /** Takes what the event brought into account. To be called once after each event that touched the call. @return how it is now */
    PhoneCall settledAt(Instant at) {
        seenDirection = Optional.of(direction());
        settle(at);
        PhoneCall now = snapshot();
        seenDirection = Optional.empty();
        return now;
    }

    private void settle(Instant at) {
        boolean gone = mergedInto.isPresent() || !isOnlyRequested() && legs.stream().noneMatch(leg -> leg.alive() && !leg.isListener())
                || isOnlyRequested() && origination.failure().isPresent();
        List<LegInProgress> talking = gone ? List.of() : CallSummary.talking(legs);
        if (mergedInto.isEmpty()) {
            talking.stream().filter(leg -> leg.isExtension() && leg.place().comesBack() && isWithCustomer(leg, talking)).toList()
                    .forEach(leg -> held(leg, false, at));
            CallParts.follow(legs, talking, direction(), at);
            timeline.follow(legs, talking, customerNumber(), at);
        }
        if (gone) {
            endedAt = endedAt.or(() -> Optional.of(at));
            return;
        }
        state = CallSummary.state(legs, talking, state, dialBegins);
        waitedLast = state == State.WAITING || waitedLast && !dialBegins;
        dialBegins = false;
        if (!talking.isEmpty()) {
            settleDirection();
            answeredAt = answeredAt.or(() -> Optional.of(at));
            answeredBy = answeredBy.or(() -> answerer(talking));
        }
    }

    /** In one bridge: whoever hands a customer over is about to leave, and has not come back to them. */
    private static boolean isWithCustomer(LegInProgress leg, List<LegInProgress> talking) {
        return talking.stream().anyMatch(other -> other.isTrunk() && other.room().equals(leg.room()));
    }

    private String customerNumber() {
        return direction() == Direction.INBOUND ? caller().number() : dialedNumber;
    }

    /** Of an internal call the one who was called, else our side of it. */
    private Optional<Peer> answerer(List<LegInProgress> talking) {
        boolean internal = direction() == Direction.INTERNAL;
        return talking.stream().filter(LegInProgress::isExtension)
                .filter(leg -> !leg.isPaged() && (!internal || !Optional.of(leg).equals(originatorLeg())))
                .findFirst().flatMap(LegInProgress::peer);
    }

    private Optional<LegInProgress> originatorLeg() {
        Optional<LegInProgress> first = legs.stream().filter(LegInProgress::isReal).findFirst();
        boolean byPbx = direction() == Direction.INBOUND || !origination.isOurs() && first.filter(LegInProgress::isTrunk).isPresent();
        return byPbx ? Optional.empty() : legs.stream().filter(LegInProgress::isExtension).findFirst();
    }

    private Direction direction() {
        if (seenDirection.isPresent()) {
            return seenDirection.get();
        }
        return settledDirection.orElseGet(() -> CallSummary.direction(legs, origination.isAsked(),
                numbering.contexts()));
    }

    /** Who calls: first what we asked the PBX to show, else what it showed first. */
    private Party caller() {
        Optional<Party> shown = origination.caller().filter(party -> !party.number().isEmpty());
        Optional<LegInProgress> first = direction() == Direction.INBOUND
                ? legs.stream().filter(LegInProgress::isReal).findFirst() : originatorLeg();
        return shown.or(() -> first.map(LegInProgress::party)).or(origination::caller).orElse(Party.UNKNOWN);
    }

    boolean ended() {
        return endedAt.isPresent();
    }

    boolean answered() {
        return answeredAt.isPresent();
    }

    /** Whether somebody from outside takes part. */
    boolean isOutside() {
        return legs.stream().anyMatch(LegInProgress::isTrunk);
    }

    Instant startedAt() {
        return startedAt;
    }

    /** What it is called after. */
    String linkedId() {
        return linkedId;
    }

    /** Linkedids whose channels belong to this call. */
    Set<String> linkedIds() {
        return linkedIds;
    }

    /** Bridges in which people of this call heard one another. */
    Set<String> rooms() {
        return rooms;
    }

    List<LegInProgress> legs() {
        return legs;
    }

    private PhoneCall snapshot() {
        Direction direction = direction();
        List<CallPart> parts = mergedInto.isPresent() ? List.of() : CallParts.of(legs, direction, numbering, accounted);
        Optional<CallEnding> ending = endedAt.map(at -> CallEnding.of(new CallEnding.Facts(legs, parts, direction, answeredAt.isPresent(),
                origination.failure(), waitedLast, groupId.isPresent(), voicemail)));
        Optional<LegInProgress> originatorLeg = originatorLeg();
        Optional<Peer> originator = originatorLeg.isPresent() ? originatorLeg.flatMap(LegInProgress::peer) : origination.phone();
        Optional<Peer> answerer = answeredBy.or(() -> ending.filter(how -> how.outcome() == Outcome.ANSWERED)
                .flatMap(how -> CallEnding.calleeOf(legs)));
        return new PhoneCall(serverId, linkedId, direction, ended() ? State.ENDED : state, caller(), dialedNumber, groupId, answerer,
                originator, legs.stream().filter(LegInProgress::isTrunk).findFirst().flatMap(LegInProgress::peer),
                legs.stream().filter(LegInProgress::isReal).map(LegInProgress::snapshot).toList(),
                startedAt, answeredAt, endedAt, recordingFile, ending.map(CallEnding::outcome), ending.map(CallEnding::cause).orElse(0),
                unseen, mergedInto, timeline(direction, originator, ending, parts), parts);
    }

    /** The beginning and the end, as they look now, with what was written down in between. */
    private List<TimelineEntry> timeline(Direction direction, Optional<Peer> originator, Optional<CallEnding> ending, List<CallPart> parts) {
        Optional<Peer> line = legs.stream().filter(LegInProgress::isReal).findFirst().flatMap(LegInProgress::peer);
        TimelineEntry started = new TimelineEntry(startedAt, TimelineEntry.Kind.STARTED, direction == Direction.INBOUND ? line : originator,
                Optional.empty(),
                dialedNumber);
        return timeline.told(started, CallParts.moments(parts, ending),
                ending.map(how -> new TimelineEntry(endedAt.orElseThrow(), TimelineEntry.Kind.ENDED,
                Optional.empty(), Optional.empty(), how.outcome().toString())));
    }
}
