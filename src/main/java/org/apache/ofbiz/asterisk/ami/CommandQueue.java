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
package org.apache.ofbiz.asterisk.ami;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.ofbiz.asterisk.ami.retry.RetryLoop;
import org.apache.ofbiz.asterisk.ami.wire.AmiMessage;
import org.apache.ofbiz.asterisk.ami.wire.AmiSession;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionReason;
import org.apache.ofbiz.asterisk.call.PbxCommands.Failure;
import org.apache.ofbiz.asterisk.call.PbxCommands.Result;
import org.asteriskjava.manager.action.ManagerAction;
import org.asteriskjava.manager.action.PingAction;
import org.asteriskjava.manager.response.ManagerResponse;

/**
 * Writes actions on a thread of its own, since a write blocks while a PBX does not read. Takes a bounded number; what does not fit,
 * or has no connection, fails at once. Answers complete on the thread that reads responses, which must not be held up. Thread-safe.
 */
final class CommandQueue implements AutoCloseable {

    /** How often a connection that waits for the lease looks whether this node has it. */
    private static final int MAX_WAITING = 1000;

    private final Duration answerWithin;
    private final ThreadPoolExecutor writer;
    private volatile Optional<AmiSession> session = Optional.empty();
    private volatile BooleanSupplier mayAct = () -> true;

    CommandQueue(String serverId, Duration answerWithin) {
        this.answerWithin = answerWithin;
        this.writer = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MAX_WAITING), task -> {
            Thread thread = new Thread(task, "asterisk-commands-" + serverId);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Asked right before each action is sent. @param allowed must not wait */
    void actOnlyWhile(BooleanSupplier allowed) {
        mayAct = allowed;
    }

    boolean mayAct() {
        return mayAct.getAsBoolean();
    }

    void use(AmiSession current) {
        session = Optional.of(current);
    }

    void useNone() {
        session = Optional.empty();
    }

    @Override
    public void close() {
        writer.shutdownNow();
    }

    /** @return the answer; failed when there is none in time */
    CompletableFuture<ManagerResponse> ping() {
        return request(new PingAction());
    }

    /** Never completes exceptionally. */
    CompletableFuture<Result> send(ManagerAction action) {
        return request(action).handle((response, failure) -> {
            if (failure == null) {
                return Answers.of(response);
            }
            return failed(failure);
        });
    }

    /** What to tell when no answer came. */
    static Result failed(Throwable failure) {
        Throwable cause = cause(failure);
        return Result.failed(cause instanceof TimeoutException ? Failure.Kind.TIMEOUT : Failure.Kind.PBX_AWAY, ConnectionReason.of(cause).text());
    }

    static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException ? failure.getCause() : failure;
    }

    /** The events that answer; failed with {@link AmiSession.Refused} if the PBX refuses, otherwise when no answer came. */
    CompletableFuture<List<AmiMessage>> list(ManagerAction action) {
        return via(open -> open.list(action));
    }

    /** One header of the answer; empty if there is none, or no answer. Never completes exceptionally. */
    CompletableFuture<Optional<String>> ask(ManagerAction action, String header) {
        return request(action).handle((response, failure) ->
                failure != null ? Optional.empty() : Optional.ofNullable(response.getAttribute(header)).filter(value -> !value.isBlank()));
    }

    /** The answer as it came; failed when there is none in time. */
    CompletableFuture<ManagerResponse> request(ManagerAction action) {
        return via(open -> open.send(action));
    }

    /** The same of an action with these headers. */
    CompletableFuture<ManagerResponse> request(String action, Map<String, String> headers) {
        return request(new PlainAction(action, headers));
    }

    /** Time runs from here, so that a command behind a blocked write times out as well. */
    private <T> CompletableFuture<T> via(Function<AmiSession, CompletableFuture<T>> command) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        answer.orTimeout(answerWithin.toMillis(), TimeUnit.MILLISECONDS);
        try {
            writer.execute(() -> write(command, answer));
        } catch (RejectedExecutionException closedOrFull) {
            answer.completeExceptionally(new IOException("not connected, or too many commands at once"));
        }
        return answer;
    }

    private <T> void write(Function<AmiSession, CompletableFuture<T>> command, CompletableFuture<T> answer) {
        Optional<AmiSession> open = session;
        if (open.isEmpty()) {
            answer.completeExceptionally(new IOException("not connected"));
        } else if (!mayAct()) {
            answer.completeExceptionally(new IOException(RetryLoop.NOT_OURS));
        } else if (!answer.isDone()) {
            command.apply(open.get()).whenComplete((response, failure) -> {
                if (failure == null) {
                    answer.complete(response);
                } else {
                    answer.completeExceptionally(failure);
                }
            });
        }
    }
}
