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
package org.apache.ofbiz.asterisk.crm.journal;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of a journal: one that writes to the database, and one that looks at files of recordings, which may be on the disk of another
 * machine that doesn't answer.
 */
record JournalThreads(ScheduledExecutorService database, ExecutorService files) {

    /** Looks that wait for a disk: each holds its call, some 10 kB. */
    private static final int MOST_LOOKS = 10_000;

    static JournalThreads start() {
        return new JournalThreads(Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "asterisk-journal")),
                new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MOST_LOOKS),
                        task -> daemon(task, "asterisk-recordings")));
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Drops what waits. The thread of the files isn't waited for: a disk may never answer.
     *
     * @return whether the thread of the database ended within this time
     */
    boolean stop(Duration within) throws InterruptedException {
        files.shutdownNow();
        database.shutdownNow();
        return database.awaitTermination(within.toMillis(), TimeUnit.MILLISECONDS);
    }
}
