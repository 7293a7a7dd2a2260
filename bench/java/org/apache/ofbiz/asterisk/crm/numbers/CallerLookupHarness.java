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
package org.apache.ofbiz.asterisk.crm.numbers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.CallerDirectory;
import org.apache.ofbiz.asterisk.acd.CallerDirectory.Caller;
import org.apache.ofbiz.asterisk.acd.CallerDirectory.MatchedOn;
import org.apache.ofbiz.asterisk.bench.Table;
import org.apache.ofbiz.asterisk.crm.callers.OfbizCallerDirectory;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.asterisk.fixture.Postgres;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.embedded.entity.DerbyDatabase;
import org.apache.ofbiz.embedded.entity.DerbyDelegator;
import org.apache.ofbiz.embedded.entity.EntityModelReader;
import org.apache.ofbiz.embedded.entity.EntityModels;
import org.apache.ofbiz.entity.Delegator;

/**
 * How long it takes to say who has a number, among a million: the component's own look-up, on its entity engine, on Derby and on
 * PostgreSQL; beside the reading of all numbers that it does while the index is not complete. Each answer is checked.
 */
public final class CallerLookupHarness {

    private static final int WARM_UP = 3_000;
    private static final int LOOKS = 10_000;
    private static final int SCANS = 5;
    /** As many as are looked up together when many call at once. */
    private static final int TOGETHER = 12;
    private static final String REFERENCE = "one row by its primary key";
    private static final String SCAN = "one party has it, without the index";
    private static final long GOAL_NANOS = 2_000_000;
    private static final Map<String, String> SETTINGS = Map.of("defaultRegion", "EE");

    private CallerLookupHarness() {
    }

    /** Numbers as the PBX gives them, and how the answer has to be. */
    private record Question(String what, IntFunction<String> caller, MatchedOn matchedOn, int matches) {
    }

    private static final List<Question> QUESTIONS = List.of(
            new Question("one party has it", i -> "+372" + MillionNumbers.number(i - i % 1000 + 2 + i % 998), MatchedOn.E164, 1),
            new Question("nobody has it", i -> "+3725" + (2_000_000 + i), MatchedOn.NOBODY, 0),
            new Question("by its last digits", i -> "+49" + MillionNumbers.number(i - i % 1000 + 1).substring(1), MatchedOn.NATIONAL, 1),
            new Question(MillionNumbers.SHARED_BY + " parties share it", i -> "+372" + MillionNumbers.number(i - i % 1000), MatchedOn.E164,
                    MillionNumbers.SHARED_BY));

    /** Runs, prints, and throws when an answer was wrong. */
    public static void main(String[] arguments) throws IOException, SQLException {
        EntityModels models = new EntityModelReader().read(Stream.concat(Stream.of("common", "content", "party", "security")
                .map(name -> Path.of("src/embedded/ofbiz/datamodel/entitydef/" + name + "-entitymodel.xml")),
                Stream.of(Path.of("entitydef/entitymodel.xml"))).toList());
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "bench").toAbsolutePath()), "look-up-");
        Map<String, Map<String, long[]>> found = new LinkedHashMap<>();
        try (DerbyDatabase derby = new DerbyDatabase(folder)) {
            found.put("Derby", measure(models, derby, "jdbc:derby:" + folder.resolve("derby")));
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        Optional<Postgres> installed = Postgres.start();
        if (installed.isPresent()) {
            try (Postgres postgres = installed.get();
                    DerbyDatabase database = new DerbyDatabase(Files.createDirectories(folder), "org.postgresql.Driver", postgres.url())) {
                found.put("PostgreSQL", measure(models, database, postgres.url()));
            }
        }
        print(found);
        if (installed.isEmpty()) {
            throw new IllegalStateException("PostgreSQL was not measured: it is not installed (apt-get install postgresql)");
        }
    }

    private static Map<String, long[]> measure(EntityModels models, DerbyDatabase database, String url) throws SQLException {
        DerbyDelegator delegator = new DerbyDelegator(models, database);
        OfbizCallerDirectory directory = new OfbizCallerDirectory(delegator, new Settings(SETTINGS::get));
        Map<String, long[]> times = new LinkedHashMap<>();
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.setAutoCommit(false);
            long began = System.nanoTime();
            new MillionNumbers(models, connection).load();
            times.put("loading", new long[] {System.nanoTime() - began});
            times.put(REFERENCE, byKey(delegator));
            for (Question question : QUESTIONS) {
                times.put(question.what(), look(directory, question, LOOKS));
                times.put(question.what() + ", of " + TOGETHER + " at once", lookTogether(directory, question));
            }
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("DELETE FROM ASTERISK_NUMBER_KEY");
                statement.executeUpdate("DELETE FROM ASTERISK_NUMBER_INDEX_STATE");
            }
            connection.commit();
            // one that has not seen the index complete
            times.put(SCAN, look(new OfbizCallerDirectory(delegator, new Settings(SETTINGS::get)), QUESTIONS.get(0), SCANS));
        }
        return times;
    }

    /** The plainest question that there is: one row by its primary key. Nanoseconds in ascending order. */
    private static long[] byKey(Delegator delegator) {
        Random random = new Random(3);
        long[] nanos = new long[LOOKS];
        for (int i = -WARM_UP; i < LOOKS; i++) {
            String id = "N" + random.nextInt(MillionNumbers.NUMBERS);
            long began = System.nanoTime();
            boolean found = Rows.one(new Rows(delegator).from("TelecomNumber").where("contactMechId", id)).isPresent();
            long took = System.nanoTime() - began;
            if (!found) {
                throw new IllegalStateException("no number " + id);
            }
            if (i >= 0) {
                nanos[i] = took;
            }
        }
        Arrays.sort(nanos);
        return nanos;
    }

    /** Nanoseconds of each look, in ascending order. */
    private static long[] look(CallerDirectory directory, Question question, int looks) {
        Random random = new Random(3);
        long[] nanos = new long[looks];
        for (int i = looks > SCANS ? -WARM_UP : -1; i < looks; i++) {
            String number = question.caller().apply(random.nextInt(MillionNumbers.NUMBERS));
            long began = System.nanoTime();
            Caller caller = directory.look(number, "");
            long took = System.nanoTime() - began;
            if (caller.matchedOn() != question.matchedOn() || caller.matches().size() != question.matches()) {
                throw new IllegalStateException(question.what() + ": " + number + " gave " + caller);
            }
            if (i >= 0) {
                nanos[i] = took;
            }
        }
        Arrays.sort(nanos);
        return nanos;
    }

    /** Nanoseconds of each of those who call at once, in ascending order: of all together, divided by their number. */
    private static long[] lookTogether(OfbizCallerDirectory directory, Question question) {
        Random random = new Random(4);
        long[] nanos = new long[LOOKS / TOGETHER];
        for (int i = -WARM_UP / TOGETHER; i < nanos.length; i++) {
            List<String> numbers = Stream.generate(() -> question.caller().apply(random.nextInt(MillionNumbers.NUMBERS))).limit(TOGETHER).toList();
            directory.changed(); // nobody has called before
            long began = System.nanoTime();
            numbers.forEach(directory::expect);
            for (String number : numbers) {
                Caller caller = directory.recent(number, "");
                if (caller.matchedOn() != question.matchedOn() || caller.matches().size() != question.matches()) {
                    throw new IllegalStateException(question.what() + ": " + number + " gave " + caller);
                }
            }
            if (i >= 0) {
                nanos[i] = (System.nanoTime() - began) / TOGETHER;
            }
        }
        Arrays.sort(nanos);
        return nanos;
    }

    private static void print(Map<String, Map<String, long[]>> found) {
        Table table = new Table("numbers", "Who has a number, among " + String.format(Locale.ROOT, "%,d", MillionNumbers.NUMBERS),
                "database", "question", "p50", "p99", "longest", "this : one row by key at p50", "at p99", "scan : this at p50");
        found.forEach((database, times) -> times.forEach((what, nanos) -> {
            if (!what.equals("loading")) {
                double middle = Table.percentile(nanos, 0.5);
                table.row(database, what, Table.time(middle), Table.time(Table.percentile(nanos, 0.99)), Table.time(nanos[nanos.length - 1]),
                        middle / Table.percentile(times.get(REFERENCE), 0.5),
                        Table.percentile(nanos, 0.99) / (double) Table.percentile(times.get(REFERENCE), 0.99),
                        Table.percentile(times.get(SCAN), 0.5) / middle);
            }
        }));
        found.forEach((database, times) -> table.row(database, "loading, once", Table.time(times.get("loading")[0]), "", "", "", "", ""));
        table.print();
        found.forEach((database, times) -> QUESTIONS.stream().map(Question::what)
                .filter(what -> Table.percentile(times.get(what), 0.99) > GOAL_NANOS)
                .forEach(what -> Debug.logWarning(database + ", " + what + ": p99 is above the goal of 2 ms", CallerLookupHarness.class.getName())));
    }
}
