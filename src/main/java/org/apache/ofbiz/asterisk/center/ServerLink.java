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
package org.apache.ofbiz.asterisk.center;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.ofbiz.asterisk.ami.AsteriskConnection;
import org.apache.ofbiz.asterisk.ami.retry.ConnectPolicy;
import org.apache.ofbiz.asterisk.ami.standby.PbxProbe;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionRules;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionState;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.CallListener;
import org.apache.ofbiz.asterisk.call.ErrorReporter;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PeerListing;
import org.apache.ofbiz.asterisk.call.PeerStates;
import org.apache.ofbiz.asterisk.call.queues.QueueEvent;
import org.apache.ofbiz.asterisk.call.standby.PbxPair;
import org.apache.ofbiz.asterisk.call.standby.Side;
import org.apache.ofbiz.asterisk.call.tracking.CallThread;
import org.apache.ofbiz.asterisk.call.voicemail.Mailbox;
import org.apache.ofbiz.asterisk.center.standby.CurrentWatch;
import org.apache.ofbiz.asterisk.center.standby.EventGate;
import org.apache.ofbiz.asterisk.center.standby.OpenCallCount;
import org.apache.ofbiz.asterisk.center.standby.StandbyWatch;
import org.apache.ofbiz.asterisk.crm.telephony.OfbizNumbering;
import org.apache.ofbiz.asterisk.health.ServerMetrics;
import org.apache.ofbiz.asterisk.health.StandbyMetrics;

/**
 * One enabled server: its connection, its call thread, its numbering. When an admin changes how it is reached only the connection
 * is made again, so calls in progress stay known; likewise when its standby PBX is used, or the first again. What changes the connection holds the
 * monitor of {@code watch}.
 */
final class ServerLink implements AutoCloseable {

    private static final Set<PeerStates.State> AWAY = EnumSet.of(PeerStates.State.UNREGISTERED, PeerStates.State.UNAVAILABLE);

    private static final Duration ENDS_WITHIN = Duration.ofSeconds(1);

    private final Supplier<ConnectionRules> rules;
    private final PeerListing.Sink peers;
    private final OfbizNumbering numbering;
    private final CallThread thread;
    private final Consumer<QueueEvent> queues;
    private final EventMetrics heard = new EventMetrics();
    private final OpenCallCount openCalls = new OpenCallCount();
    private final EventGate gate;
    private final CurrentWatch watch;
    private PbxPair pair;
    private ConnectPolicy policy;
    /** The PBX that is connected to, or tried. */
    private Side side;
    private volatile AsteriskConnection connection;
    private volatile BooleanSupplier mayAct = () -> true;
    private Consumer<Optional<Mailbox>> mailboxes = mailbox -> { };

    /**
     * Who hears what the server tells.
     *
     * @param calls  told of calls
     * @param events told each event, too; must return at once
     * @param queues told what happens to members of queues; must return at once
     * @param peers  takes its peers
     */
    record Listeners(List<CallListener> calls, Consumer<CallEvent> events, Consumer<QueueEvent> queues, PeerListing.Sink peers) {
    }

    /** @param begins the PBX that was used last */
    ServerLink(PbxPair pair, Side begins, StandbyWatch.Memory memory, Supplier<ConnectionRules> rules, ConnectPolicy policy,
               OfbizNumbering numbering, Listeners listeners, ErrorReporter problems) {
        this.pair = pair;
        this.side = pair.standby().isPresent() ? begins : Side.FIRST;
        this.rules = rules;
        this.watch = new CurrentWatch(memory, other -> PbxProbe.of(other, rules.get()));
        this.policy = policy;
        this.numbering = numbering;
        this.peers = listeners.peers();
        this.queues = listeners.queues();
        this.thread = new CallThread(pair.serverId(), numbering, problems);
        thread.addListener(openCalls);
        listeners.calls().forEach(thread::addListener);
        this.gate = new EventGate(thread.andThen(heard).andThen(listeners.events()));
        this.connection = newConnection();
    }

    private AsteriskConnection newConnection() {
        return new AsteriskConnection(pair.of(side), rules, policy, gate.open(side), peers);
    }

    /** Before {@link #start}. @param allowed must not wait */
    void actOnlyWhile(BooleanSupplier allowed) {
        mayAct = allowed;
    }

    /** Before {@link #start}. @param told the mailbox that has changed, none where all may have; must return at once */
    void followMailboxes(Consumer<Optional<Mailbox>> told) {
        mailboxes = told;
    }

    void start() {
        synchronized (watch) {
            thread.start();
            open();
            watch.watch(pair, side, new Watched());
        }
    }

    private void open() {
        connection.actOnlyWhile(mayAct);
        connection.watch(numbering.watchedVariables());
        connection.queues().listen(queues);
        connection.mailboxes().listen(mailboxes);
        connection.start();
    }

    /** Takes over what an admin changed. */
    void update(PbxPair newPair, ConnectPolicy newPolicy) {
        synchronized (watch) {
            numbering.refresh();
            boolean gaveUp = connection.state().phase() == ConnectionState.Phase.GAVE_UP;
            boolean samePair = newPair.equals(pair);
            Side stays = newPair.standby().isEmpty() ? Side.FIRST : samePair ? side : used();
            boolean same = stays == side && newPair.of(stays).equals(pair.of(side)) && newPolicy.equals(policy) && !gaveUp;
            pair = newPair;
            policy = newPolicy;
            side = stays;
            if (same) {
                connection.watch(numbering.watchedVariables());
                connection.listPeers();
            } else {
                reconnect();
            }
            if (!samePair) {
                watch.watch(pair, side, new Watched());
            }
        }
    }

    /** Whose calls are known: the other one may only be tried. */
    private Side used() {
        return connection.state().connected() ? side : watch.used().orElse(side);
    }

    private void reconnect() {
        connection.close();
        connection = newConnection();
        open();
    }

    /** What decides between the two PBXs sees and does. */
    private final class Watched implements StandbyWatch.Link {

        @Override
        public ConnectionState state() {
            return connection.state();
        }

        @Override
        public boolean mayAct() {
            return mayAct.getAsBoolean();
        }

        @Override
        public int openCalls() {
            return openCalls.count();
        }

        @Override
        public void lostAt(Instant at) {
            gate.lostAt(at);
        }

        @Override
        public void use(Side wanted) {
            side = wanted;
            reconnect();
        }
    }

    AsteriskConnection connection() {
        return connection;
    }

    /** What is measured of it now. Thread-safe. */
    ServerMetrics.Link figures() {
        AsteriskConnection current = connection;
        return new ServerMetrics.Link(current.health(), thread.backlog(), current.rights(), heard.heard(), Map.of(),
                registered(current.peerStates().all()), standby());
    }

    /** Which of its PBXs is used; empty without a standby. From memory. Thread-safe. */
    Optional<StandbyMetrics> standby() {
        return watch.figures();
    }

    /** Phones that the PBX has told of; empty while it has told of none. */
    private Optional<Long> registered(Map<String, PeerStates.State> states) {
        List<PeerStates.State> phones = states.entrySet().stream()
                .filter(peer -> isExtension(peer.getKey().split("/", 2)) && peer.getValue() != PeerStates.State.UNKNOWN)
                .map(Map.Entry::getValue).toList();
        return phones.isEmpty() ? Optional.empty() : Optional.of(phones.stream().filter(state -> !AWAY.contains(state)).count());
    }

    private boolean isExtension(String[] peer) {
        return peer.length == 2 && numbering.peer(peer[0], peer[1]).filter(known -> known.type() == Peer.Type.EXTENSION).isPresent();
    }

    OfbizNumbering numbering() {
        return numbering;
    }

    @Override
    public void close() {
        synchronized (watch) {
            watch.close();
            connection.close();
            thread.close();
        }
    }

    /** After {@link #close}: waits a moment until no listener is told any more. */
    void awaitEnd() {
        try {
            thread.awaitEnd(ENDS_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
