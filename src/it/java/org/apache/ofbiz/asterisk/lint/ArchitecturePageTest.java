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
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages that lead through the code name types that exist, and docs/architecture.md walks past each type once. */
@Tag("lint")
class ArchitecturePageTest {

    private static final Path PAGE = Path.of("docs/architecture.md");
    private static final Path SOURCES = Path.of("src/main/java");
    /** A type, or a member of it: `Outbox`, `ClientRequest.Claim`, `PushHub.sessions`. */
    private static final Pattern TYPE = Pattern.compile("`([A-Z]\\w*[a-z]\\w*)(?:\\.\\w+)*`");
    private static final Pattern STEP = Pattern.compile("(?m)^\\d+\\. .*$");
    private static final Pattern ANY_TYPE = Pattern.compile("\\b(?:class|interface|record|enum) (\\w+)");
    /** Types of OFBiz. */
    private static final Set<String> OTHERS = Set.of("EntityUtilProperties");
    private static final int MOST_STEPS = 10;

    /** One walk: its title and its numbered steps. */
    private record Walk(String title, List<String> steps) {

        List<String> types() {
            return steps.stream().flatMap(ArchitecturePageTest::typesOf).toList();
        }
    }

    private static List<Walk> walks() throws IOException {
        return Stream.of(Files.readString(PAGE).split("(?m)^## ")).skip(1)
                .map(section -> new Walk(section.lines().findFirst().orElse(""), STEP.matcher(section).results().map(MatchResult::group).toList()))
                .toList();
    }

    private static Stream<String> typesOf(String text) {
        return TYPE.matcher(text).results().map(found -> found.group(1)).filter(name -> !OTHERS.contains(name));
    }

    /** The names of all types of the component, nested ones included. */
    private static Set<String> types() throws IOException {
        Set<String> types = new HashSet<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                ANY_TYPE.matcher(Files.readString(file)).results().forEach(found -> types.add(found.group(1)));
            }
        }
        return types;
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/architecture.md", "docs/threads.md"})
    void everyTypeThatThePageNamesExists(String page) throws IOException {
        Set<String> named = typesOf(Files.readString(Path.of(page))).collect(Collectors.toSet());
        Set<String> existing = types();

        assertThat(named.size(), greaterThanOrEqualTo(20));
        assertThat(named.stream().filter(name -> !existing.contains(name)).toList(), empty());
    }

    @Test
    void eachWalkHasTenStepsAtMostAndNamesEachTypeOnce() throws IOException {
        assertThat(walks(), hasSize(4));
        for (Walk walk : walks()) {
            List<String> twice = new ArrayList<>(walk.types());
            new HashSet<>(twice).forEach(twice::remove);

            assertThat(walk.title(), walk.steps().size(), lessThanOrEqualTo(MOST_STEPS));
            assertThat(walk.title() + ", more than once", twice, empty());
        }
    }
}
