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
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.board.ServiceLevelFormula;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.crm.board.BoardGroups;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.entity.GenericEntityException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each group says of which calls its service level is a share, for reports and the wallboard. */
@Tag("embedded")
class GroupFormulaIT {

    private static final Instant NINE = Instant.parse("2024-03-05T09:00:00Z");
    private static Host host;
    private static Database database;

    @BeforeAll
    static void start(@TempDir Path data) throws IOException, GenericEntityException {
        host = Host.start(data, Host::noPbx);
        database = host.database();
        database.create("CallCenterGroup", Map.of("callCenterGroupId", "SALES", "groupName", "Sales", "serverId", "DEMO_PBX", "enabled", "Y"));
        for (String group : List.of("SALES", "SUPPORT")) { // of each: 3 answered, 2 in time; 2 abandoned, 1 early
            call(group, 0, "AST_ANSWERED", 5);
            call(group, 1, "AST_ANSWERED", 20);
            call(group, 2, "AST_ANSWERED", 21);
            call(group, 3, "AST_ABANDONED", 30);
            call(group, 4, "AST_ABANDONED", 2);
        }
        CallSums sums = CallCenter.of(host.delegator()).orElseThrow().background().sums();
        sums.rebuild();
        sums.work();
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    private static void call(String group, int number, String outcome, long wait) {
        Map<String, Object> row = new HashMap<>(Map.of("phoneCallId", group + number, "serverId", "DEMO_PBX", "linkedId", group + number,
                "directionEnumId", "AST_INBOUND", "startDate", Timestamp.from(NINE), "endDate", Timestamp.from(NINE.plusSeconds(60)),
                "callCenterGroupId", group, "outcomeEnumId", outcome, "waitSeconds", wait));
        if (outcome.equals("AST_ANSWERED")) {
            row.put("answerDate", Timestamp.from(NINE.plusSeconds(wait)));
            row.put("talkSeconds", 20L);
        }
        database.create("PhoneCall", row);
        database.create("PhoneCallParticipant", Map.of("phoneCallId", group + number, "partSeqId", "00001", "partTypeEnumId", "AST_PART_WAITED",
                "callCenterGroupId", group, "waitSeconds", wait, "outcomeEnumId", outcome));
    }

    private static Map<String, Object> report(String... fields) {
        Map<String, Object> input = new HashMap<>(Map.of("reportBy", "GROUP", "fromDay", "2024-03-05", "thruDay", "2024-03-05",
                "timeZone", TimeZone.getTimeZone("UTC")));
        for (int i = 0; i < fields.length; i += 2) {
            input.put(fields[i], fields[i + 1]);
        }
        return host.run("getAsteriskCallReport", "supervisor", input);
    }

    /** The service level of Sales, of Support, and of both, after the title. */
    private static List<Object> levels(Map<String, Object> report) {
        ReportTable table = (ReportTable) report.get("table");
        return List.of(table.columns().get(2).title(), level(table, "SALES"), level(table, "SUPPORT"), level(table, ""));
    }

    private static double level(ReportTable table, String key) {
        return Stream.concat(table.lines().stream(), Stream.of(table.total())).filter(line -> line.key().equals(key)).findFirst().orElseThrow()
                .figures().get(2).getAsDouble();
    }

    @Test
    void reportsCountByTheFormulaOfEachGroupAndNoSumIsMadeAgain() {
        assertThat(levels(report()), is(List.of("Service level (Without short abandons)", 2d / 4, 2d / 4, 4d / 8)));
        assertThat(host.run("updateCallCenterGroup", "admin", Map.of("callCenterGroupId", "SALES", "serviceLevelFormula", "HALF"))
                .containsKey("fieldProblems"), is(true));
        host.run("updateCallCenterGroup", "admin", Map.of("callCenterGroupId", "SALES", "serviceLevelFormula", "ANSWERED_ONLY"));
        try {
            Map<String, Object> report = report();
            assertThat(report.get("outdated"), is(0L));
            assertThat(levels(report), is(List.of("Service level (As set in the group)", 2d / 3, 2d / 4, 4d / 7)));
            assertThat(report.get("formulas"), is(List.of("Service level: answered in time / (offered - short abandons): Support",
                    "Service level: answered in time / answered: Sales")));
            assertThat(levels(report("formula", "ALL_OFFERED")), is(List.of("Service level (All offered calls)", 2d / 5, 2d / 5, 4d / 10)));
            assertThat(levels(report("formula", "WITHOUT_ABANDONS")), is(List.of("Service level (Without abandons)", 2d / 3, 2d / 3, 4d / 6)));
            assertThat("the wallboard has the same rule", new BoardGroups(host.delegator(), Settings.of(host.delegator())).get().stream()
                    .filter(group -> group.groupId().equals("SALES")).findFirst().orElseThrow().rule().formula(),
                    is(ServiceLevelFormula.ANSWERED_ONLY));
        } finally {
            database.change("CallCenterGroup", Map.of("callCenterGroupId", "SALES", "serviceLevelFormula", "WITHOUT_SHORT_ABANDONS"));
        }
    }
}
