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
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DatabaseThreadTest {

    private static final int PATIENCE_SECONDS = 30;

    private final DatabaseThread thread = new DatabaseThread("of-a-test");
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch answer = new CountDownLatch(1);
    private final CompletableFuture<String> query = new CompletableFuture<>();

    private void asks() {
        begun.countDown();
        try {
            answer.await();
            query.complete("answered");
        } catch (InterruptedException e) {
            query.complete("interrupted");
        }
    }

    private void isAsking() throws InterruptedException {
        thread.after(Duration.ZERO, this::asks);
        assertThat(begun.await(PATIENCE_SECONDS, TimeUnit.SECONDS), is(true));
    }

    @Test
    void givenAQueryThatWasBegunWhenClosedThenItIsAnsweredFirst() throws Exception {
        isAsking();
        Thread closing = new Thread(thread::close);
        closing.start();
        while (closing.getState() != Thread.State.TIMED_WAITING && closing.isAlive()) {
            Thread.onSpinWait();
        }
        answer.countDown();
        assertThat(query.get(PATIENCE_SECONDS, TimeUnit.SECONDS), is("answered"));
        closing.join(Duration.ofSeconds(PATIENCE_SECONDS).toMillis());
        assertThat(closing.isAlive(), is(false));
    }

    @Test
    void givenADatabaseThatDoesNotAnswerThenClosingEndsAllTheSame() throws Exception {
        isAsking();
        thread.close();
        assertThat(query.get(PATIENCE_SECONDS, TimeUnit.SECONDS), is("interrupted"));
    }

    @Test
    void givenWorkThatIsDueLaterWhenClosedThenItIsDropped() {
        thread.after(Duration.ofDays(1), this::asks);
        thread.every(Duration.ofDays(1), this::asks);
        long began = System.nanoTime();
        thread.close();
        assertThat("waits for it", Duration.ofNanos(System.nanoTime() - began).compareTo(DatabaseThread.STOP_WITHIN) < 0, is(true));
        assertThrows(RejectedExecutionException.class, () -> thread.after(Duration.ZERO, this::asks));
    }
}
