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
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Postgres;
import org.apache.ofbiz.asterisk.fixture.RestClient;
import org.apache.ofbiz.embedded.pbx.SimulatedPbx;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nodes, each a process of its own, with one PostgreSQL and one simulated PBX behind a proxy that counts: whatever becomes of the one that
 * serves the PBX, the other one does so soon, callers who wait are offered again, and nobody acts who may not. Needs minutes: {@code ./test cluster}.
 */
@Tag("cluster")
@Timeout(600)
class SeveralNodesIT {

    private static final Duration TAKEN_WITHIN = Duration.ofSeconds(10);
    private static final Duration AT_ONCE = Duration.ofSeconds(5);
    private static final String SUPPORT = "5000";

    @TempDir
    private Path folder;
    private Postgres postgres;
    private SimulatedPbx pbx;
    private CountingProxy proxy;
    private int started;

    @Test
    void aServerIsAlwaysServedByOneNode(TestReporter report) throws Exception {
        try (Postgres database = Postgres.start().orElseThrow(() -> new AssertionError("PostgreSQL is not installed"));
                SimulatedPbx simulated = SimulatedPbx.start(0, folder.resolve("recordings"));
                CountingProxy counted = new CountingProxy(simulated.port())) {
            postgres = database;
            pbx = simulated;
            proxy = counted;
            ClusterNode first = start();
            awaitHolder(first);
            ClusterNode second = start();
            awaitHolder(first);
            assertThat("one node is connected", proxy.connections().stream().filter(CountingProxy.Connection::isOpen).count(), is(1L));
            assertThat("a balancer sends consoles to the first", RestClient.nobody(first.base()).get("/health").statusCode(), is(200));
            assertThat("and none to the second", RestClient.nobody(second.base()).get("/health").statusCode(), is(503));
            Await.untilTrue(() -> servers(second, first).equals("[\"DEMO_PBX\"]"), () -> "the second node says " + servers(second, first));

            String waiting = killedHolderIsReplaced(first, second, report);
            ClusterNode third = start();
            stoppedHolderIsReplacedAtOnce(second, third, waiting, report);
            ClusterNode fourth = start();
            frozenHolderDoesNothing(third, fourth, waiting, report);
            aNodeTakesAgainWhatItLost(third, fourth, report);
            third.close();
            fourth.close();
        }
    }

    /** @return callId of a caller who waits all the time */
    private String killedHolderIsReplaced(ClusterNode holder, ClusterNode other, TestReporter report) throws Exception {
        try (WebUser here = agent(holder, "agent1001"); WebUser there = agent(other, "agent1002")) {
            pbx.placeIncomingCall("3725551001", "", SUPPORT);
            pbx.placeIncomingCall("3725551002", "", SUPPORT);
            String waits = TwoNodes.offered(here, "3725551001");
            String claimed = TwoNodes.offered(here, "3725551002");
            assertThat("of calls that another node serves, nothing is offered", there.sofar("NC").size(), is(0));
            assertThat(here.asks("RD", Map.of("callId", claimed)).path("type").asText(), is("OK"));
            here.call(claimed, "TALKING");
            awaitRows("SELECT COUNT(*) FROM PHONE_CALL WHERE ANSWER_DATE IS NOT NULL AND FENCING_NUMBER = 1", 1);

            long began = System.nanoTime();
            holder.kill();
            String again = TwoNodes.offered(there, "3725551001");
            Duration offered = since(began);
            assertThat(again, is(waits));
            report.publishEntry("kill -9", "offered again by the other node after " + offered.toMillis() + " ms");
            assertThat("offered again", offered, lessThan(TAKEN_WITHIN));
            pbx.customerHangsUp("3725551002");
            awaitRows("SELECT COUNT(*) FROM PHONE_CALL WHERE END_DATE IS NOT NULL AND ANSWER_DATE IS NOT NULL AND FENCING_NUMBER = 2", 1);
            return waits;
        }
    }

    private void stoppedHolderIsReplacedAtOnce(ClusterNode holder, ClusterNode other, String waiting, TestReporter report) throws Exception {
        try (WebUser there = agent(other, "agent1002")) {
            long began = System.nanoTime();
            holder.stop();
            assertThat(TwoNodes.offered(there, "3725551001"), is(waiting));
            Duration offered = since(began);
            report.publishEntry("clean stop", "offered again by the other node after " + offered.toMillis() + " ms");
            assertThat("offered again", offered, lessThan(AT_ONCE));
        }
    }

    private void frozenHolderDoesNothing(ClusterNode holder, ClusterNode other, String waits, TestReporter report) throws Exception {
        try (WebUser here = agent(holder, "agent1001"); WebUser there = agent(other, "agent1002")) {
            CountingProxy.Connection old = proxy.connections().get(proxy.connections().size() - 1);
            long began = System.nanoTime();
            holder.signal("STOP");
            int before = old.size();
            String late = here.claims(waits); // reaches the frozen process, which reads it when it goes on
            assertThat(TwoNodes.offered(there, "3725551001"), is(waits));
            Duration offered = since(began);
            holder.signal("CONT");
            JsonNode answer = here.answerTo(late);
            assertThat("the claim is refused: " + answer, answer.path("type").asText(), is("ERROR"));
            Await.untilTrue(() -> !old.isOpen(), () -> "the old holder is still connected");
            assertThat("actions of the old holder after it went on: " + old.after(before), old.after(before).size(), is(0));
            assertThat(there.asks("RD", Map.of("callId", waits)).path("type").asText(), is("OK"));
            there.call(waits, "TALKING");
            report.publishEntry("SIGSTOP", "offered again by the other node after " + offered.toMillis() + " ms; of the old holder no action came"
                    + " after SIGCONT, and its claim was refused with " + answer.path("code").asText());
            pbx.customerHangsUp("3725551001");
            awaitRows("SELECT COUNT(*) FROM PHONE_CALL WHERE END_DATE IS NULL", 0);
            awaitRows("SELECT COUNT(*) FROM PHONE_CALL", 2);
        }
    }

    private void aNodeTakesAgainWhatItLost(ClusterNode former, ClusterNode holder, TestReporter report) throws Exception {
        try (WebUser there = agent(former, "agent1001")) {
            int connections = proxy.connections().size();
            long began = System.nanoTime();
            holder.stop();
            Await.untilTrue(() -> proxy.connections().size() > connections, () -> "no new connection");
            there.sees("PBX", state -> state.path("state").asText().equals("CONNECTED"));
            report.publishEntry("taken again", "connected again " + since(began).toMillis() + " ms after the other node was told to stop");
        }
    }

    private ClusterNode start() throws IOException {
        Path own = Files.createDirectories(folder.resolve("node" + ++started));
        return ClusterNode.start(own, folder.resolve("field.key"), postgres.url(), proxy.port(), pbx.secret());
    }

    private static WebUser agent(ClusterNode node, String login) {
        WebUser agent = WebUser.logsIn(node.base(), login).opensConsole();
        agent.asks("STATE", Map.of("state", "AVAILABLE"));
        return agent;
    }

    /** Which servers one node says that another one serves. */
    private static String servers(ClusterNode asked, ClusterNode about) {
        for (JsonNode node : RestClient.json(RestClient.of(asked.base(), "admin").get("/health")).path("nodes")) {
            if (node.path("name").asText().endsWith(about.mark())) {
                return node.path("servers").toString();
            }
        }
        return "nothing of it";
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private void awaitHolder(ClusterNode node) {
        Await.untilTrue(() -> holder().filter(name -> name.endsWith(node.mark())).isPresent(), () -> "the holder is " + holder());
    }

    private Optional<String> holder() {
        return ask("SELECT NODE_NAME FROM ASTERISK_NODE N JOIN ASTERISK_SERVER_LEASE L ON N.NODE_ID = L.NODE_ID WHERE SERVER_ID = 'DEMO_PBX'");
    }

    private void awaitRows(String count, int wanted) {
        Await.untilTrue(() -> ask(count).filter(String.valueOf(wanted)::equals).isPresent(), () -> count + ": " + ask(count) + ", "
                + ask("SELECT STRING_AGG(CALLER_NUMBER || ' ' || COALESCE(FENCING_NUMBER, 0) || ' ' || COALESCE(END_DATE::TEXT, '-'), '; ')"
                + " FROM PHONE_CALL"));
    }

    private Optional<String> ask(String sql) {
        try (Connection connection = DriverManager.getConnection(postgres.url()); Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
