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

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.LockSupport;
import org.apache.ofbiz.asterisk.acd.AgentDirectory;
import org.apache.ofbiz.asterisk.acd.CallerDirectory;
import org.apache.ofbiz.asterisk.acd.DialRules;
import org.apache.ofbiz.asterisk.acd.Dispositions;
import org.apache.ofbiz.asterisk.acd.PbxDirectory;
import org.apache.ofbiz.asterisk.acd.distribution.CallDistributor;
import org.apache.ofbiz.asterisk.acd.distribution.Scene;
import org.apache.ofbiz.asterisk.acd.threads.AcdThreads;
import org.apache.ofbiz.asterisk.bench.Table;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.tracking.CallThread;
import org.apache.ofbiz.asterisk.call.tracking.TestNumbering;
import org.apache.ofbiz.asterisk.crm.journal.queue.JournalLimits;
import org.apache.ofbiz.asterisk.crm.journal.queue.JournalQueue;
import org.apache.ofbiz.asterisk.fixture.SimulatedCalls;

/** The heap after 100,000 and after 1,000,000 calls that were followed, offered and journalled (in its files, to a database that takes all). */
public final class HeapHarness {

    private static final int[] CALLS = {20_000, 100_000, Integer.getInteger("calls", 1_000_000)};
    private static final double FLAT = 1.2;
    private static volatile long written;

    private HeapHarness() {
    }

    /** The harness {@code heap}; the property {@code calls} is how many calls there are in the end. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of(System.getProperty("basedir", ""), "target", "bench")), "heap");
        ScheduledExecutorService workers = Executors.newScheduledThreadPool(2);
        Table table = new Table("heap", "Heap after a full collection", "calls", "ended calls written", "heap", "beside the first", "lost", "s");
        boolean good = true;
        try (CallJournal journal = journal(folder); CallThread calls = new CallThread("DEMO_PBX", new Numbers(), (what, cause) -> {
            throw new IllegalStateException(what, cause);
        })) {
            calls.addListener(journal);
            calls.addListener(desk(workers));
            calls.start();
            int told = 0;
            long first = 0;
            long began = System.nanoTime();
            for (int until : CALLS) {
                for (; told < until; told++) {
                    SimulatedCalls.answered("c" + told, "1001", Instant.now()).forEach(calls);
                    pauseWhile(calls.backlog() > 10_000 || journal.waiting() > 10_000);
                }
                while (calls.backlog() > 0 || journal.waiting() > 0 || journal.lost() == 0 && written < told) {
                    LockSupport.parkNanos(1_000_000);
                }
                long heap = heap();
                first = first == 0 ? heap : first;
                table.row(told, written, heap / 1024 + " kB", heap / (double) first, journal.lost(), (System.nanoTime() - began) / 1e9);
                good &= heap <= first * FLAT && journal.lost() == 0 && written == told;
            }
        } finally {
            workers.shutdownNow();
        }
        table.print();
        if (!good) {
            throw new IllegalStateException("the heap grew, or the counts do not agree");
        }
    }

    private static void pauseWhile(boolean behind) {
        if (behind) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** On a writer that does nothing but count. */
    private static CallJournal journal(Path folder) {
        JournalWriter writer = mock(JournalWriter.class, withSettings().stubOnly());
        when(writer.databaseAnswers()).thenReturn(true);
        when(writer.writeTogether(any(), any())).thenAnswer(call -> {
            List<JournalQueue.Entry> entries = call.getArgument(0);
            entries.forEach(HeapHarness::count);
            return Optional.of(entries.stream().map(entry -> Optional.<String>empty()).toList());
        });
        try {
            when(writer.write(any())).thenAnswer(call -> {
                count(call.getArgument(0));
                return Optional.empty();
            });
        } catch (org.apache.ofbiz.entity.GenericEntityException e) {
            throw new IllegalStateException(e);
        }
        JournalQueue queue = new JournalQueue(Optional.of(folder), JournalLimits.ofMegabytes(1024), (what, cause) -> {
            throw new IllegalStateException(what, cause);
        });
        return new CallJournal(queue, writer, mock(RecordingCollector.class, withSettings().stubOnly()),
                mock(UnfinishedCalls.class, withSettings().stubOnly()), Clock.systemUTC());
    }

    private static void count(JournalQueue.Entry entry) {
        written += entry.call().filter(call -> call.ended()).isPresent() ? 1 : 0;
    }

    private static CallDistributor desk(ScheduledExecutorService workers) {
        Scene parts = new Scene();
        CallerDirectory directory = parts;
        return new CallDistributor((AgentDirectory) parts, directory, (Dispositions) parts, (DialRules) parts, (PbxDirectory) parts,
                call -> Optional.empty(), Clock.systemUTC(), AcdThreads.of(workers, workers), (what, cause) -> { });
    }

    private static long heap() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            memory.gc();
            least = Math.min(least, memory.getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    /** The phones belong to somebody, so the calls are journalled. */
    private static final class Numbers extends TestNumbering {
        @Override
        public Optional<Peer> peer(String technology, String peerName) {
            return "1001".equals(peerName) ? Optional.of(Scene.PHONE_OF_ANN) : super.peer(technology, peerName);
        }
    }
}
