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

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.ofbiz.asterisk.bench.Table;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.PbxPlayer;
import org.apache.ofbiz.asterisk.fixture.RefusedCalls;

/**
 * 1,000 agents in 50 queues: how long until all fifty viewers of an agent see that the agent pauses, takes calls again, or that the agent's
 * phone is in use, and the memory of the component. Reference: the answer to who pauses. The harness {@code team}.
 */
public final class TeamStates {

    private static final int CHANGES = 400;
    private static final int STEADY = 1_000;
    private static final int WARM_UP = 200;
    private static final long LAST_NANOS = 5_000_000_000L;
    private static final int LONGEST_STOP_SECONDS = 60;
    private static final Table TABLE = new Table("team", "Until a change of one of " + ManyAgentsHost.AGENTS + " agents is at its "
            + ManyAgentsHost.TEAM + " viewers; the goal is 50 ms at p99", "change", "changes", "missing", "p50", "p99", "longest",
            "p50 / answer", "p99 / answer", "CPU a change");
    private static final String ANSWER = "{\"type\":\"OK\"";
    private static final Table MEMORY = new Table("team-memory", "Memory with " + ManyAgentsHost.AGENTS + " agents in " + ManyAgentsHost.QUEUES
            + " queues, -Xmx1024m", "state", "resident set", "heap after a full collection");

    /** A change that viewers are to see. */
    private static final class Change {
        private final String state;
        private volatile long told;
        private final AtomicInteger left = new AtomicInteger(ManyAgentsHost.TEAM);
        private final AtomicLong last = new AtomicLong();
        private final AtomicLong answered = new AtomicLong();

        Change(String state) {
            this.state = state;
        }
    }

    private final PbxPlayer pbx;
    private final Process server;
    private final BufferedReader answers;
    private final List<Console> consoles = new ArrayList<>();
    private final AtomicInteger members = new AtomicInteger();
    /** By partyId: what all wait for. */
    private final Map<String, Change> expected = new ConcurrentHashMap<>();
    private int lastCall;
    /** Of the answers to who paused, one at a time. */
    private long[] reference = {};

    private TeamStates(PbxPlayer pbx, Process server, BufferedReader answers) {
        this.pbx = pbx;
        this.server = server;
        this.answers = answers;
    }

    /** Runs, prints, and exits with 1 when a viewer missed a change or a console was closed. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "bench")), "team-");
        PbxPlayer.allowAnyPort();
        boolean good;
        try (PbxPlayer pbx = RefusedCalls.start()) {
            Process server = new ProcessBuilder(ProcessHandle.current().info().command().orElse("java"), "-Xms128m", "-Xmx1024m",
                    "-Dlog4j2.configurationFile=" + System.getProperty("log4j2.configurationFile"), "-Dbasedir=" + System.getProperty("basedir"),
                    "-Dasterisk.pbxPorts=1-65535", "-cp", System.getProperty("java.class.path"), ManyAgentsHost.class.getName(),
                    folder.toString(), "" + pbx.port()).redirectError(new File(folder.toFile(), "errors.log")).start();
            try (BufferedReader answers = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
                good = new TeamStates(pbx, server, answers).measure();
            } finally {
                server.destroy();
                server.waitFor(LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
            }
        }
        TABLE.print();
        MEMORY.print();
        System.exit(good ? 0 : 1);
    }

    private boolean measure() throws IOException {
        pbx.answer("QueueAdd", action -> {
            members.incrementAndGet();
            return member("QueueMemberAdded", action, action.get("Paused"), action.get("MemberName"));
        });
        pbx.answer("QueuePause", action -> member("QueueMemberPause", action, "true".equals(action.get("Paused")) ? "1" : "0", ""));
        URI base = URI.create(answer(ManyAgentsHost.READY));
        memory("started");
        for (int agent = 0; agent < ManyAgentsHost.AGENTS; agent++) {
            consoles.add(new Console(base, ManyAgentsHost.login(agent), this::heard));
        }
        int all = ManyAgentsHost.QUEUES * ManyAgentsHost.TEAM;
        Await.untilTrue(() -> members.get() >= all, () -> members + " of " + all + " members");
        memory("all agents are members of their queues, with a console each");
        pauses(WARM_UP, 0);
        phones(WARM_UP, 0);
        boolean good = row("an agent pauses or is available, one at a time", CHANGES, () -> pauses(CHANGES, 0));
        good &= row("the PBX tells that a phone is in use or free, one at a time", CHANGES, () -> phones(CHANGES, 0));
        for (int perSecond : List.of(10, 50)) {
            good &= row("an agent pauses or is available, " + perSecond + " a second", STEADY, () -> pauses(STEADY, perSecond));
        }
        memory("after these changes");
        return good && consoles.stream().allMatch(console -> console.closeCode() == 0);
    }

    static String member(String event, PbxPlayer.Action action, String paused, String name) {
        return "Event: " + event + "\r\nPrivilege: agent,all\r\nQueue: " + action.get("Queue") + "\r\nMemberName: " + name + "\r\nInterface: "
                + action.get("Interface") + "\r\nStateInterface: " + action.get("Interface") + "\r\nMembership: dynamic\r\nPenalty: 0\r\n"
                + "CallsTaken: 0\r\nLastCall: 0\r\nStatus: 1\r\nPaused: " + (paused.equals("true") || paused.equals("1") ? 1 : 0)
                + "\r\nPausedReason: " + action.get("Reason") + "\r\n\r\nResponse: Success\r\nMessage: Done\r\n";
    }

    private interface Telling {
        void tell(int agent, boolean first) throws IOException;
    }

    private List<Change> pauses(int count, int perSecond) throws IOException {
        return changes(count, perSecond, "PAUSED", (agent, first) -> consoles.get(agent).asks("{\"type\":\"STATE\",\"id\":\"" + agent
                + (first ? "p" : "a") + "\",\"state\":\"" + (first ? "PAUSED\",\"reason\":\"AST_PAUSE_BREAK" : "AVAILABLE") + "\"}"));
    }

    /** The agent dials, and hangs up. */
    private List<Change> phones(int count, int perSecond) throws IOException {
        return changes(count, perSecond, "RINGING", (agent, first) -> {
            lastCall += first ? 1 : 0;
            String phone = ManyAgentsHost.phone(agent);
            pbx.say("Event: " + (first ? "Newchannel" : "Hangup") + "\r\nPrivilege: call,all\r\nChannel: PJSIP/" + phone + "-" + lastCall
                    + "\r\nChannelState: 4\r\nChannelStateDesc: Ring\r\nCallerIDNum: " + phone + "\r\nCallerIDName: <unknown>\r\n"
                    + "ConnectedLineNum: <unknown>\r\nConnectedLineName: <unknown>\r\nLanguage: en\r\nAccountCode: \r\nContext: internal\r\n"
                    + "Exten: 3725551234\r\nPriority: 1\r\nUniqueid: 1700000000." + lastCall + "\r\nLinkedid: 1700000000." + lastCall + "\r\n"
                    + (first ? "" : "Cause: 16\r\nCause-txt: Normal Clearing\r\n") + "\r\n");
        });
    }

    /** @param perSecond 0: each when the one before has been seen */
    private List<Change> changes(int count, int perSecond, String firstState, Telling telling) throws IOException {
        Random random = new Random(count);
        List<Change> changes = new ArrayList<>();
        long next = System.nanoTime();
        int agent = 0;
        for (int i = 0; i < count; i++) {
            boolean first = i % 2 == 0;
            agent = first ? random.nextInt(ManyAgentsHost.AGENTS) : agent;
            Change before = changes.isEmpty() ? null : changes.get(i - 1);
            long deadline = System.nanoTime() + LAST_NANOS;
            // the second change of an agent is told when the first was seen
            while (before != null && (perSecond == 0 || !first) && before.left.get() > 0 && System.nanoTime() < deadline) {
                LockSupport.parkNanos(200_000);
            }
            for (long left = next - System.nanoTime(); left > 0; left = next - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            next = perSecond == 0 ? System.nanoTime() + 40_000_000 : next + 1_000_000_000L / perSecond;
            Change change = new Change(first ? firstState : "AVAILABLE");
            changes.add(change);
            expected.put(ManyAgentsHost.party(agent), change);
            change.told = System.nanoTime();
            telling.tell(agent, first);
        }
        long deadline = System.nanoTime() + LAST_NANOS;
        while (System.nanoTime() < deadline && changes.stream().anyMatch(change -> change.left.get() > 0)) {
            LockSupport.parkNanos(20_000_000);
        }
        return changes;
    }

    private interface Round {
        List<Change> changes() throws IOException;
    }

    private boolean row(String what, int count, Round round) throws IOException {
        Duration before = cpu();
        List<Change> changes = round.changes();
        long micros = cpu().minus(before).toNanos() / 1_000 / count;
        long[] times = changes.stream().filter(change -> change.left.get() <= 0).mapToLong(change -> change.last.get() - change.told)
                .sorted().toArray();
        if (reference.length == 0) {
            reference = changes.stream().filter(change -> change.answered.get() > 0).mapToLong(change -> change.answered.get() - change.told)
                    .sorted().toArray();
            TABLE.row("the answer to who pauses or is available", count, count - reference.length, Table.time(Table.percentile(reference, 0.5)),
                    Table.time(Table.percentile(reference, 0.99)), Table.time(reference[reference.length - 1]), 1, 1, "");
        }
        TABLE.row(what, count, count - times.length, Table.time(Table.percentile(times, 0.5)), Table.time(Table.percentile(times, 0.99)),
                Table.time(times[times.length - 1]), (double) Table.percentile(times, 0.5) / Table.percentile(reference, 0.5),
                (double) Table.percentile(times, 0.99) / Table.percentile(reference, 0.99), Table.time(micros * 1_000.0));
        return times.length == count;
    }

    private Duration cpu() {
        return server.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private void heard(String message) {
        if (message.startsWith(ANSWER)) {
            String agent = text(message, "\"re\":\"", 0).replaceAll("\\D", "");
            Change change = agent.isEmpty() ? null : expected.get(ManyAgentsHost.party(Integer.parseInt(agent)));
            if (change != null) {
                change.answered.compareAndSet(0, System.nanoTime());
            }
        }
        if (message.startsWith("{\"type\":\"TEAM\"") && message.contains("\"all\":false")) {
            long now = System.nanoTime();
            for (int at = message.indexOf("\"partyId\":\""); at >= 0; at = message.indexOf("\"partyId\":\"", at + 1)) {
                Change change = expected.get(text(message, "\"partyId\":\"", at));
                if (change != null && change.state.equals(text(message, "\"state\":\"", at)) && change.left.decrementAndGet() >= 0) {
                    change.last.accumulateAndGet(now, Math::max);
                }
            }
        }
    }

    private static String text(String message, String name, int from) {
        int begin = message.indexOf(name, from) + name.length();
        return message.substring(begin, message.indexOf('"', begin));
    }

    /** The resident set is read before the collection, which may give memory back. */
    private void memory(String state) throws IOException {
        String resident = Files.readAllLines(Path.of("/proc/" + server.pid() + "/status")).stream().filter(line -> line.startsWith("VmRSS"))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_000 + " MB").findFirst().orElseThrow();
        server.getOutputStream().write('\n');
        server.getOutputStream().flush();
        MEMORY.row(state, resident, answer(ManyAgentsHost.HEAP));
    }

    private String answer(String kind) throws IOException {
        String line = answers.readLine();
        while (line != null && !line.startsWith(kind)) {
            line = answers.readLine();
        }
        if (line == null) {
            throw new IOException("the server ended; see errors.log in its folder");
        }
        return line.substring(kind.length());
    }
}
