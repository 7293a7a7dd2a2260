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


import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Timestamp;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A group with a queue of a real Asterisk, and an agent who is signed in with the console. */
abstract class QueueSite {

    /**
     * @param queue  name of the queue
     * @param device of the agent's phone in it
     * @param dialed by a customer who comes to the queue
     */
    record Pbx(AsteriskLab lab, String queue, String device, String dialed, Map<String, Object> serverFields) {
    }

    static final String SECOND_QUEUE = "5021";
    /** Whose callers wait three seconds before agents with a penalty above 1 are rung. */
    static final String SKILLED_QUEUE = "5027";

    @TempDir
    static Path folder;
    static Pbx used;
    static AsteriskLab lab;
    static Host host;

    @RegisterExtension
    static final LabEvidence EVIDENCE = new LabEvidence(() -> lab);

    AmiProbe pbx;
    WebUser liis;

    /** Asterisk 16 with the dialplan of FreePBX, whose queues ring Local channels and take the state from hints. */
    static Pbx freePbx16() {
        return new Pbx(AsteriskLab.startFreePbx("16", 3), "5022", "Local/1001@from-queue/n", "5022",
                Map.of("memberInterface", "Local/{name}@from-queue/n", "memberStateInterface", "hint:{name}@ext-local",
                "internalContext", "from-internal", "outboundContext", "from-internal", "claimContext", "ofbiz-claim",
                "waitingContext", "ofbiz-waiting"));
    }

    static void start(Pbx pbx) throws IOException {
        used = pbx;
        lab = pbx.lab();
        host = Host.start(folder, QueueSite::hasAQueue);
    }

    static void hasAQueue(Database database) {
        hasAQueue(database, lab.ami(), lab.recordingsFolder(), used.queue(), used.serverFields());
    }

    static void hasAQueue(Database database, AsteriskLab.Ami ami, Path recordings, String queue, Map<String, Object> serverFields) {
        Host.pbx(database, ami, recordings);
        Map<String, Object> server = new HashMap<>(serverFields);
        server.put("serverId", "DEMO_PBX");
        database.change("AsteriskServer", server);
        database.setting("defaultRegion", "EE");
        database.create("CallCenterGroup", Map.of("callCenterGroupId", "QUEUED", "groupName", "Queued", "serverId", "DEMO_PBX",
                "routingStrategyEnumId", "AST_ROUTE_MOST_IDLE", "wrapUpSeconds", 300L,
                "pauseAfterMissed", 2L, "enabled", "Y"));
        database.create("CallCenterGroupEntry", Map.of("callCenterGroupId", "QUEUED", "entrySeqId", "00001", "entryTypeEnumId", "AST_ENTRY_QUEUE",
                "queueName", queue));
        database.create("GroupMembership", Map.of("callCenterGroupId", "QUEUED", "partyId", "AST_AGENT1", "membershipRoleEnumId", "AST_AGENT",
                "penalty", 2L, "fromDate", Timestamp.valueOf("2020-01-01 00:00:00")));
        database.create("GroupMembership", Map.of("callCenterGroupId", "QUEUED", "partyId", "AST_AGENT2", "membershipRoleEnumId", "AST_AGENT",
                "penalty", 5L, "fromDate", Timestamp.valueOf("2020-01-01 00:00:00")));
        database.create("CallCenterGroup", Map.of("callCenterGroupId", "SECOND", "groupName", "Second", "serverId", "DEMO_PBX",
                "routingStrategyEnumId", "AST_ROUTE_MOST_IDLE", "enabled", "Y"));
        database.create("CallCenterGroupEntry", Map.of("callCenterGroupId", "SECOND", "entrySeqId", "00001", "entryTypeEnumId", "AST_ENTRY_QUEUE",
                "queueName", SECOND_QUEUE));
        database.create("CallCenterGroup", Map.of("callCenterGroupId", "SKILLED", "groupName", "Skilled", "serverId", "DEMO_PBX",
                "routingStrategyEnumId", "AST_ROUTE_LINEAR", "enabled", "Y"));
        database.create("CallCenterGroupEntry", Map.of("callCenterGroupId", "SKILLED", "entrySeqId", "00001", "entryTypeEnumId", "AST_ENTRY_QUEUE",
                "queueName", SKILLED_QUEUE));
        database.create("GroupMembership", Map.of("callCenterGroupId", "SKILLED", "partyId", "AST_AGENT3", "membershipRoleEnumId", "AST_AGENT",
                "penalty", 5L, "fromDate", Timestamp.valueOf("2020-01-01 00:00:00")));
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

    void thePbxIsKilledAndComesBack() throws IOException {
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
    }

    Object standings() {
        return host.run("getAsteriskAgentState", "agent1001", Map.of()).get("queues");
    }

    /** The member, once the queue has it with this pause. */
    AmiProbe.Message member(Optional<String> pauseReason) {
        return member(used.queue(), pauseReason);
    }

    AmiProbe.Message member(String queue, Optional<String> pauseReason) {
        AmiProbe.Message now = Await.until(() -> asked(queue).filter(member -> pauseReason.isPresent() == "1".equals(member.get("Paused"))
                && pauseReason.orElse("").equals(member.get("PausedReason"))), () -> "the queue says " + asked(queue));
        // or it would cross what comes next
        Await.untilTrue(() -> !String.valueOf(standings()).contains("_PENDING"), () -> "still on the way: " + standings());
        return now;
    }

    void isNoMember() {
        Await.untilTrue(() -> asked(used.queue()).isEmpty(), () -> "the queue says " + asked(used.queue()));
    }

    Optional<AmiProbe.Message> asked(String queue) {
        return new QueueStatus(pbx).of(queue, "QueueMember").stream().filter(member -> member.get("Location").equals(used.device())).findFirst();
    }

    /** Whether the last that this user heard of the call is that they talk. */
    static boolean talksLast(WebUser user, String callId) {
        List<JsonNode> calls = user.sofar("CALL").stream().filter(call -> callId.equals(call.path("callId").asText())).toList();
        return !calls.isEmpty() && "TALKING".equals(calls.get(calls.size() - 1).path("state").asText());
    }

    static String digits(JsonNode offer) {
        return offer.path("caller").path("number").asText().replace("+", "");
    }

    void waits(String number) {
        Await.untilTrue(() -> waiting().contains(number), () -> "the line is " + waiting());
    }

    void nobodyWaits() {
        Await.untilTrue(() -> waiting().isEmpty(), () -> "the line is " + waiting());
    }

    /** Numbers of the callers in the queue, the first in line first. */
    List<String> waiting() {
        return new QueueStatus(pbx).line(used.queue());
    }

    long members(String queue) {
        return status("QueueMember").stream().filter(member -> queue.equals(member.get("Queue"))).count();
    }

    List<AmiProbe.Message> status(String event) {
        return new QueueStatus(pbx).of(used.queue(), event);
    }
}
