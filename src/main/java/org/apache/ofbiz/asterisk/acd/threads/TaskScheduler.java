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
package org.apache.ofbiz.asterisk.acd.threads;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.ofbiz.asterisk.acd.Refusal.Code;
import org.apache.ofbiz.asterisk.call.ErrorReporter;

/** Runs work elsewhere or later; what fails is reported and becomes an answer. Thread-safe. */
public final class TaskScheduler {

    /** When a look-up failed, e.g. because the database was offline, it is tried again after this time. */
    public static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /** How much of what can wait is done at a time, and how much waits at most. */
    private static final int ASIDE = 2;
    private static final int MOST_ASIDE = 20_000;

    private final Executor workers;
    private final FairShareExecutor requests;
    private final ScheduledExecutorService timers;
    private final ErrorReporter problems;
    /** What can wait, on the workers, too. */
    private final FairShareExecutor aside;

    public TaskScheduler(AcdThreads threads, ErrorReporter problems) {
        this.workers = threads.workers();
        this.requests = threads.requests();
        this.timers = threads.timers();
        this.problems = problems;
        this.aside = new FairShareExecutor(threads.workers(), ASIDE, MOST_ASIDE);
    }

    /**
     * Completes, on a worker, with what the work answers, or with a refusal when it fails (FAILED) or too much of this user waits already
     * (TOO_MANY_REQUESTS). What the work waits for may be completed by a thread that must not be held up, such as the one that reads the
     * PBX's answers.
     *
     * @param user in whose share it is done
     */
    public <T> CompletionStage<T> ask(String user, String what, Supplier<CompletionStage<T>> work, Function<Code, T> refused) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        try {
            requests.execute(user, () -> guarded(what, () -> work.get().whenComplete((given, failure) -> {
                if (failure != null) {
                    problems.report(what, failure);
                }
                T told = failure == null ? given : refused.apply(Code.FAILED);
                run(what, () -> answer.complete(told), () -> answer.complete(told));
            }), () -> answer.complete(refused.apply(Code.FAILED))));
        } catch (RejectedExecutionException tooMany) {
            answer.complete(refused.apply(Code.TOO_MANY_REQUESTS));
        }
        return answer;
    }

    private void guarded(String what, Runnable work, Runnable otherwise) {
        try {
            work.run();
        } catch (RuntimeException e) {
            problems.report(what, e);
            otherwise.run();
        }
    }

    /** @param otherwise run when the work throws or cannot be run */
    public void run(String what, Runnable work, Runnable otherwise) {
        try {
            workers.execute(() -> guarded(what, work, otherwise));
        } catch (RejectedExecutionException e) {
            problems.report(what, e);
            otherwise.run();
        }
    }

    /** Runs what can wait: two at a time, so that other work finds a free worker. What is too much is reported and left out. */
    public void aside(String what, Runnable work) {
        try {
            aside.execute("", () -> guarded(what, work, () -> { }));
        } catch (RejectedExecutionException e) {
            problems.report(what, e);
        }
    }

    /** @param work must not block */
    public void after(Duration time, String what, Runnable work) {
        try {
            timers.schedule(() -> {
                try {
                    work.run();
                } catch (RuntimeException e) {
                    problems.report(what, e);
                }
            }, time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            if (!timers.isShutdown()) { // after the shutdown nothing is due later
                problems.report(what, e);
            }
        }
    }
}
