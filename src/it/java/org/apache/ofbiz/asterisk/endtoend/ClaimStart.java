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

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lets agents claim a call at the same moment: once each of them was offered it. A console that is slower than a claim hears of the call only that
 * somebody has it, since newer news replaces older. Thread-safe.
 */
final class ClaimStart {

    private final int agents;
    /** By number of the caller, what each console does. */
    private final Map<String, Map<RacingConsole, Runnable>> ready = new HashMap<>();
    private final Set<String> begun = new HashSet<>();
    private boolean atOnce;
    private boolean held;

    ClaimStart(int agents) {
        this.agents = agents;
    }

    /** From now on everybody claims as soon as they are offered a call; or together again. */
    synchronized void atOnce(boolean now) {
        atOnce = now;
        if (now) {
            List.copyOf(ready.keySet()).forEach(this::begin);
        }
    }

    /** From now on nobody claims anything; or all that they were offered meanwhile, and together again. */
    synchronized void hold(boolean now) {
        held = now;
        if (!now) {
            List.copyOf(ready.keySet()).stream().filter(number -> ready.get(number).size() == agents).forEach(this::begin);
        }
    }

    /** Whether so many consoles were offered the call of this caller, and wait. */
    synchronized boolean isReady(String number, int consoles) {
        return ready.getOrDefault(number, Map.of()).size() >= consoles;
    }

    /** Whoever was, or will be, offered one of these callers claims at once, also while all others are held. */
    synchronized void begin(Collection<String> numbers) {
        numbers.forEach(this::begin);
    }

    synchronized void offered(RacingConsole console, String number, Runnable claim) {
        ready.computeIfAbsent(number, caller -> new HashMap<>()).put(console, claim);
        if (begun.contains(number) || !held && (atOnce || ready.get(number).size() == agents)) {
            begin(number);
        }
    }

    private void begin(String number) {
        begun.add(number);
        Optional.ofNullable(ready.remove(number)).ifPresent(claims -> claims.values().forEach(Runnable::run));
    }
}
