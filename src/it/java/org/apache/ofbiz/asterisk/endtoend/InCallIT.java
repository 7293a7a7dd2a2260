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
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.CallCommand.Kind;
import org.apache.ofbiz.asterisk.acd.CallControls.Recording;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.lab.AmiProbe;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;
import org.apache.ofbiz.entity.GenericValue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each command for a call that goes on, on two real PBXes: a plain dialplan and one of FreePBX's shape, one Asterisk 22 and one Asterisk 16
 * (-Dlab.version=16 changes which is which). What is asserted is what the PBX shows, and what is kept of the call.
 */
@Tag("asterisk")
class InCallIT implements TransferFlows {

    /** Bytes of a recording in which something can be heard: half a second. */
    private static final long SPEECH = 8_000;
    private static final String OTHER = "16".equals(System.getProperty("lab.version")) ? "22" : "16";

    @TempDir
    private static Path folder;
    private static AsteriskLab plain;
    private static AsteriskLab freePbx;
    private static Host host;

    @BeforeAll
    static void start() throws IOException {
        plain = AsteriskLab.start(3);
        freePbx = AsteriskLab.startFreePbx(OTHER, 3);
        host = Host.start(folder, database -> {
            Host.pbx(database, plain.ami(), plain.recordingsFolder());
            FreePbxTeam.SECOND.create(database, freePbx);
            database.rows("CallCenterGroup").forEach(group -> database.change("CallCenterGroup", Map.of("callCenterGroupId",
                    group.getString("callCenterGroupId"), "accountCodes", "4711 Building A, 4712")));
            database.setting("extensionRingSeconds", "5");
            database.setting("defaultRegion", "EE");
        });
        sides().forEach(side -> host.database().create("UserLoginSecurityGroup", Map.of("userLoginId", side.agent(1003), "groupId",
                "ASTERISK_SUPERVISOR", "fromDate", Timestamp.valueOf("2020-01-01 00:00:00"))));
        host.awaitConnected("DEMO_PBX", "OLD_PBX");
        sides().forEach(side -> List.of("1001", "1002", "1003").forEach(phone -> side.lab().phone(phone).answers()));
        sides().forEach(side -> side.lab().trunk().answers());
    }

    @AfterAll
    static void stop() {
        Optional.ofNullable(host).ifPresent(Host::close);
        Optional.ofNullable(plain).ifPresent(AsteriskLab::close);
        Optional.ofNullable(freePbx).ifPresent(AsteriskLab::close);
    }

    static Stream<InCallSide> sides() {
        return Stream.of(new InCallSide("plain", host, plain, "DEMO_PBX", "5002", List.of("agent1001", "agent1002", "agent1003")),
                new InCallSide("FreePBX", host, freePbx, "OLD_PBX", "6000003", List.of("old1001", "old1002", "old1003")));
    }

    @AfterEach
    void nobodyIsLeft() {
        sides().forEach(InCallSide::endAll);
    }

    @ParameterizedTest
    @MethodSource("sides")
    void aCallIsHeldTakenBackAndHungUp(InCallSide side) {
        String call = side.talks(MARI);

        assertThat(side.does(1001, call, "HOLD"), is("done"));
        assertThat(side.held(), is(1L));
        assertThat(side.together(), not(hasItem(CUSTOMER_AND_1001)));
        assertThat(side.awaitControls(1001, its -> its.held()).offered(), hasItem(Kind.RESUME));
        assertThat(side.does(1001, call, "HOLD"), is("ALREADY_HELD"));

        assertThat(side.does(1001, call, "RESUME"), is("done"));
        side.awaitTogether(CUSTOMER_AND_1001);
        assertThat(side.does(1001, call, "RESUME"), is("NOT_HELD"));

        assertThat(side.does(1001, call, "HANG_UP"), is("done"));
        side.awaitNobody();
        GenericValue kept = side.ended(call);
        assertThat(kept.getString("outcomeEnumId"), is("AST_ANSWERED"));
        assertThat(side.kinds(kept), hasItem("AST_EV_HELD"));
        assertThat(side.kinds(kept), hasItem("AST_EV_RESUMED"));
        assertThat("one talk", side.parts(kept, "AST_PART_TALKED"), is(List.of(side.partyOf(1001))));
    }

    @ParameterizedTest
    @MethodSource("sides")
    void whoHangsUpThePhoneOnAHeldCallLeavesNobodyInTheMusic(InCallSide side) {
        String call = side.talks(MARI);
        assertThat(side.does(1001, call, "HOLD"), is("done"));

        side.hangUpPhone("1001");

        side.awaitNobody();
    }

    @ParameterizedTest
    @MethodSource("sides")
    void whenTheHeldCustomerGivesUpThePhoneIsHungUp(InCallSide side) {
        String call = side.talks(MARI);
        assertThat(side.does(1001, call, "HOLD"), is("done"));

        side.hangUpPhone("trunk");

        side.awaitNobody();
    }

    @ParameterizedTest
    @MethodSource("sides")
    void keysReachTheOtherEnd(InCallSide side) throws IOException {
        String call = side.talks(MARI);
        AsteriskLab.Ami everything = side.lab().ami("everything");
        try (AmiProbe probe = AmiProbe.connect(everything.host(), everything.port(), everything.user(), everything.secret())) {
            assertThat(side.does(1001, call, "KEYS", "1 #"), is("done"));
            // as RFC 4733 numbers them, 11 is #; Debian's Asterisk 16 tells nothing of what it sends
            for (String key : side.name().equals("plain") == OTHER.equals("16") ? List.of("1", "11") : List.<String>of()) {
                probe.await(message -> message.isEvent("TestEvent") && message.get("State").equals("DTMF_BEGIN") && message.get("Digit").equals(key));
            }
        }
        assertThat(side.does(1001, call, "KEYS", "1,2"), is("KEYS_INVALID"));
        List<CompletableFuture<String>> typed = Stream.generate(() -> CompletableFuture.supplyAsync(() -> side.does(1001, call, "KEYS", "5")))
                .limit(6).toList();
        assertThat("typed while the PBX still answers", typed.stream().map(CompletableFuture::join).distinct().toList(), is(List.of("done")));
    }

    @ParameterizedTest
    @MethodSource("sides")
    void aRecordingIsStartedPausedAndStopped(InCallSide side) {
        String call = side.talks(MARI);
        assertThat(side.does(1001, call, "PAUSE_RECORDING"), is("NOT_RECORDED"));
        Map<Path, Long> before = recordings(side);

        assertThat(side.does(1001, call, "RECORD"), is("done"));
        side.awaitControls(1001, its -> its.recording() == Recording.ON);
        assertThat(side.does(1001, call, "PAUSE_RECORDING"), is("done"));
        side.awaitControls(1001, its -> its.recording() == Recording.PAUSED);
        assertThat(side.does(1001, call, "RESUME_RECORDING"), is("done"));
        Await.untilTrue(() -> recordings(side).entrySet().stream().anyMatch(
                file -> !before.containsKey(file.getKey()) && file.getValue() > SPEECH), () -> "recordings " + recordings(side));
        assertThat(side.does(1001, call, "STOP_RECORDING"), is("done"));
        side.awaitControls(1001, its -> its.recording() == Recording.OFF);
        assertThat(side.does(1001, call, "HANG_UP"), is("done"));
        String[] ids = call.split(":", 2);
        host.database().await(row -> row.get("recordingContentId") != null, "PhoneCall", "serverId", ids[0], "linkedId", ids[1]);
    }

    @ParameterizedTest
    @MethodSource("sides")
    void aSupervisorListensWhispersBargesInAndTakesOver(InCallSide side) {
        SupervisionFlows.listensInEachWayAndTakesOver(side, MARI);
        SupervisionFlows.isFreeAfterTheCall(side, MARI);
    }

    /** Files below the folder of recordings, with their sizes. */
    private static Map<Path, Long> recordings(InCallSide side) {
        try (Stream<Path> files = Files.walk(side.lab().recordingsFolder())) {
            return files.filter(Files::isRegularFile).collect(Collectors.toMap(Function.identity(), file -> file.toFile().length()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("sides")
    void anAccountCodeIsChosenBeforeACallAndChangedInIt(InCallSide side) throws IOException {
        side.lab().phone("1001").answers();
        String placed = (String) host.run("originateCall", side.agent(1001), Map.of("number", "+372 555 0000", "accountCode", "4711")).get("callId");
        side.awaitTogether(CUSTOMER_AND_1001);
        assertThat("as its phone had it from the start", side.accounts(), hasItem("4711"));

        assertThat(side.charges(1001, placed, "9999"), is("VALUE_REFUSED"));
        assertThat(side.charges(1001, placed, "4712\r\nAction: Logoff"), is("VALUE_REFUSED"));
        assertThat(side.charges(1003, placed, "4712"), is("CALL_UNKNOWN"));
        assertThat(side.charges(1001, placed, "4712"), is("done"));

        Await.untilTrue(() -> side.accounts().equals(Set.of("4712")), () -> "the PBX shows " + side.accounts());
        AsteriskLab.Ami everything = side.lab().ami("everything");
        try (AmiProbe probe = AmiProbe.connect(everything.host(), everything.port(), everything.user(), everything.secret())) {
            assertThat(side.does(1001, placed, "HANG_UP"), is("done"));
            probe.await(message -> message.isEvent("Cdr") && message.get("AccountCode").equals("4712"));
        }
        assertThat(side.ended(placed).getString("accountCode"), is("4712"));
    }

    @ParameterizedTest
    @MethodSource("sides")
    void callsOfOthersAreNotInHand(InCallSide side) {
        String call = side.talks(MARI);
        for (Kind kind : Kind.values()) {
            String action = kind.name();
            String[] detail = kind == Kind.TRANSFER || kind == Kind.CONSULT ? new String[] {"1003"}
                    : kind == Kind.KEYS ? new String[] {"1"} : new String[0];
            assertThat(action, side.does(1003, call, action, detail), not(startsWith("done")));
            assertThat(action, side.does(1001, side.serverId() + ":gone", action, detail), is("CALL_UNKNOWN"));
        }
        assertThat(side.does(1001, call, "hold\r\nAction: Hangup"), is("VALUE_REFUSED"));
        side.awaitTogether(CUSTOMER_AND_1001);
        assertThat(side.shown().size(), greaterThan(1));
    }
}
