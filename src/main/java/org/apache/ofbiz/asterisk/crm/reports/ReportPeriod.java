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
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.function.UnaryOperator;

/** Days that a report is about, as seen from today. A week begins on Monday. */
public enum ReportPeriod {
    TODAY(today -> today, today -> today),
    YESTERDAY(today -> today.minusDays(1), today -> today.minusDays(1)),
    LAST_7_DAYS(today -> today.minusDays(7), today -> today.minusDays(1)),
    LAST_30_DAYS(today -> today.minusDays(30), today -> today.minusDays(1)),
    THIS_WEEK(ReportPeriod::monday, today -> today),
    LAST_WEEK(today -> monday(today).minusWeeks(1), today -> monday(today).minusDays(1)),
    THIS_MONTH(today -> today.withDayOfMonth(1), today -> today),
    LAST_MONTH(today -> today.withDayOfMonth(1).minusMonths(1), today -> today.withDayOfMonth(1).minusDays(1));

    private final UnaryOperator<LocalDate> first;
    private final UnaryOperator<LocalDate> last;

    ReportPeriod(UnaryOperator<LocalDate> first, UnaryOperator<LocalDate> last) {
        this.first = first;
        this.last = last;
    }

    private static LocalDate monday(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    public LocalDate firstDay(LocalDate today) {
        return first.apply(today);
    }

    /** Is part of it. */
    public LocalDate lastDay(LocalDate today) {
        return last.apply(today);
    }
}
