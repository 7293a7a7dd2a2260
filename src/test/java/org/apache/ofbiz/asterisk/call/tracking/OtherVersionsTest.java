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
package org.apache.ofbiz.asterisk.call.tracking;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.ami.Dialogue;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each recorded dialogue of calls as other versions of Asterisk would have told it, by what Asterisk's own release notes say was added later: the
 * story is the same. Synthetic: none of these versions was recorded.
 */
@Tag("replay")
class OtherVersionsTest {

    /** MixMonitor tells by events since 16.17 and 18.3; before, nothing does. */
    private static final Set<String> MIX_MONITOR = Set.of("MixMonitorStart", "MixMonitorStop", "MixMonitorMute");

    @TempDir
    private Path folder;

    /**
     * What a version does not tell.
     *
     * @param from    recordings of which it is made
     * @param events  that it does not know
     * @param headers that it does not send
     */
    private record Version(String name, String from, Set<String> events, Set<String> headers) {

        boolean tells(String message) {
            return events.stream().noneMatch(event -> message.startsWith("Event: " + event + "\r\n"));
        }

        String without(String message) {
            return Arrays.stream(message.split("\r\n")).filter(line -> headers.stream().noneMatch(header -> line.startsWith(header + ":")))
                    .collect(Collectors.joining("\r\n"));
        }
    }

    private static final List<Version> VERSIONS = List.of(
            new Version("13", "16", MIX_MONITOR, Set.of("Language", "DestLanguage", "BridgeVideoSourceMode", "SystemName", "LoginTime", "InCall")),
            new Version("18", "16", MIX_MONITOR, Set.of()),
            new Version("19 to 21", "22", Set.of(), Set.of("TechCause")));

    @TestFactory
    Stream<DynamicTest> eachTellsTheSameStory() throws Exception {
        List<Recording> recordings = Recording.all();
        return VERSIONS.stream().flatMap(version -> {
            List<Recording> of = recordings.stream().filter(recording -> recording.group().equals(version.from())).toList();
            assertThat("recordings of " + version.from(), of.size(), greaterThan(40));
            return of.stream().map(recording -> dynamicTest("Asterisk " + version.name() + ": " + recording, () -> same(version, recording)));
        });
    }

    private void same(Version version, Recording recording) throws Exception {
        Path file = Path.of(Recording.class.getResource("/dialogues/" + recording.group() + "/" + recording.name() + ".ami").toURI());
        Path other = folder.resolve(recording.name() + ".ami");
        Files.writeString(other, asTold(version, Files.readString(file, StandardCharsets.ISO_8859_1)), StandardCharsets.ISO_8859_1);

        Retelling told = recording.retell(Dialogue.of(other, recording.reader()).events());

        assertThat(facts(told), is(facts(recording.retell(recording.events()))));
    }

    private static String asTold(Version version, String dialogue) throws IOException {
        return Arrays.stream(dialogue.split("\r\n\r\n")).filter(message -> version.tells(message.stripLeading()))
                .map(version::without).collect(Collectors.joining("\r\n\r\n")) + "\r\n\r\n";
    }

    /** All but what a recording's own events tell. */
    private static List<String> facts(Retelling retelling) {
        return retelling.facts().stream().map(facts -> {
            facts.put("timeline", ((List<?>) facts.get("timeline")).stream().map(Object::toString)
                    .filter(line -> !line.contains("RECORDING")).toList());
            facts.remove("recorded");
            return facts.toString();
        }).sorted().toList();
    }
}
