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
package org.apache.ofbiz.asterisk.crm.journal;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.entity.GenericValue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The process is killed (SIGKILL) in the middle of its work: what the tracker told before that is in the database after a restart, once. */
@Tag("embedded")
@Tag("once")
@Timeout(180)
class JournalCrashIT {

    private static final int ENOUGH = 500;

    @TempDir
    private Path folder;

    @Test
    void nothingThatTheTrackerToldIsLost(TestReporter report) throws Exception {
        Set<String> ended = new TreeSet<>();
        Set<String> open = new TreeSet<>();
        killUnderLoad(ended, open);
        Path journal = folder.resolve("data/runtime/asterisk/journal/default");
        List<Path> left = files(journal);
        assertThat("files left", left.size(), is(greaterThan(0)));
        tear(left.get(left.size() - 1));
        // the kill may cut a line of the file in use, too, in the middle of its copy: nobody was told of that change yet
        List<Path> torn = left.stream().filter(JournalCrashIT::isTorn).toList();
        assertThat("torn files", torn.size(), is(both(greaterThan(0)).and(lessThan(3))));

        try (Host host = Host.start(folder.resolve("data"), Host::noPbx)) {
            long before = host.database().rows("PhoneCall").stream().filter(row -> row.get("endDate") != null).count();
            CallJournal writes = CallCenter.of(host.delegator()).orElseThrow().journal();
            for (int waiting = writes.queue().recovered(); waiting > 0; waiting = writes.queue().recovered()) {
                int then = waiting;
                Await.untilTrue(() -> writes.queue().recovered() < then, () -> writes.waiting() + " calls wait");
            }

            Map<String, GenericValue> rows = new HashMap<>();
            for (GenericValue row : host.database().rows("PhoneCall")) {
                assertThat("a second row", rows.put(row.getString("linkedId"), row), is((GenericValue) null));
            }
            assertThat("ended, and not kept", missing(ended, rows, "outcomeEnumId"), is(empty()));
            assertThat("answered, and not kept", missing(open, rows, "answerDate"), is(empty()));
            Map<String, Long> events = host.database().rows("CommunicationEvent").stream().filter(row -> row.get("messageId") != null)
                    .collect(Collectors.groupingBy(row -> row.getString("messageId"), Collectors.counting()));
            assertThat("CommEvents", Stream.concat(ended.stream(), open.stream()).filter(id -> events.getOrDefault(id, 0L) != 1).toList(),
                    is(empty()));
            assertThat("torn: " + torn, writes.queue().unreadable(), is(torn.size()));
            assertThat(writes.lost() + writes.queue().refused(), is(0L));

            writes.serverFound("DEMO_PBX", new CallEvent.Resynchronised(Instant.now(), List.of()));
            Await.untilTrue(() -> host.database().rows("PhoneCall", "endDate", null).isEmpty(), () ->
                    host.database().rows("PhoneCall", "endDate", null).size() + " calls are open");
            report.publishEntry("killed", ended.size() + " calls told as ended and " + open.size() + " as answered before the kill, " + before
                    + " of them in the database at the restart; after it " + rows.size() + " rows, none missing, none twice");
        }
    }

    private void killUnderLoad(Set<String> ended, Set<String> open) throws IOException, InterruptedException {
        Process host = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dasterisk.pbxPorts=1-65535",
                "-Dlog4j2.configurationFile=src/embedded/log4j2.xml", "-cp", System.getProperty("java.class.path"),
                HostUnderLoad.class.getName(), folder.resolve("data").toString()).redirectErrorStream(true).start();
        List<String> said = new ArrayList<>();
        try (BufferedReader output = host.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith("ended call")) {
                    ended.add(line.substring("ended ".length()));
                } else if (line.startsWith("talks open")) {
                    open.add(line.substring("talks ".length()));
                } else {
                    said.add(line);
                }
                if (ended.size() == ENOUGH) {
                    host.toHandle().destroyForcibly(); // leaves the stream open: what it said before it died is still read
                }
            }
        } finally {
            host.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
        assertThat(String.join("\n", said), ended.size(), is(greaterThan(ENOUGH - 1)));
    }

    /** As when the machine dies while a line is written. */
    private static void tear(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int end = end(bytes);
        byte[] torn = "0badc0de {\"number\":99999999,\"callId\":\"DEMO_PBX:torn\",\"call\":{".getBytes(StandardCharsets.UTF_8);
        System.arraycopy(torn, 0, bytes, end, torn.length);
        Files.write(file, bytes, StandardOpenOption.WRITE);
    }

    /** Whether its last line has no end. */
    private static boolean isTorn(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            int end = end(bytes);
            return end > 0 && bytes[end - 1] != '\n';
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the zeros begin. */
    private static int end(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return end;
    }

    private static List<String> missing(Set<String> told, Map<String, GenericValue> rows, String field) {
        return told.stream().filter(id -> !rows.containsKey(id) || rows.get(id).get(field) == null).toList();
    }

    private static List<Path> files(Path journal) throws IOException {
        try (Stream<Path> all = Files.list(journal)) {
            return all.filter(file -> file.toString().endsWith(".journal")).sorted().toList();
        }
    }
}
