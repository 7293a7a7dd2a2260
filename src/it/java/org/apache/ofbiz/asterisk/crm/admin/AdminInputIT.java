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

import static java.util.Map.entry;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.isIn;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.fixture.WebClient;
import org.apache.ofbiz.asterisk.lint.Descriptors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** What the admin's forms refuse: each line of docs/bad-input.md over HTTP, two admins at one row, and those who may not. */
@Tag("embedded")
class AdminInputIT {

    private static final String AT = "/asterisk/control/";
    private static final Path TABLE = Path.of("docs/bad-input.md");
    private static final List<String> ENTITIES = List.of("AsteriskPeer", "CallCenterGroup", "CallCenterGroupEntry", "CallCenterGroupLimits",
            "GroupMembership", "AsteriskIgnoredNumber", "AsteriskOutboundRule", "AsteriskServerTrunk", "AsteriskSettingChange");
    /** What each request is sent with, beyond the field that a line is about, and the page that its form stands on. */
    private static final Map<String, Map<String, String>> GOOD = Map.ofEntries(
            entry("createPeer", Map.of("serverId", "DEMO_PBX", "technology", "PJSIP", "peerName", "1777", "peerTypeEnumId", "AST_EXTENSION",
                    "enabled", "Y")),
            entry("assignPeers", Map.of("peerId_o_0", "DEMO_1001", "userLoginId_o_0", "agent1001", "partyId_o_0", "AST_AGENT1",
                    "editedStamp_o_0", "")),
            entry("createGroup", Map.of("callCenterGroupId", "SALES", "groupName", "Sales", "serverId", "DEMO_PBX")),
            entry("updateGroupLimits", Map.of("callCenterGroupId", "SUPPORT", "waitingAlarm", "5")),
            entry("createGroupEntry", Map.of("callCenterGroupId", "SUPPORT", "entryTypeEnumId", "AST_ENTRY_NUMBER", "dialplanContext", "from-trunk",
                    "extension", "5999")),
            entry("createGroupMember", Map.of("callCenterGroupId", "SUPPORT", "partyId", "AST_CRMUSER", "membershipRoleEnumId", "AST_AGENT")),
            entry("copyGroupMembers", Map.of("callCenterGroupId", "SUPPORT")),
            entry("createAsteriskIgnoredNumber", Map.of("numberKey", "+37251112222")),
            entry("createAsteriskOutboundRule", Map.of("numberPrefix", "+999", "ruleType", "BLOCK")),
            entry("createServerTrunk", Map.of("fromServerId", "DEMO_PBX", "toServerId", "BRANCH", "trunkContext", "to-branch",
                    "arrivalContext", "from-main")),
            entry("changeSetting", Map.of()));

    @TempDir
    private static Path folder;
    private static Host host;
    private static Database database;
    private static WebClient admin;
    private static String page;

    @BeforeAll
    static void start() throws IOException {
        host = Host.start(folder, Host::noPbx);
        database = host.database();
        database.create("AsteriskServer", Map.of("serverId", "BRANCH", "host", "127.0.0.1", "userName", "ofbiz", "internalContext", "phones",
                "enabled", "N"));
        admin = new WebClient(host.base());
        admin.login("/asterisk", "admin", "ofbiz");
        page = admin.get(AT + "console").body();
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    /** @param setting empty but for settings */
    private record Line(String request, String setting, String field, String value, String words) {

        Map<String, String> form() {
            Map<String, String> form = new HashMap<>(GOOD.get(request));
            if (!setting.isEmpty()) {
                form.put("settingName", setting);
            }
            form.put(request.equals("assignPeers") ? field + "_o_0" : field, value);
            return form;
        }
    }

    private static List<Line> lines() throws IOException {
        List<Line> lines = new ArrayList<>();
        String[] request = {"", ""};
        for (String text : Files.readAllLines(TABLE)) {
            if (text.startsWith("## ")) {
                String[] words = text.substring(text.indexOf('`') + 1, text.lastIndexOf('`')).split(" ");
                request = new String[] {words[0], words.length > 1 ? words[1] : ""};
            } else if (text.startsWith("| ") && !text.startsWith("| field")) {
                String[] cells = text.substring(2, text.length() - 2).split(" \\| ");
                lines.add(new Line(request[0], request[1], cells[0], value(cells[1]), cells[2]));
            }
        }
        return lines;
    }

    private static String value(String cell) {
        String text = cell.equals("*empty*") ? "" : cell.substring(1, cell.length() - 1);
        Matcher repeated = Pattern.compile("(\\w)\\*(\\d+)").matcher(text);
        return repeated.matches() ? repeated.group(1).repeat(Integer.parseInt(repeated.group(2)))
                : text.replace("\\n", "\n").replace("\\0", "\0");
    }

    @TestFactory
    Stream<DynamicTest> badInputIsRefusedAtItsFieldAndStays() throws IOException {
        return lines().stream().map(line -> DynamicTest.dynamicTest(line.request() + " " + line.field() + " " + line.words(), () -> {
            List<Integer> before = rows();
            String answer = admin.postFrom(page, AT + line.request(), line.form()).body();
            Matcher tip = Pattern.compile("<small id=\"\\w+_" + line.field() + "_tip\" class=\"problem\">([^<]*)</small>").matcher(answer);
            assertThat(answer, tip.find(), is(true));
            assertThat(tip.group(1), containsString(escaped(line.words())));
            assertThat("above the form, too", answer, containsString("role=\"alert\""));
            boolean shownOnly = line.setting().equals("journalLocation");
            assertThat("for who hears the page", answer, containsString("aria-invalid=\"true\""));
            if (!shownOnly && line.value().length() > 1 && line.value().chars().noneMatch(Character::isISOControl)) {
                assertThat("what was typed stays", answer, containsString("value=\"" + escaped(line.value()) + "\""));
            }
            assertThat(answer, not(containsString("<script>alert(1)")));
            assertThat(rows(), is(before));
        }));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("'", "&#39;");
    }

    private static List<Integer> rows() {
        return ENTITIES.stream().map(entity -> database.rows(entity).size()).toList();
    }

    @Test
    void noFieldOfAFormIsMissingInTheTable() throws IOException {
        Set<String> told = new TreeSet<>();
        lines().forEach(line -> told.add(line.request() + " " + line.field()));
        Set<String> fields = new TreeSet<>();
        for (Path file : List.of(Path.of("widget/PeerForms.xml"), Path.of("widget/GroupForms.xml"), Path.of("widget/NumberForms.xml"),
                Path.of("widget/AdminForms.xml"))) {
            for (Element form : Descriptors.children(Descriptors.root(file), "form")) {
                if (form.getAttribute("default-tooltip-style").equals("problem") && form.getAttribute("type").equals("single")) {
                    String request = Descriptors.children(form, "alt-target").stream().map(alt -> alt.getAttribute("target")).findFirst()
                            .orElse(form.getAttribute("target"));
                    Descriptors.children(form, "field").stream().filter(field -> field.hasAttribute("tooltip"))
                            .forEach(field -> fields.add(request + " " + field.getAttribute("name")));
                }
            }
        }
        assertThat(fields, everyItem(isIn(told)));
    }

    @Test
    void aChangeBySomebodyElseMeanwhileIsToldAndNothingIsLost() {
        String form = admin.get(AT + "EditGroup?callCenterGroupId=SUPPORT").body();
        String stamp = hidden(form, "editedStamp");
        Map<String, String> mine = Map.of("callCenterGroupId", "SUPPORT", "groupName", "My support", "serverId", "DEMO_PBX",
                "ringTimeoutSeconds", "25", "editedStamp", stamp);
        host.run("updateCallCenterGroup", "admin", Map.of("callCenterGroupId", "SUPPORT", "ringTimeoutSeconds", 40L));
        String answer = admin.postFrom(form, AT + "updateGroup", mine).body();
        assertThat(answer, containsString("Another user (admin) changed this record after you opened it."));
        assertThat(answer, containsString("current value: 40"));
        assertThat("what was typed stays", answer, containsString("value=\"My support\""));
        assertThat(database.row("CallCenterGroup", "callCenterGroupId", "SUPPORT").getString("groupName"), is("Support"));
        Map<String, String> again = new HashMap<>(mine);
        again.put("editedStamp", hidden(answer, "editedStamp"));
        admin.postFrom(form, AT + "updateGroup", again);
        assertThat("knowingly", database.row("CallCenterGroup", "callCenterGroupId", "SUPPORT").getLong("ringTimeoutSeconds"), is(25L));
        host.run("updateCallCenterGroup", "admin", Map.of("callCenterGroupId", "SUPPORT", "groupName", "Support"));
    }

    private static String hidden(String html, String name) {
        Matcher field = Pattern.compile("<input type=\"hidden\" name=\"" + name + "\"[^>]* value=\"([^\"]*)\"").matcher(html);
        assertThat(name + " in " + html, field.find(), is(true));
        return field.group(1);
    }

    @Test
    void aSettingIsChangedInItsPlaceUndoneAndTakenBack() {
        Settings settings = Settings.of(host.delegator());
        String before = admin.get(AT + "settings").body();
        assertThat(before, containsString("Time that the user&#39;s own phone rings"));
        admin.postFrom(page, AT + "changeSetting", Map.of("settingName", "extensionRingSeconds", "settingValue", " 33 ", "shownValue", "file"));
        assertThat("without a restart", settings.get(Settings.EXTENSION_RING_TIME).toSeconds(), is(33L));
        String stale = admin.postFrom(page, AT + "changeSetting", Map.of("settingName", "extensionRingSeconds", "settingValue", "44",
                "shownValue", "file")).body();
        assertThat(stale, containsString("Another user (admin) changed this setting"));
        assertThat(stale, containsString("value=\"44\""));
        admin.postFrom(page, AT + "changeSetting", Map.of("settingName", "extensionRingSeconds", "settingValue", "44", "shownValue", "=33"));
        String first = changeTo("33");
        assertThat(admin.postFrom(page, AT + "takeBackSettingChange", Map.of("settingChangeId", first)).body(),
                containsString("was changed again later"));
        admin.postFrom(page, AT + "takeBackSettingChange", Map.of("settingChangeId", changeTo("44")));
        assertThat(settings.get(Settings.EXTENSION_RING_TIME).toSeconds(), is(33L));
        admin.postFrom(page, AT + "resetSetting", Map.of("settingName", "extensionRingSeconds", "shownValue", "=33"));
        assertThat("the file decides again", settings.get(Settings.EXTENSION_RING_TIME).toSeconds(), is(20L));
        assertThat(database.find("SystemProperty", "systemPropertyId", "extensionRingSeconds").isPresent(), is(false));
        assertThat(database.rows("AsteriskSettingChange", "settingName", "extensionRingSeconds").size(), is(4));
    }

    private static String changeTo(String value) {
        return database.rows("AsteriskSettingChange", "newValue", value).stream().filter(change -> change.getString("takesBackId") == null)
                .findFirst().orElseThrow().getString("settingChangeId");
    }

    @Test
    void nobodyElseChangesAnything() {
        WebClient agent = new WebClient(host.base());
        agent.login("/asterisk", "agent1001", "ofbiz");
        String agentsPage = agent.get(AT + "console").body();
        List<Integer> before = rows();
        GOOD.forEach((request, form) -> {
            Map<String, String> sent = new HashMap<>(form);
            sent.putAll(request.equals("changeSetting") ? Map.of("settingName", "recordOutCalls", "settingValue", "false") : Map.of());
            agent.postFrom(agentsPage, AT + request, sent);
            assertThat(request + " without token", admin.post(AT + request, sent).statusCode(), is(403));
            assertThat(request + " by GET", admin.get(AT + request).statusCode(), is(405));
        });
        assertThat(agent.get(AT + "exportRows?rowKind=PEERS").statusCode(), is(403));
        assertThat(agent.get(AT + "LookupPartyName?searchText=Anna").body(), not(startsWith("DEMO")));
        assertThat(rows(), is(before));
        assertThat("of another house", admin.postFrom(page, AT + "updateGroup", Map.of("callCenterGroupId", "OTHERS", "groupName", "x")).body(),
                containsString("OTHERS doesn&#39;t exist."));
        assertThat(admin.postFrom(page, AT + "deletePeer", Map.of("peerId", "OTHERS")).body(), containsString("OTHERS doesn&#39;t exist."));
    }
}
