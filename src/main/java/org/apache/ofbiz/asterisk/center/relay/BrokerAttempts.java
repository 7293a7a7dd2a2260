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
package org.apache.ofbiz.asterisk.center.relay;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Connects to the message broker beside the thread that looks after the other nodes. A broker that takes a connection and then says nothing, as one
 * that is about to stop, holds up an attempt for as long as its client waits, half a minute with Artemis. Another one begins
 * beside it then, so that the node is connected soon after the broker is back; browsers are moved meanwhile. {@link #look} belongs to one thread.
 */
final class BrokerAttempts {

    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Executor threads;
    private final LongSupplier nanoTime;
    private volatile Attempt current = new Attempt(0);

    /** One of them. */
    private static final class Attempt {
        private final long since;
        private volatile boolean over;

        private Attempt(long since) {
            this.since = since;
        }
    }

    /** What an attempt does. */
    @FunctionalInterface
    interface Work {

        /** @param current whether this attempt isn't left behind yet */
        void connect(BooleanSupplier current);
    }

    /** @param threads a thread for each attempt; one that is left behind keeps its own */
    BrokerAttempts(Executor threads, LongSupplier nanoTime) {
        this.threads = threads;
        this.nanoTime = nanoTime;
        this.current.over = true;
    }

    /** Begins an attempt, unless one is under way. @param leaveBehind done before, where one has been under way for too long */
    void look(Runnable leaveBehind, Work work) {
        long now = nanoTime.getAsLong();
        Attempt last = current;
        if (!last.over && now - last.since < PATIENCE.toNanos()) {
            return;
        }
        if (!last.over) {
            leaveBehind.run();
        }
        Attempt next = new Attempt(now);
        current = next;
        threads.execute(() -> {
            try {
                work.connect(() -> current == next);
            } finally {
                next.over = true;
            }
        });
    }
}
