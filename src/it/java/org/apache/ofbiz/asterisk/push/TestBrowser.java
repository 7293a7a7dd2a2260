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
package org.apache.ofbiz.asterisk.push;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Heard;
import org.apache.ofbiz.asterisk.web.socket.EndpointInstaller;

/** A browser with one cookie jar and one socket. Each message that comes is held against docs/push-protocol.schema.json. */
final class TestBrowser implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchema TO_CLIENT = schema("toClient");

    private final PushServer server;
    private final HttpClient http;
    private final Heard<JsonNode> received = new Heard<>();
    private final StringBuilder partial = new StringBuilder();
    private final boolean reads;
    private WebSocket socket;
    /** 0 while the socket is open. Written by the socket's threads. */
    private volatile int closeCode;
    private final AtomicInteger pings = new AtomicInteger();

    /** @param reads false for a browser that is there but takes nothing from its socket */
    TestBrowser(PushServer server, boolean reads) {
        this.server = server;
        this.reads = reads;
        this.http = HttpClient.newBuilder().cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL)).connectTimeout(Await.PATIENCE).build();
    }

    /** A definition of the schema file. */
    static JsonSchema schema(String definition) {
        try {
            String all = Files.readString(Path.of("docs/push-protocol.schema.json"));
            ObjectNode tree = (ObjectNode) JSON.readTree(all);
            tree.remove(List.of("oneOf", "$id"));
            tree.put("$ref", "#/$defs/" + definition);
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Signed in and connected, HELLO received. */
    static TestBrowser of(PushServer server, String user) {
        TestBrowser browser = new TestBrowser(server, true).visits("login?user=" + user).connects();
        browser.await("HELLO");
        return browser;
    }

    TestBrowser visits(String page) {
        try {
            HttpRequest request = HttpRequest.newBuilder(server.address("http").resolve("/asterisk/control/" + page)).build();
            assertThat(http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode(), is(200));
            return this;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    TestBrowser connects() {
        return connects(Optional.of(server.address("http").toString()));
    }

    TestBrowser connects(Optional<String> origin) {
        URI address = server.address("ws").resolve("/asterisk" + EndpointInstaller.PATH);
        WebSocket.Builder builder = http.newWebSocketBuilder();
        origin.ifPresent(value -> builder.header("Origin", value));
        socket = builder.buildAsync(address, new Reader()).join();
        return this;
    }

    /** The HTTP status that a handshake is refused with; 101 when it is not. */
    int handshakeStatus(Optional<String> origin) {
        try {
            connects(origin);
            return 101;
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                return refused.getResponse().statusCode();
            }
            throw e;
        }
    }

    void sends(String text) {
        socket.sendText(text, true).join();
    }

    /** As {@link #sends}, where the server closes before it has read all. */
    void beginsToSend(String text) {
        socket.sendText(text, true).exceptionally(closed -> socket).join();
    }

    /** Sends a binary message, which the server closes at before it has read all. */
    void beginsToSend(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).exceptionally(closed -> socket).join();
    }

    /** Tomcat answers a ping by itself, and gives a pong to the endpoint whether it was asked for or not. */
    void sendsPing() {
        socket.sendPing(ByteBuffer.allocate(125)).join();
    }

    void sendsPong() {
        socket.sendPong(ByteBuffer.allocate(125)).join();
    }

    /** Sends and waits for the answer, ERROR for what is no request included. */
    JsonNode asks(String text) {
        sends(text);
        return valid(received.take(message -> message.has("re")));
    }

    JsonNode await(String type) {
        return await(type, message -> true);
    }

    /** Takes the first message of this type that fits out of what came, waiting for it. */
    JsonNode await(String type, Predicate<JsonNode> fits) {
        return valid(received.take(message -> type.equals(message.path("type").asText()) && fits.test(message)));
    }

    private static JsonNode valid(JsonNode message) {
        assertThat("against the schema: " + message, TO_CLIENT.validate(message), is(empty()));
        return message;
    }

    int awaitClose() {
        Await.untilTrue(() -> closeCode != 0, () -> "the socket is open; came: " + received.all());
        return closeCode;
    }

    void awaitPings(int atLeast) {
        Await.untilTrue(() -> pings.get() >= atLeast, () -> pings + " pings");
    }

    /** What came and was not asked for. */
    List<JsonNode> rest() {
        return received.all();
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.abort();
        }
    }

    private final class Reader implements WebSocket.Listener {
        @Override
        public void onOpen(WebSocket opened) {
            if (reads) {
                opened.request(1);
            }
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                try {
                    received.add(JSON.readTree(partial.toString()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                partial.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
            pings.incrementAndGet();
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int statusCode, String reason) {
            closeCode = statusCode;
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closeCode = closeCode == 0 ? 1006 : closeCode;
        }
    }
}
