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

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.ofbiz.asterisk.acd.board.BoardScope;
import org.junit.jupiter.api.Test;

/** Whose rows there are. */
class NodeAnswersTest {

    private static final Map<String, Map<String, String>> OF_ONE = Map.of("b2",
            Map.of("calls", NodeAnswers.text(List.of(Map.of("id", "P:1", "wait", 7)))));

    @Test
    void aNodeThatDidNotAnswerIsMissing() {
        assertThat(NodeAnswers.of(OF_ONE, Set.of("b2"), true).scope(), is(BoardScope.ALL));
        assertThat(NodeAnswers.of(OF_ONE, Set.of("b2", "c3"), true).scope(), is(BoardScope.SOME));
        assertThat(NodeAnswers.of(Map.of(), Set.of("b2"), false).scope(), is(BoardScope.OWN));
        assertThat("alone", NodeAnswers.of(Map.of(), Set.of(), false).scope(), is(BoardScope.ALL));
    }

    @Test
    void rowsAreAsTheyWere() {
        NodeAnswers answers = NodeAnswers.of(OF_ONE, Set.of("b2"), true);
        assertThat(answers.rows("calls"), is(Map.of("b2", List.of(Map.of("id", "P:1", "wait", 7)))));
        assertThat("of a list that wasn't asked for", answers.rows("agents"), is(Map.of("b2", List.of())));
    }

    @Test
    void aNodeWhoseRowsCantBeReadIsMissingToo() {
        for (String text : List.of("", "[", "{}", "[1]", "[null]", "null")) {
            NodeAnswers answers = NodeAnswers.of(Map.of("b2", OF_ONE.get("b2"), "c3", Map.of("calls", text)), Set.of("b2", "c3"), true);
            assertThat(text, answers.scope(), is(BoardScope.SOME));
            assertThat(text, answers.rows("calls").keySet(), is(Set.of("b2")));
        }
    }
}
