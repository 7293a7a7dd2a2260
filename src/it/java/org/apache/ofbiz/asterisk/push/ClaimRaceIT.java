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
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.distribution.Calls;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.web.socket.EndpointInstaller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** However many browsers want the same call at the same moment, through sockets of their own: one gets it, and the others hear who. */
@Tag("embedded")
class ClaimRaceIT {

    private static final int CALLS = 10_000;
    private static final int BATCH = 250;
    private static final Duration BOUND = Duration.ofMinutes(3);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PushServer server = new PushServer(new PushSettings(false, Set.of(), Duration.ofSeconds(25), 1_000_000, 1_000_000,
            PushSettings.Limits.DEFAULT));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void eachOfTenThousandCallsIsWonByExactlyOneOfFourBrowsers(TestReporter reporter) {
        List<Racer> racers = new ArrayList<>(Stream.of("ann", "ann", "bob", "cem").map(user -> new Racer(server, user)).toList());
        Instant start = Instant.now();
        Map<String, Integer> winsOf = new HashMap<>();

        for (int first = 0; first < CALLS; first += BATCH) {
            List<String> callIds = offered(first);
            Collections.rotate(racers, 1);
            racers.parallelStream().forEach(racer -> racer.claims(callIds));
            racers.forEach(racer -> racer.awaitAnswers(callIds));
            callIds.forEach(callId -> winsOf.merge(winner(callId, racers), 1, Integer::sum));
            long sent = server.scene.news().stream().filter(line -> line.startsWith("REDIRECT")).count();
            assertThat("callers sent to a phone", sent, is((long) BATCH));
        }

        Duration took = Duration.between(start, Instant.now());
        reporter.publishEntry("claims", CALLS * racers.size() + " of " + CALLS + " calls, won " + winsOf + ", in " + took.toMillis() + " ms");
        assertThat("calls won", winsOf.values().stream().mapToInt(Integer::intValue).sum(), is(CALLS));
        assertThat("time", took, lessThan(BOUND));
        racers.forEach(Racer::close);
    }

    private List<String> offered(int first) {
        List<String> callIds = IntStream.range(first, first + BATCH).mapToObj(i -> server.happens(Calls.waiting("c" + i)).callId()).toList();
        Await.untilTrue(() -> server.scene.told("NC") == BATCH, () -> server.scene.told("NC") + " offers");
        return callIds;
    }

    /** Who won, after looking at what each of them was told. */
    private static String winner(String callId, List<Racer> racers) {
        List<Racer> winners = racers.stream().filter(racer -> "OK".equals(racer.answers.get(callId))).toList();
        assertThat(callId + " is won once: " + racers.stream().map(racer -> racer.answers.get(callId)).toList(), winners.size(), is(1));
        String name = winners.get(0).name;
        Set<String> losers = racers.stream().map(racer -> racer.answers.get(callId)).filter(answer -> !"OK".equals(answer))
                .collect(Collectors.toSet());
        assertThat("what the losers of " + callId + " hear", losers, is(Set.of("CALL_TAKEN " + name)));
        return name;
    }

    /** A browser that claims as fast as its socket takes it, in an order of its own. */
    private static final class Racer implements WebSocket.Listener {

        final String name;
        /** By callId: OK, or code and detail of the refusal. */
        final Map<String, String> answers = new ConcurrentHashMap<>();
        private final WebSocket socket;
        private final StringBuilder partial = new StringBuilder();
        private final Random order;

        Racer(PushServer server, String user) {
            name = user.substring(0, 1).toUpperCase(Locale.ROOT) + user.substring(1);
            order = new Random(System.identityHashCode(this));
            HttpClient http = HttpClient.newBuilder().cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL)).build();
            URI address = server.address("http");
            try {
                http.send(HttpRequest.newBuilder(address.resolve("/asterisk/control/login?user=" + user)).build(),
                        HttpResponse.BodyHandlers.discarding());
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
            socket = http.newWebSocketBuilder().header("Origin", address.toString())
                    .buildAsync(server.address("ws").resolve("/asterisk" + EndpointInstaller.PATH), this).join();
        }

        /** Begins to claim all of these, and returns. */
        void claims(List<String> callIds) {
            List<String> shuffled = new ArrayList<>(callIds);
            Collections.shuffle(shuffled, order);
            CompletableFuture<WebSocket> sending = CompletableFuture.completedFuture(socket);
            for (String callId : shuffled) {
                sending = sending.thenCompose(open -> open.sendText(
                        "{\"type\":\"RD\",\"id\":\"" + callId + "\",\"callId\":\"" + callId + "\"}", true));
            }
        }

        void awaitAnswers(List<String> callIds) {
            Await.untilTrue(() -> answers.keySet().containsAll(callIds), () -> name + " has " + answers.size() + " answers");
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                try {
                    JsonNode message = JSON.readTree(partial.toString());
                    if (message.has("re")) {
                        String type = message.path("type").asText();
                        answers.put(message.path("re").asText(), type.equals("OK") ? type
                                : message.path("code").asText() + " " + message.path("detail").asText());
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                partial.setLength(0);
            }
            from.request(1);
            return null;
        }

        void close() {
            socket.abort();
        }
    }
}
