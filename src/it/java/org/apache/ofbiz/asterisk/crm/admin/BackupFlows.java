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
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.fixture.WebClient;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.ServiceUtil;

/** The whole configuration as one file: out, and in again, by services and on the page. */
final class BackupFlows {

    private static final String PASSPHRASE = "correct horse battery";
    private static final String GROUP = "BACKUP";

    private final Host host;
    private final WebClient admin;
    private final String page;

    BackupFlows(Host host, WebClient admin, String page) {
        this.host = host;
        this.admin = admin;
        this.page = page;
    }

    void goThrough() {
        given();
        String backup = export(PASSPHRASE);
        String secret = host.database().row("AsteriskServer", "serverId", "DEMO_PBX").getString("secret");
        assertThat("secrets are readable by nobody", List.of(backup, export("")), everyItem(not(containsString(secret))));

        assertThat("nothing differs yet", fates(run(backup, PASSPHRASE, true)), everyItem(is("UNCHANGED")));
        changesAreSeenAndUndone(backup, secret);
        badFilesChangeNothing(backup);
        whoMayNotGetsNothing(backup);
        onThePage();
    }

    private void given() {
        host.database().create("AsteriskServer", Map.of("serverId", "BRANCH_PBX", "host", "127.0.0.1", "port", 5038L, "userName", "u", "secret", "x",
                "useTls", "N", "enabled", "N"));
        succeeds("createAsteriskServerTrunk", Map.of("fromServerId", "DEMO_PBX", "toServerId", "BRANCH_PBX", "trunkContext", "to-branch",
                "trunkPrefix", "8", "arrivalContext", "from-main", "enabled", "N"));
        succeeds("createCallCenterGroup", Map.of("callCenterGroupId", GROUP, "groupName", "Backup", "serverId", "DEMO_PBX"));
        succeeds("createCallCenterGroupEntry", Map.of("callCenterGroupId", GROUP, "entryTypeEnumId", "AST_ENTRY_QUEUE", "queueName", "backup"));
        succeeds("createCallCenterGroupEntry", Map.of("callCenterGroupId", GROUP, "entryTypeEnumId", "AST_ENTRY_OUTBOUND", "serviceName", "Autumn",
                "outboundContext", "campaign", "dialPrefix", "81", "callerIdNumber", "3726001111", "setVariables", "SERVICE_A=1",
                "permissionId", "ASTERISK_DIAL_INTL", "entryEnabled", "N"));
        succeeds("createGroupMembership", Map.of("callCenterGroupId", GROUP, "partyId",
                host.database().row("UserLogin", "userLoginId", "agent1001").getString("partyId")));
        succeeds("storeAsteriskOpeningHours", Map.of("callCenterGroupId", GROUP, "timeZoneId", "Europe/Tallinn", "mondayHours", "09:00-17:00",
                "exceptionLines", "2026-12-24 # Christmas Eve\n2026-12-25"));
        succeeds("storeAsteriskGroupLimits", Map.of("callCenterGroupId", GROUP, "waitingAlarm", "5", "alarmEmails", "liis@example.com"));
        succeeds("storeAsteriskGroupConsent", Map.of("callCenterGroupId", GROUP, "consentMode", "OBJECT", "announcementSound", "custom/recording",
                "consentKey", "9"));
        succeeds("storeAsteriskScoreQuestion", question("2026-01-01 00:00:00.0", "3", "2026-06-01 00:00:00.0"));
        succeeds("storeAsteriskScoreQuestion", question("2026-06-01 00:00:00.0", "5", ""));
        assertThat("a question that no file could tell from another",
                ServiceUtil.isError(host.run("storeAsteriskScoreQuestion", "admin", question("2026-06-01 00:00:00.0", "7", ""))), is(true));
        succeeds("createAsteriskCallAction", Map.of("callCenterGroupId", GROUP, "turn", "ENDED", "actionType", "WEBHOOK", "target",
                "https://crm.example.com/calls", "parameters", "a={CALL_ID}\nb=1", "secret", "webhook secret"));
        succeeds("changeAsteriskSetting", Map.of("settingName", "recordOutCalls", "settingValue", "false"));
    }

    private static Map<String, String> question(String fromDate, String weight, String thruDate) {
        return Map.of("callCenterGroupId", GROUP, "questionText", "Greeting", "questionKind", "YES_NO", "weight", weight, "sequenceNum", "4",
                "fromDate", fromDate, "thruDate", thruDate);
    }

    private List<GenericValue> questions() {
        return host.database().rows("AsteriskScoreQuestion", "callCenterGroupId", GROUP).stream()
                .sorted(Comparator.comparing(row -> row.getTimestamp("fromDate"))).toList();
    }

    private void changesAreSeenAndUndone(String backup, String secret) {
        succeeds("updateCallCenterGroup", Map.of("callCenterGroupId", GROUP, "groupName", "Other"));
        String kept = questions().get(0).getString("questionId");
        host.database().change("AsteriskScoreQuestion", Map.of("questionId", kept, "weight", 9L));
        host.database().change("AsteriskServer", Map.of("serverId", "DEMO_PBX", "secret", "another"));
        try {
            host.delegator().removeByAnd("AsteriskServerTrunk", Map.of("toServerId", "BRANCH_PBX"));
            host.delegator().removeByAnd("CallCenterGroupEntry", Map.of("callCenterGroupId", GROUP));
            host.delegator().removeByAnd("CallCenterGroupConsent", Map.of("callCenterGroupId", GROUP));
            host.delegator().removeByAnd("AsteriskScoreQuestion", Map.of("questionId", questions().get(1).getString("questionId")));
            host.delegator().removeByAnd("CallCenterGroupLimits", Map.of("callCenterGroupId", GROUP));
            host.delegator().removeByAnd("AsteriskOpeningHours", Map.of("callCenterGroupId", GROUP));
        } catch (GenericEntityException e) {
            throw new IllegalStateException(e);
        }
        succeeds("changeAsteriskSetting", Map.of("settingName", "recordOutCalls", "settingValue", "true"));

        Map<String, Object> preview = run(backup, PASSPHRASE, true);
        assertThat(outcomes(preview), hasItem("CHANGED groups BACKUP groupName: Other \u2192 Backup"));
        assertThat(outcomes(preview), hasItem("CHANGED servers DEMO_PBX secret"));
        assertThat(outcomes(preview), hasItem("CHANGED settings recordOutCalls true \u2192 false"));
        assertThat(outcomes(preview).toString(), allOf(containsString("NEW sources BACKUP AST_ENTRY_QUEUE backup"),
                containsString("NEW sources BACKUP AST_ENTRY_OUTBOUND Autumn"),
                containsString("NEW server_trunks DEMO_PBX BRANCH_PBX"), containsString("NEW hours BACKUP"), containsString("NEW limits BACKUP"),
                containsString("CHANGED questions BACKUP Greeting YES_NO"), containsString("weight: 9 \u2192 3"),
                containsString("NEW questions BACKUP Greeting YES_NO")));
        assertThat("a preview changes nothing",
                host.database().row("CallCenterGroup", "callCenterGroupId", GROUP).getString("groupName"), is("Other"));
        assertThat(host.database().rows("CallCenterGroupEntry", "callCenterGroupId", GROUP), is(empty()));

        assertThat(outcomes(run(backup, "", true)).toString(), not(containsString("secret")));
        assertThat(ServiceUtil.isSuccess(run(backup, PASSPHRASE, false)), is(true));
        assertThat(host.database().row("CallCenterGroup", "callCenterGroupId", GROUP).getString("groupName"), is("Backup"));
        assertThat(host.database().row("AsteriskServer", "serverId", "DEMO_PBX").getString("secret"), is(secret));
        assertThat(host.database().row("AsteriskOpeningHours", "callCenterGroupId", GROUP).getString("exceptionLines"),
                is("2026-12-24 # Christmas Eve\n2026-12-25"));
        assertThat(host.database().row("CallCenterGroupLimits", "callCenterGroupId", GROUP).getLong("waitingAlarm"), is(5L));
        assertThat(host.database().row("CallCenterGroupConsent", "callCenterGroupId", GROUP).getString("consentKey"), is("9"));
        assertThat(questions().stream().map(row -> row.getLong("weight") + " " + row.getLong("sequenceNum") + ' ' + row.get("thruDate")).toList(),
                is(List.of("3 4 2026-06-01 00:00:00.0", "5 4 null")));
        GenericValue trunk = host.database().row("AsteriskServerTrunk", "toServerId", "BRANCH_PBX");
        assertThat(Stream.of("fromServerId", "trunkContext", "trunkPrefix", "arrivalContext", "enabled").map(trunk::getString).toList(),
                is(List.of("DEMO_PBX", "to-branch", "8", "from-main", "N")));
        GenericValue service = host.database().row("CallCenterGroupEntry", "callCenterGroupId", GROUP, "serviceName", "Autumn");
        assertThat(Stream.of("outboundContext", "dialPrefix", "callerIdNumber", "setVariables", "permissionId", "entryEnabled")
                .map(service::getString).toList(), is(List.of("campaign", "81", "3726001111", "SERVICE_A=1", "ASTERISK_DIAL_INTL", "N")));
        assertThat("the same question, with the scores by it", questions().get(0).getString("questionId"), is(kept));
        assertThat("once more changes nothing", fates(run(backup, PASSPHRASE, false)), everyItem(is("UNCHANGED")));
    }

    private void badFilesChangeNothing(String backup) {
        assertThat(outcomes(run(backup, "wrong passphrase", true)).toString(), containsString("passphrase is wrong"));
        assertThat(ServiceUtil.isError(run(backup, "wrong passphrase", false)), is(true));
        String renamed = backup.replace("\"groupName\" : \"Backup\"", "\"groupName\" : \"Renamed\"");
        String passphrase = PASSPHRASE; // once: making its key is most of the work of a test
        for (String bad : List.of(renamed.replace("\"queueName\" : \"backup\"", "\"queueName\" : \"a,b\""),
                renamed.replace("\"mondayHours\" : \"09:00-17:00\"", "\"mondayHours\" : \"9-17\""),
                renamed.replace("\"mondayHours\"", "\"pbxVersion\""), renamed.substring(0, renamed.length() / 2))) {
            assertThat("the file is another", bad, not(containsString(backup)));
            assertThat(fates(run(bad, passphrase, true)), hasItem("REFUSED"));
            assertThat(ServiceUtil.isError(run(bad, passphrase, false)), is(true));
            passphrase = "";
            assertThat(host.database().row("CallCenterGroup", "callCenterGroupId", GROUP).getString("groupName"), is("Backup"));
        }
        String nobody = backup.replaceAll("\"partyId\" : \"[^\"]+\"", "\"partyId\" : \"NOBODY_HERE\"");
        assertThat("people who are not here are left out", outcomes(run(nobody, "", true)).toString(), containsString("SKIPPED memberships"));
        String elsewhere = backup.replace("DEMO_PBX", "NEW_PBX");
        assertThat(outcomes(run(elsewhere, PASSPHRASE, true)).toString(), containsString("Disabled. Enter the AMI secret"));
    }

    private void whoMayNotGetsNothing(String backup) {
        for (String user : List.of("agent1001", "supervisor", "crmuser")) {
            assertThat(user, ServiceUtil.isError(host.run("exportAsteriskBackup", user, Map.of())), is(true));
            assertThat(user, ServiceUtil.isError(host.run("importAsteriskBackup", user, Map.of("backup", backup, "checkOnly", "Y"))), is(true));
        }
        assertThat("a short passphrase", ServiceUtil.isError(host.run("exportAsteriskBackup", "admin", Map.of("passphrase", "short"))), is(true));
    }

    private void onThePage() {
        assertThat(admin.get("/asterisk/control/backup").body(), containsString("id=\"ab-export\""));
        String file = admin.postFrom(page, "/asterisk/control/exportBackup", Map.of("passphrase", "")).body();
        succeeds("updateCallCenterGroup", Map.of("callCenterGroupId", GROUP, "groupName", "Other"));
        String checked = admin.uploadFrom(page, "/asterisk/control/checkBackup", Map.of("passphrase", ""), "backupFile",
                file.getBytes(StandardCharsets.UTF_8)).body();
        assertThat(checked, allOf(containsString("data-fate=\"CHANGED\""), containsString("groupName: Other")));
        Matcher id = Pattern.compile("name=\"importId\" value=\"([^\"]+)\"").matcher(checked);
        assertThat(id.find(), is(true));
        String done = admin.postFrom(page, "/asterisk/control/applyBackup", Map.of("importId", id.group(1), "passphrase", "")).body();
        assertThat(done, containsString("Imported: 0 new, 1 changed"));
        assertThat("once", admin.postFrom(page, "/asterisk/control/applyBackup", Map.of("importId", id.group(1))).body(),
                not(containsString("Imported:")));
        assertThat(admin.uploadFrom(page, "/asterisk/control/checkBackup", Map.of(), "backupFile", new byte[] {'{'}).body(),
                allOf(containsString("isn&#39;t valid JSON"), not(containsString("importId"))));
    }

    private String export(String passphrase) {
        return host.run("exportAsteriskBackup", "admin", Map.of("passphrase", passphrase)).get("backup").toString();
    }

    private Map<String, Object> run(String backup, String passphrase, boolean check) {
        return host.run("importAsteriskBackup", "admin", check ? Map.of("backup", backup, "passphrase", passphrase, "checkOnly", "Y")
                : Map.of("backup", backup, "passphrase", passphrase));
    }

    private void succeeds(String service, Map<String, ?> input) {
        Map<String, Object> result = host.run(service, "admin", input);
        assertThat(service + " " + ServiceUtil.getErrorMessage(result), ServiceUtil.isSuccess(result), is(true));
    }

    private static List<String> fates(Map<String, Object> result) {
        assertThat(ServiceUtil.getErrorMessage(result), ServiceUtil.isSuccess(result), is(true));
        return rows(result).stream().map(row -> row.get("fate").toString()).toList();
    }

    private static List<String> outcomes(Map<String, Object> result) {
        return rows(result).stream().map(row -> (row.get("fate") + " " + row.get("section") + " " + row.get("name") + " " + row.get("words")).trim())
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> rows(Map<String, Object> result) {
        return (List<Map<String, Object>>) result.get("outcomes");
    }
}
