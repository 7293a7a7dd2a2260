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
package org.apache.ofbiz.asterisk.push.lock;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PageLocksTest {

    private static final int LIMIT = 3;
    private static final int GUESSES = 24;

    private final PageLocks locks = new PageLocks();
    private final AtomicInteger tried = new AtomicInteger();
    private volatile int failures;

    /** As OFBiz's service does: counts what it read, and one more. Never right. */
    private boolean guess() {
        int before = failures;
        if (before < LIMIT) {
            tried.incrementAndGet();
            Thread.yield();
            failures = before + 1;
        }
        return false;
    }

    @Test
    void manyGuessesAtOnceHaveNoMoreTriesThanOneAfterAnother() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(GUESSES);
        try {
            for (int round = 0; round < 50; round++) {
                failures = 0;
                tried.set(0);
                CyclicBarrier all = new CyclicBarrier(GUESSES);
                List<Future<Boolean>> guesses = new ArrayList<>();
                for (int i = 0; i < GUESSES; i++) {
                    guesses.add(threads.submit(() -> {
                        all.await(20, TimeUnit.SECONDS);
                        return locks.alone("liis", this::guess);
                    }));
                }
                for (Future<Boolean> guess : guesses) {
                    assertThat(guess.get(20, TimeUnit.SECONDS), is(false));
                }
                assertThat("round " + round, tried.get(), lessThanOrEqualTo(LIMIT));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aCheckThatThrowsLetsTheNextOneThrough() {
        try {
            locks.alone("liis", () -> {
                throw new IllegalStateException("the database is away");
            });
        } catch (IllegalStateException expected) {
            tried.incrementAndGet();
        }
        assertThat(tried.get(), is(1));
        assertThat(locks.alone("liis", () -> true), is(true));
    }
}
