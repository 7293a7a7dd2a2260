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
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** OFBiz's Gradle compiles src/test without src/it, which needs the embedded host: no unit test uses what is only there. */
@Tag("lint")
class UnitTestsAloneTest {

    @Test
    void noUnitTestNeedsAnIntegrationTest() throws URISyntaxException {
        FileGraph graph = FileGraph.of(Path.of(UnitTestsAloneTest.class.getProtectionDomain().getCodeSource().getLocation().toURI()));
        Path unit = Path.of("src/test/java");
        Path integration = Path.of("src/it/java");

        Map<String, Set<String>> foreign = new TreeMap<>();
        graph.withSourcesIn(unit, integration).needs().forEach((file, needed) -> {
            Set<String> there = needed.stream().filter(type -> isIn(integration, type)).collect(Collectors.toCollection(TreeSet::new));
            if (isIn(unit, file) && !there.isEmpty()) {
                foreign.put(file, there);
            }
        });

        assertThat("unit tests were looked at", graph.needs(), hasKey("org.apache.ofbiz.asterisk.fixture.Await"));
        assertThat(foreign, is(anEmptyMap()));
    }

    private static boolean isIn(Path folder, String type) {
        return Files.exists(folder.resolve(type.replace('.', '/') + ".java"));
    }
}
