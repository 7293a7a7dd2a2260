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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Nodes, their clocks and their database in a time of the model's own, in milliseconds. Statements take time, before and after they are done, and
 * fail with or without having been done, or are done later; nodes stop and go on, within a statement, too. While one node waits for a statement,
 * time passes and other nodes work. After each step the invariant is checked: never do two nodes act on one server.
 */
final class ModelNodes {

    static final Set<String> SERVERS = Set.of("A", "B", "C", "D");
    static final LeaseTimes TIMES = LeaseTimes.DEFAULT;
    private static final int STEP = 25;

    /** What decides about delays and faults: numbers from 0 to 9999, one after the other, and then again. */
    private final List<Integer> script;
    private final Set<String> servers;
    private int next;
    private boolean faults = true;
    private long now;
    private final Map<String, LeaseRow> leases = new TreeMap<>();
    private final Map<String, NodeRow> rows = new TreeMap<>();
    private final TreeMap<Long, List<Runnable>> late = new TreeMap<>();
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Integer> holders = new HashMap<>();
    private Consumer<Node> besides = node -> { };
    private Map<String, String> together = Map.of();

    ModelNodes(List<Integer> script) {
        this(script, SERVERS);
    }

    /** With other servers. */
    ModelNodes(List<Integer> script, Set<String> servers) {
        this.script = script;
        this.servers = servers;
    }

    /** From now on trunks join these servers. */
    void join(Set<String> servers) {
        Map<String, String> names = new HashMap<>();
        servers.forEach(serverId -> names.put(serverId, "joined"));
        together = names;
    }

    /** One process. */
    final class Node {
        private final NodeLeases leases;
        /** Rate of its clock in percent, and how far its clock of the day is set off. */
        private final int rate;
        private long setOff;
        private long nextRound;
        private long stoppedUntil;
        private boolean busy;
        private boolean dead;
        private boolean timeless;
        private long stoodAt;

        private Node(int number) {
            this.rate = 85 + choose(31);
            NodeClocks clocks = new NodeClocks(() -> (number * 77_000L + time() * rate / 100) * 1_000_000, () -> time() * rate / 100 + setOff);
            this.leases = new NodeLeases(new NodeRow("node" + number, "node" + number, 0), TIMES, new Statements(this), clocks);
            this.nextRound = now + choose(1_000);
        }

        private long time() {
            return timeless ? stoodAt : now;
        }

        NodeLeases leases() {
            return leases;
        }

        boolean alive() {
            return !dead;
        }

        /** As by kill -9. */
        void kill() {
            dead = true;
        }

        /** As by SIGSTOP. */
        void stop(long millis) {
            stoppedUntil = now + millis;
        }

        /** Its clocks stand still from now on, and the thread that looks at leases never runs again; all else of the process goes on. */
        void losesTime() {
            timeless = true;
            stoodAt = now;
        }

        /** Whether its clocks go, if not well. */
        boolean hasTime() {
            return !timeless;
        }

        boolean runs() {
            return !dead && stoppedUntil <= now;
        }

        void setClock(long millis) {
            setOff += millis;
        }

        /** As on a clean stop. */
        void close() {
            leases.stopActing();
            try {
                busy = true;
                leases.giveBackAll();
            } catch (IllegalStateException e) {
                return; // it dies without
            } finally {
                dead = true;
            }
        }

        private void round() {
            busy = true;
            try {
                leases.round(servers, together);
                leases.leaving().forEach(leases::left);
            } catch (IllegalStateException databaseIsAway) {
                return;
            } finally {
                busy = false;
                nextRound = now + TIMES.lookEvery().toMillis() * 100 / rate;
            }
        }
    }

    Node start() {
        Node node = new Node(nodes.size());
        nodes.add(node);
        return node;
    }

    Node node(int number) {
        return nodes.get(number);
    }

    List<Node> alive() {
        return nodes.stream().filter(Node::alive).toList();
    }

    /** What nodes do in each step besides looking at leases. */
    void besides(Consumer<Node> what) {
        besides = what;
    }

    boolean isCalm() {
        return !faults;
    }

    long now() {
        return now;
    }

    /** The row of a server's lease at this moment. */
    LeaseRow lease(String serverId) {
        return leases.getOrDefault(serverId, new LeaseRow(serverId, LeaseRow.NOBODY, 0));
    }

    int choose(int bound) {
        int chosen = script.isEmpty() ? 0 : script.get(next++ % script.size()) % bound;
        return chosen;
    }

    /** From now on statements take a moment and never fail, and nothing stops. */
    void calm() {
        faults = false;
        nodes.forEach(node -> node.stoppedUntil = Math.min(node.stoppedUntil, now));
    }

    /** Which node acts on each server now, by number; servers on which none does are left out. */
    Map<String, Integer> acting() {
        Map<String, Integer> acting = new TreeMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            for (String serverId : servers) {
                if (!nodes.get(i).dead && nodes.get(i).hasTime() && nodes.get(i).leases.mayAct(serverId)) {
                    Integer other = acting.put(serverId, i);
                    if (other != null) {
                        throw new AssertionError("At " + now + " ms nodes " + other + " and " + i + " act on server " + serverId + ": " + leases);
                    }
                }
            }
        }
        return acting;
    }

    /** Time passes, and what is due in it happens. Invariants are checked all the time. */
    void pass(long millis) {
        long until = now + millis;
        while (now < until) {
            now = Math.min(until, now + STEP);
            while (!late.isEmpty() && late.firstKey() <= now) {
                late.pollFirstEntry().getValue().forEach(Runnable::run);
            }
            for (Node node : List.copyOf(nodes)) {
                if (node.runs() && !node.busy && !node.timeless && node.nextRound <= now) {
                    node.round();
                }
                if (node.runs()) {
                    besides.accept(node);
                }
            }
            acting();
            leases.forEach((serverId, lease) -> holders.merge(serverId, (int) lease.fencing(), (before, after) -> {
                if (after < before) {
                    throw new AssertionError("The fencing number of server " + serverId + " fell from " + before + " to " + after);
                }
                return after;
            }));
        }
    }

    /** A statement that changes something, asked by this node. */
    boolean change(Node node, BooleanSupplier statement) {
        if (!faults) {
            pass(1);
            return statement.getAsBoolean();
        }
        int fate = choose(100);
        delay(node);
        if (fate < 6) {
            throw new IllegalStateException("never done");
        }
        if (fate < 10) {
            late.computeIfAbsent(now + choose(9_000), at -> new ArrayList<>()).add(statement::getAsBoolean);
            throw new IllegalStateException("done later");
        }
        boolean done = statement.getAsBoolean();
        delay(node);
        if (fate < 16) {
            throw new IllegalStateException("done, and nobody heard");
        }
        return done;
    }

    /** A statement that reads, asked by this node. */
    <T> T read(Node node, Supplier<T> statement) {
        if (!faults) {
            pass(1);
            return statement.get();
        }
        delay(node);
        T found = statement.get();
        delay(node);
        return found;
    }

    /** Mostly short; sometimes long, and the process may be stopped meanwhile. */
    private void delay(Node node) {
        int kind = choose(100);
        pass(kind < 80 ? 1 : kind < 95 ? choose(900) : choose(9_000));
        long stopped = node.stoppedUntil - now;
        if (stopped > 0) {
            pass(stopped);
        }
        if (node.dead) {
            throw new IllegalStateException("killed");
        }
    }

    /** What one node asks the database. */
    private final class Statements implements LeaseStore {

        private final Node node;

        Statements(Node node) {
            this.node = node;
        }

        @Override
        public List<LeaseRow> leases() {
            return read(node, () -> List.copyOf(leases.values()));
        }

        @Override
        public List<NodeRow> nodes() {
            return read(node, () -> List.copyOf(rows.values()));
        }

        @Override
        public void create(String serverId) {
            change(node, () -> leases.putIfAbsent(serverId, new LeaseRow(serverId, LeaseRow.NOBODY, 0)) == null);
        }

        @Override
        public boolean take(LeaseRow seen, String nodeId) {
            return change(node, () -> leases.replace(seen.serverId(), seen, new LeaseRow(seen.serverId(), nodeId, seen.fencing() + 1)));
        }

        @Override
        public void giveBack(String serverId, String nodeId, long fencing) {
            change(node, () -> {
                LeaseRow row = leases.get(serverId);
                boolean own = row.nodeId().equals(nodeId) && row.fencing() == fencing;
                return own && leases.put(serverId, new LeaseRow(serverId, LeaseRow.NOBODY, fencing)) != null;
            });
        }

        @Override
        public void sign(NodeRow own) {
            change(node, () -> rows.put(own.nodeId(), own) == null);
        }

        @Override
        public void remove(String nodeId) {
            change(node, () -> rows.remove(nodeId) != null);
        }
    }
}
