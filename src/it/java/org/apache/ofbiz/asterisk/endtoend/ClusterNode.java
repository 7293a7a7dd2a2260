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
package org.apache.ofbiz.asterisk.endtoend;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.embedded.entity.DerbyDatabase;

/** An OFBiz node in a process of its own, on a database that it shares with others. */
final class ClusterNode implements AutoCloseable {

    private final Process process;
    private final URI base;

    private ClusterNode(Process process, URI base) {
        this.process = process;
        this.base = base;
    }

    /** Of the process: data folder, port and secret of the PBX, and the name of a jms-service, or empty. Runs until its input ends. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = System.out;
        Host host = Host.start(Path.of(arguments[0]), database -> prepare(database, Long.parseLong(arguments[1]), arguments[2], arguments[3]));
        out.println("ready " + host.base());
        while (System.in.read() >= 0) {
            continue; // until whoever started it wants its end, or has ended
        }
        host.close();
        System.exit(0);
    }

    private static void prepare(Database database, long port, String secret, String jmsService) {
        database.change("AsteriskServer", Map.of("serverId", "DEMO_PBX", "host", "127.0.0.1", "port", port, "userName", "ofbiz", "secret", secret));
        database.setting("severalNodes", "true");
        database.setting("connectFirstPauseSeconds", "1");
        database.setting("nodesJmsService", jmsService);
        database.setting("lockOnPause", String.valueOf(!jmsService.isEmpty()));
    }

    /**
     * Starts a node.
     *
     * @param folder of its own files
     * @param key    the key of encrypted fields, which all nodes share; empty for the first, which makes the tables
     */
    static ClusterNode start(Path folder, Path key, String jdbcUrl, int pbxPort, String secret) throws IOException {
        return start(folder, key, jdbcUrl, pbxPort, secret, Optional.empty());
    }

    /** @param broker folder with serviceengine.xml and jndiservers.xml, which name a jms-service {@code asteriskNodes} */
    static ClusterNode start(Path folder, Path key, String jdbcUrl, int pbxPort, String secret, Optional<Path> broker) throws IOException {
        Path data = folder.resolve("data");
        if (Files.exists(key)) {
            Files.createDirectories(data.resolve("derby")); // so that it takes the database for one that is ready
            Files.copy(key, data.resolve("field.key"));
        }
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dasterisk.pbxPorts=1-65535", "-D" + DerbyDatabase.OTHER + '=' + jdbcUrl,
                "-Dlog4j2.configurationFile=src/embedded/log4j2.xml", "-cp", classPath(broker), ClusterNode.class.getName(),
                data.toString(), String.valueOf(pbxPort), secret, broker.map(any -> "asteriskNodes").orElse("")).redirectErrorStream(true).start();
        StringBuilder said = new StringBuilder();
        PrintStream out = System.out; // what the process logs is part of what the test prints
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("ready ")) {
                Thread rest = new Thread(() -> output.lines().forEach(more -> out.println(folder.getFileName() + ": " + more)), "output");
                rest.setDaemon(true);
                rest.start();
                if (Files.notExists(key)) {
                    Files.copy(data.resolve("field.key"), key);
                }
                return new ClusterNode(process, URI.create(line.substring("ready ".length())));
            }
            said.append(line).append('\n');
        }
        throw new IOException("A node did not start: " + said);
    }

    private static String classPath(Optional<Path> broker) {
        return broker.map(folder -> folder + File.pathSeparator).orElse("") + System.getProperty("java.class.path");
    }

    URI base() {
        return base;
    }

    /** How its name ends in AsteriskNode. */
    String mark() {
        return ":" + process.pid();
    }

    /** As by kill -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGSTOP, or SIGCONT. */
    void signal(String name) throws IOException, InterruptedException {
        if (new ProcessBuilder(List.of("kill", "-" + name, String.valueOf(process.pid()))).inheritIO().start().waitFor() != 0) {
            throw new IOException("kill -" + name + " failed");
        }
    }

    /** As OFBiz is stopped. Doesn't wait. */
    void stop() throws IOException {
        process.getOutputStream().close();
    }

    @Override
    public void close() {
        try {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
