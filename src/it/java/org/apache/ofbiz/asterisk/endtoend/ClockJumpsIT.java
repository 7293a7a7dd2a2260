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
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.apache.ofbiz.asterisk.endtoend.Cluster.Member;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.RestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two nodes, of which one's clock of the day is set by 20 minutes, forwards or back, while one caller talks and one waits: the lease stays where it
 * is, one of two agents wins the caller, and both calls are kept once. Then the node that has the lease is killed, and
 * the other one offers who waits within 10 s.
 */
@Tag("cluster")
@Timeout(300)
class ClockJumpsIT {

    private static final String SUPPORT = "5000";
    private static final Duration WITHIN = Duration.ofSeconds(10);
    /** How often a node signs, twice a second, with its clock set: for longer than others wait before they take a lease. */
    private static final int BEATS = 16;
    private static final String TALKS = "37277000001";
    private static final String WAITS = "37277000002";
    private static final String LATER = "37277000003";
    private static final String LEASE = "SELECT NODE_ID || ' ' || FENCING_NUMBER FROM ASTERISK_SERVER_LEASE WHERE SERVER_ID = 'DEMO_PBX'";

    @TempDir
    private Path folder;
    private Cluster cluster;
    private Member holder;
    private Member other;

    @BeforeEach
    void twoNodesAreThere() throws IOException {
        cluster = Cluster.start(folder);
        cluster.pbx().customersTalkFor(Duration.ofMinutes(5));
        cluster.pbx().phonesTakeManyCalls(); // whoever talks already may win
        holder = cluster.addWithClock();
        cluster.awaitHolder(holder);
        other = cluster.addWithClock();
        cluster.awaitHolder(holder, other);
    }

    @AfterEach
    void allEnds() throws IOException {
        cluster.close();
    }

    @ParameterizedTest
    @CsvSource({"true, 20", "true, -20", "false, 20", "false, -20"})
    void nothingIsLostWhenAClockIsSet(boolean ofHolder, int minutes, TestReporter report) throws Exception {
        try (WebUser first = TwoNodes.agent(holder.node(), "agent1001"); WebUser second = TwoNodes.agent(other.node(), "agent1002")) {
            cluster.pbx().placeIncomingCall(TALKS, "", SUPPORT);
            String talks = TwoNodes.offered(first, TALKS);
            assertThat(first.asks("RD", Map.of("callId", talks)).path("type").asText(), is("OK"));
            first.call(talks, "TALKING");
            cluster.pbx().placeIncomingCall(WAITS, "", SUPPORT);
            String waits = TwoNodes.offered(first, WAITS);
            TwoNodes.offered(second, WAITS);
            String lease = cluster.ask(LEASE).orElseThrow();
            set(ofHolder ? holder : other, minutes);
            assertThat("the lease", cluster.ask(LEASE).orElseThrow(), is(lease));
            oneWins(List.of(first, second), waits);
            assertThat("Redirects of the holder", holder.pbx().redirected(), is(2));
            assertThat("Redirects of the other node", other.pbx().redirected(), is(0));
            List.of(TALKS, WAITS).forEach(cluster.pbx()::customerHangsUp);
            keptOnce(TALKS);
            keptOnce(WAITS);
            cluster.pbx().placeIncomingCall(LATER, "", SUPPORT);
            TwoNodes.offered(first, LATER);
            TwoNodes.offered(second, LATER);
            second.forgets();
            second.losesConsole();
            long began = System.nanoTime();
            holder.node().kill();
            Await.untilTrue(() -> second.triesToConnect().filter(hello -> hello.path("calls").toString().contains(LATER)).isPresent(), () ->
                    "not offered again");
            Duration offered = Duration.ofNanos(System.nanoTime() - began);
            Cluster.tell(report, "clock of " + (ofHolder ? "the holder" : "the other node") + " set by " + minutes + " minutes",
                    "offered by the other node " + offered.toMillis() + " ms after the holder was killed");
            assertThat("offered again", offered, is(lessThan(WITHIN)));
        }
    }

    /** Sets the clock of a node, and waits until that is so, and for longer than others wait before they take a lease. */
    private void set(Member member, int minutes) throws IOException {
        member.setsClock((minutes > 0 ? "+" : "") + minutes + "m");
        Await.untilTrue(() -> Math.abs(off(member).toMinutes() - minutes) <= 1, () -> "its clock is off by " + off(member));
        String beats = "SELECT BEATS FROM ASTERISK_NODE WHERE NODE_NAME LIKE '%" + member.node().mark() + "'";
        long before = Long.parseLong(cluster.ask(beats).orElseThrow());
        Await.untilTrue(() -> Long.parseLong(cluster.ask(beats).orElseThrow()) > before + BEATS, () -> "it doesn't sign");
    }

    /** How far off the clock of a node is, as its answers say. */
    private static Duration off(Member member) {
        String date = RestClient.nobody(member.node().base()).get("/health").headers().firstValue("Date").orElseThrow();
        return Duration.between(Instant.now(), ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    }

    /** And talks. */
    private static void oneWins(List<WebUser> agents, String callId) {
        List<String> asked = agents.stream().map(agent -> agent.claims(callId)).toList();
        List<WebUser> won = agents.stream()
                .filter(agent -> agent.answerTo(asked.get(agents.indexOf(agent))).path("type").asText().equals("OK")).toList();
        assertThat("winners", won.size(), is(1));
        won.get(0).call(callId, "TALKING");
    }

    /** And no time is negative. */
    private void keptOnce(String number) {
        cluster.await("SELECT COUNT(*) FROM PHONE_CALL WHERE END_DATE IS NOT NULL AND CALLER_NUMBER = '" + number + "'", "1");
        cluster.await("SELECT STRING_AGG(OUTCOME, '; ') FROM PHONE_CALL WHERE CALLER_NUMBER = '" + number + "'", "AST_ANSWERED");
        cluster.await("SELECT COUNT(*) FROM PHONE_CALL WHERE LEAST(WAIT_SECONDS, TALK_SECONDS, HOLD_SECONDS) < 0", "0");
    }
}
