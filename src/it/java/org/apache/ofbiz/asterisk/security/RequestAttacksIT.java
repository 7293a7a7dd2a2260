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
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.fixture.Attacks;
import org.apache.ofbiz.asterisk.fixture.WebClient;
import org.apache.ofbiz.asterisk.web.ServiceRun;
import org.apache.ofbiz.service.GenericServiceException;
import org.apache.ofbiz.service.LocalDispatcher;
import org.apache.ofbiz.service.ServiceUtil;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every request of the web application against every role, method and spelling. Each test prints how many attacks it tried; all must hold. */
@Tag("security")
class RequestAttacksIT extends AttackTest {

    private static final List<String> ROLES = List.of("crmuser", "agent1001", "supervisor");
    private static final List<String> CONFIGURED = List.of("AsteriskServer", "AsteriskPeer", "CallCenterGroup", "CallCenterGroupEntry",
            "GroupMembership", "SystemProperty", "AsteriskOutboundRule", "AsteriskIgnoredNumber", "UserLogin", "UserLoginSecurityGroup");
    private static final Duration LONGEST = Duration.ofSeconds(3);

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void whoIsNotLoggedInGetsNothingWhateverTheMethod() {
        Attacks attacks = new Attacks("requests without log-in");
        for (Requests.Entry entry : Requests.all()) {
            for (String method : List.of("GET", "POST", "PUT", "DELETE", "HEAD", "PATCH")) {
                HttpResponse<String> answer = send(HttpRequest.newBuilder(target().base().resolve(entry.path()))
                        .method(method, HttpRequest.BodyPublishers.noBody()));
                boolean loginPage = answer.statusCode() == 200 && (answer.body().contains("USERNAME") || method.equals("HEAD"));
                boolean refused = answer.statusCode() >= 300 || loginPage || !entry.auth() && !answer.body().contains("agent1001");
                attacks.attack(method + " " + entry.uri() + " " + answer.statusCode(), refused);
            }
        }
        attacks.held();
    }

    @Test
    void changesWithoutATokenOrByGetAreRefused() {
        Attacks attacks = new Attacks("cross-site requests");
        List<WebClient> browsers = Stream.of("agent1001", "admin").map(role -> target().user(role).browser()).toList();
        Map<String, Object> before = configuration();
        for (WebClient browser : browsers) {
            for (Requests.Entry entry : Requests.all().stream().filter(Requests.Entry::changes).toList()) {
                int posted = browser.post(entry.path(), Map.of("serverId", "X", "number", "1002")).statusCode();
                attacks.attack("POST without token " + entry.uri() + " " + posted, posted == 403);
                int got = browser.get(entry.path() + "?serverId=X&number=1002").statusCode();
                attacks.attack("GET " + entry.uri() + " " + got, got == 405);
            }
        }
        attacks.attack("the configuration is as before", configuration().equals(before));
        attacks.held();
    }

    /** A page that got hold of a token, or an OFBiz that asks for none. */
    @Test
    void changesFromPagesOfOtherSitesAreRefusedWhateverTheToken() {
        Attacks attacks = new Attacks("requests of other sites");
        Intruder admin = target().user("admin");
        String own = target().base().toString();
        List<Map<String, String>> foreign = List.of(Map.of("Origin", "https://evil.example"), Map.of("Origin", "null"),
                Map.of("Origin", own + ".evil.example"), Map.of("Origin", own.replaceFirst(":\\d+$", "")),
                Map.of("Sec-Fetch-Site", "cross-site"), Map.of("Sec-Fetch-Site", "same-site", "Origin", "http://localhost"),
                Map.of("Sec-Fetch-Site", "same-site"), Map.of("Sec-Fetch-Site", ""));
        for (Requests.Entry entry : Requests.all().stream().filter(entry -> entry.changes() || entry.method().equals("all")).toList()) {
            for (Map<String, String> headers : foreign) {
                int status = admin.browser().postFromElsewhere(headers, entry.path(), Map.of("csrf", admin.token())).statusCode();
                attacks.attack(entry.uri() + " " + headers + " " + status, status == 403);
            }
        }
        for (Map<String, String> headers : List.of(Map.of("Origin", own), Map.of("Sec-Fetch-Site", "same-origin"),
                Map.of("Sec-Fetch-Site", "same-origin", "Origin", "https://proxy.example"))) {
            int status = admin.browser().postFromElsewhere(headers, "/asterisk/control/hangupCall", Map.of("csrf", admin.token(), "callId", "x"))
                    .statusCode();
            attacks.attack("the own page " + headers + " " + status, status != 403);
        }
        attacks.held();
    }

    @Test
    void nobodyButAnAdminChangesTheConfiguration() {
        Attacks attacks = new Attacks("changes by those who may not");
        List<Intruder> users = ROLES.stream().map(target()::user).toList();
        Map<String, Object> before = configuration();
        Map<String, String> form = new LinkedHashMap<>(Map.of("serverId", "DEMO_PBX", "peerId", "DEMO_1001", "callCenterGroupId", "SUPPORT",
                "partyId", "AST_AGENT2", "host", "evil.example", "userName", "x", "enabled", "N", "settingName", "callRecordingFilesLocation",
                "settingValue", "/etc"));
        form.putAll(Map.of("description", "owned", "groupName", "owned", "fromDate", "2020-01-01 00:00:00.0", "name",
                "callRecordingFilesLocation", "value", "/etc", "thruDate", "2020-01-02 00:00:00.0", "assign", "DEMO_1001"));
        for (Intruder user : users) {
            String role = ROLES.get(users.indexOf(user));
            for (Requests.Entry entry : Requests.all().stream().filter(Requests.Entry::changes).toList()) {
                if (entry.uri().endsWith("Call") || entry.uri().equals("callNumber")) {
                    continue; // users may call; what they may dial is tested elsewhere
                }
                int status = user.browser().postByScript(user.token(), entry.path(), form).statusCode();
                attacks.attack(role + " " + entry.uri() + " " + status, status < 500);
            }
            attacks.attack(role + " left the configuration as it was", configuration().equals(before));
        }
        attacks.held();
    }

    @Test
    void noFieldBreaksAnythingWhateverIsInIt() {
        Attacks attacks = new Attacks("hostile fields");
        List<String> payloads = List.of("1001\r\nAction: Command\r\nCommand: core stop now", "a\u0000b",
                "'; DROP TABLE PHONE_CALL; --", "\" OR 1=1 --",
                "${groovy:System.exit(1)}", "<script>alert(1)</script>", "../../../../etc/passwd", " ".repeat(7_999), "=cmd|' /C calc'!A0",
                "%n%s%x", "\ud800", "-1", "99999999999999999999", "{\"a\":[", "ａ＝１", "1".repeat(7_999));
        List<String> fields = List.copyOf(Requests.fields());
        for (String role : List.of("agent1001", "admin")) {
            Intruder user = target().user(role);
            for (Requests.Entry entry : Requests.all()) {
                for (String payload : payloads) {
                    // names are a great many, so each request gets those that its services could know, in portions
                    Map<String, String> form = fields.stream().collect(Collectors.toMap(name -> name, name -> payload.length() > 500
                            && !name.contains("umber") ? payload.substring(0, 100) : payload));
                    long began = System.nanoTime();
                    int status = entry.changes() ? user.browser().postByScript(user.token(), entry.path(), form).statusCode()
                            : user.browser().get(entry.path() + query(form)).statusCode();
                    Duration took = Duration.ofNanos(System.nanoTime() - began);
                    attacks.attack(role + " " + entry.uri() + " " + status + " " + took.toMillis() + " ms ["
                            + payload.substring(0, Math.min(20, payload.length())) + "]", status < 500 && took.compareTo(LONGEST) < 0);
                }
            }
        }
        attacks.attack("others can still log in", !target().user("agent1002").token().isEmpty());
        attacks.held();
    }

    @Test
    void whatIsTooLargeIsRefusedBeforeAnybodyReadsIt() {
        Attacks attacks = new Attacks("too large requests");
        Intruder agent = target().user("agent1001");
        for (Requests.Entry entry : Requests.all().stream().filter(Requests.Entry::changes).toList()) {
            int status = agent.browser().postByScript(agent.token(), entry.path(), Map.of("number", " ".repeat(40_000))).statusCode();
            attacks.attack(entry.uri() + " " + status, status == 413);
        }
        attacks.held();
    }

    /** OFBiz writes an upload to the disk before anybody looks at it. */
    @Test
    void uploadsWithoutEndAreNotRead() {
        Attacks attacks = new Attacks("uploads without end");
        List<String> cookies = List.of("", "\r\nCookie: JSESSIONID=" + target().user("agent1001").browser().sessionId("/asterisk"));
        for (Requests.Entry entry : Requests.all()) {
            for (String cookie : cookies) {
                int status = rawStatus((entry.changes() ? "POST " : "GET ") + entry.path() + " HTTP/1.1\r\nHost: localhost" + cookie
                        + "\r\nContent-Type: multipart/form-data; boundary=x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                        + "42\r\n--x\r\nContent-Disposition: form-data; name=\"number\"\r\n\r\n1234567890\r\n\r\n7\r\n--x--\r\n\r\n0\r\n\r\n");
                attacks.attack(entry.uri() + " " + status, status == 413);
            }
        }
        attacks.held();
    }

    @Test
    void uploadsOfNobodyEndAtTheLogInPage() {
        Attacks attacks = new Attacks("uploads of nobody");
        String part = "--x\r\nContent-Disposition: form-data; name=\"csvFile\"; filename=\"a.csv\"\r\n\r\n" + "1;2\r\n".repeat(50_000)
                + "\r\n--x--\r\n";
        for (Requests.Entry entry : Requests.all()) {
            HttpResponse<String> answer = send(HttpRequest.newBuilder(target().base().resolve(entry.path()))
                    .header("Content-Type", "multipart/form-data; boundary=x").POST(HttpRequest.BodyPublishers.ofString(part)));
            attacks.attack(entry.uri() + " " + answer.statusCode(), answer.statusCode() == 302
                    && answer.headers().firstValue("Location").orElse("").endsWith("/asterisk/control/main"));
        }
        attacks.held();
    }

    @Test
    void aForeignKeyDoesNotReplaceWhoIsLoggedIn() {
        Attacks attacks = new Attacks("foreign log-in keys");
        Intruder stranger = target().user("agent1002");
        String page = stranger.browser().get("/asterisk/control/console").body();
        Matcher key = Pattern.compile("external-login-key=\"(EL[0-9a-f\\-]{36})").matcher(page);
        assertThat("a page with a key", key.find(), is(true));
        WebClient victim = target().user("agent1001").browser();
        for (Requests.Entry entry : Requests.all().stream().filter(entry -> entry.method().equals("get")).toList()) {
            victim.get(entry.path() + "?externalLoginKey=" + key.group(1));
            String state = victim.get("/asterisk/control/islandState").body();
            attacks.attack(entry.uri() + " " + state, !state.contains("agent1002"));
        }
        for (String name : List.of("ext%65rnalLoginKey", "%65xternalLoginKey", "externalLoginKe%79", "%65%78ternal%4cogin%4bey",
                "x=1&ext%65rnalLoginKey")) {
            victim.get("/asterisk/control/main?" + name + "=" + key.group(1));
            String state = victim.get("/asterisk/control/islandState").body();
            attacks.attack(name + " " + state, state.contains("agent1001"));
        }
        attacks.held();
    }

    /** A link with a name and a password is one with a key; and where the browser keeps the session from other sites, nobody is logged in yet. */
    @Test
    void aLinkOfAnotherSiteLogsNobodyIn() {
        Attacks attacks = new Attacks("links that log in");
        String named = "USERNAME=agent1002&PASSWORD=ofbiz";
        WebClient victim = target().user("agent1001").browser();
        for (String link : List.of("login?" + named, "main?" + named, "login?USERN%41ME=agent1002&P%41SSWORD=ofbiz", "login;x=1?" + named)) {
            victim.get("/asterisk/control/" + link);
            String state = victim.get("/asterisk/control/islandState").body();
            attacks.attack(link + " " + state, state.contains("agent1001"));
        }
        Matcher key = Pattern.compile("external-login-key=\"(EL[0-9a-f\\-]{36})")
                .matcher(target().user("agent1002").browser().get("/asterisk/control/console").body());
        assertThat("a page with a key", key.find(), is(true));
        for (String link : List.of("login?" + named, "main?" + named, "console?" + named, "main?externalLoginKey=" + key.group(1),
                "console?ext%65rnalLoginKey=" + key.group(1))) {
            HttpResponse<String> answer = send(HttpRequest.newBuilder(target().base().resolve("/asterisk/control/" + link))
                    .header("Sec-Fetch-Site", "cross-site").GET());
            String cookie = answer.headers().allValues("Set-Cookie").stream().filter(each -> each.startsWith("JSESSIONID"))
                    .map(each -> each.split(";")[0]).reduce((first, last) -> last).orElse("JSESSIONID=none");
            String state = send(HttpRequest.newBuilder(target().base().resolve("/asterisk/control/islandState")).header("Cookie", cookie).GET())
                    .body();
            attacks.attack(link + " of another site " + state, !state.contains("agent1002"));
        }
        attacks.held();
    }

    /** As a database does, which tells whose number is taken already. */
    @Test
    void whatFailsInTheDatabaseIsToldToTheLogOnly() throws Exception {
        LocalDispatcher failing = mock(LocalDispatcher.class);
        when(failing.runSync(any(), any())).thenThrow(new GenericServiceException("Database: Key (peer_name)=(1002) exists"));
        Map<String, Object> answer = new ServiceRun(failing, null, Locale.ENGLISH).run("storeAsteriskAgentNumber", Map.of());
        assertThat(ServiceUtil.getErrorMessage(answer),
                is("Something went wrong on the server. Try again, and tell your administrator if it happens again."));
        assertThat(answer.get("refusalCode"), is("FAILED"));
    }

    @Test
    void anUnknownHostIsRefusedForPagesScriptsAndSocket() {
        Attacks attacks = new Attacks("host headers");
        target().database().create("SystemProperty", Map.of("systemResourceId", "security", "systemPropertyId", "host-headers-allowed",
                "systemPropertyValue", "localhost,127.0.0.1"));
        for (String path : List.of("/control/main", "/js/console/console.js", "/ws/callcenter", "/control/islandState", "/")) {
            int status = rawStatus("GET /asterisk" + path + " HTTP/1.1\r\nHost: evil.example\r\nOrigin: http://evil.example\r\n"
                    + "Connection: close\r\n\r\n");
            attacks.attack(path + " " + status, status == 400);
        }
        attacks.attack("our own name", rawStatus("GET /asterisk/control/main HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n") == 200);
        attacks.held();
    }

    @Test
    void everyPageSaysWhatItMayLoadAndNoSessionTravelsInAnAddress() {
        Attacks attacks = new Attacks("sessions and policies");
        for (String webapp : List.of("/asterisk", "/partymgr", "/telephone")) {
            HttpResponse<String> login = send(HttpRequest.newBuilder(target().base().resolve(webapp + "/control/main")).GET());
            attacks.attack(webapp + " policy", login.headers().firstValue("Content-Security-Policy").orElse("").contains("object-src 'none'"));
            attacks.attack(webapp + " no jsessionid", !login.body().toLowerCase(Locale.ROOT).contains("jsessionid"));
        }
        String cookie = send(HttpRequest.newBuilder(target().base().resolve("/asterisk/control/main")).GET()).headers().firstValue("Set-Cookie")
                .orElse("");
        attacks.attack("HttpOnly " + cookie, cookie.contains("HttpOnly"));
        Intruder agent = target().user("agent1001");
        String id = agent.browser().sessionId("/asterisk");
        HttpResponse<String> byAddress = send(HttpRequest.newBuilder(target().base().resolve("/asterisk/control/console;jsessionid=" + id)).GET());
        attacks.attack("a session in the address logs nobody in", !byAddress.body().contains("asterisk-console"));
        attacks.held();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static int rawStatus(String request) {
        URI base = target().base();
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.split(" ", 3)[1]);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String query(Map<String, String> form) {
        String query = form.entrySet().stream().limit(40)
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue().substring(0, Math.min(50, field.getValue().length())),
                        StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
        return "?" + query.substring(0, Math.min(7_000, query.length()));
    }

    /** All rows that an admin sets up, without what log-ins write. */
    private static Map<String, Object> configuration() {
        return CONFIGURED.stream().collect(Collectors.toMap(name -> name, name -> target().database().rows(name).stream().map(row -> {
            Map<String, Object> fields = new LinkedHashMap<>(row.getAllFields());
            fields.keySet().removeIf(field -> field.endsWith("Stamp") || field.startsWith("last") || field.equals("hasLoggedOut"));
            return fields.toString();
        }).sorted().toList()));
    }
}
