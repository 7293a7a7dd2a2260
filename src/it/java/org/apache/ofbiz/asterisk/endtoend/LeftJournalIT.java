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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Postgres;
import org.apache.ofbiz.asterisk.fixture.TcpProxy;
import org.apache.ofbiz.embedded.pbx.SimulatedPbx;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A node dies with calls in its journal that the database never got. Both journals are below one folder, so the other node writes them. */
@Tag("cluster")
@Timeout(300)
class LeftJournalIT {

    private static final String SUPPORT = "5000";
    private static final String BEFORE = "3725556001";
    private static final String WAITS = "3725556002";
    private static final String ONLY_IN_THE_JOURNAL = "3725556003";

    @TempDir
    private Path folder;
    private Postgres postgres;
    private SimulatedPbx pbx;

    private Path journals() {
        return folder.resolve("journals");
    }

    /** As an admin has a node keep its journal on a disk that all nodes have. */
    private ClusterNode node(String name, String jdbcUrl) throws IOException {
        Path asterisk = Files.createDirectories(folder.resolve(name).resolve("data/runtime/asterisk"));
        Files.createSymbolicLink(asterisk.resolve("journal"), Files.createDirectories(journals().resolve(name)));
        return ClusterNode.start(folder.resolve(name), folder.resolve("field.key"), new ClusterNode.Surroundings(jdbcUrl, "127.0.0.1",
                List.of(new ClusterNode.Pbx("DEMO_PBX", pbx.port(), pbx.secret())), Optional.empty(), true,
                List.of("-D" + ClusterNode.JOURNALS_TOGETHER + "=true"), Map.of()));
    }

    /** Whether a line of this node's journal has the end of the call. */
    private boolean journalHasEnd(String node, String number) {
        return files(node).filter(file -> file.toString().endsWith(".journal")).map(LeftJournalIT::text)
                .flatMap(String::lines).anyMatch(line -> line.contains(number) && line.contains("ABANDONED"));
    }

    private Stream<Path> files(String node) {
        try (Stream<Path> all = Files.walk(journals().resolve(node))) {
            return all.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // it was given free meanwhile
        }
    }

    private static String rows(String number) {
        return "SELECT COUNT(*) FROM PHONE_CALL WHERE CALLER_NUMBER = '" + number + "'";
    }

    private void calls(String number) {
        pbx.placeIncomingCall(number, "", SUPPORT);
        TwoNodes.awaitOne(postgres, rows(number));
    }

    @Test
    void whatADeadNodeLeftIsWrittenByTheOther(TestReporter report) throws Exception {
        postgres = Postgres.start().orElseThrow(() -> new AssertionError("PostgreSQL is not installed"));
        pbx = SimulatedPbx.start(0, folder.resolve("recordings"));
        try (TcpProxy way = new TcpProxy(postgres.port()); ClusterNode holder = node("holder", postgres.url(way.port()))) {
            TwoNodes.isReady(holder);
            try (ClusterNode other = node("other", postgres.url())) {
                dies(holder, way, report);
                TwoNodes.isReady(other);
            }
        } finally {
            pbx.close();
            postgres.close();
        }
    }

    private void dies(ClusterNode holder, TcpProxy way, TestReporter report) throws InterruptedException {
        calls(BEFORE);
        pbx.customerHangsUp(BEFORE);
        TwoNodes.awaitOne(postgres, rows(BEFORE) + " AND OUTCOME = 'AST_ABANDONED'");
        calls(WAITS);

        way.takeDown();
        pbx.customerHangsUp(WAITS);
        pbx.placeIncomingCall(ONLY_IN_THE_JOURNAL, "", SUPPORT);
        Await.untilTrue(() -> files("holder").anyMatch(file -> text(file).contains(ONLY_IN_THE_JOURNAL)), () -> "the journal has no third call");
        pbx.customerHangsUp(ONLY_IN_THE_JOURNAL);
        for (String number : List.of(WAITS, ONLY_IN_THE_JOURNAL)) {
            Await.untilTrue(() -> journalHasEnd("holder", number), () -> "the journal has no end of " + number);
        }
        holder.kill();
        long killed = System.nanoTime();
        for (String number : List.of(BEFORE, WAITS, ONLY_IN_THE_JOURNAL)) {
            TwoNodes.awaitOne(postgres, rows(number) + " AND OUTCOME = 'AST_ABANDONED' AND END_DATE IS NOT NULL");
            TwoNodes.awaitOne(postgres, rows(number));
        }
        Duration took = Duration.ofNanos(System.nanoTime() - killed);
        report.publishEntry("calls of a dead node's journal", "in the database " + took.toMillis() + " ms later");
        Await.untilTrue(() -> files("holder").noneMatch(file -> file.toString().endsWith(".journal")), () -> "its journal is still there");
    }
}
