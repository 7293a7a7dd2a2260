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
package org.apache.ofbiz.asterisk.center.relay;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows that all nodes are to have. */
class OtherNodesTest {

    private static final Set<String> ALIVE = Set.of("b2");

    private final OtherNodes nodes = new OtherNodes("a1", List::of);
    private final List<String> rows = new ArrayList<>();

    @BeforeEach
    void anotherNodeIsThere() {
        nodes.share(new Shared());
        nodes.greet(ALIVE);
    }

    private final class Shared implements SharedRows {
        @Override
        public List<String> whole() {
            return List.copyOf(rows);
        }

        @Override
        public void begins(String nodeId) {
            // of nobody here
        }

        @Override
        public void says(String nodeId, String text) {
            // of nobody here
        }

        @Override
        public void isComplete(String nodeId) {
            // of nobody here
        }

        @Override
        public void isGone(String nodeId) {
            // of nobody here
        }
    }

    /** What is sent to the other node. */
    private List<String> sent() {
        List<String> sent = new ArrayList<>();
        OtherNode node = nodes.find("b2").orElseThrow();
        for (Optional<NodeMessage> next = node.poll(); next.isPresent(); next = node.poll()) {
            next.get().frames().forEach(frame -> sent.add(frame.find(Frame.TEXT).orElse(frame.kind().name())));
        }
        return sent;
    }

    private void tell(String text, Set<String> alive) {
        rows.add(text);
        nodes.addRows(alive, text);
    }

    private void hears(boolean takesRows) {
        OtherNode node = nodes.find("b2").orElseThrow();
        NodeMessage sent = new NodeMessage("b2", "a1", 1, 0, 1, 0, 0, new NodeMessage.Takes(takesRows, false), List.of());
        NodeMessage message = NodeMessage.read(sent.text().replace(",\"rows\":false", "").replace(",\"events\":false", "")).orElseThrow();
        if (node.learns(message)) {
            nodes.restart(node);
        }
    }

    @Test
    void aNodeThatDoesNotSayThatItTakesRowsGetsNone() {
        hears(false);
        tell("one", ALIVE);
        assertThat(sent(), is(List.of("START", "READY")));
    }

    @Test
    void aNodeThatTakesRowsGetsAllOfThemThenThoseThatChange() {
        tell("one", ALIVE);
        assertThat(sent(), is(List.of("START", "READY")));
        hears(true);
        assertThat(sent(), is(List.of("START", "one", "READY")));
        hears(true);
        tell("two", ALIVE);
        assertThat(sent(), is(List.of("two")));
    }

    @Test
    void aNodeThatLivesAgainGetsAllRows() {
        hears(true);
        sent();
        tell("one", Set.of());
        assertThat(sent(), is(List.of()));
        tell("two", ALIVE);
        assertThat(sent(), is(List.of("START", "one", "two", "READY")));
    }
}
