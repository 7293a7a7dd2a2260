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

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The slice of OFBiz is what is used of it: each public method has its name, or the property that it reads, somewhere besides its own
 * declaration: in the component, its scripts and templates, the host or a test. By name only, so one used overload keeps the others.
 */
@Tag("lint")
class SliceTest {

    private static final Path ROOT = Path.of("src/embedded/java/org/apache/ofbiz");
    private static final Pattern METHOD = Pattern.compile(
            "(?m)(@Override\\s+)?^    public (?:(?:abstract|static|final|synchronized) )*(?:<[^>]+> )?[\\w.<>\\[\\], ?]+ (\\w+)\\(");
    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|//[^\n]*");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w*");

    @Test
    void eachMethodIsUsed() {
        Map<String, Integer> words = new HashMap<>();
        for (String folder : List.of("src", "bench", "groovyScripts", "template", "widget", "webapp", "servicedef")) {
            Stream.of(".java", ".groovy", ".ftl", ".xml").flatMap(ending -> Descriptors.files(folder, ending).stream())
                    .forEach(file -> WORD.matcher(code(file)).results().forEach(word -> words.merge(word.group(), 1, Integer::sum)));
        }
        List<String> unused = new ArrayList<>();
        int methods = 0;
        for (Path file : Descriptors.files(ROOT.toString(), ".java")) {
            Matcher method = METHOD.matcher(file.startsWith(ROOT.resolve("embedded")) ? "" : code(file));
            while (method.find()) {
                methods++;
                String name = method.group(2);
                boolean readAsProperty = !property(name).equals(name) && words.containsKey(property(name));
                if (method.group(1) == null && words.get(name) == 1 && !readAsProperty) {
                    unused.add(ROOT.relativize(file) + " " + name);
                }
            }
        }
        assertThat(methods, greaterThan(300));
        assertThat("nobody calls", unused, empty());
    }

    private static String code(Path file) {
        return Files.exists(file) ? COMMENT.matcher(Descriptors.text(file)).replaceAll("") : "";
    }

    /** As scripts and templates name it: "name" for getName. */
    private static String property(String method) {
        String capital = method.replaceFirst("^(get|is|set)(?=[A-Z])", "");
        return Character.toLowerCase(capital.charAt(0)) + capital.substring(1);
    }
}
