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
package org.apache.ofbiz.asterisk.web.rest;

import static org.apache.ofbiz.asterisk.web.rest.RestTest.claims;
import static org.apache.ofbiz.asterisk.web.rest.RestTest.described;
import static org.apache.ofbiz.asterisk.web.rest.RestTest.hangsUp;
import static org.apache.ofbiz.asterisk.web.rest.RestTest.host;
import static org.apache.ofbiz.asterisk.web.rest.RestTest.user;
import static org.apache.ofbiz.asterisk.web.rest.RestTest.waits;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.RestClient;
import org.apache.ofbiz.asterisk.health.metrics.PrometheusReader;
import org.junit.jupiter.api.Test;

/** What load balancers and monitoring ask the REST API for. */
interface MonitoringByRest {

    @Test
    default void loadBalancersAskWhetherConsolesAreServed() {
        JsonNode anybody = described("GET /health", RestClient.nobody(host().base()).get("/health"), 200);
        assertThat(anybody.path("ready").asBoolean(), is(true));
        assertThat("anybody learns no more: " + anybody, anybody.size(), is(2));
        described("GET /health", user("agent1001").get("/health"), 403);
        described("GET /health", user("agent1001").with("Authorization", RestClient.basic("agent1001", "wrong")).get("/health"), 401);
        JsonNode admin = described("GET /health", user("admin").get("/health"), 200);
        assertThat("one node: " + admin, admin.path("severalNodes").asBoolean() || !admin.path("nodes").isEmpty(), is(false));
    }

    @Test
    default void monitoringReadsFiguresOfServersGroupsAndJournal() {
        String waiting = waits();
        HttpResponse<String> answer = user("admin").get("/metrics");
        assertThat(answer.statusCode() + " " + answer.headers().firstValue("Content-Type").orElse(""),
                is("200 text/plain;version=0.0.4;charset=utf-8"));
        PrometheusReader told = PrometheusReader.read(answer.body());
        assertThat(told.value("ofbiz_asterisk_ready"), is(1.0));
        assertThat(told.value("ofbiz_asterisk_pbx_state", "server", "DEMO_PBX", "state", "CONNECTED"), is(1.0));
        assertThat(told.value("ofbiz_asterisk_calls", "server", "DEMO_PBX", "direction", "INBOUND"), is(greaterThanOrEqualTo(1.0)));
        assertThat(told.value("ofbiz_asterisk_journal_lost_total"), is(0.0));
        assertThat(told.value("ofbiz_asterisk_pbx_messages_total", "server", "DEMO_PBX"), is(greaterThanOrEqualTo(1.0)));
        Await.untilTrue(() -> PrometheusReader.read(user("admin").get("/metrics").body())
                .value("ofbiz_asterisk_calls_waiting", "group", "SUPPORT") >= 1, () -> "nobody waits: " + user("admin").get("/metrics").body());
        assertThat("numbers of callers", answer.body(), not(containsString("37255577")));
        claims("agent1001", waiting);
        hangsUp("agent1001", waiting);
    }

    @Test
    default void figuresAreForWhoMaySeeDiagnostics() {
        described("GET /metrics", RestClient.nobody(host().base()).get("/metrics"), 401);
        for (String login : List.of("agent1001", "supervisor", "crmuser")) {
            described("GET /metrics", user(login).get("/metrics"), 403);
        }
        assertThat(user("admin").post("/metrics", "{}").statusCode(), is(405));
        host().database().create("SecurityGroup", Map.of("groupId", "MONITORING", "groupName", "Monitoring"));
        host().database().create("SecurityGroupPermission", Map.of("groupId", "MONITORING", "permissionId", "ASTERISK_MONITOR",
                "fromDate", Timestamp.valueOf("2020-01-01 00:00:00")));
        host().database().create("UserLogin", Map.of("userLoginId", "monitoring", "enabled", "Y", "currentPassword",
                host().database().row("UserLogin", "userLoginId", "agent1001").getString("currentPassword")));
        host().database().create("UserLoginSecurityGroup", Map.of("userLoginId", "monitoring", "groupId", "MONITORING",
                "fromDate", Timestamp.valueOf("2020-01-01 00:00:00")));
        assertThat(user("monitoring").get("/metrics").statusCode() + " " + user("monitoring").get("/health").statusCode(), is("200 200"));
        for (String path : List.of("/calls", "/queues", "/agents", "/history", "/events")) {
            described("GET " + path, user("monitoring").get(path), 403);
        }
    }
}
