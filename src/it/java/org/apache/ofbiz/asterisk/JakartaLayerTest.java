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
package org.apache.ofbiz.asterisk;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Which classes the layer jakarta leaves out: those with the tag {@code once} call Java of the component only. Compiled from the same source by
 * the same rules, it can't behave differently there; decision 59.
 */
@Tag("lint")
class JakartaLayerTest {

    private static final Pattern ONCE = Pattern.compile("^@Tag\\(\"once\"\\)$", Pattern.MULTILINE);
    /** Servlets and sockets, pages, Groovy, services (whose permissions Groovy scripts check), processes, the JDK's parsers and formats. */
    private static final List<String> DIFFERS = List.of("Servlet", "Socket", "Http", "WebClient", "RestClient", "WebTarget", "TestBrowser",
            "PushServer", ".base()", ".run(\"", "dispatcher", "roovy", "ProcessBuilder(\"java", "SSL", "javax.naming", "java.text",
            "DateTimeFormatter");

    @Test
    void whatRunsOnceDependsOnNothingThatDiffers() throws IOException {
        List<Path> once = once();
        assertThat(once, is(not(empty())));
        assertThat(once.stream().flatMap(file -> DIFFERS.stream().filter(word -> text(file).contains(word)).map(word -> file + ": " + word)).toList(),
                is(empty()));
    }

    private static List<Path> once() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/it/java"))) {
            return files.filter(file -> file.toString().endsWith("IT.java") && ONCE.matcher(text(file)).find()).toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
