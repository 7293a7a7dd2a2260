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
package org.apache.ofbiz.asterisk.ami.retry;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionFailure;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionFault;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionReason.Code;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionReason;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionState;
import org.apache.ofbiz.asterisk.call.PbxServer;
import org.apache.ofbiz.base.util.Debug;

/** Keeps one server connected: a thread of its own connects, waits for the end, and connects again as the policy allows. Thread-safe. */
public final class RetryLoop implements AutoCloseable {

    public static final String NOT_OURS = "this OFBiz node doesn't hold the lease of the server now";
    private static final String MODULE = RetryLoop.class.getName();
    private static final long LOOK_MILLIS = 200;

    private final PbxServer server;
    private final ConnectPolicy policy;
    private final BooleanSupplier mayAct;
    private final Clock clock;
    private final AtomicReference<ConnectionState> state;
    /** Keeps connected; from {@link #start} on. */
    private volatile Optional<Thread> connector = Optional.empty();
    private final CountDownLatch closing = new CountDownLatch(1);

    /** One connection, from login to its end. */
    @FunctionalInterface
    public interface Attempt {

        /**
         * @return why it ended
         * @throws IOException if it did not come about
         */
        ConnectionReason beConnected() throws IOException, InterruptedException;
    }

    /** Why a connection ended, or did not come about. */
    private record Ended(ConnectionReason why, ConnectionFault fault) {
    }

    /** @param mayAct whether this node has the lease of the server; must not wait */
    public RetryLoop(PbxServer server, ConnectPolicy policy, BooleanSupplier mayAct, Clock clock) {
        this.server = server;
        this.policy = policy;
        this.mayAct = mayAct;
        this.clock = clock;
        this.state = new AtomicReference<>(new ConnectionState(ConnectionState.Phase.DISCONNECTED, clock.instant(),
                ConnectionReason.of(Code.NOT_STARTED), "", Optional.empty()));
    }

    /** Begins to connect; returns at once, whether the server is there or not. */
    public void start(Attempt attempt) {
        Thread started = new Thread(() -> keepConnected(attempt), "asterisk-connection-" + server.serverId());
        started.setDaemon(true);
        connector = Optional.of(started);
        started.start();
    }

    public ConnectionState state() {
        return state.get();
    }

    /** How the attempt that runs has come along. @param version of Asterisk; empty where unknown */
    public void become(ConnectionState.Phase phase, ConnectionReason reason, String version, Optional<ConnectionFault> fault) {
        state.set(new ConnectionState(phase, clock.instant(), reason, version, fault));
    }

    /** Nothing is tried from now on, and the attempt that runs is interrupted. The state stays as it is. */
    @Override
    public void close() {
        closing.countDown();
        connector.ifPresent(Thread::interrupt);
    }

    private void keepConnected(Attempt attempt) {
        int failures = 0;
        int unchanged = 0;
        while (awaitLease()) {
            Ended ended;
            try {
                become(ConnectionState.Phase.CONNECTING, ConnectionReason.of(Code.CONNECTING, "server", server.toString()), "", Optional.empty());
                ended = new Ended(attempt.beConnected(), ConnectionFault.AWAY);
                failures = 1;
            } catch (IOException e) {
                ended = new Ended(ConnectionReason.of(e), ConnectionFailure.faultOf(e));
                failures++;
            } catch (InterruptedException whenClosed) {
                return;
            } catch (RuntimeException e) {
                Debug.logError(e, "Unexpected error on the connection to " + server, MODULE);
                ended = new Ended(ConnectionReason.of(e), ConnectionFault.AWAY);
                failures++;
            }
            unchanged = ended.fault().staysUntilChanged() ? unchanged + 1 : 0;
            if (!pause(ended, failures, policy.pauseAfter(failures, unchanged))) {
                return;
            }
        }
    }

    /** Without the lease of the server nothing is tried, and no time without it counts as a failure. @return false once this is closed */
    private boolean awaitLease() {
        if (!closed() && !mayAct.getAsBoolean()) {
            become(ConnectionState.Phase.DISCONNECTED, ConnectionReason.of(new IOException(NOT_OURS)), "",
                    Optional.of(ConnectionFault.AWAY));
        }
        try {
            while (!mayAct.getAsBoolean() && !closing.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                continue; // until this node has it again
            }
            return !closed();
        } catch (InterruptedException whenClosed) {
            return false;
        }
    }

    /** @return false when there is no further try */
    private boolean pause(Ended ended, int failures, Duration pause) {
        if (closed()) {
            return false;
        }
        if (policy.givesUpAfter(failures)) {
            become(ConnectionState.Phase.GAVE_UP, ended.why(), "", Optional.of(ended.fault()));
            Debug.logError("Asterisk server " + server + " stopped after all reconnect attempts: " + ended.why().text(), MODULE);
            return false;
        }
        ConnectionReason retry = new ConnectionReason(Code.RETRY, Map.of("why", ended.why(),
                "pause", pause.toMinutes() > 1 ? pause.toMinutes() + " min" : pause.toSeconds() + " s"));
        become(ConnectionState.Phase.DISCONNECTED, retry, "", Optional.of(ended.fault()));
        Debug.logWarning("Asterisk server " + server + " is not connected: " + retry.text(), MODULE);
        try {
            return !closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException whenClosed) {
            return false;
        }
    }

    private boolean closed() {
        return closing.getCount() == 0;
    }
}
