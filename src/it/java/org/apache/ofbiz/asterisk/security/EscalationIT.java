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

import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.GeneralSecurityException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.apache.ofbiz.asterisk.crm.directory.AgentPins;
import org.apache.ofbiz.asterisk.fixture.Attacks;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Heard;
import org.apache.ofbiz.asterisk.fixture.QuickKeys;
import org.apache.ofbiz.asterisk.fixture.RestClient;
import org.apache.ofbiz.service.ServiceUtil;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What those try who may do a little, to do more: supervisors of one group, users of the API, who guesses PINs. */
@Tag("security")
class EscalationIT extends AttackTest {

    private static final Timestamp LONG_AGO = Timestamp.valueOf("2020-01-01 00:00:00");

    @Test
    void whoSupervisesOneGroupGetsNoAgentOfAnother() {
        Attacks attacks = new Attacks("supervisors of one group");
        target().database().create("CallCenterGroup", Map.of("callCenterGroupId", "SMALL", "groupName", "Small", "serverId", "DEMO_PBX",
                "enabled", "Y"));
        target().database().create("GroupMembership", Map.of("callCenterGroupId", "SMALL", "partyId", "AST_CRMUSER", "fromDate", LONG_AGO,
                "membershipRoleEnumId", "AST_SUPERVISOR"));
        target().host().run("reloadAsterisk", "admin", Map.of());
        Map<String, String> noCall = Map.of("callId", "x", "action", "LISTEN");
        Await.untilTrue(() -> refusal("superviseAsteriskCall", noCall).equals("CALL_UNKNOWN"), () -> "crmuser supervises no group");
        List<Map<String, String>> moves = List.of(Map.of("toGroupId", "SMALL"), Map.of("fromGroupId", "SUPPORT"),
                Map.of("fromGroupId", "SUPPORT", "toGroupId", "SMALL"), Map.of("fromGroupId", "SMALL", "toGroupId", "SUPPORT"),
                Map.of("toGroupId", "SUPPORT"), Map.of("toGroupId", "SMALL", "penalty", "5"), Map.of("fromGroupId", "NONE", "toGroupId", "SMALL"));
        for (Map<String, String> move : moves) {
            attacks.attack("move " + move, !done("moveAsteriskAgent", with(move, "agentUserLoginId", "agent1002")));
        }
        attacks.attack("members are as they were",
                target().database().find("GroupMembership", "callCenterGroupId", "SMALL", "partyId", "AST_AGENT2").isEmpty());
        for (String state : List.of("AVAILABLE", "PAUSED", "SIGNED_OUT")) {
            Map<String, String> change = Map.of("agentUserLoginId", "agent1002", "state", state);
            attacks.attack("state " + state, !done("superviseAsteriskAgent", change));
            attacks.attack("state in their group " + state, !done("superviseAsteriskAgent", with(change, "callCenterGroupId", "SMALL")));
            attacks.attack("state in another group " + state, !done("superviseAsteriskAgent", with(change, "callCenterGroupId", "SUPPORT")));
        }
        attacks.attack("a message", !done("messageAsteriskAgent", Map.of("agentUserLoginId", "agent1002", "text", "hello")));
        target().pbx().placeIncomingCall("3725550888", "", "5000");
        RestClient agent = RestClient.of(target().base(), "agent1001");
        String shown = Await.until(() -> Optional.of(agent.get("/calls").body()).filter(body -> body.contains("3725550888")), () -> "no call");
        String call = RestClient.json(shown).path("calls").get(0).path("id").asText();
        for (String action : List.of("LISTEN", "WHISPER", "BARGE", "TAKE_OVER", "SEND", "HANG_UP")) {
            attacks.attack(action, !done("superviseAsteriskCall", Map.of("callId", call, "action", action, "target", "1001")));
        }
        attacks.held();
    }

    private static Map<String, String> with(Map<String, String> fields, String... more) {
        Map<String, String> all = new HashMap<>(fields);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    private static boolean done(String service, Map<String, String> input) {
        return ServiceUtil.isSuccess(target().host().run(service, "crmuser", input));
    }

    private static String refusal(String service, Map<String, String> input) {
        return String.valueOf(target().host().run(service, "crmuser", input).get("refusalCode"));
    }

    @Test
    void streamsEndWithThePasswordAndAreNoMoreThanAllowed() {
        Attacks attacks = new Attacks("streams of events");
        String password = target().database().row("UserLogin", "userLoginId", "agent1003").getString("currentPassword");
        Heard<String> lines = new Heard<>();
        RestClient thief = RestClient.of(target().base(), "agent1003");
        List<CompletableFuture<Integer>> streams = IntStream.range(0, 10).mapToObj(i -> thief.listen("/events", lines)).collect(toList());
        try {
            Await.untilTrue(() -> count(lines, "status:") == 10, () -> "answers " + lines.all());
            attacks.attack("at once " + lines.all(), count(lines, "status: 200") == 5 && count(lines, "status: 429") == 5);
            target().database().change("UserLogin", Map.of("userLoginId", "agent1003", "currentPassword", "{SHA}other"));
            attacks.attack("after another password", () -> Await.untilTrue(() -> count(lines, "over") == 10, () -> "goes on " + lines.all()));
        } finally {
            target().database().change("UserLogin", Map.of("userLoginId", "agent1003", "currentPassword", password));
            streams.forEach(stream -> stream.cancel(true));
        }
        attacks.held();
    }

    private static long count(Heard<String> lines, String start) {
        return lines.all().stream().filter(line -> line.startsWith(start)).count();
    }

    @Test
    void pinsAreGuessedFiveTimesHoweverManyAskAtOnce() throws Exception {
        Attacks attacks = new Attacks("guesses of PINs");
        AgentPins pins = new AgentPins(target().host().delegator());
        pins.keep("agent1001", "71", "9876");
        attacks.attack("a hash that many can be made of", isMadeIn(120_000, "9876",
                target().database().row("AsteriskAgentPin", "userLoginId", "agent1001").getString("pinHash").split(":")));
        ExecutorService guessers = Executors.newFixedThreadPool(12);
        try {
            List<CompletableFuture<Boolean>> guesses = IntStream.range(0, 12).mapToObj(i -> CompletableFuture
                    .supplyAsync(() -> pins.verify("71", i == 11 ? "9876" : "100" + i, "phone" + i).isPresent(), guessers)).collect(toList());
            guesses.forEach(CompletableFuture::join);
            attacks.attack("the number is locked after many at once", pins.verify("71", "9876", "another").isEmpty());
        } finally {
            guessers.shutdownNow();
        }
        // what follows is refused however long a guess takes
        QuickKeys.during(() -> {
            pins.keep("agent1002", "72", "5555");
            for (int number = 0; number < AgentPins.ATTEMPTS; number++) {
                attacks.attack("a guess", pins.verify("8" + number, "1234", "own").isEmpty());
                attacks.attack("the own PIN " + number, pins.verify("72", "5555", "own").isPresent() == (number < AgentPins.ATTEMPTS - 1));
            }
            for (String number : List.of("", "72' OR '1'='1", "7".repeat(5_000), "72\r\nX: y", "７２", "-1", "%")) {
                attacks.attack("number " + number, pins.verify(number, "5555", "odd" + number.length()).isEmpty());
            }
        });
        attacks.held();
    }

    private static boolean isMadeIn(int rounds, String pin, String... saltAndHash) throws GeneralSecurityException {
        Base64.Decoder base64 = Base64.getDecoder();
        byte[] hash = base64.decode(saltAndHash[1]);
        return Arrays.equals(hash, SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(new PBEKeySpec(pin.toCharArray(),
                base64.decode(saltAndHash[0]), rounds, hash.length * Byte.SIZE)).getEncoded());
    }

    @Test
    void workplacesOutsideCountAsCalls() {
        Attacks attacks = new Attacks("workplaces outside");
        target().database().setting("callsPerHour", "3");
        try {
            for (int number = 0; number < 5; number++) {
                Map<String, Object> answer = target().host().run("setAsteriskAgentPlace", "agent1002", Map.of("number", "+372555110" + number));
                attacks.attack(number + " " + answer, ServiceUtil.isSuccess(answer) == (number < 3));
            }
        } finally {
            target().database().setting("callsPerHour", "300");
        }
        for (String number : List.of("+37290012345", "112", "5000", "+882161234567", "+3725551\r\nX: y", "Local/1@outbound",
                "1001@outbound", "PJSIP/trunk", "1&2", "9".repeat(60), "")) {
            attacks.attack("number " + number, ServiceUtil.isError(target().host().run("setAsteriskAgentPlace", "agent1001",
                    Map.of("number", number))));
        }
        List<String> rows = target().database().rows("AsteriskPeer", "technology", "Local").stream().map(row -> row.getString("peerName")).toList();
        attacks.attack("rows " + rows, rows.size() == 3 && rows.stream().allMatch(name -> name.contains("372555110")));
        attacks.held();
    }

    @Test
    void callbacksAreForMembersOfTheirGroup() {
        Attacks attacks = new Attacks("callbacks of other groups");
        String asked = "{\"number\":\"+37255512345\",\"group\":\"SUPPORT\",\"name\":\"Mari\"}";
        RestClient stranger = RestClient.of(target().base(), "crmuser");
        attacks.attack("a stranger asks for one", stranger.post("/callbacks", asked).statusCode() >= 400);
        attacks.attack("for a group that is none", RestClient.of(target().base(), "agent1001")
                .post("/callbacks", asked.replace("SUPPORT", "NONE")).statusCode() >= 400);
        attacks.attack("markup", RestClient.of(target().base(), "agent1001").post("/callbacks", asked.replace("Mari", "<b>Mari</b>"))
                .statusCode() >= 400);
        for (String number : List.of("abc", "+3725551\\r\\nX", "1".repeat(300), "", "\\u0000")) {
            attacks.attack("number " + number, RestClient.of(target().base(), "agent1001")
                    .post("/callbacks", asked.replace("+37255512345", number)).statusCode() >= 400);
        }
        JsonNode made = RestClient.json(RestClient.of(target().base(), "agent1001").post("/callbacks", asked));
        String id = made.path("id").asText();
        attacks.attack("a member asks for one: " + made, !id.isEmpty());
        attacks.attack("a stranger sees it", !stranger.get("/callbacks").body().contains("55512345"));
        Intruder user = target().user("crmuser");
        for (String request : List.of("claimCallback", "releaseCallback", "closeCallback", "reopenCallback", "setCallbackDue")) {
            JsonNode answer = user.post(request, Map.of("callbackTaskId", id, "outcome", "REACHED"));
            attacks.attack(request + " " + answer, !answer.path("ok").asBoolean(false) && (answer.has("error") || answer.has("code")));
        }
        attacks.held();
    }

    @Test
    void whoSitsAtAPhoneOfAColleagueDoesNotGetItsPassword() {
        Attacks attacks = new Attacks("passwords of phones in pages of others");
        String phone = target().database().row("AsteriskPeer", "peerName", "1001").getString("peerId");
        target().database().create("AsteriskPhoneGateway", Map.of("serverId", "DEMO_PBX", "socketUrl", "wss://pbx.example.com:8089/ws",
                "dailyPasswords", "N"));
        target().database().create("AsteriskPagePhone", Map.of("peerId", phone, "phoneSecret", "itsPassword1"));
        Map<String, String> opened = Map.of("peerId", phone);
        attacks.attack("whose it is gets it", target().host().run("openAsteriskPagePhone", "agent1001", opened).toString().contains("itsPassword1"));
        attacks.attack("a stranger gets it", !target().host().run("openAsteriskPagePhone", "agent1003", opened).toString().contains("itsPassword1"));
        attacks.attack("sits there", done("agent1003", "setAsteriskAgentPlace", Map.of("number", "1001")));
        try {
            for (String service : List.of("openAsteriskPagePhone", "leaveAsteriskPagePhone", "takeUpAsteriskPagePhone")) {
                Map<String, Object> answer = target().host().run(service, "agent1003", opened);
                attacks.attack(service + " " + answer, ServiceUtil.isError(answer) && !answer.toString().contains("itsPassword1"));
            }
        } finally {
            target().database().change("AsteriskSeat", Map.of("peerId", phone, "untilDate", LONG_AGO));
        }
        attacks.held();
    }

    private static boolean done(String user, String service, Map<String, String> input) {
        return ServiceUtil.isSuccess(target().host().run(service, user, input));
    }

    /** Nor does it lead calls elsewhere, or phones to another server. */
    @Test
    void whoMayChangeGroupsAndPhonesLeadsNobodysCallsOut() {
        Attacks attacks = new Attacks("ways out by those who may change groups");
        target().database().create("UserLogin", Map.of("userLoginId", "changer", "enabled", "Y", "partyId", "AST_CRMUSER"));
        target().database().create("SecurityGroup", Map.of("groupId", "CHANGER"));
        for (String permission : List.of("ASTERISK_UPDATE", "ASTERISK_CREATE", "ASTERISK_VIEW")) {
            target().database().create("SecurityGroupPermission", Map.of("groupId", "CHANGER", "permissionId", permission, "fromDate", LONG_AGO));
        }
        target().database().create("UserLoginSecurityGroup", Map.of("userLoginId", "changer", "groupId", "CHANGER", "fromDate", LONG_AGO));
        Map<String, Object> made = target().host().run("createCallCenterGroupEntry", "admin", Map.of("callCenterGroupId", "SUPPORT",
                "entryTypeEnumId", "AST_ENTRY_OUTBOUND", "serviceName", "Sale"));
        String service = String.valueOf(made.get("entrySeqId"));
        for (Map<String, String> change : List.of(Map.of("dialPrefix", "00882"), Map.of("dialPrefix", "*72"), Map.of("dialPrefix", "0"),
                Map.of("outboundContext", "abroad"))) {
            attacks.attack("service " + change, !done("changer", "updateCallCenterGroupEntry", with(change, "callCenterGroupId", "SUPPORT",
                    "entrySeqId", service)));
            attacks.attack("an admin " + change, done("admin", "updateCallCenterGroupEntry", with(change, "callCenterGroupId", "SUPPORT",
                    "entrySeqId", service)));
        }
        attacks.attack("other fields", done("changer", "updateCallCenterGroupEntry", Map.of("callCenterGroupId", "SUPPORT", "entrySeqId", service,
                "serviceName", "Summer sale")));
        target().database().setting("defaultRegion", "FR");
        try {
            String number = target().database().rows("CallCenterGroupEntry", "entryTypeEnumId", "AST_ENTRY_NUMBER").get(0).getString("entrySeqId");
            for (String dear : List.of("118218", "+33899123456", "0899123456")) {
                attacks.attack("number " + dear, !done("changer", "updateCallCenterGroupEntry", Map.of("callCenterGroupId", "SUPPORT",
                        "entrySeqId", number, "extension", dear)));
                attacks.attack("phone " + dear, !done("changer", "updateAsteriskPeer", Map.of("peerId", "DEMO_1003", "peerName", dear)));
                attacks.attack("short number " + dear, !done("changer", "updateAsteriskPeer", Map.of("peerId", "DEMO_1003", "callerIdNumber", dear)));
            }
            attacks.attack("any other number", done("changer", "updateAsteriskPeer", Map.of("peerId", "DEMO_1003", "callerIdNumber", "1003")));
        } finally {
            target().database().setting("defaultRegion", "EE");
        }
        for (String sound : List.of("digits/../../../spool/asterisk/voicemail/default/1001/INBOX/msg0000", "/etc/passwd", "../x", "a//b", "a/.b",
                "a..b", "digits/", "${SHELL(id)}", "a".repeat(101))) {
            attacks.attack("announcement " + sound, !done("changer", "storeAsteriskGroupConsent", Map.of("callCenterGroupId", "SUPPORT",
                    "consentMode", "ANNOUNCE", "announcementSound", sound)));
        }
        for (String url : List.of("wss://evil.example/ws", "")) {
            attacks.attack("gateway " + url, !done("changer", "setAsteriskPhoneGateway", Map.of("serverId", "DEMO_PBX", "socketUrl", url)));
        }
        target().database().create("AsteriskServer", Map.of("serverId", "TRUNKED", "host", "127.0.0.1", "userName", "x", "enabled", "N"));
        Map<String, String> trunk = Map.of("fromServerId", "DEMO_PBX", "toServerId", "TRUNKED");
        Map<String, String> whole = with(trunk, "trunkContext", "to-trunked", "arrivalContext", "from-demo");
        attacks.attack("new trunk", !done("changer", "createAsteriskServerTrunk", whole));
        attacks.attack("an admin's trunk", done("admin", "createAsteriskServerTrunk", whole));
        for (Map<String, String> change : List.of(Map.of("trunkPrefix", "00882"), Map.of("trunkContext", "outbound"), Map.of("arrivalContext", "x"),
                Map.of("enabled", "N"))) {
            attacks.attack("trunk " + change, !done("changer", "updateAsteriskServerTrunk", with(change, "fromServerId", "DEMO_PBX", "toServerId",
                    "TRUNKED")));
        }
        attacks.attack("an admin's change", done("admin", "updateAsteriskServerTrunk", with(trunk, "trunkPrefix", "8")));
        attacks.held();
    }

    /** Recordings, calls and messages of others come with a role, a phone or a mailbox. */
    @Test
    void whoMayChangeGroupsAndPhonesGivesNothingOfOthersToThemselves() {
        Attacks attacks = new Attacks("what changers would give to themselves");
        changer("selfish", "AST_CRMUSER");
        target().database().create("CallCenterGroup", Map.of("callCenterGroupId", "OWNGROUP", "groupName", "Own", "serverId", "DEMO_PBX",
                "enabled", "Y"));
        target().database().create("GroupMembership", Map.of("callCenterGroupId", "OWNGROUP", "partyId", "AST_CRMUSER", "fromDate", LONG_AGO,
                "thruDate", Timestamp.valueOf("2021-01-01 00:00:00"), "membershipRoleEnumId", "AST_AGENT"));
        target().database().create("GroupMembership", Map.of("callCenterGroupId", "OWNGROUP", "partyId", "AST_CRMUSER", "fromDate",
                Timestamp.valueOf("2022-01-01 00:00:00"), "membershipRoleEnumId", "AST_AGENT"));
        target().database().create("GroupMembership", Map.of("callCenterGroupId", "OWNGROUP", "partyId", "AST_AGENT3", "fromDate", LONG_AGO,
                "membershipRoleEnumId", "AST_AGENT"));
        Map<String, String> own = Map.of("callCenterGroupId", "OWNGROUP", "partyId", "AST_CRMUSER", "fromDate", "2022-01-01 00:00:00.0");
        attacks.attack("becomes a supervisor", !done("selfish", "updateGroupMembership", with(own, "membershipRoleEnumId", "AST_SUPERVISOR")));
        attacks.attack("lasts again", !done("selfish", "updateGroupMembership", with(own, "fromDate", "2020-01-01 00:00:00.0", "thruDate",
                "2021-12-01 00:00:00.0")));
        attacks.attack("another's role", done("selfish", "updateGroupMembership", Map.of("callCenterGroupId", "OWNGROUP", "partyId", "AST_AGENT3",
                "fromDate", "2020-01-01 00:00:00.0", "membershipRoleEnumId", "AST_SUPERVISOR")));
        attacks.attack("the own penalty", done("selfish", "updateGroupMembership", with(own, "penalty", "3")));
        attacks.attack("an admin", done("admin", "updateGroupMembership", with(own, "membershipRoleEnumId", "AST_SUPERVISOR")));
        target().database().change("AsteriskPeer", Map.of("peerId", "DEMO_1002", "mailbox", "1002@default"));
        attacks.attack("the group's mailbox", !done("selfish", "updateCallCenterGroup", Map.of("callCenterGroupId", "OWNGROUP", "mailbox",
                "1002@default")));
        attacks.attack("a mailbox of others", done("selfish", "updateCallCenterGroup", Map.of("callCenterGroupId", "SUPPORT", "mailbox",
                "5000@default")));
        attacks.attack("the name of the own group", done("selfish", "updateCallCenterGroup", Map.of("callCenterGroupId", "OWNGROUP", "groupName",
                "Ours")));
        attacks.attack("a colleague's phone", !done("selfish", "updateAsteriskPeer", Map.of("peerId", "DEMO_1002", "userLoginId", "selfish")));
        attacks.attack("by the party", !done("selfish", "updateAsteriskPeer", Map.of("peerId", "DEMO_1002", "userLoginId", "", "partyId",
                "AST_CRMUSER")));
        Map<String, Object> rows = target().host().run("assignAsteriskPeers", "selfish", Map.of("peerIds", Map.of("0", "DEMO_1002"), "userLoginIds",
                Map.of("0", "selfish"), "partyIds", Map.of("0", ""), "editedStamps", Map.of("0", "")));
        attacks.attack("in a row of the list " + rows, ServiceUtil.isError(rows));
        attacks.attack("for a colleague", done("selfish", "updateAsteriskPeer", Map.of("peerId", "DEMO_1003", "userLoginId", "agent1003")));
        attacks.attack("an admin's word", done("admin", "updateAsteriskPeer", Map.of("peerId", "DEMO_1003", "userLoginId", "selfish")));
        try {
            attacks.attack("the own phone's mailbox", !done("selfish", "updateAsteriskPeer", Map.of("peerId", "DEMO_1003", "mailbox",
                    "1002@default")));
            attacks.attack("the own phone's caller ID", done("selfish", "updateAsteriskPeer", Map.of("peerId", "DEMO_1003", "callerIdName", "Me")));
        } finally {
            target().host().run("updateAsteriskPeer", "admin", Map.of("peerId", "DEMO_1003", "userLoginId", "agent1003"));
            target().database().change("AsteriskPeer", Map.of("peerId", "DEMO_1002", "userLoginId", "agent1002"));
        }
        Map<String, Object> made = target().host().run("createCallCenterGroupEntry", "admin", Map.of("callCenterGroupId", "OWNGROUP",
                "entryTypeEnumId", "AST_ENTRY_OUTBOUND", "serviceName", "Abroad", "dialPrefix", "00882", "permissionId", "ASTERISK_ADMIN"));
        Map<String, String> service = Map.of("callCenterGroupId", "OWNGROUP", "entrySeqId", String.valueOf(made.get("entrySeqId")));
        for (String permission : List.of("", "ASTERISK_VIEW")) {
            attacks.attack("a way out for " + permission, !done("selfish", "updateCallCenterGroupEntry", with(service, "permissionId", permission)));
        }
        attacks.attack("closing a way", done("selfish", "updateCallCenterGroupEntry", with(service, "entryEnabled", "N")));
        attacks.attack("opening it again", !done("selfish", "updateCallCenterGroupEntry", with(service, "entryEnabled", "Y")));
        attacks.held();
    }

    /** A login with ASTERISK_UPDATE, that is none of an admin. */
    private static void changer(String login, String partyId) {
        String group = login.toUpperCase(Locale.ROOT);
        target().database().create("UserLogin", Map.of("userLoginId", login, "enabled", "Y", "partyId", partyId));
        target().database().create("SecurityGroup", Map.of("groupId", group));
        for (String permission : List.of("ASTERISK_UPDATE", "ASTERISK_VIEW")) {
            target().database().create("SecurityGroupPermission", Map.of("groupId", group, "permissionId", permission, "fromDate", LONG_AGO));
        }
        target().database().create("UserLoginSecurityGroup", Map.of("userLoginId", login, "groupId", group, "fromDate", LONG_AGO));
    }

    /** ASTERISK_UPDATE changes groups; it doesn't call abroad or premium-rate numbers, and doesn't let callers do so. */
    @Test
    void openingHoursForwardOnlyWhereTheirUserMayCall() {
        Attacks attacks = new Attacks("forwarding outside opening hours");
        Map<String, Object> rights = Map.of("groupId", "HOURSONLY", "permissionId", "ASTERISK_UPDATE", "fromDate", LONG_AGO);
        target().database().create("UserLogin", Map.of("userLoginId", "hoursonly", "enabled", "Y", "partyId", "AST_CRMUSER"));
        target().database().create("SecurityGroup", Map.of("groupId", "HOURSONLY"));
        target().database().create("SecurityGroupPermission", rights);
        target().database().create("UserLoginSecurityGroup", Map.of("userLoginId", "hoursonly", "groupId", "HOURSONLY", "fromDate", LONG_AGO));
        target().database().create("AsteriskOutboundRule", Map.of("numberPrefix", "+37259", "ruleType", "BLOCK"));
        attacks.attack("an extension", stored("hoursonly", "NUMBER", "1002"));
        attacks.attack("a number at home", stored("hoursonly", "NUMBER", "+37255512345"));
        for (String number : List.of("112", "+3729001234", "9001234", "+882161234567", "+4930901820", "004930901820", "+3725912345", "5912345",
                "*21004930901820", "+37255512349999", "1002,1,x", "")) {
            attacks.attack("number " + number, !stored("hoursonly", "NUMBER", number));
        }
        attacks.attack("emergency number of an admin", !stored("admin", "NUMBER", "112"));
        attacks.attack("blocked for an admin, too", !stored("admin", "NUMBER", "+3725912345"));
        attacks.attack("abroad, by who may call there", stored("admin", "NUMBER", "+4930901820"));
        for (String extension : List.of("004930901820", "9001234", "+882161234567", "5912345", "112", "0900-1234")) {
            target().database().create("CallCenterGroup", Map.of("callCenterGroupId", "ABROAD", "groupName", "Abroad", "serverId", "DEMO_PBX",
                    "enabled", "Y"));
            target().database().create("CallCenterGroupEntry", Map.of("callCenterGroupId", "ABROAD", "entrySeqId", "00001", "entryTypeEnumId",
                    "AST_ENTRY_NUMBER", "dialplanContext", "outbound", "extension", extension));
            attacks.attack("by a group's number " + extension, !stored("hoursonly", "GROUP", "ABROAD"));
        }
        target().host().run("storeAsteriskOpeningHours", "admin", Map.of("callCenterGroupId", "SUPPORT"));
        target().database().change("AsteriskOutboundRule", Map.of("numberPrefix", "+37259", "ruleType", "ALLOW"));
        attacks.held();
    }

    private static boolean stored(String user, String action, String number) {
        return ServiceUtil.isSuccess(target().host().run("storeAsteriskOpeningHours", user, Map.of("callCenterGroupId", "SUPPORT", "timeZoneId",
                "Europe/Tallinn", "mondayHours", "09:00-17:00", "awayAction", action, "awayTarget", number)));
    }
}
