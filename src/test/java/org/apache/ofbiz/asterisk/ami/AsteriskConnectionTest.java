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
package org.apache.ofbiz.asterisk.ami;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.ofbiz.asterisk.ami.wire.AmiSession;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionState.Phase;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.DiscoveredPeer;
import org.apache.ofbiz.asterisk.call.PbxServer;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.fixture.PbxPlayer;
import org.junit.jupiter.api.Test;

/** From the login to the end of a connection, and the next one. */
class AsteriskConnectionTest extends ConnectionTest {

    /** Of the certificate in {@code tls/pbx.p12}, as openssl and keytool write it. */
    private static final String FINGERPRINT =
            "EC:AD:F7:83:BC:AC:2F:45:D9:A0:17:12:77:9B:E2:08:59:21:9E:3C:71:D8:79:F8:86:8E:83:E0:AA:2C:49:FF";
    private static final String NEWCHANNEL = "Event: Newchannel\r\nPrivilege: call,all\r\nChannel: PJSIP/trunk-00000001\r\nChannelState: 4\r\n"
            + "CallerIDNum: 3725551234\r\nContext: from-trunk\r\nExten: 5000\r\nUniqueid: 1.1\r\nLinkedid: 1.1\r\n\r\n";

    @Test
    void logsInWithoutSendingTheSecret() throws Exception {
        connect(pbx().server(), AT_ONCE);

        PbxPlayer.Action login = pbx().received("Login");

        assertThat(login.get("Username"), is("app"));
        assertThat(login.toString(), not(containsString("app-secret")));
        awaitPhase(Phase.CONNECTED);
        assertThat(connection().state().asteriskVersion(), is("22.10.1"));
    }

    @Test
    void tellsFirstWhatIsAndThenWhatHappens() throws Exception {
        String channel = "Event: CoreShowChannel\r\n$IDChannel: PJSIP/1001-00000009\r\nChannelState: 6\r\nCallerIDNum: 1001\r\n"
                + "Context: outbound\r\nExten: 3725550000\r\nUniqueid: 9.9\r\nLinkedid: 9.9\r\nBridgeId: b-1\r\nApplication: Dial\r\n\r\n";
        pbx().answer("CoreShowChannels", action -> NEWCHANNEL + PbxPlayer.list(action, channel, "CoreShowChannelsComplete"));

        connect(pbx().server(), AT_ONCE);

        CallEvent.Resynchronised first = (CallEvent.Resynchronised) next();
        assertThat(first.channels().size(), is(1));
        assertThat(first.channels().get(0).channel().name(), is("PJSIP/1001-00000009"));
        assertThat(first.channels().get(0).bridgeId(), is(Optional.of("b-1")));
        assertThat(next(), is(instanceOf(CallEvent.ChannelCreated.class)));
    }

    @Test
    void listsPhonesAndLines() throws Exception {
        pbx().answer("PJSIPShowEndpoints", action -> PbxPlayer.list(action,
                "Event: EndpointList\r\n$IDObjectName: 1001\r\nAuths: 1001\r\n\r\nEvent: EndpointList\r\n$IDObjectName: trunk\r\nAuths: \r\n\r\n",
                "EndpointListComplete"));
        Map<String, String> details = Map.of("1001", "internal\r\nCallerid: \"Agent 1001\" <1001>", "trunk", "from-trunk\r\nCallerid: <unknown>");
        pbx().answer("PJSIPShowEndpoint", action -> PbxPlayer.list(action, "Event: EndpointDetail\r\n$IDObjectName: " + action.get("Endpoint")
                + "\r\nContext: " + details.get(action.get("Endpoint")) + "\r\n\r\n", "EndpointDetailComplete"));

        connect(pbx().server(), AT_ONCE);

        assertThat(peers().poll(10, TimeUnit.SECONDS), contains(new DiscoveredPeer("PJSIP", "1001", Peer.Type.EXTENSION, "internal", "Agent 1001"),
                new DiscoveredPeer("PJSIP", "trunk", Peer.Type.TRUNK, "from-trunk")));
    }

    @Test
    void tellsTheFileOfARecordingOnceThePbxDoes() throws Exception {
        pbx().answer("GetVar", action -> "Response: Success\r\nVariable: MIXMONITOR_FILENAME\r\nValue: /var/rec/1.1.wav\r\n");
        connected();

        pbx().say("Event: MixMonitorStart\r\nChannel: PJSIP/trunk-00000001\r\nUniqueid: 1.1\r\nLinkedid: 1.1\r\n\r\n");

        assertThat(((CallEvent.RecordingStarted) next()).file(), is(Optional.empty()));
        assertThat(((CallEvent.RecordingStarted) next()).file(), is(Optional.of("/var/rec/1.1.wav")));
    }

    @Test
    void connectsAgainAfterThePbxStopped() throws Exception {
        connected();

        pbx().drop();
        pbx().awaitLogin();

        assertThat(next(), is(instanceOf(CallEvent.Resynchronised.class)));
        pbx().say(NEWCHANNEL);
        assertThat(next(), is(instanceOf(CallEvent.ChannelCreated.class)));
    }

    @Test
    void noticesAFrozenPbx() throws Exception {
        connected();
        long begin = System.nanoTime();

        pbx().freeze();
        awaitPhase(Phase.DISCONNECTED, Phase.CONNECTING);

        assertThat(Duration.ofNanos(System.nanoTime() - begin), lessThan(Duration.ofSeconds(2)));
        pbx().thaw();
        pbx().awaitLogin();
        awaitPhase(Phase.CONNECTED);
    }

    @Test
    void aUserWhoMayNotHearOfTheBootIsNotTakenForAFrozenPbx() throws Exception {
        pbx().answer("Login", action -> "Response: Success\r\nMessage: welcome\r\n"); // PbxPlayer then tells nothing of the boot
        AmiSession.Limits impatient = new AmiSession.Limits(QUICK.answer(), QUICK.ping(), QUICK.silence(), QUICK.silence().multipliedBy(3));
        connect(pbx().server(), NEVER_AGAIN, impatient);

        awaitPhase(Phase.CONNECTED, Phase.GAVE_UP);

        assertThat(connection().state().words(), connection().state().phase(), is(Phase.CONNECTED));
    }

    @Test
    void saysWhichRightIsMissingWhenTheChannelsAreNotListed() throws Exception {
        pbx().answer("CoreShowChannels", action -> "Response: Error\r\nMessage: Permission denied\r\n");
        connect(pbx().server(), NEVER_AGAIN);

        awaitPhase(Phase.GAVE_UP);

        assertThat(connection().state().words(), containsString("Permission denied; the AMI user needs write = reporting"));
    }

    @Test
    void saysThatTheLoginIsRefused() throws Exception {
        pbx().answer("Login", action -> "Response: Error\r\nMessage: Authentication failed\r\n");

        connect(pbx().server(), NEVER_AGAIN);

        awaitPhase(Phase.GAVE_UP);
        assertThat(connection().state().words(), is("the PBX rejected the login of user app: Authentication failed"));
    }

    @Test
    void triesOnceWhenNoRetriesAreAllowed() throws Exception {
        pbx().close();

        connect(pbx().server(), NEVER_AGAIN);

        awaitPhase(Phase.GAVE_UP);
        assertThat(connection().state().words(), containsString("no response from this host and port"));
    }

    @Test
    void saysThatNobodySpeaksAmiThere() throws Exception {
        try (PbxPlayer mute = PbxPlayer.stranger("", "")) {
            connect(mute.server(), NEVER_AGAIN);

            awaitPhase(Phase.GAVE_UP);
        }
    }

    @Test
    void acceptsThePinnedCertificateAndNoOther() throws Exception {
        try (PbxPlayer tls = PbxPlayer.withTls()) {
            PbxServer plain = tls.server();
            // the first handshake of a virtual machine may take longer than the login may
            connect(overTls(plain, Optional.of(FINGERPRINT)), AT_ONCE);
            awaitPhase(Phase.CONNECTED);
            connection().close();

            connect(overTls(plain, Optional.of(FINGERPRINT.replace('E', 'F'))), NEVER_AGAIN);
            awaitPhase(Phase.GAVE_UP);
            assertThat(connection().state().words(), containsString("presented a different certificate"));

            connect(overTls(plain, Optional.empty()), NEVER_AGAIN);
            awaitPhase(Phase.GAVE_UP);
            assertThat(connection().state().words(), startsWith("TLS failed"));
        }
    }

    private static PbxServer overTls(PbxServer plain, Optional<String> fingerprint) {
        return new PbxServer("PBX", plain.host(), plain.port(), true, fingerprint, plain.userName(), plain.secret(), plain.contexts(), "/rec");
    }

    @Test
    void losesNothingOfABurst() throws Exception {
        connected();
        StringBuilder burst = new StringBuilder();
        for (int i = 0; i < 35_000; i++) {
            burst.append("Event: Hangup\r\nChannel: PJSIP/1001-1\r\nUniqueid: ").append(i).append("\r\nLinkedid: 1\r\nCause: 16\r\n\r\n");
        }

        pbx().say(burst.toString());

        for (int i = 0; i < 35_000; i++) {
            assertThat(((CallEvent.HungUp) next()).channel().uniqueId(), is(String.valueOf(i)));
        }
        assertThat("still connected", connection().state().connected(), is(true));
    }
}
