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
package org.apache.ofbiz.asterisk.acd.distribution;

import static org.apache.ofbiz.asterisk.acd.distribution.Scene.ANN;
import static org.apache.ofbiz.asterisk.acd.distribution.Scene.BOB;
import static org.apache.ofbiz.asterisk.acd.distribution.Scene.PHONE_OF_ANN;
import static org.apache.ofbiz.asterisk.acd.distribution.Scene.PHONE_OF_BOB;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.ofbiz.asterisk.acd.offers.OfferRegistry;
import org.apache.ofbiz.asterisk.call.DialResult;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.PbxCommands.Failure;
import org.apache.ofbiz.asterisk.call.PbxCommands.Result;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who gets a call that several may claim, and what the others hear. */
class ClaimTest {

    private final Scene scene = new Scene();

    @BeforeEach
    void annAndBobAreSignedIn() {
        scene.signIn(ANN, BOB);
    }

    @AfterEach
    void nothingElseHappened() {
        scene.hasNoMoreNews();
    }

    @Test
    void theWinnerTalksAndTheOthersWereToldAtTheClaim() {
        PhoneCall ringing = scene.happens(Calls.rings(scene.claimedByAnn(), PHONE_OF_ANN));
        PhoneCall talking = scene.happens(Calls.talks(ringing));
        assertThat(scene.news(), contains("CALL PBX:1 RINGING for ann", "CALL PBX:1 TALKING for ann"));

        assertThat(scene.claims(BOB, talking), is("CALL_TAKEN Ann"));
        scene.passes(Duration.ofSeconds(30));
        assertThat("a claim that succeeded is not given up", scene.news(), is(empty()));

        scene.happens(Calls.ends(talking, Outcome.ANSWERED));
        assertThat(scene.news(), contains("CALL PBX:1 ENDED ANSWERED for ann"));
        assertThat("who had it", scene.claims(BOB, talking), is("CALL_TAKEN Ann"));
    }

    @Test
    void theLoserIsToldWhoWon() {
        PhoneCall call = scene.claimedByAnn();

        assertThat(scene.claims(BOB, call), is("CALL_TAKEN Ann"));
    }

    @Test
    void aClaimIsDecidedBeforeThePbxAnswers() {
        scene.pbxAnswer = new CompletableFuture<>();
        PhoneCall call = scene.offered();

        assertThat(scene.claims(ANN, call), is("not answered yet"));
        assertThat(scene.claims(BOB, call), is("CALL_TAKEN Ann"));
        assertThat(scene.news(), hasItem("OC PBX:1 CLAIMED by Ann to [ann, bob] except S-ann"));
    }

    @Test
    void aCallerWhoHangsUpDuringTheClaimIsToldToTheClaimer() {
        scene.pbxAnswer = new CompletableFuture<>();
        PhoneCall call = scene.offered();
        var claim = scene.distributor.claim(call.callId(), ANN, Optional.of("S-ann"), Optional.empty());
        scene.news();

        scene.happens(Calls.ends(call, Outcome.ABANDONED));

        assertThat(Scene.said(claim), is("CALLER_GONE"));
        assertThat(scene.news(), contains("OC PBX:1 ABANDONED to [ann, bob]", "CALL PBX:1 ENDED ABANDONED for ann"));
        scene.pbxAnswer.complete(Result.failed(Failure.Kind.CHANNEL_GONE, "Channel does not exist"));
        assertThat("a second answer", scene.news(), is(empty()));
    }

    @Test
    void aCallerWhoHangsUpWhileThePhoneRingsIsNotOfferedAgain() {
        PhoneCall ringing = scene.happens(Calls.rings(scene.claimedByAnn(), PHONE_OF_ANN));
        scene.news();

        PhoneCall cancelled = scene.happens(Calls.stopsRinging(ringing, DialResult.CANCELLED, 16));
        scene.happens(Calls.ends(cancelled, Outcome.ABANDONED));
        scene.passes(OfferRegistry.GRACE);

        assertThat(scene.news(), contains("CALL PBX:1 DIALING for ann", "OC PBX:1 ABANDONED to [ann, bob]",
                "CALL PBX:1 ENDED ABANDONED for ann"));
    }

    @Test
    void aRedirectThatFindsNoChannelMeansThatTheCallerIsGone() {
        scene.pbxAnswer = CompletableFuture.completedFuture(Result.failed(Failure.Kind.CHANNEL_GONE, "Channel does not exist"));
        PhoneCall call = scene.offered();

        assertThat(scene.claims(ANN, call), is("CALLER_GONE"));

        assertThat(scene.news(), contains("OC PBX:1 CLAIMED by Ann to [ann, bob] except S-ann", "CALL PBX:1 DIALING for ann",
                "REDIRECT PJSIP/trunk-1 to 1001@claim", "OC PBX:1 ABANDONED to [ann, bob]", "CALL PBX:1 ENDED ABANDONED for ann"));
        assertThat(scene.claims(BOB, call), is("CALLER_GONE"));
    }

    @Test
    void aCallTakenOnAPhoneIsClaimedByItsOwner() {
        PhoneCall call = scene.happens(Calls.rings(scene.offered(), PHONE_OF_BOB));

        scene.happens(Calls.talks(call));

        assertThat(scene.news(), contains("OC PBX:1 CLAIMED by Bob to [ann, bob]", "CALL PBX:1 TALKING for bob"));
        assertThat(scene.claims(ANN, call), is("CALL_TAKEN Bob"));
    }

    @Test
    void aCallTakenByAnotherWhileClaimedIsLostToTheClaimer() {
        PhoneCall ringing = scene.happens(Calls.rings(scene.claimedByAnn(), PHONE_OF_BOB));

        scene.happens(Calls.talks(ringing));

        assertThat(scene.news(), hasItem("CALL PBX:1 TALKING for bob"));
        scene.passes(OfferRegistry.CROSSING);
        assertThat(scene.news(), contains("OC PBX:1 CLAIMED by Bob to [ann, bob]", "CALL PBX:1 ENDED CANCELLED for ann"));
    }
}
