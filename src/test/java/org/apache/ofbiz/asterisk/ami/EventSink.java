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

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.ofbiz.asterisk.ami.retry.ConnectPolicy;
import org.apache.ofbiz.asterisk.ami.wire.AmiSession;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionState.Phase;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.PbxServer;
import org.apache.ofbiz.asterisk.fixture.PbxPlayer;
import org.apache.ofbiz.asterisk.fixture.TestRules;

/** The events that a connection handed on, in order. */
final class EventSink implements Consumer<CallEvent> {

    static final AmiSession.Limits PATIENT =
            new AmiSession.Limits(Duration.ofSeconds(10), Duration.ofMillis(200), Duration.ofSeconds(8), Duration.ofSeconds(15));
    static final ConnectPolicy AT_ONCE =
            new ConnectPolicy(ConnectPolicy.UNLIMITED, Duration.ofMillis(20), Duration.ofMillis(50), ConnectPolicy.UNCHANGED_PAUSE);

    private final BlockingQueue<CallEvent> events = new LinkedBlockingQueue<>();

    @Override
    public void accept(CallEvent event) {
        events.add(event);
    }

    /** Begins to connect and to hear. */
    AsteriskConnection connect(PbxServer server) {
        return connect(server, this);
    }

    static AsteriskConnection connect(PbxServer server, Consumer<CallEvent> sink) {
        AsteriskConnection connection = new AsteriskConnection(server, TestRules::now, AT_ONCE, sink, (id, peers) -> { }, PATIENT, Clock.systemUTC());
        connection.start();
        return connection;
    }

    /** Waits for the log-in and the list of channels. */
    void connected(AsteriskConnection connection, PbxPlayer pbx) throws InterruptedException {
        pbx.awaitLogin();
        Eventually.isTrue(() -> connection.state().phase() == Phase.CONNECTED, "connected");
        if (!(next() instanceof CallEvent.Resynchronised)) {
            throw new AssertionError("the list of channels does not come first");
        }
    }

    CallEvent next() throws InterruptedException {
        CallEvent event = events.poll(20, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("in 20 s no event");
        }
        return event;
    }

    /** What comes up to the hang-up of this channel. */
    List<CallEvent> untilHangupOf(String uniqueId) throws InterruptedException {
        List<CallEvent> all = new ArrayList<>();
        CallEvent next;
        do {
            next = next();
            all.add(next);
        } while (!(next instanceof CallEvent.HungUp hungUp && hungUp.channel().uniqueId().equals(uniqueId)));
        return all;
    }

    /** What waits to be looked at. */
    int count() {
        return events.size();
    }
}
