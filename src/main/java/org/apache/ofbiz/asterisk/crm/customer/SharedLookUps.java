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
package org.apache.ofbiz.asterisk.crm.customer;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Look-ups on threads of their own, each done once for all who ask for the same within a few seconds. One that fails is forgotten.
 * Thread-safe.
 */
final class SharedLookUps<K, V> {

    /** How old an answer can be. */
    static final Duration KEPT = Duration.ofSeconds(3);
    private static final int MOST_KEPT = 5_000;

    private record Kept<V>(CompletableFuture<V> answer, long sinceNanos) {
    }

    private final Executor threads;
    private final LongSupplier nanos;
    private final Map<K, Kept<V>> kept = new ConcurrentHashMap<>();

    /** @param nanos a clock as {@link System#nanoTime} */
    SharedLookUps(Executor threads, LongSupplier nanos) {
        this.threads = threads;
        this.nanos = nanos;
    }

    /** Completed with the answer of a moment ago or with what {@code find} answers; with what it throws, or what the threads refuse. */
    CompletableFuture<V> ask(K key, Supplier<V> find) {
        Kept<V> mine = new Kept<>(new CompletableFuture<>(), nanos.getAsLong());
        Kept<V> found = kept.compute(key, (same, other) -> other == null || isOld(other) ? mine : other);
        if (found == mine) {
            forgetOld();
            try {
                threads.execute(() -> answer(key, mine, find));
            } catch (RuntimeException refused) {
                fail(key, mine, refused);
            }
        }
        return found.answer();
    }

    private void answer(K key, Kept<V> mine, Supplier<V> find) {
        try {
            mine.answer().complete(find.get());
        } catch (RuntimeException | Error e) {
            fail(key, mine, e);
        }
    }

    private void fail(K key, Kept<V> mine, Throwable cause) {
        kept.remove(key, mine);
        mine.answer().completeExceptionally(cause);
    }

    private boolean isOld(Kept<V> one) {
        return nanos.getAsLong() - one.sinceNanos() > KEPT.toNanos();
    }

    private void forgetOld() {
        if (kept.size() > MOST_KEPT) {
            kept.values().removeIf(this::isOld);
            if (kept.size() > MOST_KEPT) {
                kept.clear();
            }
        }
    }

    /** Answers to these are looked up again. */
    void forget(Predicate<K> which) {
        kept.keySet().removeIf(which);
    }
}
