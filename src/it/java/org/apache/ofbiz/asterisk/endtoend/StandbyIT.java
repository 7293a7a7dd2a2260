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
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.ofbiz.asterisk.acd.board.GroupFigures;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.fixture.RestClient;
import org.apache.ofbiz.asterisk.fixture.TcpProxy;
import org.apache.ofbiz.asterisk.fixture.WebClient;
import org.apache.ofbiz.asterisk.health.StandbyMetrics;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;
import org.apache.ofbiz.embedded.pbx.PhoneBehaviour;
import org.apache.ofbiz.embedded.pbx.SimulatedPbx;
import org.apache.ofbiz.service.ServiceUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two simulated PBXs for one server: the first one dies, comes back, and can't be reached now and then. */
@Tag("embedded")
class StandbyIT {

    private static final String ANNA = "3725551234";
    private static final String MARI = "3725551235";
    private static final String JAAN = "3725551236";
    private static final String TIIU = "3725551237";

    @TempDir
    private Path folder;
    private SimulatedPbx first;
    private SimulatedPbx standby;
    private TcpProxy network;
    private Host host;
    private WebUser liis;
    private WebUser peeter;

    @BeforeEach
    void start() throws IOException {
        first = SimulatedPbx.start(0, folder.resolve("recordings"));
        standby = SimulatedPbx.startLike(first, 0, folder.resolve("recordings"));
        network = new TcpProxy(first.port());
        host = Host.start(folder.resolve("data"), prepared -> {
            Host.pbx(prepared, new AsteriskLab.Ami("127.0.0.1", network.port(), first.user(), first.secret()), folder.resolve("recordings"));
            prepared.change("AsteriskServer", Map.of("serverId", "DEMO_PBX", "standbyHost", "127.0.0.1", "standbyPort", (long) standby.port(),
                    "standbyAfterSeconds", 5L));
            prepared.setting("connectFirstPauseSeconds", "1");
        });
        liis = agent("agent1001");
        peeter = agent("agent1002");
    }

    private WebUser agent(String login) {
        WebUser agent = WebUser.logsIn(host.base(), login).opensConsole();
        assertThat(agent.asks("STATE", Map.of("state", "AVAILABLE")).path("type").asText(), is("OK"));
        return agent;
    }

    @AfterEach
    void stop() throws IOException {
        liis.close();
        peeter.close();
        host.close();
        network.close();
        first.close();
        standby.close();
    }

    private String waits(SimulatedPbx pbx, String number) {
        pbx.placeIncomingCall('+' + number, "", "5000");
        return offered(liis, number);
    }

    private static String offered(WebUser agent, String number) {
        return agent.sees("NC", offer -> offer.toString().contains(number)).path("callId").asText();
    }

    private String talks(SimulatedPbx pbx, WebUser agent, String number) {
        String call = waits(pbx, number);
        assertThat(agent.asks("RD", Map.of("callId", call)).path("type").asText(), is("OK"));
        agent.call(call, "TALKING");
        return call;
    }

    private List<String> timeline(String callId) {
        String row = Kept.call(host.database(), callId).field("phoneCallId");
        return host.database().rows("PhoneCallEvent", "phoneCallId", row).stream().map(event -> event.getString("eventTypeEnumId")).toList();
    }

    private void isLost(String callId, String outcome) {
        assertThat(callId, Kept.call(host.database(), callId).field("outcomeEnumId"), is(outcome));
        assertThat(callId, timeline(callId).stream().filter("AST_EV_PBX_LOST"::equals).toList(), hasSize(1));
    }

    private long rowsOf(String number) {
        return host.database().rows("PhoneCall").stream().filter(row -> String.valueOf(row.getString("callerNumber")).contains(number)).count();
    }

    @Test
    void whenTheFirstDiesItsCallsAreToldAsLostAndTheStandbyTakesOver() throws IOException {
        first.behaves("1002", PhoneBehaviour.NO_ANSWER);
        String waiting = waits(first, ANNA);
        String talking = talks(first, liis, MARI);
        first.placeIncomingCall('+' + JAAN, "", "5000");
        String ringing = offered(peeter, JAAN);
        peeter.asks("RD", Map.of("callId", ringing));
        peeter.sees("CALL", call -> ringing.equals(call.path("callId").asText()));

        first.close();

        assertThat(liis.call(talking, "ENDED").path("reason").asText(), is("Lost: OFBiz changed to the other PBX"));
        isLost(talking, "AST_ANSWERED");
        isLost(waiting, "AST_FAILED");
        isLost(ringing, "AST_FAILED");
        assertThat("once each", rowsOf(ANNA) + rowsOf(MARI) + rowsOf(JAAN), is(3L));
        Await.untilTrue(() -> waiting() == 0, () -> "the wallboard has " + waiting());
        String call = waits(standby, TIIU);
        assertThat(liis.asks("RD", Map.of("callId", call)).toString(), liis.sofar("ERROR"), hasSize(0));
        liis.call(call, "TALKING");
        standby.customerHangsUp('+' + TIIU);
        liis.call(call, "ENDED");
        assertThat(Kept.call(host.database(), call).field("outcomeEnumId"), is("AST_ANSWERED"));
        assertThat(timeline(call), not(hasItem("AST_EV_PBX_LOST")));

        String placed = liis.post("/asterisk/control/originateCall", Map.of("number", "+372 555 0000")).path("callId").asText();
        liis.call(placed, "TALKING");
    }

    private void usesTheStandby() throws IOException {
        first.close();
        uses("STANDBY");
    }

    private void uses(String side) {
        Await.untilTrue(() -> pbxs().used().name().equals(side) && connected(), () -> "the PBX in use is " + pbxs());
    }

    private StandbyMetrics pbxs() {
        return callCenter().links().standbys().get("DEMO_PBX");
    }

    private boolean connected() {
        return callCenter().links().status().get("DEMO_PBX").connected();
    }

    private int waiting() {
        return callCenter().wallboard().groups().stream().mapToInt(GroupFigures::waiting).sum();
    }

    private CallCenter callCenter() {
        return CallCenter.of(host.delegator()).orElseThrow();
    }

    private void isAsked(String pbx) {
        Map<String, Object> answer = host.run("useAsteriskPbx", "admin", Map.of("serverId", "DEMO_PBX", "pbx", pbx));
        assertThat(answer.toString(), ServiceUtil.isSuccess(answer), is(true));
    }

    @Test
    void theFirstIsUsedAgainWhenAnAdminAsksForItAndNotBefore() throws IOException {
        usesTheStandby();
        String call = waits(standby, ANNA);
        first = SimulatedPbx.startLike(first, first.port(), folder.resolve("recordings"));
        JsonNode health = RestClient.json(RestClient.of(host.base(), "admin").get("/health")).path("pbxs").path(0);
        WebClient admin = new WebClient(host.base());
        admin.login("/asterisk", "admin", "ofbiz");
        assertThat(admin.get("/asterisk/control/EditServer?serverId=DEMO_PBX").body(), containsString("Open calls: 1."));
        assertThat("still", health.path("used").asText() + ' ' + health.path("connected"), is("STANDBY true"));

        isAsked("FIRST");

        isLost(call, "AST_FAILED");
        uses("FIRST");
        assertThat(talks(first, liis, MARI).isEmpty(), is(false));
        assertThat("for the next start", host.database().await(row -> "FIRST".equals(row.getString("pbxInUse")), "AsteriskPbxInUse",
                "serverId", "DEMO_PBX").getString("pbxInUse"), is("FIRST"));
    }

    @Test
    void aFirstThatIsAskedForInVainLosesNothing() throws IOException {
        usesTheStandby();
        String call = talks(standby, liis, ANNA);

        isAsked("FIRST");
        Await.untilTrue(() -> !connected(), () -> "not tried: " + pbxs());
        uses("STANDBY");

        standby.customerHangsUp('+' + ANNA);
        liis.call(call, "ENDED");
        assertThat(Kept.call(host.database(), call).field("outcomeEnumId"), is("AST_ANSWERED"));
        assertThat(timeline(call), not(hasItem("AST_EV_PBX_LOST")));
    }

    @Test
    void aFirstThatComesAndGoesIsKeptWithItsCalls() {
        String call = talks(first, liis, ANNA);
        for (int i = 0; i < 4; i++) {
            network.takeDown();
            Await.untilTrue(() -> !connected(), () -> "still connected: " + pbxs());
            network.heal();
            uses("FIRST");
        }
        first.customerHangsUp('+' + ANNA);
        liis.call(call, "ENDED");
        assertThat(timeline(call), not(hasItem("AST_EV_PBX_LOST")));
        assertThat(rowsOf(ANNA), is(1L));
    }

    @Test
    void theNextStartBeginsWithTheStandby() throws IOException {
        usesTheStandby();
        host.database().await(row -> "STANDBY".equals(row.getString("pbxInUse")), "AsteriskPbxInUse", "serverId", "DEMO_PBX");
        first = SimulatedPbx.startLike(first, first.port(), folder.resolve("recordings"));
        liis.close();
        peeter.close();
        host.close();

        host = Host.start(folder.resolve("data"), prepared -> { });
        liis = agent("agent1001");
        peeter = agent("agent1002");

        uses("STANDBY");
        assertThat(talks(standby, liis, ANNA).isEmpty(), is(false));
    }
}
