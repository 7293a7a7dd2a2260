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
package org.apache.ofbiz.asterisk.acd.incall;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.PbxDirectory;
import org.apache.ofbiz.asterisk.acd.recording.Recordings;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.Channel;
import org.apache.ofbiz.asterisk.call.ChannelCommand;
import org.apache.ofbiz.asterisk.call.LiveChannel;
import org.apache.ofbiz.asterisk.call.Party;
import org.apache.ofbiz.asterisk.call.PbxCommands;
import org.apache.ofbiz.asterisk.call.PbxCommands.Failure;
import org.apache.ofbiz.asterisk.call.PbxCommands.Result;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.PhoneCall.Leg;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;
import org.mockito.Mockito;

/** Who joins a recorded call later, from outside, isn't recorded where the group plays an announcement. */
class NewPartyPauseTest {

    private static final Instant CAME = Instant.parse("2026-11-30T04:00:00Z");
    private static final Instant TALKED = CAME.plusSeconds(20);
    private static final Instant LATER = TALKED.plusSeconds(60);
    private static final Channel CUSTOMER = new Channel("PJSIP/trunk-1", "c", "c");
    private static final Leg CALLER = leg(CUSTOMER, Peer.Type.TRUNK, CAME);
    private static final Leg AGENT = leg(new Channel("PJSIP/1001-2", "a", "c"), Peer.Type.EXTENSION, CAME);

    private final CallBook book = new CallBook();
    private final PbxCommands pbx = Mockito.mock(PbxCommands.class);
    private final List<String> done = new ArrayList<>();
    private boolean announced = true;
    private boolean refuses;
    private Optional<IllegalStateException> failure = Optional.empty();
    private final NewPartyPause pause = new NewPartyPause(book, pbxes(), new Recordings() {
        @Override
        public Optional<String> fileFor(PhoneCall call) {
            return Optional.empty();
        }

        @Override
        public boolean announced(PhoneCall call) {
            failure.ifPresent(fault -> {
                throw fault;
            });
            return announced;
        }
    }, (what, cause) -> done.add(what));

    private PbxDirectory pbxes() {
        PbxDirectory pbxes = Mockito.mock(PbxDirectory.class);
        Mockito.when(pbxes.commands("PBX")).thenReturn(Optional.of(pbx));
        Mockito.when(pbx.act(ArgumentMatchers.any())).thenAnswer(call -> {
            ChannelCommand.Record record = call.getArgument(0);
            done.add(record.change() + " " + record.channelName());
            return CompletableFuture.completedFuture(refuses ? Result.failed(Failure.Kind.REFUSED, "on purpose") : Result.SUCCESS);
        });
        return pbxes;
    }

    private static Leg leg(Channel channel, Peer.Type side, Instant startedAt) {
        return new Leg(channel, Optional.empty(), side, startedAt, Optional.of(startedAt.plusSeconds(5)), Optional.empty(), Optional.empty(), 0);
    }

    private static Leg other(String name, Peer.Type side) {
        return leg(new Channel(name, name, "c"), side, LATER);
    }

    private static Leg over(Leg leg) {
        return new Leg(leg.channel(), leg.peer(), leg.side(), leg.startedAt(), leg.answeredAt(), Optional.of(LATER.plusSeconds(60)), leg.result(),
                16);
    }

    private static LiveChannel live(Leg leg) {
        return new LiveChannel(leg.channel(), true, Party.UNKNOWN, "", "", Optional.of("bridge"), "");
    }

    private void recorded() {
        book.heard("PBX", new CallEvent.RecordingStarted(TALKED, CUSTOMER, Optional.empty()));
    }

    private void has(Leg... legs) {
        book.changed(new PhoneCall("PBX", "c", PhoneCall.Direction.INBOUND, PhoneCall.State.TALKING, new Party("3725551234", ""), "5002",
                Optional.of("TOLD"), Optional.empty(), Optional.empty(), Optional.empty(), List.of(legs), CAME, Optional.of(TALKED),
                Optional.empty(), Optional.of(""), Optional.empty(), 0, false, Optional.empty(), List.of(), List.of(), Map.of()));
        pause.look("PBX:c");
    }

    @Test
    void aNumberOutsideThatJoinsIsNotRecordedUntilItIsGone() {
        recorded();
        has(CALLER, AGENT);
        assertThat("both know", done, is(empty()));

        Leg joined = other("PJSIP/trunk-3", Peer.Type.TRUNK);
        has(CALLER, AGENT, joined);
        assertThat(done, is(List.of("PAUSE PJSIP/trunk-1")));
        has(CALLER, over(AGENT), joined);
        assertThat("once", done.size(), is(1));

        has(CALLER, AGENT, over(joined));
        assertThat(done, is(List.of("PAUSE PJSIP/trunk-1", "RESUME PJSIP/trunk-1")));
    }

    @Test
    void theCustomerWhoLeavesDoesNotMakeTheOtherOneTheCustomer() {
        recorded();
        Leg joined = other("PJSIP/trunk-3", Peer.Type.TRUNK);
        has(CALLER, AGENT, joined);
        done.clear();

        has(over(CALLER), AGENT, joined);
        book.heard("PBX", new CallEvent.RecordingStarted(LATER, AGENT.channel(), Optional.empty()));
        pause.look("PBX:c");
        assertThat("a recording that begins meanwhile", done, is(List.of("PAUSE PJSIP/1001-2")));
    }

    @Test
    void afterALostConnectionAndARefusalItIsResumedAllTheSame() {
        recorded();
        Leg joined = other("PJSIP/trunk-3", Peer.Type.TRUNK);
        has(CALLER, AGENT, joined);
        book.heard("PBX", new CallEvent.Resynchronised(LATER, Stream.of(CALLER, AGENT, joined).map(NewPartyPauseTest::live).toList()));
        refuses = true;
        has(CALLER, AGENT, over(joined));
        refuses = false;
        has(CALLER, AGENT, over(joined));
        has(CALLER, AGENT, over(joined));
        assertThat(done, is(List.of("PAUSE PJSIP/trunk-1", "RESUME PJSIP/trunk-1", "RESUME PJSIP/trunk-1")));
    }

    @Test
    void withoutTheDatabaseNothingElseOfTheCallIsHeldUp() {
        failure = Optional.of(new IllegalStateException("no database"));
        recorded();
        Leg joined = other("PJSIP/trunk-3", Peer.Type.TRUNK);
        has(CALLER, AGENT, joined);
        assertThat(done, is(List.of("pausing the recording of call PBX:c")));
        failure = Optional.empty();
        has(CALLER, AGENT, joined);
        assertThat(done, is(List.of("pausing the recording of call PBX:c", "PAUSE PJSIP/trunk-1")));
    }

    @Test
    void whatTheAgentPausedStaysPaused() {
        recorded();
        has(CALLER, AGENT);
        book.recordingChanged(book.find("PBX:c").orElseThrow(), "c", true, true);
        Leg joined = other("PJSIP/trunk-3", Peer.Type.TRUNK);
        has(CALLER, AGENT, joined);
        has(CALLER, AGENT, over(joined));
        assertThat(done, is(empty()));
    }

    @Test
    void colleaguesAlsoAtNumbersOutsideKnow() {
        recorded();
        has(CALLER, AGENT, other("PJSIP/1002-3", Peer.Type.EXTENSION));
        has(CALLER, over(AGENT), other("Local/3725550000@outbound-4;1", Peer.Type.EXTENSION), other("PJSIP/trunk-5", Peer.Type.TRUNK));
        assertThat(done, is(empty()));
    }

    @Test
    void withoutAnAnnouncementNothingIsPaused() {
        announced = false;
        recorded();
        has(CALLER, AGENT, other("PJSIP/trunk-3", Peer.Type.TRUNK));
        assertThat(done, is(empty()));
    }
}
