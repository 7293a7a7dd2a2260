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
package org.apache.ofbiz.asterisk.web.rest;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.ofbiz.asterisk.call.collections.BoundedMap;
import org.apache.ofbiz.asterisk.push.RateLimiter;

/** How much may be asked, by user, and how often a login may fail, by user and address. Thread-safe. */
final class ApiLimits {

    /** Failed logins of one name from one address: so many at once, and one more in {@link #SECONDS_A_FAILURE}. */
    static final int FAILURES = 20;
    static final int SECONDS_A_FAILURE = 3;
    /** Of one user at a time. */
    static final int MOST_AT_ONCE = 12;
    private static final int MOST_KNOWN = 10_000;

    private final Clock clock;
    private final Supplier<Integer> perSecond;
    /** Guarded by its own lock; who asked longest ago goes. */
    private final Map<String, RateLimiter> users = BoundedMap.byUse(MOST_KNOWN);
    private final Map<String, RateLimiter> failures = BoundedMap.byUse(MOST_KNOWN);
    private final Map<String, Integer> inProgress = new ConcurrentHashMap<>();

    /** @param perSecond of one user in the long run; three times as many at once */
    ApiLimits(Supplier<Integer> perSecond, Clock clock) {
        this.perSecond = perSecond;
        this.clock = clock;
    }

    /** @throws ApiException 429 */
    void asked(String user) {
        int rate = perSecond.get();
        synchronized (users) {
            if (!users.computeIfAbsent(user + ' ' + rate, name -> new RateLimiter(rate, clock)).pass()) {
                throw ApiException.tooMany(1);
            }
        }
    }

    /** @throws ApiException 429, where this name has failed too often from this address */
    void mayLogIn(String who) {
        synchronized (failures) {
            RateLimiter known = failures.get(who);
            if (known != null && known.isUsedUp()) {
                throw ApiException.tooMany(SECONDS_A_FAILURE);
            }
        }
    }

    void failed(String who) {
        synchronized (failures) {
            failures.computeIfAbsent(who, name -> new RateLimiter(1.0 / SECONDS_A_FAILURE, FAILURES, clock)).pass();
        }
    }

    /** To be followed by {@link #left}. @throws ApiException 429 */
    void entered(String user) {
        if (inProgress.merge(user, 1, Integer::sum) > MOST_AT_ONCE) {
            left(user);
            throw ApiException.tooMany(1);
        }
    }

    void left(String user) {
        inProgress.computeIfPresent(user, (name, count) -> count == 1 ? null : count - 1);
    }
}
