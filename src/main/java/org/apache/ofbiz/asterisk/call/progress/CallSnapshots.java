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

import java.util.List;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.CallPart;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.PhoneCall.Direction;
import org.apache.ofbiz.asterisk.call.TimelineEntry;
import org.apache.ofbiz.asterisk.call.leg.AccountedPart;
import org.apache.ofbiz.asterisk.call.leg.LegInProgress;

/** Tells how a call is now, from all that is known of it. Changes nothing in it. Not thread-safe: belongs to the tracker's thread. */
final class CallSnapshots {

    private final CallOrigin origin;
    private final List<LegInProgress> legs;
    private final CallSides sides;
    private final CallTarget target;
    private final CallFacts facts;
    private final CallPhase phase;
    private final Answerer answerer;
    private final Timeline timeline;
    private Optional<PhoneCall> latest = Optional.empty();

    /** @param legs of the call, as they are at any time; so are the others */
    CallSnapshots(CallOrigin origin, List<LegInProgress> legs, CallSides sides, CallTarget target, CallFacts facts, CallPhase phase,
                  Answerer answerer, Timeline timeline) {
        this.origin = origin;
        this.legs = legs;
        this.sides = sides;
        this.target = target;
        this.facts = facts;
        this.phase = phase;
        this.answerer = answerer;
        this.timeline = timeline;
    }

    /** @return how the call is now; empty where that is as before */
    Optional<PhoneCall> next() {
        PhoneCall now = snapshot();
        if (latest.filter(now::equals).isPresent()) {
            return Optional.empty();
        }
        latest = Optional.of(now);
        return latest;
    }

    /** The last one; empty before the first. */
    Optional<PhoneCall> latest() {
        return latest;
    }

    private PhoneCall snapshot() {
        Direction direction = sides.direction();
        List<CallPart> parts = parts(direction);
        Optional<CallEnding> ending = ending(direction, parts);
        Optional<Peer> originator = sides.originator();
        Optional<Peer> answeredBy = answerer.peer().or(() -> ending.filter(how -> how.outcome() == Outcome.ANSWERED)
                .flatMap(how -> CallEnding.calleeOf(legs)));
        return new PhoneCall(origin.serverId(), origin.linkedId(), direction, phase.state(), sides.caller(), target.number(), facts.groupId(),
                answeredBy, originator, CallSummary.line(legs).flatMap(LegInProgress::peer), snapshotsOfLegs(), origin.startedAt(),
                answerer.answeredAt(), phase.endedAt(), facts.recordingFile(), ending.map(CallEnding::outcome),
                ending.map(CallEnding::cause).orElse(0), facts.unseen(), phase.mergedInto(), timeline(direction, originator, ending, parts),
                parts, facts.variables());
    }

    private Optional<CallEnding> ending(Direction direction, List<CallPart> parts) {
        return phase.endedAt().map(at -> CallEnding.of(new CallEnding.Facts(legs, parts, direction, answerer.isAnswered(),
                sides.originateFailure(), phase.waitedLast(), facts.groupId().isPresent(), facts.voicemail(), facts.unseen() || facts.mailbox(),
                target.number())));
    }

    /** The same lists as before where they say the same: so it is quickly seen whether a call has changed. */
    private List<CallPart> parts(Direction direction) {
        List<CallPart> now = phase.mergedInto().isPresent() ? List.of() : CallParts.of(legs, direction, origin.numbering(), facts.wanted());
        Optional<CallPart> ofMailbox = facts.addressee().filter(owner -> phase.mergedInto().isEmpty())
                .flatMap(owner -> AccountedPart.ofMailbox(owner, facts.voicemail(), now, facts.groupId().isPresent()));
        ofMailbox.ifPresent(now::add); // the last one, or it is not told
        return latest.map(PhoneCall::parts).filter(now::equals).orElse(now);
    }

    private List<PhoneCall.Leg> snapshotsOfLegs() {
        List<PhoneCall.Leg> now = CallSummary.snapshots(legs);
        return latest.map(PhoneCall::legs).filter(now::equals).orElse(now);
    }

    /** The beginning and the end, as they look now, with what was written down in between. */
    private List<TimelineEntry> timeline(Direction direction, Optional<Peer> originator, Optional<CallEnding> ending, List<CallPart> parts) {
        TimelineEntry started = new TimelineEntry(origin.startedAt(), TimelineEntry.Kind.STARTED,
                direction == Direction.INBOUND ? CallSummary.first(legs).flatMap(LegInProgress::peer) : originator, Optional.empty(),
                target.number());
        return timeline.told(started, CallParts.moments(parts, ending.map(CallEnding::outcome), facts.isSeverals()),
                ending.map(how -> new TimelineEntry(phase.endedAt().orElseThrow(), TimelineEntry.Kind.ENDED,
                Optional.empty(), Optional.empty(), how.outcome().toString())));
    }
}
