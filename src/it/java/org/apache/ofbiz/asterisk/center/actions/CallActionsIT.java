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
package org.apache.ofbiz.asterisk.center.actions;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.acd.live.LiveEvent;
import org.apache.ofbiz.asterisk.acd.live.LiveEvents;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionRules;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Heard;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.fixture.RestClient;
import org.apache.ofbiz.asterisk.fixture.WebTarget;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Call actions against targets on loopback: what they are sent, what happens when they fail, and where nothing is ever sent. */
@Tag("embedded")
class CallActionsIT {

    private static final List<String> ALLOWED = List.of("actionHosts", "actionPorts", "actionServices");

    private static Host host;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        System.setProperty("asterisk.actionHosts", "127.0.0.1");
        System.setProperty("asterisk.actionPorts", "1-65535");
        System.setProperty("asterisk.actionServices", "createAsteriskIgnoredNumber");
        host = Host.start(folder.resolve("data"), Host::noPbx);
        host.database().setting("restRequestsPerSecond", "1000");
    }

    @AfterAll
    static void stop() {
        host.close();
        ALLOWED.forEach(name -> System.clearProperty("asterisk." + name));
    }

    @Test
    void aSignedWebhookArrivesWithTheValuesOfTheCall() throws Exception {
        try (WebTarget target = WebTarget.answering(204); CallActions actions = actions(List.of())) {
            String id = created("{\"event\":\"ANSWERED\",\"type\":\"WEBHOOK\",\"target\":\"" + target.url("/calls?n={CALLER_NUMBER}&a={AGENT_NAME}")
                    + "\",\"parameters\":\"number={CALLER_NUMBER}\\nwho={AGENT}\",\"secret\":\"a long secret\"}");
            actions.start();
            answered();

            WebTarget.Request request = target.heard().await(one -> true);

            assertThat(request.line(), is("POST /calls?n=%2B3725551234&a=Liis%20%26%20Co HTTP/1.1"));
            JsonNode body = RestClient.json(request.text());
            assertThat(body.path("event").asText() + " " + body.path("call").path("CALLER_NUMBER").asText() + " "
                    + body.path("parameters").path("who").asText(), is("ANSWERED +3725551234 agent1001"));
            assertThat(body.path("id").asText(), is(request.header("X-Asterisk-Delivery")));
            assertThat(request.header("X-Asterisk-Signature"), is("v1=" + ActionSender.signature("a long secret",
                    Long.parseLong(request.header("X-Asterisk-Timestamp")), request.body())));
            removed(id);
        }
    }

    @Test
    void aTargetThatFailsIsTriedAgainAndADeliveryThatIsGivenUpIsShownAndTriedByHand() throws Exception {
        try (WebTarget target = WebTarget.answering(500, 503, 200); WebTarget never = WebTarget.answering(500, 500, 500, 200);
                CallActions actions = actions(List.of(Duration.ofMillis(20), Duration.ofMillis(20)))) {
            String third = created("{\"event\":\"ANSWERED\",\"type\":\"WEBHOOK\",\"target\":\"" + target.url("/third") + "\"}");
            String last = created("{\"event\":\"ANSWERED\",\"type\":\"WEBHOOK\",\"target\":\"" + never.url("/never") + "\"}");
            actions.start();
            answered();

            target.heard().await(3, one -> true);
            List<String> ids = target.heard().all().stream().map(one -> one.header("X-Asterisk-Delivery")).distinct().toList();
            assertThat("each attempt has the same id", ids.size(), is(1));
            JsonNode failure = Await.until(() -> failure(last, "FAILED"), () -> "the delivery isn't given up");
            assertThat(failure.path("attempts").asInt(), is(3));
            assertThat(failure.path("problem").asText(), containsString("500"));
            Await.untilTrue(() -> failure(third, "RETRYING").isEmpty(), () -> "what arrived is still shown");
            assertThat(actions.figures().failed(), is(1L));
            JsonNode retried = RestClient.json(admin().post("/actions/failures/" + failure.path("id").asText() + "/retry", "{}"));
            assertThat(retried.path("sent").asBoolean(), is(true));
            assertThat(failure(last, "FAILED"), is(Optional.empty()));
            removed(third);
            removed(last);
        }
    }

    @Test
    void messagesHaveTheirEncoding() throws Exception {
        try (WebTarget tcp = WebTarget.answering();
                DatagramSocket udp = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            udp.setSoTimeout((int) Await.PATIENCE.toMillis());
            String byTcp = created("{\"event\":\"ANSWERED\",\"type\":\"TCP\",\"target\":\"127.0.0.1:" + tcp.port()
                    + "\",\"parameters\":\"\u00e4 {CALLER_NUMBER}\",\"encoding\":\"ISO-8859-1\"}");
            String byUdp = created("{\"event\":\"ANSWERED\",\"type\":\"UDP\",\"target\":\"127.0.0.1:" + udp.getLocalPort()
                    + "\",\"parameters\":\"\u00e4 {CALLER_NUMBER}\",\"encoding\":\"UTF-16BE\"}");
            assertThat(tried(byTcp), is(""));
            assertThat(new String(tcp.heard().await(one -> true).body(), StandardCharsets.ISO_8859_1), is("\u00e4 +15550100\n"));
            assertThat(tried(byUdp), is(""));
            DatagramPacket packet = new DatagramPacket(new byte[2_000], 2_000);
            udp.receive(packet);
            assertThat(new String(packet.getData(), 0, packet.getLength(), Charset.forName("UTF-16BE")), is("\u00e4 +15550100"));
            removed(byTcp);
            removed(byUdp);
        }
    }

    @Test
    void aServiceRunsIfAnAdminOfTheMachineAllowsIt() {
        String allowed = created("{\"event\":\"ENDED\",\"type\":\"SERVICE\",\"target\":\"createAsteriskIgnoredNumber\","
                + "\"parameters\":\"numberKey=+3725559876\\ndescription=by {QUEUE}\"}");
        assertThat(tried(allowed), is(""));
        assertThat(host.database().row("AsteriskIgnoredNumber", "numberKey", "+3725559876").getString("description"), is("by SUPPORT"));
        assertThat("what the service says", tried(allowed), containsString("already exists"));
        String other = created("{\"event\":\"ENDED\",\"type\":\"SERVICE\",\"target\":\"deleteAsteriskServer\",\"parameters\":\"serverId=DEMO_PBX\"}");
        assertThat(tried(other), containsString("actionServices"));
        removed(allowed);
        removed(other);
    }

    @Test
    void nothingIsSentToWhatIsNotAllowedOrBehindARedirect() throws Exception {
        try (WebTarget target = WebTarget.answering(302)) {
            String redirected = created("{\"event\":\"ENDED\",\"type\":\"WEBHOOK\",\"target\":\"" + target.url("/here") + "\"}");
            assertThat(tried(redirected), containsString("302"));
            assertThat(target.heard().all().stream().map(WebTarget.Request::line).toList(), is(List.of("POST /here HTTP/1.1")));
            removed(redirected);
        }
        for (String url : List.of("http://169.254.169.254/latest/meta-data", "http://10.0.0.1/", "http://localhost/", "http://[::1]/",
                "http://2130706433/", "http://0x7f000001/", "https://example.com/", "http://127.0.0.2/")) {
            String id = created("{\"event\":\"ENDED\",\"type\":\"WEBHOOK\",\"target\":\"" + url + "\"}");
            assertThat(url, tried(id), containsString("actionHosts"));
            removed(id);
        }
    }

    @Test
    void pagesOpenForTheAgentOfTheCallIfTheirOriginIsAllowed() {
        List<String> ids = List.of(
                created("{\"event\":\"ANSWERED\",\"type\":\"PAGE\",\"target\":\"https://crm.example.com/c?n={CALLER_NUMBER}&a={AGENT_NAME}\"}"),
                created("{\"event\":\"ANSWERED\",\"type\":\"PANEL\",\"target\":\"https://crm.example.com/p\"}"),
                created("{\"event\":\"ANSWERED\",\"type\":\"PANEL\",\"target\":\"http://127.0.0.1:8080/p\"}"),
                created("{\"event\":\"ANSWERED\",\"type\":\"PAGE\",\"target\":\"http://crm.example.com/\"}"),
                created("{\"event\":\"ANSWERED\",\"type\":\"PAGE\",\"target\":\"https://crm.example.com.evil.example/\"}"));
        try (CallActions actions = actions(List.of())) {
            actions.start();
            answered();
            ids.subList(2, 5).forEach(id -> Await.until(() -> failure(id, "FAILED"), () -> id + " isn't refused"));
            opened.await(2, page -> true);
            assertThat(opened.all().stream().sorted().toList(), is(List.of(
                    "agent1001 PBX:1 https://crm.example.com/c?n=%2B3725551234&a=Liis%20%26%20Co false",
                    "agent1001 PBX:1 https://crm.example.com/p true")));
        }
        assertThat("nothing is allowed here", tried(ids.get(0)), containsString("actionPages"));
        ids.forEach(CallActionsIT::removed);
    }

    @Test
    void wrongActionsAreRefusedAndSecretsNeverShown() {
        for (String wrong : List.of("{\"event\":\"NEVER\",\"type\":\"WEBHOOK\",\"target\":\"https://a.example\"}",
                "{\"event\":\"ENDED\",\"type\":\"WEBHOOK\",\"target\":\"ftp://a.example\"}",
                "{\"event\":\"ENDED\",\"type\":\"WEBHOOK\",\"target\":\"https://{AGENT}.example\"}",
                "{\"event\":\"ENDED\",\"type\":\"TCP\",\"target\":\"a:7000\"}",
                "{\"event\":\"ENDED\",\"type\":\"TCP\",\"target\":\"a:7000\",\"parameters\":\"x\",\"encoding\":\"none\"}",
                "{\"event\":\"OFFERED\",\"type\":\"PAGE\",\"target\":\"https://a.example\"}",
                "{\"event\":\"ENDED\",\"type\":\"PAGE\",\"target\":\"javascript:alert(1)\"}",
                "{\"event\":\"ENDED\",\"type\":\"PANEL\",\"target\":\"https://{AGENT}.example\"}",
                "{\"event\":\"ENDED\",\"type\":\"WEBHOOK\"}")) {
            assertThat(wrong, admin().post("/queues/SUPPORT/actions", wrong).statusCode(), is(422));
        }
        assertThat(admin().post("/queues/NONE/actions", "{\"event\":\"ENDED\",\"type\":\"WEBHOOK\",\"target\":\"https://a.example\"}").statusCode(),
                is(422));
        String id = created("{\"event\":\"ENDED\",\"type\":\"WEBHOOK\",\"target\":\"https://a.example\",\"secret\":\"hidden-text\"}");
        HttpResponse<String> shown = admin().get("/actions");
        assertThat(shown.body(), not(containsString("hidden-text")));
        assertThat(action(id).path("signed").asBoolean(), is(true));
        assertThat(admin().ask("PATCH", "/actions/" + id, "{\"enabled\":false}").statusCode(), is(204));
        assertThat(action(id).path("enabled").asBoolean(), is(false));
        assertThat(action(id).path("signed").asBoolean(), is(true));
        for (String role : List.of("crmuser", "agent1001", "supervisor")) {
            assertThat(role, RestClient.of(host.base(), role).get("/actions").statusCode(), is(403));
        }
        removed(id);
        assertThat(admin().post("/actions/" + id + "/test", "{}").statusCode(), is(404));
    }

    private final Heard<String> opened = new Heard<>();
    private final LiveEvents events = new LiveEvents(100, Clock.systemUTC());

    private CallActions actions(List<Duration> pauses) {
        ActionPages.Browser browser = (user, callId, url, panel) -> opened.add(user + ' ' + callId + ' ' + url + ' ' + panel);
        List<String> allowed = List.of("https://crm.example.com", "http://127.0.0.1:8080/");
        ActionPages pages = new ActionPages(() -> allowed, () -> List.of("https://CRM.example.com:443"), browser);
        ActionSender sender = new ActionSender(() -> ConnectionRules.of(List.of("127.0.0.1"), List.of("1-65535"), List.of(), Path.of("")).addresses(),
                Set::of, (name, parameters) -> { }, pages, Clock.systemUTC());
        return new CallActions(events, new ActionRows(host.delegator()), sender, (what, cause) -> {
            throw new AssertionError(what, cause);
        }, Clock.systemUTC(), pauses);
    }

    private void answered() {
        events.add(LiveEvent.Type.CALL_STARTED, Optional.of("PBX:1"), Optional.empty(), Set.of(), Map.of("from", "+3725551234"));
        events.add(LiveEvent.Type.CALL_ANSWERED, Optional.of("PBX:1"), Optional.of("SUPPORT"), Set.of(),
                Map.of("agent", "agent1001", "agentName", "Liis & Co", "wait", 3L));
    }

    private static RestClient admin() {
        return RestClient.of(host.base(), "admin");
    }

    private static String created(String json) {
        HttpResponse<String> answer = admin().post("/queues/SUPPORT/actions", json);
        assertThat(answer.body(), answer.statusCode(), is(201));
        return RestClient.json(answer).path("id").asText();
    }

    private static void removed(String id) {
        assertThat(admin().send("DELETE", "/actions/" + id, HttpRequest.BodyPublishers.noBody()).statusCode(), is(204));
    }

    /** Why the test failed; empty when it was sent. */
    private static String tried(String id) {
        HttpResponse<String> answer = admin().post("/actions/" + id + "/test", "{}");
        assertThat(answer.body(), answer.statusCode(), is(200));
        JsonNode result = RestClient.json(answer);
        return result.path("sent").asBoolean() ? "" : result.path("problem").asText();
    }

    private static JsonNode action(String id) {
        JsonNode all = RestClient.json(admin().get("/actions")).path("actions");
        for (JsonNode one : all) {
            if (one.path("id").asText().equals(id)) {
                return one;
            }
        }
        throw new AssertionError(id);
    }

    private static Optional<JsonNode> failure(String action, String state) {
        for (JsonNode one : RestClient.json(admin().get("/actions/failures")).path("failures")) {
            if (one.path("action").asText().equals(action) && one.path("state").asText().equals(state)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }
}
