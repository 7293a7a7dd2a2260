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

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.crm.recordings.KeyRows.Key;
import org.apache.ofbiz.asterisk.crm.recordings.encryption.RecordingKeys.Fault;
import org.apache.ofbiz.asterisk.health.HealthCheck.Finding;
import org.apache.ofbiz.asterisk.health.HealthCheck.Line;
import org.apache.ofbiz.asterisk.health.HealthCheck.Phrase;
import org.apache.ofbiz.asterisk.health.HealthCheck.Section;
import org.apache.ofbiz.asterisk.health.HealthCheck.Severity;

/** Judges the keys of recordings. Pure. */
public final class EncryptionHealth {

    private EncryptionHealth() {
    }

    /** @param keys those that the settings name, or that recordings need; none where nothing is encrypted */
    public static Optional<Section> of(List<Key> keys) {
        return keys.isEmpty() ? Optional.empty() : Optional.of(new Section("recordingKeys", Phrase.of("AsteriskDiagnosisRecordingKeys"),
                keys.stream().map(EncryptionHealth::finding).toList()));
    }

    private static Finding finding(Key key) {
        Map<String, Object> calls = Map.of("calls", key.calls());
        Finding finding = switch (key.state()) {
        case CURRENT -> key.failed() == 0 ? Finding.ok(Line.RECORDING_KEY, new Phrase("AsteriskDiagnosisKeyCurrent", calls))
                : ServerHealth.judged(Line.RECORDING_KEY, Severity.ATTENTION, new Phrase("AsteriskDiagnosisKeyFailed",
                        Map.of("failed", key.failed(), "problem", key.problem().orElse(""))), "AsteriskRemedyKeyFailed");
        case EARLIER -> Finding.ok(Line.RECORDING_KEY, new Phrase("AsteriskDiagnosisKeyEarlier", calls));
        case FAULTY -> ServerHealth.judged(Line.RECORDING_KEY, Severity.WRONG, new Phrase("AsteriskDiagnosisKeyFaulty",
                Map.of("calls", key.calls(), "why", why(key.fault().orElse(Fault.ENTRY)))), "AsteriskRemedyKeyFaulty");
        case MISSING -> ServerHealth.judged(Line.RECORDING_KEY, Severity.WRONG, new Phrase("AsteriskDiagnosisKeyMissing", calls),
                "AsteriskRemedyKeyMissing");
        case OTHER -> ServerHealth.judged(Line.RECORDING_KEY, Severity.WRONG, new Phrase("AsteriskDiagnosisKeyOther", calls),
                "AsteriskRemedyKeyOther");
        };
        return finding.about(key.id(), new Phrase("AsteriskDiagnosisRecordingKey", Map.of("key", key.id())));
    }

    private static Phrase why(Fault fault) {
        return Phrase.of("AsteriskRecordingKey_" + fault);
    }
}
