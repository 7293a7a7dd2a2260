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

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.ofbiz.asterisk.acd.CallerDirectory;
import org.apache.ofbiz.asterisk.acd.CallerDirectory.Caller;
import org.junit.jupiter.api.Test;

class RecentCallersTest {

    private final AtomicLong nanos = new AtomicLong();
    private final RecentCallers recent = new RecentCallers(nanos::get);
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void givenManyWhoAskAtOnceThenTheDatabaseIsAskedOnce() {
        CountDownLatch answer = new CountDownLatch(1);
        List<CompletableFuture<Caller>> all = IntStream.range(0, 4).mapToObj(i -> CompletableFuture.supplyAsync(() -> recent.get("1", "", () -> {
            asked.incrementAndGet();
            try {
                answer.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return caller("1");
        }), task -> new Thread(task).start())).toList();
        answer.countDown();
        all.forEach(one -> assertThat(one.join(), is(caller("1"))));
        assertThat(asked.get(), is(1));
    }

    @Test
    void givenAnOldAnswerThenTheDatabaseIsAskedAgain() {
        ask("1");
        nanos.addAndGet(RecentCallers.KEPT.toNanos());
        ask("1");
        assertThat(asked.get(), is(1));
        nanos.incrementAndGet();
        ask("1");
        assertThat(asked.get(), is(2));
    }

    @Test
    void givenAChangeThenTheDatabaseIsAskedAgain() {
        ask("1");
        recent.clear();
        ask("1");
        assertThat(asked.get(), is(2));
        recent.put("1", "", caller("2"));
        assertThat(ask("1"), is(caller("2")));
    }

    @Test
    void givenAFailureThenItIsThrownAndForgotten() {
        assertThrows(IllegalStateException.class, () -> recent.get("1", "", () -> {
            throw new IllegalStateException("no database");
        }));
        assertThat(ask("1"), is(caller("1")));
    }

    @Test
    void givenAnotherPageOfAGroupThenTheAnswerIsAnother() {
        ask("1");
        assertThat(recent.get("1", "/other", () -> caller("2")), is(caller("2")));
    }

    private Caller ask(String number) {
        return recent.get(number, "", () -> {
            asked.incrementAndGet();
            return caller(number);
        });
    }

    private static Caller caller(String number) {
        return new Caller(number, "", number, List.of(), CallerDirectory.MatchedOn.NOBODY, "");
    }
}
