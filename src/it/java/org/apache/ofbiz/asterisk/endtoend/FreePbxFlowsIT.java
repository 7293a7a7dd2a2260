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

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;
import org.apache.ofbiz.entity.GenericValue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What happens on PBXs of FreePBX's shape, on Asterisk 22 and 16 side by side, each with phones, customers and a team of its own, on one OFBiz:
 * history row, timeline, recordings and consoles must be right. {@code -Dflows=REGEX} picks some, {@code -Dflows.versions=22} takes one Asterisk;
 * {@code target/flows-freepbx.md} is the table, {@code -Dflows.write=true} makes it the page of the docs.
 */
@Tag("asterisk")
class FreePbxFlowsIT {

    private static final PrintStream OUT = System.out;
    /** How long OFBiz may take to have all of a call: recordings come some time after its end. */
    private static final Duration COMPLETE = Duration.ofSeconds(Integer.getInteger("flows.patience", 15));
    /** The older one only where it has been fetched: its packages leave the archives some day. */
    private static final List<String> VERSIONS = Stream.of(System.getProperty("flows.versions", "22,16").split(","))
            .filter(version -> version.equals("22") || AsteriskLab.isInstalled(version)).toList();

    @TempDir
    private static Path folder;
    private static final Map<String, AsteriskLab> LABS = new LinkedHashMap<>();
    private static final Map<String, Map<String, CompletableFuture<List<KeptCall>>>> RESULTS = new LinkedHashMap<>();
    private static final List<Thread> WORKERS = new ArrayList<>();
    private static final long BEGIN = System.nanoTime();
    private static Host host;

    @BeforeAll
    static void start() throws IOException {
        VERSIONS.forEach(version -> LABS.put(version, AsteriskLab.startFreePbx(version, FreePbxStage.RING_SECONDS)));
        host = Host.start(folder, database -> {
            LABS.forEach((version, lab) -> team(version).create(database, lab));
            database.setting("defaultRegion", "EE");
            database.setting("extensionRingSeconds", "" + FreePbxStage.RING_SECONDS);
            if (!VERSIONS.contains("22")) {
                Host.noPbx(database);
            }
        });
        host.awaitConnected(VERSIONS.stream().map(version -> team(version).serverId()).toArray(String[]::new));
    }

    private static FreePbxTeam team(String version) {
        return version.equals("22") ? FreePbxTeam.FIRST : FreePbxTeam.SECOND;
    }

    @TestFactory
    Stream<DynamicTest> everyCallIsKeptAsItWas() {
        List<FreePbxFlow> flows = Stream.of(FreePbxPhoneFlows.all(), FreePbxQueueFlows.all(), FreePbxTransferFlows.all()).flatMap(List::stream)
                .filter(flow -> flow.name().matches(System.getProperty("flows", ".*")))
                .toList();
        List<DynamicTest> tests = new ArrayList<>();
        for (String version : VERSIONS) {
            List<FreePbxFlow> ofVersion = flows.stream().filter(flow -> flow.runsOn(version)).toList();
            Map<String, CompletableFuture<List<KeptCall>>> results = new LinkedHashMap<>();
            ofVersion.forEach(flow -> results.put(flow.name(), new CompletableFuture<>()));
            RESULTS.put(version, results);
            Thread worker = new Thread(() -> work(version, ofVersion, results), "freepbx-" + version);
            WORKERS.add(worker);
            worker.start();
            ofVersion.forEach(flow -> tests.add(dynamicTest(flow.name() + " on " + version, () -> await(results.get(flow.name())))));
        }
        return tests.stream();
    }

    private static void await(CompletableFuture<List<KeptCall>> result) throws Throwable {
        try {
            result.get();
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }

    private static void work(String version, List<FreePbxFlow> flows, Map<String, CompletableFuture<List<KeptCall>>> results) {
        try (FreePbxStage stage = new FreePbxStage(LABS.get(version), host, team(version))) {
            for (FreePbxFlow flow : flows) {
                try {
                    results.get(flow.name()).complete(play(version, stage, flow));
                } catch (Exception | Error e) {
                    results.get(flow.name()).completeExceptionally(e);
                }
            }
        } catch (Exception | Error e) {
            results.values().forEach(result -> result.completeExceptionally(e));
        }
    }

    private static List<KeptCall> play(String version, FreePbxStage stage, FreePbxFlow flow) throws Exception {
        Set<String> before = rows(stage).stream().map(row -> row.getString("phoneCallId")).collect(Collectors.toSet());
        stage.begin();
        try {
            flow.script().play(stage);
            stage.settle();
            return compare(stage, flow, before);
        } finally {
            stage.end(Path.of("target", "flows-freepbx", version), flow.name());
        }
    }

    private static List<GenericValue> rows(FreePbxStage stage) {
        return host.database().rows("PhoneCall", "serverId", stage.team().serverId());
    }

    /** Waits until the calls are as expected; what is wrong in the end is told all together. */
    private static List<KeptCall> compare(FreePbxStage stage, FreePbxFlow flow, Set<String> before) {
        long deadline = System.nanoTime() + COMPLETE.toNanos();
        while (true) {
            List<KeptCall> kept = rows(stage).stream().filter(row -> !before.contains(row.getString("phoneCallId")))
                    .sorted((one, other) -> one.getTimestamp("startDate").compareTo(other.getTimestamp("startDate")))
                    .map(row -> KeptCall.of(row, stage)).toList();
            List<String> wrong = new ArrayList<>();
            if (kept.size() != flow.calls().size()) {
                wrong.add(flow.calls().size() + " calls expected, not " + kept.size());
            }
            for (int i = 0; i < Math.min(kept.size(), flow.calls().size()); i++) {
                wrong.addAll(flow.calls().get(i).differences(kept.get(i)));
            }
            kept.stream().filter(call -> !call.recordingUrl().isEmpty() && !stage.hears(call.recordingUrl()))
                    .forEach(call -> wrong.add("the recording cannot be heard at " + call.recordingUrl()));
            if (wrong.isEmpty()) {
                return kept;
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError(flow.name() + ":\n  " + String.join("\n  ", wrong) + "\nkept:\n"
                        + kept.stream().map(KeptCall::toString).collect(Collectors.joining("\n")));
            }
            FreePbxStage.passes(Duration.ofMillis(300));
        }
    }

    @AfterAll
    static void stop() throws Exception {
        for (Thread worker : WORKERS) {
            worker.join();
        }
        FreePbxFlowTable told = new FreePbxFlowTable(RESULTS);
        long seconds = (System.nanoTime() - BEGIN) / 1_000_000_000;
        String table = told.text() + String.format(Locale.ROOT, "%n%d of %d right, %d s%n", told.right(), told.all(), seconds);
        Files.writeString(Files.createDirectories(Path.of("target")).resolve("flows-freepbx.md"), table);
        if (Boolean.getBoolean("flows.write")) {
            Files.writeString(Path.of("docs", "flows-freepbx.md"), told.page());
        }
        OUT.println(table);
        if (host != null) {
            host.close();
        }
        LABS.values().forEach(AsteriskLab::close);
    }
}
