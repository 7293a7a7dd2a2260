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
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionState;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.lab.AmiProbe;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;
import org.apache.ofbiz.entity.GenericValue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two real PBXs with a trunk: callers wait on the first one, and an agent's phone is on the other one. */
@Tag("asterisk")
class ClaimByTrunkOnAsteriskIT {

    private static final String ANNA = "3725551234";
    private static final int RING_SECONDS = 4;

    @TempDir
    private static Path folder;
    private static AsteriskLab branch;
    private static AsteriskLab main;
    private static Host host;
    private static WebUser near;
    private static WebUser far;

    @BeforeAll
    static void start() throws IOException {
        branch = AsteriskLab.startBranch();
        main = AsteriskLab.startWithTrunkTo(branch, RING_SECONDS);
        host = Host.start(folder, database -> {
            Host.pbx(database, main.ami(), main.recordingsFolder());
            branch(database, branch.ami());
        });
        CallCenter callCenter = CallCenter.of(host.delegator()).orElseThrow();
        List.of("DEMO_PBX", "BRANCH").forEach(server -> Await.untilTrue(() -> callCenter.links().status().get(server).phase()
                == ConnectionState.Phase.CONNECTED, () -> server + " isn't connected"));
        main.phone("1001").answers();
        near = TwoNodes.agent(host.base(), "agent1001");
        far = TwoNodes.agent(host.base(), "agent1002");
    }

    /** Agent 1002 has the phone 1002 of the branch, and none of the first PBX. */
    static void branch(Database database, AsteriskLab.Ami ami) {
        database.create("AsteriskServer", Map.of("serverId", "BRANCH", "host", ami.host(), "port", (long) ami.port(), "userName", ami.user(),
                "secret", ami.secret(), "internalContext", "internal", "outboundContext", "outbound", "enabled", "Y"));
        database.change("AsteriskPeer", Map.of("peerId", "DEMO_1002", "enabled", "N"));
        database.change("AsteriskPeer", Map.of("peerId", "DEMO_1002", "serverId", "BRANCH", "enabled", "Y"));
        database.change("CallCenterGroup", Map.of("callCenterGroupId", "SUPPORT", "wrapUpSeconds", 0L));
        database.create("AsteriskServerTrunk", Map.of("fromServerId", "DEMO_PBX", "toServerId", "BRANCH", "trunkContext", "to-branch",
                "trunkPrefix", "8", "arrivalContext", "from-main", "enabled", "Y"));
    }

    @AfterAll
    static void stop() {
        Optional.ofNullable(near).ifPresent(WebUser::close);
        Optional.ofNullable(far).ifPresent(WebUser::close);
        Optional.ofNullable(host).ifPresent(Host::close);
        Optional.ofNullable(main).ifPresent(AsteriskLab::close);
        Optional.ofNullable(branch).ifPresent(AsteriskLab::close);
    }

    @AfterEach
    void nobodyTalksAnyMore() {
        main.endAllCalls();
        branch.endAllCalls();
        Await.untilTrue(() -> main.channels().isEmpty() && branch.channels().isEmpty(), () -> main.channels() + " " + branch.channels());
        near.forgets();
        far.forgets();
    }

    private static String offered() {
        main.caller(ANNA).dials("5000");
        String callId = near.await("NC", offer -> offer.toString().contains(ANNA)).path("callId").asText();
        far.await("NC", offer -> callId.equals(offer.path("callId").asText()));
        return callId;
    }

    private static List<GenericValue> callsOfTheBranch() {
        return host.database().rows("PhoneCall", "serverId", "BRANCH", "callerNumber", ANNA);
    }

    @Test
    void theAgentTalksOnTheOtherPbxInOneCall() throws IOException {
        branch.phone("1002").answers();
        String callId = offered();

        assertThat(far.asks("RD", Map.of("callId", callId)).path("type").asText(), is("OK"));
        far.call(callId, "TALKING");
        assertThat(near.await("OC", withdrawn -> true).path("outcome").asText(), is("CLAIMED"));
        assertThat("phone and trunk of the branch: " + branch.channels(), branch.channels(), hasSize(2));
        assertThat("others are too late", near.asks("RD", Map.of("callId", callId)).path("code").asText(), is("CALL_TAKEN"));
        JsonNode ended = far.post("/asterisk/control/hangupCall", Map.of("callId", callId));
        far.call(callId, "ENDED");

        Kept kept = Kept.recordedCall(host.database(), callId);
        assertThat(ended + " " + kept.field("outcomeEnumId") + " " + kept.field("peerId") + " " + kept.field("agentPartyId") + " "
                + kept.field("claimedByPartyId") + " " + kept.field("trunkPeerId"),
                containsString("AST_ANSWERED DEMO_1002 AST_AGENT2 AST_AGENT2 DEMO_TRUNK"));
        assertThat("one CommEvent", host.database().rows("CommunicationEvent", "communicationEventTypeId", "PHONE_COMMUNICATION").stream()
                .filter(event -> event.getString("communicationEventId").equals(kept.field("communicationEventId"))).toList(), hasSize(1));
        assertThat("nobody else talked", host.database().rows("PhoneCallParticipant", "phoneCallId", kept.field("phoneCallId"), "partTypeEnumId",
                "AST_PART_TALKED").stream().map(row -> row.getString("partyId")).toList(), is(List.of("AST_AGENT2")));
        Await.untilTrue(() -> branch.channels().isEmpty(), () -> "" + branch.channels());
        assertThat("the half on the other PBX is no call of its own", callsOfTheBranch(), is(empty()));
    }

    @Test
    void aPhoneThatDoesNotAnswerIsOfferedAgainToAll() throws IOException {
        branch.phone("1002").ringsForever();
        String callId = offered();

        assertThat(far.asks("RD", Map.of("callId", callId)).path("type").asText(), is("OK"));
        far.call(callId, "RINGING");

        JsonNode again = near.await("NC", offer -> callId.equals(offer.path("callId").asText()) && offer.path("again").isObject());
        assertThat(again.toString(), containsString("EXTENSION_NO_ANSWER"));
        assertThat(near.asks("RD", Map.of("callId", callId)).path("type").asText(), is("OK"));
        near.call(callId, "TALKING");
        assertThat("nothing was missed at the branch", callsOfTheBranch(), is(empty()));
    }

    @Test
    void aTrunkThatLeadsNowhereBringsTheCallBackToAll() {
        branch.phone("1002").answers();
        Map<String, String> trunk = Map.of("fromServerId", "DEMO_PBX", "toServerId", "BRANCH");
        change(trunk, "trunkPrefix", "7");
        try {
            String callId = offered();
            assertThat(far.asks("RD", Map.of("callId", callId)).path("type").asText(), is("OK"));

            near.await("NC", offer -> callId.equals(offer.path("callId").asText()) && offer.path("again").isObject());
            assertThat(near.asks("RD", Map.of("callId", callId)).path("type").asText(), is("OK"));
            near.call(callId, "TALKING");
        } finally {
            change(trunk, "trunkPrefix", "8");
        }
    }

    private static void change(Map<String, String> trunk, String field, String value) {
        Map<String, String> fields = new HashMap<>(trunk);
        fields.put(field, value);
        assertThat(host.run("updateAsteriskServerTrunk", "admin", fields).get("responseMessage"), is("success"));
    }

    @Test
    void aCallThatIsNoClaimIsACallOfTheOtherPbx() throws IOException {
        branch.phone("1002").answers();
        AsteriskLab.Ami ami = main.ami("everything");
        try (AmiProbe probe = AmiProbe.connect(ami.host(), ami.port(), ami.user(), ami.secret())) {
            probe.act("Originate", "Channel", "PJSIP/1002@branch", "Application", "MusicOnHold", "CallerID", "Tiiu <3725559999>", "Async", "true");
            GenericValue answered = host.database().await(row -> row.get("answerDate") != null, "PhoneCall", "serverId", "BRANCH");
            branch.endAllCalls();
            GenericValue own = host.database().await(row -> row.get("endDate") != null, "PhoneCall", "phoneCallId",
                    answered.getString("phoneCallId"));
            assertThat(own.getString("callerNumber") + " " + own.getString("peerId"), is("3725559999 DEMO_1002"));
        }
    }

    @Test
    void withoutTheTrunkTheClaimIsRefusedAndSaysWhatToDo() {
        branch.phone("1002").answers();
        Map<String, String> trunk = Map.of("fromServerId", "DEMO_PBX", "toServerId", "BRANCH");
        change(trunk, "enabled", "N");
        try {
            String callId = offered();

            JsonNode refused = far.asks("RD", Map.of("callId", callId));

            assertThat(refused.path("code").asText(), is("EXTENSION_ELSEWHERE"));
            assertThat(refused.path("message").asText(), containsString("ask an admin to add the trunk"));
        } finally {
            change(trunk, "enabled", "Y");
        }
    }
}
