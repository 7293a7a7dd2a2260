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
package org.apache.ofbiz.asterisk.acd.queues;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.AgentChoice;
import org.apache.ofbiz.asterisk.acd.agents.Adoption;
import org.apache.ofbiz.asterisk.acd.queues.QueueStanding.State;
import org.apache.ofbiz.asterisk.call.PbxCommands.Failure;
import org.apache.ofbiz.asterisk.call.PbxCommands.Result;
import org.apache.ofbiz.asterisk.call.queues.QueueCommands.NewMember;
import org.apache.ofbiz.asterisk.call.queues.QueueEvent;
import org.apache.ofbiz.asterisk.call.queues.QueueKey;
import org.apache.ofbiz.asterisk.call.queues.QueueMember;
import org.apache.ofbiz.asterisk.call.queues.QueueMember.Origin;
import org.junit.jupiter.api.Test;

class ServerQueuesTest {

    private static final QueueKey SUPPORT = new QueueKey("support", "PJSIP/1001");
    private static final QueueKey SALES = new QueueKey("sales", "PJSIP/1001");
    private static final Optional<WantedMember.Pause> AVAILABLE = Optional.empty();
    private static final Optional<WantedMember.Pause> LUNCH = Optional.of(WantedMember.Pause.inAll("Lunch"));
    private static final Optional<WantedMember.Pause> WRAP_UP = Optional.of(WantedMember.Pause.wrapUp("Wrap-up"));


    private static final Adoption PAUSED = new Adoption("liis", AgentChoice.Kind.PAUSED, Optional.of("smoke"));

    private static final Adoption RESUMED = new Adoption("liis", Optional.of("GROUP"), true, AgentChoice.Kind.AVAILABLE, Optional.empty());

    private final ServerQueues queues = new ServerQueues();

    @Test
    void whoSignsInPausedIsAddedPausedInOneCommand() {
        listed();

        List<QueueStep> steps = want(member(SUPPORT, 2, LUNCH));

        assertThat(steps, contains(new QueueStep.Add(member(SUPPORT, 2, LUNCH).asNewMember())));
        assertThat(steps.get(0), is(new QueueStep.Add(new NewMember(SUPPORT, "Liis Saar",
                "PJSIP/1001", 2, Optional.of("Lunch")))));
    }

    @Test
    void nothingIsSentBeforeThePbxHasListedItsQueues() {
        assertThat(want(member(SUPPORT, 0, AVAILABLE)), is(empty()));
        assertThat(listed(), contains(new QueueStep.Add(member(SUPPORT, 0, AVAILABLE).asNewMember())));
    }

    @Test
    void whoIsThereAsWantedCausesNoCommand() {
        want(member(SUPPORT, 1, LUNCH));

        assertThat(listed(reported(SUPPORT, Origin.DYNAMIC, 1, "Lunch")), is(empty()));
        assertThat(state(), is(State.PAUSED));
    }

    @Test
    void ofAMemberThatDiffersPauseAndPenaltyAreSetOneAfterTheOther() {
        want(member(SUPPORT, 3, LUNCH));
        List<QueueStep> first = listed(reported(SUPPORT, Origin.DYNAMIC, 0, null));
        assertThat(first, contains(new QueueStep.Pause(SUPPORT, Optional.of("Lunch"))));

        queues.happened(changed(SUPPORT, 0, "Lunch"));
        assertThat(taken(first), contains(new QueueStep.Penalty(SUPPORT, 3)));
    }

    @Test
    void theStateShownIsTheOneThatThePbxConfirmed() {
        listed();
        List<QueueStep> add = want(member(SUPPORT, 0, AVAILABLE));
        assertThat(state(), is(State.JOIN_PENDING));
        taken(add);
        assertThat("the command was taken, the event isn't there", state(), is(State.JOIN_PENDING));
        queues.happened(changed(SUPPORT, 0, null));
        assertThat(state(), is(State.MEMBER));

        want(member(SUPPORT, 0, LUNCH));
        assertThat(state(), is(State.PAUSE_PENDING));
        queues.happened(changed(SUPPORT, 0, "Lunch"));
        assertThat(state(), is(State.PAUSED));
        queues.happened(new QueueEvent.Disconnected());
        assertThat(state(), is(State.UNKNOWN));
    }

    @Test
    void whoseStandingMayHaveChangedIsToldOnce() {
        listed();
        want(member(SUPPORT, 0, AVAILABLE));
        assertThat(queues.touched(), contains("liis"));
        assertThat(queues.touched(), is(empty()));
        queues.happened(changed(SUPPORT, 0, null));
        assertThat(queues.touched(), contains("liis"));
        queues.happened(changed(new QueueKey("support", "PJSIP/1009"), 0, null));
        assertThat("another's", queues.touched(), is(empty()));
        queues.happened(new QueueEvent.Disconnected());
        assertThat(queues.touched(), contains("liis"));
        want();
        assertThat(queues.touched(), contains("liis"));
    }

    @Test
    void whoSignsOutIsRemovedAfterTheOpenCommand() {
        listed();
        List<QueueStep> add = want(member(SUPPORT, 0, AVAILABLE));

        assertThat("not while the PBX adds the member", want(), is(empty()));
        queues.happened(changed(SUPPORT, 0, null));
        assertThat(taken(add), contains(new QueueStep.Remove(SUPPORT)));
    }

    @Test
    void whoSignedOutWhileThePbxWasAwayIsRemovedOnItsReturn() {
        listed();
        joined(member(SUPPORT, 0, AVAILABLE));
        queues.happened(new QueueEvent.Disconnected());
        want();

        assertThat(listed(reported(SUPPORT, Origin.DYNAMIC, 0, null)), contains(new QueueStep.Remove(SUPPORT)));
    }

    @Test
    void afterARestartOfThePbxTheMembersAreBackWithTheirPause() {
        listed();
        joined(member(SUPPORT, 0, LUNCH));
        queues.happened(new QueueEvent.Disconnected());

        assertThat(listed(), contains(new QueueStep.Add(member(SUPPORT, 0, LUNCH).asNewMember())));
    }

    @Test
    void aListWhileACommandIsOpenSendsItNoSecondTime() {
        listed();
        List<QueueStep> add = want(member(SUPPORT, 0, AVAILABLE));

        assertThat("as the PBX was before the command", listed(), is(empty()));
        taken(add);
        assertThat(listed(), is(empty()));
        queues.happened(changed(SUPPORT, 0, null));
        assertThat("gone with a reload of the queues", listed(), is(add));
    }

    @Test
    void whatIsGoneAfterAReloadIsAddedAgainWhicheverOfEventAndAnswerCameFirst() {
        listed();
        List<QueueStep> add = want(member(SUPPORT, 0, AVAILABLE));
        queues.happened(changed(SUPPORT, 0, null));
        taken(add);

        assertThat(listed(), is(add));
    }

    @Test
    void staticMembersAndThoseOfOthersAreLeftAlone() {
        QueueKey other = new QueueKey("support", "PJSIP/1009");
        List<QueueStep> first = want(member(SUPPORT, 0, AVAILABLE));
        assertThat(first, is(empty()));

        assertThat(listed(reported(SUPPORT, Origin.STATIC, 5, null), reported(other, Origin.DYNAMIC, 0, null)), is(empty()));
        assertThat("a static member stays when the agent signs out", want(), is(empty()));
    }

    @Test
    void aPauseByTheFeatureCodeOfThePhoneIsAdopted() {
        listed();
        joined(member(SUPPORT, 0, AVAILABLE));

        ServerQueues.Decision decision = queues.happened(changed(SUPPORT, 0, "smoke"));

        assertThat(decision.adoptions(), contains(new Adoption("liis", AgentChoice.Kind.PAUSED, Optional.of("smoke"))));
        assertThat("nothing undoes it meanwhile", decision.steps(), is(empty()));
        assertThat(want(member(SUPPORT, 0, AVAILABLE)), is(empty()));
        want(member(SUPPORT, 0, Optional.of(WantedMember.Pause.inAll("smoke"))));
        assertThat(queues.adopted(PAUSED).steps(), is(empty()));
    }

    @Test
    void aPauseThatEndsWhileItIsAdoptedIsNotSetAgain() {
        listed();
        joined(member(SUPPORT, 0, AVAILABLE));
        queues.happened(changed(SUPPORT, 0, "smoke"));

        ServerQueues.Decision ended = queues.happened(changed(SUPPORT, 0, null));
        want(member(SUPPORT, 0, Optional.of(WantedMember.Pause.inAll("smoke"))));
        ServerQueues.Decision next = queues.adopted(PAUSED);
        want(member(SUPPORT, 0, AVAILABLE));

        assertThat(ended.adoptions(), is(empty()));
        assertThat(next.steps(), is(empty()));
        assertThat(next.adoptions(), contains(RESUMED));
        assertThat(queues.adopted(PAUSED), is(new ServerQueues.Decision(List.of(), List.of())));
    }

    @Test
    void aPauseThatCouldNotBeAdoptedIsUndone() {
        listed();
        joined(member(SUPPORT, 0, AVAILABLE));
        queues.happened(changed(SUPPORT, 0, "smoke"));

        assertThat(queues.adopted(PAUSED).steps(), contains(new QueueStep.Pause(SUPPORT, Optional.empty())));
    }

    @Test
    void theEndOfAChosenPauseIsAdoptedAndThatOfWrapUpIsNot() {
        listed();
        joined(member(SUPPORT, 0, LUNCH));
        assertThat(queues.happened(changed(SUPPORT, 0, null)).adoptions(),
                contains(RESUMED));
        queues.adopted(PAUSED).steps().forEach(step -> queues.answered(step, Result.SUCCESS));
        queues.happened(changed(SUPPORT, 0, "Lunch"));

        List<QueueStep> wrapUp = want(member(SUPPORT, 0, WRAP_UP));
        queues.happened(changed(SUPPORT, 0, "Wrap-up"));
        taken(wrapUp);
        ServerQueues.Decision unpaused = queues.happened(changed(SUPPORT, 0, null));

        assertThat(unpaused.adoptions(), is(empty()));
        assertThat(unpaused.steps(), contains(new QueueStep.Pause(SUPPORT, Optional.of("Wrap-up"))));
    }

    @Test
    void ourOwnPauseIsNotAdoptedWhicheverOfEventAndAnswerComesFirst() {
        listed();
        joined(member(SUPPORT, 0, AVAILABLE));
        List<QueueStep> eventFirst = want(member(SUPPORT, 0, LUNCH));
        assertThat(queues.happened(changed(SUPPORT, 0, "Lunch")).adoptions(), is(empty()));
        assertThat(taken(eventFirst), is(empty()));

        List<QueueStep> answerFirst = want(member(SUPPORT, 0, AVAILABLE));
        assertThat(taken(answerFirst), is(empty()));
        assertThat(queues.happened(changed(SUPPORT, 0, null)).adoptions(), is(empty()));
    }

    @Test
    void pauseResumePauseEndsPaused() {
        listed();
        joined(member(SUPPORT, 0, AVAILABLE));
        List<QueueStep> pause = want(member(SUPPORT, 0, LUNCH));
        assertThat(want(member(SUPPORT, 0, AVAILABLE)), is(empty()));
        assertThat(want(member(SUPPORT, 0, LUNCH)), is(empty()));
        queues.happened(changed(SUPPORT, 0, "Lunch"));

        assertThat(taken(pause), is(empty()));
        assertThat(state(), is(State.PAUSED));
    }

    @Test
    void whoPausesBetweenAnswerAndEventOfTheSignInIsAddedOnceAndThenPaused() {
        listed();
        taken(want(member(SUPPORT, 0, AVAILABLE)));

        assertThat("not added a second time", want(member(SUPPORT, 0, LUNCH)), is(empty()));
        assertThat(queues.happened(changed(SUPPORT, 0, null)).steps(), contains(new QueueStep.Pause(SUPPORT, Optional.of("Lunch"))));
    }

    @Test
    void whomSomebodyElseHasAddedIsNoLongerRefused() {
        listed();
        List<QueueStep> add = want(member(SUPPORT, 0, AVAILABLE));
        queues.answered(add.get(0), Result.failed(Failure.Kind.REFUSED, "Already there"));
        assertThat(state(), is(State.REFUSED));

        queues.happened(changed(SUPPORT, 0, null));
        assertThat(state(), is(State.MEMBER));
    }

    @Test
    void whoIsRemovedFromAllQueuesOnThePbxIsSignedOut() {
        listed();
        joined(member(SUPPORT, 0, AVAILABLE), member(SALES, 0, AVAILABLE));

        assertThat(queues.happened(new QueueEvent.MemberRemoved(SUPPORT)).adoptions(), is(empty()));
        assertThat("not put back", want(member(SUPPORT, 0, AVAILABLE), member(SALES, 0, AVAILABLE)), is(empty()));
        assertThat(queues.standings("liis").stream().map(QueueStanding::state).toList(), contains(State.MEMBER, State.REMOVED_ON_PBX));
        assertThat(queues.happened(new QueueEvent.MemberRemoved(SALES)).adoptions(),
                contains(new Adoption("liis", AgentChoice.Kind.SIGNED_OUT, Optional.empty())));

        want();
        assertThat("signs in again", want(member(SUPPORT, 0, AVAILABLE)), contains(new QueueStep.Add(member(SUPPORT, 0, AVAILABLE).asNewMember())));
    }

    @Test
    void whoSignsInAgainAtOnceAfterARemovalOnThePbxJoinsAgain() {
        listed();
        joined(member(SUPPORT, 0, AVAILABLE));
        Adoption signedOut = queues.happened(new QueueEvent.MemberRemoved(SUPPORT)).adoptions().get(0);

        assertThat("nobody saw the agent signed out", want(member(SUPPORT, 0, AVAILABLE)), is(empty()));
        assertThat(queues.adopted(signedOut).steps(), contains(new QueueStep.Add(member(SUPPORT, 0, AVAILABLE).asNewMember())));
        assertThat(state(), is(State.JOIN_PENDING));
    }

    @Test
    void whatThePbxRefusesIsTriedAgainLaterAndNotAtOnce() {
        listed();
        List<QueueStep> add = want(member(SUPPORT, 0, AVAILABLE));

        assertThat(queues.answered(add.get(0), Result.failed(Failure.Kind.REFUSED, "No such queue")), is(empty()));
        assertThat(state(), is(State.REFUSED));
        assertThat(queues.isNew(add.get(0)), is(true));
        assertThat(queues.retry(), is(add));
        assertThat("told once", queues.isNew(add.get(0)), is(false));
    }

    @Test
    void aReasonThatThePbxDoesNotReportIsSentOnce() {
        listed();
        List<QueueStep> add = want(member(SUPPORT, 0, LUNCH));
        queues.happened(changed(SUPPORT, 0, ""));
        List<QueueStep> reason = taken(add);
        assertThat(reason, contains(new QueueStep.Pause(SUPPORT, Optional.of("Lunch"))));

        queues.happened(changed(SUPPORT, 0, ""));
        assertThat(taken(reason), is(empty()));
        assertThat(queues.happened(changed(SUPPORT, 0, "")).steps(), is(empty()));
        assertThat(state(), is(State.PAUSED));
    }

    @Test
    void anAnswerOfAnEarlierConnectionChangesNothing() {
        listed();
        List<QueueStep> add = want(member(SUPPORT, 0, AVAILABLE));
        queues.happened(new QueueEvent.Disconnected());

        List<QueueStep> again = listed();
        assertThat(again, is(add));
        assertThat(queues.answered(add.get(0), Result.failed(Failure.Kind.PBX_AWAY, "closed")), is(empty()));
        assertThat("the one of this connection is still open", listed(), is(empty()));
    }

    @Test
    void membersOfAnEarlierRunLeaveWhenTheirAgentsDoNotReturn() {
        listed(reported(SUPPORT, Origin.DYNAMIC, 0, null), reported(SALES, Origin.DYNAMIC, 0, null));
        want(member(SALES, 0, AVAILABLE));

        assertThat(queues.abandon(List.of(SUPPORT, SALES, new QueueKey("support", "PJSIP/1002"))), contains(new QueueStep.Remove(SUPPORT)));
    }

    private List<QueueStep> want(WantedMember... members) {
        return queues.want(Stream.of(members).collect(Collectors.toMap(WantedMember::key, member -> member)));
    }

    private List<QueueStep> listed(QueueMember... members) {
        return queues.happened(new QueueEvent.Listed(List.of(members))).steps();
    }

    private void joined(WantedMember... members) {
        List<QueueStep> steps = want(members);
        Stream.of(members).forEach(member -> queues.happened(changed(member.key(), member.penalty(), member.pauseReason().orElse(null))));
        taken(steps);
    }

    private List<QueueStep> taken(List<QueueStep> steps) {
        return steps.stream().flatMap(step -> queues.answered(step, Result.SUCCESS).stream()).toList();
    }

    private State state() {
        return queues.standings("liis").get(0).state();
    }

    private static WantedMember member(QueueKey key, int penalty, Optional<WantedMember.Pause> pause) {
        return new WantedMember("liis", "GROUP", key, "Liis Saar", "PJSIP/1001", penalty, pause);
    }

    private static QueueEvent changed(QueueKey key, int penalty, String pauseReason) {
        return new QueueEvent.MemberChanged(reported(key, Origin.DYNAMIC, penalty, pauseReason));
    }

    /** @param pauseReason null of one who isn't paused */
    private static QueueMember reported(QueueKey key, Origin origin, int penalty, String pauseReason) {
        return new QueueMember(key.queue(), key.device(), "Liis Saar", key.device(), origin, penalty, Optional.ofNullable(pauseReason),
                QueueMember.Status.NOT_INUSE);
    }
}
