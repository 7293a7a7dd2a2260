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
package org.apache.ofbiz.asterisk.acd.live;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The latest events, in one ring for all who listen: a listener is a number up to which it has read, so that one who doesn't read costs
 * nothing, and one who comes back goes on where it was. Thread-safe; adding never waits for anyone.
 */
public final class LiveEvents {

    /** What a call center with 50 calls a second has in half a minute; some megabytes. */
    public static final int CAPACITY = 10_000;

    private final Clock clock;
    private final String epoch;
    private final LiveEvent[] ring;
    /** Guarded by this object's lock. */
    private long last;
    /** Guarded by this object's lock. */
    private Consumer<LiveEvent> follower = event -> { };

    public LiveEvents(int capacity, Clock clock) {
        this.ring = new LiveEvent[capacity];
        this.clock = clock;
        this.epoch = Long.toHexString(clock.millis());
    }

    /** Tells the numbers of this run from those of others. */
    public String epoch() {
        return epoch;
    }

    /** @param told hears of each event from now on, in their order, under a lock; must not wait */
    public synchronized void follow(Consumer<LiveEvent> told) {
        follower = told;
    }

    /** Adds an event. */
    public synchronized void add(LiveEvent.Type type, Optional<String> callId, Optional<String> groupId, Set<String> users,
                                 Map<String, Object> data) {
        put(new LiveEvent(last + 1, clock.instant(), type, callId, groupId, users, data));
    }

    /** Adds what another ring has, with another number. */
    public synchronized void repeat(LiveEvent event) {
        put(new LiveEvent(last + 1, event.at(), event.type(), event.callId(), event.groupId(), event.users(), event.data()));
    }

    /** Events may be missing: listeners are to read everything again. */
    public void lost() {
        add(LiveEvent.Type.RESET, Optional.empty(), Optional.empty(), Set.of(), Map.of());
    }

    private void put(LiveEvent event) {
        last = event.number();
        ring[slot(last)] = event;
        notifyAll();
        follower.accept(event);
    }

    /** Number of the latest event; 0 for none yet. */
    public synchronized long last() {
        return last;
    }

    /** Whether everything after this number can still be read. */
    public synchronized boolean has(long number) {
        return number >= 0 && number <= last && number >= last - ring.length;
    }

    /**
     * What came after this number, the oldest first. What the ring no longer holds is left out: ask {@link #has} first.
     *
     * @param most at most so many
     */
    public synchronized List<LiveEvent> after(long number, int most) {
        long from = Math.max(number, last - ring.length) + 1;
        List<LiveEvent> found = new ArrayList<>();
        for (long next = Math.max(1, from); next <= last && found.size() < most; next++) {
            found.add(ring[slot(next)]);
        }
        return found;
    }

    /** Returns as soon as there is anything after this number, or the time is over. */
    public synchronized void await(long number, long millis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        long left = millis;
        while (last <= number && left > 0) {
            wait(left);
            left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        }
    }

    private int slot(long number) {
        return (int) (number % ring.length);
    }
}
