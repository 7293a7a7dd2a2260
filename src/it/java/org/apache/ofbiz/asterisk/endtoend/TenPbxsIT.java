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
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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

/**
 * Three nodes, ten PBXs, one of them a real Asterisk. A node is killed and replaced, one is stopped past its lease, and one is cut from the
 * database, and gets servers back while their customers still wait: within 10 s each server has one holder and who waits is offered again; then two
 * agents of each PBX, on two nodes, claim the customer at the same moment: one wins, the holder of the lease sends the only Redirect, and the call
 * is kept once and right.
 */
@Tag("cluster")
@Timeout(600)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TenPbxsIT {

    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final int NODES = 3;
    private static final int RING_SECONDS = 10;
    private static final long FIRST = 37270000000L;

    @TempDir
    private static Path folder;
    private static Cluster cluster;
    private static Holders holders;
    private static PbxConsoles consoles;
    private static TestReporter reporter;
    private static int called;

    @BeforeAll
    static void threeNodesAreThere(TestReporter report) throws IOException {
        reporter = report;
        cluster = Cluster.start(folder, TenPbxs.start(folder, RING_SECONDS));
        holders = new Holders(cluster);
        cluster.add(0);
        TenPbxs.disable(cluster);
        for (int i = 1; i < NODES; i++) {
            cluster.add(0);
        }
        TenPbxs.enable(cluster);
        TenPbxs.real(cluster).agents().forEach(login -> TenPbxs.real(cluster).lab().phone(login.substring("agent".length())).answers());
        holders.awaitAll();
        holders.awaitSpread();
        consoles = new PbxConsoles(cluster);
        consoles.open(cluster.members());
    }

    @AfterAll
    static void allEnds() throws IOException {
        if (consoles != null) {
            consoles.close();
        }
        cluster.close();
    }

    @Test
    @Order(1)
    void serversAreSpreadEvenly() {
        assertThat(holders.counts().stream().sorted().toList(), is(List.of(3, 3, 4)));
        oneWinsEach(customersCall(cluster.pbxs()));
    }

    /** A new customer on each of these. */
    private static Map<ClusterPbx, String> customersCall(List<ClusterPbx> pbxs) {
        Map<ClusterPbx, String> callers = new LinkedHashMap<>();
        pbxs.forEach(pbx -> {
            String number = String.valueOf(FIRST + ++called);
            pbx.calls(number);
            callers.put(pbx, number);
        });
        return callers;
    }

    private static List<ClusterPbx> heldBy(Member member) {
        List<String> servers = holders.of(member);
        return cluster.pbxs().stream().filter(pbx -> servers.contains(pbx.serverId())).toList();
    }

    /** The node that holds the real one. */
    private static Member holderOfTheRealOne() {
        return Await.until(() -> Optional.ofNullable(holders.now().get(TenPbxs.real(cluster).serverId())), holders::told);
    }

    /** Two agents of each PBX claim the customer who waits there, and talk. */
    private static void oneWinsEach(Map<ClusterPbx, String> callers) {
        consoles.awaitConnected();
        consoles.awaitOffered(callers);
        Map<String, Member> holding = holders.now();
        Map<String, Integer> before = redirects();
        Map<String, String> winners = consoles.claim(callers);
        assertThat("one winner each: " + winners, winners.values(), not(hasItem("")));
        String numbers = "CALLER_NUMBER IN ('" + String.join("', '", callers.values()) + "')";
        cluster.await("SELECT COUNT(*) FROM PHONE_CALL WHERE ANSWER_DATE IS NOT NULL AND " + numbers, String.valueOf(callers.size()));
        Map<String, Integer> sent = redirects();
        before.forEach((place, count) -> sent.merge(place, -count, Integer::sum));
        sent.values().removeIf(count -> count == 0);
        assertThat("Redirects, by PBX and the node that sent them", sent, is(callers.keySet().stream().collect(Collectors.toMap(pbx ->
                place(pbx, holding.get(pbx.serverId())), pbx -> 1))));
        callers.forEach(ClusterPbx::hangsUp);
        cluster.await("SELECT COUNT(*) FROM PHONE_CALL WHERE END_DATE IS NOT NULL AND " + numbers, String.valueOf(callers.size()));
        Map<String, String> expected = callers.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, call -> {
            String winner = winners.get(call.getValue());
            return call.getKey().serverId() + ' ' + winner + ' ' + winner + " AST_ANSWERED";
        }));
        assertThat(cluster.pairs("SELECT CALLER_NUMBER, STRING_AGG(SERVER_ID || ' ' || CLAIMED_BY_PARTY_ID || ' ' || AGENT_PARTY_ID || ' '"
                + " || OUTCOME, '; ') FROM PHONE_CALL WHERE " + numbers + " GROUP BY CALLER_NUMBER"), is(expected));
        cluster.await("SELECT COUNT(*) FROM ASTERISK_CLAIM", "0");
    }

    /** How many Redirects each node has sent to each PBX. */
    private static Map<String, Integer> redirects() {
        Map<String, Integer> sent = new HashMap<>();
        cluster.members().forEach(member -> cluster.pbxs().forEach(pbx -> sent.put(place(pbx, member), member.pbx(pbx.serverId()).redirected())));
        return sent;
    }

    private static String place(ClusterPbx pbx, Member member) {
        return pbx.serverId() + member.node().mark();
    }

    /**
     * After a fault of a node: soon its servers have other holders, and their customers are offered again.
     *
     * @param callers on servers that it held
     * @param since   when it happened
     */
    private static void othersTakeOver(Member absent, Map<ClusterPbx, String> callers, long since, String told) {
        Duration held = holders.awaitAllWithout(absent, since);
        callers.forEach((pbx, number) -> Await.untilTrue(() -> consoles.anyOffered(pbx, number, since), () -> number + " isn't offered again"));
        Duration offered = since(since);
        Cluster.tell(reporter, told, callers.size() + " servers had other holders after " + held.toMillis() + " ms, and their customers were offered"
                + " again after " + offered.toMillis() + " ms");
        assertThat("offered again", offered, is(lessThan(WITHIN)));
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private static Map<ClusterPbx, String> of(Map<ClusterPbx, String> callers, List<ClusterPbx> pbxs) {
        return callers.entrySet().stream().filter(call -> pbxs.contains(call.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map<ClusterPbx, String> customersWaitEverywhere() {
        Map<ClusterPbx, String> callers = customersCall(cluster.pbxs());
        consoles.awaitOffered(callers);
        return callers;
    }

    /** And servers are spread evenly again, and all work. */
    private static void aNewNodeComes() throws IOException {
        cluster.add(0);
        long added = System.nanoTime();
        holders.awaitSpread();
        Cluster.tell(reporter, "a new node", "servers spread evenly after " + since(added).toSeconds() + " s: " + holders.counts());
        oneWinsEach(customersCall(cluster.pbxs()));
    }

    @Test
    @Order(2)
    void theHolderIsKilled() throws Exception {
        Map<ClusterPbx, String> callers = customersWaitEverywhere();
        Member holder = holderOfTheRealOne();
        Map<ClusterPbx, String> affected = of(callers, heldBy(holder));
        consoles.leave(holder);
        long began = System.nanoTime();
        holder.node().kill();
        othersTakeOver(holder, affected, began, "kill -9");
        cluster.remove(holder);
        consoles.open(cluster.members());
        oneWinsEach(callers);
        aNewNodeComes();
    }

    @Test
    @Order(3)
    void theHolderIsStoppedPastItsLease() throws Exception {
        Member holder = holderOfTheRealOne();
        List<ClusterPbx> servers = heldBy(holder);
        Map<String, Integer> before = redirects();
        long began = System.nanoTime();
        holder.node().signal("STOP");
        Map<ClusterPbx, String> callers = customersCall(servers); // the process that is stopped is the only one that the PBXs have told
        othersTakeOver(holder, callers, began, "SIGSTOP, customers who came afterwards");
        holder.node().signal("CONT");
        Await.untilTrue(() -> servers.stream().noneMatch(pbx -> holder.pbx(pbx.serverId()).isConnected()
                && !holders.of(holder).contains(pbx.serverId())), () -> "the former holder is still connected: " + holders.told());
        assertThat("what it sent", redirects(), is(before));
        holders.awaitSpread();
        oneWinsEach(callers);
    }

    @Test
    @Order(4)
    void theHolderIsCutFromTheDatabase() {
        Map<ClusterPbx, String> callers = customersWaitEverywhere();
        Member holder = holderOfTheRealOne();
        Map<ClusterPbx, String> affected = of(callers, heldBy(holder));
        long began = System.nanoTime();
        holder.database().stall();
        othersTakeOver(holder, affected, began, "cut from the database");
        holder.database().heal();
        holders.awaitSpread();
        oneWinsEach(callers);
    }
}
