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
package org.apache.ofbiz.asterisk.crm.numbers;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.acd.CallerDirectory.Caller;
import org.apache.ofbiz.asterisk.acd.CallerDirectory.MatchedOn;
import org.apache.ofbiz.asterisk.acd.DialRules;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.crm.admin.NumberLists;
import org.apache.ofbiz.asterisk.crm.callers.OfbizCallerDirectory;
import org.apache.ofbiz.asterisk.crm.directory.Servers;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.asterisk.crm.telephony.DialLimits;
import org.apache.ofbiz.asterisk.crm.telephony.DialReports;
import org.apache.ofbiz.asterisk.crm.telephony.OfbizDialRules;
import org.apache.ofbiz.asterisk.crm.telephony.OutboundRules;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.fixture.WebClient;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.ServiceUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What admins and agents say about numbers: ignored ones, corrected callers, who may dial what; and the index made anew. */
@Tag("embedded")
class NumberListsIT {

    private static final String AT = "/asterisk/control/";
    private static final Timestamp START = Timestamp.valueOf("2026-01-05 10:00:00");
    private static Host host;
    private static Database database;
    private static WebClient admin;

    @BeforeAll
    static void start(@TempDir Path data) throws IOException {
        host = Host.start(data, Host::noPbx);
        database = host.database();
        database.await(state -> "DONE".equals(state.getString("phase")), "AsteriskNumberIndexState");
        admin = new WebClient(host.base());
        admin.login("/asterisk", "admin", "ofbiz");
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    private static Caller look(String number) {
        return new OfbizCallerDirectory(host.delegator(), Settings.of(host.delegator())).look(number, "");
    }

    private static String sends(String request, Map<String, String> form) {
        return admin.postFrom(admin.get(AT + "numbers").body(), AT + request, form).body();
    }

    private static Map<String, Object> run(String user, String service, Map<String, ?> input) {
        return host.run(service, user, input);
    }

    private static void call(String phoneCallId, String direction, String number, String communicationEventId) {
        Map<String, Object> row = new HashMap<>(Map.of("phoneCallId", phoneCallId, "serverId", "DEMO_PBX", "linkedId", phoneCallId,
                "directionEnumId", direction, "callCenterGroupId", "SUPPORT", "startDate", START));
        row.put("AST_INBOUND".equals(direction) ? "callerNumber" : "dialedNumber", number);
        row.put("communicationEventId", communicationEventId);
        database.create("PhoneCall", row);
    }

    @Test
    void thePageListsInvalidNumbersWithTheContactToCorrectThem() {
        List<Map<String, Object>> invalid = new NumberLists(host.delegator(), Settings.of(host.delegator())).invalid(100);
        assertThat(invalid.stream().map(row -> row.get("name") + ": " + row.get("number")).toList(), hasItem("Anna Kask: 372 555 1234"));
        assertThat(admin.get(AT + "numbers").body(), containsString("viewprofile?partyId=AST_ANNA"));
    }

    @Test
    void anIgnoredNumberIsNobodysUntilItIsTakenOffTheList() {
        assertThat(look("+3725551234").matchedOn(), is(MatchedOn.E164));
        sends("createAsteriskIgnoredNumber", Map.of("numberKey", "00372 555-1234", "description", "our own trunk & more"));
        assertThat(look("+3725551234").matchedOn(), is(MatchedOn.IGNORED));
        assertThat(look("3725551234").matches(), empty());
        assertThat(admin.get(AT + "numbers").body(), containsString("our own trunk &amp; more"));
        assertThat("twice", sends("createAsteriskIgnoredNumber", Map.of("numberKey", "+3725551234")), containsString("already exists"));
        sends("updateAsteriskIgnoredNumber", Map.of("numberKey", "+3725551234", "description", "test line"));
        assertThat(database.row("AsteriskIgnoredNumber", "numberKey", "+3725551234").getString("description"), is("test line"));
        sends("deleteAsteriskIgnoredNumber", Map.of("numberKey", "+3725551234"));
        assertThat(look("+3725551234").matchedOn(), is(MatchedOn.E164));
    }

    @Test
    void badListsAreRefusedAndNothingIsShownAsHtml() {
        String page = sends("createAsteriskIgnoredNumber", Map.of("numberKey", "+37251110000", "description", "<script>alert(1)</script>"));
        assertThat(page, not(containsString("<script>alert(1)")));
        assertThat(database.find("AsteriskIgnoredNumber", "numberKey", "+37251110000"), is(Optional.empty()));
        assertThat(sends("createAsteriskIgnoredNumber", Map.of("numberKey", "call me")), containsString("role=\"alert\""));
        assertThat(sends("createAsteriskOutboundRule", Map.of("numberPrefix", "+37x", "ruleType", "BLOCK")), containsString("20 digits"));
        assertThat(sends("createAsteriskOutboundRule", Map.of("numberPrefix", "+372", "ruleType", "MAYBE")), containsString("ALLOW, BLOCK"));
        assertThat(sends("createAsteriskOutboundRule", Map.of("numberPrefix", "+372", "ruleType", "ALLOW", "permissionId", "NO_SUCH")),
                containsString("NO_SUCH"));
        assertThat(database.rows("AsteriskOutboundRule"), empty());
    }

    @Test
    void nobodyButAnAdminChangesTheLists() {
        for (String user : List.of("agent1001", "supervisor", "crmuser")) {
            assertThat(ServiceUtil.isError(run(user, "createAsteriskIgnoredNumber", Map.of("numberKey", "+37251110001"))), is(true));
            assertThat(ServiceUtil.isError(run(user, "createAsteriskOutboundRule", Map.of("numberPrefix", "1", "ruleType", "BLOCK"))), is(true));
            assertThat(ServiceUtil.isError(run(user, "rebuildAsteriskNumberKeys", Map.of())), is(true));
            assertThat(ServiceUtil.isError(run(user, "getAsteriskNumberIndexState", Map.of())), is(true));
            assertThat(ServiceUtil.isError(run(user, "deleteAsteriskCallerCorrection", Map.of("numberKey", "1"))), is(true));
        }
        WebClient agent = new WebClient(host.base());
        agent.login("/asterisk", "agent1001", "ofbiz");
        assertThat(agent.get(AT + "numberIndexState").statusCode(), is(403));
    }

    @Test
    void aRuleDecidesBeforeAnythingIsDialled() {
        sends("createAsteriskOutboundRule", Map.of("numberPrefix", "+3725", "ruleType", "BLOCK", "description", "mobiles"));
        assertThat(dialled("agent1001", "00372 5123 4567"), is("NUMBER_BLOCKED +3725 (mobiles)"));
        sends("updateAsteriskOutboundRule", Map.of("numberPrefix", "+3725", "ruleType", "ALLOW"));
        assertThat(dialled("agent1001", "+37251234567"), is("+37251234567"));
        sends("deleteAsteriskOutboundRule", Map.of("numberPrefix", "+3725"));
        assertThat(database.rows("AsteriskOutboundRule"), empty());
    }

    @Test
    void withoutAPermissionOtherCountriesAndPremiumRatesAreRefused() {
        assertThat(dialled("agent1001", "+372 900 1234"), is("PREMIUM_NOT_PERMITTED +3729001234"));
        assertThat(dialled("supervisor", "+372 900 1234"), is("+3729001234"));
        assertThat("an admin may all", dialled("admin", "+372 900 1234"), is("+3729001234"));
        assertThat(dialled("agent1001", "+49 30 901820"), is("+4930901820"));
        GenericValue granted = database.row("SecurityGroupPermission", "groupId", "ASTERISK_AGENT", "permissionId", "ASTERISK_DIAL_INTL");
        database.change("SecurityGroupPermission", Map.of("groupId", "ASTERISK_AGENT", "permissionId", "ASTERISK_DIAL_INTL",
                "fromDate", granted.getTimestamp("fromDate"), "thruDate", START));
        assertThat(dialled("agent1001", "+49 30 901820"), is("INTERNATIONAL_NOT_PERMITTED +4930901820"));
        assertThat(dialled("agent1001", "112"), is("112"));
    }

    /** What the PBX would be told to dial, or why not. */
    private static String dialled(String user, String number) {
        Settings settings = Settings.of(host.delegator());
        DialRules.Checked checked = new OfbizDialRules(settings, new Servers(host.delegator(), settings),
                OutboundRules.of(host.delegator(), host.dispatcher().getDispatchContext().getSecurity()), new DialLimits(Clock.systemUTC()),
                DialReports.NONE).check(new Person(user, "", user), number, Numbering.none());
        return checked.dialable().orElseGet(() -> checked.refusal().map(refusal -> refusal.code() + " " + refusal.detail()).orElseThrow());
    }

    @Test
    void aCorrectionIsKeptWithTheCallItsCommEventAndForTheNextCall() {
        Map<String, Object> event = run("admin", "createCommunicationEvent", Map.of("communicationEventTypeId", "PHONE_COMMUNICATION",
                "partyIdFrom", "AST_MARI", "partyIdTo", "AST_AGENT1", "statusId", "COM_ENTERED"));
        String eventId = (String) event.get("communicationEventId");
        call("CORRECT1", "AST_INBOUND", "+37253001111", eventId);
        assertThat(look("+37253001111").matchedOn(), is(MatchedOn.NOBODY));

        Map<String, Object> done = run("agent1001", "correctCallParty", Map.of("phoneCallId", "CORRECT1", "partyId", "AST_ANNA"));
        assertThat(ServiceUtil.getErrorMessage(done), ServiceUtil.isSuccess(done), is(true));
        GenericValue row = database.row("PhoneCall", "phoneCallId", "CORRECT1");
        assertThat(row.getString("partyId") + " by " + row.getString("partyCorrectedBy"), is("AST_ANNA by agent1001"));
        assertThat(database.row("CommunicationEvent", "communicationEventId", eventId).getString("partyIdFrom"), is("AST_ANNA"));
        assertThat(database.rows("CommunicationEventRole", "communicationEventId", eventId, "roleTypeId", "ORIGINATOR").stream()
                .map(role -> role.getString("partyId")).toList(), is(List.of("AST_ANNA")));
        assertThat("the colleague's side stays", database.rows("CommunicationEventRole", "communicationEventId", eventId).size(), is(2));
        Caller next = look("003725300 1111");
        assertThat(next.matchedOn(), is(MatchedOn.CORRECTED));
        assertThat(next.matches().get(0).partyId(), is("AST_ANNA"));
        assertThat("no contact was asked for", row.getString("contactMechId"), is(nullValue()));

        assertThat(admin.get(AT + "numbers").body(), containsString("+37253001111"));
        sends("deleteAsteriskCallerCorrection", Map.of("numberKey", "+37253001111"));
        assertThat(look("+37253001111").matchedOn(), is(MatchedOn.NOBODY));
    }

    @Test
    void aCorrectionCanGiveThePartyTheNumberOnce() {
        call("CORRECT2", "AST_OUTBOUND", "+37253002222", null);
        Map<String, Object> wanted = Map.of("phoneCallId", "CORRECT2", "partyId", "AST_JAAN", "addContactMech", "Y");
        Map<String, Object> done = run("agent1001", "correctCallParty", wanted);
        assertThat(ServiceUtil.getErrorMessage(done), done.get("contactMechId"), is(not(nullValue())));
        assertThat(database.row("AsteriskNumberKey", "contactMechId", done.get("contactMechId")).getString("numberKey"), is("+37253002222"));
        assertThat(database.rows("PartyContactMechPurpose", "contactMechId", done.get("contactMechId")).get(0)
                .getString("contactMechPurposeTypeId"), is("PHONE_WORK"));
        assertThat("again", run("agent1001", "correctCallParty", wanted).get("contactMechId"), is(done.get("contactMechId")));
    }

    @Test
    void aCorrectionOfOneCallLeavesItsNumberAsItIs() {
        call("CORRECT6", "AST_INBOUND", "+37253006666", null);
        Map<String, Object> done = run("agent1001", "correctCallParty", Map.of("phoneCallId", "CORRECT6", "partyId", "AST_ANNA",
                "thisCallOnly", "Y"));
        assertThat(ServiceUtil.getErrorMessage(done), ServiceUtil.isSuccess(done), is(true));
        assertThat(database.row("PhoneCall", "phoneCallId", "CORRECT6").getString("partyId"), is("AST_ANNA"));
        assertThat(look("+37253006666").matchedOn(), is(MatchedOn.NOBODY));
    }

    @Test
    void correctionsAreRefusedInWords() {
        call("CORRECT3", "AST_INBOUND", "+37253003333", null);
        call("CORRECT4", "AST_INTERNAL", "1002", null);
        assertThat(refusal("agent1001", "CORRECT3", "NO_SUCH_PARTY"), containsString("NO_SUCH_PARTY"));
        assertThat(refusal("agent1001", "CORRECT4", "AST_ANNA"), containsString("Internal calls"));
        assertThat(refusal("agent1001", "NO_SUCH_CALL", "AST_ANNA"), containsString("Call not found"));
        assertThat("in no group", refusal("crmuser", "CORRECT3", "AST_ANNA"), containsString("Call not found"));
        assertThat(database.row("PhoneCall", "phoneCallId", "CORRECT3").getString("partyId"), is(nullValue()));
    }

    private static String refusal(String user, String phoneCallId, String partyId) {
        return ServiceUtil.getErrorMessage(run(user, "correctCallParty", Map.of("phoneCallId", phoneCallId, "partyId", partyId)));
    }

    @Test
    void anAgentCorrectsACallOnItsPage() {
        call("CORRECT5", "AST_INBOUND", "+37253005555", null);
        WebClient agent = new WebClient(host.base());
        agent.login("/asterisk", "agent1001", "ofbiz");
        String page = agent.get(AT + "correctCall?phoneCallId=CORRECT5").body();
        assertThat(page, containsString("CORRECT5"));
        agent.postFrom(page, AT + "correctCallParty", Map.of("phoneCallId", "CORRECT5", "partyId", "AST_MARI", "addContactMech", "N"));
        assertThat(database.row("PhoneCall", "phoneCallId", "CORRECT5").getString("partyId"), is("AST_MARI"));
    }

    @Test
    void theIndexIsMadeAnewFromThePage() throws GenericEntityException {
        host.delegator().removeByAnd("AsteriskNumberKey", Map.of("contactMechId", "AST_TEL_ANNA"));
        database.create("AsteriskNumberKey", Map.of("contactMechId", "NO_NUMBER", "numberKey", "+1", "keyKind", "VALID"));
        sends("rebuildNumberKeys", Map.of());
        Await.until(() -> database.find("AsteriskNumberKey", "contactMechId", "AST_TEL_ANNA"), () -> "the key is not there");
        database.await(state -> "DONE".equals(state.getString("phase")), "AsteriskNumberIndexState");
        assertThat("a key whose number is gone", database.find("AsteriskNumberKey", "contactMechId", "NO_NUMBER"), is(Optional.empty()));
        Map<String, Object> state = run("admin", "getAsteriskNumberIndexState", Map.of());
        assertThat(state.get("numberIndexComplete"), is(true));
        assertThat(state.get("missingCount"), is(0L));
        assertThat(admin.get(AT + "numberIndexState").body(), containsString("\"percent\":100"));
        assertThat(admin.get(AT + "numbers").body(), containsString("<progress"));
    }

    @Test
    void anInterruptedRebuildGoesOnWhereItWas() throws GenericEntityException {
        Settings swiss = new Settings(name -> "defaultRegion".equals(name) ? "CH" : null);
        long numbers = host.delegator().findCountByCondition("TelecomNumber", null, null, null);
        List<GenericValue> sorted = Rows.list(new Rows(host.delegator()).from("TelecomNumber").orderBy("contactMechId"));
        // as after kill -9: half done by a call center that is no more
        Map<String, Object> half = new HashMap<>(Map.of("indexId", "PARTIES", "phase", "RUNNING", "region", "CH", "keyFormat",
                TelephoneNumbers.KEY_FORMAT, "lastContactMechId", sorted.get(0).getString("contactMechId"), "doneCount", 1L));
        half.putAll(Map.of("changedCount", 0L, "runBy", "somebody else", "aliveDate", START));
        half.put("endDate", null);
        database.change("AsteriskNumberIndexState", half);
        host.delegator().removeByAnd("AsteriskNumberKey", Map.of());
        try (NumberIndex index = new NumberIndex(host.delegator(), swiss, Clock.systemUTC(), 2)) {
            assertThat(NumberIndex.isComplete(new Rows(host.delegator()), swiss), is(false));
            index.keepUp();
            GenericValue state = database.await(row -> "DONE".equals(row.getString("phase")), "AsteriskNumberIndexState");
            assertThat(state.getLong("doneCount"), is(numbers));
            assertThat(state.getLong("changedCount"), is(numbers - 1));
            assertThat("what was done before is not done again", database.find("AsteriskNumberKey", "contactMechId",
                    sorted.get(0).getString("contactMechId")), is(Optional.empty()));
            assertThat(NumberIndex.isComplete(new Rows(host.delegator()), swiss), is(true));
            assertThat("with other settings it is not", NumberIndex.isComplete(new Rows(host.delegator()), Settings.of(host.delegator())),
                    is(false));
        }
        run("admin", "rebuildAsteriskNumberKeys", Map.of());
        database.await(state -> "DONE".equals(state.getString("phase")) && "EE".equals(state.getString("region")), "AsteriskNumberIndexState");
    }

    @Test
    void whileSomebodyElseMakesItNobodyBegins() {
        Timestamp now = new Timestamp(System.currentTimeMillis());
        database.change("AsteriskNumberIndexState", Map.of("indexId", "PARTIES", "phase", "RUNNING", "runBy", "somebody else", "aliveDate", now));
        try {
            assertThat(run("admin", "rebuildAsteriskNumberKeys", Map.of()).get("started"), is(false));
        } finally {
            database.change("AsteriskNumberIndexState", Map.of("indexId", "PARTIES", "phase", "DONE"));
        }
    }

    @Test
    void whileItIsNotCompleteCallersAreFoundAllTheSame() throws GenericEntityException {
        Settings settings = new Settings(name -> "defaultRegion".equals(name) ? "LV" : null);
        host.delegator().removeByAnd("AsteriskNumberKey", Map.of("contactMechId", "AST_TEL_BAKERY"));
        Caller caller = new OfbizCallerDirectory(host.delegator(), settings).look("+3725550000", "");
        assertThat(caller.matchedOn(), is(MatchedOn.E164));
        assertThat(look("+3725550000").matchedOn(), is(MatchedOn.NOBODY));
        run("admin", "rebuildAsteriskNumberKeys", Map.of());
        Await.until(() -> Optional.of(look("+3725550000")).filter(found -> found.matchedOn() == MatchedOn.E164), () -> "not found again");
    }
}
