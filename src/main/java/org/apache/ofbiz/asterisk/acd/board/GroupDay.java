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
package org.apache.ofbiz.asterisk.acd.board;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The calls of one group on one day, and their counts. Not thread-safe. */
final class GroupDay {

    private final Map<String, CallFigure> calls = new HashMap<>();
    /** By the minute in which they were decided. */
    private final NavigableMap<Instant, Tally> minutes = new TreeMap<>();
    private ServiceRule rule = ServiceRule.USUAL;
    private Tally today = Tally.NONE;

    /** Another rule counts the whole day again. */
    void rule(ServiceRule now) {
        if (!now.equals(rule)) {
            rule = now;
            minutes.clear();
            today = Tally.NONE;
            calls.values().forEach(call -> count(call, Tally.of(call, rule)));
        }
    }

    void put(CallFigure call) {
        remove(call.callId());
        calls.put(call.callId(), call);
        count(call, Tally.of(call, rule));
    }

    void remove(String callId) {
        CallFigure before = calls.remove(callId);
        if (before != null) {
            count(before, Tally.NONE.minus(Tally.of(before, rule)));
        }
    }

    private void count(CallFigure call, Tally tally) {
        today = today.plus(tally);
        minutes.merge(minute(call.at()), tally, Tally::plus);
    }

    private static Instant minute(Instant at) {
        return at.truncatedTo(ChronoUnit.MINUTES);
    }

    Tally today() {
        return today;
    }

    /** Calls that were decided in this time, by whole minutes. */
    Tally between(Instant from, Instant until) {
        return minutes.subMap(minute(from), false, minute(until), true).values().stream().reduce(Tally.NONE, Tally::plus);
    }
}
