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
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.bench.Table;
import org.apache.ofbiz.asterisk.crm.callers.NumberSearch;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.embedded.entity.DerbyDatabase;
import org.apache.ofbiz.embedded.entity.DerbyDelegator;
import org.apache.ofbiz.embedded.entity.EntityModelReader;
import org.apache.ofbiz.embedded.entity.EntityModels;

/**
 * How long it takes to suggest whom somebody means who types a name or a number, among a million numbers of 250,000 people, on Derby. Each
 * answer is checked.
 */
public final class SuggestionsHarness {

    private static final int WARM_UP = 300;
    private static final int LOOKS = 2_000;
    private static final int MOST = 8;
    private static final long GOAL_NANOS = 50_000_000;
    private static final Map<String, String> SETTINGS = Map.of("defaultRegion", "EE");

    private SuggestionsHarness() {
    }

    /** What is typed, and how many numbers have to be suggested at least. */
    private record Question(String what, IntFunction<String> text, int least) {
    }

    private static final List<Question> QUESTIONS = List.of(
            new Question("four letters that all have", i -> "Name", MOST),
            new Question("a first name", i -> "name" + i % MillionNumbers.PEOPLE, 1),
            new Question("a last name of 5,000", i -> MillionNumbers.lastName(i), MOST),
            new Question("first and last name",
                    i -> "Name" + i % MillionNumbers.PEOPLE + " " + MillionNumbers.lastName(i % MillionNumbers.PEOPLE), 1),
            new Question("two beginnings that many have", i -> "na " + MillionNumbers.lastName(i), MOST),
            new Question("nobody's name", i -> "Nobody" + i, 0),
            new Question("four digits", i -> MillionNumbers.number(i - i % 1000 + 2).substring(0, 4), MOST),
            new Question("a whole number", i -> "+372" + MillionNumbers.number(i - i % 1000 + 2), 1),
            new Question("the last six digits", i -> MillionNumbers.number(i - i % 1000 + 2).substring(2), 1),
            new Question("nobody's number", i -> "+49 30 9999" + i, 0));

    /** Runs, prints, and throws when an answer was wrong. */
    public static void main(String[] arguments) throws IOException, SQLException {
        EntityModels models = new EntityModelReader().read(Stream.concat(Stream.of("common", "content", "party", "security")
                .map(name -> Path.of("src/embedded/ofbiz/datamodel/entitydef/" + name + "-entitymodel.xml")),
                Stream.of(Path.of("entitydef/entitymodel.xml"))).toList());
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "bench").toAbsolutePath()), "suggestions-");
        Table table = new Table("suggestions", "Whom somebody means who types, among " + String.format(Locale.ROOT, "%,d", MillionNumbers.NUMBERS)
                + " numbers", "typed", "p50", "p99", "longest of " + LOOKS);
        try (DerbyDatabase database = new DerbyDatabase(folder);
                Connection connection = DriverManager.getConnection("jdbc:derby:" + folder.resolve("derby"))) {
            connection.setAutoCommit(false);
            new MillionNumbers(models, connection).load();
            NumberSearch search = new NumberSearch(new DerbyDelegator(models, database), new Settings(SETTINGS::get));
            QUESTIONS.forEach(question -> row(table, question, look(search, question)));
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        table.print();
    }

    private static void row(Table table, Question question, long[] nanos) {
        long slow = Table.percentile(nanos, 0.99);
        table.row(question.what(), Table.time(Table.percentile(nanos, 0.5)), Table.time(slow), Table.time(nanos[LOOKS - 1]));
        if (slow > GOAL_NANOS) {
            Debug.logWarning(question.what() + ": p99 is above the goal of 50 ms", SuggestionsHarness.class.getName());
        }
    }

    private static long[] look(NumberSearch search, Question question) {
        Random random = new Random(3);
        long[] nanos = new long[LOOKS];
        for (int i = -WARM_UP; i < LOOKS; i++) {
            String text = question.text().apply(random.nextInt(MillionNumbers.NUMBERS));
            long began = System.nanoTime();
            List<NumberSearch.Choice> found = search.find(text, MOST);
            long took = System.nanoTime() - began;
            if (found.size() < question.least() || found.size() > MOST || question.least() == 0 && !found.isEmpty()) {
                throw new IllegalStateException(question.what() + ": " + text + " gave " + found);
            }
            if (i >= 0) {
                nanos[i] = took;
            }
        }
        Arrays.sort(nanos);
        return nanos;
    }
}
