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
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ofbiz.asterisk.acd.AgentChoice;
import org.apache.ofbiz.asterisk.acd.AgentState;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.junit.jupiter.api.Test;

/** Pauses in all groups and in one: what they end, when they begin, and what is kept of them. */
class PausesTest {

    private final Scene scene = new Scene();

    private void pauses(Person user) {
        chooses(user, AgentChoice.Kind.PAUSED, "LUNCH");
    }

    private void chooses(Person user, AgentChoice.Kind kind, String reason) {
        assertThat(Scene.said(scene.distributor.agents().choose(user, kind, Optional.of(reason).filter(id -> !id.isEmpty()))), is("ok"));
    }

    private AgentState.Status statusOf(Person user) {
        return scene.distributor.agents().state(user.userLoginId()).orElseThrow().status();
    }

    private List<String> intervals() {
        return scene.pauses.values().stream().map(pause -> pause.groupId().orElse("all") + " " + pause.reason().id() + " from "
                + Duration.between(Calls.START, pause.since()).toSeconds() + " to "
                + pause.until().map(until -> String.valueOf(Duration.between(Calls.START, until).toSeconds())).orElse("now")).toList();
    }

    private Instant since(Person user) {
        return scene.distributor.agents().state(user.userLoginId()).orElseThrow().since();
    }

    @Test
    void givenPauseResumePauseThenTheTimeBeginsAnewAndEachPauseIsKept() {
        scene.signIn(Scene.ANN);
        pauses(Scene.ANN);
        scene.passes(Duration.ofSeconds(60));
        chooses(Scene.ANN, AgentChoice.Kind.AVAILABLE, "");
        scene.passes(Duration.ofSeconds(30));
        pauses(Scene.ANN);
        assertThat(Duration.between(Calls.START, since(Scene.ANN)), is(Duration.ofSeconds(90)));
        assertThat(intervals(), contains("all LUNCH from 0 to 60", "all LUNCH from 90 to now"));
    }

    @Test
    void givenTwoReasonsInARowThenTheyAreTwoIntervals() {
        scene.signIn(Scene.ANN);
        pauses(Scene.ANN);
        scene.passes(Duration.ofSeconds(60));
        pauses(Scene.ANN);
        scene.passes(Duration.ofSeconds(60));
        chooses(Scene.ANN, AgentChoice.Kind.PAUSED, "BREAK");
        assertThat(Duration.between(Calls.START, since(Scene.ANN)), is(Duration.ofSeconds(120)));
        scene.passes(Duration.ofSeconds(10));
        chooses(Scene.ANN, AgentChoice.Kind.SIGNED_OUT, "");
        assertThat("the same reason again is no other pause", intervals(), contains("all LUNCH from 0 to 120", "all BREAK from 120 to 130"));
    }

    private String pausesIn(String group, String reason) {
        return Scene.said(scene.distributor.agents().pauseInGroup(Scene.ANN, group, Optional.of(reason).filter(id -> !id.isEmpty())));
    }

    @Test
    void givenAPauseInOneGroupThenItsCallsCannotBeClaimedAndTheAgentIsAvailable() {
        scene.signIn(Scene.ANN, Scene.BOB);
        PhoneCall call = scene.offered();
        assertThat(pausesIn("SUPPORT", "LUNCH"), is("ok"));
        assertThat(statusOf(Scene.ANN), is(AgentState.Status.AVAILABLE));
        assertThat(scene.claims(Scene.ANN, call), is("NOT_AVAILABLE"));
        scene.passes(Duration.ofSeconds(5));
        assertThat(pausesIn("SUPPORT", ""), is("ok"));
        assertThat(intervals(), contains("SUPPORT LUNCH from 0 to 5"));
        assertThat(scene.claims(Scene.ANN, call), is("ok"));
        scene.news();
    }

    @Test
    void givenAPauseInOneGroupThenAPauseInAllGoesBeforeItAndASignOutEndsIt() {
        scene.signIn(Scene.ANN);
        pausesIn("SUPPORT", "BREAK");
        pauses(Scene.ANN);
        chooses(Scene.ANN, AgentChoice.Kind.AVAILABLE, "");
        assertThat(scene.kept.get("ann").choice().queuePauses().keySet(), contains("SUPPORT"));
        chooses(Scene.ANN, AgentChoice.Kind.SIGNED_OUT, "");
        assertThat(scene.kept.get("ann").choice().queuePauses(), is(anEmptyMap()));
    }

    @Test
    void givenAPauseInAGroupOfOthersOrWithoutAReasonThenItIsRefused() {
        scene.signIn(Scene.ANN);
        assertThat(pausesIn("SALES", "LUNCH"), is("NOT_YOUR_GROUP SALES"));
        assertThat(pausesIn("SUPPORT", "GOLF"), is("PAUSE_REASON_UNKNOWN GOLF"));
        assertThat(intervals(), is(empty()));
    }
}
