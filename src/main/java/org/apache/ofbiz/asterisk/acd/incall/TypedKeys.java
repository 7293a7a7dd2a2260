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

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.apache.ofbiz.asterisk.acd.CallCommand;
import org.apache.ofbiz.asterisk.acd.CallCommand.Kind;
import org.apache.ofbiz.asterisk.acd.CallHandling.Handled;
import org.apache.ofbiz.asterisk.acd.Refusal.Code;

/**
 * Keys on their way to the PBX: what the same user wants of the call meanwhile waits for them, since people type faster than a PBX answers. No key
 * is lost, and none overtakes another. Nobody waits for keys of others, who may have no part in the call. Thread-safe.
 */
final class TypedKeys {

    /** Commands with keys of one user that wait for one call: more than anybody types within one answer of a PBX. */
    static final int MOST = 50;

    private final ConcurrentMap<Typist, Line> lines = new ConcurrentHashMap<>();

    private record Typist(String callId, String userLoginId) {
    }

    /** @param last the answer to the last of them */
    private record Line(CompletableFuture<Handled> last, int length) {
    }

    /** Runs the command, or once the keys before it were sent, whether the PBX took them or not. */
    CompletionStage<Handled> after(CallCommand command, String userLoginId, Supplier<CompletionStage<Handled>> work) {
        Typist typist = new Typist(command.callId(), userLoginId);
        if (command.kind() != Kind.KEYS) {
            return Optional.ofNullable(lines.get(typist)).map(line -> answered(line.last()).thenCompose(any -> work.get())).orElseGet(work::get);
        }
        CompletableFuture<Handled> answer = new CompletableFuture<>();
        Line[] before = new Line[1];
        Line mine = lines.compute(typist, (same, line) -> {
            before[0] = line;
            return line != null && line.length() >= MOST ? line : new Line(answer, line == null ? 1 : line.length() + 1);
        });
        if (mine.last() != answer) {
            return CompletableFuture.completedFuture(Handled.refused(command.callId(), Code.TOO_MANY_REQUESTS, ""));
        }
        answer.whenComplete((handled, failure) -> lines.remove(typist, mine));
        CompletionStage<?> ready = before[0] == null ? CompletableFuture.completedFuture(typist) : answered(before[0].last());
        ready.thenCompose(any -> work.get()).whenComplete((handled, failure) -> {
            if (failure == null) {
                answer.complete(handled);
            } else {
                answer.completeExceptionally(failure);
            }
        });
        return answer;
    }

    private static CompletionStage<Boolean> answered(CompletionStage<Handled> stage) {
        return stage.handle((handled, failure) -> failure == null);
    }
}
