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
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.ofbiz.asterisk.ami.retry.ConnectPolicy;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.PbxCommands.Originate;
import org.apache.ofbiz.asterisk.call.PbxCommands.Redirect;
import org.apache.ofbiz.asterisk.call.PbxCommands.Result;
import org.apache.ofbiz.asterisk.call.PbxServer;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.PhoneCall.State;
import org.apache.ofbiz.asterisk.call.tracking.CallThread;
import org.apache.ofbiz.asterisk.call.tracking.TestNumbering;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.TcpProxy;
import org.apache.ofbiz.asterisk.fixture.TestRules;
import org.apache.ofbiz.asterisk.lab.AmiProbe;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;
import org.apache.ofbiz.asterisk.lab.Breakdown;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A real Asterisk, and a network, that fail while calls run: noticed within 5 s, and afterwards every call is right. */
@Tag("asterisk")
class AsteriskFaultsIT {

    private static final Duration NOTICED_WITHIN = Duration.ofSeconds(5);
    private static final ConnectPolicy SOON =
            new ConnectPolicy(ConnectPolicy.UNLIMITED, Duration.ofMillis(200), Duration.ofSeconds(1), ConnectPolicy.UNCHANGED_PAUSE);

    /** Every call that was ever told, as it was told last; and how often its end was. */
    private final Map<String, PhoneCall> calls = new ConcurrentHashMap<>();
    private final AtomicInteger ends = new AtomicInteger();
    private final CountDownLatch peersListed = new CountDownLatch(1);
    private AsteriskLab lab;
    private Breakdown asterisk;
    private TcpProxy network;
    private CallThread thread;
    private AsteriskConnection connection;

    @BeforeEach
    void connect() throws Exception {
        lab = AsteriskLab.start(5);
        asterisk = new Breakdown(lab);
        network = new TcpProxy(lab.ami().port());
        thread = new CallThread("PBX", new TestNumbering(), (what, cause) -> {
            throw new AssertionError(what, cause);
        });
        thread.addListener((call, event) -> {
            calls.put(call.callId(), call);
            ends.addAndGet(call.ended() ? 1 : 0);
        });
        thread.start();
        AsteriskLab.Ami ami = lab.ami();
        PbxServer server = new PbxServer("PBX", ami.host(), network.port(), false, Optional.empty(), ami.user(), ami.secret(),
                new TestNumbering().contexts(), lab.recordingsFolder().toString());
        connection = new AsteriskConnection(server, TestRules::now, SOON, thread, (id, found) -> peersListed.countDown());
        connection.start();
        awaitConnected(1);
    }

    @AfterEach
    void disconnect() throws Exception {
        connection.close();
        thread.close();
        network.close();
        asterisk.thaw();
        lab.close();
    }

    @Test
    void callsOfAKilledAsteriskAreClosedAndNewOnesFollowed() throws Exception {
        PhoneCall talking = talking();
        PhoneCall waiting = waiting("+3725550002");
        PhoneCall clicked = clicked();
        assertThat("before: open", open(), is(3L));
        assertThat("before: ended", ends.get(), is(0));

        asterisk.kill();
        assertThat(timeUntilNoticed(), is(lessThan(NOTICED_WITHIN)));
        assertThat("nobody knows yet what became of them", ends.get(), is(0));
        asterisk.startAgain();
        awaitConnected(2);

        await(() -> open() == 0, "no call is open");
        assertThat("after: each ended once", ends.get(), is(3));
        assertThat(calls.values().stream().filter(PhoneCall::unseen).count(), is(3L));
        assertThat(now(talking).outcome(), is(Optional.of(Outcome.ANSWERED)));
        assertThat(now(waiting).outcome(), is(Optional.of(Outcome.ABANDONED)));
        assertThat(now(clicked).outcome().isPresent(), is(true));
        PhoneCall next = waiting("+3725550003");
        assertThat(now(next).unseen(), is(false));
        assertThat(lost(), is(0L));
    }

    @Test
    void callsOfAFrozenAsteriskGoOn() throws Exception {
        PhoneCall talking = talking();
        lab.caller("+3725550002").dialsAndHangsUp("5000", Duration.ofSeconds(4));
        PhoneCall leaving = any(call -> call.state() == State.WAITING);
        PhoneCall staying = waiting("+3725550003");
        assertThat("before: open", open(), is(3L));

        long frozen = System.nanoTime();
        asterisk.freeze();
        assertThat(timeUntilNoticed(), is(lessThan(NOTICED_WITHIN)));
        await(() -> System.nanoTime() - frozen > TimeUnit.SECONDS.toNanos(8), "eight seconds are over");
        asterisk.thaw();
        awaitConnected(2);

        await(() -> now(leaving).ended(), "the end of the one who hung up meanwhile is known");
        assertThat("after: open", open(), is(2L));
        assertThat("after: ended", ends.get(), is(1));
        assertThat(now(leaving).outcome(), is(Optional.of(Outcome.ABANDONED)));
        assertThat(now(talking).state(), is(State.TALKING));
        assertThat(now(staying).state(), is(State.WAITING));
        assertThat(now(staying).groupId(), is(Optional.of("SUPPORT")));
        claim(staying, "1001");
        await(() -> now(staying).state() == State.TALKING, "who waited through it is claimed and talks");
        hangUp(talking);
        hangUp(staying);
        assertThat("calls in all", calls.size(), is(3));
        assertThat("each ended once", ends.get(), is(3));
        assertThat(lost(), is(0L));
    }

    @Test
    void aConnectionCutInTheMiddleOfAnEventLosesNoCall() throws Exception {
        lab.phone("1002").answers();
        PhoneCall call = waiting("+3725550001");
        var cut = network.cutBehind("Event: BridgeEnter\r\nPriv");
        long before = connection.health().unreadable();

        claim(call, "1002");
        assertThat("cut", cut.await(20, TimeUnit.SECONDS), is(true));
        awaitConnected(2);

        await(() -> now(call).state() == State.TALKING, "found talking");
        assertThat("half an event", connection.health().unreadable() - before, is(1L));
        assertThat("open", open(), is(1L));
        hangUp(call);
        assertThat(now(call).outcome(), is(Optional.of(Outcome.ANSWERED)));
        assertThat("calls in all", calls.size(), is(1));
        assertThat("ended once", ends.get(), is(1));
        assertThat(lost(), is(0L));
    }

    @Test
    void aNetworkThatSwallowsEverythingIsNoticed() throws Exception {
        PhoneCall talking = talking();
        lab.caller("+3725550002").dialsAndHangsUp("5000", Duration.ofSeconds(2));
        PhoneCall leaving = any(call -> call.state() == State.WAITING);

        network.stall();
        assertThat(timeUntilNoticed(), is(lessThan(NOTICED_WITHIN)));
        assertThat("not known", now(leaving).ended(), is(false));
        network.heal();
        awaitConnected(2);

        await(() -> now(leaving).ended(), "the one who left meanwhile is closed");
        assertThat(now(leaving).unseen(), is(true));
        assertThat(now(leaving).outcome(), is(Optional.of(Outcome.ABANDONED)));
        assertThat(now(talking).state(), is(State.TALKING));
        assertThat("open", open(), is(1L));
        assertThat("ended", ends.get(), is(1));
        hangUp(talking);
        assertThat("calls in all", calls.size(), is(2));
        assertThat(lost(), is(0L));
    }

    @Test
    void whoWaitsInAQueueIsFoundThere() throws Exception {
        lab.caller("+3725550001").dials("5001");
        PhoneCall queued = any(call -> call.state() == State.WAITING);
        assertThat(queued.groupId(), is(Optional.of("SUPPORT")));
        connection.close();
        thread.close();
        calls.clear();
        int callsBefore = calls.size();

        connectAnew();

        PhoneCall found = any(call -> call.state() == State.WAITING && call.groupId().isPresent());
        assertThat(found.callId(), is(queued.callId()));
        assertThat(found.groupId(), is(Optional.of("SUPPORT")));
        assertThat(found.unseen(), is(true));
        assertThat(calls.size(), is(not(callsBefore)));
    }

    @Test
    void whoCameWhileNobodyWasConnectedWaitsForTheGroupOfTheirNumber() throws Exception {
        connection.close();
        AsteriskLab.Ami ami = lab.ami("everything");
        try (AmiProbe pbx = AmiProbe.connect(ami.host(), ami.port(), ami.user(), ami.secret())) {
            lab.caller("+3725550001").dials("5000");
            pbx.await(event -> event.isEvent("MusicOnHoldStart"));
        }
        thread.close();

        connectAnew();

        PhoneCall found = any(call -> call.state() == State.WAITING);
        assertThat(found.groupId(), is(Optional.of("SUPPORT")));
        assertThat(found.dialedNumber(), is("5000"));
    }

    @Test
    void thePbxSendsWhatWeAskForOnly() throws Exception {
        awaitAllThatIsAskedAtTheLogin();
        long before = connection.health().events();
        PhoneCall call = talking();
        hangUp(call);

        long events = connection.health().events() - before;
        // pings are answered meanwhile, too
        assertThat("of " + events, events, is(lessThan(60L)));
        assertThat(events, is(greaterThanOrEqualTo(10L)));
    }

    /** Peers, rights and contexts; the PBX answers in order, so a last question is answered last. */
    private void awaitAllThatIsAskedAtTheLogin() throws Exception {
        assertThat("the peers are listed", peersListed.await(30, TimeUnit.SECONDS), is(true));
        await(() -> connection.rights().isPresent(), "the rights are known");
        connection.commands().contexts(new TestNumbering().contexts().all()).toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    /** As after a restart of OFBiz: nothing is known. */
    private void connectAnew() {
        thread = new CallThread("PBX", new TestNumbering(), (what, cause) -> { });
        thread.addListener((call, event) -> calls.put(call.callId(), call));
        thread.start();
        AsteriskLab.Ami ami = lab.ami();
        connection = new AsteriskConnection(new PbxServer("PBX", ami.host(), network.port(), false, Optional.empty(), ami.user(), ami.secret(),
                new TestNumbering().contexts(), lab.recordingsFolder().toString()), TestRules::now, SOON, thread, (id, found) -> { });
        connection.start();
    }

    private PhoneCall talking() throws Exception {
        lab.phone("1002").answers();
        PhoneCall waiting = waiting("+3725550001");
        claim(waiting, "1002");
        await(() -> now(waiting).state() == State.TALKING, "talking");
        return now(waiting);
    }

    private PhoneCall waiting(String number) {
        lab.phone("1001").answers();
        List<String> known = List.copyOf(calls.keySet());
        lab.caller(number).dials("5000");
        return any(call -> !known.contains(call.callId()) && call.state() == State.WAITING);
    }

    private PhoneCall clicked() throws Exception {
        lab.phone("1003").answers();
        lab.trunk().ringsForever();
        String id = "ofbiz-" + UUID.randomUUID();
        done(connection.commands().originate(new Originate(id, "PJSIP/1003", "outbound", "3725550009", "1003", "Desk", Duration.ofSeconds(20),
                Map.of())));
        return any(call -> call.callId().equals("PBX:" + id) && call.trunk().isPresent());
    }

    private void claim(PhoneCall waiting, String extension) throws Exception {
        done(connection.commands().redirect(new Redirect(waiting.customerLeg().get().channel().name(), "claim", extension)));
    }

    private void hangUp(PhoneCall call) throws Exception {
        done(connection.commands().hangup(now(call).customerLeg().get().channel().name()));
        await(() -> now(call).ended(), "ended");
    }

    private static void done(CompletionStage<Result> answer) throws Exception {
        assertThat(answer.toCompletableFuture().get(10, TimeUnit.SECONDS), is(Result.SUCCESS));
    }

    private PhoneCall now(PhoneCall call) {
        return calls.get(call.callId());
    }

    private PhoneCall any(Predicate<PhoneCall> wanted) {
        return Await.until(() -> calls.values().stream().filter(call -> !call.ended()).filter(wanted).findFirst(), calls::toString);
    }

    private long open() {
        return calls.values().stream().filter(call -> !call.ended()).count();
    }

    private long lost() {
        return connection.health().lost();
    }

    private Duration timeUntilNoticed() {
        long begin = System.nanoTime();
        await(() -> !connection.state().connected(), "noticed");
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private void awaitConnected(long times) {
        await(() -> connection.state().connected() && connection.health().resynchronised() >= times, "connected");
    }

    private void await(BooleanSupplier condition, String what) {
        Await.untilTrue(condition, () -> "not " + what + ": " + connection.state() + calls);
    }
}
