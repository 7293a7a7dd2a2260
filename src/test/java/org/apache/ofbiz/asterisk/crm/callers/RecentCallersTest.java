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
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.ofbiz.asterisk.acd.CallerDirectory.MatchedOn;
import org.junit.jupiter.api.Test;

class RecentCallersTest {

    private final AtomicLong nanos = new AtomicLong();
    private final RecentCallers recent = new RecentCallers(nanos::get);
    /** The numbers of each question to the database. */
    private final List<Set<String>> asked = new CopyOnWriteArrayList<>();

    @Test
    void givenManyWhoAskAtOnceThenTheDatabaseIsAskedOnce() {
        CountDownLatch answer = new CountDownLatch(1);
        List<CompletableFuture<KnownCaller>> all = IntStream.range(0, 4).mapToObj(i -> CompletableFuture.supplyAsync(() ->
                recent.get("1", true, numbers -> {
                    try {
                        answer.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return find(numbers);
                }), task -> new Thread(task).start())).toList();
        answer.countDown();
        all.forEach(one -> assertThat(one.join(), is(caller("1"))));
        assertThat(asked, hasSize(1));
    }

    @Test
    void givenAnOldAnswerThenTheDatabaseIsAskedAgain() {
        ask("1");
        nanos.addAndGet(RecentCallers.KEPT.toNanos());
        ask("1");
        assertThat(asked, hasSize(1));
        nanos.incrementAndGet();
        ask("1");
        assertThat(asked, hasSize(2));
    }

    @Test
    void givenAChangeThenTheDatabaseIsAskedAgain() {
        ask("1");
        recent.clear();
        ask("1");
        assertThat(asked, hasSize(2));
        recent.put("1", caller("2"));
        assertThat(ask("1"), is(caller("2")));
    }

    @Test
    void givenAFailureThenItIsThrownAndForgotten() {
        assertThrows(IllegalStateException.class, () -> recent.get("1", true, numbers -> {
            throw new IllegalStateException("no database");
        }));
        assertThat(ask("1"), is(caller("1")));
    }

    @Test
    void givenMoreWhoCallAtOnceThenTheyAreLookedUpTogether() {
        List.of("1", "2", "3").forEach(recent::expect);
        assertThat(ask("1"), is(caller("1")));
        assertThat(ask("3"), is(caller("3")));
        assertThat(ask("2"), is(caller("2")));
        assertThat(asked, contains(Set.of("1", "2", "3")));
    }

    @Test
    void givenAThousandThenTheLastAreLookedUpWithTheFirst() {
        List<String> numbers = IntStream.range(0, 1000).mapToObj(String::valueOf).toList();
        numbers.forEach(recent::expect);
        ask("0");
        Set<String> together = new TreeSet<>(numbers.subList(1000 - RecentCallers.TOGETHER + 1, 1000));
        together.add("0");
        assertThat(asked, contains(together));
        numbers.forEach(this::ask);
        assertThat(asked.size(), is(1 + (1000 - RecentCallers.TOGETHER + RecentCallers.TOGETHER - 1) / RecentCallers.TOGETHER));
    }

    @Test
    void givenAnAnswerOfAMomentAgoThenItIsNotLookedUpWithOthers() {
        recent.expect("2");
        ask("2");
        recent.expect("2");
        ask("1");
        assertThat(asked, contains(Set.of("2"), Set.of("1")));
    }

    @Test
    void givenOneThatWasAskedForThenItIsNoLongerExpected() {
        recent.expect("2");
        ask("2");
        nanos.addAndGet(RecentCallers.KEPT.toNanos() + 1);
        ask("1");
        assertThat(asked, contains(Set.of("2"), Set.of("1")));
    }

    @Test
    void givenWhoMayNotAskForOthersThenTheyAreAskedForLater() {
        List.of("1", "2").forEach(recent::expect);
        assertThat(recent.get("1", false, this::find), is(caller("1")));
        ask("2");
        assertThat(asked, contains(Set.of("1"), Set.of("2")));
    }

    @Test
    void givenOneThatCannotBeLookedUpThenTheOthersAre() {
        Function<Set<String>, Map<String, KnownCaller>> refusing = numbers -> {
            if (numbers.contains("2")) {
                throw new IllegalStateException("2");
            }
            return find(numbers);
        };
        List.of("1", "2", "3").forEach(recent::expect);
        assertThat(recent.get("1", true, refusing), is(caller("1")));
        assertThat(recent.get("3", true, refusing), is(caller("3")));
        assertThrows(IllegalStateException.class, () -> recent.get("2", true, refusing));
    }

    private KnownCaller ask(String number) {
        return recent.get(number, true, this::find);
    }

    private Map<String, KnownCaller> find(Set<String> numbers) {
        asked.add(Set.copyOf(numbers));
        return numbers.stream().collect(Collectors.toMap(Function.identity(), RecentCallersTest::caller));
    }

    private static KnownCaller caller(String number) {
        return new KnownCaller(number, "", number, List.of(), MatchedOn.NOBODY);
    }
}
