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
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionState;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;
import org.apache.ofbiz.entity.GenericValue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two real PBXs with a trunk: an agent at the first one sends calls to a colleague whose phone is on the other one. */
@Tag("asterisk")
class TransferByTrunkOnAsteriskIT {

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
            database.setting("autoFillExtensionAndTrunk", "false"); // both labs have a 1002, and a number of the first PBX means its own phone
            ClaimByTrunkOnAsteriskIT.branch(database, branch.ami());
        });
        CallCenter callCenter = CallCenter.of(host.delegator()).orElseThrow();
        List.of("DEMO_PBX", "BRANCH").forEach(server -> Await.untilTrue(() -> callCenter.links().status().get(server).phase()
                == ConnectionState.Phase.CONNECTED, () -> server + " isn't connected"));
        main.phone("1001").answers();
        near = TwoNodes.agent(host.base(), "agent1001");
        far = TwoNodes.agent(host.base(), "agent1002");
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
        return near.await("NC", offer -> offer.toString().contains(ANNA)).path("callId").asText();
    }

    /** Agent 1001 talks to the caller. */
    private static String talks() {
        String callId = offered();
        assertThat(near.asks("RD", Map.of("callId", callId)).path("type").asText(), is("OK"));
        near.call(callId, "TALKING");
        controls(callId, "CONSULT");
        return callId;
    }

    private static JsonNode controls(String callId, String action) {
        return near.await("CONTROLS", controls -> callId.equals(controls.path("callId").asText())
                && controls.path("offered").toString().contains(action));
    }

    private static String does(String callId, String action, Map<String, String> more) {
        Map<String, String> fields = new HashMap<>(Map.of("callId", callId, "action", action));
        fields.putAll(more);
        JsonNode answer = near.asks("CONTROL", fields);
        return "ERROR".equals(answer.path("type").asText()) ? answer.path("code").asText() : answer.path("type").asText();
    }

    /** Agent 1002 ends it: one call and one CommunicationEvent at the first PBX, in which both talked, and nothing at the other. */
    private static void isOneCallOfBoth(String callId) {
        assertThat("phone and trunk of the branch: " + branch.channels(), branch.channels(), hasSize(2));
        JsonNode ended = far.post("/asterisk/control/hangupCall", Map.of("callId", callId));
        far.call(callId, "ENDED");

        Kept kept = Kept.call(host.database(), callId);
        String id = callId.substring(callId.indexOf(':') + 1);
        GenericValue call = host.database().row("PhoneCall", "serverId", "DEMO_PBX", "linkedId", id);
        List<GenericValue> talked = host.database().rows("PhoneCallParticipant", "phoneCallId", call.get("phoneCallId"),
                "partTypeEnumId", "AST_PART_TALKED");
        assertThat(ended + " " + talked, talked.stream().sorted(Comparator.comparing(row -> row.getTimestamp("fromDate")))
                .map(row -> row.getString("partyId")).toList(), contains("AST_AGENT1", "AST_AGENT2"));
        assertThat(host.database().rows("PhoneCallEvent", "phoneCallId", call.get("phoneCallId")).stream()
                .map(row -> row.getString("eventTypeEnumId")).toList(), hasItem("AST_EV_TRANSFERRED"));
        assertThat("one CommEvent", host.database().rows("CommunicationEvent", "communicationEventTypeId", "PHONE_COMMUNICATION").stream()
                .filter(event -> event.getString("communicationEventId").equals(kept.field("communicationEventId"))).toList(), hasSize(1));
        assertThat("one call", host.database().rows("PhoneCall", "serverId", "DEMO_PBX").stream()
                .filter(row -> !row.getTimestamp("startDate").before(call.getTimestamp("startDate"))).toList(), hasSize(1));
        Await.untilTrue(() -> branch.channels().isEmpty(), () -> "" + branch.channels());
        assertThat("the half on the other PBX is no call of its own", callsOfTheBranch(), is(empty()));
    }

    private static List<GenericValue> callsOfTheBranch() {
        return host.database().rows("PhoneCall", "serverId", "BRANCH");
    }

    @Test
    void aBlindTransferReachesTheColleague() {
        branch.phone("1002").answers();
        String callId = talks();

        assertThat(does(callId, "TRANSFER", Map.of("target", "1002")), is("OK"));

        far.call(callId, "TALKING");
        near.call(callId, "ENDED");
        isOneCallOfBoth(callId);
    }

    @Test
    void aConsultationIsRefusedWithWhatToDo() {
        branch.phone("1002").answers();
        String callId = talks();

        assertThat(does(callId, "CONSULT", Map.of("target", "1002")), is("TARGET_ELSEWHERE"));

        assertThat("the caller stays", main.channels(), hasSize(2));
    }

    /** Of no group: there is nobody to wait for when the colleague doesn't answer. */
    @Test
    void aCustomerWhomTheAgentHasCalledIsTransferredToo() {
        branch.phone("1002").answers();
        main.trunk().answers();
        String callId = near.post("/asterisk/control/originateCall", Map.of("number", "+372 555 1234")).path("callId").asText();
        near.call(callId, "TALKING");
        controls(callId, "TRANSFER");

        assertThat(does(callId, "TRANSFER", Map.of("target", "1002")), is("OK"));

        far.call(callId, "TALKING");
        near.call(callId, "ENDED");
        assertThat("phone and trunk of the branch: " + branch.channels(), branch.channels(), hasSize(2));
    }

    @Test
    void whenNobodyAnswersTheCallerWaitsForTheGroupAgain() {
        branch.phone("1002").ringsForever();
        String callId = talks();

        assertThat(does(callId, "TRANSFER", Map.of("target", "1002")), is("OK"));

        near.forgets(); // offers of before, which come again with what was found of the caller
        near.await("NC", offer -> callId.equals(offer.path("callId").asText()));
        assertThat(near.asks("RD", Map.of("callId", callId)).path("type").asText(), is("OK"));
        near.call(callId, "TALKING");
        assertThat("nothing was missed at the branch", callsOfTheBranch(), is(empty()));
    }

    @Test
    void aCallThatWaitsIsSentToTheColleague() {
        branch.phone("1002").answers();
        String callId = offered();

        JsonNode sent = near.post("/asterisk/control/redirectCall", Map.of("callId", callId, "target", "1002"));

        far.call(callId, "TALKING");
        assertThat("" + sent, Await.until(() -> Optional.of(branch.channels()).filter(all -> all.size() == 2), () -> "" + branch.channels()),
                hasSize(2));
    }
}
