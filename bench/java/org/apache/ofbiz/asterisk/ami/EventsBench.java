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
package org.apache.ofbiz.asterisk.ami;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.ofbiz.asterisk.ami.retry.ConnectPolicy;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionHealth;
import org.apache.ofbiz.asterisk.ami.wire.Subscription;
import org.apache.ofbiz.asterisk.bench.Table;
import org.apache.ofbiz.asterisk.call.PbxServer;
import org.apache.ofbiz.asterisk.call.tracking.CallThread;
import org.apache.ofbiz.asterisk.call.tracking.TestNumbering;
import org.apache.ofbiz.asterisk.fixture.PbxPlayer;
import org.apache.ofbiz.asterisk.fixture.TestRules;
import org.apache.ofbiz.asterisk.push.Frames;
import org.asteriskjava.manager.ManagerConnection;
import org.asteriskjava.manager.ManagerConnectionFactory;
import org.asteriskjava.manager.event.HangupEvent;

/**
 * Events per second from the socket to the text that a browser is sent, beside asterisk-java's connection with a listener that does nothing,
 * and beside reading the socket only. All three are sent the same bytes in the same way: a few blocks ahead of what they have taken, because
 * asterisk-java throws away what it cannot hold.
 */
public final class EventsBench {

    private static final int EVENTS = 200_000;
    private static final int BLOCK = 3_000;
    private static final int BLOCKS_AHEAD = 5;
    /** A PBX is followed for weeks: what is measured is what is left when the JVM has compiled everything. */
    private static final int WARM_UPS = 10;
    private static final int ROUNDS = 5;

    private EventsBench() {
    }

    /** Measures; fails when counts do not agree. */
    public static void main(String[] arguments) throws Exception {
        List<String> classes = List.of(Subscription.CLASSES.split(","));
        ManyCalls everything = new ManyCalls(message -> true, EVENTS, BLOCK);
        ManyCalls asked = new ManyCalls(message -> classes.contains(message.get("Privilege").split(",")[0])
                && !Subscription.unwanted().contains(message.event()), EVENTS, BLOCK);
        Table table = new Table("events", "Events per second, from the socket to the browser's message", "sent", "read by", "events", "min", "median",
                "max", "of asterisk-java", "CPU an event", "of asterisk-java");
        measure(table, "everything a PBX can tell", everything);
        measure(table, "what we ask it for", asked);
        table.print();
    }

    private static void measure(Table table, String sent, ManyCalls calls) throws Exception {
        double[] ours = new double[ROUNDS];
        double[] theirs = new double[ROUNDS];
        double[] drained = new double[ROUNDS];
        double[] cpu = new double[3];
        int ended = -1;
        for (int round = -WARM_UPS; round < ROUNDS; round++) {
            long began = cpuNanos();
            Run own = ours(calls);
            long ownCpu = cpuNanos();
            if (ended >= 0 && own.calls() != ended) {
                throw new IllegalStateException("calls ended: " + own.calls() + ", before " + ended);
            }
            ended = own.calls();
            double theirRate = theirs(calls);
            long theirCpu = cpuNanos();
            double[] rates = {own.perSecond(), theirRate, drained(calls)};
            if (round >= 0) {
                cpu[0] += ownCpu - began;
                cpu[1] += theirCpu - ownCpu;
                cpu[2] += cpuNanos() - theirCpu;
                ours[round] = rates[0];
                theirs[round] = rates[1];
                drained[round] = rates[2];
            }
        }
        double base = sorted(theirs)[ROUNDS / 2];
        row(table, sent, "asterisk-java, empty listener", calls, theirs, base, cpu[1], cpu[1]);
        row(table, sent, "us, up to the message (" + ended + " calls)", calls, ours, base, cpu[0], cpu[1]);
        row(table, sent, "nobody: bytes only", calls, drained, base, cpu[2], cpu[1]);
    }

    private static void row(Table table, String sent, String who, ManyCalls calls, double[] rates, double base, double cpu,
                            double theirCpu) {
        double[] sorted = sorted(rates);
        table.row(sent, who, calls.events(), (long) sorted[0], (long) sorted[ROUNDS / 2], (long) sorted[ROUNDS - 1], sorted[ROUNDS / 2] / base,
                Table.time(cpu / ROUNDS / calls.events()), cpu / theirCpu);
    }

    /** Of the whole process: whoever sends is in it, the same for all three. */
    private static long cpuNanos() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

    private static double[] sorted(double[] rates) {
        double[] sorted = rates.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    private static Run ours(ManyCalls calls) throws Exception {
        Semaphore ahead = new Semaphore(BLOCKS_AHEAD);
        AtomicInteger ended = new AtomicInteger();
        AtomicLong characters = new AtomicLong();
        Frames frames = new Frames();
        try (PbxPlayer pbx = new PbxPlayer(); CallThread thread = new CallThread("PBX", new TestNumbering(), (what, cause) -> {
            throw new IllegalStateException(what, cause);
        })) {
            thread.addListener((call, event) -> {
                characters.addAndGet(frames.frame(call).length());
                if (call.ended()) {
                    ManyCalls.markOf(call.linkedId()).ifPresentOrElse(block -> ahead.release(), ended::incrementAndGet);
                }
            });
            thread.start();
            try (AsteriskConnection connection = new AsteriskConnection(pbx.server(), TestRules::now,
                    ConnectPolicy.DEFAULT, thread, (id, peers) -> { })) {
                connection.start();
                pbx.awaitLogin();
                Eventually.isTrue(() -> connection.state().connected(), "connected");
                double perSecond = send(calls, pbx, ahead);
                ConnectionHealth health = connection.health();
                if (health.lost() + health.unreadable() > 0 || health.events() < calls.events() || characters.get() == 0) {
                    throw new IllegalStateException("lost: " + health);
                }
                return new Run(perSecond, ended.get());
            }
        }
    }

    private static double theirs(ManyCalls calls) throws Exception {
        Semaphore ahead = new Semaphore(BLOCKS_AHEAD);
        try (PbxPlayer pbx = new PbxPlayer()) {
            PbxServer server = pbx.server();
            ManagerConnection connection = new ManagerConnectionFactory(server.host(), server.port(), server.userName(), server.secret())
                    .createManagerConnection();
            connection.addEventListener(event -> {
                if (event instanceof HangupEvent hangup && ManyCalls.markOf(hangup.getUniqueId()).isPresent()) {
                    ahead.release();
                }
            });
            connection.login();
            pbx.awaitLogin();
            double perSecond = send(calls, pbx, ahead);
            connection.logoff();
            return perSecond;
        }
    }

    private static double send(ManyCalls calls, PbxPlayer pbx, Semaphore ahead) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        for (byte[] block : calls.blocks()) {
            taken(ahead, 1);
            pbx.say(block);
        }
        taken(ahead, BLOCKS_AHEAD);
        return calls.events() * 1e9 / (System.nanoTime() - begin);
    }

    private static void taken(Semaphore ahead, int blocks) throws InterruptedException {
        if (!ahead.tryAcquire(blocks, 60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("in a minute not all of what was sent was taken: something is lost");
        }
    }

    private static double drained(ManyCalls calls) throws Exception {
        try (PbxPlayer pbx = PbxPlayer.stranger("", ""); Socket reader = new Socket(InetAddress.getLoopbackAddress(), pbx.port())) {
            while (pbx.connections() == 0) {
                Thread.onSpinWait();
            }
            long begin = System.nanoTime();
            Thread sending = new Thread(() -> {
                try {
                    for (byte[] block : calls.blocks()) {
                        pbx.say(block);
                    }
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            sending.start();
            byte[] buffer = new byte[64 * 1024];
            InputStream in = reader.getInputStream();
            long read = 0;
            while (read < calls.bytes()) {
                read += in.read(buffer);
            }
            return calls.events() * 1e9 / (System.nanoTime() - begin);
        }
    }

    private record Run(double perSecond, int calls) { }
}
