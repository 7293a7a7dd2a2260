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
package org.apache.ofbiz.asterisk.flows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.apache.ofbiz.asterisk.ami.AsteriskConnection;
import org.apache.ofbiz.asterisk.ami.PatientConnection;
import org.apache.ofbiz.asterisk.ami.retry.ConnectPolicy;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.DiscoveredPeer;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.PbxCommands;
import org.apache.ofbiz.asterisk.call.PbxServer;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.tracking.CallThread;
import org.apache.ofbiz.asterisk.call.tracking.TestNumbering;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Heard;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;

/** The component's own connection and call thread, logged in as one AMI user, and all that it saw since {@link #forget}. */
final class Witness implements AutoCloseable {

    private final String user;
    private final AsteriskConnection connection;
    private final CallThread calls;
    private final List<Throwable> problems = new CopyOnWriteArrayList<>();
    private final List<DiscoveredPeer> peers = new CopyOnWriteArrayList<>();
    private volatile Seen seen = new Seen();

    /** Since the flow began. */
    private static final class Seen {
        private final Heard<PhoneCall> told = new Heard<>();
        private final List<CallEvent> events = Collections.synchronizedList(new ArrayList<>());
    }

    private Witness(AsteriskLab.Ami ami, ConnectPolicy policy) {
        user = ami.user();
        Numbering numbering = new TestNumbering();
        PbxServer server = new PbxServer("PBX", ami.host(), ami.port(), false, Optional.empty(), ami.user(), ami.secret(),
                numbering.contexts(), "");
        calls = new CallThread("PBX", numbering, (what, cause) -> problems.add(new AssertionError(what, cause)));
        calls.addListener((call, event) -> seen.told.add(call));
        calls.start();
        connection = PatientConnection.to(server, policy, this::heard, (serverId, listed) -> peers.addAll(listed.peers()));
        connection.start();
    }

    /** Begins to connect. */
    static Witness begin(AsteriskLab.Ami ami, ConnectPolicy policy) {
        return new Witness(ami, policy);
    }

    /** Is connected. */
    static Witness of(AsteriskLab.Ami ami) {
        Witness witness = begin(ami, ConnectPolicy.DEFAULT);
        witness.awaitConnected();
        return witness;
    }

    private void heard(CallEvent event) {
        seen.events.add(event);
        calls.accept(event);
    }

    void awaitConnected() {
        Await.untilTrue(() -> connection.state().connected(), () -> user + ": " + connection.state());
    }

    /** From now on only what happens now counts. */
    void forget() {
        seen = new Seen();
        problems.clear();
    }

    AsteriskConnection connection() {
        return connection;
    }

    List<DiscoveredPeer> peers() {
        return peers;
    }

    /** Every event, in order. */
    List<CallEvent> events() {
        synchronized (seen.events) {
            return List.copyOf(seen.events);
        }
    }

    /** The first snapshot that fits, of all that came or will come. */
    PhoneCall await(Predicate<PhoneCall> fits) {
        return seen.told.await(fits);
    }

    /** Waits until so many calls have ended. */
    void awaitEnded(int count) {
        Await.untilTrue(() -> calls().stream().filter(PhoneCall::ended).count() >= count, () -> user + " knows " + calls());
    }

    /** Waits until no call is open any more. */
    void awaitNothingOpen() {
        Await.untilTrue(() -> calls().stream().allMatch(PhoneCall::ended), () -> user + " still has open " + calls());
    }

    /** Every call as it is now, in order of appearance. */
    List<PhoneCall> calls() {
        Map<String, PhoneCall> latest = new LinkedHashMap<>();
        seen.told.all().forEach(call -> latest.put(call.callId(), call));
        return List.copyOf(latest.values());
    }

    /** What the component threw while it followed the calls. */
    List<Throwable> problems() {
        return problems;
    }

    /** Returns once everything is here that the PBX has sent so far: answers go through the same socket as events, behind them. */
    void catchUp() {
        for (int twice = 0; twice < 2; twice++) {
            PbxCommands.Result result = connection.commands().hangup("PJSIP/nobody-00000000").toCompletableFuture().join();
            if (result.failure().filter(failure -> failure.kind() == PbxCommands.Failure.Kind.CHANNEL_GONE).isEmpty()) {
                throw new AssertionError(user + ": " + result);
            }
        }
        Await.untilTrue(() -> calls.backlog() == 0, () -> "events wait");
    }

    @Override
    public String toString() {
        return user;
    }

    @Override
    public void close() {
        connection.close();
        calls.close();
    }
}
