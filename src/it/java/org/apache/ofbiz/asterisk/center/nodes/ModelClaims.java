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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.ofbiz.asterisk.center.nodes.ModelNodes.Node;

/**
 * Callers of one PBX whom the nodes of a {@link ModelNodes} claim at all moments, with the code that takes calls in the database; its statements fail
 * and last as those of leases do. What a node decides under its lock, and that it asks for its lease right before it sends a caller, is modelled
 * here. Checked at each Redirect:
 * <ol>
 * <li>One winner: a caller is sent only while they wait; not while they are on their way to somebody, or talk.
 * <li>Whoever sends a caller held the lease, in the database, at a moment after they had decided. That holds for a node whose clocks stand still,
 * too.
 * </ol>
 */
final class ModelClaims {

    static final String PBX = "A";
    private static final int CALLERS = 3;
    /** Each waits for those that begin after it, as they are on one stack. */
    private static final int MOST_AT_ONCE = 4;
    private static final long PATIENCE = LeaseTimes.DEFAULT.actFor().toMillis();

    private final ModelNodes model;
    private final Map<String, ClaimRow> rows = new TreeMap<>();
    private final Map<String, Caller> callers = new TreeMap<>();
    private final Map<Node, Desk> desks = new HashMap<>();
    private int arrived;
    private int inProgress;
    private int sent;

    ModelClaims(ModelNodes model) {
        this.model = model;
        model.besides(node -> desks.computeIfAbsent(node, Desk::new).look());
        for (int i = 0; i < CALLERS; i++) {
            arrives();
        }
    }

    /** Somebody who waits, rings at a phone, or talks. */
    private static final class Caller {
        private final String callId;
        private final long since;
        /** Until then they are on their way to whoever has claimed them last. */
        private long ringsUntil;
        private boolean talks;
        private Optional<Runnable> whenFailed = Optional.empty();

        Caller(String callId, long since) {
            this.callId = callId;
            this.since = since;
        }

        boolean waits(long now) {
            return !talks && ringsUntil <= now;
        }
    }

    private void arrives() {
        String callId = "call" + ++arrived;
        callers.put(callId, new Caller(callId, model.now()));
    }

    /** How many callers were sent so far. */
    int sent() {
        return sent;
    }

    /** How long the one has waited who waits longest, in ms. */
    long longestWait() {
        return callers.values().stream().filter(caller -> caller.waits(model.now())).mapToLong(caller -> model.now() - Math.max(caller.since,
                caller.ringsUntil)).max().orElse(0);
    }

    /** The call distributor of one node, and the journal. */
    private final class Desk {
        private final Node node;
        private final NodeClaims claims;
        private final Map<String, Long> open = new HashMap<>();
        private long turn;
        private long nextClaim;

        Desk(Node node) {
            this.node = node;
            this.claims = new NodeClaims(new Statements(node));
        }

        /** Decides what has become of calls, and claims one now and then. */
        void look() {
            for (Caller caller : List.copyOf(callers.values())) {
                if (inProgress < MOST_AT_ONCE && caller.whenFailed.isPresent() && caller.waits(model.now())) {
                    Runnable failed = caller.whenFailed.get();
                    caller.whenFailed = Optional.empty();
                    during(failed);
                }
            }
            if (nextClaim <= model.now() && inProgress < MOST_AT_ONCE && node.leases().mayAct(PBX)) {
                nextClaim = model.now() + 50 + model.choose(400);
                List<Caller> waiting = new ArrayList<>(callers.values().stream().filter(caller -> caller.waits(model.now())
                        && !open.containsKey(caller.callId)).toList());
                if (!waiting.isEmpty()) {
                    waiting.sort(Comparator.comparing(caller -> Math.max(caller.since, caller.ringsUntil)));
                    Caller chosen = waiting.get(model.isCalm() ? 0 : model.choose(waiting.size()));
                    during(() -> claim(chosen));
                }
            }
        }

        private void during(Runnable work) {
            inProgress++;
            try {
                work.run();
            } finally {
                inProgress--;
            }
        }

        private void claim(Caller caller) {
            long fencing = node.leases().fencing(PBX).orElseThrow();
            long began = model.now();
            ClaimRow row = new ClaimRow(caller.callId, PBX, node.leases().self().nodeId(), fencing, ++turn, "user", "phone");
            open.put(caller.callId, row.turn());
            boolean held = model.lease(PBX).nodeId().equals(row.nodeId()) && model.lease(PBX).fencing() == fencing;
            boolean taken = false;
            try {
                taken = claims.take(row);
            } catch (IllegalStateException databaseIsAway) {
                taken = false;
            }
            boolean patient = model.now() - began < PATIENCE;
            if (taken && patient && node.alive() && node.leases().mayAct(PBX)) {
                redirect(caller, row, held);
            } else if (node.alive()) {
                failed(row);
            }
        }

        private void redirect(Caller caller, ClaimRow row, boolean held) {
            if (!held) {
                throw new AssertionError("At " + model.now() + " ms " + row + " sends a caller, and the lease was " + model.lease(PBX));
            }
            if (!callers.containsKey(caller.callId)) {
                return; // they hung up
            }
            if (node.hasTime() && !caller.waits(model.now())) {
                throw new AssertionError("At " + model.now() + " ms " + row + " sends a caller whom somebody has: " + rows.get(row.phoneCallId()));
            }
            sent++;
            caller.ringsUntil = model.now() + 100 + model.choose(1_500);
            if (model.choose(3) == 0) {
                caller.whenFailed = Optional.of(() -> {
                    if (node.alive()) {
                        failed(row);
                    }
                });
            } else {
                caller.talks = true;
                callers.remove(caller.callId);
                open.remove(caller.callId);
                if (model.choose(4) > 0) {
                    rows.remove(row.phoneCallId()); // by the journal; else its node died with the end of the call
                }
                arrives();
            }
        }

        /** The call is open again at once, while the row may be on its way. */
        private void failed(ClaimRow row) {
            open.remove(row.phoneCallId(), row.turn());
            try {
                claims.release(row);
            } catch (IllegalStateException databaseIsAway) {
                return; // the next claim replaces it
            }
        }
    }

    /** What one node asks the database about claims. */
    private final class Statements implements ClaimStore {
        private final Node node;

        Statements(Node node) {
            this.node = node;
        }

        @Override
        public boolean replaceOlder(ClaimRow claim) {
            return model.change(node, () -> {
                boolean older = Optional.ofNullable(rows.get(claim.phoneCallId())).filter(claim::after).isPresent();
                return older && rows.put(claim.phoneCallId(), claim) != null;
            });
        }

        @Override
        public boolean create(ClaimRow claim) {
            return model.change(node, () -> rows.putIfAbsent(claim.phoneCallId(), claim) == null);
        }

        @Override
        public Optional<ClaimRow> find(String phoneCallId) {
            return model.read(node, () -> Optional.ofNullable(rows.get(phoneCallId)));
        }

        @Override
        public boolean holds(String serverId, String nodeId, long fencing) {
            return model.read(node, () -> model.lease(serverId).equals(new LeaseRow(serverId, nodeId, fencing)));
        }

        @Override
        public void remove(String phoneCallId, String nodeId, long fencing, long turn) {
            model.change(node, () -> rows.values().removeIf(row -> row.phoneCallId().equals(phoneCallId) && row.nodeId().equals(nodeId)
                    && row.fencing() == fencing && row.turn() <= turn));
        }

        @Override
        public void removeOlderThan(Duration age) {
            throw new UnsupportedOperationException("time is short here");
        }
    }
}
