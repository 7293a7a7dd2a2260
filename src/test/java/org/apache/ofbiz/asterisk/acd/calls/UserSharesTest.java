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
package org.apache.ofbiz.asterisk.acd.calls;

import static org.apache.ofbiz.asterisk.acd.distribution.Scene.ANN;
import static org.apache.ofbiz.asterisk.acd.distribution.Scene.PHONE_OF_ANN;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Optional;
import org.apache.ofbiz.asterisk.acd.AcdListener;
import org.apache.ofbiz.asterisk.acd.distribution.Calls;
import org.apache.ofbiz.asterisk.call.CallPart;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.PhoneCall.State;
import org.junit.jupiter.api.Test;

/** What one person has of a call whose parts are theirs. */
class UserSharesTest {

    @Test
    void ofTwoPhonesThatRangTogetherTheOneThatIsAnsweredCounts() {
        PhoneCall call = with(List.of(rang(0, Outcome.ANSWERED), rang(1, Outcome.CANCELLED)));
        assertThat(UserShares.read(call, ANN.userLoginId(), call.parts()).map(AcdListener.Share::state), is(Optional.of(State.RINGING)));
    }

    @Test
    void whenNoneOfThemIsAnsweredTheyHaveStoppedRinging() {
        PhoneCall call = with(List.of(rang(0, Outcome.CANCELLED), rang(1, Outcome.CANCELLED)));
        AcdListener.Share share = UserShares.read(call, ANN.userLoginId(), call.parts()).orElseThrow();
        assertThat(share.state(), is(State.ENDED));
        assertThat(share.outcome(), is(Optional.of(Outcome.EXTENSION_NO_ANSWER)));
    }

    @Test
    void aPhoneThatRangLaterInVainIsAnotherMatter() {
        PhoneCall call = with(List.of(rang(0, Outcome.ANSWERED), rang(10, Outcome.CANCELLED)));
        assertThat(UserShares.read(call, ANN.userLoginId(), call.parts()).map(AcdListener.Share::state), is(Optional.of(State.ENDED)));
    }

    /** Rang for three seconds. */
    private static CallPart rang(int after, Outcome end) {
        return new CallPart(CallPart.Kind.CALLED, Optional.of(PHONE_OF_ANN), "", Optional.empty(), Calls.START.plusSeconds(after),
                Optional.of(Calls.START.plusSeconds(after + 3)), Optional.of(end), List.of());
    }

    private static PhoneCall with(List<CallPart> parts) {
        PhoneCall call = Calls.rings(Calls.waiting("1"), PHONE_OF_ANN);
        return new PhoneCall(call.serverId(), call.linkedId(), call.direction(), call.state(), call.caller(), call.dialedNumber(),
                call.groupId(), call.answeredBy(), call.originator(), call.trunk(), call.legs(), call.startedAt(), call.answeredAt(),
                call.endedAt(), call.recordingFile(), call.outcome(), call.hangupCause(), call.unseen(), call.mergedInto(), call.timeline(), parts,
                call.variables());
    }
}
