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
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.CallPart;
import org.apache.ofbiz.asterisk.call.CallPart.Kind;
import org.apache.ofbiz.asterisk.call.DialResult;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.Party;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.junit.jupiter.api.Test;

/** Customers on hold while somebody is asked, and what becomes of them. Each event is a second after the one before. */
class HandedOverTest {

    private static final String ASKING = "asking";

    private final TestPbx pbx = new TestPbx();

    @Test
    void whoHandsOverToAPhoneThatRingsTalksNoLonger() {
        Instant handedOver = asks().now();
        handsOver();

        CallPart talk = pbx.call().parts(Kind.TALKED).get(0);
        assertThat("its channel is up until the target answers", pbx.call().legs().get(1).alive(), is(true));
        assertThat(talk.endedAt(), is(Optional.of(handedOver)));
        assertThat(talk.holds().get(0).until(), is(Optional.of(handedOver)));
    }

    @Test
    void aCustomerWhoWaitsForWhomTheyWereHandedToIsMissedThere() {
        asks();
        handsOver();
        pbx.wantsToHangUp("trunk", 16).hangsUp("trunk", 16).dialEnds("1003", DialResult.CANCELLED).hangsUp("1003", 16).hangsUp("1001", 16);

        assertThat(pbx.call().outcome(), is(Optional.of(Outcome.ANSWERED)));
        assertThat(pbx.call().missed(), is(true));
        assertThat(pbx.call().unanswered().stream().map(part -> part.peer().get().name()).toList(), contains("1003"));
    }

    @Test
    void whoIsCalledBackForACustomerThatNobodyTookIsInTheirCall() {
        asks();
        handsOver();
        pbx.dialEnds("1003", DialResult.CANCELLED).hangsUp("1003", 16).channel("1001", "back-1", "back-1", false, "1001", "internal", "s");
        CallEvent dialed = new CallEvent.DialBegun(pbx.now(), Optional.empty(), pbx.of("1001"), Party.UNKNOWN, "", "", "1001", "");
        pbx.apply(dialed).apply(dialed).rings("1001");
        assertThat(pbx.open().stream().map(PhoneCall::linkedId).toList(), contains("in-1"));

        pbx.picksUp("1001").talk("1001").wantsToHangUp("trunk", 16).hangsUp("trunk", 16);
        assertThat(pbx.call().parts(Kind.TALKED).stream().map(part -> part.peer().get().name()).toList(), contains("1001", "1001"));
        assertThat(pbx.call().missed(), is(false));
    }

    @Test
    void aCustomerWhoHangsUpWhileSomebodyIsAskedIsMissedByNobody() {
        asks().wantsToHangUp("trunk", 16).hangsUp("trunk", 16).dialEnds("1003", DialResult.CANCELLED).hangsUp("1003", 16).hangsUp("1001", 16);

        assertThat(pbx.call().outcome(), is(Optional.of(Outcome.ANSWERED)));
        assertThat(pbx.call().missed(), is(false));
    }

    @Test
    void nobodyIsOnHoldOnceTheCustomerIsGone() {
        Instant held = talks().now();
        hold(true);
        asksOn();
        Instant gone = pbx.now();
        pbx.hangsUp("trunk", 16).picksUp("1003").dialEnds("1003", DialResult.ANSWERED);
        enters("1003", ASKING);
        pbx.hangsUp("1003", 16).hangsUp("1001", 16);

        PhoneCall call = pbx.call();
        assertThat(call.ended(), is(true));
        assertThat(call.holdTime(), is(Duration.between(held, gone)));
        assertThat(call.talkTime().compareTo(call.holdTime()) >= 0, is(true));
    }

    @Test
    void whoSwapsBetweenTwoHoldsTheCustomerWhileWithTheOther() {
        asks().picksUp("1003").dialEnds("1003", DialResult.ANSWERED);
        enters("1003", ASKING);
        hold(true); // the colleague
        goes(ASKING, "bridge");
        hold(false);
        hold(true); // the customer
        goes("bridge", ASKING);
        hold(false); // the colleague

        List<CallPart.Hold> holds = pbx.call().parts(Kind.TALKED).get(0).holds();
        assertThat(holds.size(), is(2));
        assertThat("back with the customer", holds.get(0).until().isPresent(), is(true));
        assertThat("with the colleague again", holds.get(1).until(), is(Optional.empty()));
        assertThat(pbx.call().parts(Kind.TALKED).size(), is(1));
    }

    @Test
    void aColleagueIsOnHoldUntilBothTalkAgain() {
        pbx.channel("1001", "out-1", "out-1", true, "1001", "internal", "1002").dials("1001", "1002", "1002").rings("1002").picksUp("1002")
                .dialEnds("1002", DialResult.ANSWERED).talk("1001", "1002");
        Instant held = pbx.now();
        hold(true);
        goes("bridge", ASKING);
        pbx.dials("1001", "trunk", "3725558881").rings("trunk").picksUp("trunk").dialEnds("trunk", DialResult.ANSWERED);
        enters("trunk", ASKING);
        pbx.hangsUp("trunk", 16);
        goes(ASKING, "bridge");
        Instant back = pbx.now().minusSeconds(1);
        pbx.hangsUp("1002", 16).hangsUp("1001", 16);

        assertThat(pbx.call().ended(), is(true));
        assertThat(pbx.call().holdTime(), is(Duration.between(held, back)));
    }

    /** 1001 talks to the customer, has put them on hold, and calls 1003. */
    private TestPbx asks() {
        talks();
        hold(true);
        return asksOn();
    }

    private TestPbx talks() {
        return pbx.channel("trunk", "in-1", "in-1", true, "3725551234", "from-trunk", "5002").dials("trunk", "1001", "5002").rings("1001")
                .picksUp("1001").dialEnds("1001", DialResult.ANSWERED).talk("1001", "trunk");
    }

    private TestPbx asksOn() {
        goes("bridge", ASKING);
        return pbx.dials("1001", "1003", "1003").rings("1003");
    }

    private void handsOver() {
        pbx.apply(new CallEvent.Transferred(pbx.now(), List.of(pbx.of("1001")), Optional.of(pbx.of("trunk")), Optional.of(pbx.of("1003")), "1003"));
        pbx.apply(new CallEvent.BridgeLeft(pbx.now(), pbx.of("1001"), ASKING));
    }

    private void hold(boolean on) {
        pbx.apply(new CallEvent.HoldChanged(pbx.now(), pbx.of("1001"), on));
    }

    private void goes(String from, String to) {
        pbx.apply(new CallEvent.BridgeLeft(pbx.now(), pbx.of("1001"), from));
        enters("1001", to);
    }

    private void enters(String peer, String bridge) {
        pbx.apply(new CallEvent.BridgeEntered(pbx.now(), pbx.of(peer), bridge, true, ""));
    }
}
