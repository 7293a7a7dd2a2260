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

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The leases of one node. No clock is shared. A holder acts for some seconds after the <em>beginning</em> of the last look at the rows that showed it
 * as the holder. Another node that takes the lease, since the holder isn't heard of, waits for longer than that before it acts. So the holder stops
 * first, whatever the clocks of the machines and of the database say, as long as they run about as fast. {@link #round} belongs to one thread, all
 * else is thread-safe and waits for nothing.
 */
final class NodeLeases {

    /** Rows of nodes that are gone are removed after this many times {@code silence}. */
    private static final int GONE = 12;

    private final NodeRow self;
    private final LeaseTimes times;
    private final LeaseStore store;
    private final NodeClocks clocks;
    private final Map<String, Held> held = new ConcurrentHashMap<>();
    /** The last number under which this node held a server, by serverId. */
    private final Map<String, Long> lastFencing = new ConcurrentHashMap<>();
    private volatile boolean closing;
    private volatile Seen view = new Seen(List.of(), Set.of(), List.of());

    // of the thread of the rounds
    private final Map<String, Sighting<LeaseRow>> leases = new HashMap<>();
    private final Map<String, Sighting<NodeRow>> nodes = new HashMap<>();
    private final Map<String, NodeClocks.Moment> gaveBack = new HashMap<>();
    private Optional<Sighting<Set<String>>> company = Optional.empty();
    /** The first round: nodes that start together would each take all if they took any in it. */
    private Optional<NodeClocks.Moment> began = Optional.empty();
    private long beats;

    NodeLeases(NodeRow self, LeaseTimes times, LeaseStore store, NodeClocks clocks) {
        this.self = self;
        this.times = times;
        this.store = store;
        this.clocks = clocks;
    }

    /**
     * A lease of this node.
     *
     * @param confirmed when the last look began that showed this node as the holder
     * @param taken     since when it is the holder
     * @param guarded   whether another node held it before, which may not know yet
     * @param leaving   this node doesn't act any more
     * @param left      and nothing of it goes on
     */
    private record Held(long fencing, NodeClocks.Moment confirmed, NodeClocks.Moment taken, boolean guarded, boolean leaving, boolean left) {

        Held confirmedAt(NodeClocks.Moment moment) {
            return new Held(fencing, moment, taken, guarded, leaving, left);
        }

        Held leave() {
            return new Held(fencing, confirmed, taken, guarded, true, left);
        }

        Held gone() {
            return new Held(fencing, confirmed, taken, guarded, true, true);
        }
    }

    /** What was seen, unchanged since then. */
    private record Sighting<T>(T what, NodeClocks.Moment since) {
    }

    /**
     * What the last round saw.
     *
     * @param alive ids of nodes that live
     */
    record Seen(List<NodeRow> nodes, Set<String> alive, List<LeaseRow> leases) {
    }

    Seen view() {
        return view;
    }

    NodeRow self() {
        return self;
    }

    /** Whether this node may do something to this server at this moment. To be asked right before it does. */
    boolean mayAct(String serverId) {
        Held own = held.get(serverId);
        return own != null && !own.leaving() && isAlone(own) && clocks.within(times.actFor(), own.confirmed());
    }

    /** Whether who held it before must have stopped. */
    private boolean isAlone(Held own) {
        return !own.guarded() || clocks.passed(times.guard(), own.taken());
    }

    /** Servers that this node is to be connected to: those it holds alone, and doesn't give back. */
    Set<String> served() {
        return held.entrySet().stream().filter(lease -> !lease.getValue().leaving() && isAlone(lease.getValue())).map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those on which nothing is done any more; {@link #left} is waited for. */
    Set<String> leaving() {
        return held.entrySet().stream().filter(lease -> lease.getValue().leaving() && !lease.getValue().left()).map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The number under which this node holds the server, or held it last; empty where it never did. */
    Optional<Long> fencing(String serverId) {
        return Optional.ofNullable(lastFencing.get(serverId));
    }

    /** The connection is closed, and what was known is written: others may have it. */
    void left(String serverId) {
        held.computeIfPresent(serverId, (id, lease) -> lease.gone());
    }

    /** Acts on no server from now on, and takes none. The leases stay, until {@link #giveBackAll}. */
    void stopActing() {
        closing = true;
        held.replaceAll((serverId, lease) -> lease.leave());
    }

    /** Others may have all. */
    void giveBackAll() {
        held.keySet().forEach(this::left);
        giveBackLeft();
        store.remove(self.nodeId());
    }

    /**
     * Looks, takes and gives back.
     *
     * @param wanted   servers that are enabled
     * @param together those that one node is to serve have the same name here, by serverId; others aren't in it
     * @throws RuntimeException when the database doesn't answer; what is held stays held
     */
    void round(Set<String> wanted, Map<String, String> together) {
        began = began.or(() -> Optional.of(clocks.now()));
        store.sign(new NodeRow(self.nodeId(), self.name(), ++beats));
        giveBackLeft();
        List<LeaseRow> rows = look(wanted);
        Set<String> alive = alive();
        view = new Seen(nodes.values().stream().map(Sighting::what).sorted(Comparator.comparing(NodeRow::name)).toList(), alive, rows);
        if (!closing) {
            held.keySet().stream().filter(serverId -> !wanted.contains(serverId)).forEach(this::leave);
            List<LeaseRow> shared = rows.stream().filter(row -> wanted.contains(row.serverId())).toList();
            Map<String, String> plan = new SharedServers(shared, together, alive).plan();
            shared.forEach(row -> take(row, self.nodeId().equals(plan.get(row.serverId()))));
            balance(shared, plan, alive);
        }
    }

    /** Of a lease that another node may still think it has, nobody is told yet that it is free. */
    private void giveBackLeft() {
        held.forEach((serverId, lease) -> {
            if (lease.left() && isAlone(lease)) {
                store.giveBack(serverId, self.nodeId(), lease.fencing());
                gaveBack.put(serverId, clocks.now());
                held.remove(serverId);
            }
        });
    }

    private void leave(String serverId) {
        held.computeIfPresent(serverId, (id, lease) -> lease.leave());
    }

    private List<LeaseRow> look(Set<String> wanted) {
        NodeClocks.Moment began = clocks.now();
        List<LeaseRow> rows = store.leases();
        note(leases, rows, LeaseRow::serverId);
        confirm(rows, began);
        List<NodeRow> others = store.nodes();
        note(nodes, others, NodeRow::nodeId);
        Set<String> known = rows.stream().map(LeaseRow::serverId).collect(Collectors.toSet());
        wanted.stream().filter(serverId -> !known.contains(serverId)).forEach(store::create); // is taken in the next round
        return rows.stream().sorted(Comparator.comparing(LeaseRow::serverId)).toList();
    }

    /** What an earlier round took without hearing so is this node's from now on. */
    private void confirm(List<LeaseRow> rows, NodeClocks.Moment began) {
        Map<String, Long> own = rows.stream().filter(row -> row.nodeId().equals(self.nodeId()))
                .collect(Collectors.toMap(LeaseRow::serverId, LeaseRow::fencing));
        held.entrySet().removeIf(lease -> !Long.valueOf(lease.getValue().fencing()).equals(own.get(lease.getKey())));
        own.forEach((serverId, fencing) -> {
            if (held.computeIfPresent(serverId, (id, lease) -> lease.confirmedAt(began)) == null) {
                hold(serverId, new Held(fencing, began, clocks.now(), true, false, false));
            }
        });
    }

    /** When it was seen first: the reading is over by then, so it had become so before. */
    private <T> void note(Map<String, Sighting<T>> sightings, List<T> rows, Function<T, String> id) {
        NodeClocks.Moment now = clocks.now();
        sightings.keySet().retainAll(rows.stream().map(id).collect(Collectors.toSet()));
        for (T row : rows) {
            Sighting<T> seen = new Sighting<>(row, now);
            sightings.merge(id.apply(row), seen, (before, again) -> before.what().equals(row) ? before : again);
        }
    }

    private Set<String> alive() {
        Set<String> alive = new TreeSet<>(Set.of(self.nodeId()));
        nodes.forEach((nodeId, node) -> {
            if (!clocks.passed(times.silence(), node.since())) {
                alive.add(nodeId);
            } else if (!nodeId.equals(self.nodeId()) && clocks.passed(times.silence().multipliedBy(GONE), node.since())) {
                store.remove(nodeId);
            }
        });
        if (company.filter(before -> before.what().equals(alive)).isEmpty()) {
            company = Optional.of(new Sighting<>(alive, clocks.now()));
        }
        return alive;
    }

    /** @param mine whether this node is to have it; others take it after a while, or it might be nobody's */
    private void take(LeaseRow row, boolean mine) {
        String serverId = row.serverId();
        if (held.containsKey(serverId) || closing) {
            return;
        }
        NodeClocks.Moment now = clocks.now();
        NodeClocks.Moment since = Optional.ofNullable(nodes.get(row.nodeId())).map(Sighting::since).orElse(leases.get(serverId).since());
        Duration silence = row.isFree() ? Duration.ZERO : times.silence();
        boolean first = mine && gaveBackLongAgo(serverId);
        boolean due = clocks.passed(first ? silence : silence.plus(times.anybodyAfter()), since)
                && clocks.passed(times.anybodyAfter().multipliedBy(first ? 1 : 2), began.orElseThrow());
        if (due && store.take(row, self.nodeId())) {
            hold(serverId, new Held(row.fencing() + 1, now, clocks.now(), !row.isFree(), false, false));
        }
    }

    private void hold(String serverId, Held lease) {
        lastFencing.put(serverId, lease.fencing());
        held.put(serverId, closing ? lease.leave() : lease);
        if (closing) {
            leave(serverId); // closed between the two
        }
    }

    private boolean gaveBackLongAgo(String serverId) {
        return Optional.ofNullable(gaveBack.get(serverId)).filter(since -> !clocks.passed(times.silence(), since)).isEmpty();
    }

    /**
     * Gives one back that another node is to have, once the nodes have been the same for a while and each server has one: a server moves when the one
     * before it has arrived, and not to a node that has just become silent.
     */
    private void balance(List<LeaseRow> shared, Map<String, String> plan, Set<String> alive) {
        boolean settled = company.filter(same -> clocks.passed(times.balanceAfter(), same.since())).isPresent() && leaving().isEmpty()
                && shared.stream().allMatch(row -> alive.contains(row.nodeId()))
                && alive.stream().allMatch(nodeId -> Optional.ofNullable(nodes.get(nodeId)).filter(this::isFresh).isPresent());
        if (settled) {
            served().stream().filter(serverId -> !plan.getOrDefault(serverId, self.nodeId()).equals(self.nodeId())).findFirst()
                    .ifPresent(this::leave);
        }
    }

    private boolean isFresh(Sighting<NodeRow> node) {
        return !clocks.passed(times.silence().dividedBy(2), node.since());
    }
}
