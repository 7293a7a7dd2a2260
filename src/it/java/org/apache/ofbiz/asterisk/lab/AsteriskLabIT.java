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
package org.apache.ofbiz.asterisk.lab;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.ofbiz.asterisk.lab.AmiProbe.Message;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The lab keeps its promises (lab/README.md), so that tests which stand on it may blame the component. */
@Tag("asterisk")
class AsteriskLabIT {

    private static final int WAV_HEADER = 44;
    private static final int CALLERS_AT_ONCE = 24;
    private static final double WAV_BYTES_PER_SECOND = 16_000;

    private static AsteriskLab lab;
    private AmiProbe pbx;

    @BeforeAll
    static void startAsterisk() {
        lab = AsteriskLab.start(2);
    }

    @AfterAll
    static void stopAsterisk() {
        lab.close();
    }

    @BeforeEach
    void logIn() throws IOException {
        AsteriskLab.Ami ami = lab.ami();
        pbx = AmiProbe.connect(ami.host(), ami.port(), ami.user(), ami.secret());
    }

    @AfterEach
    void logOff() throws IOException {
        pbx.close();
    }

    @Test
    void anAnsweredClickToCallIsBridgedAndRecordedForAsLongAsBothTalk() throws IOException {
        // given
        lab.phone("1001").answers();
        lab.trunk().answersAndHangsUpAfter(Duration.ofSeconds(2));
        String call = newCallId();
        Path recording = lab.recordingsFolder().resolve(call + ".wav");
        // when
        originate("1001", call, "+3725550000", "CALL_RECORDING_FILE=" + recording);
        // then
        pbx.await(2, message -> message.isEvent("BridgeEnter") && message.get("Linkedid").equals(call));
        pbx.await(message -> message.isEvent("Hangup") && message.get("Uniqueid").equals(call));
        assertThat(seconds(recording), closeTo(2, 0.5));
        assertThat("has a tone in it", isSilent(recording), is(false));
    }

    @Test
    void aClickToCallWithoutARecordingFileIsNotRecorded() throws IOException {
        lab.phone("1001").answers();
        lab.trunk().answersAndHangsUpAfter(Duration.ofMillis(500));
        String call = newCallId();
        originate("1001", call, "3725550000", "CALL_RECORDING_FILE=");
        pbx.await(message -> message.isEvent("Hangup") && message.get("Uniqueid").equals(call));
        assertThat(pbx.heard().stream().anyMatch(message -> message.isEvent("MixMonitorStart")), is(false));
    }

    @Test
    void aFileNameCannotBringACommandWithIt() throws IOException {
        lab.phone("1001").answers();
        lab.trunk().answersAndHangsUpAfter(Duration.ofMillis(500));
        String call = newCallId();
        Path proof = lab.recordingsFolder().resolve("command-ran");
        originate("1001", call, "3725550000", "CALL_RECORDING_FILE=" + lab.recordingsFolder() + "/" + call + ".wav\\,b\\,touch " + proof);
        pbx.await(message -> message.isEvent("Hangup") && message.get("Uniqueid").equals(call));
        assertThat(Files.exists(proof), is(false));
    }

    @Test
    void aBusyADecliningAndAnUnregisteredPhoneFailTheOriginate() throws IOException {
        lab.phone("1001").isBusy();
        assertThat(failedOriginate("1001").get("Response"), equalTo("Failure"));
        lab.phone("1001").declines();
        assertThat(failedOriginate("1001").get("Response"), equalTo("Failure"));
        lab.phone("1001").unregisters();
        assertThat(failedOriginate("1001").get("Response"), equalTo("Failure"));
    }

    @Test
    void aBusyOrUnknownCustomerEndsTheCallWithItsOwnStatus() throws IOException {
        lab.phone("1001").answers();
        lab.trunk().isBusy();
        assertThat(customerLegOf("+3725550001").get("DialStatus"), equalTo("BUSY"));
        lab.trunk().isCongested();
        assertThat(customerLegOf("+3725550002").get("DialStatus"), equalTo("CONGESTION"));
        lab.trunk().knowsNoSuchNumber();
        assertThat(customerLegOf("+3725550003").get("DialStatus"), not("ANSWER"));
    }

    @Test
    void aCallerWaitsUntilClaimedAndTheConversationIsRecorded() throws IOException {
        // given
        lab.phone("1002").answersAndHangsUpAfter(Duration.ofSeconds(2));
        lab.caller("+3725551234").named("Mari Maasikas").dials("5000");
        Message arrival = pbx.await(message -> message.isEvent("Newchannel") && message.get("Context").equals("from-trunk"));
        pbx.await(message -> message.isEvent("MusicOnHoldStart"));
        assertThat(arrival.get("CallerIDNum"), equalTo("+3725551234"));
        assertThat(arrival.get("CallerIDName"), equalTo("Mari Maasikas"));
        assertThat(arrival.get("Exten"), equalTo("5000"));
        // when
        claim(arrival, "1002");
        // then
        pbx.await(2, message -> message.isEvent("BridgeEnter") && message.get("Linkedid").equals(arrival.get("Uniqueid")));
        pbx.await(message -> message.isEvent("Hangup") && message.get("Uniqueid").equals(arrival.get("Uniqueid")));
        Path recording = lab.recordingsFolder().resolve(arrival.get("Uniqueid") + ".wav");
        assertThat(seconds(recording), closeTo(2, 0.5));
        assertThat("has a tone in it", isSilent(recording), is(false));
    }

    @Test
    void aCallerWhomTheClaimingPhoneDoesNotAnswerWaitsAgain() throws IOException {
        lab.phone("1003").ringsForever();
        Phone caller = lab.caller("+3725551235").dials("5000");
        Message arrival = pbx.await(message -> message.isEvent("Newchannel") && message.get("Context").equals("from-trunk"));
        pbx.await(message -> message.isEvent("MusicOnHoldStart"));
        claim(arrival, "1003");
        assertThat(pbx.await(message -> message.isEvent("DialEnd")).get("DialStatus"), equalTo("NOANSWER"));
        pbx.await(2, message -> message.isEvent("MusicOnHoldStart") && message.get("Uniqueid").equals(arrival.get("Uniqueid")));
        pbx.act("Hangup", "Channel", arrival.get("Channel"));
        pbx.await(message -> message.isEvent("Hangup") && message.get("Uniqueid").equals(arrival.get("Uniqueid")));
        caller.close();
    }

    @Test
    void aCallerMayHangUpWhileWaiting() throws IOException {
        lab.caller("+3725551236").dialsAndHangsUp("5000", Duration.ofMillis(400));
        Message arrival = pbx.await(message -> message.isEvent("Newchannel") && message.get("Context").equals("from-trunk"));
        pbx.await(message -> message.isEvent("Hangup") && message.get("Uniqueid").equals(arrival.get("Uniqueid")));
        Message late = pbx.act("Redirect", "Channel", arrival.get("Channel"), "Context", "claim", "Exten", "1001", "Priority", "1");
        assertThat(late.get("Message"), containsString("Channel does not exist"));
    }

    @Test
    void manyCallersAtOnceAllReachThePbx() throws IOException {
        List<Phone> callers = IntStream.range(0, CALLERS_AT_ONCE).mapToObj(i -> lab.caller("+37255520" + (10 + i)).dials("5000")).toList();
        pbx.await(CALLERS_AT_ONCE, message -> message.isEvent("MusicOnHoldStart"));
        assertThat(callers.stream().flatMap(caller -> caller.complaint().stream()).toList(), is(empty()));
        lab.endAllCalls();
        pbx.await(CALLERS_AT_ONCE, message -> message.isEvent("Hangup"));
    }

    private static String newCallId() {
        return "lab-" + UUID.randomUUID();
    }

    private void originate(String extension, String call, String number, String variable) throws IOException {
        Message answer = pbx.act("Originate", "Channel", "PJSIP/" + extension, "Context", "outbound", "Exten", number, "Priority", "1",
                "Timeout", "5000", "Async", "true", "ChannelId", call, "Variable", variable);
        assertThat(answer.headers().toString(), answer.get("Response"), equalTo("Success"));
    }

    private Message failedOriginate(String extension) throws IOException {
        long before = pbx.heard().stream().filter(message -> message.isEvent("OriginateResponse")).count();
        originate(extension, newCallId(), "3725550000", "CALL_RECORDING_FILE=");
        return pbx.await((int) before + 1, message -> message.isEvent("OriginateResponse"));
    }

    private Message customerLegOf(String number) throws IOException {
        String call = newCallId();
        originate("1001", call, number, "CALL_RECORDING_FILE=");
        Message end = pbx.await(message -> message.isEvent("DialEnd") && message.get("Uniqueid").equals(call));
        pbx.await(message -> message.isEvent("Hangup") && message.get("Uniqueid").equals(call));
        return end;
    }

    private void claim(Message arrival, String extension) throws IOException {
        Message answer = pbx.act("Redirect", "Channel", arrival.get("Channel"), "Context", "claim", "Exten", extension, "Priority", "1");
        assertThat(answer.headers().toString(), answer.get("Response"), equalTo("Success"));
    }

    private static double seconds(Path wav) throws IOException {
        assertThat(Files.size(wav), greaterThan((long) WAV_HEADER));
        return (Files.size(wav) - WAV_HEADER) / WAV_BYTES_PER_SECOND;
    }

    private static boolean isSilent(Path wav) throws IOException {
        byte[] bytes = Files.readAllBytes(wav);
        byte[] samples = Arrays.copyOfRange(bytes, WAV_HEADER, bytes.length);
        for (byte sample : samples) {
            if (sample != 0) {
                return false;
            }
        }
        return true;
    }
}
