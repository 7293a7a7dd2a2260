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
package org.apache.ofbiz.asterisk.crm.rows;

import com.google.common.base.Ticker;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Look-ups that are done once for all who ask for the same within a few seconds; who asks while another one's look-up is on its way waits for
 * its answer. One that fails is forgotten. Thread-safe.
 */
public final class SharedLookUps<K, V> {

    /** How old an answer can be. */
    public static final Duration KEPT = Duration.ofSeconds(3);

    private final Executor threads;
    private final Cache<K, CompletableFuture<V>> answers;

    /**
     * @param threads where look-ups are done
     * @param most    answers that are kept
     * @param nanos   a clock as {@link System#nanoTime}
     */
    public SharedLookUps(Executor threads, long most, LongSupplier nanos) {
        this.threads = threads;
        this.answers = CacheBuilder.newBuilder().maximumSize(most).expireAfterWrite(KEPT.toNanos() + 1, TimeUnit.NANOSECONDS)
                .ticker(ticker(nanos)).build();
    }

    private static Ticker ticker(LongSupplier nanos) {
        return new Ticker() {
            @Override
            public long read() {
                return nanos.getAsLong();
            }
        };
    }

    /** Completed with the answer of a moment ago or with what {@code find} answers; with what it throws, or what the threads refuse. */
    public CompletableFuture<V> ask(K key, Supplier<V> find) {
        return ask(key, List::of, keys -> Map.of(key, find.get()));
    }

    /**
     * As {@link #ask(Object, Supplier)}, with answers for others in the same look-up. If that fails, each is looked up on its own, so that one
     * which can't be looked up fails alone.
     *
     * @param others who are going to be asked for; asked only where this key is looked up
     * @param find   answers each of these keys
     */
    public CompletableFuture<V> ask(K key, Supplier<? extends Collection<K>> others, Function<Set<K>, Map<K, V>> find) {
        CompletableFuture<V> mine = new CompletableFuture<>();
        CompletableFuture<V> other = answers.asMap().putIfAbsent(key, mine);
        if (other != null) {
            return other;
        }
        Map<K, CompletableFuture<V>> asked = new LinkedHashMap<>(Map.of(key, mine));
        others.get().forEach(next -> {
            CompletableFuture<V> theirs = new CompletableFuture<>();
            if (answers.asMap().putIfAbsent(next, theirs) == null) {
                asked.put(next, theirs);
            }
        });
        try {
            threads.execute(() -> answer(asked, find));
        } catch (RuntimeException refused) {
            asked.forEach((next, theirs) -> fail(next, theirs, refused));
        }
        return mine;
    }

    private void answer(Map<K, CompletableFuture<V>> asked, Function<Set<K>, Map<K, V>> find) {
        try {
            Map<K, V> found = find.apply(asked.keySet());
            asked.forEach((key, theirs) -> theirs.complete(found.get(key)));
        } catch (RuntimeException | Error e) {
            if (asked.size() == 1) {
                asked.forEach((key, theirs) -> fail(key, theirs, e));
            } else {
                asked.forEach((key, theirs) -> answer(Map.of(key, theirs), find));
            }
        }
    }

    private void fail(K key, CompletableFuture<V> theirs, Throwable cause) {
        answers.asMap().remove(key, theirs);
        theirs.completeExceptionally(cause);
    }

    /** This is the answer from now on. */
    public void put(K key, V value) {
        answers.put(key, CompletableFuture.completedFuture(value));
    }

    /** Answers to these are looked up again. */
    public void forget(Predicate<K> which) {
        answers.asMap().keySet().removeIf(which);
    }
}
