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
package org.apache.ofbiz.asterisk.push.screenpop;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.CallListener;
import org.apache.ofbiz.asterisk.call.PhoneCall;

/**
 * How long the last calls took from the PBX's event to the card on an agent's screen, as the browsers told. Hears itself when a call
 * reaches a group; holds the last 1,000 calls and times. Thread-safe; never waits.
 */
public final class ScreenPopTimes implements CallListener {

    static final int REMEMBERED = 1_000;

    /** @param offered whether the group was told already: what is offered again says nothing of the event */
    private record Reached(String groupId, Instant at, boolean offered) {
    }

    /** By callId; with what follows guarded by this object. */
    private final Map<String, Reached> reached = new LinkedHashMap<>();
    /** A ring. */
    private final long[] millis = new long[REMEMBERED];
    private long count;

    /**
     * What most calls took.
     *
     * @param calls how many the figures are of
     * @param half  half of them took no longer (p50)
     * @param most  95 of 100 took no longer (p95)
     */
    public record Summary(int calls, Duration half, Duration most) {
    }

    @Override
    public synchronized void callChanged(PhoneCall call, CallEvent event) {
        if (call.ended()) {
            reached.remove(call.callId());
            return;
        }
        call.groupId().filter(group -> !reached.containsKey(call.callId()) || !reached.get(call.callId()).groupId().equals(group))
                .ifPresent(group -> reached.put(call.callId(), new Reached(group, event.at(), false)));
        if (reached.size() > REMEMBERED) {
            reached.remove(reached.keySet().iterator().next());
        }
    }

    /** When the event was received by which this call reached the group; empty from the second time on. */
    public synchronized Optional<Instant> firstOffer(String callId, String groupId) {
        Reached known = reached.get(callId);
        if (known == null || known.offered() || !known.groupId().equals(groupId)) {
            return Optional.empty();
        }
        reached.put(callId, new Reached(groupId, known.at(), true));
        return Optional.of(known.at());
    }

    /** @param time less than nothing, which a clock that was set back can make of it, counts as nothing */
    synchronized void add(Duration time) {
        millis[(int) (count++ % REMEMBERED)] = Math.max(0, time.toMillis());
    }

    /** Empty until the first call was told. */
    public synchronized Optional<Summary> summary() {
        if (count == 0) {
            return Optional.empty();
        }
        long[] sorted = Arrays.copyOf(millis, (int) Math.min(count, REMEMBERED));
        Arrays.sort(sorted);
        return Optional.of(new Summary(sorted.length, share(sorted, 0.5), share(sorted, 0.95)));
    }

    private static Duration share(long[] sorted, double share) {
        return Duration.ofMillis(sorted[(int) Math.ceil(share * sorted.length) - 1]);
    }
}
