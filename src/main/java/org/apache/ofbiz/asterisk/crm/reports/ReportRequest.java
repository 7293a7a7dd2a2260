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

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.board.ServiceLevelFormula;
import org.apache.ofbiz.asterisk.crm.admin.InputCheck;
import org.apache.ofbiz.asterisk.crm.reports.figures.ReportBy;
import org.apache.ofbiz.asterisk.crm.reports.figures.ReportInterval;
import org.apache.ofbiz.asterisk.crm.reports.figures.ReportQuery;
import org.apache.ofbiz.asterisk.crm.reports.figures.SumDimension;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;

/**
 * What the fields of the report page ask for. Days are those of the user's time zone; without days, the last seven.
 *
 * @param formula of the service level; empty for that of each group
 * @param lastDay is part of it
 */
public record ReportRequest(ReportQuery query, Optional<ServiceLevelFormula> formula, LocalDate firstDay, LocalDate lastDay) {

    /** The formula of each group. */
    public static final String BY_GROUP = "BY_GROUP";

    private static final int DAYS = 7;
    private static final int LONGEST_ITEM = 60;
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    /** Fields that name the one agent, number or disposition. */
    private static final Map<String, SumDimension> ONLY = Map.of("agentPartyId", SumDimension.AGENT, "number", SumDimension.NUMBER,
            "dispositionEnumId", SumDimension.DISPOSITION);
    /** All fields. */
    public static final List<String> FIELDS = List.of("reportBy", "interval", "period", "fromDay", "thruDay", "callCenterGroupId",
            "agentPartyId", "number", "dispositionEnumId", "formula");

    /**
     * Reads the fields.
     *
     * @param fields  of the service, with timeZone and locale
     * @param check   collects what is wrong with them
     * @param visible groups that the user may see; empty for all
     * @return empty where something is wrong
     */
    public static Optional<ReportRequest> read(Map<String, ?> fields, InputCheck check, Optional<Set<String>> visible) {
        return read(fields, check, visible, LocalDate.now(zone(fields)));
    }

    private static ZoneId zone(Map<String, ?> fields) {
        return (fields.get("timeZone") instanceof TimeZone given ? given : TimeZone.getDefault()).toZoneId();
    }

    /** As {@link #read(Map, InputCheck, Optional)}, as seen from another day. */
    public static Optional<ReportRequest> read(Map<String, ?> fields, InputCheck check, Optional<Set<String>> visible, LocalDate today) {
        check.oneOf("reportBy", names(ReportBy.values())).oneOf("interval", names(ReportInterval.values()))
                .oneOf("period", names(ReportPeriod.values())).oneOf("formula", formulas())
                .id("callCenterGroupId").id("agentPartyId").id("dispositionEnumId")
                .longest(LONGEST_ITEM, "number");
        ZoneId zone = zone(fields);
        Optional<ReportPeriod> period = text(fields, "period").filter(names(ReportPeriod.values())::contains).map(ReportPeriod::valueOf);
        LocalDate last = period.map(days -> days.lastDay(today)).or(() -> day(fields, "thruDay", check)).orElse(today);
        LocalDate first = period.map(days -> days.firstDay(today)).or(() -> day(fields, "fromDay", check)).orElse(last.minusDays(DAYS - 1));
        List<Map.Entry<String, SumDimension>> only = ONLY.entrySet().stream().filter(field -> text(fields, field.getKey()).isPresent()).toList();
        if (only.size() > 1) {
            check.refused(only.get(0).getKey(), "AsteriskReportOneOnly");
        }
        if (first.isAfter(last)) {
            check.refused("fromDay", "AsteriskReportDaysOrder");
        }
        if (check.failed()) {
            return Optional.empty();
        }
        ReportBy by = text(fields, "reportBy").map(ReportBy::valueOf).orElse(ReportBy.INTERVAL);
        ReportInterval interval = text(fields, "interval").map(ReportInterval::valueOf).orElse(ReportInterval.DAY);
        if (first.plus(by == ReportBy.INTERVAL ? interval.longest() : ReportInterval.MONTH.longest()).isBefore(last.plusDays(1))) {
            check.refuse("fromDay", "AsteriskReportTooLong", Map.of("days",
                    String.valueOf((by == ReportBy.INTERVAL ? interval : ReportInterval.MONTH).longest().getDays())));
        }
        Optional<ReportQuery.Only> one = only.stream().findFirst()
                .map(field -> new ReportQuery.Only(field.getValue(), text(fields, field.getKey()).orElseThrow()));
        boolean ofAnother = by.dimension() != SumDimension.TOTAL && one.filter(wanted -> wanted.dimension() != by.dimension()).isPresent();
        if (ofAnother) {
            check.refused("reportBy", "AsteriskReportOneOnly");
        }
        Optional<String> group = text(fields, "callCenterGroupId");
        if (group.isPresent() && visible.filter(groups -> !groups.contains(group.get())).isPresent()) {
            check.refuse("callCenterGroupId", "AsteriskErrorUnknown", Map.of("key", group.get()));
        }
        if (check.failed()) {
            return Optional.empty();
        }
        ReportQuery.Span span = new ReportQuery.Span(start(first, zone), start(last.plusDays(1), zone), zone);
        return Optional.of(new ReportRequest(new ReportQuery(by, interval, span, group.<Set<String>>map(Set::of).or(() -> visible), one),
                text(fields, "formula").flatMap(ServiceLevelFormula::of), first, last));
    }

    /** Where a zone once was off by other than quarters of an hour, the quarter before. */
    private static Instant start(LocalDate day, ZoneId zone) {
        return SumMarks.quarter(day.atStartOfDay(zone).toInstant());
    }

    private static Optional<LocalDate> day(Map<String, ?> fields, String field, InputCheck check) {
        Optional<String> text = text(fields, field);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            LocalDate day = DAY.matcher(text.get()).matches() ? LocalDate.parse(text.get()) : null;
            if (day != null && day.getYear() >= 2000 && day.getYear() < 3000) {
                return Optional.of(day);
            }
        } catch (DateTimeException e) {
            // a month has no 31st day
        }
        check.refused(field, "AsteriskReportNoDay");
        return Optional.empty();
    }

    /** What can be chosen as formula. */
    private static List<String> formulas() {
        return Stream.concat(Stream.of(BY_GROUP), Arrays.stream(ServiceLevelFormula.values()).map(Enum::name)).toList();
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }

    private static Optional<String> text(Map<String, ?> fields, String name) {
        return PlainText.given(Objects.toString(fields.get(name), ""));
    }
}
