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

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LatestReadingTest {

    /** Each reading takes until the test ends it. */
    private final BlockingQueue<CompletableFuture<String>> running = new LinkedBlockingQueue<>();

    private String slowly() {
        CompletableFuture<String> reading = new CompletableFuture<>();
        running.add(reading);
        return reading.join();
    }

    private CompletableFuture<String> begun() throws InterruptedException {
        return running.poll(30, TimeUnit.SECONDS);
    }

    @Test
    void aReadingThatBeganEarlierAndEndsLaterDoesNotCount() throws Exception {
        LatestReading<String> latest = new LatestReading<>("first");
        CompletableFuture<Void> early = CompletableFuture.runAsync(() -> latest.again(this::slowly));
        CompletableFuture<String> earlyRow = begun();
        CompletableFuture<Void> late = CompletableFuture.runAsync(() -> latest.again(this::slowly));
        CompletableFuture<String> lateRow = begun();

        lateRow.complete("after the change");
        late.get(30, TimeUnit.SECONDS);
        earlyRow.complete("before the change");
        early.get(30, TimeUnit.SECONDS);

        assertThat(latest.get(), is("after the change"));
    }

    @Test
    void whatWasKnownStaysWhereReadingFails() {
        LatestReading<String> latest = new LatestReading<>("known");

        assertThrows(IllegalStateException.class, () -> latest.again(() -> {
            throw new IllegalStateException("no database");
        }));

        assertThat(latest.get(), is("known"));
    }
}
