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
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.ofbiz.asterisk.acd.distribution.Calls;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.crm.journal.queue.JournalLimits;
import org.apache.ofbiz.asterisk.crm.journal.queue.JournalQueue;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.entity.GenericEntityException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallJournalTest {

    @TempDir
    private Path folder;
    private final List<PhoneCall> written = new CopyOnWriteArrayList<>();
    private final CountDownLatch databaseBusy = new CountDownLatch(1);
    private final CountDownLatch databaseFree = new CountDownLatch(1);
    private final JournalWriter writer = mock(JournalWriter.class, withSettings().stubOnly());

    @BeforeEach
    void aDatabaseThatStalls() throws GenericEntityException {
        when(writer.databaseAnswers()).thenReturn(true);
        when(writer.write(any())).thenAnswer(call -> {
            databaseBusy.countDown();
            databaseFree.await(10, TimeUnit.SECONDS);
            call.<JournalQueue.Entry>getArgument(0).call().ifPresent(written::add);
            return Optional.empty();
        });
    }

    @Test
    void whileTheDatabaseStallsOnlyTheNewestOfEachCallWaits() throws InterruptedException {
        CallJournal journal = journal(writer);
        journal.callChanged(Calls.waiting("first"), Calls.event());
        databaseBusy.await();
        for (PhoneCall.State state : PhoneCall.State.values()) {
            journal.callChanged(Calls.in(state, Calls.waiting("a")), Calls.event());
            journal.callChanged(Calls.in(state, Calls.waiting("b")), Calls.event());
        }
        assertThat("a, b and the one that is being written", journal.waiting(), is(3));

        databaseFree.countDown();
        journal.close();
        assertThat(written, hasSize(3));
        assertThat(written.get(1), is(Calls.in(PhoneCall.State.ENDED, Calls.waiting("a"))));
        assertThat(written.get(2), is(Calls.in(PhoneCall.State.ENDED, Calls.waiting("b"))));
        assertThat(journal.lost(), is(0L));
    }

    @Test
    void aBurstIsTakenInWithoutWaitingAndNoneIsLost() throws InterruptedException {
        CallJournal journal = journal(writer);
        journal.callChanged(Calls.waiting("first"), Calls.event());
        databaseBusy.await();
        for (int i = 0; i < 10_000; i++) {
            journal.callChanged(Calls.waiting("call" + i), Calls.event());
        }
        databaseFree.countDown();
        Await.untilTrue(() -> journal.waiting() == 0, () -> journal.waiting() + " wait"); // closing waits for 10 s only
        journal.close();
        assertThat(written, hasSize(10_001));
        assertThat(journal.lost(), is(0L));
        assertThat("files left", files(), is(0L));
    }

    @Test
    void whatTheDatabaseRefusesIsTriedAgain() throws GenericEntityException, InterruptedException {
        CountDownLatch again = new CountDownLatch(1);
        JournalWriter moody = mock(JournalWriter.class);
        when(moody.databaseAnswers()).thenReturn(true);
        when(moody.write(any())).thenThrow(new GenericEntityException("not now")).thenAnswer(call -> {
            again.countDown();
            return Optional.empty();
        });
        try (CallJournal patient = journal(moody)) {
            patient.callChanged(Calls.waiting("a"), Calls.event());
            assertThat(again.await(10, TimeUnit.SECONDS), is(true));
            assertThat(patient.lost(), is(0L));
        }
    }

    @Test
    void whileTheDatabaseIsAwayNobodyIsGivenUp() throws GenericEntityException, InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(3);
        JournalWriter away = mock(JournalWriter.class);
        when(away.databaseAnswers()).thenAnswer(call -> asked.incrementAndGet() > 2);
        when(away.write(any())).thenAnswer(call -> {
            if (asked.get() <= 2) {
                throw new GenericEntityException("away");
            }
            all.countDown();
            return Optional.empty();
        });
        try (CallJournal journal = journal(away)) {
            List.of("a", "b", "c").forEach(id -> journal.callChanged(Calls.waiting(id), Calls.event()));
            assertThat(all.await(20, TimeUnit.SECONDS), is(true));
            assertThat(journal.queue().refused(), is(0L));
        }
    }

    @Test
    void whatTheDatabaseNeverTakesIsSetAsideAndHoldsUpNobody() throws Exception {
        JournalWriter strict = mock(JournalWriter.class);
        when(strict.databaseAnswers()).thenReturn(true);
        when(strict.write(any())).thenAnswer(call -> {
            PhoneCall told = call.<JournalQueue.Entry>getArgument(0).call().orElseThrow();
            if (told.linkedId().equals("poison")) {
                throw new GenericEntityException("the value is too long");
            }
            written.add(told);
            return Optional.empty();
        });
        JournalQueue queue = queue();
        try (CallJournal journal = new CallJournal(queue, strict, mock(RecordingCollector.class), mock(UnfinishedCalls.class),
                Clock.systemUTC(), 2)) {
            journal.callChanged(Calls.waiting("poison"), Calls.event());
            journal.callChanged(Calls.waiting("good"), Calls.event());
            journal.awaitLeftOver(Duration.ofSeconds(10));
            assertThat(written, hasSize(1));
            while (queue.refused() == 0) {
                Thread.onSpinWait();
            }
            assertThat(journal.waiting(), is(0));
            assertThat(journal.lost(), is(0L));
        }
        String refused = Files.readString(folder.resolve("refused.jsonl"));
        assertThat(refused, containsString("poison"));
        assertThat(refused, containsString("the value is too long"));
    }

    @Test
    void whatIsNotWrittenBeforeTheStopIsWrittenAfterTheNextStart() throws GenericEntityException {
        JournalWriter away = mock(JournalWriter.class);
        when(away.write(any())).thenThrow(new GenericEntityException("away"));
        try (CallJournal first = journal(away)) {
            first.callChanged(Calls.waiting("a"), Calls.event());
            first.callChanged(Calls.in(PhoneCall.State.ENDED, Calls.waiting("a")), Calls.event());
        }
        databaseFree.countDown();
        try (CallJournal second = journal(writer)) {
            second.awaitLeftOver(Duration.ofSeconds(10));
            assertThat(written, is(List.of(Calls.in(PhoneCall.State.ENDED, Calls.waiting("a")))));
        }
        assertThat("files left", files(), is(0L));
    }

    @Test
    void whileOthersAreInAHurryCallsWaitButNotForEver() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        databaseFree.countDown();
        CallJournal journal = journal(writer);
        journal.yieldsTo(() -> asked.incrementAndGet() > 0);
        journal.callChanged(Calls.waiting("a"), Calls.event());
        databaseBusy.await();
        assertThat("asked before the first was written", asked.get(), greaterThan(1));
        journal.close();
        assertThat(written, is(List.of(Calls.waiting("a"))));
    }

    /** The lookups of a burst don't wait until all calls that were taken are written. */
    @Test
    void whoComesInAHurryStopsABatchWhoseRestIsWrittenLater() throws InterruptedException {
        AtomicBoolean hurry = new AtomicBoolean();
        CountDownLatch both = new CountDownLatch(2);
        List<Integer> together = new CopyOnWriteArrayList<>();
        CallJournal journal = journal(writer);
        when(writer.writeTogether(any(), any())).thenAnswer(call -> {
            List<JournalQueue.Entry> entries = call.getArgument(0);
            if (together.isEmpty()) {
                journal.callChanged(Calls.waiting("late"), Calls.event());
            }
            hurry.set(together.isEmpty());
            List<JournalQueue.Entry> some = call.<BooleanSupplier>getArgument(1).getAsBoolean() ? entries.subList(0, 2) : entries;
            some.forEach(entry -> written.add(entry.call().orElseThrow()));
            together.add(some.size());
            both.countDown();
            return Optional.of(some.stream().map(entry -> Optional.<String>empty()).toList());
        });
        journal.callChanged(Calls.waiting("first"), Calls.event());
        databaseBusy.await();
        journal.yieldsTo(() -> hurry.getAndSet(false));
        IntStream.range(0, 5).forEach(i -> journal.callChanged(Calls.waiting("call" + i), Calls.event()));
        databaseFree.countDown();
        assertThat(both.await(10, TimeUnit.SECONDS), is(true));
        journal.close();
        assertThat(together, is(List.of(2, 4)));
        assertThat(written.stream().map(PhoneCall::linkedId).toList(), is(List.of("first", "call0", "call1", "call2", "call3", "call4", "late")));
    }

    @Test
    void aCallThatReachesNoGroupAndNobodyOfOursIsNotWritten() {
        CallJournal journal = journal(writer);
        journal.callChanged(Calls.arriving("stranger", Optional.empty()), Calls.event());
        assertThat(journal.waiting(), is(0));
        journal.close();
    }

    private CallJournal journal(JournalWriter to) {
        return new CallJournal(queue(), to, mock(RecordingCollector.class), mock(UnfinishedCalls.class), Clock.systemUTC());
    }

    private JournalQueue queue() {
        return new JournalQueue(Optional.of(folder), JournalLimits.ofMegabytes(32), (what, cause) -> {
            throw new AssertionError(what, cause);
        });
    }

    private long files() throws RuntimeException {
        try (var all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(".journal")).count();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
