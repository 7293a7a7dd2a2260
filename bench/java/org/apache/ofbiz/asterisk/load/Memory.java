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
package org.apache.ofbiz.asterisk.load;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.ofbiz.asterisk.bench.Table;

/**
 * Memory of the component with its host, in a JVM of its own with the heap that OFBiz's own start has: when it has started, and with the
 * consoles of a thousand users connected. The heap is what is left after a full collection. The harness {@code memory}.
 */
public final class Memory {

    private static final PrintStream OUT = System.out;
    private static final int SESSIONS = 1_000;
    private static final String READY = "ready ";
    private static final String HEAP = "heap ";
    private static final int LONGEST_STOP_SECONDS = 60;

    private Memory() {
    }

    /** Runs, prints, and exits with 1 when a console was closed. With an argument it is the JVM that is measured, which uses that folder. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length > 0) {
            serve(Path.of(arguments[0]));
            return;
        }
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "bench")), "memory-");
        Process server = new ProcessBuilder(ProcessHandle.current().info().command().orElse("java"), "-Xms128m", "-Xmx1024m",
                "-Dlog4j2.configurationFile=" + System.getProperty("log4j2.configurationFile"), "-Dbasedir=" + System.getProperty("basedir"),
                "-Dasterisk.pbxPorts=1-65535", "-cp", System.getProperty("java.class.path"), Memory.class.getName(), folder.toString())
                .redirectError(new File(folder.toFile(), "errors.log")).start();
        List<Console> consoles = new ArrayList<>();
        boolean good;
        try (BufferedReader answers = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            URI base = URI.create(ManyAgentsServer.answer(answers, READY));
            Table table = new Table("memory", "Memory of the component with its host, -Xmx1024m", "state", "resident set",
                    "heap after a full collection");
            row(table, "started", server, answers);
            for (int i = 0; i < SESSIONS; i++) {
                consoles.add(new Console(base, LoadSite.login(i)));
            }
            row(table, SESSIONS + " consoles of as many users", server, answers);
            table.print();
            good = consoles.stream().allMatch(console -> console.closeCode() == 0);
        } finally {
            server.destroy();
            server.waitFor(LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
        }
        System.exit(good ? 0 : 1);
    }

    /** The resident set is read before the collection, which may give memory back. */
    private static void row(Table table, String state, Process server, BufferedReader answers) throws IOException {
        String resident = Files.readAllLines(Path.of("/proc/" + server.pid() + "/status")).stream().filter(line -> line.startsWith("VmRSS"))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_000 + " MB").findFirst().orElseThrow();
        server.getOutputStream().write('\n');
        server.getOutputStream().flush();
        table.row(state, resident, ManyAgentsServer.answer(answers, HEAP));
    }

    /** Until its input ends: each line asks for the heap. */
    private static void serve(Path folder) throws IOException {
        try (LoadSite site = LoadSite.start(folder, SESSIONS, 0);
                BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            say(READY + site.host().base());
            while (questions.readLine() != null) {
                System.gc();
                long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
                say(HEAP + used / 1_000_000 + " MB");
            }
        }
        System.exit(0);
    }

    private static void say(String line) {
        OUT.println(line);
        OUT.flush();
    }
}
