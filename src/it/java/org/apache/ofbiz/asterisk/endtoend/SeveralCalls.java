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
package org.apache.ofbiz.asterisk.endtoend;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.lab.AmiProbe;
import org.apache.ofbiz.entity.GenericValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Agents of a group that allows two calls at once, whose queue gives them the second while they talk in the first. */
abstract class SeveralCalls extends QueueSite {

    /** So long a caller waits in vain, in seconds, before it counts: callers look for an agent once a second. */
    private static final int IN_VAIN = 4;

    @BeforeEach
    void twoCallsAtOnce() {
        CrossedClaims.changesGroup(Map.of("callsAtOnce", "2", "wrapUpSeconds", "300"));
        member(Optional.empty());
        liis.forgets();
    }

    @AfterEach
    void nobodyIsLeft() {
        lab.endAllCalls();
        nobodyWaits();
        Await.untilTrue(() -> !List.of("TALKING", "RINGING").contains(state().get("state")), () -> "she is still in a call: " + state());
        if ("WRAP_UP".equals(state().get("state"))) {
            liis.sees("AGENT", agent -> "WRAP_UP".equals(agent.path("state").asText()));
        }
        wrapUps().forEach(callId -> liis.asks("WRAPUP", Map.of("callId", callId, "action", "END")));
        Await.untilTrue(() -> asked(used.queue()).filter(member -> "0".equals(member.get("Paused"))
                && "1".equals(member.get("Status"))).isPresent(), () -> "not free: " + asked(used.queue()));
    }

    private static Map<String, Object> state() {
        return host.run("getAsteriskAgentState", "agent1001", Map.of());
    }

    @Test
    void theQueueGivesASecondCallAndNoThirdAndWrapUpFollowsTheLast() throws IOException {
        talksTo("3725556001");
        ringsInUse(true);
        talksTo("3725556002");
        ringsInUse(false);

        lab.caller("3725556003").dials(used.dialed());
        waitsInVain("3725556003");
        assertThat(called("3725556003"), is(empty()));
        hangsUp("3725556001");
        String third = talks("3725556003");
        assertThat("no wrap-up in between", wrapUps(), is(empty()));

        hangsUp("3725556002");
        hangsUp("3725556003");
        member(Optional.of("Wrap-up"));
        liis.sees("AGENT", agent -> "WRAP_UP".equals(agent.path("state").asText()));
        assertThat(wrapUps(), is(List.of(third)));
        for (String number : List.of("3725556001", "3725556002", "3725556003")) {
            GenericValue kept = host.database().await(row -> row.get("endDate") != null, "PhoneCall", "callerNumber", number);
            assertThat(number, kept.getString("outcomeEnumId") + ' ' + kept.getString("agentPartyId"), is("AST_ANSWERED AST_AGENT1"));
        }
    }

    @Test
    void aColleagueWhoIsFreeComesFirst() throws IOException {
        lab.phone("1002").answers();
        talksTo("3725556101");
        ringsInUse(true);
        try (WebUser peeter = WebUser.logsIn(host.base(), "agent1002").opensConsole()) {
            peeter.asks("STATE", Map.of("state", "AVAILABLE"));
            Await.untilTrue(() -> members(used.queue()) == 2, () -> "no second member");
            ringsInUse(false);
            Instant began = Instant.now();
            lab.caller("3725556102").dials(used.dialed());
            peeter.await("CALL", call -> "TALKING".equals(call.path("state").asText()));
            assertThat("rung for the second", pbx.heard().stream().filter(event -> event.at().isAfter(began) && event.isEvent("AgentCalled")
                    && event.get("Interface").equals(used.device())).toList(), is(empty()));
            ringsInUse(true);
            peeter.asks("STATE", Map.of("state", "SIGNED_OUT"));
        }
    }

    /** A customer who dials and is answered by Liis. @return callId */
    String talksTo(String number) {
        lab.caller(number).dials(used.dialed());
        return talks(number);
    }

    private String talks(String number) {
        return liis.await("CALL", call -> "TALKING".equals(call.path("state").asText())
                && call.path("party").path("number").asText().endsWith(number)).path("callId").asText();
    }

    /** The PBX says whether it rings her in a call. */
    private void ringsInUse(boolean rings) {
        Await.untilTrue(() -> said().filter(event -> event.get("Ringinuse").equals(rings ? "1" : "0")).isPresent(), () -> "the PBX said " + said());
    }

    private Optional<AmiProbe.Message> said() {
        return pbx.heard().stream().filter(event -> event.get("Event").startsWith("QueueMember") && event.get("Interface").equals(used.device())
                && event.get("Queue").equals(used.queue()) && !event.get("Ringinuse").isEmpty()).reduce((earlier, later) -> later);
    }

    private void waitsInVain(String number) {
        waits(number);
        Await.untilTrue(() -> status("QueueEntry").stream().anyMatch(entry -> entry.get("CallerIDNum").endsWith(number)
                && Integer.parseInt(entry.get("Wait")) >= IN_VAIN), () -> "the line is " + waiting());
    }

    private List<AmiProbe.Message> called(String number) {
        return pbx.heard().stream().filter(event -> event.isEvent("AgentCalled") && event.get("CallerIDNum").endsWith(number)).toList();
    }

    /** callIds that she was to write up so far. */
    private List<String> wrapUps() {
        return liis.sofar("AGENT").stream().map(agent -> agent.path("wrapUp").path("callId").asText("")).filter(callId -> !callId.isEmpty())
                .distinct().toList();
    }

    /** The customer ends the call. */
    private void hangsUp(String number) throws IOException {
        String channel = pbx.await(event -> event.isEvent("QueueCallerJoin") && event.get("CallerIDNum").endsWith(number)).get("Channel");
        pbx.act("Hangup", "Channel", channel, "Cause", "16");
        pbx.await(event -> event.isEvent("Hangup") && event.get("Channel").equals(channel));
    }
}
