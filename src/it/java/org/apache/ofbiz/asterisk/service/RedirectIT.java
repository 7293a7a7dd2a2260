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
package org.apache.ofbiz.asterisk.service;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.fixture.HostWithPbx;
import org.apache.ofbiz.asterisk.fixture.WebClient;
import org.apache.ofbiz.embedded.pbx.SimulatedPbx;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.ServiceUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service redirectCall, and its request, on a running component with a simulated PBX. */
@Tag("embedded")
class RedirectIT {

    private static final AtomicInteger CUSTOMERS = new AtomicInteger();

    @TempDir
    private static Path folder;
    private static HostWithPbx<SimulatedPbx> site;
    private static Host host;
    private static Database database;

    @BeforeAll
    static void start() throws IOException {
        site = HostWithPbx.simulated(folder);
        host = site.host();
        database = host.database();
        host.awaitConnected();
    }

    @AfterAll
    static void stop() throws IOException {
        site.close();
    }

    @Test
    void whoTalksSendsTheCustomerToAColleagueWhoTalksThen() {
        GenericValue call = talksWith1001();

        assertThat(code(redirects("agent1001", call, "1003")), is("done"));

        await(call, "AST_AGENT3");
        assertThat(host.run("hangupCall", "agent1003", Map.of("callId", callId(call))).get("responseMessage"), is("success"));
        GenericValue ended = database.await(row -> row.get("endDate") != null, "PhoneCall", "phoneCallId", call.get("phoneCallId"));
        assertThat(ended.getString("outcomeEnumId"), is("AST_ANSWERED"));
        assertThat(code(redirects("agent1001", call, "1002")), is("CALL_ENDED"));
    }

    @Test
    void whoIsNotInTheCallOrGroupOrAsksForMoreIsRefusedInWords() {
        GenericValue call = talksWith1001();
        Map<String, Object> refused = redirects("agent1002", call, "1003");
        assertThat(code(refused), is("CALL_TAKEN"));
        assertThat(ServiceUtil.getErrorMessage(refused), containsString("Already answered by"));
        assertThat(ServiceUtil.getErrorMessage(redirects("crmuser", call, "1003")), containsString("ASTERISK_AGENT, ASTERISK_SUPERVISOR"));
        assertThat(code(redirects("agent1001", call, "5000")), is("TARGET_UNKNOWN"));
        assertThat("a line out", code(redirects("agent1001", call, "+3725550000")), is("TARGET_UNKNOWN"));
        assertThat(code(redirects("agent1001", call, "1003\r\nAction: Logoff")), is("VALUE_REFUSED"));
        assertThat(code(host.run("redirectCall", "agent1001", Map.of("callId", "DEMO_PBX:gone", "target", "1003"))), is("CALL_UNKNOWN"));
        assertThat("still the agent's", host.run("hangupCall", "agent1001", Map.of("callId", callId(call))).get("responseMessage"), is("success"));
    }

    @Test
    void aPhoneThatIsANumberOutsideIsNoWayRoundTheDiallingRules() {
        database.create("AsteriskPeer", Map.of("peerId", "ABROAD", "serverId", "DEMO_PBX", "technology", "Local", "peerTypeEnumId",
                "AST_EXTENSION", "peerName", "004930901820@outbound", "callerIdNumber", "1009", "enabled", "Y"));
        host.run("reloadAsterisk", "admin", Map.of());
        GenericValue call = talksWith1001();
        GenericValue right = database.row("SecurityGroupPermission", "groupId", "ASTERISK_AGENT", "permissionId", "ASTERISK_DIAL_INTL");
        Map<String, Object> ends = new HashMap<>(Map.of("groupId", "ASTERISK_AGENT", "permissionId", "ASTERISK_DIAL_INTL",
                "fromDate", right.getTimestamp("fromDate"), "thruDate", Timestamp.valueOf("2020-01-01 00:00:00")));
        database.change("SecurityGroupPermission", ends);
        try {
            assertThat(code(redirects("agent1001", call, "1009")), is("INTERNATIONAL_NOT_PERMITTED"));
        } finally {
            ends.put("thruDate", null);
            database.change("SecurityGroupPermission", ends);
        }
        host.run("hangupCall", "agent1001", Map.of("callId", callId(call)));
    }

    @Test
    void aSupervisorSendsACallThatWaitsByARequestOfTheirPage() {
        GenericValue call = waits();
        assertThat("a supervisor of others", code(redirects("supervisor", call, "1002")), is("NOT_YOUR_GROUP"));
        database.create("GroupMembership", Map.of("callCenterGroupId", "SUPPORT", "partyId", "AST_SUPER", "membershipRoleEnumId", "AST_SUPERVISOR",
                "fromDate", Timestamp.valueOf("2020-01-01 00:00:00")));
        WebClient supervisor = new WebClient(host.base());
        String console = supervisor.login("/asterisk", "supervisor", "ofbiz").body();
        String token = WebClient.meta(console, "csrf-token");

        String answer = supervisor.postByScript(token, "/asterisk/control/redirectCall", Map.of("callId", callId(call), "target", "1002")).body();

        assertThat(answer, containsString("\"ok\":true"));
        await(call, "AST_AGENT2");
        host.run("hangupCall", "agent1002", Map.of("callId", callId(call)));
    }

    @Test
    void aSupervisorActsOnCallsOfTheirGroupsAndEachActionIsKeptWithItsReason() {
        GenericValue call = waits();
        assertThat(ServiceUtil.getErrorMessage(supervises("agent1001", call, "HANG_UP")), containsString("ASTERISK_SUPERVISOR"));
        assertThat("nobody talks yet", code(supervises("supervisor", call, "LISTEN")), is("NOBODY_TALKS"));
        assertThat(code(host.run("superviseAsteriskCall", "supervisor", Map.of("callId", callId(call), "action", "SEND", "target", "1003",
                "reason", "knows the customer"))), is("done"));
        await(call, "AST_AGENT3");
        GenericValue kept = database.await(row -> true, "AsteriskSupervision", "callName", callId(call), "actionName", "SEND");
        assertThat(kept.getString("userLoginId") + ' ' + kept.getString("reasonText") + ' ' + kept.getString("actionDetail"),
                is("supervisor knows the customer 1003"));
        assertThat(code(host.run("superviseAsteriskCall", "supervisor", Map.of("callId", callId(call), "action", "SEND", "target",
                "+3725550000"))), is("TARGET_UNKNOWN"));

        leads("agent1002", "SALES", "AST_AGENT2");
        assertThat("of another group", code(supervises("agent1002", call, "HANG_UP")), is("CALL_UNKNOWN"));
        assertThat(code(supervises("supervisor", call, "HANG_UP")), is("done"));
        database.await(row -> row.get("endDate") != null, "PhoneCall", "phoneCallId", call.get("phoneCallId"));
        assertThat(code(supervises("supervisor", call, "HANG_UP")), is("CALL_UNKNOWN"));
    }

    @Test
    void aSupervisorOfOneGroupChangesAgentsInThatGroupOnly() {
        leads("agent1002", "SALES", "AST_AGENT2");
        Map<String, Object> pause = Map.of("agentPartyId", "AST_AGENT1", "state", "PAUSED", "pauseReasonEnumId", "AST_PAUSE_LUNCH");
        assertThat("an agent of another group", code(host.run("superviseAsteriskAgent", "agent1002", pause)), is("NOT_YOUR_GROUP"));
        assertThat(code(host.run("moveAsteriskAgent", "agent1002", Map.of("agentPartyId", "AST_AGENT1", "fromGroupId", "SUPPORT", "toGroupId",
                "SALES"))), is("NOT_YOUR_GROUP"));
        Map<String, Object> intoSales = Map.of("agentPartyId", "AST_AGENT1", "toGroupId", "SALES", "penalty", "3");
        assertThat("whose calls they could listen to then", code(host.run("moveAsteriskAgent", "agent1002", intoSales)), is("NOT_YOUR_GROUP"));
        assertThat(code(host.run("moveAsteriskAgent", "supervisor", intoSales)), is("done"));
        GenericValue member = database.await(row -> row.get("thruDate") == null, "GroupMembership", "callCenterGroupId", "SALES", "partyId",
                "AST_AGENT1");
        assertThat(member.getLong("penalty"), is(3L));
        assertThat("in all groups", code(host.run("superviseAsteriskAgent", "agent1002", pause)), is("NOT_YOUR_GROUP"));
        Map<String, Object> inSales = new HashMap<>(pause);
        inSales.put("callCenterGroupId", "SALES");
        assertThat(code(host.run("superviseAsteriskAgent", "agent1002", inSales)), is("done"));
        assertThat(code(host.run("superviseAsteriskAgent", "supervisor", pause)), is("done"));
        assertThat(host.run("getAsteriskAgentState", "agent1001", Map.of()).get("state"), is("PAUSED"));
        host.run("superviseAsteriskAgent", "supervisor", Map.of("agentPartyId", "AST_AGENT1", "state", "AVAILABLE"));
        assertThat(code(host.run("messageAsteriskAgent", "supervisor", Map.of("agentPartyId", "AST_AGENT1", "text", "Hello"))), is("AGENT_AWAY"));
        assertThat(code(host.run("messageAsteriskAgent", "supervisor", Map.of("agentPartyId", "AST_AGENT1", "text", "a\r\nb"))),
                is("VALUE_REFUSED"));
        assertThat(code(host.run("moveAsteriskAgent", "agent1002", Map.of("agentPartyId", "AST_AGENT1", "fromGroupId", "SALES"))), is("done"));
        assertThat(code(host.run("superviseAsteriskAgent", "supervisor", Map.of("agentPartyId", "AST_CRMUSER", "state", "AVAILABLE"))),
                is("AGENT_UNKNOWN"));
    }

    /** The user leads a group that takes no calls here. */
    private static void leads(String user, String groupId, String partyId) {
        if (database.find("CallCenterGroup", "callCenterGroupId", groupId).isEmpty()) {
            database.create("CallCenterGroup", Map.of("callCenterGroupId", groupId, "groupName", groupId, "serverId", "DEMO_PBX", "enabled", "Y"));
            database.create("GroupMembership", Map.of("callCenterGroupId", groupId, "partyId", partyId, "membershipRoleEnumId", "AST_SUPERVISOR",
                    "fromDate", Timestamp.valueOf("2020-01-01 00:00:00")));
        }
        Await.untilTrue(() -> CallCenter.of(host.delegator()).orElseThrow().wallboard().supervised(user).contains(groupId), () -> user);
    }

    private static Map<String, Object> supervises(String user, GenericValue call, String action) {
        return host.run("superviseAsteriskCall", user, Map.of("callId", callId(call), "action", action));
    }

    private static GenericValue waits() {
        String number = "37255588" + (10 + CUSTOMERS.incrementAndGet());
        site.pbx().placeIncomingCall(number, "", "5000");
        return database.await(row -> row.get("callCenterGroupId") != null, "PhoneCall", "callerNumber", number);
    }

    private static GenericValue talksWith1001() {
        GenericValue call = waits();
        Await.until(() -> Optional.of(host.run("claimCall", "agent1001", Map.of("callId", callId(call))))
                .filter(ServiceUtil::isSuccess), () -> "the claim is refused");
        await(call, "AST_AGENT1");
        return call;
    }

    private static void await(GenericValue call, String talker) {
        database.await(part -> part.getTimestamp("thruDate") == null, "PhoneCallParticipant", "phoneCallId", call.get("phoneCallId"),
                "partTypeEnumId", "AST_PART_TALKED", "partyId", talker);
    }

    private static Map<String, Object> redirects(String user, GenericValue call, String target) {
        return host.run("redirectCall", user, Map.of("callId", callId(call), "target", target));
    }

    private static String callId(GenericValue call) {
        return call.getString("serverId") + ":" + call.getString("linkedId");
    }

    private static String code(Map<String, Object> result) {
        return ServiceUtil.isSuccess(result) ? "done" : String.valueOf(result.get("refusalCode"));
    }
}
