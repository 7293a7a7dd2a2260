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
package org.apache.ofbiz.asterisk.health.metrics;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads Prometheus's text format as strictly as its description has it: each family once, with help, type and samples together; no series twice;
 * nothing else between. Shares no code with the writer. Not thread-safe.
 */
public final class PrometheusReader {

    private final Map<String, String> types = new TreeMap<>();
    private final Map<String, Map<Map<String, String>, Double>> series = new TreeMap<>();
    private String line = "";
    private int at;

    private PrometheusReader() {
    }

    /** @throws IllegalArgumentException for what isn't of the format */
    public static PrometheusReader read(String text) {
        PrometheusReader reader = new PrometheusReader();
        require(text.endsWith("\n") && !text.contains("\r"), "the last line doesn't end");
        List<String> lines = List.of(text.substring(0, text.length() - 1).split("\n", -1));
        for (int i = 0; i < lines.size();) {
            i = reader.family(lines, i);
        }
        return reader;
    }

    /** The value of one series. @param labels names and values in turn */
    public double value(String name, String... labels) {
        Map<String, String> wanted = new TreeMap<>();
        for (int i = 0; i < labels.length; i += 2) {
            wanted.put(labels[i], labels[i + 1]);
        }
        return Optional.ofNullable(all(name).get(wanted)).orElseThrow(() -> new AssertionError("no " + name + wanted + " in " + all(name)));
    }

    /** Values by labels; empty for no such family. */
    public Map<Map<String, String>, Double> all(String name) {
        return series.getOrDefault(name, Map.of());
    }

    public Set<String> names() {
        return series.keySet();
    }

    public String type(String name) {
        return types.get(name);
    }

    public int size() {
        return series.values().stream().mapToInt(Map::size).sum();
    }

    private int family(List<String> lines, int first) {
        require(first + 2 < lines.size(), "a family ends early: " + lines.get(first));
        String[] help = lines.get(first).split(" ", 4);
        String[] type = lines.get(first + 1).split(" ", -1);
        require(help.length == 4 && help[0].equals("#") && help[1].equals("HELP"), lines.get(first));
        String name = help[2];
        require(name.matches("[a-zA-Z_:][a-zA-Z0-9_:]*"), "name " + name);
        require(help[3].replace("\\\\", "").replace("\\n", "").indexOf('\\') < 0, "help " + help[3]);
        require(type.length == 4 && type[0].equals("#") && type[1].equals("TYPE") && type[2].equals(name), lines.get(first + 1));
        require(Set.of("counter", "gauge").contains(type[3]), lines.get(first + 1));
        require(types.put(name, type[3]) == null, "family twice: " + name);
        int next = first + 2;
        while (next < lines.size() && !lines.get(next).startsWith("#")) {
            sample(name, type[3], lines.get(next++));
        }
        require(next > first + 2, "no sample of " + name);
        return next;
    }

    private void sample(String name, String type, String text) {
        line = text;
        at = 0;
        expect(name);
        Map<String, String> labels = new TreeMap<>();
        if (line.startsWith("{", at)) {
            at++;
            Set<String> names = new HashSet<>();
            while (!line.startsWith("}", at)) {
                int equals = line.indexOf('=', at);
                require(equals > 0, line);
                String label = line.substring(at, equals);
                require(label.matches("[a-zA-Z_][a-zA-Z0-9_]*") && !label.startsWith("__") && names.add(label), "label " + label + " of " + line);
                at = equals + 1;
                labels.put(label, quoted());
                if (line.startsWith(",", at)) {
                    at++;
                } else {
                    require(line.startsWith("}", at), line);
                }
            }
            at++;
        }
        expect(" ");
        String number = line.substring(at);
        require(number.matches("[+-]?([0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?|Inf)|NaN"), "value of " + line);
        double value = number.endsWith("Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(number);
        require(!type.equals("counter") || name.endsWith("_total") && value >= 0, "counter " + line);
        require(series.computeIfAbsent(name, any -> new HashMap<>()).put(labels, value) == null, "series twice: " + line);
    }

    private String quoted() {
        expect("\"");
        StringBuilder value = new StringBuilder();
        while (!line.startsWith("\"", at)) {
            require(at < line.length(), line);
            char next = line.charAt(at++);
            if (next == '\\') {
                require(at < line.length() && "\\\"n".indexOf(line.charAt(at)) >= 0, "escape in " + line);
                next = line.charAt(at) == 'n' ? '\n' : line.charAt(at);
                at++;
            }
            value.append(next);
        }
        at++;
        return value.toString();
    }

    private void expect(String text) {
        require(line.startsWith(text, at), text + " expected at " + at + " of " + line);
        at += text.length();
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(what);
        }
    }
}
