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
package org.apache.ofbiz.asterisk.acd.incall;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.apache.ofbiz.asterisk.acd.CallCommand;
import org.apache.ofbiz.asterisk.acd.CallHandling.Handled;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.junit.jupiter.api.Test;

class TypedKeysTest {

    private static final String CALL = "PBX:1";

    private final TypedKeys typed = new TypedKeys();
    private final List<String> sent = new ArrayList<>();
    /** What the PBX has not answered yet, in order. */
    private final List<CompletableFuture<Handled>> open = new ArrayList<>();

    @Test
    void keysThatAreTypedWhileThePbxAnswersFollowInTheirOrder() {
        List<CompletionStage<Handled>> answers = List.of(types("1"), types("2"), types("3"));

        assertThat(sent, contains("1"));
        answers(0);
        assertThat(sent, contains("1", "2"));
        open.get(1).completeExceptionally(new IllegalStateException("the PBX is away"));
        assertThat("a key that fails keeps no other", sent, contains("1", "2", "3"));
        answers(2);
        assertThat(answers.stream().map(answer -> answer.toCompletableFuture().isCompletedExceptionally()).toList(), contains(false, true, false));
    }

    @Test
    void whatElseIsDoneWithTheCallWaitsForItsKeysOnly() {
        types("1");
        does(CALL, CallCommand.Kind.RECORD);
        does("PBX:2", CallCommand.Kind.HOLD);

        assertThat(sent, contains("1", "HOLD"));
        answers(0);
        assertThat(sent, contains("1", "HOLD", "RECORD"));
        does(CALL, CallCommand.Kind.HOLD);
        assertThat("no keys are on their way", sent, contains("1", "HOLD", "RECORD", "HOLD"));
    }

    @Test
    void thoseBeyondTheLimitAreRefused() {
        List<CompletionStage<Handled>> answers = IntStream.range(0, TypedKeys.MOST + 1).mapToObj(each -> types("1")).toList();
        assertThat(answers.get(TypedKeys.MOST).toCompletableFuture().join().refusal().map(Refusal::code).orElseThrow(),
                is(Refusal.Code.TOO_MANY_REQUESTS));
        for (int each = 0; each < TypedKeys.MOST; each++) {
            answers(each);
        }
        assertThat(answers.stream().allMatch(answer -> answer.toCompletableFuture().isDone()), is(true));
        types("2");
        assertThat(sent.size(), is(TypedKeys.MOST + 1));
    }

    @Test
    void nobodyWaitsForKeysOfSomebodyElse() {
        IntStream.range(0, TypedKeys.MOST).forEach(each -> typed.after(new CallCommand.Keys(CALL, "9"), "eve", () -> sends("9")));
        types("1");
        assertThat(sent, contains("9", "1"));
    }

    private CompletionStage<Handled> types(String keys) {
        return typed.after(new CallCommand.Keys(CALL, keys), "ann", () -> sends(keys));
    }

    private void does(String callId, CallCommand.Kind kind) {
        typed.after(new CallCommand.Plain(callId, kind), "ann", () -> sends(kind.name()));
    }

    private CompletionStage<Handled> sends(String what) {
        sent.add(what);
        open.add(new CompletableFuture<>());
        return open.get(open.size() - 1);
    }

    private void answers(int which) {
        open.get(which).complete(Handled.done(CALL));
    }
}
