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
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.crm.directory.PeerSearch;
import org.apache.ofbiz.asterisk.crm.directory.UserDirectory;
import org.apache.ofbiz.asterisk.crm.history.CallHistory;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.fixture.WebClient;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.entity.GenericValue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What people read on pages: colleagues by one name everywhere, times as their language writes them, and no words of the database. */
@Tag("embedded")
class ShownTextIT {

    private static final String AT = "/asterisk/control/";
    private static final Pattern RAW_TIME = Pattern.compile(">\\s*\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d(:\\d\\d)?(\\.\\d+)?\\s*<");
    private static final Timestamp THEN = Timestamp.valueOf("2024-05-06 07:08:09.123");
    /** Who is no person, or one without a name, by login and party. */
    private static final Map<String, String> NAMELESS = Map.of("hotdesk", "SW_DESK", "newcomer", "SW_NEW");

    @TempDir
    private static Path folder;
    private static Host host;
    private static WebClient admin;

    @BeforeAll
    static void start() throws Exception {
        host = Host.start(folder, database -> {
            Host.noPbx(database);
            agent(database, "hotdesk", "SW_DESK", "PARTY_GROUP");
            database.create("PartyGroup", Map.of("partyId", "SW_DESK", "groupName", "Front desk room"));
            agent(database, "newcomer", "SW_NEW", "PERSON");
            database.create("Person", Map.of("partyId", "SW_NEW"));
            database.create("AsteriskCallerCorrection", Map.of("numberKey", "+3725551234", "partyId", "AST_ANNA", "correctedBy", "agent1001",
                    "correctedDate", THEN));
            database.create("AsteriskSettingChange", Map.of("settingChangeId", "SW1", "settingName", "defaultRegion", "changedDate", THEN,
                    "changedBy", "admin"));
            database.create("CallCenterGroupEntry", Map.of("callCenterGroupId", "SUPPORT", "entrySeqId", "00077", "entryTypeEnumId",
                    "AST_ENTRY_NUMBER", "dialplanContext", "from-trunk", "extension", "5077", "userEventName", "InboundWaiting"));
        });
        admin = new WebClient(host.base());
        admin.login("/asterisk", "admin", "ofbiz");
    }

    private static void agent(Database database, String login, String partyId, String partyType) {
        database.create("Party", Map.of("partyId", partyId, "partyTypeId", partyType));
        database.create("UserLogin", Map.of("userLoginId", login, "partyId", partyId, "enabled", "Y"));
        database.create("GroupMembership", Map.of("callCenterGroupId", "SUPPORT", "partyId", partyId, "fromDate", THEN,
                "membershipRoleEnumId", "AST_AGENT"));
        database.create("AsteriskPeer", Map.of("peerId", "SW_" + login, "serverId", "DEMO_PBX", "technology", "PJSIP", "peerName", login + "-phone",
                "peerTypeEnumId", "AST_EXTENSION", "partyId", partyId, "enabled", "Y"));
        database.create("PhoneCall", Map.of("phoneCallId", "SW_" + login, "serverId", "DEMO_PBX", "linkedId", login, "startDate", THEN,
                "directionEnumId", "AST_INBOUND", "outcomeEnumId", "AST_ANSWERED", "callerNumber", "3725551234", "agentPartyId", partyId,
                "claimedByPartyId", partyId));
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    @Test
    void givenALanguageThenItsLabelsComeAtOnceAndOnlyAgainWhenTheyHaveChanged() {
        WebClient nobody = new WebClient(host.base());
        HttpResponse<String> german = labels(nobody, "de", "");
        assertThat(german.body(), allOf(containsString(answer(Locale.GERMAN)), containsString("\"errorSIGNED_OUT\""),
                not(containsString("AsteriskServer")), not(containsString("\"\":"))));
        assertThat(german.headers().firstValue("Cache-Control").orElse(""), is("private, max-age=1800"));
        String tag = german.headers().firstValue("ETag").orElseThrow();
        assertThat("a strong one keeps Tomcat from compressing", tag, startsWith("W/\""));

        HttpResponse<String> again = labels(nobody, "de-AT", tag);
        assertThat(again.statusCode() + again.body(), is("304"));
        assertThat(again.headers().firstValue("ETag").orElse(""), is(tag));
        HttpResponse<String> english = labels(nobody, "en", tag);
        assertThat(english.statusCode() + english.body(), containsString(answer(Locale.ENGLISH)));
        assertThat("of a language that is not ours: the user's", labels(admin, "xx", "").body(), is(english.body()));
    }

    private static String answer(Locale language) {
        return "\"answer\":\"" + UtilProperties.getMessage("AsteriskUiLabels", "AsteriskConsoleAnswer", language) + "\"";
    }

    private static HttpResponse<String> labels(WebClient browser, String language, String known) {
        return browser.ask("GET", AT + "uiLabels?language=" + language, Map.of("If-None-Match", known), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aColleagueWithoutANameIsCalledByTheLoginEverywhere() {
        UserDirectory people = new UserDirectory(host.delegator());
        GenericValue supervisor = host.database().row("UserLogin", "userLoginId", "supervisor");
        NAMELESS.forEach((login, partyId) -> {
            assertThat(people.withLogin(login).orElseThrow().name(), is(login));
            assertThat(people.colleague(partyId), is(login));
            assertThat(PeerSearch.ownerName(host.database().row("AsteriskPeer", "peerName", login + "-phone")), is(login));
            CallHistory.Viewer viewer = new CallHistory.Viewer(people.person(supervisor), true, Locale.ENGLISH);
            CallHistory history = new CallHistory(host.delegator(), Settings.of(host.delegator()));
            assertThat(history.agents(viewer).stream().map(agent -> agent.get("name")).toList(), hasItem(login));
            Map<String, Object> call = history.call("SW_" + login, viewer).orElseThrow();
            assertThat(call.get("agent"), is(login));
            assertThat(call.get("claimedBy"), is(login));
            assertThat(admin.get(AT + "EditGroup?callCenterGroupId=SUPPORT").body(), containsString(">" + login + "<"));
            assertThat(admin.get(AT + "PersonGroups?partyId=" + partyId).body(), containsString(">" + login + "<"));
            assertThat(admin.get(AT + "FindPeer?peerText=" + login).body(), containsString(">" + login + "<"));
        });
        assertThat(admin.get(AT + "EditGroup?callCenterGroupId=SUPPORT").body(), not(containsString("Front desk room")));
        assertThat("a customer is called by the party", people.name("AST_BAKERY").orElseThrow(), is("Tartu Bakery"));
        assertThat(people.colleague("AST_AGENT1"), is("Liis Saar"));
    }

    @TestFactory
    Stream<DynamicTest> noPageShowsATimeAsTheDatabaseWritesIt() {
        return Stream.of("numbers", "settings", "EditGroup?callCenterGroupId=SUPPORT", "PersonGroups?partyId=SW_NEW", "FindGroup", "FindServer",
                "EditGroupMember?callCenterGroupId=SUPPORT&partyId=SW_NEW&fromDate=2024-05-06+07%3A08%3A09.123", "EditPeer?peerId=SW_newcomer",
                "viewCall?phoneCallId=SW_newcomer").map(page -> DynamicTest.dynamicTest(page, () -> {
                    String body = admin.get(AT + page).body();
                    assertThat(RAW_TIME.matcher(body).find() ? body : "", is(""));
                }));
    }

    @Test
    void timesAreShownAsTheLanguageWritesThem() {
        for (String page : List.of("numbers", "settings", "EditGroup?callCenterGroupId=SUPPORT", "PersonGroups?partyId=SW_NEW")) {
            assertThat(page, admin.get(AT + page).body(), containsString("5/6/24, 7:08:09"));
        }
    }

    @Test
    void aSourceShowsOnlyWhatItsTypeIsFoundBy() {
        assertThat(admin.get(AT + "FindGroup").body(), containsString("5077 (from-trunk)"));
        for (String page : List.of("FindGroup", "EditGroup?callCenterGroupId=SUPPORT", "wizard?serverId=DEMO_PBX&step=5")) {
            assertThat(page, admin.get(AT + page).body(), not(containsString(">InboundWaiting<")));
        }
    }

    @Test
    void aNewSourceKeepsOnlyWhatItsTypeIsFoundBy() {
        Map<String, Object> made = host.run("createCallCenterGroupWithMembers", "admin", Map.of("serverId", "DEMO_PBX", "groupName", "Orders",
                "entryTypeEnumId", "AST_ENTRY_NUMBER", "dialplanContext", "from-trunk", "extension", "5088", "userEventName", "InboundWaiting",
                "memberPartyIds", List.of("AST_AGENT1")));

        GenericValue entry = host.database().row("CallCenterGroupEntry", "callCenterGroupId", made.get("callCenterGroupId"));
        assertThat(entry.getString("userEventName"), is(nullValue()));
        assertThat(entry.getString("extension"), is("5088"));

        host.run("updateCallCenterGroupEntry", "admin", Map.of("callCenterGroupId", made.get("callCenterGroupId"), "entrySeqId",
                entry.getString("entrySeqId"), "entryTypeEnumId", "AST_ENTRY_QUEUE", "queueName", "orders"));
        entry = host.database().row("CallCenterGroupEntry", "callCenterGroupId", made.get("callCenterGroupId"));
        assertThat(entry.getString("queueName"), is("orders"));
        assertThat(entry.getString("extension"), is(nullValue()));
    }

    @Test
    void theWizardAsksForTheFolderOfRecordings() {
        String page = admin.get(AT + "wizard?newServer=Y").body();
        assertThat(page, containsString("name=\"recordingsLocation\""));
        assertThat(page, containsString("placeholder=\"runtime/recordings\""));

        String folder = "/var/spool/asterisk/monitor/lab";
        Map<String, Object> saved = host.run("setUpAsteriskServer", "admin", Map.of("host", "127.0.0.1", "port", 1L, "useTls", "N",
                "userName", "ofbiz", "secret", "something-long", "recordingsLocation", folder));
        assertThat(host.database().row("AsteriskServer", "serverId", saved.get("serverId")).getString("recordingsLocation"), is(folder));
        assertThat(admin.get(AT + "wizard?step=1&serverId=" + saved.get("serverId")).body(), containsString("value=\"" + folder + "\""));
    }
}
