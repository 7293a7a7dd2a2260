/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
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
final class RealTimeline implements Timeline {

    private static final String MODULE = RealTimeline.class.getName();

    private final Clock clock = Clock.systemUTC();
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, task -> {
        Thread pbx = new Thread(task, "pbx");
        pbx.setDaemon(true);
        return pbx;
    });

    RealTimeline() {
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
    public Appointment after(Duration delay, Runnable step) {
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
