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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;

/**
 * OFBiz takes the last of two things of one name and says nothing of it: the first is lost without a word. Types of one name in two packages
 * are told apart by the compiler, but not by readers.
 */
@Tag("lint")
class NamesOnceTest {

    @ParameterizedTest
    @CsvSource({
            "servicedef, service, name", "entitydef, entity, entity-name", "entitydef, view-entity, entity-name", "webapp, request-map, uri",
            "webapp, view-map, name", "config, property, key", "data, Enumeration, enumId", "data, SecurityPermission, permissionId"})
    void isDefinedOnce(String folder, String element, String attribute) {
        Set<String> seen = new HashSet<>();
        assertThat("twice " + element, names(folder, element, attribute).filter(name -> !seen.add(name)).toList(), empty());
    }

    @ParameterizedTest
    @CsvSource({"screen, name", "form, name", "grid, name", "menu, name"})
    void isDefinedOncePerFile(String element, String attribute) {
        for (Path file : Descriptors.files("widget", ".xml")) {
            Set<String> seen = new HashSet<>();
            assertThat(file + " has twice", names(List.of(file), element, attribute).filter(name -> !seen.add(name)).toList(), empty());
        }
    }

    @Test
    void typeIsDefinedOnce() throws IOException {
        Set<String> seen = new HashSet<>();
        List<String> twice = new ArrayList<>();
        for (String tree : List.of("src/main/java", "src/embedded/java", "src/test/java", "src/it/java", "bench/java")) {
            try (Stream<Path> files = Files.walk(Path.of(tree))) {
                files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".java") && !name.equals("package-info.java"))
                        .map(name -> name.substring(0, name.length() - ".java".length()))
                        .filter(name -> !seen.add(name)).forEach(twice::add);
            }
        }
        assertThat("types of one name", twice, empty());
    }

    private static Stream<String> names(String folder, String element, String attribute) {
        return names(Descriptors.files(folder, ".xml"), element, attribute);
    }

    private static Stream<String> names(List<Path> files, String element, String attribute) {
        return files.stream().flatMap(file -> Descriptors.all(Descriptors.root(file), element).stream())
                .map((Element found) -> found.getAttribute(attribute)).filter(name -> !name.isEmpty());
    }
}
