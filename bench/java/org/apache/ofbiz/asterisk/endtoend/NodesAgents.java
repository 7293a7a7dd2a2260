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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.ofbiz.asterisk.load.Console;

/**
 * Consoles of the first agents of one group of each PBX, as many on each node. Once a call is offered to all of them, one agent presses Answer, of
 * every fifth call two at the same moment. Thread-safe.
 */
final class NodesAgents implements AutoCloseable {

    /** Of each group. */
    static final int EACH_NODE = 1;
    private static final int AT_ONCE = 2;
    private static final int TWO_CLAIM = 5;
    /** From the agent of a call to that of the next one: each agent once in as many calls as their group has consoles. */
    private static final int STRIDE = 7;
    private static final int MOST_ATTEMPTS = 20;
    private static final long CLAIMS_AT_LAST_NANOS = 5_000_000_000L;
    private static final long KEEPS_SOCKET_MILLIS = 15_000;
    private static final Pattern NUMBER = Pattern.compile("(?<!\\d)3727\\d{7}(?!\\d)");
    private static final long FIRST_NUMBER = 37270000001L;

    private final int nodes;
    /** By PBX and agent. */
    private final List<List<Console>> consoles = new ArrayList<>();
    private final Map<String, NodesCall> calls = new ConcurrentHashMap<>();
    private final AtomicInteger called = new AtomicInteger();
    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "keeps-sockets");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean held;
    private volatile int closedNode = -1;
    private int kept;

    NodesAgents(int nodes) {
        this.nodes = nodes;
    }

    /** Opens them. */
    void open(List<Cluster.Member> members) {
        ExecutorService several = Executors.newFixedThreadPool(AT_ONCE);
        List<List<Future<Console>>> opening = new ArrayList<>();
        for (int pbx = 0; pbx < NodesRows.PBXS; pbx++) {
            List<Future<Console>> group = new ArrayList<>();
            for (int agent = 0; agent < size(); agent++) {
                int ofPbx = pbx;
                int number = agent;
                group.add(several.submit(() -> new Console(members.get(nodeOf(number)).node().base(), NodesRows.login(ofPbx, number), message ->
                        heard(number, message))));
            }
            opening.add(group);
        }
        try {
            for (List<Future<Console>> group : opening) {
                List<Console> open = new ArrayList<>();
                for (Future<Console> console : group) {
                    open.add(console.get());
                }
                open.forEach(Console::comesBack);
                consoles.add(open);
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
        several.shutdown();
        timers.scheduleAtFixedRate(this::keepNext, 0, KEEPS_SOCKET_MILLIS * 1_000_000 / (NodesRows.PBXS * size()), TimeUnit.NANOSECONDS);
    }

    /** Consoles of a group. */
    int size() {
        return nodes * EACH_NODE;
    }

    int nodeOf(int agent) {
        return agent / EACH_NODE;
    }

    private void keepNext() {
        int next = kept++ % (NodesRows.PBXS * size());
        if (nodeOf(next % size()) != closedNode) {
            ask(next / size(), next % size(), "{\"type\":\"ALIVE\",\"id\":\"k\"}");
        }
    }

    private void ask(int pbx, int agent, String message) {
        try {
            consoles.get(pbx).get(agent).asks(message);
        } catch (IllegalStateException e) {
            return; // it's about to come back
        }
    }

    /** A new customer, who isn't at the PBX yet. */
    NodesCall next(int pbx) {
        NodesCall call = new NodesCall(pbx, String.valueOf(FIRST_NUMBER + called.getAndIncrement()), size());
        calls.put(call.number(), call);
        return call;
    }

    int called() {
        return called.get();
    }

    /** From now on nobody claims; or whoever is offered something, or was meanwhile. */
    void hold(boolean now) {
        held = now;
    }

    /** Claims although it isn't offered to all, where it waits for long. */
    void claimLate(NodesCall call) {
        if (System.nanoTime() - call.placedAt() > CLAIMS_AT_LAST_NANOS && !call.callId().isEmpty()) {
            claim(call);
        }
    }

    private void heard(int agent, String message) {
        long now = System.nanoTime();
        if (message.startsWith("{\"type\":\"NC\"")) {
            Matcher number = NUMBER.matcher(message);
            if (number.find() && calls.get(number.group()) != null) {
                NodesCall call = calls.get(number.group());
                call.offered(agent, field(message, "callId"), !message.contains("\"earlier\":null"), now);
                if (call.offered() == size() && !held) {
                    claim(call);
                }
            }
        } else if (message.startsWith("{\"type\":\"HELLO\"")) {
            NUMBER.matcher(message).results().flatMap(number -> Optional.ofNullable(calls.get(number.group())).stream())
                    .forEach(call -> call.found(agent, now));
        } else if (message.startsWith("{\"type\":\"OK\"") || message.startsWith("{\"type\":\"ERROR\"")) {
            NodesCall call = calls.get(field(message, "re"));
            if (call != null && call.answered(agent, message.startsWith("{\"type\":\"OK\""), field(message, "code"))) {
                claimAgain(call, agent);
            }
        }
    }

    /** Each agent in turn. */
    void claim(NodesCall call) {
        int turn = (int) ((Long.parseLong(call.number()) - FIRST_NUMBER) / NodesRows.PBXS);
        List<Integer> claimers = new ArrayList<>(List.of(turn * STRIDE % size()));
        if (turn % TWO_CLAIM == 0) {
            claimers.add((claimers.get(0) + size() / 2) % size());
        }
        List<Integer> present = claimers.stream().map(this::present).distinct().toList();
        if (call.claims(present.size())) {
            present.forEach(agent -> claims(call, agent));
        }
    }

    /** Somebody who claims none of the next calls, or a phone would be busy. */
    private int present(int agent) {
        return nodeOf(agent) == closedNode ? (agent + size() / 2) % size() : agent;
    }

    private void claimAgain(NodesCall call, int agent) {
        if (call.refused() < MOST_ATTEMPTS) {
            call.isClaimedAgain();
            timers.schedule(() -> claims(call, present((agent + STRIDE) % size())), KEEPS_SOCKET_MILLIS / 100, TimeUnit.MILLISECONDS);
        }
    }

    private void claims(NodesCall call, int agent) {
        ask(call.pbx(), agent, "{\"type\":\"RD\",\"id\":\"" + call.number() + "\",\"callId\":\"" + call.callId() + "\"}");
    }

    private static String field(String message, String name) {
        String begin = '"' + name + "\":\"";
        int from = message.indexOf(begin);
        return from < 0 ? "" : message.substring(from + begin.length(), message.indexOf('"', from + begin.length()));
    }

    /** The browsers of this node are gone. */
    void leave(int node) {
        closedNode = node;
        consoles.forEach(group -> group.subList(node * EACH_NODE, (node + 1) * EACH_NODE).forEach(Console::close));
    }

    /** Agents of a group whose browsers are there. */
    List<Integer> here() {
        return IntStream.range(0, size()).filter(agent -> nodeOf(agent) != closedNode).boxed().toList();
    }

    /** How many consoles have no socket at this moment. */
    long closed() {
        return consoles.stream().flatMap(group -> here().stream().map(group::get)).filter(console -> console.closeCode() != 0).count();
    }

    @Override
    public void close() {
        timers.shutdownNow();
        consoles.forEach(group -> group.forEach(Console::close));
    }
}
