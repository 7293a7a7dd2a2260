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

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.GuideExamples;
import org.apache.ofbiz.asterisk.fixture.RestClient;
import org.apache.ofbiz.entity.GenericValue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The REST API of a running component with a simulated PBX: what it shows, does and tells, as its description has it. */
@Tag("embedded")
class RestIT extends RestTest implements EventsByRest, MonitoringByRest {

    @Test
    void aCallIsSeenInItsQueueClaimedSentToADeviceAndHungUp() {
        String id = waits();
        JsonNode queue = described("GET /queues/{queue}", user("agent1001").get("/queues/SUPPORT"), 200);
        JsonNode waiting = find(queue.path("calls"), "id", id).orElseThrow();
        assertThat(waiting.path("state").asText(), is("WAITING"));
        assertThat(waiting.path("to").asText(), is("5000"));
        assertThat(waiting.path("from").asText(), containsString("37255577"));
        assertThat(queue.path("waiting").asInt(), greaterThanOrEqualTo(1));

        described("POST /calls/{call}/claim", user("agent1001").post("/calls/" + id + "/claim", "{}"), 200);
        JsonNode talking = Await.until(() -> Optional.of(RestClient.json(user("agent1001").get("/calls/" + id)))
                .filter(call -> call.path("agent").asText().equals("agent1001")), () -> "the claim did not reach the phone");
        assertThat(talking.path("state").asText(), is("TALKING"));
        JsonNode taken = described("POST /calls/{call}/claim", user("agent1002").post("/calls/" + id + "/claim", "{}"), 409);
        assertThat(taken.path("code").asText(), is("CALL_TAKEN"));

        described("POST /calls/{call}/redirect", user("agent1001").post("/calls/" + id + "/redirect", "{\"to\":\"PJSIP/1003\"}"), 200);
        host().database().await(part -> part.getTimestamp("thruDate") == null, "PhoneCallParticipant", "phoneCallId", rowOf(id),
                "partTypeEnumId", "AST_PART_TALKED", "partyId", "AST_AGENT3");
        described("POST /calls/{call}/hangup", user("agent1003").post("/calls/" + id + "/hangup", "{}"), 200);
        host().database().await(row -> row.get("endDate") != null, "PhoneCall", "phoneCallId", rowOf(id));

        JsonNode past = described("GET /history", user("agent1001").get("/history?size=100&outcome=ANSWERED"), 200);
        assertThat(texts(past.path("calls"), "callId"), hasItem(id));
        described("GET /calls/{call}", user("agent1001").get("/calls/" + id), 404);
    }

    @Test
    void aSupervisorSendsAWaitingCallToAnAgentWhereverTheySit() {
        host().database().create("GroupMembership", Map.of("callCenterGroupId", "SUPPORT", "partyId", "AST_SUPER", "membershipRoleEnumId",
                "AST_SUPERVISOR", "fromDate", Timestamp.valueOf("2020-01-01 00:00:00")));
        String id = waits();
        described("POST /calls/{call}/redirect", user("supervisor").post("/calls/" + id + "/redirect", "{\"agent\":\"agent1002\"}"), 200);
        host().database().await(part -> part.getTimestamp("thruDate") == null, "PhoneCallParticipant", "phoneCallId", rowOf(id),
                "partTypeEnumId", "AST_PART_TALKED", "partyId", "AST_AGENT2");
        hangsUp("agent1002", id);
    }

    @Test
    void agentsAreShownAndChangeTheirStateAndASupervisorThatOfOthers() {
        RestClient agent = user("agent1003");
        assertThat(described("PUT /agents/{agent}/state", agent.ask("PUT", "/agents/agent1003/state", "{\"state\":\"PAUSED\"}"), 422)
                .path("code").asText(), is("PAUSE_REASON_UNKNOWN"));
        described("PUT /agents/{agent}/state", agent.ask("PUT", "/agents/agent1003/state",
                "{\"state\":\"PAUSED\",\"pauseReason\":\"AST_PAUSE_LUNCH\"}"), 204);
        JsonNode paused = described("GET /agents/{agent}", user("agent1001").get("/agents/agent1003"), 200);
        assertThat(paused.path("state").asText(), is("PAUSED"));
        assertThat(paused.path("pauseReason").asText(), is("AST_PAUSE_LUNCH"));
        assertThat(paused.path("device").asText(), containsString("/1003"));
        assertThat(paused.path("memberof").get(0).asText(), is("SUPPORT"));
        assertThat(paused.path("idletime").asInt(), is(0));

        described("PUT /agents/{agent}/state", user("agent1001").ask("PUT", "/agents/agent1003/state", "{\"state\":\"AVAILABLE\"}"), 403);
        described("PUT /agents/{agent}/state", user("supervisor").ask("PUT", "/agents/agent1003/state", "{\"state\":\"AVAILABLE\"}"), 204);
        JsonNode all = described("GET /agents", user("supervisor").get("/agents"), 200);
        assertThat(find(all.path("agents"), "id", "agent1003").orElseThrow().path("state").asText(), is("AVAILABLE"));
        described("PUT /agents/{agent}/state", user("supervisor").ask("PUT", "/agents/nobody/state", "{\"state\":\"AVAILABLE\"}"), 404);
    }

    @Test
    void queuesAndTheirMembersAreMadeAndChangedWithoutARestart() {
        RestClient admin = user("admin");
        String queue = described("POST /queues", admin.post("/queues", "{\"name\":\"Sales\",\"server\":\"DEMO_PBX\",\"wrapUp\":20}"), 201)
                .path("id").asText();
        described("POST /queues/{queue}/members", admin.post("/queues/" + queue + "/members", "{\"agent\":\"agent1002\",\"penalty\":2}"), 204);
        described("POST /queues/{queue}/members", admin.post("/queues/" + queue + "/members", "{\"agent\":\"agent1002\"}"), 422);
        RestClient member = user("agent1002");
        Await.untilTrue(() -> member.get("/queues/" + queue).statusCode() == 200, () -> "the agent is no member");
        described("PATCH /queues/{queue}", admin.ask("PATCH", "/queues/" + queue, "{\"name\":\"Sales and orders\"}"), 204);
        assertThat(described("GET /queues/{queue}", user("agent1002").get("/queues/" + queue), 200).path("name").asText(), is("Sales and orders"));
        described("PATCH /queues/{queue}", admin.ask("PATCH", "/queues/" + queue,
                "{\"pauseAfterMissed\":3,\"callsAtOnce\":2,\"consoleClaim\":false}"), 204);
        GenericValue group = host().database().row("CallCenterGroup", "callCenterGroupId", queue);
        assertThat(group.getLong("pauseAfterMissed") + group.getString("consoleClaim") + group.getLong("wrapUpSeconds")
                + group.getLong("callsAtOnce"), is("3N202"));
        described("PATCH /queues/{queue}", admin.ask("PATCH", "/queues/" + queue, "{\"pauseAfterMissed\":101}"), 422);
        described("GET /queues/{queue}", user("agent1001").get("/queues/" + queue), 404);
        described("DELETE /queues/{queue}/members/{agent}",
                admin.send("DELETE", "/queues/" + queue + "/members/agent1002", HttpRequest.BodyPublishers.noBody()), 204);
        Await.untilTrue(() -> user("agent1002").get("/queues/" + queue).statusCode() == 404, () -> "the agent is still a member");
        described("POST /queues", user("agent1001").post("/queues", "{\"name\":\"Mine\",\"server\":\"DEMO_PBX\"}"), 403);
    }

    @Test
    void pagesFollowEachOtherAndWhatIsAsBeforeIsNotSentAgain() {
        RestClient supervisor = user("supervisor");
        List<String> all = texts(RestClient.json(supervisor.get("/agents")).path("agents"), "id");
        List<String> read = new ArrayList<>();
        String next = "/agents?size=1";
        while (!next.isEmpty()) {
            HttpResponse<String> page = supervisor.get(next);
            read.addAll(texts(described("GET /agents", page, 200).path("agents"), "id"));
            next = page.headers().firstValue("Link").map(link -> link.substring(1, link.indexOf('>'))).orElse("");
        }
        assertThat(read, is(all));
        described("GET /agents", supervisor.get("/agents?size=0"), 422);
        described("GET /agents", supervisor.get("/agents?after=nobody"), 422);

        HttpResponse<String> first = supervisor.get("/queues");
        String etag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = supervisor.with("If-None-Match", etag).get("/queues");
        assertThat(again.statusCode() == 304 || !again.headers().firstValue("ETag").orElseThrow().equals(etag), is(true));
        Await.untilTrue(() -> {
            String current = supervisor.get("/history?size=1").headers().firstValue("ETag").orElseThrow();
            return supervisor.with("If-None-Match", current).get("/history?size=1").statusCode() == 304;
        }, () -> "no page of the history is ever as before");
    }

    @Test
    void aTokenStandsForAPasswordUntilThatIsChanged() {
        JsonNode token = described("POST /token", user("crmuser").post("/token", "{}"), 200);
        RestClient bearer = RestClient.nobody(host().base()).with("Authorization", "Bearer " + token.path("token").asText());
        described("GET /calls", bearer.get("/calls"), 200);
        described("POST /token", bearer.post("/token", "{}"), 403);
        String before = host().database().row("UserLogin", "userLoginId", "crmuser").getString("currentPassword");
        host().database().change("UserLogin", Map.of("userLoginId", "crmuser", "currentPassword", "{SHA}0000000000000000000000000000000000000000"));
        try {
            described("GET /calls", bearer.get("/calls"), 401);
            described("GET /calls", user("crmuser").get("/calls"), 401);
        } finally {
            host().database().change("UserLogin", Map.of("userLoginId", "crmuser", "currentPassword", before, "successiveFailedLogins", 0L));
        }
        described("GET /calls", bearer.get("/calls"), 200);
    }

    @Test
    void theExamplesOfTheGuideWork() throws IOException {
        assertThat(GuideExamples.failed(host().base()), is(empty()));
        RestClient.json(user("agent1001").get("/calls")).path("calls").forEach(call -> {
            if (call.path("agent").asText().equals("agent1001")) {
                hangsUp("agent1001", call.path("id").asText());
            }
        });
    }

    @Test
    void aCallbackIsAskedForAndListed() {
        String wish = "{\"number\":\"+372 5550 779\",\"group\":\"SUPPORT\",\"name\":\"Mari\",\"due\":\"2026-11-01T09:00:00Z\"}";
        String id = described("POST /callbacks", user("agent1001").post("/callbacks", wish), 201).path("id").asText();
        JsonNode open = described("GET /callbacks", user("agent1002").get("/callbacks"), 200);
        assertThat(find(open.path("callbacks"), "callbackTaskId", id).orElseThrow().path("group").asText(), is("Support"));
        JsonNode ofNoMember = described("GET /callbacks", user("crmuser").get("/callbacks"), 200).path("callbacks");
        assertThat(find(ofNoMember, "callbackTaskId", id).isPresent(), is(false));
        described("POST /callbacks", user("crmuser").post("/callbacks", wish), 403);
        described("POST /callbacks", user("agent1001").post("/callbacks", wish.replace("+372 5550 779", "1001")), 422);
        described("POST /callbacks", user("agent1001").post("/callbacks", wish.replace("2026-11-01T", "yesterday")), 422);
    }

    @Test
    void whatIsWrongIsAProblemInWords() {
        HttpResponse<String> unknown = user("agent1001").get("/calls/nothing");
        JsonNode problem = described("GET /calls/{call}", unknown, 404);
        assertThat(unknown.headers().firstValue("Content-Type").orElse(""), containsString("application/problem+json"));
        assertThat(problem.path("status").asInt(), is(404));
        assertThat(problem.path("title").asText(), is("Not Found"));
        assertThat(described("POST /calls", user("agent1001").post("/calls", "{\"number\":\"abc\"}"), 422).path("detail").asText(), not(""));
        assertThat(described("POST /calls/{call}/redirect", user("agent1001").post("/calls/x/redirect", "{}"), 422).path("code").asText(),
                is("VALUE_REFUSED"));
        assertThat(RestClient.json(user("agent1001").with("Accept-Language", "de").post("/calls", "{\"number\":\"1001\"}")).path("detail").asText(),
                containsString("eigene"));
        assertThat(described("POST /calls/{call}/actions", user("agent1001").post("/calls/DEMO_PBX:1/actions", "{\"action\":\"HOLD\"}"), 404)
                .path("code").asText(), is("CALL_UNKNOWN"));
        assertThat(texts(described("GET /calls", user("agent1001").get("/calls?size=5"), 200).path("calls"), "x"), is(empty()));
        assertThat(List.of(described("GET /history", user("agent1001").get("/history?from=yesterday"), 422).path("code").asText()),
                contains("VALUE_REFUSED"));
    }

    private static String rowOf(String callId) {
        return host().database().row("PhoneCall", "linkedId", callId.substring(callId.indexOf(':') + 1)).getString("phoneCallId");
    }
}
