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
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.lab.AmiProbe;
import org.apache.ofbiz.entity.GenericValue;
import org.junit.jupiter.api.Test;

/** Agents of a group with a queue, signed in with their consoles, and what the queue of a real Asterisk says of them. */
abstract class QueueAgents extends QueueSite {

    private static final Duration A_SECOND = Duration.ofSeconds(1);

    @Test
    void theQueueFollowsWhatTheAgentChooses() throws IOException {
        AmiProbe.Message member = member(Optional.empty());
        assertThat(member.get("Penalty"), is("2"));
        assertThat(member.get("Membership"), is("dynamic"));
        assertThat(member.get("Name") + member.get("MemberName"), is("Liis Saar"));

        liis.asks("STATE", Map.of("state", "PAUSED", "reason", "AST_PAUSE_LUNCH"));
        member(Optional.of("Lunch"));
        Map<String, Object> confirmed = Map.of("callCenterGroupId", "QUEUED", "queueName", used.queue(), "state", "PAUSED");
        Await.untilTrue(() -> List.of(confirmed).equals(standings()), () -> "the service says " + standings());
        liis.await("QUEUES", queues -> queues.path("queues").size() == 1
                && "QUEUED PAUSED".equals(queues.path("queues").path(0).path("group").asText() + " "
                + queues.path("queues").path(0).path("state").asText()));
        liis.asks("STATE", Map.of("state", "PAUSED", "reason", "AST_PAUSE_BREAK"));
        member(Optional.of("Break"));
        liis.asks("STATE", Map.of("state", "AVAILABLE"));
        member(Optional.empty());
        liis.asks("STATE", Map.of("state", "SIGNED_OUT"));
        isNoMember();
    }

    @Test
    void aPauseOnThePbxIsThatOfTheAgentWithinASecond() throws IOException {
        member(Optional.empty());
        liis.forgets();
        long asked = System.nanoTime();
        pbx.act("QueuePause", "Queue", used.queue(), "Interface", used.device(), "Paused", "true", "Reason", "smoke");

        liis.await("AGENT", agent -> "PAUSED".equals(agent.path("state").asText())
                && "Paused on the PBX".equals(agent.path("choice").path("reason").path("name").asText()));
        assertThat(Duration.ofNanos(System.nanoTime() - asked), lessThan(A_SECOND));
        assertThat("its reason stays on the PBX", member(Optional.of("smoke")).get("Paused"), is("1"));

        pbx.act("QueuePause", "Queue", used.queue(), "Interface", used.device(), "Paused", "false");
        liis.await("AGENT", agent -> "AVAILABLE".equals(agent.path("state").asText()));
    }

    @Test
    void aPauseInOneQueueLeavesTheOthers() throws IOException {
        host.run("createGroupMembership", "admin", Map.of("callCenterGroupId", "SECOND", "partyId", "AST_AGENT1",
                "membershipRoleEnumId", "AST_AGENT"));
        member(SECOND_QUEUE, Optional.empty());
        liis.asks("STATE", Map.of("state", "PAUSED", "reason", "AST_PAUSE_LUNCH", "group", "SECOND"));
        member(SECOND_QUEUE, Optional.of("Lunch"));
        liis.await("AGENT", agent -> "AVAILABLE".equals(agent.path("state").asText()) && "SECOND".equals(pausedIn(agent)));

        pbx.act("QueuePause", "Queue", used.queue(), "Interface", used.device(), "Paused", "true", "Reason", "smoke");
        liis.await("AGENT", agent -> agent.path("pauses").size() == 2);
        pbx.act("QueuePause", "Queue", SECOND_QUEUE, "Interface", used.device(), "Paused", "false");
        liis.await("AGENT", agent -> "QUEUED".equals(pausedIn(agent)));
        pbx.act("QueuePause", "Interface", used.device(), "Paused", "true", "Reason", "all");
        liis.await("AGENT", agent -> "PAUSED".equals(agent.path("state").asText()) && agent.path("pauses").isEmpty());
        pbx.act("QueuePause", "Interface", used.device(), "Paused", "false");
        liis.await("AGENT", agent -> "AVAILABLE".equals(agent.path("state").asText()) && agent.path("pauses").isEmpty());
        member(Optional.empty());
        member(SECOND_QUEUE, Optional.empty());

        Await.untilTrue(() -> host.database().rows("AsteriskAgentPause", "userLoginId", "agent1001", "callCenterGroupId", "SECOND").stream()
                .filter(pause -> "AST_PAUSE_LUNCH".equals(pause.getString("pauseReasonEnumId")) && pause.get("thruDate") != null)
                .count() == 1, () -> "the pause isn't kept");
        host.run("removeAsteriskQueueAgent", "admin", Map.of("callCenterGroupId", "SECOND", "agentUserLoginId", "agent1001"));
        Await.untilTrue(() -> asked(SECOND_QUEUE).isEmpty(), () -> "the queue says " + asked(SECOND_QUEUE));
    }

    private static String pausedIn(JsonNode agent) {
        return agent.path("pauses").size() == 1 ? agent.path("pauses").path(0).path("group").asText() : "";
    }

    @Test
    void whoMissesTheCallsThatTheGroupAllowsIsPausedAndComesBackThemselves() throws IOException {
        member(Optional.empty());
        lab.phone("1001").ringsForever();
        liis.forgets();
        lab.caller("3725551111").dials(used.dialed());

        liis.await("AGENT", agent -> "PAUSED".equals(agent.path("state").asText())
                && "Missed calls".equals(agent.path("choice").path("reason").path("name").asText()));
        member(Optional.of("Missed calls"));
        lab.endAllCalls();
        liis.asks("STATE", Map.of("state", "AVAILABLE"));
        member(Optional.empty());
        host.database().await(row -> row.get("endDate") != null, "PhoneCall", "callerNumber", "3725551111");
    }

    @Test
    void whoIsTakenOutOfTheQueueOnThePbxIsSignedOut() throws IOException {
        member(Optional.empty());
        liis.forgets();
        pbx.act("QueueRemove", "Queue", used.queue(), "Interface", used.device());

        liis.await("AGENT", agent -> "SIGNED_OUT".equals(agent.path("state").asText()));
        liis.asks("STATE", Map.of("state", "AVAILABLE"));
        member(Optional.empty());
    }

    @Test
    void afterACallTheAgentWritesUpAndTheQueueGivesNoOther() throws IOException {
        member(Optional.empty());
        liis.forgets();
        lab.caller("3725551234").dialsAndHangsUp(used.dialed(), Duration.ofSeconds(3));

        member(Optional.of("Wrap-up"));
        liis.await("AGENT", agent -> "WRAP_UP".equals(agent.path("state").asText()));
        lab.caller("3725550000").dialsAndHangsUp(used.dialed(), Duration.ofSeconds(2));
        liis.await("NC", offer -> used.queue().equals(offer.path("queue").asText()));
        GenericValue second = host.database().await(row -> row.get("endDate") != null, "PhoneCall", "callerNumber", "3725550000");
        assertThat(second.getString("outcomeEnumId"), is("AST_ABANDONED"));
        assertThat("rang nobody", host.database().rows("PhoneCallParticipant", "phoneCallId", second.get("phoneCallId"), "partTypeEnumId",
                "AST_PART_CALLED").size(), is(0));
        GenericValue first = host.database().row("PhoneCall", "callerNumber", "3725551234");
        assertThat(first.getString("agentPartyId"), is("AST_AGENT1"));
        assertThat(first.getString("callCenterGroupId"), is("QUEUED"));

        liis.asks("WRAPUP", Map.of("callId", "DEMO_PBX:" + first.getString("linkedId"), "action", "END"));
        member(Optional.empty());
    }

    @Test
    void aPausedAgentIsPausedAgainAfterThePbxWasKilled() throws IOException {
        liis.asks("STATE", Map.of("state", "PAUSED", "reason", "AST_PAUSE_LUNCH"));
        member(Optional.of("Lunch"));
        thePbxIsKilledAndComesBack();

        assertThat(member(Optional.of("Lunch")).get("Penalty"), is("2"));
    }
}
