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
import java.util.List;
import java.util.Optional;
import org.apache.ofbiz.asterisk.acd.AgentState;
import org.apache.ofbiz.asterisk.acd.Group;
import org.apache.ofbiz.asterisk.acd.WrapUp;
import org.apache.ofbiz.asterisk.call.CallPart;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Agents of a group may have two calls at once. */
class SeveralCallsTest {

    private static final Peer PAGE_OF_ANN = new Peer("PEER-1011", "PBX", "PJSIP", "1011", Peer.Type.EXTENSION, Optional.of(Scene.ANN),
            Optional.empty(), Optional.empty(), true);

    private final Scene scene = new Scene();

    @BeforeEach
    void twoCallsAtOnce() {
        scene.group = Optional.of(new Group("SUPPORT", "Support", "PBX", Duration.ofSeconds(20), "", Duration.ofSeconds(30), false, true, 2));
        scene.signIn(Scene.ANN, Scene.BOB);
    }

    @Test
    void aSecondCallCanBeClaimedDuringTheFirstAndAThirdCannot() {
        annTalks("1");
        PhoneCall third = scene.happens(Calls.waiting("3"));
        annTalks("2");
        assertThat(scene.claims(Scene.ANN, third), is("TOO_MANY_CALLS 2"));
        assertThat("others can have it", scene.claims(Scene.BOB, third), is("ok"));
    }

    @Test
    void aClaimWhosePhoneDoesNotRingYetCounts() {
        annTalks("1");
        PhoneCall second = scene.happens(Calls.waiting("2"));
        PhoneCall third = scene.happens(Calls.waiting("3"));
        assertThat(scene.claims(Scene.ANN, second), is("ok"));
        assertThat(scene.claims(Scene.ANN, third), is("TOO_MANY_CALLS 2"));
    }

    @Test
    void whoIsLateHearsWhoHasTheCallAndNotThatThereAreTooMany() {
        annTalks("1");
        PhoneCall third = scene.happens(Calls.waiting("3"));
        annTalks("2");
        assertThat(scene.claims(Scene.BOB, third), is("ok"));
        assertThat(scene.claims(Scene.ANN, third), is("CALL_TAKEN Bob"));
    }

    @Test
    void wrapUpBeginsAfterTheLastCallAndTheTimeOfTwoCallsIsOneTime() {
        PhoneCall first = annTalks("1");
        PhoneCall second = annTalks("2");
        assertThat(scene.agentNews(), contains("ann RINGING", "ann TALKING"));
        scene.passes(Duration.ofSeconds(20));
        scene.happens(Calls.ends(first, Outcome.ANSWERED));
        assertThat("still talks", scene.agentNews(), is(empty()));
        assertThat(state().wrapUp(), is(Optional.empty()));
        scene.passes(Duration.ofSeconds(40));
        scene.happens(Calls.ends(second, Outcome.ANSWERED));
        assertThat(state().status(), is(AgentState.Status.WRAP_UP));
        assertThat(state().wrapUp().map(WrapUp::callId), is(Optional.of("PBX:2")));
        assertThat("all of its time", state().wrapUp().orElseThrow().until(), is(Calls.START.plusSeconds(90)));
    }

    @Test
    void aCallOfNoGroupThatEndsLastLeavesTheWrapUpOfTheOneBefore() {
        PhoneCall own = scene.happens(Calls.outbound("9", Scene.PHONE_OF_ANN));
        PhoneCall placed = scene.happens(Calls.talks(Calls.rings(own, Scene.PHONE_OF_ANN)));
        PhoneCall first = annTalks("1");
        scene.happens(Calls.ends(first, Outcome.ANSWERED));
        assertThat(state().status(), is(AgentState.Status.TALKING));
        scene.happens(Calls.ends(placed, Outcome.ANSWERED));
        assertThat(state().wrapUp().map(WrapUp::callId), is(Optional.of("PBX:1")));
    }

    @Test
    void aCallWhoseWrapUpBeginsLongAfterItsEndIsToldAgain() {
        PhoneCall own = scene.happens(Calls.outbound("9", Scene.PHONE_OF_ANN));
        PhoneCall placed = scene.happens(Calls.talks(Calls.rings(own, Scene.PHONE_OF_ANN)));
        PhoneCall first = annTalks("1");
        scene.happens(Calls.ends(first, Outcome.ANSWERED));
        for (int minutes = 0; minutes < 3; minutes++) {
            scene.passes(Duration.ofSeconds(70));
            scene.happens(placed); // something happens, as ended calls are forgotten then
        }
        scene.news();
        scene.happens(Calls.ends(placed, Outcome.ANSWERED));
        assertThat(state().wrapUp().map(WrapUp::callId), is(Optional.of("PBX:1")));
        assertThat(scene.news(), hasItem("CALL PBX:1 ENDED ANSWERED for ann"));
        assertThat("and is there for a browser that comes later", scene.distributor.signIn("S-ann2", Scene.ANN).calls().stream()
                .map(call -> call.call().callId()).toList(), contains("PBX:1"));
    }

    @Test
    void aPhoneThatTheQueueRingsForACallTooManyIsToldToStop() {
        annTalks("1");
        annTalks("2");
        scene.news();
        PhoneCall rung = scene.happens(Calls.rings(inQueue("3"), Scene.PHONE_OF_ANN));
        assertThat(scene.news(), hasItem("HANGUP PJSIP/1001-3.1"));
        assertThat(scene.agentNews(), hasItem("ring stopped for ann at PBX"));
        scene.happens(rung);
        assertThat("once", scene.news(), not(hasItem("HANGUP PJSIP/1001-3.1")));
    }

    @Test
    void aClaimWhosePhoneDoesNotRingYetCountsForWhatTheQueueRings() {
        annTalks("1");
        assertThat(scene.claims(Scene.ANN, scene.happens(Calls.waiting("2"))), is("ok"));
        scene.news();
        scene.happens(Calls.rings(inQueue("3"), Scene.PHONE_OF_ANN));
        assertThat(scene.news(), hasItem("HANGUP PJSIP/1001-3.1"));
    }

    @Test
    void eachPhoneOfAnAgentIsToldToStop() {
        annTalks("1");
        annTalks("2");
        PhoneCall rung = scene.happens(Calls.rings(inQueue("3"), Scene.PHONE_OF_ANN));
        scene.news();
        scene.happens(Calls.rings(rung, PAGE_OF_ANN));
        assertThat(scene.news(), contains("HANGUP PJSIP/1011-3.2"));
    }

    @Test
    void aCallThatRingsAtTwoPhonesOfAnAgentIsOne() {
        annTalks("1");
        PhoneCall second = scene.happens(Calls.rings(inQueue("2"), Scene.PHONE_OF_ANN));
        scene.happens(Calls.rings(inQueue("3"), Scene.PHONE_OF_ANN));
        scene.news();
        scene.happens(Calls.rings(second, PAGE_OF_ANN));
        assertThat("rings on while the third stops", scene.news(), not(hasItem("HANGUP PJSIP/1011-2.2")));
    }

    @Test
    void aPhoneThatRingsBeforeTheGroupIsKnownIsToldToStopOnceItIs() {
        annTalks("1");
        annTalks("2");
        scene.database = Optional.of(new IllegalStateException("away"));
        PhoneCall call = inQueue("3");
        scene.happens(Calls.rings(call, Scene.PHONE_OF_ANN));
        assertThat(scene.news(), not(hasItem("HANGUP PJSIP/1001-3.1")));
        scene.database = Optional.empty();
        scene.passes(Duration.ofSeconds(30));
        assertThat(scene.news(), hasItem("HANGUP PJSIP/1001-3.1"));
    }

    @Test
    void aPhoneThatTheQueueRingsDuringWrapUpIsToldToStopAndOneThatAColleagueRingsIsNot() {
        PhoneCall first = annTalks("1");
        scene.happens(Calls.ends(first, Outcome.ANSWERED));
        scene.news();
        scene.happens(Calls.rings(inQueue("2"), Scene.PHONE_OF_ANN));
        assertThat(scene.news(), hasItem("HANGUP PJSIP/1001-2.1"));
        scene.happens(Calls.rings(Calls.arriving("3", Optional.of("SUPPORT")), Scene.PHONE_OF_ANN));
        assertThat(scene.news(), not(hasItem("HANGUP PJSIP/1001-3.1")));
    }

    @Test
    void aSecondCallRings() {
        annTalks("1");
        scene.news();
        scene.happens(Calls.rings(inQueue("2"), Scene.PHONE_OF_ANN));
        assertThat(scene.news(), not(hasItem("HANGUP PJSIP/1001-2.1")));
    }

    private AgentState state() {
        return scene.distributor.agents().state("ann").orElseThrow();
    }

    private PhoneCall annTalks(String linkedId) {
        PhoneCall call = scene.happens(Calls.waiting(linkedId));
        assertThat(scene.claims(Scene.ANN, call), is("ok"));
        return scene.happens(Calls.talks(scene.happens(Calls.rings(call, Scene.PHONE_OF_ANN))));
    }

    private PhoneCall inQueue(String linkedId) {
        PhoneCall call = Calls.waiting(linkedId);
        CallPart wait = new CallPart(CallPart.Kind.WAITED, Optional.empty(), "support", call.groupId(), Calls.START, Optional.empty(),
                Optional.empty(), List.of());
        return scene.happens(new PhoneCall(call.serverId(), call.linkedId(), call.direction(), call.state(), call.caller(), call.dialedNumber(),
                call.groupId(), call.answeredBy(), call.originator(), call.trunk(), call.legs(), call.startedAt(), call.answeredAt(),
                call.endedAt(), call.recordingFile(), call.outcome(), call.hangupCause(), call.unseen(), call.mergedInto(), call.timeline(),
                List.of(wait), call.variables()));
    }
}
