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
package org.apache.ofbiz.asterisk.center.nodes;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;

/**
 * Does one thing after the other. A thing that takes too long, as on a connection to a database that has gone without a word, is left behind: what
 * comes later is done on another thread. Thread-safe; never waits.
 */
final class ClaimLane {

    /** Things left behind; with more of them, all waits for the first that comes back. */
    static final int MOST_LEFT = 4;

    private final Executor threads;
    private final int mostWaiting;
    private final long patience;
    private final LongSupplier nanoTime;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    /** Number of the thread whose turn it is. */
    private long current;
    private boolean busy;
    private long began;
    private int left;

    /**
     * @param mostWaiting besides what is being done
     * @param patience    with one thing
     * @param nanoTime    as {@link System#nanoTime}
     */
    ClaimLane(Executor threads, int mostWaiting, Duration patience, LongSupplier nanoTime) {
        this.threads = threads;
        this.mostWaiting = mostWaiting;
        this.patience = patience.toNanos();
        this.nanoTime = nanoTime;
    }

    /**
     * @param work doesn't throw
     * @throws RejectedExecutionException when too much waits
     */
    synchronized void execute(Runnable work) {
        if (waiting.size() >= mostWaiting) {
            throw new RejectedExecutionException("too much waits");
        }
        waiting.add(work);
        if (busy && left < MOST_LEFT && nanoTime.getAsLong() - began > patience) {
            left++;
            current++;
            busy = false;
        }
        if (!busy) {
            busy = true;
            began = nanoTime.getAsLong();
            long turn = current;
            threads.execute(() -> run(turn));
        }
    }

    /** Until nothing waits, or until it's left behind. */
    private void run(long turn) {
        for (Optional<Runnable> work = next(turn); work.isPresent(); work = next(turn)) {
            work.get().run();
        }
    }

    private synchronized Optional<Runnable> next(long turn) {
        if (turn != current) {
            left--;
            return Optional.empty();
        }
        Optional<Runnable> work = Optional.ofNullable(waiting.poll());
        busy = work.isPresent();
        began = nanoTime.getAsLong();
        return work;
    }
}
