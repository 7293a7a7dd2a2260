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
package org.apache.ofbiz.asterisk.ami.retry;

import java.time.Duration;

/**
 * How often, and how far apart, a connection is tried again after it failed or was lost.
 *
 * @param retries      further tries after one failed; 0 for none, {@link #UNLIMITED} for no end. A connection that comes about
 *                     starts the count again
 * @param firstPause   before the first of them; each further pause is twice the one before
 * @param longestPause the longest pause
 * @param unchangedPause after a fault that stays until somebody changes something, from the third time on
 */
public record ConnectPolicy(int retries, Duration firstPause, Duration longestPause, Duration unchangedPause) {

    public static final int UNLIMITED = -1;

    /** Short enough for somebody who fixes it, long enough not to be banned: fail2ban counts five refusals within ten minutes. */
    public static final Duration UNCHANGED_PAUSE = Duration.ofMinutes(5);
    private static final int TRIES_UNCHANGED = 3;

    /** Never gives up; waits 5 s at first, at last 60 s. */
    public static final ConnectPolicy DEFAULT = new ConnectPolicy(UNLIMITED, Duration.ofSeconds(5), Duration.ofSeconds(60), UNCHANGED_PAUSE);

    public ConnectPolicy {
        if (retries < UNLIMITED) {
            throw new IllegalArgumentException("retries must be -1 (unlimited) or more, not " + retries);
        }
        if (firstPause.isNegative() || longestPause.compareTo(firstPause) < 0) {
            throw new IllegalArgumentException("pauses must not be negative, nor the longest shorter than the first");
        }
    }

    /** @param failures tries that failed one after the other, 1 or more */
    boolean givesUpAfter(int failures) {
        return retries != UNLIMITED && failures > retries;
    }

    /**
     * @param failures tries that failed one after the other, 1 or more
     * @param unchanged how many of the last ones failed with a fault that stays until somebody changes something
     */
    Duration pauseAfter(int failures, int unchanged) {
        return unchanged >= TRIES_UNCHANGED ? unchangedPause : pauseAfter(failures);
    }

    private Duration pauseAfter(int failures) {
        Duration pause = firstPause;
        for (int i = 1; i < failures && pause.compareTo(longestPause) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(longestPause) > 0 ? longestPause : pause;
    }
}
