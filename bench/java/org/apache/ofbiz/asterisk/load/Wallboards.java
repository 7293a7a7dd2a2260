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
package org.apache.ofbiz.asterisk.load;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.ofbiz.asterisk.bench.Table;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.PbxPlayer;
import org.apache.ofbiz.asterisk.fixture.RefusedCalls;

/**
 * 200 wallboards with 1,000 agents in 50 queues: how long until the last of them shows that an agent pauses or takes calls again, and the CPU that
 * it costs, beside the same with one wallboard. The harness {@code wallboards}.
 */
public final class Wallboards {

    private static final int VIEWERS = 200;
    private static final int WARM_UP = 400;
    private static final int CHANGES = 400;
    private static final Duration IDLE = Duration.ofSeconds(20);
    private static final long LAST_NANOS = 10_000_000_000L;
    private static final long KEEPS_SOCKET_NANOS = 10_000_000_000L;
    private static final Table TABLE = new Table("wallboards", "Until a change of one of " + ManyAgentsHost.AGENTS + " agents in "
            + ManyAgentsHost.QUEUES + " queues is at the last wallboard; changes of 0.4 s are told together", "wallboards", "change", "changes",
            "missing", "p50", "p99", "longest", "p99 / one", "CPU a change", "CPU of a core");

    private final ManyAgentsServer server;
    private final List<Console> agents = new ArrayList<>();
    private final List<Console> boards = new ArrayList<>();
    private final AtomicInteger whole = new AtomicInteger();
    private final StateChanges seen = new StateChanges();
    private long aliveAt = System.nanoTime();
    /** p99 with one wallboard, by changes a second. */
    private final Map<Integer, Long> alone = new ConcurrentHashMap<>();

    private Wallboards(ManyAgentsServer server) {
        this.server = server;
    }

    /** Runs, prints, and exits with 1 when a wallboard missed a change or was closed. */
    public static void main(String[] arguments) throws IOException {
        PbxPlayer.allowAnyPort();
        boolean good;
        try (PbxPlayer pbx = RefusedCalls.start(); ManyAgentsServer server = ManyAgentsServer.start("wallboards", pbx)) {
            good = new Wallboards(server).measure();
        }
        TABLE.print();
        System.exit(good ? 0 : 1);
    }

    private boolean measure() throws IOException {
        URI base = URI.create(server.answer(ManyAgentsHost.READY));
        for (int agent = 0; agent < ManyAgentsHost.AGENTS; agent++) {
            agents.add(new Console(base, ManyAgentsHost.login(agent)));
        }
        server.awaitMembers();
        boolean good = with(base, 1);
        good &= with(base, VIEWERS);
        return good && boards.stream().allMatch(board -> board.closeCode() == 0) && agents.stream().allMatch(agent -> agent.closeCode() == 0);
    }

    private boolean with(URI base, int viewers) {
        while (boards.size() < viewers) {
            Console board = new Console(base, ManyAgentsHost.supervisor(boards.size() % ManyAgentsHost.SUPERVISORS), this::heard);
            boards.add(board);
            board.asks("{\"type\":\"WATCH\",\"id\":\"w\"}");
        }
        Await.untilTrue(() -> whole.get() >= viewers, () -> whole + " of " + viewers + " wallboards are shown");
        changes(WARM_UP, 20);
        idle();
        boolean good = true;
        for (int perSecond : List.of(10, 50)) {
            good &= row(perSecond);
        }
        return good;
    }

    private void idle() {
        Duration before = server.cpu();
        long end = System.nanoTime() + IDLE.toNanos();
        while (System.nanoTime() < end) {
            keepSockets();
            LockSupport.parkNanos(100_000_000);
        }
        TABLE.row(boards.size(), "nothing changes", 0, 0, "", "", "", "", "", percent(server.cpu().minus(before), IDLE.toNanos()));
    }

    private boolean row(int perSecond) {
        Duration before = server.cpu();
        long began = System.nanoTime();
        List<StateChanges.Change> changes = changes(CHANGES, perSecond);
        Duration used = server.cpu().minus(before);
        long took = System.nanoTime() - began;
        long[] times = StateChanges.times(changes);
        if (times.length == 0) {
            throw new IllegalStateException("no change was at all wallboards");
        }
        long most = Table.percentile(times, 0.99);
        alone.putIfAbsent(perSecond, most);
        TABLE.row(boards.size(), "an agent pauses or is available, " + perSecond + " a second", changes.size(), changes.size() - times.length,
                Table.time(Table.percentile(times, 0.5)), Table.time(most), Table.time(times[times.length - 1]),
                (double) most / alone.get(perSecond), Table.time((double) used.toNanos() / changes.size()), percent(used, took));
        return times.length == changes.size();
    }

    private static String percent(Duration used, long nanos) {
        return Math.round(100.0 * used.toNanos() / nanos) + " %";
    }

    /** Agents one after the other, each once to a pause and once back, so that no change takes the place of another that isn't told yet. */
    private List<StateChanges.Change> changes(int count, int perSecond) {
        int first = new Random(count).nextInt(ManyAgentsHost.AGENTS);
        List<StateChanges.Change> changes = new ArrayList<>();
        long next = System.nanoTime();
        for (int i = 0; i < count; i++) {
            boolean pauses = i < count / 2;
            int agent = (first + i % (count / 2)) % ManyAgentsHost.AGENTS;
            for (long left = next - System.nanoTime(); left > 0; left = next - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            next += 1_000_000_000L / perSecond;
            keepSockets();
            changes.add(seen.expect(agent, pauses ? "PAUSED" : "AVAILABLE", boards.size()));
            agents.get(agent).asks("{\"type\":\"STATE\",\"id\":\"" + agent + "\",\"state\":\""
                    + (pauses ? "PAUSED\",\"reason\":\"AST_PAUSE_BREAK" : "AVAILABLE") + "\"}");
        }
        StateChanges.await(changes, LAST_NANOS);
        return changes;
    }

    private void keepSockets() {
        if (System.nanoTime() - aliveAt > KEEPS_SOCKET_NANOS) {
            aliveAt = System.nanoTime();
            boards.forEach(board -> board.asks("{\"type\":\"ALIVE\",\"id\":\"k\"}"));
            agents.forEach(agent -> agent.asks("{\"type\":\"ALIVE\",\"id\":\"k\"}"));
        }
    }

    private void heard(String message) {
        if (!message.startsWith("{\"type\":\"WALLBOARD\"")) {
            return;
        }
        if (message.startsWith("\"all\":true", "{\"type\":\"WALLBOARD\",".length())) {
            whole.incrementAndGet();
        } else {
            seen.seen(message);
        }
    }
}
