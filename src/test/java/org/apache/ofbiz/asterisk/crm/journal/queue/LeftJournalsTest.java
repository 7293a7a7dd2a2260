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
package org.apache.ofbiz.asterisk.crm.journal.queue;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.distribution.Calls;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.Person;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node left is written by another one, once, and nothing of a node that runs is touched. */
class LeftJournalsTest {

    private static final JournalLimits SMALL = new JournalLimits(16 * 1024, 6, 2);
    private static final String PART = "default";
    private static final Person AGENT = new Person("agent1001", "AST_AGENT1", "Agent One");

    @TempDir
    private Path shared;
    private JournalQueue own;
    private LeftJournals others;

    @BeforeEach
    void aNodeRuns() {
        own = queue("two");
        others = new LeftJournals(shared.resolve("two"), PART, SMALL);
    }

    @AfterEach
    void itEnds() {
        own.close();
    }

    private JournalQueue queue(String node) {
        return new JournalQueue(Optional.of(shared.resolve(node).resolve(PART)), SMALL, (what, cause) -> {
            throw new AssertionError(what, cause);
        });
    }

    private List<String> files(String node) throws IOException {
        try (Stream<Path> files = Files.list(shared.resolve(node).resolve(PART))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** A node that ended with a call and its claim unwritten, and one that it has written. */
    private void left(String callId, long fencing) {
        try (JournalQueue one = queue("one")) {
            one.add(Calls.waiting("written"), Optional.of(fencing));
            one.written(one.take().orElseThrow());
            one.add(Calls.waiting(callId), Optional.of(fencing));
            one.add(Calls.waiting(callId).callId(), new JournaledClaim(AGENT, Calls.START), Optional.of(fencing));
        }
    }

    @Test
    void whatIsLeftIsTakenOverOnceWithClaimAndNumberOfTheLease() throws IOException {
        left("a", 5);

        assertThat(others.takeOver(own), is(1));
        assertThat("as what an earlier process left", own.recovered(), is(1));
        JournalQueue.Entry entry = own.take().orElseThrow();
        assertThat(entry.call(), is(Optional.of(Calls.waiting("a"))));
        assertThat(entry.claim(), is(Optional.of(new JournaledClaim(AGENT, Calls.START))));
        assertThat(entry.fencing(), is(Optional.of(5L)));
        assertThat(own.take(), is(Optional.empty()));
        assertThat("files", files("one"), containsInAnyOrder("lock"));
        assertThat("once more", others.takeOver(own), is(0));
    }

    @Test
    void whatWasTakenOverOutlivesTheOneThatTookIt() {
        left("a", 5);
        others.takeOver(own);
        own.close();

        own = queue("two");
        assertThat(own.take().orElseThrow().call(), is(Optional.of(Calls.waiting("a"))));
    }

    @Test
    void theJournalOfANodeThatRunsIsItsOwn() {
        try (JournalQueue one = queue("one")) {
            one.add(Calls.waiting("a"), Optional.of(5L));

            assertThat(others.takeOver(own), is(0));
            assertThat(own.waiting(), is(0));
            assertThat(one.take().orElseThrow().call(), is(Optional.of(Calls.waiting("a"))));
        }
    }

    @Test
    void newerNewsOfACallIsWrittenFirst() throws IOException {
        left("a", 5);
        own.add(Calls.ends(Calls.waiting("a"), Outcome.ABANDONED), Optional.of(6L));

        assertThat(others.takeOver(own), is(0));
        JournalQueue.Entry newer = own.take().orElseThrow();
        assertThat(newer.call(), is(Optional.of(Calls.ends(Calls.waiting("a"), Outcome.ABANDONED))));
        assertThat(newer.fencing(), is(Optional.of(6L)));
        own.written(newer);

        assertThat(others.takeOver(own), is(1));
        assertThat(own.take().orElseThrow().fencing(), is(Optional.of(5L)));
    }

    @Test
    void linksToTheOwnFolderAndOtherFilesAreNoJournals() throws IOException {
        Files.createSymbolicLink(shared.resolve("current"), shared.resolve("two"));
        Files.createSymbolicLink(shared.resolve("nowhere"), shared.resolve("gone"));
        Files.writeString(shared.resolve("readme.txt"), "journals of all nodes");
        Files.createDirectories(shared.resolve("new").resolve(PART));

        assertThat(others.takeOver(own), is(0));
        own.add(Calls.waiting("a"), Optional.empty());
        assertThat(new LeftJournals(shared.resolve("three"), PART, SMALL).takeOver(own), is(0));
        assertThat(own.waiting(), is(1));
        assertThat(files("new"), is(empty()));
    }
}
