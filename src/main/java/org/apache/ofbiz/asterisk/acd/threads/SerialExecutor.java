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

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.ofbiz.asterisk.call.ErrorReporter;

/** Runs what listeners are to be told, one at a time and in the order given, on the workers. Thread-safe. */
public final class SerialExecutor {

    private final Executor workers;
    private final ErrorReporter problems;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();

    public SerialExecutor(Executor workers, ErrorReporter problems) {
        this.workers = workers;
        this.problems = problems;
    }

    /** Gives the order; starts nothing, so it may be called under a lock. */
    public void add(Runnable telling) {
        waiting.add(telling);
    }

    /** Tells what is waiting, unless another thread is at it, which then tells this, too. */
    public void go() {
        if (waiting.isEmpty() || size.getAndIncrement() > 0) {
            return;
        }
        try {
            workers.execute(this::tellAll);
        } catch (RejectedExecutionException e) {
            size.set(0);
            problems.report("telling what happened in call distribution, which is being closed", e);
        }
    }

    private void tellAll() {
        int asked;
        do {
            asked = size.get();
            for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
                tell(next);
            }
        } while (!size.compareAndSet(asked, 0));
    }

    private void tell(Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException | LinkageError e) {
            problems.report("telling a listener of the call distributor", e);
        }
    }
}
