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
package org.apache.ofbiz.asterisk.crm.reports.saved;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.fixture.WebClient;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.ServiceUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Saved reports are seen by those who may, changed by their owners, and tell everybody of their own groups only. */
@Tag("embedded")
class SavedReportsIT {

    private static final String ALL = "supervisor";
    /** A supervisor of Sales. */
    private static final String SOME = "agent1002";
    private static final String NOBODY = "agent1001";
    private static final Timestamp LONG_AGO = Timestamp.from(Instant.parse("2024-01-01T00:00:00Z"));
    private static Host host;
    private static Database database;

    @BeforeAll
    static void start(@TempDir Path data) throws IOException {
        host = Host.start(data, Host::noPbx);
        database = host.database();
        database.create("CallCenterGroup", Map.of("callCenterGroupId", "SALES", "groupName", "Sales", "serverId", "DEMO_PBX", "enabled", "Y"));
        database.create("GroupMembership", Map.of("callCenterGroupId", "SALES", "partyId", "AST_AGENT2", "fromDate", LONG_AGO,
                "membershipRoleEnumId", "AST_SUPERVISOR"));
        for (String group : List.of("SALES", "SUPPORT")) {
            database.create("PhoneCall", Map.of("phoneCallId", "OF_" + group, "serverId", "DEMO_PBX", "linkedId", group, "callCenterGroupId", group,
                    "directionEnumId", "AST_INBOUND", "startDate", at("2024-03-05T09:00:00Z"), "endDate", at("2024-03-05T09:05:00Z"),
                    "outcomeEnumId", "AST_ANSWERED"));
        }
        host.run("rebuildAsteriskCallSums", "admin", Map.of());
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    @AfterEach
    void nothingIsSaved() {
        database.rows(SavedReports.ENTITY).forEach(row -> run("deleteAsteriskSavedReport", row.getString(SavedReports.OWNER),
                SavedReports.ID, row.getString(SavedReports.ID)));
        assertThat(database.rows(SavedReports.ENTITY), hasSize(0));
    }

    private static Timestamp at(String moment) {
        return Timestamp.from(Instant.parse(moment));
    }

    private static Map<String, Object> run(String service, String user, Object... fields) {
        Map<String, Object> input = new HashMap<>(Map.of("timeZone", TimeZone.getTimeZone("Europe/Tallinn")));
        for (int i = 0; i < fields.length; i += 2) {
            input.put((String) fields[i], fields[i + 1]);
        }
        return host.run(service, user, input);
    }

    private static String saved(String user, Object... fields) {
        Map<String, Object> result = run("createAsteriskSavedReport", user, fields);
        assertThat(ServiceUtil.getErrorMessage(result), ServiceUtil.isSuccess(result), is(true));
        return (String) result.get(SavedReports.ID);
    }

    private static boolean isRefused(String service, String user, Object... fields) {
        return ServiceUtil.isError(run(service, user, fields));
    }

    private static List<String> seenBy(String user) {
        List<?> reports = (List<?>) run("findAsteriskSavedReports", user).getOrDefault("reports", List.of());
        return reports.stream().map(report -> (String) ((Map<?, ?>) report).get(SavedReports.NAME)).toList();
    }

    private static GenericValue row(String id) {
        return database.row(SavedReports.ENTITY, SavedReports.ID, id);
    }

    @Test
    void whatWasAskedForIsSavedOpenedRenamedAndDeleted() {
        String id = saved(ALL, "reportName", "Hours", "reportBy", "HOUR_OF_WEEK", "period", "LAST_WEEK", "callCenterGroupId", "SALES",
                "number", "5000", "formula", "ANSWERED_ONLY");
        assertThat(SavedReports.fields(row(id)), is(Map.of("reportBy", "HOUR_OF_WEEK", "period", "LAST_WEEK", "callCenterGroupId", "SALES",
                "number", "5000", "formula", "ANSWERED_ONLY")));
        assertThat(run("updateAsteriskSavedReport", ALL, SavedReports.ID, id, "reportName", "Hours of Sales").get("savedReportId"), is(id));
        assertThat("a name alone leaves the rest", SavedReports.fields(row(id)).get("reportBy"), is("HOUR_OF_WEEK"));
        run("updateAsteriskSavedReport", ALL, SavedReports.ID, id, "reportName", "Hours of Sales", "reportBy", "GROUP");
        assertThat(SavedReports.fields(row(id)), is(Map.of("reportBy", "GROUP")));
        assertThat(seenBy(ALL), is(List.of("Hours of Sales")));
        assertThat("the same name", isRefused("createAsteriskSavedReport", ALL, "reportName", "hours of sales"), is(true));
        run("deleteAsteriskSavedReport", ALL, SavedReports.ID, id);
        assertThat(seenBy(ALL), is(List.of()));
    }

    @Test
    void sharedReportsAreSeenByThoseWhoMaySeeAllOfTheirGroups() {
        saved(ALL, "reportName", "own");
        saved(ALL, "reportName", "all groups", "shared", "Y");
        saved(ALL, "reportName", "support", "shared", "Y", "callCenterGroupId", "SUPPORT");
        saved(ALL, "reportName", "sales", "shared", "Y", "callCenterGroupId", "SALES");
        saved(SOME, "reportName", "mine", "shared", "Y");
        saved(SOME, "reportName", "secret");
        assertThat(seenBy(ALL), is(List.of("all groups", "mine", "own", "sales", "support")));
        assertThat(seenBy(SOME), is(List.of("mine", "sales", "secret")));
        assertThat(seenBy(NOBODY), is(List.of()));
        Map<?, ?> ofAnother = (Map<?, ?>) ((List<?>) run("findAsteriskSavedReports", SOME).get("reports")).get(1);
        assertThat("addresses are the owner's affair", ofAnother.containsKey("sendTo"), is(false));
        database.change("GroupMembership", Map.of("callCenterGroupId", "SALES", "partyId", "AST_AGENT2", "fromDate", LONG_AGO,
                "thruDate", LONG_AGO));
        try {
            assertThat(isRefused("findAsteriskSavedReports", SOME), is(true));
            assertThat("who may see nothing shares nothing", seenBy(ALL), is(List.of("all groups", "own", "sales", "support")));
        } finally {
            Map<String, Object> again = new HashMap<>(Map.of("callCenterGroupId", "SALES", "partyId", "AST_AGENT2", "fromDate", LONG_AGO));
            again.put("thruDate", null);
            database.change("GroupMembership", again);
        }
    }

    @Test
    void whoOpensASharedReportSeesTheirOwnGroups() {
        String id = saved(ALL, "reportName", "march", "shared", "Y", "reportBy", "GROUP", "fromDay", "2024-03-05", "thruDay", "2024-03-05");
        String ofSales = saved(SOME, "reportName", "mine", "shared", "Y", "reportBy", "GROUP", "fromDay", "2024-03-05", "thruDay", "2024-03-05");
        WebClient some = signedIn(SOME);
        assertThat("not theirs to see", some.get("/asterisk/control/callReports?savedReportId=" + id).body(), not(containsString("march")));
        String page = some.get("/asterisk/control/callReports?savedReportId=" + ofSales).body();
        assertThat(page, containsString("data-row=\"SALES\""));
        assertThat(page, not(containsString("data-row=\"SUPPORT\"")));
        String forAll = signedIn(ALL).get("/asterisk/control/callReports?savedReportId=" + ofSales).body();
        assertThat(forAll, containsString("data-row=\"SUPPORT\""));
    }

    @Test
    void nobodyTouchesTheReportsOfOthers() {
        String id = saved(ALL, "reportName", "sales", "shared", "Y", "callCenterGroupId", "SALES");
        GenericValue before = row(id);
        String unknown = ServiceUtil.getErrorMessage(run("deleteAsteriskSavedReport", SOME, SavedReports.ID, "99999")).replace("99999", id);
        for (String user : List.of(SOME, NOBODY, "crmuser", "admin")) {
            assertThat(user, isRefused("updateAsteriskSavedReport", user, SavedReports.ID, id, "reportName", "mine"), is(true));
            assertThat(user, isRefused("scheduleAsteriskSavedReport", user, SavedReports.ID, id, "sendFrequency", "DAILY", "sendHour", "1",
                    "sendTo", "spy@example.com"), is(true));
            assertThat(user, isRefused("deleteAsteriskSavedReport", user, SavedReports.ID, id), is(true));
        }
        assertThat("as if it weren't there", ServiceUtil.getErrorMessage(run("deleteAsteriskSavedReport", SOME, SavedReports.ID, id)), is(unknown));
        assertThat(row(id), is(before));
        assertThat("of another group", isRefused("createAsteriskSavedReport", SOME, "reportName", "x", "callCenterGroupId", "SUPPORT"), is(true));
        assertThat(isRefused("createAsteriskSavedReport", NOBODY, "reportName", "x"), is(true));
        assertThat(isRefused("sendAsteriskSavedReports", ALL), is(true));
    }

    @Test
    void whatNoReportIsAndWhatNobodyMayGetIsRefused() {
        for (Object[] fields : List.of(new Object[] {"reportName", ""}, new Object[] {"reportName", "x".repeat(61)},
                new Object[] {"reportName", "a\r\nBcc: x@example.com"}, new Object[] {"reportName", "<b>"},
                new Object[] {"reportName", "x", "reportBy", "SQL"}, new Object[] {"reportName", "x", "period", "EVER"},
                new Object[] {"reportName", "x", "shared", "maybe"}, new Object[] {"reportName", "x", "formula", "1/0"})) {
            assertThat(List.of(fields).toString(), isRefused("createAsteriskSavedReport", ALL, fields), is(true));
        }
        String id = saved(ALL, "reportName", "x");
        address("ally@example.com", "AST_SUPER");
        address("customer@example.com", "AST_CUSTOMER");
        database.create("UserLogin", Map.of("userLoginId", "shopper", "partyId", "AST_CUSTOMER", "enabled", "Y"));
        String tooMany = IntStream.rangeClosed(0, 20).mapToObj(i -> "u" + i + "@example.com").collect(Collectors.joining(","));
        for (String to : List.of("", "nobody@example.com", "customer@example.com", "ally@example.com\r\nBcc: x@example.com", "ally",
                "ally@example.com, nobody@example.com", "a@b@example.com", "ally@example.com\u0000", tooMany, "x".repeat(1_001),
                "ally@example.com,".repeat(1_000))) {
            assertThat(to, isRefused("scheduleAsteriskSavedReport", ALL, SavedReports.ID, id, "sendFrequency", "DAILY", "sendHour", "7",
                    "sendTo", to), is(true));
        }
        for (Object[] when : List.of(new Object[] {"sendFrequency", "HOURLY"}, new Object[] {"sendHour", "24"}, new Object[] {"sendHour", "-1"},
                new Object[] {"sendHour", "soon"}, new Object[] {"sendMonthDay", "29"}, new Object[] {"sendWeekDay", "0"},
                new Object[] {"fileTypes", "EXE"})) {
            Map<String, Object> input = new HashMap<>(Map.of("sendFrequency", "DAILY", "sendHour", "7", "sendTo", "ally@example.com",
                    SavedReports.ID, id));
            input.put((String) when[0], when[1]);
            assertThat(List.of(when).toString(), ServiceUtil.isError(host.run("scheduleAsteriskSavedReport", ALL, input)), is(true));
        }
        assertThat(row(id).get("nextSendDate") == null && row(id).get("sendTo") == null, is(true));
        assertThat("in any case", isRefused("scheduleAsteriskSavedReport", ALL, SavedReports.ID, id, "sendFrequency", "MONTHLY", "sendHour", "7",
                "sendTo", "Ally@Example.COM"), is(false));
        assertThat(row(id).getString("timeZoneId"), is("Europe/Tallinn"));
    }

    @Test
    void aUserCanHaveAHundredReports() {
        for (int i = 0; i < SavedReports.MOST; i++) {
            database.create(SavedReports.ENTITY, Map.of(SavedReports.ID, "MANY" + i, SavedReports.NAME, "r" + i, SavedReports.OWNER, ALL));
        }
        assertThat(isRefused("createAsteriskSavedReport", ALL, "reportName", "one more"), is(true));
        assertThat(isRefused("createAsteriskSavedReport", SOME, "reportName", "of another"), is(false));
    }

    private static void address(String address, String partyId) {
        String id = "MAIL_" + partyId;
        database.create("Party", Map.of("partyId", partyId, "partyTypeId", "PERSON"));
        database.create("ContactMech", Map.of("contactMechId", id, "contactMechTypeId", "EMAIL_ADDRESS", "infoString", address));
        database.create("PartyContactMech", Map.of("contactMechId", id, "partyId", partyId, "fromDate", LONG_AGO));
    }

    private static WebClient signedIn(String user) {
        WebClient browser = new WebClient(host.base());
        browser.login("asterisk", user, "ofbiz");
        return browser;
    }

    @Test
    void thePageSavesAndSchedulesByFormsAndKeepsWhatItRefuses() {
        WebClient browser = signedIn(ALL);
        String page = browser.get("/asterisk/control/callReports?reportBy=GROUP&period=LAST_WEEK").body();
        browser.postFrom(page, "/asterisk/control/createSavedReport", Map.of("reportName", "Week & groups", "reportBy", "GROUP",
                "period", "LAST_WEEK", "shared", "N"));
        String id = database.row(SavedReports.ENTITY, SavedReports.NAME, "Week & groups").getString(SavedReports.ID);
        String open = browser.get("/asterisk/control/callReports?savedReportId=" + id).body();
        assertThat(open, containsString("Week &amp; groups"));
        assertThat(open, containsString("<option value=\"LAST_WEEK\" selected>"));
        String refused = browser.postFrom(open, "/asterisk/control/scheduleSavedReport", Map.of(SavedReports.ID, id, "sendFrequency", "WEEKLY",
                "sendWeekDay", "3", "sendHour", "6", "fileTypes", "BOTH", "sendTo", "spy@evil.example")).body();
        assertThat(refused, containsString("spy@evil.example: nobody who can log in"));
        assertThat(refused, containsString("<option value=\"WEEKLY\" selected>"));
        assertThat(refused, containsString("value=\"spy@evil.example\""));
        assertThat(row(id).get("sendTo") == null, is(true));
        assertThat(signedIn(NOBODY).get("/asterisk/control/callReports?savedReportId=" + id).body(), not(containsString("Week")));
    }
}
