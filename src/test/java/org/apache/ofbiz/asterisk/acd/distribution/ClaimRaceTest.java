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
package org.apache.ofbiz.asterisk.acd.distribution;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.ofbiz.asterisk.acd.Answer;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.junit.jupiter.api.Test;

/** However many want a call at the same moment, one gets it, and the others are told who. */
class ClaimRaceTest {

    private static final int CLAIMS = 10_000;
    private static final int THREADS = 16;

    @Test
    void ofTenThousandClaimsAtOnceExactlyOneIsWon() throws Exception {
        ExecutorService workers = Executors.newFixedThreadPool(THREADS);
        try {
            Scene scene = new Scene(workers);
            List<Person> crowd = new ArrayList<>();
            for (int i = 0; i < CLAIMS; i++) {
                Person person = new Person("user" + i, "P" + i, "Name " + i);
                crowd.add(person);
                scene.extensions.put(person.userLoginId(), List.of(new Peer("PEER" + i, "PBX", "PJSIP", "x" + i, Peer.Type.EXTENSION,
                        Optional.of(person), Optional.empty(), Optional.empty(), true)));
                scene.members.add(person.userLoginId());
            }
            PhoneCall call = scene.happens(Calls.waiting("1"));
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (scene.distributor.signIn("S", Scene.ANN).offers().isEmpty()) {
                assertThat("offered in time", System.nanoTime() < deadline, is(true));
                Thread.onSpinWait();
            }

            List<CompletableFuture<Answer>> claims = allAtOnce(crowd, person -> scene.distributor.claim(call.callId(), person,
                    Optional.of(person.userLoginId()), Optional.empty()).toCompletableFuture());

            Map<String, List<String>> answers = claims.stream().map(CompletableFuture::join).map(Scene::said)
                    .collect(Collectors.groupingBy(answer -> answer));
            assertThat("winners", answers.remove("ok"), hasSize(1));
            assertThat("losers all hear the same name", answers.keySet(), hasSize(1));
            assertThat(answers.values().iterator().next(), hasSize(CLAIMS - 1));
            assertThat("redirects", scene.log.stream().filter(line -> line.startsWith("REDIRECT")).count(), is(1L));
        } finally {
            workers.shutdownNow();
            assertThat(workers.awaitTermination(10, TimeUnit.SECONDS), is(true));
        }
    }

    /** Each thread has its share of the crowd; they start together. */
    private static <T> List<T> allAtOnce(List<Person> crowd, Function<Person, T> claim) throws Exception {
        ExecutorService claimers = Executors.newFixedThreadPool(THREADS);
        try {
            CyclicBarrier start = new CyclicBarrier(THREADS);
            List<Future<List<T>>> shares = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int first = thread;
                shares.add(claimers.submit(() -> {
                    start.await();
                    return IntStream.iterate(first, i -> i < crowd.size(), i -> i + THREADS).mapToObj(i -> claim.apply(crowd.get(i))).toList();
                }));
            }
            List<T> claims = new ArrayList<>();
            for (Future<List<T>> share : shares) {
                claims.addAll(share.get(30, TimeUnit.SECONDS));
            }
            return claims;
        } finally {
            claimers.shutdownNow();
        }
    }
}
