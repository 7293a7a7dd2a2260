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
package org.apache.ofbiz.asterisk.crm.journal.queue;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.distribution.Calls;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the journal has still to write outlives the process, and takes no more room than it may. */
class JournalQueueTest {

    private static final JournalLimits SMALL = new JournalLimits(16 * 1024, 6, 2);
    private static final int ROUNDS = 3_000;
    private static final Person AGENT = new Person("agent1001", "AST_AGENT1", "Agent One");

    @TempDir
    private Path temporary;
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<JournalQueue> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(JournalQueue::close);
    }

    @Test
    void theNewestOfACallComesOutOnceWithItsClaim() {
        JournalQueue queue = queue(folder());
        PhoneCall waits = Calls.waiting("a");
        queue.add(waits);
        queue.add(waits.callId(), new JournaledClaim(AGENT, Calls.START));
        queue.add(ended("a"));

        JournalQueue.Entry entry = queue.take().orElseThrow();
        assertThat(entry.call(), is(Optional.of(ended("a"))));
        assertThat(entry.claim(), is(Optional.of(new JournaledClaim(AGENT, Calls.START))));
        assertThat("another one", queue.take(), is(Optional.empty()));
        queue.written(entry);
        assertThat(queue.waiting(), is(0));
    }

    @Test
    void whatComesWhileACallIsWrittenIsWrittenAfterIt() {
        JournalQueue queue = queue(folder());
        queue.add(Calls.waiting("a"));
        JournalQueue.Entry first = queue.take().orElseThrow();
        queue.add(ended("a"));
        assertThat("at the same time", queue.take(), is(Optional.empty()));
        queue.written(first);
        assertThat(queue.take().orElseThrow().call(), is(Optional.of(ended("a"))));
    }

    @Test
    void whatIsWrittenIsInNoFileOnceItIsForgotten() throws IOException {
        JournalQueue queue = queue(folder());
        queue.add(ended("written"));
        queue.written(queue.take().orElseThrow());
        queue.add(ended("refused"));
        queue.refuse(queue.take().orElseThrow(), new IOException("never"));
        queue.add(ended("waits"));
        assertThat(inFiles("written"), is(true));
        queue.forget(line -> line.contains("refused"));
        assertThat(List.of(inFiles("written"), inFiles("refused"), inFiles("waits")), is(List.of(false, false, true)));
        assertThat(queue.take().orElseThrow().call(), is(Optional.of(ended("waits"))));
    }

    private boolean inFiles(String text) throws IOException {
        try (Stream<Path> files = Files.walk(folder())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void aProcessThatDiesLosesNothing() throws IOException {
        JournalQueue queue = new JournalQueue(Optional.of(folder()), new JournalLimits(256 * 1024, 6, 1), (what, cause) -> told.add(what));
        open.add(queue);
        queue.add(Calls.waiting("written"));
        queue.written(queue.take().orElseThrow());
        for (int i = 0; i < 200; i++) { // two files
            queue.add(Calls.waiting("call" + i));
            queue.add(ended("call" + i));
        }

        JournalQueue next = queue(asLeftByADeadProcess());
        Map<String, PhoneCall> left = takeAll(next);
        assertThat(left.keySet(), hasSize(200));
        left.values().forEach(call -> assertThat(call.callId(), call, is(ended(call.linkedId()))));
        assertThat(next.unreadable(), is(0));
        next.close();
        assertThat("files left", files(temporary.resolve("dead")), hasSize(0));
    }

    @Test
    void whatHalfOfALineSaysIsPassedOverAndCounted() throws IOException {
        JournalQueue queue = queue(folder());
        queue.add(Calls.waiting("a"));
        queue.add(Calls.waiting("torn"));
        queue.add(Calls.waiting("b"));
        Path dead = asLeftByADeadProcess();
        Path file = files(dead).get(0);
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(text.indexOf("torn")); // as when the power fails before this page, and after the next one, was on the disk
            bytes.write('X');
            int last = text.lastIndexOf('\n') - 20;
            bytes.seek(last);
            bytes.write(new byte[text.lastIndexOf('\n') + 1 - last]);
        }

        JournalQueue next = queue(dead);
        assertThat(takeAll(next).keySet(), is(Map.of("PBX:a", 0).keySet()));
        assertThat(next.unreadable(), is(2));
    }

    @Test
    void filesThatAreWrittenAreUsedAgain() {
        JournalLimits limits = new JournalLimits(16 * 1024, 6, 10_000);
        JournalQueue queue = new JournalQueue(Optional.of(folder()), limits, (what, cause) -> told.add(what));
        open.add(queue);
        PhoneCall stuck = Calls.waiting("stuck");
        queue.add(stuck);
        JournalQueue.Entry held = queue.take().orElseThrow();
        for (int i = 0; i < 2_000; i++) {
            queue.add(ended("call" + i));
            queue.written(queue.take().orElseThrow());
        }
        assertThat(queue.lost(), is(0L));
        assertThat(queue.bytes(), is(lessThanOrEqualTo(7L * limits.segmentBytes())));
        queue.again(held);
        assertThat("moved on from file to file", queue.take().orElseThrow().call(), is(Optional.of(stuck)));
    }

    @Test
    void aFullQueueCountsWhatItLosesAndTellsOnce() {
        JournalQueue queue = queue(folder());
        int added = 0;
        while (queue.lost() < 2) { // a file that became ready after the first loss takes calls again
            queue.add(Calls.waiting("call" + added++));
        }
        assertThat(queue.waiting(), is(added - 2));
        assertThat(told.stream().filter(text -> text.contains("being lost")).count(), is(1L));
        assertThat(takeAll(queue).keySet(), hasSize(added - 2));
        assertThat("room again", addAndTake(queue, "later"), is(true));
    }

    @Test
    void withoutAFolderItGoesOnInMemoryAndSaysSo() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "not a folder");
        JournalQueue queue = queue(file);
        queue.add(ended("a"));
        assertThat(queue.problem().orElseThrow(), containsString("in memory only"));
        assertThat(told, hasSize(1));
        assertThat(queue.bytes(), is(0L));
        assertThat(takeAll(queue).keySet(), hasSize(1));
    }

    @Test
    void whatWaitedInMemoryGoesToTheFolderOnceThereIsOne() throws IOException {
        Path folder = temporary.resolve("file");
        Files.writeString(folder, "in the way");
        JournalQueue queue = queue(folder);
        queue.add(ended("a"));
        Files.delete(folder);
        while (queue.problem().isPresent() || queue.bytes() == 0) {
            Thread.onSpinWait();
        }
        queue.add(ended("b"));
        while (!Files.readString(files(folder).get(0)).contains("PBX:a")) {
            Thread.onSpinWait();
        }
        assertThat(takeAll(queue).keySet(), hasSize(2));
    }

    @Test
    void twoCallCentresDoNotShareAFolder() {
        JournalQueue first = queue(folder());
        first.add(Calls.waiting("first"));
        JournalQueue second = queue(folder());
        second.add(Calls.waiting("second"));
        assertThat(second.problem().orElseThrow(), containsString("in use"));
        assertThat(takeAll(first).keySet(), hasSize(1));
        assertThat(takeAll(second).keySet(), hasSize(1));
    }

    @Test
    void manyThreadsLoseNothing() throws InterruptedException {
        JournalQueue queue = new JournalQueue(Optional.of(folder()), JournalLimits.ofMegabytes(64), (what, cause) -> told.add(what));
        open.add(queue);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        for (int t = 0; t < 4; t++) {
            int thread = t;
            threads.execute(() -> {
                for (int i = 0; i < 2_000; i++) {
                    queue.add(Calls.waiting(thread + "-" + i));
                    queue.add(ended(thread + "-" + i));
                }
            });
        }
        threads.shutdown();
        Map<String, PhoneCall> all = new TreeMap<>();
        while (!threads.awaitTermination(1, TimeUnit.MILLISECONDS)) {
            all.putAll(takeAll(queue));
        }
        all.putAll(takeAll(queue));
        assertThat(all.keySet(), hasSize(8_000));
        all.values().forEach(call -> assertThat(call.ended(), is(true)));
        assertThat(queue.lost(), is(0L));
        assertThat(told, hasSize(0));
    }

    /** What is told while a call is written has a lower number at times than what is written, since it took longer to become text. */
    @Test
    void aClaimAndAChangeThatTwoThreadsTellAtATimeAreBothWritten() throws IOException {
        JournalQueue queue = new JournalQueue(Optional.of(folder()), JournalLimits.ofMegabytes(64), (what, cause) -> told.add(what));
        open.add(queue);
        CyclicBarrier together = new CyclicBarrier(3);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        threads.execute(() -> inEachRound(together, i -> queue.add(ended("call" + i))));
        threads.execute(() -> inEachRound(together, i -> queue.add("PBX:call" + i, new JournaledClaim(AGENT, Calls.START))));
        threads.shutdown();
        Set<String> calls = new TreeSet<>();
        Set<String> claims = new TreeSet<>();
        List<JournalQueue.Entry> taken = new ArrayList<>();
        inEachRound(together, i -> {
            taken.forEach(queue::written); // only now: both are told
            taken.clear();
            drain(queue, taken, calls, claims);
        });
        taken.forEach(queue::written);
        for (taken.clear(); queue.waiting() > 0; taken.clear()) {
            drain(queue, taken, calls, claims);
            taken.forEach(queue::written);
        }
        assertThat(calls, hasSize(ROUNDS));
        assertThat(claims, hasSize(ROUNDS));
        assertThat("after a crash", takeAll(queue(asLeftByADeadProcess())).keySet(), hasSize(0));
    }

    private static void drain(JournalQueue queue, List<JournalQueue.Entry> taken, Set<String> calls, Set<String> claims) {
        for (Optional<JournalQueue.Entry> next = queue.take(); taken.isEmpty() || next.isPresent(); next = queue.take()) {
            next.ifPresent(entry -> {
                entry.call().ifPresent(call -> calls.add(entry.callId()));
                entry.claim().ifPresent(claim -> claims.add(entry.callId()));
                taken.add(entry);
            });
        }
    }

    private static void inEachRound(CyclicBarrier together, IntConsumer part) {
        try {
            for (int i = 0; i < ROUNDS; i++) {
                together.await(10, TimeUnit.SECONDS);
                part.accept(i);
            }
            together.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aFileOfAnotherSizeIsRead() throws IOException {
        queue(folder()).add(ended("a"));
        Path dead = asLeftByADeadProcess();
        JournalQueue next = new JournalQueue(Optional.of(dead), new JournalLimits(64 * 1024, 4, 1), (what, cause) -> told.add(what));
        open.add(next);
        assertThat(takeAll(next).keySet(), hasSize(1));
        assertThat(next.bytes(), is(greaterThan(0L)));
    }

    private static boolean addAndTake(JournalQueue queue, String linkedId) {
        for (int i = 0; i < 100_000; i++) {
            long lost = queue.lost();
            queue.add(ended(linkedId));
            if (queue.lost() == lost) {
                return takeAll(queue).size() == 1;
            }
            Thread.onSpinWait();
        }
        return false;
    }

    private static Map<String, PhoneCall> takeAll(JournalQueue queue) {
        Map<String, PhoneCall> all = new TreeMap<>();
        for (Optional<JournalQueue.Entry> next = queue.take(); next.isPresent(); next = queue.take()) {
            all.put(next.get().callId(), next.get().call().orElseThrow());
            queue.written(next.get());
        }
        return all;
    }

    private JournalQueue queue(Path folder) {
        JournalQueue queue = new JournalQueue(Optional.of(folder), SMALL, (what, cause) -> told.add(what + ": " + cause.getMessage()));
        open.add(queue);
        return queue;
    }

    private Path folder() {
        return temporary.resolve("journal");
    }

    /** The files as they are at this moment, without a close. */
    private Path asLeftByADeadProcess() throws IOException {
        Path dead = Files.createDirectories(temporary.resolve("dead"));
        for (Path file : files(folder())) {
            Files.copy(file, dead.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
        return dead;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(".journal")).sorted().toList();
        }
    }

    private static PhoneCall ended(String linkedId) {
        return Calls.ends(Calls.waiting(linkedId), Outcome.ABANDONED);
    }
}
