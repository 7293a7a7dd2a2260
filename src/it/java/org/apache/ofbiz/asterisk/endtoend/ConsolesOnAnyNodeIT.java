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
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.fixture.RestClient;
import org.apache.ofbiz.embedded.pbx.SimulatedPbx;
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
 * Two nodes, each a process of its own, with one PostgreSQL, one simulated PBX and a message broker: the first node serves the PBX, and consoles of
 * the second have its calls. Needs minutes: {@code ./test cluster}.
 */
@Tag("cluster")
@Timeout(600)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsolesOnAnyNodeIT {

    private static final String SUPPORT = "5000";
    private static final int CLAIMS = 300;
    private static final int BATCH = 30;
    private static final int CONSOLES = 2;
    private static final int OFFERS = 200;
    /** Of each node to each other one. */
    private static final double BEATS_PER_SECOND = 2;
    private static final double MOST_MESSAGES = 30;
    private static final Duration ADDED = Duration.ofMillis(20);

    @TempDir
    private static Path folder;
    private static SimulatedPbx pbx;
    private static TwoNodes nodes;
    private static int callers = 1000;

    @BeforeAll
    static void twoNodesAreThere() throws IOException {
        pbx = SimulatedPbx.start(0, folder.resolve("recordings"));
        nodes = TwoNodes.start(folder, pbx.port(), pbx.secret());
    }

    @AfterAll
    static void allEnds() throws IOException {
        if (nodes != null) {
            nodes.close();
        }
        pbx.close();
    }

    private static String newCaller() {
        String number = "372555" + ++callers;
        pbx.placeIncomingCall(number, "", SUPPORT);
        return number;
    }

    /** Several of one agent, so that none sends more a second than a person can. */
    private static List<WebUser> consoles(ClusterNode node, String login) {
        return Stream.generate(() -> TwoNodes.agent(node, login)).limit(CONSOLES).toList();
    }

    @Test
    @Order(1)
    void aConsoleOnTheOtherNodeHasTheCallsOfTheHolder() {
        try (WebUser here = TwoNodes.agent(nodes.holder(), "agent1001"); WebUser there = TwoNodes.agent(nodes.other(), "agent1002")) {
            String number = newCaller();
            String callId = TwoNodes.offer(there, number);
            assertThat(TwoNodes.offer(here, number), is(callId));

            JsonNode url = there.asks("GURL", Map.of("callId", callId));
            assertThat("who calls: " + url, url.path("type").asText(), is("URL"));
            assertThat(there.asks("RD", Map.of("callId", callId)).path("type").asText(), is("OK"));
            assertThat(here.await("OC", over -> callId.equals(over.path("callId").asText())).path("outcome").asText(), is("CLAIMED"));
            JsonNode talking = there.call(callId, "TALKING");
            assertThat("the page to open: " + talking, talking.path("party").has("url"), is(true));
            there.await("CONTROLS", controls -> callId.equals(controls.path("callId").asText()) && !controls.path("offered").isEmpty());
            there.await("AGENT", agent -> "TALKING".equals(agent.path("state").asText()));

            there.asks("CONTROL", Map.of("callId", callId, "action", "HANG_UP"));
            pbx.customerHangsUp(number);
            TwoNodes.isOver(there, callId);
            there.await("AGENT", agent -> "AVAILABLE".equals(agent.path("state").asText()));
        }
    }

    @Test
    @Order(2)
    void aClickToCallGoesThroughTheHolder() {
        try (WebUser there = TwoNodes.agent(nodes.other(), "agent1002")) {
            JsonNode answer = there.post("/asterisk/control/originateCall", Map.of("number", "+372 555 0000"));
            String callId = answer.path("callId").asText();
            assertThat("placed: " + answer, answer.path("ok").asBoolean(), is(true));
            there.sees("CALL", call -> callId.equals(call.path("callId").asText()));
            assertThat(there.post("/asterisk/control/hangupCall", Map.of("callId", callId)).path("ok").asBoolean(), is(true));
            TwoNodes.isOver(there, callId);
            JsonNode refused = there.post("/asterisk/control/originateCall", Map.of("number", "112233445566778899001122"));
            assertThat("the refusal comes with the holder's words: " + refused, refused.path("message").asText().isEmpty(), is(false));
            assertThat(refused.path("ok").asBoolean(), is(false));
        }
    }

    @Test
    @Order(3)
    void ofClaimsAtTheSameMomentExactlyOneWins(TestReporter report) {
        int[] won = new int[2];
        for (int batch = 0; batch < CLAIMS / BATCH; batch++) {
            List<WebUser> here = consoles(nodes.holder(), "agent1001");
            List<WebUser> there = consoles(nodes.other(), "agent1002");
            try {
                for (int round = 0; round < BATCH; round++) {
                    won[winner(here.get(round % CONSOLES), there.get(round % CONSOLES), round % 2)]++;
                }
            } finally {
                Stream.of(here, there).flatMap(List::stream).forEach(WebUser::close);
            }
        }
        report.publishEntry("claims", CLAIMS + ": " + won[0] + " won on the holder, " + won[1] + " on the other node");
    }

    /** Both claim a call at the same moment. @return which of them has it, 0 or 1 */
    private static int winner(WebUser first, WebUser second, int begins) {
        List<WebUser> both = List.of(first, second);
        String number = newCaller();
        String callId = TwoNodes.offer(second, number);
        TwoNodes.offer(first, number);
        List<WebUser> order = List.of(both.get(begins), both.get(1 - begins));
        List<String> asked = order.stream().map(agent -> agent.claims(callId)).toList();
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            JsonNode answer = order.get(i).answerTo(asked.get(i));
            answers.add(answer.path("type").asText() + answer.path("code").asText());
        }
        assertThat("of " + answers, answers.stream().filter("OK"::equals).count(), is(1L));
        WebUser winner = order.get(answers.indexOf("OK"));
        pbx.customerHangsUp(number);
        TwoNodes.isOver(winner, callId);
        return both.indexOf(winner);
    }

    @Test
    @Order(4)
    void theWayThroughTheBrokerIsShort(TestReporter report) {
        List<Long> added = new ArrayList<>();
        try (WebUser here = TwoNodes.agent(nodes.holder(), "agent1001"); WebUser there = TwoNodes.agent(nodes.other(), "agent1002")) {
            for (int round = 0; round < OFFERS; round++) {
                List.of(here, there).forEach(WebUser::forgets);
                String wanted = "372555" + (callers + 1);
                List<CompletableFuture<Long>> seen = Stream.of(here, there).map(agent -> at(() -> TwoNodes.offer(agent, wanted))).toList();
                String number = newCaller();
                long first = seen.get(0).join();
                added.add(seen.get(1).join() - first);
                pbx.customerHangsUp(number);
            }
        }
        List<Long> sorted = added.stream().sorted().toList();
        Duration median = Duration.ofNanos(sorted.get(OFFERS / 2));
        Duration p99 = Duration.ofNanos(sorted.get(OFFERS * 99 / 100));
        report.publishEntry("added latency of an offer", "p50 " + median.toNanos() / 1000 + " us, p99 " + p99.toNanos() / 1000 + " us");
        assertThat("half of them at most", median, lessThan(ADDED));
    }

    @Test
    @Order(4)
    void aCallTakesFewMessages(TestReporter report) {
        try (WebUser there = TwoNodes.agent(nodes.other(), "agent1002")) {
            long began = System.nanoTime();
            long before = nodes.broker().messages();
            for (int round = 0; round < BATCH; round++) {
                String number = newCaller();
                String callId = TwoNodes.offer(there, number);
                assertThat(there.asks("RD", Map.of("callId", callId)).path("type").asText(), is("OK"));
                there.call(callId, "TALKING");
                pbx.customerHangsUp(number);
                TwoNodes.isOver(there, callId);
            }
            double beats = 2 * BEATS_PER_SECOND * (System.nanoTime() - began) / 1e9;
            double perCall = (nodes.broker().messages() - before - beats) / BATCH;
            report.publishEntry("messages between two nodes for a claimed call", String.format(Locale.ROOT, "%.1f, without beats", perCall));
            assertThat("messages for a call", perCall, both(greaterThan(3.0)).and(lessThan(MOST_MESSAGES)));
        }
    }

    private static CompletableFuture<Long> at(Supplier<?> work) {
        return CompletableFuture.supplyAsync(() -> {
            work.get();
            return System.nanoTime();
        });
    }

    @Test
    @Order(6)
    void aLockHoldsOnEachNode() {
        try (WebUser here = WebUser.logsIn(nodes.holder().base(), "agent1002").opensConsole();
                WebUser there = TwoNodes.agent(nodes.other(), "agent1002")) {
            String number = newCaller();
            String callId = TwoNodes.offer(there, number);
            there.asks("STATE", Map.of("state", "PAUSED", "reason", "AST_PAUSE_BREAK"));
            assertThat("on the other node", there.closedWith(), is(4423));
            assertThat("on the holder", here.closedWith(), is(4423));

            for (WebUser page : List.of(here, there)) {
                JsonNode refused = page.post("/asterisk/control/originateCall", Map.of("number", "1003"));
                assertThat("a call: " + refused, refused.path("code").asText(), is("LOCKED"));
            }
            WebUser.logsInLocked(nodes.other().base(), "agent1002").close();
            there.submits("/asterisk/control/unlockPages", Map.of("PASSWORD", "ofbiz"));
            JsonNode hello = there.connects();
            assertThat("" + hello, hello.path("agent").path("state").asText(), is("AVAILABLE"));
            assertThat(there.asks("RD", Map.of("callId", callId)).path("type").asText(), is("OK"));
            JsonNode still = here.post("/asterisk/control/originateCall", Map.of("number", "1003"));
            assertThat("the page on the holder is still locked", still.path("code").asText(), is("LOCKED"));
            pbx.customerHangsUp(number);
            TwoNodes.isOver(there, callId);
        }
    }

    @Test
    @Order(5)
    void withoutTheBrokerTheNodeSaysSoAndAfterwardsTheConsoleKnowsAll(TestReporter report) {
        try (WebUser here = TwoNodes.agent(nodes.holder(), "agent1001"); WebUser there = TwoNodes.agent(nodes.other(), "agent1002")) {
            String before = newCaller();
            TwoNodes.offer(there, before);
            nodes.broker().stop();
            assertThat("the console is sent away", there.closedWith(), is(1001));
            JsonNode alone = there.connects();
            assertThat("its node doesn't reach the PBX: " + alone, alone.path("pbx").asText(), is("AWAY"));
            assertThat("nothing can be claimed there", alone.path("calls").size(), is(0));
            assertThat(diagnosis(nodes.other()), containsString("Can't reach the message broker"));
            assertThat(RestClient.nobody(nodes.other().base()).get("/health").statusCode(), is(503));
            String meanwhile = newCaller();
            TwoNodes.offer(here, meanwhile);

            long began = System.nanoTime();
            nodes.broker().startAgain();
            assertThat("it is sent to the holder", there.closedWith(), is(1001));
            JsonNode hello = there.connects();
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            report.publishEntry("broker restart", "the console knows all again after " + took.toMillis() + " ms");
            assertThat(hello.path("pbx").asText(), is("CONNECTED"));
            assertThat("offers of before and meanwhile", hello.path("calls").toString(), containsString(meanwhile));
            assertThat(hello.path("calls").toString(), containsString(before));
            assertThat(diagnosis(nodes.other()), containsString("reaches 1 of 1"));
            String callId = Stream.iterate(0, i -> i + 1).limit(hello.path("calls").size()).map(i -> hello.path("calls").get(i))
                    .filter(call -> call.toString().contains(meanwhile)).findFirst().orElseThrow().path("callId").asText();
            assertThat(there.asks("RD", Map.of("callId", callId)).path("type").asText(), is("OK"));
            List.of(before, meanwhile).forEach(pbx::customerHangsUp);
        }
    }

    private static String diagnosis(ClusterNode node) {
        try (WebUser admin = WebUser.logsIn(node.base(), "admin")) {
            return admin.page("/asterisk/control/diagnosticsData");
        }
    }

    @Test
    @Order(7)
    void aConsoleWhoseHolderDiesIsServedByItsOwnNode() throws InterruptedException {
        try (WebUser there = TwoNodes.agent(nodes.other(), "agent1001")) {
            there.forgets();
            String number = newCaller();
            String callId = TwoNodes.offer(there, number);
            nodes.awaitOne("SELECT COUNT(*) FROM PHONE_CALL WHERE CALLER_NUMBER = '" + number + "'"); // else the dead node alone knows the group
            nodes.holder().kill();
            assertThat("the console is sent away", there.closedWith(), is(1001));
            there.forgets();
            there.connects();
            there.sees("PBX", state -> "CONNECTED".equals(state.path("state").asText()));
            assertThat(TwoNodes.offer(there, number), is(callId));
            assertThat(there.asks("RD", Map.of("callId", callId)).path("type").asText(), is("OK"));
            there.call(callId, "TALKING");
            pbx.customerHangsUp(number);
        }
    }
}
