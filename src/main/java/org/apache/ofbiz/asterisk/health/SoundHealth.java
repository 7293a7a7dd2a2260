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

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.ofbiz.asterisk.crm.quality.CallQuality.BadPart;
import org.apache.ofbiz.asterisk.health.HealthCheck.Finding;
import org.apache.ofbiz.asterisk.health.HealthCheck.Line;
import org.apache.ofbiz.asterisk.health.HealthCheck.Phrase;
import org.apache.ofbiz.asterisk.health.HealthCheck.Section;
import org.apache.ofbiz.asterisk.health.HealthCheck.Severity;

/** Judges what page phones measured. Pure. */
public final class SoundHealth {

    public static final Duration LOOKS_BACK = Duration.ofHours(24);
    private static final Duration HOUR = Duration.ofHours(1);
    /** Parts in a day: fewer, and it was a moment. */
    private static final long OFTEN = 3;
    /** The phones with the most bad parts; more of them have one cause. */
    private static final int MOST_PHONES = 10;
    /** From here on a round trip makes people talk at the same time. */
    private static final Duration LONG_WAY = Duration.ofMillis(300);
    private static final double FEW_LOST = 1;
    private static final Duration LITTLE_JITTER = Duration.ofMillis(20);

    private SoundHealth() {
    }

    /**
     * @param bad      what sounded bad since {@link #LOOKS_BACK}, the latest first
     * @param measured parts measured in that time
     */
    public static Section of(List<BadPart> bad, long measured, Instant now) {
        Map<String, List<BadPart>> phones = new LinkedHashMap<>();
        bad.forEach(part -> phones.computeIfAbsent(part.peerId(), any -> new ArrayList<>()).add(part));
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok(Line.SOUND, new Phrase("AsteriskDiagnosisSound",
                Map.of("measured", measured, "bad", bad.size(), "badInHour", inHour(bad, now)))));
        phones.values().stream().sorted(Comparator.<List<BadPart>>comparingLong(parts -> inHour(parts, now)).thenComparing(List::size).reversed())
                .limit(MOST_PHONES).map(parts -> finding(parts, now)).forEach(findings::add);
        return new Section("pagePhones", Phrase.of("AsteriskDiagnosisPagePhones"), findings);
    }

    private static Finding finding(List<BadPart> parts, Instant now) {
        BadPart last = parts.get(0);
        long inHour = inHour(parts, now);
        boolean longWay = last.roundTrip().compareTo(LONG_WAY) >= 0 && last.lostPercent() < FEW_LOST && last.jitter().compareTo(LITTLE_JITTER) < 0;
        Phrase words = new Phrase("AsteriskDiagnosisBadSound", Map.of("bad", parts.size(), "badInHour", inHour, "at", last.at(),
                "score", last.score(), "lost", last.lostPercent(), "jitter", last.jitter(), "roundTrip", last.roundTrip()));
        return ServerHealth.judged(Line.PAGE_PHONE, inHour > 0 || parts.size() >= OFTEN ? Severity.ATTENTION : Severity.OK, words,
                longWay ? "AsteriskRemedySoundWay" : "AsteriskRemedySoundNetwork")
                .about(last.peerId(), new Phrase("AsteriskDiagnosisPagePhone", Map.of("phone", last.phone(), "agent", last.agent())));
    }

    private static long inHour(List<BadPart> parts, Instant now) {
        return parts.stream().filter(part -> part.at().isAfter(now.minus(HOUR))).count();
    }
}
