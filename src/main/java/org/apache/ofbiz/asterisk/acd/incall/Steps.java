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

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.acd.Refusal.Code;
import org.apache.ofbiz.asterisk.call.ChannelCommand;
import org.apache.ofbiz.asterisk.call.PbxCommands;
import org.apache.ofbiz.asterisk.call.PbxCommands.Failure;
import org.apache.ofbiz.asterisk.call.PbxCommands.Result;

/** Commands to a PBX, one after the other; the first that fails ends them. Immutable: each step makes a new chain. */
record Steps(PbxCommands pbx, CompletionStage<Optional<Refusal>> soFar) {

    private static final int JOINS = 8;
    private static final Duration BETWEEN_JOINS = Duration.ofMillis(100);

    static Steps on(PbxCommands pbx) {
        return new Steps(pbx, CompletableFuture.completedFuture(Optional.empty()));
    }

    Steps act(ChannelCommand command) {
        return then(() -> pbx.act(command));
    }

    /** Right after a Redirect the PBX refuses to join a channel that is about to run the dialplan again. */
    Steps join(ChannelCommand.Join command) {
        return then(() -> join(command, JOINS));
    }

    private CompletionStage<Result> join(ChannelCommand.Join command, int left) {
        return pbx.act(command).thenCompose(result -> result.failure()
                .filter(failure -> failure.kind() == Failure.Kind.REFUSED).isEmpty() || left == 0
                ? CompletableFuture.completedFuture(result)
                : CompletableFuture.supplyAsync(() -> command, CompletableFuture.delayedExecutor(BETWEEN_JOINS.toMillis(), TimeUnit.MILLISECONDS))
                        .thenCompose(again -> join(again, left - 1)));
    }

    /** A channel that is gone is what was asked for. */
    Steps hangUp(String channelName) {
        return then(() -> pbx.hangup(channelName).thenApply(Steps::goneIsDone));
    }

    /** One that is nothing to a channel that is gone. */
    Steps whereThere(ChannelCommand command) {
        return then(() -> pbx.act(command).thenApply(Steps::goneIsDone));
    }

    private static Result goneIsDone(Result result) {
        return result.failure().filter(failure -> failure.kind() == Failure.Kind.CHANNEL_GONE).isPresent() ? Result.SUCCESS : result;
    }

    Steps then(Supplier<CompletionStage<Result>> step) {
        return next(() -> step.get().thenApply(Steps::refusal));
    }

    /** Goes on once this is so; else the PBX has not done what it took. */
    Steps until(Supplier<CompletionStage<Optional<Boolean>>> condition) {
        return next(() -> condition.get().thenApply(found -> found.isPresent() ? Optional.empty() : Optional.of(new Refusal(Code.NOT_DONE, ""))));
    }

    Steps next(Supplier<CompletionStage<Optional<Refusal>>> step) {
        return new Steps(pbx, soFar.thenCompose(refusal -> refusal.isPresent() ? CompletableFuture.completedFuture(refusal) : step.get()));
    }

    Steps run(Runnable work) {
        return next(() -> {
            work.run();
            return CompletableFuture.completedFuture(Optional.empty());
        });
    }

    private static Optional<Refusal> refusal(Result result) {
        return result.failure().map(failure -> Refusal.of(failure, failure.detail()));
    }
}
