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

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SharedLookUpsTest {

    private final AtomicLong nanos = new AtomicLong();
    private final Queue<Runnable> work = new ArrayDeque<>();
    private final AtomicInteger looked = new AtomicInteger();
    private final SharedLookUps<String, Integer> lookUps = new SharedLookUps<>(work::add, 100, nanos::get);

    private CompletableFuture<Integer> ask(String key) {
        return lookUps.ask(key, looked::incrementAndGet);
    }

    private void runAll() {
        while (!work.isEmpty()) {
            work.remove().run();
        }
    }

    @Test
    void whoAskForTheSameAtTheSameTimeShareOneLookUp() {
        var first = ask("anna");
        var second = ask("anna");
        var other = ask("mari");
        runAll();
        assertThat(first.join(), is(1));
        assertThat(second.join(), is(1));
        assertThat(other.join(), is(2));
    }

    @Test
    void anAnswerIsKeptForSomeSecondsAndThenLookedUpAgain() {
        ask("anna");
        runAll();
        nanos.addAndGet(SharedLookUps.KEPT.toNanos());
        assertThat(ask("anna").join(), is(1));
        nanos.addAndGet(1);
        var again = ask("anna");
        runAll();
        assertThat(again.join(), is(2));
    }

    @Test
    void whatWasChangedIsLookedUpAgainAtOnce() {
        ask("anna");
        ask("mari");
        runAll();
        lookUps.forget("anna"::equals);
        var again = ask("anna");
        runAll();
        assertThat(again.join(), is(3));
        assertThat(ask("mari").join(), is(2));
    }

    @Test
    void aLookUpThatFailsOrIsRefusedIsForgotten() {
        var failed = lookUps.ask("anna", () -> {
            throw new IllegalStateException("the database is away");
        });
        runAll();
        assertThrows(CompletionException.class, failed::join);
        var again = ask("anna");
        runAll();
        assertThat(again.join(), is(1));
        SharedLookUps<String, Integer> full = new SharedLookUps<>(task -> {
            throw new RejectedExecutionException("full");
        }, 100, nanos::get);
        assertThrows(CompletionException.class, full.ask("anna", () -> 1)::join);
    }
}
