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
package org.apache.ofbiz.asterisk.crm.reports.figures;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.acd.board.ServiceLevelFormula;
import org.junit.jupiter.api.Test;

class CallReportTest {

    private static final ZoneId TALLINN = ZoneId.of("Europe/Tallinn");
    private static final SumKey SUPPORT = new SumKey(SumDimension.TOTAL, "SUPPORT", SumKey.NONE);
    private static final CallTally ONE = CallTally.of(Map.of(CallCount.OFFERED, 1L));

    private static ReportQuery query(ReportBy by, ReportInterval interval, ZoneId zone) {
        ReportQuery.Span span = new ReportQuery.Span(Instant.parse("2026-10-01T00:00:00Z"), Instant.parse("2026-11-30T00:00:00Z"), zone);
        return new ReportQuery(by, interval, span, Optional.empty(), Optional.empty());
    }

    private static List<String> keys(ReportInterval interval, String... moments) {
        CallReport report = new CallReport(query(ReportBy.INTERVAL, interval, TALLINN), group -> ServiceLevelFormula.USUAL);
        for (String moment : moments) {
            report.add(Instant.parse(moment), SUPPORT, ONE);
        }
        return report.rows().stream().map(CallReport.Row::key).toList();
    }

    @Test
    void intervalsBeginByTheClockOfTheUser() {
        String evening = "2026-11-29T22:45:00Z"; // Monday, half past midnight and a quarter in Tallinn
        assertThat(keys(ReportInterval.QUARTER_HOUR, evening), contains("2026-11-29T22:45:00Z"));
        assertThat(keys(ReportInterval.HALF_HOUR, evening), contains("2026-11-29T22:30:00Z"));
        assertThat(keys(ReportInterval.HOUR, evening), contains("2026-11-29T22:00:00Z"));
        assertThat(keys(ReportInterval.DAY, evening), contains("2026-11-29T22:00:00Z"));
        assertThat(keys(ReportInterval.WEEK, evening), contains("2026-11-29T22:00:00Z"));
        assertThat(keys(ReportInterval.MONTH, evening), contains("2026-10-31T22:00:00Z"));
    }

    @Test
    void theHourThatTheClockRepeatsHasTwoRowsAndItsDayHasTwentyFiveHours() {
        assertThat(keys(ReportInterval.HOUR, "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"),
                contains("2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z"));
        assertThat(keys(ReportInterval.DAY, "2026-10-24T21:00:00Z", "2026-10-25T21:45:00Z"), contains("2026-10-24T21:00:00Z"));
        assertThat(keys(ReportInterval.DAY, "2026-10-25T22:00:00Z"), contains("2026-10-25T22:00:00Z"));
    }

    @Test
    void hoursOfTheWeekAreThoseOfTheUser() {
        CallReport report = new CallReport(query(ReportBy.HOUR_OF_WEEK, ReportInterval.DAY, TALLINN), group -> ServiceLevelFormula.USUAL);
        report.add(Instant.parse("2026-11-29T22:45:00Z"), SUPPORT, ONE); // Monday there
        report.add(Instant.parse("2026-11-22T22:00:00Z"), SUPPORT, ONE);
        assertThat(report.rows(), contains(new CallReport.Row("1 00", ONE.plus(ONE), 2)));
    }

    @Test
    void longSpansAreTakenOnlyWhereEachBelongsToOneRow() {
        Duration hour = Duration.ofHours(1);
        assertThat(query(ReportBy.INTERVAL, ReportInterval.DAY, TALLINN).takes(hour), is(true));
        assertThat(query(ReportBy.INTERVAL, ReportInterval.HALF_HOUR, TALLINN).takes(hour), is(false));
        assertThat(query(ReportBy.INTERVAL, ReportInterval.DAY, ZoneId.of("Asia/Kolkata")).takes(hour), is(false));
        assertThat(query(ReportBy.HOUR_OF_WEEK, ReportInterval.DAY, ZoneId.of("Asia/Kolkata")).takes(hour), is(false));
        assertThat("half an hour of summer time",
                query(ReportBy.INTERVAL, ReportInterval.DAY, ZoneId.of("Australia/Lord_Howe")).takes(hour), is(false));
        assertThat(query(ReportBy.INTERVAL, ReportInterval.DAY, TALLINN).takes(Duration.ofDays(1)), is(false));
        assertThat(query(ReportBy.AGENT, ReportInterval.DAY, TALLINN).takes(Duration.ofDays(1)), is(true));
    }

    @Test
    void onlyWhatIsAskedForCounts() {
        ReportQuery all = query(ReportBy.AGENT, ReportInterval.DAY, TALLINN);
        ReportQuery some = new ReportQuery(all.by(), all.interval(), all.span(), Optional.of(Set.of("SUPPORT")),
                Optional.of(new ReportQuery.Only(SumDimension.AGENT, "LIIS")));
        CallReport report = new CallReport(some, group -> ServiceLevelFormula.USUAL);
        report.add(some.span().from(), new SumKey(SumDimension.AGENT, "SUPPORT", "LIIS"), ONE);
        report.add(some.span().from(), new SumKey(SumDimension.AGENT, "SUPPORT", "PEETER"), ONE);
        report.add(some.span().from(), new SumKey(SumDimension.AGENT, "SALES", "LIIS"), ONE);
        report.add(some.span().from(), SUPPORT, ONE);
        assertThat(report.rows(), contains(new CallReport.Row("LIIS", ONE, 1)));
        assertThat(report.total().tally(), is(ONE));
    }

    @Test
    void eachGroupHasItsOwnServiceLevelFormulaAndTotalsAddUp() {
        CallTally calls = CallTally.of(Map.of(CallCount.OFFERED, 10L, CallCount.ANSWERED, 6L, CallCount.IN_TIME, 3L, CallCount.ABANDONED, 2L,
                CallCount.SHORT_ABANDONED, 1L, CallCount.UNSERVED, 1L));
        CallReport report = new CallReport(query(ReportBy.GROUP, ReportInterval.DAY, TALLINN),
                group -> group.equals("SALES") ? ServiceLevelFormula.ANSWERED_ONLY : ServiceLevelFormula.WITHOUT_SHORT_ABANDONS);
        Instant start = Instant.parse("2026-10-05T09:00:00Z");
        report.add(start, SUPPORT, calls);
        report.add(start, SUPPORT, calls);
        report.add(start, new SumKey(SumDimension.TOTAL, "SALES", SumKey.NONE), calls);
        Map<String, Double> levels = report.rows().stream()
                .collect(Collectors.toMap(CallReport.Row::key, row -> ReportColumn.SERVICE_LEVEL.of(row).getAsDouble()));
        assertThat(levels, is(Map.of("SUPPORT", 6d / 18, "SALES", 3d / 6)));
        assertThat(ReportColumn.SERVICE_LEVEL.of(report.total()).getAsDouble(), is(9d / 24));
        assertThat(report.formulas(), is(Map.of(ServiceLevelFormula.WITHOUT_SHORT_ABANDONS, Set.of("SUPPORT"),
                ServiceLevelFormula.ANSWERED_ONLY, Set.of("SALES"))));
    }
}
