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
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.ami.ManagerRights.Feature;
import org.apache.ofbiz.asterisk.ami.ManagerRights.Grant;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionFault;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionReason;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionState;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionState.Phase;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.crm.directory.ServerSetup;
import org.apache.ofbiz.asterisk.health.HealthCheck.Finding;
import org.apache.ofbiz.asterisk.health.HealthCheck.Phrase;
import org.apache.ofbiz.asterisk.health.HealthCheck.Severity;
import org.apache.ofbiz.asterisk.health.ServerMetrics.Folder;
import org.apache.ofbiz.asterisk.health.ServerMetrics.Heard;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is said of a server, figure by figure: each row changes one thing of a server with which all is well. */
class ServerHealthTest {

    private record Case(String what, Consumer<Measured> change, String key, Severity severity, String remedy) {
    }

    private static final String NO_REMEDY = "";
    private static final List<Case> CASES = List.of(
            new Case("no link", m -> m.linked = false, "CONNECTION", Severity.UNKNOWN, "AsteriskRemedyNotRunning"),
            new Case("connecting", m -> m.state = Measured.state(Phase.CONNECTING, "connecting"), "CONNECTION", Severity.ATTENTION, NO_REMEDY),
            new Case("log-in refused", away(ConnectionFault.LOG_IN), "CONNECTION", Severity.WRONG, "AsteriskRemedyLogIn"),
            new Case("other certificate", away(ConnectionFault.CERTIFICATE), "CONNECTION", Severity.WRONG, "AsteriskRemedyCertificate"),
            new Case("host not allowed", away(ConnectionFault.NOT_ALLOWED), "CONNECTION", Severity.WRONG, "AsteriskRemedyNotAllowed"),
            new Case("nobody there", away(ConnectionFault.ADDRESS), "CONNECTION", Severity.WRONG, "AsteriskRemedyAddress"),
            new Case("may not list channels", away(ConnectionFault.CHANNELS), "CONNECTION", Severity.WRONG, "AsteriskRemedyRight"),
            new Case("frozen", away(ConnectionFault.AWAY), "CONNECTION", Severity.WRONG, "AsteriskRemedyAway"),
            new Case("too old", away(ConnectionFault.VERSION), "CONNECTION", Severity.WRONG, "AsteriskRemedyVersion"),
            new Case("phantom channels", away(ConnectionFault.TOO_MANY_CHANNELS), "CONNECTION", Severity.WRONG, "AsteriskRemedyTooManyChannels"),
            new Case("TLS on a plain port", away(ConnectionFault.NO_TLS_THERE), "CONNECTION", Severity.WRONG, "AsteriskRemedyNoTlsThere"),
            new Case("plain on a TLS port", away(ConnectionFault.TLS_THERE), "CONNECTION", Severity.WRONG, "AsteriskRemedyTlsThere"),
            new Case("a web server", away(ConnectionFault.OTHER_PROTOCOL), "CONNECTION", Severity.WRONG, "AsteriskRemedyOtherProtocol"),
            new Case("gave up", m -> m.state = Measured.state(Phase.GAVE_UP, "TLS failed"), "CONNECTION", Severity.WRONG, "AsteriskRemedyGaveUp"),
            new Case("silent", m -> m.lastEvent = Optional.of(Measured.NOW.minusSeconds(6)), "LAST_EVENT", Severity.ATTENTION,
                    "AsteriskRemedySilent"),
            new Case("nothing heard", m -> m.lastEvent = Optional.empty(), "LAST_EVENT", Severity.UNKNOWN, NO_REMEDY),
            new Case("slow", m -> m.roundTrip = Optional.of(Duration.ofMillis(501)), "ROUND_TRIP", Severity.ATTENTION, "AsteriskRemedySlow"),
            new Case("no ping yet", m -> m.roundTrip = Optional.empty(), "ROUND_TRIP", Severity.UNKNOWN, NO_REMEDY),
            new Case("long queue", m -> m.backlog = 1_001, "BACKLOG", Severity.ATTENTION, "AsteriskRemedyBacklog"),
            new Case("one lost", m -> m.lost = 1, "LOST", Severity.WRONG, "AsteriskRemedyLost"),
            new Case("one unreadable", m -> m.unreadable = 1, "UNREADABLE", Severity.ATTENTION, "AsteriskRemedyUnreadable"),
            new Case("clock ahead", m -> m.skew = Optional.of(Duration.ofMillis(2_001)), "CLOCK", Severity.ATTENTION, "AsteriskRemedyClock"),
            new Case("clock behind", m -> m.skew = Optional.of(Duration.ofMillis(-2_001)), "CLOCK", Severity.ATTENTION, "AsteriskRemedyClock"),
            new Case("clock unknown", m -> m.skew = Optional.empty(), "CLOCK", Severity.UNKNOWN, NO_REMEDY),
            new Case("rights unknown", m -> m.rightsKnown = false, "RIGHTS", Severity.UNKNOWN, NO_REMEDY),
            new Case("may not call", m -> m.rights.put(Feature.ORIGINATE, Grant.DENIED), "RIGHT-ORIGINATE", Severity.WRONG,
                    "AsteriskRemedyRight"),
            new Case("may not record", m -> m.rights.put(Feature.RECORDING, Grant.DENIED), "RIGHT-RECORDING", Severity.ATTENTION,
                    "AsteriskRemedyRight"),
            new Case("no answer about it", m -> m.rights.remove(Feature.REDIRECT), "RIGHT-REDIRECT", Severity.UNKNOWN, NO_REMEDY),
            new Case("may do too much", m -> m.rights.put(Feature.COMMAND, Grant.GIVEN), "RIGHT-COMMAND", Severity.ATTENTION,
                    "AsteriskRemedyNotNeeded"),
            new Case("no queues loaded", m -> m.rights.put(Feature.QUEUES, Grant.NOT_OFFERED), "RIGHT-QUEUES", Severity.ATTENTION,
                    "AsteriskRemedyNotOffered"),
            new Case("nobody called yet", m -> m.heard = Heard.NOTHING, "RIGHT-CALL_EVENTS", Severity.UNKNOWN, NO_REMEDY),
            new Case("our call was just placed", m -> m.heard = originated(9), "RIGHT-CALL_EVENTS", Severity.UNKNOWN, NO_REMEDY),
            new Case("our call was never seen", m -> m.heard = originated(11), "RIGHT-CALL_EVENTS", Severity.WRONG, "AsteriskRemedyRight"),
            new Case("no agents in queues", m -> m.rights.put(Feature.QUEUE_MEMBERS, Grant.DENIED), "RIGHT-QUEUE_MEMBERS", Severity.ATTENTION,
                    "AsteriskRemedyRight"),
            new Case("nobody queued yet", m -> m.heard = Heard.NOTHING, "RIGHT-QUEUE_EVENTS", Severity.UNKNOWN, NO_REMEDY),
            new Case("context gone", m -> m.contexts = Map.of("claim", false), "CONTEXT-AsteriskClaimContext", Severity.WRONG,
                    "AsteriskRemedyContext"),
            new Case("context unchecked", m -> m.contexts = Map.of(), "CONTEXT-AsteriskClaimContext", Severity.UNKNOWN, NO_REMEDY),
            new Case("no context", m -> m.setUp = Measured.setUp(true, 3, 2, new Numbering.Contexts("internal", "outbound", "claim", ""), true,
                    true), "CONTEXT-AsteriskWaitingContext", Severity.ATTENTION, "AsteriskRemedyNoContext"),
            new Case("no phones", m -> m.setUp = phones(0, 0), "EXTENSIONS", Severity.ATTENTION, "AsteriskRemedyNoExtensions"),
            new Case("nobody's phones", m -> m.setUp = phones(3, 0), "EXTENSIONS", Severity.ATTENTION, "AsteriskRemedyNotAssigned"),
            new Case("none registered", m -> m.registered = Optional.of(0L), "REGISTERED", Severity.ATTENTION, "AsteriskRemedyNotRegistered"),
            new Case("registration unknown", m -> m.registered = Optional.empty(), "REGISTERED", Severity.UNKNOWN, NO_REMEDY),
            new Case("no folder", m -> m.recordings = Folder.Access.MISSING, "RECORDINGS", Severity.ATTENTION, "AsteriskRemedyFolderMissing"),
            new Case("folder that may hold none", m -> m.recordings = Folder.Access.NOT_ALLOWED, "RECORDINGS", Severity.WRONG,
                    "AsteriskRemedyFolderNotAllowed"),
            new Case("closed folder", m -> m.recordings = Folder.Access.UNREADABLE, "RECORDINGS", Severity.WRONG,
                    "AsteriskRemedyFolderUnreadable"));

    private static Consumer<Measured> away(ConnectionFault fault) {
        return measured -> measured.state = new ConnectionState(Phase.DISCONNECTED, Measured.NOW, ConnectionReason.other("why"),
                "", Optional.of(fault));
    }

    private static Heard originated(long secondsAgo) {
        return new Heard(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(Measured.NOW.minusSeconds(secondsAgo)));
    }

    private static ServerSetup.Server phones(long known, long assigned) {
        return Measured.setUp(true, known, assigned, new Numbering.Contexts("internal", "outbound", "claim", "waiting"), true, true);
    }

    private static List<Finding> of(Consumer<Measured> change) {
        Measured measured = new Measured();
        change.accept(measured);
        return ServerHealth.of(measured.figures(), Measured.NOW).findings();
    }

    @TestFactory
    Stream<DynamicTest> eachFaultIsToldWithWhatToDo() {
        return CASES.stream().map(each -> DynamicTest.dynamicTest(each.what(), () -> {
            Finding finding = of(each.change()).stream().filter(found -> found.key().equals(each.key())).findFirst().orElseThrow();
            assertThat(finding.severity(), is(each.severity()));
            assertThat(finding.remedy().map(Phrase::label).orElse(NO_REMEDY), is(each.remedy()));
        }));
    }

    @Test
    void nothingIsWrongWithAServerThatIsWell() {
        List<Finding> findings = of(measured -> { });
        assertThat(findings.stream().filter(finding -> finding.severity() != Severity.OK).toList(), is(empty()));
        assertThat(findings.stream().filter(finding -> finding.remedy().isPresent()).toList(), is(empty()));
    }

    @Test
    void aServerThatIsSwitchedOffIsInOrder() {
        List<Finding> findings = of(m -> m.setUp = Measured.setUp(false, 0, 0, new Numbering.Contexts("", "", "", ""), false, false));
        assertThat(findings.stream().map(Finding::severity).toList(), contains(Severity.OK));
    }

    @Test
    void whatNobodyUsesIsNotMissed() {
        List<String> keys = of(measured -> {
            measured.setUp = Measured.setUp(true, 3, 2, new Numbering.Contexts("internal", "outbound", "claim", "waiting"), false, false);
            measured.heard = new Heard(Optional.of(Measured.NOW), Optional.empty(), Optional.empty(), Optional.empty());
            measured.rights.put(Feature.QUEUES, Grant.NOT_OFFERED);
        }).stream().map(Finding::key).filter(key -> key.startsWith("RIGHT")).toList();
        assertThat(keys, contains("RIGHTS"));
    }

    @Test
    void theLineOfManagerConfIsExact() {
        Finding missing = of(measured -> measured.rights.put(Feature.ORIGINATE, Grant.DENIED)).stream()
                .filter(found -> found.key().equals("RIGHT-ORIGINATE")).findFirst().orElseThrow();
        assertThat(missing.remedy().orElseThrow().values(), is(Map.of("user", "ofbiz", "right", "originate",
                "line", "write = system,call,originate,reporting,agent")));
    }

    @Test
    void everyLineHasAKeyOfItsOwn() {
        List<String> keys = of(measured -> measured.rights.replaceAll((feature, grant) -> Grant.DENIED)).stream().map(Finding::key).toList();
        assertThat(keys, is(keys.stream().distinct().toList()));
        assertThat(keys, is(not(empty())));
    }
}
