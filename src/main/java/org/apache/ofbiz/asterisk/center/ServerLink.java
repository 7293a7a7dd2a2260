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
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.ofbiz.asterisk.ami.AsteriskConnection;
import org.apache.ofbiz.asterisk.ami.ConnectPolicy;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionRules;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionState;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.CallListener;
import org.apache.ofbiz.asterisk.call.ErrorReporter;
import org.apache.ofbiz.asterisk.call.PbxServer;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PeerListing;
import org.apache.ofbiz.asterisk.call.PeerStates;
import org.apache.ofbiz.asterisk.call.queues.QueueEvent;
import org.apache.ofbiz.asterisk.call.tracking.CallThread;
import org.apache.ofbiz.asterisk.call.voicemail.Mailbox;
import org.apache.ofbiz.asterisk.crm.telephony.OfbizNumbering;
import org.apache.ofbiz.asterisk.health.ServerMetrics;

/**
 * One enabled server: its connection, its call thread, its numbering. When an admin changes how it is reached only the connection
 * is made again, so calls in progress stay known. Not thread-safe but for {@link #connection()}, {@link #figures()} and {@link #numbering()}:
 * {@link CallCenter} guards it.
 */
final class ServerLink implements AutoCloseable {

    private static final Set<PeerStates.State> AWAY = EnumSet.of(PeerStates.State.UNREGISTERED, PeerStates.State.UNAVAILABLE);

    private static final Duration ENDS_WITHIN = Duration.ofSeconds(1);

    private final Supplier<ConnectionRules> rules;
    private final PeerListing.Sink peers;
    private final OfbizNumbering numbering;
    private final CallThread thread;
    private final Consumer<CallEvent> sink;
    private final Consumer<QueueEvent> queues;
    private final EventMetrics heard = new EventMetrics();
    private PbxServer server;
    private ConnectPolicy policy;
    private volatile AsteriskConnection connection;
    private volatile BooleanSupplier mayAct = () -> true;
    private Consumer<Optional<Mailbox>> mailboxes = mailbox -> { };

    /**
     * @param others told each event, too; must return at once
     * @param queues    told what happens to members of queues; must return at once
     */
    ServerLink(PbxServer server, Supplier<ConnectionRules> rules, ConnectPolicy policy, OfbizNumbering numbering, PeerListing.Sink peers,
               List<CallListener> listeners, Consumer<CallEvent> others, Consumer<QueueEvent> queues, ErrorReporter problems) {
        this.server = server;
        this.rules = rules;
        this.policy = policy;
        this.numbering = numbering;
        this.peers = peers;
        this.queues = queues;
        this.thread = new CallThread(server.serverId(), numbering, problems);
        listeners.forEach(thread::addListener);
        this.sink = thread.andThen(heard).andThen(others);
        this.connection = new AsteriskConnection(server, rules, policy, sink, peers);
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
        thread.start();
        open();
    }

    private void open() {
        connection.actOnlyWhile(mayAct);
        connection.watch(numbering.watchedVariables());
        connection.queues().listen(queues);
        connection.mailboxes().listen(mailboxes);
        connection.start();
    }

    /** Takes over what an admin changed. */
    void update(PbxServer newServer, ConnectPolicy newPolicy) {
        numbering.refresh();
        boolean gaveUp = connection.state().phase() == ConnectionState.Phase.GAVE_UP;
        if (newServer.equals(server) && newPolicy.equals(policy) && !gaveUp) {
            connection.watch(numbering.watchedVariables());
            connection.listPeers();
            return;
        }
        connection.close();
        server = newServer;
        policy = newPolicy;
        connection = new AsteriskConnection(server, rules, policy, sink, peers);
        open();
    }

    AsteriskConnection connection() {
        return connection;
    }

    /** What is measured of it now. Thread-safe. */
    ServerMetrics.Link figures() {
        AsteriskConnection current = connection;
        return new ServerMetrics.Link(current.health(), thread.backlog(), current.rights(), heard.heard(), Map.of(),
                registered(current.peerStates().all()));
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
        connection.close();
        thread.close();
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
