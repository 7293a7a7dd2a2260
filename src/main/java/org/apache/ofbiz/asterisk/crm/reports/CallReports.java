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

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.ofbiz.asterisk.acd.board.ServiceLevelFormula;
import org.apache.ofbiz.asterisk.crm.reports.figures.CallCounting;
import org.apache.ofbiz.asterisk.crm.reports.figures.CallReport;
import org.apache.ofbiz.asterisk.crm.reports.figures.ReportQuery;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.entity.Delegator;

/**
 * Makes reports from the sums, and from the calls themselves where sums are to be made again: a report is right at any time. Long spans are read
 * where they lie within the report and nothing in them is marked, quarters of an hour elsewhere. Stateless.
 */
public final class CallReports {

    /** Quarters that one report counts itself, the latest; of others it takes the sums as they are, and says so. */
    private static final int MOST_COUNTED = 300;

    private final Rows rows;
    private final SumRows sums;
    private final QuarterCount quarters;
    private final Settings settings;

    public CallReports(Delegator delegator, Settings settings) {
        this.rows = new Rows(delegator);
        this.sums = new SumRows(rows);
        this.quarters = new QuarterCount(rows);
        this.settings = settings;
    }

    /**
     * A report.
     *
     * @param formulas of the service level, with the groups that each is of
     * @param outdated quarters of an hour whose sums are still to be made again
     */
    public record Made(List<CallReport.Row> rows, CallReport.Row total, Map<ServiceLevelFormula, Set<String>> formulas, int outdated) {
    }

    /** As {@link #make(ReportQuery, Optional)}, with the service level formula of each group. */
    public Made make(ReportQuery query) {
        return make(query, Optional.empty());
    }

    /**
     * @param query   times are at quarters of an hour
     * @param formula of the service level; empty for that of each group
     */
    public Made make(ReportQuery query, Optional<ServiceLevelFormula> formula) {
        Instant from = query.span().from();
        Instant thru = query.span().thru();
        CountingRules rules = CountingRules.of(rows, settings);
        CallReport report = new CallReport(query, group -> formula.orElseGet(() -> rules.formula(group)));
        NavigableSet<Instant> marked = SumMarks.of(rows, SumMarks.QUARTER, from, thru);
        Set<Instant> counted = new HashSet<>(marked.descendingSet().stream().limit(MOST_COUNTED).toList());
        Duration span = query.dimension().longSpan();
        Instant longFrom = SumMarks.ceiling(from, span);
        Instant longThru = SumMarks.floor(thru, span);
        NavigableSet<Instant> byQuarters = new TreeSet<>();
        if (query.takes(span) && longFrom.isBefore(longThru)) {
            byQuarters.addAll(SumMarks.of(rows, span, longFrom, longThru));
            marked.stream().map(quarter -> SumMarks.floor(quarter, span)).filter(start -> !start.isBefore(longFrom) && start.isBefore(longThru))
                    .forEach(byQuarters::add);
            sums.read(query, span, longFrom, longThru, (start, key, tally) -> {
                if (!byQuarters.contains(start)) {
                    report.add(start, key, tally);
                }
            });
            quarters(query, from, longFrom, counted, report);
            quarters(query, longThru, thru, counted, report);
            for (Instant start = longFrom; start.isBefore(longThru);) {
                Instant end = start;
                while (byQuarters.contains(end) && end.isBefore(longThru)) {
                    end = end.plus(span);
                }
                quarters(query, start, end, counted, report);
                start = end.plus(span);
            }
        } else {
            quarters(query, from, thru, counted, report);
        }
        CallCounting counting = rules.counting();
        counted.forEach(quarter -> quarters.of(counting, quarter).forEach((key, tally) -> report.add(quarter, key, tally)));
        int outdated = marked.size() - counted.size() + (rules.areKept(rows) ? 0 : 1);
        return new Made(report.rows(), report.total(), report.formulas(), outdated);
    }

    private void quarters(ReportQuery query, Instant from, Instant thru, Set<Instant> without, CallReport report) {
        sums.read(query, SumMarks.QUARTER, from, thru, (start, key, tally) -> {
            if (!without.contains(start)) {
                report.add(start, key, tally);
            }
        });
    }
}
