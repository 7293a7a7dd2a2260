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
package org.apache.ofbiz.asterisk.health;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A few threads with a bounded queue that tell whether they get on: how long the slowest is busy, how much was refused. Thread-safe. */
public final class WatchedExecutor implements Executor {

    private final ThreadPoolExecutor pool;
    private final Clock clock;
    private final AtomicLong refused = new AtomicLong();
    /** When each thread that is busy began, ms since 1970. */
    private final Map<Thread, Long> busySince = new ConcurrentHashMap<>();

    public WatchedExecutor(int threads, int mostWaiting, ThreadFactory factory, Clock clock) {
        this.pool = new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(mostWaiting), factory);
        this.clock = clock;
    }

    /** @throws RejectedExecutionException when too much waits, or it is closed */
    @Override
    public void execute(Runnable work) {
        try {
            pool.execute(() -> watched(work));
        } catch (RejectedExecutionException e) {
            if (!pool.isShutdown()) {
                refused.incrementAndGet();
            }
            throw e;
        }
    }

    private void watched(Runnable work) {
        busySince.put(Thread.currentThread(), clock.millis());
        try {
            work.run();
        } finally {
            busySince.remove(Thread.currentThread());
        }
    }

    /** For how long the thread that began first has been at the same work; zero when none is busy. */
    public Duration longestBusy() {
        return busySince.values().stream().min(Long::compare).map(since -> Duration.ofMillis(Math.max(0, clock.millis() - since)))
                .orElse(Duration.ZERO);
    }

    /** How much was refused because too much waited, since the start. */
    public long refused() {
        return refused.get();
    }

    public int waiting() {
        return pool.getQueue().size();
    }

    /** Takes nothing more, and waits so long for what it took. */
    public void close(Duration within) {
        pool.shutdown();
        try {
            if (!pool.awaitTermination(within.toMillis(), TimeUnit.MILLISECONDS)) {
                pool.shutdownNow();
            }
        } catch (InterruptedException e) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
