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
package org.apache.ofbiz.embedded.pbx;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import javax.sound.sampled.AudioSystem;
import org.apache.ofbiz.asterisk.lab.AmiProbe;
import org.apache.ofbiz.asterisk.lab.AmiProbe.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The simulated PBX over its socket: logging in, asking, calling, recording. */
class SimulatedPbxTest {

    @TempDir
    private Path folder;
    private final ManualEventLoop eventLoop = new ManualEventLoop();
    private SimulatedPbx pbx;
    private AmiProbe probe;

    @BeforeEach
    void logIn() throws IOException {
        pbx = SimulatedPbx.start(0, folder.resolve("recordings"), eventLoop);
        probe = AmiProbe.connect("127.0.0.1", pbx.port(), pbx.user(), pbx.secret());
    }

    @AfterEach
    void close() throws IOException {
        probe.close();
        pbx.close();
    }

    @Test
    void aClaimedCallIsRecordedForAsLongAsBothTalk() throws Exception {
        // given
        pbx.placeIncomingCall("+3725551234", "Mari Maasikas", "5000");
        Message arrival = probe.await(message -> message.isEvent("Newchannel"));
        // when
        redirect(arrival.get("Channel"), "claim", "1001");
        eventLoop.pass(Call.ANSWER_AFTER.plusSeconds(7));
        pbx.customerHangsUp("+3725551234");
        // then
        probe.await(message -> message.isEvent("Hangup") && message.get("Uniqueid").equals(arrival.get("Uniqueid")));
        assertThat(seconds(folder.resolve("recordings").resolve(arrival.get("Uniqueid") + ".wav")), equalTo(7.0));
    }

    @Test
    void anOutgoingCallIsRecordedWhereOriginateSaysAndHangsUpByItself() throws Exception {
        Path file = folder.resolve("recordings").resolve("crm-1.wav");
        originate("crm-1", "+3725551111", "CALL_RECORDING_FILE=" + file);
        eventLoop.pass(Duration.ofSeconds(30));
        probe.await(message -> message.isEvent("Hangup") && message.get("Uniqueid").equals("crm-1"));
        assertThat(seconds(file), equalTo(20.0));
    }

    @Test
    void nothingIsRecordedOutsideOfTheFolder() throws IOException {
        Path file = folder.resolve("recordings").resolve("../stolen.wav");
        originate("crm-1", "+3725551111", "CALL_RECORDING_FILE=" + file);
        eventLoop.pass(Duration.ofSeconds(30));
        probe.await(message -> message.isEvent("Hangup") && message.get("Uniqueid").equals("crm-1"));
        assertThat(Files.exists(folder.resolve("stolen.wav")), is(false));
    }

    @Test
    void aPhoneInACallIsBusyForASecondOne() throws IOException {
        originate("crm-1", "+3725551111", "A=b");
        originate("crm-2", "+3725551112", "A=b");
        assertThat(probe.await(message -> message.isEvent("DialEnd") && message.get("DestUniqueid").equals("crm-2")).get("DialStatus"),
                equalTo("BUSY"));
    }

    @Test
    void theLastDigitsOfANumberSayHowACustomersPhoneFails() throws IOException {
        originate("crm-1", "+3725551191", "A=b");
        eventLoop.pass(Call.ANSWER_AFTER);
        assertThat(customersDialEnd("crm-1"), equalTo("BUSY"));
        originate("crm-2", "+3725551194", "A=b");
        eventLoop.pass(Call.ANSWER_AFTER);
        assertThat(customersDialEnd("crm-2"), equalTo("CONGESTION"));
    }

    @Test
    void aClaimingPhoneHungUpByAmiWhileItRingsSendsTheCallerBackToWaiting() throws IOException {
        pbx.placeIncomingCall("+3725551234", "Mari", "5000");
        Message arrival = probe.await(message -> message.isEvent("Newchannel"));
        redirect(arrival.get("Channel"), "claim", "1001");
        Message agent = probe.await(2, message -> message.isEvent("Newchannel"));
        probe.act("Hangup", "Channel", agent.get("Channel"));
        probe.await(2, message -> message.isEvent("MusicOnHoldStart") && message.get("Uniqueid").equals(arrival.get("Uniqueid")));
    }

    private String customersDialEnd(String call) {
        return probe.await(message -> message.isEvent("DialEnd") && message.get("Uniqueid").equals(call)).get("DialStatus");
    }

    @Test
    void aChannelIdInUseFailsTheOriginate() throws IOException {
        originate("crm-1", "+3725551111", "A=b");
        Message answer = probe.act("Originate", "Channel", "PJSIP/1002", "Context", "outbound", "Exten", "+3725551112", "Priority", "1",
                "Async", "true", "ChannelId", "crm-1");
        assertThat(answer.get("Response"), equalTo("Success"));
        assertThat(probe.await(message -> message.isEvent("OriginateResponse")).get("Response"), equalTo("Failure"));
    }

    @Test
    void channelsEndpointsAndContactsCanBeListed() throws IOException {
        pbx.behaves("1003", PhoneBehaviour.UNREGISTERED);
        pbx.placeIncomingCall("", "", "5000");
        probe.act("CoreShowChannels");
        assertThat(probe.await(message -> message.isEvent("CoreShowChannel")).get("Application"), equalTo("MusicOnHold"));
        probe.await(message -> message.isEvent("CoreShowChannelsComplete") && message.get("ListItems").equals("1"));
        probe.act("PJSIPShowEndpoints");
        assertThat(probe.await(message -> message.isEvent("EndpointList") && message.get("ObjectName").equals("1003")).get("DeviceState"),
                equalTo("Unavailable"));
        probe.await(message -> message.isEvent("EndpointListComplete") && message.get("ListItems").equals("4"));
        probe.act("PJSIPShowContacts");
        probe.await(message -> message.isEvent("ContactListComplete") && message.get("ListItems").equals("2"));
    }

    @Test
    void badRequestsAreRefusedInAsterisksWords() throws IOException {
        assertThat(refusal("NoSuchAction"), startsWith("Invalid/unknown command: NoSuchAction."));
        assertThat(refusal("Command", "Command", "core show version"), equalTo("Permission denied"));
        assertThat(refusal("Originate", "Channel", "PJSIP/1001", "Context", "outbound", "Exten", "nosuch", "Priority", "1"),
                equalTo("Extension does not exist."));
        assertThat(refusal("Originate", "Channel", "PJSIP", "Context", "outbound", "Exten", "123", "Priority", "1"), equalTo("Invalid channel"));
        assertThat(refusal("Originate", "Channel", "", "Context", "outbound"), equalTo("Channel not specified"));
        assertThat(refusal("Originate", "Channel", "PJSIP/1001"), containsString("requires 'Context' and 'Priority'"));
        assertThat(refusal("Hangup", "Channel", "PJSIP/1001-deadbeef"), equalTo("No such channel"));
        assertThat(refusal("Redirect", "Channel", "PJSIP/trunk-0000ffff", "Context", "claim", "Exten", "1001", "Priority", "1"),
                equalTo("Channel does not exist: PJSIP/trunk-0000ffff"));
    }

    @Test
    void aRedirectToNowhereDropsTheCaller() throws IOException {
        pbx.placeIncomingCall("+3725551234", "Mari", "5000");
        Message arrival = probe.await(message -> message.isEvent("Newchannel"));
        assertThat(redirect(arrival.get("Channel"), "nosuch", "1001").get("Response"), equalTo("Success"));
        assertThat(probe.await(message -> message.isEvent("Hangup")).get("Cause"), equalTo("3"));
    }

    @Test
    void aWrongSecretIsRefusedAndTheConnectionClosed() throws IOException {
        try (RawClient client = new RawClient(pbx.port())) {
            client.say("Action: Ping\r\nActionID: 1\r\n\r\nAction: Login\r\nUsername: ofbiz\r\nSecret: wrong\r\n\r\n");
            assertThat(client.read(), equalTo("Asterisk Call Manager/11.0.0\nResponse: Error\nActionID: 1\nMessage: Permission denied\n\n"
                    + "Response: Error\nMessage: Authentication failed\n\n"));
        }
    }

    @Test
    void theSecretNeedNotTravelInClear() throws Exception {
        try (RawClient client = new RawClient(pbx.port())) {
            client.say("Action: Challenge\r\nAuthType: MD5\r\n\r\n");
            String challenge = "";
            while (!challenge.startsWith("Challenge: ")) {
                challenge = client.in.readLine();
            }
            byte[] key = MessageDigest.getInstance("MD5")
                    .digest((challenge.substring("Challenge: ".length()) + pbx.secret()).getBytes(StandardCharsets.UTF_8));
            client.say("Action: Login\r\nAuthType: MD5\r\nUsername: ofbiz\r\nKey: " + HexFormat.of().formatHex(key)
                    + "\r\n\r\nAction: Logoff\r\n\r\n");
            assertThat(client.read(), containsString("Authentication accepted"));
        }
    }

    @Test
    void anEndlessLineEndsTheConnectionAndNothingElse() throws IOException {
        try (RawClient client = new RawClient(pbx.port())) {
            client.say("Action: " + "x".repeat(9000));
            client.in.readLine();
            assertThat(client.in.readLine(), is(nullValue()));
        }
        assertThat(probe.act("Ping").get("Ping"), equalTo("Pong"));
    }

    /** A client that sees every byte. */
    private static final class RawClient implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader in;

        RawClient(int port) throws IOException {
            socket = new Socket("127.0.0.1", port);
            socket.setSoTimeout(10_000);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        void say(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        }

        String read() throws IOException {
            StringBuilder all = new StringBuilder();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                all.append(line).append('\n');
            }
            return all.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private void originate(String id, String number, String variable) throws IOException {
        Message answer = probe.act("Originate", "Channel", "PJSIP/1001", "Context", "outbound", "Exten", number, "Priority", "1",
                "Timeout", "15000", "Async", "true", "ChannelId", id, "Variable", variable);
        assertThat(answer.headers().toString(), answer.get("Response"), equalTo("Success"));
    }

    private Message redirect(String channel, String context, String exten) throws IOException {
        return probe.act("Redirect", "Channel", channel, "Context", context, "Exten", exten, "Priority", "1");
    }

    private String refusal(String action, String... headers) throws IOException {
        Message answer = probe.act(action, headers);
        assertThat(answer.headers().toString(), answer.get("Response"), equalTo("Error"));
        return answer.get("Message");
    }

    private static double seconds(Path wav) throws Exception {
        var format = AudioSystem.getAudioFileFormat(wav.toFile());
        return format.getFrameLength() / (double) format.getFormat().getFrameRate();
    }
}
