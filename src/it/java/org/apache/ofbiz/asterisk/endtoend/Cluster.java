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

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Postgres;
import org.apache.ofbiz.asterisk.fixture.RestClient;
import org.apache.ofbiz.asterisk.fixture.TcpProxy;
import org.apache.ofbiz.embedded.pbx.SimulatedPbx;
import org.junit.jupiter.api.TestReporter;

/**
 * Nodes, each a process of its own, with one PostgreSQL, one message broker and one simulated PBX. Each node reaches each of the three through a
 * proxy of its own, so that one node can be cut from one of them. The row of the PBX server has one host for all nodes: a name that each node's
 * machine resolves to an address of its own.
 */
final class Cluster implements AutoCloseable {

    private static final PrintStream OUT = System.out;
    private static final String PBX_NAME = "pbx";
    private static final String DEMO = "DEMO_PBX";

    private final Path folder;
    private final List<ClusterPbx> pbxs;
    private final Choices choices;
    private final Postgres postgres;
    private final Artemis broker;
    private final List<Member> members = new ArrayList<>();
    private final List<Member> gone = new ArrayList<>();
    private final Map<String, Integer> ports = new HashMap<>();
    private int started;

    /**
     * What differs from what tests need.
     *
     * @param postgres settings of PostgreSQL
     * @param java     options of the nodes' Java
     * @param direct   whether nodes reach the database and the broker without proxies, which then can cut nothing
     */
    record Choices(List<String> postgres, List<String> java, boolean direct) {
        static final Choices NONE = new Choices(List.of(), List.of(), false);
    }

    private Cluster(Path folder, List<ClusterPbx> pbxs, Choices choices) throws IOException {
        this.folder = folder;
        this.pbxs = List.copyOf(pbxs);
        this.choices = choices;
        this.postgres = Postgres.start(choices.postgres()).orElseThrow(() -> new AssertionError("PostgreSQL is not installed"));
        this.broker = Artemis.start();
        change("ALTER SYSTEM SET idle_in_transaction_session_timeout = '5s'"); // as the admin guide says
        change("SELECT pg_reload_conf()");
    }

    /** Straight into the database. */
    void change(String sql) {
        try (Connection connection = DriverManager.getConnection(postgres.url()); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** With one PBX, a simulated one. */
    static Cluster start(Path folder) throws IOException {
        return start(folder, List.of(new SimulatedClusterPbx(0, SimulatedPbx.start(0, folder.resolve("recordings")))));
    }

    /** @param pbxs the first of which is that of the demo data; are closed with the cluster */
    static Cluster start(Path folder, List<ClusterPbx> pbxs) throws IOException {
        return start(folder, pbxs, Choices.NONE);
    }

    static Cluster start(Path folder, List<ClusterPbx> pbxs, Choices choices) throws IOException {
        return new Cluster(folder, pbxs, choices);
    }

    /** A node with its network. */
    static final class Member implements AutoCloseable {
        private final ClusterNode node;
        private final Path clock;
        /** By serverId. */
        private final Map<String, CountingProxy> pbxs;
        private final TcpProxy database;
        private final TcpProxy broker;

        private Member(ClusterNode node, Path clock, Map<String, CountingProxy> pbxs, TcpProxy database, TcpProxy broker) {
            this.node = node;
            this.clock = clock;
            this.pbxs = pbxs;
            this.database = database;
            this.broker = broker;
        }

        ClusterNode node() {
            return node;
        }

        CountingProxy pbx() {
            return pbx(DEMO);
        }

        CountingProxy pbx(String serverId) {
            return pbxs.get(serverId);
        }

        /** The network between this node and all PBXs. */
        List<CountingProxy> pbxs() {
            return List.copyOf(pbxs.values());
        }

        /** From now on the clock of the day of its machine is off by that much, as {@code +20m}. For a node of {@link Cluster#addWithClock}. */
        void setsClock(String offset) throws IOException {
            Files.writeString(clock, offset + "\n");
        }

        TcpProxy database() {
            return database;
        }

        TcpProxy broker() {
            return broker;
        }

        @Override
        public void close() throws IOException {
            node.close();
            for (CountingProxy pbx : pbxs.values()) {
                pbx.close();
            }
            database.close();
            broker.close();
        }
    }

    /** Starts another node. Every message of it waits for up to so many milliseconds before it reaches the broker. */
    Member add(int delayMillis) throws IOException {
        return add(delayMillis, true, true, false);
    }

    /** Starts another node, whose clock of the day can be set. */
    Member addWithClock() throws IOException {
        return add(0, true, true, true);
    }

    /** Starts a node that is the only one. @param leases whether it takes leases all the same */
    Member alone(boolean leases) throws IOException {
        return add(0, leases, false, false);
    }

    private Member add(int delayMillis, boolean leases, boolean messages, boolean ownClock) throws IOException {
        int number = ++started;
        Path own = Files.createDirectories(folder.resolve("node" + number));
        String address = "127.0.0." + number;
        Map<String, CountingProxy> toPbxs = new LinkedHashMap<>();
        for (ClusterPbx pbx : pbxs) {
            CountingProxy network = new CountingProxy(pbx.port(), address, ports.getOrDefault(pbx.serverId(), 0));
            ports.put(pbx.serverId(), network.port());
            toPbxs.put(pbx.serverId(), network);
        }
        TcpProxy toDatabase = new TcpProxy(postgres.port());
        TcpProxy toBroker = new TcpProxy(broker.port(), () -> new Delay(delayMillis));
        Path hosts = own.resolve("hosts");
        Files.writeString(hosts, "127.0.0.1 localhost " + hostName() + "\n" + address + " " + PBX_NAME + "\n");
        Path clock = Files.writeString(own.resolve("clock"), "+0\n");
        List<ClusterNode.Pbx> reached = pbxs.stream()
                .map(pbx -> new ClusterNode.Pbx(pbx.serverId(), toPbxs.get(pbx.serverId()).port(), pbx.secret())).toList();
        List<String> options = new ArrayList<>(List.of("-Djdk.net.hosts.file=" + hosts, "-D" + ManyPhones.OPTION + '=' + manyPhones()));
        options.addAll(choices.java());
        String brokerUrl = "tcp://127.0.0.1:" + (choices.direct() ? broker.port() : toBroker.port());
        ClusterNode node = ClusterNode.start(own, folder.resolve("field.key"), new ClusterNode.Surroundings(
                choices.direct() ? postgres.url() : postgres.url(toDatabase.port()), PBX_NAME, reached,
                messages ? Optional.of(Artemis.configuration(own.resolve("broker"), brokerUrl)) : Optional.empty(), leases, options,
                ownClock ? OwnClock.environment(clock) : Map.of()));
        Member member = new Member(node, clock, toPbxs, toDatabase, toBroker);
        members.add(member);
        return member;
    }

    private boolean manyPhones() {
        return pbxs.get(0) instanceof RealClusterPbx real && real.hasManyPhones();
    }

    private static String hostName() throws IOException {
        return InetAddress.getLocalHost().getHostName();
    }

    /** Holds up what a node sends to the broker. */
    private record Delay(int millis) implements TcpProxy.Ear {

        @Override
        public void said(String text) {
            if (millis > 0) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextInt(millis + 1)));
            }
        }

        @Override
        public void over() {
            // nothing is kept of it
        }
    }

    /** Publishes a figure, and prints it for whoever reads the log. */
    static void tell(TestReporter report, String what, String figures) {
        report.publishEntry(what, figures);
        OUT.println("cluster: " + what + ": " + figures);
    }

    /** That of the demo data, where it's simulated. */
    SimulatedPbx pbx() {
        return ((SimulatedClusterPbx) pbxs.get(0)).pbx();
    }

    List<ClusterPbx> pbxs() {
        return pbxs;
    }

    Artemis broker() {
        return broker;
    }

    /** The node that serves this server is the first of them from now on. */
    void putFirst(String serverId) {
        members.sort(Comparator.comparing(member -> !holds(member).contains(serverId)));
    }

    List<Member> members() {
        return List.copyOf(members);
    }

    /** Waits until this node has the lease, and is connected; and each of the others reaches it. */
    void awaitHolder(Member holder, Member... others) {
        Await.untilTrue(() -> holder().filter(name -> name.endsWith(holder.node().mark())).isPresent(), () -> "the holder is " + holder());
        for (Member each : others) {
            Await.untilTrue(() -> RestClient.nobody(each.node().base()).get("/health").statusCode() == 200, () -> "a node isn't ready: "
                    + RestClient.of(each.node().base(), "admin").get("/health").body());
        }
        Await.untilTrue(() -> RestClient.nobody(holder.node().base()).get("/health").statusCode() == 200, () -> "the holder isn't ready");
    }

    /** Name of the node that has the lease. */
    Optional<String> holder() {
        return ask("SELECT NODE_NAME FROM ASTERISK_NODE N JOIN ASTERISK_SERVER_LEASE L ON N.NODE_ID = L.NODE_ID WHERE SERVER_ID = 'DEMO_PBX'");
    }

    /** The servers that this node says it serves, as a text; empty where none. */
    String holds(Member member) {
        JsonNode nodes = RestClient.json(RestClient.of(member.node().base(), "admin").get("/health")).path("nodes");
        for (JsonNode each : nodes) {
            if (each.path("name").asText().endsWith(member.node().mark()) && !each.path("servers").isEmpty()) {
                return each.path("servers").toString();
            }
        }
        return "";
    }

    /** Asks the database itself, on no node's way. */
    Optional<String> ask(String sql) {
        try (Connection connection = DriverManager.getConnection(postgres.url()); Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** The first column and the second. */
    Map<String, String> pairs(String sql) {
        try (Connection connection = DriverManager.getConnection(postgres.url()); Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            Map<String, String> pairs = new HashMap<>();
            while (row.next()) {
                pairs.put(row.getString(1), String.valueOf(row.getString(2)));
            }
            return pairs;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    void await(String sql, String wanted) {
        Await.untilTrue(() -> ask(sql).filter(wanted::equals).isPresent(), () -> sql + ": " + ask(sql) + " instead of " + wanted);
    }

    /** Channels that any node has sent somewhere, one for each Redirect. */
    List<String> redirects() {
        return members.stream().flatMap(member -> member.pbx().redirects().stream()).toList();
    }

    /** How many Redirects any node has sent to the PBX of the demo data. */
    int redirected() {
        return members.stream().mapToInt(member -> member.pbx().redirected()).sum();
    }

    /** Stops a node for good, and forgets it. */
    void remove(Member member) throws IOException {
        members.remove(member);
        gone.add(member);
        member.node().close();
    }

    @Override
    public void close() throws IOException {
        for (Member member : members) {
            member.close();
        }
        for (Member member : gone) {
            member.close();
        }
        for (ClusterPbx pbx : pbxs) {
            pbx.close();
        }
        broker.close();
        postgres.close();
    }
}
