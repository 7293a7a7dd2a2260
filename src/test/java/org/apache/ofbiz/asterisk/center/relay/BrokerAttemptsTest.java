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
package org.apache.ofbiz.asterisk.center.relay;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Attempts whose threads the test runs, so that they last for as long as it wants. */
class BrokerAttemptsTest {

    private final AtomicLong now = new AtomicLong();
    /** Threads that haven't begun. */
    private final List<Runnable> threads = new ArrayList<>();
    /** Of each attempt that has begun, whether it isn't left behind. */
    private final List<BooleanSupplier> begun = new ArrayList<>();
    private final AtomicInteger leftBehind = new AtomicInteger();
    private final BrokerAttempts attempts = new BrokerAttempts(threads::add, now::get);

    private void looks() {
        attempts.look(leftBehind::incrementAndGet, begun::add);
    }

    private void anAttemptEnds() {
        threads.remove(0).run();
    }

    private void after(long millis) {
        now.addAndGet(millis * 1_000_000);
    }

    @Test
    void whoLooksDoesNotWaitAndBeginsOneAttemptAtATime() {
        looks();
        after(500);
        looks();
        assertThat("threads", threads.size(), is(1));
        anAttemptEnds();
        assertThat("it counts", begun.get(0).getAsBoolean(), is(true));
        looks();
        assertThat("the next one begins when the one before has ended", threads.size(), is(1));
        assertThat("none was left behind", leftBehind.get(), is(0));
    }

    @Test
    void anAttemptThatHangsIsLeftBehindAndCountsNoMore() {
        looks();
        after(BrokerAttempts.PATIENCE.toMillis() - 1);
        looks();
        assertThat("not yet", threads.size(), is(1));
        after(1);
        looks();
        assertThat("another one", threads.size(), is(2));
        assertThat("left behind", leftBehind.get(), is(1));
        anAttemptEnds(); // the one that hung
        anAttemptEnds();
        assertThat("only the second counts", begun.stream().map(BooleanSupplier::getAsBoolean).toList(), is(List.of(false, true)));
    }

    @Test
    void anAttemptThatWasLeftBehindDoesNotEndTheOneUnderWay() {
        looks();
        after(BrokerAttempts.PATIENCE.toMillis());
        looks();
        anAttemptEnds();
        looks();
        assertThat("the second is still under way", threads.size(), is(1));
    }
}
