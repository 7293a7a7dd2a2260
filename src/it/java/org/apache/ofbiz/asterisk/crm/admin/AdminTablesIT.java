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
package org.apache.ofbiz.asterisk.crm.admin;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.oneOf;
import static org.hamcrest.Matchers.startsWith;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.ofbiz.asterisk.call.PeerStates;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.fixture.HostWithPbx;
import org.apache.ofbiz.asterisk.fixture.QuickKeys;
import org.apache.ofbiz.asterisk.fixture.WebClient;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.embedded.pbx.SimulatedPbx;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many rows: the list of peers, files of rows, and all of it while people talk. With a simulated PBX. */
@Tag("embedded")
class AdminTablesIT {

    private static final String AT = "/asterisk/control/";
    private static final Duration QUICK = Duration.ofSeconds(5);

    @TempDir
    private static Path folder;
    private static HostWithPbx<SimulatedPbx> site;
    private static Host host;
    private static Database database;
    private static WebClient admin;
    private static String page;

    @BeforeAll
    static void start() throws Exception {
        site = HostWithPbx.simulated(folder);
        host = site.host();
        database = host.database();
        admin = new WebClient(host.base());
        admin.login("/asterisk", "admin", "ofbiz");
        page = admin.get(AT + "console").body();
    }

    @AfterAll
    static void stop() throws Exception {
        site.close();
    }

    private static String sends(String request, Map<String, String> form) {
        return admin.postFrom(page, AT + request, form).body();
    }

    private static String checks(String kind, String csv) {
        return sends("checkRows", Map.of("rowKind", kind, "csvText", csv));
    }

    private static String uploads(byte[] groups) {
        return admin.uploadFrom(page, AT + "checkRows", Map.of("rowKind", "GROUPS"), "csvFile", groups).body();
    }

    private static String applies(String checked) {
        Matcher id = Pattern.compile("name=\"importId\"[^>]* value=\"([^\"]+)\"").matcher(checked);
        assertThat(checked, id.find(), is(true));
        return sends("applyRows", Map.of("importId", id.group(1)));
    }

    @Test
    void theConfigurationGoesOutAndInAsOneFile() {
        QuickKeys.during(() -> new BackupFlows(host, admin, page).goThrough());
    }

    /** A call that is sent to a group without a line would be hung up. */
    @Test
    void theLinesToCopyOfTheConsentHaveEachGroupOfTheServer() {
        for (String[] group : new String[][] {{"ANNOUNCES", "ANNOUNCE"}, {"SILENT", "NONE"}}) {
            database.create("CallCenterGroup", Map.of("callCenterGroupId", group[0], "groupName", group[0], "serverId", "DEMO_PBX"));
            database.create("CallCenterGroupConsent", Map.of("callCenterGroupId", group[0], "consentMode", group[1], "announcementSound", "sound"));
        }
        database.create("CallCenterGroup", Map.of("callCenterGroupId", "UNTOUCHED", "groupName", "No consent", "serverId", "DEMO_PBX"));
        assertThat(admin.get(AT + "groupConsent?callCenterGroupId=SILENT").body(), allOf(
                containsString("GosubIf($[${DIALPLAN_EXISTS(ofbiz-consent-groups,SILENT,1)}]?ofbiz-consent-groups,SILENT,1)"),
                containsString("ANNOUNCES,1,Gosub(ofbiz-consent,announce,1(sound))"), containsString("SILENT,1,Return()"),
                containsString("UNTOUCHED,1,Return()"), containsString("_[0-9A-Za-z].,1,Return()")));
    }

    @Test
    void rowsAreShownBeforeTheyAreTakenOver() {
        String csv = "serverId,technology,peerName,peerTypeEnumId,userLoginId,callerIdNumber\n"
                + "DEMO_PBX,PJSIP,2001,AST_EXTENSION,crmuser,'+3726001\n"
                + "DEMO_PBX,PJSIP,1001,AST_EXTENSION,agent1001,1001\n"
                + "DEMO_PBX,PJSIP,1002,AST_EXTENSION,agent1002,\"10,02\"\n"
                + "DEMO_PBX,PJSIP,trunk,AST_EXTENSION,,\n";
        String bad = checks("PEERS", csv);
        assertThat(bad, containsString("New: 1, changed: 1, unchanged: 1, rejected: 1"));
        assertThat(bad, containsString("isn&#39;t a number that a phone can dial"));
        assertThat("no way to take them over", bad, not(containsString("name=\"importId\"")));
        String good = checks("PEERS", csv.replace("\"10,02\"", "1002"));
        assertThat(good, containsString("peerTypeEnumId: AST_TRUNK → AST_EXTENSION"));
        assertThat(database.find("AsteriskPeer", "peerName", "2001"), is(Optional.empty()));
        assertThat(applies(good), containsString("Imported. New: 1, changed: 1"));
        GenericValue made = database.row("AsteriskPeer", "peerName", "2001");
        assertThat(made.getString("callerIdNumber") + made.getString("partyId"), is("+3726001AST_CRMUSER"));
        assertThat("only once", sends("applyRows", Map.of("importId", "x")), containsString("preview has expired"));
        sends("deletePeer", Map.of("peerId", made.getString("peerId")));
        host.run("updateAsteriskPeer", "admin", Map.of("peerId", "DEMO_TRUNK", "peerTypeEnumId", "AST_TRUNK"));
    }

    @Test
    void whatIsTakenOutComesBackUnchangedAndNothingCalculates() {
        host.run("createCallCenterGroup", "admin", Map.of("callCenterGroupId", "ODD", "groupName", "=1+1", "serverId", "DEMO_PBX",
                "description", "\"quoted\", '@home; täht"));
        for (String kind : List.of("PEERS", "GROUPS", "MEMBERSHIPS")) {
            String csv = admin.get(AT + "exportRows?rowKind=" + kind).body();
            assertThat(csv, startsWith("\uFEFF"));
            assertThat("no cell is a formula: " + csv, Pattern.compile("(^|,|\")[=@+\\-]").matcher(csv).find(), is(false));
            String checked = checks(kind, csv);
            assertThat(checked, containsString("New: 0, changed: 0"));
            assertThat(checked, containsString("rejected: 0"));
        }
        String german = "callCenterGroupId;groupName;description\nODD;'=2+2;\"a;b\"\n";
        String file = uploads(german.getBytes(StandardCharsets.UTF_8));
        assertThat(file, containsString("groupName: =1+1 → =2+2"));
        host.run("deleteCallCenterGroup", "admin", Map.of("callCenterGroupId", "ODD"));
    }

    @Test
    void whatIsNoTableIsRefusedInWords() {
        assertThat(checks("PEERS", ""), containsString("The file contains no rows."));
        assertThat(checks("PEERS", "serverId,technology,peerName,secret\nA,PJSIP,1,x"), containsString("missing columns: secret"));
        assertThat(checks("PEERS", "serverId,technology\nA,PJSIP"), containsString("missing columns: peerName"));
        assertThat(checks("PEERS", "serverId,technology,peerName\nA,PJSIP,1,2,3"), containsString("Row 2 has more cells"));
        assertThat(checks("PEERS", "serverId,technology,peerName\n\"A,PJSIP,1"), containsString("isn&#39;t valid CSV"));
        assertThat(checks("MEMBERSHIPS", "callCenterGroupId,partyId\nSUPPORT,AST_CRMUSER\nSUPPORT,AST_CRMUSER"), containsString("of row 2"));
        assertThat(checks("SECRETS", "a\nb"), containsString("SECRETS doesn&#39;t exist."));
        byte[] latin = "callCenterGroupId,groupName\nODD,t\u00e4ht".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(uploads(latin), containsString("isn&#39;t encoded in UTF-8"));
        byte[] large = ("callCenterGroupId\n" + "x".repeat(5 << 20)).getBytes(StandardCharsets.UTF_8);
        assertThat(uploads(large), containsString("too large"));
    }

    @Test
    void membersAreCopiedAndThoseWhoAreInAlreadyStay() {
        host.run("createCallCenterGroup", "admin", Map.of("callCenterGroupId", "COPY", "groupName", "Copy", "serverId", "DEMO_PBX"));
        host.run("createGroupMembership", "admin", Map.of("callCenterGroupId", "COPY", "partyId", "AST_AGENT1", "penalty", 7L));
        String shown = sends("copyGroupMembers", Map.of("callCenterGroupId", "COPY", "fromGroupId", "SUPPORT"));
        int members = database.rows("GroupMembership", "callCenterGroupId", "SUPPORT").size();
        assertThat(shown, containsString("Copied: " + (members - 1) + ". Already in the group: 1."));
        assertThat(database.row("GroupMembership", "callCenterGroupId", "COPY", "partyId", "AST_AGENT1").getLong("penalty"), is(7L));
        String groups = admin.get(AT + "PersonGroups?partyId=AST_AGENT1").body();
        assertThat(groups, containsString("Liis Saar"));
        assertThat(groups, containsString(">Copy</a>"));
        assertThat(groups, containsString(">Support</a>"));
        sends("deleteGroup", Map.of("callCenterGroupId", "COPY"));
    }

    @Test
    void nothingThatAnAdminDoesEndsACall() {
        assertThat(host.run("originateCall", "agent1001", Map.of("number", "+3725550000")).get("responseMessage"), is("success"));
        GenericValue talking = database.await(call -> call.getTimestamp("answerDate") != null, "PhoneCall", "agentPartyId", "AST_AGENT1");
        sends("changeSetting", Map.of("settingName", "recordingWaitSeconds", "settingValue", "31"));
        host.run("updateCallCenterGroup", "admin", Map.of("callCenterGroupId", "SUPPORT", "description", "while somebody talks"));
        sends("assignPeers", Map.of("peerId_o_0", "DEMO_1003", "userLoginId_o_0", "", "partyId_o_0", "AST_AGENT3", "editedStamp_o_0", ""));
        applies(checks("GROUPS", "callCenterGroupId,wrapUpSeconds\nSUPPORT,11"));
        host.run("updateAsteriskPeer", "admin", Map.of("peerId", "DEMO_1001", "callerIdName", "Liis while she talks"));
        host.run("reloadAsterisk", "admin", Map.of());
        String refused = sends("deletePeer", Map.of("peerId", "DEMO_1001"));
        assertThat("what uses it is shown", refused, containsString("viewCall?phoneCallId=" + talking.getString("phoneCallId")));
        assertThat(database.row("PhoneCall", "phoneCallId", talking.get("phoneCallId")).getTimestamp("endDate") == null, is(true));
        PeerStates.State state = CallCenter.of(host.delegator()).orElseThrow().links().peerState("DEMO_1001");
        assertThat("the phone is in use", state, is(oneOf(PeerStates.State.IN_USE, PeerStates.State.BUSY)));
        assertThat("the list says so", admin.get(AT + "FindPeer?peerState=" + state).body(), containsString(">1001</a>"));
        assertThat(host.run("hangupCall", "agent1001", Map.of("callId", "DEMO_PBX:" + talking.getString("linkedId"))).get("responseMessage"),
                is("success"));
        database.await(call -> call.getTimestamp("endDate") != null, "PhoneCall", "phoneCallId", talking.get("phoneCallId"));
        sends("resetSetting", Map.of("settingName", "recordingWaitSeconds"));
        host.run("updateAsteriskPeer", "admin", Map.of("peerId", "DEMO_1003", "userLoginId", "agent1003"));
    }

    @Test
    void tenThousandPeersStayQuick() throws GenericEntityException {
        database.create("AsteriskServer", Map.of("serverId", "LARGE", "host", "127.0.0.1", "port", 1L, "userName", "u", "secret", "x",
                "enabled", "N"));
        List<GenericValue> peers = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            peers.add(host.delegator().makeValue("AsteriskPeer", Map.of("peerId", "L" + i, "serverId", "LARGE", "technology", "PJSIP",
                    "peerName", "" + (10_000 + i), "peerTypeEnumId", "AST_EXTENSION", "enabled", i % 2 == 0 ? "Y" : "N", "autoFilled", "Y")));
        }
        host.delegator().storeAll(peers);
        try {
            for (String query : List.of("", "?VIEW_INDEX_1=400", "?peerText=19999", "?serverId=LARGE&assigned=N&peerState=DISABLED&VIEW_INDEX_1=200",
                    "?peerState=UNKNOWN&VIEW_INDEX_1=3", "?peerState=IDLE")) {
                long began = System.nanoTime();
                String shown = admin.get(AT + "FindPeer" + query).body();
                Duration took = Duration.ofNanos(System.nanoTime() - began);
                Debug.logInfo("10,000 peers, FindPeer" + query + ": " + took.toMillis() + " ms", AdminTablesIT.class.getName());
                assertThat(query, took, lessThan(QUICK));
                assertThat(query, shown.split("<tr>").length, lessThan(25));
            }
            assertThat(admin.get(AT + "FindPeer?peerText=19999").body(), containsString(">19999</a>"));
            assertThat(admin.get(AT + "FindPeer?serverId=LARGE&VIEW_INDEX_1=499").body(), containsString(">19980</a>"));
        } finally {
            host.delegator().removeByAnd("AsteriskPeer", Map.of("serverId", "LARGE"));
            host.delegator().removeByAnd("AsteriskServer", Map.of("serverId", "LARGE"));
        }
    }

    @Test
    void severalAreAssignedAtOnceOrNone() {
        String shown = admin.get(AT + "FindPeer?serverId=DEMO_PBX").body();
        assertThat("in words", shown, containsString(">Free<"));
        Map<String, String> form = Map.of("peerId_o_0", "DEMO_1002", "userLoginId_o_0", "crmuser", "partyId_o_0", "AST_AGENT2", "editedStamp_o_0", "",
                "peerId_o_1", "DEMO_1003", "userLoginId_o_1", "nobody", "partyId_o_1", "AST_AGENT3", "editedStamp_o_1", "");
        assertThat(sends("assignPeers?serverId=DEMO_PBX", form), containsString("nobody doesn&#39;t exist."));
        assertThat(database.row("AsteriskPeer", "peerId", "DEMO_1002").getString("userLoginId"), is("agent1002"));
        Map<String, String> better = new HashMap<>(form);
        better.put("userLoginId_o_1", "");
        better.put("partyId_o_1", "");
        assertThat(sends("assignPeers?serverId=DEMO_PBX", better), containsString("Assignments changed: 2"));
        assertThat("the party follows its login", database.row("AsteriskPeer", "peerId", "DEMO_1002").getString("partyId"), is("AST_CRMUSER"));
        assertThat(admin.get(AT + "FindPeer?assigned=N").body(), containsString(">1003</a>"));
        host.run("updateAsteriskPeer", "admin", Map.of("peerId", "DEMO_1002", "userLoginId", "agent1002"));
        host.run("updateAsteriskPeer", "admin", Map.of("peerId", "DEMO_1003", "userLoginId", "agent1003"));
    }
}
