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

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.ami.ManagerRights.Feature;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionFault;
import org.apache.ofbiz.asterisk.ami.wire.PresentedCertificate;
import org.apache.ofbiz.asterisk.call.PbxCommands.Presence;
import org.apache.ofbiz.asterisk.setup.DialplanLines.Place;
import org.apache.ofbiz.asterisk.setup.ServerTrial;
import org.apache.ofbiz.base.util.UtilProperties;

/** What a trial found, in an admin's language, as pages and scripts can use it. Belongs to one request. */
public final class TrialMessages {

    private static final String LABELS = "AsteriskUiLabels";
    private static final Map<Place, String> TITLES = Map.of(Place.INTERNAL, "AsteriskInternalContext", Place.OUTBOUND, "AsteriskOutboundContext",
            Place.CLAIM, "AsteriskClaimContext", Place.WAITING, "AsteriskWaitingContext");

    private final Locale locale;
    private final ZoneId zone;
    private final DateTimeFormatter dates;

    public TrialMessages(Locale locale, ZoneId zone) {
        this.locale = locale;
        this.zone = zone;
        this.dates = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale).withZone(zone);
    }

    /** No trial, since others are going on. */
    public Map<String, Object> busy() {
        return Map.of("reached", false, "text", words("AsteriskTrialBusy", Map.of()), "remedy", "", "rights", List.of(), "places", List.of(),
                "certificate", Map.of(), "warnings", List.of());
    }

    /**
     * All of it: {@code reached, text, remedy, version, rights, places, certificate, warnings}; never a secret. A certificate is there
     * only where it is what is wrong.
     */
    public Map<String, Object> of(ServerTrial.Report report) {
        List<Map<String, Object>> rights = report.missingRights().stream().map(feature -> right(feature, report)).toList();
        List<Map<String, Object>> places = places(report);
        List<String> warnings = new ArrayList<>();
        rights.forEach(right -> warnings.add(right.get("title") + ": " + right.get("remedy")));
        places.stream().filter(place -> Presence.MISSING.name().equals(place.get("state")))
                .forEach(place -> warnings.add(place.get("title") + ": " + place.get("text") + ". " + place.get("remedy")));
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("reached", report.reached());
        told.put("text", text(report, warnings.isEmpty()));
        told.put("remedy", report.fault().map(fault -> remedy(fault, report)).orElse(""));
        told.put("version", report.found().asteriskVersion());
        told.put("rights", rights);
        told.put("places", places);
        told.put("certificate", report.certificate().map(this::certificate).orElse(Map.of()));
        told.put("warnings", warnings);
        return told;
    }

    /** The same with what a trial of the standby PBX found. @param standby empty while others are being tried */
    public Map<String, Object> withStandby(Map<String, Object> trial, Optional<ServerTrial.Report> standby) {
        Map<String, Object> found = standby.map(this::of).orElseGet(this::busy);
        List<Object> said = new ArrayList<>(List.of(found.get("text"), found.get("remedy")));
        standby.flatMap(ServerTrial.Report::certificate).ifPresent(shown -> said.add(shown.fingerprint()));
        boolean reached = Boolean.TRUE.equals(found.get("reached"));
        if (reached) {
            said.addAll((List<?>) found.get("warnings"));
        }
        boolean complete = reached && ((List<?>) found.get("warnings")).isEmpty();
        String words = words("AsteriskTrialStandby", Map.of("found", said.stream().map(String::valueOf).filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "))));
        Map<String, Object> both = new LinkedHashMap<>(trial);
        List<Object> warnings = new ArrayList<>((List<?>) trial.get("warnings"));
        if (!complete) {
            warnings.add(words);
        }
        both.put("warnings", warnings);
        both.put("standbyProblem", reached ? "" : words);
        return both;
    }

    /** {@code fingerprint, subject, issuer, validFrom, validUntil}. */
    public Map<String, Object> certificate(PresentedCertificate certificate) {
        return Map.of("fingerprint", certificate.fingerprint(), "subject", certificate.subject(), "issuer", certificate.issuer(),
                "validFrom", dates.format(certificate.validFrom()), "validUntil", dates.format(certificate.validUntil()));
    }

    private String text(ServerTrial.Report report, boolean complete) {
        if (report.fault().isPresent()) {
            String why = report.found().failure().map(reason -> ReasonMessages.of(reason, locale, zone))
                    .orElseGet(() -> words("AsteriskTrialNoChannels", Map.of()));
            return words("AsteriskTrialNotReached", Map.of("why", why));
        }
        return words(complete ? "AsteriskTrialReached" : "AsteriskTrialIncomplete", Map.of("version", report.found().asteriskVersion()));
    }

    private String remedy(ConnectionFault fault, ServerTrial.Report report) {
        String user = report.server().userName();
        return switch (fault) {
        case LOG_IN -> words(ServerHealth.connectionRemedy(fault), Map.of("user", user));
        case CHANNELS -> remedy(Feature.CHANNELS, user);
        case VERSION, TOO_MANY_CHANNELS, CERTIFICATE, NO_TLS_THERE, TLS_THERE, OTHER_PROTOCOL, NOT_ALLOWED, ADDRESS, AWAY ->
            words(ServerHealth.connectionRemedy(fault), Map.of());
        };
    }

    private Map<String, Object> right(Feature feature, ServerTrial.Report report) {
        return Map.of("feature", feature.name(), "title", words("AsteriskFeature_" + feature, Map.of()), "right", feature.neededClass(),
                "line", feature.line().text(), "remedy", remedy(feature, report.server().userName()));
    }

    private String remedy(Feature feature, String user) {
        return words("AsteriskTrialRight", Map.of("user", user, "right", feature.neededClass(), "line", feature.line().text()));
    }

    private List<Map<String, Object>> places(ServerTrial.Report report) {
        Map<Place, String> names = ServerTrial.names(report.server().contexts());
        List<Map<String, Object>> told = new ArrayList<>();
        report.places().forEach((place, presence) -> {
            Map<String, String> name = Map.of("name", names.get(place));
            Map<String, Object> values = new HashMap<>(name);
            values.put("place", place.name());
            values.put("title", title(place));
            values.put("state", presence.name());
            values.put("text", names.get(place).isBlank() ? words("AsteriskDiagnosisNoContext", Map.of()) : switch (presence) {
            case THERE -> words("AsteriskDiagnosisContextThere", name);
            case MISSING -> words("AsteriskDiagnosisContextMissing", name);
            case UNKNOWN -> words("AsteriskDiagnosisContextUnknown", name);
            });
            values.put("remedy", presence == Presence.MISSING ? words("AsteriskRemedyContext", name) : "");
            told.add(values);
        });
        return told;
    }

    /** What a context is for, in a few words. */
    public String title(Place place) {
        return words(TITLES.get(place), Map.of());
    }

    private String words(String label, Map<String, String> values) {
        return UtilProperties.getMessage(LABELS, label, values, locale).strip();
    }
}
