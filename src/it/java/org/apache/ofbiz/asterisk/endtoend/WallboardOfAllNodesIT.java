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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.ofbiz.asterisk.endtoend.Cluster.Member;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nodes, each a process of its own, each of which serves a simulated PBX: the wallboard of each shows the calls, agents and groups of both.
 * Needs minutes: {@code ./test cluster}.
 */
@Tag("cluster")
@Timeout(600)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WallboardOfAllNodesIT {

    private static final String DEMO = "DEMO_PBX";
    private static final String SUPPORT = "SUPPORT";
    private static final String GROUP_1 = "GROUP_1";
    private static final String COUNTRY = "372";
    private static final int CHANGES = 100;
    private static final Duration ADDED = Duration.ofMillis(20);
    /** As long as another node may take to serve the PBX of a dead one. */
    private static final Duration LEASE = Duration.ofSeconds(10);

    @TempDir
    private static Path folder;
    private static Cluster cluster;
    /** Serves the PBX of the demo data. */
    private static Member demo;
    /** Serves the other one. */
    private static Member other;
    private static int callers = 3_000;
    private static int answered;

    @BeforeAll
    static void eachNodeServesOne() throws IOException {
        cluster = TwoNodes.eachServesOne(folder);
        demo = cluster.members().get(0);
        other = cluster.members().get(1);
    }

    @AfterAll
    static void allEnds() throws Exception {
        if (cluster != null) {
            cluster.close();
        }
    }

    /** A supervisor with the wallboard of this node. */
    private static WebUser watcher(Member member) {
        WebUser supervisor = WebUser.logsIn(member.node().base(), "supervisor").opensConsole();
        assertThat(supervisor.asks("WATCH", Map.of()).path("type").asText(), is("OK"));
        return supervisor;
    }

    private static JsonNode shows(WebUser watcher, String scope) {
        return watcher.sees("WALLBOARD", board -> scope.equals(board.path("scope").asText()));
    }

    private static boolean has(JsonNode rows, Predicate<JsonNode> fits) {
        return StreamSupport.stream(rows.spliterator(), false).anyMatch(fits);
    }

    private static void group(WebUser watcher, String id, Predicate<JsonNode> fits) {
        watcher.sees("WALLBOARD", board -> has(board.path("groups"), row -> id.equals(row.path("id").asText()) && fits.test(row)));
    }

    private static void agent(WebUser watcher, String partyId, Predicate<JsonNode> fits) {
        watcher.sees("WALLBOARD", board -> has(board.path("agents"), row -> partyId.equals(row.path("partyId").asText()) && fits.test(row)));
    }

    private static void call(WebUser watcher, String number, String state) {
        watcher.sees("WALLBOARD", board -> has(board.path("calls"), row -> isFrom(row, number)
                && state.equals(row.path("state").asText())));
    }

    /** Whatever of the country's code pages show. */
    private static boolean isFrom(JsonNode call, String number) {
        return call.path("from").asText().replaceAll("[^0-9]", "").endsWith(number.substring(COUNTRY.length()));
    }

    private static String newCaller(int pbx) {
        String number = COUNTRY + "556" + ++callers;
        cluster.pbxs().get(pbx).calls(number);
        return number;
    }

    private static void hangsUp(int pbx, String number) {
        cluster.pbxs().get(pbx).hangsUp(number);
    }

    private static void each(List<WebUser> watchers, Consumer<WebUser> work) {
        watchers.forEach(work);
    }

    @Test
    @Order(1)
    void callsAgentsAndFiguresOfBothPbxsAreOnEachNode() {
        try (WebUser here = watcher(demo); WebUser there = watcher(other); WebUser agent = TwoNodes.agent(other.node(), "agent1001")) {
            List<WebUser> both = List.of(here, there);
            each(both, watcher -> agent(watcher, "AST_AGENT1", row -> "AVAILABLE".equals(row.path("state").asText())));
            each(both, watcher -> group(watcher, SUPPORT, row -> row.path("agents").path("AVAILABLE").asInt() == 1));
            String first = newCaller(0);
            String second = newCaller(1);
            each(both, watcher -> group(watcher, SUPPORT, row -> row.path("waiting").asInt() == 1 && !row.path("longest").isNull()));
            each(both, watcher -> group(watcher, GROUP_1, row -> row.path("waiting").asInt() == 1 && !row.path("longest").isNull()));

            String callId = TwoNodes.offer(agent, first);
            assertThat(agent.asks("RD", Map.of("callId", callId)).path("type").asText(), is("OK"));
            each(both, watcher -> call(watcher, first, "TALKING"));
            each(both, watcher -> agent(watcher, "AST_AGENT1", row -> callId.equals(row.path("call").path("callId").asText())));
            hangsUp(0, first);
            hangsUp(1, second);
            answered++;
            each(both, watcher -> group(watcher, SUPPORT, row -> row.path("waiting").asInt() == 0 && row.path("today").path("answered").asInt() == 1
                    && row.path("today").path("levelCalls").asInt() == 1));
            each(both, watcher -> group(watcher, GROUP_1, row -> row.path("waiting").asInt() == 0
                    && row.path("today").path("abandoned").asInt() == 1));
            each(both, watcher -> agent(watcher, "AST_AGENT1", row -> row.path("call").isNull() && row.path("calls").asInt() == 1));
            each(both, watcher -> watcher.sees("WALLBOARD", board -> has(board.path("gone").path("calls"), gone -> callId.equals(gone.asText()))));
        }
    }

    @Test
    @Order(2)
    void aSupervisorActsOnCallsAndAgentsOfTheOtherNode() {
        try (WebUser there = watcher(other); WebUser agent = TwoNodes.agent(demo.node(), "agent1001")) {
            agent(there, "AST_AGENT1", row -> "AVAILABLE".equals(row.path("state").asText()));
            String number = newCaller(0);
            String callId = TwoNodes.offer(agent, number);
            assertThat(agent.asks("RD", Map.of("callId", callId)).path("type").asText(), is("OK"));
            call(there, number, "TALKING");
            answered++;

            done(there.post("/asterisk/control/messageAgent", Map.of("agentPartyId", "AST_AGENT1", "text", "Two minutes")));
            agent.await("MESSAGE", message -> "Two minutes".equals(message.path("text").asText()));
            done(there.post("/asterisk/control/superviseCall", Map.of("callId", callId, "action", "HANG_UP")));
            agent.call(callId, "ENDED");
            there.sees("WALLBOARD", board -> has(board.path("gone").path("calls"), gone -> callId.equals(gone.asText())));
            done(there.post("/asterisk/control/superviseAgent", Map.of("agentPartyId", "AST_AGENT1", "state", "PAUSED",
                    "pauseReasonEnumId", "AST_PAUSE_BREAK")));
            agent(there, "AST_AGENT1", row -> "PAUSED".equals(row.path("state").asText()));
            done(there.post("/asterisk/control/superviseAgent", Map.of("agentPartyId", "AST_AGENT1", "state", "SIGNED_OUT")));
        }
    }

    private static void done(JsonNode answer) {
        assertThat("done: " + answer, answer.path("ok").asBoolean(), is(true));
    }

    @Test
    @Order(3)
    void aChangeIsOnTheOtherNodeAtOnce(TestReporter report) {
        List<Long> added = new ArrayList<>();
        while (added.size() < CHANGES) {
            try (WebUser here = watcher(demo); WebUser there = watcher(other)) { // a socket without pongs lasts half a minute
                for (int round = 0; round < CHANGES / 5; round++) {
                    List.of(here, there).forEach(WebUser::forgets);
                    String wanted = COUNTRY + "556" + (callers + 1);
                    List<CompletableFuture<Long>> seen = Stream.of(here, there).map(watcher -> CompletableFuture.supplyAsync(() -> {
                        watcher.sees("WALLBOARD", board -> has(board.path("calls"), row -> isFrom(row, wanted)));
                        return System.nanoTime();
                    })).toList();
                    String number = newCaller(0);
                    added.add(seen.get(1).join() - seen.get(0).join());
                    hangsUp(0, number);
                }
            }
        }
        List<Long> sorted = added.stream().sorted().toList();
        Duration median = Duration.ofNanos(sorted.get(CHANGES / 2));
        Cluster.tell(report, "added latency of a change of the wallboard", "p50 " + median.toNanos() / 1_000 + " us, p99 "
                + sorted.get(CHANGES * 99 / 100) / 1_000 + " us, of " + CHANGES);
        assertThat("half of them at most", median, lessThan(ADDED));
    }

    @Test
    @Order(4)
    void withoutTheBrokerItSaysSoAndShowsItsOwn(TestReporter report) {
        String number = newCaller(0);
        try (WebUser here = watcher(demo); WebUser there = watcher(other)) {
            each(List.of(here, there), watcher -> call(watcher, number, "WAITING"));
            each(List.of(here, there), WebUser::forgets);
            cluster.broker().stop();
            JsonNode alone = shows(there, "OWN");
            assertThat("all of it: " + alone, alone.path("all").asBoolean(), is(true));
            there.sees("WALLBOARD", board -> has(board.path("gone").path("calls"), gone -> gone.asText().startsWith(DEMO))
                    || board.path("all").asBoolean() && !has(board.path("calls"), row -> DEMO.equals(row.path("server").asText())));
            shows(here, "OWN");
        }
        try (WebUser here = watcher(demo); WebUser there = watcher(other)) {
            call(here, number, "WAITING");
            JsonNode own = shows(there, "OWN");
            assertThat("calls of its own PBX alone: " + own, own.path("calls").size(), is(0));
            there.forgets();
            long began = System.nanoTime();
            cluster.broker().startAgain();
            shows(there, "ALL");
            call(there, number, "WAITING");
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            Cluster.tell(report, "wallboard after a broker restart", took.toMillis() + " ms until it is whole");
        }
        hangsUp(0, number);
    }

    @Test
    @Order(5)
    void whatADeadNodeToldIsGoneUntilItsPbxIsTakenOver(TestReporter report) throws InterruptedException {
        String number = newCaller(0);
        try (WebUser there = watcher(other)) {
            call(there, number, "WAITING");
            group(there, SUPPORT, row -> row.path("today").path("answered").asInt() == answered);
            cluster.await("SELECT COUNT(*) FROM PHONE_CALL WHERE ANSWER_DATE IS NOT NULL AND SERVER_ID = 'DEMO_PBX'", String.valueOf(answered));
            there.forgets();
            long killed = System.nanoTime();
            demo.node().kill();
            there.sees("WALLBOARD", board -> has(board.path("gone").path("calls"), gone -> gone.asText().startsWith(DEMO)));
            Duration gone = Duration.ofNanos(System.nanoTime() - killed);
            Cluster.tell(report, "rows of a dead node", "gone after " + gone.toMillis() + " ms");
            assertThat("within the time of its lease", gone, lessThan(LEASE));
            there.sees("WALLBOARD", board -> has(board.path("groups"), row -> SUPPORT.equals(row.path("id").asText())
                    && row.path("today").path("answered").asInt() == 0));
            there.forgets();
            call(there, number, "WAITING");
            group(there, SUPPORT, row -> row.path("waiting").asInt() == 1 && row.path("today").path("answered").asInt() == answered);
            shows(there, "ALL");
        }
        hangsUp(0, number);
    }
}
