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
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.ofbiz.asterisk.ami.AsteriskConnection;
import org.apache.ofbiz.asterisk.ami.retry.ConnectPolicy;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionState;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.PbxCommands;
import org.apache.ofbiz.asterisk.call.PbxCommands.Failure;
import org.apache.ofbiz.asterisk.call.PbxServer;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.PhoneCall.State;
import org.apache.ofbiz.asterisk.call.tracking.CallThread;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Heard;
import org.apache.ofbiz.asterisk.fixture.TestRules;
import org.apache.ofbiz.embedded.pbx.PhoneBehaviour;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the component makes of calls on a PBX. The same stories run on a real Asterisk and on the simulated one, which must not differ. */
abstract class CallsOnAPbx {

    private static final Duration TALK = Duration.ofSeconds(2);
    private static final Numbering.Contexts CONTEXTS = new Numbering.Contexts("internal", "outbound", "claim", "waiting");

    private final Heard<PhoneCall> told = new Heard<>();
    private CallThread calls;
    private AsteriskConnection connection;

    abstract Stage stage();

    @BeforeEach
    void connect() {
        AsteriskLab.Ami ami = stage().ami();
        PbxServer server = new PbxServer("PBX", ami.host(), ami.port(), false, Optional.empty(), ami.user(), ami.secret(), CONTEXTS,
                stage().recordingsFolder().toString());
        calls = new CallThread("PBX", new Telephones(), (what, cause) -> {
            throw new AssertionError(what, cause);
        });
        calls.addListener((call, event) -> told.add(call));
        calls.start();
        connection = new AsteriskConnection(server, TestRules::now, ConnectPolicy.DEFAULT, calls, (serverId, peers) -> { });
        connection.start();
        Await.untilTrue(() -> connection.state().phase() == ConnectionState.Phase.CONNECTED, () -> connection.state().toString());
    }

    @AfterEach
    void disconnect() {
        connection.close();
        calls.close();
    }

    @Test
    void clickToCallIsAnsweredAndRecorded() throws Exception {
        stage().phone("1001", PhoneBehaviour.ANSWERS);
        String number = stage().customer(PhoneBehaviour.ANSWERS, TALK);
        String call = originate("1001", number, Duration.ofSeconds(10));
        assertThat(ended(call).outcome(), is(Optional.of(Outcome.ANSWERED)));
        Path recording = stage().recordingsFolder().resolve(call + ".wav");
        Await.untilTrue(() -> closeTo(TALK.toSeconds(), 1).matches(soFar(recording)), () -> soFar(recording) + " s of " + TALK);
    }

    @Test
    void theUsersPhoneIsBusy() throws Exception {
        assertThat(whenMyPhone(PhoneBehaviour.BUSY), is(Optional.of(Outcome.EXTENSION_BUSY)));
    }

    @Test
    void theUserDeclines() throws Exception {
        assertThat(whenMyPhone(PhoneBehaviour.DECLINES), is(Optional.of(Outcome.EXTENSION_DECLINED)));
    }

    @Test
    void theUsersPhoneIsUnregistered() throws Exception {
        stage().phone("1001", PhoneBehaviour.ANSWERS);
        assertThat(whenMyPhone(PhoneBehaviour.UNREGISTERED), is(Optional.of(Outcome.EXTENSION_UNREGISTERED)));
    }

    @Test
    void theUserDoesNotPickUp() throws Exception {
        assertThat(whenMyPhone(PhoneBehaviour.NO_ANSWER), is(Optional.of(Outcome.EXTENSION_NO_ANSWER)));
    }

    @Test
    void theCustomerIsBusyUnknownOrBehindACongestedLine() throws Exception {
        assertThat(whenTheCustomer(PhoneBehaviour.BUSY), is(Optional.of(Outcome.BUSY)));
        assertThat(whenTheCustomer(PhoneBehaviour.UNKNOWN_NUMBER), is(Optional.of(Outcome.NUMBER_UNKNOWN)));
        assertThat(whenTheCustomer(PhoneBehaviour.CONGESTED), is(Optional.of(Outcome.CONGESTED)));
    }

    @Test
    void anIncomingCallIsClaimedAndRecorded() throws Exception {
        stage().phone("1002", PhoneBehaviour.ANSWERS);
        stage().customerCalls("+3725551234", "Mari Maasikas", Duration.ofSeconds(6));
        PhoneCall waiting = told.await(call -> call.state() == State.WAITING);
        assertThat(waiting.groupId(), is(Optional.of("SUPPORT")));
        assertThat(waiting.caller().number(), equalTo("+3725551234"));
        claim(waiting, "1002");
        PhoneCall talking = told.await(call -> call.state() == State.TALKING && call.linkedId().equals(waiting.linkedId()));
        PhoneCall end = ended(waiting.linkedId());
        assertThat(end.outcome(), is(Optional.of(Outcome.ANSWERED)));
        assertThat(end.answeredBy().map(Peer::name), is(Optional.of("1002")));
        double talked = Duration.between(talking.answeredAt().orElseThrow(), end.endedAt().orElseThrow()).toMillis() / 1000.0;
        Path recording = stage().recordingsFolder().resolve(waiting.linkedId() + ".wav");
        // written by a thread of its own, which ends after the call
        Await.untilTrue(() -> closeTo(talked, AsteriskLab.LATE_SOUND).matches(soFar(recording)), () -> soFar(recording) + " s of " + talked);
    }

    @Test
    void aClaimNobodyAnswersLeavesTheCallerWaiting() throws Exception {
        stage().phone("1003", PhoneBehaviour.NO_ANSWER);
        stage().customerCalls("+3725551235", "Jaan", stage().claimRing().plusSeconds(2));
        PhoneCall waiting = told.await(call -> call.state() == State.WAITING);
        claim(waiting, "1003");
        told.await(call -> call.state() == State.RINGING);
        int before = told.all().size();
        PhoneCall again = told.awaitAfter(before, call -> call.state() == State.WAITING);
        assertThat(again.linkedId(), equalTo(waiting.linkedId()));
        assertThat(again.lastExtensionLeg().flatMap(PhoneCall.Leg::extensionFailure), is(Optional.of(Outcome.EXTENSION_NO_ANSWER)));
        assertThat(ended(waiting.linkedId()).outcome(), is(Optional.of(Outcome.ABANDONED)));
    }

    @Test
    void aCallerWhoGivesUpCannotBeClaimedAnyMore() throws Exception {
        stage().customerCalls("+3725551236", "Jaan", Duration.ofSeconds(1));
        PhoneCall waiting = told.await(call -> call.state() == State.WAITING);
        assertThat(ended(waiting.linkedId()).outcome(), is(Optional.of(Outcome.ABANDONED)));
        PbxCommands.Result late = redirect(waiting, "1001");
        assertThat(late.failure().map(Failure::kind), is(Optional.of(Failure.Kind.CHANNEL_GONE)));
    }

    private Optional<Outcome> whenMyPhone(PhoneBehaviour behaviour) throws Exception {
        stage().phone("1001", behaviour);
        return ended(originate("1001", "+3725550000", Duration.ofSeconds(2))).outcome();
    }

    private Optional<Outcome> whenTheCustomer(PhoneBehaviour behaviour) throws Exception {
        stage().phone("1001", PhoneBehaviour.ANSWERS);
        String number = stage().customer(behaviour, TALK);
        return ended(originate("1001", number, Duration.ofSeconds(10))).outcome();
    }

    private String originate(String extension, String number, Duration ringFor) throws Exception {
        String id = "ofbiz-" + UUID.randomUUID();
        Path file = stage().recordingsFolder().resolve(id + ".wav");
        PbxCommands.Result result = connection.commands().originate(new PbxCommands.Originate(id, "PJSIP/" + extension, "outbound", number,
                extension, "Desk",
                ringFor, Map.of("CALL_RECORDING_FILE", file.toString()))).toCompletableFuture().get(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(result.toString(), result.ok(), is(true));
        return id;
    }

    private void claim(PhoneCall waiting, String extension) throws Exception {
        PbxCommands.Result result = redirect(waiting, extension);
        assertThat(result.toString(), result.ok(), is(true));
    }

    private PbxCommands.Result redirect(PhoneCall call, String extension) throws Exception {
        String channel = call.legs().get(0).channel().name();
        return connection.commands().redirect(new PbxCommands.Redirect(channel, "claim", extension)).toCompletableFuture()
                .get(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private PhoneCall ended(String linkedId) {
        return told.await(call -> call.ended() && call.linkedId().equals(linkedId));
    }

    private static double soFar(Path wav) {
        try {
            return Files.exists(wav) ? seconds(wav) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double seconds(Path wav) throws IOException {
        return (Files.size(wav) - 44) / 16_000.0;
    }

    /** The extensions, the trunk and the group of the lab. */
    private static final class Telephones implements Numbering {
        @Override
        public Optional<Peer> peer(String technology, String peerName) {
            Peer.Type type = peerName.equals("trunk") ? Peer.Type.TRUNK : Peer.Type.EXTENSION;
            return Optional.of(new Peer(peerName, "PBX", technology, peerName, type, Optional.empty(), Optional.empty(), Optional.empty(), true));
        }

        @Override
        public Optional<String> groupOfNumber(String context, String extension) {
            return context.equals("from-trunk") && extension.equals("5000") ? Optional.of("SUPPORT") : Optional.empty();
        }

        @Override
        public Optional<String> groupOfQueue(String queue) {
            return Optional.empty();
        }

        @Override
        public Optional<String> groupOfUserEvent(String userEvent, String extension) {
            return Optional.empty();
        }

        @Override
        public Contexts contexts() {
            return CONTEXTS;
        }
    }
}
