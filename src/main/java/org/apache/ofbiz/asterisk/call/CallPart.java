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
package org.apache.ofbiz.asterisk.call;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A stretch of a call that one person, queue or place had: who was called, where the caller waited, who talked to the customer. Parts of one
 * call can overlap: several phones ring at once, and the caller waits in the queue meanwhile. Told in {@code docs/calls.md}.
 *
 * @param kind      what it was
 * @param peer      CALLED: the extension that was called. TALKED: the extension that talked; empty where somebody outside, or a conference,
 *                  talked to the customer. PARKED: the extension that parked the customer, where known. WAITED: empty
 * @param place     WAITED: the queue, empty for hold music in a waiting context. TALKED without extension: the number that was reached, or
 *                  the conference. PARKED: the parking space. Empty otherwise
 * @param groupId   the group that the wait belonged to
 * @param startedAt when it began
 * @param endedAt   when it was over; empty while it goes on
 * @param end       how it ended. CALLED: ANSWERED, the reason why not (an EXTENSION outcome), FORWARDED to somebody else, or CANCELLED when
 *                  the caller gave up or somebody else was faster. WAITED: ANSWERED, ABANDONED by the caller, QUEUE_TIMEOUT when the queue
 *                  gave up, or CANCELLED when the caller was sent elsewhere. TALKED and PARKED: ANSWERED. Empty while it goes on
 * @param holds     TALKED: when this person had the customer on hold, in order; the last may still go on
 */
public record CallPart(Kind kind, Optional<Peer> peer, String place, Optional<String> groupId, Instant startedAt, Optional<Instant> endedAt,
                       Optional<Outcome> end, List<Hold> holds) {

    public CallPart {
        holds = List.copyOf(holds);
    }

    /** What a part of a call can be. */
    public enum Kind {
        /** A person of ours was called: their phone rang, or could not be reached. */
        CALLED,
        /** The caller waited in a queue or heard hold music. */
        WAITED,
        /** Somebody talked to the customer, holds included; in an internal call to a colleague. */
        TALKED,
        /** The customer was in a parking space. */
        PARKED
    }

    /** @param until empty while it goes on */
    public record Hold(Instant from, Optional<Instant> until) {
    }

    public boolean isOpen() {
        return endedAt.isEmpty();
    }

    /** The same, begun at that time. */
    public CallPart since(Instant at) {
        return new CallPart(kind, peer, place, groupId, at, endedAt, end, holds);
    }

    /** How long it lasted; what goes on is counted up to {@code now}. Never negative. */
    public Duration length(Instant now) {
        return between(startedAt, endedAt.orElse(now));
    }

    /** How long this person had the customer on hold, up to {@code now}. */
    public Duration held(Instant now) {
        Instant last = endedAt.orElse(now);
        return holds.stream().map(hold -> between(hold.from(), hold.until().orElse(last))).reduce(Duration.ZERO, Duration::plus);
    }

    /** Whether a person or a group that should have answered did not. */
    public boolean isUnanswered() {
        return (kind == Kind.CALLED || kind == Kind.WAITED) && end.isPresent() && end.get() != Outcome.ANSWERED
                && end.get() != Outcome.FORWARDED;
    }

    private static Duration between(Instant from, Instant to) {
        return to.isAfter(from) ? Duration.between(from, to) : Duration.ZERO;
    }
}
