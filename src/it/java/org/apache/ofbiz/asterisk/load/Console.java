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
package org.apache.ofbiz.asterisk.load;

import java.net.URI;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.WebClient;

/** An agent's console as the server knows it: a login and a socket, which notes when each call was offered first. Thread-safe. */
final class Console implements AutoCloseable {

    private static final Pattern TYPE = Pattern.compile("\"type\":\"([A-Z]+)\"");
    private static final Pattern CALL = Pattern.compile("\"callId\":\"([^\"]+)\"");

    private final Map<String, Long> offeredAt = new ConcurrentHashMap<>();
    private final Map<String, Long> completeAt = new ConcurrentHashMap<>();
    private final AtomicInteger withdrawn = new AtomicInteger();
    private final CompletableFuture<Void> welcomed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;
    private volatile int closeCode;

    /** Logs in, connects and goes available. */
    Console(URI base, String login) {
        WebClient browser = new WebClient(base);
        browser.get("/asterisk/control/main");
        browser.login("/asterisk", login, "ofbiz");
        socket = browser.openSocket("/asterisk/ws/callcenter", new Reader());
        welcomed.orTimeout(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        socket.sendText("{\"type\":\"STATE\",\"id\":\"s\",\"state\":\"AVAILABLE\"}", true).join();
    }

    /** When a call was offered here first, in nanoseconds; by callId. */
    Map<String, Long> offeredAt() {
        return offeredAt;
    }

    /** When an offer that names earlier calls came first, in nanoseconds; by callId. */
    Map<String, Long> completeAt() {
        return completeAt;
    }

    /** How many offers were closed here. */
    int withdrawn() {
        return withdrawn.get();
    }

    /** 0 while the socket is open. */
    int closeCode() {
        return closeCode;
    }

    private void heard(String message) {
        long now = System.nanoTime();
        Matcher type = TYPE.matcher(message);
        switch (type.find() ? type.group(1) : "") {
        case "HELLO" -> welcomed.complete(null);
        case "NC" -> {
            offeredAt.putIfAbsent(callId(message), now);
            if (!message.contains("\"earlier\":null")) {
                completeAt.putIfAbsent(callId(message), now);
            }
        }
        case "OC" -> withdrawn.incrementAndGet();
        default -> { }
        }
    }

    private static String callId(String message) {
        Matcher call = CALL.matcher(message);
        return call.find() ? call.group(1) : "";
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Reader implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                heard(partial.toString());
                partial.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
            closeCode = code;
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            closeCode = closeCode == 0 ? 1006 : closeCode;
        }
    }
}
