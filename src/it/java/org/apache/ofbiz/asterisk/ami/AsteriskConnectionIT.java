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
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.startsWith;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.ofbiz.asterisk.ami.retry.ConnectPolicy;
import org.apache.ofbiz.asterisk.call.DiscoveredPeer;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.PbxCommands.Failure;
import org.apache.ofbiz.asterisk.call.PbxCommands.Originate;
import org.apache.ofbiz.asterisk.call.PbxCommands.Redirect;
import org.apache.ofbiz.asterisk.call.PbxCommands.Result;
import org.apache.ofbiz.asterisk.call.PbxServer;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.PhoneCall.State;
import org.apache.ofbiz.asterisk.call.tracking.CallThread;
import org.apache.ofbiz.asterisk.call.tracking.TestNumbering;
import org.apache.ofbiz.asterisk.fixture.TestRules;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Connection and tracker on a real Asterisk, as the lean AMI user: each story ends as a person would tell it. */
@Tag("asterisk")
class AsteriskConnectionIT {

    private static final String NUMBER = "3725550000";
    private static AsteriskLab lab;

    private final BlockingQueue<PhoneCall> told = new LinkedBlockingQueue<>();
    private final BlockingQueue<List<DiscoveredPeer>> peers = new LinkedBlockingQueue<>();
    private CallThread calls;
    private AsteriskConnection connection;

    @BeforeAll
    static void startAsterisk() {
        lab = AsteriskLab.start(2);
    }

    @AfterAll
    static void stopAsterisk() {
        lab.close();
    }

    @BeforeEach
    void connect() throws InterruptedException {
        calls = new CallThread("PBX", new TestNumbering(), (what, cause) -> {
            throw new AssertionError(what, cause);
        });
        calls.addListener((call, event) -> told.add(call));
        calls.start();
        AsteriskLab.Ami ami = lab.ami();
        PbxServer server = new PbxServer("PBX", ami.host(), ami.port(), false, Optional.empty(), ami.user(), ami.secret(),
                new TestNumbering().contexts(), lab.recordingsFolder().toString());
        connection = new AsteriskConnection(server, TestRules::now, ConnectPolicy.DEFAULT, calls, (id, found) -> peers.add(found.peers()));
        connection.start();
        assertThat("peers listed", peers.poll(10, TimeUnit.SECONDS), containsInAnyOrder(
                new DiscoveredPeer("PJSIP", "1001", Peer.Type.EXTENSION, "internal", "Agent 1001"),
                new DiscoveredPeer("PJSIP", "1002", Peer.Type.EXTENSION, "internal", "Agent 1002"),
                new DiscoveredPeer("PJSIP", "1003", Peer.Type.EXTENSION, "internal", "Agent 1003"),
                new DiscoveredPeer("PJSIP", "trunk", Peer.Type.TRUNK, "from-trunk")));
    }

    @AfterEach
    void disconnect() {
        connection.close();
        calls.close();
    }

    @Test
    void aClickToCallIsAnsweredAndRecorded() throws Exception {
        lab.phone("1001").answers();
        lab.trunk().answersAndHangsUpAfter(Duration.ofSeconds(1));
        String id = originate("1001");

        PhoneCall end = end();

        assertThat(end.callId(), is("PBX:" + id));
        assertThat(end.outcome(), is(Optional.of(Outcome.ANSWERED)));
        assertThat(end.answeredBy().get().name(), is("1001"));
        assertThat(end.dialedNumber(), is(NUMBER));
        assertThat(end.recordingFile().get(), is(recording(id)));
        assertThat(Duration.between(end.answeredAt().get(), end.endedAt().get()), lessThan(Duration.ofSeconds(2)));
    }

    @Test
    void thePhoneIsBusyDeclinesOrIsNotThere() throws Exception {
        lab.phone("1001").isBusy();
        assertThat(outcomeOfOriginate("1001"), is(Outcome.EXTENSION_BUSY));
        lab.phone("1001").declines();
        assertThat(outcomeOfOriginate("1001"), is(Outcome.EXTENSION_DECLINED));
        lab.phone("1001").unregisters();
        assertThat(outcomeOfOriginate("1001"), is(Outcome.EXTENSION_UNREGISTERED));
        lab.phone("1001").ringsForever();
        assertThat(outcomeOfOriginate("1001"), is(Outcome.EXTENSION_NO_ANSWER));
    }

    @Test
    void theNumberIsBusyDeclinesIsUnknownOrCongested() throws Exception {
        lab.phone("1001").answers();
        lab.trunk().isBusy();
        assertThat(outcomeOfOriginate("1001"), is(Outcome.BUSY));
        lab.trunk().declines();
        assertThat(outcomeOfOriginate("1001"), is(Outcome.DECLINED));
        lab.trunk().knowsNoSuchNumber();
        assertThat(outcomeOfOriginate("1001"), is(Outcome.NUMBER_UNKNOWN));
        lab.trunk().isCongested();
        assertThat(outcomeOfOriginate("1001"), is(Outcome.CONGESTED));
    }

    @Test
    void theUserHangsUpWhileTheNumberRings() throws Exception {
        lab.phone("1001").answers();
        lab.trunk().ringsForever();
        originate("1001");
        PhoneCall ringing = next(call -> call.state() == State.RINGING && call.trunk().isPresent());

        assertThat(await(connection.commands().hangup(ringing.legs().get(0).channel().name())).ok(), is(true));

        assertThat(end().outcome(), is(Optional.of(Outcome.CANCELLED)));
    }

    @Test
    void aCallerIsClaimedAndTalks() throws Exception {
        lab.phone("1002").answers();
        lab.caller("+3725551234").dials("5000");
        PhoneCall waiting = next(call -> call.state() == State.WAITING);

        claim(waiting, "1002");

        PhoneCall talking = next(call -> call.state() == State.TALKING);
        assertThat(talking.answeredBy().get().name(), is("1002"));
        assertThat(talking.groupId(), is(Optional.of("SUPPORT")));
        assertThat(talking.recordingFile().get(), startsWith(lab.recordingsFolder().toString()));
        await(connection.commands().hangup(talking.customerLeg().get().channel().name()));
        assertThat(end().outcome(), is(Optional.of(Outcome.ANSWERED)));
    }

    @Test
    void aClaimThatComesToNothingGoesBackToWaitingUntilTheCallerGivesUp() throws Exception {
        lab.phone("1001").ringsForever();
        lab.phone("1002").declines();
        lab.phone("1003").unregisters();
        lab.caller("+3725551234").dialsAndHangsUp("5000", Duration.ofSeconds(6));
        PhoneCall waiting = next(call -> call.state() == State.WAITING);

        assertThat(failureOfClaim(waiting, "1001"), is(Optional.of(Outcome.EXTENSION_NO_ANSWER)));
        assertThat(failureOfClaim(waiting, "1002"), is(Optional.of(Outcome.EXTENSION_DECLINED)));
        claim(waiting, "1003");
        next(call -> call.state() == State.WAITING);

        PhoneCall end = end();
        assertThat(end.toString(), end.outcome(), is(Optional.of(Outcome.ABANDONED)));
    }

    @Test
    void commandsForWhatIsNotThereAreRefusedInOurWords() throws Exception {
        assertThat(failure(connection.commands().hangup("PJSIP/1001-deadbeef")), is(Failure.Kind.CHANNEL_GONE));
        assertThat(failure(connection.commands().redirect(new Redirect("PJSIP/1001-deadbeef", "claim", "1001"))), is(Failure.Kind.CHANNEL_GONE));
        assertThat(failure(connection.commands().originate(new Originate("ofbiz-" + UUID.randomUUID(), "PJSIP/1001", "nosuch", NUMBER, "1001", "",
                Duration.ofSeconds(5), Map.of()))), is(Failure.Kind.NO_SUCH_EXTENSION));
    }

    @Test
    void aCallInProgressIsFoundAfterAReconnect() throws Exception {
        lab.phone("1002").answers();
        lab.caller("+3725551234").dials("5000");
        claim(next(call -> call.state() == State.WAITING), "1002");
        next(call -> call.state() == State.TALKING);
        disconnect();
        told.clear();

        connect();

        PhoneCall found = next(call -> call.state() == State.TALKING);
        assertThat(found.answeredBy().get().name(), is("1002"));
        assertThat(found.unseen(), is(true));
        await(connection.commands().hangup(found.customerLeg().get().channel().name()));
        end();
    }

    @Test
    void aCallOnHoldIsFoundOnHoldAfterAReconnect() throws Exception {
        lab.phone("1002").answersAndHoldsFor(Duration.ofSeconds(5));
        lab.caller("+3725551234").dials("5000");
        claim(next(call -> call.state() == State.WAITING), "1002");
        next(call -> call.state() == State.HELD);
        disconnect();
        told.clear();

        connect();

        next(call -> call.state() == State.HELD);
        PhoneCall resumed = next(call -> call.state() == State.TALKING);
        assertThat(resumed.holdTime(), greaterThan(Duration.ofSeconds(1)));
        await(connection.commands().hangup(resumed.customerLeg().get().channel().name()));
        end();
    }

    private Outcome outcomeOfOriginate(String extension) throws Exception {
        originate(extension);
        return end().outcome().orElseThrow();
    }

    private String originate(String extension) throws Exception {
        String id = "ofbiz-" + UUID.randomUUID();
        Result result = await(connection.commands().originate(new Originate(id, "PJSIP/" + extension, "outbound", NUMBER, extension, "Desk",
                Duration.ofSeconds(3), Map.of("CALL_RECORDING_FILE", recording(id)))));
        assertThat(result, is(Result.SUCCESS));
        return id;
    }

    private static String recording(String id) {
        return lab.recordingsFolder().resolve(id + ".wav").toString();
    }

    private void claim(PhoneCall waiting, String extension) throws Exception {
        told.clear();
        Redirect claim = new Redirect(waiting.customerLeg().get().channel().name(), "claim", extension);
        assertThat(await(connection.commands().redirect(claim)), is(Result.SUCCESS));
    }

    private Optional<Outcome> failureOfClaim(PhoneCall waiting, String extension) throws Exception {
        claim(waiting, extension);
        PhoneCall back = next(call -> call.state() == State.WAITING
                && call.lastExtensionLeg().filter(leg -> extension.equals(leg.channel().peerName())).isPresent());
        return back.lastExtensionLeg().get().extensionFailure();
    }

    private PhoneCall end() throws InterruptedException {
        return next(PhoneCall::ended);
    }

    private PhoneCall next(Predicate<PhoneCall> wanted) throws InterruptedException {
        while (true) {
            PhoneCall call = told.poll(15, TimeUnit.SECONDS);
            assertThat("the call was told as expected in 15 s", call != null, is(true));
            if (wanted.test(call)) {
                return call;
            }
        }
    }

    private static Failure.Kind failure(CompletionStage<Result> answer) throws Exception {
        return await(answer).failure().orElseThrow().kind();
    }

    private static Result await(CompletionStage<Result> answer) throws Exception {
        return answer.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
