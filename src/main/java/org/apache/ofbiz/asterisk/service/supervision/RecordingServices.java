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
package org.apache.ofbiz.asterisk.service.supervision;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.regex.Pattern;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.crm.admin.InputCheck;
import org.apache.ofbiz.asterisk.crm.history.CallFilter;
import org.apache.ofbiz.asterisk.crm.history.CallHistory;
import org.apache.ofbiz.asterisk.crm.history.RecordedCalls;
import org.apache.ofbiz.asterisk.crm.recordings.RecordingLog;
import org.apache.ofbiz.asterisk.crm.reports.ReportRights;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.base.util.UtilMisc;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.DispatchContext;
import org.apache.ofbiz.service.ServiceUtil;

/** The services about recordings (servicedef/services.xml). Permissions are checked by their definitions, groups here. */
public final class RecordingServices {

    private static final int DAYS = 7;
    private static final int LONGEST_DAYS = 92;
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final List<String> EQUAL = List.of("callCenterGroupId", "agentPartyId", "dispositionEnumId");

    private RecordingServices() {
    }

    /** Service findAsteriskRecordings. */
    public static Map<String, Object> find(DispatchContext dctx, Map<String, ? extends Object> context) {
        GenericValue userLogin = (GenericValue) context.get("userLogin");
        Optional<Set<String>> groups = ReportRights.groups(dctx.getDelegator(), dctx.getSecurity(), userLogin);
        InputCheck check = InputCheck.of(context);
        EQUAL.forEach(check::id);
        ZoneId zone = (context.get("timeZone") instanceof TimeZone given ? given : TimeZone.getDefault()).toZoneId();
        LocalDate last = day(context, "thruDay", check).orElseGet(() -> LocalDate.now(zone));
        LocalDate first = day(context, "fromDay", check).orElse(last.minusDays(DAYS - 1));
        if (first.isAfter(last)) {
            check.refused("fromDay", "AsteriskReportDaysOrder");
        } else if (first.plusDays(LONGEST_DAYS).isBefore(last.plusDays(1))) {
            check.refuse("fromDay", "AsteriskReportTooLong", Map.of("days", String.valueOf(LONGEST_DAYS)));
        }
        if (check.failed()) {
            Map<String, Object> refused = ServiceUtil.returnError(check.problems());
            refused.put("refusalCode", Refusal.Code.VALUE_REFUSED.name());
            return refused;
        }
        Map<String, String> equal = new HashMap<>();
        EQUAL.forEach(field -> PlainText.given(Objects.toString(context.get(field), "")).ifPresent(value -> equal.put(field, value)));
        Instant thru = last.plusDays(1).atStartOfDay(zone).toInstant();
        Instant before = context.get("beforeMillis") instanceof Long millis ? CallFilter.withinReason(Instant.ofEpochMilli(millis)) : thru;
        List<GenericValue> rows = new RecordedCalls(dctx.getDelegator()).find(first.atStartOfDay(zone).toInstant(),
                before.isBefore(thru) ? before : thru, groups, equal);
        boolean more = rows.size() > RecordedCalls.PAGE;
        List<GenericValue> page = more ? rows.subList(0, RecordedCalls.PAGE) : rows;
        Map<String, Object> result = ServiceUtil.returnSuccess();
        result.put("recordings", describe(dctx, UtilMisc.ensureLocale(context.get("locale")), zone, page));
        result.put("fromDay", first.toString());
        result.put("thruDay", last.toString());
        if (more) {
            result.put("beforeMillis", page.get(page.size() - 1).getTimestamp("startDate").getTime());
        }
        return result;
    }

    private static List<Map<String, Object>> describe(DispatchContext dctx, Locale locale, ZoneId zone, List<GenericValue> rows) {
        List<Map<String, Object>> calls = new CallHistory(dctx.getDelegator(), CallCenter.settings(dctx.getDelegator()))
                .describe(rows, locale);
        Map<String, Long> heard = new RecordingLog(dctx.getDelegator(), Clock.systemUTC())
                .counts(rows.stream().map(row -> row.getString("phoneCallId")).toList());
        DateTimeFormatter time = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT, FormatStyle.MEDIUM).withLocale(locale).withZone(zone);
        List<Map<String, Object>> recordings = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Map<String, Object> recording = new HashMap<>(calls.get(i));
            recording.put("time", time.format(rows.get(i).getTimestamp("startDate").toInstant()));
            recording.put("groupId", rows.get(i).getString("callCenterGroupId"));
            recording.put("dispositionEnumId", rows.get(i).getString("dispositionEnumId"));
            recording.put("listens", heard.getOrDefault(rows.get(i).getString("phoneCallId"), 0L));
            recordings.add(recording);
        }
        return recordings;
    }

    private static Optional<LocalDate> day(Map<String, ?> fields, String field, InputCheck check) {
        Optional<String> text = PlainText.given(Objects.toString(fields.get(field), ""));
        try {
            Optional<LocalDate> day = text.filter(given -> DAY.matcher(given).matches()).map(LocalDate::parse)
                    .filter(given -> given.getYear() >= 2000 && given.getYear() < 3000);
            if (day.isPresent() || text.isEmpty()) {
                return day;
            }
        } catch (DateTimeException e) {
            // a month has no 31st day
        }
        check.refused(field, "AsteriskReportNoDay");
        return Optional.empty();
    }
}
