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

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.apache.catalina.LifecycleException;
import org.apache.ofbiz.asterisk.acd.distribution.Calls;
import org.apache.ofbiz.asterisk.bench.Table;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.web.socket.EndpointInstaller;

/**
 * One message to a thousand browsers of a thousand users, beside a loop over Tomcat's sockets with the same text; a burst; and what HELLO
 * costs with many open calls. From the hub on: what the call distributor does before is in the harnesses {@code bursts} and {@code members}.
 */
public final class FanOut {

    private static final int SESSIONS = 1_000;
    private static final int ROUNDS = 200;
    private static final int BURST = 5_000;
    private static final int CONSOLES = 20;
    /** The first half warms up. */
    private static final int HELLOS = 40;

    private FanOut() {
    }

    /** Times from the call until the last browser has the message, in ascending order, and the CPU without the browsers', of a round. */
    private record Result(long[] nanos, double cpuNanos) {
    }

    /** Runs, prints, and exits with 1 when a message is missing or a socket was closed. */
    public static void main(String[] arguments) throws IOException, LifecycleException {
        boolean good = toAll();
        good &= burst();
        hello();
        System.exit(good ? 0 : 1);
    }

    private static boolean toAll() throws IOException, LifecycleException {
        List<String> users = FanOutIT.users(SESSIONS);
        try (PushServer server = new PushServer(PushSettings.of(false, Set.of())); BroadcastServer tomcat = new BroadcastServer();
                ManyBrowsers ours = FanOutIT.connect(server, SESSIONS); ManyBrowsers theirs = new ManyBrowsers()) {
            for (int i = 0; i < SESSIONS; i++) {
                theirs.open(URI.create(tomcat.url()), "", "/broadcast");
            }
            theirs.start();
            String text = new Frames().offer(FanOutIT.offer("text"));
            IntConsumer hub = round -> server.hub.news().offered(FanOutIT.offer("c" + round), users);
            IntConsumer loop = round -> tomcat.broadcast(text);
            run(theirs, loop, tomcat::isIdle);
            run(ours, hub, () -> true);
            Result reference = run(theirs, loop, tomcat::isIdle);
            Result measured = run(ours, hub, () -> true);
            Table table = new Table("fan-out", "One message to " + SESSIONS + " browsers: until the last has it, and CPU of the server", "by", "p50",
                    "p99", "CPU", "p50 / Tomcat", "p99 / Tomcat", "CPU / Tomcat", "closed");
            row(table, "a loop over Tomcat's sockets", reference, reference, theirs);
            row(table, "PushHub", measured, reference, ours);
            table.print();
            return ours.closed() == 0 && ours.offers() == 2L * ROUNDS * SESSIONS;
        }
    }

    private static void row(Table table, String by, Result result, Result reference, ManyBrowsers browsers) {
        double p50 = Table.percentile(result.nanos, 0.5);
        double p99 = Table.percentile(result.nanos, 0.99);
        table.row(by, Table.time(p50), Table.time(p99), Table.time(result.cpuNanos), p50 / Table.percentile(reference.nanos, 0.5),
                p99 / Table.percentile(reference.nanos, 0.99), result.cpuNanos / reference.cpuNanos, browsers.closed());
    }

    private static Result run(ManyBrowsers browsers, IntConsumer round, BooleanSupplier ready) {
        long[] nanos = new long[ROUNDS];
        long cpu = -cpu(browsers);
        for (int i = 0; i < ROUNDS; i++) {
            Await.untilTrue(ready::getAsBoolean, () -> "still sending");
            long awaited = browsers.messages() + SESSIONS;
            long began = System.nanoTime();
            round.accept(i);
            Await.untilTrue(() -> browsers.messages() >= awaited, () -> browsers.messages() + " of " + awaited);
            nanos[i] = browsers.lastNanos() - began;
        }
        cpu += cpu(browsers);
        Arrays.sort(nanos);
        return new Result(nanos, (double) cpu / ROUNDS);
    }

    private static long cpu(ManyBrowsers browsers) {
        long process = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
        return process - ManagementFactory.getThreadMXBean().getThreadCpuTime(browsers.threadId());
    }

    private static boolean burst() throws IOException {
        try (PushServer server = new PushServer(PushSettings.of(false, Set.of()));
                ManyBrowsers browsers = FanOutIT.connect(server, CONSOLES)) {
            List<String> users = FanOutIT.users(CONSOLES);
            long began = System.nanoTime();
            IntStream.range(0, BURST).forEach(call -> server.hub.news().offered(FanOutIT.offer("c" + call), users));
            long told = System.nanoTime() - began;
            Await.untilTrue(() -> browsers.offers() >= (long) BURST * CONSOLES || browsers.closed() > 0, () -> browsers.offers() + " offers");
            new Table("fan-out-burst", BURST + " offers at once, " + CONSOLES + " consoles", "handed to the hub in", "last offer at a console after",
                    "missing", "closed").row(Table.time(told), Table.time(browsers.lastNanos() - began),
                    (long) BURST * CONSOLES - browsers.offers(), browsers.closed()).print();
            return browsers.closed() == 0 && browsers.offers() == (long) BURST * CONSOLES;
        }
    }

    private static void hello() throws IOException {
        Table table = new Table("fan-out-hello", "HELLO with open calls, from the handshake until it is complete (median of 20)", "open calls",
                "HELLO", "kB");
        try (PushServer server = new PushServer(PushSettings.of(false, Set.of()))) {
            int open = 0;
            for (int calls : new int[] {0, 1_000, 5_000, 20_000}) {
                for (; open < calls; open++) {
                    server.happens(Calls.waiting("c" + open));
                }
                long[] nanos = new long[HELLOS];
                long bytes = 0;
                for (int i = 0; i < nanos.length; i++) {
                    try (ManyBrowsers browser = new ManyBrowsers()) {
                        browser.open(server.address("http"), "/asterisk/control/login?user=ann",
                                "/asterisk" + EndpointInstaller.PATH);
                        browser.start();
                        Await.untilTrue(() -> browser.messages() > 0, () -> "no HELLO");
                        nanos[i] = browser.firstNanos() - browser.handshakeNanos();
                        bytes = browser.bytes();
                    }
                    Await.untilTrue(() -> server.hub.size() == 0, () -> "still connected");
                }
                long[] warm = Arrays.copyOfRange(nanos, HELLOS / 2, nanos.length);
                Arrays.sort(warm);
                table.row(calls, Table.time(Table.percentile(warm, 0.5)), bytes / 1_000);
            }
        }
        table.print();
    }
}
