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
package org.apache.ofbiz.asterisk.acd.agents;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.AgentChoice;
import org.apache.ofbiz.asterisk.acd.AgentState.Status;
import org.apache.ofbiz.asterisk.acd.Group;
import org.apache.ofbiz.asterisk.acd.PauseReason;
import org.apache.ofbiz.asterisk.acd.WrapUp;
import org.apache.ofbiz.asterisk.acd.agents.Agent.Part;
import org.apache.ofbiz.asterisk.acd.distribution.Calls;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The state of one agent, by table. */
class AgentTest {

    private static final Instant NOW = Calls.START;
    private static final AgentChoice AVAILABLE = AgentChoice.available(NOW.minusSeconds(600));
    private static final AgentChoice PAUSED = new AgentChoice(AgentChoice.Kind.PAUSED, Optional.of(new PauseReason("LUNCH", "Lunch")),
            NOW.minusSeconds(300));
    private static final AgentChoice SIGNED_OUT = new AgentChoice(AgentChoice.Kind.SIGNED_OUT, Optional.empty(), NOW.minusSeconds(100));
    private static final Group GROUP = new Group("SUPPORT", "Support", "PBX", Duration.ofSeconds(20), "", Duration.ofSeconds(45), true);
    private static final WrapUp WRAP_UP = WrapUp.of("PBX:1", GROUP, NOW.plusSeconds(45));

    private record Row(AgentChoice choice, boolean here, boolean writesUp, boolean awaited, List<Part> parts, Status status, boolean takesCalls) {
    }

    private static final List<Row> TABLE = List.of(
            new Row(AVAILABLE, true, false, false, List.of(), Status.AVAILABLE, true),
            new Row(AVAILABLE, false, false, false, List.of(), Status.SIGNED_OUT, true),
            new Row(AVAILABLE, true, true, false, List.of(), Status.WRAP_UP, false),
            new Row(AVAILABLE, false, true, false, List.of(), Status.SIGNED_OUT, false),
            new Row(AVAILABLE, true, false, false, List.of(Part.RINGING), Status.RINGING, true),
            new Row(AVAILABLE, true, false, false, List.of(Part.TALKING), Status.TALKING, true),
            new Row(AVAILABLE, true, false, false, List.of(Part.RINGING, Part.TALKING), Status.TALKING, true),
            new Row(AVAILABLE, true, false, true, List.of(), Status.TALKING, true),
            new Row(AVAILABLE, true, true, false, List.of(Part.TALKING), Status.TALKING, false),
            new Row(PAUSED, true, false, false, List.of(), Status.PAUSED, false),
            new Row(PAUSED, true, false, false, List.of(Part.TALKING), Status.TALKING, false),
            new Row(PAUSED, true, true, false, List.of(), Status.WRAP_UP, false),
            new Row(PAUSED, false, false, false, List.of(), Status.SIGNED_OUT, false),
            new Row(SIGNED_OUT, true, false, false, List.of(), Status.SIGNED_OUT, false),
            new Row(SIGNED_OUT, true, false, false, List.of(Part.RINGING), Status.RINGING, false),
            new Row(SIGNED_OUT, true, true, false, List.of(), Status.WRAP_UP, false));

    @TestFactory
    Stream<DynamicTest> stateFollowsFromChoiceCallsAndWrapUp() {
        return TABLE.stream().map(row -> DynamicTest.dynamicTest(row.toString(), () -> {
            Agent agent = new Agent("ann", row.choice(), row.here(), new Phones(List.of(), Optional.empty()),
                    row.writesUp() ? Optional.of(WRAP_UP) : Optional.empty(), row.awaited() ? Optional.of("PBX:1") : Optional.empty(),
                    Status.SIGNED_OUT, NOW);
            assertThat(agent.at(NOW, row.parts()).status(), is(row.status()));
            assertThat(agent.takesCalls(), is(row.takesCalls()));
        }));
    }

    @Test
    void givenAPauseThenItCountsFromWhenItWasChosenAlsoAfterACall() {
        Agent agent = new Agent("ann", PAUSED, true, new Phones(List.of(), Optional.empty()), Optional.empty(), Optional.empty(),
                Status.TALKING, NOW);
        assertThat(agent.at(NOW.plusSeconds(5), List.of()).since(), is(PAUSED.since()));
    }

    @Test
    void givenTheSameStateThenItGoesOnSinceBefore() {
        Agent agent = new Agent("ann", AVAILABLE, true, new Phones(List.of(), Optional.empty()), Optional.empty(), Optional.empty(),
                Status.AVAILABLE, NOW.minusSeconds(60));
        assertThat(agent.at(NOW, List.of()).since(), is(NOW.minusSeconds(60)));
    }

    @Test
    void givenAWrapUpThenEachExtensionAddsTheGroupsTimeUpToHalfAnHour() {
        assertThat(WRAP_UP.extended(NOW).until(), is(NOW.plusSeconds(90)));
        assertThat(WRAP_UP.extended(NOW.plusSeconds(100)).until(), is(NOW.plusSeconds(145)));
        WrapUp longest = Stream.iterate(WRAP_UP, wrapUp -> wrapUp.extended(NOW)).limit(100).reduce((one, next) -> next).orElseThrow();
        assertThat(longest.until(), is(NOW.plus(Duration.ofMinutes(30))));
    }

    @Test
    void givenAGroupThatGivesLittleTimeThenAnExtensionIsWorthAClick() {
        Group quick = new Group("SUPPORT", "Support", "PBX", Duration.ofSeconds(20), "", Duration.ofSeconds(5), false);
        assertThat(WrapUp.of("PBX:1", quick, NOW).extended(NOW).until(), is(NOW.plusSeconds(30)));
    }
}
