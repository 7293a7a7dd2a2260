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
package org.apache.ofbiz.asterisk.push;

import java.time.Clock;

/** How much somebody may send: a bucket that fills up again. Not thread-safe. */
public final class RateLimiter {

    private static final int BURST_SECONDS = 3;

    private final Clock clock;
    private final double perMilli;
    private final double full;
    private double left;
    private long lastMillis;

    /** @param perSecond in the long run; three times as many at once */
    public RateLimiter(int perSecond, Clock clock) {
        this(perSecond, (double) perSecond * BURST_SECONDS, clock);
    }

    /** @param most at once */
    public RateLimiter(double perSecond, double most, Clock clock) {
        this.clock = clock;
        this.perMilli = perSecond / 1000.0;
        this.full = most;
        this.left = full;
        this.lastMillis = clock.millis();
    }

    /** False when this message is one too many. */
    public boolean pass() {
        if (isUsedUp()) {
            return false;
        }
        left--;
        return true;
    }

    /** Whether the next one would be one too many. */
    public boolean isUsedUp() {
        long now = clock.millis();
        left = Math.min(full, left + Math.max(0, now - lastMillis) * perMilli);
        lastMillis = now;
        return left < 1;
    }
}
