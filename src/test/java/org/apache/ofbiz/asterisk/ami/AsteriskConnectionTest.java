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
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.apache.ofbiz.asterisk.ami.wire.AmiSession;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionState.Phase;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.DiscoveredPeer;
import org.apache.ofbiz.asterisk.call.PbxCommands.Failure;
import org.apache.ofbiz.asterisk.call.PbxCommands.Originate;
import org.apache.ofbiz.asterisk.call.PbxCommands.Redirect;
import org.apache.ofbiz.asterisk.call.PbxCommands.Result;
import org.apache.ofbiz.asterisk.call.PbxServer;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.fixture.PbxPlayer;
import org.apache.ofbiz.asterisk.fixture.TestRules;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The connection against a PBX on a real loopback socket. */
class AsteriskConnectionTest {

    static {
        PbxPlayer.allowAnyPort();
    }

    private static final AmiSession.Limits QUICK =
            new AmiSession.Limits(Duration.ofMillis(800), Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(5));
    private static final ConnectPolicy AT_ONCE =
            new ConnectPolicy(ConnectPolicy.UNLIMITED, Duration.ofMillis(20), Duration.ofMillis(50), ConnectPolicy.UNCHANGED_PAUSE);
    private static final ConnectPolicy NEVER_AGAIN =
            new ConnectPolicy(0, Duration.ofMillis(20), Duration.ofMillis(50), ConnectPolicy.UNCHANGED_PAUSE);
    /** Of the certificate in {@code tls/pbx.p12}, as openssl and keytool write it. */
    private static final String FINGERPRINT =
            "EC:AD:F7:83:BC:AC:2F:45:D9:A0:17:12:77:9B:E2:08:59:21:9E:3C:71:D8:79:F8:86:8E:83:E0:AA:2C:49:FF";
    private static final String NEWCHANNEL = "Event: Newchannel\r\nPrivilege: call,all\r\nChannel: PJSIP/trunk-00000001\r\nChannelState: 4\r\n"
            + "CallerIDNum: 3725551234\r\nContext: from-trunk\r\nExten: 5000\r\nUniqueid: 1.1\r\nLinkedid: 1.1\r\n\r\n";

    private final BlockingQueue<CallEvent> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<List<DiscoveredPeer>> peers = new LinkedBlockingQueue<>();
    private PbxPlayer pbx;
    private AsteriskConnection connection;

    @BeforeEach
    void givenAPbx() throws IOException {
        pbx = new PbxPlayer();
    }

    @AfterEach
    void hangUp() throws IOException {
        if (connection != null) {
            connection.close();
        }
        pbx.close();
    }

    @Test
    void logsInWithoutSendingTheSecret() throws Exception {
        connect(pbx.server(), AT_ONCE);

        PbxPlayer.Action login = pbx.received("Login");

        assertThat(login.get("Username"), is("app"));
        assertThat(login.toString(), not(containsString("app-secret")));
        awaitPhase(Phase.CONNECTED);
        assertThat(connection.state().asteriskVersion(), is("22.10.1"));
    }

    @Test
    void tellsFirstWhatIsAndThenWhatHappens() throws Exception {
        String channel = "Event: CoreShowChannel\r\n$IDChannel: PJSIP/1001-00000009\r\nChannelState: 6\r\nCallerIDNum: 1001\r\n"
                + "Context: outbound\r\nExten: 3725550000\r\nUniqueid: 9.9\r\nLinkedid: 9.9\r\nBridgeId: b-1\r\nApplication: Dial\r\n\r\n";
        pbx.answer("CoreShowChannels", action -> NEWCHANNEL + PbxPlayer.list(action, channel, "CoreShowChannelsComplete"));

        connect(pbx.server(), AT_ONCE);

        CallEvent.Resynchronised first = (CallEvent.Resynchronised) next();
        assertThat(first.channels().size(), is(1));
        assertThat(first.channels().get(0).channel().name(), is("PJSIP/1001-00000009"));
        assertThat(first.channels().get(0).bridgeId(), is(Optional.of("b-1")));
        assertThat(next(), is(instanceOf(CallEvent.ChannelCreated.class)));
    }

    @Test
    void listsPhonesAndLines() throws Exception {
        pbx.answer("PJSIPShowEndpoints", action -> PbxPlayer.list(action,
                "Event: EndpointList\r\n$IDObjectName: 1001\r\nAuths: 1001\r\n\r\nEvent: EndpointList\r\n$IDObjectName: trunk\r\nAuths: \r\n\r\n",
                "EndpointListComplete"));
        Map<String, String> details = Map.of("1001", "internal\r\nCallerid: \"Agent 1001\" <1001>", "trunk", "from-trunk\r\nCallerid: <unknown>");
        pbx.answer("PJSIPShowEndpoint", action -> PbxPlayer.list(action, "Event: EndpointDetail\r\n$IDObjectName: " + action.get("Endpoint")
                + "\r\nContext: " + details.get(action.get("Endpoint")) + "\r\n\r\n", "EndpointDetailComplete"));

        connect(pbx.server(), AT_ONCE);

        assertThat(peers.poll(10, TimeUnit.SECONDS), contains(new DiscoveredPeer("PJSIP", "1001", Peer.Type.EXTENSION, "internal", "Agent 1001"),
                new DiscoveredPeer("PJSIP", "trunk", Peer.Type.TRUNK, "from-trunk")));
    }

    @Test
    void placesACallWithAnIdOfItsOwn() throws Exception {
        pbx.answer("Originate", action -> "Response: Success\r\nMessage: Originate successfully queued\r\n");
        connected();

        Result result = await(connection.commands().originate(call("PJSIP/1001", "outbound", "3725550000")));

        PbxPlayer.Action sent = pbx.received("Originate");
        assertThat(result.ok(), is(true));
        assertThat(sent.get("Channel"), is("PJSIP/1001"));
        assertThat(sent.get("ChannelId"), is("ofbiz-1"));
        assertThat(sent.get("Exten"), is("3725550000"));
        assertThat(sent.get("Context"), is("outbound"));
        assertThat(sent.get("Priority"), is("1"));
        assertThat(sent.get("Timeout"), is("20000"));
        assertThat(sent.get("Async"), is("true"));
        assertThat(sent.get("CallerID"), is("\"Desk\" <1001>"));
        assertThat(sent.get("Variable"), is("CALL_RECORDING_FILE=/rec/ofbiz-1.wav"));
        assertThat(((CallEvent.OriginateRequested) next()).channelId(), is("ofbiz-1"));
    }

    @Test
    void saysWhyACallWasRefused() throws Exception {
        pbx.answer("Originate", action -> "Response: Error\r\nMessage: Extension does not exist.\r\n");
        pbx.answer("Redirect", action -> "Response: Error\r\nMessage: Channel does not exist: PJSIP/trunk-00000021\r\n");
        pbx.answer("Hangup", action -> "Response: Error\r\nMessage: No such channel\r\n");
        connected();

        assertThat(kind(connection.commands().originate(call("PJSIP/1001", "nosuch", "1"))), is(Failure.Kind.NO_SUCH_EXTENSION));
        assertThat(kind(connection.commands().redirect(new Redirect("PJSIP/trunk-00000021", "claim", "1002"))), is(Failure.Kind.CHANNEL_GONE));
        assertThat(kind(connection.commands().hangup("PJSIP/trunk-00000021")), is(Failure.Kind.CHANNEL_GONE));
        pbx.answer("Redirect", action -> "Response: Error\r\nMessage: Redirect failed, channel not up.\r\n");
        assertThat(kind(connection.commands().redirect(new Redirect("PJSIP/trunk-00000021", "claim", "1002"))), is(Failure.Kind.CHANNEL_GONE));
        pbx.answer("Redirect", action -> "Response: Error\r\nMessage: Permission denied\r\n");
        assertThat(kind(connection.commands().redirect(new Redirect("PJSIP/trunk-00000021", "claim", "1002"))), is(Failure.Kind.NOT_PERMITTED));
        assertThat(next(), is(instanceOf(CallEvent.OriginateRequested.class)));
        assertThat(next(), is(instanceOf(CallEvent.OriginateFailed.class)));
    }

    @Test
    void sendsNothingThatIsNotSafe() throws Exception {
        connected();

        Result result = await(connection.commands().originate(call("PJSIP/1001", "outbound", "1\r\nApplication: System\r\nData: id")));

        assertThat(result.failure().get(), is(new Failure(Failure.Kind.INVALID_VALUE, "number holds CR, LF or NUL")));
        assertThat(pbx.hasReceived("Originate"), is(false));
        assertThat("announced", events.poll(), is(nullValue()));
    }

    @Test
    void givesUpWaitingForAnAnswerThatDoesNotCome() throws Exception {
        pbx.answer("Hangup", action -> null);
        connected();

        assertThat(kind(connection.commands().hangup("PJSIP/1001-00000001")), is(Failure.Kind.TIMEOUT));
    }

    @Test
    void refusesCommandsWhileThePbxIsAway() throws Exception {
        pbx.close();
        connect(pbx.server(), AT_ONCE);

        assertThat(kind(connection.commands().hangup("PJSIP/1001-00000001")), is(Failure.Kind.PBX_AWAY));
    }

    @Test
    void sendsNothingWhileAnotherNodeMayServeThePbx() throws Exception {
        AtomicBoolean ours = new AtomicBoolean(true);
        connected();
        connection.actOnlyWhile(ours::get);
        ours.set(false);

        assertThat(kind(connection.commands().hangup("PJSIP/1001-00000001")), is(Failure.Kind.PBX_AWAY));
        assertThat(pbx.hasReceived("Hangup"), is(false));
        ours.set(true);
        pbx.answer("Hangup", action -> "Response: Success\r\n");
        assertThat(await(connection.commands().hangup("PJSIP/1001-00000001")).ok(), is(true));
    }

    @Test
    void tellsTheFileOfARecordingOnceThePbxDoes() throws Exception {
        pbx.answer("GetVar", action -> "Response: Success\r\nVariable: MIXMONITOR_FILENAME\r\nValue: /var/rec/1.1.wav\r\n");
        connected();

        pbx.say("Event: MixMonitorStart\r\nChannel: PJSIP/trunk-00000001\r\nUniqueid: 1.1\r\nLinkedid: 1.1\r\n\r\n");

        assertThat(((CallEvent.RecordingStarted) next()).file(), is(Optional.empty()));
        assertThat(((CallEvent.RecordingStarted) next()).file(), is(Optional.of("/var/rec/1.1.wav")));
    }

    @Test
    void connectsAgainAfterThePbxStopped() throws Exception {
        connected();

        pbx.drop();
        pbx.awaitLogin();

        assertThat(next(), is(instanceOf(CallEvent.Resynchronised.class)));
        pbx.say(NEWCHANNEL);
        assertThat(next(), is(instanceOf(CallEvent.ChannelCreated.class)));
    }

    @Test
    void noticesAFrozenPbx() throws Exception {
        connected();
        long begin = System.nanoTime();

        pbx.freeze();
        awaitPhase(Phase.DISCONNECTED, Phase.CONNECTING);

        assertThat(Duration.ofNanos(System.nanoTime() - begin), lessThan(Duration.ofSeconds(2)));
        pbx.thaw();
        pbx.awaitLogin();
        awaitPhase(Phase.CONNECTED);
    }

    @Test
    void aUserWhoMayNotHearOfTheBootIsNotTakenForAFrozenPbx() throws Exception {
        pbx.answer("Login", action -> "Response: Success\r\nMessage: welcome\r\n"); // PbxPlayer then tells nothing of the boot
        AmiSession.Limits impatient = new AmiSession.Limits(QUICK.answer(), QUICK.ping(), QUICK.silence(), QUICK.silence().multipliedBy(3));
        connection = new AsteriskConnection(pbx.server(), TestRules::now, NEVER_AGAIN,
                events::add, (id, found) -> peers.add(found.peers()), impatient, Clock.systemUTC());
        connection.start();

        awaitPhase(Phase.CONNECTED, Phase.GAVE_UP);

        assertThat(connection.state().words(), connection.state().phase(), is(Phase.CONNECTED));
    }

    @Test
    void saysWhichRightIsMissingWhenTheChannelsAreNotListed() throws Exception {
        pbx.answer("CoreShowChannels", action -> "Response: Error\r\nMessage: Permission denied\r\n");
        connect(pbx.server(), NEVER_AGAIN);

        awaitPhase(Phase.GAVE_UP);

        assertThat(connection.state().words(), containsString("Permission denied; the AMI user needs write = reporting"));
    }

    @Test
    void commandsInFlightFailWhenThePbxGoes() throws Exception {
        pbx.answer("Hangup", action -> null);
        connected();

        CompletionStage<Result> answer = connection.commands().hangup("PJSIP/1001-00000001");
        pbx.received("Hangup");
        pbx.drop();

        assertThat(kind(answer), is(Failure.Kind.PBX_AWAY));
    }

    @Test
    void saysThatTheLoginIsRefused() throws Exception {
        pbx.answer("Login", action -> "Response: Error\r\nMessage: Authentication failed\r\n");

        connect(pbx.server(), NEVER_AGAIN);

        awaitPhase(Phase.GAVE_UP);
        assertThat(connection.state().words(), is("the PBX rejected the login of user app: Authentication failed"));
    }

    @Test
    void triesOnceWhenNoRetriesAreAllowed() throws Exception {
        pbx.close();

        connect(pbx.server(), NEVER_AGAIN);

        awaitPhase(Phase.GAVE_UP);
        assertThat(connection.state().words(), containsString("no response from this host and port"));
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
            connection.close();

            connect(overTls(plain, Optional.of(FINGERPRINT.replace('E', 'F'))), NEVER_AGAIN);
            awaitPhase(Phase.GAVE_UP);
            assertThat(connection.state().words(), containsString("presented a different certificate"));

            connect(overTls(plain, Optional.empty()), NEVER_AGAIN);
            awaitPhase(Phase.GAVE_UP);
            assertThat(connection.state().words(), startsWith("TLS failed"));
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

        pbx.say(burst.toString());

        for (int i = 0; i < 35_000; i++) {
            assertThat(((CallEvent.HungUp) next()).channel().uniqueId(), is(String.valueOf(i)));
        }
        assertThat("still connected", connection.state().connected(), is(true));
    }

    private void connect(PbxServer server, ConnectPolicy policy) {
        connection = new AsteriskConnection(server, TestRules::now, policy,
                events::add, (id, found) -> peers.add(found.peers()), QUICK, Clock.systemUTC());
        connection.start();
    }

    private void connected() throws InterruptedException {
        connect(pbx.server(), AT_ONCE);
        pbx.awaitLogin();
        awaitPhase(Phase.CONNECTED);
        assertThat(next(), is(instanceOf(CallEvent.Resynchronised.class)));
    }

    private CallEvent next() throws InterruptedException {
        CallEvent event = events.poll(10, TimeUnit.SECONDS);
        assertThat("an event arrives", event != null, is(true));
        return event;
    }

    private void awaitPhase(Phase... phases) {
        awaitTrue(() -> List.of(phases).contains(connection.state().phase()), "phase " + List.of(phases));
    }

    private static void awaitTrue(BooleanSupplier condition, String what) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("in 10 s not: " + what);
            }
            Thread.onSpinWait();
        }
    }

    private static Result await(CompletionStage<Result> answer) throws Exception {
        return answer.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static Failure.Kind kind(CompletionStage<Result> answer) throws Exception {
        return await(answer).failure().orElseThrow().kind();
    }

    private static Originate call(String extension, String context, String number) {
        return new Originate("ofbiz-1", extension, context, number, "1001", "Desk", Duration.ofSeconds(20),
                Map.of("CALL_RECORDING_FILE", "/rec/ofbiz-1.wav"));
    }
}
