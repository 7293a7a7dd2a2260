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

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs the work of many users on the threads of one executor so that nobody's work takes all of them: of each user only so much runs at a
 * time, only so much waits, and what waits goes behind what others have asked meanwhile. Thread-safe; never waits.
 */
public final class FairShareExecutor {

    private final Executor threads;
    private final int share;
    private final int mostWaiting;
    private final AtomicLong refused = new AtomicLong();
    /** Guarded by its own lock. Holds those users only who have asked for something that is not done. */
    private final Map<String, Share> shares = new HashMap<>();

    private static final class Share {
        private final Deque<Runnable> waiting = new ArrayDeque<>();
        private int running;
    }

    /**
     * @param share       of one user that runs at a time, 1 or more; fewer than there are threads
     * @param mostWaiting of one user that waits besides
     */
    public FairShareExecutor(Executor threads, int share, int mostWaiting) {
        this.threads = threads;
        this.share = share;
        this.mostWaiting = mostWaiting;
    }

    /** @throws RejectedExecutionException when too much of this user waits, or the executor is closed */
    void execute(String user, Runnable work) {
        synchronized (shares) {
            Share own = shares.computeIfAbsent(user, name -> new Share());
            if (own.running >= share) {
                if (own.waiting.size() >= mostWaiting) {
                    refused.incrementAndGet();
                    throw new RejectedExecutionException(mostWaiting + " requests of " + user + " wait already");
                }
                own.waiting.add(work);
                return;
            }
            own.running++;
        }
        try {
            start(user, work);
        } catch (RejectedExecutionException closed) {
            done(user);
            throw closed;
        }
    }

    /** What it is given is done in the share of this user. */
    public Executor shareOf(String user) {
        return work -> execute(user, work);
    }

    /** How often somebody was refused, since the start. */
    public long refused() {
        return refused.get();
    }

    private void start(String user, Runnable work) {
        threads.execute(() -> {
            try {
                work.run();
            } finally {
                next(user);
            }
        });
    }

    private void next(String user) {
        Runnable next;
        synchronized (shares) {
            next = shares.get(user).waiting.poll();
        }
        if (next == null) {
            done(user);
            return;
        }
        try {
            start(user, next);
        } catch (RejectedExecutionException closed) {
            next.run(); // what was taken is answered
            next(user);
        }
    }

    private void done(String user) {
        Runnable late;
        synchronized (shares) {
            Share own = shares.get(user);
            late = own.waiting.poll(); // asked for between the last look and now
            if (late == null) {
                own.running--;
                if (own.running == 0) {
                    shares.remove(user);
                }
                return;
            }
        }
        start(user, late);
    }
}
