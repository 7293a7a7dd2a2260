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
package org.apache.ofbiz.asterisk.load;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.ofbiz.asterisk.fixture.Await;

/**
 * Many callers who arrive in one moment.
 *
 * @param nanos from the first byte on the PBX's socket until each offer was at a console, in ascending order
 * @param missing offers that did not come
 * @param closed consoles whose socket the server closed
 * @param cpuNanos of the whole process, consoles included, until the last offer was there
 */
record Burst(long[] nanos, long missing, long closed, long cpuNanos) {

    /** Lets them arrive, waits for all offers, and lets them hang up. */
    static Burst run(LoadSite site, List<Console> consoles, int callers) throws IOException {
        List<String> calls = site.nextCalls(callers);
        int before = consoles.stream().mapToInt(Console::withdrawn).sum();
        long offeredBefore = offered(consoles);
        long cpu = cpu();
        long began = System.nanoTime();
        site.comeTogether(calls);
        await(consoles, offeredBefore + (long) callers * consoles.size(), began + Await.PATIENCE.toNanos());
        cpu = cpu() - cpu;
        Burst burst = count(consoles, calls, began);
        site.hangUp(calls);
        int gone = before + callers * consoles.size();
        Await.untilTrue(() -> closed(consoles) > 0 || consoles.stream().mapToInt(Console::withdrawn).sum() >= gone, () -> "offers are left");
        return new Burst(burst.nanos, burst.missing, closed(consoles), cpu);
    }

    private static long cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

    private static long closed(List<Console> consoles) {
        return consoles.stream().filter(console -> console.closeCode() != 0).count();
    }

    /** Looks at sizes only: to look at each offer of each console takes a processor that the offers need. */
    private static void await(List<Console> consoles, long offers, long deadline) {
        while (offered(consoles) < offers && closed(consoles) == 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(5_000_000);
        }
    }

    private static long offered(List<Console> consoles) {
        return consoles.stream().mapToLong(console -> console.offeredAt().size()).sum();
    }

    private static Burst count(List<Console> consoles, List<String> calls, long began) {
        long[] nanos = consoles.stream().map(Console::offeredAt).flatMapToLong(heard -> calls.stream().map(LoadSite::callId)
                .filter(heard::containsKey).mapToLong(heard::get)).map(at -> at - began).sorted().toArray();
        return new Burst(nanos, (long) calls.size() * consoles.size() - nanos.length, closed(consoles), 0);
    }

    /** When the last offer was there; 0 where none came. */
    long last() {
        return nanos.length == 0 ? 0 : nanos[nanos.length - 1];
    }

    Map<String, Long> counts() {
        return Map.of("missing offers", missing, "closed consoles", closed);
    }
}
