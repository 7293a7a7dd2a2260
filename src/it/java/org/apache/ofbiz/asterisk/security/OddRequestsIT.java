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

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.fixture.Attacks;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Requests that no browser sends: of other types and methods, along odd paths, with headers without end and cookies of others. */
@Tag("security")
class OddRequestsIT extends AttackTest {

    private static final Duration LONGEST = Duration.ofSeconds(3);
    private static final List<String> FILES = List.of("<web-app", "<site-conf", "root:x:", "request-map", "Manifest-Version");

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void bodiesThatNoPageSendsAreRefused() {
        Attacks attacks = new Attacks("bodies of other types");
        Intruder agent = target().user("agent1001");
        Map<String, String> bodies = Map.of("application/json",
                "{\"number\":\"1002\",\"userLogin\":\"admin\",\"dispatcher\":\"x\",\"serverId\":\"X\"}",
                "application/json; charset=UTF-8", "[".repeat(10_000) + "]".repeat(10_000),
                "Application/JSON", "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000), "text/plain", "number=1002&serverId=X",
                "text/xml", "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>",
                "application/x-java-serialized-object", "\u00ac\u00ed",
                "application/x-www-form-urlencoded-not", "number=1002", "*/*", "number=1002", "", "number=1002", "application/csp-report", "{}");
        for (Requests.Entry entry : Requests.all()) {
            bodies.forEach((type, body) -> {
                long began = System.nanoTime();
                HttpResponse<String> answer = send(request(entry.path(), agent).header("Content-Type", type)
                        .method(entry.changes() ? "POST" : "GET", HttpRequest.BodyPublishers.ofString(body)));
                boolean quick = System.nanoTime() - began < LONGEST.toNanos();
                attacks.attack(entry.uri() + " " + type + " " + answer.statusCode(), answer.statusCode() == 415 && quick);
            });
        }
        attacks.held();
    }

    @Test
    void noHeaderOrFieldMakesAnotherMethodOfARequest() {
        Attacks attacks = new Attacks("other methods by header or field");
        Intruder agent = target().user("agent1001");
        for (Requests.Entry entry : Requests.all().stream().filter(Requests.Entry::changes).toList()) {
            for (String header : List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")) {
                int status = send(request(entry.path() + "?_method=POST&method=POST", agent).header(header, "POST").GET()).statusCode();
                attacks.attack(header + " " + entry.uri() + " " + status, status == 405);
            }
        }
        attacks.held();
    }

    @Test
    void noPathLeadsOutOfWhatIsServed() {
        Attacks attacks = new Attacks("paths");
        String cookie = cookie(target().user("agent1001"));
        List<String> ups = List.of("..", "%2e%2e", "%252e%252e", "..;", ".%2e", "..%2f", "..%252f", "..\\", "..%5c", "%c0%ae%c0%ae", "..%00",
                "\u2025");
        for (String from : List.of("/asterisk/js/", "/asterisk/images/", "/asterisk/control/", "/asterisk/ws/", "/asterisk/")) {
            for (String up : ups) {
                for (String to : List.of("WEB-INF/web.xml", "WEB-INF/controller.xml", up + "/" + up + "/" + up + "/" + up + "/etc/passwd")) {
                    Raw answer = raw("GET " + from + up + "/" + to + " HTTP/1.1\r\nHost: localhost\r\nCookie: " + cookie
                            + "\r\nConnection: close\r\n\r\n");
                    attacks.attack(from + up + "/" + to + " " + answer.status(), answer.status() < 500 && isNoFile(answer));
                }
            }
        }
        for (String path : List.of("/asterisk/WEB-INF/web.xml", "/asterisk/web-inf/web.xml", "/asterisk//WEB-INF/web.xml",
                "/asterisk/WEB-INF;x/web.xml",
                "/asterisk/META-INF/MANIFEST.MF", "/asterisk/js;/../WEB-INF/web.xml", "//asterisk/WEB-INF/web.xml", "/asterisk/%57EB-INF/web.xml",
                "/asterisk/control/EditServer/..;/../WEB-INF/web.xml", "/asterisk/js/console.js/%2e%2e/../WEB-INF/web.xml",
                "/asterisk/groovyScripts/",
                "/asterisk/js/", "/asterisk/images/", "/asterisk/css/", "http://localhost/asterisk/WEB-INF/web.xml",
                "/asterisk/js/console.js%00.xml")) {
            Raw answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nCookie: " + cookie + "\r\nConnection: close\r\n\r\n");
            attacks.attack(path + " " + answer.status(), answer.status() < 500 && isNoFile(answer) && !answer.text().contains("Directory Listing"));
        }
        attacks.held();
    }

    private static boolean isNoFile(Raw answer) {
        return FILES.stream().noneMatch(answer.text()::contains);
    }

    @Test
    void headersWithoutEndHarmNobody() {
        Attacks attacks = new Attacks("headers without end");
        String cookie = cookie(target().user("agent1001"));
        for (String name : List.of("Accept-Language", "User-Agent", "Referer", "X-Forwarded-For", "X-CSRF-Token", "Origin", "Range", "If-Range",
                "Cookie", "Host", "Content-Type", "Authorization", "X-Requested-With", "Accept", "Content-Length")) {
            for (String value : List.of("en,".repeat(2_300), "a".repeat(100_000), "0-1,".repeat(1_700), "\u0001\u0002", "%0d%0aSet-Cookie: a=b",
                    "-1")) {
                long began = System.nanoTime();
                Raw answer = raw("GET /asterisk/control/islandState HTTP/1.1\r\n" + (name.equals("Host") ? "" : "Host: localhost\r\n")
                        + (name.equals("Cookie") ? "" : "Cookie: " + cookie + "\r\n") + name + ": " + value + "\r\nConnection: close\r\n\r\n");
                boolean quick = System.nanoTime() - began < LONGEST.toNanos();
                attacks.attack(name + " " + value.length() + " " + answer.status(), answer.status() < 500 && quick
                        && !answer.text().contains("\nSet-Cookie: a=b"));
            }
        }
        attacks.attack("others are served", target().user("agent1002").token().length() > 0);
        attacks.held();
    }

    @Test
    void cookiesAndTokensOfOthersAreOfNoUse() {
        Attacks attacks = new Attacks("cookies and tokens of others");
        Intruder victim = target().user("agent1001");
        Intruder thief = target().user("agent1002");
        for (Requests.Entry entry : Requests.all().stream().filter(Requests.Entry::changes).toList()) {
            int status = thief.browser().postByScript(victim.token(), entry.path(), Map.of("number", "1003", "callId", "x")).statusCode();
            attacks.attack("another's token " + entry.uri() + " " + status, status == 403);
        }
        for (String cookie : List.of("JSESSIONID=0123456789ABCDEF0123456789ABCDEF", "JSESSIONID=", "JSESSIONID=../../x", "autoUserLoginId=admin",
                "asterisk.autoUserLoginId=admin", "OFBiz.Visitor=10000", "userLogin=admin", "securedLoginId=admin; asterisk.securedLoginId=admin")) {
            String page = raw("GET /asterisk/control/islandState HTTP/1.1\r\nHost: localhost\r\nCookie: " + cookie
                    + "\r\nConnection: close\r\n\r\n").text();
            attacks.attack(cookie, !page.contains("agent1001") && !page.contains("\"admin\"") && !page.contains("\"ok\":true"));
        }
        String fixed = "0123456789ABCDEF0123456789ABCDEF";
        Raw answer = raw("GET /asterisk/control/main HTTP/1.1\r\nHost: localhost\r\nCookie: JSESSIONID=" + fixed + "\r\nConnection: close\r\n\r\n");
        attacks.attack("a session that was chosen beforehand", !answer.text().contains("JSESSIONID=" + fixed));
        String before = cookie(thief);
        thief.browser().postByScript(thief.token(), "/asterisk/control/logout", Map.of());
        Raw after = raw("GET /asterisk/control/FindServer HTTP/1.1\r\nHost: localhost\r\nCookie: " + before + "\r\nConnection: close\r\n\r\n");
        attacks.attack("a session after log-out", after.text().contains("USERNAME") || after.status() >= 300);
        attacks.held();
    }

    @Test
    void onlyOwnPagesOpenASocket() {
        Attacks attacks = new Attacks("handshakes of sockets");
        String cookie = cookie(target().user("agent1001"));
        String own = "http://localhost:" + target().base().getPort();
        attacks.attack("own page", handshake("/asterisk/ws/callcenter", cookie, "Origin: " + own) == 101);
        for (String origin : List.of("", "Origin: null", "Origin: ", "Origin: http://evil.example",
                "Origin: https://localhost:" + target().base().getPort(),
                "Origin: " + own + ".evil.example", "Origin: " + own + "/..", "Origin: " + own + "@evil.example",
                "Origin: " + own.replace("localhost", "l\u043ecalhost"),
                "Origin: file://", "Origin: http://evil.example\r\nOrigin: " + own, "origin: HTTP://EVIL.EXAMPLE",
                "Origin: " + own + ", http://evil.example")) {
            int status = handshake("/asterisk/ws/callcenter", cookie, origin);
            attacks.attack(origin + " " + status, status >= 400 && status < 500);
        }
        for (String path : List.of("/asterisk/ws/../ws/callcenter/../../control/console",
                "/asterisk/ws/callcenter/../x", "/asterisk/ws/callcenter%2f..",
                "/asterisk/ws/callcenter/x", "/asterisk/ws/", "/asterisk/ws/CALLCENTER", "/asterisk/ws/callcenter%00",
                "/asterisk/control/callcenter")) {
            int status = handshake(path, cookie, "Origin: " + own);
            attacks.attack(path + " " + status, status != 101 && status < 500);
        }
        for (String path : List.of("/asterisk/ws/../ws/callcenter", "/asterisk/ws/callcenter;x=1", "/asterisk/%77s/callcenter",
                "/asterisk//ws/callcenter")) {
            int status = handshake(path, cookie, "Origin: http://evil.example");
            attacks.attack(path + " of another site " + status, status != 101 && status < 500);
        }
        attacks.held();
    }

    private static int handshake(String path, String cookie, String origin) {
        return raw("GET " + path + " HTTP/1.1\r\nHost: localhost:" + target().base().getPort() + "\r\nCookie: " + cookie + "\r\n" + origin
                + (origin.isEmpty() ? "" : "\r\n") + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n").status();
    }

    private HttpRequest.Builder request(String path, Intruder user) {
        return HttpRequest.newBuilder(target().base().resolve(path)).header("Cookie", cookie(user)).header("X-CSRF-Token", user.token());
    }

    private static String cookie(Intruder user) {
        return "JSESSIONID=" + user.browser().sessionId("/asterisk");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** @param status 0 where the server closed without a word */
    private record Raw(int status, String text) {
    }

    /** Sends what no client would send, and reads to the end, or the head of what stays open. */
    private static Raw raw(String request) {
        URI base = target().base();
        StringBuilder text = new StringBuilder();
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            byte[] buffer = new byte[16_384];
            for (int read = socket.getInputStream().read(buffer); read > 0; read = socket.getInputStream().read(buffer)) {
                text.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
                if (text.length() > 1_000_000 || request.contains("Upgrade: websocket") && text.indexOf("\r\n\r\n") >= 0) {
                    break;
                }
            }
        } catch (IOException closed) {
            // refused in the middle of what was sent
        }
        return new Raw(Stream.of(text.toString().split(" ", 3)).skip(1).findFirst().map(Integer::parseInt).orElse(0), text.toString());
    }
}
