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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A thread that asks the database now and then. When it is closed, what it has begun ends first and the rest is dropped: an interrupted query
 * may leave a connection that can't even be rolled back. Thread-safe.
 */
public final class DatabaseThread implements AutoCloseable {

    /** So long a query may go on that was begun before; then the database doesn't answer. */
    static final Duration STOP_WITHIN = Duration.ofSeconds(5);

    private final ScheduledThreadPoolExecutor thread;

    public DatabaseThread(String name) {
        thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = new Thread(task, name);
            made.setDaemon(true);
            return made;
        });
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** @throws java.util.concurrent.RejectedExecutionException once it is closed */
    public void after(Duration pause, Runnable work) {
        thread.schedule(work, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Does the work again and again, with this pause before each. */
    public void every(Duration pause, Runnable work) {
        thread.scheduleWithFixedDelay(work, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        end(thread, STOP_WITHIN);
    }

    /** Lets what a thread has begun end. @param within after that it's interrupted */
    public static void end(ExecutorService thread, Duration within) {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(within.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
