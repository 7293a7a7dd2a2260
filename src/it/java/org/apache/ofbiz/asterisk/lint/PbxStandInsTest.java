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
import static org.hamcrest.Matchers.is;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A PBX is one of three: the simulated one, the player of scripts, or a real Asterisk in the lab. No other type answers on a port. */
@Tag("lint")
class PbxStandInsTest {

    private static final Set<String> STAND_INS = Set.of("AmiServer", "PbxPlayer");
    /** In front of a simulated or real PBX, or of a web server: it passes bytes on, or fails to. */
    private static final Set<String> PROXIES = Set.of("TcpProxy");
    /** What webhooks, messages and requests are sent to: no PBX. */
    private static final Set<String> TARGETS = Set.of("WebTarget", "LdapDirectoryIT", "ActionSenderTest", "WebClientIT");
    /** These only look for a port that is free, or take one. */
    private static final Set<String> PORT_FINDERS = Set.of("Artemis", "EmbeddedHost", "HostStartIT", "LabPorts", "Postgres", "RealOfbiz",
            "ServerProcess");

    @Test
    void areTwo() {
        Set<String> listeners = List.of("src/embedded/java", "src/test/java", "src/it/java", "bench/java").stream()
                .flatMap(tree -> Descriptors.files(tree, ".java").stream()).filter(PbxStandInsTest::listens)
                .map(file -> file.getFileName().toString().replace(".java", "")).collect(Collectors.toCollection(TreeSet::new));
        Set<String> expected = Stream.of(STAND_INS, PROXIES, TARGETS, PORT_FINDERS).flatMap(Set::stream)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(listeners, is(expected));
    }

    private static boolean listens(Path file) {
        String text = Descriptors.text(file);
        return text.lines().anyMatch("import java.net.ServerSocket;"::equals)
                && (text.contains("new ServerSocket(") || text.contains("createServerSocket("));
    }
}
