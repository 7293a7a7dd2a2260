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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.ofbiz.asterisk.endtoend.Cluster.Member;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Three nodes, ten PBXs, one of them a real Asterisk, while one customer waits on each. A node is killed and replaced, one is stopped past its
 * lease, the broker is restarted, and nodes are replaced one by one: within 10 s each server has one holder and who waits is offered again; then two
 * agents of each PBX, on two nodes, claim the customer at the same moment: one wins, the holder of the lease sends the only Redirect, and the call
 * is kept once and right.
 */
class TenPbxsIT extends TenPbxsTest {

    private static final Duration AT_ONCE = Duration.ofSeconds(5);
    /** For consoles that come back, claims, phones that ring, and the journal. */
    private static final Duration SOON = Duration.ofSeconds(20);

    private static void customersOfEachPbxAreWon() {
        scene().oneWinsEach(scene().customersCall(scene().cluster().pbxs()));
    }

    @Test
    @Order(1)
    void serversAreSpreadEvenly() {
        assertThat(scene().holders().counts().stream().sorted().toList(), is(List.of(3, 3, 4)));
        customersOfEachPbxAreWon();
    }

    /** And servers are spread evenly again, and all work. */
    private static void aNewNodeComes() throws IOException {
        scene().cluster().add(0);
        long added = System.nanoTime();
        scene().holders().awaitSpread();
        scene().tell("a new node", "servers spread evenly after " + TenPbxsScene.since(added).toSeconds() + " s: " + scene().holders().counts());
        customersOfEachPbxAreWon();
    }

    @Test
    @Order(2)
    void theHolderIsKilled() throws Exception {
        Map<ClusterPbx, String> callers = scene().customersWaitEverywhere();
        Member holder = scene().holderOfTheRealOne();
        Map<ClusterPbx, String> affected = TenPbxsScene.of(callers, scene().heldBy(holder));
        scene().consoles().leave(holder);
        long began = System.nanoTime();
        holder.node().kill();
        scene().othersTakeOver(holder, affected, began, "kill -9");
        scene().cluster().remove(holder);
        scene().consoles().open(scene().cluster().members());
        scene().oneWinsEach(callers);
        aNewNodeComes();
    }

    @Test
    @Order(3)
    void theHolderIsStoppedPastItsLease() throws Exception {
        Member holder = scene().holderOfTheRealOne();
        List<ClusterPbx> servers = scene().heldBy(holder);
        Map<String, List<CountingProxy.Redirect>> before = scene().redirects();
        long began = System.nanoTime();
        holder.node().signal("STOP");
        Map<ClusterPbx, String> callers = scene().customersCall(servers); // the process that is stopped is the only one that the PBXs have told
        scene().othersTakeOver(holder, callers, began, "SIGSTOP, customers who came afterwards");
        holder.node().signal("CONT");
        Await.untilTrue(() -> servers.stream().noneMatch(pbx -> holder.pbx(pbx.serverId()).isConnected()
                && !scene().holders().of(holder).contains(pbx.serverId())), () -> "the former holder is still connected: "
                + scene().holders().told());
        assertThat("what it sent", scene().redirects(), is(before));
        scene().holders().awaitSpread();
        scene().oneWinsEach(callers);
    }

    @Test
    @Order(4)
    void theBrokerIsRestarted() {
        Map<ClusterPbx, String> callers = scene().customersWaitEverywhere();
        Map<String, Member> before = scene().holders().now();
        scene().cluster().broker().stop();
        scene().lives(scene().holderOfTheRealOne());
        assertThat("leases stay", scene().holders().now(), is(before));
        long began = System.nanoTime();
        scene().cluster().broker().startAgain();
        scene().oneWinsEach(callers);
        assertThat("leases stay", scene().holders().now(), is(before));
        Duration took = TenPbxsScene.since(began);
        scene().tell("broker restart", "customers claimed and their calls over on all nodes after " + took.toMillis() + " ms");
        assertThat("claimed and over", took, is(lessThan(SOON)));
    }

    @Test
    @Order(5)
    void nodesAreReplacedOneByOne() throws IOException {
        for (Member member : scene().cluster().members()) {
            Map<ClusterPbx, String> callers = scene().customersWaitEverywhere();
            Map<ClusterPbx, String> affected = TenPbxsScene.of(callers, scene().heldBy(member));
            scene().consoles().leave(member);
            long began = System.nanoTime();
            member.node().stop();
            assertThat("taken at once", scene().othersTakeOver(member, affected, began, "clean stop"), is(lessThan(AT_ONCE)));
            scene().cluster().remove(member);
            scene().consoles().open(scene().cluster().members());
            scene().oneWinsEach(callers);
            aNewNodeComes();
        }
    }

    @Test
    @Order(6)
    void nothingIsLeftOpen() {
        scene().eachCallIsKeptOnce();
    }
}
