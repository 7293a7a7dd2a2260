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
package org.apache.ofbiz.asterisk.center;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.ofbiz.asterisk.acd.distribution.CallDistributor;
import org.apache.ofbiz.asterisk.acd.queues.QueueKeeper;
import org.apache.ofbiz.asterisk.call.ErrorReporter;

/** What the call center does again and again, or a moment after a change. Thread-safe; nothing here waits. */
final class RegularTasks {

    /** Agents see what their phones and their PBX do at most so much later. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    /** A row tells of its change before the transaction is committed. */
    private static final Duration COMMITTED_AFTER = Duration.ofSeconds(1);
    /** What queues are to have can change without OFBiz. */
    private static final Duration QUEUES_EVERY = Duration.ofSeconds(30);
    /** Browsers see that a group opens or closes at most so much later. */
    private static final Duration HOURS_EVERY = Duration.ofSeconds(5);

    private final ScheduledExecutorService timers;
    private final CallDistributor distributor;
    private final QueueKeeper queues;
    private final ErrorReporter problems;
    private final AtomicBoolean queueChangeDue = new AtomicBoolean();

    /** @param timers nothing that blocks is run on it */
    RegularTasks(ScheduledExecutorService timers, CallDistributor distributor, QueueKeeper queues, ErrorReporter problems) {
        this.timers = timers;
        this.distributor = distributor;
        this.queues = queues;
        this.problems = problems;
    }

    /**
     * @param workers      for what waits
     * @param settleAgents at once and then as often as queues are compared
     * @param lookAtHours  whether groups are open
     */
    void start(Executor workers, Runnable settleAgents, Runnable lookAtHours) {
        every(LOOK_EVERY, LOOK_EVERY, this::look);
        every(QUEUES_EVERY, QUEUES_EVERY, queues::rosterChanged);
        every(Duration.ZERO, QUEUES_EVERY, () -> workers.execute(settleAgents));
        every(Duration.ZERO, HOURS_EVERY, () -> workers.execute(lookAtHours));
    }

    private void every(Duration first, Duration between, Runnable task) {
        timers.scheduleWithFixedDelay(task, first.toMillis(), between.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What it throws would end all further looks. */
    private void look() {
        try {
            distributor.look();
            queues.look();
        } catch (RuntimeException e) {
            problems.report("looking at phones and servers", e);
        }
    }

    /** Compares the queues of the PBX with what they are to have, once for as many rows as a data file has. */
    void queuesChanged() {
        if (!queueChangeDue.getAndSet(true)) {
            timers.schedule(() -> {
                queueChangeDue.set(false);
                queues.rosterChanged();
            }, COMMITTED_AFTER.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
