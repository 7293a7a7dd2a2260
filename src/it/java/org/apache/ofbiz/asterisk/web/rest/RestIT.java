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
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.GuideExamples;
import org.apache.ofbiz.asterisk.fixture.Heard;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.fixture.HostWithPbx;
import org.apache.ofbiz.asterisk.fixture.RestClient;
import org.apache.ofbiz.asterisk.health.metrics.PrometheusReader;
import org.apache.ofbiz.embedded.pbx.SimulatedPbx;
import org.apache.ofbiz.entity.GenericValue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The REST API of a running component with a simulated PBX: what it shows, does and tells, as its description has it. */
@Tag("embedded")
class RestIT {

    private static final AtomicInteger CUSTOMERS = new AtomicInteger();

    @TempDir
    private static Path folder;
    private static HostWithPbx<SimulatedPbx> site;
    private static Host host;
    private static OpenApi description;

    @BeforeAll
    static void start() throws IOException {
        site = HostWithPbx.simulated(folder, prepared -> {
            prepared.setting("restRequestsPerSecond", "1000");
        });
        host = site.host();
        description = new OpenApi(RestClient.json(RestClient.nobody(host.base()).get("/openapi.json")));
        host.awaitConnected();
    }

    @AfterAll
    static void stop() throws IOException {
        site.close();
    }

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
        host.database().await(part -> part.getTimestamp("thruDate") == null, "PhoneCallParticipant", "phoneCallId", rowOf(id),
                "partTypeEnumId", "AST_PART_TALKED", "partyId", "AST_AGENT3");
        described("POST /calls/{call}/hangup", user("agent1003").post("/calls/" + id + "/hangup", "{}"), 200);
        host.database().await(row -> row.get("endDate") != null, "PhoneCall", "phoneCallId", rowOf(id));

        JsonNode past = described("GET /history", user("agent1001").get("/history?size=100&outcome=ANSWERED"), 200);
        assertThat(texts(past.path("calls"), "callId"), hasItem(id));
        described("GET /calls/{call}", user("agent1001").get("/calls/" + id), 404);
    }

    @Test
    void aSupervisorSendsAWaitingCallToAnAgentWhereverTheySit() {
        host.database().create("GroupMembership", Map.of("callCenterGroupId", "SUPPORT", "partyId", "AST_SUPER", "membershipRoleEnumId",
                "AST_SUPERVISOR", "fromDate", Timestamp.valueOf("2020-01-01 00:00:00")));
        assertThat("names of phones are of one PBX", described("POST /calls/{call}/redirect", user("supervisor").post("/calls/BRANCH:1/redirect",
                "{\"agent\":\"agent1002\"}"), 409).path("code").asText(), is("NO_EXTENSION"));
        String id = waits();
        described("POST /calls/{call}/redirect", user("supervisor").post("/calls/" + id + "/redirect", "{\"agent\":\"agent1002\"}"), 200);
        host.database().await(part -> part.getTimestamp("thruDate") == null, "PhoneCallParticipant", "phoneCallId", rowOf(id),
                "partTypeEnumId", "AST_PART_TALKED", "partyId", "AST_AGENT2");
        host.run("hangupCall", "agent1002", Map.of("callId", id));
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
        assertThat(paused.path("devices").toString(), is("{\"DEMO_PBX\":\"" + paused.path("device").asText() + "\"}"));
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
        GenericValue group = host.database().row("CallCenterGroup", "callCenterGroupId", queue);
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
        RestClient bearer = RestClient.nobody(host.base()).with("Authorization", "Bearer " + token.path("token").asText());
        described("GET /calls", bearer.get("/calls"), 200);
        described("POST /token", bearer.post("/token", "{}"), 403);
        String before = host.database().row("UserLogin", "userLoginId", "crmuser").getString("currentPassword");
        host.database().change("UserLogin", Map.of("userLoginId", "crmuser", "currentPassword", "{SHA}0000000000000000000000000000000000000000"));
        try {
            described("GET /calls", bearer.get("/calls"), 401);
            described("GET /calls", user("crmuser").get("/calls"), 401);
        } finally {
            host.database().change("UserLogin", Map.of("userLoginId", "crmuser", "currentPassword", before, "successiveFailedLogins", 0L));
        }
        described("GET /calls", bearer.get("/calls"), 200);
    }

    @Test
    void eventsTellEachTurnOfACallAndGoOnAfterTheLastOneHeard() {
        Heard<String> told = new Heard<>();
        Heard<String> others = new Heard<>();
        var stream = user("agent1001").listen("/events", told);
        var other = user("crmuser").listen("/events", others);
        told.await(line -> line.equals("status: 200"));
        others.await(line -> line.equals("status: 200"));
        String id = waits();
        claims("agent1001", id);
        told.await(line -> line.startsWith("data:") && line.contains(id) && line.contains("\"agentName\""));
        host.run("hangupCall", "agent1001", Map.of("callId", id));
        told.await(line -> line.startsWith("data:") && line.contains(id) && line.contains("\"outcome\""));

        List<ToldEvent> events = ToldEvent.of(told.all(), id);
        List<String> names = events.stream().map(ToldEvent::name).toList();
        assertThat(names.get(0), is("call.started"));
        assertThat(names.get(names.size() - 1), is("call.ended"));
        assertThat(names.stream().filter("call.answered"::equals).count(), is(1L));
        assertThat(names.stream().filter("call.queued"::equals).count(), is(1L));
        assertThat("each leg that began has ended once", ToldEvent.legs(events, "leg.ended"), is(ToldEvent.legs(events, "leg.started")));
        JsonNode answered = events.stream().filter(event -> event.name().equals("call.answered")).findFirst().orElseThrow().json();
        assertThat(answered.path("agent").asText(), is("agent1001"));
        assertThat(answered.has("wait"), is(true));
        assertThat(answered.path("queue").asText(), is("SUPPORT"));
        assertThat("a user of no group hears of no call of theirs", ToldEvent.of(others.all(), id), is(empty()));

        Heard<String> again = new Heard<>();
        String first = events.get(0).id();
        var later = user("agent1001").with("Last-Event-ID", first).listen("/events", again);
        again.await(line -> line.startsWith("data:") && line.contains(id) && line.contains("\"outcome\""));
        assertThat(ToldEvent.of(again.all(), id).stream().map(ToldEvent::id).toList(),
                is(events.stream().skip(1).map(ToldEvent::id).toList()));
        Heard<String> lost = new Heard<>();
        var unknown = user("agent1001").with("Last-Event-ID", "other-1").listen("/events", lost);
        lost.await(line -> line.equals("event: reset"));
        List.of(stream, other, later, unknown).forEach(each -> each.cancel(true));
    }

    @Test
    void aStreamEndsWithTheRightsOfItsUser() {
        Heard<String> told = new Heard<>();
        user("agent1002").listen("/events?types=call.ended", told);
        told.await(line -> line.equals("status: 200"));
        host.database().change("UserLogin", Map.of("userLoginId", "agent1002", "enabled", "N"));
        try {
            told.await(line -> line.equals("over"));
            described("GET /queues", user("agent1002").get("/queues"), 401);
        } finally {
            host.database().change("UserLogin", Map.of("userLoginId", "agent1002", "enabled", "Y"));
        }
    }

    @Test
    void loadBalancersAskWhetherConsolesAreServed() {
        JsonNode anybody = described("GET /health", RestClient.nobody(host.base()).get("/health"), 200);
        assertThat(anybody.path("ready").asBoolean(), is(true));
        assertThat("anybody learns no more: " + anybody, anybody.size(), is(2));
        described("GET /health", user("agent1001").get("/health"), 403);
        described("GET /health", user("agent1001").with("Authorization", RestClient.basic("agent1001", "wrong")).get("/health"), 401);
        JsonNode admin = described("GET /health", user("admin").get("/health"), 200);
        assertThat("one node: " + admin, admin.path("severalNodes").asBoolean() || !admin.path("nodes").isEmpty(), is(false));
    }

    @Test
    void monitoringReadsFiguresOfServersGroupsAndJournal() {
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
        host.run("hangupCall", "agent1001", Map.of("callId", waiting));
    }

    @Test
    void figuresAreForWhoMaySeeDiagnostics() {
        described("GET /metrics", RestClient.nobody(host.base()).get("/metrics"), 401);
        for (String login : List.of("agent1001", "supervisor", "crmuser")) {
            described("GET /metrics", user(login).get("/metrics"), 403);
        }
        assertThat(user("admin").post("/metrics", "{}").statusCode(), is(405));
        host.database().create("SecurityGroup", Map.of("groupId", "MONITORING", "groupName", "Monitoring"));
        host.database().create("SecurityGroupPermission", Map.of("groupId", "MONITORING", "permissionId", "ASTERISK_MONITOR",
                "fromDate", Timestamp.valueOf("2020-01-01 00:00:00")));
        host.database().create("UserLogin", Map.of("userLoginId", "monitoring", "enabled", "Y", "currentPassword",
                host.database().row("UserLogin", "userLoginId", "agent1001").getString("currentPassword")));
        host.database().create("UserLoginSecurityGroup", Map.of("userLoginId", "monitoring", "groupId", "MONITORING",
                "fromDate", Timestamp.valueOf("2020-01-01 00:00:00")));
        assertThat(user("monitoring").get("/metrics").statusCode() + " " + user("monitoring").get("/health").statusCode(), is("200 200"));
        for (String path : List.of("/calls", "/queues", "/agents", "/history", "/events")) {
            described("GET " + path, user("monitoring").get(path), 403);
        }
    }

    @Test
    void theExamplesOfTheGuideWork() throws IOException {
        assertThat(GuideExamples.failed(host.base()), is(empty()));
        host.run("hangupCall", "agent1001", Map.of("callId", texts(RestClient.json(user("agent1001").get("/calls")).path("calls"), "id")
                .stream().findFirst().orElse("")));
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

    private static void claims(String agent, String id) {
        String path = "/calls/" + id + "/claim";
        Await.untilTrue(() -> user(agent).post(path, "{}").statusCode() == 200, () -> "the claim is refused");
    }

    private static RestClient user(String login) {
        return RestClient.of(host.base(), login);
    }

    private static JsonNode described(String operation, HttpResponse<String> answer, int status) {
        assertThat(operation + " " + answer.body(), answer.statusCode(), is(status));
        assertThat(description.problems(operation, answer), is(empty()));
        return answer.body().isEmpty() ? RestClient.json("{}") : RestClient.json(answer);
    }

    private static Optional<JsonNode> find(JsonNode list, String field, String value) {
        return StreamSupport.stream(list.spliterator(), false).filter(one -> one.path(field).asText().equals(value)).findFirst();
    }

    private static List<String> texts(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false).filter(one -> one.has(field)).map(one -> one.path(field).asText())
                .collect(Collectors.toList());
    }

    private static String rowOf(String callId) {
        return host.database().row("PhoneCall", "linkedId", callId.substring(callId.indexOf(':') + 1)).getString("phoneCallId");
    }

    /** A customer who waits: the id of the call. */
    private static String waits() {
        String number = "37255577" + (100 + CUSTOMERS.incrementAndGet());
        site.pbx().placeIncomingCall(number, "", "5000");
        String id = Await.until(() -> find(RestClient.json(user("supervisor").get("/calls")).path("calls"), "from", number)
                .filter(call -> call.path("state").asText().equals("WAITING")).map(call -> call.path("id").asText()), () -> "nobody waits");
        host.database().await(row -> row.get("callCenterGroupId") != null, "PhoneCall", "callerNumber", number);
        return id;
    }
}
