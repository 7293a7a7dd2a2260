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
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.offers.OfferRegistry;
import org.apache.ofbiz.asterisk.call.DialResult;
import org.apache.ofbiz.asterisk.call.PbxCommands.Failure;
import org.apache.ofbiz.asterisk.call.PbxCommands.Result;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A claimed call whose phone does not answer is offered again, and everyone is told why. */
class OfferAgainTest {

    private final Scene scene = new Scene();

    @BeforeEach
    void annAndBobAreSignedIn() {
        scene.signIn(ANN, BOB);
    }

    @AfterEach
    void nothingElseHappened() {
        scene.hasNoMoreNews();
    }

    /** OFBiz's own build compiles this folder without parameterized tests; here each case gets a scene of its own. */
    private static DynamicTest onItsOwn(String name, Consumer<OfferAgainTest> story) {
        return dynamicTest(name, () -> {
            OfferAgainTest test = new OfferAgainTest();
            test.annAndBobAreSignedIn();
            story.accept(test);
            test.nothingElseHappened();
        });
    }

    @TestFactory
    Stream<DynamicTest> aPhoneThatDoesNotAnswerOpensTheOfferAgain() {
        record Case(DialResult result, int cause, String outcome) {
        }
        return Stream.of(new Case(DialResult.BUSY, 17, "EXTENSION_BUSY"), new Case(DialResult.NO_ANSWER, 21, "EXTENSION_DECLINED"),
                        new Case(DialResult.NO_ANSWER, 0, "EXTENSION_NO_ANSWER"), new Case(DialResult.NO_ANSWER, 19, "EXTENSION_NO_ANSWER"),
                        new Case(DialResult.UNAVAILABLE, 20, "EXTENSION_UNREGISTERED"), new Case(DialResult.CONGESTED, 0, "FAILED"))
                .map(each -> onItsOwn(each.toString(), test -> test.claimedInVain(each.result, each.cause, each.outcome)));
    }

    private void claimedInVain(DialResult result, int cause, String outcome) {
        PhoneCall ringing = scene.happens(Calls.rings(scene.claimedByAnn(), PHONE_OF_ANN));

        PhoneCall back = scene.happens(Calls.stopsRinging(ringing, result, cause));

        assertThat(scene.news(), contains("CALL PBX:1 RINGING for ann", "CALL PBX:1 ENDED " + outcome + " for ann",
                "NC PBX:1 to [ann, bob] again: Ann " + outcome));
        assertThat("look-ups", scene.lookUps, is(1));
        assertThat(scene.claims(BOB, back), is("ok"));
        assertThat(scene.news(), hasItem("REDIRECT PJSIP/trunk-1 to 1002@claim"));
    }

    @Test
    void aQueueThatAClaimTookTheCallerFromHasNotGivenThemUp() {
        PhoneCall ringing = scene.happens(Calls.leavesQueue(scene.happens(Calls.rings(scene.claimedByAnn(), PHONE_OF_ANN))));

        PhoneCall back = scene.happens(Calls.stopsRinging(ringing, DialResult.NO_ANSWER, 21));
        scene.happens(back);

        assertThat(scene.news(), contains("CALL PBX:1 RINGING for ann", "CALL PBX:1 ENDED EXTENSION_DECLINED for ann",
                "NC PBX:1 to [ann, bob] again: Ann EXTENSION_DECLINED"));
    }

    @Test
    void aQueueThatGivesTheCallerUpWithdrawsTheOffer() {
        scene.happens(Calls.leavesQueue(scene.offered()));

        assertThat(scene.news(), hasItem("OC PBX:1 TIMEOUT to [ann, bob]"));
    }

    @Test
    void aPhoneThatIsNotRegisteredGetsNoChannelAndTheCallerIsBackAtTheMusic() {
        PhoneCall call = scene.claimedByAnn();
        scene.happens(Calls.in(PhoneCall.State.DIALING, call));

        scene.happens(call, Calls.waitingBegins(call));

        assertThat(scene.news(), contains("CALL PBX:1 ENDED EXTENSION_UNREGISTERED for ann",
                "NC PBX:1 to [ann, bob] again: Ann EXTENSION_UNREGISTERED"));
    }

    @Test
    void musicThatBeganBeforeTheClaimWasCarriedOutIsNoReturn() {
        PhoneCall arriving = scene.happens(Calls.arriving("1", Optional.of("SUPPORT")));
        assertThat(scene.claims(ANN, arriving), is("ok"));
        scene.news();

        PhoneCall waiting = scene.happens(Calls.in(PhoneCall.State.WAITING, arriving), Calls.waitingBegins(arriving));
        scene.happens(Calls.rings(waiting, PHONE_OF_ANN));
        scene.passes(OfferRegistry.GRACE);

        assertThat(scene.news(), contains("CALL PBX:1 RINGING for ann"));
    }

    @Test
    void musicWithoutAnyRingIsAReturnAfterAll() {
        PhoneCall arriving = scene.happens(Calls.arriving("1", Optional.of("SUPPORT")));
        scene.claims(ANN, arriving);
        scene.news();

        scene.happens(Calls.in(PhoneCall.State.WAITING, arriving), Calls.waitingBegins(arriving));
        assertThat(scene.news(), is(empty()));
        scene.passes(OfferRegistry.GRACE);

        assertThat(scene.news(), contains("CALL PBX:1 ENDED EXTENSION_UNREGISTERED for ann",
                "NC PBX:1 to [ann, bob] again: Ann EXTENSION_UNREGISTERED"));
    }

    @Test
    void aPhoneThatRingsForTooLongIsGivenUp() {
        scene.happens(Calls.rings(scene.claimedByAnn(), PHONE_OF_ANN));
        scene.news();

        scene.passes(Scene.SUPPORT.ringTimeout());
        assertThat("within the group's time", scene.news(), is(empty()));
        scene.passes(OfferRegistry.AFTER_RING_TIME);

        assertThat(scene.news(), contains("CALL PBX:1 ENDED EXTENSION_NO_ANSWER for ann",
                "NC PBX:1 to [ann, bob] again: Ann EXTENSION_NO_ANSWER"));
    }

    @Test
    void aClaimInVainDoesNotBeginTheWaitAnew() {
        PhoneCall call = scene.offered();
        Instant since = waitingSince();
        scene.passes(Duration.ofSeconds(7));
        scene.claims(ANN, call);
        scene.happens(Calls.stopsRinging(scene.happens(Calls.rings(call, PHONE_OF_ANN)), DialResult.BUSY, 17));
        assertThat(scene.news(), hasItem("NC PBX:1 to [ann, bob] again: Ann EXTENSION_BUSY"));

        assertThat(waitingSince(), is(since));
    }

    /** As a console shows it that is opened now. */
    private Instant waitingSince() {
        return scene.distributor.signIn("S-bob", BOB).offers().get(0).since();
    }

    @Test
    void aClaimOfWhichThePbxSaysNothingIsGivenUp() {
        scene.claimedByAnn();

        scene.passes(Scene.SUPPORT.ringTimeout().plus(OfferRegistry.AFTER_RING_TIME));

        assertThat(scene.news(), contains("CALL PBX:1 ENDED FAILED for ann", "NC PBX:1 to [ann, bob] again: Ann FAILED"));
    }

    @Test
    void theSecondClaimIsNotJudgedByTheLegOfTheFirst() {
        PhoneCall busy = scene.happens(Calls.stopsRinging(Calls.rings(scene.claimedByAnn(), PHONE_OF_ANN), DialResult.BUSY, 17));
        scene.news();
        scene.claims(ANN, busy);
        scene.news();

        scene.happens(Calls.in(PhoneCall.State.DIALING, busy));
        PhoneCall ringing = scene.happens(Calls.rings(busy, PHONE_OF_ANN));
        scene.happens(Calls.talks(ringing));

        assertThat(scene.news(), contains("CALL PBX:1 RINGING for ann", "CALL PBX:1 TALKING for ann"));
    }

    @TestFactory
    Stream<DynamicTest> aRedirectThatFailsOpensTheOfferAgain() {
        record Case(Failure.Kind failure, String code) {
        }
        return Stream.of(new Case(Failure.Kind.PBX_AWAY, "PBX_AWAY"), new Case(Failure.Kind.TIMEOUT, "PBX_AWAY"),
                        new Case(Failure.Kind.REFUSED, "PBX_REFUSED"), new Case(Failure.Kind.NOT_PERMITTED, "PBX_REFUSED"),
                        new Case(Failure.Kind.NO_SUCH_EXTENSION, "NOT_IN_DIALPLAN 1001@claim"))
                .map(each -> onItsOwn(each.toString(), test -> test.redirectFails(each.failure, each.code)));
    }

    private void redirectFails(Failure.Kind failure, String code) {
        scene.pbxAnswer = CompletableFuture.completedFuture(Result.failed(failure, "words of the PBX"));
        PhoneCall call = scene.offered();

        assertThat(scene.claims(ANN, call), is(code));

        assertThat(scene.news(), contains("OC PBX:1 CLAIMED by Ann to [ann, bob] except S-ann", "CALL PBX:1 DIALING for ann",
                "REDIRECT PJSIP/trunk-1 to 1001@claim", "CALL PBX:1 ENDED FAILED for ann", "NC PBX:1 to [ann, bob] again: Ann FAILED"));
    }

    @Test
    void aCallerSentBackToTheMusicAfterATalkIsOfferedAnew() {
        PhoneCall talked = scene.happens(Calls.talks(Calls.rings(scene.claimedByAnn(), PHONE_OF_ANN)));
        scene.news();

        PhoneCall alone = Calls.in(PhoneCall.State.WAITING, talked);
        scene.happens(alone, Calls.waitingBegins(alone));

        assertThat(scene.news(), hasItem("NC PBX:1 to [ann, bob]"));
    }
}
