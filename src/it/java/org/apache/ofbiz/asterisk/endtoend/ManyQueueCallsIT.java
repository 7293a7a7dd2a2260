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

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.queues.QueueStrategy;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.lab.AmiProbe;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;
import org.apache.ofbiz.asterisk.lab.LabEvidence;
import org.apache.ofbiz.entity.GenericValue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Three queues, twelve agents and 200 calls at known times for each strategy, on a real Asterisk: each phone that rings is one that the rules
 * allow, and OFBiz keeps each call as the queue_log has it. Takes two minutes a strategy, so it runs with {@code -Dit.groups=long} only;
 * {@code -Dlab.version=16} and {@code -Dlab.dialplan=freepbx} choose the PBX, {@code -Dstrategies=REGEX} some strategies.
 */
@Tag("long")
class ManyQueueCallsIT {

    private static final String VERSION = System.getProperty("lab.version", "22");
    private static final String DIALPLAN = System.getProperty("lab.dialplan", "plain");
    private static final String CHOSEN = System.getProperty("strategies", ".*");
    private static final Path TABLE = Path.of("target", "many-queue-calls.md");
    /** Between two moves of a console: a client of the JDK that isn't heard of is let go. */
    private static final Duration CONNECTED = Duration.ofSeconds(20);

    /** Seconds: both are whole, and OFBiz's wait ends when the phone is picked up, that of the log a moment later. */
    private static final long ROUNDED = 2;

    @TempDir
    private static Path folder;
    private static AsteriskLab lab;
    private static Host host;
    private static AmiProbe pbx;
    private static AmiProbe heard;
    private static final List<WebUser> USERS = new ArrayList<>();

    @RegisterExtension
    private static final LabEvidence EVIDENCE = new LabEvidence(() -> lab);

    @BeforeAll
    static void startAsterisk() throws IOException {
        lab = AsteriskLab.startWithManyQueues(VERSION, DIALPLAN);
        AsteriskLab.Ami ami = lab.ami("everything");
        pbx = AmiProbe.connect(ami.host(), ami.port(), ami.user(), ami.secret());
        pbx.act("Events", "EventMask", "off");
        heard = AmiProbe.connect(ami.host(), ami.port(), ami.user(), ami.secret());
        heard.act("Events", "EventMask", "agent");
        host = Host.start(folder, database -> TwelveAgents.prepare(database, lab, DIALPLAN));
        int expected = 0;
        for (TwelveAgents.Agent agent : TwelveAgents.ALL) {
            if (agent.hangsUp()) {
                lab.phone(agent.extension()).answersAndHangsUp(agent.rings(), TwelveAgents.TALK);
            } else {
                lab.phone(agent.extension()).answersAfter(agent.rings());
            }
            WebUser user = WebUser.logsIn(host.base(), agent.login()).opensConsole();
            user.asks("STATE", Map.of("state", "AVAILABLE"));
            USERS.add(user);
            expected += agent.penalties().size() * QueueStrategy.values().length;
            int members = expected;
            Await.untilTrue(() -> members().size() == members, () -> "of " + members + " there are " + members());
        }
    }

    @AfterAll
    static void stop() throws IOException {
        USERS.forEach(WebUser::close);
        for (AmiProbe probe : Stream.of(pbx, heard).filter(probe -> probe != null).toList()) {
            probe.close();
        }
        if (host != null) {
            host.close();
        }
        if (lab != null) {
            lab.close();
        }
    }

    private static Stream<QueueStrategy> chosen() {
        return Stream.of(QueueStrategy.values()).filter(strategy -> strategy.name().matches(CHOSEN));
    }

    @ParameterizedTest
    @MethodSource("chosen")
    void eachPhoneThatRingsIsOneThatTheRulesAllow(QueueStrategy strategy) {
        List<String> queues = TwelveAgents.queues(strategy);
        List<PlannedCall> planned = PlannedCall.of(strategy, queues);
        allFree();
        CompletableFuture<Void> line = CompletableFuture.runAsync(() -> lab.line(planned.stream().map(PlannedCall::line).toList()));
        while (!line.isDone()) {
            staysConnected(line);
        }
        line.join();
        allFree();
        Map<String, QueueLog.Ended> logged = ended(queues);
        assertThat("in the queue_log", logged.keySet(), is(planned.stream().map(PlannedCall::number).collect(Collectors.toSet())));

        Map<String, String> numbers = numbers();
        List<RungReference.Rung> rung = rung(strategy, strategy);
        QueueStrategy other = strategy == QueueStrategy.LINEAR ? QueueStrategy.MOST_IDLE : QueueStrategy.LINEAR;
        long otherwise = rung(strategy, other).stream().filter(ring -> !ring.right()).count();
        Set<String> unlike = rung.stream().filter(ring -> !ring.right()).map(ring -> numbers.get(ring.caller())).collect(Collectors.toSet());
        List<String> answers = wrongAnswers(strategy, logged, rung, numbers);
        List<String> kept = notKept(logged, planned);
        report(strategy, logged, rung, otherwise, unlike, answers, kept);
        assertThat("not the rule's: " + rung.stream().filter(ring -> !ring.right()).toList(), unlike, is(empty()));
        assertThat(answers, is(empty()));
        assertThat(kept, is(empty()));
        assertThat("phones that the rule of " + other + " would not allow", otherwise, greaterThan(0L));
        assertThat("callers who waited", logged.values().stream().filter(call -> call.waited().toSeconds() > 1).count(), greaterThan(5L));
    }

    /** By the rule of this strategy or, to see that the reference can tell them apart, by that of another one. */
    private static List<RungReference.Rung> rung(QueueStrategy strategy, QueueStrategy rule) {
        List<String> queues = TwelveAgents.queues(strategy);
        List<RungReference.Queue> all = TwelveAgents.allQueues().stream().map(queue -> queues.contains(queue.name())
                ? new RungReference.Queue(queue.name(), rule, queue.members()) : queue).toList();
        return RungReference.replay(all, "freepbx".equals(DIALPLAN), heard.heard()).stream().filter(ring -> queues.contains(ring.queue())).toList();
    }

    private static void staysConnected(CompletableFuture<Void> line) {
        try {
            line.get(CONNECTED.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException stillCalling) {
            USERS.forEach(WebUser::losesConsole);
            USERS.forEach(WebUser::connects);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Who talked must be whom the queue rang last, or of a queue that rings all the phone that answers first. */
    private static List<String> wrongAnswers(QueueStrategy strategy, Map<String, QueueLog.Ended> logged, List<RungReference.Rung> rung,
                                             Map<String, String> numbers) {
        Map<String, List<String>> rungFor = new HashMap<>();
        rung.forEach(ring -> rungFor.computeIfAbsent(numbers.get(ring.caller()), any -> new ArrayList<>()).add(ring.agent()));
        return logged.values().stream().filter(QueueLog.Ended::answered).filter(call -> {
            List<String> agents = rungFor.getOrDefault(call.caller(), List.of());
            return strategy == QueueStrategy.RING_ALL ? !TwelveAgents.first(agents).contains(call.agent())
                    : agents.isEmpty() || !agents.get(agents.size() - 1).equals(call.agent());
        }).map(call -> call + ", but these rang: " + rungFor.get(call.caller())).toList();
    }

    /** How OFBiz kept calls otherwise than the PBX. */
    private static List<String> notKept(Map<String, QueueLog.Ended> logged, List<PlannedCall> planned) {
        Map<String, String> queues = planned.stream().collect(Collectors.toMap(PlannedCall::number, PlannedCall::queue));
        List<String> unlike = new ArrayList<>();
        Map<String, Long> inTime = new HashMap<>();
        Map<String, Long> differ = new HashMap<>();
        for (QueueLog.Ended call : logged.values()) {
            GenericValue row = host.database().await(kept -> kept.get("endDate") != null, "PhoneCall", "callerNumber", call.caller());
            String queue = queues.get(call.caller());
            long waited = host.database().rows("PhoneCallParticipant", "phoneCallId", row.get("phoneCallId"), "partTypeEnumId", "AST_PART_WAITED",
                    "callCenterGroupId", queue).stream().mapToLong(part -> part.getLong("waitSeconds")).sum();
            long late = late(call.caller());
            boolean same = queue.equals(row.getString("callCenterGroupId"))
                    && Optional.ofNullable(row.getString("agentPartyId")).equals(TwelveAgents.partyOf(call.agent()))
                    && "AST_ABANDONED".equals(row.getString("outcomeEnumId")) != call.answered()
                    && Math.abs(waited - call.waited().toSeconds()) <= ROUNDED + late;
            if (!same) {
                unlike.add(call + " is kept with a wait of " + waited + " s as " + row);
            }
            long within = TwelveAgents.WITHIN.toSeconds();
            inTime.merge(queue, (call.answered() && waited <= within ? 1L : 0) - (call.answered() && call.waited().toSeconds() <= within ? 1 : 0),
                    Long::sum);
            differ.merge(queue, waited == call.waited().toSeconds() ? 0L : 1, Long::sum);
        }
        inTime.forEach((queue, more) -> {
            if (Math.abs(more) > differ.get(queue)) {
                unlike.add("answered in time of " + queue + ": " + more + " more than in the queue_log");
            }
        });
        return unlike;
    }

    /** How many seconds after the PBX this process heard of a call: OFBiz, which is part of it, counts from when it hears of something. */
    private static long late(String number) {
        return heard.heard().stream().filter(event -> number.equals(event.get("CallerIDNum")) && !event.get("Timestamp").isEmpty())
                .mapToLong(event -> event.at().toEpochMilli() - new BigDecimal(event.get("Timestamp")).movePointRight(3).longValue())
                .max().orElse(0) / 1_000;
    }

    private static void report(QueueStrategy strategy, Map<String, QueueLog.Ended> logged, List<RungReference.Rung> rung, long otherwise,
                               Set<String> unlike, List<String> answers, List<String> kept) {
        long answered = logged.values().stream().filter(QueueLog.Ended::answered).count();
        long longest = logged.values().stream().mapToLong(call -> call.waited().toSeconds()).max().orElse(0);
        long one = rung.stream().filter(ring -> ring.allowed().size() == 1).count();
        String row = Stream.of(strategy, VERSION + " " + DIALPLAN, logged.size(), answered, logged.size() - answered, longest + " s", rung.size(),
                one, otherwise, unlike.size(), answers.size(), kept.size()).map(String::valueOf).collect(Collectors.joining(" | ", "| ", " |\n"));
        try {
            if (Files.notExists(TABLE)) {
                Files.writeString(TABLE, "| strategy | PBX | calls | answered | abandoned | longest wait | phones rung | one agent only by the rule "
                        + "| not by another rule | calls not by the rule | not who answered first | kept otherwise |\n|" + "---|".repeat(12)
                        + "\n");
            }
            Files.writeString(TABLE, row, StandardOpenOption.APPEND);
            String name = "many-queue-calls-" + VERSION + "-" + DIALPLAN + "-" + strategy;
            Files.write(Path.of("target", name + ".events"),
                    heard.heard().stream().map(AmiProbe.Message::toString).toList());
            Files.write(Path.of("target", name + ".unlike"),
                    Stream.of(rung.stream().filter(ring -> !ring.right()).map(Object::toString), answers.stream(), kept.stream())
                            .flatMap(lines -> lines).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, QueueLog.Ended> ended(List<String> queues) {
        List<QueueLog.Entry> entries = QueueLog.of(lab.queueLog()).entries().stream().filter(entry -> queues.contains(entry.queue())).toList();
        return new QueueLog(entries).ended().stream().collect(Collectors.toMap(QueueLog.Ended::caller, call -> call));
    }

    /** By Uniqueid. */
    private static Map<String, String> numbers() {
        return heard.heard().stream().filter(event -> event.isEvent("QueueCallerJoin"))
                .collect(Collectors.toMap(event -> event.get("Uniqueid"), event -> event.get("CallerIDNum")));
    }

    private static void allFree() {
        Await.untilTrue(() -> members().stream().allMatch(member -> "1".equals(member.get("Status")) && "0".equals(member.get("Paused"))), () ->
                "not free: " + members());
    }

    private static List<AmiProbe.Message> members() {
        try {
            String id = pbx.act("QueueStatus").get("ActionID");
            pbx.await(message -> message.isEvent("QueueStatusComplete") && message.get("ActionID").equals(id));
            return pbx.heard().stream().filter(message -> message.isEvent("QueueMember") && message.get("ActionID").equals(id)
                    && message.get("Queue").startsWith(TwelveAgents.QUEUES)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
