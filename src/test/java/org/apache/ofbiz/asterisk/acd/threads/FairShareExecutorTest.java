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
package org.apache.ofbiz.asterisk.acd.threads;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** Work of one user never takes what others need. */
class FairShareExecutorTest {

    private static final int SHARE = 2;
    private static final int WAITING = 3;

    /** What the threads are given; each entry is a thread's next work. */
    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final List<String> done = new ArrayList<>();
    private final FairShareExecutor fair = new FairShareExecutor(threads::add, SHARE, WAITING);

    private void asks(String user, int times) {
        for (int i = 0; i < times; i++) {
            fair.execute(user, () -> done.add(user));
        }
    }

    private void runAll() {
        for (Runnable next = threads.poll(); next != null; next = threads.poll()) {
            next.run();
        }
    }

    @Test
    void ofOneUserNoMoreThanTheShareIsGivenToTheThreads() {
        asks("mallory", SHARE + WAITING);

        assertThat(threads.size(), is(SHARE));
    }

    @Test
    void anotherUserComesNextHoweverMuchTheFirstHasAsked() {
        asks("mallory", SHARE + WAITING);
        asks("ann", 1);

        runAll();

        assertThat(done.indexOf("ann"), lessThanOrEqualTo(SHARE));
        assertThat("all was done", done.size(), is(SHARE + WAITING + 1));
    }

    @Test
    void whatIsTooMuchIsRefusedAndCountedAndOthersAreTaken() {
        asks("mallory", SHARE + WAITING);

        assertThrows(RejectedExecutionException.class, () -> asks("mallory", 1));
        assertThat(fair.refused(), is(1L));
        asks("ann", SHARE + WAITING);
        runAll();
        asks("mallory", SHARE + WAITING);
        runAll();
        assertThat(done.size(), is(3 * (SHARE + WAITING)));
    }

    @Test
    void workThatThrowsGivesItsPlaceBack() {
        for (int i = 0; i < SHARE; i++) {
            fair.execute("ann", () -> {
                throw new IllegalStateException("on purpose");
            });
            assertThrows(IllegalStateException.class, this::runAll);
        }
        asks("ann", 1);
        runAll();

        assertThat(done.size(), is(1));
    }

    @Test
    void whatIsDoneAsideLeavesPlacesToWhatComesLater() {
        Executor aside = fair.shareOf("");
        for (int i = 0; i < SHARE + WAITING; i++) {
            aside.execute(() -> done.add("aside"));
        }
        threads.add(() -> done.add("first"));

        runAll();

        assertThat(done.indexOf("first"), is(SHARE));
        assertThat("all was done", done.size(), is(SHARE + WAITING + 1));
    }
}
