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
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.ofbiz.asterisk.acd.AgentState;
import org.apache.ofbiz.asterisk.acd.Group;
import org.apache.ofbiz.asterisk.acd.agents.AgentRegistry;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.junit.jupiter.api.Test;

/** The clock of the machine is set, forwards or back: what lasts for some time lasts as long as it should. */
class ClockIsSetTest {

    private static final Duration WRAP_UP = Duration.ofSeconds(30);
    private static final Duration ALMOST = Duration.ofSeconds(29);
    private static final Duration REST = Duration.ofSeconds(1);

    private Scene scene;

    private void forwardsAndBack(Consumer<Duration> check) {
        for (int minutes : List.of(20, -20)) {
            scene = new Scene();
            check.accept(Duration.ofMinutes(minutes));
        }
    }

    private AgentState.Status status() {
        return scene.distributor.agents().state("ann").orElseThrow().status();
    }

    private void annWritesUp(boolean dispositionRequired) {
        scene.group = Optional.of(new Group("SUPPORT", "Support", "PBX", Duration.ofSeconds(20), "", WRAP_UP, dispositionRequired));
        scene.signIn(Scene.ANN, Scene.BOB);
        PhoneCall call = scene.happens(Calls.talks(scene.happens(Calls.rings(scene.claimedByAnn(), Scene.PHONE_OF_ANN))));
        scene.happens(Calls.ends(call, Outcome.ANSWERED));
        assertThat(status(), is(AgentState.Status.WRAP_UP));
    }

    @Test
    void aWrapUpEndsAfterItsTime() {
        forwardsAndBack(this::wrapUpEnds);
    }

    private void wrapUpEnds(Duration by) {
        annWritesUp(false);
        scene.clockIsSet(by);
        scene.passes(ALMOST);
        assertThat(status(), is(AgentState.Status.WRAP_UP));
        scene.passes(REST);
        assertThat(status(), is(AgentState.Status.AVAILABLE));
    }

    @Test
    void aWrapUpWithoutItsDispositionEndsWithIt() {
        forwardsAndBack(this::wrapUpEndsWithItsDisposition);
    }

    private void wrapUpEndsWithItsDisposition(Duration by) {
        annWritesUp(true);
        scene.clockIsSet(by);
        scene.disposed.add("PBX:1");
        scene.distributor.agents().writtenUp("PBX:1");
        assertThat("its time isn't over", status(), is(AgentState.Status.WRAP_UP));
        scene.disposed.remove("PBX:1");
        scene.passes(WRAP_UP);
        assertThat(status(), is(AgentState.Status.WRAP_UP));
        scene.disposed.add("PBX:1");
        scene.distributor.agents().writtenUp("PBX:1");
        assertThat(status(), is(AgentState.Status.AVAILABLE));
    }

    @Test
    void whoHasNoBrowserAnyMoreIsGoneAfterAMinute() {
        forwardsAndBack(this::goes);
    }

    private void goes(Duration by) {
        scene.signIn(Scene.ANN);
        scene.distributor.signOut("S-ann");
        scene.clockIsSet(by);
        scene.passes(AgentRegistry.GRACE.minus(REST));
        assertThat(status(), is(AgentState.Status.AVAILABLE));
        scene.passes(REST);
        assertThat(status(), is(AgentState.Status.SIGNED_OUT));
    }
}
