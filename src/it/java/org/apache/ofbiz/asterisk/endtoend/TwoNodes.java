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
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Postgres;
import org.apache.ofbiz.asterisk.fixture.RestClient;
import org.apache.ofbiz.embedded.pbx.SimulatedPbx;

/** Two nodes, each a process of its own, with one PostgreSQL and a message broker: the first node serves the PBX. */
final class TwoNodes implements AutoCloseable {

    private final Path folder;
    private final int pbxPort;
    private final String pbxSecret;
    private final Postgres postgres;
    private final Artemis broker;
    private Optional<ClusterNode> holder = Optional.empty();
    private Optional<ClusterNode> other = Optional.empty();

    private TwoNodes(Path folder, int pbxPort, String pbxSecret) throws IOException {
        this.folder = folder;
        this.pbxPort = pbxPort;
        this.pbxSecret = pbxSecret;
        this.postgres = Postgres.start().orElseThrow(() -> new AssertionError("PostgreSQL is not installed"));
        this.broker = Artemis.start();
    }

    static TwoNodes start(Path folder, int pbxPort, String pbxSecret) throws IOException {
        TwoNodes nodes = new TwoNodes(folder, pbxPort, pbxSecret);
        try {
            nodes.start();
            return nodes;
        } catch (IOException | RuntimeException | AssertionError e) {
            nodes.close();
            throw e;
        }
    }

    /** Two nodes, each of which serves one of two simulated PBXs and hears the other node: first that of the demo data. */
    static Cluster eachServesOne(Path folder) throws IOException {
        Cluster cluster = Cluster.start(folder, List.of(new SimulatedClusterPbx(0, SimulatedPbx.start(0, folder.resolve("recordings"))),
                new SimulatedClusterPbx(1, SimulatedPbx.start(0, folder.resolve("recordings1")))));
        cluster.add(0);
        cluster.add(0);
        cluster.change("UPDATE ASTERISK_SERVER SET ENABLED = 'Y'"); // the first node has the demo data's, so the second one takes the other
        Await.untilTrue(() -> cluster.members().stream().map(cluster::holds).allMatch(servers -> !servers.isEmpty() && !servers.contains(",")), () ->
                "they serve " + cluster.members().stream().map(cluster::holds).toList());
        cluster.putFirst("DEMO_PBX");
        hearEachOther(cluster.members().stream().map(Cluster.Member::node).toList()); // else a console is served by its own node at first
        return cluster;
    }

    private void start() throws IOException {
        holder = Optional.of(start("holder"));
        Await.untilTrue(() -> health(holder()).path("ready").asBoolean(), () -> "the first node serves nothing: " + health(holder()));
        other = Optional.of(start("other"));
        isReady(other());
        assertThat("it serves no server itself: " + health(other()), health(other()).path("nodes").toString(), containsString("\"servers\":[]"));
    }

    private ClusterNode start(String name) throws IOException {
        return ClusterNode.start(Files.createDirectories(folder.resolve(name)), folder.resolve("field.key"), postgres.url(), pbxPort, pbxSecret,
                Optional.of(broker.configuration(folder.resolve("broker"))));
    }

    private static JsonNode health(ClusterNode node) {
        return RestClient.json(RestClient.of(node.base(), "admin").get("/health"));
    }

    /** Waits until consoles work on this node. */
    static void isReady(ClusterNode node) {
        Await.untilTrue(() -> RestClient.nobody(node.base()).get("/health").statusCode() == 200, () -> "consoles don't work: " + health(node));
    }

    /** Waits until messages go both ways between two nodes. */
    static void hearEachOther(List<ClusterNode> both) {
        for (ClusterNode node : both) {
            try (WebUser admin = WebUser.logsIn(node.base(), "admin")) {
                Await.untilTrue(() -> admin.page("/asterisk/control/diagnosticsData").contains("reaches 1 of 1"), () -> "a node is alone");
            }
        }
    }

    /** Takes the offer of this caller out of what came, waiting for it. @return callId */
    static String offer(WebUser agent, String number) {
        return agent.await("NC", offer -> offer.toString().contains(number)).path("callId").asText();
    }

    /** The first offer of this caller of all that came or will come. @return callId */
    static String offered(WebUser agent, String number) {
        return agent.sees("NC", offer -> offer.toString().contains(number)).path("callId").asText();
    }

    /** Waits until this call of the agent is over. */
    static void isOver(WebUser agent, String callId) {
        agent.call(callId, "ENDED");
    }

    ClusterNode holder() {
        return holder.orElseThrow();
    }

    ClusterNode other() {
        return other.orElseThrow();
    }

    Artemis broker() {
        return broker;
    }

    /** An agent who is available, with a console on this node. */
    static WebUser agent(ClusterNode node, String login) {
        return agent(node.base(), login);
    }

    /** The same, of a load balancer before the nodes. */
    static WebUser agent(URI base, String login) {
        WebUser agent = WebUser.logsIn(base, login).opensConsole();
        JsonNode answer = agent.asks("STATE", Map.of("state", "AVAILABLE"));
        assertThat("available: " + answer, answer.path("type").asText(), is("OK"));
        return agent;
    }

    /** Waits until this count is one. */
    void awaitOne(String count) {
        awaitOne(postgres, count);
    }

    static void awaitOne(Postgres postgres, String count) {
        Await.untilTrue(() -> {
            try (Connection connection = DriverManager.getConnection(postgres.url());
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(count)) {
                return row.next() && row.getLong(1) == 1;
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        }, () -> "not one: " + count);
    }

    @Override
    public void close() throws IOException {
        other.ifPresent(ClusterNode::close);
        holder.ifPresent(ClusterNode::close);
        broker.close();
        postgres.close();
    }
}
