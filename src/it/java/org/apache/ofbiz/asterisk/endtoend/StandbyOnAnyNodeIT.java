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
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.apache.ofbiz.asterisk.endtoend.Cluster.Member;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.RestClient;
import org.apache.ofbiz.embedded.pbx.SimulatedPbx;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nodes and a server with a standby PBX: the first PBX dies, then the node that has changed to the standby. The other node begins with the
 * standby, whose calls go on, and returns to the first PBX automatically when that has been there for two minutes and no call is open.
 */
@Tag("cluster")
@Timeout(480)
class StandbyOnAnyNodeIT {

    private static final String WAITS = "37278000001";
    private static final String NEXT = "37278000002";
    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final Duration RETURNS_AFTER = Duration.ofMinutes(2);
    private static final Duration RETURNS_WITHIN = Duration.ofMinutes(4);
    private static final Duration STEP = Duration.ofSeconds(20);

    @TempDir
    private Path folder;
    private Cluster cluster;

    @Test
    void theNextNodeBeginsWithTheStandbyAndReturnsToTheFirst(TestReporter report) throws Exception {
        SimulatedPbx first = SimulatedPbx.start(0, folder.resolve("recordings"));
        try (SimulatedPbx standby = SimulatedPbx.startLike(first, 0, folder.resolve("recordings"));
                Cluster nodes = Cluster.start(folder, List.of(new SimulatedClusterPbx(0, first)))) {
            cluster = nodes;
            standby.customersTalkFor(Duration.ofMinutes(5));
            Member holder = twoNodesWithAStandby(standby);
            Member other = cluster.members().get(1);
            first.close();
            Await.untilTrue(() -> used(holder).equals("STANDBY true"), () -> "used is " + pbx(holder));
            try (WebUser there = TwoNodes.agent(other.node(), "agent1002")) {
                standby.placeIncomingCall(WAITS, "", "5000");
                String call = TwoNodes.offered(there, WAITS);
                long killed = System.nanoTime();
                holder.node().kill();
                assertThat("her console is sent away", there.closedWith(), is(1001));
                there.forgets();
                there.connects();
                assertThat(TwoNodes.offered(there, WAITS), is(call));
                Duration again = since(killed);
                Cluster.tell(report, "kill -9 of the node on a standby", "who waits there was offered again after " + again.toMillis() + " ms");
                assertThat("offered again", again, is(lessThan(WITHIN)));
                assertThat(used(other), is("STANDBY true"));
                talksOn(there, standby, first, call, report, other);
            }
        }
    }

    /** @return the one that holds the server */
    private Member twoNodesWithAStandby(SimulatedPbx standby) throws IOException {
        Member holder = cluster.add(0);
        cluster.change("UPDATE ASTERISK_SERVER SET ENABLED = 'N'");
        Await.untilTrue(() -> !holder.pbx().isConnected(), () -> "still connected");
        cluster.change("UPDATE ASTERISK_SERVER SET ENABLED = 'Y', STANDBY_HOST = '127.0.0.1', STANDBY_PORT = " + standby.port()
                + ", STANDBY_AFTER_SECONDS = 5, STANDBY_RETURNS = 'Y'");
        cluster.awaitHolder(holder);
        cluster.awaitHolder(holder, cluster.add(0));
        return holder;
    }

    /** The first PBX comes back, and isn't used while the call goes on; when it's over, it is. */
    private void talksOn(WebUser agent, SimulatedPbx standby, SimulatedPbx like, String call, TestReporter report, Member node) throws IOException {
        assertThat(agent.asks("RD", Map.of("callId", call)).path("type").asText(), is("OK"));
        agent.call(call, "TALKING");
        try (SimulatedPbx back = SimulatedPbx.startLike(like, like.port(), folder.resolve("recordings"))) {
            long began = System.nanoTime();
            awaitStepwise(() -> since(began).compareTo(RETURNS_AFTER.plus(STEP)) > 0, began);
            assertThat("while they talk", used(node), is("STANDBY true"));
            standby.customerHangsUp(WAITS);
            agent.call(call, "ENDED");
            long over = System.nanoTime();
            awaitStepwise(() -> used(node).equals("FIRST true"), over);
            Cluster.tell(report, "automatic return", "to the first PBX " + since(over).toSeconds() + " s after the last call was over");
            cluster.await("SELECT PBX_IN_USE FROM ASTERISK_PBX_IN_USE", "FIRST");
            back.placeIncomingCall(NEXT, "", "5000");
            String next = TwoNodes.offered(agent, NEXT);
            assertThat(agent.asks("RD", Map.of("callId", next)).path("type").asText(), is("OK"));
            agent.call(next, "TALKING");
            back.customerHangsUp(NEXT);
            cluster.await("SELECT STRING_AGG(CALLER_NUMBER || ' ' || AGENT_PARTY_ID || ' ' || OUTCOME, '; ' ORDER BY CALLER_NUMBER) FROM PHONE_CALL"
                    + " WHERE END_DATE IS NOT NULL", WAITS + " AST_AGENT2 AST_ANSWERED; " + NEXT + " AST_AGENT2 AST_ANSWERED");
        }
    }

    /** For what takes minutes. Once is enough: the connection that is given up counts for a moment, before the new one is there. */
    private void awaitStepwise(BooleanSupplier condition, long since) {
        AtomicBoolean met = new AtomicBoolean();
        for (Duration limit = STEP; limit.compareTo(RETURNS_WITHIN) <= 0 && !met.get(); limit = limit.plus(STEP)) {
            Duration step = limit;
            Await.untilTrue(() -> met.compareAndSet(false, condition.getAsBoolean()) && met.get()
                    || since(since).compareTo(step) > 0, () -> "no step");
        }
        assertThat("after " + since(since), met.get(), is(true));
    }

    private static JsonNode pbx(Member member) {
        return RestClient.json(RestClient.of(member.node().base(), "admin").get("/health")).path("pbxs").path(0);
    }

    /** Which PBX this node uses, and whether it's connected. */
    private static String used(Member member) {
        return pbx(member).path("used").asText() + ' ' + pbx(member).path("connected").asBoolean();
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
