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
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.apache.ofbiz.asterisk.bench.Table;
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
    private static final Table TABLE = new Table("team", "Until a change of one of " + ManyAgentsHost.AGENTS + " agents is at its "
            + ManyAgentsHost.TEAM + " viewers; the goal is 50 ms at p99", "change", "changes", "missing", "p50", "p99", "longest",
            "p50 / answer", "p99 / answer", "CPU a change");
    private static final String ANSWER = "{\"type\":\"OK\"";
    private static final Table MEMORY = new Table("team-memory", "Memory with " + ManyAgentsHost.AGENTS + " agents in " + ManyAgentsHost.QUEUES
            + " queues, -Xmx1024m", "state", "resident set", "heap after a full collection");

    private final PbxPlayer pbx;
    private final ManyAgentsServer server;
    private final List<Console> consoles = new ArrayList<>();
    private final StateChanges seen = new StateChanges();
    private int lastCall;
    /** Of the answers to who paused, one at a time. */
    private long[] reference = {};

    private TeamStates(PbxPlayer pbx, ManyAgentsServer server) {
        this.pbx = pbx;
        this.server = server;
    }

    /** Runs, prints, and exits with 1 when a viewer missed a change or a console was closed. */
    public static void main(String[] arguments) throws IOException {
        PbxPlayer.allowAnyPort();
        boolean good;
        try (PbxPlayer pbx = RefusedCalls.start(); ManyAgentsServer server = ManyAgentsServer.start("team", pbx)) {
            good = new TeamStates(pbx, server).measure();
        }
        TABLE.print();
        MEMORY.print();
        System.exit(good ? 0 : 1);
    }

    private boolean measure() throws IOException {
        URI base = URI.create(server.answer(ManyAgentsHost.READY));
        memory("started");
        for (int agent = 0; agent < ManyAgentsHost.AGENTS; agent++) {
            consoles.add(new Console(base, ManyAgentsHost.login(agent), this::heard));
        }
        server.awaitMembers();
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

    private interface Telling {
        void tell(int agent, boolean first) throws IOException;
    }

    private List<StateChanges.Change> pauses(int count, int perSecond) throws IOException {
        return changes(count, perSecond, "PAUSED", (agent, first) -> consoles.get(agent).asks("{\"type\":\"STATE\",\"id\":\"" + agent
                + (first ? "p" : "a") + "\",\"state\":\"" + (first ? "PAUSED\",\"reason\":\"AST_PAUSE_BREAK" : "AVAILABLE") + "\"}"));
    }

    /** The agent dials, and hangs up. */
    private List<StateChanges.Change> phones(int count, int perSecond) throws IOException {
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
    private List<StateChanges.Change> changes(int count, int perSecond, String firstState, Telling telling) throws IOException {
        Random random = new Random(count);
        List<StateChanges.Change> changes = new ArrayList<>();
        long next = System.nanoTime();
        int agent = 0;
        for (int i = 0; i < count; i++) {
            boolean first = i % 2 == 0;
            agent = first ? random.nextInt(ManyAgentsHost.AGENTS) : agent;
            StateChanges.Change before = changes.isEmpty() ? null : changes.get(i - 1);
            long deadline = System.nanoTime() + LAST_NANOS;
            // the second change of an agent is told when the first was seen
            while (before != null && (perSecond == 0 || !first) && !before.isSeen() && System.nanoTime() < deadline) {
                LockSupport.parkNanos(200_000);
            }
            for (long left = next - System.nanoTime(); left > 0; left = next - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            next = perSecond == 0 ? System.nanoTime() + 40_000_000 : next + 1_000_000_000L / perSecond;
            changes.add(seen.expect(agent, first ? firstState : "AVAILABLE", ManyAgentsHost.TEAM));
            telling.tell(agent, first);
        }
        StateChanges.await(changes, LAST_NANOS);
        return changes;
    }

    private interface Round {
        List<StateChanges.Change> changes() throws IOException;
    }

    private boolean row(String what, int count, Round round) throws IOException {
        Duration before = server.cpu();
        List<StateChanges.Change> changes = round.changes();
        long micros = server.cpu().minus(before).toNanos() / 1_000 / count;
        long[] times = StateChanges.times(changes);
        if (reference.length == 0) {
            reference = changes.stream().filter(StateChanges.Change::isAnswered).mapToLong(StateChanges.Change::answeredAfter).sorted().toArray();
            TABLE.row("the answer to who pauses or is available", count, count - reference.length, Table.time(Table.percentile(reference, 0.5)),
                    Table.time(Table.percentile(reference, 0.99)), Table.time(reference[reference.length - 1]), 1, 1, "");
        }
        TABLE.row(what, count, count - times.length, Table.time(Table.percentile(times, 0.5)), Table.time(Table.percentile(times, 0.99)),
                Table.time(times[times.length - 1]), (double) Table.percentile(times, 0.5) / Table.percentile(reference, 0.5),
                (double) Table.percentile(times, 0.99) / Table.percentile(reference, 0.99), Table.time(micros * 1_000.0));
        return times.length == count;
    }

    private void heard(String message) {
        if (message.startsWith(ANSWER)) {
            String agent = StateChanges.text(message, "\"re\":\"", 0).replaceAll("\\D", "");
            if (!agent.isEmpty()) {
                seen.answered(Integer.parseInt(agent));
            }
        }
        if (message.startsWith("{\"type\":\"TEAM\"") && message.contains("\"all\":false")) {
            seen.seen(message);
        }
    }

    /** The resident set is read before the collection, which may give memory back. */
    private void memory(String state) throws IOException {
        String resident = server.residentSet();
        MEMORY.row(state, resident, server.heap());
    }
}
