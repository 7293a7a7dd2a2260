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

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.embedded.entity.DerbyDatabase;

/** An OFBiz node in a process of its own, on a database that it shares with others. */
final class ClusterNode implements AutoCloseable {

    /** System property of the process: whether nodes take over the journals of others. */
    static final String JOURNALS_TOGETHER = "cluster.journalsTogether";
    /** Arguments where there is one PBX. */
    private static final int SEVERAL_PBXS = 7;

    private final OwnProcess process;

    private ClusterNode(OwnProcess process) {
        this.process = process;
    }

    /**
     * Of the process: data folder, the name of a jms-service, or empty, the host of the PBXs, whether there are several nodes, and serverId, port and
     * secret of each PBX. Runs until its input ends.
     */
    public static void main(String[] arguments) throws IOException {
        OwnProcess.runs(() -> Host.start(Path.of(arguments[0]), database -> prepare(database, arguments)));
    }

    private static void prepare(Database database, String... arguments) {
        String jmsService = arguments[1];
        if (arguments.length > SEVERAL_PBXS) {
            RealClusterPbx.prepare(database);
        }
        if (Boolean.getBoolean(ManyPhones.OPTION)) {
            ManyPhones.prepare(database);
        }
        for (int i = 4; i < arguments.length; i += 3) {
            SimulatedClusterPbx.prepare(database, arguments[i]);
            database.change("AsteriskServer", Map.of("serverId", arguments[i], "host", arguments[2], "port", Long.parseLong(arguments[i + 1]),
                    "userName", "ofbiz", "secret", arguments[i + 2]));
        }
        database.setting("defaultRegion", "EE");
        database.change("CallCenterGroup", Map.of("callCenterGroupId", "SUPPORT", "automaticCallbacks", "Y")); // of customers who ask for it
        database.setting("severalNodes", arguments[3]);
        database.setting("connectFirstPauseSeconds", "1");
        database.setting("nodesJmsService", jmsService);
        database.setting("journalsTogether", System.getProperty(JOURNALS_TOGETHER, "false"));
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
        return start(folder, key, new Surroundings(jdbcUrl, "127.0.0.1", List.of(new Pbx("DEMO_PBX", pbxPort, secret)), broker, true, List.of(),
                Map.of()));
    }

    /** A PBX as a node reaches it. */
    record Pbx(String serverId, int port, String secret) {
    }

    /**
     * What a node is connected with.
     *
     * @param broker      as above
     * @param several     whether there may be other nodes
     * @param options     of the Java virtual machine
     * @param environment variables of the process
     */
    record Surroundings(String jdbcUrl, String pbxHost, List<Pbx> pbxs, Optional<Path> broker, boolean several, List<String> options,
                        Map<String, String> environment) {
    }

    static ClusterNode start(Path folder, Path key, Surroundings around) throws IOException {
        Path data = data(folder, key);
        List<String> options = new ArrayList<>(around.options());
        options.add("-D" + DerbyDatabase.OTHER + '=' + around.jdbcUrl());
        List<String> arguments = new ArrayList<>(List.of(data.toString(), around.broker().map(any -> "asteriskNodes").orElse(""), around.pbxHost(),
                String.valueOf(around.several())));
        around.pbxs().forEach(pbx -> arguments.addAll(List.of(pbx.serverId(), String.valueOf(pbx.port()), pbx.secret())));
        OwnProcess process = OwnProcess.start(folder.getFileName().toString(), options, around.environment(), classPath(around.broker()),
                ClusterNode.class, arguments);
        return started(process, data, key);
    }

    /**
     * Starts a node of the version before, with a broker.
     *
     * @param older a checkout of that version, compiled
     */
    static ClusterNode startOlder(Path older, Path folder, Path key, Surroundings around) throws IOException {
        Path data = data(folder, key);
        Pbx pbx = around.pbxs().get(0);
        String here = Path.of("").toAbsolutePath() + File.separator;
        OwnProcess process = OwnProcess.start(older, folder.getFileName().toString(), List.of("-D" + DerbyDatabase.OTHER + '=' + around.jdbcUrl()),
                around.environment(), classPath(around.broker()).replace(here, older.toAbsolutePath() + File.separator), ClusterNode.class,
                List.of(data.toString(), String.valueOf(pbx.port()), pbx.secret(), "asteriskNodes"));
        return started(process, data, key);
    }

    /** With the key that all nodes share, once one has made it. */
    private static Path data(Path folder, Path key) throws IOException {
        Path data = folder.resolve("data");
        if (Files.exists(key)) {
            Files.createDirectories(data.resolve("derby")); // so that it takes the database for one that is ready
            Files.copy(key, data.resolve("field.key"), StandardCopyOption.REPLACE_EXISTING);
        }
        return data;
    }

    private static ClusterNode started(OwnProcess process, Path data, Path key) throws IOException {
        if (Files.notExists(key)) {
            Files.copy(data.resolve("field.key"), key);
        }
        return new ClusterNode(process);
    }

    private static String classPath(Optional<Path> broker) {
        return broker.map(folder -> folder + File.pathSeparator).orElse("") + System.getProperty("java.class.path");
    }

    URI base() {
        return process.base();
    }

    /** How its name ends in AsteriskNode. */
    String mark() {
        return ":" + process.pid();
    }

    long pid() {
        return process.pid();
    }

    /** As by kill -9. */
    void kill() throws InterruptedException {
        process.kill();
    }

    /** SIGSTOP, or SIGCONT. */
    void signal(String name) throws IOException, InterruptedException {
        process.signal(name);
    }

    /** As OFBiz is stopped. Doesn't wait. */
    void stop() throws IOException {
        process.stop();
    }

    @Override
    public void close() {
        process.close();
    }
}
