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

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.ofbiz.asterisk.endtoend.Cluster.Member;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Three nodes, ten PBXs, one of them a real Asterisk, while one customer waits on each. The node that holds the real one and two or three others is
 * cut from the message broker, the database or its PBXs, or from two of them. Without database, others take its servers within 10 s; otherwise it
 * keeps them, and callers who came meanwhile are offered within 10 s after healing. No customer is sent anywhere while it is cut off, nor by a node
 * that lost the lease; two agents of each PBX claim at the same moment, one wins, and the call is kept once and right.
 */
class TenPbxsPartitionsIT extends TenPbxsTest {

    @ParameterizedTest
    @Order(1)
    @ValueSource(strings = {"BROKER", "PBX", "DATABASE", "BROKER PBX", "BROKER DATABASE", "DATABASE PBX"})
    void whoWaitsIsOfferedAgainAndNothingIsLost(String cut) {
        Set<String> from = Set.of(cut.split(" "));
        Map<ClusterPbx, String> callers = scene().customersWaitEverywhere();
        Member holder = scene().holderOfTheRealOne();
        List<ClusterPbx> servers = scene().heldBy(holder);
        Map<String, Member> leases = scene().holders().now();
        Map<String, List<CountingProxy.Redirect>> sent = scene().redirects();
        Map<ClusterPbx, String> meanwhile;
        long began = System.nanoTime();
        cut(holder, from);
        try {
            if (from.contains("DATABASE")) {
                scene().othersTakeOver(holder, TenPbxsScene.of(callers, servers), began, "cut from " + cut);
            }
            meanwhile = scene().customersCall(servers);
            if (!from.contains("DATABASE")) {
                scene().lives(holder);
            }
            assertThat("Redirects while the node was cut off", scene().redirects(), is(sent));
        } finally {
            heal(holder, from);
        }
        long healed = System.nanoTime();
        meanwhile.forEach((pbx, number) -> Await.untilTrue(() -> scene().consoles().anyOffered(pbx, number, 0), () -> number + " isn't offered"));
        Duration offered = TenPbxsScene.since(healed);
        scene().tell("cut from " + cut, "who came meanwhile was offered " + offered.toMillis() + " ms after healing, or before");
        assertThat("offered after healing", offered, is(lessThan(TenPbxsScene.WITHIN)));
        if (from.contains("DATABASE")) {
            scene().holders().awaitSpread();
        } else {
            scene().holders().awaitAll();
            assertThat("leases stay", scene().holders().now(), is(leases));
        }
        scene().oneWinsEach(callers);
        scene().oneWinsEach(meanwhile);
    }

    private static void cut(Member node, Set<String> from) {
        if (from.contains("BROKER")) {
            node.broker().stall();
        }
        if (from.contains("PBX")) {
            node.pbxs().forEach(CountingProxy::stall);
        }
        if (from.contains("DATABASE")) {
            node.database().stall();
        }
    }

    private static void heal(Member node, Set<String> from) {
        if (from.contains("BROKER")) {
            node.broker().heal();
        }
        if (from.contains("PBX")) {
            node.pbxs().forEach(CountingProxy::heal);
        }
        if (from.contains("DATABASE")) {
            node.database().heal();
        }
    }

    /** Customers call, and are claimed, one after the other, until the node that was cut off has its share of servers again. */
    @Test
    @Order(2)
    void agentsClaimWhileServersAreSpreadAgain() {
        Member holder = scene().holderOfTheRealOne();
        Map<ClusterPbx, String> first = scene().customersWaitEverywhere();
        Map<ClusterPbx, String> affected = TenPbxsScene.of(first, scene().heldBy(holder));
        long began = System.nanoTime();
        holder.database().stall();
        scene().othersTakeOver(holder, affected, began, "cut from DATABASE");
        holder.database().heal();
        scene().oneWinsEachWhileNodesChange(first);
        int batches = 1;
        for (; !scene().holders().areSpread(); batches++) {
            scene().oneWinsEachWhileNodesChange(scene().customersWaitEverywhere());
        }
        scene().tell("while servers were spread again", batches + " customers of each PBX were claimed in "
                + TenPbxsScene.since(began).toSeconds() + " s");
    }

    @Test
    @Order(3)
    void nothingIsLeftOpen() {
        scene().eachCallIsKeptOnce();
    }
}
