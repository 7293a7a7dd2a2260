/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.desk;

import static org.apache.ofbiz.asterisk.desk.Scene.ANN;
import static org.apache.ofbiz.asterisk.desk.Scene.BOB;
import static org.apache.ofbiz.asterisk.desk.Scene.CEM;
import static org.apache.ofbiz.asterisk.desk.Scene.DAN;
import static org.apache.ofbiz.asterisk.desk.Scene.PHONE_OF_ANN;
import static org.apache.ofbiz.asterisk.desk.Scene.PHONE_OF_BOB;
import static org.apache.ofbiz.asterisk.desk.Scene.PHONE_OF_CEM;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.ofbiz.asterisk.call.CallEvent.DialResult;
import org.apache.ofbiz.asterisk.call.PbxCommands.Failure;
import org.apache.ofbiz.asterisk.call.PbxCommands.Result;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.PhoneCall.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The life of an offer, from the music to the talk. */
class OfferTest {

    private final Scene scene = new Scene();

    @BeforeEach
    void annAndBobAreSignedIn() {
        scene.signIn(ANN, BOB);
    }

    @AfterEach
    void nothingElseHappened() {
        scene.hasNoMoreNews();
    }

    private PhoneCall offered() {
        PhoneCall call = scene.happens(Calls.waiting("1"));
        assertThat(scene.news(), contains("NC PBX:1 to [ann, bob]"));
        return call;
    }

    private PhoneCall claimedByAnn() {
        PhoneCall call = offered();
        assertThat(scene.claims(ANN, call), is("ok"));
        assertThat(scene.news(), contains("OC PBX:1 CLAIMED by Ann to [ann, bob] except S-ann", "CALL PBX:1 DIALING for ann",
                "REDIRECT PJSIP/trunk-1 to 1001@claim"));
        return call;
    }

    @Test
    void aWaitingCallIsOfferedOnceToMembersWhoAreSignedIn() {
        PhoneCall arriving = scene.happens(Calls.arriving("1", Optional.empty()));
        assertThat("no group yet", scene.news(), is(empty()));

        scene.happens(Calls.arriving("1", Optional.of("SUPPORT")));
        scene.happens(Calls.in(PhoneCall.State.WAITING, Calls.arriving("1", Optional.of("SUPPORT"))));

        assertThat(scene.news(), contains("NC PBX:1 to [ann, bob]"));
        assertThat("look-ups", scene.lookUps, is(1));
        scene.happens(Calls.ends(arriving, Outcome.ABANDONED));
        assertThat(scene.news(), contains("OC PBX:1 ABANDONED to [ann, bob]"));
    }

    @Test
    void aMemberWhoSignsInLaterFindsTheOfferAndHearsOfItsEnd() {
        PhoneCall call = offered();

        CallDesk.Present present = scene.desk.signIn("S-cem", CEM);
        scene.happens(Calls.ends(call, Outcome.ABANDONED));

        assertThat(present.offers().stream().map(DeskListener.Offer::callId).toList(), contains("PBX:1"));
        assertThat(present.groups(), contains(new Staff.Membership(Scene.SUPPORT, "AGENT")));
        assertThat(present.extension(), is(Optional.of(PHONE_OF_CEM)));
        assertThat(scene.news(), contains("OC PBX:1 ABANDONED to [ann, bob, cem]"));
    }

    @Test
    void whoIsInNoGroupIsOfferedNothing() {
        scene.signIn(DAN);
        PhoneCall call = offered();

        assertThat(scene.desk.signIn("S-dan-2", DAN).offers(), is(empty()));
        assertThat(scene.claims(DAN, call), is("NOT_YOUR_GROUP"));
    }

    @Test
    void whoSignedOutIsNotTold() {
        scene.desk.signOut("S-bob");

        scene.happens(Calls.waiting("1"));

        assertThat(scene.news(), contains("NC PBX:1 to [ann]"));
    }

    @Test
    void aCallForNoKnownGroupIsNotOffered() {
        scene.group = Optional.empty();

        PhoneCall call = scene.happens(Calls.waiting("1"));

        assertThat(scene.claims(ANN, call), is("CALL_UNKNOWN"));
    }

    @Test
    void anOutgoingCallIsNotOffered() {
        PhoneCall call = Calls.outbound("2", PHONE_OF_CEM);

        scene.happens(call);

        assertThat(scene.news(), contains("CALL PBX:2 DIALING for cem", "CALL PBX:2 DIALING for cem"));
    }

    @Test
    void theWinnerTalksAndTheOthersWereToldAtTheClaim() {
        PhoneCall ringing = scene.happens(Calls.rings(claimedByAnn(), PHONE_OF_ANN));
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
        PhoneCall call = claimedByAnn();

        assertThat(scene.claims(BOB, call), is("CALL_TAKEN Ann"));
    }

    @Test
    void aClaimIsDecidedBeforeThePbxAnswers() {
        scene.pbxAnswer = new CompletableFuture<>();
        PhoneCall call = offered();

        assertThat(scene.claims(ANN, call), is("not answered yet"));
        assertThat(scene.claims(BOB, call), is("CALL_TAKEN Ann"));
        assertThat(scene.news(), hasItem("OC PBX:1 CLAIMED by Ann to [ann, bob] except S-ann"));
    }

    @ParameterizedTest
    @CsvSource({
        "BUSY, 17, EXTENSION_BUSY",
        "NO_ANSWER, 21, EXTENSION_DECLINED",
        "NO_ANSWER, 0, EXTENSION_NO_ANSWER",
        "NO_ANSWER, 19, EXTENSION_NO_ANSWER",
        "UNAVAILABLE, 20, EXTENSION_UNREGISTERED",
        "CONGESTED, 0, FAILED",
    })
    void aPhoneThatDoesNotAnswerOpensTheOfferAgain(DialResult result, int cause, String outcome) {
        PhoneCall ringing = scene.happens(Calls.rings(claimedByAnn(), PHONE_OF_ANN));

        PhoneCall back = scene.happens(Calls.stopsRinging(ringing, result, cause));

        assertThat(scene.news(), contains("CALL PBX:1 RINGING for ann", "CALL PBX:1 ENDED " + outcome + " for ann",
                "NC PBX:1 to [ann, bob] again: Ann " + outcome));
        assertThat("look-ups", scene.lookUps, is(1));
        assertThat(scene.claims(BOB, back), is("ok"));
        assertThat(scene.news(), hasItem("REDIRECT PJSIP/trunk-1 to 1002@claim"));
    }

    @Test
    void aPhoneThatIsNotRegisteredGetsNoChannelAndTheCallerIsBackAtTheMusic() {
        PhoneCall call = claimedByAnn();
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
        scene.passes(OfferBook.GRACE);

        assertThat(scene.news(), contains("CALL PBX:1 RINGING for ann"));
    }

    @Test
    void musicWithoutAnyRingIsAReturnAfterAll() {
        PhoneCall arriving = scene.happens(Calls.arriving("1", Optional.of("SUPPORT")));
        scene.claims(ANN, arriving);
        scene.news();

        scene.happens(Calls.in(PhoneCall.State.WAITING, arriving), Calls.waitingBegins(arriving));
        assertThat(scene.news(), is(empty()));
        scene.passes(OfferBook.GRACE);

        assertThat(scene.news(), contains("CALL PBX:1 ENDED EXTENSION_UNREGISTERED for ann",
                "NC PBX:1 to [ann, bob] again: Ann EXTENSION_UNREGISTERED"));
    }

    @Test
    void aPhoneThatRingsForTooLongIsGivenUp() {
        scene.happens(Calls.rings(claimedByAnn(), PHONE_OF_ANN));
        scene.news();

        scene.passes(Scene.SUPPORT.ringTimeout());
        assertThat("within the group's time", scene.news(), is(empty()));
        scene.passes(OfferBook.AFTER_RING_TIME);

        assertThat(scene.news(), contains("CALL PBX:1 ENDED EXTENSION_NO_ANSWER for ann",
                "NC PBX:1 to [ann, bob] again: Ann EXTENSION_NO_ANSWER"));
    }

    @Test
    void aClaimOfWhichThePbxSaysNothingIsGivenUp() {
        claimedByAnn();

        scene.passes(Scene.SUPPORT.ringTimeout().plus(OfferBook.AFTER_RING_TIME));

        assertThat(scene.news(), contains("CALL PBX:1 ENDED FAILED for ann", "NC PBX:1 to [ann, bob] again: Ann FAILED"));
    }

    @Test
    void theSecondClaimIsNotJudgedByTheLegOfTheFirst() {
        PhoneCall busy = scene.happens(Calls.stopsRinging(Calls.rings(claimedByAnn(), PHONE_OF_ANN), DialResult.BUSY, 17));
        scene.news();
        scene.claims(ANN, busy);
        scene.news();

        scene.happens(Calls.in(PhoneCall.State.DIALING, busy));
        PhoneCall ringing = scene.happens(Calls.rings(busy, PHONE_OF_ANN));
        scene.happens(Calls.talks(ringing));

        assertThat(scene.news(), contains("CALL PBX:1 RINGING for ann", "CALL PBX:1 TALKING for ann"));
    }

    @Test
    void aCallerWhoHangsUpBeforeAnyClaimIsWithdrawnAtOnce() {
        PhoneCall call = offered();

        PhoneCall gone = scene.happens(Calls.ends(call, Outcome.ABANDONED));

        assertThat(scene.news(), contains("OC PBX:1 ABANDONED to [ann, bob]"));
        assertThat(scene.claims(BOB, gone), is("CALLER_GONE"));
    }

    @Test
    void aCallerWhoHangsUpDuringTheClaimIsToldToTheClaimer() {
        scene.pbxAnswer = new CompletableFuture<>();
        PhoneCall call = offered();
        var claim = scene.desk.claim(call.callId(), ANN, Optional.of("S-ann"), Optional.empty());
        scene.news();

        scene.happens(Calls.ends(call, Outcome.ABANDONED));

        assertThat(Scene.said(claim), is("CALLER_GONE"));
        assertThat(scene.news(), contains("OC PBX:1 ABANDONED to [ann, bob]", "CALL PBX:1 ENDED ABANDONED for ann"));
        scene.pbxAnswer.complete(Result.failed(Failure.Kind.CHANNEL_GONE, "Channel does not exist"));
        assertThat("a second answer", scene.news(), is(empty()));
    }

    @Test
    void aCallerWhoHangsUpWhileThePhoneRingsIsNotOfferedAgain() {
        PhoneCall ringing = scene.happens(Calls.rings(claimedByAnn(), PHONE_OF_ANN));
        scene.news();

        PhoneCall cancelled = scene.happens(Calls.stopsRinging(ringing, DialResult.CANCELLED, 16));
        scene.happens(Calls.ends(cancelled, Outcome.ABANDONED));
        scene.passes(OfferBook.GRACE);

        assertThat(scene.news(), contains("CALL PBX:1 DIALING for ann", "OC PBX:1 ABANDONED to [ann, bob]",
                "CALL PBX:1 ENDED ABANDONED for ann"));
    }

    @Test
    void aRedirectThatFindsNoChannelMeansThatTheCallerIsGone() {
        scene.pbxAnswer = CompletableFuture.completedFuture(Result.failed(Failure.Kind.CHANNEL_GONE, "Channel does not exist"));
        PhoneCall call = offered();

        assertThat(scene.claims(ANN, call), is("CALLER_GONE"));

        assertThat(scene.news(), contains("OC PBX:1 CLAIMED by Ann to [ann, bob] except S-ann", "CALL PBX:1 DIALING for ann",
                "REDIRECT PJSIP/trunk-1 to 1001@claim", "OC PBX:1 ABANDONED to [ann, bob]", "CALL PBX:1 ENDED ABANDONED for ann"));
        assertThat(scene.claims(BOB, call), is("CALLER_GONE"));
    }

    @ParameterizedTest
    @CsvSource({"PBX_AWAY, PBX_AWAY", "TIMEOUT, PBX_AWAY", "REFUSED, PBX_REFUSED", "NOT_PERMITTED, PBX_REFUSED"})
    void aRedirectThatFailsOpensTheOfferAgain(Failure.Kind failure, String code) {
        scene.pbxAnswer = CompletableFuture.completedFuture(Result.failed(failure, "words of the PBX"));
        PhoneCall call = offered();

        assertThat(scene.claims(ANN, call), is(code));

        assertThat(scene.news(), contains("OC PBX:1 CLAIMED by Ann to [ann, bob] except S-ann", "CALL PBX:1 DIALING for ann",
                "REDIRECT PJSIP/trunk-1 to 1001@claim", "CALL PBX:1 ENDED FAILED for ann", "NC PBX:1 to [ann, bob] again: Ann FAILED"));
    }

    @Test
    void aCallTakenOnAPhoneIsClaimedByItsOwner() {
        PhoneCall call = scene.happens(Calls.rings(offered(), PHONE_OF_BOB));

        scene.happens(Calls.talks(call));

        assertThat(scene.news(), contains("OC PBX:1 CLAIMED by Bob to [ann, bob]", "CALL PBX:1 TALKING for bob"));
        assertThat(scene.claims(ANN, call), is("CALL_TAKEN Bob"));
    }

    @Test
    void aCallTakenByAnotherWhileClaimedIsLostToTheClaimer() {
        PhoneCall ringing = scene.happens(Calls.rings(claimedByAnn(), PHONE_OF_BOB));

        scene.happens(Calls.talks(ringing));

        assertThat(scene.news(), contains("CALL PBX:1 RINGING for ann", "OC PBX:1 CLAIMED by Bob to [ann, bob]",
                "CALL PBX:1 ENDED CANCELLED for ann", "CALL PBX:1 TALKING for bob"));
    }

    @Test
    void aCallThatEndsForAnotherReasonIsWithdrawn() {
        scene.happens(Calls.ends(offered(), Outcome.FAILED));

        assertThat(scene.news(), contains("OC PBX:1 WITHDRAWN to [ann, bob]"));
    }

    @Test
    void aCallerSentBackToTheMusicAfterATalkIsOfferedAnew() {
        PhoneCall talked = scene.happens(Calls.talks(Calls.rings(claimedByAnn(), PHONE_OF_ANN)));
        scene.news();

        PhoneCall alone = Calls.in(PhoneCall.State.WAITING, talked);
        scene.happens(alone, Calls.waitingBegins(alone));

        assertThat(scene.news(), hasItem("NC PBX:1 to [ann, bob]"));
    }

    @Test
    void aMemberRemovedMeanwhileCannotClaim() {
        PhoneCall call = offered();
        scene.members.remove("bob");

        assertThat(scene.claims(BOB, call), is("NOT_YOUR_GROUP"));
    }

    @Test
    void onlyAnEnabledExtensionOfOnesOwnOnTheSameServerCanClaim() {
        PhoneCall call = offered();
        Peer disabled = new Peer("OFF", "PBX", "PJSIP", "1009", Peer.Type.EXTENSION, Optional.of(BOB), Optional.empty(), Optional.empty(), false);
        Peer elsewhere = new Peer("FAR", "OTHER", "PJSIP", "1002", Peer.Type.EXTENSION, Optional.of(BOB), Optional.empty(), Optional.empty(), true);

        scene.extensions.put("bob", List.of());
        assertThat(scene.claims(BOB, call), is("NO_EXTENSION"));
        scene.extensions.put("bob", List.of(disabled, elsewhere));
        assertThat(scene.claims(BOB, call), is("NO_EXTENSION"));
        assertThat(claimsWith("1009", call), is("NOT_YOUR_EXTENSION 1009"));
        assertThat(claimsWith("1001", call), is("NOT_YOUR_EXTENSION 1001"));
        scene.extensions.put("bob", List.of(elsewhere, PHONE_OF_BOB));
        assertThat(claimsWith("PEER-1002", call), is("ok"));
        assertThat(scene.news(), hasItem("REDIRECT PJSIP/trunk-1 to 1002@claim"));
    }

    private String claimsWith(String extension, PhoneCall call) {
        return Scene.said(scene.desk.claim(call.callId(), BOB, Optional.of("S-bob"), Optional.of(extension)));
    }

    @Test
    void whileTheDatabaseIsAwayTheOfferWaitsForIt() {
        scene.database = Optional.of(new IllegalStateException("no database"));
        PhoneCall call = scene.happens(Calls.waiting("1"));
        assertThat(scene.claims(ANN, call), is("FAILED"));
        assertThat(scene.problems.size(), is(2));
        scene.problems.clear();

        scene.database = Optional.empty();
        scene.passes(Desk.ASK_AGAIN);

        assertThat(scene.news(), contains("NC PBX:1 to [ann, bob]"));
    }

    @Test
    void endedCallsAreForgottenAfterAMinute() {
        PhoneCall gone = scene.happens(Calls.ends(offered(), Outcome.ABANDONED));
        scene.news();

        scene.passes(Desk.MEMORY.plusMillis(1));
        scene.happens(Calls.arriving("2", Optional.empty()));

        assertThat(scene.claims(ANN, gone), is("CALL_UNKNOWN"));
    }
}
