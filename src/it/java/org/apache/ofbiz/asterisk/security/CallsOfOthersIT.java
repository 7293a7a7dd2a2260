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
package org.apache.ofbiz.asterisk.security;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import org.apache.ofbiz.asterisk.crm.journal.PhoneCallRows;
import org.apache.ofbiz.asterisk.fixture.Attacks;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What those try who know the id of a call that isn't theirs. */
@Tag("security")
class CallsOfOthersIT extends AttackTest {

    private static final String CALLER = "+37255520001";

    /** The id of one call says whose it is, and that of another whom to tell. */
    @Test
    void nobodyShowsAnAgentAPartyInTheirCall() {
        Attacks attacks = new Attacks("parties shown in calls of others");
        String own = PhoneCallRows.idOf("DEMO_PBX:own.1");
        target().database().create("PhoneCall", Map.of("phoneCallId", own, "serverId", "DEMO_PBX", "linkedId", "own.1", "directionEnumId",
                "AST_INBOUND", "callerNumber", "+37255520098", "agentPartyId", "AST_CRMUSER"));
        try (Intruder ann = target().user("agent1001").opensSocket()) {
            String callId = talks(ann);
            Intruder stranger = target().user("crmuser");
            Map<String, String> contact = Map.of("firstName", "Evil", "lastName", "Contact", "number", "+37255520099", "createAnyway", "Y", "callId",
                    callId);
            JsonNode alone = stranger.post("createContactForCall", contact);
            attacks.attack("linked " + alone, !alone.path("linked").asBoolean());
            JsonNode beside = stranger.post("createContactForCall", with(contact, "phoneCallId", own));
            attacks.attack("the own call is linked " + beside, beside.path("linked").asBoolean());
            JsonNode corrected = stranger.post("correctParty", Map.of("callId", callId, "phoneCallId", own, "partyId",
                    beside.path("partyId").asText(), "thisCallOnly", "Y"));
            attacks.attack("the own call is corrected " + corrected, corrected.path("ok").asBoolean());
            attacks.attack("corrected", !stranger.post("correctParty", Map.of("callId", callId, "partyId", beside.path("partyId").asText(),
                    "thisCallOnly", "Y")).path("ok").asBoolean());

            JsonNode right = ann.post("createContactForCall", with(contact, "firstName", "Right"));
            attacks.attack("whose call it is may " + right, right.path("ok").asBoolean());
            ann.heard().take(message -> isCall(message, callId) && message.toString().contains("Right Contact"));
            attacks.attack("the agent sees it", ann.heard().all().stream().noneMatch(message -> message.toString().contains("Evil")));
            target().pbx().customerHangsUp(CALLER);
        }
        attacks.held();
    }

    private static Map<String, String> with(Map<String, String> fields, String name, String value) {
        Map<String, String> all = new HashMap<>(fields);
        all.put(name, value);
        return all;
    }

    /** A call that the agent has claimed, and talks in. */
    private static String talks(Intruder agent) {
        agent.asks("{\"type\":\"STATE\",\"id\":\"s\",\"state\":\"AVAILABLE\"}", "s");
        target().pbx().placeIncomingCall(CALLER, "", "5000");
        String callId = agent.heard().take(message -> message.path("type").asText().equals("NC")
                && message.toString().contains(CALLER.substring(1))).path("callId").asText();
        agent.asks("{\"type\":\"RD\",\"id\":\"c\",\"callId\":\"" + callId + "\"}", "c");
        agent.heard().take(message -> isCall(message, callId) && message.path("state").asText().equals("TALKING"));
        return callId;
    }

    private static boolean isCall(JsonNode message, String callId) {
        return message.path("type").asText().equals("CALL") && message.path("callId").asText().equals(callId);
    }
}
