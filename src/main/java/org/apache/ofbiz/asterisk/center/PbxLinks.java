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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.PbxDirectory;
import org.apache.ofbiz.asterisk.ami.AsteriskConnection;
import org.apache.ofbiz.asterisk.ami.ManagerRights;
import org.apache.ofbiz.asterisk.ami.retry.ConnectPolicy;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionRules;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionState;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.CallListener;
import org.apache.ofbiz.asterisk.call.ChannelCommand;
import org.apache.ofbiz.asterisk.call.ErrorReporter;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.PbxCommands;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PeerStates;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.claims.SharedClaims;
import org.apache.ofbiz.asterisk.call.queues.ConfigCommands;
import org.apache.ofbiz.asterisk.call.queues.QueueCommands;
import org.apache.ofbiz.asterisk.call.queues.QueueEvent;
import org.apache.ofbiz.asterisk.call.standby.PbxPair;
import org.apache.ofbiz.asterisk.call.voicemail.Mailbox;
import org.apache.ofbiz.asterisk.call.voicemail.VoicemailCommands;
import org.apache.ofbiz.asterisk.center.nodes.ServerLeases;
import org.apache.ofbiz.asterisk.center.standby.PbxInUseRows;
import org.apache.ofbiz.asterisk.crm.directory.PeerCatalog;
import org.apache.ofbiz.asterisk.crm.directory.Servers;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.asterisk.crm.telephony.OfbizNumbering;
import org.apache.ofbiz.asterisk.health.ServerMetrics;
import org.apache.ofbiz.asterisk.health.StandbyMetrics;
import org.apache.ofbiz.entity.Delegator;

/**
 * The connections to the enabled PBX servers, one {@link ServerLink} each. Services and scripts ask it for states of servers and peers;
 * call distribution finds the commands of a server here. Thread-safe.
 */
public final class PbxLinks implements PbxDirectory {

    private final Delegator delegator;
    private final Settings settings;
    private final Servers servers;
    private final ServerLeases leases;
    private final ErrorReporter problems;
    /** By serverId. Changed under this object's lock only. */
    private final Map<String, ServerLink> links = new ConcurrentSkipListMap<>();
    private final Lock configChanges = new ReentrantLock();
    private boolean closed;
    private BiConsumer<String, Optional<Mailbox>> mailboxes = (serverId, mailbox) -> { };

    PbxLinks(Delegator delegator, Settings settings, Servers servers, ServerLeases leases, ErrorReporter problems) {
        this.delegator = delegator;
        this.settings = settings;
        this.servers = servers;
        this.leases = leases;
        this.problems = problems;
    }

    /**
     * Connects to servers that were enabled, closes those that were disabled, and reconnects those whose settings changed. With several OFBiz
     * nodes, servers of other nodes are as if they were disabled.
     *
     * @param listeners of the calls of each new connection
     * @param whenFound told once of each new connection, with the first list of its channels; must return at once
     * @param everything told each event of a call as it comes in, with the serverId; must return at once
     * @param queues    told what happens to members of queues, with the serverId; must return at once
     * @return whether any server is enabled
     */
    synchronized boolean reload(List<CallListener> listeners, BiConsumer<String, CallEvent.Resynchronised> whenFound,
                                BiConsumer<String, CallEvent> everything, BiConsumer<String, QueueEvent> queues) {
        if (closed) {
            return true;
        }
        List<PbxPair> enabled = servers.enabled();
        Map<String, PbxPair> wanted = enabled.stream().filter(server -> leases.serves(server.serverId()))
                .collect(Collectors.toMap(PbxPair::serverId, Function.identity()));
        links.entrySet().removeIf(link -> {
            boolean gone = !wanted.containsKey(link.getKey());
            if (gone) {
                link.getValue().close();
                link.getValue().awaitEnd(); // so that nothing more is told of calls that are to be forgotten
            }
            return gone;
        });
        Map<String, ServerLink> before = Map.copyOf(links);
        wanted.values().stream().filter(server -> !links.containsKey(server.serverId())).forEach(server -> { // nobody serves their callers
            String serverId = server.serverId();
            PbxInUseRows used = new PbxInUseRows(delegator, serverId, () -> leases.fencing(serverId));
            ServerLink link = new ServerLink(server, used.used(), used, () -> rules(settings), policy(), new OfbizNumbering(delegator, serverId),
                    new ServerLink.Listeners(listeners,
                            once(live -> whenFound.accept(serverId, live)).andThen(event -> everything.accept(serverId, event)),
                            event -> queues.accept(serverId, event), new PeerCatalog(delegator, settings, this::refreshNumbering)), problems);
            links.put(serverId, link);
            link.actOnlyWhile(() -> leases.mayAct(serverId));
            BiConsumer<String, Optional<Mailbox>> told = mailboxes;
            link.followMailboxes(mailbox -> told.accept(serverId, mailbox));
            link.start();
        });
        before.forEach((serverId, link) -> link.update(wanted.get(serverId), policy()));
        return !enabled.isEmpty();
    }

    private static Consumer<CallEvent> once(Consumer<CallEvent.Resynchronised> whenFound) {
        AtomicBoolean found = new AtomicBoolean();
        return event -> {
            if (event instanceof CallEvent.Resynchronised live && found.compareAndSet(false, true)) {
                whenFound.accept(live);
            }
        };
    }

    /**
     * Before the first {@link #reload}.
     *
     * @param told the serverId and the mailbox that has changed, none where all of the server may have; must return at once
     */
    synchronized void followMailboxes(BiConsumer<String, Optional<Mailbox>> told) {
        mailboxes = told;
    }

    /** Ends all connections; later reloads open none. */
    synchronized void close() {
        closed = true;
        links.values().forEach(ServerLink::close);
        links.clear();
    }

    /** What connections may reach, as the settings say now. */
    public static ConnectionRules rules(Settings settings) {
        return ConnectionRules.of(settings.get(Settings.PBX_HOSTS), settings.get(Settings.PBX_PORTS),
                settings.get(Settings.TRUSTED_CERTIFICATE_ROOTS), Settings.home());
    }

    private ConnectPolicy policy() {
        Duration first = settings.get(Settings.CONNECT_FIRST_PAUSE);
        Duration longest = settings.get(Settings.CONNECT_LONGEST_PAUSE);
        return new ConnectPolicy(settings.get(Settings.CONNECT_RETRIES), first, longest.compareTo(first) < 0 ? first : longest,
                ConnectPolicy.UNCHANGED_PAUSE);
    }

    private void refreshNumbering() {
        links.values().forEach(link -> link.numbering().refresh());
    }

    /** How a phone or line is at this moment; UNKNOWN also for one that is no peer of a connected server. */
    public PeerStates.State peerState(String peerId) {
        return links.values().stream().flatMap(link -> link.numbering().peer(peerId).stream()
                        .map(peer -> link.connection().peerStates().of(peer.technology(), peer.name())))
                .findFirst().orElse(PeerStates.State.UNKNOWN);
    }

    /** The phones of enabled servers that are assigned to somebody. */
    public List<Peer> assignedExtensions() {
        return links.values().stream().flatMap(link -> link.numbering().assigned().stream()).toList();
    }

    /** The server of this user's first phone, else any that is configured. */
    public Numbering numberingOf(Person user) {
        List<ServerLink> all = List.copyOf(links.values());
        return all.stream().filter(link -> link.numbering().assigned().stream()
                        .anyMatch(phone -> phone.owner().filter(owner -> owner.userLoginId().equals(user.userLoginId())).isPresent()))
                .findFirst().or(() -> all.stream().findFirst()).<Numbering>map(ServerLink::numbering).orElseGet(Numbering::none);
    }

    /** How each phone and line is at this moment, by peerId; those of which nothing is known are left out. */
    public Map<String, PeerStates.State> peerStates() {
        Map<String, PeerStates.State> states = new HashMap<>();
        links.values().forEach(link -> {
            Map<String, PeerStates.State> told = link.connection().peerStates().all();
            link.numbering().peers().forEach(peer -> {
                PeerStates.State state = told.get(peer.technology().toUpperCase(Locale.ROOT) + '/' + peer.name());
                if (state != null && state != PeerStates.State.UNKNOWN) {
                    states.put(peer.peerId(), state);
                }
            });
        });
        return states;
    }

    /** Those that this node has, by serverId. */
    public Set<String> ids() {
        return Set.copyOf(links.keySet());
    }

    /** How each enabled server is, by serverId. */
    public Map<String, ConnectionState> status() {
        return links.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, link -> link.getValue().connection().state()));
    }

    /**
     * Whether the dialplan of a server has the contexts that its row names, asked again, by context; empty for a server that is not enabled.
     * Completes within 5 s, never exceptionally.
     */
    public CompletionStage<Map<String, PbxCommands.Presence>> contexts(String serverId) {
        ServerLink link = links.get(serverId);
        return link == null ? CompletableFuture.completedFuture(Map.of())
                : link.connection().commands().contexts(
                        Stream.concat(link.numbering().contexts().all().stream(), Stream.of(ChannelCommand.CONTEXT)).toList());
    }

    /** What the AMI user of a server may do since its last login; empty while nobody has found out. */
    public Optional<ManagerRights> rights(String serverId) {
        return Optional.ofNullable(links.get(serverId)).flatMap(link -> link.connection().rights());
    }

    /** Whether an enabled server is expected to tell of phones that it hasn't told of yet: it is being connected to, or lists them. */
    public boolean listsPeers(String serverId) {
        return Optional.ofNullable(links.get(serverId)).map(ServerLink::connection)
                .filter(connection -> connection.state().phase() == ConnectionState.Phase.CONNECTING
                        || connection.state().connected() && !connection.peersListed()).isPresent();
    }

    /** What is measured of each enabled server now, by serverId. */
    Map<String, ServerMetrics.Link> metrics() {
        return links.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, link -> link.getValue().figures()));
    }

    /** Which PBX is used now, of each enabled server with a standby, by serverId. */
    public SortedMap<String, StandbyMetrics> standbys() {
        SortedMap<String, StandbyMetrics> standbys = new TreeMap<>();
        links.forEach((serverId, link) -> link.standby().ifPresent(standby -> standbys.put(serverId, standby)));
        return standbys;
    }

    @Override
    public Optional<PbxCommands> commands(String serverId) {
        return Optional.ofNullable(links.get(serverId)).map(link -> link.connection().commands());
    }

    /** Commands on the members of a server's queues; empty for a server that isn't enabled. */
    public Optional<QueueCommands> queues(String serverId) {
        return Optional.ofNullable(links.get(serverId)).map(link -> link.connection().queues());
    }

    /** The mailboxes of a server; empty for a server that isn't enabled. */
    public Optional<VoicemailCommands> voicemail(String serverId) {
        return Optional.ofNullable(links.get(serverId)).map(link -> link.connection().mailboxes());
    }

    /** Configuration files and stored values of a server; empty for a server that isn't enabled. */
    public Optional<ConfigCommands> config(String serverId) {
        return Optional.ofNullable(links.get(serverId)).map(link -> link.connection().config());
    }

    /** The same of a server that is connected now. */
    public Optional<ConfigCommands> configIfConnected(String serverId) {
        return Optional.ofNullable(links.get(serverId)).map(ServerLink::connection).filter(connection -> connection.state().connected())
                .map(AsteriskConnection::config);
    }

    /** Held by who changes configuration files: each change begins with what the one before has left. */
    public Lock configChanges() {
        return configChanges;
    }

    @Override
    public Optional<Boolean> registered(Peer extension) {
        return state(extension).registered();
    }

    @Override
    public PeerStates.State state(Peer extension) {
        ServerLink link = links.get(extension.serverId());
        return link == null ? PeerStates.State.UNKNOWN : link.connection().peerStates().of(extension.technology(), extension.name());
    }

    @Override
    public boolean mayAct(String serverId) {
        return leases.mayAct(serverId);
    }

    @Override
    public SharedClaims claims() {
        return leases.claims();
    }

    /** Whether this node is connected to it or tries to be. */
    boolean has(String serverId) {
        return links.containsKey(serverId);
    }

    @Override
    public boolean connected(String serverId) {
        return mayAct(serverId) && Optional.ofNullable(links.get(serverId)).filter(link -> link.connection().state().connected()).isPresent();
    }

    @Override
    public void phonesChanged() {
        refreshNumbering();
    }

    @Override
    public Optional<Numbering> numbering(String serverId) {
        return Optional.ofNullable(links.get(serverId)).map(ServerLink::numbering);
    }
}
