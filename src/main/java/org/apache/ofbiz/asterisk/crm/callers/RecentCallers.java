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
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.ofbiz.asterisk.acd.CallerDirectory.Caller;

/**
 * Who called in the last seconds: several events of a call, and several calls of one number, are one question to the database, and who asks
 * while another one's question is on its way waits for its answer. A question that fails is forgotten. Thread-safe.
 */
final class RecentCallers {

    /** How old an answer can be. */
    static final Duration KEPT = Duration.ofSeconds(3);
    /** More than calls arrive in that time; then all is forgotten. */
    private static final int MOST = 20_000;

    private record Key(String number, String partyProfileUrl) {
    }

    private record Kept(CompletableFuture<Caller> caller, long sinceNanos) {
    }

    private final Map<Key, Kept> kept = new ConcurrentHashMap<>();
    private final LongSupplier nanos;

    /** @param nanos a clock as {@link System#nanoTime} */
    RecentCallers(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** The answer of a moment ago, or what {@code find} answers now; throws what it throws. */
    Caller get(String number, String partyProfileUrl, Supplier<Caller> find) {
        Key key = new Key(number, partyProfileUrl);
        Kept mine = new Kept(new CompletableFuture<>(), nanos.getAsLong());
        Kept found = kept.compute(key, (same, other) -> other == null || isOld(other) ? mine : other);
        if (found == mine) {
            forgetOld();
            answer(key, mine, find);
        }
        try {
            return found.caller().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** This is the answer from now on. */
    Caller put(String number, String partyProfileUrl, Caller caller) {
        kept.put(new Key(number, partyProfileUrl), new Kept(CompletableFuture.completedFuture(caller), nanos.getAsLong()));
        forgetOld();
        return caller;
    }

    private void answer(Key key, Kept mine, Supplier<Caller> find) {
        try {
            mine.caller().complete(find.get());
        } catch (RuntimeException | Error e) {
            kept.remove(key, mine);
            mine.caller().completeExceptionally(e);
        }
    }

    private boolean isOld(Kept one) {
        return nanos.getAsLong() - one.sinceNanos() > KEPT.toNanos();
    }

    private void forgetOld() {
        if (kept.size() > MOST) {
            kept.values().removeIf(this::isOld);
            if (kept.size() > MOST) {
                kept.clear();
            }
        }
    }

    /** Whose a number is may have changed. */
    void clear() {
        kept.clear();
    }
}
