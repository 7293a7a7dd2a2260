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
package org.apache.ofbiz.asterisk.center.callbacks;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;
import org.apache.ofbiz.asterisk.acd.AgentChoice;
import org.apache.ofbiz.asterisk.acd.AgentState;
import org.apache.ofbiz.asterisk.acd.Answer;
import org.apache.ofbiz.asterisk.acd.PbxDirectory;
import org.apache.ofbiz.asterisk.acd.Refusal.Code;
import org.apache.ofbiz.asterisk.acd.Roster;
import org.apache.ofbiz.asterisk.acd.agents.Agent;
import org.apache.ofbiz.asterisk.acd.agents.Phones;
import org.apache.ofbiz.asterisk.acd.callbacks.CallbackRule;
import org.apache.ofbiz.asterisk.acd.control.Dialer;
import org.apache.ofbiz.asterisk.acd.distribution.Calls;
import org.apache.ofbiz.asterisk.acd.live.LiveCalls;
import org.apache.ofbiz.asterisk.acd.live.LiveEvents;
import org.apache.ofbiz.asterisk.acd.threads.SerialExecutor;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.Channel;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.Party;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PeerStates;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.crm.callbacks.ByHand;
import org.apache.ofbiz.asterisk.crm.callbacks.CallbackAttempts;
import org.apache.ofbiz.asterisk.crm.callbacks.CallbackAttempts.Group;
import org.apache.ofbiz.asterisk.crm.callbacks.CallbackAttempts.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

/** What becomes of an attempt that the PBX, the rules or the day are against. */
class AutomaticCallbacksTest {

    private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");
    private static final String ATTEMPT = "PBX:ofbiz-1";
    private static final Group GROUP = new Group("SUPPORT", "PBX", new CallbackRule(3, Duration.ofMinutes(15)), true);
    private static final Task TASK = new Task("10000", "SUPPORT", "+37251234567", "+37251234567", NOW, NOW, 0, Optional.empty(), false);

    private final CallbackAttempts rows = mock(CallbackAttempts.class);
    private final Dialer dialer = mock(Dialer.class);
    private final Clock clock = mock(Clock.class);
    private final LiveCalls calls = new LiveCalls(new LiveEvents(10, Clock.fixed(NOW, ZoneOffset.UTC)));
    private final ScheduledExecutorService timers = mock(ScheduledExecutorService.class);
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private final List<Agent> agents = new ArrayList<>(List.of(agent("liis", AgentState.Status.AVAILABLE, 2)));
    private final List<String> rung = new ArrayList<>();
    private String lacking = "";
    private AutomaticCallbacks callbacks;
    private Runnable look;
    private Runnable soon;

    @BeforeEach
    void start() throws Exception {
        Roster roster = mock(Roster.class);
        when(roster.memberships(anyString())).thenReturn(List.of(new Roster.Membership(new org.apache.ofbiz.asterisk.acd.Group("SUPPORT", "Support",
                "PBX", Duration.ofSeconds(20), "", Duration.ZERO, false), "AGENT")));
        PbxDirectory pbxes = mock(PbxDirectory.class);
        when(pbxes.connected("PBX")).thenReturn(true);
        when(pbxes.state(any())).thenReturn(PeerStates.State.IDLE);
        when(rows.groups()).thenReturn(List.of(GROUP));
        when(rows.open(any())).thenReturn(List.of(TASK));
        when(rows.begin(any(), anyString(), anyString(), any())).thenReturn(true);
        when(dialer.callBack(any(), any(), anyString(), any())).thenAnswer(call -> {
            rung.add(call.<Person>getArgument(0).userLoginId());
            return !lacking.isEmpty() ? CompletableFuture.completedFuture(Answer.refused(Code.NUMBER_NEEDS_PERMISSION, lacking))
                    : call.<Predicate<String>>getArgument(3).test(ATTEMPT) ? answer : null;
        });
        at(0);
        CallbackSources sources = new CallbackSources(rows, () -> agents, roster, pbxes, calls, dialer, groupId -> true,
                user -> Optional.of(new Person(user, user, user)), Optional::of, holds -> { }, groupId -> { });
        SerialExecutor work = new SerialExecutor(Runnable::run, AutomaticCallbacksTest::fail);
        callbacks = new AutomaticCallbacks(sources, new AgentsAtRest(), work, timers, clock, AutomaticCallbacksTest::fail);
        when(timers.schedule(any(Runnable.class), anyLong(), any())).thenAnswer(call -> {
            soon = call.getArgument(0);
            return null;
        });
        callbacks.start();
        ArgumentCaptor<Runnable> every = ArgumentCaptor.forClass(Runnable.class);
        verify(timers).scheduleWithFixedDelay(every.capture(), anyLong(), anyLong(), any());
        soon = every.getValue();
        look = () -> {
            Runnable next = soon;
            soon = every.getValue();
            next.run();
        };
    }

    @Test
    void anAttemptThatThePbxMayHaveTakenIsFollowedAndNotRepeated() throws Exception {
        goesOn();
        originateFails(-1);
        answer.complete(Answer.refused(Code.PBX_AWAY, ""));
        look.run();
        at(14);
        look.run();
        PhoneCall rings = ringsAfterAll();
        tell(rings, Calls.event());
        at(60);
        look.run();
        verify(rows, never()).agentMissed(any(), any(), any());
        verify(rows, never()).customerMissed(any(), any(), any());

        tell(Calls.ends(rings, Outcome.EXTENSION_NO_ANSWER), Calls.event());
        look.run();

        verify(rows).agentMissed(TASK.during(ATTEMPT), Optional.of(Outcome.EXTENSION_NO_ANSWER), NOW.plusSeconds(60));
        assertThat(rung, contains("liis"));
    }

    @Test
    void anAttemptOfWhichNothingIsSeenCounts() throws Exception {
        goesOn();
        originateFails(-1);
        answer.complete(Answer.refused(Code.PBX_AWAY, ""));
        look.run();
        at(16);
        look.run();
        verify(rows, never()).agentMissed(any(), any(), any());
        verify(rows).customerMissed(TASK.during(ATTEMPT), Optional.empty(), Optional.of(NOW.plusSeconds(16).plus(Duration.ofMinutes(15))));
    }

    @Test
    void whatThePbxRefusesIsTriedAgainSoonAndCostsNone() throws Exception {
        goesOn();
        originateFails(-1);
        answer.complete(Answer.refused(Code.PBX_REFUSED, ""));
        verify(rows).agentMissed(TASK.during(ATTEMPT), Optional.empty(), NOW.plusSeconds(30));
    }

    @Test
    void aPhoneThatCannotBeRungCostsNone() throws Exception {
        goesOn();
        originateFails(0);
        look.run();
        verify(rows).agentMissed(TASK.during(ATTEMPT), Optional.of(Outcome.FAILED), NOW);
    }

    @Test
    void whoLacksThePermissionForANumberIsPassedOverForItAlone() throws Exception {
        agents.add(agent("peeter", AgentState.Status.AVAILABLE, 1));
        lacking = "CALL_ABROAD";
        look.run();
        verify(rows, never()).leaveToAgents(any(), any());

        look.run();

        assertThat(rung, contains("liis", "peeter"));
        look.run();
        verify(rows).leaveToAgents(TASK, ByHand.NUMBER);
    }

    @Test
    void aCallbackWaitsForAnAgentInACallWhoMayHaveThePermission() throws Exception {
        agents.add(agent("peeter", AgentState.Status.TALKING, 1));
        lacking = "CALL_ABROAD";
        look.run();
        look.run();
        look.run();
        assertThat("is not asked again and again", rung, contains("liis"));
        verify(rows, never()).leaveToAgents(any(), any());

        agents.remove(1);
        look.run();

        verify(rows).leaveToAgents(TASK, ByHand.NUMBER);
    }

    @Test
    void aNumberThatWasCalledAsOftenAsItMayBeInADayWaitsForADay() throws Exception {
        when(rows.made(TASK.key(), NOW.minus(Duration.ofDays(1)))).thenReturn(6L);
        look.run();
        verify(rows).putOff(TASK, NOW.plus(Duration.ofDays(1)));
        verify(rows, never()).leaveToAgents(any(), any());
        assertThat(rung, is(empty()));
    }

    private void goesOn() {
        look.run();
        when(rows.open(any())).thenReturn(List.of(TASK.during(ATTEMPT)));
    }

    /** The tracker ends the call that was only asked for. */
    private void originateFails(int reason) {
        tell(Calls.outbound("ofbiz-1", phone("liis")), Calls.event());
        tell(Calls.ends(Calls.outbound("ofbiz-1", phone("liis")), Outcome.FAILED),
                new CallEvent.OriginateFailed(NOW, "ofbiz-1", "PJSIP/liis", Party.UNKNOWN, "outbound", "37251234567", reason));
    }

    /** The tracker names it differently, since it has ended the one that was asked for. */
    private static PhoneCall ringsAfterAll() {
        PhoneCall asked = Calls.outbound("ofbiz-1/2", phone("liis"));
        PhoneCall.Leg leg = new PhoneCall.Leg(new Channel("PJSIP/liis-00000001", "ofbiz-1", "ofbiz-1"), Optional.of(phone("liis")),
                Peer.Type.EXTENSION, NOW, Optional.empty(), Optional.empty(), Optional.empty(), 0);
        return new PhoneCall(asked.serverId(), asked.linkedId(), asked.direction(), asked.state(), asked.caller(), asked.dialedNumber(),
                asked.groupId(), asked.answeredBy(), asked.originator(), asked.trunk(), List.of(leg), asked.startedAt(), asked.answeredAt(),
                asked.endedAt(), asked.recordingFile(), asked.outcome(), asked.hangupCause(), asked.unseen(), asked.mergedInto(),
                asked.timeline(), asked.parts(), asked.variables());
    }

    private void tell(PhoneCall call, CallEvent event) {
        calls.callChanged(call, event);
        callbacks.callChanged(call, event);
    }

    private void at(int seconds) {
        when(clock.instant()).thenReturn(NOW.plusSeconds(seconds));
    }

    private static Agent agent(String user, AgentState.Status status, int minutes) {
        return new Agent(user, AgentChoice.available(NOW), true, new Phones(List.of(phone(user)), Optional.empty()), Optional.empty(),
                Optional.empty(), status, NOW.minus(Duration.ofMinutes(minutes)));
    }

    private static Peer phone(String name) {
        return new Peer(name, "PBX", "PJSIP", name, Peer.Type.EXTENSION, Optional.empty(), Optional.empty(), Optional.empty(), true);
    }

    private static void fail(String what, Throwable cause) {
        throw new AssertionError(what, cause);
    }
}
