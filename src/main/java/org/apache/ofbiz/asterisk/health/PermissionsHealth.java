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
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.ami.ManagerRights;
import org.apache.ofbiz.asterisk.ami.ManagerRights.Feature;
import org.apache.ofbiz.asterisk.ami.ManagerRights.Grant;
import org.apache.ofbiz.asterisk.crm.directory.ServerSetup;
import org.apache.ofbiz.asterisk.health.HealthCheck.Finding;
import org.apache.ofbiz.asterisk.health.HealthCheck.Line;
import org.apache.ofbiz.asterisk.health.HealthCheck.Phrase;
import org.apache.ofbiz.asterisk.health.HealthCheck.Severity;

/**
 * Which rights the AMI user lacks, each with the line of manager.conf that brings it. Whether events may be read cannot be asked: they
 * are proven by one that came, and missing when a call was placed and nothing was heard of it. Pure.
 */
final class PermissionsHealth {

    /** Asterisk tells of a new channel within milliseconds; after this long it does not tell at all. */
    static final Duration HEARD_WITHIN = Duration.ofSeconds(10);

    /** Without these nobody can be called, or no call is seen. */
    private static final Set<Feature> VITAL = EnumSet.of(Feature.STATE_EVENTS, Feature.CALL_EVENTS, Feature.ORIGINATE, Feature.REDIRECT,
            Feature.HANG_UP, Feature.CHANNELS);

    private final ServerSetup.Server setUp;
    private final ManagerRights rights;
    private final ServerMetrics.Heard heard;
    private final Instant now;

    private PermissionsHealth(ServerSetup.Server setUp, ManagerRights rights, ServerMetrics.Heard heard, Instant now) {
        this.setUp = setUp;
        this.rights = rights;
        this.heard = heard;
        this.now = now;
    }

    /** What is not in order; one line when all is. */
    static List<Finding> of(ServerSetup.Server setUp, ServerMetrics.Link link, Instant now) {
        if (link.rights().isEmpty()) {
            return List.of(Finding.unknown(Line.RIGHTS));
        }
        PermissionsHealth diagnosis = new PermissionsHealth(setUp, link.rights().get(), link.heard(), now);
        List<Finding> findings = Arrays.stream(Feature.values()).flatMap(feature -> diagnosis.finding(feature).stream()).toList();
        return findings.isEmpty() ? List.of(Finding.ok(Line.RIGHTS, Phrase.of("AsteriskDiagnosisAllRights"))) : findings;
    }

    private Optional<Finding> finding(Feature feature) {
        Grant grant = grant(feature);
        if (feature == Feature.COMMAND) {
            return grant != Grant.GIVEN ? Optional.empty() : Optional.of(right(feature, Severity.ATTENTION, "AsteriskDiagnosisNotNeeded",
                    Optional.of("AsteriskRemedyNotNeeded")));
        }
        return switch (grant) {
        case GIVEN -> Optional.empty();
        case DENIED -> Optional.of(right(feature, VITAL.contains(feature) ? Severity.WRONG : Severity.ATTENTION, "AsteriskDiagnosisDenied",
                Optional.of("AsteriskRemedyRight")));
        case NOT_OFFERED -> feature == Feature.QUEUES && !setUp.queues() || feature == Feature.QUEUE_MEMBERS ? Optional.empty()
                : Optional.of(right(feature, Severity.ATTENTION, "AsteriskDiagnosisNotOffered", Optional.of("AsteriskRemedyNotOffered")));
        case UNKNOWN -> Optional.of(right(feature, Severity.UNKNOWN,
                feature.line() == ManagerRights.Line.READ ? "AsteriskDiagnosisNothingHeard" : "AsteriskDiagnosisNotMeasured", Optional.empty()));
        };
    }

    /** What nobody uses counts as given: nothing is to be told of it. */
    private Grant grant(Feature feature) {
        return switch (feature) {
        case CALL_EVENTS -> heard.call().isPresent() ? Grant.GIVEN
                : heard.originated().filter(at -> at.plus(HEARD_WITHIN).isBefore(now)).isPresent() ? Grant.DENIED : Grant.UNKNOWN;
        case QUEUE_EVENTS -> heard.queue().isPresent() || !setUp.queues() ? Grant.GIVEN : Grant.UNKNOWN;
        case USER_EVENTS -> heard.user().isPresent() || !setUp.userEvents() ? Grant.GIVEN : Grant.UNKNOWN;
        case QUEUE_MEMBERS -> setUp.queues() ? rights.of(feature) : Grant.GIVEN;
        default -> rights.of(feature);
        };
    }

    /** The exact line of manager.conf that brings what the feature needs. */
    static Phrase remedy(ServerSetup.Server setUp, Feature feature) {
        return new Phrase("AsteriskRemedyRight", values(setUp, feature));
    }

    private static Map<String, Object> values(ServerSetup.Server setUp, Feature feature) {
        return Map.of("right", feature.neededClass(), "user", setUp.userName(), "line", feature.line().text());
    }

    private Finding right(Feature feature, Severity severity, String words, Optional<String> remedy) {
        Map<String, Object> values = values(setUp, feature);
        Finding finding = Finding.of(Line.RIGHT, severity, new Phrase(words, values))
                .about(feature.name(), Phrase.of("AsteriskFeature_" + feature));
        return remedy.map(label -> finding.withRemedy(new Phrase(label, values))).orElse(finding);
    }
}
