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
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.apache.ofbiz.asterisk.acd.distribution.Calls;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.fixture.Attacks;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.LoggedProblems;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An open socket has the rights of now, and nobody has more sockets than browsers need. */
@Tag("embedded")
@Tag("security")
class OpenSocketIT {

    private static final PrintStream OUT = System.out;

    private final PushServer server = new PushServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whoeverLosesARightIsToldClosedAndHearsOfNoCallAnyMore() {
        Attacks attacks = new Attacks("open sockets after a right is lost");
        for (String lost : List.of("ann", "ann_VIEW", "ann_AGENT")) {
            try (TestBrowser bob = TestBrowser.of(server, "bob"); TestBrowser ann = TestBrowser.of(server, "ann")) {
                server.denied.add(lost);
                assertThat(lost, ann.await("ERROR").path("code").asText(), is("RIGHTS_CHANGED"));
                attacks.attack(lost + " stays open", ann.awaitClose() == 4410);

                PhoneCall call = server.happens(Calls.waiting(lost));

                assertThat(lost, bob.await("NC").path("callId").asText(), is(call.callId()));
                attacks.attack(lost + " is told", ann.rest().isEmpty());
                server.denied.remove(lost);
            }
        }
        attacks.held();
    }

    @Test
    void aRightThatComesLaterClosesNothing() {
        server.denied.add("ann_AGENT");
        try (TestBrowser ann = TestBrowser.of(server, "ann")) {
            server.denied.remove("ann_AGENT");
            server.hub.rightsChanged();

            assertThat(ann.asks("{\"type\":\"GURL\",\"id\":1,\"number\":\"1\"}").path("type").asText(), is("URL"));
        }
    }

    @Test
    void pongsThatNobodyAskedForCountAsMessages() {
        try (TestBrowser bob = TestBrowser.of(server, "bob"); TestBrowser ann = TestBrowser.of(server, "ann");
                LoggedProblems log = LoggedProblems.withWarnings(AuditLog.class.getName())) {
            assertThrows(CompletionException.class, () -> IntStream.range(0, 100_000).forEach(i -> ann.sendsPong()));
            ann.awaitClose();

            assertThat(bob.asks("{\"type\":\"ALIVE\",\"id\":1}").path("type").asText(), is("OK"));
            Await.untilTrue(() -> log.lines().stream().anyMatch(line -> line.contains("TOO_MANY_MESSAGES") && line.contains("ann at ")), () ->
                    "nothing of it in the audit log: " + log.lines());
        }
    }

    /** The container answers them, and tells nobody. */
    @Test
    void pingsKeepNobodyFromHearingOfCalls() {
        AtomicBoolean over = new AtomicBoolean();
        LongAdder pings = new LongAdder();
        try (TestBrowser bob = TestBrowser.of(server, "bob"); TestBrowser ann = TestBrowser.of(server, "ann")) {
            Thread attacker = new Thread(() -> {
                while (!over.get()) {
                    ann.sendsPing();
                    pings.increment();
                }
            });
            attacker.start();
            try {
                Await.untilTrue(() -> pings.sum() > 1_000, () -> pings + " pings");
                long worst = IntStream.range(0, 20).mapToLong(i -> {
                    long began = System.nanoTime();
                    PhoneCall call = server.happens(Calls.waiting("ping" + i));
                    bob.await("NC", message -> call.callId().equals(message.path("callId").asText()));
                    return System.nanoTime() - began;
                }).max().orElseThrow();
                OUT.println("security: pings: " + pings + " pings against 20 calls, slowest NC " + worst / 1_000_000 + " ms: tried 20, held 20");
            } finally {
                over.set(true);
                Await.untilTrue(() -> !attacker.isAlive(), () -> "still pinging");
            }
        }
    }

    @Test
    void theOldestSocketsOfAUserGoWhenThereAreTooMany() {
        Deque<TestBrowser> open = new ArrayDeque<>();
        try (TestBrowser bob = TestBrowser.of(server, "bob")) {
            IntStream.range(0, PushServer.QUICK.socketsPerUser()).forEach(i -> open.add(TestBrowser.of(server, "ann")));
            open.add(TestBrowser.of(server, "ann"));
            TestBrowser oldest = open.poll();

            assertThat(oldest.await("ERROR").path("code").asText(), is("TOO_MANY_SOCKETS"));
            Attacks attacks = new Attacks("sockets of one user");
            attacks.attack("one more than there may be", oldest.awaitClose() == 4411);
            attacks.held();
            oldest.close();
            for (TestBrowser newer : open) {
                assertThat(newer.asks("{\"type\":\"ALIVE\",\"id\":1}").path("type").asText(), is("OK"));
            }
            assertThat(bob.asks("{\"type\":\"ALIVE\",\"id\":1}").path("type").asText(), is("OK"));
        } finally {
            open.forEach(TestBrowser::close);
        }
    }
}
