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

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.ofbiz.asterisk.ami.queues.QueuePositions;
import org.apache.ofbiz.asterisk.ami.retry.ConnectPolicy;
import org.apache.ofbiz.asterisk.ami.retry.RetryLoop;
import org.apache.ofbiz.asterisk.ami.voicemail.MailboxWatch;
import org.apache.ofbiz.asterisk.ami.wire.AmiMessage;
import org.apache.ofbiz.asterisk.ami.wire.AmiSession;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionFailure;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionFault;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionHealth;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionMetrics;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionReason.Code;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionReason;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionRules;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionState;
import org.apache.ofbiz.asterisk.ami.wire.Subscription;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.PbxCommands;
import org.apache.ofbiz.asterisk.call.PbxCommands.Failure;
import org.apache.ofbiz.asterisk.call.PbxServer;
import org.apache.ofbiz.asterisk.call.PeerListing;
import org.apache.ofbiz.asterisk.call.PeerStates;
import org.apache.ofbiz.asterisk.call.queues.ConfigCommands;
import org.apache.ofbiz.base.util.Debug;

/**
 * Keeps one server connected and speaks for it. The thread of {@link RetryLoop} connects, waits for the end, and connects again as the policy
 * allows; asterisk-java's reader thread hands events to the sink; {@link CommandQueue} writes commands on one more.
 * Thread-safe.
 */
public final class AsteriskConnection implements AutoCloseable {

    private static final String MODULE = AsteriskConnection.class.getName();

    private final PbxServer server;
    private final Supplier<ConnectionRules> rules;
    private final Consumer<CallEvent> sink;
    private final PeerWatch peers;
    private final AmiSession.Limits limits;
    private final Clock clock;
    private final CommandQueue commands;
    private final Dialplan dialplan;
    private final ConnectionMetrics figures;
    private final ResyncBuffer resyncBuffer;
    private final QueuePositions queuePlaces = new QueuePositions();
    private final QueueWatch queues;
    private final MailboxWatch mailboxes;
    private final WatchedVariables variables;
    private final ConfigFiles config;
    private volatile AmiSession session;
    private final RetryLoop loop;
    private final ConnectionCommands pbxCommands;
    private volatile Optional<ManagerRights> rights = Optional.empty();

    /**
     * @param rules asked before each try to connect
     * @param sink  takes events on the reader thread, which it may make wait; and on the thread of who asks the announcement of our own
     *              Originates, and on the one of answers the file of a recording: then it must not wait
     * @param peers takes the server's peers after each login and reload, on a thread that may wait
     */
    public AsteriskConnection(PbxServer server, Supplier<ConnectionRules> rules, ConnectPolicy policy, Consumer<CallEvent> sink,
                              PeerListing.Sink peers) {
        this(server, rules, policy, sink, peers, AmiSession.Limits.DEFAULT, Clock.systemUTC());
    }

    AsteriskConnection(PbxServer server, Supplier<ConnectionRules> rules, ConnectPolicy policy, Consumer<CallEvent> sink,
                       PeerListing.Sink peers, AmiSession.Limits limits, Clock clock) {
        this.server = server;
        this.rules = rules;
        this.sink = sink;
        this.peers = new PeerWatch(server, peers);
        this.limits = limits;
        this.clock = clock;
        this.figures = new ConnectionMetrics(clock);
        this.resyncBuffer = new ResyncBuffer(sink, figures);
        this.commands = new CommandQueue(server.serverId(), limits.answer());
        this.loop = new RetryLoop(server, policy, commands::mayAct, clock);
        this.dialplan = new Dialplan(commands);
        this.queues = new QueueWatch(server.serverId(), commands);
        this.mailboxes = new MailboxWatch(commands::request);
        this.variables = new WatchedVariables(commands, clock);
        this.config = new ConfigFiles(commands);
        this.pbxCommands = new ConnectionCommands(commands, dialplan, queuePlaces, loop::state, sink, clock);
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Where several processes share a server: nothing is sent to it, no login either, while this says no. @param allowed must not wait */
    public void actOnlyWhile(BooleanSupplier allowed) {
        commands.actOnlyWhile(allowed);
    }

    /** Begins to connect; returns at once, whether the server is there or not. */
    public void start() {
        loop.start(this::beConnected);
    }

    public ConnectionState state() {
        return loop.state();
    }

    /** What can be asked of the server while it is connected. */
    public PbxCommands commands() {
        return pbxCommands;
    }

    /** What the AMI user of this login may do; empty while nobody has found out. */
    public Optional<ManagerRights> rights() {
        return rights;
    }

    /** How each phone and line is. */
    public PeerStates peerStates() {
        return peers.states();
    }

    /** Its mailboxes. */
    public MailboxWatch mailboxes() {
        return mailboxes;
    }

    /** The members of its queues. */
    public QueueWatch queues() {
        return queues;
    }

    /** Names of the dialplan variables that calls are told with, from now on. */
    public void watch(Set<String> names) {
        boolean other = variables.are(names);
        AmiSession open = session;
        if (other && open != null && loop.state().connected()) {
            open.watchVariables(!names.isEmpty());
        }
    }

    /** Its configuration files and stored values. */
    public ConfigCommands config() {
        return config;
    }

    /** Lists the phones and lines again, if connected; returns at once. */
    public void listPeers() {
        AmiSession open = session;
        if (open != null && loop.state().connected()) {
            peers.list(open);
        }
    }

    /** Whether the list of phones and lines that was asked for last has been taken; false until the first one of a login has. */
    public boolean peersListed() {
        return peers.complete();
    }

    public ConnectionHealth health() {
        return figures.health(loop.state());
    }

    /** Ends the connection and does not wait for the PBX. Who follows queues and mailboxes hears nothing of it after that. */
    @Override
    public void close() {
        queues.close();
        mailboxes.listen(mailbox -> { });
        loop.close();
        AmiSession open = session;
        if (open != null) {
            open.abandon(ConnectionReason.of(Code.CLOSED));
        }
        commands.close();
        loop.become(ConnectionState.Phase.DISCONNECTED, ConnectionReason.of(Code.CLOSED), "", Optional.empty());
    }

    /**
     * From login to the end of the connection.
     *
     * @return why it ended
     * @throws IOException if it did not come about
     */
    private ConnectionReason beConnected() throws IOException, InterruptedException {
        Optional<Failure> unsafe = SafeValues.checkText("userName", server.userName());
        if (unsafe.isPresent()) {
            throw new IOException(unsafe.get().detail());
        }
        AmiSession opened = new AmiSession(server, rules.get(), limits, figures, this::received);
        resyncBuffer.begin(opened);
        session = opened;
        commands.use(opened);
        try {
            open(opened);
            Subscription.filters(opened.versionText()).forEach(opened::send);
            bringUpToDate(opened);
            loop.become(ConnectionState.Phase.CONNECTED, ConnectionReason.of(Code.CONNECTED, "server", server.toString()),
                    opened.versionText(), Optional.empty());
            variables.opened(opened);
            Debug.logInfo("Asterisk server " + server + " is connected, version " + opened.versionText(), MODULE);
            peers.list(opened);
            queues.list(opened);
            mailboxes.connected();
            daemon(() -> findRights(opened), "asterisk-rights-" + server.serverId()).start();
            dialplan.report(server.serverId(), server.contexts());
            return pingUntilLost(opened);
        } finally {
            session = null;
            peers.forget();
            queuePlaces.forget();
            queues.forget();
            mailboxes.forget();
            rights = Optional.empty();
            commands.useNone();
            opened.abandon(ConnectionReason.of(Code.CLOSED));
            resyncBuffer.end();
        }
    }

    private void open(AmiSession opened) throws IOException {
        try {
            opened.open();
        } catch (ConnectionFailure e) {
            if (e.fault() == ConnectionFault.VERSION) {
                resyncBuffer.forget(opened); // what it told meanwhile has other names, or lacks what tells calls apart
            }
            throw e;
        }
    }

    /** First the list of what is, then what happened meanwhile: nothing in between is lost, and nothing old undoes it. */
    private void bringUpToDate(AmiSession opened) throws IOException, InterruptedException {
        if (!opened.awaitBooted()) {
            Debug.logWarning("Asterisk server " + server + " didn't report that it's fully booted. Check that its AMI user has read = system",
                    MODULE);
        }
        Inventory inventory = new Inventory(opened, server.contexts().waiting());
        CallEvent.Resynchronised channels;
        List<CallEvent> places;
        try {
            channels = inventory.channels(clock.instant(), queuePlaces);
            places = inventory.places(channels);
        } catch (CompletionException e) {
            throw AmiSession.notListed(e.getCause());
        }
        resyncBuffer.listed(channels, places);
        inventory.held(channels, event -> resyncBuffer.hand(opened, event));
    }

    /** On a thread of its own, since it waits for answers. */
    private void findRights(AmiSession opened) {
        try {
            ManagerRights found = new RightsCheck(opened).find();
            rights = session == opened ? Optional.of(found) : rights;
        } catch (CompletionException e) {
            Debug.logInfo("Couldn't read the permissions of the AMI user on Asterisk server " + server + ": "
                    + ConnectionReason.of(e.getCause()).text(), MODULE);
        }
    }

    /** The answers to the pings keep the socket from its read time-out; a frozen PBX answers none. */
    private ConnectionReason pingUntilLost(AmiSession opened) throws InterruptedException {
        while (true) {
            try {
                return opened.lost().get(limits.ping().toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException alive) {
                ping();
                queues.listMissing(opened);
            } catch (ExecutionException e) {
                return ConnectionReason.of(e);
            }
        }
    }

    private void ping() {
        figures.tick();
        Instant sent = clock.instant();
        commands.ping().thenAccept(pong -> figures.pong(sent, Answers.clock(pong)));
    }

    private void received(AmiSession from, AmiMessage message) {
        Instant at = clock.instant();
        peers.happened(from, message);
        queuePlaces.heard(message);
        queues.heard(from, message);
        mailboxes.heard(message);
        EventTranslator.translate(message, at).filter(variables::wants).ifPresent(event -> {
            resyncBuffer.hand(from, event);
            variables.heard(event, found -> resyncBuffer.hand(from, found));
            if (event instanceof CallEvent.RecordingStarted started) {
                commands.ask(Actions.recordingFile(started.channel()), "Value").thenAccept(file -> file.ifPresent(path ->
                        resyncBuffer.hand(from, new CallEvent.RecordingStarted(clock.instant(), started.channel(), Optional.of(path)))));
            }
        });
    }
}
