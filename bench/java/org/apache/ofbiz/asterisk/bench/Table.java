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
package org.apache.ofbiz.asterisk.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a harness found, as a Markdown table: on the console and in {@code target/bench/NAME.md}. Not thread-safe. */
public final class Table {

    private static final PrintStream OUT = System.out;

    private final String name;
    private final String title;
    private final List<List<String>> rows = new ArrayList<>();

    /** @param name of the harness in {@code bench/harnesses}; a harness with several tables adds a word to it */
    public Table(String name, String title, String... columns) {
        this.name = name;
        this.title = title;
        rows.add(List.of(columns));
    }

    /** One row; a double is written with three significant figures or as a whole number, whichever is longer. */
    public Table row(Object... cells) {
        rows.add(Arrays.stream(cells).map(Table::text).toList());
        return this;
    }

    /** A time in microseconds or milliseconds, as fits it. */
    public static String time(double nanoseconds) {
        return nanoseconds < 1_000_000 ? text(nanoseconds / 1_000) + " us" : text(nanoseconds / 1_000_000) + " ms";
    }

    /**
     * The value that so many of all do not exceed.
     *
     * @param sorted in ascending order, not empty
     * @param share  0 to 1, e.g. 0.99
     */
    public static long percentile(long[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    /** Writes the table to the console and into its file. */
    public void print() {
        int[] widths = IntStream.range(0, rows.get(0).size())
                .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0)).toArray();
        List<String> lines = new ArrayList<>(List.of("### " + title, ""));
        lines.add(line(rows.get(0), widths));
        lines.add(Arrays.stream(widths).mapToObj("-"::repeat).collect(Collectors.joining(" | ", "| ", " |")));
        rows.stream().skip(1).forEach(row -> lines.add(line(row, widths)));
        OUT.println(String.join("\n", lines));
        lines.addAll(List.of("", Machine.words(), ""));
        try {
            Path folder = Files.createDirectories(Path.of(System.getProperty("basedir", ""), "target", "bench"));
            Files.write(folder.resolve(name + ".md"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(List<String> cells, int[] widths) {
        return IntStream.range(0, widths.length).mapToObj(i -> cells.get(i) + " ".repeat(widths[i] - cells.get(i).length()))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String text(Object cell) {
        if (!(cell instanceof Double)) {
            return cell instanceof Number ? String.format(Locale.ROOT, "%,d", cell) : String.valueOf(cell);
        }
        double value = (Double) cell;
        int decimals = value == 0 ? 0 : Math.max(0, 2 - (int) Math.floor(Math.log10(Math.abs(value))));
        return String.format(Locale.ROOT, "%,." + Math.min(decimals, 6) + "f", value);
    }
}
