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
package org.apache.ofbiz.asterisk.call.tracking;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.ofbiz.asterisk.call.CallEvent;

/**
 * Keeps back for a moment what is told of a channel that nobody knows yet. Asterisk 22 sends {@code OriginateResponse} and {@code ConfbridgeJoin} on
 * other ways than {@code Newchannel}, so on a busy PBX they may come first: a busy phone would look like one that isn't registered, and a call like
 * one whose beginning was missed. Not thread-safe.
 */
final class EarlyEvents {

    /** Seen: 2 ms. Nobody notices so much later that a phone can't be reached. */
    static final Duration KEPT = Duration.ofMillis(100);

    private final CallTracker tracker;
    private final Deque<Kept> kept = new ArrayDeque<>();

    private record Kept(CallEvent event, long untilNanos) {
    }

    EarlyEvents(CallTracker tracker) {
        this.tracker = tracker;
    }

    /**
     * Hands an event on, and what is due before it.
     *
     * @param nanos of any clock that doesn't go back, the same for all calls
     */
    void pass(CallEvent event, long nanos, Consumer<CallEvent> next) {
        due(event instanceof CallEvent.Resynchronised ? Long.MAX_VALUE : nanos, next);
        if (isEarly(event)) {
            kept.add(new Kept(event, nanos + KEPT.toNanos()));
            return;
        }
        next.accept(event);
        if (!kept.isEmpty() && event instanceof CallEvent.ChannelCreated) {
            handOnWhatIsKnown(next);
        }
    }

    /** Hands on what has been kept for long enough. */
    void due(long nanos, Consumer<CallEvent> next) {
        while (!kept.isEmpty() && kept.element().untilNanos() - nanos <= 0) {
            next.accept(kept.remove().event());
        }
    }

    /** How long until the next one is due, in nanoseconds; empty if none is kept. */
    Optional<Long> nanosLeft(long nanos) {
        return Optional.ofNullable(kept.peek()).map(first -> Math.max(0, first.untilNanos() - nanos));
    }

    /** But for failed Originates, which wait for what their channels do: that tells more. */
    private void handOnWhatIsKnown(Consumer<CallEvent> next) {
        for (Iterator<Kept> all = kept.iterator(); all.hasNext();) {
            CallEvent event = all.next().event();
            if (event instanceof CallEvent.BridgeEntered && !isEarly(event)) {
                all.remove();
                next.accept(event);
            }
        }
    }

    private boolean isEarly(CallEvent event) {
        return event instanceof CallEvent.OriginateFailed failure && !tracker.knows(failure)
                || event instanceof CallEvent.BridgeEntered entered && !entered.conference().isEmpty() && !tracker.knows(entered.channel());
    }
}
