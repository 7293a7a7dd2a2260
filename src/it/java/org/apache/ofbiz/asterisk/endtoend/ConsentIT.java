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
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.CallCommand.Kind;
import org.apache.ofbiz.asterisk.acd.CallControls.Recording;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.lab.AmiProbe;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;
import org.apache.ofbiz.asterisk.lab.LabEvidence;
import org.apache.ofbiz.service.ServiceUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Customers hear that they are recorded, press keys, tell the agent, or have said so before: what is then recorded, on a plain Asterisk that OFBiz
 * has record, and on one of FreePBX's shape that records each call of its queue itself. Phones press keys by SIP.
 */
@Tag("asterisk")
class ConsentIT {

    /** Bytes of half a second. */
    private static final long SPEECH = 8_000;
    private static final String OTHER = "16".equals(System.getProperty("lab.version")) ? "22" : "16";
    private static final Map<String, String> NUMBERS = Map.of("TOLD", "5080", "FREE", "5081", "ASKED", "5082", "MUTE", "5083",
            "QUIET", "5084");
    private static final int WAV_HEADER = 44;
    private static final Map<String, String> MODES = Map.of("TOLD", "ANNOUNCE", "FREE", "OBJECT", "ASKED", "ASK", "MUTE", "ANNOUNCE",
            "QUIET", "NONE");

    @TempDir
    private static Path folder;
    private static AsteriskLab plain;
    private static AsteriskLab freePbx;
    private static Host host;

    @RegisterExtension
    static final LabEvidence EVIDENCE = new LabEvidence(() -> plain);

    private WebUser liis;

    @BeforeAll
    static void start() throws IOException {
        plain = AsteriskLab.start(3);
        freePbx = AsteriskLab.startFreePbx(OTHER, 3);
        host = Host.start(folder, database -> {
            Host.pbx(database, plain.ami(), plain.recordingsFolder());
            database.change("AsteriskServer", Map.of("serverId", "DEMO_PBX", "claimContext", "claim-bare"));
            NUMBERS.keySet().forEach(group -> {
                database.create("CallCenterGroup", Map.of("callCenterGroupId", group, "groupName", group, "serverId", "DEMO_PBX",
                        "routingStrategyEnumId", "AST_ROUTE_CLAIM", "ringTimeoutSeconds", 10L, "wrapUpSeconds", 0L, "recordCalls", "Y",
                        "enabled", "Y", "dispositionRequired", "N"));
                database.create("CallCenterGroupEntry", Map.of("callCenterGroupId", group, "entrySeqId", "00001",
                        "entryTypeEnumId", "AST_ENTRY_USEREVENT", "userEventName",
                        "Lab" + group.charAt(0) + group.substring(1).toLowerCase(Locale.ROOT)));
                database.create("GroupMembership", Map.of("callCenterGroupId", group, "partyId", "AST_AGENT1",
                        "fromDate", Timestamp.valueOf("2020-01-01 00:00:00"), "membershipRoleEnumId", "AST_AGENT", "penalty", 0L));
            });
            database.create("GroupMembership", Map.of("callCenterGroupId", "TOLD", "partyId", "AST_SUPER",
                    "fromDate", Timestamp.valueOf("2020-01-01 00:00:00"), "membershipRoleEnumId", "AST_SUPERVISOR", "penalty", 0L));
            FreePbxTeam.SECOND.create(database, freePbx);
            database.setting("extensionRingSeconds", "5");
            database.setting("defaultRegion", "EE");
            database.setting("recordOutCalls", "Y");
        });
        MODES.forEach(ConsentIT::consent);
        consent("OLD_SUPPORT", "OBJECT");
        host.awaitConnected("DEMO_PBX", "OLD_PBX");
        plain.phone("1001").answers();
        plain.trunk().answers();
        freePbx.phone("1001").answers();
        List.of("1002", "1003").forEach(phone -> freePbx.phone(phone).ringsForever());
    }

    private static void consent(String group, String mode) {
        Map<String, Object> stored = host.run("storeAsteriskGroupConsent", "admin", Map.of("callCenterGroupId", group, "consentMode", mode,
                "announcementSound", "consent", "consentKey", "ASK".equals(mode) ? "1" : "9"));
        assertThat(stored.toString(), ServiceUtil.isSuccess(stored), is(true));
    }

    @AfterAll
    static void stop() {
        Optional.ofNullable(host).ifPresent(Host::close);
        Optional.ofNullable(plain).ifPresent(AsteriskLab::close);
        Optional.ofNullable(freePbx).ifPresent(AsteriskLab::close);
    }

    @BeforeEach
    void liisIsThere() {
        liis = WebUser.logsIn(host.base(), "agent1001").opensConsole();
    }

    @AfterEach
    void nobodyIsLeft() {
        liis.close();
        sides().forEach(InCallSide::endAll);
        host.database().rows("AsteriskRecordingObjection").forEach(row -> host.run("setAsteriskRecordingObjection", "admin",
                Map.of("partyId", row.getString("partyId"), "objects", "N")));
    }

    private static Stream<InCallSide> sides() {
        return Stream.of(new InCallSide("plain", host, plain, "DEMO_PBX", "5002", List.of("agent1001", "agent1002", "agent1003")),
                new InCallSide("FreePBX", host, freePbx, "OLD_PBX", "6000050", List.of("old1001", "old1002", "old1003")));
    }

    private static InCallSide side(String name) {
        return sides().filter(side -> side.name().equals(name)).findFirst().orElseThrow();
    }

    /** Calls the group, hears what it plays and presses keys; Liis takes the call. @return callId */
    private String talks(String group, String number, String keys) {
        if (keys.isEmpty()) {
            plain.caller(number).dials(NUMBERS.get(group));
        } else {
            plain.caller(number).dialsAndPresses(NUMBERS.get(group), keys);
        }
        return takes(number);
    }

    private String takes(String number) {
        String callId = liis.await("NC", offer -> number.equals(offer.path("caller").path("number").asText())).path("callId").asText();
        assertThat(liis.asks("RD", Map.of("callId", callId)).path("type").asText(), is("OK"));
        liis.call(callId, "TALKING");
        return callId;
    }

    private static Path file(AsteriskLab lab, String callId) {
        return lab.recordingsFolder().resolve(callId.substring(callId.indexOf(':') + 1) + ".wav");
    }

    /** Files that have the call's id in their names. */
    private static List<Path> files(AsteriskLab lab, String callId) {
        try (Stream<Path> all = Files.walk(lab.recordingsFolder())) {
            return all.filter(file -> file.getFileName().toString().contains(callId.substring(callId.indexOf(':') + 1))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> timeline(String callId) {
        String[] ids = callId.split(":", 2);
        String row = host.database().row("PhoneCall", "serverId", ids[0], "linkedId", ids[1]).getString("phoneCallId");
        return host.database().rows("PhoneCallEvent", "phoneCallId", row).stream()
                .map(event -> event.getString("eventTypeEnumId") + " " + Optional.ofNullable(event.getString("detail")).orElse("")).toList();
    }

    private static void isRecordedAndKept(String callId) {
        Path file = file(plain, callId);
        Await.untilTrue(() -> file.toFile().length() > SPEECH, () -> "recorded: " + file.toFile().length());
        assertThat(side("plain").does(1001, callId, "HANG_UP"), is("done"));
        assertThat(Kept.recordedCall(host.database(), callId).recordedSeconds(), greaterThan(0.3));
    }

    /** Nothing records, nothing is left on the disk, and nothing comes to the call; its agent can't begin again. */
    private static void isNotRecorded(InCallSide side, String callId, String why) throws IOException {
        side.awaitControls(1001, its -> its.recording() == Recording.REFUSED);
        assertThat(side.does(1001, callId, "RECORD"), is("RECORDING_RULE"));
        nothingRuns(side);
        assertThat(side.does(1001, callId, "HANG_UP"), is("done"));
        // mostly gone before, but after the call where the journal hadn't saved it yet
        Await.untilTrue(() -> files(side.lab(), callId).isEmpty(), () -> "" + files(side.lab(), callId));
        Kept kept = Kept.call(host.database(), callId);
        assertThat(timeline(callId), hasItem("AST_EV_NOT_RECORDED " + why));
        assertThat(kept.field("recordingContentId") == null && files(side.lab(), callId).isEmpty(), is(true));
    }

    /** The PBX refuses to stop what doesn't run. */
    private static void nothingRuns(InCallSide side) throws IOException {
        AsteriskLab.Ami everything = side.lab().ami("everything");
        try (AmiProbe probe = AmiProbe.connect(everything.host(), everything.port(), everything.user(), everything.secret())) {
            for (InCallSide.Shown channel : side.shown()) {
                assertThat(channel.channel(), probe.act("StopMixMonitor", "Channel", channel.channel()).get("Response"), is("Error"));
            }
        }
    }

    @Test
    void whoHeardTheAnnouncementIsRecorded() {
        String callId = talks("TOLD", "3725557101", "");

        isRecordedAndKept(callId);
        assertThat(timeline(callId), hasItem("AST_EV_ANNOUNCED "));
    }

    @Test
    void aKeyDuringTheAnnouncementForbidsTheRecording() throws IOException {
        isNotRecorded(side("plain"), talks("FREE", "3725557102", "w9"), "OBJECTED");
    }

    @Test
    void aKeyRightAfterTheAnnouncementForbidsItToo() throws IOException {
        isNotRecorded(side("plain"), talks("FREE", "3725557103", "www9"), "OBJECTED");
    }

    @Test
    void anotherKeyForbidsNothing() {
        String callId = talks("FREE", "3725557104", "w8");

        isRecordedAndKept(callId);
        assertThat(timeline(callId), hasItem("AST_EV_ANNOUNCED "));
    }

    @Test
    void whoIsAskedIsRecordedAfterTheKeyOnly() throws IOException {
        String allowed = talks("ASKED", "3725557105", "w1");
        isRecordedAndKept(allowed);
        assertThat(timeline(allowed), hasItem("AST_EV_AGREED "));

        isNotRecorded(side("plain"), talks("ASKED", "3725557106", ""), "NO_KEY");
    }

    @Test
    void withoutTheSoundOfTheAnnouncementNothingIsRecorded() throws IOException {
        isNotRecorded(side("plain"), talks("MUTE", "3725557107", ""), "NOT_ANNOUNCED");
    }

    @Test
    void callersOfAGroupThatPlaysNothingGoOn() {
        isRecordedAndKept(talks("QUIET", "3725557109", ""));
    }

    @Test
    void callersOfAGroupThatTheLinesDoNotKnowGoOn() {
        plain.caller("3725557110").dials("5085");
        isRecordedAndKept(takes("3725557110"));
        plain.caller("3725557111").dials("5086");
        isRecordedAndKept(takes("3725557111"));

        InCallSide side = side("FreePBX");
        freePbx.caller("3725557203").dials("6000051");
        String callId = side.awaitControls(1001, controls -> controls.offered().contains(Kind.HOLD)).callId();
        assertThat(side.does(1001, callId, "HANG_UP"), is("done"));
        side.awaitNobody();
    }

    @Test
    void whatTheAgentIsToldEndsTheRecordingAndDeletesIt() throws IOException {
        String callId = talks("TOLD", "3725557108", "");
        Await.untilTrue(() -> file(plain, callId).toFile().length() > SPEECH, () -> "not recorded");

        assertThat(side("plain").does(1001, callId, "OBJECT"), is("done"));

        Await.untilTrue(() -> files(plain, callId).isEmpty(), () -> "while they talk: " + files(plain, callId));
        assertThat(side("plain").controls(1001).get(0).offered(), not(hasItem(Kind.OBJECT)));
        isNotRecorded(side("plain"), callId, "OBJECTED_TO_AGENT");
    }

    @Test
    void silenceIsRecordedWhileSomebodyFromOutsideIsInTheCallWhoHeardNoAnnouncement() throws IOException {
        InCallSide side = side("plain");
        String callId = talks("TOLD", "3725557401", "");
        Path file = file(plain, callId);
        Await.untilTrue(() -> file.toFile().length() > SPEECH, () -> "not recorded");
        assertThat("the customer's sound", isSilent(file, 0), is(false));

        assertThat(side.does(1001, callId, "CONSULT", "+372 555 0000"), is("done"));
        side.awaitControls(1001, its -> its.offered().contains(Kind.CONFERENCE) && its.recording() == Recording.PAUSED);
        assertThat(side.does(1001, callId, "CONFERENCE"), is("done"));
        assertThat("not as long as they are there", side.does(1001, callId, "RESUME_RECORDING"), is("done"));
        side.awaitControls(1001, its -> its.recording() == Recording.PAUSED);
        long alone = file.toFile().length() + SPEECH; // what was under way when the recording was paused is before it
        Await.untilTrue(() -> file.toFile().length() > alone + SPEECH, () -> "the recording ended");
        assertThat(isSilent(file, alone), is(true));

        assertThat(side.does(1001, callId, "HANG_UP"), is("done"));
        Await.untilTrue(() -> file.toFile().length() > alone + 3 * SPEECH, () -> "customer and the other one talk on");
        assertThat("also without the agent", isSilent(file, alone), is(true));
    }

    /** @param from offset in the file, bytes; 16 bits a sample */
    private static boolean isSilent(Path wav, long from) throws IOException {
        byte[] bytes = Files.readAllBytes(wav);
        return IntStream.range((int) Math.max(from, WAV_HEADER), bytes.length).allMatch(i -> bytes[i] == 0);
    }

    @Test
    void aContactWhoObjectsIsRecordedNeitherInNorOut() throws IOException {
        Map<String, Object> noted = host.run("setAsteriskRecordingObjection", "admin", Map.of("partyId", "AST_ANNA", "objects", "Y"));
        assertThat(noted.toString(), ServiceUtil.isSuccess(noted), is(true));
        isNotRecorded(side("plain"), talks("TOLD", "3725551234", ""), "CONTACT_OBJECTS");

        String placed = liis.post("/asterisk/control/originateCall", Map.of("number", "+372 555 1234")).path("callId").asText();
        liis.call(placed, "TALKING");
        isNotRecorded(side("plain"), placed, "CONTACT_OBJECTS");
    }

    @Test
    void supervisorsOfTheGroupAreToldThatAnAgentAsksForHelp() {
        WebUser supervisor = WebUser.logsIn(host.base(), "supervisor").opensConsole();
        WebUser peeter = WebUser.logsIn(host.base(), "agent1002").opensConsole();
        try {
            String callId = talks("TOLD", "3725557301", "");
            InCallSide side = side("plain");
            assertThat(side.does(1001, callId, "HELP"), is("done"));
            assertThat(supervisor.await("MESSAGE", message -> true).path("text").asText(), containsString("3725557301"));
            assertThat("asked already", side.does(1001, callId, "HELP"), is("NOT_YOUR_GROUP"));
            Map<String, Object> coming = host.run("superviseAsteriskCall", "supervisor", Map.of("callId", callId, "action", "COMING"));
            assertThat(coming.toString(), ServiceUtil.isSuccess(coming), is(true));
            assertThat(liis.await("MESSAGE", message -> true).path("from").asText(), is("Helve Rebane"));
            assertThat(side.does(1001, callId, "HELP_OVER"), is("done"));
            side.awaitControls(1001, its -> its.offered().contains(Kind.HELP));
            assertThat("not again at once", side.does(1001, callId, "HELP"), is("TOO_MANY_REQUESTS"));
            assertThat("nobody else is told", peeter.sofar("MESSAGE"), is(List.of()));
            assertThat(side.does(1001, callId, "HANG_UP"), is("done"));
            Kept.call(host.database(), callId);
            assertThat(timeline(callId), hasItems("AST_EV_HELP_ASKED ", "AST_EV_HELP_ENDED "));
        } finally {
            supervisor.close();
            peeter.close();
        }
    }

    @Test
    void whatFreePbxRecordsIsStoppedAndDeleted() throws IOException {
        InCallSide side = side("FreePBX");
        freePbx.caller("3725557201").dialsAndPresses("6000050", "w9");
        isNotRecorded(side, side.awaitControls(1001, controls -> controls.offered().contains(Kind.HOLD)).callId(), "OBJECTED");
        side.awaitNobody();

        freePbx.caller("3725557202").dials("6000050");
        String callId = side.awaitControls(1001, controls -> controls.recording() == Recording.ON).callId();
        Await.untilTrue(() -> files(freePbx, callId).stream().anyMatch(file -> file.toFile().length() > SPEECH), () -> "" + files(freePbx, callId));
        assertThat(side.does(1001, callId, "OBJECT"), is("done"));
        isNotRecorded(side, callId, "OBJECTED_TO_AGENT");
    }
}
