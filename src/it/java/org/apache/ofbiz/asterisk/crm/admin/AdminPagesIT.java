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
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.crm.ldap.LdapSecret;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.fixture.WebClient;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.model.ModelField;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The pages of the admin, over HTTP: each can be shown, in each language; each row can be created, changed, refused and deleted. */
@Tag("embedded")
class AdminPagesIT {

    private static final String AT = "/asterisk/control/";
    private static final Pattern RAW_LABEL = Pattern.compile(">\\s*(Asterisk[A-Z]\\w+|Common[A-Z]\\w+)\\s*<");
    private static final List<String> PAGES = List.of("wizard", "wizard?newServer=Y", "wizard?step=2", "wizard?step=3", "wizard?step=4",
            "wizard?step=5", "wizard?step=6", "numbers", "numbers?numberKey=%2B37251112222", "FindServer",
            "EditServer", "EditServer?serverId=DEMO_PBX", "pagePhones?serverId=DEMO_PBX", "EditServerTrunk?fromServerId=DEMO_PBX",
            "FindPeer", "EditPeer", "EditPeer?peerId=DEMO_1001", "FindGroup",
            "EditGroup", "EditGroup?callCenterGroupId=SUPPORT",
            "EditGroupEntry?callCenterGroupId=SUPPORT", "EditGroupEntry?callCenterGroupId=SUPPORT&entrySeqId=00001",
            "EditGroupMember?callCenterGroupId=SUPPORT",
            "EditGroupMember?callCenterGroupId=SUPPORT&partyId=AST_AGENT1&fromDate=2020-01-01+00%3A00%3A00.0", "PersonGroups",
            "PersonGroups?partyId=AST_AGENT1", "settings", "importRows?rowKind=PEERS", "diagnostics",
            "callActions");

    @TempDir
    private static Path folder;
    private static Host host;
    private static WebClient admin;

    @BeforeAll
    static void start() throws IOException {
        host = Host.start(folder, Host::noPbx);
        admin = new WebClient(host.base());
        admin.login("/asterisk", "admin", "ofbiz");
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    @TestFactory
    Stream<DynamicTest> everyPageIsShownInEveryLanguage() {
        return Stream.of("en", "fr", "de").flatMap(language -> PAGES.stream().map(page -> DynamicTest.dynamicTest(page + " " + language, () -> {
            admin.postFrom(admin.get(AT + "console").body(), AT + "setLocale", Map.of("newLocale", language));
            HttpResponse<String> shown = admin.get(AT + page);
            assertThat(shown.body(), shown.statusCode(), is(200));
            assertThat(shown.body(), containsString("<html lang=\"" + language + "\""));
            assertThat(RAW_LABEL.matcher(shown.body()).find() ? shown.body() : "", is(""));
            assertThat("the secret is never shown", shown.body(), not(containsString("ofbiz-demo")));
        })));
    }

    @TestFactory
    Stream<DynamicTest> noPageIsShownToAnAgent() {
        WebClient agent = new WebClient(host.base());
        agent.login("/asterisk", "agent1001", "ofbiz");
        return PAGES.stream().map(page -> DynamicTest.dynamicTest(page, () -> {
            String body = agent.get(AT + page).body();
            assertThat(body, not(containsString("<form method=\"post\" action=\"" + AT + "create")));
            assertThat(body, not(containsString("name=\"groupName\"")));
            assertThat(body, not(containsString("name=\"host\"")));
            assertThat(body, not(containsString("DEMO_PBX")));
        }));
    }

    private static HttpResponse<String> sends(String page, String request, Map<String, String> form) {
        return admin.postFrom(admin.get(AT + page).body(), AT + request, form);
    }

    @Test
    void whatIsDeletedIsNamedBeforeItGoesAndANewServerNeedsItsSecret() {
        assertThat(admin.get(AT + "FindServer").body(), containsString(": DEMO_PBX Demo PBX?\""));
        assertThat(admin.get(AT + "EditGroup?callCenterGroupId=SUPPORT").body(), containsString(": Support?\""));
        assertThat(admin.get(AT + "EditPeer?peerId=DEMO_1001").body(), containsString(": 1001?\""));
        Pattern needed = Pattern.compile("<input[^>]*name=\"secret\"[^>]*\\brequired\\b");
        assertThat("a new server's secret", needed.matcher(admin.get(AT + "EditServer").body()).find(), is(true));
        assertThat("a known server's", needed.matcher(admin.get(AT + "EditServer?serverId=DEMO_PBX").body()).find(), is(false));
    }

    @Test
    void thePasswordOfTheDirectoryIsEncryptedAndNeverShown() {
        admin.postFrom(admin.get(AT + "console").body(), AT + "setLocale", Map.of("newLocale", "en"));
        String saved = sends("settings", "changeLdapPassword", Map.of("secret", "open sesame")).body();
        assertThat(saved, allOf(containsString("Saved."), containsString("A password is stored."), not(containsString("open sesame"))));
        assertThat(LdapSecret.of(host.delegator()), is("open sesame"));
        assertThat(host.database().row("AsteriskSecret", "secretId", "LDAP").getString("lastModifiedByUserLogin"), is("admin"));
        assertThat(host.delegator().getModelEntity("AsteriskSecret").getField("secret").getEncryptMethod(), is(ModelField.EncryptMethod.TRUE));
        assertThat(sends("settings", "changeLdapPassword", Map.of("secret", "")).body(), containsString("No password is stored."));
        assertThat(LdapSecret.of(host.delegator()), is(""));
        assertThat(sends("settings", "changeSetting", Map.of("settingName", "ldapServers", "settingValue", "ldaps://evil.example")).body(),
                containsString("config/asterisk.properties"));
    }

    @Test
    void callActionsAreAddedTestedChangedAndDeletedOnTheirPage() {
        admin.postFrom(admin.get(AT + "console").body(), AT + "setLocale", Map.of("newLocale", "en"));
        Map<String, String> action = Map.of("callCenterGroupId", "SUPPORT", "turn", "ANSWERED", "actionType", "WEBHOOK",
                "target", "http://169.254.169.254/x?n={CALLER_NUMBER}&<b>", "parameters", "a=1\nb={AGENT}", "secret", "a long secret");
        assertThat(sends("callActions", "createCallAction", action).body(), containsString("target"));
        Map<String, String> good = new HashMap<>(action);
        good.put("target", "http://169.254.169.254/x?n={CALLER_NUMBER}");
        assertThat(sends("callActions", "createCallAction", good).body(), containsString("Saved."));
        String id = host.database().row("AsteriskCallAction", "callCenterGroupId", "SUPPORT").getString("callActionId");

        String form = admin.get(AT + "callActions?callActionId=" + id).body();
        assertThat(form, containsString("b={AGENT}"));
        assertThat("a secret is on no page", form, not(containsString("a long secret")));
        assertThat("nothing is allowed at first", sends("callActions", "testCallAction", Map.of("callActionId", id)).body(),
                containsString("isn&#39;t allowed by actionHosts"));

        sends("callActions", "updateCallAction", Map.of("callActionId", id, "turn", "ENDED", "actionType", "WEBHOOK", "target", "https://crm.example/",
                "enabled", "N", "secret", ""));
        GenericValue changed = host.database().row("AsteriskCallAction", "callActionId", id);
        assertThat(changed.getString("turn") + changed.getString("enabled") + " " + changed.getString("secret"), is("ENDEDN a long secret"));

        host.database().create("AsteriskCallActionFailure", Map.of("failureId", "F1", "callActionId", id, "callCenterGroupId", "SUPPORT",
                "turn", "ENDED", "callValues", "{\"CALL_ID\":\"PBX:1\"}", "attempts", 6L, "deliveryState", "FAILED",
                "problem", "The target answered <500>.", "failedDate", Timestamp.from(Instant.EPOCH)));
        assertThat(admin.get(AT + "callActions").body(), containsString("The target answered &lt;500&gt;."));
        assertThat(sends("callActions", "retryCallAction", Map.of("failureId", "F1")).body(), containsString("isn&#39;t allowed by actionHosts"));
        assertThat(sends("callActions", "deleteCallActionFailure", Map.of("failureId", "F1")).body(), containsString("Deleted."));
        assertThat(sends("callActions", "deleteCallAction", Map.of("callActionId", id)).body(), containsString("Deleted."));
        assertThat(host.database().rows("AsteriskCallAction").size(), is(0));
    }

    @Test
    void whatIsSavedAndDeletedIsSaidSo() {
        admin.postFrom(admin.get(AT + "console").body(), AT + "setLocale", Map.of("newLocale", "en"));
        Map<String, String> rule = Map.of("numberPrefix", "+37290", "ruleType", "BLOCK");
        assertThat(sends("numbers", "createAsteriskOutboundRule", rule).body(), containsString("Saved."));
        assertThat(sends("numbers?numberPrefix=%2B37290", "updateAsteriskOutboundRule", rule).body(), containsString("Saved."));
        assertThat(sends("numbers", "deleteAsteriskOutboundRule", Map.of("numberPrefix", "+37290")).body(), containsString("Deleted."));
        assertThat(sends("settings", "changeSetting", Map.of("settingName", "defaultRegion", "settingValue", "EE")).body(),
                containsString("Saved."));
        assertThat(admin.get(AT + "settings").body(), not(containsString("Saved.")));
    }

    @Test
    void aServerIsRefusedCreatedChangedAndDeleted() {
        Map<String, String> wrong = Map.of("serverId", "S1", "host", "pbx", "port", "70000", "userName", "u", "secret", "typed-1n");
        String refused = sends("EditServer", "createServer", wrong).body();
        assertThat(refused, containsString("65535"));
        assertThat("what was typed stays", refused, containsString("value=\"70000\""));
        assertThat("but no secret", refused, not(containsString("typed-1n")));
        assertThat(host.database().rows("AsteriskServer", "serverId", "S1").size(), is(0));
        sends("EditServer", "createServer", Map.of("serverId", "S1", "host", "pbx.example", "port", "5038", "userName", "u", "secret", "s3cret",
                "internalContext", "internal", "outboundContext", "outbound", "claimContext", "claim", "waitingContext", "waiting", "enabled", "N"));
        assertThat(host.database().rows("AsteriskServer", "serverId", "S1").get(0).getString("host"), is("pbx.example"));
        assertThat("a secret is for one address", sends("EditServer?serverId=S1", "updateServer", Map.of("serverId", "S1", "host", "other.example",
                "port", "5038", "userName", "u", "secret", "")).body(), containsString("role=\"alert\""));
        assertThat(host.database().rows("AsteriskServer", "serverId", "S1").get(0).getString("host"), is("pbx.example"));
        sends("EditServer?serverId=S1", "updateServer", Map.of("serverId", "S1", "host", "pbx.example", "port", "5038", "userName", "v",
                "secret", "", "internalContext", "internal", "outboundContext", "outbound", "claimContext", "claim", "waitingContext", "waiting"));
        assertThat(host.database().rows("AsteriskServer", "serverId", "S1").get(0).getString("userName"), is("v"));
        assertThat("an empty secret leaves it", host.database().rows("AsteriskServer", "serverId", "S1").get(0).getString("secret"), is("s3cret"));
        assertThat("in use", sends("FindServer", "deleteServer", Map.of("serverId", "DEMO_PBX")).body(), containsString("role=\"alert\""));
        sends("FindServer", "deleteServer", Map.of("serverId", "S1"));
        assertThat(host.database().rows("AsteriskServer", "serverId", "S1").size(), is(0));
    }

    @Test
    void aTrunkToAnotherServerIsDeclaredChangedAndDeletedWithIt() {
        Database database = host.database();
        database.create("AsteriskServer", Map.of("serverId", "TRUNKED", "host", "pbx.example", "userName", "u", "secret", "x", "enabled", "N"));
        String saved = edits("EditServerTrunk?fromServerId=DEMO_PBX", "EditServerTrunk", Map.of("fromServerId", "DEMO_PBX", "toServerId", "TRUNKED",
                "trunkContext", "to-other", "arrivalContext", "from-demo"));
        assertThat("the page of the server", saved, both(containsString("from-demo")).and(containsString("DEMO_PBX")));
        assertThat("that of the other one, too", admin.get(AT + "EditServer?serverId=TRUNKED").body(), containsString("to-other"));
        String twice = sends("console", "createServerTrunk", Map.of("fromServerId", "DEMO_PBX", "toServerId", "TRUNKED", "trunkContext", "again",
                "arrivalContext", "again")).body();
        assertThat(twice, containsString("DEMO_PBX - TRUNKED already exists."));
        edits("EditServerTrunk?fromServerId=DEMO_PBX&toServerId=TRUNKED", "EditServerTrunk", Map.of("trunkPrefix", "81"));
        GenericValue trunk = database.row("AsteriskServerTrunk", "toServerId", "TRUNKED");
        assertThat(trunk.getString("trunkContext") + " " + trunk.getString("trunkPrefix") + " " + trunk.getString("enabled") + " "
                + trunk.getString("lastModifiedByUserLogin"), is("to-other 81 Y admin"));
        assertThat("of no server", sends("console", "createServerTrunk", Map.of("fromServerId", "NO_SUCH", "toServerId", "TRUNKED", "trunkContext",
                "a", "arrivalContext", "b")).body(), containsString("NO_SUCH doesn&#39;t exist."));
        sends("console", "deleteServerTrunk", Map.of("fromServerId", "DEMO_PBX", "toServerId", "TRUNKED"));
        assertThat(database.find("AsteriskServerTrunk", "toServerId", "TRUNKED"), is(Optional.empty()));
        database.create("AsteriskServerTrunk", Map.of("fromServerId", "TRUNKED", "toServerId", "DEMO_PBX", "trunkContext", "a",
                "arrivalContext", "b"));
        sends("FindServer", "deleteServer", Map.of("serverId", "TRUNKED"));
        assertThat(database.rows("AsteriskServer", "serverId", "TRUNKED").size() + database.rows("AsteriskServerTrunk").size(), is(0));
    }

    @Test
    void eachListOnAPageIsPagedByItself() {
        IntStream.range(100, 122).forEach(i -> host.database().create("AsteriskIgnoredNumber", Map.of("numberKey", "+372600" + i)));
        IntStream.range(100, 122).forEach(i -> host.database().create("AsteriskOutboundRule", Map.of("numberPrefix", "+7" + i, "ruleType", "ALLOW")));
        String first = admin.get(AT + "numbers").body();
        assertThat(first, both(containsString(">+372600100<")).and(not(containsString(">+372600121<"))));
        assertThat(first, both(containsString(">+7100<")).and(not(containsString(">+7121<"))));
        assertThat(first, both(containsString("numbers?VIEW_INDEX_1=1")).and(containsString("numbers?VIEW_INDEX_2=1")));
        String second = admin.get(AT + "numbers?VIEW_INDEX_2=1").body();
        assertThat(second, both(containsString(">+372600100<")).and(not(containsString(">+372600121<"))));
        assertThat(second, both(containsString(">+7121<")).and(not(containsString(">+7100<"))));
    }

    @Test
    void theListOfServersTellsHowEachConnectionIs() {
        host.database().create("AsteriskServer", Map.of("serverId", "AWAY", "host", "127.0.0.1", "port", 1L, "userName", "u", "secret", "x",
                "enabled", "Y"));
        assertThat(host.run("reloadAsterisk", "admin", Map.of()).get("responseMessage"), is("success"));
        Await.until(() -> Optional.of(admin.get(AT + "FindServer").body()).filter(page -> page.contains("refused")), () ->
                "FindServer says " + admin.get(AT + "FindServer").body());
        sends("FindServer", "deleteServer", Map.of("serverId", "AWAY"));
    }

    @Test
    void anExtensionIsCreatedAndAssignedAndNotTwice() {
        Map<String, String> form = Map.of("serverId", "DEMO_PBX", "technology", "PJSIP", "peerName", "1009", "peerTypeEnumId", "AST_EXTENSION",
                "partyId", "AST_CRMUSER", "userLoginId", "crmuser", "enabled", "Y");
        sends("EditPeer", "createPeer", form);
        assertThat(host.database().rows("AsteriskPeer", "peerName", "1009").get(0).getString("userLoginId"), is("crmuser"));
        assertThat(sends("EditPeer", "createPeer", form).body(), containsString("role=\"alert\""));
        assertThat(host.database().rows("AsteriskPeer", "peerName", "1009").size(), is(1));
    }

    @Test
    void aGroupGetsAnEntryAndAMember() {
        sends("EditGroup", "createGroup", Map.of("callCenterGroupId", "SALES", "groupName", "Sales <b>", "serverId", "DEMO_PBX",
                "routingStrategyEnumId", "AST_ROUTE_CLAIM", "ringTimeoutSeconds", "10", "enabled", "Y"));
        sends("EditGroup", "createGroup", Map.of("callCenterGroupId", "SALES", "groupName", "Sales", "serverId", "DEMO_PBX",
                "routingStrategyEnumId", "AST_ROUTE_CLAIM", "ringTimeoutSeconds", "10", "enabled", "Y"));
        assertThat(host.database().rows("CallCenterGroup", "callCenterGroupId", "SALES").get(0).getString("groupName"), is("Sales"));
        sends("EditGroupEntry?callCenterGroupId=SALES", "createGroupEntry", Map.of("callCenterGroupId", "SALES",
                "entryTypeEnumId", "AST_ENTRY_NUMBER", "dialplanContext", "from-trunk", "extension", "6000"));
        assertThat(host.database().rows("CallCenterGroupEntry", "callCenterGroupId", "SALES").get(0).getString("extension"), is("6000"));
        sends("EditGroupMember?callCenterGroupId=SALES", "createGroupMember", Map.of("callCenterGroupId", "SALES", "partyId", "AST_AGENT1",
                "membershipRoleEnumId", "AST_AGENT"));
        assertThat(host.database().rows("GroupMembership", "callCenterGroupId", "SALES").get(0).getString("partyId"), is("AST_AGENT1"));
        assertThat(admin.get(AT + "EditGroup?callCenterGroupId=SALES").body(), containsString("AST_AGENT1"));
    }

    /** Sends a form of a page as a browser would: with all that stands in it, but for what somebody changes. */
    private static String edits(String page, String formId, Map<String, String> changes) {
        String html = admin.get(AT + page).body();
        Matcher form = Pattern.compile("<form id=\"" + formId + "\"[^>]* action=\"" + AT + "(\\w+)\"").matcher(html);
        assertThat(html, form.find(), is(true));
        Map<String, String> fields = new HashMap<>();
        Matcher field = Pattern.compile("<(input|select)[^>]* form=\"" + formId + "\"[^>]*>").matcher(html);
        while (field.find()) {
            boolean select = field.group(1).equals("select");
            String choices = select ? html.substring(field.end(), html.indexOf("</select>", field.end())) : "";
            String value = select ? first("<option value=\"([^\"]*)\" selected", choices)
                    .or(() -> first("<option value=\"([^\"]*)\"", choices)).orElse("") : first(" value=\"([^\"]*)\"", field.group()).orElse("");
            fields.put(first(" name=\"(\\w+)\"", field.group()).orElseThrow(), value.replace("&amp;", "&"));
        }
        fields.putAll(changes);
        return sends("console", form.group(1), fields).body();
    }

    private static Optional<String> first(String pattern, String html) {
        Matcher found = Pattern.compile(pattern).matcher(html);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    @Test
    void eachRowIsChangedByItsFormAndDeleted() {
        Database database = host.database();
        String peerId = (String) host.run("createAsteriskPeer", "admin", Map.of("serverId", "DEMO_PBX", "peerName", "1888", "peerTypeEnumId",
                "AST_EXTENSION", "callerIdName", "Toomas & co")).get("peerId");
        edits("EditPeer?peerId=" + peerId, "EditPeer", Map.of("peerTypeEnumId", "AST_TRUNK"));
        assertThat(database.row("AsteriskPeer", "peerId", peerId).getString("peerTypeEnumId"), is("AST_TRUNK"));
        assertThat(database.row("AsteriskPeer", "peerId", peerId).getString("lastModifiedByUserLogin"), is("admin"));
        sends("console", "deletePeer", Map.of("peerId", peerId));
        assertThat(database.find("AsteriskPeer", "peerId", peerId), is(Optional.empty()));

        host.run("createCallCenterGroup", "admin", Map.of("callCenterGroupId", "EDITED", "groupName", "Edited", "serverId", "DEMO_PBX"));
        edits("EditGroup?callCenterGroupId=EDITED", "EditGroup", Map.of("ringTimeoutSeconds", "12"));
        assertThat(database.row("CallCenterGroup", "callCenterGroupId", "EDITED").getLong("ringTimeoutSeconds"), is(12L));
        edits("EditGroupEntry?callCenterGroupId=EDITED", "EditGroupEntry", Map.of("entryTypeEnumId", "AST_ENTRY_QUEUE", "queueName", "edited"));
        edits("EditGroupEntry?callCenterGroupId=EDITED&entrySeqId=00001", "EditGroupEntry", Map.of("queueName", "again"));
        assertThat(database.row("CallCenterGroupEntry", "callCenterGroupId", "EDITED").getString("queueName"), is("again"));
        sends("console", "deleteGroupEntry", Map.of("callCenterGroupId", "EDITED", "entrySeqId", "00001"));
        assertThat(database.rows("CallCenterGroupEntry", "callCenterGroupId", "EDITED").size(), is(0));

        edits("EditGroupMember?callCenterGroupId=EDITED", "EditGroupMember", Map.of("partyId", "AST_AGENT2", "fromDate", "2026-01-02 03:04:05.678"));
        edits("EditGroupMember?callCenterGroupId=EDITED&partyId=AST_AGENT2&fromDate=2026-01-02+03%3A04%3A05.678", "EditGroupMember",
                Map.of("penalty", "5", "thruDate", "2027-01-01 00:00:00"));
        GenericValue member = database.row("GroupMembership", "callCenterGroupId", "EDITED");
        assertThat(member.getLong("penalty") + " " + member.getTimestamp("thruDate"), is("5 2027-01-01 00:00:00.0"));
        sends("console", "deleteGroupMember", Map.of("callCenterGroupId", "EDITED", "partyId", "AST_AGENT2", "fromDate", "2026-01-02 03:04:05.678"));
        assertThat(database.rows("GroupMembership", "callCenterGroupId", "EDITED").size(), is(0));
        sends("console", "deleteGroup", Map.of("callCenterGroupId", "EDITED"));
        assertThat(database.find("CallCenterGroup", "callCenterGroupId", "EDITED"), is(Optional.empty()));

        edits("numbers", "EditOutboundRule", Map.of("numberPrefix", "+888", "ruleType", "BLOCK"));
        edits("numbers?numberPrefix=%2B888", "EditOutboundRule", Map.of("description", "satellites"));
        assertThat(database.row("AsteriskOutboundRule", "numberPrefix", "+888").getString("description"), is("satellites"));
        sends("console", "deleteAsteriskOutboundRule", Map.of("numberPrefix", "+888"));
        assertThat(database.find("AsteriskOutboundRule", "numberPrefix", "+888"), is(Optional.empty()));
    }
}
