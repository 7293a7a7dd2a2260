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

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.ofbiz.asterisk.crm.quality.CallQuality.BadPart;
import org.apache.ofbiz.asterisk.health.HealthCheck.Finding;
import org.junit.jupiter.api.Test;

/** What is said of page phones that sounded bad. */
class SoundHealthTest {

    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

    @Test
    void goodSoundIsOneLine() {
        assertThat(told(List.of(), 40), contains("OK AsteriskDiagnosisSound"));
    }

    @Test
    void badSoundWithinTheHourIsAWarningAndOnceEarlierIsNot() {
        assertThat(told(List.of(lossy("P1", 10), lossy("P2", 90)), 40),
                contains("OK AsteriskDiagnosisSound", "ATTENTION AsteriskDiagnosisBadSound AsteriskRemedySoundNetwork",
                        "OK AsteriskDiagnosisBadSound"));
    }

    @Test
    void badSoundOftenInTheDayIsAWarning() {
        assertThat(told(List.of(lossy("P1", 90), lossy("P1", 300), lossy("P1", 600)), 3),
                contains("OK AsteriskDiagnosisSound", "ATTENTION AsteriskDiagnosisBadSound AsteriskRemedySoundNetwork"));
    }

    @Test
    void aLongWayHasARemedyOfItsOwn() {
        BadPart slow = new BadPart("P1", "1101", "Liis Saar", NOW, 3.4, 0.2, Duration.ofMillis(5), Duration.ofMillis(450));

        assertThat(told(List.of(slow), 1),
                contains("OK AsteriskDiagnosisSound", "ATTENTION AsteriskDiagnosisBadSound AsteriskRemedySoundWay"));
    }

    @Test
    void theLatestPartIsToldWithWhoAndTheWorstPhonesComeFirst() {
        List<BadPart> bad = List.of(lossy("P1", 1), lossy("P2", 2), lossy("P2", 3), lossy("P3", 61));

        List<Finding> findings = SoundHealth.of(bad, 9, NOW).findings();

        assertThat(findings.stream().skip(1).map(finding -> finding.subject().orElseThrow()).toList(), contains("P2", "P1", "P3"));
        assertThat(findings.get(1).words().values().get("at"), is(NOW.minus(Duration.ofMinutes(2))));
        assertThat(findings.get(1).words().values().get("bad"), is(2));
        assertThat(findings.get(1).title().values().get("agent"), is("Liis Saar"));
        assertThat(findings.get(0).words().values().get("badInHour"), is(3L));
    }

    @Test
    void manyPhonesAreNotAllListed() {
        assertThat(told(IntStream.range(0, 50).mapToObj(i -> lossy("P" + i, i + 1)).toList(), 50), hasSize(11));
    }

    private static BadPart lossy(String phone, int minutesAgo) {
        return new BadPart(phone, "1101", "Liis Saar", NOW.minus(Duration.ofMinutes(minutesAgo)), 2.9, 7.5, Duration.ofMillis(40),
                Duration.ofMillis(600));
    }

    private static List<String> told(List<BadPart> bad, long measured) {
        return SoundHealth.of(bad, measured, NOW).findings().stream().map(finding -> finding.severity() + " " + finding.words().label()
                + finding.remedy().map(remedy -> " " + remedy.label()).orElse("")).toList();
    }
}
