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

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.ami.standby.PbxProbe;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionFault;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionState;
import org.apache.ofbiz.asterisk.call.PbxServer;
import org.apache.ofbiz.asterisk.call.standby.AddressChoice;
import org.apache.ofbiz.asterisk.call.standby.AddressChoice.Reach;
import org.apache.ofbiz.asterisk.call.standby.PbxPair;
import org.apache.ofbiz.asterisk.call.standby.Side;
import org.apache.ofbiz.asterisk.call.standby.StandbyPbx;
import org.apache.ofbiz.asterisk.health.StandbyMetrics;
import org.apache.ofbiz.base.util.Debug;

/** Looks which of a server's two PBXs is to be connected to, and has the connection changed. Thread-safe. */
public final class StandbyWatch implements AutoCloseable {

    private static final String MODULE = StandbyWatch.class.getName();
    private static final long LOOK_MILLIS = 250;
    private static final long ROWS_MILLIS = 1_000;
    private static final long PROBE_MILLIS = 30_000;
    private static final long AFTER_REFUSAL_MILLIS = 300_000;

    private final PbxPair pair;
    private final Link link;
    private final Memory memory;
    private final Function<PbxServer, PbxProbe.Found> probe;
    /** Its own monitor guards it. */
    private final AddressChoice choice;
    private final ScheduledExecutorService looks;
    /** For what may wait for the database or the other PBX. */
    private final ScheduledExecutorService slow;
    private final AtomicReference<Optional<Side>> wanted = new AtomicReference<>(Optional.empty());
    /** What an admin wanted, and has been tried. */
    private final AtomicReference<Optional<Side>> done = new AtomicReference<>(Optional.empty());
    private volatile Use use;
    private volatile Other other = new Other(Optional.empty(), Optional.empty(), Duration.ZERO);
    private Side connectedTo;
    private volatile boolean away;
    private volatile boolean seeking;
    /** Whether what a process before has kept is known. */
    private volatile boolean remembers;
    /** Of the slow thread. */
    private Optional<Kept> stored = Optional.empty();
    private boolean rowsAnswer = true;

    /** The connection of the server. */
    public interface Link {
        ConnectionState state();

        /** Whether this node may do something to the server now. */
        boolean mayAct();

        int openCalls();

        /** Since this moment, the PBX whose calls are known isn't reached. */
        void lostAt(Instant at);

        /** Connects to this PBX in place of the other one. */
        void use(Side side);
    }

    /** What outlives this process. May wait for the database, and throw. */
    public interface Memory {
        /** The PBX that an admin wants to be used, until {@link #done}. */
        Optional<Side> wanted();

        /** What an admin wanted has been tried. */
        void done(Side wanted);

        /** Whether the PBX that was used last is the standby since an admin asked for it. */
        boolean wasAskedFor();

        /** @param askedFor whether it's the standby, since an admin asked for it */
        void used(Side side, boolean askedFor);
    }

    /** Of the row. */
    private record Kept(Side side, boolean askedFor) {
    }

    private record Use(Side side, Instant since, long changes) {
    }

    private record Begin(AddressChoice choice, Use use, boolean away, boolean remembers) {
    }

    /** @param since of the clock of this process; when it began to be there */
    private record Other(Optional<Side> side, Optional<PbxProbe.Found> found, Duration since) {
    }

    /** @param begins the one that is connected to now */
    public StandbyWatch(PbxPair pair, Side begins, Link link, Memory memory, Function<PbxServer, PbxProbe.Found> probe) {
        this(pair, link, memory, probe, new Begin(new AddressChoice(pair.standby().orElseThrow().after(), pair.standby().orElseThrow().returns(),
                begins), new Use(begins, Instant.now(), 0), false, false));
    }

    private StandbyWatch(PbxPair pair, Link link, Memory memory, Function<PbxServer, PbxProbe.Found> probe, Begin begin) {
        this.pair = pair;
        this.link = link;
        this.memory = memory;
        this.probe = probe;
        this.choice = begin.choice();
        this.use = begin.use();
        this.connectedTo = use.side();
        this.away = begin.away();
        this.seeking = choice.isSeeking();
        this.remembers = begin.remembers();
        this.looks = executor("asterisk-standby-" + pair.serverId());
        this.slow = executor("asterisk-standby-slow-" + pair.serverId());
    }

    /**
     * The one that takes the place of this one when an admin has changed the server; this one is to be closed.
     *
     * @param used whose calls are known: the one that is connected to from now on
     */
    StandbyWatch next(PbxPair changed, Side used, Link itsLink) {
        StandbyPbx standby = changed.standby().orElseThrow();
        Set<Side> same = Arrays.stream(Side.values()).filter(side -> changed.of(side).equals(pair.of(side))).collect(Collectors.toSet());
        AddressChoice goesOn;
        synchronized (choice) {
            goesOn = new AddressChoice(standby.after(), standby.returns(), used, choice, same);
        }
        Use before = use;
        return new StandbyWatch(changed, itsLink, memory, probe, new Begin(goesOn, before.side() == used ? before
                : new Use(used, Instant.now(), before.changes() + 1), away, remembers));
    }

    /** Whose calls are known. */
    Side used() {
        return use.side();
    }

    private static ScheduledExecutorService executor(String name) {
        return Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    public void start() {
        looks.scheduleWithFixedDelay(() -> guarded(this::look), LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        slow.scheduleWithFixedDelay(() -> guarded(this::rows), ROWS_MILLIS, ROWS_MILLIS, TimeUnit.MILLISECONDS);
        probeIn(this::probe, ROWS_MILLIS);
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            Debug.logError(e, "Unexpected error while looking after a standby PBX", MODULE);
        }
    }

    private static Duration now() {
        return Duration.ofNanos(System.nanoTime());
    }

    private void look() {
        ConnectionState state = link.state();
        Reach reach = link.mayAct() ? reach(state) : Reach.HELD;
        boolean isAway = reach != Reach.CONNECTED;
        boolean lost = isAway && !away && !seeking;
        away = isAway; // first: who takes this one's place meanwhile must not tell it again
        if (lost) {
            link.lostAt(Instant.now());
        }
        Duration now = now();
        Optional<Side> order = reach == Reach.HELD ? Optional.empty() : wanted.getAndSet(Optional.empty());
        AddressChoice.Seen seen = new AddressChoice.Seen(now, reach, link.openCalls() == 0, otherFor(now), order);
        Side side;
        synchronized (choice) {
            side = choice.look(seen);
            seeking = choice.isSeeking();
        }
        if (reach == Reach.CONNECTED && use.side() != connectedTo) {
            use = new Use(connectedTo, Instant.now(), use.changes() + 1);
            Debug.logWarning("Asterisk server " + pair.serverId() + " uses its " + words(connectedTo)
                    + ". Calls of the other PBX are lost to OFBiz", MODULE);
            probeIn(this::lookAtOther, ROWS_MILLIS); // whether there is a way back is not known of it
        }
        if (side != connectedTo) {
            if (reach == Reach.CONNECTED) {
                link.lostAt(Instant.now());
            }
            Debug.logWarning("Asterisk server " + pair.serverId() + ": trying its " + words(side), MODULE);
            connectedTo = side;
            away = true;
            link.use(side);
        }
        if (order.isPresent()) {
            done.set(order);
        }
    }

    private String words(Side side) {
        return (side == Side.FIRST ? "first PBX at " : "standby PBX at ") + address(side);
    }

    private String address(Side side) {
        return pair.of(side).host() + ':' + pair.of(side).port();
    }

    private static Reach reach(ConnectionState state) {
        if (state.connected()) {
            return Reach.CONNECTED;
        }
        boolean refused = state.fault().filter(ConnectionFault::staysUntilChanged).isPresent();
        return refused ? Reach.REFUSED : state.fault().isPresent() ? Reach.AWAY : Reach.CONNECTING;
    }

    private Optional<Duration> otherFor(Duration now) {
        Other known = other;
        boolean there = known.side().filter(connectedTo.other()::equals).isPresent()
                && known.found().filter(found -> found.failure().isEmpty()).isPresent();
        return there ? Optional.of(now.minus(known.since())) : Optional.empty();
    }

    private void rows() {
        if (!link.mayAct()) {
            return;
        }
        try {
            Optional<Side> tried = done.get();
            if (tried.isPresent()) {
                memory.done(tried.get());
                done.compareAndSet(tried, Optional.empty());
            } else {
                memory.wanted().ifPresent(side -> wanted.set(Optional.of(side)));
            }
            keep();
            rowsAnswer = true;
        } catch (RuntimeException e) {
            if (rowsAnswer) {
                Debug.logWarning("Couldn't read or keep which PBX of server " + pair.serverId() + " is used: " + e, MODULE);
            }
            rowsAnswer = false;
        }
    }

    /** First what a process before has kept, then what this one knows. */
    private void keep() {
        boolean asked = !remembers && memory.wasAskedFor();
        remembers = true;
        Kept now;
        synchronized (choice) {
            if (asked) {
                choice.askedFor();
            }
            now = new Kept(use.side(), choice.isAskedFor() && use.side() == Side.STANDBY);
        }
        if (!stored.equals(Optional.of(now))) {
            memory.used(now.side(), now.askedFor());
            stored = Optional.of(now);
        }
    }

    private void probe() {
        long pause = PROBE_MILLIS;
        try {
            pause = lookAtOther();
        } finally {
            probeIn(this::probe, pause);
        }
    }

    /** @return how long not to look again, in milliseconds */
    private long lookAtOther() {
        if (!link.mayAct() || seeking) {
            return PROBE_MILLIS;
        }
        Side side = use.side().other();
        PbxProbe.Found found = probe.apply(pair.of(side));
        boolean stays = other.side().equals(Optional.of(side)) && other.found().filter(before -> before.failure().isEmpty()).isPresent();
        other = new Other(Optional.of(side), Optional.of(found), stays ? other.since() : now());
        return found.refused() ? AFTER_REFUSAL_MILLIS : PROBE_MILLIS;
    }

    private void probeIn(Runnable look, long millis) {
        try {
            slow.schedule(() -> guarded(look), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            Debug.logVerbose("The server is closed", MODULE);
        }
    }

    /** What is known now, from memory. */
    public StandbyMetrics figures() {
        Use now = use;
        Other beside = other;
        Optional<PbxProbe.Found> found = beside.found().filter(any -> beside.side().equals(Optional.of(now.side().other())));
        return new StandbyMetrics(now.side(), now.since(), address(now.side()), address(now.side().other()), now.changes(),
                link.openCalls(), found.map(its -> its.failure().isEmpty()), found.flatMap(PbxProbe.Found::failure));
    }

    /** Ends without waiting. */
    @Override
    public void close() {
        looks.shutdownNow();
        slow.shutdownNow();
    }
}
