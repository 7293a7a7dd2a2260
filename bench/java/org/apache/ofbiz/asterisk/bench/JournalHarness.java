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
package org.apache.ofbiz.asterisk.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.ofbiz.asterisk.call.CallListener;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.tracking.CallThread;
import org.apache.ofbiz.asterisk.crm.journal.CallJournal;
import org.apache.ofbiz.asterisk.crm.journal.Journals;
import org.apache.ofbiz.asterisk.crm.journal.queue.JournalLimits;
import org.apache.ofbiz.asterisk.crm.journal.queue.JournalQueue;
import org.apache.ofbiz.asterisk.crm.telephony.OfbizNumbering;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.fixture.Postgres;
import org.apache.ofbiz.asterisk.fixture.SimulatedCalls;
import org.apache.ofbiz.embedded.entity.DerbyDatabase;

/** How many calls a second the journal writes to Derby and to PostgreSQL, and how long it keeps the thread of calls. */
public final class JournalHarness {

    private static final PrintStream OUT = System.out;
    private static final int WARM_UP = 500;
    private static final int CALLS = Integer.getInteger("calls", 2_000);
    private static final int AT_A_TIME = 100;
    private static final int FORCES = 200;

    private JournalHarness() {
    }

    /** The harness {@code journal}. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(System.getProperty("basedir", ""), "target", "bench")).resolve("journal");
        Path run = Files.createTempDirectory(Files.createDirectories(folder), "run");
        Table table = new Table("journal", "The journal", "database", "calls told", "one after the other", "calls/s", "CPU a call",
                "commits/s of the disk", "rows", "CommEvents", "lost");
        boolean complete;
        Numbering numbering;
        try (Host host = Host.start(run.resolve("derby"), Host::noPbx)) {
            numbering = new OfbizNumbering(host.delegator(), "DEMO_PBX");
            complete = rows(host, "Derby", numbering, run.resolve("derby-queue"), table, () -> { });
            handOver(numbering, run);
        }
        Optional<Postgres> installed = Postgres.start();
        if (installed.isPresent()) {
            try (Postgres postgres = installed.get()) {
                System.setProperty(DerbyDatabase.OTHER, postgres.url());
                try (Host host = Host.start(run.resolve("postgres"), Host::noPbx)) {
                    complete &= rows(host, "PostgreSQL", new OfbizNumbering(host.delegator(), "DEMO_PBX"), run.resolve("postgres-queue"), table,
                            postgres::analyze);
                }
            }
        }
        table.print();
        if (!complete || installed.isEmpty()) {
            throw new IllegalStateException(complete ? "PostgreSQL was not measured: it is not installed (apt-get install postgresql)"
                    : "the counts do not agree");
        }
    }

    private static boolean rows(Host host, String database, Numbering numbering, Path queue, Table table, Work warm) throws IOException {
        boolean complete = true;
        try (CallJournal journal = Journals.on(host, Optional.of(queue))) {
            write(journal, numbering, "warm", WARM_UP, WARM_UP);
            warm.run();
            for (int together : new int[] {CALLS, AT_A_TIME}) {
                String name = "n" + together + "-";
                long cpu = cpuNanos();
                double seconds = write(journal, numbering, name, CALLS, together);
                long used = (cpuNanos() - cpu) / CALLS;
                long rows = count(host, "PhoneCall", "linkedId", name);
                long events = count(host, "CommunicationEvent", "messageId", name);
                OUT.println(database + ", " + together + " at a time: " + CALLS / seconds + " calls/s, " + Table.time(used) + " of CPU each");
                complete &= rows == CALLS && events == CALLS && journal.lost() == 0;
                table.row(database, CALLS, together == CALLS ? "newest state of each" : "every change of " + together + " at a time", CALLS / seconds,
                        Table.time(used), forces(queue), rows, events, journal.lost());
            }
        }
        return complete;
    }

    /** Of the threads that write to the database, without PostgreSQL's processes: what waits for a processor does not count. */
    private static long cpuNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds())).filter(thread -> thread != null
                && thread.getThreadName().equals("asterisk-journal")).mapToLong(thread -> threads.getThreadCpuTime(thread.getThreadId())).sum();
    }

    /** How often in a second this disk takes 4,000 bytes for good: the most transactions of one thread, whatever the database. */
    private static double forces(Path queue) throws IOException {
        Path file = queue.resolveSibling("forced");
        long began = System.nanoTime();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int i = 0; i < FORCES; i++) {
                channel.write(java.nio.ByteBuffer.wrap(new byte[4_000]));
                channel.force(false);
            }
        }
        return FORCES / ((System.nanoTime() - began) / 1e9);
    }

    /** Seconds until all is in the database; each group of calls is told step by step, and a step only when the one before is written. */
    private static double write(CallJournal journal, Numbering numbering, String name, int calls, int together) {
        long began = System.nanoTime();
        try (CallThread thread = new CallThread("DEMO_PBX", numbering, (what, cause) -> {
            throw new IllegalStateException(what, cause);
        })) {
            thread.addListener(journal);
            thread.start();
            for (int first = 0; first < calls; first += together) {
                List<String> ids = IntStream.range(first, first + together).mapToObj(i -> name + i).toList();
                if (together == calls) {
                    ids.forEach(id -> SimulatedCalls.answered(id, "1001", Instant.now()).forEach(thread));
                } else {
                    steps(thread, journal, ids);
                }
            }
            drained(thread, journal);
        }
        return (System.nanoTime() - began) / 1e9;
    }

    private static void steps(CallThread thread, CallJournal journal, List<String> ids) {
        int length = SimulatedCalls.answered("x", "1001", Instant.now()).size();
        Instant now = Instant.now();
        for (int step = 0; step < length; step++) {
            for (String id : ids) {
                thread.accept(SimulatedCalls.answered(id, "1001", now).get(step));
            }
            drained(thread, journal);
        }
    }

    private static void drained(CallThread thread, CallJournal journal) {
        while (thread.backlog() > 0 || journal.waiting() > 0) {
            LockSupport.parkNanos(100_000);
        }
    }

    private static long count(Host host, String entity, String field, String prefix) {
        return host.database().rows(entity).stream().filter(row -> row.getString(field) != null && row.getString(field).startsWith(prefix)).count();
    }

    /** What a change costs the thread of calls: beside a write to a file of the same length, and beside nothing. */
    private static void handOver(Numbering numbering, Path run) throws IOException {
        PhoneCall[] told = new PhoneCall[1];
        CallListener remember = (call, event) -> told[0] = call;
        try (CallThread thread = new CallThread("DEMO_PBX", numbering, (what, cause) -> { })) {
            thread.addListener(remember);
            thread.start();
            SimulatedCalls.answered("hand", "1001", Clock.systemUTC().instant()).forEach(thread);
            while (told[0] == null || !told[0].ended()) {
                LockSupport.parkNanos(100_000);
            }
        }
        Table table = new Table("journal-hand-over", "One change of a call, on the thread of calls", "way", "p50", "p99", "p99.9", "longest");
        try (JournalQueue queue = new JournalQueue(Optional.of(run.resolve("mapped")), JournalLimits.ofMegabytes(1024), (what, cause) -> { });
                FileChannel file = FileChannel.open(run.resolve("plain"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            byte[] bytes = new byte[4_000];
            measure(table, "JSON, copied to the mapped file", () -> queue.add(told[0]));
            measure(table, "a write of 4,000 bytes to a file", () -> file.write(java.nio.ByteBuffer.wrap(bytes)));
        }
        table.print();
    }

    private static void measure(Table table, String way, Work work) throws IOException {
        long[] nanos = new long[100_000];
        for (int round = 0; round < 2; round++) { // the first one warms up
            for (int i = 0; i < nanos.length; i++) {
                long began = System.nanoTime();
                work.run();
                nanos[i] = System.nanoTime() - began;
                LockSupport.parkNanos(1_000);
            }
        }
        Arrays.sort(nanos);
        table.row(way, Table.time(Table.percentile(nanos, 0.5)), Table.time(Table.percentile(nanos, 0.99)),
                Table.time(Table.percentile(nanos, 0.999)), Table.time(nanos[nanos.length - 1]));
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }
}
