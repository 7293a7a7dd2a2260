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
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.lab.AmiProbe;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;
import org.apache.ofbiz.asterisk.lab.Breakdown;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two real PBXs with the same configuration: the first one is killed with callers who wait and talk. */
@Tag("asterisk")
class StandbyOnAsteriskIT {

    private static final String ANNA = "3725551234";
    private static final String MARI = "3725551235";
    private static final String JAAN = "3725551237";
    private static final String TIIU = "3725551236";
    private static final int RING_SECONDS = 5;

    @TempDir
    private Path folder;

    @Test
    void theStandbyTakesOverWhenTheFirstPbxIsKilled() throws IOException {
        try (AsteriskLab first = AsteriskLab.start(RING_SECONDS); AsteriskLab standby = AsteriskLab.startLike(first, RING_SECONDS);
                Host host = Host.start(folder, prepared -> {
                    Host.pbx(prepared, first.ami(), first.recordingsFolder());
                    prepared.change("AsteriskServer", Map.of("serverId", "DEMO_PBX", "standbyHost", standby.ami().host(),
                            "standbyPort", (long) standby.ami().port(), "standbyAfterSeconds", 5L));
                    hasAQueue(prepared);
                }); WebUser liis = WebUser.logsIn(host.base(), "agent1001").opensConsole()) {
            first.phone("1001").answers();
            assertThat(liis.asks("STATE", Map.of("state", "AVAILABLE")).path("type").asText(), is("OK"));
            isMember(first);
            String talking = talks(first, liis, MARI);
            first.caller(ANNA).dials("5000");
            String waiting = offered(liis, ANNA);

            new Breakdown(first).kill();
            standby.phone("1001").answers(); // phones register there, as the network or their own settings have them do
            standby.trunk().answers();
            standby.caller(JAAN).dials("5000"); // before OFBiz is there

            liis.call(talking, "ENDED");
            isLost(host, talking, "AST_ANSWERED");
            isLost(host, waiting, "AST_FAILED");
            isMember(standby);
            String early = offered(liis, JAAN);
            assertThat("once each", host.database().rows("PhoneCall").stream().filter(row -> row.get("endDate") != null).toList(), hasSize(2));
            assertThat(liis.asks("RD", Map.of("callId", early)).path("type").asText(), is("OK"));
            liis.call(early, "TALKING");
            liis.post("/asterisk/control/hangupCall", Map.of("callId", early));
            liis.call(early, "ENDED");

            String next = talks(standby, liis, TIIU);
            liis.post("/asterisk/control/hangupCall", Map.of("callId", next));
            assertThat(Kept.call(host.database(), next).field("outcomeEnumId"), is("AST_ANSWERED"));
            assertThat(timeline(host, next), not(hasItem("AST_EV_PBX_LOST")));
            String placed = liis.post("/asterisk/control/originateCall", Map.of("number", "+372 555 0000")).path("callId").asText();
            liis.call(placed, "TALKING");
            standby.endAllCalls();
        }
    }

    private static void hasAQueue(Database database) {
        database.create("CallCenterGroup", Map.of("callCenterGroupId", "QUEUED", "groupName", "Queued", "serverId", "DEMO_PBX",
                "routingStrategyEnumId", "AST_ROUTE_MOST_IDLE", "enabled", "Y"));
        database.create("CallCenterGroupEntry", Map.of("callCenterGroupId", "QUEUED", "entrySeqId", "00001", "entryTypeEnumId", "AST_ENTRY_QUEUE",
                "queueName", "support"));
        database.create("GroupMembership", Map.of("callCenterGroupId", "QUEUED", "partyId", "AST_AGENT1", "membershipRoleEnumId", "AST_AGENT",
                "fromDate", Timestamp.valueOf("2020-01-01 00:00:00")));
    }

    /** OFBiz has put the agent into the queue. */
    private static void isMember(AsteriskLab lab) throws IOException {
        AsteriskLab.Ami ami = lab.ami("everything");
        try (AmiProbe probe = AmiProbe.connect(ami.host(), ami.port(), ami.user(), ami.secret())) {
            Await.untilTrue(() -> members(probe).contains("PJSIP/1001"), () -> "members are " + members(probe));
        }
    }

    private static List<String> members(AmiProbe probe) {
        try {
            String id = probe.act("QueueStatus", "Queue", "support").get("ActionID");
            probe.await(message -> message.isEvent("QueueStatusComplete") && message.get("ActionID").equals(id));
            return probe.heard().stream().filter(message -> message.isEvent("QueueMember") && message.get("ActionID").equals(id))
                    .map(message -> message.get("Location")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String offered(WebUser agent, String number) {
        return agent.sees("NC", offer -> offer.toString().contains(number)).path("callId").asText();
    }

    private static String talks(AsteriskLab lab, WebUser agent, String number) {
        lab.caller(number).dials("5000");
        String call = offered(agent, number);
        assertThat(agent.asks("RD", Map.of("callId", call)).path("type").asText(), is("OK"));
        agent.call(call, "TALKING");
        return call;
    }

    private static void isLost(Host host, String callId, String outcome) {
        assertThat(callId, Kept.call(host.database(), callId).field("outcomeEnumId"), is(outcome));
        assertThat(timeline(host, callId).stream().filter("AST_EV_PBX_LOST"::equals).toList(), hasSize(1));
    }

    private static List<String> timeline(Host host, String callId) {
        String row = Kept.call(host.database(), callId).field("phoneCallId");
        return host.database().rows("PhoneCallEvent", "phoneCallId", row).stream().map(event -> event.getString("eventTypeEnumId")).toList();
    }
}
