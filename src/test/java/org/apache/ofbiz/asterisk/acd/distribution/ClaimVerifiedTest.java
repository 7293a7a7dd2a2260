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

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.ofbiz.asterisk.acd.offers.OfferRegistry;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.DialResult;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.PbxCommands.Failure;
import org.apache.ofbiz.asterisk.call.PbxCommands.Result;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A claim that was won is not believed until its winner talks: whatever comes in between ends in an offer or in a word. */
class ClaimVerifiedTest {

    private static final CallEvent RESUMED = new CallEvent.Resynchronised(Calls.START, List.of());
    private static final String OFFERED_AGAIN = "NC PBX:1 to [ann, bob] again: Ann ";

    private final Scene scene = new Scene();
    private PhoneCall claimed;

    @BeforeEach
    void annHasClaimed() {
        scene.signIn(ANN, BOB);
        claimed = scene.claimedByAnn();
    }

    @AfterEach
    void nothingElseHappened() {
        scene.hasNoMoreNews();
    }

    private void rings() {
        claimed = scene.happens(Calls.rings(claimed, PHONE_OF_ANN));
        scene.news();
    }

    @Test
    void thePhoneIsPickedUpAndTheCallerIsGone() {
        rings();

        scene.happens(Calls.customerLeaves(Calls.in(PhoneCall.State.RINGING, claimed)));

        assertThat(scene.news(), contains("OC PBX:1 ABANDONED to [ann, bob]", "CALL PBX:1 ENDED ABANDONED for ann"));
        scene.passes(Scene.SUPPORT.ringTimeout().plus(OfferRegistry.AFTER_RING_TIME));
        assertThat("offered again without a caller", scene.news(), is(empty()));
        assertThat(scene.claims(BOB, claimed), is("CALLER_GONE"));
    }

    @Test
    void anotherDeviceOfTheSameExtensionAnswers() {
        rings();

        scene.happens(Calls.talks(Calls.rings(claimed, PHONE_OF_ANN)));

        assertThat(scene.news(), contains("CALL PBX:1 TALKING for ann"));
    }

    @Test
    void anotherExtensionOfTheClaimerAnswers() {
        Peer distributor = new Peer("DESK", "PBX", "PJSIP", "1055", Peer.Type.EXTENSION, Optional.of(ANN), Optional.empty(), Optional.empty(), true);
        rings();

        scene.happens(Calls.talks(Calls.rings(claimed, distributor)));

        assertThat(scene.news(), contains("CALL PBX:1 TALKING for ann"));
        assertThat(scene.claims(BOB, claimed), is("CALL_TAKEN Ann"));
    }

    @Test
    void theDialplanSendsTheCallerToAnotherGroup() {
        PhoneCall elsewhere = Calls.ofGroup("SALES", claimed);

        scene.happens(elsewhere);

        assertThat(scene.news(), contains("OC PBX:1 WITHDRAWN to [ann, bob]", "CALL PBX:1 ENDED CANCELLED for ann"));
    }

    @Test
    void theCallBecomesPartOfAnother() {
        scene.happens(Calls.absorbed(claimed));

        assertThat(scene.news(), contains("OC PBX:1 WITHDRAWN to [ann, bob]", "CALL PBX:1 ENDED CANCELLED for ann"));
        assertThat(scene.claims(BOB, claimed), is("CALL_WITHDRAWN"));
    }

    @Test
    void theConnectionWasLostAndTheClaimWasWon() {
        scene.happens(Calls.talks(Calls.rings(claimed, PHONE_OF_ANN)), RESUMED);

        assertThat(scene.news(), contains("CALL PBX:1 TALKING for ann"));
    }

    @Test
    void theConnectionWasLostAndTheCallerWaitsAgain() {
        scene.happens(Calls.in(PhoneCall.State.WAITING, claimed), RESUMED);
        assertThat("at once, since the list may be older than the claim", scene.news(), is(empty()));
        scene.passes(OfferRegistry.GRACE);

        assertThat(scene.news(), contains("CALL PBX:1 ENDED EXTENSION_UNREGISTERED for ann", OFFERED_AGAIN + "EXTENSION_UNREGISTERED"));
    }

    @Test
    void theConnectionWasLostAndThePhoneStopped() {
        rings();
        PhoneCall waiting = Calls.in(PhoneCall.State.WAITING, Calls.stopsRinging(claimed, DialResult.NO_ANSWER, 19));

        scene.happens(waiting, RESUMED);
        scene.passes(OfferRegistry.GRACE);

        assertThat(scene.news(), hasItem(OFFERED_AGAIN + "EXTENSION_NO_ANSWER"));
    }

    @Test
    void theConnectionWasLostAndTheListIsOlderThanTheClaim() {
        scene.happens(Calls.in(PhoneCall.State.WAITING, claimed), RESUMED);
        rings();
        scene.passes(OfferRegistry.GRACE);

        assertThat(scene.news(), is(empty()));
    }

    @Test
    void theConnectionWasLostAndTheCallerIsGone() {
        scene.happens(Calls.ends(claimed, Outcome.ABANDONED), RESUMED);

        assertThat(scene.news(), contains("OC PBX:1 ABANDONED to [ann, bob]", "CALL PBX:1 ENDED ABANDONED for ann"));
    }

    @Test
    void aClaimGivenUpInVainIsTakenByWhoeverAnswers() {
        scene.passes(Scene.SUPPORT.ringTimeout().plus(OfferRegistry.AFTER_RING_TIME));
        assertThat(scene.news(), contains("CALL PBX:1 ENDED FAILED for ann", OFFERED_AGAIN + "FAILED"));

        scene.happens(Calls.talks(Calls.rings(claimed, PHONE_OF_ANN)), RESUMED);

        assertThat(scene.news(), contains("OC PBX:1 CLAIMED by Ann to [ann, bob]", "CALL PBX:1 TALKING for ann"));
    }

    @Test
    void theClaimerHangsUpBeforeTheirPhoneRings() {
        assertThat(Scene.said(scene.distributor.hangup(claimed.callId(), ANN)), is("ok"));
        assertThat("the caller", scene.news(), is(empty()));

        PhoneCall ringing = scene.happens(Calls.rings(claimed, PHONE_OF_ANN));
        scene.happens(ringing);
        assertThat(scene.news(), contains("CALL PBX:1 RINGING for ann", "HANGUP PJSIP/1001-1.1"));
        PhoneCall stopped = scene.happens(Calls.stopsRinging(ringing, DialResult.NO_ANSWER, 16));

        assertThat(scene.news(), contains("CALL PBX:1 ENDED CANCELLED for ann", OFFERED_AGAIN + "CANCELLED"));
        assertThat(scene.claims(BOB, stopped), is("ok"));
        scene.news();
    }

    @Test
    void theClaimerHangsUpAndThePhoneNeverRings() {
        scene.distributor.hangup(claimed.callId(), ANN);

        scene.passes(Scene.SUPPORT.ringTimeout().plus(OfferRegistry.AFTER_RING_TIME));

        assertThat(scene.news(), contains("CALL PBX:1 ENDED CANCELLED for ann", OFFERED_AGAIN + "CANCELLED"));
    }

    @Test
    void theClaimerHangsUpAndTheCallerHasDoneSo() {
        rings();
        PhoneCall gone = Calls.customerLeaves(Calls.stopsRinging(claimed, DialResult.CANCELLED, 0));
        scene.happens(gone);
        scene.news();

        assertThat(Scene.said(scene.distributor.hangup(claimed.callId(), ANN)), is("CALL_UNKNOWN"));
    }

    @Test
    void aPhoneThatRingsIsHungUpAtOnce() {
        rings();

        assertThat(Scene.said(scene.distributor.hangup(claimed.callId(), ANN)), is("ok"));

        assertThat(scene.news(), contains("HANGUP PJSIP/1001-1.1"));
    }

    @Test
    void nobodyElseCanGiveUpAClaim() {
        assertThat(Scene.said(scene.distributor.hangup(claimed.callId(), BOB)), is("CALL_UNKNOWN"));
        scene.happens(Calls.rings(claimed, PHONE_OF_ANN));

        assertThat(scene.news(), contains("CALL PBX:1 RINGING for ann"));
    }

    @Test
    void anotherPhoneThatRingsIsNoProof() {
        scene.happens(Calls.rings(claimed, PHONE_OF_BOB));
        scene.news();

        scene.passes(Scene.SUPPORT.ringTimeout().plus(OfferRegistry.AFTER_RING_TIME));

        assertThat(scene.news(), contains("CALL PBX:1 ENDED FAILED for ann", OFFERED_AGAIN + "FAILED"));
    }

    @Test
    void aPhoneThatRangBeforeAndAnswersNowLosesTheCaller() {
        PhoneCall crossed = crossedByBob();

        assertThat("the claim stands, and Ann doesn't talk yet", scene.news(), contains("CALL PBX:2 TALKING for bob"));
        PhoneCall torn = scene.happens(Calls.stopsRinging(crossed, DialResult.ANSWERED, 16));
        scene.news();
        scene.happens(Calls.talks(Calls.rings(torn, PHONE_OF_ANN)));
        assertThat(scene.news(), hasItem("CALL PBX:2 TALKING for ann"));
        assertThat(scene.claims(BOB, torn), is("CALL_TAKEN Ann"));
    }

    @Test
    void anAnswerOfWhichEventsTellAfterTheClaimOnlyLosesTheCallerToo() {
        PhoneCall crossed = scene.happens(Calls.talks(Calls.rings(claimed, PHONE_OF_BOB)));
        PhoneCall torn = scene.happens(Calls.stopsRinging(crossed, DialResult.ANSWERED, 16));
        scene.news();
        scene.happens(Calls.in(PhoneCall.State.TALKING, Calls.rings(torn, PHONE_OF_ANN))); // the state of the call lags, too
        scene.happens(Calls.talks(Calls.rings(torn, PHONE_OF_ANN)));
        assertThat(scene.news(), hasItem("CALL PBX:1 TALKING for ann"));
        scene.passes(OfferRegistry.CROSSING);
        assertThat("it is Ann's", scene.news(), is(empty()));
    }

    @Test
    void aPhoneThatAnswersKeepsTheCallerWhenTheRedirectFails() {
        scene.pbxAnswer = new CompletableFuture<>();
        crossedByBob();
        scene.news();

        scene.pbxAnswer.complete(Result.failed(Failure.Kind.REFUSED, "No"));

        assertThat(scene.news(), contains("OC PBX:2 CLAIMED by Bob to [ann, bob]", "CALL PBX:2 ENDED CANCELLED for ann"));
    }

    /** A second call rings Bob's phone; Ann claims it, and Bob answers. */
    private PhoneCall crossedByBob() {
        PhoneCall call = scene.happens(Calls.rings(scene.happens(Calls.waiting("2")), PHONE_OF_BOB));
        scene.news();
        scene.distributor.claim(call.callId(), ANN, Optional.of("S-ann"), Optional.empty());
        scene.news();
        return scene.happens(Calls.talks(call));
    }
}
