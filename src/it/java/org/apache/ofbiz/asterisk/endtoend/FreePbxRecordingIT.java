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
package org.apache.ofbiz.asterisk.endtoend;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.CallCommand.Kind;
import org.apache.ofbiz.asterisk.acd.CallControls;
import org.apache.ofbiz.asterisk.acd.CallControls.Recording;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.lab.AmiProbe;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;
import org.apache.ofbiz.asterisk.lab.LabEvidence;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * PBXs of FreePBX's shape (Asterisk 22 and 16) record by their own rules: those of routes and extensions, and on demand by key. OFBiz records
 * nothing of these calls itself, shows what runs, and attaches what was recorded.
 */
@Tag("asterisk")
class FreePbxRecordingIT {

    private static final long SPEECH = 8_000;
    private static final String DIRECT = "6000060";
    private static final String OUTSIDE = "3725550000";

    @TempDir
    private static Path folder;
    private static AsteriskLab now;
    private static AsteriskLab old;
    private static Host host;

    @RegisterExtension
    static final LabEvidence EVIDENCE = new LabEvidence(() -> now);

    /** What route and extension say, and whether the call is recorded. */
    private record Rule(String route, String extension, boolean recorded) {
    }

    private static final List<Rule> RULES = List.of(new Rule("force", "dontcare", true), new Rule("yes", "dontcare", true),
            new Rule("dontcare", "dontcare", false), new Rule("dontcare", "yes", true), new Rule("no", "yes", false), new Rule("never", "yes", false),
            new Rule("no", "force", true), new Rule("yes", "never", false));

    @BeforeAll
    static void start() throws IOException {
        now = AsteriskLab.startFreePbx("22", 5);
        old = AsteriskLab.startFreePbx("16", 5);
        host = Host.start(folder.resolve("data"), database -> {
            FreePbxTeam.FIRST.create(database, now);
            FreePbxTeam.SECOND.create(database, old);
            database.setting("defaultRegion", "EE");
            database.setting("recordOutCalls", "N");
        });
        host.awaitConnected("DEMO_PBX", "OLD_PBX");
        Stream.of(now, old).forEach(lab -> lab.trunk().answers());
    }

    @AfterAll
    static void stop() {
        Optional.ofNullable(host).ifPresent(Host::close);
        Optional.ofNullable(now).ifPresent(AsteriskLab::close);
        Optional.ofNullable(old).ifPresent(AsteriskLab::close);
    }

    @AfterEach
    void nobodyIsLeft() {
        sides().forEach(InCallSide::endAll);
    }

    private static Stream<InCallSide> sides() {
        return Stream.of(new InCallSide("22", host, now, "DEMO_PBX", DIRECT, List.of("agent1001", "agent1002", "agent1003")),
                new InCallSide("16", host, old, "OLD_PBX", DIRECT, List.of("old1001", "old1002", "old1003")));
    }

    private static AmiProbe.Message act(InCallSide side, String action, String... headers) throws IOException {
        AsteriskLab.Ami everything = side.lab().ami("everything");
        try (AmiProbe probe = AmiProbe.connect(everything.host(), everything.port(), everything.user(), everything.secret())) {
            return probe.act(action, headers);
        }
    }

    private static void rules(InCallSide side, String route, String extension) throws IOException {
        act(side, "DBPut", "Family", "LAB", "Key", "recording", "Val", route);
        act(side, "DBPut", "Family", "AMPUSER/1001/recording/in", "Key", "external", "Val", extension);
    }

    /** The channels of which the PBX stops a recording. */
    private static List<String> recording(InCallSide side) throws IOException {
        List<String> channels = side.shown().stream().map(InCallSide.Shown::channel).toList();
        List<String> recorded = new ArrayList<>();
        for (String channel : channels) {
            if (act(side, "StopMixMonitor", "Channel", channel).get("Response").equals("Success")) {
                recorded.add(channel);
            }
        }
        return recorded;
    }

    private static CallControls awaits(InCallSide side, Recording wanted) {
        return side.awaitControls(1001, controls -> controls.offered().contains(Kind.HOLD) && controls.recording() == wanted);
    }

    @TestFactory
    Stream<DynamicTest> whatRouteAndExtensionSayIsSeen() {
        return sides().flatMap(side -> RULES.stream().map(rule -> DynamicTest.dynamicTest(side + " " + rule, () -> {
            try {
                isSeen(side, rule);
            } finally {
                side.endAll();
            }
        })));
    }

    private static void isSeen(InCallSide side, Rule rule) throws IOException {
        rules(side, rule.route(), rule.extension());
        String callId = side.talks("3725551301");

        awaits(side, rule.recorded() ? Recording.ON : Recording.OFF);
        if (rule.recorded()) {
            Kept kept = ends(side, callId, true);
            assertThat(kept.recording().getFileName().toString(), containsString(callId.substring(callId.indexOf(':') + 1)));
        } else {
            assertThat("nothing runs", recording(side), is(List.of()));
            assertThat(ends(side, callId, false).field("recordingContentId"), is(nullValue()));
        }
    }

    private static List<Path> files(AsteriskLab lab, String id) {
        try (Stream<Path> all = Files.walk(lab.recordingsFolder())) {
            return all.filter(file -> file.getFileName().toString().contains(id)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** After some speech, if it is recorded. */
    private static Kept ends(InCallSide side, String callId, boolean recorded) throws IOException {
        if (recorded) {
            String id = callId.substring(callId.indexOf(':') + 1);
            Await.untilTrue(() -> files(side.lab(), id).stream().anyMatch(file -> file.toFile().length() > SPEECH), () ->
                    files(side.lab(), id).toString());
        }
        assertThat(side.does(1001, callId, "HANG_UP"), is("done"));
        Kept kept = recorded ? Kept.recordedCall(host.database(), callId) : Kept.call(host.database(), callId);
        if (recorded) {
            assertThat(kept.recordedSeconds(), greaterThan(0.3));
        }
        return kept;
    }

    /** *1 begins a recording, and once more ends it: what an agent's phone asks of the PBX is seen in the console, and kept with the call. */
    @TestFactory
    Stream<DynamicTest> whatAnAgentRecordsByKeyIsSeenAndKept() {
        return sides().map(side -> DynamicTest.dynamicTest(side.name(), () -> {
            try {
                side.lab().phone("1001").dialsAndPresses(OUTSIDE, "w*1wwww*1");
                CallControls controls = awaits(side, Recording.ON);
                assertThat("the button says the same", controls.offered().contains(Kind.PAUSE_RECORDING), is(true));
                awaits(side, Recording.OFF);
                Kept kept = ends(side, controls.callId(), true);
                assertThat(kept.recording().getFileName().toString(), containsString("ondemand-1001-"));
            } finally {
                side.endAll();
            }
        }));
    }

    /** Another program pauses and ends what the PBX records. */
    @TestFactory
    Stream<DynamicTest> whatAnotherProgramPausesAndStopsIsSeen() {
        return sides().map(side -> DynamicTest.dynamicTest(side.name(), () -> {
            try {
                rules(side, "force", "dontcare");
                side.talks("3725551302");
                awaits(side, Recording.ON);
                String channel = recordedChannel(side);
                act(side, "MixMonitorMute", "Channel", channel, "Direction", "both", "State", "1");
                awaits(side, Recording.PAUSED);
                act(side, "MixMonitorMute", "Channel", channel, "Direction", "both", "State", "0");
                awaits(side, Recording.ON);
                assertThat(recording(side), is(List.of(channel)));
                awaits(side, Recording.OFF);
            } finally {
                side.endAll();
            }
        }));
    }

    private static String recordedChannel(InCallSide side) {
        return side.shown().stream().map(InCallSide.Shown::channel).filter(channel -> channel.contains("/trunk-")).findFirst().orElseThrow();
    }
}
