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
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.CallPart.Kind;
import org.apache.ofbiz.asterisk.call.CallPart;
import org.apache.ofbiz.asterisk.call.Channel;
import org.apache.ofbiz.asterisk.call.DialResult;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.Party;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.junit.jupiter.api.Test;

/** Who had a call for how long, and who missed it. Each event is a second after the one before. */
class CallPartsTest {

    private final TestPbx pbx = new TestPbx();

    @Test
    void aPhoneThatRingsIsAnOpenPartFromWhenItIsDialled() {
        direct().rings("1001");

        CallPart called = pbx.call().parts(Kind.CALLED).get(0);
        assertThat(called.peer().get().name(), is("1001"));
        assertThat(called.isOpen(), is(true));
        assertThat(pbx.call().missed(), is(false));
    }

    @Test
    void whatEndsTheCallDoesNotMatterToWhetherItWasMissed() {
        for (DialResult result : List.of(DialResult.NO_ANSWER, DialResult.BUSY, DialResult.UNAVAILABLE)) {
            TestPbx other = new TestPbx();
            other.channel("trunk", "in-1", "in-1", true, "3725551234", "from-trunk", "5002").dials("trunk", "1001", "5002").rings("1001")
                    .dialEnds("1001", result).hangsUp("1001", 0).hangsUp("trunk", 16);

            assertThat(result.toString(), other.call().missed(), is(true));
            assertThat(other.call().unanswered().get(0).peer().get().name(), is("1001"));
        }
    }

    @Test
    void whoGaveUpWhileAPhoneRangMissedIt() {
        direct().rings("1001").wantsToHangUp("trunk", 0).dialEnds("1001", DialResult.CANCELLED).hangsUp("1001", 0).hangsUp("trunk", 0);

        assertThat(pbx.call().outcome(), is(Optional.of(Outcome.MISSED)));
        assertThat(pbx.call().missed(), is(true));
    }

    /** A queue plays its announcement to whoever picks up before it connects them. */
    @Test
    void whoHangsUpWhileTheQueueTellsThemOfTheCallerHasDeclined() {
        announced().wantsToHangUp("1001", 0);
        notConnected();
        pbx.hangsUp("1001", 0).wantsToHangUp("trunk", 0).hangsUp("trunk", 0);

        assertThat(pbx.call().outcome(), is(Optional.of(Outcome.ABANDONED)));
        assertThat(endOfRing(), is(Outcome.EXTENSION_DECLINED));
    }

    @Test
    void aCallerWhoIsGoneMeanwhileIsDeclinedByNobody() {
        announced().wantsToHangUp("trunk", 0);
        notConnected();
        notConnected(); // as told twice
        pbx.hangsUp("1001", 0).hangsUp("trunk", 0);

        assertThat(pbx.call().outcome(), is(Optional.of(Outcome.ABANDONED)));
        assertThat(endOfRing(), is(Outcome.CANCELLED));
    }

    private TestPbx announced() {
        return direct().joinsQueue("trunk", "pool").rings("1001").picksUp("1001").dialEnds("1001", DialResult.ANSWERED);
    }

    private void notConnected() {
        pbx.apply(new CallEvent.DialEnded(pbx.now(), Optional.of(pbx.of("trunk")), pbx.of("1001"), DialResult.NO_ANSWER, "", ""));
    }

    private Outcome endOfRing() {
        return pbx.call().parts(Kind.CALLED).get(0).end().orElseThrow();
    }

    /** The dialplan plays something to the phone that picks up (Dial with A), and tells of no end of the dial if the caller is gone. */
    @Test
    void whoHearsAnAnnouncementUntilTheCallerIsGoneHasMissedThem() {
        direct().rings("1001").picksUp("1001").wantsToHangUp("trunk", 16).hangsUp("1001", 16).hangsUp("trunk", 16);

        assertThat(pbx.call().outcome(), is(Optional.of(Outcome.MISSED)));
        assertThat(pbx.call().unanswered().get(0).peer().get().name(), is("1001"));
    }

    @Test
    void aPhoneRingsUntilItIsPickedUpWhateverIsPlayedThen() {
        direct().rings("1001").picksUp("1001");
        pbx.apply(new CallEvent.ChannelProgressed(pbx.now(), pbx.of("trunk"), true)).dialEnds("1001", DialResult.ANSWERED).talk("1001", "trunk");

        CallPart called = pbx.call().parts(Kind.CALLED).get(0);
        assertThat(called.endedAt(), is(pbx.call().legs().stream().filter(leg -> leg.peer().filter(peer -> peer.name().equals("1001")).isPresent())
                .findFirst().orElseThrow().answeredAt()));
    }

    @Test
    void whoPickedUpAndWasGoneAtOnceHasAnswered() {
        direct().rings("1001").picksUp("1001").dialEnds("1001", DialResult.ANSWERED).wantsToHangUp("1001", 16).hangsUp("1001", 16)
                .hangsUp("trunk", 16);

        assertThat(pbx.call().outcome(), is(Optional.of(Outcome.ANSWERED)));
        assertThat(pbx.call().answeredBy().get().name(), is("1001"));
        assertThat(pbx.call().talkTime(), is(Duration.ZERO));
        assertThat(pbx.call().missed(), is(false));
    }

    @Test
    void timeOnHoldIsTheHoldersUntilTheyResume() {
        talking().apply(new CallEvent.HoldChanged(pbx.now(), pbx.of("1001"), true))
                .apply(new CallEvent.HoldChanged(pbx.now(), pbx.of("1001"), false)).hangsUp("1001", 16).hangsUp("trunk", 16);

        CallPart talk = pbx.call().parts(Kind.TALKED).get(0);
        assertThat(talk.held(pbx.now()), is(Duration.ofSeconds(1)));
        assertThat(pbx.call().talkTime(), is(Duration.ofSeconds(3)));
    }

    @Test
    void aTransferThatNobodyTookIsMissedByTheNextGroupOnly() {
        talking().apply(new CallEvent.BridgeLeft(pbx.now(), pbx.of("1001"), "bridge")).apply(new CallEvent.BridgeLeft(pbx.now(), pbx.of("trunk"),
                "bridge")).hangsUp("1001", 16).apply(new CallEvent.QueueJoined(pbx.now(), pbx.of("trunk"), "second", "5009@internal:1"))
                .wantsToHangUp("trunk", 0).apply(new CallEvent.QueueLeft(pbx.now(), pbx.of("trunk"), "second", "5009@internal:1"))
                .hangsUp("trunk", 0);

        PhoneCall call = pbx.call();
        assertThat(call.outcome(), is(Optional.of(Outcome.ANSWERED)));
        assertThat(call.missed(), is(true));
        assertThat(call.unanswered().stream().map(part -> part.place() + " " + part.groupId().orElse("") + " " + part.end().get()).toList(),
                contains("second SALES ABANDONED"));
        assertThat(call.talkTime(), is(Duration.ofSeconds(1)));
    }

    @Test
    void aColleagueWhoLeavesAQueueHasAbandonedIt() {
        pbx.channel("1001", "c-1", "c-1", true, "1001", "internal", "5012").picksUp("1001")
                .apply(new CallEvent.QueueJoined(pbx.now(), pbx.of("1001"), "pool", "5012@internal:2")).wantsToHangUp("1001", 0)
                .apply(new CallEvent.QueueLeft(pbx.now(), pbx.of("1001"), "pool", "5012@internal:2")).hangsUp("1001", 0);

        assertThat(pbx.call().outcome(), is(Optional.of(Outcome.ABANDONED)));
        assertThat(pbx.call().missed(), is(false));
    }

    @Test
    void aQueueThatGivesUpSaysSoAtOnce() {
        pbx.callComesIn("5012", "3725551234").apply(new CallEvent.QueueJoined(pbx.now(), pbx.of("trunk"), "pool", "5012@from-trunk:2"))
                .apply(new CallEvent.QueueLeft(pbx.now(), pbx.of("trunk"), "pool", "5012@from-trunk:2"));
        assertThat(pbx.call().parts(Kind.WAITED).get(0).end(), is(Optional.of(Outcome.QUEUE_TIMEOUT)));

        pbx.apply(new CallEvent.HungUp(pbx.now(), pbx.of("trunk"), 16, "5012@from-trunk:3"));
        assertThat(pbx.call().outcome(), is(Optional.of(Outcome.QUEUE_TIMEOUT)));
        assertThat(pbx.call().missed(), is(true));
    }

    @Test
    void twoCustomersInOneConferenceStayTwoCalls() {
        Channel one = new Channel("PJSIP/trunk-00000a01", "in-1", "in-1");
        Channel other = new Channel("PJSIP/trunk-00000a02", "in-2", "in-2");
        for (Channel caller : List.of(one, other)) {
            pbx.apply(new CallEvent.ChannelCreated(pbx.now(), caller, true, new Party("3725551234", ""), "from-trunk", "5003"))
                    .apply(new CallEvent.BridgeEntered(pbx.now(), caller, "room", true, "8600"));
        }
        pbx.apply(new CallEvent.HungUp(pbx.now(), one, 16, ""));
        assertThat(pbx.call().linkedId(), is("in-1"));
        assertThat(pbx.call().outcome(), is(Optional.of(Outcome.CONFERENCE)));
        assertThat(pbx.open().stream().map(PhoneCall::linkedId).toList(), contains("in-2"));
    }

    @Test
    void whoStaysInAConferenceWithTheNextCustomerIsForgottenAtItsEnd() {
        List<CallEvent> events = new ArrayList<>();
        List<Channel> people = List.of(new Channel("PJSIP/trunk-00000a01", "in-1", "in-1"), new Channel("PJSIP/1001-00000a02", "own-1", "own-1"),
                new Channel("PJSIP/trunk-00000a03", "in-2", "in-2"));
        for (Channel each : people) {
            events.add(new CallEvent.ChannelCreated(pbx.now(), each, true, new Party("3725551234", ""), "from-trunk", "5003"));
            events.add(new CallEvent.BridgeEntered(pbx.now(), each, "room", true, "8600"));
        }
        for (Channel each : List.of(people.get(0), people.get(2), people.get(1))) {
            events.add(new CallEvent.BridgeLeft(pbx.now(), each, "room"));
            events.add(new CallEvent.HungUp(pbx.now(), each, 16, ""));
        }

        Retelling retelling = new Retelling(events);

        assertThat(retelling.ends().stream().filter(call -> call.mergedInto().isEmpty()).map(call -> call.linkedId() + call.answeredBy().isPresent())
                .toList(), contains("in-1true", "in-2true"));
        assertThat(retelling.isForgotten(), is(true));
    }

    @Test
    void bothColleaguesOfAnInternalCallTalkedAsLongAsEachOther() {
        pbx.channel("1001", "c-1", "c-1", true, "1001", "internal", "1002").dials("1001", "1002", "1002").rings("1002").picksUp("1002")
                .dialEnds("1002", DialResult.ANSWERED).talk("1002", "1001");
        assertThat(pbx.call().parts(Kind.TALKED).stream().allMatch(CallPart::isOpen), is(true));

        pbx.wantsToHangUp("1002", 16).hangsUp("1002", 16).hangsUp("1001", 16);
        List<CallPart> talks = pbx.call().parts(Kind.TALKED);
        assertThat(talks.stream().map(talk -> talk.peer().get().name()).toList(), containsInAnyOrder("1001", "1002"));
        assertThat(talks.get(0).length(pbx.now()), is(talks.get(1).length(pbx.now())));
        assertThat(pbx.call().talkTime(), is(Duration.ofSeconds(2)));
        assertThat(pbx.call().answeredBy().get().name(), is("1002"));
    }

    @Test
    void aCustomerWhomThePbxCallsFirstIsTheOneWhoIsCalled() {
        pbx.channel("trunk", "out-1", "out-1", false, "", "from-trunk", "s");
        pbx.apply(new CallEvent.DialBegun(pbx.now(), Optional.empty(), pbx.of("trunk"), Party.UNKNOWN, "", "", "3725551234@trunk", ""))
                .rings("trunk").picksUp("trunk").dials("trunk", "1002", "5112").rings("1002").picksUp("1002")
                .dialEnds("1002", DialResult.ANSWERED).talk("1002", "trunk");

        assertThat(pbx.call().direction(), is(PhoneCall.Direction.OUTBOUND));
        assertThat(pbx.call().dialedNumber(), is("3725551234"));
        assertThat(pbx.call().originator(), is(Optional.empty()));
    }

    private TestPbx direct() {
        return pbx.channel("trunk", "in-1", "in-1", true, "3725551234", "from-trunk", "5002").dials("trunk", "1001", "5002");
    }

    private TestPbx talking() {
        return direct().rings("1001").picksUp("1001").dialEnds("1001", DialResult.ANSWERED).talk("1001", "trunk");
    }
}
