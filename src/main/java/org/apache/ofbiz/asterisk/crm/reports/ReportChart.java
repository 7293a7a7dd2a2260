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

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.crm.reports.figures.CallReport;

/**
 * The picture of a report: a bar for each line, of what came in with the part that was answered; or of the calls that were placed. Lengths are
 * units of the SVG, which is 960 wide and 200 high.
 */
public final class ReportChart {

    private static final double WIDTH = 960;
    private static final double HEIGHT = 200;
    private static final double LEAST_WIDTH = 0.5;
    private static final double WIDTH_OF_BAR = 0.8;
    private static final int MOST_LEVEL = 5;
    private static final int HOURS = 24;

    private final List<Line> lines;
    private final double most;

    /** @param whole calls; part of them answered */
    private record Line(String key, String words, double whole, double part) {
    }

    /** @param report what the service getAsteriskCallReport answers */
    public ReportChart(Map<String, ?> report) {
        List<Object> names = maps(report.get("columns")).stream().<Object>map(column -> column.get("name")).toList();
        int answered = names.indexOf("ANSWERED");
        int offered = names.indexOf("OFFERED");
        int whole = offered < 0 ? answered : offered;
        this.lines = maps(report.get("lines")).stream().map(line -> line(line, whole, answered)).toList();
        this.most = Math.max(1, lines.stream().mapToDouble(Line::whole).max().orElse(0));
    }

    private static Line line(Map<?, ?> line, int whole, int part) {
        List<Map<?, ?>> cells = maps(line.get("cells"));
        String words = line.get("label") + ": " + cells.get(whole).get("text") + " / " + cells.get(part).get("text");
        return new Line(String.valueOf(line.get("key")), words,
                value(cells.get(whole)), value(cells.get(part)));
    }

    private static double value(Map<?, ?> cell) {
        return cell.get("value") instanceof Number number ? number.doubleValue() : 0;
    }

    private static List<Map<?, ?>> maps(Object list) {
        Stream<?> all = list instanceof Collection<?> items ? items.stream() : Stream.of();
        return all.<Map<?, ?>>map(item -> (Map<?, ?>) item).toList();
    }

    /** The calls of the highest bar; 1 where all are empty. */
    public long most() {
        return (long) most;
    }

    /** Each bar: {@code x}, {@code y}, {@code width}, {@code tall}; {@code partY} and {@code part} of what was answered; {@code words} to read. */
    public List<Map<String, Object>> bars() {
        double width = lines.isEmpty() ? 0 : WIDTH / lines.size();
        List<Map<String, Object>> bars = new ArrayList<>();
        for (Line line : lines) {
            double tall = HEIGHT * line.whole() / most;
            double part = HEIGHT * line.part() / most;
            bars.add(Map.of("x", bars.size() * width, "width", Math.max(LEAST_WIDTH, width * WIDTH_OF_BAR), "y", HEIGHT - tall, "tall", tall,
                    "partY", HEIGHT - part, "part", part, "words", line.words()));
        }
        return bars;
    }

    /** The days of the week: {@code name}, and {@code hours} with {@code count} and a {@code level} from 0, none, to 5, the most. */
    public List<Map<String, Object>> heat(Locale locale) {
        Map<String, Double> counts = lines.stream().collect(Collectors.toMap(Line::key, Line::whole, Double::sum));
        return Stream.of(DayOfWeek.values()).map(day -> Map.of("name", day.getDisplayName(TextStyle.FULL, locale), "hours",
                IntStream.range(0, HOURS).mapToObj(hour -> hour(counts.getOrDefault(CallReport.hourOfWeek(day.getValue(), hour), 0.0))).toList()))
                .toList();
    }

    private Map<String, Object> hour(double count) {
        long level = count == 0 ? 0 : 1 + Math.min(MOST_LEVEL - 1, (long) (MOST_LEVEL * count / (most + 1)));
        return Map.of("count", (long) count, "level", level);
    }

    /** The parameters of the files of a report. @param asked by name; blank ones are left out */
    public static String parameters(Map<String, ?> asked) {
        return asked.entrySet().stream().filter(field -> !Objects.toString(field.getValue(), "").isEmpty())
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue().toString(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
