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

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Dates whose hours differ, as an admin enters them: a line for each, {@code 2026-12-24 09:00-12:00 # Christmas Eve}; {@code closed} or no hours
 * is a closed day. Stateless.
 */
public final class ExceptionLines {

    /** Dates that a group can have. */
    public static final int MOST = 400;
    private static final String CLOSED = "closed";
    private static final int DATE = 10;

    private ExceptionLines() {
    }

    /** @param faulty the first line that is of another form, holds a date twice or is one too many */
    public record Parsed(Map<LocalDate, List<TimeRange>> dates, Optional<String> faulty) {
        public Parsed {
            dates = Map.copyOf(dates);
        }
    }

    /** Reads the lines; blank ones say nothing. */
    public static Parsed parse(String text) {
        Map<LocalDate, List<TimeRange>> dates = new TreeMap<>();
        for (String line : text.lines().map(String::trim).toList()) {
            int note = line.indexOf('#');
            String said = (note < 0 ? line : line.substring(0, note)).trim();
            if (!said.isEmpty()) {
                Optional<LocalDate> date = date(said);
                String hours = said.length() <= DATE ? "" : said.substring(DATE);
                Optional<List<TimeRange>> ranges = TimeRange.parse(hours.trim().toLowerCase(Locale.ROOT).equals(CLOSED) ? "" : hours);
                if (date.isEmpty() || ranges.isEmpty() || !hours.isEmpty() && !hours.startsWith(" ") || dates.size() == MOST
                        || dates.put(date.get(), ranges.get()) != null) {
                    return new Parsed(dates, Optional.of(line));
                }
            }
        }
        return new Parsed(dates, Optional.empty());
    }

    private static Optional<LocalDate> date(String line) {
        try {
            return Optional.of(LocalDate.parse(line.substring(0, Math.min(DATE, line.length()))));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
