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
package org.apache.ofbiz.asterisk.security;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.ofbiz.asterisk.fixture.Attacks;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.RestClient;
import org.apache.ofbiz.asterisk.fixture.WebClient;
import org.apache.ofbiz.webapp.control.JWTManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Attacks on the REST API: who is let in, what is sent, and who may do what. */
@Tag("security")
class RestAttacksIT extends AttackTest {

    private static final String API = "/asterisk/api/v1";
    private static final int TOO_MANY = 429;
    /** Answered by status code to who may not, or cannot, before anything happens. */
    private static final Set<Integer> REFUSED = Set.of(400, 401, 403, 404, 405, 413, 415, 422, TOO_MANY);

    /** What can be asked; {@code roles} may. */
    private record Operation(String method, String path, String body, Set<String> roles) {
    }

    private static final List<Operation> OPERATIONS = List.of(
            new Operation("GET", "/queues", "", Set.of("crmuser", "agent1001", "supervisor", "admin")),
            new Operation("GET", "/agents", "", Set.of("crmuser", "agent1001", "supervisor", "admin")),
            new Operation("GET", "/calls", "", Set.of("crmuser", "agent1001", "supervisor", "admin")),
            new Operation("GET", "/history", "", Set.of("crmuser", "agent1001", "supervisor", "admin")),
            new Operation("POST", "/queues", "{\"name\":\"\",\"server\":\"NONE\"}", Set.of("admin")),
            new Operation("PATCH", "/queues/NONE", "{\"name\":\"\"}", Set.of("admin")),
            new Operation("POST", "/queues/SUPPORT/members", "{\"agent\":\"nobody\"}", Set.of("admin")),
            new Operation("DELETE", "/queues/SUPPORT/members/nobody", "", Set.of("admin")),
            new Operation("PUT", "/agents/nobody/state", "{\"state\":\"AVAILABLE\"}", Set.of("supervisor", "admin")),
            new Operation("GET", "/actions", "", Set.of("admin")), new Operation("GET", "/actions/failures", "", Set.of("admin")),
            new Operation("POST", "/queues/SUPPORT/actions", "{\"event\":\"X\",\"type\":\"X\",\"target\":\"x\"}", Set.of("admin")),
            new Operation("PATCH", "/actions/x", "{\"enabled\":true}", Set.of("admin")), new Operation("DELETE", "/actions/x", "", Set.of("admin")),
            new Operation("POST", "/actions/x/test", "{}", Set.of("admin")),
            new Operation("POST", "/actions/failures/x/retry", "{}", Set.of("admin")),
            new Operation("DELETE", "/actions/failures/x", "", Set.of("admin")),
            new Operation("POST", "/calls", "{\"number\":\"abc\"}", Set.of("crmuser", "agent1001", "supervisor", "admin")),
            new Operation("POST", "/calls/x/claim", "{}", Set.of("agent1001", "supervisor", "admin")),
            new Operation("POST", "/calls/x/redirect", "{\"to\":\"1001\"}", Set.of("agent1001", "supervisor", "admin")),
            new Operation("POST", "/calls/x/hangup", "{}", Set.of("crmuser", "agent1001", "supervisor", "admin")),
            new Operation("POST", "/calls/x/actions", "{\"action\":\"HOLD\"}", Set.of("crmuser", "agent1001", "supervisor", "admin")));

    @BeforeAll
    static void manyRequests() {
        target().database().setting("restRequestsPerSecond", "1000");
    }

    @Test
    void nobodyIsLetInWithoutCredentialsOrWithThoseOfABrowser() {
        Attacks attacks = new Attacks("REST without credentials");
        WebClient browser = target().user("admin").browser();
        for (Operation operation : OPERATIONS) {
            attacks.attack("nobody " + operation, ask(RestClient.nobody(target().base()), operation).statusCode() == 401);
            HttpResponse<String> bySession = browser.ask(operation.method(), API + operation.path(), Map.of("Content-Type", "application/json"),
                    HttpResponse.BodyHandlers.ofString());
            attacks.attack("session " + operation, bySession.statusCode() == 401);
            attacks.attack("cookie " + operation, bySession.headers().firstValue("Set-Cookie").isEmpty());
        }
        for (String header : List.of("Basic", "Basic ", "Basic !!!", "Basic " + base64("admin"), "Basic " + base64(":ofbiz"),
                "Basic " + base64("admin:ofbiz\r\nX: y"), "Digest username=admin", "Negotiate abc", "Bearer", "Bearer a.b", "Bearer ..",
                "Basic " + base64("system:"), "Basic " + base64("x".repeat(5_000) + ":y"), "basic" + base64("admin:ofbiz"))) {
            attacks.attack("header " + header, RestClient.nobody(target().base()).with("Authorization", header.strip()).get("/queues")
                    .statusCode() == 401);
        }
        attacks.held();
    }

    @Test
    void noTokenIsTakenThatOfbizDidNotSignForThisUser() throws GeneralSecurityException {
        Attacks attacks = new Attacks("REST tokens");
        long later = Instant.now().getEpochSecond() + 1_000;
        String key = JWTManager.getJWTKey(target().host().delegator());
        String claims = "{\"iss\":\"ApacheOFBiz\",\"userLoginId\":\"admin\",\"exp\":" + later + "}";
        String good = RestClient.json(RestClient.of(target().base(), "agent1001").post("/token", "{}")).path("token").asText();
        assertThat("a good one", bearer(good), is(200));
        String[] parts = good.split("\\.");

        attacks.attack("alg none", bearer(base64Url("{\"alg\":\"none\"}") + "." + base64Url(claims) + ".") == 401);
        attacks.attack("alg none, signed", bearer(signed("{\"alg\":\"none\"}", claims, key)) == 401);
        attacks.attack("alg HS256", bearer(signed("{\"alg\":\"HS256\"}", claims, key)) == 401);
        attacks.attack("key of all, as loadJWT signs", bearer(signed("{\"alg\":\"HS512\"}", claims, key)) == 401);
        attacks.attack("another key", bearer(signed("{\"alg\":\"HS512\"}", claims, "x".repeat(64))) == 401);
        attacks.attack("no signature", bearer(parts[0] + "." + parts[1] + ".") == 401);
        attacks.attack("other claims", bearer(parts[0] + "." + base64Url(claims) + "." + parts[2]) == 401);
        String salt = JWTManager.getJWTKey(target().host().delegator(), "agent1001"
                + target().database().row("UserLogin", "userLoginId", "agent1001").getString("currentPassword"));
        String own = "{\"iss\":\"ApacheOFBiz\",\"userLoginId\":\"agent1001\"";
        attacks.attack("the same made by hand is good", bearer(signed("{\"alg\":\"HS512\"}", own + ",\"exp\":" + later + "}", salt)) == 200);
        attacks.attack("over", bearer(signed("{\"alg\":\"HS512\"}", own + ",\"exp\":1000}", salt)) == 401);
        attacks.attack("without end", bearer(signed("{\"alg\":\"HS512\"}", own + "}", salt)) == 401);
        attacks.attack("an end that is no number", bearer(signed("{\"alg\":\"HS512\"}", own + ",\"exp\":\"" + later + "\"}", salt)) == 401);
        attacks.attack("another issuer", bearer(signed("{\"alg\":\"HS512\"}", own.replace("ApacheOFBiz", "Other") + ",\"exp\":" + later + "}", salt))
                == 401);
        attacks.attack("a login that is a list", bearer(signed("{\"alg\":\"HS512\"}", claims.replace("\"admin\"", "[\"admin\"]"), key)) == 401);
        attacks.attack("the system", bearer(signed("{\"alg\":\"HS512\"}", claims.replace("admin", "system"), key)) == 401);
        attacks.attack("very long", bearer("a".repeat(3_000) + ".b.c") == 401);
        target().database().setting("restSharedTokens", "true");
        try {
            attacks.attack("where an admin lets it in", bearer(signed("{\"alg\":\"HS512\"}", claims, key)) == 200);
            attacks.attack("another key then", bearer(signed("{\"alg\":\"HS512\"}", claims, "x".repeat(64))) == 401);
        } finally {
            target().database().setting("restSharedTokens", "false");
        }
        int status = 0;
        for (int i = 0; i < 60 && status != TOO_MANY; i++) {
            status = bearer(parts[0] + "." + parts[1] + "." + base64Url("guess" + i));
        }
        attacks.attack("guesses end: " + status, status == TOO_MANY);
        attacks.attack("whose token it is goes on, at the same address", bearer(good) == 200);
        attacks.held();
    }

    @Test
    void passwordsAreRefusedOverAWayThatOthersCanRead() {
        Attacks attacks = new Attacks("REST without TLS");
        for (String header : List.of("X-Forwarded-For", "Forwarded", "Via")) {
            HttpResponse<String> answer = RestClient.of(target().base(), "agent1001").with(header, "for=10.1.2.3").get("/queues");
            attacks.attack(header, answer.statusCode() == 403 && RestClient.json(answer).path("code").asText().equals("TLS_REQUIRED"));
        }
        attacks.attack("http", RestClient.of(target().base(), "agent1001").with("X-Forwarded-Proto", "http").get("/queues").statusCode() == 403);
        attacks.attack("https is good", RestClient.of(target().base(), "agent1001").with("X-Forwarded-For", "10.1.2.3")
                .with("X-Forwarded-Proto", "https").get("/queues").statusCode() == 200);
        attacks.held();
    }

    @Test
    void eachOperationIsForThoseWhoMay() {
        Attacks attacks = new Attacks("REST by those who may not");
        for (String role : List.of("crmuser", "agent1001", "supervisor", "admin")) {
            for (Operation operation : OPERATIONS) {
                HttpResponse<String> answer = ask(RestClient.of(target().base(), role), operation);
                boolean forbidden = answer.statusCode() == 403;
                attacks.attack(role + " " + operation + " " + answer.statusCode() + answer.body(), forbidden != operation.roles().contains(role));
            }
        }
        JsonNode agents = RestClient.json(RestClient.of(target().base(), "crmuser").get("/agents")).path("agents");
        attacks.attack("a user of no group learns of no agent: " + agents, agents.isEmpty());
        attacks.attack("nor of one by name", RestClient.of(target().base(), "crmuser").get("/agents/agent1001").statusCode() == 404);
        attacks.attack("nor of one that is none", RestClient.of(target().base(), "crmuser").get("/agents/agent9999").statusCode() == 404);
        attacks.attack("nor of queues", RestClient.json(RestClient.of(target().base(), "crmuser").get("/queues")).path("queues").isEmpty());
        target().pbx().placeIncomingCall("3725550999", "", "5000");
        RestClient agent = RestClient.of(target().base(), "agent1001");
        String shown = Await.until(() -> Optional.of(agent.get("/calls").body()).filter(body -> body.contains("3725550999")), () -> "no call");
        String id = RestClient.json(shown).path("calls").get(0).path("id").asText();
        for (String path : List.of("/calls", "/queues", "/agents", "/history", "/calls/" + id)) {
            attacks.attack("a number of a queue of others at " + path,
                    !RestClient.of(target().base(), "crmuser").get(path).body().contains("3725550999"));
        }
        attacks.held();
    }

    @Test
    void whatIsSentIsBoundedAndNothingButWhatItIs() {
        Attacks attacks = new Attacks("REST bodies and paths");
        RestClient agent = RestClient.of(target().base(), "agent1001");
        for (String body : List.of("", "[]", "null", "1", "{", "{}{}", "{\"number\":\"1\",\"number\":\"2\"}", "{\"number\":{\"a\":1}}",
                "{\"number\":[\"1\"]}", "{\"userLogin\":\"admin\"}", "{\"number\":1.5}", "{\"number\":\"" + "1".repeat(70_000) + "\"}",
                "[".repeat(20_000), "{\"number\":\"1\\r\\nAction: Logoff\"}", "{\"number\":\"1\\u0000\"}", "\u0000", "{\"locale\":\"x\"}")) {
            attacks.attack("body " + shown(body), REFUSED.contains(agent.post("/calls", body).statusCode()));
        }
        for (String type : List.of("application/x-www-form-urlencoded", "text/plain", "multipart/form-data", "application/xml")) {
            attacks.attack("type " + type, agent.with("Content-Type", type).post("/calls", "{\"number\":\"1002\"}").statusCode() == 415);
        }
        for (String path : List.of("/", "/queues/", "/queues/%2F", "/queues;a=b/x", "/%00",
                "/queues/%0d%0aX-Y:1", "/calls/" + "a".repeat(300), "/openapi.json/..%5c", "/events/x",
                "/WEB-INF/web.xml", "/../../WEB-INF/web.xml", "/queues?size=1%0d%0aX-Y:1", "/agents?after=%00")) {
            HttpResponse<String> answer = agent.get(path);
            attacks.attack("path " + path + " " + answer.statusCode(), REFUSED.contains(answer.statusCode())
                    && answer.headers().firstValue("X-Y").isEmpty());
        }
        for (String method : List.of("PUT", "DELETE", "PATCH", "TRACE", "FOO")) {
            HttpResponse<String> answer = agent.send(method, "/history", HttpRequest.BodyPublishers.noBody());
            attacks.attack("method " + method + " " + answer.statusCode(), Set.of(405, 501).contains(answer.statusCode()));
        }
        attacks.held();
    }

    @Test
    void noPageOfAnotherSiteUsesAPasswordThatABrowserRemembers() {
        Attacks attacks = new Attacks("REST from other sites");
        RestClient agent = RestClient.of(target().base(), "agent1001");
        for (String origin : List.of("https://evil.example", "null", "http://127.0.0.1.evil.example", target().base() + ".evil.example")) {
            attacks.attack("origin " + origin, agent.with("Origin", origin).post("/calls", "{\"number\":\"1002\"}").statusCode() == 403);
            HttpResponse<String> preflight = agent.with("Authorization", "").with("Origin", origin)
                    .send("OPTIONS", "/calls", HttpRequest.BodyPublishers.noBody());
            attacks.attack("preflight " + origin, preflight.headers().firstValue("Access-Control-Allow-Origin").isEmpty());
        }
        attacks.attack("cross-site", agent.with("Sec-Fetch-Site", "cross-site").get("/queues").statusCode() == 403);
        attacks.attack("the own origin is good", agent.with("Origin", target().base().toString()).get("/queues").statusCode() == 200);
        target().database().setting("restAllowedOrigins", "https://crm.example.com");
        try {
            HttpResponse<String> allowed = agent.with("Origin", "https://crm.example.com").with("Sec-Fetch-Site", "cross-site").get("/queues");
            attacks.attack("one that an admin lists is good", allowed.statusCode() == 200
                    && allowed.headers().firstValue("Access-Control-Allow-Origin").orElse("").equals("https://crm.example.com"));
            attacks.attack("with no cookies", allowed.headers().firstValue("Access-Control-Allow-Credentials").isEmpty());
        } finally {
            target().database().setting("restAllowedOrigins", "");
        }
        attacks.held();
    }

    @Test
    void whoAsksTooMuchOrGuessesHasToWait() {
        Attacks attacks = new Attacks("REST floods");
        RestClient guesser = RestClient.nobody(target().base()).with("Authorization", RestClient.basic("nobody-at-all", "guess"));
        HttpResponse<String> last = guesser.get("/queues");
        for (int i = 0; i < 60 && last.statusCode() == 401; i++) {
            last = guesser.get("/queues");
        }
        attacks.attack("guesses end: " + last.statusCode(), last.statusCode() == TOO_MANY && last.headers().firstValue("Retry-After").isPresent());
        attacks.attack("others are let in", RestClient.of(target().base(), "agent1002").get("/queues").statusCode() == 200);
        target().database().setting("restRequestsPerSecond", "1");
        try {
            RestClient eager = RestClient.of(target().base(), "agent1003");
            HttpResponse<String> answer = eager.get("/queues");
            for (int i = 0; i < 300 && answer.statusCode() == 200; i++) {
                answer = eager.get("/queues");
            }
            attacks.attack("requests end: " + answer.statusCode(), answer.statusCode() == TOO_MANY
                    && answer.headers().firstValue("Retry-After").isPresent());
        } finally {
            target().database().setting("restRequestsPerSecond", "1000");
        }
        attacks.held();
    }

    /** Nobody's line break gets in by a request that no client library would send. */
    @Test
    void rawRequestsAreRefused() throws IOException {
        Attacks attacks = new Attacks("REST raw requests");
        String login = "Authorization: " + RestClient.basic("agent1001", "ofbiz") + "\r\n";
        String host = "Host: 127.0.0.1:" + target().base().getPort() + "\r\n";
        for (String request : List.of("GET " + API + "/queues HTTP/1.1\r\n" + host + "Content-Length: 5\r\nContent-Length: 6\r\n" + login,
                "POST " + API + "/calls HTTP/1.1\r\n" + host + "Transfer-Encoding: xchunked\r\nContent-Type: application/json\r\n" + login,
                "GET " + API + "/queues\rX HTTP/1.1\r\n" + host + login, "GET " + API + "\\queues HTTP/1.1\r\n" + host + login,
                "GET " + API + "/queues/../agents/%c0%ae HTTP/1.1\r\n" + host + login)) {
            try (Socket socket = new Socket("127.0.0.1", target().base().getPort())) {
                socket.setSoTimeout((int) Await.PATIENCE.toMillis());
                socket.getOutputStream().write((request + "Connection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
                attacks.attack(shown(request) + " -> " + shown(answer), answer.matches("(?s)HTTP/1.1 (4|5)\\d\\d.*"));
            }
        }
        attacks.held();
    }

    private static HttpResponse<String> ask(RestClient client, Operation operation) {
        return operation.body().isEmpty() ? client.send(operation.method(), operation.path(), HttpRequest.BodyPublishers.noBody())
                : client.ask(operation.method(), operation.path(), operation.body());
    }

    private static int bearer(String token) {
        return RestClient.nobody(target().base()).with("Authorization", "Bearer " + token).get("/calls").statusCode();
    }

    private static String signed(String header, String claims, String key) throws GeneralSecurityException {
        String text = base64Url(header) + "." + base64Url(claims);
        Mac mac = Mac.getInstance("HmacSHA512");
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA512"));
        return text + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64Url(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String shown(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "..." : text;
    }
}
