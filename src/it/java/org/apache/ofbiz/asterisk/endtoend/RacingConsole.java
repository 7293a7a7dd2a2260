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
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.ofbiz.asterisk.fixture.WebClient;

/**
 * A console whose agent presses Answer when {@link ClaimStart} says so, of as many calls as it is told to, and which comes back half a second after
 * its socket was closed, as the real one does. Keeps what it was answered. Thread-safe.
 */
final class RacingConsole implements WebSocket.Listener, AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** As many at a time: a node that hangs keeps some waiting. */
    private static final int RECONNECTING = 32;
    private static final ScheduledExecutorService LATER = Executors.newScheduledThreadPool(RECONNECTING, task -> {
        Thread thread = new Thread(task, "racing-consoles");
        thread.setDaemon(true);
        return thread;
    });
    /** Instead of an answer, where a connection between nodes broke after the claim, and the call isn't offered any more. */
    static final String LOST = "LOST";
    private static final String TAKEN = "CALL_TAKEN";
    /** The PBX was about to go to another node, or had gone, or the database was slow: the agent presses Answer when it's offered again. */
    static final Set<String> OFFERED_AGAIN = Set.of("PBX_AWAY", "CALL_WITHDRAWN", "FAILED");
    private static final int COME_BACK_MILLIS = 500;
    private static final Duration PRESSES_AGAIN = Duration.ofSeconds(2);
    private static final Pattern NUMBER = Pattern.compile("\\d{11}");

    private final WebClient browser;
    private final ClaimStart start;
    private final Predicate<String> wanted;
    private final StringBuilder partial = new StringBuilder();
    /** By number of the caller: OK, or the code of a refusal. */
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    /** By callId, the number of the caller: claims whose connection broke before an answer came. */
    private final Map<String, String> unanswered = new ConcurrentHashMap<>();
    /** By callId, the number of the caller. */
    private final Map<String, String> asked = new ConcurrentHashMap<>();
    /** By number of the caller, in ns; less than 0 until the claim is answered. */
    private final Map<String, Long> took = new ConcurrentHashMap<>();
    /** By number of the caller, when this console was offered the call last, since it has this socket. */
    private final Map<String, Long> offeredAt = new ConcurrentHashMap<>();
    /** By number of the caller, when a claim was answered after which the call is to be offered again. */
    private final Map<String, Long> refusedAt = new ConcurrentHashMap<>();
    /** The same callers' callIds. */
    private final Map<String, String> refusedCalls = new ConcurrentHashMap<>();
    /** From such an answer until it was, in ns. */
    private final List<Long> offeredAgain = new CopyOnWriteArrayList<>();
    /** By number of the caller, what can be done with the call, as the message has it. */
    private final Map<String, String> offeredActions = new ConcurrentHashMap<>();
    private final List<String> history = new CopyOnWriteArrayList<>();
    private volatile boolean closed;
    private volatile boolean greeted;
    private volatile WebSocket socket;
    /** The last message, and all before it. Guarded by {@link #answers}. */
    private CompletionStage<?> sending = CompletableFuture.completedFuture("");

    /** @param wanted whether this console claims the call of this caller, 11 digits */
    private RacingConsole(ClusterNode node, ClaimStart start, Predicate<String> wanted) {
        this.browser = new WebClient(node.base());
        this.start = start;
        this.wanted = wanted;
    }

    static RacingConsole open(ClusterNode node, String login, ClaimStart start, Predicate<String> wanted) {
        RacingConsole console = new RacingConsole(node, start, wanted);
        console.browser.get("/asterisk/control/main");
        String page = console.browser.login("/asterisk", login, "ofbiz").body();
        if (!page.contains("id=\"asterisk-console\"")) {
            throw new AssertionError(login + " could not log in: " + page);
        }
        console.browser.get("/asterisk/control/console");
        console.connect();
        return console;
    }

    private void connect() {
        if (closed) {
            return;
        }
        try {
            greeted = false;
            offeredAt.clear();
            synchronized (partial) {
                partial.setLength(0);
            }
            socket = browser.openSocket("/asterisk/ws/callcenter", this);
        } catch (CompletionException refused) {
            comeBack();
        }
    }

    private void comeBack() {
        LATER.schedule(this::connect, COME_BACK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Whether it has a socket on which HELLO came. */
    boolean isConnected() {
        return greeted;
    }

    /** To the claim of this caller: OK, or the code of a refusal; empty while there is none. */
    String answer(String number) {
        return answers.getOrDefault(number, "");
    }

    /** Whether its socket has brought the call of this caller after a moment of {@link System#nanoTime}. */
    boolean wasOffered(String number, long after) {
        Long at = offeredAt.get(number);
        return at != null && (after == 0 || at - after > 0);
    }

    /** When its socket brought the call of this caller last, by {@link System#nanoTime}. */
    Optional<Long> offeredAt(String number) {
        return Optional.ofNullable(offeredAt.get(number));
    }

    /** From each answer that says that the call is with nobody until it was offered again, in ns. */
    List<Long> offeredAgain() {
        return List.copyOf(offeredAgain);
    }

    /** What this console knows of a caller, for messages of tests. */
    String about(String number) {
        return (wanted.test(number) ? "" : "not its own ") + (asked.containsValue(number) ? "offered " : "")
                + (took.containsKey(number) ? "claimed " : "") + answer(number) + (greeted ? "" : " not connected") + history;
    }

    /** From each claim that was won to its answer, in ns. */
    Collection<Long> took() {
        return took.values().stream().filter(nanos -> nanos > 0).toList();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        String text = "";
        synchronized (partial) {
            partial.append(data);
            if (last) {
                text = partial.toString();
                partial.setLength(0);
            }
        }
        if (last) {
            read(from, text);
        }
        from.request(1);
        return null;
    }

    private void read(WebSocket from, String text) {
        if (!text.contains("\"re\"") && !text.contains("\"NC\"") && !text.contains("\"HELLO\"") && !text.contains("\"CONTROLS\"")) {
            return; // most of what comes
        }
        JsonNode message = json(text);
        switch (message.path("type").asText()) {
        case "NC" -> offered(from, message);
        case "CONTROLS" -> Optional.ofNullable(asked.get(message.path("callId").asText()))
                .ifPresent(number -> offeredActions.put(number, message.path("offered").toString()));
        case "HELLO" -> greeted(from, message);
        default -> answered(message);
        }
    }

    private void greeted(WebSocket from, JsonNode message) {
        greeted = true;
        history.add("greeted");
        send(from, JSON.createObjectNode().put("type", "STATE").put("id", "state").put("state", "AVAILABLE"));
        asked.forEach((callId, number) -> {
            if (answers.getOrDefault(number, LOST).equals(LOST)) {
                unanswered.put(callId, number);
            }
        });
        asked.keySet().removeAll(unanswered.keySet()); // their answers won't come any more: what is still offered is claimed again
        message.path("calls").forEach(call -> {
            if ("NC".equals(call.path("type").asText())) {
                offered(from, call);
            } else if (!"ENDED".equals(call.path("state").asText())) {
                Optional.ofNullable(unanswered.get(call.path("callId").asText())).ifPresent(number -> won(call.path("callId").asText(), number));
            }
        });
        unanswered.keySet().removeAll(asked.keySet());
        unanswered.values().stream().filter(number -> !asked.containsValue(number)).forEach(number -> answers.put(number, LOST));
    }

    /** The answer was lost with the connection, and the call is this agent's. */
    private void won(String callId, String number) {
        asked.put(callId, number);
        took.remove(number);
        answers.put(number, "OK");
    }

    private void offered(WebSocket from, JsonNode offer) {
        String callId = offer.path("callId").asText();
        Matcher number = NUMBER.matcher(offer.path("caller").toString());
        if (!number.find()) {
            return;
        }
        String caller = number.group();
        offeredAt.put(caller, System.nanoTime());
        if (!wanted.test(caller)) {
            return;
        }
        Optional.ofNullable(refusedAt.remove(caller)).ifPresent(at -> offeredAgain.add(System.nanoTime() - at));
        boolean isFree = TAKEN.equals(answer(caller)); // again: the node that took it died before it told the PBX
        if (asked.putIfAbsent(callId, caller) == null || isFree) {
            start.offered(this, caller, () -> claims(from, callId, caller));
        }
    }

    private void claims(WebSocket to, String callId, String caller) {
        if (!closed) {
            took.put(caller, -System.nanoTime());
            send(to, JSON.createObjectNode().put("type", "RD").put("id", callId).put("callId", callId));
        }
    }

    /** Whether this can be done with the call that this console has won. */
    boolean can(String action, String number) {
        return offeredActions.getOrDefault(number, "").contains('"' + action + '"');
    }

    /** Does this with the call that this console has won. The answer is that to {@code action number}. @param more fields of the message */
    void does(String action, String number, Map<String, String> more) {
        String callId = asked.entrySet().stream().filter(call -> call.getValue().equals(number)).findFirst().orElseThrow().getKey();
        ObjectNode message = JSON.createObjectNode().put("type", "CONTROL").put("id", action + ' ' + number).put("callId", callId)
                .put("action", action);
        more.forEach(message::put);
        send(socket, message);
    }

    /** The agent presses Answer once more, if the last answer said so a while ago and the offer hasn't come again: it is still on the screen. */
    void pressesAgain(String number) {
        Long at = refusedAt.get(number);
        if (at != null && System.nanoTime() - at > PRESSES_AGAIN.toNanos() && refusedAt.remove(number, at)) {
            String callId = refusedCalls.get(number);
            asked.put(callId, number);
            history.add("presses again");
            claims(socket, callId, number);
        }
    }

    private void answered(JsonNode message) {
        if (message.path("re").asText().indexOf(' ') > 0) {
            answers.put(message.path("re").asText(), message.path("type").asText().equals("OK") ? "OK" : message.path("code").asText());
            return;
        }
        String number = asked.get(message.path("re").asText());
        if (number != null) {
            String type = message.path("type").asText();
            boolean offeredSince = offeredAt.containsKey(number) && took.containsKey(number) && offeredAt.get(number) + took.get(number) > 0;
            took.computeIfPresent(number, (id, begun) -> type.equals("OK") ? begun + System.nanoTime() : null);
            String answer = type.equals("OK") ? type : message.path("code").asText();
            answers.merge(number, answer, (before, now) -> before.equals("OK") ? before : now);
            if (OFFERED_AGAIN.contains(answer)) {
                String callId = message.path("re").asText();
                if (offeredSince) { // an offer can come before the answer that says so
                    offeredAgain.add(0L);
                    start.offered(this, number, () -> claims(socket, callId, number));
                    return;
                }
                asked.remove(callId);
                refusedCalls.put(number, callId);
                refusedAt.put(number, System.nanoTime());
            }
        }
    }

    private WebSocket note(Throwable gone, WebSocket next) {
        if (gone != null) {
            history.add("couldn't send: " + gone);
        }
        return next;
    }

    /** One after the other: a socket takes no second message while it sends one. */
    private void send(WebSocket to, ObjectNode message) {
        synchronized (answers) {
            sending = sending.handle((sent, gone) -> note(gone, to)).thenCompose(open -> open.sendText(message.toString(), true));
        }
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int statusCode, String reason) {
        greeted = false;
        history.add("closed with " + statusCode);
        comeBack();
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        greeted = false;
        history.add(error.toString());
        comeBack();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        closed = true;
        if (socket != null) {
            socket.abort();
        }
    }
}
