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
package org.apache.ofbiz.asterisk.crm.reports.saved;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.stream.Stream;

/**
 * When a report is sent: at a full hour of some days, by the clock of a time zone. Where the clock skips that hour, the next one; where it
 * repeats the hour, the first. Once a day at most. Immutable.
 *
 * @param day  1 (Monday) to 7 for WEEKLY, 1 to 28 for MONTHLY; doesn't matter for DAILY
 * @param hour 0 to 23
 */
public record SendSchedule(Frequency frequency, int day, int hour, ZoneId zone) {

    /** Days of the month that each month has. */
    public static final int LAST_DAY = 28;
    /** Days in which it is sent at least once. */
    private static final int LONGEST_WAIT = 33;

    /** On which days. */
    public enum Frequency {
        DAILY, WEEKLY, MONTHLY
    }

    /** The first time after this moment. */
    public Instant next(Instant after) {
        LocalDate yesterday = LocalDate.ofInstant(after, zone).minusDays(1);
        return Stream.iterate(yesterday, day -> day.plusDays(1)).limit(LONGEST_WAIT + 2L).filter(this::isOn).map(this::at)
                .filter(time -> time.isAfter(after)).findFirst().orElseThrow();
    }

    /** The last time until this moment: what was due before it is over. */
    public Instant latest(Instant until) {
        LocalDate tomorrow = LocalDate.ofInstant(until, zone).plusDays(1);
        return Stream.iterate(tomorrow, day -> day.minusDays(1)).limit(LONGEST_WAIT + 2L).filter(this::isOn).map(this::at)
                .filter(time -> !time.isAfter(until)).findFirst().orElseThrow();
    }

    /** The day of the zone that this moment lies in. */
    public LocalDate dayOf(Instant moment) {
        return LocalDate.ofInstant(moment, zone);
    }

    private boolean isOn(LocalDate date) {
        return switch (frequency) {
        case DAILY -> true;
        case WEEKLY -> date.getDayOfWeek().getValue() == day;
        case MONTHLY -> date.getDayOfMonth() == day;
        };
    }

    private Instant at(LocalDate date) {
        return date.atTime(hour, 0).atZone(zone).toInstant();
    }
}
