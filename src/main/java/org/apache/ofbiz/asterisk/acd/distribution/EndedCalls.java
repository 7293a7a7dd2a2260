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
package org.apache.ofbiz.asterisk.acd.distribution;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Calls that ended, remembered for a while, so that a late claim hears who had them. Not thread-safe: belongs to the distributor's lock. */
final class EndedCalls {

    static final Duration MEMORY = Duration.ofMinutes(1);
    /** More than a hundred in each second of that time. */
    static final int MOST = 10_000;

    private final Clock clock;
    /** By callId, when, in that order. */
    private final Map<String, Instant> ended = new LinkedHashMap<>();

    EndedCalls(Clock clock) {
        this.clock = clock;
    }

    void add(String callId) {
        ended.putIfAbsent(callId, clock.instant());
    }

    /** The call goes on after all. @return whether it had ended */
    boolean remove(String callId) {
        return ended.remove(callId) != null;
    }

    /** Those that were remembered for long enough; they are told once. */
    List<String> old() {
        Instant limit = clock.instant().minus(MEMORY);
        List<String> old = new ArrayList<>();
        Iterator<Map.Entry<String, Instant>> calls = ended.entrySet().iterator();
        while (calls.hasNext()) {
            Map.Entry<String, Instant> call = calls.next();
            if (ended.size() <= MOST && !call.getValue().isBefore(limit)) {
                break;
            }
            calls.remove();
            old.add(call.getKey());
        }
        return old;
    }
}
