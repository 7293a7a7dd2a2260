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
package org.apache.ofbiz.asterisk.crm.telephony;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts the calls that each user has placed within the last hour, and who was stopped. In memory: who restarts OFBiz may place calls
 * anyway. Thread-safe.
 */
public final class DialLimits {

    private static final Duration HOUR = Duration.ofHours(1);
    /** Users whose last call is older are forgotten once there are so many. */
    private static final int MANY_USERS = 10_000;

    private final Clock clock;
    /** By user and kind of call, the oldest first. */
    private final Map<String, Deque<Instant>> placed = new HashMap<>();
    /** When each user was stopped last. */
    private final Map<String, Instant> stopped = new HashMap<>();

    public DialLimits(Clock clock) {
        this.clock = clock;
    }

    /**
     * Takes one call from what the user may place within an hour.
     *
     * @param kind  calls of different kinds are counted apart
     * @param limit how many there may be
     * @return false where there were as many already
     */
    synchronized boolean take(String userLoginId, String kind, int limit) {
        Instant now = clock.instant();
        Deque<Instant> calls = placed.computeIfAbsent(userLoginId + '\n' + kind, key -> new ArrayDeque<>());
        while (!calls.isEmpty() && !calls.peek().isAfter(now.minus(HOUR))) {
            calls.poll();
        }
        if (calls.size() >= limit) {
            stopped.put(userLoginId, now);
            return false;
        }
        calls.add(now);
        forget(now);
        return true;
    }

    private void forget(Instant now) {
        if (placed.size() > MANY_USERS) {
            placed.values().removeIf(calls -> calls.isEmpty() || !calls.peekLast().isAfter(now.minus(HOUR)));
            stopped.values().removeIf(at -> !at.isAfter(now.minus(HOUR)));
        }
    }

    /** How many users were stopped within the last hour. */
    public synchronized long usersStopped() {
        Instant since = clock.instant().minus(HOUR);
        return stopped.values().stream().filter(at -> at.isAfter(since)).count();
    }
}
