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
package org.apache.ofbiz.asterisk.ami.wire;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** What one connection counts, over all its logins. Thread-safe; counting a message neither locks nor allocates. */
public final class ConnectionMetrics {

    /** Over which time events are averaged: long enough to be calm, short enough to follow a busy hour. */
    private static final Duration SPAN = Duration.ofSeconds(10);

    private final Clock clock;
    private final LongAdder received = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private final LongAdder unreadable = new LongAdder();
    private final LongAdder resynchronised = new LongAdder();
    private final Deque<Sample> samples = new ArrayDeque<>();
    private volatile long lastMillis;
    private volatile Optional<Duration> roundTrip = Optional.empty();
    private volatile Optional<Duration> clockSkew = Optional.empty();

    public ConnectionMetrics(Clock clock) {
        this.clock = clock;
        tick();
    }

    /** A message arrived, wanted or not. */
    public void received() {
        received.increment();
        lastMillis = clock.millis();
    }

    /** Events arrived and could not be handed on. */
    public void lost(int events) {
        lost.add(events);
    }

    void unreadable(long messages) {
        unreadable.add(messages);
    }

    public void resynchronised() {
        resynchronised.increment();
    }

    /**
     * A ping was answered. The PBX's clock is compared with the middle of the round trip.
     *
     * @param sent     when it was sent
     * @param pbxClock what the PBX wrote into its answer; empty where it wrote none
     */
    public void pong(Instant sent, Optional<Instant> pbxClock) {
        Duration took = Duration.between(sent, clock.instant());
        roundTrip = Optional.of(took);
        clockSkew = pbxClock.map(pbx -> Duration.between(sent.plus(took.dividedBy(2)), pbx));
    }

    /** To be called every second or two while connected. */
    public void tick() {
        Instant now = clock.instant();
        synchronized (samples) {
            samples.addLast(new Sample(now, received.sum()));
            while (samples.size() > 1 && !second().at().isAfter(now.minus(SPAN))) {
                samples.removeFirst();
            }
        }
    }

    private Sample second() {
        return samples.stream().skip(1).findFirst().orElseThrow();
    }

    private double perSecond(long count) {
        synchronized (samples) {
            Sample oldest = samples.getFirst();
            double seconds = Duration.between(oldest.at(), clock.instant()).toMillis() / 1000.0;
            return seconds <= 0 ? 0 : (count - oldest.count()) / seconds;
        }
    }

    public ConnectionHealth health(ConnectionState state) {
        long count = received.sum();
        Optional<Instant> last = lastMillis == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(lastMillis));
        return new ConnectionHealth(state, last, roundTrip, perSecond(count), count, lost.sum(), unreadable.sum(), resynchronised.sum(), clockSkew);
    }

    /** How many messages had arrived at a time. */
    private record Sample(Instant at, long count) {
    }
}
