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

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.time.Duration;
import java.util.Optional;
import org.apache.ofbiz.asterisk.acd.AcdListener;
import org.apache.ofbiz.asterisk.acd.AgentChoice;
import org.apache.ofbiz.asterisk.acd.AgentState;
import org.apache.ofbiz.asterisk.acd.CallControl;
import org.apache.ofbiz.asterisk.acd.Group;
import org.apache.ofbiz.asterisk.acd.agents.AgentRegistry;
import org.apache.ofbiz.asterisk.acd.threads.TaskScheduler;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is offered calls: not who is paused, signed out or writing up; and what is kept of it. */
class PresenceTest {

    private static final Duration WRAP_UP = Duration.ofSeconds(30);
    private final Scene scene = new Scene();

    @AfterEach
    void nothingElseHappened() {
        scene.hasNoMoreNews();
    }

    private void gives(Duration wrapUp, boolean dispositionRequired) {
        scene.group = Optional.of(new Group("SUPPORT", "Support", "PBX", Duration.ofSeconds(20), "", wrapUp, dispositionRequired));
    }

    private String chooses(Person user, AgentChoice.Kind kind, String reason) {
        return Scene.said(scene.distributor.agents().choose(user, kind, Optional.of(reason).filter(id -> !id.isEmpty())));
    }

    private String pauses(Person user) {
        return chooses(user, AgentChoice.Kind.PAUSED, "LUNCH");
    }

    private AgentState.Status statusOf(Person user) {
        return scene.distributor.agents().state(user.userLoginId()).orElseThrow().status();
    }

    /** Ann talks with the customer of a call of her group, and hangs up. */
    private PhoneCall annTalkedAndHungUp() {
        PhoneCall call = scene.happens(Calls.talks(scene.happens(Calls.rings(scene.claimedByAnn(), Scene.PHONE_OF_ANN))));
        scene.happens(Calls.ends(call, Outcome.ANSWERED));
        assertThat(scene.news(), hasItem("CALL PBX:1 ENDED ANSWERED for ann"));
        return call;
    }

    @Test
    void givenNobodyEverSaidAnythingWhenABrowserOpensThenItsUserTakesCalls() {
        assertThat(scene.distributor.signIn("S", Scene.ANN).agent().status(), is(AgentState.Status.AVAILABLE));
    }

    @Test
    void givenAPausedAgentWhenACallComesThenTheySeeItToo() {
        scene.signIn(Scene.ANN, Scene.BOB);
        assertThat(pauses(Scene.ANN), is("ok"));
        assertThat(scene.agentNews(), contains("ann PAUSED LUNCH"));
        scene.happens(Calls.waiting("1"));
        assertThat(scene.news(), contains("NC PBX:1 to [ann, bob]"));
    }

    @Test
    void givenAWaitingCallWhenAnAgentPausesThenTheyStillSeeHowItEnds() {
        scene.signIn(Scene.ANN, Scene.BOB);
        PhoneCall call = scene.offered();
        pauses(Scene.ANN);
        assertThat(scene.news(), is(empty()));
        scene.happens(Calls.ends(call, Outcome.ABANDONED));
        assertThat(scene.news(), contains("OC PBX:1 ABANDONED to [ann, bob]"));
    }

    @Test
    void givenCallsThatCameDuringAPauseWhenTheAgentIsBackThenTheyAreNotShownTwice() {
        scene.signIn(Scene.ANN, Scene.BOB);
        scene.offered();
        pauses(Scene.ANN);
        scene.happens(Calls.waiting("2"));
        assertThat(scene.news(), contains("NC PBX:2 to [ann, bob]"));
        assertThat(chooses(Scene.ANN, AgentChoice.Kind.AVAILABLE, ""), is("ok"));
        assertThat(scene.news(), is(empty()));
    }

    @Test
    void givenAPausedAgentWhenABrowserIsOpenedOrReloadedThenTheyStayPaused() {
        scene.signIn(Scene.ANN, Scene.BOB);
        pauses(Scene.ANN);
        scene.happens(Calls.waiting("1"));
        assertThat(scene.news(), contains("NC PBX:1 to [ann, bob]"));
        scene.distributor.signOut("S-ann");
        CallControl.Present present = scene.distributor.signIn("S-ann-again", Scene.ANN);
        assertThat(present.agent().status(), is(AgentState.Status.PAUSED));
        assertThat(present.offers().stream().map(AcdListener.Offer::callId).toList(), contains("PBX:1"));
    }

    @Test
    void givenTwoBrowsersOfOneAgentThenTheyShareOneState() {
        scene.signIn(Scene.ANN);
        scene.distributor.signIn("S-other", Scene.ANN);
        pauses(Scene.ANN);
        scene.distributor.signOut("S-ann");
        assertThat(statusOf(Scene.ANN), is(AgentState.Status.PAUSED));
        scene.passes(AgentRegistry.GRACE);
        assertThat(statusOf(Scene.ANN), is(AgentState.Status.PAUSED));
    }

    @Test
    void whoHadABrowserIsKeptAsHereUntilAMinuteAfterTheLast() {
        scene.signIn(Scene.ANN);
        assertThat(scene.kept.get("ann").here(), is(true));
        scene.distributor.signOut("S-ann");
        scene.passes(Duration.ofSeconds(40));
        assertThat("may be back", scene.kept.get("ann").here(), is(true));
        scene.passes(Duration.ofSeconds(20));
        assertThat(scene.kept.get("ann").here(), is(false));
        assertThat("chose nothing", scene.kept.get("ann").choice().kind(), is(AgentChoice.Kind.AVAILABLE));
        Scene after = new Scene();
        after.kept.putAll(scene.kept);
        after.signIn(Scene.ANN);
        assertThat("after a restart", after.kept.get("ann").here(), is(true));
    }

    @Test
    void givenTheLastBrowserIsGoneWhenItIsBackInTimeThenNothingHasChanged() {
        scene.signIn(Scene.ANN);
        scene.distributor.signOut("S-ann");
        scene.passes(Duration.ofSeconds(40));
        assertThat(statusOf(Scene.ANN), is(AgentState.Status.AVAILABLE));
        scene.signIn(Scene.ANN);
        scene.distributor.signOut("S-ann");
        scene.passes(Duration.ofSeconds(40));
        assertThat("the time counts from the last loss", statusOf(Scene.ANN), is(AgentState.Status.AVAILABLE));
        scene.passes(Duration.ofSeconds(20));
        assertThat(statusOf(Scene.ANN), is(AgentState.Status.SIGNED_OUT));
        scene.signIn(Scene.ANN);
        assertThat(statusOf(Scene.ANN), is(AgentState.Status.AVAILABLE));
    }

    @Test
    void givenAnAgentWhoNeverChoseAnythingThenItIsKeptThatTheyWereThere() {
        scene.signIn(Scene.ANN);
        assertThat(scene.kept.get("ann").choice().kind(), is(AgentChoice.Kind.AVAILABLE));
    }

    @Test
    void givenOfbizWasRestartedThenAPauseIsStillOne() {
        scene.signIn(Scene.ANN);
        pauses(Scene.ANN);
        Scene after = new Scene();
        after.kept.putAll(scene.kept);
        AgentState state = after.distributor.signIn("S", Scene.ANN).agent();
        assertThat(state.status(), is(AgentState.Status.PAUSED));
        assertThat(state.choice().reason().orElseThrow().id(), is("LUNCH"));
    }

    @Test
    void givenOfbizWasRestartedThenWhoSignedOutIsNotSignedInByThePage() {
        scene.signIn(Scene.ANN);
        chooses(Scene.ANN, AgentChoice.Kind.SIGNED_OUT, "");
        Scene after = new Scene();
        after.kept.putAll(scene.kept);
        assertThat(after.distributor.signIn("S", Scene.ANN).agent().status(), is(AgentState.Status.SIGNED_OUT));
    }

    @Test
    void givenTheDatabaseIsAwayThenThePauseHoldsAndIsKeptOnceItIsBack() {
        scene.signIn(Scene.ANN);
        scene.database = Optional.of(new IllegalStateException("away"));
        assertThat(pauses(Scene.ANN), is("ok"));
        assertThat(scene.kept.get("ann").choice().kind(), is(AgentChoice.Kind.AVAILABLE));
        scene.database = Optional.empty();
        scene.passes(TaskScheduler.RETRY_AFTER);
        assertThat(scene.kept.get("ann").choice().kind(), is(AgentChoice.Kind.PAUSED));
        scene.problems.clear();
    }

    @Test
    void givenAPauseWithoutOneOfTheReasonsThenItIsRefused() {
        scene.signIn(Scene.ANN);
        assertThat(chooses(Scene.ANN, AgentChoice.Kind.PAUSED, ""), is("PAUSE_REASON_UNKNOWN"));
        assertThat(chooses(Scene.ANN, AgentChoice.Kind.PAUSED, "GOLF"), is("PAUSE_REASON_UNKNOWN GOLF"));
        assertThat(statusOf(Scene.ANN), is(AgentState.Status.AVAILABLE));
    }

    @Test
    void givenAPausedAgentThenTheyMayDialButNotClaim() {
        scene.signIn(Scene.ANN, Scene.BOB);
        PhoneCall call = scene.offered();
        pauses(Scene.ANN);
        scene.news();
        assertThat(scene.claims(Scene.ANN, call), is("NOT_AVAILABLE"));
        assertThat(Scene.said(scene.distributor.originate(Scene.ANN, Calls.CUSTOMER, Optional.empty())), is("ok"));
        assertThat(scene.news(), contains("ORIGINATE PJSIP/1001 to 3725551234@outbound {CALL_RECORDING_FILE=/rec/out.wav}"));
    }

    @Test
    void givenAPausedAgentWhoClicksLateThenTheyHearWhoHasTheCall() {
        scene.signIn(Scene.ANN, Scene.BOB);
        PhoneCall call = scene.offered();
        pauses(Scene.ANN);
        assertThat(scene.claims(Scene.BOB, call), is("ok"));
        scene.news();
        assertThat(scene.claims(Scene.ANN, call), is("CALL_TAKEN Bob"));
    }

    @Test
    void givenAPauseDuringACallThenItBeginsAfterTheWrapUp() {
        gives(WRAP_UP, false);
        scene.signIn(Scene.ANN, Scene.BOB);
        scene.happens(Calls.talks(scene.happens(Calls.rings(scene.claimedByAnn(), Scene.PHONE_OF_ANN))));
        pauses(Scene.ANN);
        scene.happens(Calls.ends(Calls.talks(Calls.rings(Calls.waiting("1"), Scene.PHONE_OF_ANN)), Outcome.ANSWERED));
        scene.passes(WRAP_UP);
        assertThat(scene.agentNews(), contains("ann RINGING", "ann TALKING", "ann TALKING LUNCH", "ann WRAP_UP LUNCH", "ann PAUSED LUNCH"));
        scene.news();
    }

    @Test
    void givenAGroupWithWrapUpWhenItsCallEndsThenTheNextCanBeClaimedAfterIt() {
        gives(WRAP_UP, false);
        scene.signIn(Scene.ANN, Scene.BOB);
        annTalkedAndHungUp();
        assertThat(statusOf(Scene.ANN), is(AgentState.Status.WRAP_UP));
        PhoneCall next = scene.happens(Calls.waiting("2"));
        assertThat(scene.news(), contains("NC PBX:2 to [ann, bob]"));
        scene.passes(WRAP_UP.minusSeconds(1));
        assertThat(scene.claims(Scene.ANN, next), is("NOT_AVAILABLE"));
        scene.passes(Duration.ofSeconds(1));
        scene.news();
        assertThat(scene.claims(Scene.ANN, next), is("ok"));
        scene.news();
    }

    @Test
    void givenACallThatWaitsWhenAnotherEndsThenItStaysInView() {
        gives(WRAP_UP, false);
        scene.signIn(Scene.ANN, Scene.BOB);
        PhoneCall call = scene.happens(Calls.talks(scene.happens(Calls.rings(scene.claimedByAnn(), Scene.PHONE_OF_ANN))));
        scene.happens(Calls.waiting("2"));
        scene.news();
        scene.happens(Calls.ends(call, Outcome.ANSWERED));
        assertThat(scene.news(), contains("CALL PBX:1 ENDED ANSWERED for ann"));
    }

    @Test
    void givenAWrapUpWhenItIsExtendedThenItsFirstEndPasses() {
        gives(WRAP_UP, false);
        scene.signIn(Scene.ANN, Scene.BOB);
        annTalkedAndHungUp();
        assertThat(Scene.said(scene.distributor.agents().extendWrapUp(Scene.ANN, "PBX:1")), is("ok"));
        scene.passes(WRAP_UP);
        assertThat(statusOf(Scene.ANN), is(AgentState.Status.WRAP_UP));
        scene.passes(WRAP_UP);
        assertThat(statusOf(Scene.ANN), is(AgentState.Status.AVAILABLE));
        assertThat(Scene.said(scene.distributor.agents().extendWrapUp(Scene.ANN, "PBX:1")), is("WRAP_UP_OVER"));
    }

    @Test
    void givenAWrapUpWhenTheAgentIsDoneThenTheyTakeCallsAtOnceAndDoneTwiceDoesNoHarm() {
        gives(WRAP_UP, false);
        scene.signIn(Scene.ANN, Scene.BOB);
        annTalkedAndHungUp();
        assertThat(Scene.said(scene.distributor.agents().endWrapUp(Scene.ANN, "PBX:1")), is("ok"));
        assertThat(statusOf(Scene.ANN), is(AgentState.Status.AVAILABLE));
        assertThat(Scene.said(scene.distributor.agents().endWrapUp(Scene.ANN, "PBX:1")), is("ok"));
    }

    @Test
    void givenARequiredDispositionThenNeitherTimeNorTheAgentEndsTheWrapUpWithoutIt() {
        gives(WRAP_UP, true);
        scene.signIn(Scene.ANN, Scene.BOB);
        annTalkedAndHungUp();
        assertThat(Scene.said(scene.distributor.agents().endWrapUp(Scene.ANN, "PBX:1")), is("DISPOSITION_REQUIRED"));
        scene.passes(WRAP_UP.multipliedBy(2));
        assertThat(statusOf(Scene.ANN), is(AgentState.Status.WRAP_UP));
        scene.disposed.add("PBX:1");
        scene.distributor.agents().writtenUp("PBX:1");
        assertThat("its time was over", statusOf(Scene.ANN), is(AgentState.Status.AVAILABLE));
    }

    @Test
    void givenARequiredDispositionThatIsThereInTimeThenTheAgentSaysWhenTheyAreDone() {
        gives(WRAP_UP, true);
        scene.signIn(Scene.ANN, Scene.BOB);
        annTalkedAndHungUp();
        scene.disposed.add("PBX:1");
        scene.distributor.agents().writtenUp("PBX:1");
        assertThat(statusOf(Scene.ANN), is(AgentState.Status.WRAP_UP));
        assertThat(Scene.said(scene.distributor.agents().endWrapUp(Scene.ANN, "PBX:1")), is("ok"));
    }

    @Test
    void givenARestartInTheWrapUpThenItGoesOn() {
        gives(WRAP_UP, true);
        scene.signIn(Scene.ANN, Scene.BOB);
        annTalkedAndHungUp();
        Scene after = new Scene();
        after.kept.putAll(scene.kept);
        assertThat(after.distributor.signIn("S", Scene.ANN).agent().status(), is(AgentState.Status.WRAP_UP));
        after.passes(WRAP_UP);
        assertThat(after.distributor.agents().state("ann").orElseThrow().status(), is(AgentState.Status.WRAP_UP));
    }

    @Test
    void givenACallThatIsWrittenUpThenAPageThatIsReloadedStillHearsOfIt() {
        gives(WRAP_UP.multipliedBy(10), false);
        scene.signIn(Scene.ANN, Scene.BOB);
        annTalkedAndHungUp();
        scene.passes(EndedCalls.MEMORY.plusSeconds(1));
        scene.happens(Calls.waiting("2"));
        scene.news();
        assertThat(scene.distributor.signIn("S", Scene.ANN).calls().stream().map(call -> call.call().callId()).toList(), contains("PBX:1"));
    }

    @Test
    void givenAGroupWithoutWrapUpThenTheAgentTakesCallsAtOnce() {
        scene.signIn(Scene.ANN, Scene.BOB);
        annTalkedAndHungUp();
        assertThat(scene.agentNews(), contains("ann RINGING", "ann TALKING", "ann AVAILABLE"));
    }

    @Test
    void givenACallWhoseGroupTheDeskDoesNotKnowYetThenItIsAskedBeforeTheAgentIsTold() {
        gives(WRAP_UP, false);
        scene.signIn(Scene.ANN);
        PhoneCall call = scene.happens(Calls.talks(Calls.rings(Calls.waiting("1"), Scene.PHONE_OF_ANN)));
        scene.happens(Calls.ends(call, Outcome.ANSWERED));
        assertThat(scene.agentNews(), contains("ann TALKING", "ann WRAP_UP"));
        scene.news();
    }

    @Test
    void givenAnOutgoingCallThenThereIsNothingToWaitForAfterIt() {
        gives(WRAP_UP, true);
        scene.signIn(Scene.ANN);
        PhoneCall call = scene.happens(Calls.talks(scene.happens(Calls.rings(Calls.outbound("1", Scene.PHONE_OF_ANN), Scene.PHONE_OF_ANN))));
        scene.happens(Calls.ends(call, Outcome.ANSWERED));
        assertThat(scene.agentNews(), contains("ann RINGING", "ann TALKING", "ann AVAILABLE"));
        scene.news();
    }

    @Test
    void givenACallThatBecameAPartOfAnotherThenItIsNotWrittenUp() {
        gives(WRAP_UP, true);
        scene.signIn(Scene.ANN);
        PhoneCall call = scene.happens(Calls.talks(Calls.rings(Calls.waiting("1"), Scene.PHONE_OF_ANN)));
        scene.happens(Calls.absorbed(call));
        assertThat(statusOf(Scene.ANN), is(AgentState.Status.AVAILABLE));
        scene.news();
    }

    @Test
    void givenAServiceThatSpeaksForAnAgentWithoutBrowserThenTheyDoNotSeemToBeThereForLong() {
        assertThat(pauses(Scene.ANN), is("ok"));
        scene.passes(AgentRegistry.GRACE);
        assertThat(statusOf(Scene.ANN), is(AgentState.Status.SIGNED_OUT));
        assertThat(scene.distributor.signIn("S", Scene.ANN).agent().status(), is(AgentState.Status.PAUSED));
        assertThat(scene.agentNews(), not(hasItem("ann AVAILABLE")));
    }
}
