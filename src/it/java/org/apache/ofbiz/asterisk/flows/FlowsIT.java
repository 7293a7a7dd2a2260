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
package org.apache.ofbiz.asterisk.flows;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.tracking.Retelling;
import org.apache.ofbiz.asterisk.call.tracking.TestNumbering;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Every flow of the recorded dialogues, and some more, driven anew on a real Asterisk with real phones: the component tells the same
 * stories as of the recordings, be it a user who may read everything or the lean user of the admin guide. Several Asterisks work through
 * the flows side by side. {@code -Dflows=REGEX} picks some; {@code -Dlab.version=16} takes the older Asterisk.
 */
@Tag("asterisk")
class FlowsIT {

    private static final PrintStream OUT = System.out;
    private static final int STAGES = Integer.getInteger("flows.stages", 4);
    private static final Map<String, CompletableFuture<String>> RESULTS = new LinkedHashMap<>();
    private static final List<Thread> WORKERS = new ArrayList<>();
    private static final List<String> VERSIONS = new CopyOnWriteArrayList<>();
    private static final long BEGIN = System.nanoTime();

    @TestFactory
    Stream<DynamicTest> everyFlowGivesItsStory() {
        List<Flow> flows = Stream.of(ClickFlows.all(), IncomingFlows.all(), InCallFlows.all(), PhoneFlows.all(), ConnectionFlows.all())
                .flatMap(List::stream)
                .filter(flow -> flow.name().matches(System.getProperty("flows", ".*"))).toList();
        flows.forEach(flow -> RESULTS.put(flow.name(), new CompletableFuture<>()));
        Queue<Flow> open = new ConcurrentLinkedQueue<>(flows);
        for (int i = 0; i < Math.min(STAGES, flows.size()); i++) {
            Thread worker = new Thread(() -> work(open), "flows-" + i);
            WORKERS.add(worker);
            worker.start();
        }
        return flows.stream().map(flow -> dynamicTest(flow.name(), () -> await(flow.name())));
    }

    private static void await(String flow) throws Throwable {
        try {
            RESULTS.get(flow).get();
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }

    @AfterAll
    static void table() throws Exception {
        for (Thread worker : WORKERS) {
            worker.join();
        }
        StringBuilder table = new StringBuilder("| flow | Asterisk " + String.join(", ", VERSIONS.stream().distinct().toList()) + " |\n|---|---|\n");
        RESULTS.forEach((flow, result) -> table.append(String.format(Locale.ROOT, "| %s | %s |%n", flow,
                result.isCompletedExceptionally() ? "WRONG" : result.join())));
        long right = RESULTS.values().stream().filter(result -> !result.isCompletedExceptionally()).count();
        long seconds = (System.nanoTime() - BEGIN) / 1_000_000_000;
        table.append(String.format(Locale.ROOT, "%n%d of %d flows right, %d s%n", right, RESULTS.size(), seconds));
        Files.writeString(Files.createDirectories(Path.of("target")).resolve("flows.md"), table);
        OUT.println(table);
    }

    private static void work(Queue<Flow> open) {
        FlowStage stage = null;
        for (Flow flow = open.poll(); flow != null; flow = open.poll()) {
            try {
                if (stage == null) {
                    stage = FlowStage.start();
                    VERSIONS.add(stage.version());
                }
                RESULTS.get(flow.name()).complete(play(stage, flow));
            } catch (Exception | Error e) {
                RESULTS.get(flow.name()).completeExceptionally(e);
            }
        }
        if (stage != null) {
            stage.close();
        }
    }

    private static String play(FlowStage stage, Flow flow) throws Exception {
        long begin = System.nanoTime();
        String told = "ok";
        stage.begin();
        try {
            flow.script().play(stage);
            if (!flow.expected().isEmpty()) {
                Optional<String> expected = expected(flow.expected(), stage.version());
                int calls = expected.map(Retelling::calls).orElse(1);
                for (Witness witness : stage.witnesses()) {
                    witness.awaitEnded(calls);
                }
                stage.settle();
                stage.witnesses().forEach(witness -> compare(witness, expected));
                told = expected.isPresent() ? "ok" : "ok, but nothing is expected in particular";
            }
        } finally {
            stage.end(Path.of("target", "flows", stage.version()), flow.name());
        }
        return String.format(Locale.ROOT, "%s, %.1f s", told, (System.nanoTime() - begin) / 1e9);
    }

    private static void compare(Witness witness, Optional<String> expected) {
        Retelling retelling = new Retelling(new TestNumbering(), witness.events());
        expected.ifPresent(story -> assertThat("as " + witness + " sees it", Retelling.inAnyOrder(withoutDialling(retelling.textLike(story))),
                is(Retelling.inAnyOrder(withoutDialling(story)))));
        assertThat("still open", retelling.open(), is(empty()));
        assertThat("still open", witness.calls().stream().filter(call -> !call.ended()).map(PhoneCall::linkedId).toList(), is(empty()));
        assertThat(witness.problems(), is(empty()));
    }

    /** That a leg is dialled before it rings is not always seen: Asterisk gives the two events of its beginning in either order. */
    private static String withoutDialling(String story) {
        return story.replace(" DIALING", "").replaceAll("\\b(RINGING)( RINGING)+", "$1");
    }

    private static Optional<String> expected(String flow, String version) throws IOException, URISyntaxException {
        Path folder = Path.of(FlowsIT.class.getResource("/dialogues/expected").toURI());
        Path ofVersion = folder.resolve(flow + "." + version + ".json");
        Path file = Files.exists(ofVersion) ? ofVersion : folder.resolve(flow + ".json");
        return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    }
}
