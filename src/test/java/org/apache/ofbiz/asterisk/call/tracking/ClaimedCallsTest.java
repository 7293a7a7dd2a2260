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
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.CallPart;
import org.apache.ofbiz.asterisk.call.DialResult;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.PhoneCall.State;
import org.junit.jupiter.api.Test;

/** Callers who are sent to whoever claimed them. */
class ClaimedCallsTest {

    private final TestPbx pbx = new TestPbx();

    @Test
    void aCallerWhoGivesUpBetweenAClaimAndItsDialAbandonsTheWait() {
        pbx.callComesIn("5000", "3725551234").music("trunk").musicStops("trunk").wantsToHangUp("trunk", 16).hangsUpAt("trunk", 16, "1002@claim:1");

        assertThat(pbx.call().outcome(), is(Optional.of(Outcome.ABANDONED)));
        assertThat(pbx.call().parts(CallPart.Kind.CALLED), is(empty()));
    }

    @Test
    void whoAnswersAtTheMomentOfAClaimDoesNotHaveTheCall() {
        pbx.every(Duration.ofMillis(20)).callComesIn("5000", "3725551234").joinsQueue("trunk", "support").dials("trunk", "1001", "1001")
                .rings("1001").picksUp("1001").talk("trunk", "1001").hangsUp("1001", 16).claims("trunk", "1003").rings("1003").picksUp("1003")
                .talk("trunk", "1003");

        assertThat(pbx.call().answeredBy().get().name(), is("1003"));
    }

    @Test
    void whoTalkedBeforeTheCallerWasMovedAnsweredTheCall() {
        pbx.callComesIn("5000", "3725551234").joinsQueue("trunk", "support").dials("trunk", "1001", "1001").rings("1001").picksUp("1001")
                .talk("trunk", "1001").hangsUp("1001", 16).claims("trunk", "1003").rings("1003").picksUp("1003").talk("trunk", "1003");

        assertThat(pbx.call().answeredBy().get().name(), is("1001"));
    }

    @Test
    void aClaimThatThePbxAccountedForBeforeTheHangupIsNoPhoneThatWasCalled() {
        pbx.callComesIn("5000", "3725551234").music("trunk").musicStops("trunk").wantsToHangUp("trunk", 16);
        pbx.apply(new CallEvent.Accounted(pbx.now(), pbx.of("trunk").uniqueId(), "claim", "1002", "MixMonitor", ""));
        pbx.hangsUpAt("trunk", 16, "1002@claim:1");

        assertThat(pbx.call().outcome(), is(Optional.of(Outcome.ABANDONED)));
        assertThat(pbx.call().parts(CallPart.Kind.CALLED), is(empty()));
    }

    @Test
    void aClaimOfABusyPhoneGoesBackToWaiting() {
        pbx.claimed().dialEnds("1002", DialResult.BUSY).music("trunk");

        assertThat(pbx.call().state(), is(State.WAITING));
        assertThat(pbx.call().lastExtensionLeg().get().extensionFailure(), is(Optional.of(Outcome.EXTENSION_BUSY)));
        assertThat(pbx.hangsUp("1002", 17).call().lastExtensionLeg().get().extensionFailure(), is(Optional.of(Outcome.EXTENSION_BUSY)));
    }

    @Test
    void aClaimThatIsDeclinedSaysSoAsSoonAsThePhoneDoes() {
        pbx.claimed().rings("1002").wantsToHangUp("1002", 21).dialEnds("1002", DialResult.NO_ANSWER).music("trunk");

        assertThat(pbx.call().state(), is(State.WAITING));
        assertThat(pbx.call().lastExtensionLeg().get().extensionFailure(), is(Optional.of(Outcome.EXTENSION_DECLINED)));
    }

    @Test
    void aClaimOfAPhoneThatIsNotRegisteredRingsNobody() {
        pbx.callComesIn("5000", "3725551234").music("trunk").musicStops("trunk");
        assertThat(pbx.call().state(), is(State.DIALING));

        pbx.music("trunk");

        assertThat(pbx.call().state(), is(State.WAITING));
        assertThat(pbx.call().lastExtensionLeg(), is(Optional.empty()));
    }

    @Test
    void theCallerHangsUpAfterAClaimCameToNothing() {
        pbx.claimed().rings("1002").dialEnds("1002", DialResult.NO_ANSWER).music("trunk").hangsUp("1002", 0).musicStops("trunk").hangsUp("trunk", 16);

        assertThat(pbx.call().outcome(), is(Optional.of(Outcome.ABANDONED)));
    }

    @Test
    void theCauseOfAnEarlierClaimIsNotWhyTheCallerGaveUp() {
        pbx.callComesIn("5000", "3725551234").music("trunk").musicStops("trunk").music("trunk")
                .wantsToHangUp("trunk", 0).musicStops("trunk").hangsUp("trunk", 3);

        assertThat(pbx.call().outcome(), is(Optional.of(Outcome.ABANDONED)));
        assertThat(pbx.call().hangupCause(), is(16));
    }
}
