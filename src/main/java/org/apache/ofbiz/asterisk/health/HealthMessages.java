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
package org.apache.ofbiz.asterisk.health;

import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionReason;
import org.apache.ofbiz.asterisk.health.HealthCheck.Finding;
import org.apache.ofbiz.asterisk.health.HealthCheck.Phrase;
import org.apache.ofbiz.asterisk.health.HealthCheck.Section;
import org.apache.ofbiz.base.util.UtilProperties;

/**
 * Tells a diagnosis in one language, times in one zone. What came from outside stays text, to be escaped where it is shown. Belongs to one
 * request.
 */
public final class HealthMessages {

    private static final String LABELS = "AsteriskUiLabels";
    /** From two of a unit on, the next smaller one says nothing more. */
    private static final Duration TWO_MINUTES = Duration.ofMinutes(2);
    private static final Duration TWO_HOURS = Duration.ofHours(2);
    private static final Duration TWO_DAYS = Duration.ofDays(2);

    private final Locale locale;
    private final ZoneId zone;
    private final NumberFormat numbers;
    private final DateTimeFormatter times;

    public HealthMessages(Locale locale, ZoneId zone) {
        this.locale = locale;
        this.zone = zone;
        this.numbers = NumberFormat.getInstance(locale);
        this.numbers.setMaximumFractionDigits(1);
        this.times = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM).withLocale(locale).withZone(zone);
    }

    /** Sections as a page or a program can use them; state is one of OK, UNKNOWN, ATTENTION, WRONG. */
    public List<Map<String, Object>> sections(HealthCheck diagnosis) {
        return diagnosis.sections().stream().map(this::section).toList();
    }

    private Map<String, Object> section(Section section) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("name", section.name());
        told.put("title", of(section.title()));
        told.put("findings", section.findings().stream().map(finding -> finding(section, finding)).toList());
        return told;
    }

    private Map<String, Object> finding(Section section, Finding finding) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("key", section.name() + "-" + finding.key());
        told.put("state", finding.severity().name());
        told.put("stateWords", of(Phrase.of("AsteriskDiagnosisState_" + finding.severity())));
        told.put("title", of(finding.title()));
        told.put("text", of(finding.words()));
        told.put("remedy", finding.remedy().map(this::of).orElse(""));
        return told;
    }

    /** How many lines are in which state. */
    public String summary(HealthCheck diagnosis) {
        return of(new Phrase("AsteriskDiagnosisSummary", diagnosis.counts()));
    }

    /** The same as plain text, to send to anyone who helps. */
    public String plainText(HealthCheck diagnosis, Instant at) {
        List<String> lines = new ArrayList<>();
        lines.add(of(Phrase.of("AsteriskDiagnostics")) + ", " + at);
        lines.add(summary(diagnosis));
        for (Section section : diagnosis.sections()) {
            lines.add("");
            lines.add(of(section.title()));
            for (Finding finding : section.findings()) {
                lines.add("  [" + of(Phrase.of("AsteriskDiagnosisState_" + finding.severity())) + "] " + of(finding.title()) + ": "
                        + of(finding.words()));
                finding.remedy().ifPresent(remedy -> lines.add("      -> " + of(remedy)));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    String of(Phrase phrase) {
        Map<String, Object> values = new HashMap<>();
        phrase.values().forEach((place, value) -> values.put(place, text(value)));
        return UtilProperties.getMessage(LABELS, phrase.label(), values, locale).strip();
    }

    private String text(Object value) {
        if (value instanceof Phrase phrase) {
            return of(phrase);
        }
        if (value instanceof ConnectionReason reason) {
            return ReasonMessages.of(reason, locale, zone);
        }
        if (value instanceof Duration duration) {
            return duration(duration);
        }
        if (value instanceof Instant instant) {
            return times.format(instant);
        }
        return value instanceof Number number ? numbers.format(number) : value.toString();
    }

    private String duration(Duration duration) {
        if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
            return duration.toMillis() + " ms";
        }
        if (duration.compareTo(TWO_MINUTES) < 0) {
            return duration.toSeconds() + " s";
        }
        if (duration.compareTo(TWO_HOURS) < 0) {
            return duration.toMinutes() + " min";
        }
        return duration.compareTo(TWO_DAYS) < 0 ? duration.toHours() + " h"
                : of(new Phrase("AsteriskDiagnosisDays", Map.of("days", duration.toDays())));
    }
}
