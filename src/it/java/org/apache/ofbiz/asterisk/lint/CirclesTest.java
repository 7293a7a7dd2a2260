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
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.ofbiz.embedded.EmbeddedHost;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** No two source files need each other, by whatever way: each can be read, and changed, after what it needs. */
@Tag("lint")
class CirclesTest {

    private static List<Set<String>> circles;

    @BeforeAll
    static void readClasses() throws URISyntaxException {
        circles = FileGraph.of(Path.of(EmbeddedHost.class.getProtectionDomain().getCodeSource().getLocation().toURI()))
                .withSourcesIn(Path.of("src/main/java"), Path.of("src/embedded/java")).circles();
    }

    @Test
    void componentHasNone() {
        assertCount("org.apache.ofbiz.asterisk.", 0);
    }

    /**
     * Exempt is what consists of OFBiz-named types only. OFBiz's own signatures go in circles (a Delegator makes GenericValues, which know
     * their Delegator; a DispatchContext gives a LocalDispatcher, which gives its DispatchContext), and the slice has those signatures.
     */
    @Test
    void embeddedHostHasNone() {
        assertCount("org.apache.ofbiz.embedded.", 0);
    }

    @Test
    void circlesOfAnyLengthAreFound() {
        FileGraph graph = new FileGraph(Map.of("a", Set.of("b", "d"), "b", Set.of("c"), "c", Set.of("a"), "d", Set.of("e"), "e", Set.of("d", "f"),
                "f", Set.of()));
        assertThat(graph.circles(), containsInAnyOrder(Set.of("a", "b", "c"), Set.of("d", "e")));
    }

    private static void assertCount(String prefix, int allowed) {
        List<Set<String>> found = circles.stream().filter(circle -> circle.stream().anyMatch(file -> file.startsWith(prefix))).toList();
        String text = found.stream().map(circle -> "\n  " + String.join(" ", circle)).reduce("circles among files:", String::concat);
        assertThat(text, found.size(), is(allowed));
    }
}
