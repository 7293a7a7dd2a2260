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
package org.apache.ofbiz.asterisk.setup;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.TimelineEntry;
import org.apache.ofbiz.asterisk.call.TimelineEntry.Kind;
import org.apache.ofbiz.asterisk.setup.TestCall.Direction;

/** The steps of a test call, each ticked as it happened, with the one that is awaited and whether it is late. Pure. */
public final class TestCallSteps {

    /** One step of a flow; what to look at when it does not come has the label AsteriskTestLook_ and this name. */
    public enum Step {
        ASKED(5), OWN_PHONE_RINGS(6), OWN_PHONE_ANSWERED(20), NUMBER_RINGS(12), NUMBER_ANSWERED(30), TALKED(6), ENDED(600),
        KEPT(15), RECORDED(30),
        HEARD(60), OFFERED(6), CLAIMED(60), PHONE_RINGS(8), PHONE_ANSWERED(20);

        private final Duration within;

        Step(long seconds) {
            this.within = Duration.ofSeconds(seconds);
        }

        static List<Step> of(Direction direction) {
            return direction == Direction.OUTGOING
                    ? List.of(ASKED, OWN_PHONE_RINGS, OWN_PHONE_ANSWERED, NUMBER_RINGS, NUMBER_ANSWERED, TALKED, ENDED, KEPT, RECORDED)
                    : List.of(HEARD, OFFERED, CLAIMED, PHONE_RINGS, PHONE_ANSWERED, TALKED, ENDED, KEPT, RECORDED);
        }
    }

    /** How a step is. AWAITED: it comes next. LATE: it should have come. MISSED: the call is over without it. NOT_WANTED: nobody asked for it. */
    public enum State {
        DONE, AWAITED, LATE, LATER, MISSED, NOT_WANTED
    }

    /** @param at when it happened, for DONE where that is known */
    public record Ticked(Step step, State state, Optional<Instant> at) {
    }

    /**
     * What the database has of the call.
     *
     * @param wanted whether the call was to be recorded
     */
    public record Kept(boolean commEvent, boolean recording, boolean wanted) {
        public static final Kept NOTHING = new Kept(false, false, true);
    }

    private final TestCall test;
    private final Kept kept;
    private final Instant now;

    private TestCallSteps(TestCall test, Kept kept, Instant now) {
        this.test = test;
        this.kept = kept;
        this.now = now;
    }

    /** All steps of this test call, in their order. */
    public static List<Ticked> of(TestCall test, Kept kept, Instant now) {
        return new TestCallSteps(test, kept, now).tick();
    }

    private List<Ticked> tick() {
        List<Step> steps = Step.of(test.direction());
        int last = lastDone(steps);
        boolean over = test.refusal().isPresent() || test.call().map(PhoneCall::ended).orElse(false);
        List<Ticked> ticked = new ArrayList<>();
        boolean awaiting = false;
        Instant since = test.startedAt();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            Optional<Instant> at = happened(step);
            State state;
            if (at.isPresent() || i < last) {
                state = State.DONE;
                since = at.filter(since::isBefore).orElse(since);
            } else if (step == Step.RECORDED && !kept.wanted()) {
                state = State.NOT_WANTED;
            } else if (over && !stillToCome(step)) {
                state = State.MISSED;
            } else if (awaiting) {
                state = State.LATER;
            } else {
                awaiting = true;
                state = since.plus(step.within).isBefore(now) ? State.LATE : State.AWAITED;
            }
            ticked.add(new Ticked(step, state, at));
        }
        return ticked;
    }

    /** A phone that answers before its ringing was told has rung all the same. */
    private int lastDone(List<Step> steps) {
        int last = -1;
        for (int i = 0; i < steps.size(); i++) {
            boolean duringTheCall = i <= steps.indexOf(Step.TALKED);
            last = duringTheCall && happened(steps.get(i)).isPresent() ? i : last;
        }
        return last;
    }

    /** The journal writes when two have talked and the call is over; until the database has it, it is only late. */
    private boolean stillToCome(Step step) {
        return (step == Step.KEPT || step == Step.RECORDED) && happened(Step.TALKED).isPresent();
    }

    private Optional<Instant> happened(Step step) {
        Optional<PhoneCall> call = test.call();
        return switch (step) {
        case ASKED -> call.map(PhoneCall::startedAt).or(() -> test.callId().map(placed -> test.startedAt()));
        case HEARD -> call.map(PhoneCall::startedAt);
        case OFFERED -> test.offeredTo() > 0 ? test.offeredAt() : Optional.empty();
        case CLAIMED -> test.claimedBy().flatMap(by -> moment(Kind.RANG, TestCallSteps::phone).or(test::offeredAt));
        case OWN_PHONE_RINGS, PHONE_RINGS -> moment(Kind.RANG, TestCallSteps::phone);
        case OWN_PHONE_ANSWERED, PHONE_ANSWERED -> moment(Kind.ANSWERED, TestCallSteps::phone);
        case NUMBER_RINGS -> moment(Kind.RANG, this::other);
        case NUMBER_ANSWERED -> moment(Kind.ANSWERED, this::other);
        case TALKED -> call.flatMap(PhoneCall::answeredAt);
        case ENDED -> call.flatMap(PhoneCall::endedAt);
        case KEPT -> kept.commEvent() ? call.flatMap(PhoneCall::endedAt).or(() -> Optional.of(now)) : Optional.empty();
        case RECORDED -> kept.recording() ? call.flatMap(PhoneCall::endedAt).or(() -> Optional.of(now)) : Optional.empty();
        };
    }

    private Optional<Instant> moment(Kind kind, Predicate<TimelineEntry> whose) {
        return test.call().stream().flatMap(call -> call.timeline().stream()).filter(moment -> moment.kind() == kind && whose.test(moment))
                .map(TimelineEntry::at).findFirst();
    }

    private static boolean phone(TimelineEntry moment) {
        return moment.peer().filter(peer -> peer.type() == Peer.Type.EXTENSION).isPresent();
    }

    /** Anyone who is called, behind a line or at another extension. */
    private boolean other(TimelineEntry moment) {
        return moment.peer().filter(peer -> peer.peerId().equals(test.peerId())).isEmpty();
    }
}
