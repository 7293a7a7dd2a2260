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
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.fixture.LoggedProblems;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.LocalDispatcher;
import org.apache.ofbiz.service.ServiceUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Saved reports are sent when they are due, once, with what their owner may see then. The host keeps mails as communication events. */
@Tag("embedded")
class ReportSenderIT {

    /** Monday, eight o'clock in Tallinn; an hour after it was due. */
    private static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");
    private static final Instant DUE = Instant.parse("2026-11-23T05:00:00Z");
    private static final String ID = "WEEK";
    private static final Timestamp LONG_AGO = Timestamp.from(Instant.parse("2024-01-01T00:00:00Z"));
    private static final Map<String, Object> MEMBERSHIP = Map.of("callCenterGroupId", "SALES", "partyId", "AST_AGENT2", "fromDate", LONG_AGO);
    private static Host host;
    private static Database database;

    @BeforeAll
    static void start(@TempDir Path data) throws IOException {
        host = Host.start(data, Host::noPbx);
        database = host.database();
        database.create("CallCenterGroup", Map.of("callCenterGroupId", "SALES", "groupName", "Sales", "serverId", "DEMO_PBX", "enabled", "Y"));
        Map<String, Object> membership = new HashMap<>(MEMBERSHIP);
        membership.put("membershipRoleEnumId", "AST_SUPERVISOR");
        database.create("GroupMembership", membership);
        for (String group : List.of("SALES", "SUPPORT")) {
            database.create("PhoneCall", Map.of("phoneCallId", "OF_" + group, "serverId", "DEMO_PBX", "linkedId", group, "callCenterGroupId", group,
                    "directionEnumId", "AST_INBOUND", "startDate", Timestamp.from(NOW.minus(Duration.ofDays(4))),
                    "endDate", Timestamp.from(NOW.minus(Duration.ofDays(4)).plusSeconds(60)), "outcomeEnumId", "AST_ABANDONED",
                    "dialedNumber", "5000"));
        }
        host.run("rebuildAsteriskCallSums", "admin", Map.of());
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    @BeforeEach
    void aReportOfASupervisorOfSalesIsDue() {
        database.setting("reportMailDomains", "example.com");
        Map<String, Object> report = new HashMap<>(Map.of(SavedReports.ID, ID, SavedReports.NAME, "Week ${1+1}", SavedReports.OWNER, "agent1002",
                "reportBy", "GROUP", "reportPeriod", "LAST_WEEK", "sendFrequency", "WEEKLY", "sendWeekDay", 1L, "sendHour", 7L,
                "timeZoneId", "Europe/Tallinn", "localeString", "en"));
        report.putAll(Map.of("fileTypes", "BOTH", "sendTo", "boss@example.com", "nextSendDate", Timestamp.from(DUE), "attemptCount", 0L));
        for (String empty : List.of("sendingId", "sendingDate", "lastSentDate", "sendProblem", "callCenterGroupId")) {
            report.put(empty, null);
        }
        database.create(SavedReports.ENTITY, report);
        database.rows("CommunicationEvent", "communicationEventTypeId", "AUTO_EMAIL_COMM").forEach(mail -> {
            try {
                mail.remove();
            } catch (GenericEntityException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static ReportSender.Counts send(LocalDispatcher dispatcher, Instant now) {
        return new ReportSender(dispatcher, Settings.of(host.delegator()), Clock.fixed(now, ZoneOffset.UTC)).run();
    }

    private static ReportSender.Counts send(Instant now) {
        return send(host.dispatcher(), now);
    }

    private static List<GenericValue> mails() {
        return database.rows("CommunicationEvent", "communicationEventTypeId", "AUTO_EMAIL_COMM");
    }

    private static GenericValue report() {
        return database.row(SavedReports.ENTITY, SavedReports.ID, ID);
    }

    private static void change(String field, Object value) {
        Map<String, Object> fields = new HashMap<>(Map.of(SavedReports.ID, ID));
        fields.put(field, value);
        database.change(SavedReports.ENTITY, fields);
    }

    @Test
    void whatIsDueIsSentOnceWithAShortTableAndFiles() {
        assertThat(send(DUE.minusSeconds(1)), is(new ReportSender.Counts(0, 0)));
        assertThat(send(NOW), is(new ReportSender.Counts(1, 0)));
        assertThat(send(NOW.plus(Duration.ofDays(6))), is(new ReportSender.Counts(0, 0)));
        assertThat(mails(), hasSize(1));
        GenericValue mail = mails().get(0);
        assertThat("nothing in a name is evaluated", mail.getString("subject"), is("Week $ {1+1} (2026-11-16 - 2026-11-22)"));
        assertThat(mail.getString("toString"), is("boss@example.com"));
        String content = mail.getString("content");
        assertThat(content, containsString("Sales  "));
        assertThat("only the groups of its owner", content, not(containsString("Support")));
        String csv = file(content, "calls-2026-11-16-2026-11-22.csv text/csv;charset=UTF-8 ");
        assertThat(csv, containsString("\r\nSales,1,0,"));
        assertThat(csv, not(containsString("Support")));
        assertThat(file(content, "calls-2026-11-16-2026-11-22.xlsx application/vnd.openxmlformats-officedocument.spreadsheetml.sheet "),
                startsWith("PK"));
        assertThat(report().getTimestamp("lastSentDate").toInstant(), is(NOW));
        assertThat(report().getTimestamp("nextSendDate").toInstant(), is(DUE.plus(Duration.ofDays(7))));
        assertThat(report().get("sendingDate") == null && report().get("sendProblem") == null, is(true));
    }

    private static String file(String content, String head) {
        String line = content.lines().filter(any -> any.startsWith(head)).findFirst().orElseThrow(() -> new AssertionError(content));
        return new String(Base64.getDecoder().decode(line.substring(head.length())), StandardCharsets.UTF_8);
    }

    @Test
    void afterADowntimeOnlyTheLastOfTheMissedTimesIsSent() {
        change("nextSendDate", Timestamp.from(DUE.minus(Duration.ofDays(28))));
        assertThat(send(NOW), is(new ReportSender.Counts(1, 0)));
        assertThat(send(NOW), is(new ReportSender.Counts(0, 0)));
        assertThat(mails().get(0).getString("subject"), containsString("2026-11-16"));
        assertThat("later in the week it is still the report of that Monday", report().getTimestamp("nextSendDate").toInstant(),
                is(DUE.plus(Duration.ofDays(7))));
    }

    @Test
    void ofManyWhoSendAtTheSameTimeOneSends() throws Exception {
        int senders = 8;
        CyclicBarrier together = new CyclicBarrier(senders);
        ExecutorService threads = Executors.newFixedThreadPool(senders);
        try {
            List<Future<ReportSender.Counts>> runs = IntStream.range(0, senders).mapToObj(i -> threads.submit(() -> {
                together.await();
                return send(NOW);
            })).toList();
            long sent = 0;
            for (Future<ReportSender.Counts> run : runs) {
                sent += run.get().sent();
            }
            assertThat(sent, is(1L));
            assertThat(mails(), hasSize(1));
        } finally {
            threads.shutdownNow();
        }
    }

    private static void refused(String why) {
        assertThat(send(NOW), is(new ReportSender.Counts(0, 1)));
        assertThat(mails(), hasSize(0));
        assertThat(report().getString("sendProblem"), containsString(why));
        assertThat("it waits for its next time", report().getTimestamp("nextSendDate").toInstant(), is(DUE.plus(Duration.ofDays(7))));
        assertThat(report().get("lastSentDate") == null, is(true));
    }

    @Test
    void anOwnerWithoutTheRightSendsNothing() {
        Map<String, Object> over = new HashMap<>(MEMBERSHIP);
        over.put("thruDate", LONG_AGO);
        database.change("GroupMembership", over);
        try {
            refused("its owner may no longer see reports");
        } finally {
            over.put("thruDate", null);
            database.change("GroupMembership", over);
        }
    }

    @Test
    void aGroupThatTheOwnerMayNoLongerSeeIsNotSent() {
        change("callCenterGroupId", "SUPPORT");
        refused("SUPPORT");
    }

    @Test
    void anOwnerWhoIsDisabledSendsNothing() {
        database.change("UserLogin", Map.of("userLoginId", "agent1002", "enabled", "N"));
        try {
            refused("login of its owner is disabled");
        } finally {
            database.change("UserLogin", Map.of("userLoginId", "agent1002", "enabled", "Y"));
        }
    }

    @Test
    void anAddressThatIsNoLongerAllowedGetsNothing() {
        change("sendTo", "boss@example.com, left@example.net");
        assertThat(send(NOW), is(new ReportSender.Counts(1, 0)));
        assertThat(mails().get(0).getString("toString"), is("boss@example.com"));
        assertThat(report().getString("sendProblem"), containsString("left@example.net"));
        aReportOfASupervisorOfSalesIsDue();
        database.setting("reportMailDomains", "example.org");
        refused("boss@example.com");
    }

    /** A dispatcher whose mail server doesn't answer. */
    private static LocalDispatcher withoutMail() {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.getName().equals("runSync") && "sendMailMultiPart".equals(arguments[0])) {
                return ServiceUtil.returnError("mail.example.com:25 doesn't answer\r\n421");
            }
            try {
                return method.invoke(host.dispatcher(), arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return (LocalDispatcher) Proxy.newProxyInstance(LocalDispatcher.class.getClassLoader(), new Class<?>[] {LocalDispatcher.class}, handler);
    }

    @Test
    void aMailServerThatFailsIsTriedAgainWithLongerPausesAndLoggedOnce() {
        try (LoggedProblems problems = LoggedProblems.withWarnings(ReportSender.class.getName())) {
            Instant now = NOW;
            for (int attempt = 1; attempt < ReportSender.ATTEMPTS; attempt++) {
                assertThat(send(withoutMail(), now), is(new ReportSender.Counts(0, 1)));
                assertThat(report().getString("sendProblem"), containsString("mail.example.com:25 doesn't answer  421"));
                Instant next = report().getTimestamp("nextSendDate").toInstant();
                assertThat(Duration.between(now, next), is(ReportSender.FIRST_PAUSE.multipliedBy(1L << (attempt - 1))));
                assertThat("not earlier", send(withoutMail(), next.minusSeconds(1)), is(new ReportSender.Counts(0, 0)));
                now = next;
            }
            assertThat(send(withoutMail(), now), is(new ReportSender.Counts(0, 1)));
            assertThat(report().getTimestamp("nextSendDate").toInstant(), is(DUE.plus(Duration.ofDays(7))));
            assertThat(problems.lines().stream().filter(line -> line.contains("saved report")).toList(),
                    contains(containsString("doesn't answer  421")));
        }
        assertThat(send(DUE.plus(Duration.ofDays(7))), is(new ReportSender.Counts(1, 0)));
        assertThat("the problem is over", report().get("sendProblem") == null, is(true));
    }

    @Test
    void aReportWhoseSenderDiedIsNotSentTwiceAndItsOwnerSeesIt() {
        change("sendingId", "gone");
        change("sendingDate", Timestamp.from(NOW.minus(ReportSender.DEAD_AFTER).minusSeconds(1)));
        change("nextSendDate", Timestamp.from(DUE.plus(Duration.ofDays(7))));
        assertThat(send(NOW), is(new ReportSender.Counts(0, 0)));
        assertThat(mails(), hasSize(0));
        assertThat(report().getString("sendProblem"), containsString("OFBiz stopped while sending"));
        assertThat(report().get("sendingDate") == null, is(true));
    }

    @Test
    void theServiceOfTheJobRunsAsTheSystem() {
        assertThat(database.row("JobSandbox", "jobId", "AST_SEND_REPORTS").getString("serviceName"), is("sendAsteriskSavedReports"));
        change("nextSendDate", Timestamp.from(Instant.now().minusSeconds(1)));
        Map<String, Object> result = host.run("sendAsteriskSavedReports", "system", Map.of());
        assertThat(ServiceUtil.getErrorMessage(result), result.get("sentCount"), is(1L));
    }

    @Test
    void theJobOfTheRetentionDoesNothingWithoutRules() {
        assertThat(database.row("JobSandbox", "jobId", "AST_RETENTION").getString("serviceName"), is("runAsteriskRetention"));
        assertThat(ServiceUtil.isSuccess(host.run("runAsteriskRetention", "system", Map.of())), is(true));
        assertThat(database.rows("AsteriskRetentionRun"), hasSize(0));
    }
}
