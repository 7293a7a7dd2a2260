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

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.Channel;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.Party;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.junit.jupiter.api.Test;

class EarlyEventsTest {

    private static final Instant T0 = Instant.parse("2026-11-30T09:09:00Z");
    private static final Duration SOON = Duration.ofMillis(2);
    private static final long SHORT = EarlyEvents.KEPT.toNanos() - 1;
    private static final int BUSY = 17;

    private final Channel phone = new Channel("PJSIP/1001-00000002", "ofbiz-1", "ofbiz-1");
    private final CallEvent requested = new CallEvent.OriginateRequested(T0, "ofbiz-1", "PJSIP/1001", new Party("1001", "Desk"), "outbound",
            "3725550000", Optional.empty());
    private final CallEvent failed = new CallEvent.OriginateFailed(T0, "ofbiz-1", "PJSIP/1001", Party.UNKNOWN, "outbound", "3725550000", 0);
    private final CallEvent created = new CallEvent.ChannelCreated(T0.plus(SOON), phone, false, new Party("1001", "Desk"), "internal", "s");
    private final CallEvent rung = new CallEvent.DialBegun(T0.plus(SOON), Optional.empty(), phone, Party.UNKNOWN, "internal", "s", "1001", "");
    private final CallEvent hungUp = new CallEvent.HungUp(T0.plus(SOON), phone, BUSY, "");

    private final CallTracker tracker = new CallTracker("PBX", new TestNumbering());
    private final EarlyEvents early = new EarlyEvents(tracker);
    private final List<CallEvent> passed = new ArrayList<>();

    @Test
    void aPhoneThatIsBusyIsNotTakenForOneThatIsNotRegistered() {
        List<PhoneCall> story = new Retelling(List.of(requested, failed, created, rung, hungUp)).snapshots().get(0);

        PhoneCall end = story.get(story.size() - 1);
        assertThat(end.outcome(), is(Optional.of(Outcome.EXTENSION_BUSY)));
        assertThat(end.dialedNumber(), is("3725550000"));
    }

    @Test
    void itIsOneCall() {
        assertThat(new Retelling(List.of(requested, failed, created, rung, hungUp)).ends().size(), is(1));
        assertThat("of another program", new Retelling(List.of(failed, created, rung, hungUp)).ends().size(), is(1));
    }

    @Test
    void aFailureWithoutChannelIsHandedOnAfterAMoment() {
        CallEvent other = new CallEvent.BridgesMerged(T0, "one", "other");

        early.pass(failed, 0, passed::add);
        early.pass(other, SHORT, passed::add);
        assertThat(passed, contains(other));
        assertThat(early.nanosLeft(SHORT), is(Optional.of(1L)));

        early.due(SHORT + 1, passed::add);
        assertThat(passed, contains(other, failed));
        assertThat(early.nanosLeft(SHORT), is(Optional.empty()));
    }

    @Test
    void whatAChannelDoesBeforeItIsToldOfComesRightAfterThat() {
        CallEvent joins = new CallEvent.BridgeEntered(T0, phone, "room", true, "8600");

        early.pass(joins, 0, this::apply);
        assertThat(passed, is(empty()));
        early.pass(created, 0, this::apply);

        assertThat(passed, contains(created, joins));
    }

    @Test
    void whatAnUnknownChannelDoesIsHandedOnBeforeAListOfAll() {
        CallEvent joins = new CallEvent.BridgeEntered(T0, phone, "room", true, "8600");
        CallEvent list = new CallEvent.Resynchronised(T0, List.of(), false);

        early.pass(joins, 0, passed::add);
        early.pass(list, 0, passed::add);

        assertThat(passed, contains(joins, list));
    }

    private void apply(CallEvent event) {
        tracker.apply(event);
        passed.add(event);
    }

    @Test
    void theThreadOfCallsHandsItOnThoughNothingElseComes() throws Exception {
        CompletableFuture<PhoneCall> end = new CompletableFuture<>();
        try (CallThread thread = new CallThread("PBX", new TestNumbering(), (what, cause) -> end.completeExceptionally(cause))) {
            thread.addListener((call, event) -> {
                if (call.ended()) {
                    end.complete(call);
                }
            });
            thread.start();
            thread.accept(requested);
            thread.accept(failed);

            assertThat(end.get(10, TimeUnit.SECONDS).outcome(), is(Optional.of(Outcome.EXTENSION_UNREGISTERED)));
        }
    }
}
