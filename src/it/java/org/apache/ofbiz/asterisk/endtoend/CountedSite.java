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
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.lab.AmiProbe;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;

/**
 * Three queues of a real Asterisk with six agents, each of whom does something else with calls, and fifty callers at known times: some are
 * served, some sent on to two colleagues, some give up at once or later, some wait for a queue that gives up, or for two queues.
 */
final class CountedSite implements AutoCloseable {

    /** Of the service level, as groups and queues have it. */
    static final Duration WITHIN = Duration.ofSeconds(2);
    /** Who hangs up sooner is counted apart. */
    static final Duration SHORT = Duration.ofSeconds(2);
    /** To whom 1003 and 1005 send callers. */
    static final List<String> COLLEAGUES = List.of("1012", "1013");
    /** By queue, the phones of its members. */
    static final Map<String, List<String>> QUEUES = Map.of("5051", List.of("1001", "1006"), "5052", List.of("1002", "1003", "1005"),
            "5053", List.of("1007"));

    private static final int CALLS = 50;
    private static final int GAP_MS = 780;
    /** Callers who come to 5052 at once, so that some of them are answered late. */
    private static final int BURST = 10;
    private static final int BURST_STAYS_MS = 7_000;
    private static final Duration CONNECTED = Duration.ofSeconds(15);
    private static final List<TwelveAgents.Agent> AGENTS = Stream.concat(QUEUES.values().stream().flatMap(List::stream), COLLEAGUES.stream())
            .map(TwelveAgents.Agent::new).toList();

    private final AsteriskLab lab;
    private final Host host;
    private final AmiProbe pbx;
    private final List<WebUser> users = new ArrayList<>();

    CountedSite(AsteriskLab lab, Path folder) throws IOException {
        this.lab = lab;
        this.host = Host.start(folder, database -> prepare(database, lab));
        AsteriskLab.Ami ami = lab.ami("everything");
        this.pbx = AmiProbe.connect(ami.host(), ami.port(), ami.user(), ami.secret());
        pbx.act("Events", "EventMask", "off");
    }

    Host host() {
        return host;
    }

    static TwelveAgents.Agent agent(String extension) {
        return new TwelveAgents.Agent(extension);
    }

    /** By the name of a member of a queue. */
    static String partyOf(String name) {
        return AGENTS.stream().filter(agent -> agent.name().equals(name)).map(TwelveAgents.Agent::party).findFirst().orElseThrow();
    }

    private static void prepare(Database database, AsteriskLab lab) {
        Host.pbx(database, lab.ami(), lab.recordingsFolder());
        database.setting("defaultRegion", "EE");
        database.setting("shortAbandonSeconds", "" + SHORT.toSeconds());
        AGENTS.stream().filter(agent -> agent.party().startsWith("MANY_")).forEach(agent -> TwelveAgents.agent(database, agent));
        QUEUES.forEach((queue, members) -> {
            database.create("CallCenterGroup", Map.of("callCenterGroupId", queue, "groupName", "Queue " + queue, "serverId", "DEMO_PBX",
                    "routingStrategyEnumId", "AST_ROUTE_ROUND", "answerWithinSeconds", WITHIN.toSeconds(), "enabled", "Y"));
            database.create("CallCenterGroupEntry", Map.of("callCenterGroupId", queue, "entrySeqId", "00001",
                    "entryTypeEnumId", "AST_ENTRY_QUEUE", "queueName", queue));
            members.forEach(extension -> database.create("GroupMembership", Map.of("callCenterGroupId", queue, "partyId", agent(extension).party(),
                    "membershipRoleEnumId", "AST_AGENT", "penalty", 0L, "fromDate", Timestamp.valueOf("2020-01-01 00:00:00"))));
        });
    }

    /** All agents sign in, all callers call; returns when the last has hung up. */
    void run() {
        lab.phone("1001").answersAndHangsUpAfter(Duration.ofMillis(4_000));
        lab.phone("1002").answers();
        lab.phone("1003").answersAndTransfersTo("1012");
        lab.phone("1005").answersAndJoinsWith("1013");
        lab.phone("1006").ringsForever();
        lab.phone("1007").declines();
        COLLEAGUES.forEach(colleague -> lab.phone(colleague).answers());
        for (TwelveAgents.Agent agent : AGENTS) {
            WebUser user = WebUser.logsIn(host.base(), agent.login()).opensConsole();
            user.asks("STATE", Map.of("state", "AVAILABLE"));
            users.add(user);
        }
        for (String queue : QUEUES.keySet()) {
            Await.untilTrue(() -> told(queue, "QueueMember").size() == QUEUES.get(queue).size(), () -> queue + " has " + told(queue, "QueueMember"));
        }
        CompletableFuture<Void> line = CompletableFuture.runAsync(() -> lab.line(calls()));
        while (!line.isDone()) {
            staysConnected(line);
        }
        line.join();
        lab.endAllCalls(); // who was asking a colleague when the caller hung up
        Await.untilTrue(() -> "0".equals(asked("CoreStatus").get("CoreCurrentCalls")), () -> "calls go on: " + asked("CoreStatus"));
        Await.untilTrue(() -> counted().visits().stream().allMatch(this::over), () -> "calls go on: " + this);
    }

    /** Whether the PBX has written the detail of the caller's channel. */
    private boolean over(PbxCount.Visit visit) {
        return counted().details().stream().anyMatch(detail -> detail.callId().equals(visit.callId()));
    }

    private void staysConnected(CompletableFuture<Void> line) {
        try {
            line.get(CONNECTED.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException stillCalling) {
            users.forEach(WebUser::losesConsole); // a socket of theirs lasts half a minute
            users.forEach(WebUser::connects);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * As {@code lab/line} reads them. Asterisk's Answer waits half a second for sound before a caller comes into the queue: who gives up does so
     * after 0.1 s or 2.8 s there, far from the limit for short abandons, so that it doesn't matter how a clock rounds.
     */
    private static List<String> calls() {
        List<String> calls = new ArrayList<>();
        List<String> queues = List.of("5052", "5051", "5052", "5053", "5051");
        for (int i = 0; i < BURST; i++) {
            calls.add(String.format(Locale.ROOT, "37255580%02d;5052;500;%d", i, BURST_STAYS_MS));
        }
        for (int i = BURST; i < CALLS; i++) {
            String queue = queues.get(i % queues.size());
            int patient = queue.equals("5052") ? 5_000 + i * 37 % 2_500 : 9_000 + i * 53 % 2_000;
            boolean early = !queue.equals("5053") && i % 9 == 4;
            boolean later = queue.equals("5053") ? i % 10 == 8 : i % 9 == 7; // each second one leaves 5053 before the queue gives up
            int stays = early ? 600 : later ? 3_300 : patient;
            calls.add(String.format(Locale.ROOT, "3725559%03d;%s;%d;%d", i, queue, 500 + i * GAP_MS, stays));
        }
        return calls;
    }

    /** What the PBX has written so far. */
    PbxCount counted() {
        return PbxCount.of(lab.queueLog(), lab.callDetails());
    }

    private AmiProbe.Message asked(String action) {
        try {
            return pbx.act(action);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Events of a kind of the list of this queue, as {@code queue show} has it. */
    List<AmiProbe.Message> told(String queue, String event) {
        return new QueueStatus(pbx).of(queue, event);
    }

    @Override
    public String toString() {
        return Stream.of(lab.queueLog(), lab.callDetails()).flatMap(List::stream).collect(Collectors.joining("\n"));
    }

    @Override
    public void close() throws IOException {
        users.forEach(WebUser::close);
        pbx.close();
        host.close();
    }
}
