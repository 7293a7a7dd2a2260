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

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportChartTest {

    @Test
    void aBarIsAsHighAsItsCallsAndSaysThem() {
        ReportChart chart = new ReportChart(report(line("mon", 8.0, 6.0), line("tue", 4.0, 0.0)));

        assertThat(chart.most(), is(8L));
        assertThat(chart.bars(), hasSize(2));
        assertThat(chart.bars().get(0), is(Map.of("x", 0.0, "width", 384.0, "y", 0.0, "tall", 200.0, "partY", 50.0, "part", 150.0, "words",
                "mon: 8.0 / 6.0")));
        assertThat(chart.bars().get(1).get("tall"), is(100.0));
    }

    @Test
    void aReportWithoutCallsHasNoHeight() {
        assertThat(new ReportChart(report(line("mon", null, null))).bars().get(0).get("tall"), is(0.0));
        assertThat(new ReportChart(report()).bars(), is(List.of()));
    }

    @Test
    void theHeatOfAnHourIsBetweenNoneAndTheMost() {
        List<Map<String, Object>> heat = new ReportChart(report(line("1 09", 100.0, 1.0), line("7 23", 1.0, 1.0))).heat(Locale.GERMAN);

        assertThat(heat.stream().map(day -> day.get("name")).toList().subList(0, 2), contains("Montag", "Dienstag"));
        assertThat(hour(heat, 0, 9), is(Map.of("count", 100L, "level", 5L)));
        assertThat(hour(heat, 6, 23), is(Map.of("count", 1L, "level", 1L)));
        assertThat(hour(heat, 3, 0), is(Map.of("count", 0L, "level", 0L)));
    }

    @Test
    void theParametersOfAFileAreEscaped() {
        Map<String, String> asked = new LinkedHashMap<>(Map.of("number", "+372 5&x=1"));
        asked.put("agent", "");
        assertThat(ReportChart.parameters(asked), is("number=%2B372+5%26x%3D1"));
    }

    private static Object hour(List<Map<String, Object>> heat, int day, int hour) {
        return ((List<?>) heat.get(day).get("hours")).get(hour);
    }

    private static Map<String, Object> report(Object... lines) {
        return Map.of("columns", List.of(Map.of("name", "OFFERED"), Map.of("name", "ANSWERED")), "lines", List.of(lines));
    }

    private static Map<String, Object> line(String key, Double whole, Double part) {
        return Map.of("key", key, "label", key, "cells", List.of(cell(whole), cell(part)));
    }

    private static Map<String, Object> cell(Double value) {
        Map<String, Object> cell = new LinkedHashMap<>();
        cell.put("value", value);
        cell.put("text", String.valueOf(value));
        return cell;
    }
}
