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
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;
import org.apache.ofbiz.asterisk.lab.AmiProbe;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.GuideExamples;
import org.apache.ofbiz.asterisk.fixture.Heard;
import org.apache.ofbiz.asterisk.fixture.RestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Another system that places, follows and directs calls and agents by the REST API, on a real Asterisk. */
abstract class QueueByRest extends QueueClaims {

    private final Heard<String> told = new Heard<>();
    private CompletableFuture<Integer> stream;

    @BeforeEach
    void aSupervisorListens() {
        stream = user("supervisor").listen("/events", told);
        told.await(line -> line.equals("status: 200"));
    }

    @AfterEach
    void theListenerGoes() {
        stream.cancel(true);
    }

    @Test
    void aCallThatIsPlacedByRestIsFollowedEndedAndInTheHistory() {
        lab.trunk().answers();
        String id = done(user("agent1001").post("/calls", "{\"number\":\"+372 555 0000\"}"), 201).path("id").asText();
        JsonNode talking = state(id, "TALKING");
        assertThat(talking.path("agent").asText(), is("agent1001"));
        assertThat(done(user("agent1002").get("/calls/" + id), 404).path("code").asText(), is("NOT_FOUND"));

        done(user("agent1001").post("/calls/" + id + "/hangup", "{}"), 200);
        List<JsonNode> events = untilItEnds(id);
        assertThat(names(events).get(0), is("call.started"));
        assertThat(names(events), hasItem("call.answered"));
        assertThat("each leg ends once", legs(events, "leg.ended"), is(legs(events, "leg.started")));
        JsonNode ended = events.get(events.size() - 1);
        assertThat(ended.path("event").asText() + " " + ended.path("outcome").asText(), is("call.ended ANSWERED"));
        isInTheHistory("agent1001", id);
    }

    @Test
    void aCallOfTheQueueIsClaimedByRest() throws IOException {
        lab.phone("1001").ringsForever();
        lab.phone("1002").answers();
        peeterIsThere();
        String id = waitsInLine("3725553001");

        done(user("agent1002").post("/calls/" + id + "/claim", "{}"), 200);
        assertThat(state(id, "TALKING").path("agent").asText(), is("agent1002"));
        assertThat(done(user("agent1001").post("/calls/" + id + "/claim", "{}"), 409).path("code").asText(), is("CALL_TAKEN"));
        nobodyWaits();
        done(user("agent1002").post("/calls/" + id + "/hangup", "{}"), 200);
        List<JsonNode> events = untilItEnds(id);
        assertThat(names(events), hasItems("call.started", "call.queued", "call.answered"));
        assertThat(named(events, "call.answered").stream().map(event -> event.path("agent").asText() + " " + event.path("queue").asText()).toList(),
                contains("agent1002 QUEUED"));
        isInTheHistory("agent1002", id);
    }

    @Test
    void aCallIsTakenOutOfTheQueueToADeviceThatIsNoMember() throws IOException {
        lab.phone("1001").ringsForever();
        lab.phone("1002").answers();
        lab.phone("1003").answers();
        peeterIsThere();
        host.database().create("GroupMembership", Map.of("callCenterGroupId", "QUEUED", "partyId", "AST_SUPER", "membershipRoleEnumId",
                "AST_SUPERVISOR", "fromDate", Timestamp.valueOf("2020-01-01 00:00:00")));
        String id = waitsInLine("3725553002");

        done(user("agent1001").post("/calls/" + id + "/redirect", "{\"to\":\"PJSIP/1003\"}"), 409);
        done(user("supervisor").post("/calls/" + id + "/redirect", "{\"to\":\"PJSIP/nobody\"}"), 422);
        assertThat("still in line", waiting(), contains("3725553002"));
        done(user("supervisor").post("/calls/" + id + "/redirect", "{\"to\":\"PJSIP/1003\"}"), 200);
        nobodyWaits();
        assertThat(state(id, "TALKING").path("agent").asText(), is("agent1003"));
        pbx.await(message -> message.isEvent("BridgeEnter") && message.get("Channel").startsWith("PJSIP/1003"));
        done(user("agent1003").post("/calls/" + id + "/hangup", "{}"), 200);
        untilItEnds(id);
        isInTheHistory("agent1003", id);
    }

    @Test
    void anAgentIsAddedPausedAndRemovedByRest() {
        lab.phone("1003").answers();
        RestClient admin = user("admin");
        done(user("agent1003").ask("PUT", "/agents/agent1003/state", "{\"state\":\"AVAILABLE\"}"), 204);
        done(admin.post("/queues/QUEUED/members", "{\"agent\":\"agent1003\",\"penalty\":4}"), 204);
        AmiProbe.Message added = inQueue("0");
        assertThat(added.get("Penalty") + " " + added.get("Name") + added.get("MemberName"), is("4 Kadri Lepp"));

        done(user("supervisor").ask("PUT", "/agents/agent1003/state", "{\"state\":\"PAUSED\",\"pauseReason\":\"AST_PAUSE_LUNCH\"}"), 204);
        assertThat(inQueue("1").get("PausedReason"), is("Lunch"));
        told.await(line -> line.startsWith("data:") && line.contains("\"agent1003\"") && line.contains("\"PAUSED\""));
        Await.untilTrue(() -> find(done(user("supervisor").get("/agents/agent1003"), 200).path("queues"), "queue", "QUEUED")
                .filter(queue -> "PAUSED".equals(queue.path("state").asText())).isPresent(), () ->
                        "the API says " + user("supervisor").get("/agents/agent1003").body());

        done(admin.send("DELETE", "/queues/QUEUED/members/agent1003", HttpRequest.BodyPublishers.noBody()), 204);
        Await.untilTrue(() -> kadri().isEmpty(), () -> "the queue says " + kadri());
        done(user("agent1003").ask("PUT", "/agents/agent1003/state", "{\"state\":\"SIGNED_OUT\"}"), 204);
    }

    @Test
    void theExamplesOfTheGuideWorkOnAsterisk() throws IOException {
        lab.phone("1002").answers();
        assertThat(GuideExamples.failed(host.base()), is(empty()));
        lab.endAllCalls();
    }

    private static RestClient user(String login) {
        return RestClient.of(host.base(), login);
    }

    private static JsonNode done(HttpResponse<String> answer, int status) {
        assertThat(answer.request().uri() + " " + answer.body(), answer.statusCode(), is(status));
        return answer.body().isEmpty() ? RestClient.json("{}") : RestClient.json(answer);
    }

    private static JsonNode state(String id, String wanted) {
        return Await.until(() -> Optional.of(RestClient.json(user("supervisor").get("/calls/" + id)))
                .filter(call -> wanted.equals(call.path("state").asText())), () -> user("supervisor").get("/calls/" + id).body());
    }

    /** A customer in the queue. @return id of the call */
    private String waitsInLine(String number) {
        lab.caller(number).dials(used.dialed());
        waits(number);
        peeter.sees("NC", offer -> number.equals(digits(offer)));
        return Await.until(() -> StreamSupport.stream(done(user("agent1002").get("/queues/QUEUED"), 200).path("calls").spliterator(), false)
                .filter(call -> call.path("from").asText().contains(number)).map(call -> call.path("id").asText()).findFirst(), () ->
                        "the API says " + user("agent1002").get("/queues/QUEUED").body());
    }

    private List<AmiProbe.Message> kadri() {
        return status("QueueMember").stream().filter(member -> "PJSIP/1003".equals(member.get("Location"))).toList();
    }

    private AmiProbe.Message inQueue(String paused) {
        return Await.until(() -> kadri().stream().filter(member -> paused.equals(member.get("Paused"))).findFirst(), () ->
                        "the queue says " + kadri());
    }

    private static void isInTheHistory(String login, String id) {
        Await.untilTrue(() -> find(done(user(login).get("/history?outcome=ANSWERED&size=20"), 200).path("calls"), "callId", id).isPresent(), () ->
                        user(login).get("/history?size=20").body());
    }

    private static Optional<JsonNode> find(JsonNode list, String field, String value) {
        return StreamSupport.stream(list.spliterator(), false).filter(one -> value.equals(one.path(field).asText())).findFirst();
    }

    /** Events of the call in their order, each with its name. */
    private List<JsonNode> untilItEnds(String id) {
        told.await(line -> line.startsWith("data:") && line.contains(id) && line.contains("\"outcome\""));
        List<JsonNode> events = new ArrayList<>();
        String name = "";
        for (String line : told.all()) {
            if (line.startsWith("event: ")) {
                name = line.substring("event: ".length());
            } else if (line.startsWith("data: ") && line.contains('"' + id + '"')) {
                events.add(((ObjectNode) RestClient.json(line.substring("data: ".length()))).put("event", name));
            }
        }
        return events;
    }

    private static List<String> names(List<JsonNode> events) {
        return events.stream().map(event -> event.path("event").asText()).toList();
    }

    private static List<JsonNode> named(List<JsonNode> events, String name) {
        return events.stream().filter(event -> name.equals(event.path("event").asText())).toList();
    }

    private static List<String> legs(List<JsonNode> events, String name) {
        return named(events, name).stream().map(event -> event.path("leg").asText()).sorted().toList();
    }
}
