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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.ofbiz.asterisk.fixture.Heard;
import org.apache.ofbiz.asterisk.fixture.WebClient;

/** A user of the demo data at a browser, with a socket, who writes down what they are told. */
final class Intruder implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final WebClient browser;
    private final Heard<JsonNode> heard = new Heard<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private String token = "";
    private WebSocket socket;

    Intruder(URI base, String login) {
        browser = new WebClient(base);
        browser.get("/asterisk/control/main");
        browser.login("/asterisk", login, "ofbiz");
        token = WebClient.meta(browser.get("/asterisk/control/console").body(), "csrf-token");
    }

    Intruder opensSocket() {
        socket = browser.openSocket("/asterisk/ws/callcenter", new Reader());
        await("HELLO");
        return this;
    }

    WebClient browser() {
        return browser;
    }

    String token() {
        return token;
    }

    JsonNode await(String type) {
        return heard.take(message -> type.equals(message.path("type").asText()));
    }

    Heard<JsonNode> heard() {
        return heard;
    }

    JsonNode asks(String message, String id) {
        socket.sendText(message, true).join();
        return heard.take(answer -> id.equals(answer.path("re").asText()));
    }

    void sends(String message) {
        socket.sendText(message, true);
    }

    JsonNode post(String request, Map<String, String> form) {
        return read(browser.postByScript(token, "/asterisk/control/" + request, form).body());
    }

    /** The code with which the server closed the socket. */
    int closedWith(int withinSeconds) {
        return code(closed, withinSeconds);
    }

    /** The code with which the server closes another socket of this browser. */
    int opensInVain(int withinSeconds) {
        CompletableFuture<Integer> code = new CompletableFuture<>();
        WebSocket another = browser.openSocket("/asterisk/ws/callcenter", new WebSocket.Listener() {
            @Override
            public CompletionStage<?> onClose(WebSocket webSocket, int closedWith, String reason) {
                code.complete(closedWith);
                return null;
            }
        });
        try {
            return code(code, withinSeconds);
        } finally {
            another.abort();
        }
    }

    private static int code(CompletableFuture<Integer> closed, int withinSeconds) {
        try {
            return closed.get(withinSeconds, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return 0;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.abort();
        }
    }

    private final class Reader implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                heard.add(read(partial.toString()));
                partial.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            closed.complete(-1);
        }
    }
}
