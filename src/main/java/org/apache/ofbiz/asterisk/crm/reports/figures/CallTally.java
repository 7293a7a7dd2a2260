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
package org.apache.ofbiz.asterisk.crm.reports.figures;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** What was counted of some calls. Numbers are never negative. Immutable. */
public final class CallTally {

    /** Of no calls. */
    public static final CallTally NOTHING = new CallTally(new long[CallCount.values().length]);

    private final long[] counts;

    private CallTally(long[] counts) {
        this.counts = counts;
    }

    /** @throws IllegalArgumentException for a negative number */
    public static CallTally of(Map<CallCount, Long> counts) {
        long[] all = new long[CallCount.values().length];
        counts.forEach((count, number) -> {
            if (number < 0) {
                throw new IllegalArgumentException(count + " " + number);
            }
            all[count.ordinal()] = number;
        });
        return new CallTally(all);
    }

    public long get(CallCount count) {
        return counts[count.ordinal()];
    }

    /** What was counted of both. */
    public CallTally plus(CallTally other) {
        long[] sum = new long[counts.length];
        for (CallCount count : CallCount.values()) {
            int i = count.ordinal();
            sum[i] = count.join(counts[i], other.counts[i]);
        }
        return new CallTally(sum);
    }

    public boolean isNothing() {
        return Arrays.stream(counts).allMatch(number -> number == 0);
    }

    /** All of its numbers. */
    public Map<CallCount, Long> counts() {
        Map<CallCount, Long> all = new EnumMap<>(CallCount.class);
        for (CallCount count : CallCount.values()) {
            all.put(count, get(count));
        }
        return all;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CallTally tally && Arrays.equals(counts, tally.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        Map<CallCount, Long> told = counts();
        told.values().removeIf(number -> number == 0);
        return told.toString();
    }
}
