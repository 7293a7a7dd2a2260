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
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.Channel;
import org.apache.ofbiz.asterisk.call.DialResult;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.Party;
import org.apache.ofbiz.asterisk.call.PhoneCall.Direction;
import org.apache.ofbiz.asterisk.call.PhoneCall.State;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.TimelineEntry;
import org.apache.ofbiz.asterisk.call.consent.Consent;
import org.apache.ofbiz.asterisk.call.progress.Timeline;
import org.junit.jupiter.api.Test;

/** Stories that the recorded dialogues do not tell, or tell in one order only. */
class CallTrackerTest {

    private final TestPbx pbx = new TestPbx();

    @Test
    void aCallerWhoWithholdsTheNumberWaitsLikeAnyOther() {
        pbx.callComesIn("5000", "").music("trunk");

        assertThat(pbx.call().state(), is(State.WAITING));
        assertThat(pbx.call().caller(), is(Party.UNKNOWN));
        assertThat(pbx.call().groupId(), is(Optional.of("SUPPORT")));
        assertThat(pbx.call().customerLeg().get().channel(), is(pbx.of("trunk")));
    }

    @Test
    void aUserEventBringsTheCallToItsGroup() {
        pbx.callComesIn("5005", "3725551234")
                .apply(new CallEvent.UserEventRaised(pbx.now(), pbx.of("trunk"), "SupportWanted", Map.of()));

        assertThat(pbx.call().groupId(), is(Optional.of("SUPPORT")));
    }

    @Test
    void theCallerHangsUpBeforeAnybodyClaims() {
        pbx.callComesIn("5000", "3725551234").music("trunk").wantsToHangUp("trunk", 0).musicStops("trunk").hangsUp("trunk", 0);

        assertThat(pbx.told().stream().map(PhoneCall::state).distinct().toList(), contains(State.DIALING, State.WAITING, State.ENDED));
        assertThat(pbx.call().outcome(), is(Optional.of(Outcome.ABANDONED)));
        assertThat(pbx.call().hangupCause(), is(16));
    }

    @Test
    void aDirectCallToABusyPhoneEndsBusy() {
        pbx.channel("trunk", "in-1", "in-1", true, "3725551234", "from-trunk", "5002").dials("trunk", "1001", "5002")
                .dialEnds("1001", DialResult.BUSY).hangsUp("1001", 17).hangsUp("trunk", 17);

        assertThat(pbx.call().outcome(), is(Optional.of(Outcome.EXTENSION_BUSY)));
    }

    @Test
    void aCallerSentNowhereDidNotGiveUp() {
        pbx.callComesIn("5000", "3725551234").music("trunk").musicStops("trunk").hangsUp("trunk", 3);

        assertThat(pbx.call().outcome(), is(Optional.of(Outcome.FAILED)));
        assertThat(pbx.call().hangupCause(), is(3));
    }

    @Test
    void variablesThatTheSourcesOfTheGroupNameAreToldWithTheCall() {
        pbx.callComesIn("5900", "3725551234").sets("trunk", "ORDER_NUMBER", "A-17").sets("trunk", "TIER", "gold").sets("trunk", "PIN", "1234");
        assertThat("before it reaches a group", pbx.call().variables(), is(Map.of()));

        pbx.joinsQueue("trunk", "support");
        assertThat(pbx.call().variables(), is(Map.of("ORDER_NUMBER", "A-17")));

        pbx.sets("trunk", "ORDER_NUMBER", "A-18");
        assertThat(pbx.call().variables(), is(Map.of("ORDER_NUMBER", "A-18")));

        pbx.joinsQueue("trunk", "second");
        assertThat("each group has its own", pbx.call().variables(), is(Map.of("TIER", "gold")));
        pbx.hangsUp("trunk", 16);
        assertThat("kept to the end", pbx.call().variables(), is(Map.of("TIER", "gold")));
    }

    @Test
    void aPhoneCallsAnotherPhone() {
        pbx.channel("1001", "c-1", "c-1", true, "1001", "internal", "1002").dials("1001", "1002", "1002").rings("1002").picksUp("1002")
                .talk("1002", "1001");

        assertThat(pbx.call().direction(), is(Direction.INTERNAL));
        assertThat(pbx.call().originator().get().name(), is("1001"));
        assertThat(pbx.call().answeredBy().get().name(), is("1002"));
        assertThat(pbx.call().dialedNumber(), is("1002"));
    }

    @Test
    void aPhoneDialsOutByItself() {
        pbx.channel("1001", "c-1", "c-1", true, "1001", "internal", "93725550000").dials("1001", "trunk", "3725550000").rings("trunk");

        assertThat(pbx.call().direction(), is(Direction.OUTBOUND));
        assertThat(pbx.call().dialedNumber(), is("3725550000"));
        assertThat(pbx.call().trunk().get().name(), is("trunk"));
    }

    @Test
    void aPhoneThatNobodyToldUsOfIsAPhoneWherePhonesDialFrom() {
        pbx.channel("2001", "c-1", "c-1", true, "2001", "internal", "1002");
        assertThat(pbx.call().direction(), is(Direction.INTERNAL));

        pbx.channel("carrier", "c-2", "c-2", true, "3725551234", "from-carrier", "5001");
        assertThat(pbx.call().direction(), is(Direction.INBOUND));
    }

    @Test
    void holdAndBack() {
        pbx.outgoingRings().picksUp("trunk").talk("1001", "trunk").apply(new CallEvent.HoldChanged(pbx.now(), pbx.of("1001"), true));
        assertThat(pbx.call().state(), is(State.HELD));

        pbx.apply(new CallEvent.HoldChanged(pbx.now(), pbx.of("1001"), false));
        assertThat(pbx.call().state(), is(State.TALKING));
    }

    @Test
    void aRecordingIsKnownByItsFileOnceThePbxToldIt() {
        pbx.claimed().apply(new CallEvent.RecordingStarted(pbx.now(), pbx.of("trunk"), Optional.empty()));
        assertThat(pbx.call().recordingFile(), is(Optional.of("")));

        pbx.apply(new CallEvent.RecordingStarted(pbx.now(), pbx.of("trunk"), Optional.of("/rec/in-1.wav")))
                .apply(new CallEvent.RecordingStarted(pbx.now(), pbx.of("trunk"), Optional.empty()));
        assertThat(pbx.call().recordingFile(), is(Optional.of("/rec/in-1.wav")));

        pbx.apply(new CallEvent.RecordingStarted(pbx.now(), pbx.of("trunk"), Optional.of("/rec/2026/in 2.wav")))
                .apply(new CallEvent.RecordingStarted(pbx.now(), pbx.of("trunk"), Optional.of("/rec/in-1.wav")));
        assertThat("each file once", pbx.call().recordingFiles(), is(List.of("/rec/in-1.wav", "/rec/2026/in 2.wav")));
    }

    @Test
    void whetherItMayBeRecordedIsInItsTimelineHoweverLongThatGets() {
        pbx.claimed().apply(new CallEvent.ConsentTold(pbx.now(), pbx.of("trunk"), Consent.ANNOUNCED));
        assertThat(pbx.call().has(TimelineEntry.Kind.ANNOUNCED), is(true));
        assertThat(pbx.call().notRecorded(), is(Optional.empty()));

        pbx.apply(new CallEvent.ConsentTold(pbx.now(), pbx.of("trunk"), Consent.AGREED));
        holds(300);
        assertThat("what they heard", pbx.call().has(TimelineEntry.Kind.ANNOUNCED), is(true));
        assertThat("what they allowed", pbx.call().has(TimelineEntry.Kind.AGREED), is(true));

        pbx.apply(new CallEvent.ConsentTold(pbx.now(), pbx.of("trunk"), Consent.OBJECTED));
        holds(300);
        assertThat(pbx.call().notRecorded(), is(Optional.of(Consent.OBJECTED)));
    }

    @Test
    void refusalsThatAreToldAgainAndAgainFillNoTimeline() {
        pbx.claimed();
        for (int times = 0; times < 300; times++) {
            pbx.apply(new CallEvent.ConsentTold(pbx.now(), pbx.of("trunk"), times == 0 ? Consent.OBJECTED : Consent.NO_KEY))
                    .apply(new CallEvent.HelpAsked(pbx.now(), pbx.of("trunk"), times % 2 == 0));
        }
        assertThat(pbx.call().timeline().size() <= Timeline.MOST, is(true));
        assertThat(pbx.call().notRecorded(), is(Optional.of(Consent.OBJECTED)));
    }

    private void holds(int times) {
        for (int time = 0; time < times; time++) {
            pbx.apply(new CallEvent.HoldChanged(pbx.now(), pbx.of("trunk"), time % 2 == 0));
        }
    }

    @Test
    void helpIsAskedUntilItIsOverAndCanBeAskedAgain() {
        pbx.claimed().apply(new CallEvent.HelpAsked(pbx.now(), pbx.of("trunk"), true));
        assertThat(pbx.call().helpAsked().isPresent(), is(true));
        pbx.apply(new CallEvent.HelpAsked(pbx.now(), pbx.of("trunk"), false));
        assertThat(pbx.call().helpAsked(), is(Optional.empty()));
        pbx.apply(new CallEvent.HelpAsked(pbx.now(), pbx.of("trunk"), true));
        assertThat(pbx.call().helpAsked().isPresent(), is(true));
    }

    @Test
    void whatComesLateWakesNoCall() {
        pbx.callComesIn("5000", "3725551234").music("trunk").hangsUp("trunk", 16);
        int told = pbx.told().size();
        Channel gone = pbx.of("trunk");

        pbx.picksUp("trunk").music("trunk").talk("trunk").hangsUp("trunk", 16)
                .apply(new CallEvent.ChannelCreated(pbx.now(), gone, true, Party.UNKNOWN, "from-trunk", "5000"));

        assertThat(pbx.told(), hasSize(told));
        assertThat(pbx.open(), is(empty()));
    }

    @Test
    void whatIsToldTwiceChangesNothing() {
        pbx.callComesIn("5000", "3725551234").music("trunk");
        int told = pbx.told().size();

        pbx.apply(new CallEvent.ChannelCreated(pbx.now(), pbx.of("trunk"), true, Party.UNKNOWN, "from-trunk", "5000")).music("trunk");

        assertThat(pbx.told(), hasSize(told));
    }

    @Test
    void aSecondChannelWithAnOldIdIsACallOfItsOwn() {
        pbx.originateRings("1001", "ofbiz-1").hangsUp("1001", 17).originateRings("1001", "ofbiz-1");

        assertThat(pbx.call().callId(), is("PBX:ofbiz-1/2"));
        assertThat(pbx.call().ended(), is(false));
    }

    @Test
    void callsThatEndedTakeNoRoom() {
        for (int i = 0; i < 10_000; i++) {
            pbx.channel("trunk", "u-" + i, "u-" + i, true, "3725551234", "from-trunk", "5000").hangsUp("trunk", 16);
        }

        assertThat(pbx.open(), is(empty()));
        assertThat(pbx.told().stream().map(PhoneCall::callId).distinct().count(), is(10_000L));
    }
}
