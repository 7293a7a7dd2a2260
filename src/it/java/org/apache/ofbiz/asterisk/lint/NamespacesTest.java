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
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The sources are written for javax.servlet and javax.websocket, and both builds rename these two packages, in Java sources only, for an
 * OFBiz on jakarta. So no other file may name them, and no other package that moved to jakarta may be used.
 */
@Tag("lint")
class NamespacesTest {

    private static final String RENAMED = "javax\\.(servlet|websocket)\\b";
    private static final Pattern NAME = Pattern.compile("\\b(?:javax|jakarta)\\.(?:[a-z]+\\.)*[a-z]+");
    /** Of the JDK itself: they stay in javax. */
    private static final Set<String> OF_THE_JDK = Set.of("accessibility", "annotation.processing", "crypto", "imageio", "lang.model", "management",
            "naming", "net", "print", "rmi", "script", "security", "sound", "sql", "swing", "tools", "transaction.xa", "xml.catalog",
            "xml.crypto", "xml.datatype", "xml.namespace", "xml.parsers", "xml.stream", "xml.transform", "xml.validation", "xml.xpath");
    private static final List<String> COMPILED_BY_OFBIZ = List.of("src/main/java", "src/test/java");
    private static final List<String> READ_AT_RUN_TIME = List.of("config", "data", "entitydef", "groovyScripts", "servicedef", "template", "testdef",
            "webapp", "widget", "ofbiz-component.xml");

    @Test
    void bothBuildsRenameTheSamePackages() throws IOException {
        for (String build : List.of("pom.xml", "build.gradle")) {
            assertThat(build, Files.readString(Path.of(build)).replace("\\\\", "\\"), containsString(RENAMED));
        }
    }

    @Test
    void javaSourcesUseNoOtherPackageThatMovedToJakarta() throws IOException {
        Set<String> allowed = Set.of("servlet", "websocket", "jms"); // OFBiz trunk has javax.jms, too
        assertThat(namesIn(COMPILED_BY_OFBIZ, name -> startsWithAny(name, "javax.", OF_THE_JDK) || startsWithAny(name, "javax.", allowed)), empty());
    }

    @Test
    void whatIsReadAtRunTimeNamesNeitherNamespace() throws IOException {
        assertThat(namesIn(READ_AT_RUN_TIME, name -> startsWithAny(name, "javax.", OF_THE_JDK)), empty());
    }

    private static boolean startsWithAny(String name, String prefix, Set<String> packages) {
        return packages.stream().map(prefix::concat).anyMatch(allowed -> name.equals(allowed) || name.startsWith(allowed + '.'));
    }

    /** File and name of each use of javax or jakarta that is not allowed. */
    private static List<String> namesIn(List<String> places, Predicate<String> allowed) throws IOException {
        List<Path> files;
        try (Stream<Path> all = places.stream().map(Path::of).filter(Files::exists).flatMap(NamespacesTest::files)) {
            files = all.filter(file -> file.toString().matches(".*\\.(java|groovy|ftl|xml|xsd|properties|js|mjs)")).toList();
        }
        return files.stream().flatMap(file -> NAME.matcher(Descriptors.text(file)).results().map(found -> found.group())
                .filter(name -> !allowed.test(name)).map(name -> file + ": " + name)).toList();
    }

    private static Stream<Path> files(Path place) {
        try {
            return Files.walk(place).filter(Files::isRegularFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
