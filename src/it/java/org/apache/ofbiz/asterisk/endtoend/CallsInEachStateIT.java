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

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.endtoend.Cluster.Member;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three nodes, ten PBXs. The node that holds the real Asterisk is killed while there are 50 calls in each state on it: customers who wait, whose
 * claim rings, who talk, who are on hold, and who were sent to a colleague; and calls of ours that ring at a customer's. A tenth of the customers
 * hang up before another node connects, and others call meanwhile. Who waits is offered again within 10 s, nobody else is; each call goes on as it
 * was, and is kept once and right.
 */
@Tag("cluster")
@Timeout(600)
class CallsInEachStateIT {

    private static final int EACH = ManyPhones.EACH;
    private static final int TENTH = EACH / 10;
    private static final int RING_SECONDS = 60;
    private static final String DEMO = "DEMO_PBX";
    private static final long FIRST_CALLED = 37290000000L;

    @TempDir
    private Path folder;
    private TenPbxsScene scene;
    private ManyCustomers callers;
    private final ManyAgents agents = new ManyAgents();
    private List<String> waiting;
    private List<String> ringing;
    private List<String> talking;
    private List<String> held;
    private List<String> sent;
    private List<String> meanwhile;
    private final List<String> called = new ArrayList<>();

    @Test
    void theHolderIsKilled(TestReporter report) throws Exception {
        try (TenPbxsScene ten = TenPbxsScene.start(folder, report, RealClusterPbx.startWithManyPhones(RING_SECONDS)); ManyAgents all = agents;
                ManyCustomers customers = new ManyCustomers(TenPbxs.real(ten.cluster()))) {
            scene = ten;
            callers = customers;
            Member holder = ten.holderOfTheRealOne();
            List<Member> others = ten.cluster().members().stream().filter(member -> member != holder).toList();
            all.open(others, Stream.concat(ManyPhones.quick().stream(), ManyPhones.late().stream()).toList());
            Map<ClusterPbx, String> oneEach = ten.customersWaitEverywhere();
            callsAreInEachState();
            Map<String, String> before = moments();
            ten.consoles().leave(holder);
            Map<ClusterPbx, String> affected = TenPbxsScene.of(oneEach, ten.heldBy(holder));
            Map<String, Integer> sentBefore = redirects(others);
            assertThat("the lease stayed where it was, as it does unless a node isn't run for seconds", ten.holderOfTheRealOne(), is(holder));

            agentsGiveWay();
            long began = System.nanoTime();
            holder.node().kill();
            List<String> gone = Stream.of(waiting, talking, held, sent).flatMap(all50 -> all50.subList(0, TENTH).stream()).toList();
            callers.hangUp(gone);
            callers.call(meanwhile);
            await("connections to the real one", () -> others.stream().anyMatch(member -> member.pbx(DEMO).isConnected()));
            Duration connected = TenPbxsScene.since(began);
            whoWaitsIsOfferedAgain(began, connected);
            ten.othersTakeOver(holder, affected, began, "kill -9 with 50 calls in each state");
            ten.cluster().remove(holder);
            nobodyElseIsOffered(began);
            assertThat("Redirects after the kill", redirects(others), is(sentBefore));
            ten.consoles().open(others);

            Map<String, String> winners = allCallsEnd(others);
            eachIsKeptOnceAndRight(winners, before);
            ten.oneWinsEach(oneEach);
        }
    }

    /** The browsers of 100 agents, which this JVM is, run on machines of their own elsewhere. */
    private static void agentsGiveWay() throws IOException, InterruptedException {
        String threads = "/proc/" + ProcessHandle.current().pid() + "/task";
        Process renice = new ProcessBuilder("sh", "-c", "renice -n 10 -p $(ls " + threads + ") > /dev/null 2>&1").start();
        assertThat("renice of those threads that are still there", renice.waitFor(), is(lessThan(2)));
    }

    /** 50 each. */
    private void callsAreInEachState() throws IOException {
        List<String> quick = ManyPhones.quick();
        sent = callers.next(EACH);
        Map<String, String> having = claimed(sent, quick);
        // who is sent on sooner counts as claimed at the moment of an answer
        scene.cluster().await("SELECT COUNT(*) FROM PHONE_CALL WHERE ANSWER_DATE < LOCALTIMESTAMP - INTERVAL '2 seconds' AND " + among(sent),
                String.valueOf(EACH));
        Map<String, Map<String, String>> targets = new HashMap<>();
        for (int i = 0; i < EACH; i++) {
            targets.put(sent.get(i), Map.of("target", ManyPhones.called().get(i)));
        }
        agents.handle("TRANSFER", having, targets);
        held = callers.next(EACH);
        agents.handle("HOLD", claimed(held, quick), Map.of());
        talking = callers.next(EACH);
        claimed(talking, quick);
        waiting = callers.next(EACH);
        meanwhile = callers.next(TENTH);
        for (int i = 0; i < EACH + TENTH; i++) { // of two agents each, on two nodes
            String number = i < EACH ? waiting.get(i) : meanwhile.get(i - EACH);
            agents.want(number, Set.of(quick.get(2 * i % EACH), quick.get((2 * i + 1) % EACH)));
        }
        callers.call(waiting);
        waiting.forEach(number -> Await.untilTrue(() -> agents.offered(number, 0).isPresent(), () -> number + " isn't offered"));
        scene.cluster().await("SELECT COUNT(*) FROM PHONE_CALL WHERE ANSWER_DATE IS NOT NULL AND " + among(talking), String.valueOf(EACH));
        scene.cluster().await("SELECT COUNT(*) FROM PHONE_CALL WHERE " + among(waiting), String.valueOf(EACH)); // phones ring for a time: from here
        ringing = callers.next(EACH);
        claimed(ringing, ManyPhones.late());
        await("phones that ring", () -> callers.reached("Ringing", ManyPhones.late()) == EACH);
        for (int i = 0; i < EACH; i++) {
            called.add(String.valueOf(FIRST_CALLED + i));
            callers.isCalled(called.get(i), ManyPhones.calling().get(i));
        }
        await("customers' phones that ring", () -> callers.reached("Ringing", Set.of("trunk")) == EACH);
        scene.cluster().await("SELECT COUNT(*) FROM PHONE_CALL WHERE " + amongCalled(called), String.valueOf(EACH));
        scene.cluster().await("SELECT COUNT(*) FROM PHONE_CALL WHERE END_DATE IS NULL AND SERVER_ID = 'DEMO_PBX'", String.valueOf(6 * EACH + 1));
    }

    private static void await(String what, BooleanSupplier condition) {
        Await.untilTrue(condition, () -> "not so many " + what);
    }

    /** They call, and each is claimed by one of these agents. @return by number, the phone */
    private Map<String, String> claimed(List<String> numbers, List<String> phones) throws IOException {
        for (int i = 0; i < EACH; i++) {
            agents.want(numbers.get(i), Set.of(phones.get(i)));
        }
        agents.claim(numbers);
        callers.call(numbers);
        return agents.awaitWon(numbers);
    }

    private void whoWaitsIsOfferedAgain(long began, Duration connected) {
        List<String> here = Stream.concat(waiting.subList(TENTH, EACH).stream(), meanwhile.stream()).toList();
        here.forEach(number -> Await.untilTrue(() -> agents.offered(number, began).isPresent(), () -> number + " isn't offered again"));
        Duration offered = Duration.ofNanos(here.stream().mapToLong(number -> agents.offered(number, began).orElseThrow() - began).max()
                .orElseThrow());
        agents.awaitConnected();
        here.forEach(number -> Await.untilTrue(() -> agents.offeredTo(number, began) == 2 * EACH, () -> number + " is offered to "
                + agents.offeredTo(number, began)));
        scene.tell("kill -9 with 50 calls in each state", "the real one was connected after " + connected.toMillis()
                + " ms; all who wait there were offered again after " + offered.toMillis() + " ms, to all 100 agents after "
                + TenPbxsScene.since(began).toMillis() + " ms");
        assertThat("offered again", offered, is(lessThan(TenPbxsScene.WITHIN)));
    }

    private void nobodyElseIsOffered(long began) {
        List<String> offered = Stream.of(waiting.subList(0, TENTH), ringing, talking, held, sent).flatMap(List::stream)
                .filter(number -> agents.offered(number, began).isPresent()).toList();
        assertThat("offered without waiting: " + named(offered), offered, is(List.of()));
    }

    private Map<String, List<String>> named(List<String> numbers) {
        Map<String, List<String>> all = new LinkedHashMap<>(Map.of("waiting", waiting, "ringing", ringing, "talking", talking, "held", held,
                "sent", sent));
        all.replaceAll((state, those) -> those.stream().filter(numbers::contains).toList());
        return all;
    }

    /** The phones that ring are answered; who talks or is on hold hangs up, and then two agents each claim who waits. @return by number, who won */
    private Map<String, String> allCallsEnd(List<Member> nodes) {
        scene.cluster().await("SELECT COUNT(*) FROM PHONE_CALL WHERE ANSWER_DATE IS NOT NULL AND " + among(ringing), String.valueOf(EACH));
        over(rest(talking), rest(held), rest(sent), ringing);
        Map<String, Integer> before = redirects(nodes);
        Map<String, String> winners = new HashMap<>();
        List<String> here = Stream.concat(waiting.subList(TENTH, EACH).stream(), meanwhile.stream()).toList();
        for (int from = 0; from < EACH; from += EACH / 2) { // as many as there are pairs of agents
            List<String> some = here.subList(from, from + EACH / 2);
            agents.claim(some);
            winners.putAll(agents.awaitWon(some));
            scene.cluster().await("SELECT COUNT(*) FROM PHONE_CALL WHERE ANSWER_DATE IS NOT NULL AND " + among(some), String.valueOf(some.size()));
            over(some);
        }
        here.forEach(number -> assertThat("winners of " + agents.about(number), agents.winners(number), is(List.of(winners.get(number)))));
        Map<String, Integer> expected = new HashMap<>(before);
        String by = scene.holderOfTheRealOne().node().mark();
        here.forEach(number -> expected.merge(by + ' ' + callers.channelOf(number) + ' ' + winners.get(number) + "@claim", 1, Integer::sum));
        assertThat("Redirects", redirects(nodes), is(expected));
        return winners;
    }

    private static List<String> rest(List<String> numbers) {
        return numbers.subList(TENTH, EACH);
    }

    @SafeVarargs
    private void over(List<String>... some) {
        List<String> numbers = Stream.of(some).flatMap(List::stream).toList();
        callers.hangUp(numbers);
        scene.cluster().await("SELECT COUNT(*) FROM PHONE_CALL WHERE END_DATE IS NOT NULL AND " + among(numbers), String.valueOf(numbers.size()));
    }

    /** How many each of these nodes has sent to the real one, by the node, the channel and where it was sent. */
    private static Map<String, Integer> redirects(List<Member> nodes) {
        Map<String, Integer> counts = new HashMap<>();
        nodes.forEach(node -> node.pbx(DEMO).allRedirects().forEach(redirect ->
                counts.merge(node.node().mark() + ' ' + redirect.channel() + ' ' + redirect.target(), 1, Integer::sum)));
        return counts;
    }

    private static String among(Collection<String> numbers) {
        return "COALESCE(CALLER_NUMBER, '') IN ('" + String.join("', '", numbers) + "')";
    }

    private static String amongCalled(Collection<String> numbers) {
        return "DIALED_NUMBER IN ('" + String.join("', '", numbers) + "')";
    }

    /** By number, when those who were answered before came, and were answered. */
    private Map<String, String> moments() {
        return scene.cluster().pairs("SELECT CALLER_NUMBER, START_DATE || ' ' || ANSWER_DATE FROM PHONE_CALL WHERE "
                + among(Stream.of(talking, held, sent).flatMap(List::stream).toList()));
    }

    private void eachIsKeptOnceAndRight(Map<String, String> winners, Map<String, String> before) {
        String ended = "SELECT COUNT(*) FROM PHONE_CALL WHERE END_DATE IS NOT NULL AND " + amongCalled(called);
        Await.untilTrue(() -> scene.cluster().ask(ended).filter(String.valueOf(EACH)::equals).isPresent(), () -> ended + ": "
                + scene.cluster().ask(ended) + "; of them or open: " + scene.cluster().pairs("SELECT LINKED_ID, DIALED_NUMBER || ' ' || START_DATE"
                + " || ' ' || COALESCE(CAST(END_DATE AS TEXT), '-') || ' ' || COALESCE(OUTCOME, '-') || ' ' || COALESCE(AGENT_PARTY_ID, '-')"
                + " FROM PHONE_CALL WHERE END_DATE IS NULL OR " + amongCalled(called)));
        Map<String, String> expected = new HashMap<>();
        for (int i = 0; i < EACH; i++) {
            String quick = ManyPhones.partyOf(ManyPhones.quick().get(i));
            expected.put(talking.get(i), quick + ' ' + quick + " AST_ANSWERED");
            expected.put(held.get(i), quick + ' ' + quick + " AST_ANSWERED");
            expected.put(sent.get(i), quick + ' ' + quick + " AST_ANSWERED"); // who talked first
            String late = ManyPhones.partyOf(ManyPhones.late().get(i));
            expected.put(ringing.get(i), late + ' ' + late + " AST_ANSWERED");
        }
        waiting.subList(0, TENTH).forEach(number -> expected.put(number, "- - AST_ABANDONED"));
        winners.forEach((number, phone) -> expected.put(number, ManyPhones.partyOf(phone) + ' ' + ManyPhones.partyOf(phone) + " AST_ANSWERED"));
        assertThat(differences(expected, rows("CALLER_NUMBER", among(expected.keySet()))), is(List.of()));
        Map<String, String> outside = new HashMap<>();
        for (int i = 0; i < EACH; i++) {
            outside.put(called.get(i), "- " + ManyPhones.partyOf(ManyPhones.calling().get(i)) + " AST_NO_ANSWER");
        }
        assertThat(differences(outside, rows("DIALED_NUMBER", amongCalled(called))), is(List.of()));
        assertThat("began and answered as before", differences(before, moments()), is(List.of()));
        scene.cluster().await("SELECT COUNT(*) FROM ASTERISK_CLAIM", "0");
    }

    private Map<String, String> rows(String number, String which) {
        return scene.cluster().pairs("SELECT " + number + ", STRING_AGG(COALESCE(CLAIMED_BY_PARTY_ID, '-') || ' ' || COALESCE(AGENT_PARTY_ID, '-')"
                + " || ' ' || COALESCE(OUTCOME, '-'), '; ') FROM PHONE_CALL WHERE " + which + " GROUP BY " + number);
    }

    private List<String> differences(Map<String, String> expected, Map<String, String> found) {
        return expected.entrySet().stream().filter(call -> !call.getValue().equals(found.get(call.getKey()))).map(call -> call.getKey() + ' '
                + named(List.of(call.getKey())).entrySet().stream().filter(state -> !state.getValue().isEmpty()).map(Map.Entry::getKey)
                .collect(Collectors.joining()) + ": " + call.getValue() + " expected, not " + found.get(call.getKey())).sorted().toList();
    }
}
