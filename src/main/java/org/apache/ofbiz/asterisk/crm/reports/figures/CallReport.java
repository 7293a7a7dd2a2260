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

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.ofbiz.asterisk.acd.board.ServiceLevelFormula;

/** The rows of a report while sums are added to it. Not thread-safe. */
public final class CallReport {

    private final ReportQuery query;
    private final Function<String, ServiceLevelFormula> formulas;
    private final Map<String, Row> rows = new TreeMap<>();
    private final Map<ServiceLevelFormula, Set<String>> used = new EnumMap<>(ServiceLevelFormula.class);
    private Row total = new Row("", CallTally.NOTHING, 0);

    /** @param formulas of the service level, by callCenterGroupId */
    public CallReport(ReportQuery query, Function<String, ServiceLevelFormula> formulas) {
        this.query = query;
        this.formulas = formulas;
    }

    /**
     * One row.
     *
     * @param key the begin of an interval (ISO 8601 in UTC), a day of the week and an hour like {@code 1 09}, or the id of what it is about
     * @param levelCalls of which the service level is a share, each by the formula of its group
     */
    public record Row(String key, CallTally tally, long levelCalls) {

        private Row plus(Row other) {
            return new Row(key, tally.plus(other.tally), levelCalls + other.levelCalls);
        }
    }

    /** Adds what was counted from {@code start} on, where the report is about it. */
    public void add(Instant start, SumKey key, CallTally tally) {
        if (query.isAbout(key)) {
            ServiceLevelFormula formula = formulas.apply(key.groupId());
            Row row = new Row(rowOf(start, key), tally, CallRatios.levelCalls(tally, formula));
            rows.merge(row.key(), row, Row::plus);
            total = total.plus(row);
            if (tally.get(CallCount.OFFERED) > 0) {
                used.computeIfAbsent(formula, any -> new TreeSet<>()).add(key.groupId());
            }
        }
    }

    private String rowOf(Instant start, SumKey key) {
        return switch (query.by()) {
        case INTERVAL -> query.interval().start(start, query.span().zone()).toInstant().toString();
        case HOUR_OF_WEEK -> {
            ZonedDateTime local = start.atZone(query.span().zone());
            yield hourOfWeek(local.getDayOfWeek().getValue(), local.getHour());
        }
        case GROUP -> key.groupId();
        case AGENT, NUMBER, DISPOSITION -> key.id();
        };
    }

    /** @param day from 1 for Monday to 7 @param hour from 0 to 23 */
    public static String hourOfWeek(int day, int hour) {
        return day + (hour < 10 ? " 0" : " ") + hour;
    }

    /** In order of time, or the busiest first. */
    public List<Row> rows() {
        List<Row> all = new ArrayList<>(rows.values());
        if (query.by() != ReportBy.INTERVAL && query.by() != ReportBy.HOUR_OF_WEEK) {
            all.sort(Comparator.comparing(row -> -row.tally().get(CallCount.OFFERED) - row.tally().get(CallCount.ANSWERED)
                    - row.tally().get(CallCount.OUTGOING)));
        }
        return all;
    }

    /** Of all rows. */
    public Row total() {
        return total;
    }

    /** The service level formulas that count in it, with the groups that each is of. */
    public Map<ServiceLevelFormula, Set<String>> formulas() {
        return used;
    }
}
