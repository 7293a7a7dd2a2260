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
package org.apache.ofbiz.asterisk.center.standby;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.ofbiz.asterisk.ami.standby.PbxProbe;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionFault;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionReason;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionState;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.PbxServer;
import org.apache.ofbiz.asterisk.call.standby.PbxPair;
import org.apache.ofbiz.asterisk.call.standby.Side;
import org.apache.ofbiz.asterisk.call.standby.StandbyPbx;
import org.apache.ofbiz.base.util.Debug;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of the watch of a server when an admin saves the server. */
class CurrentWatchTest {

    private final BlockingQueue<Side> written = new LinkedBlockingQueue<>();
    private final BlockingQueue<Side> done = new LinkedBlockingQueue<>();
    private volatile Side order;
    private volatile boolean askedFor;
    private volatile Runnable whenAsked = () -> { };
    private final CurrentWatch watch = new CurrentWatch(new Rows(), server -> new PbxProbe.Found(Optional.empty(), false));

    /** A log that is set up first by a thread that is interrupted never works. */
    @BeforeAll
    static void setUpTheLog() {
        Debug.logInfo("The log works", CurrentWatchTest.class.getName());
    }

    @AfterEach
    void stop() {
        watch.close();
    }

    private static PbxPair pair(int standbyPort) {
        return new PbxPair(server(5038), Optional.of(new StandbyPbx(server(standbyPort), Duration.ofSeconds(5), false)));
    }

    private static PbxServer server(int port) {
        return new PbxServer("PBX", "127.0.0.1", port, false, Optional.empty(), "app", "app-secret",
                new Numbering.Contexts("internal", "outbound", "claim", "waiting"), "/rec");
    }

    private final class Rows implements StandbyWatch.Memory {

        @Override
        public Optional<Side> wanted() {
            whenAsked.run();
            return Optional.ofNullable(order);
        }

        @Override
        public void done(Side wanted) {
            order = null;
            done.add(wanted);
        }

        @Override
        public boolean wasAskedFor() {
            return askedFor;
        }

        @Override
        public void used(Side side, boolean nowAskedFor) {
            askedFor = nowAskedFor;
            written.add(side);
        }
    }

    /** A connection that is there, or isn't. */
    private static final class Connection implements StandbyWatch.Link {
        private final BlockingQueue<Thread> lost = new LinkedBlockingQueue<>();
        private final BlockingQueue<Side> used = new LinkedBlockingQueue<>();
        private final BlockingQueue<Boolean> asked = new LinkedBlockingQueue<>();
        private volatile boolean there = true;
        private volatile boolean mayAct = true;

        @Override
        public ConnectionState state() {
            return new ConnectionState(there ? ConnectionState.Phase.CONNECTED : ConnectionState.Phase.DISCONNECTED, Instant.EPOCH,
                    ConnectionReason.of(ConnectionReason.Code.CLOSED), "", there ? Optional.empty() : Optional.of(ConnectionFault.AWAY));
        }

        @Override
        public boolean mayAct() {
            boolean now = mayAct;
            asked.add(now);
            return now;
        }

        @Override
        public int openCalls() {
            return 0;
        }

        @Override
        public void lostAt(Instant at) {
            lost.add(Thread.currentThread());
        }

        @Override
        public void use(Side side) {
            there = false;
            used.add(side);
        }

        private <T> T next(BlockingQueue<T> queue) throws InterruptedException {
            return Optional.ofNullable(queue.poll(10, TimeUnit.SECONDS)).orElseThrow(() -> new AssertionError("nothing within 10 s"));
        }
    }

    @Test
    void aWatchThatWasReplacedMovesNothing() throws InterruptedException {
        Connection before = new Connection();
        watch.watch(pair(5039), Side.FIRST, before);
        Thread late;
        synchronized (watch) { // as an admin's change holds it
            order = Side.STANDBY;
            late = before.next(before.lost); // and is about to use the standby
            watch.watch(pair(5040), Side.FIRST, new Connection());
        }

        late.join(10_000);

        assertThat("has ended", late.isAlive(), is(false));
        assertThat(new ArrayList<>(before.used), is(empty()));
    }

    @Test
    void aPbxThatIsOnlyTriedDoesNotBecomeTheOneInUse() throws InterruptedException {
        Connection before = new Connection();
        watch.watch(pair(5039), Side.FIRST, before);
        order = Side.STANDBY;
        before.next(before.used);
        order = null;
        assertThat("whose calls are known", watch.used(), is(Optional.of(Side.FIRST)));
        Connection next = new Connection();
        next.there = false;

        watch.watch(pair(5040), watch.used().orElseThrow(), next);

        assertThat("the standby has its turn again, and nothing later is told as the moment of the loss", next.next(next.used), is(Side.STANDBY));
        assertThat(new ArrayList<>(next.lost), is(empty()));
        assertThat(watch.figures().orElseThrow().changes(), is(0L));
    }

    @Test
    void theMomentOfTheLossIsKeptWhenTheServerIsSavedAfterIt() throws InterruptedException {
        Connection before = new Connection();
        before.there = false;
        watch.watch(pair(5039), Side.FIRST, before);
        before.next(before.lost);
        Connection next = new Connection();
        next.there = false;

        watch.watch(pair(5040), Side.FIRST, next);

        for (int looks = 0; looks < 4; looks++) {
            next.next(next.asked);
        }
        assertThat(new ArrayList<>(next.lost), is(empty()));
    }

    @Test
    void nothingIsTakenForWrittenAtTheBeginning() throws InterruptedException {
        Connection connection = new Connection();

        watch.watch(pair(5039), Side.FIRST, connection);

        assertThat("where the row said another one", connection.next(written), is(Side.FIRST));
        assertThat(List.copyOf(written), is(empty()));
    }

    @Test
    void aStandbyThatAnAdminAskedForBeforeARestartStays() throws InterruptedException {
        Connection connection = new Connection();
        askedFor = true;

        watch.watch(pair(5039), Side.STANDBY, connection);

        assertThat(connection.next(written), is(Side.STANDBY));
        assertThat("it is written as such again", askedFor, is(true));
    }

    @Test
    void whatAnAdminAsksForIsKept() throws InterruptedException {
        Connection connection = new Connection();
        watch.watch(pair(5039), Side.FIRST, connection);
        assertThat(connection.next(written), is(Side.FIRST));
        order = Side.STANDBY;
        connection.next(connection.used);

        connection.there = true;

        assertThat(connection.next(written), is(Side.STANDBY));
        assertThat(askedFor, is(true));
    }

    @Test
    void anOrderIsKeptWhileTheNodeMayNotActAndForgottenOnceItWasTried() throws InterruptedException {
        Connection connection = new Connection();
        whenAsked = () -> connection.mayAct = false;
        order = Side.STANDBY;
        watch.watch(pair(5039), Side.FIRST, connection);
        for (int held = 0; held < 4; held += connection.next(connection.asked) ? 0 : 1) {
            assertThat(List.copyOf(done), is(empty()));
        }
        whenAsked = () -> { };

        connection.mayAct = true;

        assertThat(connection.next(connection.used), is(Side.STANDBY));
        assertThat(connection.next(done), is(Side.STANDBY));
    }
}
