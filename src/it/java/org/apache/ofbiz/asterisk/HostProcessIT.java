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
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.ofbiz.embedded.entity.DerbyDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The host as a process of its own, as ./run starts it: it starts whatever the call center lacks, and says what that is. */
@Tag("embedded")
@Timeout(180)
class HostProcessIT {

    @TempDir
    private Path folder;

    @Test
    void withoutPbxTheHostStartsAndTheLogSaysThatItIsAway() throws Exception {
        String said = startedWith(jar -> true, "is not connected");
        assertThat(said, containsString("Asterisk server DEMO_PBX"));
        assertThat(said, containsString("next attempt in 5 s"));
    }

    @Test
    void withoutWebSocketLibraryTheHostStartsAndTheLogSaysSo() throws Exception {
        String said = startedWith(jar -> !jar.contains("websocket"), "ready after");
        assertThat(said, containsString("Browsers don't receive calls because the WebSocket library (tomcat-websocket) is missing"));
    }

    @Test
    void withoutAsteriskJavaTheHostStartsAndTheLogSaysSo() throws Exception {
        String said = startedWith(jar -> !jar.contains("asterisk-java"), "ready after");
        assertThat(said, containsString("The call center isn't running because a library is missing"));
    }

    @Test
    void onADataFolderOfAnotherHostItEndsWithOneLine() throws Exception {
        try (DerbyDatabase other = new DerbyDatabase(folder.resolve("data"))) {
            Process host = start(jar -> true);
            String said = new String(host.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(said, host.waitFor(), is(1));
            assertThat(said, matchesPattern("run: the data folder \\S+ is in use by another host: stop that one, or name another folder\n"));
            assertThat(other.isFresh(), is(true));
        }
    }

    /** Starts the host and reads what it says until it said this and is ready. */
    private String startedWith(Predicate<String> keep, String until) throws IOException, InterruptedException {
        Process host = start(keep);
        try (BufferedReader output = host.inputReader()) {
            StringBuilder said = new StringBuilder();
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                said.append(line).append('\n');
                if (said.indexOf(until) >= 0 && said.indexOf("ready after") >= 0) {
                    return said.toString();
                }
            }
            throw new AssertionError("the host ended: " + said);
        } finally {
            host.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    /** With the jars that {@code keep} keeps, and a PBX that is not there. */
    private Process start(Predicate<String> keep) throws IOException {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith(".jar") || keep.test(Path.of(entry).getFileName().toString()))
                .collect(Collectors.joining(File.pathSeparator));
        ProcessBuilder command = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                "-Dlog4j2.configurationFile=src/embedded/log4j2.xml", "-cp", classPath, "org.apache.ofbiz.embedded.Main",
                "--http", "0", "--data", folder.resolve("data").toString(), "--pbx", "127.0.0.1:1")).redirectErrorStream(true);
        command.environment().put("ASTERISK_PBX_SECRET", "not-needed");
        return command.start();
    }
}
