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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.PbxDirectory;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.Channel;
import org.apache.ofbiz.asterisk.call.ChannelCommand;
import org.apache.ofbiz.asterisk.call.LiveChannel;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.Party;
import org.apache.ofbiz.asterisk.call.PbxCommands;
import org.apache.ofbiz.asterisk.call.PbxCommands.Result;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.PhoneCall.Leg;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;
import org.mockito.Mockito;

/** A call that is on hold when OFBiz starts, or when this node takes the PBX over from another one. */
class CallKeeperTest {

    private static final Instant CAME = Instant.parse("2026-11-30T04:00:00Z");
    private static final Leg CUSTOMER = leg("PJSIP/trunk-1", "c", Peer.Type.TRUNK);
    private static final Leg AGENT = leg("PJSIP/1001-2", "a", Peer.Type.EXTENSION);

    private final CallBook book = new CallBook();
    private final List<String> done = new ArrayList<>();
    private final CallKeeper keeper = new CallKeeper(book, new Consultations(), pbxes());
    /** CallIds that {@link CallFollower} looks at next, each once. */
    private final Set<String> due = new LinkedHashSet<>();

    private PbxDirectory pbxes() {
        PbxCommands pbx = Mockito.mock(PbxCommands.class);
        Mockito.when(pbx.hangup(ArgumentMatchers.any())).thenAnswer(call -> done("hang up " + call.getArgument(0)));
        Mockito.when(pbx.redirect(ArgumentMatchers.any())).thenAnswer(call -> {
            PbxCommands.Redirect redirect = call.getArgument(0);
            return done("redirect " + redirect.channelName() + " to " + redirect.context());
        });
        Numbering numbering = Mockito.mock(Numbering.class);
        Mockito.when(numbering.contexts()).thenReturn(new Numbering.Contexts("internal", "outbound", "claim", "waiting"));
        PbxDirectory pbxes = Mockito.mock(PbxDirectory.class);
        Mockito.when(pbxes.commands("PBX")).thenReturn(Optional.of(pbx));
        Mockito.when(pbxes.numbering("PBX")).thenReturn(Optional.of(numbering));
        return pbxes;
    }

    private CompletableFuture<Result> done(String what) {
        done.add(what);
        return CompletableFuture.completedFuture(Result.SUCCESS);
    }

    private static Leg leg(String name, String uniqueId, Peer.Type side) {
        return new Leg(new Channel(name, uniqueId, "c"), Optional.empty(), side, CAME, Optional.of(CAME), Optional.empty(), Optional.empty(), 0);
    }

    private static Leg over(Leg leg) {
        return new Leg(leg.channel(), leg.peer(), leg.side(), leg.startedAt(), leg.answeredAt(), Optional.of(CAME.plusSeconds(60)), leg.result(), 16);
    }

    private static LiveChannel live(Leg leg, String extension, String application) {
        return new LiveChannel(leg.channel(), true, false, Party.UNKNOWN, ChannelCommand.CONTEXT, extension, Optional.empty(), application);
    }

    @BeforeEach
    void follow() {
        book.followWith(due::add);
    }

    private void look() {
        List<String> all = List.copyOf(due);
        due.clear();
        all.forEach(keeper::look);
    }

    private void has(Leg... legs) {
        book.changed(new PhoneCall("PBX", "c", PhoneCall.Direction.INBOUND, PhoneCall.State.TALKING, new Party("3725551234", ""), "5000",
                Optional.of("SUPPORT"), Optional.empty(), Optional.empty(), Optional.empty(), List.of(legs), CAME, Optional.of(CAME),
                Optional.empty(), Optional.empty(), Optional.empty(), 0, true, Optional.empty(), List.of(), List.of(), Map.of()));
    }

    private void listed() {
        book.heard("PBX", new CallEvent.Resynchronised(CAME, List.of(live(CUSTOMER, "hold", "MusicOnHold"), live(AGENT, "agent", "Wait"))));
    }

    private void hangsUp(Leg leg) {
        book.heard("PBX", new CallEvent.HungUp(CAME.plusSeconds(60), leg.channel(), 16, ""));
        has(Stream.of(CUSTOMER, AGENT).map(each -> each == leg ? over(each) : each).toArray(Leg[]::new));
        look();
    }

    @Test
    void aPhoneWhoseCustomerHangsUpIsHungUp() {
        listed();
        has(CUSTOMER, AGENT);
        look();
        assertThat("both are there", done, is(empty()));

        hangsUp(CUSTOMER);

        assertThat(done, is(List.of("hang up PJSIP/1001-2")));
    }

    @Test
    void aPhoneWhoseCustomerHungUpBeforeIsHungUp() {
        book.heard("PBX", new CallEvent.Resynchronised(CAME, List.of(live(AGENT, "agent", "Wait"))));
        has(AGENT);
        look();

        assertThat(done, is(List.of("hang up PJSIP/1001-2")));
    }

    @Test
    void aPhoneThatSignsInIsLeftAlone() {
        book.heard("PBX", new CallEvent.Resynchronised(CAME, List.of(live(AGENT, "signin", "Read"))));
        has(AGENT);
        look();

        assertThat(done, is(empty()));
    }

    @Test
    void aCustomerWhoseAgentIsGoneWaitsForTheGroupAgain() {
        has(CUSTOMER, AGENT); // the thread of calls may be before the one that keeps places
        look();
        listed();
        look();

        hangsUp(AGENT);

        assertThat(done, is(List.of("redirect PJSIP/trunk-1 to waiting")));
    }
}
