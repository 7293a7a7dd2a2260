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

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.endtoend.Cluster.Member;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three nodes, each a process of its own, on whose consoles three agents claim the same calls at the same moment, 10,000 claims, while messages
 * between nodes are late, or come twice, and the node that serves the PBX is stopped past its lease and goes on: of each call there is one winner,
 * and one Redirect.
 */
@Tag("cluster")
@Timeout(1800)
class ClaimsOfManyNodesIT {

    private static final String SUPPORT = "5000";
    private static final int AGENTS = 3;
    private static final int CALLS = (Integer.getInteger("cluster.claims", 10_000) + AGENTS - 1) / AGENTS;
    private static final long FIRST = 37250000000L;
    /** How many wait at the same time. */
    private static final int BATCH = 16;
    /** Of each agent, so that none sends more a second than a person can. */
    private static final int CONSOLES = 4;
    private static final int LATE_MILLIS = 4;
    private static final int COST_CALLS = 200;
    private static final Duration COST = Duration.ofMillis(50);

    @TempDir
    private Path folder;
    private Cluster cluster;
    private final List<List<RacingConsole>> agents = new ArrayList<>();
    private final ClaimStart start = new ClaimStart(AGENTS);
    private final int[] wins = new int[AGENTS];
    private int lostAnswers;
    private int called;

    @Test
    void eachOfTenThousandCallsIsWonOnceOnWhateverNode(TestReporter report) throws Exception {
        try (Cluster nodes = Cluster.start(folder)) {
            cluster = nodes;
            nodes.pbx().phonesTakeManyCalls();
            Member first = nodes.add(LATE_MILLIS);
            nodes.awaitHolder(first);
            Member second = nodes.add(LATE_MILLIS);
            Member third = nodes.add(LATE_MILLIS);
            nodes.awaitHolder(first, second, third);
            try (RepeatedMessages repeated = new RepeatedMessages(nodes.broker().url())) {
                openConsoles(List.of(first, second, third));
                long began = System.nanoTime();
                claimsUntil(CALLS / 2);
                Set<String> crossed = batchWhileTheHolderIsStopped(first, report);
                claimsUntil(CALLS);
                Duration took = Duration.ofNanos(System.nanoTime() - began);
                judge(crossed);
                Cluster.tell(report, "claims", AGENTS * called + " of " + called + " calls, won " + Arrays.toString(wins) + " on the three nodes, in "
                        + took.toSeconds() + " s; " + repeated.repeated() + " messages came twice, each was " + LATE_MILLIS
                        + " ms late at most; of " + lostAnswers + " calls an answer was lost with the holder or a message");
            } finally {
                agents.forEach(consoles -> consoles.forEach(RacingConsole::close));
            }
        }
    }

    private void openConsoles(List<Member> members) {
        for (int agent = 0; agent < members.size(); agent++) {
            List<RacingConsole> consoles = new ArrayList<>();
            for (int i = 0; i < CONSOLES; i++) {
                int own = i;
                consoles.add(RacingConsole.open(members.get(agent).node(), "agent100" + (agent + 1), start,
                        number -> Math.floorMod(number.hashCode(), CONSOLES) == own));
            }
            agents.add(consoles);
        }
        awaitConsoles();
    }

    private void awaitConsoles() {
        Await.untilTrue(() -> consoles().allMatch(RacingConsole::isConnected), () -> "a console isn't connected");
    }

    private Stream<RacingConsole> consoles() {
        return agents.stream().flatMap(List::stream);
    }

    private String callComes() {
        String number = String.valueOf(FIRST + ++called);
        cluster.pbx().placeIncomingCall(number, "", SUPPORT);
        return number;
    }

    private List<String> callsCome() {
        return IntStream.range(0, BATCH).mapToObj(i -> callComes()).toList();
    }

    /** How many of the agents were answered. */
    private long answers(String number) {
        return consoles().filter(console -> !console.answer(number).isEmpty()).count();
    }

    /** All know, and one of them has it: a claim that the PBX didn't answer in time fails, and the call is offered again. */
    private boolean isAnswered(String number) {
        return answers(number) == AGENTS && consoles().map(console -> console.answer(number))
                .anyMatch(answer -> answer.equals("OK") || answer.equals(RacingConsole.LOST));
    }

    /** What the consoles that claim them know of these callers. */
    private List<String> known(Collection<String> numbers) {
        return numbers.stream().map(caller -> caller + consoles().map(console -> console.about(caller))
                .filter(known -> !known.startsWith("not its own")).toList()).toList();
    }

    /** All three claim each call, and one has it; when one is over, the next one comes. @param number of all calls, then */
    private void claimsUntil(int number) {
        Set<String> waiting = new LinkedHashSet<>();
        while (called < number || !waiting.isEmpty()) {
            while (called < number && waiting.size() < BATCH) {
                waiting.add(callComes());
            }
            Await.untilTrue(() -> waiting.stream().anyMatch(this::isAnswered), () -> "not answered: " + known(waiting));
            List<String> over = waiting.stream().filter(this::isAnswered).toList();
            over.forEach(cluster.pbx()::customerHangsUp);
            over.forEach(waiting::remove);
        }
        assertThat("Redirects", cluster.redirected(), is(called));
    }

    /** @return numbers of the callers, of whom some were sent before the node was stopped, and no agent was told */
    private Set<String> batchWhileTheHolderIsStopped(Member holder, TestReporter report) throws Exception {
        int sentBefore = cluster.redirected();
        start.hold(true);
        List<String> numbers = callsCome();
        cluster.await("SELECT COUNT(*) FROM PHONE_CALL WHERE CALL_CENTER_GROUP_ID IS NOT NULL AND CALLER_NUMBER IN ('" + String.join("', '", numbers)
                + "')", String.valueOf(BATCH)); // else one node alone knows the group
        start.hold(false);
        Await.untilTrue(() -> cluster.redirected() > sentBefore, () -> "no Redirect");
        long began = System.nanoTime();
        holder.node().signal("STOP");
        start.atOnce(true); // its consoles hear nothing now
        String name = cluster.holder().orElseThrow();
        Await.untilTrue(() -> cluster.holder().filter(now -> !now.equals(name)).isPresent(), () -> "nobody has taken the lease");
        int byHolder = holder.pbx().redirected();
        int byThen = cluster.redirected() - sentBefore;
        Await.untilTrue(() -> cluster.redirected() == sentBefore + BATCH, () -> cluster.redirected() - sentBefore
                + " Redirects instead of " + BATCH + "; " + known(numbers));
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        holder.node().signal("CONT");
        Await.untilTrue(() -> cluster.holds(holder).isEmpty(), () -> "the former holder still thinks it serves " + cluster.holds(holder));
        awaitConsoles();
        numbers.forEach(cluster.pbx()::customerHangsUp);
        start.atOnce(false);
        claimsUntil(called + BATCH);
        assertThat("Redirects of the stopped holder after it went on", holder.pbx().redirected(), is(byHolder));
        Cluster.tell(report, "holder stopped", byThen + " of " + BATCH + " calls were sent before, the others by its successor within "
                + took.toMillis() + " ms; of the former holder no Redirect came after it went on");
        return Set.copyOf(numbers);
    }

    /** @param crossed numbers of callers who came while the holder was stopped */
    private void judge(Set<String> crossed) {
        List<String> sent = cluster.redirects();
        assertThat("Redirects", sent.size(), is(called));
        assertThat("channels that were sent", new HashSet<>(sent).size(), is(called));
        cluster.await("SELECT COUNT(*) FROM PHONE_CALL WHERE END_DATE IS NULL", "0");
        cluster.await("SELECT COUNT(*) FROM PHONE_CALL", String.valueOf(called));
        cluster.await("SELECT COUNT(*) FROM ASTERISK_CLAIM", "0");
        Map<String, String> kept = cluster.pairs("SELECT CALLER_NUMBER, CLAIMED_BY_PARTY_ID FROM PHONE_CALL");
        for (long number = FIRST + 1; number <= FIRST + called; number++) {
            String caller = String.valueOf(number);
            List<Integer> who = IntStream.range(0, agents.size()).filter(agent -> agents.get(agent).stream()
                    .anyMatch(console -> console.answer(caller).equals("OK"))).boxed().toList();
            boolean lost = consoles().anyMatch(console -> console.answer(caller).equals(RacingConsole.LOST));
            lostAnswers += lost ? 1 : 0;
            if (crossed.contains(caller) || lost) {
                assertThat("winners of " + caller, who.size(), is(lessThanOrEqualTo(1)));
            } else {
                assertThat("winners of " + caller + ": " + consoles().map(console -> console.about(caller))
                        .filter(known -> !known.startsWith("not its own")).toList(), who.size(), is(1));
                String winner = "AST_AGENT" + (who.get(0) + 1);
                if (!winner.equals(kept.get(caller))) { // written after the end
                    cluster.await("SELECT CLAIMED_BY_PARTY_ID FROM PHONE_CALL WHERE CALLER_NUMBER = '" + caller + "'", winner);
                }
            }
            who.forEach(agent -> wins[agent]++);
        }
    }

    @Test
    void theRowCostsAClaimLittle(TestReporter report) throws Exception {
        try (Cluster nodes = Cluster.start(folder)) {
            cluster = nodes;
            nodes.pbx().phonesTakeManyCalls();
            List<Long> without = claimsOfOneNode(false);
            List<Long> with = claimsOfOneNode(true);
            Cluster.tell(report, "cost of the row", COST_CALLS + " claims, from the click to OK, in us: p50 " + at(without, 50) + " and p95 "
                    + at(without, 95) + " without, p50 " + at(with, 50) + " and p95 " + at(with, 95) + " with the row");
            assertThat("added, at the median", Duration.ofNanos(1_000 * (at(with, 50) - at(without, 50))), is(lessThan(COST)));
        }
    }

    /** The nth percentile, in us. */
    private static long at(List<Long> sorted, int percent) {
        return sorted.get(sorted.size() * percent / 100) / 1_000;
    }

    private List<Long> claimsOfOneNode(boolean leases) throws Exception {
        Member node = cluster.alone(leases);
        List<RacingConsole> consoles = new ArrayList<>();
        try (node) {
            Await.untilTrue(() -> !node.pbx().connections().isEmpty(), () -> "not connected");
            for (int i = 0; i < CONSOLES; i++) {
                int own = i;
                consoles.add(RacingConsole.open(node.node(), "agent1001", new ClaimStart(1),
                        number -> Math.floorMod(number.hashCode(), CONSOLES) == own));
            }
            Await.untilTrue(() -> consoles.stream().allMatch(RacingConsole::isConnected), () -> "a console isn't connected");
            for (int i = 1; i <= COST_CALLS; i++) {
                String number = String.valueOf(FIRST + ++called);
                cluster.pbx().placeIncomingCall(number, "", SUPPORT);
                Await.untilTrue(() -> consoles.stream().anyMatch(console -> !console.answer(number).isEmpty()), () -> "no answer to a claim");
                cluster.pbx().customerHangsUp(number);
            }
            return consoles.stream().flatMap(console -> console.took().stream()).sorted().toList();
        } finally {
            consoles.forEach(RacingConsole::close);
        }
    }
}
