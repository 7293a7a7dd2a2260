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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.ofbiz.asterisk.acd.Group;
import org.apache.ofbiz.asterisk.acd.Roster;
import org.apache.ofbiz.asterisk.acd.threads.DatabaseThread;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.base.util.Debug;

/**
 * Groups, members and extensions in memory. A thread of its own reads them all every {@link #EVERY}, so that a change which nobody told of is
 * known by then, and at once after a change that was told of. A row tells of its change before the transaction is committed, so for
 * {@link #UNSETTLED} after it who asks waits for a reading that began after they asked: what is committed by then is in the answer. Thread-safe.
 */
public final class MemoryRoster implements Roster, AutoCloseable {

    /** How old an answer can be where a change was made without OFBiz, or by another node. */
    public static final Duration EVERY = Duration.ofSeconds(30);
    /** How long after its last row a transaction is expected to be committed; a longer one is told of again when it is. */
    private static final Duration UNSETTLED = Duration.ofSeconds(2);
    /** So long an offer waits for a reading; then what was known holds: a database that doesn't answer changes nothing either. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration BETWEEN_READINGS = Duration.ofMillis(250);
    private static final long IDLE = 0;
    private static final String MODULE = MemoryRoster.class.getName();

    private final Supplier<RosterSnapshot> source;
    private final Clock clock;
    private final Duration every;
    private final DatabaseThread reader = new DatabaseThread("asterisk-roster");
    /** The next reading, which has not begun; null where none is due. */
    private final AtomicReference<CompletableFuture<RosterSnapshot>> next = new AtomicReference<>();
    private final AtomicBoolean settling = new AtomicBoolean();
    private volatile Optional<RosterSnapshot> known = Optional.empty();
    private volatile long settledNanos = System.nanoTime();
    /** When the reading in progress began. */
    private volatile long beganNanos = IDLE;
    /** Of the reading thread. */
    private Instant watchedDate = Instant.MAX;
    private volatile Consumer<Roster> whenChanged = roster -> { };

    public MemoryRoster(Supplier<RosterSnapshot> source, Clock clock) {
        this(source, clock, EVERY);
    }

    MemoryRoster(Supplier<RosterSnapshot> source, Clock clock, Duration every) {
        this.source = source;
        this.clock = clock;
        this.every = every;
    }

    /** @param listener told of each change, on the thread that reads; must not ask this roster */
    public void start(Consumer<Roster> listener) {
        whenChanged = listener;
        read();
        reader.every(every, this::read);
    }

    /** A row has changed, and is committed now or within {@link #UNSETTLED}. Returns at once. */
    public void changed() {
        settledNanos = System.nanoTime() + UNSETTLED.toNanos();
        settleLater();
    }

    /** A transaction that changed rows was committed, however long it took. Returns at once. */
    public void committed() {
        changed();
        read();
    }

    private void settleLater() {
        if (!settling.getAndSet(true)) { // as many rows as a data file has, and a few readings
            later(BETWEEN_READINGS, this::settle);
        }
    }

    private void settle() {
        read();
        settling.set(false);
        if (!isSettled()) {
            settleLater();
        }
    }

    private boolean isSettled() {
        return System.nanoTime() - settledNanos - BETWEEN_READINGS.toNanos() >= 0; // the last reading comes after the time
    }

    /** As {@link #changed}, where what the row of a login says isn't known yet: each login changes the row. */
    public void loginChanged(String userLoginId, Optional<String> partyId, Optional<Boolean> enabled) {
        if (known.filter(snapshot -> !snapshot.isNews(userLoginId, partyId, enabled)).isEmpty()) {
            changed();
        }
    }

    private Roster now() {
        Optional<RosterSnapshot> memory = known;
        return (memory.isPresent() && System.nanoTime() - settledNanos >= 0 ? memory.get() : fresh(memory)).at(clock.instant());
    }

    private RosterSnapshot fresh(Optional<RosterSnapshot> memory) {
        long began = beganNanos;
        if (memory.isPresent() && began != IDLE && System.nanoTime() - began > PATIENCE.toNanos()) {
            return memory.get(); // it waits for rows that somebody changes, whose change is not committed
        }
        try {
            return read().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return memory.orElseThrow(() -> new IllegalStateException("Couldn't read the members of groups: " + e, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A reading that begins after this was called; one for all who ask until it begins. */
    private CompletableFuture<RosterSnapshot> read() {
        CompletableFuture<RosterSnapshot> mine = new CompletableFuture<>();
        CompletableFuture<RosterSnapshot> due = next.updateAndGet(waiting -> waiting == null ? mine : waiting);
        if (due == mine) {
            later(Duration.ZERO, this::readDue);
        }
        return due;
    }

    private void readDue() {
        CompletableFuture<RosterSnapshot> mine = next.getAndSet(null);
        beganNanos = System.nanoTime();
        try {
            RosterSnapshot found = source.get();
            boolean news = !known.equals(Optional.of(found));
            known = Optional.of(found);
            mine.complete(found);
            if (news) {
                tell(found);
            }
            watchDates(found);
        } catch (RuntimeException e) {
            Debug.logWarning("Couldn't read the members of groups; the last known members apply: " + e.getMessage(), MODULE);
            mine.completeExceptionally(e);
        } finally {
            beganNanos = IDLE;
        }
    }

    private void tell(RosterSnapshot snapshot) {
        try {
            whenChanged.accept(snapshot.at(clock.instant()));
        } catch (RuntimeException e) {
            Debug.logError(e, "Couldn't tell of changed members", MODULE);
        }
    }

    /** Comes back when the next membership begins or ends, unless there is another reading before. */
    private void watchDates(RosterSnapshot snapshot) {
        Instant moment = clock.instant();
        snapshot.nextChange(moment).filter(date -> !date.equals(watchedDate) && date.isBefore(moment.plus(every.multipliedBy(2)))).ifPresent(date -> {
            watchedDate = date;
            later(Duration.between(moment, date).plusMillis(1), () -> {
                tell(known.orElse(snapshot));
                watchDates(known.orElse(snapshot));
            });
        });
    }

    private void later(Duration pause, Runnable work) {
        try {
            reader.after(pause, work);
        } catch (RejectedExecutionException closed) {
            Debug.logVerbose("The members of groups are no longer read: the call center is stopped", MODULE);
        }
    }

    @Override
    public Optional<Group> group(String groupId) {
        return now().group(groupId);
    }

    @Override
    public List<String> members(String groupId) {
        return now().members(groupId);
    }

    @Override
    public List<Membership> memberships(String userLoginId) {
        return now().memberships(userLoginId);
    }

    @Override
    public List<Peer> extensions(String userLoginId) {
        return now().extensions(userLoginId);
    }

    @Override
    public void close() {
        reader.close();
    }
}
