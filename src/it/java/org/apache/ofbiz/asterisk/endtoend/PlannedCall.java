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
package org.apache.ofbiz.asterisk.endtoend;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.apache.ofbiz.asterisk.acd.queues.QueueStrategy;

/**
 * A customer who calls a queue at a known time.
 *
 * @param arrives after the start
 * @param stays   from the answer of the queue until they hang up, unless the agent does so before
 */
record PlannedCall(String number, String queue, Duration arrives, Duration stays) {

    static final int CALLS = 200;
    private static final int MEAN_GAP_MS = 380;
    private static final int BURST_EVERY = 40;
    private static final int BURST = 12;
    private static final int BURST_GAP_MS = 25;
    private static final double IMPATIENT = 0.12;

    /**
     * The same for each run of a strategy: a steady stream with a burst now and then, so that agents are free at times and lines form at others;
     * some callers give up.
     */
    static List<PlannedCall> of(QueueStrategy strategy, List<String> queues) {
        Random random = new Random(strategy.ordinal());
        List<PlannedCall> calls = new ArrayList<>();
        double at = 500;
        for (int i = 0; i < CALLS; i++) {
            at += i % BURST_EVERY >= BURST_EVERY - BURST ? BURST_GAP_MS : -Math.log(1 - random.nextDouble()) * MEAN_GAP_MS;
            double stays = random.nextDouble() < IMPATIENT ? 700 + 900 * random.nextDouble() : 2_000 + 4_500 * random.nextDouble();
            calls.add(new PlannedCall(String.format(Locale.ROOT, "372555%d%03d", strategy.ordinal() + 1, i),
                    queues.get(random.nextInt(queues.size())), Duration.ofMillis((long) at), Duration.ofMillis((long) stays)));
        }
        return List.copyOf(calls);
    }

    /** As {@code lab/line} reads it. */
    String line() {
        return number + ";" + queue + ";" + arrives.toMillis() + ";" + stays.toMillis();
    }
}
