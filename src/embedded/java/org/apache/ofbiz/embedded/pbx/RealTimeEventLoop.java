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
package org.apache.ofbiz.embedded.pbx;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.ofbiz.base.util.Debug;

/** One thread, named "pbx", and the clock of this machine. */
final class RealTimeEventLoop implements PbxEventLoop {

    private static final String MODULE = RealTimeEventLoop.class.getName();

    private final Clock clock = Clock.systemUTC();
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, task -> {
        Thread pbx = new Thread(task, "pbx");
        pbx.setDaemon(true);
        return pbx;
    });

    RealTimeEventLoop() {
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public void run(Runnable step) {
        try {
            thread.execute(reported(step));
        } catch (RejectedExecutionException closed) {
            // a last word from a socket while the PBX goes down
            Debug.logVerbose("The simulated PBX is closed", MODULE);
        }
    }

    @Override
    public Timer after(Duration delay, Runnable step) {
        Future<?> future = thread.schedule(reported(step), delay.toMillis(), TimeUnit.MILLISECONDS);
        return () -> future.cancel(false);
    }

    private static Runnable reported(Runnable step) {
        return () -> {
            try {
                step.run();
            } catch (RuntimeException e) {
                Debug.logError(e, "The simulated PBX failed in one step", MODULE);
            }
        };
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
