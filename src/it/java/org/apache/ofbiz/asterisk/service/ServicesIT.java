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
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.either;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.Optional;
import org.apache.ofbiz.asterisk.crm.admin.FieldNames;
import org.apache.ofbiz.asterisk.crm.admin.InputCheck;
import org.apache.ofbiz.asterisk.fixture.Attacks;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.lint.Descriptors;
import org.apache.ofbiz.asterisk.lint.ServiceInput;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.GenericServiceException;
import org.apache.ofbiz.service.ModelParam;
import org.apache.ofbiz.service.ModelService;
import org.apache.ofbiz.service.ServiceUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** Services of the component as admins, agents and strangers meet them. */
@Tag("embedded")
class ServicesIT {

    private static final Set<String> TEXTS = Set.of("saveCallWriteUp note", "createAsteriskCustomerNote note", "createAsteriskFollowUp description",
            "createAsteriskCallAction parameters", "updateAsteriskCallAction parameters", "previewAsteriskOpeningHours exceptionLines",
            "storeAsteriskOpeningHours exceptionLines");
    private static final List<String> UNITS = List.of(" ", "0", "+(0)", "a,", "\u00a0:");
    private static final List<String> LINE_ENDS = List.of("\r", "\n", "\0", "\r\nAction: Logoff\r\n\r\n");
    private static Host host;
    private static Database database;

    @BeforeAll
    static void start(@TempDir Path data) throws IOException {
        host = Host.start(data, Host::noPbx);
        database = host.database();
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    @Test
    @Tag("security")
    void everyTextFieldOfEveryServiceRefusesLineBreaksAndNul() throws GenericServiceException {
        Attacks attacks = new Attacks("line breaks in every field of every service");
        Element services = Descriptors.root(Path.of("servicedef/services.xml"));
        for (Element service : Descriptors.children(services, "service").stream()
                .filter(service -> !service.getAttribute("engine").equals("interface")).toList()) {
            String name = service.getAttribute("name");
            ModelService model = host.dispatcher().getDispatchContext().getModelService(name);
            ServiceInput.fields(services, name).stream().filter(field -> model.getParam(field).getType().equals("String"))
                    .forEach(field -> refusedIn(name, field).forEach(end ->
                            attacks.attack(name + " " + field, () -> refusesNamingTheField(model, field, end))));
        }
        attacks.held();
    }

    /** 100 kB for each text, list and map of each service: refused within a moment, and hardly repeated. */
    @Test
    @Tag("security")
    void everyServiceRefusesATextWithoutEnd() throws GenericServiceException {
        Attacks attacks = new Attacks("texts without end in every field of every service");
        Element services = Descriptors.root(Path.of("servicedef/services.xml"));
        for (Element service : Descriptors.children(services, "service").stream()
                .filter(service -> !service.getAttribute("engine").equals("interface")).toList()) {
            String name = service.getAttribute("name");
            ModelService model = host.dispatcher().getDispatchContext().getModelService(name);
            ServiceInput.fields(services, name).stream().filter(field -> !field.equals("csv")
                            && List.of("String", "List", "Map", "Object").contains(model.getParam(field).getType()))
                    .forEach(field -> UNITS.forEach(unit ->
                            attacks.attack(name + " " + field + " [" + unit + "]", () -> refusesALongText(model, field, unit))));
        }
        attacks.held();
    }

    private static void refusesALongText(ModelService model, String field, String unit) {
        String text = unit.repeat(100_000 / unit.length());
        Object value = switch (model.getParam(field).getType()) {
        case "List" -> List.of(text);
        case "Map" -> Map.of("0", text);
        default -> text;
        };
        long start = System.nanoTime();
        Map<String, Object> result = host.run(model.getName(), "admin", filledIn(model, field, value));
        String said = Objects.toString(result.get("failMessage"), "") + ServiceUtil.getErrorMessage(result);
        assertThat(said.length(), allOf(greaterThan(10), lessThan(1_000)));
        assertThat("seconds", (System.nanoTime() - start) / 1e9, lessThan(2.0));
    }

    /** Notes about calls and customers, and the parameters of actions, which never reach a PBX, may have several lines. */
    private static List<String> refusedIn(String service, String field) {
        return TEXTS.contains(service + " " + field) ? List.of("\0") : LINE_ENDS;
    }

    private static void refusesNamingTheField(ModelService model, String field, String lineEnd) {
        Map<String, Object> result = host.run(model.getName(), "admin", filledIn(model, field, "a" + lineEnd + "b"));
        String said = Objects.toString(result.get("failMessage"), "") + ServiceUtil.getErrorMessage(result);
        String name = FieldNames.of(field, Locale.ENGLISH);
        assertThat(said, either(containsString("The field " + field + " can't")).or(containsString("The field " + name + " can't")));
    }

    private static Map<String, Object> filledIn(ModelService model, String field, Object value) {
        Map<String, Object> input = new HashMap<>();
        model.getInModelParamList().stream().filter(param -> !param.isOptional())
                .forEach(param -> input.put(param.getName(), somethingOf(param)));
        input.put(field, value);
        return input;
    }

    private static Object somethingOf(ModelParam param) {
        return switch (param.getType()) {
        case "String" -> "x";
        case "Long" -> 1L;
        case "List" -> List.of("x");
        case "Map" -> Map.of("x", "x");
        default -> Timestamp.valueOf("2026-01-01 00:00:00");
        };
    }

    @Test
    void anAdminKeepsServersAndTheSecretStaysWhenTheFormLeavesItEmpty() {
        succeed("createAsteriskServer", Map.of("serverId", "OTHER", "host", "pbx.example.com", "userName", "ofbiz", "secret", "s<3>cret",
                "enabled", "N"));
        assertThat(database.row("AsteriskServer", "serverId", "OTHER").getLong("port"), is(5038L));

        Map<String, Object> changes = new HashMap<>(Map.of("serverId", "OTHER", "description", "the other one"));
        changes.put("secret", null);
        succeed("updateAsteriskServer", changes);
        assertThat(database.row("AsteriskServer", "serverId", "OTHER").getString("secret"), is("s<3>cret"));
        assertThat(database.row("AsteriskServer", "serverId", "OTHER").getString("description"), is("the other one"));

        succeed("deleteAsteriskServer", Map.of("serverId", "OTHER"));
        assertThat(database.find("AsteriskServer", "serverId", "OTHER"), is(Optional.empty()));
    }

    @Test
    void badServersAreRefused() {
        Map<String, Object> good = Map.of("host", "pbx", "userName", "u", "secret", "s");
        refuse("createAsteriskServer", with(good, "port", 65536L), "Port");
        refuse("createAsteriskServer", with(good, "port", 0L), "Port");
        refuse("createAsteriskServer", with(good, "host", "pbx; rm"), "Host");
        refuse("createAsteriskServer", with(good, "claimContext", "a,b"), "Claim context");
        refuse("createAsteriskServer", with(good, "certificateFingerprint", "12:34"), "fingerprint");
        refuse("createAsteriskServer", with(good, "memberInterface", "PJSIP/1001"), "Queue member interface must contain {name}");
        refuse("createAsteriskServer", with(good, "memberInterface", "Local/{name}@from-queue,1"), "Queue member interface");
        refuse("createAsteriskServer", with(good, "memberStateInterface", "hint:{name}@ext-local\r\nAction: Logoff"), "Queue state interface");
        refuse("createAsteriskServer", with(good, "memberStateInterface", "{number}@{name}"), "Queue state interface");
        refuse("createAsteriskServer", with(good, "serverId", "a:b"), "Server");
        refuse("createAsteriskServer", with(good, "serverId", "DEMO_PBX"), "DEMO_PBX");
        refuse("createAsteriskServer", with(good, "description", "<script>alert(1)</script>"), "description");
    }

    @Test
    void whatIsInUseStaysAndSaysWhy() {
        refuse("deleteAsteriskServer", Map.of("serverId", "DEMO_PBX"), "extensions and trunks: 4, groups: 1");
    }

    @Test
    void aPeerIsNamedOnceOnItsServerAndBelongsToOnePerson() {
        Map<String, Object> peer = Map.of("serverId", "DEMO_PBX", "technology", "PJSIP", "peerName", "1001", "peerTypeEnumId", "AST_EXTENSION");
        refuse("createAsteriskPeer", peer, "PJSIP/1001");
        refuse("createAsteriskPeer", with(peer, "peerName", "1001&PJSIP/1002"), "peerName");
        refuse("createAsteriskPeer", with(with(peer, "peerName", "1009"), "userLoginId", "nobody"), "nobody");
        refuse("createAsteriskPeer", with(with(with(peer, "peerName", "1009"), "userLoginId", "agent1001"), "partyId", "AST_AGENT2"), "agent1001");
        Map<String, Object> made = succeed("createAsteriskPeer", with(with(peer, "peerName", "1009"), "userLoginId", "crmuser"));
        assertThat(database.row("AsteriskPeer", "peerId", made.get("peerId")).getString("partyId"), is("AST_CRMUSER"));
        succeed("deleteAsteriskPeer", Map.of("peerId", made.get("peerId")));
    }

    @Test
    void aListedPeerIsTheAdminsOnceChanged() {
        database.create("AsteriskPeer", Map.of("peerId", "LISTED", "serverId", "DEMO_PBX", "technology", "PJSIP", "peerName", "1777",
                "peerTypeEnumId", "AST_EXTENSION", "enabled", "Y", "autoFilled", "Y"));
        succeed("updateAsteriskPeer", Map.of("peerId", "LISTED", "enabled", "N"));
        GenericValue peer = database.row("AsteriskPeer", "peerId", "LISTED");
        assertThat(peer.getString("autoFilled"), is("N"));
        assertThat(peer.getString("peerName"), is("1777"));
        succeed("deleteAsteriskPeer", Map.of("peerId", "LISTED"));
    }

    @Test
    void aGroupHasEntriesThatLeadToItAlone() {
        succeed("createCallCenterGroup", Map.of("callCenterGroupId", "SALES", "groupName", "Sales", "serverId", "DEMO_PBX"));
        Map<String, Object> entry = Map.of("callCenterGroupId", "SALES", "entryTypeEnumId", "AST_ENTRY_NUMBER", "dialplanContext", "from-trunk");
        refuse("createCallCenterGroupEntry", entry, "extension");
        refuse("createCallCenterGroupEntry", with(entry, "extension", "5000"), "SUPPORT");
        Map<String, Object> made = succeed("createCallCenterGroupEntry", with(entry, "extension", "5100"));
        assertThat(made.get("entrySeqId"), is("00001"));
        succeed("deleteCallCenterGroup", Map.of("callCenterGroupId", "SALES"));
        assertThat(database.rows("CallCenterGroupEntry", "callCenterGroupId", "SALES").size(), is(0));
    }

    @Test
    void nobodyIsAMemberTwiceAtATime() {
        Map<String, Object> again = Map.of("callCenterGroupId", "SUPPORT", "partyId", "AST_AGENT1");
        refuse("createGroupMembership", again, "AST_AGENT1");
        Map<String, Object> member = Map.of("callCenterGroupId", "SUPPORT", "partyId", "AST_CRMUSER",
                "fromDate", Timestamp.valueOf("2026-01-02 00:00:00"));
        refuse("createGroupMembership", with(member, "thruDate", Timestamp.valueOf("2026-01-01 00:00:00")), "must be after its start");
        succeed("createGroupMembership", with(member, "membershipRoleEnumId", "AST_SUPERVISOR"));
        succeed("updateGroupMembership", with(member, "thruDate", Timestamp.valueOf("2026-02-01 00:00:00")));
        succeed("deleteGroupMembership", member);
    }

    @Test
    void whoLacksThePermissionIsRefused() {
        Map<String, Object> server = Map.of("host", "pbx", "userName", "u", "secret", "s");
        for (String user : List.of("agent1001", "supervisor", "crmuser")) {
            assertThat(user, ServiceUtil.isSuccess(host.run("createAsteriskServer", user, server)), is(false));
            assertThat(user, ServiceUtil.isSuccess(host.run("deleteAsteriskPeer", user, Map.of("peerId", "DEMO_1001"))), is(false));
            assertThat(user, ServiceUtil.isSuccess(host.run("reloadAsterisk", user, Map.of())), is(false));
        }
        Map<String, Object> claim = host.run("claimCall", "crmuser", Map.of("callId", "DEMO_PBX:1"));
        assertThat(ServiceUtil.getErrorMessage(claim), containsString("ASTERISK_AGENT"));
    }

    @Test
    void callsAreRefusedInWords() {
        Map<String, Object> refused = host.run("originateCall", "crmuser", Map.of("number", "+3725550000"));
        assertThat(refused.get("refusalCode"), is("NO_EXTENSION"));
        assertThat(ServiceUtil.getErrorMessage(refused), containsString("You don't have an extension"));
        assertThat(host.run("claimCall", "agent1001", Map.of("callId", "DEMO_PBX:gone")).get("refusalCode"), is("CALL_UNKNOWN"));
        assertThat(host.run("hangupCall", "agent1001", Map.of("callId", "DEMO_PBX:gone")).get("refusalCode"), is("CALL_UNKNOWN"));
    }

    @Test
    void aSharedNumberIsFoundHoweverItIsWritten() {
        for (String number : List.of("+3725552222", "3725552222", "+372 555-2222", "+372 (555) 2222")) {
            Map<String, Object> found = host.run("findAsteriskPartiesByNumber", "agent1001", Map.of("number", number));
            assertThat(number, partyIds(found), containsInAnyOrder("AST_MARI", "AST_JAAN"));
            assertThat(found.get("e164"), is("+3725552222"));
            assertThat(found.get("url"), is("/asterisk/control/chooseParty?number=%2B3725552222"));
        }
    }

    @Test
    void oneMatchOpensTheProfileAndNoneTheNewContact() {
        Map<String, Object> one = host.run("findAsteriskPartiesByNumber", "agent1001", Map.of("number", "3725551234"));
        assertThat(one.get("url"), is("/partymgr/control/viewprofile?partyId=AST_ANNA"));
        Map<String, Object> none = host.run("findAsteriskPartiesByNumber", "agent1001", Map.of("number", "+3725559999"));
        assertThat(none.get("url"), is("/asterisk/control/newContact?number=%2B3725559999"));
    }

    @Test
    void aNewContactIsFoundByItsNumberAfterwards() {
        Map<String, Object> made = host.run("createAsteriskContactForNumber", "agent1001",
                Map.of("firstName", "Uus", "lastName", "Klient", "number", "+3725557777"));
        assertThat(ServiceUtil.getErrorMessage(made), ServiceUtil.isSuccess(made), is(true));
        Map<String, Object> found = host.run("findAsteriskPartiesByNumber", "agent1001", Map.of("number", "3725557777"));
        assertThat(partyIds(found), is(List.of(made.get("partyId"))));
    }

    @Test
    void aNumberThatSomebodyHasIsGivenToAnotherOnlyWhenAskedTwice() {
        Map<String, Object> input = new HashMap<>(Map.of("firstName", "Uus", "lastName", "Kask", "number", "+372 555 1234"));
        Map<String, Object> refused = host.run("createAsteriskContactForNumber", "agent1001", input);
        assertThat(refused.get("refusalCode"), is("NUMBER_TAKEN"));
        assertThat(refused.get("owners"), is(List.of(Map.of("partyId", "AST_ANNA", "name", "Anna Kask"))));
        assertThat(ServiceUtil.getErrorMessage(refused), containsString("belongs to Anna Kask"));
        input.put("createAnyway", "Y");
        Map<String, Object> made = host.run("createAsteriskContactForNumber", "agent1001", input);
        assertThat(ServiceUtil.getErrorMessage(made), ServiceUtil.isSuccess(made), is(true));
        host.database().change("Party", Map.of("partyId", made.get("partyId"), "statusId", "PARTY_DISABLED"));
    }

    @Test
    void aNewContactWithoutAPhoneNumberIsRefused() {
        for (String number : List.of("Klient", "12", "+372 Uus", "555-CALL", "123456789012345678901", "---")) {
            refuse("createAsteriskContactForNumber", Map.of("firstName", "Uus", "lastName", "Klient", "number", number),
                    "isn't a valid phone number");
        }
    }

    private static List<Object> partyIds(Map<String, Object> found) {
        List<Object> ids = new ArrayList<>(); ((List<?>) found.get("parties")).forEach(party -> ids.add(((Map<?, ?>) party).get("partyId")));
        return ids;
    }

    private static Map<String, Object> succeed(String service, Map<String, ?> input) {
        Map<String, Object> result = host.run(service, "admin", input);
        assertThat(ServiceUtil.getErrorMessage(result), ServiceUtil.isSuccess(result), is(true));
        return result;
    }

    private static void refuse(String service, Map<String, ?> input, String saying) {
        Map<String, Object> result = host.run(service, "admin", input);
        assertThat(ServiceUtil.getErrorMessage(result) + result.getOrDefault(InputCheck.FIELD_PROBLEMS, ""), containsString(saying));
    }

    private static Map<String, Object> with(Map<String, Object> input, String field, Object value) {
        Map<String, Object> more = new HashMap<>(input);
        more.put(field, value);
        return more;
    }
}
