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
package org.apache.ofbiz.asterisk.call.progress;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.ChannelCommand;
import org.apache.ofbiz.asterisk.call.DialResult;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.PhoneCall.Direction;
import org.apache.ofbiz.asterisk.call.TimelineEntry;
import org.apache.ofbiz.asterisk.call.leg.Changes;
import org.apache.ofbiz.asterisk.call.leg.DialedNumber;
import org.apache.ofbiz.asterisk.call.leg.LegInProgress;

/** One call while it lives: its legs and what they do not tell. Not thread-safe: belongs to the tracker's thread. */
public final class CallInProgress {

    /** A caller can be rung through for hours, one leg per ring; the middle of such a story is of no use to anybody. */
    private static final int MAX_LEGS = 200;

    private final CallOrigin origin;
    private final Changes changes = new Changes();
    private final List<LegInProgress> legs = new ArrayList<>();
    private final Timeline timeline = new Timeline(changes);
    private final CallHolds holds = new CallHolds(legs, timeline);
    private final CallTarget target = new CallTarget(changes);
    private final CallFacts facts;
    private final CallPhase phase = new CallPhase(changes);
    private final Set<String> linkedIds = new LinkedHashSet<>();
    private final Set<String> rooms = new LinkedHashSet<>();
    private final CallSides sides;
    private final Answerer answerer = new Answerer();
    private final CallSnapshots snapshots;
    private int settled = -1;

    public CallInProgress(String serverId, String linkedId, Numbering numbering, Instant startedAt) {
        this.origin = new CallOrigin(serverId, linkedId, numbering, startedAt);
        this.facts = new CallFacts(legs, timeline, numbering, changes);
        this.sides = new CallSides(legs, numbering, changes);
        this.snapshots = new CallSnapshots(origin, legs, sides, target, facts, phase, answerer, timeline);
    }

    public void requested(CallEvent.OriginateRequested originate, Optional<Peer> phone) {
        sides.requested(originate, phone);
        target.is(originate.placedFor().map(PhoneCall.PlacedFor::number).orElse(originate.number()));
    }

    /** Whether we asked for the call. */
    public boolean isOurs() {
        return sides.isOurs();
    }

    /** Whether we asked for the call and no channel of it was seen yet. */
    public boolean isOnlyRequested() {
        return isOurs() && legs.isEmpty();
    }

    public void originateFailed(int reason, String number, Instant at) {
        sides.originateFailed(reason);
        if (reason == CallEnding.REASON_NOT_ANSWERED_IN_TIME) {
            legs.stream().filter(leg -> leg.originated() && !leg.isAnswered()).forEach(leg -> leg.dialEnded(DialResult.NO_ANSWER, at));
        }
        target.isMaybe(number);
    }

    public void add(LegInProgress leg) {
        join(leg);
        arrived(leg);
    }

    /** Somebody calls, or more of where they are in the dialplan became known. */
    public void arrived(LegInProgress leg) {
        if (leg.incoming() && phase.mergedInto().isEmpty()) {
            facts.arrived(leg.numbers(), legs.get(0) == leg && latest().isEmpty(), numbering()); // what was told is told to its end
            if (legs.get(0) == leg) {
                target.isDialledBy(leg, numbering().contexts());
            }
        }
    }

    /** The number that was dialed, unless a better one is known; empty for none. */
    public void mayBeFor(String number) {
        target.isMaybe(number);
    }

    /** Somebody listens to it, without taking part. */
    public void hears(LegInProgress listener) {
        legs.add(listener);
        listener.countsIn(changes);
    }

    private void join(LegInProgress leg) {
        if (legs.size() >= MAX_LEGS) {
            legs.stream().skip(1).filter(old -> !old.alive() && !old.isAnswered()).findFirst().ifPresent(legs::remove);
        }
        legs.add(leg);
        leg.countsIn(changes);
    }

    /** Somebody begins to dial {@code to}. */
    public void dialBegun(LegInProgress to, CallEvent.DialBegun dial) {
        phase.dialBegins();
        // who is paged is dialed by nobody in particular, in a call that is there already
        if (dial.from().isEmpty() && legs.stream().anyMatch(leg -> leg != to && !leg.isOtherHalfOf(to))
                || to.dialledBy().filter(by -> by.isPagedWith(legs)).isPresent()) {
            to.paged();
        }
        if (dial.context().equals(numbering().contexts().claim())) {
            answerer.callerIsClaimed(to, dial.at());
        }
        target.dialBegun(to, dial, legs, sides.isOurs(), !sides.isSettled(), sides::direction, numbering()::isExtension);
        if (to.isTrunk()) {
            legs.forEach(leg -> leg.mayBeForwardedTo(to.numbers().reached()));
            timeline.dialsOutside(to.numbers().reached());
        }
    }

    /** The phone of {@code leg} names this for the PBX to dial in its place; empty where it doesn't. */
    public void forwarded(LegInProgress leg, String forward) {
        leg.forwardsTo(outside(DialedNumber.forwardedTo(forward)));
    }

    /** A number that was dialed as phones dial it, without what gets a line; where a line has dialed it, as that did. */
    private String outside(String dialed) {
        String prefix = numbering().outsidePrefix();
        String behind = dialed.startsWith(prefix) ? dialed.substring(prefix.length()) : dialed;
        String number = DialedNumber.leadsOutside(behind) && !numbering().isExtension(dialed) ? behind : dialed;
        return legs.stream().filter(LegInProgress::isTrunk).map(line -> line.numbers().reached())
                .filter(reached -> DialedNumber.isSameOutside(number, reached)).findFirst().orElse(number);
    }

    public void takenByPbx(LegInProgress leg) {
        phase.takenByPbx(leg, legs);
    }

    public CallFacts facts() {
        return facts;
    }

    /** Whether the PBX may still tell whom the caller was to reach. */
    public boolean isToBeAccountedFor() {
        return phase.mergedInto().isEmpty() && !facts.isAccounted();
    }

    /**
     * The channel was there in the dialplan when it hung up: whom the caller was to reach last.
     *
     * @param place extension, {@code @}, context, {@code :}, priority
     */
    public void hungUpAt(LegInProgress leg, String place, int cause, Instant at) {
        facts.wanted(leg, DialedNumber.extensionAt(place), DialedNumber.contextAt(place), at);
        target.failedAt(leg, DialedNumber.extensionAt(place), cause);
    }

    /** The PBX tells whom the caller was to reach, possibly after the call has ended. */
    public void accounted(CallEvent.Accounted told) {
        facts.accounted(told, phase.endedAt().orElse(told.at()));
    }

    public void happenedUnseen(Instant at) {
        facts.happenedUnseen();
        mayHaveMissed(at);
    }

    /** An earlier run saw it answered then. */
    public void wasAnswered(Instant at) {
        answerer.wasAnswered(at);
        changes.happened();
    }

    /** We were away, and found the call as we left it. */
    public void mayHaveMissed(Instant at) {
        timeline.once(at, TimelineEntry.Kind.UNSEEN, Optional.empty(), Optional.empty(), "");
    }

    /** Whether much can have happened without a trace: nobody waits, is rung or talks, so they were about to. */
    public boolean isBetweenStates() {
        return phase.isBetweenStates(legs) || answerer.isAnswered() && CallSummary.talking(legs).isEmpty();
    }

    /** Whether the PBX would have told more before this leg hangs up: why it rings or waits no longer, or to whom it was to be connected. */
    public boolean lacksTheEndOf(LegInProgress leg) {
        return leg.place().waiting() || !leg.incoming() && !leg.isAnswered()
                && (leg.originated() ? sides.originateFailure().isEmpty() : leg.result().isEmpty());
    }

    /** In the context that commands hold calls in, somebody holds it. */
    public void hearsMusic(LegInProgress leg, String context, Instant at) {
        if (context.equals(ChannelCommand.CONTEXT)) {
            holds.heldAway(leg, at);
        } else {
            leg.place().musicBegins(facts.groupId(), at);
        }
    }

    /** @param on whether {@code holder} holds the one whom they talk to, or talks again */
    public void held(LegInProgress holder, boolean on, Instant at) {
        holds.held(holder, on, at);
    }

    /** A phone that stands by for the next call is in this one no longer. Who logged in as an agent has reached what they called. */
    public void isLeftBy(LegInProgress leg, Instant at) {
        leg.ended(at, 0);
        changes.happened();
        boolean alone = legs.stream().filter(LegInProgress::isReal).allMatch(other -> other == leg);
        if (alone && !answerer.isAnswered()) {
            sides.settle();
            answerer.answered(at);
        }
        if (leg.place().conference().isPresent()) {
            timeline.goesOn();
        }
    }

    /** Writes down what an event tells in so many words. */
    public void happened(Instant at, TimelineEntry.Kind kind, Optional<LegInProgress> leg, Optional<Peer> by, String detail) {
        timeline.once(at, kind, leg, by, kind == TimelineEntry.Kind.TRANSFERRED ? outside(detail) : detail);
    }

    /** Its caller and that of another call hear one another, as in a conference: each talks to the number of the other. */
    public void talksTo(LegInProgress another, Instant at) {
        String number = another.numbers().party().number();
        CallParts.caller(legs).filter(leg -> !leg.place().conference().equals(Optional.of(number))).ifPresent(leg -> {
            leg.place().joinedConference(number);
            happened(at, TimelineEntry.Kind.CONNECTED, Optional.of(another), Optional.empty(), leg.numbers().party().number());
        });
    }

    /**
     * Takes over the people and the story of a call that turned out to be part of this one. Who called whom stays what it was.
     *
     * @param other ends with this, while its people go on here
     */
    public void absorb(CallInProgress other, Instant at) {
        other.timeline.follow(other.legs, List.of(), other.customerNumber(), at); // what the event that joins them says of its own legs
        sides.settle();
        timeline.absorb(other.timeline, other.startedAt(), CallSummary.first(other.legs), other.target.number());
        other.legs.forEach(this::join);
        facts.absorb(other.facts, sides.direction());
        other.mergesInto(this, at);
    }

    /** Ends as part of another call. Nothing failed and nobody was missed. */
    public void mergesInto(CallInProgress other, Instant at) {
        sides.settle();
        phase.mergesInto(other.linkedId());
        answerer.answered(at);
    }

    /**
     * Takes what events brought into account. To be called once after each event that touched the call.
     *
     * @return how it is now; empty where that is as before
     */
    public Optional<PhoneCall> settledAt(Instant at) {
        int count = changes.count();
        if (settled == count) {
            return Optional.empty();
        }
        settled = count; // what settling itself changes is looked at again with the next event
        sides.keep();
        settle(at);
        Optional<PhoneCall> changed = snapshots.next();
        sides.letGo();
        return changed;
    }

    /** How it was when it was last settled; empty before. */
    public Optional<PhoneCall> latest() {
        return snapshots.latest();
    }

    private void settle(Instant at) {
        boolean gone = phase.mergedInto().isPresent() || (isOnlyRequested() ? sides.originateFailure().isPresent() : CallSummary.isOver(legs));
        List<LegInProgress> talking = gone ? List.of() : CallSummary.talking(legs);
        if (phase.mergedInto().isEmpty()) {
            if (!answerer.isAnswered()) {
                target.answers(talking);
            }
            holds.comeBack(talking, sides.direction(), at);
            CallParts.follow(legs, talking, sides.direction(), at);
            timeline.follow(legs, talking, customerNumber(), at);
        }
        if (gone) {
            phase.ends(at);
            return;
        }
        phase.follow(legs, talking);
        if (!talking.isEmpty()) {
            sides.settle();
            answerer.answered(at);
            answerer.talks(CallSummary.answerer(talking, sides.direction(), sides.originatorLeg()), at);
        }
    }

    private String customerNumber() {
        return sides.direction() == Direction.INBOUND ? sides.caller().number() : sides.direction() == Direction.INTERNAL ? "" : target.number();
    }

    public boolean ended() {
        return phase.isOver();
    }

    /** Whether somebody from outside takes part. */
    public boolean isOutside() {
        return CallSummary.trunk(legs).isPresent();
    }

    public Instant startedAt() {
        return origin.startedAt();
    }

    /** What it is called after. */
    public String linkedId() {
        return origin.linkedId();
    }

    /** Linkedids whose channels belong to this call. */
    public Set<String> linkedIds() {
        return linkedIds;
    }

    /** Bridges in which people of this call heard one another. */
    public Set<String> rooms() {
        return rooms;
    }

    public List<LegInProgress> legs() {
        return legs;
    }

    private Numbering numbering() {
        return origin.numbering();
    }
}
