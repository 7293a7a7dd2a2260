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
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.ofbiz.asterisk.endtoend.Cluster.Member;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Heard;
import org.apache.ofbiz.asterisk.fixture.RestClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nodes, each a process of its own, each of which serves a simulated PBX: the REST API of each has the calls, agents and queues of both, and acts
 * on them. Needs minutes: {@code ./test cluster}.
 */
@Tag("cluster")
@Timeout(600)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RestOnAnyNodeIT {

    private static final String COUNTRY = "372";
    private static final int CALLS = 10;
    private static final List<CompletableFuture<Integer>> STREAMS = new ArrayList<>();
    private static final List<String> LISTS = List.of("calls", "agents", "queues");

    @TempDir
    private static Path folder;
    private static Cluster cluster;
    /** Serves the PBX of the demo data. */
    private static Member demo;
    /** Serves the other one. */
    private static Member other;
    private static int callers = 7_000;

    @BeforeAll
    static void eachNodeServesOne() throws IOException {
        cluster = TwoNodes.eachServesOne(folder);
        demo = cluster.members().get(0);
        other = cluster.members().get(1);
        for (Member member : cluster.members()) { // the servers were enabled in the database: who isn't told reads that half a minute later
            ok(rest(member, "admin").ask("PATCH", "/queues/SUPPORT", "{\"description\":\"Support\"}"), 204);
            Await.untilTrue(() -> agent(member, "agent1001").has("device") && agent(member, "pbx1agent1").has("device"), () -> "phones aren't known");
        }
    }

    @AfterAll
    static void allEnds() throws IOException {
        STREAMS.forEach(stream -> stream.cancel(true));
        if (cluster != null) {
            cluster.close();
        }
    }

    private static RestClient rest(Member member, String login) {
        return RestClient.of(member.node().base(), login);
    }

    private static String newCaller(int pbx) {
        String number = COUNTRY + "557" + ++callers;
        cluster.pbxs().get(pbx).calls(number);
        return number;
    }

    private static void hangsUp(int pbx, String number) {
        cluster.pbxs().get(pbx).hangsUp(number);
    }

    private static JsonNode ok(HttpResponse<String> answer, int status) {
        assertThat(answer.uri() + " " + answer.body(), answer.statusCode(), is(status));
        return answer.body().isEmpty() ? RestClient.json("{}") : RestClient.json(answer);
    }

    private static String scope(HttpResponse<String> answer) {
        return answer.headers().firstValue("Asterisk-Scope").orElse("none");
    }

    private static Optional<JsonNode> find(JsonNode list, String field, String value) {
        return StreamSupport.stream(list.spliterator(), false).filter(one -> one.path(field).asText().equals(value)).findFirst();
    }

    /** The call of this caller, as this node lists it. */
    private static JsonNode call(Member member, String number, String state) {
        RestClient supervisor = rest(member, "supervisor");
        return Await.until(() -> find(RestClient.json(supervisor.get("/calls")).path("calls"), "from", number)
                .filter(call -> state.equals(call.path("state").asText())), () -> number + " is in " + supervisor.get("/calls").body());
    }

    /** Without the seconds that pass. */
    private static String lasting(JsonNode list) {
        return list.toString().replaceAll("\"(wait|idletime)\":[0-9]+", "\"$1\":0");
    }

    private static JsonNode agent(Member member, String login) {
        return ok(rest(member, "supervisor").get("/agents/" + login), 200);
    }

    @Test
    @Order(1)
    void listsOfEachNodeHaveCallsAgentsAndQueuesOfBoth() {
        try (WebUser here = TwoNodes.agent(demo.node(), "agent1001"); WebUser there = TwoNodes.agent(other.node(), "agent1002")) {
            String first = newCaller(0);
            String second = newCaller(1);
            String callId = TwoNodes.offer(here, first);
            assertThat("agents of the demo PBX are served by its node", TwoNodes.offer(there, first), is(callId));
            call(other, first, "WAITING");
            call(demo, second, "WAITING");
            for (String list : LISTS) {
                HttpResponse<String> one = rest(demo, "supervisor").get("/" + list);
                HttpResponse<String> two = rest(other, "supervisor").get("/" + list);
                assertThat(list, lasting(ok(one, 200)), is(lasting(ok(two, 200))));
                assertThat(list, scope(one) + scope(two), is("ALLALL"));
            }
            JsonNode queue = ok(rest(other, "supervisor").get("/queues/SUPPORT"), 200);
            assertThat("" + queue, queue.path("waiting").asInt(), is(1));
            assertThat("" + queue, queue.path("agents").path("AVAILABLE").asInt(), is(2));
            assertThat("" + queue, queue.path("calls").path(0).path("id").asText(), is(callId));
            assertThat(ok(rest(other, "supervisor").get("/calls/" + callId), 200).path("from").asText(), is(first));
            JsonNode agent = agent(other, "agent1001");
            assertThat("" + agent, agent.path("state").asText(), is("AVAILABLE"));
            assertThat("its phone is known where its PBX is served: " + agent, agent.path("deviceState").asText(),
                    is(agent(demo, "agent1001").path("deviceState").asText()));
            HttpResponse<String> list = rest(other, "supervisor").get("/calls");
            String tag = list.headers().firstValue("ETag").orElseThrow();
            HttpResponse<String> again = rest(other, "supervisor").with("If-None-Match", tag).get("/calls");
            assertThat(again.statusCode() + scope(again), is("304ALL"));
            hangsUp(0, first);
            hangsUp(1, second);
        }
    }

    @Test
    @Order(2)
    void whatAUserMayNotSeeIsInNoAnswerOfAnotherNode() {
        String first = newCaller(0);
        String second = newCaller(1);
        JsonNode call = call(other, first, "WAITING");
        String there = call(demo, second, "WAITING").path("id").asText();
        assertThat("a user of no group", ok(rest(other, "crmuser").get("/calls"), 200).path("calls"), is(RestClient.json("[]")));
        ok(rest(other, "crmuser").get("/calls/" + call.path("id").asText()), 404);
        assertThat("a member of the other group", rest(demo, "agent1001").get("/calls").body(), not(containsString(second)));
        ok(rest(demo, "agent1001").get("/calls/" + there), 404);
        assertThat("a member", rest(other, "agent1001").get("/calls").body(), containsString(first));
        assertThat("colleagues alone", rest(other, "agent1001").get("/agents").body(), not(containsString("GROUP_1")));
        ok(rest(demo, "agent1001").post("/calls/" + there + "/hangup", "{}"), 404);
        call(demo, second, "WAITING");
        hangsUp(0, first);
        hangsUp(1, second);
    }

    @Test
    @Order(3)
    void actionsOnACallOfTheOtherNodeAreDoneOnceWithTheSameAnswers() {
        try (WebUser first = TwoNodes.agent(demo.node(), "agent1001"); WebUser second = TwoNodes.agent(demo.node(), "agent1002")) {
            String number = newCaller(0);
            String callId = TwoNodes.offer(first, number);
            TwoNodes.offer(second, number);
            int redirects = cluster.redirected();
            String path = "/calls/" + callId;
            assertThat(ok(rest(other, "agent1001").post(path + "/claim", "{}"), 200).path("id").asText(), is(callId));
            assertThat("one Redirect", cluster.redirected(), is(redirects + 1));
            call(other, number, "TALKING");
            assertThat(ok(rest(other, "supervisor").get(path), 200).path("agent").asText(), is("agent1001"));
            assertThat(agent(other, "agent1001").path("state").asText(), is("TALKING"));

            Map<String, String> refusals = Map.of("/claim", "{}", "/redirect", "{\"to\":\"nowhere\"}", "/actions", "{\"action\":\"RESUME\"}");
            for (Map.Entry<String, String> wrong : refusals.entrySet()) {
                HttpResponse<String> here = rest(demo, "agent1002").post(path + wrong.getKey(), wrong.getValue());
                HttpResponse<String> there = rest(other, "agent1002").post(path + wrong.getKey(), wrong.getValue());
                assertThat("refused: " + here.body(), here.statusCode() / 100, is(4));
                assertThat(there.statusCode() + there.body(), is(here.statusCode() + here.body()));
            }
            ok(rest(other, "agent1001").post(path + "/redirect", "{\"agent\":\"agent1003\"}"), 200);
            cluster.await("SELECT COUNT(*) FROM PHONE_CALL_PARTICIPANT P JOIN PHONE_CALL C ON C.PHONE_CALL_ID = P.PHONE_CALL_ID"
                    + " WHERE C.CALLER_NUMBER = '" + number + "' AND P.PARTY_ID = 'AST_AGENT3' AND P.PART_TYPE_ENUM_ID = 'AST_PART_TALKED'"
                    + " AND P.THRU_DATE IS NULL", "1");
            ok(rest(other, "agent1003").post(path + "/hangup", "{}"), 200);
            Await.untilTrue(() -> rest(other, "supervisor").get(path).statusCode() == 404, () -> rest(other, "supervisor").get(path).body());
            hangsUp(0, number);
        }
    }

    @Test
    @Order(4)
    void callsArePlacedAndStatesAreSetThroughTheOtherNode() {
        try (WebUser agent = TwoNodes.agent(demo.node(), "agent1002")) {
            HttpResponse<String> placed = rest(other, "agent1002").post("/calls", "{\"number\":\"1003\"}");
            String callId = ok(placed, 201).path("id").asText();
            String location = placed.headers().firstValue("Location").orElseThrow();
            Await.untilTrue(() -> rest(other, "agent1002").get(location).statusCode() == 200, () -> rest(other, "agent1002").get(location).body());
            ok(rest(other, "agent1002").post("/calls/" + callId + "/hangup", "{}"), 200);
            TwoNodes.isOver(agent, callId);
            HttpResponse<String> refused = rest(other, "agent1002").post("/calls", "{\"number\":\"abc\"}");
            assertThat(refused.statusCode() + refused.body(), is("422" + rest(demo, "agent1002").post("/calls", "{\"number\":\"abc\"}").body()));

            ok(rest(other, "agent1002").ask("PUT", "/agents/agent1002/state", "{\"state\":\"PAUSED\",\"pauseReason\":\"AST_PAUSE_MEETING\"}"), 204);
            assertThat(agent(other, "agent1002").path("pauseReason").asText() + agent(demo, "agent1002").path("pauseReason").asText(),
                    is("AST_PAUSE_MEETINGAST_PAUSE_MEETING"));
            ok(rest(other, "supervisor").ask("PUT", "/agents/agent1002/state", "{\"state\":\"AVAILABLE\"}"), 204);
            agent.sees("AGENT", state -> "AVAILABLE".equals(state.path("state").asText()));
            assertThat(agent(other, "agent1002").path("state").asText(), is("AVAILABLE"));
        }
    }

    /** Events of this call, by name and data, without their ids, which are those of a node. */
    private static List<Map.Entry<String, JsonNode>> events(Heard<String> stream, String callId) {
        List<String> lines = stream.all();
        return IntStream.range(2, lines.size()).filter(i -> lines.get(i).contains('"' + callId + '"'))
                .mapToObj(i -> Map.entry(lines.get(i - 2).substring("event: ".length()), RestClient.json(lines.get(i).substring("data: ".length()))))
                .toList();
    }

    private static long count(Heard<String> stream, String callId, String name) {
        return events(stream, callId).stream().filter(event -> event.getKey().equals(name)).count();
    }

    private static Heard<String> listens(Member member, String login, String scope) {
        Heard<String> told = new Heard<>();
        STREAMS.add(rest(member, login).listen("/events", told));
        told.await(line -> line.equals("status: 200"));
        told.await(line -> line.startsWith(":"));
        HttpResponse<String> list = rest(member, login).get("/calls");
        assertThat(scope(list), is(scope));
        return told;
    }

    private static long resets(Heard<String> stream) {
        return stream.all().stream().filter("event: reset"::equals).count();
    }

    @Test
    @Order(5)
    void aListenerOnEachNodeHearsTheSameOfACallOnce() {
        Heard<String> here = listens(demo, "supervisor", "ALL");
        Heard<String> there = listens(other, "supervisor", "ALL");
        Heard<String> stranger = listens(other, "crmuser", "ALL");
        try (WebUser agent = TwoNodes.agent(demo.node(), "agent1001")) {
            for (int i = 0; i < CALLS; i++) {
                String number = newCaller(0);
                String callId = TwoNodes.offer(agent, number);
                ok(rest(other, "agent1001").post("/calls/" + callId + "/claim", "{}"), 200);
                agent.call(callId, "TALKING");
                hangsUp(0, number);
                List.of(here, there).forEach(stream -> stream.await(line -> line.contains('"' + callId + '"') && line.contains("\"outcome\"")));
                assertThat(events(there, callId), is(events(here, callId)));
                assertThat(count(there, callId, "call.started") + count(there, callId, "call.answered") + count(there, callId, "call.ended"), is(3L));
                TwoNodes.isOver(agent, callId);
            }
            assertThat("a user of no group", stranger.all().stream().filter(line -> line.startsWith("data:")).toList(), is(empty()));
            assertThat("nothing was missing", resets(here) + resets(there), is(0L));
            there.await(line -> line.startsWith("data:") && line.contains("\"agent1001\"") && line.contains("\"state\":\"TALKING\""));
        }
    }

    @Test
    @Order(6)
    void afterAGapAListenerIsToReadAgainAndHearsAllThatFollows() {
        Heard<String> there = listens(other, "supervisor", "ALL");
        cluster.broker().stop();
        there.await(line -> line.equals("event: reset"));
        String meanwhile = newCaller(0);
        call(demo, meanwhile, "WAITING");
        long before = resets(there);
        cluster.broker().startAgain();
        Await.untilTrue(() -> resets(there) > before, () -> "no reset: " + there.all());
        String callId = call(other, meanwhile, "WAITING").path("id").asText();
        hangsUp(0, meanwhile);
        there.await(line -> line.contains('"' + callId + '"') && line.contains("\"outcome\""));
        assertThat("once", count(there, callId, "call.ended"), is(1L));
    }

    @Test
    @Order(7)
    void withoutTheBrokerAnswersSayWhoseTheyAreAndActionsAreRefusedWithAMessage() {
        String number = newCaller(0);
        String callId = call(other, number, "WAITING").path("id").asText();
        int redirects = cluster.redirected();
        cluster.broker().stop();
        try {
            Await.untilTrue(() -> "OWN".equals(scope(rest(other, "supervisor").get("/calls"))), () -> "the broker is gone");
            assertThat(ok(rest(other, "supervisor").get("/calls"), 200).path("calls").size(), is(0));
            assertThat(scope(rest(other, "supervisor").get("/agents")) + scope(rest(other, "supervisor").get("/queues")), is("OWNOWN"));
            unreachable(rest(other, "supervisor").get("/calls/" + callId));
            ok(rest(other, "supervisor").get("/calls/PBX_1:1.1"), 404);
            for (String action : List.of("/claim", "/hangup", "/redirect", "/actions")) {
                unreachable(rest(other, "agent1001").post("/calls/" + callId + action, action.equals("/redirect") ? "{\"to\":\"1003\"}"
                        : action.equals("/actions") ? "{\"action\":\"HOLD\"}" : "{}"));
            }
            unreachable(rest(other, "agent1001").post("/calls", "{\"number\":\"1003\"}"));
            unreachable(rest(other, "agent1001").ask("PUT", "/agents/agent1001/state", "{\"state\":\"AVAILABLE\"}"));
            assertThat("nothing was done", cluster.redirected(), is(redirects));
        } finally {
            cluster.broker().startAgain();
        }
        call(other, number, "WAITING");
        assertThat(scope(rest(other, "supervisor").get("/calls")), is("ALL"));
        hangsUp(0, number);
    }

    private static void unreachable(HttpResponse<String> answer) {
        JsonNode problem = ok(answer, 503);
        assertThat(problem.path("code").asText(), is("NODE_AWAY"));
        assertThat(problem.path("detail").asText(), containsString("Another OFBiz node serves this PBX and can't be reached"));
        assertThat(answer.headers().firstValue("Retry-After").isPresent(), is(true));
    }

    @Test
    @Order(8)
    void anActionThatAFrozenNodeGotIsNotDoneAfterwards(TestReporter report) throws Exception {
        try (WebUser first = TwoNodes.agent(demo.node(), "agent1001")) {
            String number = newCaller(0);
            String callId = TwoNodes.offer(first, number);
            Heard<String> stream = listens(other, "supervisor", "ALL");
            int redirects = cluster.redirected();
            demo.node().signal("STOP");
            long frozen = System.nanoTime();
            JsonNode problem = ok(rest(other, "agent1001").post("/calls/" + callId + "/claim", "{}"), 502);
            assertThat("" + problem, problem.path("detail").asText(), containsString("didn't answer. Check whether it was done"));
            assertThat(Duration.ofNanos(System.nanoTime() - frozen), lessThan(Duration.ofSeconds(10)));
            assertThat(scope(rest(other, "supervisor").get("/calls")), is("SOME"));
            unreachable(rest(other, "supervisor").get("/calls/" + callId));
            JsonNode taken = call(other, number, "WAITING");
            Cluster.tell(report, "REST after a node froze", "its calls are listed again after "
                    + Duration.ofNanos(System.nanoTime() - frozen).toMillis() + " ms");
            assertThat(taken.path("id").asText(), is(callId));
            List<String> told = List.of("event: reset", "call.started");
            assertThat("then the call is told of as if it began: " + stream.all(), stream.all().stream()
                    .filter(line -> line.equals(told.get(0)) || line.equals("event: " + told.get(1))).findFirst().orElse(""), is(told.get(0)));
            stream.await(line -> line.startsWith("data:") && line.contains('"' + callId + '"'));
            demo.node().signal("CONT");
            Await.untilTrue(() -> "ALL".equals(scope(rest(other, "supervisor").get("/calls"))), () -> "the nodes don't hear each other");
            TwoNodes.hearEachOther(List.of(demo.node(), other.node()));
            assertThat("the claim of before isn't done", cluster.redirected(), is(redirects));
            assertThat(call(other, number, "WAITING").path("id").asText(), is(callId));
            hangsUp(0, number);
        }
    }
}
