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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * What one browser was offered and has not shown yet. Remembers the last 100 offers, and takes a browser's word only for those: the
 * time is ours, and the way back of the word is in it. Thread-safe.
 */
public final class ScreenPopTimer {

    private static final int REMEMBERED = 100;
    /** No call has this id. */
    private static final Offered NOTHING = new Offered("", Instant.EPOCH);

    private final ScreenPopTimes times;
    private final Clock clock;
    /** A ring, made with the first offer; what was shown is NOTHING again. Guarded by this object. */
    private Offered[] offered = {};
    private int next;

    /** One offer, the same object for all browsers. @param heard when the PBX's event was received */
    public record Offered(String callId, Instant heard) {
    }

    public ScreenPopTimer(ScreenPopTimes times, Clock clock) {
        this.times = times;
        this.clock = clock;
    }

    /** The browser has been sent this offer. */
    public synchronized void offered(Offered offer) {
        if (offered.length == 0) {
            offered = new Offered[REMEMBERED];
            Arrays.fill(offered, NOTHING);
        }
        offered[next] = offer;
        next = (next + 1) % REMEMBERED;
    }

    /** @param ago how long before the browser said so the card was painted */
    public void shown(String callId, Duration ago) {
        Instant now = clock.instant();
        take(callId).ifPresent(offer -> times.add(Duration.between(offer.heard(), now).minus(ago)));
    }

    private synchronized Optional<Offered> take(String callId) {
        for (int i = 0; i < offered.length; i++) {
            Offered offer = offered[i];
            if (offer.callId().equals(callId)) {
                offered[i] = NOTHING;
                return Optional.of(offer);
            }
        }
        return Optional.empty();
    }
}
