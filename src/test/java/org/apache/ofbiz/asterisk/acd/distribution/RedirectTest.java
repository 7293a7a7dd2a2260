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
import static org.apache.ofbiz.asterisk.acd.distribution.Scene.CEM;
import static org.apache.ofbiz.asterisk.acd.distribution.Scene.DAN;
import static org.apache.ofbiz.asterisk.acd.distribution.Scene.PHONE_OF_ANN;
import static org.apache.ofbiz.asterisk.acd.distribution.Scene.PHONE_OF_BOB;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.ofbiz.asterisk.acd.Answer;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.PbxCommands.Failure;
import org.apache.ofbiz.asterisk.call.PbxCommands.Result;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall.State;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sending a call to a colleague or a queue: who may, whereto, and what becomes of its offer. */
class RedirectTest {

    private final Scene scene = new Scene();

    @BeforeEach
    void signIn() {
        scene.signIn(ANN, BOB);
    }

    @Test
    void whoTalksSendsTheCallerToAColleague() {
        PhoneCall call = annTalks();

        assertThat(redirects(ANN, call, "1002"), is("ok"));

        assertThat("where the caller waits again if nobody answers", scene.news(), contains("REDIRECT PJSIP/trunk-1 to 1002@claim"));
        scene.hasNoMoreNews();
    }

    @Test
    void whoHasTheOtherEndOnHoldSendsItIntoAQueue() {
        PhoneCall call = scene.happens(Calls.in(State.HELD, annTalks()));
        scene.news();

        assertThat(redirects(ANN, call, "support"), is("ok"));

        assertThat(scene.news(), contains("REDIRECT PJSIP/trunk-1 to support@internal"));
    }

    @Test
    void theCallerOfNoGroupGoesWherePhonesDial() {
        PhoneCall call = scene.happens(Calls.talks(Calls.rings(Calls.arriving("1", Optional.empty()), PHONE_OF_ANN)));
        scene.news();

        assertThat(redirects(ANN, call, "1002"), is("ok"));

        assertThat(scene.news(), contains("REDIRECT PJSIP/trunk-1 to 1002@internal"));
    }

    @Test
    void aSupervisorOfTheGroupSendsACallThatOthersTalkIn() {
        PhoneCall call = annTalks();
        assertThat("an agent", redirects(CEM, call, "1002"), is("CALL_TAKEN Ann"));
        scene.supervisors.add("cem");

        assertThat(redirects(CEM, call, "1002"), is("ok"));

        assertThat(scene.news(), contains("REDIRECT PJSIP/trunk-1 to 1002@claim"));
    }

    @Test
    void aCallThatWaitsIsOfferedToNobodyFromThenOn() {
        PhoneCall call = scene.offered();

        assertThat(redirects(BOB, call, "1003"), is("ok"));

        assertThat(scene.news(), contains("OC PBX:1 WITHDRAWN to [ann, bob]", "REDIRECT PJSIP/trunk-1 to 1003@claim"));
        assertThat(scene.claims(ANN, call), is("CALL_WITHDRAWN"));
        assertThat(redirects(ANN, call, "1002"), is("CALL_WITHDRAWN"));
        scene.hasNoMoreNews();
    }

    @Test
    void whenNobodyAnswersTheCallerIsOfferedAgain() {
        PhoneCall call = scene.offered();
        redirects(BOB, call, "1003");
        scene.news();

        scene.happens(Calls.in(State.WAITING, call), Calls.waitingBegins(call));

        assertThat(scene.news(), hasItem("NC PBX:1 to [ann, bob]"));
    }

    @Test
    void aCallThatThePbxDoesNotSendIsOfferedAgain() {
        for (Failure.Kind kind : EnumSet.complementOf(EnumSet.of(Failure.Kind.CHANNEL_GONE))) {
            Scene unlucky = new Scene();
            unlucky.signIn(ANN, BOB);
            PhoneCall call = unlucky.offered();
            unlucky.pbxAnswer = CompletableFuture.completedFuture(Result.failed(kind, ""));

            String answer = Scene.said(unlucky.distributor.redirect(call.callId(), BOB, "1003"));

            assertThat(answer, is(Scene.said(Answer.refused(Refusal.of(new Failure(kind, ""), "1003@claim")))));
            assertThat(kind.name(), unlucky.news(), hasItems("OC PBX:1 WITHDRAWN to [ann, bob]", "NC PBX:1 to [ann, bob]"));
            unlucky.pbxAnswer = CompletableFuture.completedFuture(Result.SUCCESS);
            assertThat(kind.name(), unlucky.claims(ANN, call), is("ok"));
        }
    }

    @Test
    void theAnswerWaitsForThePbx() {
        PhoneCall call = annTalks();
        scene.pbxAnswer = new CompletableFuture<>();
        CompletableFuture<Answer> answer = scene.distributor.redirect(call.callId(), ANN, "1002").toCompletableFuture();
        assertThat(Scene.said(answer), is("not answered yet"));

        scene.pbxAnswer.complete(Result.failed(Failure.Kind.CHANNEL_GONE, ""));

        assertThat(Scene.said(answer), is("CALLER_GONE"));
    }

    @Test
    void aClaimThatIsOnItsWayIsNotCrossed() {
        PhoneCall call = scene.claimedByAnn();
        scene.supervisors.add("bob");

        assertThat("a supervisor", redirects(BOB, call, "1002"), is("CALL_TAKEN Ann"));
        assertThat("the claimer, whose phone rings", redirects(ANN, call, "1002"), is("NOT_TALKING"));
        scene.hasNoMoreNews();
    }

    @Test
    void whoIsNotInTheGroupLearnsNothing() {
        assertThat(redirects(DAN, annTalks(), "1002"), is("NOT_YOUR_GROUP"));
        assertThat(said(DAN, "PBX:unknown", "1002"), is("CALL_UNKNOWN"));
        PhoneCall private1 = scene.happens(Calls.talks(Calls.rings(Calls.arriving("2", Optional.empty()), PHONE_OF_BOB)));
        assertThat(redirects(DAN, private1, "1002"), is("CALL_UNKNOWN"));
    }

    @Test
    void whoTakesNoCallsCannotSendOneThatWaits() {
        PhoneCall call = scene.offered();
        assertThat("never shown", redirects(CEM, call, "1002"), is("NOT_AVAILABLE"));
        scene.members.remove("bob");
        assertThat(redirects(BOB, call, "1002"), is("MEMBERSHIP_ENDED Support"));
        scene.hasNoMoreNews();
    }

    @Test
    void aCallThatIsOverIsNotSent() {
        PhoneCall call = scene.happens(Calls.ends(annTalks(), Outcome.ANSWERED));
        assertThat(redirects(ANN, call, "1002"), is("CALL_ENDED"));
        PhoneCall leaves = scene.happens(Calls.customerLeaves(Calls.talks(Calls.rings(Calls.waiting("2"), PHONE_OF_ANN))));
        assertThat(redirects(ANN, leaves, "1002"), is("CALLER_GONE"));
        assertThat(scene.told("REDIRECT"), is(0L));
    }

    @Test
    void onlyPhonesAndQueuesOfTheServerAreTargets() {
        PhoneCall call = annTalks();
        assertThat("outside", redirects(ANN, call, "3725559999"), is("TARGET_UNKNOWN 3725559999"));
        assertThat("forbidden", redirects(ANN, call, "900123"), is("NUMBER_NOT_ALLOWED 900123"));
        assertThat("a queue of no group", redirects(ANN, call, "sales"), is("TARGET_UNKNOWN sales"));
        assertThat("elsewhere in the dialplan", redirects(ANN, call, "1002@outbound"), is("TARGET_UNKNOWN 1002@outbound"));
        assertThat(redirects(ANN, call, ""), is("TARGET_UNKNOWN"));
        assertThat(scene.told("REDIRECT"), is(0L));
    }

    @Test
    void aPhoneThatIsKnownNotToBeRegistered() {
        PhoneCall call = scene.offered();
        scene.registrations.put("P-1002", false);

        assertThat(redirects(ANN, call, "1002"), is("TARGET_UNREGISTERED 1002"));

        assertThat("and the offer stays", scene.news(), not(hasItem("OC PBX:1 WITHDRAWN to [ann, bob]")));
        assertThat(scene.claims(ANN, call), is("ok"));
    }

    @Test
    void aServerThatIsNotConfiguredAnyMore() {
        PhoneCall call = annTalks();
        scene.pbxKnown = false;
        assertThat(redirects(ANN, call, "1002"), is("PBX_AWAY"));
    }

    private PhoneCall annTalks() {
        PhoneCall call = scene.happens(Calls.talks(Calls.rings(scene.claimedByAnn(), PHONE_OF_ANN)));
        scene.news();
        return call;
    }

    private String redirects(Person user, PhoneCall call, String target) {
        return said(user, call.callId(), target);
    }

    private String said(Person user, String callId, String target) {
        return Scene.said(scene.distributor.redirect(callId, user, target));
    }
}
