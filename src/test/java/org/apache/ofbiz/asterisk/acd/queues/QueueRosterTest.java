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
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.acd.AgentChoice;
import org.apache.ofbiz.asterisk.acd.AgentState;
import org.apache.ofbiz.asterisk.acd.PauseReason;
import org.apache.ofbiz.asterisk.acd.WrapUp;
import org.apache.ofbiz.asterisk.acd.agents.Agent;
import org.apache.ofbiz.asterisk.acd.agents.Phones;
import org.apache.ofbiz.asterisk.acd.queues.QueueRoster.Assignment;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.queues.QueueKey;
import org.junit.jupiter.api.Test;

class QueueRosterTest {

    private static final Instant NOW = Instant.parse("2026-11-28T09:00:00Z");
    private static final AgentChoice AVAILABLE = AgentChoice.available(NOW);
    private static final AgentChoice LUNCH = new AgentChoice(AgentChoice.Kind.PAUSED, Optional.of(new PauseReason("AST_PAUSE_LUNCH", "Lunch")), NOW);
    private static final AgentChoice SIGNED_OUT = new AgentChoice(AgentChoice.Kind.SIGNED_OUT, Optional.empty(), NOW);
    private static final Peer DESK = phone("1001", "PBX", true);

    @Test
    void whoIsSignedInIsWantedInEachQueueWithItsPenalty() {
        QueueRoster roster = roster(assignment("liis", "support", 0, false), assignment("liis", "sales", 3, false));

        Map<QueueKey, WantedMember> wanted = new RosterMembers(roster).of(List.of(agent("liis", AVAILABLE, true, DESK))).get("PBX");

        assertThat(wanted.keySet(), containsInAnyOrder(new QueueKey("support", "PJSIP/1001"), new QueueKey("sales", "PJSIP/1001")));
        assertThat(wanted.get(new QueueKey("sales", "PJSIP/1001")).penalty(), is(3));
        assertThat(wanted.get(new QueueKey("sales", "PJSIP/1001")).pause(), is(Optional.empty()));
    }

    @Test
    void whoIsAwayOrSignedOutOrHasNoPhoneThereIsNotWanted() {
        QueueRoster roster = roster(assignment("liis", "support", 0, false));

        assertThat(new RosterMembers(roster).of(List.of(agent("liis", AVAILABLE, false, DESK))), is(anEmptyMap()));
        assertThat(new RosterMembers(roster).of(List.of(agent("liis", SIGNED_OUT, true, DESK))), is(anEmptyMap()));
        Agent elsewhere = agent("liis", AVAILABLE, true, phone("2001", "OTHER", true), phone("1001", "PBX", false));
        assertThat(new RosterMembers(roster).of(List.of(elsewhere)), is(anEmptyMap()));
        assertThat(new RosterMembers(roster).of(List.of(agent("peeter", AVAILABLE, true, DESK))), is(anEmptyMap()));
    }

    @Test
    void theChosenPhoneIsTheMember() {
        Peer home = phone("1051", "PBX", true);
        Agent agent = new Agent("liis", AVAILABLE, true, new Phones(List.of(DESK, home), Optional.of("1051")), Optional.empty(), Optional.empty(),
                AgentState.Status.AVAILABLE, NOW);

        assertThat(new RosterMembers(roster(assignment("liis", "support", 0, false))).of(List.of(agent)).get("PBX").keySet(),
                contains(new QueueKey("support", "PJSIP/1051")));
    }

    @Test
    void aPauseKeepsItsReasonAndWrapUpHasOneOfItsOwn() {
        QueueRoster roster = roster(assignment("liis", "support", 0, true));

        assertThat(pause(roster, agent("liis", LUNCH, true, DESK)), is(Optional.of(WantedMember.Pause.inAll("Lunch"))));
        WrapUp wrapUp = new WrapUp("PBX:1", "GROUP", "Group", NOW, false, Duration.ofSeconds(30));
        Agent writing = new Agent("liis", AVAILABLE, true, new Phones(List.of(DESK), Optional.empty()), Optional.of(wrapUp), Optional.empty(),
                AgentState.Status.WRAP_UP, NOW);
        assertThat(pause(roster, writing), is(Optional.of(WantedMember.Pause.wrapUp(QueueRoster.WRAP_UP))));
    }

    @Test
    void aPauseInOneGroupIsOneInItsQueuesAndAPauseInAllComesBeforeIt() {
        PauseReason training = new PauseReason("AST_PAUSE_TRAINING", "Training");
        Map<String, AgentChoice.QueuePause> inGroup = Map.of("GROUP", new AgentChoice.QueuePause(training, NOW));
        AgentChoice available = new AgentChoice(AgentChoice.Kind.AVAILABLE, Optional.empty(), NOW, inGroup);
        AgentChoice paused = new AgentChoice(AgentChoice.Kind.PAUSED, LUNCH.reason(), NOW, inGroup);
        Assignment sales = new Assignment("liis", "Liis", "SALES", "PBX", "sales", 0, false, List.of(DESK), false);
        QueueRoster roster = roster(assignment("liis", "support", 0, true), sales);

        assertThat(pause(roster, agent("liis", available, true, DESK)), is(Optional.of(WantedMember.Pause.inGroup("Training"))));
        assertThat(pause(roster, agent("liis", paused, true, DESK)), is(Optional.of(WantedMember.Pause.inAll("Lunch"))));
        assertThat("the other queue", new RosterMembers(roster).of(List.of(agent("liis", available, true, DESK))).get("PBX")
                .get(new QueueKey("sales", "PJSIP/1001")).pause(), is(Optional.empty()));
    }

    @Test
    void duringACallTheQueueGivesNoOtherWhereWrapUpFollows() {
        Agent talking = new Agent("liis", AVAILABLE, true, new Phones(List.of(DESK), Optional.empty()), Optional.empty(), Optional.empty(),
                AgentState.Status.TALKING, NOW);

        assertThat(pause(roster(assignment("liis", "support", 0, true)), talking),
                is(Optional.of(WantedMember.Pause.wrapUp(QueueRoster.WRAP_UP))));
        assertThat(pause(roster(assignment("liis", "support", 0, false)), talking), is(Optional.empty()));
    }

    @Test
    void whoMayHaveTwoCallsIsOpenInTheFirstAndNotPausedBeforeWrapUp() {
        QueueRoster roster = new QueueRoster(List.of(assignment("liis", "support", 0, true)), Map.of(), Map.of(), Map.of("GROUP", 2));

        assertThat(load(roster, new Agent.Calls(0, 0)), is(WantedMember.Load.FREE));
        assertThat("the first rings", load(roster, new Agent.Calls(0, 1)), is(WantedMember.Load.FREE));
        assertThat(load(roster, new Agent.Calls(1, 0)), is(WantedMember.Load.OPEN));
        assertThat("the second rings", load(roster, new Agent.Calls(1, 1)), is(WantedMember.Load.FULL));
        assertThat(load(roster, new Agent.Calls(2, 0)), is(WantedMember.Load.FULL));
        assertThat("without a limit", load(roster(assignment("liis", "support", 0, false)), new Agent.Calls(1, 0)), is(WantedMember.Load.ONE));
        assertThat(pause(roster, inCalls(new Agent.Calls(1, 0))), is(Optional.empty()));
    }

    private static WantedMember.Load load(QueueRoster roster, Agent.Calls calls) {
        return new RosterMembers(roster).of(List.of(inCalls(calls))).get("PBX").get(new QueueKey("support", "PJSIP/1001")).load();
    }

    private static Agent inCalls(Agent.Calls calls) {
        return new Agent("liis", AVAILABLE, true, new Phones(List.of(DESK), Optional.empty()), Optional.empty(), Optional.empty(),
                calls.talking() > 0 ? AgentState.Status.TALKING : AgentState.Status.RINGING, NOW, calls);
    }

    @Test
    void duringACallAtANumberOutsideTheQueueGivesNoOther() {
        Peer mobile = new Peer("mobile", "PBX", "Local", "+3725557700@outbound", Peer.Type.EXTENSION, Optional.empty(), Optional.empty(),
                Optional.empty(), true);
        Agent talking = new Agent("liis", AVAILABLE, true, new Phones(List.of(mobile), Optional.empty()), Optional.empty(), Optional.empty(),
                AgentState.Status.TALKING, NOW);
        QueueRoster roster = roster(assignment("liis", "support", 0, false));

        assertThat(new RosterMembers(roster).of(List.of(talking)).get("PBX").values().stream().map(WantedMember::pause).toList(),
                contains(Optional.of(WantedMember.Pause.wrapUp(QueueRoster.IN_CALL))));
        List<Agent> free = List.of(agent("liis", AVAILABLE, true, mobile));
        assertThat(new RosterMembers(roster).of(free).get("PBX").values().stream().map(WantedMember::pause).toList(), contains(Optional.empty()));
    }

    @Test
    void twoAgentsWithOnePhoneAreOneMember() {
        QueueRoster roster = roster(assignment("liis", "support", 0, false), assignment("peeter", "support", 0, false));

        List<Agent> both = List.of(agent("peeter", AVAILABLE, true, DESK), agent("liis", AVAILABLE, true, DESK));

        assertThat(new RosterMembers(roster).of(both).get("PBX").get(new QueueKey("support", "PJSIP/1001")).userLoginId(), is("liis"));
    }

    @Test
    void onlyAgentsWhoChangedAreWorkedOutAgain() {
        RosterMembers members = new RosterMembers(roster(assignment("liis", "support", 0, false), assignment("peeter", "support", 0, false)));
        QueueKey desk = new QueueKey("support", "PJSIP/1001");
        QueueKey other = new QueueKey("support", "PJSIP/1002");
        Agent liis = agent("liis", AVAILABLE, true, DESK);
        Agent peeter = agent("peeter", AVAILABLE, true, phone("1002", "PBX", true));
        Map<QueueKey, WantedMember> before = members.of(List.of(liis, peeter)).get("PBX");

        Map<QueueKey, WantedMember> after = members.of(List.of(agent("liis", LUNCH, true, DESK), peeter)).get("PBX");

        assertThat(after.get(desk).pause(), is(Optional.of(WantedMember.Pause.inAll("Lunch"))));
        assertThat(after.get(other), is(sameInstance(before.get(other))));
        assertThat("without liis", members.of(List.of(peeter)).get("PBX").keySet(), contains(other));
        assertThat("liis is back", members.of(List.of(liis, peeter)).get("PBX"), is(before));
    }

    @Test
    void aServerNamesItsMembersAsItsDialplanNeedsThem() {
        QueueRoster roster = new QueueRoster(List.of(assignment("liis", "6000", 0, false)),
                Map.of("PBX", new MemberDevices("Local/{name}@from-queue/n", "hint:{name}@ext-local")));

        WantedMember member = new RosterMembers(roster).of(List.of(agent("liis", AVAILABLE, true, DESK))).get("PBX")
                .get(new QueueKey("6000", "Local/1001@from-queue/n"));

        assertThat(member.stateDevice(), is("hint:1001@ext-local"));
    }

    @Test
    void whoWasSignedInBeforeARestartMayHaveLeftMembers() {
        List<Peer> phones = List.of(DESK, phone("2001", "OTHER", true));
        Assignment before = new Assignment("liis", "Liis", "GROUP", "PBX", "support", 0, false, phones, true);
        Assignment never = new Assignment("peeter", "Peeter", "GROUP", "PBX", "support", 0, false, List.of(phone("1002", "PBX", true)), false);

        assertThat(new QueueRoster(List.of(before, never), Map.of()).left("PBX"), contains(new QueueKey("support", "PJSIP/1001")));
    }

    private static Optional<WantedMember.Pause> pause(QueueRoster roster, Agent agent) {
        return new RosterMembers(roster).of(List.of(agent)).get("PBX").get(new QueueKey("support", "PJSIP/1001")).pause();
    }

    private static QueueRoster roster(Assignment... assignments) {
        return new QueueRoster(List.of(assignments), Map.of());
    }

    private static Assignment assignment(String user, String queue, int penalty, boolean wrapUp) {
        return new Assignment(user, user, "GROUP", "PBX", queue, penalty, wrapUp, List.of(DESK), false);
    }

    private static Agent agent(String user, AgentChoice choice, boolean here, Peer... phones) {
        return new Agent(user, choice, here, new Phones(List.of(phones), Optional.empty()), Optional.empty(), Optional.empty(),
                AgentState.Status.AVAILABLE, NOW);
    }

    private static Peer phone(String name, String serverId, boolean enabled) {
        return new Peer(name, serverId, "PJSIP", name, Peer.Type.EXTENSION, Optional.empty(), Optional.empty(), Optional.empty(), enabled);
    }
}
