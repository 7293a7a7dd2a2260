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

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * When a group takes calls. It is open while the clock in its zone shows a time of its hours: that is what a dialplan can decide alone, so both
 * say the same. Hours that a change of the clock skips don't come, and those that it repeats come twice. Immutable.
 *
 * @param week       a day without hours is closed
 * @param exceptions dates whose hours differ; closed where there are none. Hours that began the day before go on
 * @param forced     goes before the hours
 */
public record OpeningHours(ZoneId zone, Map<DayOfWeek, List<TimeRange>> week, Map<LocalDate, List<TimeRange>> exceptions,
                           Optional<Forced> forced) {

    /** Who is open or closed for longer has no end worth telling, in days. */
    private static final int DAYS_AHEAD = 400;

    public OpeningHours {
        week = Map.copyOf(week);
        exceptions = Map.copyOf(exceptions);
    }

    /** @param until exclusive */
    public record Forced(boolean open, Instant until) {
    }

    /** @param until when it changes; empty where that is more than a year away */
    public record State(boolean open, Optional<Instant> until) {
    }

    /** @param ranges by the clock of that day, in order; @param exception whether they aren't those of the week */
    public record Day(LocalDate date, List<TimeRange> ranges, boolean exception) {
    }

    /** Whether the group is open at this moment, and until when that stays so. */
    public State at(Instant now) {
        Optional<Forced> said = forced.filter(its -> now.isBefore(its.until()));
        return said.isEmpty() ? regular(now) : Stream.of(said.get()).map(its -> {
            State then = regular(its.until());
            return then.open() == its.open() ? then : new State(its.open(), Optional.of(its.until()));
        }).findFirst().orElseThrow();
    }

    private State regular(Instant now) {
        boolean open = isOpen(now);
        LocalDate today = now.atZone(zone).toLocalDate();
        return new State(open, Stream.iterate(today, day -> day.plusDays(1)).limit(DAYS_AHEAD)
                .flatMap(day -> changes(day).stream()).filter(moment -> moment.isAfter(now) && isOpen(moment) != open).findFirst());
    }

    private boolean isOpen(Instant moment) {
        LocalDateTime clock = moment.atZone(zone).toLocalDateTime();
        return on(clock.toLocalDate()).stream().anyMatch(range -> range.holds(clock.getHour() * 60 + clock.getMinute()));
    }

    /** Moments of a day at which it may open or close, in order. */
    private Collection<Instant> changes(LocalDate day) {
        ZoneRules rules = zone.getRules();
        Set<Instant> moments = new TreeSet<>();
        for (TimeRange range : on(day)) {
            for (int minute : new int[] {range.from(), range.to()}) {
                LocalDateTime clock = day.atStartOfDay().plusMinutes(minute);
                rules.getValidOffsets(clock).forEach(offset -> moments.add(clock.toInstant(offset)));
            }
        }
        Instant begin = day.atStartOfDay(zone).toInstant();
        moments.add(begin);
        Optional.ofNullable(rules.nextTransition(begin.minusSeconds(1))).map(ZoneOffsetTransition::getInstant)
                .filter(moment -> moment.isBefore(day.plusDays(1).atStartOfDay(zone).toInstant())).ifPresent(moments::add);
        return moments;
    }

    /** The hours of a date by its clock, with those that began the day before; in order, none touches another. */
    public List<TimeRange> on(LocalDate date) {
        return TimeRange.day(begunOn(date), begunOn(date.minusDays(1)));
    }

    private List<TimeRange> begunOn(LocalDate date) {
        return exceptions.containsKey(date) ? exceptions.get(date) : week.getOrDefault(date.getDayOfWeek(), List.of());
    }

    /** The hours of a day of the week as long as there is no exception. */
    public List<TimeRange> on(DayOfWeek day) {
        return TimeRange.day(week.getOrDefault(day, List.of()), week.getOrDefault(day.minus(1), List.of()));
    }

    /** The hours of the dates from this one on that aren't those of their day of the week; in order. */
    public Map<LocalDate, List<TimeRange>> differing(LocalDate from) {
        Map<LocalDate, List<TimeRange>> differing = new TreeMap<>(Comparator.naturalOrder());
        exceptions.keySet().stream().flatMap(date -> Stream.of(date, date.plusDays(1))).filter(date -> !date.isBefore(from))
                .filter(date -> !on(date).equals(on(date.getDayOfWeek()))).forEach(date -> differing.put(date, on(date)));
        return differing;
    }

    /** Days from this moment on, for somebody who looks at what they entered. */
    public List<Day> days(Instant from, int days) {
        LocalDate today = from.atZone(zone).toLocalDate();
        List<Day> shown = new ArrayList<>();
        for (int i = 0; i < days; i++) {
            LocalDate date = today.plusDays(i);
            shown.add(new Day(date, on(date), exceptions.containsKey(date)));
        }
        return List.copyOf(shown);
    }
}
