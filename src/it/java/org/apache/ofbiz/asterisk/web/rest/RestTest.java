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
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.fixture.RestClient;
import org.apache.ofbiz.embedded.pbx.SimulatedPbx;
import org.apache.ofbiz.service.ServiceUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A running component with a simulated PBX, whose REST API is asked and held against its description. */
abstract class RestTest {

    private static final AtomicInteger CUSTOMERS = new AtomicInteger();

    @TempDir
    private static Path folder;
    private static SimulatedPbx pbx;
    private static Host host;
    private static OpenApi description;

    @BeforeAll
    static void start() throws IOException {
        pbx = SimulatedPbx.start(0, folder.resolve("recordings"));
        host = Host.start(folder.resolve("data"), prepared -> {
            Host.pbx(prepared, pbx, folder.resolve("recordings"));
            prepared.setting("restRequestsPerSecond", "1000");
        });
        description = new OpenApi(RestClient.json(RestClient.nobody(host.base()).get("/openapi.json")));
        Map<String, Object> placed = Await.until(() -> Optional.of(host.run("originateCall", "agent1002", Map.of("number", "1003")))
                .filter(ServiceUtil::isSuccess), () -> "the PBX is not connected");
        Await.until(() -> Optional.of(host.run("hangupCall", "agent1002", Map.of("callId", placed.get("callId"))))
                .filter(ServiceUtil::isSuccess), () -> "the first call does not end");
    }

    @AfterAll
    static void stop() throws IOException {
        host.close();
        pbx.close();
    }

    static Host host() {
        return host;
    }

    static void claims(String agent, String id) {
        String path = "/calls/" + id + "/claim";
        Await.untilTrue(() -> user(agent).post(path, "{}").statusCode() == 200, () -> "the claim is refused");
    }

    /** Until the call is over, and the phone of the agent free for the next one. */
    static void hangsUp(String agent, String id) {
        Await.untilTrue(() -> ServiceUtil.isSuccess(host.run("hangupCall", agent, Map.of("callId", id))) || isOver(id), () -> id + " goes on");
        Await.untilTrue(() -> isOver(id), () -> id + " is not kept as over");
    }

    private static boolean isOver(String id) {
        return host.database().find("PhoneCall", "linkedId", id.substring(id.indexOf(':') + 1)).filter(row -> row.get("endDate") != null).isPresent();
    }

    static RestClient user(String login) {
        return RestClient.of(host.base(), login);
    }

    static JsonNode described(String operation, HttpResponse<String> answer, int status) {
        assertThat(operation + " " + answer.body(), answer.statusCode(), is(status));
        assertThat(description.problems(operation, answer), is(empty()));
        return answer.body().isEmpty() ? RestClient.json("{}") : RestClient.json(answer);
    }

    static Optional<JsonNode> find(JsonNode list, String field, String value) {
        return StreamSupport.stream(list.spliterator(), false).filter(one -> one.path(field).asText().equals(value)).findFirst();
    }

    static List<String> texts(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false).filter(one -> one.has(field)).map(one -> one.path(field).asText())
                .collect(Collectors.toList());
    }

    /** A customer who waits: the id of the call. */
    static String waits() {
        String number = "37255577" + (100 + CUSTOMERS.incrementAndGet());
        pbx.placeIncomingCall(number, "", "5000");
        String id = Await.until(() -> find(RestClient.json(user("supervisor").get("/calls")).path("calls"), "from", number)
                .filter(call -> call.path("state").asText().equals("WAITING")).map(call -> call.path("id").asText()), () -> "nobody waits");
        host.database().await(row -> row.get("callCenterGroupId") != null, "PhoneCall", "callerNumber", number);
        return id;
    }
}
