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
package org.apache.ofbiz.asterisk.acd.callbacks;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.acd.distribution.Calls;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.junit.jupiter.api.Test;

class AttemptResultTest {

    private static final Peer DESK = new Peer("1001", "PBX", "PJSIP", "1001", Peer.Type.EXTENSION, Optional.empty(), Optional.empty(),
            Optional.empty(), true);
    private static final PhoneCall RINGS = Calls.rings(Calls.outbound("ofbiz-1", DESK), DESK);

    @Test
    void aCallThatRingsGoesOn() {
        assertThat(AttemptResult.of(Calls.outbound("ofbiz-1", DESK)), is(new AttemptResult.GoesOn()));
        assertThat(AttemptResult.of(RINGS), is(new AttemptResult.GoesOn()));
    }

    @Test
    void anAgentWhoDoesNotPickUpHasCalledNobody() {
        assertThat(AttemptResult.of(Calls.ends(RINGS, Outcome.EXTENSION_NO_ANSWER)),
                is(new AttemptResult.AgentMissed(Outcome.EXTENSION_NO_ANSWER)));
        assertThat(AttemptResult.of(Calls.ends(Calls.outbound("ofbiz-1", DESK), Outcome.FAILED)), is(new AttemptResult.AgentMissed(Outcome.FAILED)));
    }

    @Test
    void aCustomerWhoDoesNotAnswerWasCalled() {
        PhoneCall up = Calls.talks(RINGS);
        PhoneCall pickedUp = new PhoneCall(up.serverId(), up.linkedId(), up.direction(), PhoneCall.State.RINGING, up.caller(), up.dialedNumber(),
                up.groupId(), Optional.empty(), up.originator(), up.trunk(), up.legs(), up.startedAt(), Optional.empty(), Optional.empty(),
                up.recordingFile(), up.outcome(), 0, false, Optional.empty(), List.of(), List.of(), Map.of());
        assertThat(AttemptResult.of(pickedUp), is(new AttemptResult.GoesOn()));
        assertThat(AttemptResult.of(Calls.ends(pickedUp, Outcome.BUSY)), is(new AttemptResult.CustomerMissed(Outcome.BUSY)));
    }

    @Test
    void whoTalksIsReached() {
        assertThat(AttemptResult.of(Calls.talks(RINGS)), is(new AttemptResult.Talked(false)));
        assertThat(AttemptResult.of(Calls.ends(Calls.talks(RINGS), Outcome.ANSWERED)), is(new AttemptResult.Talked(true)));
    }

    @Test
    void afterTheLastAttemptAgentsCallByHand() {
        CallbackRule rule = new CallbackRule(2, Duration.ofMinutes(15));
        assertThat(rule.next(1, Instant.EPOCH), is(Optional.of(Instant.EPOCH.plusSeconds(900))));
        assertThat(rule.next(2, Instant.EPOCH), is(Optional.empty()));
    }
}
