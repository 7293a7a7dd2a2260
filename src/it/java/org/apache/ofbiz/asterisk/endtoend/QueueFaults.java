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
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.entity.GenericValue;
import org.junit.jupiter.api.Test;

/** What ends without a good-bye while agents are in a queue and callers wait: no call is lost, and the queue has who is there, and nobody else. */
abstract class QueueFaults extends QueueSite {

    /** From the moment at which OFBiz and the PBX are in touch again. */
    private static final Duration SETTLED = Duration.ofSeconds(5);

    @Test
    void whenThePbxWasKilledItsWaitingCallersAreKeptAndAPausedAgentIsPausedAgain() throws IOException {
        liis.asks("STATE", Map.of("state", "PAUSED", "reason", "AST_PAUSE_LUNCH"));
        member(Optional.of("Lunch"));
        lab.caller("3725553001").dials(used.dialed());
        liis.await("NC", offer -> "3725553001".equals(digits(offer)));
        waits("3725553001");
        liis.forgets();
        thePbxIsKilledAndComesBack();

        liis.await("PBX", now -> "CONNECTED".equals(now.path("state").asText()));
        long connected = System.nanoTime();
        assertThat(member(Optional.of("Lunch")).get("Penalty"), is("2"));
        assertThat(Duration.ofNanos(System.nanoTime() - connected), lessThan(SETTLED));
        assertThat(status("QueueMember").size(), is(1));
        GenericValue lost = host.database().await(row -> row.get("endDate") != null, "PhoneCall", "callerNumber", "3725553001");
        assertThat(lost.getString("outcomeEnumId"), is("AST_ABANDONED"));

        lab.phone("1001").answers();
        liis.asks("STATE", Map.of("state", "AVAILABLE"));
        member(Optional.empty());
        lab.caller("3725553002").dials(used.dialed());
        String next = liis.await("CALL", call -> "TALKING".equals(call.path("state").asText())).path("callId").asText();
        lab.endAllCalls();
        liis.await("AGENT", agent -> next.equals(agent.path("wrapUp").path("callId").asText()));
        writesNothing(next);
    }

    @Test
    void whileOfbizIsAwayTheQueueGoesOnAndOnItsReturnAgentsAreAsTheySaid() throws IOException {
        lab.phone("1001").answers();
        member(Optional.empty());
        lab.caller("3725553101").dials(used.dialed());
        liis.await("CALL", call -> "TALKING".equals(call.path("state").asText()));
        liis.close();
        host.close();
        try {
            assertThat("stays a member", status("QueueMember").size(), is(1));
            pbx.act("QueuePause", "Queue", used.queue(), "Interface", used.device(), "Paused", "true", "Reason", "elsewhere");
            lab.caller("3725553102").dials(used.dialed());
            waits("3725553102");
        } finally {
            host = Host.start(folder, database -> database.change("AsteriskServer", Map.of("serverId", "DEMO_PBX", "enabled", "Y")));
        }
        liis = WebUser.logsIn(host.base(), "agent1001").opensConsole();
        long back = System.nanoTime();

        Await.untilTrue(() -> status("QueueMember").stream().noneMatch(member -> "elsewhere".equals(member.get("PausedReason"))), () ->
                "still paused: " + status("QueueMember"));
        assertThat(Duration.ofNanos(System.nanoTime() - back), lessThan(SETTLED));
        assertThat(status("QueueMember").size(), is(1));
        assertThat("still waits", waiting(), is(List.of("3725553102")));
        lab.endAllCalls();
        assertThat(ended("3725553101").getString("outcomeEnumId"), is("AST_ANSWERED"));
        assertThat(ended("3725553101").getString("agentPartyId"), is("AST_AGENT1"));
        ended("3725553102");
        Stream.of("3725553101", "3725553102").forEach(number ->
                writesNothing("DEMO_PBX:" + host.database().row("PhoneCall", "callerNumber", number).getString("linkedId")));
        member(Optional.empty());
    }

    @Test
    void aBrowserThatDiesAndComesBackIsTheSameMember() throws IOException {
        String since = member(Optional.empty()).get("LoginTime");
        liis.losesConsole();
        liis.connects();
        liis.asks("STATE", Map.of("state", "PAUSED", "reason", "AST_PAUSE_LUNCH"));
        assertThat(member(Optional.of("Lunch")).get("LoginTime"), is(since));
        assertThat(status("QueueMember").size(), is(1));
        liis.asks("STATE", Map.of("state", "AVAILABLE"));
        member(Optional.empty());
    }

    @Test
    void ofTwoWhoSignInAtOnePhoneAtOnceOneHasIt() throws IOException {
        member(Optional.empty());
        try (WebUser peeter = WebUser.logsIn(host.base(), "agent1002").opensConsole()) {
            for (int round = 1; round <= 3; round++) {
                liis.asks("STATE", Map.of("state", "SIGNED_OUT"));
                isNoMember();
                peeter.asks("STATE", Map.of("state", "AVAILABLE"));
                CompletableFuture<Boolean> first = CompletableFuture.supplyAsync(() ->
                        "OK".equals(liis.asks("STATE", Map.of("state", "AVAILABLE")).path("type").asText()));
                CompletableFuture<Boolean> second = CompletableFuture.supplyAsync(() -> worksAt(peeter, "1001"));
                assertThat("Liis has it: " + first.join(), second.join(), is(!first.join()));

                String name = first.join() ? "Liis Saar" : "Peeter Mets";
                Await.untilTrue(() -> List.of(name).equals(status("QueueMember").stream()
                        .filter(member -> used.device().equals(member.get("Location"))).map(member -> member.get("Name")).toList()), () ->
                        "the members are " + status("QueueMember"));
                peeter.asks("EXTENSION", Map.of("extension", "1002"));
                peeter.asks("STATE", Map.of("state", "SIGNED_OUT"));
            }
        }
        liis.asks("STATE", Map.of("state", "AVAILABLE"));
        member(Optional.empty());
    }

    @Test
    void whoHasAHighPenaltyIsRungOnceTheRuleOfTheQueueSaysSo() throws IOException {
        lab.phone("1003").answers();
        try (WebUser kadri = WebUser.logsIn(host.base(), "agent1003").opensConsole()) {
            kadri.asks("STATE", Map.of("state", "AVAILABLE"));
            pbx.await(event -> event.isEvent("QueueMemberAdded") && SKILLED_QUEUE.equals(event.get("Queue")) && "5".equals(event.get("Penalty")));
            lab.caller("3725554001").dials(SKILLED_QUEUE);
            pbx.await(event -> event.isEvent("QueueCallerJoin") && SKILLED_QUEUE.equals(event.get("Queue")));
            long joined = System.nanoTime();
            pbx.await(event -> event.isEvent("AgentCalled") && SKILLED_QUEUE.equals(event.get("Queue")));
            assertThat(Duration.ofNanos(System.nanoTime() - joined), greaterThan(Duration.ofSeconds(1)));
            String callId = kadri.await("CALL", call -> "TALKING".equals(call.path("state").asText())).path("callId").asText();
            lab.endAllCalls();
            kadri.call(callId, "ENDED");
            kadri.asks("STATE", Map.of("state", "SIGNED_OUT"));
        }
    }

    private static boolean worksAt(WebUser user, String number) {
        JsonNode answer = user.post("/asterisk/control/workAt", Map.of("number", number, "zone", "Europe/Tallinn", "takeOver", ""));
        return answer.path("ok").asBoolean();
    }

    private static GenericValue ended(String number) {
        return host.database().await(row -> row.get("endDate") != null, "PhoneCall", "callerNumber", number);
    }

    /** Ends the wrap-up, if there is one. */
    private void writesNothing(String callId) {
        liis.asks("WRAPUP", Map.of("callId", callId, "action", "END"));
    }
}
