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

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Timestamp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.ofbiz.asterisk.fixture.Attacks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rights that are taken from a user while their console is open: within 5 s nothing is sent to them or accepted from them. */
@Tag("security")
class RightsOfNowIT extends AttackTest {

    private static final int WITHIN_SECONDS = 5;
    private static final int RIGHTS_CHANGED = 4410;
    private static final int ROUNDS = 5;
    private static final Timestamp SINCE = Timestamp.valueOf("2020-01-01 00:00:00");

    private final Map<String, Runnable> undo = new LinkedHashMap<>();
    private int caller;

    @AfterEach
    void giveBack() {
        undo.values().forEach(Runnable::run);
    }

    @Test
    void afterALogOutInAnotherWebapp() {
        closesAndTellsNothing("log-out elsewhere", login("hasLoggedOut", "Y"), login("hasLoggedOut", "N"));
    }

    @Test
    void afterTheLoginWasDisabled() {
        closesAndTellsNothing("login disabled", login("enabled", "N"), login("enabled", "Y"));
    }

    @Test
    void afterTheGroupWasRevoked() {
        Map<String, Object> key = Map.of("userLoginId", "agent1001", "groupId", "ASTERISK_AGENT", "fromDate", SINCE);
        Map<String, Object> revoked = new LinkedHashMap<>(key);
        revoked.put("thruDate", new Timestamp(System.currentTimeMillis() - 1000));
        closesAndTellsNothing("group revoked", () -> target().database().change("UserLoginSecurityGroup", revoked), () -> {
            target().database().row("UserLoginSecurityGroup", "userLoginId", "agent1001", "groupId", "ASTERISK_AGENT");
            Map<String, Object> again = new LinkedHashMap<>(key);
            again.put("thruDate", null);
            target().database().change("UserLoginSecurityGroup", again);
        });
    }

    @Test
    void afterTheMembershipWasDeletedItsOffersAreWithdrawnAndItsCallsAreNotTheirs() {
        Attacks attacks = new Attacks("socket after membership deleted");
        try (Intruder ann = target().user("agent1001").opensSocket(); Intruder bob = target().user("agent1002").opensSocket()) {
            available(ann);
            available(bob);
            String number = nextCaller();
            target().pbx().placeIncomingCall(number, "Customer", "5000");
            String callId = offerOf(ann, number);
            offerOf(bob, number);

            Map<String, Object> result = target().host().run("deleteGroupMembership", "admin",
                    Map.of("callCenterGroupId", "SUPPORT", "partyId", "AST_AGENT1", "fromDate", SINCE));
            assertThat(result.toString(), result.get("responseMessage"), is("success"));
            undo.put("membership", () -> target().database().create("GroupMembership", Map.of("callCenterGroupId", "SUPPORT", "partyId", "AST_AGENT1",
                    "fromDate", SINCE, "membershipRoleEnumId", "AST_AGENT", "penalty", 0L)));

            ann.heard().take(message -> message.path("type").asText().equals("OC") && message.path("callId").asText().equals(callId));
            JsonNode claimed = ann.asks("{\"type\":\"RD\",\"id\":\"c\",\"callId\":\"" + callId + "\"}", "c");
            attacks.attack("claims it", claimed.path("type").asText().equals("ERROR"));
            target().pbx().customerHangsUp(number);
            bob.heard().take(message -> message.path("type").asText().equals("OC") && message.path("callId").asText().equals(callId));
            String second = nextCaller();
            target().pbx().placeIncomingCall(second, "Customer", "5000");
            String next = offerOf(bob, second);
            attacks.attack("hears of the next", ann.heard().all().stream().noneMatch(message -> message.path("callId").asText().equals(next)));
            target().pbx().customerHangsUp(second);
        }
        attacks.held();
    }

    @Test
    void inTheMomentAfterTheMembershipEndedItsCallsAreOfferedToOthersOnly() {
        Map<String, Object> ended = Map.of("callCenterGroupId", "SUPPORT", "partyId", "AST_AGENT1", "fromDate", SINCE, "thruDate",
                new Timestamp(System.currentTimeMillis() - 1000));
        Map<String, Object> again = new LinkedHashMap<>(ended);
        again.put("thruDate", null);
        Attacks attacks = new Attacks("call right after a membership ended");
        try (Intruder ann = target().user("agent1001").opensSocket(); Intruder bob = target().user("agent1002").opensSocket()) {
            available(ann);
            available(bob);
            undo.put("membership", () -> target().database().change("GroupMembership", again));
            for (int round = 0; round < ROUNDS; round++) {
                target().database().change("GroupMembership", ended);
                String number = nextCaller();
                target().pbx().placeIncomingCall(number, "Customer", "5000");

                String callId = offerOf(bob, number);
                JsonNode claimed = ann.asks("{\"type\":\"RD\",\"id\":\"m" + round + "\",\"callId\":\"" + callId + "\"}", "m" + round);
                attacks.attack("claims it", claimed.path("type").asText().equals("ERROR"));
                attacks.attack("hears of it", ann.heard().all().stream().noneMatch(message -> message.toString().contains(number.substring(1))));
                target().pbx().customerHangsUp(number);

                target().database().change("GroupMembership", again);
                String next = nextCaller();
                target().pbx().placeIncomingCall(next, "Customer", "5000");
                offerOf(ann, next);
                target().pbx().customerHangsUp(next);
            }
        }
        attacks.held();
    }

    private static Runnable login(String field, String value) {
        return () -> target().database().change("UserLogin", Map.of("userLoginId", "agent1001", field, value));
    }

    private static String offerOf(Intruder agent, String number) {
        return agent.heard().take(message -> message.path("type").asText().equals("NC")
                && message.path("caller").toString().contains(number.substring(1))).path("callId").asText();
    }

    private String nextCaller() {
        return "+37255510" + String.format("%02d", ++caller);
    }

    private static void available(Intruder agent) {
        agent.asks("{\"type\":\"STATE\",\"id\":\"s\",\"state\":\"AVAILABLE\"}", "s");
    }

    private void closesAndTellsNothing(String right, Runnable taken, Runnable given) {
        Attacks attacks = new Attacks("socket after " + right);
        try (Intruder ann = target().user("agent1001").opensSocket(); Intruder bob = target().user("agent1002").opensSocket()) {
            available(ann);
            available(bob);
            undo.put("right", given);

            taken.run();

            attacks.attack("closed in time, with its code", ann.closedWith(WITHIN_SECONDS) == RIGHTS_CHANGED);
            attacks.attack("told why", codes(ann).equals(List.of("RIGHTS_CHANGED")));
            String number = nextCaller();
            target().pbx().placeIncomingCall(number, "Customer", "5000");
            offerOf(bob, number);
            attacks.attack("no customer's number", ann.heard().all().stream().noneMatch(message -> message.toString().contains(number.substring(1))));
            String page = ann.browser().postByScript(ann.token(), "/asterisk/control/originateCall", Map.of("number", "1002")).body();
            attacks.attack("places no call", !page.startsWith("{\"ok\":true"));
            target().pbx().customerHangsUp(number);
        }
        attacks.held();
    }

    private static List<String> codes(Intruder user) {
        return user.heard().all().stream().filter(message -> "ERROR".equals(message.path("type").asText()))
                .map((JsonNode message) -> message.path("code").asText()).toList();
    }
}
