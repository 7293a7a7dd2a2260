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
package org.apache.ofbiz.asterisk.push.text;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Times as browsers are told them: ISO 8601, UTC, always with three digits of milliseconds, e.g. {@code 2026-11-28T23:55:07.120Z}. Each call
 * has three in every message, so they are not left to a formatter that has to read its pattern each time. Thread-safe.
 */
public final class UtcTime {

    private static final DateTimeFormatter OTHER_YEARS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final byte[] ZERO = "0000-00-00T00:00:00.000Z".getBytes(StandardCharsets.ISO_8859_1);
    private static final int DAY = 86_400;
    private static final int HOUR = 3_600;
    private static final int MINUTE = 60;
    private static final int NANOS_OF_A_MILLI = 1_000_000;
    private static final int LAST_YEAR = 9_999;

    private UtcTime() {
    }

    /** Cut off after the milliseconds. */
    public static String text(Instant time) {
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(time.getEpochSecond(), DAY));
        if (day.getYear() < 0 || day.getYear() > LAST_YEAR) {
            return OTHER_YEARS.format(time);
        }
        int second = Math.floorMod(time.getEpochSecond(), DAY);
        byte[] text = ZERO.clone();
        add(text, 3, day.getYear());
        add(text, 6, day.getMonthValue());
        add(text, 9, day.getDayOfMonth());
        add(text, 12, second / HOUR);
        add(text, 15, second % HOUR / MINUTE);
        add(text, 18, second % MINUTE);
        add(text, 22, time.getNano() / NANOS_OF_A_MILLI);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** Writes a number whose last digit has this place, over zeros. */
    private static void add(byte[] text, int lastPlace, int number) {
        int place = lastPlace;
        for (int left = number; left > 0; left /= 10) {
            text[place--] += (byte) (left % 10);
        }
    }
}
