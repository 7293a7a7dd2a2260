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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.endtoend.Cluster.Member;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.junit.jupiter.api.TestReporter;

/** Three nodes with ten PBXs, one customer after the other on each, and two agents of each PBX on two nodes who claim them. Not thread-safe. */
final class TenPbxsScene implements AutoCloseable {

    static final Duration WITHIN = Duration.ofSeconds(10);
    /** How often a node signs, twice a second, during a fault: for longer than others wait before they take a lease. */
    private static final int BEATS = 14;
    private static final int NODES = 3;
    private static final int RING_SECONDS = 10;
    private static final long FIRST = 37270000000L;

    private final Cluster cluster;
    private final Holders holders;
    private final PbxConsoles consoles;
    private final TestReporter reporter;
    /** By number, whoever has called and not hung up. */
    private final Map<String, ClusterPbx> here = new LinkedHashMap<>();
    private int called;

    private TenPbxsScene(Cluster cluster, Holders holders, PbxConsoles consoles, TestReporter reporter) {
        this.cluster = cluster;
        this.holders = holders;
        this.consoles = consoles;
        this.reporter = reporter;
    }

    static TenPbxsScene start(Path folder, TestReporter reporter) throws IOException {
        return start(folder, reporter, RealClusterPbx.start(RING_SECONDS));
    }

    static TenPbxsScene start(Path folder, TestReporter reporter, RealClusterPbx real) throws IOException {
        Cluster cluster = Cluster.start(folder, TenPbxs.start(folder, real));
        try {
            Holders holders = new Holders(cluster);
            TenPbxs.addNodes(cluster, NODES);
            real.phonesAnswer();
            holders.awaitAll();
            holders.awaitSpread();
            PbxConsoles consoles = new PbxConsoles(cluster);
            consoles.open(cluster.members());
            return new TenPbxsScene(cluster, holders, consoles, reporter);
        } catch (IOException | RuntimeException | AssertionError e) {
            cluster.close();
            throw e;
        }
    }

    Cluster cluster() {
        return cluster;
    }

    Holders holders() {
        return holders;
    }

    PbxConsoles consoles() {
        return consoles;
    }

    void tell(String what, String figures) {
        Cluster.tell(reporter, what, figures);
    }

    /** A new customer on each of these. */
    Map<ClusterPbx, String> customersCall(List<ClusterPbx> pbxs) {
        Map<ClusterPbx, String> callers = new LinkedHashMap<>();
        pbxs.forEach(pbx -> {
            String number = String.valueOf(FIRST + ++called);
            pbx.calls(number);
            here.put(number, pbx);
            callers.put(pbx, number);
        });
        return callers;
    }

    List<ClusterPbx> heldBy(Member member) {
        List<String> servers = holders.of(member);
        return cluster.pbxs().stream().filter(pbx -> servers.contains(pbx.serverId())).toList();
    }

    /** The node that holds the real one. */
    Member holderOfTheRealOne() {
        return Await.until(() -> Optional.ofNullable(holders.now().get(TenPbxs.real(cluster).serverId())), holders::told);
    }

    /** Two agents of each PBX claim the customer who waits there, and talk; the node that holds it sends them. */
    void oneWinsEach(Map<ClusterPbx, String> callers) {
        consoles.awaitConnected();
        consoles.awaitOffered(callers);
        Map<String, Member> holding = holders.now();
        Map<String, List<CountingProxy.Redirect>> before = redirects();
        Map<String, String> winners = consoles.claim(callers);
        answered(callers);
        Map<String, List<CountingProxy.Redirect>> sent = since(before);
        assertThat("Redirects, by PBX and the node that sent them, of " + sent, phones(sent), is(callers.entrySet().stream().collect(
                Collectors.toMap(call -> place(call.getKey(), holding.get(call.getKey().serverId())), call -> phone(call, winners)))));
        keptOnceAndRight(callers, winners);
    }

    /** The same while PBXs may go from one node to another, whichever sends them. */
    void oneWinsEachWhileNodesChange(Map<ClusterPbx, String> callers) {
        consoles.awaitConnected();
        consoles.awaitOffered(callers);
        Map<String, List<CountingProxy.Redirect>> before = redirects();
        Map<String, String> winners = consoles.claim(callers);
        answered(callers);
        Map<String, List<CountingProxy.Redirect>> sent = since(before);
        Map<String, List<CountingProxy.Redirect>> byPbx = new HashMap<>();
        cluster.members().forEach(member -> callers.keySet().forEach(pbx -> byPbx.merge(pbx.serverId(), sent.getOrDefault(place(pbx, member),
                List.of()), (one, other) -> Stream.concat(one.stream(), other.stream()).toList())));
        assertThat("Redirects by PBX, of " + sent, phones(byPbx), is(callers.entrySet().stream().collect(Collectors.toMap(
                call -> call.getKey().serverId(), call -> phone(call, winners)))));
        keptOnceAndRight(callers, winners);
    }

    private void answered(Map<ClusterPbx, String> callers) {
        cluster.await("SELECT COUNT(*) FROM PHONE_CALL WHERE ANSWER_DATE IS NOT NULL AND " + numbers(callers), String.valueOf(callers.size()));
        Duration again = consoles.offeredAgainWithin();
        if (!again.isZero()) {
            tell("claims that met a change of nodes", "were offered again after " + again.toMillis() + " ms at most");
        }
        assertThat("offered again", again, is(lessThan(WITHIN)));
    }

    private static String numbers(Map<ClusterPbx, String> callers) {
        return "CALLER_NUMBER IN ('" + String.join("', '", callers.values()) + "')";
    }

    /** What was sent since then, where anything was. */
    private Map<String, List<CountingProxy.Redirect>> since(Map<String, List<CountingProxy.Redirect>> before) {
        Map<String, List<CountingProxy.Redirect>> sent = redirects();
        sent.replaceAll((place, all) -> all.subList(before.get(place).size(), all.size()));
        sent.values().removeIf(List::isEmpty);
        return sent;
    }

    private static Map<String, String> phones(Map<String, List<CountingProxy.Redirect>> sent) {
        return sent.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, place -> place.getValue().stream()
                .map(CountingProxy.Redirect::target).collect(Collectors.joining(" "))));
    }

    private static String phone(Map.Entry<ClusterPbx, String> call, Map<String, String> winners) {
        return call.getKey().phoneOf(winners.get(call.getValue())) + "@claim";
    }

    private void keptOnceAndRight(Map<ClusterPbx, String> callers, Map<String, String> winners) {
        consoles.nobodyElseHasWon(callers, winners);
        callers.forEach(ClusterPbx::hangsUp);
        callers.values().forEach(here::remove);
        cluster.await("SELECT COUNT(*) FROM PHONE_CALL WHERE END_DATE IS NOT NULL AND " + numbers(callers), String.valueOf(callers.size()));
        Map<String, String> expected = callers.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, call -> {
            String winner = winners.get(call.getValue());
            return call.getKey().serverId() + ' ' + winner + ' ' + winner + " AST_ANSWERED";
        }));
        assertThat(cluster.pairs("SELECT CALLER_NUMBER, STRING_AGG(SERVER_ID || ' ' || CLAIMED_BY_PARTY_ID || ' ' || AGENT_PARTY_ID || ' '"
                + " || OUTCOME, '; ') FROM PHONE_CALL WHERE " + numbers(callers) + " GROUP BY CALLER_NUMBER"), is(expected));
        cluster.await("SELECT COUNT(*) FROM ASTERISK_CLAIM", "0");
    }

    /** Which Redirects each node has sent to each PBX. */
    Map<String, List<CountingProxy.Redirect>> redirects() {
        Map<String, List<CountingProxy.Redirect>> sent = new HashMap<>();
        cluster.members().forEach(member -> cluster.pbxs().forEach(pbx -> sent.put(place(pbx, member), member.pbx(pbx.serverId()).allRedirects())));
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
     * @return how long it took until they had
     */
    Duration othersTakeOver(Member absent, Map<ClusterPbx, String> callers, long since, String told) {
        Duration held = holders.awaitAllWithout(absent, since);
        callers.forEach((pbx, number) -> Await.untilTrue(() -> consoles.anyOffered(pbx, number, since), () -> number + " isn't offered again"));
        Duration offered = since(since);
        tell(told, callers.size() + " servers had other holders after " + held.toMillis() + " ms, and their customers were offered"
                + " again after " + offered.toMillis() + " ms");
        assertThat("offered again", offered, is(lessThan(WITHIN)));
        return held;
    }

    static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    static Map<ClusterPbx, String> of(Map<ClusterPbx, String> callers, List<ClusterPbx> pbxs) {
        return callers.entrySet().stream().filter(call -> pbxs.contains(call.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    Map<ClusterPbx, String> customersWaitEverywhere() {
        Map<ClusterPbx, String> callers = customersCall(cluster.pbxs());
        consoles.awaitOffered(callers);
        return callers;
    }

    /** Until it has signed for longer than others wait before they take a lease. */
    void lives(Member member) {
        String beats = "SELECT BEATS FROM ASTERISK_NODE WHERE NODE_NAME LIKE '%" + member.node().mark() + "'";
        long before = Long.parseLong(cluster.ask(beats).orElseThrow());
        Await.untilTrue(() -> Long.parseLong(cluster.ask(beats).orElseThrow()) > before + BEATS, () -> "it doesn't sign");
    }

    /** Whoever waits or talks hangs up: whatever a test has left is nothing to the next one. */
    void allHangUp() {
        here.forEach((number, pbx) -> pbx.hangsUp(number));
        here.clear();
        cluster.await("SELECT COUNT(*) FROM PHONE_CALL WHERE END_DATE IS NULL", "0");
    }

    /** All calls so far are over. */
    void eachCallIsKeptOnce() {
        cluster.await("SELECT COUNT(*) FROM PHONE_CALL WHERE END_DATE IS NULL", "0");
        cluster.await("SELECT COUNT(*) FROM PHONE_CALL", String.valueOf(called));
        cluster.await("SELECT COUNT(DISTINCT CALLER_NUMBER) FROM PHONE_CALL", String.valueOf(called));
    }

    @Override
    public void close() throws IOException {
        consoles.close();
        cluster.close();
    }
}
