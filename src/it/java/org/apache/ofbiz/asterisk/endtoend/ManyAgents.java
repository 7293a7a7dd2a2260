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
package org.apache.ofbiz.asterisk.endtoend;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.endtoend.Cluster.Member;
import org.apache.ofbiz.asterisk.fixture.Await;

/** The consoles of many agents, by the number of their phone, each of whom claims certain callers when the test says so. Not thread-safe. */
final class ManyAgents implements AutoCloseable {

    private static final int AT_ONCE = 4;

    private final ClaimStart start = new ClaimStart(1);
    private final Map<String, RacingConsole> consoles = new HashMap<>();
    /** By number of the caller, the phones whose agents want the call. Read by the threads of consoles. */
    private final Map<String, Set<String>> wanted = new ConcurrentHashMap<>();

    ManyAgents() {
        start.hold(true);
    }

    /** Opens their consoles, at one of these nodes after the other. */
    void open(List<Member> members, List<String> phones) {
        ExecutorService several = Executors.newFixedThreadPool(AT_ONCE);
        Map<String, CompletableFuture<RacingConsole>> opening = new HashMap<>();
        for (int i = 0; i < phones.size(); i++) {
            String phone = phones.get(i);
            ClusterNode node = members.get(i % members.size()).node();
            opening.put(phone, CompletableFuture.supplyAsync(() -> RacingConsole.open(node, ManyPhones.loginOf(phone), start,
                    number -> wanted.getOrDefault(number, Set.of()).contains(phone)), several));
        }
        opening.forEach((phone, console) -> consoles.put(phone, console.join()));
        several.shutdown();
        awaitConnected();
    }

    void awaitConnected() {
        Await.untilTrue(() -> consoles.values().stream().allMatch(RacingConsole::isConnected), () -> "not connected: "
                + consoles.entrySet().stream().filter(console -> !console.getValue().isConnected()).map(Map.Entry::getKey).toList());
    }

    /** The agents of these phones want this caller, who hasn't called yet. */
    void want(String number, Set<String> phones) {
        wanted.put(number, phones);
    }

    /** Whoever wants one of these callers claims as soon as they are offered. */
    void claim(Collection<String> numbers) {
        start.begin(numbers);
    }

    /** Waits until one agent of those who want them has won each of these callers. @return by number, the phone of that agent */
    Map<String, String> awaitWon(Collection<String> numbers) {
        return numbers.stream().collect(Collectors.toMap(number -> number, number -> Await.until(() -> {
            Optional<String> winner = winners(number).stream().findFirst();
            if (winner.isEmpty()) {
                wanted.get(number).forEach(phone -> consoles.get(phone).pressesAgain(number));
            }
            return winner;
        }, () -> number + " isn't won: " + about(number))));
    }

    /** The phones of all agents who have heard that they won this caller. */
    List<String> winners(String number) {
        return wanted.get(number).stream().filter(phone -> consoles.get(phone).answer(number).equals("OK")).toList();
    }

    /** What those who want this caller know, for messages of tests. */
    List<String> about(String number) {
        return wanted.get(number).stream().map(phone -> phone + ": " + consoles.get(phone).about(number)).toList();
    }

    /** Each of these agents does this with a call that they have, as soon as they can; waits until it is done. */
    void handle(String action, Map<String, String> callers, Map<String, Map<String, String>> more) {
        List<String> refused = new ArrayList<>();
        callers.forEach((number, phone) -> Await.untilTrue(() -> consoles.get(phone).can(action, number), () -> action + " of " + number
                + " isn't offered: " + about(number)));
        callers.forEach((number, phone) -> consoles.get(phone).does(action, number, more.getOrDefault(number, Map.of())));
        callers.forEach((number, phone) -> {
            String answer = Await.until(() -> Optional.of(consoles.get(phone).answer(action + ' ' + number)).filter(said -> !said.isEmpty()), () ->
                    action + " of " + number + " isn't answered: " + about(number));
            if (!answer.equals("OK")) {
                refused.add(number + ": " + answer);
            }
        });
        if (!refused.isEmpty()) {
            throw new AssertionError(action + " was refused: " + refused);
        }
    }

    /** When the first of all consoles was offered this caller, after a moment of {@link System#nanoTime}. */
    Optional<Long> offered(String number, long after) {
        return consoles.values().stream().flatMap(console -> console.offeredAt(number).stream()).filter(at -> at - after > 0).min(Long::compare);
    }

    /** On how many consoles. */
    long offeredTo(String number, long after) {
        return consoles.values().stream().filter(console -> console.wasOffered(number, after)).count();
    }

    @Override
    public void close() {
        consoles.values().forEach(RacingConsole::close);
    }
}
