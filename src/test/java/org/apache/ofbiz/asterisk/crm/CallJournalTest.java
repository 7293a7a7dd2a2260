/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.crm;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.desk.Calls;
import org.apache.ofbiz.entity.GenericEntityException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallJournalTest {

    private final List<PhoneCall> written = new CopyOnWriteArrayList<>();
    private final CountDownLatch databaseBusy = new CountDownLatch(1);
    private final CountDownLatch databaseFree = new CountDownLatch(1);
    private final JournalWriter writer = mock(JournalWriter.class);
    private final CallJournal journal = new CallJournal(writer, mock(RecordingCollector.class), mock(UnfinishedCalls.class), Clock.systemUTC());

    @BeforeEach
    void aDatabaseThatStalls() throws GenericEntityException {
        when(writer.write(any(), any(), any())).thenAnswer(call -> {
            databaseBusy.countDown();
            databaseFree.await(10, TimeUnit.SECONDS);
            call.<Optional<PhoneCall>>getArgument(1).ifPresent(written::add);
            return Optional.empty();
        });
    }

    @Test
    void whileTheDatabaseStallsOnlyTheNewestOfEachCallWaits() throws InterruptedException {
        journal.callChanged(Calls.waiting("first"), Calls.event());
        databaseBusy.await();
        for (PhoneCall.State state : PhoneCall.State.values()) {
            journal.callChanged(Calls.in(state, Calls.waiting("a")), Calls.event());
            journal.callChanged(Calls.in(state, Calls.waiting("b")), Calls.event());
        }
        assertThat(journal.waiting(), is(2));

        databaseFree.countDown();
        journal.close();
        assertThat(written, hasSize(3));
        assertThat(written.get(1), is(Calls.in(PhoneCall.State.ENDED, Calls.waiting("a"))));
        assertThat(written.get(2), is(Calls.in(PhoneCall.State.ENDED, Calls.waiting("b"))));
        assertThat(journal.lost(), is(0L));
    }

    @Test
    void aBurstIsTakenInWithoutWaitingAndNoneIsLost() throws InterruptedException {
        journal.callChanged(Calls.waiting("first"), Calls.event());
        databaseBusy.await();
        for (int i = 0; i < 10_000; i++) {
            journal.callChanged(Calls.waiting("call" + i), Calls.event());
        }
        databaseFree.countDown();
        journal.close();
        assertThat(written, hasSize(10_001));
        assertThat(journal.lost(), is(0L));
    }

    @Test
    void whatTheDatabaseRefusesIsTriedAgain() throws GenericEntityException, InterruptedException {
        CountDownLatch again = new CountDownLatch(1);
        JournalWriter moody = mock(JournalWriter.class);
        when(moody.write(any(), any(), any())).thenThrow(new GenericEntityException("away")).thenAnswer(call -> {
            again.countDown();
            return Optional.empty();
        });
        try (CallJournal patient = new CallJournal(moody, mock(RecordingCollector.class), mock(UnfinishedCalls.class), Clock.systemUTC())) {
            patient.callChanged(Calls.waiting("a"), Calls.event());
            assertThat(again.await(10, TimeUnit.SECONDS), is(true));
            assertThat(patient.lost(), is(0L));
        }
    }

    @Test
    void aCallThatReachesNoGroupAndNobodyOfOursIsNotWritten() {
        journal.callChanged(Calls.arriving("stranger", Optional.empty()), Calls.event());
        assertThat(journal.waiting(), is(0));
    }
}
