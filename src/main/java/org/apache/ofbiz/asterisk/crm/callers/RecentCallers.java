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
package org.apache.ofbiz.asterisk.crm.callers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.ofbiz.asterisk.crm.rows.SharedLookUps;

/**
 * Who called in the last seconds: several events of a call, and several calls of one number, are one question to the database, asked on the
 * thread of who asks first. Of many who call at once, several are looked up together. Thread-safe.
 */
final class RecentCallers {

    /** How old an answer can be. */
    static final Duration KEPT = SharedLookUps.KEPT;
    /** Looked up together: as many as the lists of one query take, or about so. */
    static final int TOGETHER = 12;
    /** More than calls arrive in that time. */
    private static final int MOST = 20_000;

    private final SharedLookUps<String, KnownCaller> lookUps;
    private final Expected expected = new Expected();

    /** @param nanos a clock as {@link System#nanoTime} */
    RecentCallers(LongSupplier nanos) {
        this.lookUps = new SharedLookUps<>(Runnable::run, MOST, nanos);
    }

    /** This number is asked for soon: who asks for another one until then may look it up with theirs. */
    void expect(String number) {
        expected.add(number);
    }

    /**
     * The answer of a moment ago, or what {@code find} answers now, with each number that it is given; throws what it throws.
     *
     * @param together whether numbers that are expected may be looked up, too
     */
    KnownCaller get(String number, boolean together, Function<Set<String>, Map<String, KnownCaller>> find) {
        expected.remove(number);
        try {
            return lookUps.ask(number, () -> together ? expected.takeLast(TOGETHER - 1) : List.of(), find).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** This is the answer from now on. */
    KnownCaller put(String number, KnownCaller caller) {
        lookUps.put(number, caller);
        return caller;
    }

    /** Whose a number is may have changed. */
    void clear() {
        lookUps.forget(any -> true);
    }

    /** Numbers that are asked for soon. The last are taken first: the threads that look up have begun with the first ones. Thread-safe. */
    private static final class Expected {

        private final Map<String, Long> turns = new HashMap<>();
        private final TreeMap<Long, String> numbers = new TreeMap<>();
        private long turn;

        synchronized void add(String number) {
            if (numbers.size() < MOST && turns.putIfAbsent(number, turn) == null) {
                numbers.put(turn++, number);
            }
        }

        synchronized void remove(String number) {
            Long its = turns.remove(number);
            if (its != null) {
                numbers.remove(its);
            }
        }

        synchronized List<String> takeLast(int most) {
            List<String> taken = new ArrayList<>();
            while (taken.size() < most && !numbers.isEmpty()) {
                String number = numbers.pollLastEntry().getValue();
                turns.remove(number);
                taken.add(number);
            }
            return taken;
        }
    }
}
