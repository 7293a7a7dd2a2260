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
package org.apache.ofbiz.asterisk.acd.hours;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.ofbiz.asterisk.acd.hours.OpeningHours.Forced;
import org.apache.ofbiz.asterisk.acd.hours.OpeningHours.State;
import org.junit.jupiter.api.Test;

class OpeningHoursTest {

    private static final ZoneId TALLINN = ZoneId.of("Europe/Tallinn");

    @Test
    void aGroupIsOpenInItsHoursAndClosedOtherwise() {
        OpeningHours hours = hours(TALLINN, "09:00-12:00, 13:00-17:00", DayOfWeek.MONDAY, DayOfWeek.TUESDAY);
        assertThat(hours.at(at("2026-11-30T06:59:59Z")), is(closed("2026-11-30T07:00:00Z")));
        assertThat(hours.at(at("2026-11-30T07:00:00Z")), is(open("2026-11-30T10:00:00Z")));
        assertThat(hours.at(at("2026-11-30T10:00:00Z")), is(closed("2026-11-30T11:00:00Z")));
        assertThat(hours.at(at("2026-12-01T14:59:59Z")), is(open("2026-12-01T15:00:00Z")));
        assertThat("until next Monday", hours.at(at("2026-12-01T15:00:00Z")), is(closed("2026-12-07T07:00:00Z")));
    }

    @Test
    void aHolidayIsClosedAndTheNightBeforeItGoesOn() {
        OpeningHours hours = new OpeningHours(TALLINN, week("22:00-06:00", DayOfWeek.values()),
                ExceptionLines.parse("2026-12-24 # Christmas Eve").dates(), Optional.empty());
        assertThat("since the 23rd", hours.at(at("2026-12-24T03:00:00Z")), is(open("2026-12-24T04:00:00Z")));
        assertThat(hours.at(at("2026-12-24T20:30:00Z")), is(closed("2026-12-25T20:00:00Z")));
        assertThat(hours.differing(LocalDate.parse("2026-12-01")), is(Map.of(LocalDate.parse("2026-12-24"), List.of(new TimeRange(0, 360)),
                LocalDate.parse("2026-12-25"), List.of(new TimeRange(1320, 1440)))));
        assertThat("what is over", hours.differing(LocalDate.parse("2026-12-25")).size(), is(1));
    }

    @Test
    void whatAnAdminSaysGoesBeforeTheHoursForAWhile() {
        OpeningHours hours = hours(TALLINN, "09:00-17:00", DayOfWeek.MONDAY);
        OpeningHours forced = forced(hours, false, "2026-11-30T09:00:00Z");
        assertThat(forced.at(at("2026-11-30T08:59:59Z")), is(closed("2026-11-30T09:00:00Z")));
        assertThat(forced.at(at("2026-11-30T09:00:00Z")), is(open("2026-11-30T15:00:00Z")));
        assertThat("closed after that, too", forced(hours, false, "2026-11-30T16:00:00Z").at(at("2026-11-30T12:00:00Z")),
                is(closed("2026-12-07T07:00:00Z")));
    }

    @Test
    void hoursFollowTheClockWhenItChanges() {
        OpeningHours night = hours(TALLINN, "03:30-05:00", DayOfWeek.SUNDAY);
        assertThat("03:00 to 04:00 is skipped", night.at(at("2027-03-28T00:59:59Z")), is(closed("2027-03-28T01:00:00Z")));
        assertThat(night.at(at("2027-03-28T01:00:00Z")), is(open("2027-03-28T02:00:00Z")));
        assertThat("03:30 comes twice", night.at(at("2026-10-25T00:30:00Z")), is(open("2026-10-25T01:00:00Z")));
        assertThat(night.at(at("2026-10-25T01:00:00Z")), is(closed("2026-10-25T01:30:00Z")));
        assertThat(night.at(at("2026-10-25T01:30:00Z")), is(open("2026-10-25T03:00:00Z")));
        OpeningHours day = hours(TALLINN, "09:00-17:00", DayOfWeek.SUNDAY);
        assertThat(day.at(at("2027-03-28T05:59:59Z")), is(closed("2027-03-28T06:00:00Z")));
        assertThat(day.at(at("2027-03-28T06:00:00Z")), is(open("2027-03-28T14:00:00Z")));
    }

    @Test
    void aDayWithoutMidnightBeginsWhenItBegins() {
        ZoneId santiago = ZoneId.of("America/Santiago");
        OpeningHours hours = hours(santiago, "00:00-02:00", DayOfWeek.SUNDAY);
        assertThat("at 00:00 the clock is put to 01:00", hours.at(at("2026-09-06T03:59:59Z")), is(closed("2026-09-06T04:00:00Z")));
        assertThat(hours.at(at("2026-09-06T04:30:00Z")), is(open("2026-09-06T05:00:00Z")));
        OpeningHours evening = hours(santiago, "20:00-24:00", DayOfWeek.SATURDAY);
        assertThat(evening.at(at("2026-09-06T03:59:59Z")), is(open("2026-09-06T04:00:00Z")));
    }

    @Test
    void theEndOfAStateIsWhereTheNextBegins() {
        for (String zone : List.of("Europe/Tallinn", "America/Santiago", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC")) {
            OpeningHours hours = new OpeningHours(ZoneId.of(zone), week("00:30-03:15, 22:00-00:10", DayOfWeek.values()),
                    ExceptionLines.parse("2026-10-25 01:00-02:00\n2027-03-28\n2026-04-05 02:45-23:00").dates(), Optional.empty());
            Instant moment = at("2026-03-20T00:00:00Z");
            for (int i = 0; i < 1_500; i++) {
                State state = hours.at(moment);
                Instant end = state.until().orElseThrow();
                assertThat(zone + moment, hours.at(end).open(), is(!state.open()));
                assertThat(zone + moment, hours.at(end.minusMillis(1)), is(state));
                moment = end;
            }
        }
    }

    @Test
    void whoIsAlwaysOpenOrClosedHasNoEnd() {
        assertThat(hours(TALLINN, "00:00-24:00", DayOfWeek.values()).at(at("2026-11-30T08:00:00Z")), is(new State(true, Optional.empty())));
        assertThat(hours(TALLINN, "", DayOfWeek.values()).at(at("2026-11-30T08:00:00Z")), is(new State(false, Optional.empty())));
    }

    @Test
    void thePbxGetsTheHoursOfEachDayAndOfDatesThatDiffer() {
        OpeningHours hours = new OpeningHours(TALLINN, week("09:00-12:00, 13:00-17:00", DayOfWeek.MONDAY),
                ExceptionLines.parse("2026-12-07 10:00-11:00\n2026-12-08 closed\n2026-11-02 closed").dates(),
                Optional.of(new Forced(true, at("2026-11-30T09:00:00Z"))));
        Map<String, String> values = new HoursOnPbx(hours, new HoursOnPbx.Away(HoursOnPbx.Action.VOICEMAIL, "im-sorry", "100@default", ""))
                .values(LocalDate.parse("2026-11-30"));
        assertThat(values, is(Map.ofEntries(Map.entry("zone", "Europe/Tallinn"), Map.entry("action", "VOICEMAIL"),
                Map.entry("sound", "im-sorry"), Map.entry("target", "100@default"), Map.entry("group", ""),
                Map.entry("forced", "open"), Map.entry("until", "1796029200"),
                Map.entry("1", "0900-1200&1300-1700"), Map.entry("2", "closed"), Map.entry("3", "closed"), Map.entry("4", "closed"),
                Map.entry("5", "closed"), Map.entry("6", "closed"), Map.entry("7", "closed"), Map.entry("2026-12-07", "1000-1100"))));
    }

    @Test
    void otherFormsAreRefused() {
        for (String bad : List.of("9-17", "09:00", "25:00-26:00", "09:60-10:00", "09:00-24:01", "09:00-09:00", "09:00-10:00;11:00-12:00",
                "01:00-02:00 ".repeat(7), "x".repeat(100_000))) {
            assertThat(bad, TimeRange.parse(bad).isPresent(), is(false));
        }
        assertThat(TimeRange.parse(" "), is(Optional.of(List.of())));
        assertThat(TimeRange.text(TimeRange.parse("09:00-12:00 22:00-24:00").orElseThrow()), is("09:00-12:00, 22:00-24:00"));
        assertThat(ExceptionLines.parse("2026-12-24 Closed\r\n\n2026-12-25#x\n 2026-12-26 10:00-12:00 # y").dates().size(), is(3));
        for (String bad : List.of("24.12.2026", "2026-02-30", "2026-12-24;closed", "2026-12-24closed", "2026-12-24 shut",
                "2026-12-24\n2026-12-24")) {
            assertThat(bad, containsString(ExceptionLines.parse(bad).faulty().orElseThrow()));
        }
        String many = IntStream.rangeClosed(0, ExceptionLines.MOST).mapToObj(day -> LocalDate.EPOCH.plusDays(day).toString())
                .collect(Collectors.joining("\n"));
        assertThat(ExceptionLines.parse(many).faulty(), is(Optional.of(LocalDate.EPOCH.plusDays(ExceptionLines.MOST).toString())));
    }

    private static OpeningHours forced(OpeningHours hours, boolean open, String until) {
        return new OpeningHours(hours.zone(), hours.week(), Map.of(), Optional.of(new Forced(open, at(until))));
    }

    private static OpeningHours hours(ZoneId zone, String text, DayOfWeek... days) {
        return new OpeningHours(zone, week(text, days), Map.of(), Optional.empty());
    }

    private static Map<DayOfWeek, List<TimeRange>> week(String text, DayOfWeek... days) {
        return Arrays.stream(days).collect(Collectors.toMap(day -> day, day -> TimeRange.parse(text).orElseThrow()));
    }

    private static Instant at(String text) {
        return Instant.parse(text);
    }

    private static State open(String until) {
        return new State(true, Optional.of(at(until)));
    }

    private static State closed(String until) {
        return new State(false, Optional.of(at(until)));
    }
}
