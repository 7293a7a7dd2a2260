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
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.crm.journal.PhoneCallRows;
import org.apache.ofbiz.asterisk.crm.quality.CallQuality;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.fixture.WebClient;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.service.ServiceUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What page phones measure is in reports, for those who may see them, and on the diagnostics page. */
@Tag("embedded")
class SoundReportIT {

    private static final Instant NINE = Instant.parse("2024-11-12T09:00:00Z");
    private static Host host;
    private static Database database;
    private static CallSums sums;

    @BeforeAll
    static void start(@TempDir Path data) throws IOException, GenericEntityException {
        host = Host.start(data, Host::noPbx);
        database = host.database();
        sums = CallCenter.of(host.delegator()).orElseThrow().background().sums();
        call("S1", NINE, "SUPPORT", 60);
        call("S2", NINE.plusSeconds(7200), "SUPPORT", 60);
        call("S3", NINE.plusSeconds(7300), "", 60);
        sums.rebuild();
        sums.work();
        assertThat("nothing is measured", names(report("supervisor", Map.of("reportBy", "AGENT"))).contains("SOUND_PARTS"), is(false));
        measured("S1", "AST_AGENT1", 90, 420, 400, 0);
        measured("S1", "AST_AGENT1", 10, 320, 150, 80);
        measured("S2", "AST_AGENT2", 60, 430, 425, 0);
        measured("S3", "AST_AGENT2", 60, 440, 435, 0);
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    private static void call(String linkedId, Instant start, String group, long talk) {
        Map<String, Object> row = new HashMap<>(Map.of("phoneCallId", id(linkedId), "serverId", "DEMO_PBX", "linkedId", linkedId,
                "directionEnumId", "AST_INBOUND", "startDate", Timestamp.from(start), "answerDate", Timestamp.from(start),
                "endDate", Timestamp.from(start.plusSeconds(talk)), "talkSeconds", talk, "waitSeconds", 0L, "outcomeEnumId", "AST_ANSWERED"));
        row.put("callCenterGroupId", group.isEmpty() ? null : group);
        database.create("PhoneCall", row);
    }

    private static String id(String linkedId) {
        return PhoneCallRows.idOf(PhoneCall.callId("DEMO_PBX", linkedId));
    }

    private static void measured(String linkedId, String agent, long seconds, long score, long worst, long lostPerMille)
            throws GenericEntityException {
        keep(linkedId, agent, seconds, score, worst, lostPerMille, NINE);
    }

    private static void keep(String linkedId, String agent, long seconds, long score, long worst, long lostPerMille, Instant at)
            throws GenericEntityException {
        boolean kept = new CallQuality(host.delegator()).keep(id(linkedId), "DEMO_1001", agent, Map.of("soundSeconds", seconds, "score", score,
                "worstScore", worst, "lostPerMille", lostPerMille, "jitterMillis", 12L, "roundTripMillis", 80L), at);
        assertThat(kept, is(true));
    }

    private static Map<String, Object> report(String user, Map<String, String> fields) {
        Map<String, Object> input = new HashMap<>(Map.of("fromDay", "2024-11-12", "thruDay", "2024-11-12", "interval", "HOUR",
                "timeZone", TimeZone.getTimeZone("UTC")));
        input.putAll(fields);
        return host.run("getAsteriskCallReport", user, input);
    }

    private static List<String> names(Map<String, Object> report) {
        return ((List<?>) report.get("columns")).stream().map(column -> (String) ((Map<?, ?>) column).get("name")).toList();
    }

    /** The four figures of a row, as people read them. */
    private static String sound(Map<String, Object> report, String key) {
        assertThat(ServiceUtil.getErrorMessage(report), ServiceUtil.isSuccess(report), is(true));
        List<Object> lines = new ArrayList<>((List<?>) report.get("lines"));
        lines.add(report.get("total"));
        Map<?, ?> line = (Map<?, ?>) lines.stream().filter(one -> ((Map<?, ?>) one).get("key").equals(key)).findFirst()
                .orElseThrow(() -> new AssertionError(key + " of " + lines));
        List<String> told = ((List<?>) line.get("cells")).stream().map(cell -> (String) ((Map<?, ?>) cell).get("text")).toList();
        int first = names(report).indexOf("SOUND_PARTS");
        return String.join(" | ", told.subList(first, first + 4));
    }

    @Test
    void isToldByAgentIntervalAndGroupAtOnceAndOnceTheSumsAreMade() throws GenericEntityException {
        for (int round = 0; round < 2; round++) {
            Map<String, Object> agents = report("supervisor", Map.of("reportBy", "AGENT"));
            assertThat(sound(agents, "AST_AGENT1"), is("2 | 4.10 | 50.0 % | 1.50"));
            assertThat(sound(agents, "AST_AGENT2"), is("2 | 4.35 | 0.0 % | 4.25"));
            assertThat(sound(agents, ""), is("4 | 4.24 | 25.0 % | 1.50"));
            Map<String, Object> hours = report("supervisor", Map.of("reportBy", "INTERVAL"));
            assertThat(sound(hours, "2024-11-12T09:00:00Z"), is("2 | 4.10 | 50.0 % | 1.50"));
            assertThat(sound(hours, "2024-11-12T11:00:00Z"), is("2 | 4.35 | 0.0 % | 4.25"));
            Map<String, Object> groups = report("supervisor", Map.of("reportBy", "GROUP"));
            assertThat(sound(groups, "SUPPORT"), is("3 | 4.18 | 33.3 % | 1.50"));
            assertThat("of numbers nobody knows it", names(report("supervisor", Map.of("reportBy", "NUMBER"))).contains("SOUND_PARTS"), is(false));
            sums.work();
        }
        assertThat("marks", database.rows(SumMarks.ENTITY).stream()
                .filter(mark -> mark.getTimestamp("startDate").before(Timestamp.from(NINE.plusSeconds(86_400)))).toList(), is(empty()));
        assertThat(database.rows("PhoneCallSum", "sumDimension", "AGENT", "spanMinutes", 1440L, "sumItemId", "AST_AGENT1"), hasSize(1));
    }

    @Test
    void isInFilesAndForThoseWhoMaySeeReportsOnly() {
        WebClient supervisor = new WebClient(host.base());
        supervisor.login("asterisk", "supervisor", "ofbiz");
        String range = "reportBy=AGENT&fromDay=2024-11-12&thruDay=2024-11-12";
        String csv = supervisor.get("/asterisk/control/exportCallReport?fileType=CSV&" + range).body();
        assertThat(csv, containsString("Call quality (MOS)"));
        assertThat(csv, containsString(",2,4.1,0.5,1.5"));
        String page = supervisor.get("/asterisk/control/callReports?" + range).body();
        assertThat(page, containsString("data-column=\"WORST_SOUND\""));
        for (String user : List.of("agent1001", "crmuser")) {
            assertThat(user, ServiceUtil.isError(report(user, Map.of("reportBy", "AGENT"))), is(true));
        }
    }

    @Test
    void badSoundOfTheLastDayIsOnTheDiagnosticsPageWithWhoAndWhatToDo() throws GenericEntityException {
        WebClient admin = new WebClient(host.base());
        admin.login("asterisk", "admin", "ofbiz");
        assertThat(admin.get("/asterisk/control/diagnosticsData").body(), not(containsString("pagePhones-SOUND")));
        call("NOW", Instant.now(), "SUPPORT", 60);

        keep("NOW", "AST_AGENT1", 30, 440, 430, 0, Instant.now());
        assertThat(admin.get("/asterisk/control/diagnosticsData").body(),
                containsString("measured in the last 24 hours: 1. Below 3.6: 0, 0 of them"));
        keep("NOW", "AST_AGENT1", 30, 290, 150, 75, Instant.now());

        String told = admin.get("/asterisk/control/diagnosticsData").body();
        assertThat(told, containsString("Page phone 1001, Liis Saar"));
        assertThat(told, containsString("score 2.9, lost packets 7.5 %, jitter 12 ms, round trip 80 ms"));
        assertThat(told, containsString("network cable in place of Wi-Fi"));
        WebClient agent = new WebClient(host.base());
        agent.login("asterisk", "agent1001", "ofbiz");
        assertThat(agent.get("/asterisk/control/diagnosticsData").body(), not(containsString("pagePhones")));
    }
}
