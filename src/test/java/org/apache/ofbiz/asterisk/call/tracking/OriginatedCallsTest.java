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

import java.util.Optional;
import org.apache.ofbiz.asterisk.call.DialResult;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.PhoneCall.Direction;
import org.apache.ofbiz.asterisk.call.PhoneCall.State;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.junit.jupiter.api.Test;

/** Calls that we ask the PBX to place. */
class OriginatedCallsTest {

    private final TestPbx pbx = new TestPbx();

    @Test
    void aCallWeAskForIsThereBeforeAnyPhoneRings() {
        pbx.originate("ofbiz-1", "1001", "3725550000");

        assertThat(pbx.call().callId(), is("PBX:ofbiz-1"));
        assertThat(pbx.call().state(), is(State.DIALING));
        assertThat(pbx.call().direction(), is(Direction.OUTBOUND));
        assertThat(pbx.call().dialedNumber(), is("3725550000"));
        assertThat(pbx.call().originator().get().name(), is("1001"));
    }

    @Test
    void aCallWeAskForTalksAndEndsAsOneCall() {
        pbx.originate("ofbiz-1", "1001", "3725550000").originateRings("1001", "ofbiz-1").picksUp("1001")
                .dials("1001", "trunk", "3725550000").rings("trunk").picksUp("trunk").talk("trunk", "1001");
        assertThat(pbx.call().state(), is(State.TALKING));
        assertThat(pbx.call().answeredBy().get().name(), is("1001"));

        pbx.hangsUp("1001", 16).hangsUp("trunk", 16);

        assertThat(pbx.call().outcome(), is(Optional.of(Outcome.ANSWERED)));
        assertThat(pbx.told().stream().map(PhoneCall::callId).distinct().toList(), contains("PBX:ofbiz-1"));
        assertThat(pbx.told().stream().anyMatch(PhoneCall::unseen), is(false));
        assertThat(pbx.open(), is(empty()));
    }

    @Test
    void aPhoneThatIsNotRegisteredNeverHasAChannel() {
        pbx.originate("ofbiz-1", "1003", "3725550000").originateFailed("ofbiz-1", "1003", 0);

        assertThat(pbx.call().outcome(), is(Optional.of(Outcome.EXTENSION_UNREGISTERED)));
        assertThat(pbx.call().hangupCause(), is(20));
        assertThat(pbx.open(), is(empty()));
    }

    @Test
    void aRefusedOriginateEndsItsCall() {
        pbx.originate("ofbiz-1", "1001", "3725550000").originateFailed("ofbiz-1", "1001", -1);

        assertThat(pbx.call().outcome(), is(Optional.of(Outcome.FAILED)));
    }

    @Test
    void aPhoneThatRingsAfterItsOriginateWasGivenUpIsAnotherCall() {
        pbx.originate("ofbiz-1", "1001", "3725550000").originateFailed("ofbiz-1", "1001", -1).originateRings("1001", "ofbiz-1");

        assertThat(pbx.call().callId() + ' ' + pbx.call().legs().get(0).channel().uniqueId(), is("PBX:ofbiz-1/2 ofbiz-1"));
        assertThat(pbx.call().ended(), is(false));
    }

    @Test
    void theUserHangsUpWhileTheNumberRings() {
        pbx.outgoingRings().wantsToHangUp("1001", 0).dialEnds("trunk", DialResult.CANCELLED).hangsUp("trunk", 127).hangsUp("1001", 0);

        assertThat(pbx.call().outcome(), is(Optional.of(Outcome.CANCELLED)));
        assertThat(pbx.call().hangupCause(), is(16));
    }

    @Test
    void theUserHangsUpBeforeTheNumberIsDialled() {
        pbx.originate("ofbiz-1", "1001", "3725550000").originateRings("1001", "ofbiz-1").picksUp("1001").hangsUp("1001", 16);

        assertThat(pbx.call().outcome(), is(Optional.of(Outcome.CANCELLED)));
    }

    @Test
    void weHangUpTheRingingPhone() {
        pbx.originate("ofbiz-1", "1001", "3725550000").originateRings("1001", "ofbiz-1").hangsUp("1001", 16).originateFailed("ofbiz-1", "1001", 0);

        assertThat(pbx.call().outcome(), is(Optional.of(Outcome.CANCELLED)));
        assertThat("told once", pbx.told().stream().filter(PhoneCall::ended).toList(), hasSize(1));
    }

    @Test
    void nobodyAnswersAtTheNumber() {
        pbx.outgoingRings().dialEnds("trunk", DialResult.NO_ANSWER).hangsUp("trunk", 0).hangsUp("1001", 0);

        assertThat(pbx.call().outcome(), is(Optional.of(Outcome.NO_ANSWER)));
        assertThat(pbx.call().hangupCause(), is(19));
    }

    @Test
    void theNumberDeclines() {
        pbx.outgoingRings().hangsUp("1001", 21).dialEnds("trunk", DialResult.NO_ANSWER).hangsUp("trunk", 21);

        assertThat(pbx.call().outcome(), is(Optional.of(Outcome.DECLINED)));
    }
}
