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
package org.apache.ofbiz.asterisk.center.nodes;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** A statement that hangs doesn't keep other callers from being claimed. */
class ClaimLaneTest {

    private static final int MOST = 3;

    private final Deque<Runnable> threads = new ArrayDeque<>();
    private final List<String> done = new ArrayList<>();
    private long now;
    private final ClaimLane lane = new ClaimLane(threads::add, MOST, Duration.ofSeconds(2), () -> now);

    private void passes(Duration time) {
        now += time.toNanos();
    }

    private void asks(String what) {
        lane.execute(() -> done.add(what));
    }

    /** While it's done, this happens; as if its thread hung until that is over. */
    private void hangsDuring(Runnable what) {
        lane.execute(() -> {
            what.run();
            done.add("late");
        });
    }

    private void oneThreadRuns() {
        threads.remove().run();
    }

    @Test
    void oneThingIsDoneAfterTheOther() {
        asks("one");
        asks("two");
        assertThat(threads, hasSize(1));
        oneThreadRuns();
        asks("three");
        oneThreadRuns();

        assertThat(done, contains("one", "two", "three"));
        assertThat(threads, is(empty()));
    }

    @Test
    void whatTakesItsTimeIsWaitedFor() {
        hangsDuring(() -> {
            passes(Duration.ofSeconds(2));
            asks("next");
            assertThat("another thread", threads, is(empty()));
        });
        oneThreadRuns();

        assertThat(done, contains("late", "next"));
    }

    @Test
    void whatTakesTooLongIsLeftBehind() {
        hangsDuring(() -> {
            asks("waits");
            passes(Duration.ofSeconds(3));
            asks("next");
            oneThreadRuns();
        });
        oneThreadRuns();
        assertThat(done, contains("waits", "next", "late"));

        asks("again");
        assertThat(threads, hasSize(1));
        oneThreadRuns();
        assertThat(done, contains("waits", "next", "late", "again"));
    }

    @Test
    void onlySoManyAreLeftBehind() {
        hang(ClaimLane.MOST_LEFT);
        assertThat(threads, is(empty()));
        assertThat(done, hasSize(ClaimLane.MOST_LEFT + 2));
        assertThat("what waited for one to come back", done.get(1), is("after all"));
    }

    /** So many more, each within the one before. */
    private void hang(int more) {
        hangsDuring(() -> {
            passes(Duration.ofSeconds(3));
            if (more > 0) {
                hang(more - 1);
            } else {
                asks("after all");
                assertThat("another thread", threads, is(empty()));
            }
        });
        oneThreadRuns();
    }

    @Test
    void tooMuchIsRefused() {
        hangsDuring(() -> {
            for (int i = 0; i < MOST; i++) {
                asks("waits");
            }
            assertThrows(RejectedExecutionException.class, () -> asks("too much"));
        });
        oneThreadRuns();

        assertThat(done, contains("late", "waits", "waits", "waits"));
    }
}
