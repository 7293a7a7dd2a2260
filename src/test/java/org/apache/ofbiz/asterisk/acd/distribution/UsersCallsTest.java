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
import static org.apache.ofbiz.asterisk.acd.distribution.Scene.DAN;
import static org.apache.ofbiz.asterisk.acd.distribution.Scene.PHONE_OF_ANN;
import static org.apache.ofbiz.asterisk.acd.distribution.Scene.PHONE_OF_BOB;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.ofbiz.asterisk.acd.AcdListener;
import org.apache.ofbiz.asterisk.acd.Answer;
import org.apache.ofbiz.asterisk.acd.CallControl.Lookup;
import org.apache.ofbiz.asterisk.call.DialResult;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.PbxCommands.Failure;
import org.apache.ofbiz.asterisk.call.PbxCommands.Result;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What users do with calls beside claiming them: place, follow, end, ask who it is. */
class UsersCallsTest {

    private final Scene scene = new Scene();

    @AfterEach
    void nothingElseHappened() {
        scene.hasNoMoreNews();
    }

    private String annCalls(String number) {
        return Scene.said(places(number));
    }

    private Answer places(String number) {
        return scene.distributor.originate(ANN, number, Optional.empty()).toCompletableFuture().join();
    }

    @Test
    void placingACallRingsTheUsersPhoneAndAnswersWithItsName() {
        Answer answer = places("372 5551234");

        assertThat(answer.callId().orElseThrow(), startsWith("PBX:ofbiz-"));
        assertThat(scene.news(), contains("ORIGINATE PJSIP/1001 to 3725551234@outbound {CALL_RECORDING_FILE=/rec/out.wav}"));
    }

    @Test
    void theAccountCodeIsSetBeforeThePhoneRings() {
        assertThat(Scene.said(scene.distributor.originate(ANN, "1003", Optional.empty(), Optional.of("4711"), Optional.empty())), is("ok"));

        String said = scene.news().toString();
        assertThat(said, containsString("CHANNEL(accountcode)=4711"));
        assertThat("with the others", said, containsString("CALL_RECORDING_FILE=/rec/out.wav"));
    }

    @Test
    void aColleaguesPhoneIsDialledWherePhonesDialAndNotOnALine() {
        places("1003");

        assertThat(scene.news(), contains("ORIGINATE PJSIP/1001 to 1003@internal {CALL_RECORDING_FILE=/rec/out.wav}"));
    }

    @Test
    void eachCallHasANameOfItsOwn() {
        assertThat(places("1").callId().equals(places("1").callId()), is(false));
        scene.news();
    }

    @Test
    void whatThePbxRefusesIsSaidAtOnce() {
        Map.of(Failure.Kind.PBX_AWAY, "PBX_AWAY", Failure.Kind.TIMEOUT, "PBX_AWAY", Failure.Kind.INVALID_VALUE, "VALUE_REFUSED number",
                Failure.Kind.NO_SUCH_EXTENSION, "NOT_IN_DIALPLAN 1@outbound").forEach((failure, said) -> {
                    scene.pbxAnswer = CompletableFuture.completedFuture(Result.failed(failure, "number"));

                    assertThat(failure.name(), annCalls("1"), is(said));
                    scene.news();
                });
    }

    @Test
    void aNumberThatMayNotBeCalledNeverReachesThePbx() {
        assertThat(annCalls("9001"), is("NUMBER_NOT_ALLOWED 9001"));
    }

    @Test
    void theOwnExtensionIsNotCalled() {
        assertThat(annCalls("1001"), is("OWN_EXTENSION 1001"));
    }

    @Test
    void oneCallTooManyNeverReachesThePbx() {
        scene.callsLeft = 1;
        places("1");
        scene.news();
        assertThat(annCalls("1"), is("CALL_LIMIT_REACHED 1"));
    }

    @Test
    void aPhoneThatIsANumberOutsideIsRungByNeitherCallNorClaim() {
        Peer abroad = new Peer("PEER-L", "PBX", "Local", "0037251234567@outbound", Peer.Type.EXTENSION, Optional.of(ANN), Optional.empty(),
                Optional.empty(), true);
        scene.extensions.put("ann", List.of(abroad));
        assertThat(annCalls("1"), is("INTERNATIONAL_NOT_PERMITTED 0037251234567@outbound"));
        PhoneCall waiting = scene.happens(Calls.waiting("1"));
        scene.news();
        assertThat(Scene.said(scene.distributor.claim(waiting.callId(), ANN, Optional.empty(), Optional.of("PEER-L"))),
                is("NOT_YOUR_EXTENSION PEER-L"));
        scene.news();
    }

    @Test
    void withoutExtensionOrServerThereIsNoCall() {
        scene.pbxKnown = false;
        assertThat(annCalls("1"), is("PBX_AWAY"));
        scene.extensions.put("ann", List.of());
        assertThat(annCalls("1"), is("NO_EXTENSION"));
        scene.extensions.put("ann", List.of(PHONE_OF_ANN));
        assertThat(Scene.said(scene.distributor.originate(ANN, "1", Optional.of("1002"))), is("NOT_YOUR_EXTENSION 1002"));
    }

    @Test
    void theOneWhoCallsFollowsTheCallAndFirstKnowsOnlyTheNumber() {
        PhoneCall dialing = scene.happens(Calls.outbound("1", PHONE_OF_ANN));
        assertThat("told at once, and again with the name", scene.news(), contains("CALL PBX:1 DIALING for ann", "CALL PBX:1 DIALING for ann"));

        PhoneCall ringing = scene.happens(Calls.rings(dialing, PHONE_OF_ANN));
        PhoneCall talking = scene.happens(Calls.talks(ringing));
        scene.happens(Calls.ends(talking, Outcome.ANSWERED));

        assertThat(scene.news(), contains("CALL PBX:1 RINGING for ann", "CALL PBX:1 TALKING for ann", "CALL PBX:1 ENDED ANSWERED for ann"));
        assertThat("look-ups", scene.lookUps, is(1));
    }

    @Test
    void whatAUserCannotSeeIsNotTold() {
        PhoneCall ringing = scene.happens(Calls.rings(Calls.outbound("1", PHONE_OF_ANN), PHONE_OF_ANN));
        scene.news();

        scene.happens(ringing);

        assertThat(scene.news(), is(empty()));
    }

    @Test
    void anOriginateThatFailsWithoutAnyChannelIsToldToWhoPlacedIt() {
        String callId = places("1").callId().orElseThrow();
        scene.news();
        String linkedId = callId.substring(callId.indexOf(':') + 1);

        scene.happens(Calls.ends(Calls.outbound(linkedId, PHONE_OF_BOB), Outcome.EXTENSION_UNREGISTERED));

        assertThat(scene.news(), hasItem("CALL " + callId + " ENDED EXTENSION_UNREGISTERED for ann"));
    }

    @Test
    void aReconnectingUserFindsTheCallsThatRun() {
        scene.happens(Calls.rings(Calls.outbound("1", PHONE_OF_ANN), PHONE_OF_ANN));
        scene.happens(Calls.ends(Calls.outbound("2", PHONE_OF_ANN), Outcome.BUSY));
        scene.news();

        List<AcdListener.UserCall> calls = scene.distributor.signIn("S-ann", ANN).calls();

        assertThat(calls.stream().map(call -> call.call().callId()).toList(), contains("PBX:1"));
        assertThat(calls.get(0).caller().matches().get(0).name(), is("Mari"));
    }

    @Test
    void hangingUpEndsTheUsersOwnPhone() {
        PhoneCall call = scene.happens(Calls.rings(Calls.outbound("1", PHONE_OF_ANN), PHONE_OF_ANN));
        scene.news();

        assertThat(Scene.said(scene.distributor.hangup(call.callId(), ANN)), is("ok"));
        assertThat(scene.news(), contains("HANGUP PJSIP/1001-1.0"));
        assertThat(Scene.said(scene.distributor.hangup(call.callId(), BOB)), is("CALL_UNKNOWN"));
    }

    @Test
    void whoHasHandedACallToAColleagueHangsUpNeitherOfThem() {
        PhoneCall call = scene.happens(Calls.handedOver(Calls.waiting("1"), PHONE_OF_ANN, PHONE_OF_BOB));
        scene.news();

        assertThat(Scene.said(scene.distributor.hangup(call.callId(), ANN)), is("PBX_REFUSED"));
        assertThat(scene.news(), is(empty()));
        assertThat(Scene.said(scene.distributor.hangup(call.callId(), BOB)), is("ok"));
        assertThat(scene.news(), contains("HANGUP PJSIP/1002-1.1"));
    }

    @Test
    void hangingUpAClaimDoesNotHangUpTheCaller() {
        scene.signIn(ANN);
        PhoneCall call = scene.happens(Calls.waiting("1"));
        scene.claims(ANN, call);
        scene.news();

        PhoneCall ringing = scene.happens(Calls.rings(call, PHONE_OF_ANN));
        scene.news();
        scene.distributor.hangup(call.callId(), ANN);
        PhoneCall back = Calls.stopsRinging(ringing, DialResult.CANCELLED, 16);
        scene.happens(back, Calls.waitingBegins(back));

        assertThat(scene.news(), contains("HANGUP PJSIP/1001-1.1", "CALL PBX:1 ENDED CANCELLED for ann",
                "NC PBX:1 to [ann] again: Ann CANCELLED"));
    }

    @Test
    void aCallThatIsOverIsHungUpAlready() {
        PhoneCall call = scene.happens(Calls.ends(Calls.outbound("1", PHONE_OF_ANN), Outcome.BUSY));
        scene.news();

        assertThat(Scene.said(scene.distributor.hangup(call.callId(), ANN)), is("ok"));
    }

    @Test
    void whoCallsIsToldToMembersAndToWhoTakesPartAndToNobodyElse() {
        PhoneCall waiting = scene.happens(Calls.waiting("1"));
        PhoneCall outbound = scene.happens(Calls.outbound("2", PHONE_OF_ANN));
        scene.news();

        assertThat(scene.distributor.lookUp(BOB, Optional.of(waiting.callId()), Optional.empty(), Optional.empty()).toCompletableFuture().join()
                .caller().orElseThrow().display(), is(Calls.CUSTOMER));
        assertThat("look-ups of the waiting call and the outgoing one", scene.lookUps, is(2));
        assertThat(refusal(DAN, waiting), is("NOT_YOUR_GROUP"));
        assertThat(refusal(BOB, outbound), is("CALL_UNKNOWN"));
        assertThat(refusal(ANN, Calls.waiting("77")), is("CALL_UNKNOWN"));
    }

    private String refusal(Person user, PhoneCall call) {
        Lookup found = scene.distributor.lookUp(user, Optional.of(call.callId()), Optional.empty(), Optional.empty()).toCompletableFuture().join();
        return found.refusal().orElseThrow().code().name();
    }

    @Test
    void aNumberOrAPartyCanBeLookedUp() {
        assertThat(scene.distributor.lookUp(DAN, Optional.empty(), Optional.of("55"), Optional.empty()).toCompletableFuture().join()
                .caller().orElseThrow().e164(), is("+55"));
        assertThat(scene.distributor.lookUp(DAN, Optional.empty(), Optional.empty(), Optional.of("P-9")).toCompletableFuture().join()
                .caller().orElseThrow().url(), is("/profile?partyId=P-9"));
    }
}
