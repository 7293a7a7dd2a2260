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
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.endtoend.Cluster.Member;
import org.apache.ofbiz.asterisk.fixture.Await;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two nodes, of which the one that serves the PBX is cut from the message broker, the database or the PBX, or from two of them, while one caller
 * talks and one waits: who waits is offered again within 10 s, one of two agents wins the caller, a node without lease sends nobody anywhere, and
 * both calls are kept once and right. Then the nodes are replaced one by one.
 */
@Tag("cluster")
@Timeout(300)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PartitionsIT {

    private static final String SUPPORT = "5000";
    private static final Duration OFFERED_WITHIN = Duration.ofSeconds(10);
    private static final Duration AT_ONCE = Duration.ofSeconds(5);
    /** How often a node signs, twice a second, while it is cut off: for longer than others wait before they take a lease. */
    private static final int BEATS = 16;

    @TempDir
    private static Path folder;
    private static Cluster cluster;
    private static int callers;

    @BeforeAll
    static void twoNodesAreThere() throws IOException {
        cluster = Cluster.start(folder);
        cluster.pbx().customersTalkFor(Duration.ofMinutes(5));
        Member first = cluster.add(0);
        cluster.awaitHolder(first);
        cluster.awaitHolder(first, cluster.add(0));
    }

    @AfterAll
    static void allEnds() throws IOException {
        cluster.close();
    }

    /** A caller who has just dialed. */
    private static String newCaller() {
        String number = "37277" + (10000 + ++callers);
        cluster.pbx().placeIncomingCall(number, "", SUPPORT);
        return number;
    }

    private static Member holderNow() {
        String name = cluster.holder().orElseThrow();
        return cluster.members().stream().filter(member -> name.endsWith(member.node().mark())).findFirst().orElseThrow();
    }

    private static long beats(Member member) {
        return Long.parseLong(cluster.ask("SELECT BEATS FROM ASTERISK_NODE WHERE NODE_NAME LIKE '%" + member.node().mark() + "'").orElseThrow());
    }

    private static Member anotherThan(Member member) {
        return cluster.members().stream().filter(each -> each != member).findFirst().orElseThrow();
    }

    /** What both agents and callers have to do with each other. @param talks with the first agent, on the holder; @param waits for anybody */
    private record Scene(Member holder, Member other, WebUser first, String talks, String waits) {

        static Scene begin() {
            Member holder = holderNow();
            Member other = anotherThan(holder);
            cluster.awaitHolder(holder, other);
            WebUser first = TwoNodes.agent(holder.node(), "agent1001");
            String talks = newCaller();
            String call = TwoNodes.offered(first, talks);
            assertThat(first.asks("RD", Map.of("callId", call)).path("type").asText(), is("OK"));
            first.call(call, "TALKING");
            String waits = newCaller();
            TwoNodes.offered(first, waits);
            cluster.await("SELECT COUNT(*) FROM PHONE_CALL WHERE CALLER_NUMBER = '" + waits + "'", "1"); // else one node alone knows the group
            cluster.await("SELECT COUNT(*) FROM PHONE_CALL WHERE ANSWER_DATE IS NOT NULL AND CALLER_NUMBER = '" + talks + "'", "1");
            return new Scene(holder, other, first, talks, waits);
        }

        /** callId of the caller who waits. */
        String call() {
            return TwoNodes.offered(first, waits);
        }
    }

    @ParameterizedTest
    @Order(1)
    @ValueSource(strings = {"BROKER", "DATABASE", "PBX", "BROKER DATABASE", "BROKER PBX", "DATABASE PBX"})
    void whoWaitsIsOfferedAgainAndNothingIsLost(String cut, TestReporter report) {
        Scene scene = Scene.begin();
        Set<String> from = Set.of(cut.split(" "));
        int sentBefore = cluster.redirects().size();
        Duration offered;
        int byHolder;
        cut(scene.holder(), from);
        try {
            offered = meanwhile(scene, from);
            byHolder = scene.holder().pbx().redirects().size();
            assertThat("Redirects while the node was cut off", cluster.redirects().size(), is(sentBefore));
        } finally {
            heal(scene.holder(), from);
        }
        long healed = System.nanoTime();
        try (WebUser here = offered(scene.holder(), "agent1001", scene.waits()); WebUser there = offered(scene.other(), "agent1002", scene.waits())) {
            Duration again = since(healed);
            int winner = oneWins(scene.call(), List.of(here, there));
            cluster.pbx().customerHangsUp(scene.waits());
            assertThat("Redirects of the caller who waited", cluster.redirects().size(), is(sentBefore + 1));
            if (from.contains("DATABASE")) {
                assertThat("Redirects of the node that had lost its lease", scene.holder().pbx().redirects().size(), is(byHolder));
            }
            keptOnce(scene.talks(), "AST_AGENT1");
            keptOnce(scene.waits(), "AST_AGENT" + (winner + 1));
            cluster.await("SELECT COUNT(*) FROM ASTERISK_CLAIM", "0");
            Cluster.tell(report, "cut from " + cut, (offered.isZero() ? "" : "offered by the other node after " + offered.toMillis() + " ms; ")
                    + "offered on both nodes " + again.toMillis() + " ms after healing");
            assertThat("offered by the other node", offered, is(lessThan(OFFERED_WITHIN)));
            assertThat("offered after healing", again, is(lessThan(OFFERED_WITHIN)));
        } finally {
            scene.first().close();
        }
    }

    /** Without database a node loses its lease, and the other one offers who waits; else it keeps it. @return after which time; zero if it does */
    private static Duration meanwhile(Scene scene, Set<String> from) {
        long began = System.nanoTime();
        Duration offered = Duration.ZERO;
        if (from.contains("DATABASE")) {
            offered(scene.other(), "agent1002", scene.waits()).close();
            offered = since(began);
            scene.first().claims(scene.call()); // reaches a node that may not act
        } else {
            long beats = beats(scene.holder());
            Await.untilTrue(() -> beats(scene.holder()) > beats + BEATS, () -> "the node that was cut off doesn't sign");
            assertThat("it still has the lease", holderNow() == scene.holder(), is(true));
        }
        cluster.pbx().customerHangsUp(scene.talks());
        return offered;
    }

    private static void cut(Member member, Set<String> from) {
        if (from.contains("BROKER")) {
            member.broker().stall();
        }
        if (from.contains("DATABASE")) {
            member.database().stall();
        }
        if (from.contains("PBX")) {
            member.pbx().stall();
        }
    }

    private static void heal(Member member, Set<String> from) {
        if (from.contains("BROKER")) {
            member.broker().heal();
        }
        if (from.contains("DATABASE")) {
            member.database().heal();
        }
        if (from.contains("PBX")) {
            member.pbx().heal();
        }
    }

    /** A console of this agent on this node which is offered the caller. */
    private static WebUser offered(Member member, String login, String number) {
        WebUser agent = Await.until(() -> logsIn(member, login), () -> login + " can't log in");
        agent.page("/asterisk/control/console");
        List<JsonNode> greetings = new ArrayList<>();
        Await.untilTrue(() -> {
            Optional<JsonNode> hello = agent.triesToConnect();
            hello.ifPresent(greetings::add);
            if (hello.filter(greeting -> greeting.path("calls").toString().contains(number) && isClaimable(greeting)).isPresent()) {
                return true;
            }
            agent.losesConsole();
            return false;
        }, () -> number + " isn't offered: " + greetings);
        agent.asks("STATE", Map.of("state", "AVAILABLE"));
        return agent;
    }

    /** While the PBX is away, a page shows who waits as before, but their calls can't be claimed. */
    private static boolean isClaimable(JsonNode hello) {
        return "CONNECTED".equals(hello.path("pbx").asText());
    }

    /** Empty while its node doesn't answer as it should, since it has no database. */
    private static Optional<WebUser> logsIn(Member member, String login) {
        try {
            return Optional.of(WebUser.logsIn(member.node().base(), login));
        } catch (AssertionError notYet) {
            return Optional.empty();
        }
    }

    /** All claim the call at the same moment. @return which of them has it */
    private static int oneWins(String callId, List<WebUser> agents) {
        List<String> asked = agents.stream().map(agent -> agent.claims(callId)).toList();
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            JsonNode answer = agents.get(i).answerTo(asked.get(i));
            answers.add(answer.path("type").asText() + answer.path("code").asText());
        }
        assertThat("winners, of " + answers, answers.stream().filter("OK"::equals).count(), is(1L));
        int winner = answers.indexOf("OK");
        agents.get(winner).call(callId, "TALKING");
        return winner;
    }

    private static void keptOnce(String number, String agent) {
        String rows = "SELECT STRING_AGG(CLAIMED_BY_PARTY_ID || ' ' || AGENT_PARTY_ID || ' ' || OUTCOME, '; ') FROM PHONE_CALL"
                + " WHERE END_DATE IS NOT NULL AND ANSWER_DATE IS NOT NULL AND CALLER_NUMBER = '" + number + "'";
        cluster.await(rows, agent + " " + agent + " AST_ANSWERED");
        cluster.await("SELECT COUNT(*) FROM PHONE_CALL WHERE CALLER_NUMBER = '" + number + "'", "1");
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    @Test
    @Order(2)
    void nodesAreReplacedOneByOne(TestReporter report) throws IOException {
        Scene scene = Scene.begin();
        String call = scene.call();
        List<Long> took = new ArrayList<>();
        Member other = scene.other();
        Member holder = scene.holder();
        for (int i = 0; i < 2; i++) {
            long began = System.nanoTime();
            holder.node().stop();
            offered(other, "agent1002", scene.waits()).close();
            took.add(since(began).toMillis());
            assertThat("offered by the next node", since(began), is(lessThan(AT_ONCE)));
            holder = other;
            other = cluster.add(0);
            cluster.awaitHolder(holder, other);
        }
        cluster.pbx().customerHangsUp(scene.talks());
        keptOnce(scene.talks(), "AST_AGENT1");
        scene.first().close();
        try (WebUser here = offered(holder, "agent1001", scene.waits()); WebUser there = offered(other, "agent1002", scene.waits())) {
            int winner = oneWins(call, List.of(here, there));
            cluster.pbx().customerHangsUp(scene.waits());
            keptOnce(scene.waits(), "AST_AGENT" + (winner + 1));
            Cluster.tell(report, "rolling restart", "offered by the next node after " + took + " ms");
        }
    }
}
