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
package org.apache.ofbiz.asterisk.center.nodes;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.call.claims.SharedClaims;
import org.apache.ofbiz.asterisk.crm.directory.ServerTrunks;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.entity.Delegator;

/**
 * Which servers this node serves. With one node, all, and it costs nothing. With several, those whose lease it holds: one thread looks, another
 * one opens and closes connections, so that a PBX or a journal that is slow never delays a look. Thread-safe.
 */
public final class ServerLeases implements AutoCloseable {

    private static final String MODULE = ServerLeases.class.getName();
    private static final int ID_BYTES = 10; // 20 hexadecimal digits, as long as an OFBiz id may be
    private static final int NAME_LENGTH = 100;
    private static final int STOP_SECONDS = 3;
    /** How often is looked whether the node may serve another server than before. */
    private static final int NOTICED_MILLIS = 100;

    /** How often is looked for claims that were left, and how long after the start first. */
    private static final Duration CLAIMS_EVERY = Duration.ofMinutes(30);

    private final Optional<NodeLeases> leases;
    private final Optional<ServerClaims> claims;
    private final Supplier<Set<String>> wanted;
    private final Supplier<Map<String, String>> together;
    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "asterisk-leases"));
    private final ExecutorService changes = Executors.newSingleThreadExecutor(task -> daemon(task, "asterisk-lease-links"));
    private volatile Runnable changed = () -> { };
    private volatile boolean answering = true;
    /** What {@link #changed} was told of last. Of the thread of the rounds. */
    private Set<String> told = Set.of();

    private ServerLeases(Optional<NodeLeases> leases, Optional<ServerClaims> claims, Supplier<Set<String>> wanted,
                         Supplier<Map<String, String>> together) {
        this.leases = leases;
        this.claims = claims;
        this.wanted = wanted;
        this.together = together;
    }

    /**
     * @param several whether there may be other nodes with this database
     * @param wanted  ids of enabled servers; reads
     */
    public static ServerLeases of(Delegator delegator, boolean several, Supplier<Set<String>> wanted) {
        Optional<NodeLeases> leases = several ? Optional.of(new NodeLeases(new NodeRow(newId(), name(), 0), LeaseTimes.DEFAULT,
                new LeaseRows(delegator), NodeClocks.SYSTEM)) : Optional.empty();
        return new ServerLeases(leases, leases.map(own -> new ServerClaims(own, new ClaimRows(delegator, Clock.systemUTC()))), wanted,
                new ServerTrunks(delegator)::together);
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Another one with each start: an earlier process of this machine is another node. */
    private static String newId() {
        byte[] bytes = new byte[ID_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String name() {
        String machine;
        try {
            machine = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            machine = "node";
        }
        String whole = machine + ':' + ProcessHandle.current().pid();
        return whole.substring(Math.max(0, whole.length() - NAME_LENGTH));
    }

    /** @param whenChanged is called on a thread of its own, which may wait, when {@link #serves} has changed; then it is to {@link #leave} */
    public void start(Runnable whenChanged) {
        leases.ifPresent(own -> {
            changed = whenChanged;
            Debug.logInfo("Several OFBiz nodes: this is node " + own.self().name(), MODULE);
            long millis = LeaseTimes.DEFAULT.lookEvery().toMillis();
            rounds.scheduleWithFixedDelay(() -> round(own), 0, millis, TimeUnit.MILLISECONDS);
            rounds.scheduleWithFixedDelay(() -> tellIfChanged(own), NOTICED_MILLIS, NOTICED_MILLIS, TimeUnit.MILLISECONDS);
            claims.ifPresent(kept -> rounds.scheduleWithFixedDelay(kept::removeOld, CLAIMS_EVERY.toMillis(), CLAIMS_EVERY.toMillis(),
                    TimeUnit.MILLISECONDS));
        });
    }

    private void round(NodeLeases own) {
        try {
            own.round(wanted.get(), together.get());
            if (!answering) {
                Debug.logInfo("The leases of PBX servers can be read again", MODULE);
            }
            answering = true;
        } catch (RuntimeException e) {
            if (answering) {
                Debug.logError(e, "Couldn't read the leases of PBX servers. Until it works again, nothing is sent to a PBX", MODULE);
            }
            answering = false;
        }
        tellIfChanged(own);
    }

    /** From memory: the wait after a lease is taken can end between two rounds. */
    private void tellIfChanged(NodeLeases own) {
        Set<String> now = own.served();
        if (!now.equals(told)) {
            told = now;
            Debug.logInfo("This node serves " + (now.isEmpty() ? "no PBX server" : "PBX servers " + String.join(", ", now)), MODULE);
            tell();
        }
    }

    private void tell() {
        try {
            changes.execute(() -> {
                try {
                    changed.run();
                } catch (RuntimeException e) {
                    Debug.logError(e, "Couldn't open or close the connections of this node", MODULE);
                }
            });
        } catch (RejectedExecutionException e) {
            Debug.logInfo("The node stops", MODULE);
        }
    }

    /** Whether there may be other nodes. */
    public boolean several() {
        return leases.isPresent();
    }

    /** Whether this node is to be connected to this server. */
    public boolean serves(String serverId) {
        return leases.map(own -> own.served().contains(serverId)).orElse(true);
    }

    /** Whether this node may do something to this server at this very moment. Never waits. */
    public boolean mayAct(String serverId) {
        return leases.isEmpty() || leases.get().mayAct(serverId);
    }

    /** Where claims are kept that other nodes must know of. */
    public SharedClaims claims() {
        return claims.<SharedClaims>map(kept -> kept).orElse(SharedClaims.NONE);
    }

    /** The number that all writes about calls of this server carry; empty with one node, and where this node never served the server. */
    public Optional<Long> fencing(String serverId) {
        return leases.flatMap(own -> own.fencing(serverId));
    }

    /**
     * The connections of servers that are to be given back are closed: others may have them.
     *
     * @param before done first, if there are any; may wait
     */
    public void leave(Runnable before) {
        Set<String> leaving = leases.map(NodeLeases::leaving).orElse(Set.of());
        if (!leaving.isEmpty()) {
            before.run();
            leaving.forEach(leases.get()::left);
        }
    }

    /** Whether this node does something for callers now: with several nodes, whether it may act on any server. */
    public boolean serving() {
        return leases.isEmpty() || leases.get().served().stream().anyMatch(leases.get()::mayAct);
    }

    /** All nodes as this one saw them last; empty with one node. */
    public List<NodeState> nodes() {
        return leases.map(own -> NodeState.of(own.view(), own.self().nodeId())).orElse(List.of());
    }

    /** Of this node; empty with one node. */
    public String selfId() {
        return leases.map(own -> own.self().nodeId()).orElse("");
    }

    /** Ids of other nodes that live. */
    public Set<String> others() {
        return leases.map(own -> own.view().alive().stream().filter(nodeId -> !nodeId.equals(own.self().nodeId()))
                .collect(Collectors.toUnmodifiableSet())).orElse(Set.of());
    }

    /** Ids of other nodes that live, or hold a server although they don't: nobody serves it then. */
    public Set<String> othersWithServers() {
        Set<String> all = new HashSet<>(others());
        leases.ifPresent(own -> own.view().leases().stream().filter(lease -> !lease.isFree() && !serves(lease.serverId())).map(LeaseRow::nodeId)
                .filter(nodeId -> !nodeId.equals(own.self().nodeId())).forEach(all::add));
        return Set.copyOf(all);
    }

    /** Id of the node that holds this server, as far as this one knows. */
    public Optional<String> holder(String serverId) {
        return leases.flatMap(own -> own.view().leases().stream().filter(lease -> lease.serverId().equals(serverId) && !lease.isFree())
                .map(LeaseRow::nodeId).findFirst());
    }

    /** The one that holds the first of the servers that any node holds. */
    public Optional<String> firstHolder() {
        return leases.flatMap(own -> own.view().leases().stream().filter(lease -> !lease.isFree()).map(LeaseRow::nodeId).findFirst());
    }

    /** Whether the database answered the last time. */
    public boolean answering() {
        return answering;
    }

    /** Nothing is sent to a PBX from now on, and no server taken; the leases are kept until {@link #close}. */
    public void stopActing() {
        leases.ifPresent(NodeLeases::stopActing);
    }

    /** Gives all back: another node takes them at once. */
    @Override
    public void close() {
        changes.shutdownNow();
        claims.ifPresent(ServerClaims::close);
        leases.ifPresent(own -> rounds.execute(() -> {
            try {
                own.giveBackAll();
            } catch (RuntimeException e) {
                Debug.logWarning("The leases of this node weren't given back. Other nodes take them within seconds: " + e, MODULE);
            }
        }));
        rounds.shutdown();
        try {
            if (!rounds.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                rounds.shutdownNow();
            }
        } catch (InterruptedException e) {
            rounds.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
