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
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Postgres;
import org.apache.ofbiz.asterisk.fixture.RestClient;
import org.apache.ofbiz.embedded.entity.KeptDatabases;
import org.apache.ofbiz.embedded.pbx.SimulatedPbx;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nodes of the version before are updated one after the other, with a call that waits and one that goes on. {@code ./test cluster} compiles
 * that version and names its folder by -Dcluster.older.
 */
@Tag("cluster")
@Timeout(600)
class RollingUpgradeIT {

    private static final String SUPPORT = "5000";
    private static final String OLDER = System.getProperty("cluster.older", "");

    @TempDir
    private Path folder;
    private SimulatedPbx pbx;
    private Postgres postgres;
    private Path broker;

    private ClusterNode.Surroundings around() {
        return new ClusterNode.Surroundings(postgres.url(), "127.0.0.1", List.of(new ClusterNode.Pbx("DEMO_PBX", pbx.port(), pbx.secret())),
                Optional.of(broker), true, List.of("-D" + KeptDatabases.UPDATE + "=true"), Map.of());
    }

    private Path key() {
        return folder.resolve("field.key");
    }

    private ClusterNode older(String name) throws IOException {
        return ClusterNode.startOlder(Path.of(OLDER), Files.createDirectories(folder.resolve(name)), key(), around());
    }

    private ClusterNode newer(String name) throws IOException {
        return ClusterNode.start(Files.createDirectories(folder.resolve(name)), key(), around());
    }

    private static WebUser claims(ClusterNode node, String login, SimulatedPbx pbx, String number) {
        WebUser agent = TwoNodes.agent(node, login);
        pbx.placeIncomingCall(number, "", SUPPORT);
        String callId = TwoNodes.offer(agent, number);
        assertThat(agent.asks("RD", Map.of("callId", callId)).path("type").asText(), is("OK"));
        agent.call(callId, "TALKING");
        return agent;
    }

    @Test
    void oneNodeAfterTheOtherIsUpdatedWhileCallsGoOn(TestReporter report) throws Exception {
        Assumptions.assumeTrue(!OLDER.isEmpty(), "no version before: -Dcluster.older names none");
        try (Artemis artemis = Artemis.start()) {
            broker = artemis.configuration(folder.resolve("broker"));
            postgres = Postgres.start().orElseThrow(() -> new AssertionError("PostgreSQL is not installed"));
            pbx = SimulatedPbx.start(0, folder.resolve("recordings"));
            try {
                update(report);
            } finally {
                pbx.close();
                postgres.close();
            }
        }
    }

    private void update(TestReporter report) throws Exception {
        ClusterNode first = older("first");
        TwoNodes.isReady(first);
        ClusterNode second = older("second");
        TwoNodes.isReady(second);
        claims(first, "agent1001", pbx, "3725552001").close(); // talks on while both nodes are updated
        second.stop();

        ClusterNode secondNew = newer("second-new");
        TwoNodes.isReady(secondNew);
        try (WebUser agent = claims(secondNew, "agent1002", pbx, "3725552002")) {
            pbx.customerHangsUp("3725552002");
            agent.await("CALL", call -> call.toString().contains("3725552002") && "ENDED".equals(call.path("state").asText()));
            report.publishEntry("mixed", "a console of the new version claimed a call of a PBX that the version before serves");

            pbx.placeIncomingCall("3725552003", "", SUPPORT);
            TwoNodes.offer(agent, "3725552003");
            first.stop();
            long stopped = System.nanoTime();
            agent.closedWith();
            Await.until(agent::triesToConnect, () -> "no console after the update");
            assertThat(agent.asks("STATE", Map.of("state", "AVAILABLE")).path("type").asText(), is("OK"));
            String callId = TwoNodes.offer(agent, "3725552003");
            report.publishEntry("takeover", "offered again " + Duration.ofNanos(System.nanoTime() - stopped).toMillis() + " ms after the stop");
            assertThat(agent.asks("RD", Map.of("callId", callId)).path("type").asText(), is("OK"));
            agent.call(callId, "TALKING");
        }

        ClusterNode firstNew = newer("first-new");
        TwoNodes.isReady(firstNew);
        List.of("3725552001", "3725552003").forEach(pbx::customerHangsUp);
        try (firstNew; secondNew; WebUser admin = WebUser.logsIn(firstNew.base(), "admin")) {
            JsonNode health = RestClient.json(RestClient.of(firstNew.base(), "admin").get("/health"));
            assertThat("the nodes hear each other: " + admin.page("/asterisk/control/diagnosticsData"),
                    admin.page("/asterisk/control/diagnosticsData"), containsString("reaches 1 of 1"));
            assertThat("" + health, health.path("ready").asBoolean(), is(true));
            for (String number : List.of("3725552001", "3725552002", "3725552003")) {
                isKeptOnce(number);
            }
        }
    }

    /** With its end, who answered, and its communication event. */
    private void isKeptOnce(String number) {
        String calls = "SELECT COUNT(*) FROM PHONE_CALL WHERE CALLER_NUMBER = '" + number + "'";
        TwoNodes.awaitOne(postgres, calls + " AND END_DATE IS NOT NULL AND OUTCOME = 'AST_ANSWERED' AND COMMUNICATION_EVENT_ID IS NOT NULL");
        TwoNodes.awaitOne(postgres, calls);
    }
}
