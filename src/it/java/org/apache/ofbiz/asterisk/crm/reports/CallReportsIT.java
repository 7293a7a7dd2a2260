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
package org.apache.ofbiz.asterisk.crm.reports;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.acd.AgentChoice;
import org.apache.ofbiz.asterisk.acd.AgentState;
import org.apache.ofbiz.asterisk.acd.WrapUp;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.crm.journal.CallDispositions;
import org.apache.ofbiz.asterisk.crm.journal.PhoneCallRows;
import org.apache.ofbiz.asterisk.crm.reports.figures.CallCount;
import org.apache.ofbiz.asterisk.crm.reports.figures.CallRatios;
import org.apache.ofbiz.asterisk.crm.reports.figures.CallReport;
import org.apache.ofbiz.asterisk.crm.reports.figures.CallTally;
import org.apache.ofbiz.asterisk.crm.reports.figures.ReportBy;
import org.apache.ofbiz.asterisk.crm.reports.figures.ReportInterval;
import org.apache.ofbiz.asterisk.crm.reports.figures.ReportQuery;
import org.apache.ofbiz.asterisk.crm.reports.figures.SumKey;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
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

/** Reports are equal to what a plain count of the rows says, whatever was summed before, and tell a user of their own groups only. */
@Tag("embedded")
class CallReportsIT {

    private static final ZoneId TALLINN = ZoneId.of("Europe/Tallinn");
    /** The days around the end of summer time, long before anything else on this host happens. */
    private static final Instant FIRST = Instant.parse("2024-10-25T21:00:00Z");
    private static final Instant LAST = Instant.parse("2024-10-30T22:00:00Z");
    private static final int CALLS = 400;
    private static final List<String> AGENTS = List.of("AST_AGENT1", "AST_AGENT2", "AST_AGENT3");
    private static Host host;
    private static Database database;
    private static CallSums sums;
    private static CallReports reports;

    @BeforeAll
    static void start(@TempDir Path data) throws IOException, GenericEntityException {
        host = Host.start(data, Host::noPbx);
        database = host.database();
        database.create("CallCenterGroup", Map.of("callCenterGroupId", "SALES", "groupName", "Sales", "serverId", "DEMO_PBX", "enabled", "Y"));
        database.change("CallCenterGroup", Map.of("callCenterGroupId", "SUPPORT", "answerWithinSeconds", 30L));
        Random random = new Random(16);
        for (int i = 0; i < CALLS; i++) {
            call("R" + i, random);
        }
        database.create("GroupMembership", Map.of("callCenterGroupId", "SALES", "partyId", "AST_AGENT2", "fromDate", Timestamp.from(FIRST),
                "membershipRoleEnumId", "AST_SUPERVISOR"));
        sums = CallCenter.of(host.delegator()).orElseThrow().background().sums();
        reports = new CallReports(host.delegator(), Settings.of(host.delegator()));
        sums.rebuild();
        sums.work();
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    private static <T> T pick(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static void call(String linkedId, Random random) {
        String id = PhoneCallRows.idOf(PhoneCall.callId("DEMO_PBX", linkedId));
        Instant start = FIRST.plusSeconds(random.nextInt((int) Duration.between(FIRST, LAST).toSeconds()));
        String group = pick(random, List.of("SUPPORT", "SALES"));
        String outcome = pick(random, List.of("AST_ANSWERED", "AST_ANSWERED", "AST_ANSWERED", "AST_ABANDONED", "AST_QUEUE_TIMEOUT"));
        long wait = random.nextInt(45);
        long talk = outcome.equals("AST_ANSWERED") ? random.nextInt(600) : 0;
        Map<String, Object> row = new HashMap<>(Map.of("phoneCallId", id, "serverId", "DEMO_PBX", "linkedId", linkedId,
                "directionEnumId", "AST_INBOUND",
                "startDate", Timestamp.from(start), "endDate", Timestamp.from(start.plusSeconds(wait + talk)), "callCenterGroupId", group,
                "dialedNumber", pick(random, List.of("5000", "5001")), "waitSeconds", wait, "talkSeconds", talk));
        row.put("outcomeEnumId", outcome);
        if (talk > 0) {
            row.put("answerDate", Timestamp.from(start.plusSeconds(wait)));
            row.put("dispositionEnumId", pick(random, List.of("AST_DISP_A", "AST_DISP_B")));
        }
        database.create("PhoneCall", row);
        part(id, 1, Map.of("partTypeEnumId", "AST_PART_WAITED", "callCenterGroupId", group, "waitSeconds", wait, "outcomeEnumId", outcome));
        if (talk > 0) {
            part(id, 2, Map.of("partTypeEnumId", "AST_PART_TALKED", "partyId", pick(random, AGENTS), "talkSeconds", talk, "holdSeconds", talk / 10,
                    "outcomeEnumId", "AST_ANSWERED"));
        }
    }

    private static void part(String id, int number, Map<String, ?> fields) {
        Map<String, Object> row = new HashMap<>(Map.of("phoneCallId", id, "partSeqId", "0000" + number));
        row.putAll(fields);
        database.create("PhoneCallParticipant", row);
    }

    private static ReportQuery query(ReportBy by, ReportInterval interval) {
        return new ReportQuery(by, interval, new ReportQuery.Span(FIRST, LAST, TALLINN), Optional.empty(), Optional.empty());
    }

    /** Plain and slow: each call by itself, by what its row says. */
    private static Map<String, Map<CallCount, Long>> recount(BiConsumer<GenericValue, Set<String>> keysOf) {
        Map<String, Map<CallCount, Long>> rows = new TreeMap<>();
        for (GenericValue call : database.rows("PhoneCall")) {
            Instant start = call.getTimestamp("startDate").toInstant();
            if (start.isBefore(FIRST) || !start.isBefore(LAST)) {
                continue;
            }
            Set<String> keys = new HashSet<>();
            keysOf.accept(call, keys);
            boolean answered = call.getString("outcomeEnumId").equals("AST_ANSWERED");
            boolean gaveUp = call.getString("outcomeEnumId").equals("AST_ABANDONED");
            long wait = call.getLong("waitSeconds");
            long target = call.getString("callCenterGroupId").equals("SUPPORT") ? 30 : 20; // Sales has none of its own
            for (String key : keys) {
                Map<CallCount, Long> counts = rows.computeIfAbsent(key, name -> new HashMap<>());
                counts.merge(CallCount.OFFERED, 1L, Long::sum);
                counts.merge(CallCount.ANSWERED, answered ? 1L : 0, Long::sum);
                counts.merge(CallCount.IN_TIME, answered && wait <= target ? 1L : 0, Long::sum);
                counts.merge(CallCount.ABANDONED, gaveUp && wait >= 5 ? 1L : 0, Long::sum);
                counts.merge(CallCount.SHORT_ABANDONED, gaveUp && wait < 5 ? 1L : 0, Long::sum);
                counts.merge(CallCount.UNSERVED, !answered && !gaveUp ? 1L : 0, Long::sum);
                counts.merge(CallCount.ANSWER_WAIT, answered ? wait : 0, Long::sum);
                counts.merge(CallCount.ABANDON_WAIT, gaveUp && wait >= 5 ? wait : 0, Long::sum);
                counts.merge(CallCount.LONGEST_WAIT, wait, Math::max);
                counts.merge(CallCount.TALK, call.getLong("talkSeconds"), Long::sum);
                counts.merge(CallCount.HOLD, call.getLong("talkSeconds") / 10, Long::sum);
            }
        }
        return rows;
    }

    private static Map<String, Map<CallCount, Long>> told(ReportQuery query) {
        Map<String, Map<CallCount, Long>> rows = new TreeMap<>();
        for (CallReport.Row row : reports.make(query).rows()) {
            Map<CallCount, Long> counts = new HashMap<>(row.tally().counts());
            counts.keySet().removeIf(count -> count.compareTo(CallCount.MISSED_RING) >= 0);
            rows.put(row.key(), counts);
        }
        return rows;
    }

    private static Instant start(GenericValue call) {
        return call.getTimestamp("startDate").toInstant();
    }

    private static void equalTheRecount() {
        for (ReportInterval interval : ReportInterval.values()) {
            assertThat(interval.name(), told(query(ReportBy.INTERVAL, interval)),
                    is(recount((call, keys) -> keys.add(interval.start(start(call), TALLINN).toInstant().toString()))));
        }
        assertThat(told(query(ReportBy.GROUP, ReportInterval.DAY)), is(recount((call, keys) -> keys.add(call.getString("callCenterGroupId")))));
        assertThat(told(query(ReportBy.NUMBER, ReportInterval.DAY)), is(recount((call, keys) -> keys.add(call.getString("dialedNumber")))));
        assertThat(told(query(ReportBy.DISPOSITION, ReportInterval.DAY)), is(recount((call, keys) ->
                keys.add(Optional.ofNullable(call.getString("dispositionEnumId")).orElse(SumKey.NONE)))));
        assertThat(told(query(ReportBy.HOUR_OF_WEEK, ReportInterval.DAY)), is(recount((call, keys) -> {
            var local = start(call).atZone(TALLINN);
            keys.add(CallReport.hourOfWeek(local.getDayOfWeek().getValue(), local.getHour()));
        })));
        Map<String, Long> talks = new TreeMap<>();
        reports.make(query(ReportBy.AGENT, ReportInterval.DAY)).rows().forEach(row -> talks.put(row.key(), row.tally().get(CallCount.TALK)));
        Map<String, Long> counted = new TreeMap<>(database.rows("PhoneCallParticipant", "partTypeEnumId", "AST_PART_TALKED").stream()
                .filter(part -> AGENTS.contains(part.getString("partyId")))
                .collect(Collectors.groupingBy(part -> part.getString("partyId"), Collectors.summingLong(part -> part.getLong("talkSeconds")))));
        assertThat(talks, is(counted));
    }

    private static List<Map<String, Object>> sumsNow() {
        List<Map<String, Object>> all = new ArrayList<>();
        for (GenericValue row : database.rows("PhoneCallSum")) {
            Map<String, Object> fields = new TreeMap<>(row.getAllFields());
            fields.values().removeIf(value -> value == null);
            all.add(fields);
        }
        return all;
    }

    @Test
    void equalARecountOfTheRowsBeforeAndAfterLateChanges() throws GenericEntityException {
        assertThat("all days are over: nothing waits", database.rows(SumMarks.ENTITY), is(empty()));
        assertThat(database.rows("PhoneCallSum", "spanMinutes", 1440L), hasSize(greaterThan(10)));
        equalTheRecount();

        GenericValue call = database.rows("PhoneCall", "outcomeEnumId", "AST_ANSWERED").get(0);
        synchronized (sums) { // nobody makes sums meanwhile
            new CallDispositions(host.dispatcher(), Clock.systemUTC()).write(CallDispositions.callIdOf(call),
                    Map.of("dispositionEnumId", "AST_DISP_C"), "admin");
            assertThat(database.rows(SumMarks.ENTITY), hasSize(1));
            equalTheRecount();
        }
        sums.work();
        assertThat(database.rows(SumMarks.ENTITY), is(empty()));
        equalTheRecount();

        List<Map<String, Object>> before = sumsNow();
        SumMarks.changed(host.delegator(), call);
        sums.work();
        assertThat("once more changes nothing", sumsNow(), is(before));

        database.rows("PhoneCallSum", "sumDimension", "TOTAL").forEach(row -> database.change("PhoneCallSum", broken(row)));
        sums.rebuild();
        sums.work();
        equalTheRecount();
    }

    private static Map<String, Object> broken(GenericValue row) {
        Map<String, Object> fields = new HashMap<>(row.getPrimaryKey());
        fields.put("offeredCount", 1_000L);
        return fields;
    }

    @Test
    void anotherTargetCountsThePastAgain() throws GenericEntityException {
        ReportQuery query = query(ReportBy.GROUP, ReportInterval.DAY);
        long before = inTime(query);
        try {
            synchronized (sums) {
                database.change("CallCenterGroup", Map.of("callCenterGroupId", "SUPPORT", "answerWithinSeconds", 0L));
                assertThat(reports.make(query).outdated(), is(greaterThan(0)));
                sums.work();
            }
            assertThat(reports.make(query).outdated(), is(0));
            assertThat(inTime(query), is(lessThan(before)));
        } finally {
            database.change("CallCenterGroup", Map.of("callCenterGroupId", "SUPPORT", "answerWithinSeconds", 30L));
            sums.work();
        }
        assertThat(inTime(query), is(before));
    }

    private static long inTime(ReportQuery query) {
        return reports.make(query).rows().stream().filter(row -> row.key().equals("SUPPORT")).findFirst().orElseThrow()
                .tally().get(CallCount.IN_TIME);
    }

    private static Map<String, Object> asked(String user, Object... more) {
        Map<String, Object> input = new HashMap<>(Map.of("fromDay", "2024-10-26", "thruDay", "2024-10-30",
                "timeZone", TimeZone.getTimeZone(TALLINN)));
        for (int i = 0; i < more.length; i += 2) {
            input.put((String) more[i], more[i + 1]);
        }
        return host.run("getAsteriskCallReport", user, input);
    }

    private static List<String> keys(Map<String, Object> report) {
        assertThat(ServiceUtil.getErrorMessage(report), ServiceUtil.isSuccess(report), is(true));
        return ((List<?>) report.get("lines")).stream().map(line -> (String) ((Map<?, ?>) line).get("key")).sorted().toList();
    }

    @Test
    void aUserSeesTheGroupsThatTheySupervise() {
        assertThat(keys(asked("supervisor", "reportBy", "GROUP")), is(List.of("SALES", "SUPPORT")));
        assertThat(keys(asked("agent1002", "reportBy", "GROUP")), is(List.of("SALES")));
        assertThat(keys(asked("agent1002", "reportBy", "GROUP", "callCenterGroupId", "SALES")), is(List.of("SALES")));
        assertThat(ServiceUtil.isError(asked("agent1002", "reportBy", "GROUP", "callCenterGroupId", "SUPPORT")), is(true));
        for (String user : List.of("agent1001", "crmuser")) {
            assertThat(user, ServiceUtil.isError(asked(user)), is(true));
        }
    }

    @Test
    void whatIsNoReportIsRefused() {
        for (Object[] fields : List.of(new Object[] {"reportBy", "SQL"}, new Object[] {"interval", "YEAR"}, new Object[] {"fromDay", "2024-02-30"},
                new Object[] {"fromDay", "2024-10-31"}, new Object[] {"fromDay", "2021-01-01"},
                new Object[] {"interval", "HOUR", "fromDay", "2024-09-01"},
                new Object[] {"agentPartyId", "AST_AGENT1", "number", "5000"}, new Object[] {"reportBy", "NUMBER", "agentPartyId", "AST_AGENT1"},
                new Object[] {"number", "5".repeat(61)}, new Object[] {"number", "5\n0"}, new Object[] {"formula", "x"})) {
            assertThat(List.of(fields).toString(), ServiceUtil.isError(asked("supervisor", fields)), is(true));
        }
    }

    private static WebClient signedIn(String user) {
        WebClient browser = new WebClient(host.base());
        browser.login("asterisk", user, "ofbiz");
        return browser;
    }

    @Test
    void thePageAndItsFilesShowTheSameFigures() {
        String range = "reportBy=NUMBER&fromDay=2024-10-26&thruDay=2024-10-30";
        WebClient supervisor = signedIn("supervisor");
        String page = supervisor.get("/asterisk/control/callReports?" + range).body();
        String csv = supervisor.get("/asterisk/control/exportCallReport?fileType=CSV&" + range).body();
        assertThat(page, containsString("data-row=\"5000\""));
        assertThat(csv, containsString("\r\n5000,"));
        assertThat(supervisor.get("/asterisk/control/exportCallReport?fileType=XLSX&" + range).headers().firstValue("Content-Type").orElse(""),
                containsString("spreadsheetml"));
        for (ReportBy by : ReportBy.values()) {
            assertThat(by.name(), supervisor.get("/asterisk/control/callReports?reportBy=" + by).body(), containsString("data-row=\"total\""));
        }
        assertThat(supervisor.get("/asterisk/control/exportCallReport?fileType=CSV&fromDay=x").statusCode(), is(400));
        WebClient agent = signedIn("agent1001");
        assertThat(agent.get("/asterisk/control/exportCallReport?fileType=CSV&" + range).statusCode(), is(403));
        assertThat(agent.get("/asterisk/control/callReports?" + range).body(), not(containsString("data-row")));
    }

    @Test
    void whatAgentsDoIsCountedByQuartersWholeAndOnce() throws GenericEntityException {
        AgentTimes times = sums.times();
        Instant nine = Instant.parse("2024-11-05T09:00:00Z");
        does(times, AgentState.Status.AVAILABLE, nine.plus(Duration.ofMinutes(5)));
        does(times, AgentState.Status.RINGING, nine.plus(Duration.ofMinutes(9)));
        does(times, AgentState.Status.TALKING, nine.plus(Duration.ofMinutes(10)));
        does(times, AgentState.Status.WRAP_UP, nine.plus(Duration.ofMinutes(20)));
        does(times, AgentState.Status.AVAILABLE, nine.plus(Duration.ofMinutes(25)));
        does(times, AgentState.Status.PAUSED, nine.plus(Duration.ofMinutes(31)));
        does(times, AgentState.Status.SIGNED_OUT, nine.plus(Duration.ofMinutes(40)));
        sums.writeTimes();
        sums.writeTimes();
        ReportQuery.Span day = new ReportQuery.Span(nine, nine.plus(Duration.ofHours(1)), TALLINN);
        ReportQuery byAgent = new ReportQuery(ReportBy.AGENT, ReportInterval.DAY, day, Optional.empty(), Optional.empty());
        CallTally all = reports.make(byAgent).total().tally();
        assertThat(all, is(CallTally.of(Map.of(CallCount.AVAILABLE_TIME, 11 * 60L, CallCount.OCCUPIED_TIME, 15 * 60L, CallCount.WRAP_UP, 5 * 60L,
                CallCount.PAUSED_TIME, 9 * 60L))));
        assertThat(CallRatios.occupancy(all).getAsDouble(), is(15d / 26));
        sums.work();
        assertThat(reports.make(byAgent).total().tally(), is(all));
        ReportQuery quarters = new ReportQuery(ReportBy.INTERVAL, ReportInterval.QUARTER_HOUR, day, Optional.empty(), Optional.empty());
        assertThat(reports.make(quarters).rows().stream().map(row -> row.tally().get(CallCount.OCCUPIED_TIME)).toList(), is(List.of(300L, 600L, 0L)));
        ReportQuery support = new ReportQuery(ReportBy.GROUP, ReportInterval.DAY, day, Optional.of(Set.of("SUPPORT")), Optional.empty());
        assertThat(reports.make(support).total().tally(), is(CallTally.of(Map.of(CallCount.WRAP_UP, 300L))));
    }

    private static void does(AgentTimes times, AgentState.Status status, Instant since) {
        Optional<WrapUp> wrapUp = Optional.of(new WrapUp("DEMO_PBX:1.1", "SUPPORT", "Support", since.plusSeconds(60), false, Duration.ofMinutes(1)))
                .filter(any -> status == AgentState.Status.WRAP_UP);
        times.changed(new AgentState(status, since, AgentChoice.available(since), wrapUp), "agent1001");
    }
}
