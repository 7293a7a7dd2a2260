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
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.lab.AmiProbe;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;
import org.apache.ofbiz.asterisk.lab.Breakdown;
import org.apache.ofbiz.asterisk.lab.LabEvidence;
import org.apache.ofbiz.entity.GenericValue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Agents of a group with a queue, signed in with their consoles, and what the queue of a real Asterisk says of them. */
abstract class QueueAgents {

    /**
     * @param queue  name of the queue
     * @param device of the agent's phone in it
     * @param dialed by a customer who comes to the queue
     */
    record Pbx(AsteriskLab lab, String queue, String device, String dialed, Map<String, Object> serverFields) {
    }

    private static final String SECOND_QUEUE = "5021";
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    @TempDir
    private static Path folder;
    private static Pbx used;
    private static AsteriskLab lab;
    private static Host host;

    @RegisterExtension
    private static final LabEvidence EVIDENCE = new LabEvidence(() -> lab);

    private AmiProbe pbx;
    private WebUser liis;

    static void start(Pbx pbx) throws IOException {
        used = pbx;
        lab = pbx.lab();
        host = Host.start(folder, QueueAgents::hasAQueue);
    }

    private static void hasAQueue(Database database) {
        Host.pbx(database, lab.ami(), lab.recordingsFolder());
        Map<String, Object> server = new HashMap<>(used.serverFields());
        server.put("serverId", "DEMO_PBX");
        database.change("AsteriskServer", server);
        database.setting("defaultRegion", "EE");
        database.create("CallCenterGroup", Map.of("callCenterGroupId", "QUEUED", "groupName", "Queued", "serverId", "DEMO_PBX",
                "routingStrategyEnumId", "AST_ROUTE_MOST_IDLE", "wrapUpSeconds", 300L, "enabled", "Y"));
        database.create("CallCenterGroupEntry", Map.of("callCenterGroupId", "QUEUED", "entrySeqId", "00001", "entryTypeEnumId", "AST_ENTRY_QUEUE",
                "queueName", used.queue()));
        database.create("GroupMembership", Map.of("callCenterGroupId", "QUEUED", "partyId", "AST_AGENT1", "membershipRoleEnumId", "AST_AGENT",
                "penalty", 2L, "fromDate", Timestamp.valueOf("2020-01-01 00:00:00")));
        database.create("CallCenterGroup", Map.of("callCenterGroupId", "SECOND", "groupName", "Second", "serverId", "DEMO_PBX",
                "routingStrategyEnumId", "AST_ROUTE_MOST_IDLE", "enabled", "Y"));
        database.create("CallCenterGroupEntry", Map.of("callCenterGroupId", "SECOND", "entrySeqId", "00001", "entryTypeEnumId", "AST_ENTRY_QUEUE",
                "queueName", SECOND_QUEUE));
    }

    @AfterAll
    static void stop() {
        if (host != null) {
            host.close();
        }
        if (lab != null) {
            lab.close();
        }
    }

    @BeforeEach
    void liisIsThere() throws IOException {
        AsteriskLab.Ami ami = lab.ami("everything");
        pbx = AmiProbe.connect(ami.host(), ami.port(), ami.user(), ami.secret());
        lab.phone("1001").answers();
        liis = WebUser.logsIn(host.base(), "agent1001").opensConsole();
        liis.asks("STATE", Map.of("state", "AVAILABLE"));
    }

    @AfterEach
    void liisGoes() throws IOException {
        liis.asks("STATE", Map.of("state", "SIGNED_OUT"));
        liis.close();
        pbx.close();
    }

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

        List<GenericValue> kept = host.database().rows("AsteriskAgentPause", "userLoginId", "agent1001", "callCenterGroupId", "SECOND");
        assertThat(kept.stream().filter(pause -> "AST_PAUSE_LUNCH".equals(pause.getString("pauseReasonEnumId"))
                && pause.get("thruDate") != null).count(), is(1L));
        host.run("removeAsteriskQueueAgent", "admin", Map.of("callCenterGroupId", "SECOND", "agentUserLoginId", "agent1001"));
        Await.untilTrue(() -> asked(SECOND_QUEUE).isEmpty(), () -> "the queue says " + asked(SECOND_QUEUE));
    }

    private static String pausedIn(JsonNode agent) {
        return agent.path("pauses").size() == 1 ? agent.path("pauses").path(0).path("group").asText() : "";
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
        Breakdown breakdown = new Breakdown(lab);
        breakdown.kill();
        pbx.close();
        breakdown.startAgain();
        AsteriskLab.Ami ami = lab.ami("everything");
        pbx = Await.until(() -> {
            try {
                return Optional.of(AmiProbe.connect(ami.host(), ami.port(), ami.user(), ami.secret()));
            } catch (IOException notYet) {
                return Optional.empty();
            }
        }, () -> "the PBX does not come back");

        assertThat(member(Optional.of("Lunch")).get("Penalty"), is("2"));
    }

    private Object standings() {
        return host.run("getAsteriskAgentState", "agent1001", Map.of()).get("queues");
    }

    /** The member, once the queue has it with this pause. */
    private AmiProbe.Message member(Optional<String> pauseReason) {
        return member(used.queue(), pauseReason);
    }

    private AmiProbe.Message member(String queue, Optional<String> pauseReason) {
        return Await.until(() -> asked(queue).filter(member -> pauseReason.isPresent() == "1".equals(member.get("Paused"))
                && pauseReason.orElse("").equals(member.get("PausedReason"))), () -> "the queue says " + asked(queue));
    }

    private void isNoMember() {
        Await.untilTrue(() -> asked(used.queue()).isEmpty(), () -> "the queue says " + asked(used.queue()));
    }

    private Optional<AmiProbe.Message> asked(String queue) {
        try {
            String id = pbx.act("QueueStatus", "Queue", queue).get("ActionID");
            pbx.await(message -> message.isEvent("QueueStatusComplete") && message.get("ActionID").equals(id));
            return pbx.heard().stream().filter(message -> message.isEvent("QueueMember") && message.get("ActionID").equals(id)
                    && message.get("Location").equals(used.device())).findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
