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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Heard;
import org.apache.ofbiz.asterisk.fixture.WebClient;

/**
 * A user with a browser, as far as the server can tell: one cookie jar, one HTTP session, one WebSocket. Everything it knows it
 * learned by HTTP and WebSocket.
 */
final class WebUser implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String login;
    private final WebClient browser;
    private final Heard<JsonNode> received = new Heard<>();
    private final Heard<Integer> closings = new Heard<>();
    private WebSocket socket;
    private String token = "";
    private int lastRequest;

    private WebUser(URI base, String login) {
        this.login = login;
        this.browser = new WebClient(base);
    }

    /** Logs in with the demo password; the page that follows must be the console. */
    static WebUser logsIn(URI base, String login) {
        WebUser user = new WebUser(base, login);
        user.page("/asterisk/control/main");
        String page = user.browser.login("/asterisk", login, "ofbiz").body();
        if (!page.contains("id=\"asterisk-console\"")) {
            throw new AssertionError(login + " could not log in: " + page);
        }
        user.token = WebClient.meta(page, "csrf-token");
        return user;
    }

    /** Logs in with the demo password; what follows must be the page that asks for it again. */
    static WebUser logsInLocked(URI base, String login) {
        WebUser user = new WebUser(base, login);
        user.page("/asterisk/control/main");
        user.browser.login("/asterisk", login, "ofbiz");
        String page = user.page("/asterisk/control/console");
        if (page.contains("id=\"asterisk-console\"")) {
            throw new AssertionError("The console of " + login + " isn't locked");
        }
        return user;
    }

    /** Opens the console and its socket. */
    WebUser opensConsole() {
        token = WebClient.meta(page("/asterisk/control/console"), "csrf-token");
        connects();
        return this;
    }

    /** Opens the socket and answers with HELLO. */
    JsonNode connects() {
        socket = browser.openSocket("/asterisk/ws/callcenter", new Reader());
        return await("HELLO", message -> true);
    }

    /** As {@link #connects}, and forgets what came before; empty where the server closes the socket before it greets. */
    Optional<JsonNode> triesToConnect() {
        forgets();
        closings.all().forEach(code -> closings.take(code::equals));
        socket = browser.openSocket("/asterisk/ws/callcenter", new Reader());
        Await.untilTrue(() -> !sofar("HELLO").isEmpty() || !closings.all().isEmpty(), () -> login + " is neither greeted nor sent away");
        return sofar("HELLO").stream().findFirst();
    }

    /** The console is closed as when the browser dies; messages that came remain. */
    void losesConsole() {
        socket.abort();
    }

    /** Waits until the server has closed a socket of ours, and answers with the code. */
    int closedWith() {
        return closings.take(code -> true);
    }

    String page(String path) {
        return browser.get(path).body();
    }

    JsonNode get(String path) {
        return json(page(path));
    }

    /** POST of a form with the CSRF token, as the console's own script does. */
    JsonNode post(String path, Map<String, String> form) {
        return json(browser.postByScript(token, path, form).body());
    }

    /** POST of a form of a page. */
    String submits(String path, Map<String, String> form) {
        return browser.postByScript(token, path, form).body();
    }

    /** The server's answer to a socket request of ours: OK, ERROR or URL. */
    JsonNode asks(String type, Map<String, String> fields) {
        String id = login + "-" + ++lastRequest;
        var message = JSON.createObjectNode().put("type", type).put("id", id);
        fields.forEach(message::put);
        socket.sendText(message.toString(), true);
        return answerTo(id);
    }

    /** Sends a claim without waiting for its answer; {@link #answerTo} waits. */
    String claims(String callId) {
        String id = login + "-" + ++lastRequest;
        socket.sendText(JSON.createObjectNode().put("type", "RD").put("id", id).put("callId", callId).toString(), true);
        return id;
    }

    JsonNode answerTo(String id) {
        return received.take(answer -> id.equals(answer.path("re").asText()));
    }

    /** Takes the first message of this type that fits out of what came, waiting for it. */
    JsonNode await(String type, Predicate<JsonNode> fits) {
        try {
            return received.take(message -> type.equals(message.path("type").asText()) && fits.test(message));
        } catch (AssertionError e) {
            throw new AssertionError("no " + type + ", socket closed with " + closings.all() + "; " + e.getMessage(), e);
        }
    }

    /** Waits until a CALL message for this call has the state. */
    JsonNode call(String callId, String state) {
        return await("CALL", call -> callId.equals(call.path("callId").asText()) && state.equals(call.path("state").asText()));
    }

    /** The first message of this type that fits of all that came or will come; it stays among them. */
    JsonNode sees(String type, Predicate<JsonNode> fits) {
        return received.await(message -> type.equals(message.path("type").asText()) && fits.test(message));
    }

    /** All that came and was not taken. */
    List<JsonNode> heard() {
        return received.all();
    }

    /** From now on only what comes now counts. */
    void forgets() {
        received.all().forEach(message -> received.take(message::equals));
    }

    List<JsonNode> sofar(String type) {
        return received.all().stream().filter(message -> type.equals(message.path("type").asText())).toList();
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.abort();
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    private final class Reader implements WebSocket.Listener {
        private final StringBuilder partial = new StringBuilder();

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            closings.add(statusCode);
            return null;
        }

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                JsonNode message = json(partial.toString());
                partial.setLength(0);
                received.add(message);
            }
            webSocket.request(1);
            return null;
        }
    }
}
