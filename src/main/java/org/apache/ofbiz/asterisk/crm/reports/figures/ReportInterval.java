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

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/** How long the intervals of a report are, in the time zone of the user. A week begins on Monday. */
public enum ReportInterval {
    QUARTER_HOUR(Period.ofDays(7), Duration.ofMinutes(15)),
    HALF_HOUR(Period.ofDays(14), Duration.ofMinutes(30)),
    HOUR(Period.ofDays(31), Duration.ofHours(1)),
    DAY(Period.ofDays(ReportInterval.LONGEST_DAYS), Duration.ofDays(1)),
    WEEK(Period.ofDays(ReportInterval.LONGEST_DAYS), Duration.ofDays(7)),
    MONTH(Period.ofDays(ReportInterval.LONGEST_DAYS), Duration.ofDays(28));

    /** No report is about more days: two years and a month. */
    public static final int LONGEST_DAYS = 762;

    private final Period longest;
    private final Duration least;

    ReportInterval(Period longest, Duration least) {
        this.longest = longest;
        this.least = least;
    }

    /** How long a report in these intervals may be. */
    public Period longest() {
        return longest;
    }

    /** True where an hour of the clock lies in one interval. */
    public boolean holdsHours() {
        return least.compareTo(Duration.ofHours(1)) >= 0;
    }

    /** Begin of the interval that the moment lies in. An hour that the clock repeats in autumn has intervals of its own. */
    public ZonedDateTime start(Instant moment, ZoneId zone) {
        ZonedDateTime local = moment.atZone(zone);
        return switch (this) {
        case QUARTER_HOUR, HALF_HOUR -> {
            ZonedDateTime hour = local.truncatedTo(ChronoUnit.HOURS);
            long minutes = least.toMinutes();
            yield hour.plusMinutes(local.getMinute() / minutes * minutes);
        }
        case HOUR -> local.truncatedTo(ChronoUnit.HOURS);
        case DAY -> local.toLocalDate().atStartOfDay(zone);
        case WEEK -> local.toLocalDate().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).atStartOfDay(zone);
        case MONTH -> local.toLocalDate().withDayOfMonth(1).atStartOfDay(zone);
        };
    }
}
