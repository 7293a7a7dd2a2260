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
package org.apache.ofbiz.asterisk.crm.directory;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.ofbiz.asterisk.acd.Group;
import org.apache.ofbiz.asterisk.acd.Roster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MemoryRosterTest {

    private static final Group SUPPORT = new Group("SUPPORT", "Support", "PBX", Duration.ofSeconds(20), "");
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
    private static final int PATIENCE_SECONDS = 30;

    private final AtomicInteger readings = new AtomicInteger();
    private volatile Supplier<RosterSnapshot> database = () -> of(member("ann", Optional.empty()));
    private final MemoryRoster roster = new MemoryRoster(() -> {
        readings.incrementAndGet();
        return database.get();
    }, Clock.systemUTC());
    private final BlockingQueue<List<String>> told = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        roster.close();
    }

    @Test
    void givenNothingHasChangedThenAnswersComeFromMemory() throws InterruptedException {
        started();
        int before = readings.get();
        for (int i = 0; i < 1_000; i++) {
            assertThat(roster.members("SUPPORT"), contains("ann"));
        }
        assertThat(readings.get(), is(before));
    }

    @Test
    void givenAChangeThatIsCommittedAfterItWasToldOfThenWhoeverAsksAfterTheCommitGetsIt() throws InterruptedException {
        started();
        roster.changed();
        assertThat(roster.members("SUPPORT"), contains("ann"));
        database = () -> of(member("bob", Optional.empty())); // the commit
        assertThat(roster.members("SUPPORT"), contains("bob"));
        assertThat("told without being asked", told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), contains("bob"));
    }

    @Test
    void givenAChangeThatNobodyTellsOfThenItIsFoundInTime() throws InterruptedException {
        try (MemoryRoster often = new MemoryRoster(() -> database.get(), Clock.systemUTC(), Duration.ofMillis(50))) {
            often.start(now -> told.add(now.members("SUPPORT")));
            assertThat(told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), contains("ann"));
            database = () -> of(member("bob", Optional.empty()));
            assertThat(told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), contains("bob"));
            assertThat(often.members("SUPPORT"), contains("bob"));
        }
    }

    @Test
    void givenALongTransactionThenItsCommitIsTold() throws InterruptedException {
        started();
        database = () -> of();
        roster.committed();
        assertThat(told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), is(empty()));
    }

    @Test
    void givenAMembershipThatEndsThenItsEndIsToldThoughNoRowChanges() throws InterruptedException {
        Instant end = Instant.now().plusMillis(300);
        database = () -> of(member("ann", Optional.of(end)));
        started();
        assertThat(told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), is(empty()));
        assertThat(roster.members("SUPPORT"), is(empty()));
        assertThat(roster.memberships("ann"), is(empty()));
    }

    @Test
    void givenNoDatabaseThenWhatWasKnownHolds() throws InterruptedException {
        started();
        database = () -> {
            throw new IllegalStateException("no database");
        };
        roster.changed();
        assertThat(roster.members("SUPPORT"), contains("ann"));
    }

    @Test
    void givenNothingWasEverReadThenThereIsNoAnswer() {
        database = () -> {
            throw new IllegalStateException("no database");
        };
        assertThrows(IllegalStateException.class, () -> roster.members("SUPPORT"));
    }

    @Test
    void givenADatabaseThatWaitsForAnotherTransactionThenOffersDoNotWaitForIt() throws InterruptedException {
        started();
        CountDownLatch commit = new CountDownLatch(1);
        database = () -> {
            try {
                commit.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return of(member("bob", Optional.empty()));
        };
        roster.changed();
        assertThat("after a moment", roster.members("SUPPORT"), contains("ann"));
        commit.countDown();
        assertThat(told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), contains("bob"));
    }

    @Test
    void givenALogInThenNothingIsReadButADisabledLoginIs() {
        RosterSnapshot snapshot = of(member("ann", Optional.empty()));
        assertThat(snapshot.isNews("ann", Optional.of("P-ann"), Optional.of(true)), is(false));
        assertThat("a row with some of its fields", snapshot.isNews("ann", Optional.empty(), Optional.empty()), is(false));
        assertThat("somebody without group", snapshot.isNews("dan", Optional.of("P-dan"), Optional.of(true)), is(false));
        assertThat(snapshot.isNews("ann", Optional.empty(), Optional.of(false)), is(true));
        assertThat(snapshot.isNews("ann", Optional.of("P-other"), Optional.of(true)), is(true));
        assertThat("another login of a member", snapshot.isNews("ann2", Optional.of("P-ann"), Optional.of(true)), is(true));
    }

    @Test
    void givenADisabledLoginThenItIsNoMember() {
        Roster now = of(new RosterSnapshot.Term("SUPPORT", "ann", false, "P-ann", "AGENT", LONG_AGO, Optional.empty())).at(Instant.now());
        assertThat(now.members("SUPPORT"), is(empty()));
    }

    private void started() throws InterruptedException {
        roster.start(now -> told.add(now.members("SUPPORT")));
        assertThat("told at first", told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), contains("ann"));
    }

    private static RosterSnapshot of(RosterSnapshot.Term... terms) {
        return RosterSnapshot.of(List.of(SUPPORT), List.of(terms), Map.of());
    }

    private static RosterSnapshot.Term member(String login, Optional<Instant> until) {
        return new RosterSnapshot.Term("SUPPORT", login, true, "P-" + login, "AGENT", LONG_AGO, until);
    }
}
