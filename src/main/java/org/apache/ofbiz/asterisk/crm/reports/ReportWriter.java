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

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.acd.board.ServiceLevelFormula;
import org.apache.ofbiz.asterisk.crm.directory.UserDirectory;
import org.apache.ofbiz.asterisk.crm.reports.figures.CallReport;
import org.apache.ofbiz.asterisk.crm.reports.figures.ReportBy;
import org.apache.ofbiz.asterisk.crm.reports.figures.ReportColumn;
import org.apache.ofbiz.asterisk.crm.reports.figures.ReportInterval;
import org.apache.ofbiz.asterisk.crm.reports.figures.SumKey;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.entity.Delegator;

/** Makes a report readable: names, titles, figures in the user's language. Belongs to one report. */
public final class ReportWriter {

    private static final String LABELS = "AsteriskUiLabels";
    private static final int SIXTY = 60;
    private static final double HUNDRED = 100;

    private final Rows rows;
    private final UserDirectory users;
    private final ReportRequest request;
    private final Locale locale;

    public ReportWriter(Delegator delegator, ReportRequest request, Locale locale) {
        this.rows = new Rows(delegator);
        this.users = new UserDirectory(delegator);
        this.request = request;
        this.locale = locale;
    }

    /** The report with titles and names. */
    public ReportTable table(CallReports.Made made) {
        ReportBy by = request.query().by();
        List<ReportTable.Column> columns = ReportColumn.of(request.query(), made.total().tally()).stream()
                .map(figure -> new ReportTable.Column(figure, title(figure, made.formulas().keySet()))).toList();
        Map<String, String> names = names(by, made.rows().stream().map(CallReport.Row::key).toList());
        List<ReportTable.Line> lines = made.rows().stream()
                .map(row -> line(row, names.getOrDefault(row.key(), row.key()), columns)).toList();
        return new ReportTable(label("AsteriskReport_" + by), columns, lines, line(made.total(), label("AsteriskReportTotal"), columns));
    }

    /** The service level is told with its formula: figures of different formulas can't be compared. */
    private String title(ReportColumn figure, Set<ServiceLevelFormula> formulas) {
        String title = label("AsteriskReportColumn_" + figure);
        return figure == ReportColumn.SERVICE_LEVEL ? title + " (" + label("AsteriskReport_" + named(formulas)) + ')' : title;
    }

    private String named(Set<ServiceLevelFormula> formulas) {
        return formulas.size() == 1 ? formulas.iterator().next().name()
                : request.formula().map(ServiceLevelFormula::name).orElse(ReportRequest.BY_GROUP);
    }

    /** The formulas of the service level, in words; where there are several, each with the groups that it is of. */
    public List<String> formulas(CallReports.Made made) {
        if (!ReportColumn.of(request.query()).contains(ReportColumn.SERVICE_LEVEL)) {
            return List.of();
        }
        if (made.formulas().size() <= 1) {
            return List.of(label("AsteriskReportFormula_" + named(made.formulas().keySet())));
        }
        Map<String, String> names = names(ReportBy.GROUP, made.formulas().values().stream().flatMap(Set::stream).toList());
        return made.formulas().entrySet().stream().map(formula -> label("AsteriskReportFormula_" + formula.getKey()) + ": "
                + formula.getValue().stream().map(id -> names.getOrDefault(id, id)).collect(Collectors.joining(", "))).toList();
    }

    private ReportTable.Line line(CallReport.Row row, String name, List<ReportTable.Column> columns) {
        return new ReportTable.Line(row.key(), name, columns.stream().map(column -> column.figure().of(row)).toList());
    }

    private Map<String, String> names(ReportBy by, Collection<String> keys) {
        Map<String, String> names = new HashMap<>();
        switch (by) {
        case INTERVAL -> keys.forEach(key -> names.put(key, interval(Instant.parse(key).atZone(request.query().span().zone()))));
        case HOUR_OF_WEEK -> keys.forEach(key -> names.put(key, hourOfWeek(key)));
        case GROUP -> names.putAll(groups(new HashSet<>(keys)));
        case AGENT -> names.putAll(agents(new HashSet<>(keys)));
        case DISPOSITION -> names.putAll(dispositions());
        default -> { } // a number is its own name
        }
        names.put(SumKey.NONE, label("AsteriskReportNone"));
        return names;
    }

    /** Names of groups, by their ids; of those that are gone, the id. */
    public Map<String, String> groups(Collection<String> ids) {
        return ids.isEmpty() ? Map.of() : Rows.list(rows.from("CallCenterGroup").where(Rows.in("callCenterGroupId", ids))).stream()
                .collect(Collectors.toMap(row -> row.getString("callCenterGroupId"), row -> PlainText.given(row.getString("groupName"))
                        .orElse(row.getString("callCenterGroupId"))));
    }

    private Map<String, String> agents(HashSet<String> ids) {
        UserDirectory.Named known = users.named(ids);
        return ids.stream().collect(Collectors.toMap(id -> id, id -> users.colleague(id, known)));
    }

    private Map<String, String> dispositions() {
        return rows.enumerations("AST_DISPOSITION").stream()
                .collect(Collectors.toMap(row -> row.getString("enumId"), row -> (String) row.get("description", locale)));
    }

    private String interval(ZonedDateTime start) {
        DateTimeFormatter day = DateTimeFormatter.ofLocalizedDate(FormatStyle.SHORT).withLocale(locale);
        ReportInterval interval = request.query().interval();
        if (interval == ReportInterval.MONTH) {
            return start.getMonth().getDisplayName(TextStyle.FULL_STANDALONE, locale) + " " + start.getYear();
        }
        if (interval.holdsHours() && interval != ReportInterval.HOUR) {
            return start.getDayOfWeek().getDisplayName(TextStyle.SHORT, locale) + " " + day.format(start);
        }
        boolean twice = start.getZone().getRules().getValidOffsets(start.toLocalDateTime()).size() > 1;
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT).withLocale(locale).format(start) + (twice ? " " + start.getOffset() : "");
    }

    private String hourOfWeek(String key) {
        String[] parts = key.split(" ");
        return DayOfWeek.of(Integer.parseInt(parts[0])).getDisplayName(TextStyle.FULL, locale) + " " + parts[1] + ":00";
    }

    /** A figure as people read it; empty where there is none. */
    public String text(ReportColumn.Unit unit, OptionalDouble figure) {
        if (figure.isEmpty()) {
            return "";
        }
        return switch (unit) {
        case CALLS -> String.format(locale, "%,d", (long) figure.getAsDouble());
        case SHARE -> String.format(locale, "%.1f %%", figure.getAsDouble() * HUNDRED);
        case SCORE -> String.format(locale, "%.2f", figure.getAsDouble());
        case SECONDS -> duration(Duration.ofSeconds(Math.round(figure.getAsDouble())));
        };
    }

    private static String duration(Duration time) {
        return time.toHours() > 0 ? String.format(Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart())
                : String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSeconds() % SIXTY);
    }

    private String label(String key) {
        return UtilProperties.getMessage(LABELS, key, locale);
    }
}
