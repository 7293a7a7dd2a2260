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

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.apache.ofbiz.asterisk.crm.reports.saved.SendSchedule.Frequency;
import org.junit.jupiter.api.Test;

class SendScheduleTest {

    private static final ZoneId TALLINN = ZoneId.of("Europe/Tallinn");

    private static Instant at(String moment) {
        return Instant.parse(moment);
    }

    @Test
    void theHourIsThatOfTheZoneInSummerAndInWinter() {
        SendSchedule daily = new SendSchedule(Frequency.DAILY, 1, 7, TALLINN);
        assertThat(daily.next(at("2026-10-23T12:00:00Z")), is(at("2026-10-24T04:00:00Z")));
        assertThat("winter time began", daily.next(at("2026-10-24T04:00:00Z")), is(at("2026-10-25T05:00:00Z")));
        assertThat("summer time began", daily.next(at("2026-03-28T05:00:00Z")), is(at("2026-03-29T04:00:00Z")));
    }

    @Test
    void anHourThatTheClockSkipsIsTheNextOneAndARepeatedHourIsTheFirst() {
        SendSchedule daily = new SendSchedule(Frequency.DAILY, 1, 3, TALLINN);
        assertThat("03:00 to 04:00 is skipped", daily.next(at("2026-03-28T12:00:00Z")), is(at("2026-03-29T01:00:00Z")));
        assertThat("03:00 comes twice", daily.next(at("2026-10-24T12:00:00Z")), is(at("2026-10-25T00:00:00Z")));
        assertThat("and is sent once", daily.next(at("2026-10-25T00:00:00Z")), is(at("2026-10-26T01:00:00Z")));
    }

    @Test
    void ofTimesThatPassedTheLastCounts() {
        SendSchedule weekly = new SendSchedule(Frequency.WEEKLY, DayOfWeek.MONDAY.getValue(), 6, TALLINN);
        assertThat("three Mondays later", weekly.latest(at("2026-11-25T10:00:00Z")), is(at("2026-11-23T04:00:00Z")));
        assertThat("the moment itself", weekly.latest(at("2026-11-23T04:00:00Z")), is(at("2026-11-23T04:00:00Z")));
        assertThat(weekly.dayOf(at("2026-11-22T22:00:00Z")), is(LocalDate.of(2026, 11, 23)));
        SendSchedule monthly = new SendSchedule(Frequency.MONTHLY, 28, 0, TALLINN);
        assertThat(monthly.latest(at("2026-03-27T21:00:00Z")), is(at("2026-02-27T22:00:00Z")));
        assertThat(monthly.next(at("2026-01-31T00:00:00Z")), is(at("2026-02-27T22:00:00Z")));
    }

    /** Three years, hour by hour: each day of the schedule has one time, which is the next one before it and the last one after it. */
    @Test
    void noDayIsLeftOutAndNoneHasTwoTimes() {
        Instant first = at("2025-01-01T00:00:00Z");
        Instant last = at("2028-01-01T00:00:00Z");
        for (ZoneId zone : List.of(TALLINN, ZoneId.of("America/New_York"), ZoneId.of("Australia/Lord_Howe"), ZoneId.of("Africa/Cairo"))) {
            for (int hour = 0; hour < 24; hour++) {
                SendSchedule daily = new SendSchedule(Frequency.DAILY, 1, hour, zone);
                List<LocalDate> days = new ArrayList<>();
                for (Instant time = daily.next(first); time.isBefore(last); time = daily.next(time)) {
                    days.add(daily.dayOf(time));
                    assertThat(daily.latest(time), is(time));
                    assertThat(daily.latest(time.plus(Duration.ofMinutes(59))), is(time));
                }
                assertThat(zone + " " + hour, new HashSet<>(days).size(), is(days.size()));
                assertThat(zone + " " + hour, ChronoUnit.DAYS.between(days.get(0), days.get(days.size() - 1)), is(days.size() - 1L));
            }
        }
    }
}
