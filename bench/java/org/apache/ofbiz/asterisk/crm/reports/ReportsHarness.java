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
package org.apache.ofbiz.asterisk.crm.reports;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.board.ServiceLevelFormula;
import org.apache.ofbiz.asterisk.acd.board.ServiceRule;
import org.apache.ofbiz.asterisk.bench.Table;
import org.apache.ofbiz.asterisk.call.CallPart;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.crm.reports.figures.CallCount;
import org.apache.ofbiz.asterisk.crm.reports.figures.CallCounting;
import org.apache.ofbiz.asterisk.crm.reports.figures.CallTally;
import org.apache.ofbiz.asterisk.crm.reports.figures.CountedCall;
import org.apache.ofbiz.asterisk.crm.reports.figures.ReportBy;
import org.apache.ofbiz.asterisk.crm.reports.figures.ReportInterval;
import org.apache.ofbiz.asterisk.crm.reports.figures.ReportQuery;
import org.apache.ofbiz.asterisk.crm.reports.figures.SumDimension;
import org.apache.ofbiz.asterisk.crm.reports.figures.SumKey;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.asterisk.fixture.Postgres;
import org.apache.ofbiz.embedded.EmbeddedHost;
import org.apache.ofbiz.embedded.data.Backend;
import org.apache.ofbiz.embedded.entity.DerbyDatabase;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.model.ModelEntity;

/**
 * How long reports on a year of a million calls take, on the sums that the component's own counting makes of them; beside the same from
 * quarters of an hour alone. Each report is checked: its calls are a million. Quarters by agent, number, and disposition are loaded with
 * {@code -Dquarters=true} only: no report of a year reads them.
 */
public final class ReportsHarness {

    private static final PrintStream OUT = System.out;
    private static final int CALLS = Integer.getInteger("calls", 1_000_000);
    private static final int GROUPS = 5;
    private static final int AGENTS = 40;
    private static final int NUMBERS = 20;
    private static final int LOOKS = 7;
    private static final int BATCH = 5_000;
    private static final int DAYS = 365;
    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant FIRST = Instant.parse("2025-01-01T00:00:00Z");
    private static final ZoneId TALLINN = ZoneId.of("Europe/Tallinn");

    private final CallReports reports;
    private final long calls;

    private ReportsHarness(Backend backend, long calls) {
        this.reports = new CallReports(backend.delegator(), Settings.of(backend.delegator()));
        this.calls = calls;
    }

    /** Runs, prints, and throws when a report was wrong. */
    public static void main(String[] arguments) throws IOException, SQLException, GenericEntityException {
        Table table = new Table("reports", "A report on a year of " + CALLS + " calls", "database", "report", "rows", "median",
                "longest of " + LOOKS);
        long began = System.nanoTime();
        Map<Instant, Map<SumKey, CallTally>> quarters = count();
        OUT.println(CALLS + " calls counted in " + Table.time(System.nanoTime() - began));
        measure("Derby", Optional.empty(), quarters, table);
        Optional<Postgres> installed = Postgres.start();
        if (installed.isPresent()) {
            try (Postgres postgres = installed.get()) {
                System.setProperty(DerbyDatabase.OTHER, postgres.url());
                measure("PostgreSQL", Optional.of(postgres.url()), quarters, table);
            }
        }
        table.print();
        if (installed.isEmpty()) {
            throw new IllegalStateException("PostgreSQL was not measured: it is not installed (apt-get install postgresql)");
        }
    }

    /** Calls from six to ten in the evening, each waits for a group and talks to one of its agents. */
    private static Map<Instant, Map<SumKey, CallTally>> count() {
        CallCounting counting = new CallCounting(Map.of("G1", ServiceRule.of(Optional.of(Duration.ofSeconds(30)), ServiceRule.USUAL_SHORT,
                ServiceLevelFormula.USUAL)), ServiceRule.USUAL);
        Random random = new Random(11);
        Map<Instant, Map<SumKey, CallTally>> quarters = new TreeMap<>();
        for (int i = 0; i < CALLS; i++) {
            Instant start = FIRST.plus(DAY.multipliedBy(i % DAYS)).plusSeconds(6 * 3600 + random.nextInt(16 * 3600));
            int agent = random.nextInt(AGENTS);
            String group = "G" + agent % GROUPS;
            long wait = random.nextInt(60);
            Outcome outcome = random.nextInt(10) < 8 ? Outcome.ANSWERED : Outcome.ABANDONED;
            boolean answered = outcome == Outcome.ANSWERED;
            List<CountedCall.Part> parts = new ArrayList<>();
            parts.add(new CountedCall.Part(CallPart.Kind.WAITED, "", group, wait, 0, 0, Optional.of(outcome)));
            if (answered) {
                parts.add(new CountedCall.Part(CallPart.Kind.TALKED, "A" + agent, "", 0, 180, 10, Optional.of(outcome)));
            }
            CountedCall call = new CountedCall(PhoneCall.Direction.INBOUND, group, "A" + agent, "500" + random.nextInt(NUMBERS),
                    answered ? "D" + random.nextInt(6) : "", new CountedCall.Ending(Optional.of(outcome), answered, wait, 180, 10),
                    new CountedCall.Marks(false, answered, false), parts);
            Map<SumKey, CallTally> sums = quarters.computeIfAbsent(SumMarks.quarter(start), any -> new HashMap<>());
            counting.count(call).forEach((key, tally) -> sums.merge(key, tally, CallTally::plus));
        }
        return quarters;
    }

    private static void measure(String database, Optional<String> url, Map<Instant, Map<SumKey, CallTally>> quarters, Table table)
            throws IOException, SQLException, GenericEntityException {
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "bench").toAbsolutePath()), "reports-");
        try (Backend backend = Backend.start(folder, EmbeddedHost.componentFolders(Path.of("")), Set.of("seed", "seed-initial", "demo"));
                Connection connection = DriverManager.getConnection(url.orElse("jdbc:derby:" + folder.resolve("derby")))) {
            connection.setAutoCommit(false);
            load(backend, connection, quarters, url.isEmpty());
            Rows rows = new Rows(backend.delegator());
            CountingRules.of(rows, Settings.of(backend.delegator())).keep(rows);
            new ReportsHarness(backend, CALLS).run(database, table);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void load(Backend backend, Connection connection, Map<Instant, Map<SumKey, CallTally>> quarters, boolean derby)
            throws SQLException {
        ModelEntity entity = backend.delegator().getModelEntity(SumRows.ENTITY);
        List<String> fields = new ArrayList<>(List.of("sumDimension", "spanMinutes", "startDate", "callCenterGroupId", "sumItemId"));
        Arrays.stream(CallCount.values()).forEach(count -> fields.add(count.field()));
        String columns = fields.stream().map(field -> entity.getField(field).getColName()).collect(Collectors.joining(", "));
        String places = fields.stream().map(field -> "?").collect(Collectors.joining(", "));
        long began = System.nanoTime();
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO PHONE_CALL_SUM (" + columns + ") VALUES (" + places + ")")) {
            Map<Instant, Map<SumKey, CallTally>> some = new TreeMap<>();
            quarters.forEach((start, sums) -> some.put(start, sums.entrySet().stream()
                    .filter(sum -> Boolean.getBoolean("quarters") || sum.getKey().dimension() == SumDimension.TOTAL)
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))));
            int count = insert(insert, SumMarks.QUARTER, some, 0);
            for (SumDimension dimension : SumDimension.values()) {
                Map<Instant, Map<SumKey, CallTally>> spans = new TreeMap<>();
                quarters.forEach((start, sums) -> sums.forEach((key, tally) -> {
                    if (key.dimension() == dimension) {
                        spans.computeIfAbsent(SumMarks.floor(start, dimension.longSpan()), any -> new HashMap<>()).merge(key, tally, CallTally::plus);
                    }
                }));
                count = insert(insert, dimension.longSpan(), spans, count);
            }
            insert.executeBatch();
            OUT.println(count + " rows in " + Table.time(System.nanoTime() - began));
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(derby ? "CALL SYSCS_UTIL.SYSCS_UPDATE_STATISTICS(CURRENT SCHEMA, 'PHONE_CALL_SUM', NULL)" : "ANALYZE PHONE_CALL_SUM");
        }
        connection.commit();
    }

    private static int insert(PreparedStatement insert, Duration span, Map<Instant, Map<SumKey, CallTally>> sums, int before) throws SQLException {
        int count = before;
        for (Map.Entry<Instant, Map<SumKey, CallTally>> start : sums.entrySet()) {
            for (Map.Entry<SumKey, CallTally> sum : start.getValue().entrySet()) {
                insert.setString(1, sum.getKey().dimension().name());
                insert.setLong(2, span.toMinutes());
                insert.setTimestamp(3, Timestamp.from(start.getKey()));
                insert.setString(4, sum.getKey().groupId());
                insert.setString(5, sum.getKey().id());
                for (CallCount figure : CallCount.values()) {
                    insert.setLong(6 + figure.ordinal(), sum.getValue().get(figure));
                }
                insert.addBatch();
                if (++count % BATCH == 0) {
                    insert.executeBatch();
                }
            }
        }
        return count;
    }

    private void run(String database, Table table) {
        for (ReportInterval interval : List.of(ReportInterval.DAY, ReportInterval.MONTH)) {
            look(database, "by " + interval, ReportBy.INTERVAL, interval, TALLINN, table);
        }
        for (ReportBy by : List.of(ReportBy.GROUP, ReportBy.AGENT, ReportBy.NUMBER, ReportBy.DISPOSITION, ReportBy.HOUR_OF_WEEK)) {
            look(database, "by " + by, by, ReportInterval.DAY, TALLINN, table);
        }
        look(database, "by DAY, in a zone of half hours (quarters alone)", ReportBy.INTERVAL, ReportInterval.DAY, ZoneId.of("Asia/Kolkata"), table);
    }

    private void look(String database, String what, ReportBy by, ReportInterval interval, ZoneId zone, Table table) {
        ReportQuery query = new ReportQuery(by, interval, new ReportQuery.Span(FIRST, FIRST.plus(DAY.multipliedBy(DAYS)), zone), Optional.empty(),
                Optional.empty());
        long[] nanos = new long[LOOKS];
        int rows = 0;
        for (int i = -2; i < LOOKS; i++) {
            long began = System.nanoTime();
            CallReports.Made made = reports.make(query);
            long took = System.nanoTime() - began;
            rows = made.rows().size();
            long counted = made.total().tally().get(by == ReportBy.AGENT ? CallCount.RECORDED : CallCount.OFFERED);
            boolean right = by == ReportBy.AGENT ? counted > calls * 7 / 10 && counted < calls : counted == calls;
            if (!right || made.outdated() != 0) {
                throw new IllegalStateException(what + ": " + counted + " calls of " + calls + ", outdated " + made.outdated());
            }
            if (i >= 0) {
                nanos[i] = took;
            }
        }
        Arrays.sort(nanos);
        OUT.println(database + " " + what + " " + Table.time(nanos[LOOKS / 2]));
        table.row(database, what, rows, Table.time(nanos[LOOKS / 2]), Table.time(nanos[LOOKS - 1]));
    }
}
