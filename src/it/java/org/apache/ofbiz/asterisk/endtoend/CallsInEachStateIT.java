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

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.endtoend.Cluster.Member;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.RestClient;
import org.apache.ofbiz.asterisk.lab.AmiProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three nodes, a real Asterisk and nine simulated PBXs: the node that holds the real one and a simulated one is killed (kill -9) while 50 calls each
 * wait for a group, wait in a queue, ring at who claimed them, talk, are on hold and are parked, and 50 each that agents placed ring and talk. Who
 * waits is offered again within 10 s, two agents who claim them at the same moment get each of them once, and each call is kept once and right.
 */
@Tag("cluster")
@Timeout(600)
class CallsInEachStateIT {

    /** In each state. */
    private static final int CALLS = Integer.getInteger("cluster.calls", 50);
    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final int NODES = 3;
    /** Consoles of an agent, so that none sends more a second than a person can. */
    private static final int CONSOLES = 4;
    /** Longer than the takeover takes. */
    private static final int RING_SECONDS = 30;
    private static final int STAY_MILLIS = 280_000;
    private static final int BETWEEN_MILLIS = 60;
    private static final String GROUP = "5000";
    private static final String QUEUE = "5001";
    private static final String DIRECT = "5010";
    /** Last digits of customers of the simulated PBX. */
    private static final String ANSWERS = "00";
    private static final String RINGS = "92";

    @TempDir
    private Path folder;
    private Cluster cluster;
    private Holders holders;
    private RealClusterPbx pbx;
    private final ClaimStart together = new ClaimStart(2);
    private final List<RacingConsole> consoles = new ArrayList<>();

    /** What becomes of calls; the number of a caller begins with the number of the state. */
    private enum State {
        WAITING(GROUP), QUEUED(QUEUE), RINGING(GROUP), TALKING(GROUP), HELD(DIRECT), PARKED(GROUP);

        private final String dials;

        State(String dials) {
            this.dials = dials;
        }

        String number(int i) {
            return "3726" + ordinal() + String.format("%06d", i);
        }

        List<String> numbers() {
            return IntStream.range(0, CALLS).mapToObj(this::number).toList();
        }

        boolean has(String number) {
            return number.startsWith("3726" + ordinal());
        }
    }

    @BeforeEach
    void threeNodesAreThere() throws IOException {
        cluster = Cluster.start(folder, TenPbxs.start(folder, 2 * RING_SECONDS));
        holders = new Holders(cluster);
        pbx = TenPbxs.real(cluster);
        cluster.add(0);
        TenPbxs.disable(cluster);
        for (int i = 1; i < NODES; i++) {
            cluster.add(0);
        }
        TenPbxs.enable(cluster);
        holders.awaitAll();
        holders.awaitSpread();
    }

    @AfterEach
    void allEnds() throws IOException {
        consoles.forEach(RacingConsole::close);
        cluster.close();
    }

    @Test
    void noneIsLostWhenTheHolderIsKilled(TestReporter report) throws Exception {
        Member holder = holders.now().get(pbx.serverId());
        List<Member> others = cluster.members().stream().filter(member -> member != holder).toList();
        ClusterPbx simulated = cluster.pbxs().stream().filter(each -> each != pbx && holders.of(holder).contains(each.serverId())).findFirst()
                .orElseThrow();
        CompletableFuture<Void> callers = callsCome(others);
        try (WebUser dialing = WebUser.logsIn(others.get(0).node().base(), simulated.agents().get(0))) {
            places(dialing, ANSWERS);
            callsRing();
            places(dialing, RINGS);
            Map<String, Integer> before = states(cluster.members());
            Cluster.tell(report, "calls before the kill", before.toString());
            long began = System.nanoTime();
            holder.node().kill();
            offeredAgain(began, report);
            Await.untilTrue(() -> states(others).equals(before), () -> "calls were " + before + " and are " + states(others));
        }
        Map<String, String> winners = waitingAreClaimed();
        talking(State.RINGING.numbers());
        pbx.lab().endAllCalls();
        for (int i = 0; i < CALLS; i++) {
            simulated.hangsUp(dialed(i, ANSWERS));
        }
        callers.join();
        keptOnceAndRight(winners, simulated);
    }

    /** All but those that ring. @return ends when all callers have hung up */
    private CompletableFuture<Void> callsCome(List<Member> nodes) {
        pbx.lab().phone("1001").holdsMany();
        pbx.lab().phone("1002").answersManyAfter(Duration.ofMillis(300));
        pbx.lab().phone("1003").answersManyAfter(Duration.ofSeconds(RING_SECONDS));
        ClaimStart atOnce = new ClaimStart(1);
        together.hold(true);
        for (int i = 0; i < CONSOLES; i++) {
            int own = i;
            consoles.add(RacingConsole.open(nodes.get(0).node(), "agent1002", atOnce, number -> (State.TALKING.has(number)
                    || State.PARKED.has(number)) && isOwn(number, own)));
            consoles.add(RacingConsole.open(nodes.get(1).node(), "agent1003", atOnce, number -> State.RINGING.has(number) && isOwn(number, own)));
            consoles.add(RacingConsole.open(nodes.get(0).node(), "agent1002", together, number -> State.WAITING.has(number) && isOwn(number, own)));
            consoles.add(RacingConsole.open(nodes.get(1).node(), "agent1001", together, number -> (State.WAITING.has(number)
                    || State.QUEUED.has(number)) && isOwn(number, own)));
        }
        Await.untilTrue(() -> consoles.stream().allMatch(RacingConsole::isConnected), () -> "a console isn't connected");
        CompletableFuture<Void> callers = line(Stream.of(State.HELD, State.TALKING, State.PARKED, State.WAITING, State.QUEUED)
                .flatMap(state -> state.numbers().stream().map(number -> number + ';' + state.dials)).toList());
        talking(Stream.of(State.TALKING, State.PARKED).flatMap(state -> state.numbers().stream()).toList());
        State.PARKED.numbers().forEach(this::park);
        awaitEvents("ParkedCall", "ParkeeCallerIDNum", State.PARKED);
        awaitEvents("Hold", "ConnectedLineNum", State.HELD);
        awaitEvents("QueueCallerJoin", "CallerIDNum", State.QUEUED);
        return callers;
    }

    private static boolean isOwn(String number, int console) {
        return Math.floorMod(number.hashCode(), CONSOLES) == console;
    }

    private CompletableFuture<Void> line(List<String> calls) {
        List<String> lines = IntStream.range(0, calls.size()).mapToObj(i -> calls.get(i) + ';' + (i + 1) * BETWEEN_MILLIS + ';' + STAY_MILLIS)
                .toList();
        return CompletableFuture.runAsync(() -> pbx.lab().line(lines));
    }

    private void callsRing() {
        State.RINGING.numbers().forEach(pbx::calls);
        all(CALLS, () -> State.RINGING.numbers().stream().filter(number -> answer(number).equals("OK")).count(), "claimed and ringing");
    }

    private String answer(String number) {
        return consoles.stream().map(console -> console.answer(number)).filter(answer -> !answer.isEmpty()).findFirst().orElse("");
    }

    private void talking(List<String> numbers) {
        all(numbers.size(), () -> count("ANSWER_DATE IS NOT NULL AND CALLER_NUMBER IN ('" + String.join("', '", numbers) + "')"), "answered");
    }

    private long count(String where) {
        return Long.parseLong(cluster.ask("SELECT COUNT(*) FROM PHONE_CALL WHERE " + where).orElseThrow());
    }

    /** Waits until it's so many; a busy machine may take its time, as long as there are more and more. */
    private static void all(long wanted, LongSupplier count, String what) {
        for (long before = Long.MIN_VALUE; before < wanted;) {
            long last = before;
            Await.untilTrue(() -> count.getAsLong() > last, () -> last + " of " + wanted + " are " + what);
            before = count.getAsLong();
        }
    }

    private void park(String number) {
        try {
            pbx.probe().act("Park", "Channel", pbx.channelOf(number), "Timeout", String.valueOf(STAY_MILLIS));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void awaitEvents(String event, String header, State state) {
        all(CALLS, () -> pbx.probe().heard().stream().filter(heard -> heard.isEvent(event)).map((AmiProbe.Message heard) -> heard.get(header))
                .filter(state::has).distinct().count(), state + ", as the PBX says");
    }

    /** To customers who answer, or whose number's last digits say that they don't. */
    private void places(WebUser agent, String lastDigits) {
        for (int i = 0; i < CALLS; i++) {
            JsonNode placed = agent.post("/asterisk/control/originateCall", Map.of("number", dialed(i, lastDigits)));
            assertThat("placed: " + placed, placed.path("ok").asBoolean(), is(true));
        }
    }

    private static String dialed(int i, String lastDigits) {
        return "+3725" + (9000 + i) + lastDigits;
    }

    /** How many calls are in each state, with the direction, on all PBXs of these nodes. */
    private static Map<String, Integer> states(List<Member> members) {
        Map<String, Integer> states = new TreeMap<>();
        for (Member member : members) {
            String after = "";
            do {
                JsonNode page = RestClient.json(RestClient.of(member.node().base(), "admin").get("/calls?size=500" + after));
                page.path("calls").forEach(call -> states.merge(call.path("direction").asText() + ' ' + call.path("state").asText(), 1,
                        Integer::sum));
                after = page.has("next") ? "&after=" + page.path("next").asText() : "";
            } while (!after.isEmpty());
        }
        return states;
    }

    private void offeredAgain(long since, TestReporter report) {
        List<String> waiting = Stream.of(State.WAITING, State.QUEUED).flatMap(state -> state.numbers().stream()).toList();
        Await.untilTrue(() -> waiting.stream().allMatch(number -> consoles.stream().anyMatch(console -> console.wasOffered(number, since))), () ->
                "not offered again: " + waiting.stream().filter(number -> consoles.stream().noneMatch(console -> console.wasOffered(number, since)))
                .toList() + holders.told());
        Duration offered = Duration.ofNanos(System.nanoTime() - since);
        Cluster.tell(report, "kill -9 with " + CALLS + " calls in each of " + (State.values().length + 2) + " states", waiting.size()
                + " who wait were offered again after " + offered.toMillis() + " ms");
        assertThat("offered again", offered, is(lessThan(WITHIN)));
    }

    /** @return by number, who won */
    private Map<String, String> waitingAreClaimed() {
        int before = cluster.redirected();
        together.hold(false);
        Map<String, String> winners = new HashMap<>();
        for (String number : State.WAITING.numbers()) {
            List<RacingConsole> asked = consoles.stream().filter(console -> !console.answer(number).isEmpty()).toList();
            Await.untilTrue(() -> consoles.stream().filter(console -> !console.answer(number).isEmpty()).count() == 2, () -> number
                    + " isn't answered: " + asked.stream().map(console -> console.about(number)).toList());
            List<String> won = consoles.stream().filter(console -> console.answer(number).equals("OK")).map(RacingConsole::login).toList();
            assertThat("winners of " + number, won.size(), is(1));
            winners.put(number, won.get(0).equals("agent1001") ? "AST_AGENT1" : "AST_AGENT2");
        }
        assertThat("Redirects", cluster.redirected() - before, is(CALLS));
        talking(State.WAITING.numbers());
        return winners;
    }

    private void keptOnceAndRight(Map<String, String> winners, ClusterPbx simulated) {
        all(0, () -> -count("END_DATE IS NULL"), "over");
        Map<String, String> expected = new TreeMap<>();
        State.WAITING.numbers().forEach(number -> expected.put(number, winners.get(number) + " AST_ANSWERED"));
        State.QUEUED.numbers().forEach(number -> expected.put(number, "- AST_ABANDONED"));
        State.RINGING.numbers().forEach(number -> expected.put(number, "AST_AGENT3 AST_ANSWERED"));
        State.TALKING.numbers().forEach(number -> expected.put(number, "AST_AGENT2 AST_ANSWERED"));
        State.HELD.numbers().forEach(number -> expected.put(number, "AST_AGENT1 AST_ANSWERED"));
        State.PARKED.numbers().forEach(number -> expected.put(number, "AST_AGENT2 AST_ANSWERED"));
        assertThat(new TreeMap<>(cluster.pairs("SELECT CALLER_NUMBER, STRING_AGG(COALESCE(AGENT_PARTY_ID, '-') || ' ' || OUTCOME, '; ')"
                + " FROM PHONE_CALL WHERE CALLER_NUMBER LIKE '3726%' GROUP BY CALLER_NUMBER")), is(expected));
        Map<String, String> placed = new TreeMap<>();
        String party = simulated.partyOf(simulated.agents().get(0));
        for (int i = 0; i < CALLS; i++) {
            placed.put(dialed(i, ANSWERS), party + " AST_ANSWERED");
            placed.put(dialed(i, RINGS), party + " AST_NO_ANSWER");
        }
        assertThat(new TreeMap<>(cluster.pairs("SELECT DIALED_NUMBER, STRING_AGG(COALESCE(AGENT_PARTY_ID, '-') || ' ' || OUTCOME,"
                + " '; ') FROM PHONE_CALL WHERE SERVER_ID = '" + simulated.serverId() + "' GROUP BY 1")), is(placed));
        cluster.await("SELECT COUNT(*) FROM ASTERISK_CLAIM", "0");
    }
}
