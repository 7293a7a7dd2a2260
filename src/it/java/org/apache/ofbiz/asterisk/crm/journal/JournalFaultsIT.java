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
package org.apache.ofbiz.asterisk.crm.journal;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.ofbiz.asterisk.call.tracking.CallThread;
import org.apache.ofbiz.asterisk.crm.journal.queue.JournalQueue;
import org.apache.ofbiz.asterisk.crm.telephony.OfbizNumbering;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.fixture.SimulatedCalls;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A database that is stopped, one that stalls, a disk that is full: each call is in the database in the end, once. */
@Tag("embedded")
@Tag("once")
@Timeout(180)
class JournalFaultsIT {

    @TempDir
    private static Path folder;
    private static Host host;

    @BeforeAll
    static void start() throws IOException {
        host = Host.start(folder.resolve("data"), Host::noPbx);
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    @Test
    void aStoppedDatabaseIsWaitedFor(TestReporter report) throws Exception {
        try (CallJournal journal = Journals.on(host, Optional.of(folder.resolve("stopped"))); CallThread calls = calls(journal)) {
            tell(calls, "before", 50);
            Await.untilTrue(() -> kept("before").size() == 50, () -> kept("before").size() + " of 50 calls are kept");
            tell(calls, "meanwhile", 25);
            // a write at the moment of the stop would start Derby again before it is out of reach
            BooleanSupplier nothingToWrite = () -> calls.backlog() == 0 && kept("meanwhile").size() == 25 && journal.waiting() == 0;
            Await.untilTrue(nothingToWrite, () -> journal.waiting() + " calls wait");
            int waiting;
            try (Closeable away = stopDatabase()) {
                tell(calls, "away", 100);
                Await.untilTrue(() -> !journal.databaseAnswers() && calls.backlog() == 0, () -> "the journal thinks that the database answers");
                waiting = journal.waiting();
            }
            assertThat("calls that wait", waiting, is(greaterThanOrEqualTo(100)));
            written(journal, calls);
            assertOnce("before", 50);
            assertOnce("meanwhile", 25);
            assertOnce("away", 100);
            assertThat(journal.lost() + journal.queue().refused(), is(0L));
            report.publishEntry("database stopped", "175 calls told, " + waiting + " waited while it was stopped, 175 kept, 0 lost");
        }
    }

    @Test
    void aStallingDatabaseHoldsUpNoCall(TestReporter report) throws Exception {
        AtomicInteger writes = new AtomicInteger();
        JournalWriter real = Journals.writer(host);
        JournalWriter stalls = mock(JournalWriter.class, delegatesTo(real));
        doAnswer(call -> {
            if (writes.incrementAndGet() <= 50) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
            return real.write(call.getArgument(0));
        }).when(stalls).write(any());
        doAnswer(call -> writes.get() < 50 ? Optional.empty() : real.writeTogether(call.getArgument(0))).when(stalls).writeTogether(any());
        try (CallJournal journal = Journals.on(host, Optional.of(folder.resolve("stalls")), stalls); CallThread calls = calls(journal)) {
            tell(calls, "burst", 1_000);
            Await.untilTrue(() -> calls.backlog() == 0, () -> calls.backlog() + " events wait for the call thread");
            int written = writes.get();
            assertThat("the call thread waited for the database", written, is(lessThan(50)));
            written(journal, calls);
            assertOnce("burst", 1_000);
            assertThat(journal.lost() + journal.queue().refused(), is(0L));
            report.publishEntry("database stalled", "1000 calls followed while it wrote " + written + " of them, 1000 kept, 0 lost");
        }
    }

    @Test
    void aFullDiskIsToldAndCallsGoOnInMemory(TestReporter report) throws Exception {
        Path disk = Files.createDirectories(folder.resolve("disk"));
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=12m", "none", disk.toString());
        if (!mounted) {
            report.publishEntry("skipped", "no small disk can be mounted here: that needs to be root");
        }
        assumeTrue(mounted, "no small disk can be mounted here");
        try (CallJournal journal = Journals.on(host, Optional.of(disk.resolve("journal"))); CallThread calls = calls(journal)) {
            JournalQueue queue = journal.queue();
            Await.untilTrue(() -> queue.problem().isPresent(), () -> "nobody has said that the disk is full");
            assertThat(queue.problem().orElseThrow(), containsString("in memory only"));
            tell(calls, "full", 200);
            written(journal, calls);
            assertOnce("full", 200);
            assertThat(journal.lost(), is(0L));
        } finally {
            run("umount", "-l", disk.toString()); // lazily: a mapping lives on until it is collected
        }
    }

    /** Waits as long as it goes on. */
    private static void written(CallJournal journal, CallThread calls) {
        Await.untilTrue(() -> calls.backlog() == 0, () -> calls.backlog() + " events wait for the call thread");
        for (int waiting = journal.waiting(); waiting > 0; waiting = journal.waiting()) {
            int before = waiting;
            Await.untilTrue(() -> journal.waiting() < before, () -> journal.waiting() + " calls wait");
        }
    }

    private static CallThread calls(CallJournal journal) {
        CallThread calls = new CallThread("DEMO_PBX", new OfbizNumbering(host.delegator(), "DEMO_PBX"), (what, cause) -> {
            throw new AssertionError(what, cause);
        });
        calls.addListener(journal);
        calls.start();
        return calls;
    }

    private static void tell(CallThread calls, String name, int count) {
        IntStream.range(0, count).forEach(i -> SimulatedCalls.answered(name + i, "1001", Instant.now()).forEach(calls));
    }

    /** Derby ends, and is out of reach until the result is closed: whoever asks for a stopped database would start it again. */
    private static Closeable stopDatabase() throws IOException {
        Path database = folder.resolve("data/derby");
        Path away = folder.resolve("data/derby-away");
        assertThat(shutDown(database), is("08006"));
        Files.move(database, away);
        Files.createFile(database);
        // who asked for a connection between the two has started Derby again: it would go on with the files that it had open
        shutDown(database);
        return () -> {
            Files.delete(database);
            Files.move(away, database);
        };
    }

    /** @return what Derby calls it: 08006 when it ran until now */
    private static String shutDown(Path database) {
        try {
            DriverManager.getConnection("jdbc:derby:" + database + ";shutdown=true").close();
            return "";
        } catch (SQLException toldByException) {
            return toldByException.getSQLState();
        }
    }

    private static Map<String, Long> kept(String name) {
        return host.database().rows("PhoneCall").stream().filter(row -> row.getString("linkedId").startsWith(name))
                .filter(row -> "AST_ANSWERED".equals(row.getString("outcomeEnumId")) && row.get("communicationEventId") != null)
                .collect(Collectors.groupingBy(row -> row.getString("linkedId"), Collectors.counting()));
    }

    private static void assertOnce(String name, int count) {
        Map<String, Long> kept = kept(name);
        assertThat(name, kept.size(), is(count));
        assertThat(name, kept.values().stream().filter(rows -> rows != 1).toList(), is(List.of()));
        long events = host.database().rows("CommunicationEvent").stream().filter(row -> row.get("messageId") != null)
                .filter(row -> row.getString("messageId").startsWith(name)).count();
        assertThat("CommEvents of " + name, events, is((long) count));
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }
}
