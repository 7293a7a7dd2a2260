/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.desk;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.ofbiz.asterisk.call.Problems;

/** Runs what listeners are to be told, one at a time and in the order given, on the workers. Thread-safe. */
final class Teller {

    private final Executor workers;
    private final Problems problems;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();

    Teller(Executor workers, Problems problems) {
        this.workers = workers;
        this.problems = problems;
    }

    /** Gives the order; starts nothing, so it may be called under a lock. */
    void add(Runnable telling) {
        waiting.add(telling);
    }

    /** Tells what is waiting, unless another thread is at it, which then tells this, too. */
    void go() {
        if (waiting.isEmpty() || size.getAndIncrement() > 0) {
            return;
        }
        try {
            workers.execute(this::tellAll);
        } catch (RejectedExecutionException e) {
            size.set(0);
            problems.report("telling what happened at the desk, which is being closed", e);
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
            problems.report("telling a listener of the desk", e);
        }
    }
}
