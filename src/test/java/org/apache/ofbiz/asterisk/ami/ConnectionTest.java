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
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.ofbiz.asterisk.ami.retry.ConnectPolicy;
import org.apache.ofbiz.asterisk.ami.wire.AmiSession;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionState.Phase;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.DiscoveredPeer;
import org.apache.ofbiz.asterisk.call.PbxServer;
import org.apache.ofbiz.asterisk.fixture.PbxPlayer;
import org.apache.ofbiz.asterisk.fixture.TestRules;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A connection to a PBX on a real loopback socket, which ends with the test. */
abstract class ConnectionTest {

    static {
        PbxPlayer.allowAnyPort();
    }

    static final AmiSession.Limits QUICK =
            new AmiSession.Limits(Duration.ofMillis(800), Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(5));
    static final ConnectPolicy AT_ONCE =
            new ConnectPolicy(ConnectPolicy.UNLIMITED, Duration.ofMillis(20), Duration.ofMillis(50), ConnectPolicy.UNCHANGED_PAUSE);
    static final ConnectPolicy NEVER_AGAIN =
            new ConnectPolicy(0, Duration.ofMillis(20), Duration.ofMillis(50), ConnectPolicy.UNCHANGED_PAUSE);

    private final BlockingQueue<CallEvent> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<List<DiscoveredPeer>> peers = new LinkedBlockingQueue<>();
    private PbxPlayer pbx;
    private AsteriskConnection connection;

    @BeforeEach
    final void givenAPbx() throws IOException {
        pbx = new PbxPlayer();
    }

    @AfterEach
    final void hangUp() throws IOException {
        if (connection != null) {
            connection.close();
        }
        pbx.close();
    }

    final PbxPlayer pbx() {
        return pbx;
    }

    final AsteriskConnection connection() {
        return connection;
    }

    /** What the connection told and nobody has asked for yet. */
    final BlockingQueue<CallEvent> events() {
        return events;
    }

    final BlockingQueue<List<DiscoveredPeer>> peers() {
        return peers;
    }

    final void connect(PbxServer server, ConnectPolicy policy) {
        connect(server, policy, QUICK);
    }

    final void connect(PbxServer server, ConnectPolicy policy, AmiSession.Limits limits) {
        connection = new AsteriskConnection(server, TestRules::now, policy,
                events::add, (id, found) -> peers.add(found.peers()), limits, Clock.systemUTC());
        connection.start();
    }

    final void connected() throws InterruptedException {
        connect(pbx.server(), AT_ONCE);
        pbx.awaitLogin();
        awaitPhase(Phase.CONNECTED);
        assertThat(next(), is(instanceOf(CallEvent.Resynchronised.class)));
    }

    final CallEvent next() throws InterruptedException {
        CallEvent event = events.poll(10, TimeUnit.SECONDS);
        assertThat("an event arrives", event != null, is(true));
        return event;
    }

    final void awaitPhase(Phase... phases) {
        Eventually.isTrue(() -> List.of(phases).contains(connection.state().phase()), "phase " + List.of(phases));
    }
}
