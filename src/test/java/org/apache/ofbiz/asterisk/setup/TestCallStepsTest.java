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

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.acd.AcdListener.Offer;
import org.apache.ofbiz.asterisk.acd.AcdListener.Withdrawal;
import org.apache.ofbiz.asterisk.acd.CallerDirectory.Caller;
import org.apache.ofbiz.asterisk.acd.CallerDirectory.MatchedOn;
import org.apache.ofbiz.asterisk.acd.Group;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.Party;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall.Direction;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.TimelineEntry.Kind;
import org.apache.ofbiz.asterisk.call.TimelineEntry;
import org.apache.ofbiz.asterisk.setup.TestCallSteps.Kept;
import org.junit.jupiter.api.Test;

/** A test call as its admin sees it: what is told of a call ticks its steps. */
class TestCallStepsTest {

    private static final Instant START = Instant.parse("2026-11-26T09:00:00Z");
    private static final Peer PHONE = peer("10001", "1001", Peer.Type.EXTENSION);
    private static final Peer LINE = peer("10009", "trunk", Peer.Type.TRUNK);
    private static final Kept NOT_YET = new Kept(false, false, true);

    private final TestCalls calls = new TestCalls(Clock.fixed(START, ZoneOffset.UTC));
    private final List<TimelineEntry> timeline = new ArrayList<>();
    private Optional<Instant> answered = Optional.empty();
    private Optional<Instant> ended = Optional.empty();
    private Direction direction = Direction.OUTBOUND;

    @Test
    void anOutgoingCallIsTickedStepByStep() {
        calls.placing("admin", "PBX", "10001");
        assertThat(states(NOT_YET, 1), is("AWAITED LATER LATER LATER LATER LATER LATER LATER LATER"));
        happens(Kind.STARTED, PHONE, 1);
        happens(Kind.RANG, PHONE, 2);
        assertThat(states(NOT_YET, 3), is("DONE DONE AWAITED LATER LATER LATER LATER LATER LATER"));
        happens(Kind.ANSWERED, PHONE, 4);
        happens(Kind.RANG, LINE, 5);
        happens(Kind.ANSWERED, LINE, 6);
        answered = Optional.of(START.plusSeconds(6));
        happens(Kind.CONNECTED, PHONE, 6);
        assertThat(states(NOT_YET, 7), is("DONE DONE DONE DONE DONE DONE AWAITED LATER LATER"));
        ends(9);
        assertThat(states(NOT_YET, 10), is("DONE DONE DONE DONE DONE DONE DONE AWAITED LATER"));
        assertThat(states(new Kept(true, false, true), 11), is("DONE DONE DONE DONE DONE DONE DONE DONE AWAITED"));
        assertThat(states(new Kept(true, true, true), 12), is("DONE DONE DONE DONE DONE DONE DONE DONE DONE"));
    }

    @Test
    void aPhoneThatDoesNotRingIsLateAndThenMissed() {
        calls.placing("admin", "PBX", "10001");
        happens(Kind.STARTED, PHONE, 0);
        assertThat(states(NOT_YET, 5), is("DONE AWAITED LATER LATER LATER LATER LATER LATER LATER"));
        assertThat(states(NOT_YET, 7), is("DONE LATE LATER LATER LATER LATER LATER LATER LATER"));
        ends(8);
        assertThat(states(NOT_YET, 9), is("DONE MISSED MISSED MISSED MISSED MISSED DONE MISSED MISSED"));
    }

    @Test
    void aCallThatIsRefusedMissesAll() {
        calls.placing("admin", "PBX", "10001");
        calls.refused("admin", "The PBX is away");
        assertThat(states(NOT_YET, 1), is("MISSED MISSED MISSED MISSED MISSED MISSED MISSED MISSED MISSED"));
    }

    @Test
    void aCallThatNobodyWantedRecordedSaysSo() {
        calls.placing("admin", "PBX", "10001");
        answered = Optional.of(START.plusSeconds(2));
        happens(Kind.CONNECTED, PHONE, 2);
        ends(4);
        assertThat(states(new Kept(true, false, false), 5), is("DONE DONE DONE DONE DONE DONE DONE DONE NOT_WANTED"));
    }

    @Test
    void anIncomingCallIsHeardOfferedTakenAndTalked() {
        direction = Direction.INBOUND;
        calls.expecting("admin", "PBX");
        happens(Kind.STARTED, LINE, 1);
        assertThat(states(NOT_YET, 2), is("DONE AWAITED LATER LATER LATER LATER LATER LATER LATER"));
        calls.offered(offer(), List.of());
        assertThat("offered to nobody is no offer", states(NOT_YET, 9), is("DONE LATE LATER LATER LATER LATER LATER LATER LATER"));
        calls.offered(offer(), List.of("liis"));
        Person liis = new Person("liis", "L", "Liis Saar");
        calls.withdrawn(new Withdrawal("PBX:1", Withdrawal.Reason.CLAIMED, Optional.of(liis)), List.of(), Optional.empty());
        assertThat(states(NOT_YET, 4), is("DONE DONE DONE AWAITED LATER LATER LATER LATER LATER"));
        assertThat(calls.of("admin").orElseThrow().claimedBy(), is(Optional.of("Liis Saar")));
        happens(Kind.RANG, PHONE, 4);
        happens(Kind.ANSWERED, PHONE, 5);
        answered = Optional.of(START.plusSeconds(5));
        happens(Kind.CONNECTED, PHONE, 5);
        ends(8);
        assertThat(states(new Kept(true, true, true), 9), is("DONE DONE DONE DONE DONE DONE DONE DONE DONE"));
    }

    @Test
    void onlyTheCallThatIsWatchedCounts() {
        calls.placing("admin", "PBX", "10002");
        happens(Kind.STARTED, PHONE, 1);
        assertThat("another phone", calls.of("admin").orElseThrow().call(), is(Optional.empty()));
        calls.placing("admin", "OTHER", "10001");
        happens(Kind.RANG, PHONE, 2);
        assertThat("another server", calls.of("admin").orElseThrow().call(), is(Optional.empty()));
        assertThat("another admin", calls.of("boss"), is(Optional.empty()));
    }

    private String states(Kept kept, int seconds) {
        return TestCallSteps.of(calls.of("admin").orElseThrow(), kept, START.plusSeconds(seconds)).stream()
                .map(ticked -> ticked.state().name()).collect(Collectors.joining(" "));
    }

    private void happens(Kind kind, Peer peer, int seconds) {
        timeline.add(new TimelineEntry(START.plusSeconds(seconds), kind, Optional.of(peer), Optional.empty(), ""));
        calls.callChanged(call(), new CallEvent.Resynchronised(START, List.of()));
    }

    private void ends(int seconds) {
        ended = Optional.of(START.plusSeconds(seconds));
        happens(Kind.ENDED, PHONE, seconds);
    }

    private PhoneCall call() {
        return new PhoneCall("PBX", "1", direction, ended.isPresent() ? PhoneCall.State.ENDED : PhoneCall.State.RINGING, Party.UNKNOWN,
                "5000", Optional.empty(), Optional.empty(), direction == Direction.OUTBOUND ? Optional.of(PHONE) : Optional.empty(), Optional.empty(),
                List.of(), START, answered, ended, Optional.empty(), Optional.empty(), 0, false, Optional.empty(), timeline, List.of(), Map.of());
    }

    private Offer offer() {
        return new Offer(call(), new Group("SUPPORT", "Support", "PBX", Duration.ofSeconds(20), ""),
                new Caller("1", "", "1", List.of(), MatchedOn.NOBODY, ""), Optional.empty(), START.plusSeconds(3), Optional.empty());
    }

    private static Peer peer(String peerId, String name, Peer.Type type) {
        return new Peer(peerId, "PBX", "PJSIP", name, type, Optional.empty(), Optional.empty(), Optional.empty(), true);
    }
}
