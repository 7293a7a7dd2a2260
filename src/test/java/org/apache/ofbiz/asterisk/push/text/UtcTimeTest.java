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

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class UtcTimeTest {

    private static final DateTimeFormatter FORMATTER = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    @Test
    void hasThreeDigitsOfMilliseconds() {
        assertThat(UtcTime.text(Instant.parse("2026-11-28T23:55:07.120999Z")), is("2026-11-28T23:55:07.120Z"));
        assertThat(UtcTime.text(Instant.parse("2024-02-29T00:00:00Z")), is("2024-02-29T00:00:00.000Z"));
        assertThat(UtcTime.text(Instant.parse("1969-12-31T23:59:59.999Z")), is("1969-12-31T23:59:59.999Z"));
        assertThat(UtcTime.text(Instant.parse("0000-01-01T00:00:00Z")), is("0000-01-01T00:00:00.000Z"));
    }

    @Test
    void isWhatAFormatterWrites() {
        SplittableRandom random = new SplittableRandom(28);
        for (int i = 0; i < 20_000; i++) {
            // years -1000 to 11000
            Instant time = Instant.ofEpochSecond(random.nextLong(-93_724_000_000L, 284_955_000_000L), random.nextInt(1_000_000_000));
            assertThat(UtcTime.text(time), is(FORMATTER.format(time)));
        }
    }
}
