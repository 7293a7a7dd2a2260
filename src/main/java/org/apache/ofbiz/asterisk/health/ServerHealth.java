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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.ami.ManagerRights.Feature;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionFault;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionHealth;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionState;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionState.Phase;
import org.apache.ofbiz.asterisk.call.ChannelCommand;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.standby.Side;
import org.apache.ofbiz.asterisk.crm.directory.ServerSetup;
import org.apache.ofbiz.asterisk.health.HealthCheck.Finding;
import org.apache.ofbiz.asterisk.health.HealthCheck.Line;
import org.apache.ofbiz.asterisk.health.HealthCheck.Phrase;
import org.apache.ofbiz.asterisk.health.HealthCheck.Section;
import org.apache.ofbiz.asterisk.health.HealthCheck.Severity;

/** Judges the figures of one server. Pure. */
public final class ServerHealth {

    /** Pings go out every 1.5 s, so a connection that lives hears something at least that often. */
    static final Duration SILENT_AFTER = Duration.ofSeconds(5);
    /** An agent who clicks feels half a second. */
    static final Duration SLOW_ROUND_TRIP = Duration.ofMillis(500);
    /** A burst of a second at a hundred calls per second has ten times as many; more than this stays only when something holds it up. */
    static final int LONG_QUEUE = 1_000;
    /** Beyond this, times in OFBiz and in the PBX's own records can no longer be laid beside each other. */
    static final Duration CLOCKS_DIFFER = Duration.ofSeconds(2);

    private final ServerSetup.Server setUp;
    private final Instant now;
    private final List<Finding> findings = new ArrayList<>();

    private ServerHealth(ServerSetup.Server setUp, Instant now) {
        this.setUp = setUp;
        this.now = now;
    }

    public static Section of(ServerMetrics figures, Instant now) {
        ServerSetup.Server setUp = figures.setUp();
        Phrase title = new Phrase("AsteriskDiagnosisServer", Map.of("serverId", setUp.serverId(), "description", setUp.description()));
        return new Section("server-" + setUp.serverId(), title, new ServerHealth(setUp, now).judge(figures));
    }

    private List<Finding> judge(ServerMetrics figures) {
        if (!setUp.enabled()) {
            findings.add(Finding.ok(Line.CONNECTION, Phrase.of("AsteriskDiagnosisSwitchedOff")));
            return findings;
        }
        if (figures.link().isEmpty()) {
            findings.add(Finding.unknown(Line.CONNECTION).withRemedy(Phrase.of("AsteriskRemedyNotRunning")));
        }
        figures.link().ifPresent(link -> {
            connection(link.health().state());
            link.standby().ifPresent(this::standby);
            boolean connected = link.health().state().connected();
            if (connected) {
                traffic(link.health());
            }
            counters(link);
            if (connected) {
                clock(link.health());
                findings.addAll(PermissionsHealth.of(setUp, link, now));
                contexts(link.contexts());
            }
        });
        phones(figures.link());
        recordings(figures.recordings());
        return findings;
    }

    private void connection(ConnectionState state) {
        String label = state.connected() ? "AsteriskDiagnosisConnected" : "AsteriskDiagnosisConnection";
        Phrase words = new Phrase(label, Map.of("phase", Phrase.of("AsteriskConnection_" + state.phase()), "since", state.since(),
                "age", age(state.since()), "words", state.reason()));
        Severity severity = state.connected() ? Severity.OK : state.phase() == Phase.CONNECTING ? Severity.ATTENTION : Severity.WRONG;
        Finding finding = Finding.of(Line.CONNECTION, severity, words);
        findings.add(severity == Severity.WRONG ? finding.withRemedy(connectionRemedy(state)) : finding);
        if (state.connected()) {
            findings.add(state.asteriskVersion().isEmpty() ? Finding.unknown(Line.VERSION) : Finding.ok(Line.VERSION, text(state.asteriskVersion())));
        }
    }

    private void standby(StandbyMetrics pbxs) {
        boolean first = pbxs.used() == Side.FIRST;
        Map<String, Object> used = Map.of("address", pbxs.address(), "since", pbxs.since(), "age", age(pbxs.since()), "changes", pbxs.changes());
        findings.add(judged(Line.PBX_IN_USE, first ? Severity.OK : Severity.ATTENTION,
                new Phrase(first ? "AsteriskDiagnosisFirstPbx" : "AsteriskDiagnosisStandbyPbx", used), "AsteriskRemedyStandbyPbx"));
        Map<String, Object> other = Map.of("address", pbxs.otherAddress());
        known(Line.OTHER_PBX, pbxs.otherReachable().map(there -> judged(Line.OTHER_PBX, there ? Severity.OK : Severity.ATTENTION, there
                ? new Phrase("AsteriskDiagnosisOtherPbxThere", other) : new Phrase("AsteriskDiagnosisOtherPbxAway", Map.of("address",
                pbxs.otherAddress(), "why", pbxs.otherFailure().<Object>map(reason -> reason).orElse(""))), "AsteriskRemedyOtherPbx")));
    }

    private Phrase connectionRemedy(ConnectionState state) {
        if (state.phase() == Phase.GAVE_UP) {
            return Phrase.of("AsteriskRemedyGaveUp");
        }
        ConnectionFault fault = state.fault().orElse(ConnectionFault.AWAY);
        return switch (fault) {
        case LOG_IN -> new Phrase(connectionRemedy(fault), Map.of("user", setUp.userName()));
        case CHANNELS -> PermissionsHealth.remedy(setUp, Feature.CHANNELS);
        case VERSION, TOO_MANY_CHANNELS, CERTIFICATE, NO_TLS_THERE, TLS_THERE, OTHER_PROTOCOL, NOT_ALLOWED, ADDRESS, AWAY ->
            Phrase.of(connectionRemedy(fault));
        };
    }

    /** The label of what to do about a fault; that of LOG_IN names the {@code user}, that of CHANNELS what {@link PermissionsHealth} says of it. */
    static String connectionRemedy(ConnectionFault fault) {
        return switch (fault) {
        case LOG_IN -> "AsteriskRemedyLogIn";
        case CHANNELS -> "AsteriskRemedyRight";
        case VERSION -> "AsteriskRemedyVersion";
        case TOO_MANY_CHANNELS -> "AsteriskRemedyTooManyChannels";
        case CERTIFICATE -> "AsteriskRemedyCertificate";
        case NO_TLS_THERE -> "AsteriskRemedyNoTlsThere";
        case TLS_THERE -> "AsteriskRemedyTlsThere";
        case OTHER_PROTOCOL -> "AsteriskRemedyOtherProtocol";
        case NOT_ALLOWED -> "AsteriskRemedyNotAllowed";
        case ADDRESS -> "AsteriskRemedyAddress";
        case AWAY -> "AsteriskRemedyAway";
        };
    }

    private void traffic(ConnectionHealth health) {
        known(Line.LAST_EVENT, health.lastEventAt().map(at ->
                judged(Line.LAST_EVENT, age(at).compareTo(SILENT_AFTER) > 0 ? Severity.ATTENTION : Severity.OK,
                        new Phrase("AsteriskDiagnosisAgo", Map.of("age", age(at))), "AsteriskRemedySilent")));
        known(Line.ROUND_TRIP, health.roundTrip().map(time ->
                judged(Line.ROUND_TRIP, time.compareTo(SLOW_ROUND_TRIP) > 0 ? Severity.ATTENTION : Severity.OK, text(time),
                        "AsteriskRemedySlow")));
        findings.add(Finding.ok(Line.RATE,
                new Phrase("AsteriskDiagnosisRate", Map.of("perSecond", health.eventsPerSecond(), "events", health.events()))));
    }

    /** These count over all reconnections, so they are told of a server that is away, too. */
    private void counters(ServerMetrics.Link link) {
        ConnectionHealth health = link.health();
        findings.add(judged(Line.BACKLOG, link.backlog() > LONG_QUEUE ? Severity.ATTENTION : Severity.OK, text(link.backlog()),
                "AsteriskRemedyBacklog"));
        findings.add(judged(Line.LOST, health.lost() > 0 ? Severity.WRONG : Severity.OK, text(health.lost()), "AsteriskRemedyLost"));
        findings.add(judged(Line.UNREADABLE, health.unreadable() > 0 ? Severity.ATTENTION : Severity.OK, text(health.unreadable()),
                "AsteriskRemedyUnreadable"));
        findings.add(Finding.ok(Line.RESYNCHRONISED, text(health.resynchronised())));
    }

    private void clock(ConnectionHealth health) {
        known(Line.CLOCK, health.clockSkew().map(skew -> judged(Line.CLOCK,
                skew.abs().compareTo(CLOCKS_DIFFER) > 0 ? Severity.ATTENTION : Severity.OK,
                new Phrase(skew.isNegative() ? "AsteriskDiagnosisClockBehind" : "AsteriskDiagnosisClockAhead", Map.of("skew", skew.abs())),
                "AsteriskRemedyClock")));
    }

    private void contexts(Map<String, Boolean> there) {
        Numbering.Contexts names = setUp.contexts();
        context("AsteriskInternalContext", names.internal(), there);
        context("AsteriskOutboundContext", names.outbound(), there);
        context("AsteriskClaimContext", names.claim(), there);
        context("AsteriskWaitingContext", names.waiting(), there);
        if (Boolean.FALSE.equals(there.get(ChannelCommand.CONTEXT))) {
            Map<String, Object> name = Map.of("name", ChannelCommand.CONTEXT);
            findings.add(Finding.of(Line.CONTEXT, Severity.ATTENTION, new Phrase("AsteriskDiagnosisContextMissing", name))
                    .withRemedy(new Phrase("AsteriskRemedyControlContext", name))
                    .about("AsteriskControlContext", Phrase.of("AsteriskControlContext")));
        }
    }

    private void context(String field, String name, Map<String, Boolean> there) {
        Finding finding;
        if (name.isEmpty()) {
            finding = judged(Line.CONTEXT, Severity.ATTENTION, Phrase.of("AsteriskDiagnosisNoContext"), "AsteriskRemedyNoContext");
        } else if (!there.containsKey(name)) {
            finding = Finding.of(Line.CONTEXT, Severity.UNKNOWN, new Phrase("AsteriskDiagnosisContextUnknown", Map.of("name", name)));
        } else if (there.get(name)) {
            finding = Finding.ok(Line.CONTEXT, new Phrase("AsteriskDiagnosisContextThere", Map.of("name", name)));
        } else {
            finding = Finding.of(Line.CONTEXT, Severity.WRONG, new Phrase("AsteriskDiagnosisContextMissing", Map.of("name", name)))
                    .withRemedy(new Phrase("AsteriskRemedyContext", Map.of("name", name)));
        }
        findings.add(finding.about(field, Phrase.of(field)));
    }

    private void phones(Optional<ServerMetrics.Link> link) {
        long known = setUp.extensions();
        long assigned = setUp.assigned();
        Finding extensions = Finding.of(Line.EXTENSIONS, assigned == 0 ? Severity.ATTENTION : Severity.OK,
                new Phrase("AsteriskDiagnosisExtensions", Map.of("known", known, "assigned", assigned)));
        findings.add(assigned > 0 ? extensions
                : extensions.withRemedy(Phrase.of(known == 0 ? "AsteriskRemedyNoExtensions" : "AsteriskRemedyNotAssigned")));
        link.filter(there -> there.health().state().connected()).ifPresent(there -> known(Line.REGISTERED, there.registered().map(registered ->
                judged(Line.REGISTERED, registered == 0 && known > 0 ? Severity.ATTENTION : Severity.OK, text(registered),
                        "AsteriskRemedyNotRegistered"))));
    }

    private void recordings(ServerMetrics.Folder folder) {
        Map<String, Object> path = Map.of("path", folder.path());
        findings.add(switch (folder.access()) {
        case READABLE -> Finding.ok(Line.RECORDINGS, new Phrase("AsteriskDiagnosisFolderReadable", path));
        case MISSING -> judged(Line.RECORDINGS, Severity.ATTENTION, new Phrase("AsteriskDiagnosisFolderMissing", path),
                "AsteriskRemedyFolderMissing");
        case UNREADABLE -> judged(Line.RECORDINGS, Severity.WRONG, new Phrase("AsteriskDiagnosisFolderUnreadable", path),
                "AsteriskRemedyFolderUnreadable");
        case NOT_ALLOWED -> judged(Line.RECORDINGS, Severity.WRONG, new Phrase("AsteriskDiagnosisFolderNotAllowed", path),
                "AsteriskRemedyFolderNotAllowed");
        });
    }

    /** What nobody has measured is told as such. */
    private void known(Line line, Optional<Finding> finding) {
        findings.add(finding.orElseGet(() -> Finding.unknown(line)));
    }

    private Duration age(Instant at) {
        Duration age = Duration.between(at, now);
        return age.isNegative() ? Duration.ZERO : age;
    }

    /** A remedy is only for what is not in order. */
    static Finding judged(Line line, Severity severity, Phrase words, String remedy) {
        Finding finding = Finding.of(line, severity, words);
        return severity == Severity.OK ? finding : finding.withRemedy(Phrase.of(remedy));
    }

    static Phrase text(Object value) {
        return new Phrase("AsteriskDiagnosisFigure", Map.of("value", value));
    }
}
