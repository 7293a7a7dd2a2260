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
package org.apache.ofbiz.asterisk.crm.history;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.bench.Table;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall.Direction;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.asterisk.fixture.Postgres;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.embedded.EmbeddedHost;
import org.apache.ofbiz.embedded.data.Backend;
import org.apache.ofbiz.embedded.entity.DerbyDatabase;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;
import org.apache.ofbiz.entity.transaction.GenericTransactionException;
import org.apache.ofbiz.entity.transaction.TransactionUtil;

/**
 * How long a page of the history takes among a million calls: the component's own reading, on its entity engine on Derby, with each filter;
 * beside the same page asked of the database at once, in descending order with a limit. Each page is checked.
 */
public final class HistoryHarness {

    private static final PrintStream OUT = System.out;
    private static final int WARM_UP = 100;
    private static final int LOOKS = 500;
    private static final int PLAIN_LOOKS = 3;
    /** A busy machine needs more than the minute that a transaction has. */
    private static final int PLAIN_WITHIN_SECONDS = 600;
    private static final long GOAL_NANOS = 50_000_000;

    private final CallHistory history;
    private final Delegator delegator;
    private final MillionCalls calls;
    private final Instant now;

    private HistoryHarness(Delegator delegator, MillionCalls calls, Instant now) {
        this.delegator = delegator;
        this.history = new CallHistory(delegator, Settings.of(delegator));
        this.calls = calls;
        this.now = now;
    }

    /** What is asked for: the filter and the place of each look. */
    private record Question(String what, boolean supervisor, IntFunction<CallFilter> filter, boolean deep, int least) {
    }

    /** Runs, prints, and throws when a page was wrong. */
    public static void main(String[] arguments) throws IOException, SQLException, GenericTransactionException {
        Table table = new Table("history", "A page of 50 among " + String.format(Locale.ROOT, "%,d", MillionCalls.CALLS) + " calls", "database",
                "calls of", "p50", "p99", "longest of " + LOOKS, "CPU of the thread, p99", "asked at once : this, at p50");
        measure("Derby", Optional.empty(), table);
        Optional<Postgres> installed = Postgres.start();
        if (installed.isPresent()) {
            try (Postgres postgres = installed.get()) {
                System.setProperty(DerbyDatabase.OTHER, postgres.url());
                measure("PostgreSQL", Optional.of(postgres.url()), table);
            }
        }
        table.print();
        if (installed.isEmpty()) {
            throw new IllegalStateException("PostgreSQL was not measured: it is not installed (apt-get install postgresql)");
        }
    }

    private static void measure(String database, Optional<String> url, Table table) throws IOException, SQLException, GenericTransactionException {
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "bench").toAbsolutePath()), "history-");
        Instant now = Instant.now();
        long began = System.nanoTime();
        try (Backend backend = start(folder); Connection connection = connect(url.orElse("jdbc:derby:" + folder.resolve("derby")))) {
            MillionCalls calls = new MillionCalls(backend.delegator(), connection, now);
            calls.load();
            new HistoryHarness(backend.delegator(), calls, now).run(database, System.nanoTime() - began, table);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static Backend start(Path folder) throws IOException {
        return Backend.start(folder, EmbeddedHost.componentFolders(Path.of("")), Set.of("seed", "seed-initial", "demo"));
    }

    private static Connection connect(String url) throws SQLException {
        Connection connection = DriverManager.getConnection(url);
        connection.setAutoCommit(false);
        return connection;
    }

    private List<Question> questions() {
        CallFilter all = CallFilter.since(CallFilter.EVER);
        return List.of(
                new Question("supervisor: today", true, i -> CallFilter.since(now.minus(Duration.ofHours(12))), false, 50),
                new Question("supervisor: all", true, i -> all, false, 50),
                new Question("supervisor: all, a later page", true, i -> all, true, 50),
                new Question("agent: own and of the group", false, i -> all, false, 50),
                new Question("agent: a later page", false, i -> all, true, 50),
                new Question("one day of two years", true, i -> day(i), false, 50),
                new Question("direction", true, i -> filter(Optional.of(Direction.OUTBOUND), Set.of(), List.of()), true, 50),
                new Question("unanswered", true, i -> filter(Optional.empty(), CallFilter.OutcomeGroup.UNANSWERED.outcomes(), List.of()), true, 50),
                new Question("rare outcome, 1 of 1,000 (page ends early)", true,
                        i -> filter(Optional.empty(), Set.of(Outcome.CONGESTED), List.of()), true, 1),
                new Question("one agent's", true, i -> all.ofAgent(MillionCalls.party(i % MillionCalls.AGENTS)), true, 50),
                new Question("one customer's", true, i -> all.ofParty(customer(i)), false, 1),
                new Question("text: a number (page ends early)", true,
                        i -> text("3725" + (1_000_000 + MillionCalls.AGENTS + i % MillionCalls.CUSTOMERS)), true, 0),
                new Question("text: two words of a name (page ends early)", true, i -> text("name1", "test5"), true, 0),
                new Question("text: a subject (page ends early)", true, i -> text("order"), true, 50));
    }

    private static String customer(int i) {
        return MillionCalls.party(MillionCalls.AGENTS + i % MillionCalls.CUSTOMERS);
    }

    private static CallFilter filter(Optional<Direction> direction, Set<Outcome> outcomes, List<String> words) {
        return new CallFilter(CallFilter.EVER, CallFilter.LAST, direction, outcomes, "", "", words);
    }

    private static CallFilter text(String... words) {
        return filter(Optional.empty(), Set.of(), List.of(words));
    }

    private CallFilter day(int i) {
        Instant from = now.minus(Duration.ofDays(2 + i % 720));
        return new CallFilter(from, from.plus(Duration.ofDays(1)), Optional.empty(), Set.of(), "", "", List.of());
    }

    private void run(String database, long loading, Table table) throws GenericTransactionException {
        long[] plain = plain();
        look(questions().get(1)); // the code is compiled before the first figure is taken
        for (Question question : questions()) {
            Looked looked = look(question);
            long[] nanos = looked.nanos();
            double middle = Table.percentile(nanos, 0.5);
            long slow = Table.percentile(nanos, 0.99);
            // the table comes at the end, some minutes later
            OUT.println(database + ", " + question.what() + ": " + Table.time(middle) + ", " + Table.time(slow));
            table.row(database, question.what(), Table.time(middle), Table.time(slow), Table.time(nanos[LOOKS - 1]),
                    Table.time(Table.percentile(looked.cpu(), 0.99)),
                    Table.percentile(plain, 0.5) / middle);
            if (slow > GOAL_NANOS) {
                Debug.logWarning(database + ", " + question.what() + ": p99 is above the goal of 50 ms", HistoryHarness.class.getName());
            }
        }
        table.row(database, "loading, once", Table.time(loading), "", "", "", "");
    }

    /** The newest calls of all, in descending order with a limit, as a history without stretches would ask for them. */
    private long[] plain() throws GenericTransactionException {
        long[] nanos = new long[PLAIN_LOOKS];
        for (int i = 0; i < PLAIN_LOOKS; i++) {
            TransactionUtil.begin(PLAIN_WITHIN_SECONDS);
            long began = System.nanoTime();
            Rows.list(new Rows(delegator).from("PhoneCall").where(EntityCondition.makeCondition("startDate",
                    EntityOperator.LESS_THAN, Timestamp.from(now))).orderBy("-startDate").maxRows(CallHistory.PAGE));
            nanos[i] = System.nanoTime() - began;
            TransactionUtil.commit();
        }
        Arrays.sort(nanos);
        return nanos;
    }

    /** In ascending order. CPU is that of the thread, which runs Derby, too, and doesn't depend on what else the machine does. */
    private record Looked(long[] nanos, long[] cpu) {
    }

    private Looked look(Question question) {
        ThreadMXBean thread = ManagementFactory.getThreadMXBean();
        Random random = new Random(3);
        long[] nanos = new long[LOOKS];
        long[] cpu = new long[LOOKS];
        for (int i = -WARM_UP; i < LOOKS; i++) {
            int place = random.nextInt(MillionCalls.CALLS * 9 / 10);
            CallFilter filter = question.filter().apply(random.nextInt(1_000_000));
            int agent = random.nextInt(MillionCalls.AGENTS);
            CallHistory.Viewer viewer = new CallHistory.Viewer(new Person("agent" + agent, MillionCalls.party(agent), "Agent"),
                    question.supervisor(), Locale.ENGLISH);
            Optional<CallPosition> after = question.deep() ? Optional.of(new CallPosition(calls.start(place), "")) : Optional.empty();
            long used = thread.getCurrentThreadCpuTime();
            long began = System.nanoTime();
            CallHistory.Page page = history.find(filter, after, CallHistory.PAGE, viewer);
            long took = System.nanoTime() - began;
            long spent = thread.getCurrentThreadCpuTime() - used;
            check(question, filter, after, page);
            if (i >= 0) {
                nanos[i] = took;
                cpu[i] = spent;
            }
        }
        Arrays.sort(nanos);
        Arrays.sort(cpu);
        return new Looked(nanos, cpu);
    }

    private static void check(Question question, CallFilter filter, Optional<CallPosition> after, CallHistory.Page page) {
        List<String> starts = page.calls().stream().map(call -> (String) call.get("startedAt")).toList();
        boolean ordered = starts.stream().sorted(Comparator.reverseOrder()).toList().equals(starts);
        boolean wanted = page.calls().stream().allMatch(call -> fits(filter, call))
                && starts.stream().allMatch(start -> after.isEmpty() || !Instant.parse(start).isAfter(after.get().startedAt()));
        boolean tooFew = page.full() && page.next().isPresent() && page.calls().size() < question.least();
        if (!ordered || !wanted || tooFew || page.calls().size() > CallHistory.PAGE) {
            throw new IllegalStateException(question.what() + ": " + page.calls().size() + " calls, ordered " + ordered + ", wanted " + wanted);
        }
    }

    private static boolean fits(CallFilter filter, Map<String, Object> call) {
        return filter.direction().filter(direction -> !direction.name().equals(call.get("direction"))).isEmpty()
                && (filter.outcomes().isEmpty() || filter.outcomes().stream().map(Enum::name).anyMatch(name -> name.equals(call.get("outcome"))))
                && (filter.partyId().isEmpty() || filter.partyId().equals(call.get("partyId")));
    }
}
