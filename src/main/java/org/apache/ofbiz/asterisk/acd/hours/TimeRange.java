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

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Hours of a day, in minutes by the clock. Immutable.
 *
 * @param from 0 to 1439
 * @param to   1 to 1440, exclusive; on the next day where it isn't after {@code from}
 */
public record TimeRange(int from, int to) {

    /** Minutes of a day. */
    public static final int DAY = 24 * 60;
    /** Ranges that a day can have. */
    public static final int MOST = 6;
    private static final Pattern FORM = Pattern.compile("([01][0-9]|2[0-3]):([0-5][0-9])-([01][0-9]|2[0-4]):([0-5][0-9])");

    boolean holds(int minute) {
        return from <= minute && minute < to;
    }

    /** The ranges of a day as its clock shows them, those that go on from the day before included; in order, none touches another. */
    static List<TimeRange> day(List<TimeRange> own, List<TimeRange> before) {
        List<TimeRange> all = Stream.concat(
                before.stream().filter(range -> range.to <= range.from && range.to > 0).map(range -> new TimeRange(0, range.to)),
                own.stream().map(range -> range.to <= range.from ? new TimeRange(range.from, DAY) : range))
                .sorted(Comparator.comparingInt(TimeRange::from)).toList();
        List<TimeRange> joined = new ArrayList<>();
        for (TimeRange range : all) {
            TimeRange last = joined.isEmpty() ? range : joined.get(joined.size() - 1);
            if (!joined.isEmpty() && range.from <= last.to) {
                joined.set(joined.size() - 1, new TimeRange(last.from, Math.max(last.to, range.to)));
            } else {
                joined.add(range);
            }
        }
        return List.copyOf(joined);
    }

    /** Hours as {@code 09:00-12:00, 13:00-17:00}; empty where the text is of another form. A blank text is a closed day. */
    public static Optional<List<TimeRange>> parse(String text) {
        List<TimeRange> day = new ArrayList<>();
        for (String part : text.isBlank() ? new String[0] : text.trim().split("[ ,]+", MOST + 1)) {
            Matcher range = FORM.matcher(part);
            if (!range.matches() || day.size() == MOST) {
                return Optional.empty();
            }
            TimeRange hours = new TimeRange(minutes(range.group(1), range.group(2)), minutes(range.group(3), range.group(4)));
            if (hours.to > DAY || hours.from == hours.to) {
                return Optional.empty();
            }
            day.add(hours);
        }
        return Optional.of(List.copyOf(day));
    }

    private static int minutes(String hour, String minute) {
        return Integer.parseInt(hour) * 60 + Integer.parseInt(minute);
    }

    /** As {@link #parse} reads them. */
    public static String text(List<TimeRange> ranges) {
        return ranges.stream().map(range -> clock(range.from, ":") + '-' + clock(range.to, ":")).collect(Collectors.joining(", "));
    }

    /** As the dialplan of opening hours reads them: {@code 0900-1200&1300-1700}, or {@code closed}. */
    public static String forDialplan(List<TimeRange> ranges) {
        return ranges.isEmpty() ? "closed"
                : ranges.stream().map(range -> clock(range.from, "") + '-' + clock(range.to, "")).collect(Collectors.joining("&"));
    }

    private static String clock(int minute, String between) {
        return String.format(Locale.ROOT, "%02d%s%02d", minute / 60, between, minute % 60);
    }
}
