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

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.endtoend.Cluster.Member;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nodes, each of which serves a real PBX, until an admin declares the trunk between the two: then one node serves both, and an agent with a phone
 * of the second answers who waits on the first. Needs minutes: {@code ./test cluster}.
 */
@Tag("cluster")
@Timeout(600)
class TrunkOnTwoNodesIT {

    private static final String MAIN = "DEMO_PBX";
    private static final String BRANCH = "PBX_1";
    private static final String FAR = "pbx1agent1";
    private static final int RING_SECONDS = 10;

    @TempDir
    private static Path folder;
    private static Cluster cluster;
    private static AsteriskLab main;
    private static AsteriskLab branch;

    @BeforeAll
    static void eachNodeServesOne() throws Exception {
        branch = AsteriskLab.startBranch();
        main = AsteriskLab.startWithTrunkTo(branch, RING_SECONDS);
        cluster = Cluster.start(folder, List.of(new TrunkPbx(main, MAIN, List.of("agent1001", "agent1002"), List.of("AST_AGENT1", "AST_AGENT2")),
                new TrunkPbx(branch, BRANCH, List.of(FAR, "pbx1agent2"), List.of("AST_P1_AGENT1", "AST_P1_AGENT2"))));
        cluster.add(0);
        cluster.add(0);
        cluster.change("INSERT INTO GROUP_MEMBERSHIP (CALL_CENTER_GROUP_ID, PARTY_ID, FROM_DATE, MEMBERSHIP_ROLE) VALUES ('SUPPORT', "
                + "'AST_P1_AGENT1', '2020-01-01', 'AST_AGENT')");
        cluster.change("UPDATE ASTERISK_SERVER SET ENABLED = 'Y'");
        Await.untilTrue(() -> cluster.members().stream().map(cluster::holds).allMatch(servers -> !servers.isEmpty() && !servers.contains(",")), () ->
                "they serve " + served());
        main.phone("1001").answers();
        branch.phone("1001").answers();
    }

    @AfterAll
    static void allEnds() throws Exception {
        if (cluster != null) {
            cluster.close();
        }
    }

    private static List<String> served() {
        return cluster.members().stream().map(cluster::holds).toList();
    }

    private static Optional<Member> holderOfBoth() {
        return cluster.members().stream().filter(member -> cluster.holds(member).contains(MAIN) && cluster.holds(member).contains(BRANCH))
                .findFirst();
    }

    private static void awaitOne(String count) {
        Await.untilTrue(() -> cluster.ask(count).equals(Optional.of("1")), () -> "not one: " + count);
    }

    @Test
    void oneNodeServesBothAndTheClaimGoesByTheTrunk() throws Exception {
        cluster.change("INSERT INTO ASTERISK_SERVER_TRUNK (FROM_SERVER_ID, TO_SERVER_ID, TRUNK_CONTEXT, TRUNK_PREFIX, ARRIVAL_CONTEXT, ENABLED) "
                + "VALUES ('DEMO_PBX', 'PBX_1', 'to-branch', '8', 'from-main', 'Y')");
        Await.untilTrue(() -> holderOfBoth().isPresent(), () -> "they serve " + served());
        Member without = cluster.members().stream().filter(member -> cluster.holds(member).isEmpty()).findFirst().orElseThrow();
        for (Member member : cluster.members()) {
            try (WebUser admin = WebUser.logsIn(member.node().base(), "admin")) {
                Await.untilTrue(() -> admin.page("/asterisk/control/diagnosticsData").contains("reaches 1 of 1"), () -> "a node is alone");
            }
        }

        try (WebUser near = TwoNodes.agent(holderOfBoth().orElseThrow().node(), "agent1001"); WebUser far = TwoNodes.agent(without.node(), FAR)) {
            far.await("TEAM", team -> team.toString().contains("AST_AGENT1")); // the node has read the membership, of which nobody told it
            cluster.pbxs().get(0).calls("37255512341");
            String callId = near.await("NC", offer -> offer.toString().contains("37255512341")).path("callId").asText();
            far.await("NC", offer -> callId.equals(offer.path("callId").asText()));

            assertThat(far.asks("RD", Map.of("callId", callId)).path("type").asText(), is("OK"));
            far.call(callId, "TALKING");
            near.await("OC", over -> callId.equals(over.path("callId").asText()));
            assertThat("phone and trunk: " + branch.channels(), branch.channels().size(), is(2));
            main.endAllCalls();
            far.call(callId, "ENDED");
            awaitOne("SELECT COUNT(*) FROM PHONE_CALL WHERE SERVER_ID = 'DEMO_PBX' AND AGENT_PARTY_ID = 'AST_P1_AGENT1' "
                    + "AND OUTCOME = 'AST_ANSWERED' AND END_DATE IS NOT NULL");
            awaitOne("SELECT 1 - COUNT(*) FROM PHONE_CALL WHERE SERVER_ID = 'PBX_1'");
        }
    }
}
