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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.acd.queues.WantedMember.Load;
import org.apache.ofbiz.asterisk.call.PbxCommands.Result;
import org.apache.ofbiz.asterisk.call.queues.QueueEvent;
import org.apache.ofbiz.asterisk.call.queues.QueueKey;
import org.apache.ofbiz.asterisk.call.queues.QueueMember;
import org.apache.ofbiz.asterisk.call.queues.QueueMember.Status;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Agents who may have several calls at once are rung in a call, as the PBX confirms it. */
class FurtherCallsTest {

    private static final QueueKey KEY = new QueueKey("support", "PJSIP/1001");
    private static final QueueKey COLLEAGUE = new QueueKey("support", "PJSIP/1002");
    private static final Optional<Boolean> NO = Optional.of(false);
    private static final Optional<Boolean> YES = Optional.of(true);

    private final ServerQueues queues = new ServerQueues();
    private final List<QueueStep> sent = new ArrayList<>();

    @BeforeEach
    void liisIsAMember() {
        queues.happened(new QueueEvent.Listed(List.of()));
        taken(wants(Load.FREE));
        reports(KEY, Status.NOT_INUSE, NO);
    }

    @Test
    void inACallShePassesForOneWhoMayBeRungAndNoLongerWhenAnotherRings() {
        assertThat(wants(Load.OPEN), contains(new QueueStep.RingInUse(KEY, true)));
        taken(new QueueStep.RingInUse(KEY, true));
        assertThat("confirmed", reports(KEY, Status.INUSE, YES), is(empty()));
        assertThat(wants(Load.FULL), contains(new QueueStep.RingInUse(KEY, false)));
        taken(new QueueStep.RingInUse(KEY, false));
        assertThat(reports(KEY, Status.INUSE, NO), is(empty()));
    }

    @Test
    void aRingThatOfbizStoppedIsNotDeclined() {
        taken(wants(Load.OPEN));
        reports(KEY, Status.INUSE, YES);
        queues.ringStopped("liis");
        assertThat("rung again", queues.happened(new QueueEvent.Missed(KEY)).steps(), is(empty()));
        assertThat("the next one is", queues.happened(new QueueEvent.Missed(KEY)).steps(), contains(new QueueStep.RingInUse(KEY, false)));
    }

    @Test
    void aRingThatOfbizStoppedLongAgoIsForgotten() {
        taken(wants(Load.OPEN));
        reports(KEY, Status.INUSE, YES);
        queues.ringStopped("liis");
        queues.ringStoppedBefore("liis");
        assertThat(queues.happened(new QueueEvent.Missed(KEY)).steps(), contains(new QueueStep.RingInUse(KEY, false)));
    }

    @Test
    void notWhileAColleagueIsFree() {
        reports(COLLEAGUE, Status.NOT_INUSE, NO);
        assertThat("the colleague comes first", wants(Load.OPEN), is(empty()));
        assertThat(reports(COLLEAGUE, Status.RINGING, NO), contains(new QueueStep.RingInUse(KEY, true)));
        taken(new QueueStep.RingInUse(KEY, true));
        reports(KEY, Status.INUSE, YES);
        assertThat("the colleague is back", reports(COLLEAGUE, Status.NOT_INUSE, NO), contains(new QueueStep.RingInUse(KEY, false)));
        taken(new QueueStep.RingInUse(KEY, false));
        reports(KEY, Status.INUSE, NO);
        assertThat("and gone", happens(new QueueEvent.MemberRemoved(COLLEAGUE)), contains(new QueueStep.RingInUse(KEY, true)));
    }

    @Test
    void whoDoesNotTakeASecondCallGetsNoneUntilTheFirstHasEnded() {
        taken(wants(Load.OPEN));
        reports(KEY, Status.INUSE, YES);
        ServerQueues.Decision missed = queues.happened(new QueueEvent.Missed(KEY));
        noted(missed.steps());
        assertThat("it isn't a missed call", missed.adoptions(), is(empty()));
        taken(new QueueStep.RingInUse(KEY, false));
        reports(KEY, Status.INUSE, NO);
        wants(Load.FULL);
        assertThat(wants(Load.OPEN), is(empty()));
        wants(Load.FREE);
        assertThat("in the next call", wants(Load.OPEN), contains(new QueueStep.RingInUse(KEY, true)));
    }

    @Test
    void afterALoginOnThePbxWhatItDoesNotListIsSetAgain() {
        wants(Load.FREE);
        assertThat(happens(new QueueEvent.Listed(List.of(member(KEY, Status.NOT_INUSE, Optional.empty())))),
                contains(new QueueStep.RingInUse(KEY, false)));
    }

    @Test
    void whereAgentsHaveOneCallAtATimeTheQueueIsLeftAsItIs() {
        assertThat(wants(Load.ONE), is(empty()));
        assertThat(reports(KEY, Status.INUSE, YES), is(empty()));
        assertThat(happens(new QueueEvent.Listed(List.of(member(KEY, Status.NOT_INUSE, Optional.empty())))), is(empty()));
    }

    @Test
    void onceTheLimitIsOneAgainNobodyIsRungInACall() {
        taken(wants(Load.OPEN));
        reports(KEY, Status.INUSE, YES);
        assertThat(wants(Load.ONE), contains(new QueueStep.RingInUse(KEY, false)));
    }

    private List<QueueStep> wants(Load load) {
        return noted(queues.want(Map.of(KEY, new WantedMember("liis", "GROUP", KEY, "Liis Saar", "PJSIP/1001", 0, Optional.empty(), 1, load))));
    }

    private void taken(List<QueueStep> steps) {
        steps.forEach(this::taken);
    }

    /** This command, the last one like it that was sent. */
    private void taken(QueueStep step) {
        queues.answered(sent.stream().filter(step::equals).reduce((earlier, later) -> later).orElseThrow(), Result.SUCCESS);
    }

    private List<QueueStep> reports(QueueKey key, Status status, Optional<Boolean> ringInUse) {
        return happens(new QueueEvent.MemberChanged(member(key, status, ringInUse)));
    }

    private List<QueueStep> happens(QueueEvent event) {
        return noted(queues.happened(event).steps());
    }

    private List<QueueStep> noted(List<QueueStep> steps) {
        sent.addAll(steps);
        return steps;
    }

    private static QueueMember member(QueueKey key, Status status, Optional<Boolean> ringInUse) {
        return new QueueMember(key.queue(), key.device(), "Somebody", key.device(), QueueMember.Origin.DYNAMIC, 0, Optional.empty(), status,
                ringInUse);
    }
}
