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
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.lab.AmiProbe;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;
import org.apache.ofbiz.entity.GenericValue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls by an outbound service on a real Asterisk: the dialplan has its context, caller ID and variables, and the call what the dialplan adds. */
@Tag("asterisk")
class OutboundServiceOnAsteriskIT {

    private static final String CAMPAIGN = "SALES/00001";

    @TempDir
    private static Path folder;
    private static AsteriskLab lab;
    private static Host host;
    private static InCallSide side;

    @BeforeAll
    static void start() throws IOException {
        lab = AsteriskLab.start(3);
        host = Host.start(folder, database -> {
            Host.pbx(database, lab.ami(), lab.recordingsFolder());
            database.setting("defaultRegion", "EE");
            database.create("CallCenterGroup", Map.of("callCenterGroupId", "SALES", "groupName", "Sales", "serverId", "DEMO_PBX", "enabled", "Y"));
            database.create("GroupMembership", Map.of("callCenterGroupId", "SALES", "partyId", "AST_AGENT1", "membershipRoleEnumId", "AST_AGENT",
                    "fromDate", Timestamp.valueOf("2020-01-01 00:00:00")));
            database.create("CallCenterGroupEntry", Map.of("callCenterGroupId", "SALES", "entrySeqId", "00001", "entryTypeEnumId",
                    "AST_ENTRY_OUTBOUND", "serviceName", "Spring sale", "outboundContext", "campaign", "dialPrefix", "81", "callerIdNumber",
                    "3726001111", "setVariables", "SERVICE_CAMPAIGN=spring", "watchedVariables", "LAB_TARIFF"));
            database.create("CallCenterGroupEntry", Map.of("callCenterGroupId", "SALES", "entrySeqId", "00003", "entryTypeEnumId",
                    "AST_ENTRY_OUTBOUND", "serviceName", "Abroad", "permissionId", "ASTERISK_DIAL_INTL"));
        });
        side = new InCallSide("plain", host, lab, "DEMO_PBX", "5002", List.of("agent1001", "agent1002", "agent1003"));
        host.awaitConnected("DEMO_PBX");
        List.of("1001", "1002").forEach(phone -> lab.phone(phone).answers());
        lab.trunk().answers();
    }

    @AfterAll
    static void stop() {
        Optional.ofNullable(host).ifPresent(Host::close);
        Optional.ofNullable(lab).ifPresent(AsteriskLab::close);
    }

    @Test
    void theCallLeavesByTheContextOfTheServiceWithItsVariables() throws IOException {
        AsteriskLab.Ami everything = lab.ami("everything");
        try (AmiProbe probe = AmiProbe.connect(everything.host(), everything.port(), everything.user(), everything.secret())) {
            String callId = (String) host.run("originateCall", "agent1001", Map.of("number", "+372 555 0000", "outboundService", CAMPAIGN))
                    .get("callId");
            side.awaitTogether(Set.of("trunk", "1001"));

            AmiProbe.Message told = probe.await(message -> message.isEvent("UserEvent") && message.get("UserEvent").equals("LabCampaign"));
            assertThat(told.get("Context") + " " + told.get("Dialed"), is("campaign 81+3725550000"));
            assertThat(told.get("Service") + " " + told.get("Campaign") + " " + told.get("From"), is("Spring sale spring 3726001111"));
            assertThat(side.shown().stream().map(InCallSide.Shown::context).toList(), hasItem("campaign"));

            assertThat(side.does(1001, callId, "HANG_UP"), is("done"));
            String[] ids = callId.split(":", 2);
            GenericValue kept = host.database().await(row -> row.get("endDate") != null, "PhoneCall", "serverId", ids[0], "linkedId", ids[1]);
            assertThat(kept.getString("callCenterGroupId") + " " + kept.getString("directionEnumId") + " " + kept.getString("outcomeEnumId"),
                    is("SALES AST_OUTBOUND AST_ANSWERED"));
            assertThat("not the prefix, by which nobody finds the customer", kept.getString("dialedNumber"), is("+3725550000"));
            assertThat("what the service set, and what the dialplan did", kept.getString("callVariables"),
                    is("{\"LAB_TARIFF\":\"spring-3726001111\",\"SERVICE_CAMPAIGN\":\"spring\",\"SERVICE_NAME\":\"Spring sale\"}"));
        }
    }

    @Test
    void whoMayUseTheServiceOfAnotherGroupFetchesACallThatTheyHaveParked() {
        String callId = (String) host.run("originateCall", "agent1002", Map.of("number", "+372 555 0000", "outboundService", "SALES/00003"))
                .get("callId");
        side.awaitTogether(Set.of("trunk", "1002"));
        assertThat(side.does(1002, callId, "PARK"), startsWith("done 7"));
        side.awaitGone("1002");

        List<?> calls = (List<?>) host.run("findParkedCalls", "agent1002", Map.of()).get("calls");
        assertThat(calls.stream().map(parked -> ((Map<?, ?>) parked).get("callId")).toList(), is(List.of(callId)));
        assertThat("not in the group", side.does(1003, callId, "FETCH"), is("NOT_YOUR_GROUP"));
        assertThat(side.does(1002, callId, "FETCH"), is("done"));
        side.awaitTogether(Set.of("trunk", "1002"));
        side.hangUpPhone("1002");
        side.awaitNobody();
    }

    @Test
    void anotherCallOfTheSameAgentGoesTheUsualWay() {
        try (WebUser liis = WebUser.logsIn(host.base(), "agent1001").opensConsole()) {
            JsonNode refused = liis.post("/asterisk/control/originateCall", Map.of("number", "+372 555 0000", "outboundService", "SALES/00002"));
            assertThat(refused.path("code").asText(), is("OUTBOUND_SERVICE_UNKNOWN"));
            assertThat(refused.path("message").asText(),
                    is("You can't use this outbound service. Choose another one or contact your administrator."));

            String callId = liis.post("/asterisk/control/originateCall", Map.of("number", "+372 555 0000")).path("callId").asText();
            side.awaitTogether(Set.of("trunk", "1001"));
            assertThat(side.shown().stream().map(InCallSide.Shown::context).toList(), hasItem("outbound"));
            liis.post("/asterisk/control/hangupCall", Map.of("callId", callId));
            side.awaitNobody();
        }
    }
}
