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
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.CallEvent.Resynchronised;
import org.apache.ofbiz.asterisk.call.CallPart;
import org.apache.ofbiz.asterisk.call.Channel;
import org.apache.ofbiz.asterisk.call.DialResult;
import org.apache.ofbiz.asterisk.call.LiveChannel;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.Party;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PhoneCall.Direction;
import org.apache.ofbiz.asterisk.call.PhoneCall.State;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.TimelineEntry;
import org.junit.jupiter.api.Test;

/** After a reconnect the list of channels says which calls there are. */
class ResyncedCallsTest {

    private final TestPbx pbx = new TestPbx();

    @Test
    void afterAReconnectWhatIsGoneHasEnded() {
        pbx.claimed().rings("1002").picksUp("1002").talk("trunk", "1002").originate("ofbiz-9", "1003", "3725550000");

        pbx.apply(new Resynchronised(pbx.now(), List.of()));

        assertThat(pbx.open(), is(empty()));
        assertThat(pbx.told().stream().filter(PhoneCall::ended).map(call -> call.outcome().get()).toList(),
                contains(Outcome.ANSWERED, Outcome.FAILED));
        assertThat(pbx.told().stream().filter(PhoneCall::ended).allMatch(PhoneCall::unseen), is(true));
    }

    @Test
    void callsThatAreLostWithTheirPbxEndOnceAndSaySo() {
        pbx.claimed().rings("1002").picksUp("1002").talk("trunk", "1002").originate("ofbiz-9", "1003", "3725550000");

        pbx.apply(new Resynchronised(pbx.now(), List.of(), true)).apply(new Resynchronised(pbx.now(), List.of()));

        List<PhoneCall> ended = pbx.told().stream().filter(PhoneCall::ended).toList();
        assertThat(ended.stream().map(call -> call.outcome().get()).toList(), contains(Outcome.ANSWERED, Outcome.FAILED));
        assertThat(ended.stream().allMatch(call -> call.unseen() && call.timeline().stream()
                .filter(moment -> moment.kind() == TimelineEntry.Kind.PBX_LOST).count() == 1), is(true));
        assertThat(pbx.open(), is(empty()));
    }

    @Test
    void aCallerWhoIsLostWhileWaitingHasNotGivenUpAndIsToBeCalledBack() {
        pbx.callComesIn("5000", "3725551234").music("trunk");

        pbx.apply(new Resynchronised(pbx.now(), List.of(), true));

        assertThat(pbx.call().outcome(), is(Optional.of(Outcome.FAILED)));
        assertThat(pbx.call().hangupCause(), is(38));
        assertThat(pbx.call().missed(), is(true));
        assertThat(pbx.call().parts(CallPart.Kind.WAITED).get(0).end(), is(Optional.of(Outcome.CANCELLED)));
    }

    @Test
    void aCallToTheOutsideThatIsLostWhileItRingsFailed() {
        pbx.originate("ofbiz-9", "1001", "3725550000").originateRings("1001", "ofbiz-9").picksUp("1001").dials("1001", "trunk", "3725550000");

        pbx.apply(new Resynchronised(pbx.now(), List.of(), true));

        assertThat(pbx.call().outcome(), is(Optional.of(Outcome.FAILED)));
    }

    @Test
    void anotherPbxCanHaveChannelsOfTheSameIdAndName() {
        pbx.callComesIn("5000", "3725551234").music("trunk");
        String before = pbx.call().callId();
        Channel line = pbx.of("trunk");

        pbx.apply(new Resynchronised(pbx.now(), List.of(), true)).apply(new Resynchronised(pbx.now(), List.of(waits(line, "waiting"))));

        assertThat(pbx.open(), hasSize(1));
        assertThat(pbx.call().state(), is(State.WAITING));
        assertThat("another call", pbx.call().callId().equals(before), is(false));
    }

    @Test
    void afterAReconnectWhatIsStillThereGoesOn() {
        pbx.claimed().rings("1002").picksUp("1002").talk("trunk", "1002");

        pbx.apply(new Resynchronised(pbx.now(), List.of(live(pbx.of("1002"), "bridge", "AppDial"), live(pbx.of("trunk"), "bridge", "Dial"))));

        assertThat(pbx.open(), hasSize(1));
        assertThat(pbx.open().get(0).state(), is(State.TALKING));
        assertThat(pbx.open().get(0).unseen(), is(false));
    }

    @Test
    void aCallThatBeganUnseenIsFoundInTheList() {
        Channel phone = new Channel("PJSIP/1002-00000002", "b", "a");
        Channel line = new Channel("PJSIP/trunk-00000001", "a", "a");

        pbx.apply(new Resynchronised(pbx.now(), List.of(live(phone, "bridge", "AppDial"), live(line, "bridge", "Dial"))));

        assertThat(pbx.call().direction(), is(Direction.INBOUND));
        assertThat(pbx.call().state(), is(State.TALKING));
        assertThat(pbx.call().answeredBy().get().name(), is("1002"));
        assertThat(pbx.call().unseen(), is(true));
    }

    @Test
    void aCallerWhoWaitedForAGroupBeforeARestartStillWaitsForIt() {
        Channel line = new Channel("PJSIP/trunk-00000001", "kept", "kept");

        pbx.apply(new Resynchronised(pbx.now(), List.of(waits(line, "waiting"))));

        assertThat(pbx.call().state(), is(State.WAITING));
        assertThat(pbx.call().groupId(), is(Optional.of("SUPPORT")));
    }

    @Test
    void aWaitingCallerIsFoundInTheList() {
        Channel line = new Channel("PJSIP/trunk-00000001", "a", "a");

        pbx.apply(new Resynchronised(pbx.now(), List.of(waits(line, "waiting"))));

        assertThat(pbx.call().state(), is(State.WAITING));
    }

    @Test
    void whoBeganToWaitUnseenWaitsForTheGroupOfTheNumberThatTheyDialed() {
        Channel line = new Channel("PJSIP/trunk-00000001", "a", "a");

        pbx.apply(new Resynchronised(pbx.now(), List.of(waits(line, "waiting").withDialed("5000"))));

        assertThat(pbx.call().groupId(), is(Optional.of("SUPPORT")));
        assertThat(pbx.call().dialedNumber(), is("5000"));
    }

    @Test
    void whoHasLeftTheWaitingCallersIsOfNoGroupWhateverTheyDialed() {
        Channel line = new Channel("PJSIP/trunk-00000001", "a", "a");

        pbx.apply(new Resynchronised(pbx.now(), List.of(waits(line, "voicemail").withDialed("5000"))));

        assertThat(pbx.call().groupId(), is(Optional.empty()));
    }

    @Test
    void whyAPhoneRingsNoLongerWasMissedSoTheCallIsMarked() {
        pbx.claimed().rings("1002").apply(new Resynchronised(pbx.now(), List.of(rings(pbx.of("1002")), live("trunk", "Dial"))));
        assertThat(pbx.call().unseen(), is(false));

        pbx.hangsUp("1002", 16).hangsUp("trunk", 16);

        assertThat(pbx.call().unseen(), is(true));
    }

    @Test
    void whyAPhoneRingsNoLongerWasToldSoNothingWasMissed() {
        pbx.claimed().rings("1002").apply(new Resynchronised(pbx.now(), List.of(rings(pbx.of("1002")), live("trunk", "Dial"))))
                .wantsToHangUp("trunk", 16).dialEnds("1002", DialResult.CANCELLED).hangsUp("1002", 16).hangsUp("trunk", 16);

        assertThat(pbx.call().unseen(), is(false));
        assertThat(pbx.call().outcome(), is(Optional.of(Outcome.ABANDONED)));
    }

    @Test
    void aCallerWhoHangsUpInAQueueWithoutHavingLeftItMayHaveTalkedUnseen() {
        pbx.callComesIn("5900", "3725551234").joinsQueue("trunk", "support")
                .apply(new Resynchronised(pbx.now(), List.of(live("trunk", "Queue")))).hangsUp("trunk", 16);

        assertThat(pbx.call().unseen(), is(true));
    }

    /** The list of channels has all of them in one bridge. */
    @Test
    void callersWhoAreFoundParkedAreOnHoldEachInACallOfTheirOwn() {
        Channel one = new Channel("PJSIP/trunk-00000001", "a", "a");
        Channel other = new Channel("PJSIP/1003-00000002", "b", "b");

        pbx.apply(new Resynchronised(pbx.now(), List.of(live(one, "lot", "MusicOnHold").parked(new LiveChannel.Parking("PJSIP/1002", "701")),
                live(other, "lot", "MusicOnHold").parked(new LiveChannel.Parking("", "702")))));

        assertThat(pbx.open().stream().map(PhoneCall::state).toList(), contains(State.HELD, State.HELD));
        assertThat(pbx.open().stream().flatMap(call -> call.parts(CallPart.Kind.PARKED).stream()).map(part ->
                part.place() + part.peer().map(Peer::name).orElse("")).sorted().toList(), contains("7011002", "702"));
    }

    @Test
    void halfALocalChannelIsNoCall() {
        pbx.apply(new Resynchronised(pbx.now(), List.of(new LiveChannel(new Channel("Local/7001@agents-00000011;2", "b", "b"), true,
                Party.UNKNOWN, "agents", "7001", Optional.empty(), ""))));

        assertThat(pbx.open(), is(empty()));
        assertThat(pbx.told(), is(empty()));
    }

    private static LiveChannel waits(Channel line, String context) {
        return new LiveChannel(line, true, new Party("3725551234", ""), context, "s", Optional.empty(), "MusicOnHold");
    }

    private LiveChannel live(String peer, String application) {
        return new LiveChannel(pbx.of(peer), true, Party.UNKNOWN, "from-trunk", "5000", Optional.empty(), application);
    }

    private static LiveChannel rings(Channel channel) {
        return new LiveChannel(channel, false, Party.UNKNOWN, "internal", "1002", Optional.empty(), "AppDial");
    }

    private static LiveChannel live(Channel channel, String bridge, String application) {
        return new LiveChannel(channel, true, Party.UNKNOWN, "from-trunk", "5000", Optional.of(bridge), application);
    }
}
