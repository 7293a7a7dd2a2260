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
package org.apache.ofbiz.asterisk.endtoend;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.bench.Table;
import org.apache.ofbiz.embedded.pbx.SimulatedPbx;

/**
 * Eight nodes at once, each its own process, with ten simulated PBXs and 5,000 agents, of whom 80 have consoles open: eight of the 50 of one group
 * of each PBX, one on each node. How long until the nodes hold the ten servers evenly, what they cost while nobody calls, what a call costs and how
 * much later it is on consoles of other nodes than on those of the node that serves its PBX; then one node is killed. The harness {@code nodes}.
 */
public final class EightNodes implements AutoCloseable {

    private static final int NODES = 8;
    private static final PrintStream OUT = System.out;
    private static final Duration TALK = Duration.ofSeconds(3);
    private static final Duration IDLE = Duration.ofSeconds(15);
    private static final Duration SETTLES = Duration.ofSeconds(5);
    private static final List<Integer> RATES = List.of(1, 2);
    private static final int WARM_UP_RATE = 2;
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final Duration CALLING = Duration.ofSeconds(30);
    /** After the last call of a rate: for the phone, the conversation and the journal. */
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(30);
    /** Beyond this, calls come faster than this machine takes them. */
    private static final long SATURATED_NANOS = 1_000_000_000;
    private static final Duration TAKEN_WITHIN = Duration.ofSeconds(20);
    private static final int MOST_STATEMENTS = 14;
    private static final int STATEMENT_LENGTH = 90;

    private static final Table COST = new Table("nodes", "Eight nodes, ten PBXs, 5,000 agents: what they use", "", "seconds",
            "CPU of a node: least, mean, most", "of the database", "of the broker", "of PBXs and browsers", "machine", "messages/s", "statements/s",
            "resident set of a node");
    private static final Table CALLS = new Table("nodes-calls", "Calls, offered to 8 consoles, one on each node, and claimed", "calls/s", "calls",
            "missing", "doubled", "messages", "statements", "CPU of a call: nodes", "database", "broker", "machine", "own node: p50", "p99",
            "other nodes: p50", "p99", "p99 / own", "added: p50", "p99");
    private static final Table EVENTS = new Table("nodes-events", "Nodes that come and die", "what", "after");
    private static final Table STATEMENTS = new Table("nodes-statements", "Statements of eight nodes: those that come most often", "idle, a second",
            "for a call", "statement");

    private final Cluster cluster;
    private final Holders holders;
    private final List<SimulatedPbx> pbxs;
    private final NodesAgents agents = new NodesAgents(NODES);
    private NodesMeter meter;
    private NodesMeter.Used idle;
    private final List<NodesCall> all = new ArrayList<>();
    private boolean good = true;

    private EightNodes(Cluster cluster, List<SimulatedPbx> pbxs) {
        this.cluster = cluster;
        this.pbxs = pbxs;
        this.holders = new Holders(cluster);
    }

    /** Runs, prints, and exits with 1 when an offer, a call or a row is missing or doubled. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "bench")), "nodes-").toAbsolutePath();
        boolean good = false;
        try (EightNodes eight = start(folder)) {
            good = eight.measure();
        } catch (IllegalStateException e) {
            OUT.println("nodes: ended early: " + e);
        }
        Stream.of(COST, CALLS, EVENTS, STATEMENTS).forEach(Table::print);
        System.exit(good ? 0 : 1);
    }

    private static EightNodes start(Path folder) throws IOException {
        List<SimulatedPbx> pbxs = new ArrayList<>();
        List<ClusterPbx> all = new ArrayList<>();
        for (int number = 0; number < NodesRows.PBXS; number++) {
            SimulatedPbx pbx = SimulatedPbx.start(0, folder.resolve("recordings"));
            pbx.hasPhones(NodesRows.PHONES);
            pbx.customersTalkFor(TALK);
            pbxs.add(pbx);
            all.add(new SimulatedClusterPbx(number, pbx));
        }
        return new EightNodes(Cluster.start(folder, all, new Cluster.Choices(List.of("shared_preload_libraries=pg_stat_statements"),
                List.of("-Xmx448m", "-Dlog4j2.configurationFile=" + System.getProperty("log4j2.configurationFile")), true)), pbxs);
    }

    private boolean measure() throws Exception {
        cluster.change("CREATE EXTENSION PG_STAT_STATEMENTS");
        long began = System.nanoTime();
        cluster.add(0);
        event("the first node is started, with an empty database", TenPbxsScene.since(began));
        NodesRows.write(cluster);
        cluster.change("UPDATE ASTERISK_SERVER SET ENABLED = 'Y'");
        began = System.nanoTime();
        for (int node = 1; node < NODES; node++) {
            cluster.add(0);
        }
        event("seven more nodes are started, one after the other", TenPbxsScene.since(began));
        spread();
        meter = new NodesMeter(cluster);
        rest(SETTLES);
        cost("no consoles", IDLE);
        began = System.nanoTime();
        agents.open(cluster.members());
        event("80 consoles are opened", TenPbxsScene.since(began));
        calls(WARM_UP_RATE, WARM_UP);
        idle = cost("80 consoles, no calls", IDLE);
        for (int rate : RATES) {
            if (saturates(rate)) {
                break;
            }
        }
        kill();
        eachIsKeptOnce();
        return good;
    }

    private void spread() {
        long began = System.nanoTime();
        List<Integer> before = holders.counts();
        holders.awaitSpread();
        event("ten servers are held evenly, since the last node was started; before " + before + ", then " + holders.counts(),
                TenPbxsScene.since(began));
    }

    private static void event(String what, Duration after) {
        EVENTS.row(what, String.format(Locale.ROOT, "%.1f s", after.toMillis() / 1e3));
        OUT.println("nodes: " + what + ": " + after.toMillis() + " ms");
    }

    private static void rest(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private NodesMeter.Used cost(String what, Duration time) {
        NodesMeter.Used before = meter.now();
        rest(time);
        NodesMeter.Used used = meter.now().since(before);
        row(what, used);
        return used;
    }

    private void row(String what, NodesMeter.Used used) {
        LongStream nodes = used.nodes().values().stream().mapToLong(Long::longValue).sorted();
        List<Long> sorted = nodes.boxed().toList();
        List<Long> sizes = meter.residentSets().stream().sorted().toList();
        COST.row(what, used.seconds(), used.ofCore(sorted.get(0)) + ", " + used.ofCore((double) used.allNodes() / sorted.size()) + ", "
                + used.ofCore(sorted.get(sorted.size() - 1)), used.ofCore(used.database()), used.ofCore(used.broker()), used.ofCore(used.self()),
                used.machine(), used.messages() / used.seconds(), used.allStatements() / used.seconds(), sizes.get(0) + " to "
                + sizes.get(sizes.size() - 1) + " MB");
    }

    /** Calls at this rate. @return whether this machine doesn't take more */
    private boolean saturates(int rate) {
        Map<String, Cluster.Member> before = holders.now();
        NodesMeter.Used from = meter.now();
        List<NodesCall> made = calls(rate, CALLING);
        NodesMeter.Used used = meter.now().since(from);
        if (!holders.now().equals(before)) {
            OUT.println("nodes: servers went from one node to another while calls came: " + holders.told());
            good = false;
        }
        row(rate + " calls/s for " + CALLING.toSeconds() + " s", used);
        NodesLatencies latencies = NodesLatencies.of(made, before, cluster, agents);
        double count = made.size();
        CALLS.row(rate, made.size(), missing(made), doubled(made), more(used, used.messages(), idle.messages())
                / count, more(used, used.allStatements(), idle.allStatements()) / count,
                Table.time(more(used, used.allNodes(), idle.allNodes()) / count), Table.time(more(used, used.database(), idle.database()) / count),
                Table.time(more(used, used.broker(), idle.broker()) / count), used.machine(), latencies.own(0.5), latencies.own(0.99),
                latencies.other(0.5), latencies.other(0.99), latencies.ratio(), latencies.added(0.5), latencies.added(0.99));
        if (rate == RATES.get(0)) {
            statements(used, made.size());
        }
        return latencies.otherP99() > SATURATED_NANOS;
    }

    /** What the calls of a time have taken beside what is used while nobody calls. */
    private double more(NodesMeter.Used used, long all, long whileIdle) {
        return all - whileIdle * (used.seconds() / idle.seconds());
    }

    private void statements(NodesMeter.Used used, int calls) {
        Map<String, Double> perCall = new HashMap<>();
        Stream.concat(used.statements().keySet().stream(), idle.statements().keySet().stream()).distinct().forEach(text -> perCall.put(text,
                more(used, used.statements().getOrDefault(text, 0L), idle.statements().getOrDefault(text, 0L)) / calls));
        Map<String, Double> aSecond = idle.statements().entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, count ->
                count.getValue() / idle.seconds()));
        Stream.of(aSecond, perCall).flatMap(counts -> counts.entrySet().stream().sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .limit(MOST_STATEMENTS)).map(Map.Entry::getKey).distinct().forEach(text -> STATEMENTS.row(aSecond.getOrDefault(text, 0.0),
                perCall.getOrDefault(text, 0.0), shortened(text)));
    }

    private static String shortened(String text) {
        String line = text.replaceAll("(?s)SELECT .*? FROM ", "SELECT ... FROM ").replaceAll("\\s+", " ").replace('|', '/');
        return line.substring(0, Math.min(line.length(), STATEMENT_LENGTH));
    }

    private List<NodesCall> calls(int rate, Duration time) {
        List<NodesCall> made = new ArrayList<>();
        long count = rate * time.toSeconds();
        long next = System.nanoTime();
        for (int i = 0; i < count; i++) {
            made.add(place(i % NodesRows.PBXS));
            made.forEach(agents::claimLate);
            next += 1_000_000_000L / rate;
            for (long left = next - System.nanoTime(); left > 0; left = next - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
        end(made);
        return made;
    }

    private NodesCall place(int pbx) {
        NodesCall call = agents.next(pbx);
        all.add(call);
        call.placed();
        pbxs.get(pbx).placeIncomingCall(call.number(), "", NodesRows.number(0));
        return call;
    }

    /** Waits until all are claimed, over and kept, and counts those that aren't. */
    private void end(List<NodesCall> made) {
        long end = System.nanoTime() + ENDS_WITHIN.toNanos();
        String ended = String.valueOf(all.size());
        while (System.nanoTime() < end && !(made.stream().allMatch(NodesCall::isAnswered)
                && cluster.ask("SELECT COUNT(*) FROM PHONE_CALL WHERE END_DATE IS NOT NULL").filter(ended::equals).isPresent())) {
            made.forEach(agents::claimLate);
            rest(Duration.ofMillis(200));
        }
        Map<String, String> kept = cluster.pairs("SELECT CALLER_NUMBER, STRING_AGG(SERVER_ID || ' ' || COALESCE(CLAIMED_BY_PARTY_ID, '-') || ' '"
                + " || COALESCE(AGENT_PARTY_ID, '-') || ' ' || COALESCE(OUTCOME, '-'), '; ') FROM PHONE_CALL GROUP BY CALLER_NUMBER");
        List<String> wrong = made.stream().filter(call -> !rows(call).equals(kept.get(call.number()))).map(call -> call.number() + " won by "
                + call.winners() + ", refused " + call.refusals() + ", kept as " + kept.get(call.number())).toList();
        if (!wrong.isEmpty()) {
            OUT.println("nodes: " + wrong.size() + " calls aren't claimed or kept once: " + wrong.subList(0, Math.min(wrong.size(), 10)));
        }
        long refused = made.stream().filter(call -> call.refused() > 0).count();
        if (refused > 0) {
            OUT.println("nodes: " + refused + " calls were claimed by a second agent, since the first one was refused: "
                    + made.stream().flatMap(call -> call.refusals().stream()).distinct().toList());
        }
        good &= wrong.isEmpty();
    }

    private String rows(NodesCall call) {
        String agent = call.winners().size() == 1 ? NodesRows.party(call.pbx(), call.winners().get(0)) : "nobody";
        return cluster.pbxs().get(call.pbx()).serverId() + ' ' + agent + ' ' + agent + " AST_ANSWERED";
    }

    /** How many offers. */
    private int missing(List<NodesCall> made) {
        int missing = made.stream().mapToInt(call -> agents.size() - call.offered()).sum();
        good &= missing == 0;
        return missing;
    }

    private int doubled(List<NodesCall> made) {
        int doubled = made.stream().mapToInt(NodesCall::doubled).sum();
        good &= doubled == 0;
        return doubled;
    }

    /** A node with two servers, while four customers wait on each PBX. */
    private void kill() throws IOException, InterruptedException {
        agents.hold(true);
        List<NodesCall> waiting = new ArrayList<>();
        for (int i = 0; i < 4 * NodesRows.PBXS; i++) {
            waiting.add(place(i % NodesRows.PBXS));
        }
        awaitAll("offered to all", () -> waiting.stream().allMatch(call -> call.offered() == agents.size()), ENDS_WITHIN);
        missing(waiting);
        Cluster.Member victim = cluster.members().stream().filter(member -> holders.of(member).size() == 2).findFirst().orElseThrow();
        List<String> servers = holders.of(victim);
        List<NodesCall> affected = waiting.stream().filter(call -> servers.contains(cluster.pbxs().get(call.pbx()).serverId())).toList();
        agents.leave(cluster.members().indexOf(victim));
        long began = System.nanoTime();
        victim.node().kill();
        Map<String, Duration> taken = new LinkedHashMap<>();
        awaitAll("taken over", () -> {
            Map<String, Cluster.Member> now = holders.now();
            servers.stream().filter(server -> now.containsKey(server) && now.get(server) != victim).forEach(server ->
                    taken.putIfAbsent(server, TenPbxsScene.since(began)));
            return taken.size() == servers.size();
        }, TAKEN_WITHIN);
        taken.forEach((server, after) -> event("kill -9 of a node with two servers of ten: another one holds " + server, after));
        awaitAll("offered again", () -> affected.stream().allMatch(call -> agents.here().stream().allMatch(agent -> call.lastAt(agent) - began > 0)),
                TAKEN_WITHIN);
        long[] first = affected.stream().mapToLong(call -> agents.here().stream().mapToLong(call::lastAt).filter(at -> at - began > 0).min().orElse(
                began) - began).sorted().toArray();
        long[] last = affected.stream().mapToLong(call -> agents.here().stream().mapToLong(call::lastAt).max().orElse(began) - began).sorted()
                .toArray();
        event("its " + affected.size() + " callers are offered again on the first console", Duration.ofNanos(first[first.length - 1]));
        event("on all consoles of the other nodes", Duration.ofNanos(last[last.length - 1]));
        List<NodesCall> others = waiting.stream().filter(call -> !affected.contains(call)).toList();
        EVENTS.row("offers of the " + others.size() + " other callers that came twice", doubled(others));
        cluster.remove(victim);
        agents.hold(false);
        waiting.forEach(agents::claim);
        end(others);
        end(affected);
    }

    private void awaitAll(String what, BooleanSupplier condition, Duration within) {
        long end = System.nanoTime() + within.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                OUT.println("nodes: not " + what + " within " + within.toSeconds() + " s; " + holders.told());
                good = false;
                return;
            }
            rest(Duration.ofMillis(50));
        }
    }

    /** All calls of the run: no row too many. */
    private void eachIsKeptOnce() {
        String rows = cluster.ask("SELECT COUNT(*) || ' ' || COUNT(DISTINCT CALLER_NUMBER) || ' ' || COUNT(END_DATE) FROM PHONE_CALL").orElse("");
        String wanted = all.size() + " " + all.size() + " " + all.size();
        if (!rows.equals(wanted) || agents.closed() > 0) {
            OUT.println("nodes: rows, callers and ended calls are " + rows + " instead of " + wanted + "; consoles closed: " + agents.closed());
            good = false;
        }
        EVENTS.row("calls of the whole run, each kept once", all.size());
    }

    @Override
    public void close() throws IOException {
        agents.close();
        cluster.close();
    }
}
