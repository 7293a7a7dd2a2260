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
package org.apache.ofbiz.asterisk.crm.telephony;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.ofbiz.asterisk.fixture.Attacks;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.fixture.HostWithPbx;
import org.apache.ofbiz.asterisk.fixture.RestClient;
import org.apache.ofbiz.embedded.pbx.SimulatedPbx;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.ServiceUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Outbound services on a running component with a simulated PBX: who may use which, what is refused, and what is kept of their calls. */
@Tag("embedded")
@Tag("security")
class OutboundServicesIT {

    private static final String NUMBER = "+3725550000";
    private static final Timestamp LONG_AGO = Timestamp.valueOf("2020-01-01 00:00:00");

    @TempDir
    private static Path folder;
    private static HostWithPbx<SimulatedPbx> site;
    private static Host host;
    /** Of SALES, whose member is agent1001. */
    private static String spring;
    private static String disabled;
    /** For those who may call abroad: agents, members or not. */
    private static String permitted;
    private static String closed;

    @BeforeAll
    static void start() throws IOException {
        site = HostWithPbx.simulated(folder, prepared -> {
            prepared.setting("restRequestsPerSecond", "1000");
            List.of("SALES", "GONE").forEach(group -> prepared.create("CallCenterGroup", Map.of("callCenterGroupId", group, "groupName", group,
                    "serverId", "DEMO_PBX", "enabled", group.equals("GONE") ? "N" : "Y")));
            List.of("SALES", "GONE").forEach(group -> prepared.create("GroupMembership", Map.of("callCenterGroupId", group, "partyId",
                    "AST_AGENT1", "membershipRoleEnumId", "AST_AGENT", "fromDate", LONG_AGO)));
        });
        host = site.host();
        spring = create("SALES", Map.of("serviceName", "Spring sale", "setVariables", "SERVICE_CAMPAIGN=spring", "callerIdNumber", "3726001111"));
        disabled = create("SALES", Map.of("serviceName", "Autumn sale", "entryEnabled", "N"));
        permitted = create("SALES", Map.of("serviceName", "Abroad", "permissionId", "ASTERISK_DIAL_INTL"));
        closed = create("GONE", Map.of("serviceName", "Of a group that is gone"));
        host.awaitConnected();
    }

    @AfterAll
    static void stop() throws IOException {
        site.close();
    }

    private static String create(String group, Map<String, String> fields) {
        Map<String, Object> result = creates(group, fields);
        assertThat(result.toString(), ServiceUtil.isSuccess(result), is(true));
        return group + '/' + result.get("entrySeqId");
    }

    private static Map<String, Object> creates(String group, Map<String, String> fields) {
        Map<String, String> input = new HashMap<>(Map.of("callCenterGroupId", group, "entryTypeEnumId", "AST_ENTRY_OUTBOUND"));
        input.putAll(fields);
        return host.run("createCallCenterGroupEntry", "admin", input);
    }

    private static Map<String, Object> call(String user, String number, Map<String, String> more) {
        Map<String, Object> input = new HashMap<>(more);
        input.put("number", number);
        return host.run("originateCall", user, input);
    }

    private static String refusal(String user, String service) {
        Map<String, Object> result = call(user, NUMBER, Map.of("outboundService", service));
        Optional.ofNullable((String) result.get("callId")).ifPresent(callId -> hangsUp(user, callId));
        return ServiceUtil.isSuccess(result) ? "" : String.valueOf(result.get("refusalCode"));
    }

    /** Until the phone is free again. A call of which the PBX has told nothing yet can't be hung up, and would last as long as its customer likes. */
    private static GenericValue hangsUp(String user, String callId) {
        Await.untilTrue(() -> ServiceUtil.isSuccess(host.run("hangupCall", user, Map.of("callId", callId))), () -> callId + " isn't hung up");
        return ended(callId);
    }

    private static GenericValue ended(String callId) {
        String[] ids = callId.split(":", 2);
        return host.database().await(row -> row.get("endDate") != null, "PhoneCall", "serverId", ids[0], "linkedId", ids[1]);
    }

    private static List<String> offered(String user) {
        List<?> services = (List<?>) host.run("findAsteriskOutboundServices", user, Map.of()).get("services");
        return services.stream().map(service -> (String) ((Map<?, ?>) service).get("name")).toList();
    }

    @Test
    void theCallBelongsToTheGroupAndKeepsWhatTheServiceSets() {
        String callId = (String) call("agent1001", NUMBER, Map.of("outboundService", spring)).get("callId");
        GenericValue kept = hangsUp("agent1001", callId);

        assertThat(kept.getString("callCenterGroupId") + " " + kept.getString("directionEnumId"), is("SALES AST_OUTBOUND"));
        assertThat(kept.getString("callVariables"), is("{\"SERVICE_CAMPAIGN\":\"spring\",\"SERVICE_NAME\":\"Spring sale\"}"));
    }

    @Test
    void whoMayNotUseAServiceIsNeitherOfferedItNorLet() {
        assertThat(offered("agent1001"), is(List.of("Abroad", "Spring sale")));
        assertThat("by permission, without membership", offered("agent1002"), is(List.of("Abroad")));
        assertThat(refusal("agent1002", permitted), is(""));
        assertThat(refusal("agent1002", spring), is("OUTBOUND_SERVICE_UNKNOWN"));
        assertThat(refusal("crmuser", spring), is("OUTBOUND_SERVICE_UNKNOWN"));
        assertThat(refusal("agent1001", spring), is(""));
    }

    @Test
    void aMembershipThatEndsTakesItsServicesAtOnce() {
        Map<String, Object> membership = new HashMap<>(Map.of("callCenterGroupId", "SALES", "partyId", "AST_AGENT1", "fromDate", LONG_AGO));
        membership.put("thruDate", LONG_AGO);
        host.database().change("GroupMembership", membership);
        try {
            assertThat(refusal("agent1001", spring), is("OUTBOUND_SERVICE_UNKNOWN"));
            assertThat(offered("agent1001"), is(List.of("Abroad")));
        } finally {
            membership.put("thruDate", null);
            host.database().change("GroupMembership", membership);
        }
        assertThat(refusal("agent1001", spring), is(""));
    }

    @Test
    void whatIsDisabledIsRefusedWithAMessage() {
        Map<String, Object> refused = call("agent1001", NUMBER, Map.of("outboundService", disabled));

        assertThat(refused.get("refusalCode"), is("OUTBOUND_SERVICE_DISABLED"));
        assertThat(ServiceUtil.getErrorMessage(refused), is("The outbound service Autumn sale is disabled. Choose another one."));
        assertThat(refusal("agent1001", closed), is("OUTBOUND_SERVICE_DISABLED"));
        assertThat("others learn no name", refusal("agent1003", disabled), is("OUTBOUND_SERVICE_UNKNOWN"));
    }

    @Test
    void dialingRulesHoldWithAServiceToo() {
        Map<String, Object> refused = call("agent1001", "+1 900 555 0000", Map.of("outboundService", spring));
        assertThat(String.valueOf(refused.get("refusalCode")), not(is("null")));
        assertThat(refused, not(hasKey("callId")));
    }

    @Test
    void valuesThatAreNoServiceAreRefused() {
        Attacks attacks = new Attacks("outbound services that there are not");
        for (String value : List.of("SALES", "SALES/", "/00001", "SALES/99999", "sales/00001", spring + " OR 1=1", spring + "' OR '1'='1", "%",
                "SALES/%", "../" + spring, "outbound", "internal", "x".repeat(1_000))) {
            attacks.attack(value.length() > 60 ? "long" : value, "OUTBOUND_SERVICE_UNKNOWN".equals(refusal("agent1001", value)));
        }
        for (String value : List.of(spring + "\r\nAction: Logoff", spring + "\nVariable: A=B", spring + "\u0000")) {
            attacks.attack("lines", "VALUE_REFUSED".equals(refusal("agent1001", value)));
        }
        attacks.held();
    }

    @Test
    void whatWouldMeanMoreToThePbxCannotBeSaved() {
        Attacks attacks = new Attacks("outbound services that an admin may not save");
        List<Map<String, String>> bad = List.of(Map.of("setVariables", "MIXMON_POST=reboot"), Map.of("setVariables", "CALL_RECORDING_FILE=/etc/x"),
                Map.of("setVariables", "SERVICE_A=${SHELL(id)}"), Map.of("setVariables", "SERVICE_A=1\r\nAction: Logoff"),
                Map.of("setVariables", "SERVICE_NAME=x"), Map.of("callerIdNumber", "1\" <2>"), Map.of("callerIdNumber", "1\r\nAsync: false"),
                Map.of("dialPrefix", "9,1"), Map.of("dialPrefix", "9&Local"), Map.of("outboundContext", "a b"), Map.of("outboundContext", "a\r\nb"),
                Map.of("serviceName", "a,b"), Map.of("serviceName", "a\r\nb"), Map.of("serviceName", "<b>x</b>"), Map.of("serviceName", " "),
                Map.of("permissionId", "NO_SUCH"), Map.of("serviceName", "Spring sale"));
        for (Map<String, String> fields : bad) {
            Map<String, String> input = new HashMap<>(Map.of("serviceName", "Attack"));
            input.putAll(fields);
            attacks.attack(fields.toString(), ServiceUtil.isError(creates("SALES", input)));
        }
        attacks.held();
        assertThat(host.database().rows("CallCenterGroupEntry", "serviceName", "Attack"), empty());
    }

    @Test
    void restListsThemAndPlacesCallsByThem() {
        RestClient agent = RestClient.of(host.base(), "agent1001");
        JsonNode services = RestClient.json(agent.get("/outbound-services")).path("services");
        Map<String, String> named = StreamSupport.stream(services.spliterator(), false)
                .collect(Collectors.toMap(one -> one.path("name").asText(), one -> one.path("id").asText()));
        assertThat(named, is(Map.of("Spring sale", spring, "Abroad", permitted)));
        Map<String, String> shown = StreamSupport.stream(services.spliterator(), false)
                .collect(Collectors.toMap(one -> one.path("name").asText(), one -> one.path("callerId").asText()));
        assertThat(shown, is(Map.of("Spring sale", "+372 600 1111", "Abroad", "")));

        JsonNode placed = RestClient.json(agent.post("/calls", "{\"number\":\"" + NUMBER + "\",\"outboundService\":\"" + spring + "\"}"));
        assertThat(placed.path("id").asText(), containsString("DEMO_PBX:"));
        hangsUp("agent1001", placed.path("id").asText());
        assertThat(agent.post("/calls", "{\"number\":\"" + NUMBER + "\",\"outboundService\":\"SALES/1\"}").statusCode(), is(403));
        assertThat(agent.post("/calls", "{\"number\":\"" + NUMBER + "\",\"outboundService\":\"" + disabled + "\"}").statusCode(), is(409));
        assertThat(agent.post("/calls", "{\"number\":\"" + NUMBER + "\",\"outboundService\":[]}").statusCode(), is(422));
    }
}
