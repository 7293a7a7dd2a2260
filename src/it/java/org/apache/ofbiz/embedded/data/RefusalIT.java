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
package org.apache.ofbiz.embedded.data;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a descriptor says and the host does not implement stops the start, with file, line and name. */
@Tag("embedded")
class RefusalIT {
    private static final String ENTITY = "<entity entity-name=\"X\" package-name=\"p\">\n%s\n<prim-key field=\"id\"/></entity>\n";
    private static final String SERVICE =
            "<service name=\"s\" engine=\"groovy\" location=\"component://tiny/Phones.groovy\" invoke=\"breakPhone\"%s</service>\n";

    @TempDir
    private Path folder;

    @AfterEach
    void stopWhatShouldNotHaveStarted() {
        Backend.running().ifPresent(Backend::close);
    }

    static Stream<Arguments> descriptors() {
        return Stream.of(
                Arguments.of(entity("<field name=\"id\" type=\"colour\"/>"), "entities.xml", 3, "colour"),
                Arguments.of(entity("<field name=\"id\" type=\"id\" enable-audit-log=\"true\"/>"), "entities.xml", 3, "enable-audit-log"),
                Arguments.of(entity("<field name=\"id\" type=\"id\"/>"
                        + "<relation type=\"one\" rel-entity-name=\"Nobody\"><key-map field-name=\"id\"/></relation>"),
                        "entities.xml", 2, "Nobody"),
                Arguments.of(services(" semaphore=\"wait\">"), "services.xml", 2, "semaphore"),
                Arguments.of(services(">\n<attribute name=\"a\" type=\"Colour\" mode=\"IN\"/>"), "services.xml", 3, "Colour"),
                Arguments.of(services(">\n<metric name=\"m\"/>"), "services.xml", 3, "metric"),
                Arguments.of(services(">\n<attribute name=\"a\" type=\"String\" mode=\"IN\" allow-html=\"perhaps\"/>"), "services.xml", 3, "perhaps"),
                Arguments.of(new TinyComponent().script("def breakPhone( {"), "services.xml", 8, "does not compile"),
                Arguments.of(new TinyComponent().script("def other() { }"), "services.xml", 8, "breakPhone"),
                Arguments.of(new TinyComponent().data("<Phone phoneId=\"A\"/>\n<Phone phoneId=\"B\" statusId=\"NONE\"/>\n"),
                        "data.xml", 3, "PHONE_STS"),
                Arguments.of(new TinyComponent().data("<Phone phoneId=\"A\" colour=\"red\"/>\n"), "data.xml", 2, "colour"));
    }

    private static TinyComponent entity(String line) {
        return new TinyComponent().entities(ENTITY.formatted(line)).services("").data("");
    }

    private static TinyComponent services(String rest) {
        return new TinyComponent().services(SERVICE.formatted(rest));
    }

    @ParameterizedTest
    @MethodSource("descriptors")
    void theStartEndsAtTheLine(TinyComponent component, String file, int line, String name) {
        List<Path> components = List.of(Path.of("src/embedded/ofbiz/datamodel"), component.in(folder.resolve("tiny")));

        UnsupportedDescriptorException refusal = assertThrows(UnsupportedDescriptorException.class, () ->
                Backend.start(folder.resolve("data"), components, Set.of("seed", "demo")));

        assertThat(refusal.file(), endsWith(file));
        assertThat(refusal.getMessage(), refusal.line(), is(line));
        assertThat(refusal.getMessage(), containsString(name));
        assertThat(Backend.running(), is(Optional.empty()));
    }
}
