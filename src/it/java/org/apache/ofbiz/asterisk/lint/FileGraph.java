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
package org.apache.ofbiz.asterisk.lint;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which source file needs which, as jdeps tells from compiled classes: a nested type counts as its file. Immutable.
 * @param needs by file, named by its type: the files that it needs
 */
record FileGraph(Map<String, Set<String>> needs) {

    private static final Pattern ARROW = Pattern.compile(" +(org\\.apache\\.ofbiz\\.[\\w.]+)\\S* +-> (org\\.apache\\.ofbiz\\.[\\w.]+).*");

    /** @param classes a folder of compiled classes */
    static FileGraph of(Path classes) {
        StringWriter arrows = new StringWriter();
        ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow(() -> new IllegalStateException("this Java has no jdeps: a JDK is needed"));
        int failed = jdeps.run(new PrintWriter(arrows), new PrintWriter(System.err, true), "--multi-release", "base", "-verbose:class",
                "-filter:none", "-cp", classes.toString(), classes.toString());
        if (failed != 0) {
            throw new IllegalStateException("jdeps could not read " + classes);
        }
        Map<String, Set<String>> needs = new TreeMap<>();
        arrows.toString().lines().map(ARROW::matcher).filter(Matcher::matches).forEach(arrow -> {
            needs.computeIfAbsent(arrow.group(2), file -> new TreeSet<>());
            Set<String> from = needs.computeIfAbsent(arrow.group(1), file -> new TreeSet<>());
            if (!arrow.group(1).equals(arrow.group(2))) {
                from.add(arrow.group(2));
            }
        });
        return new FileGraph(needs);
    }

    /** Without files that have no source any more: an incremental build leaves classes of what was moved or deleted. */
    FileGraph withSourcesIn(Path... folders) {
        Predicate<String> present = type -> Stream.of(folders).anyMatch(folder -> Files.exists(folder.resolve(type.replace('.', '/') + ".java")));
        Map<String, Set<String>> kept = new TreeMap<>();
        needs.forEach((file, targets) -> {
            if (present.test(file)) {
                kept.put(file, targets.stream().filter(present).collect(Collectors.toCollection(TreeSet::new)));
            }
        });
        return new FileGraph(kept);
    }

    /** Groups of files of which each needs, by way of others, each other one of the group: Tarjan's strongly connected components. */
    List<Set<String>> circles() {
        Search search = new Search();
        needs.keySet().forEach(search::visit);
        return search.found;
    }

    private final class Search {
        private final Map<String, Integer> order = new HashMap<>();
        private final Map<String, Integer> lowest = new HashMap<>();
        private final Deque<String> open = new ArrayDeque<>();
        private final List<Set<String>> found = new ArrayList<>();

        private void visit(String file) {
            if (order.containsKey(file)) {
                return;
            }
            order.put(file, order.size());
            lowest.put(file, order.get(file));
            open.push(file);
            for (String target : needs.get(file)) {
                visit(target);
                if (open.contains(target)) {
                    lowest.merge(file, lowest.get(target), Math::min);
                }
            }
            if (lowest.get(file).equals(order.get(file))) {
                close(file);
            }
        }

        private void close(String file) {
            Set<String> group = new TreeSet<>();
            String last;
            do {
                last = open.pop();
                group.add(last);
            } while (!last.equals(file));
            if (group.size() > 1) {
                found.add(group);
            }
        }
    }
}
