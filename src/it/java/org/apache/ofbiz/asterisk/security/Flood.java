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
package org.apache.ofbiz.asterisk.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/** One agent sends requests from many threads as fast as they can, while calls come in for another. */
final class Flood {

    private static final int ATTACKERS = 16;
    private static final String BLANKS = " ".repeat(7_900);

    private final Target target;
    private final AtomicBoolean over = new AtomicBoolean();
    private final LongAdder sent = new LongAdder();
    private final LongAdder refused = new LongAdder();

    private Flood(Target target) {
        this.target = target;
    }

    /**
     * What came of it.
     *
     * @param nanos from the call at the PBX to its NC, sorted
     * @param lost  callers of whom the other agent was not told
     */
    record Result(long[] nanos, List<String> lost, long sent, long refused) {

        long at(double share) {
            return nanos[Math.min(nanos.length - 1, (int) Math.ceil(nanos.length * share) - 1)];
        }
    }

    static Result run(Target target, int calls) {
        return new Flood(target).run(calls);
    }

    private Result run(int calls) {
        ExecutorService attackers = Executors.newFixedThreadPool(ATTACKERS);
        List<Long> nanos = new ArrayList<>();
        List<String> lost = new ArrayList<>();
        try (Intruder bob = target.user("agent1002").opensSocket()) {
            bob.asks("{\"type\":\"STATE\",\"id\":\"s\",\"state\":\"AVAILABLE\"}", "s");
            Intruder mallory = target.user("agent1001");
            IntStream.range(0, ATTACKERS).forEach(i -> attackers.execute(() -> attack(mallory, i)));
            for (int call = 0; call < calls; call++) {
                String number = "+3725560" + String.format("%04d", call);
                long began = System.nanoTime();
                target.pbx().placeIncomingCall(number, "Customer", "5000");
                try {
                    bob.heard().take(message -> message.path("type").asText().equals("NC")
                            && message.path("caller").toString().contains(number.substring(1)));
                    nanos.add(System.nanoTime() - began);
                } catch (AssertionError e) {
                    lost.add(number);
                }
                target.pbx().customerHangsUp(number);
            }
        } finally {
            over.set(true);
            attackers.shutdownNow();
        }
        return new Result(nanos.stream().mapToLong(Long::longValue).sorted().toArray(), lost, sent.sum(), refused.sum());
    }

    private void attack(Intruder mallory, int which) {
        while (!over.get()) {
            try {
                int status = switch (which % 4) {
                case 0 -> calls(mallory, BLANKS);
                case 1 -> mallory.browser().get("/asterisk/control/findNumbers?text=a%25_" + System.nanoTime()).statusCode();
                case 2 -> mallory.browser().get("/asterisk/control/pastCalls?text=" + "a".repeat(90)).statusCode();
                default -> calls(mallory, "0".repeat(1_900));
                };
                sent.increment();
                if (status != 200) {
                    refused.increment();
                }
            } catch (RuntimeException | AssertionError e) {
                refused.increment();
            }
        }
    }

    private static int calls(Intruder mallory, String number) {
        return mallory.browser().postByScript(mallory.token(), "/asterisk/control/originateCall", Map.of("number", number)).statusCode();
    }
}
