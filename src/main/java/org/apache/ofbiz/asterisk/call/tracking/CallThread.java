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
package org.apache.ofbiz.asterisk.call.tracking;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.CallListener;
import org.apache.ofbiz.asterisk.call.ErrorReporter;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.PhoneCall;

/**
 * The one thread on which the calls of a server change: takes its events in order, and tells the listeners of each change.
 * Nothing on it waits for anything. Any thread may hand events in; none is refused. A burst is held in memory (about 0.5 kB an
 * event); when more than {@value #MOST_WAITING} wait, anyone who hands in the PBX's events waits as well, and so, in the end, does the PBX.
 */
public final class CallThread implements Consumer<CallEvent>, AutoCloseable {

    /** At a hundred calls a second, which is 2,500 events, more than a minute of standing still; 100 MB at most. */
    static final int MOST_WAITING = 200_000;

    private static final int AT_ONCE = 256;
    private static final long LONGEST_WAIT_NANOS = 50_000_000;

    private final String serverId;
    private final CallTracker tracker;
    private final EarlyEvents early;
    private final ErrorReporter problems;
    private final BlockingQueue<CallEvent> events = new LinkedBlockingQueue<>();
    /** Those in the queue, and those that the thread has taken out of it together and not applied yet. */
    private final AtomicInteger unapplied = new AtomicInteger();
    private final List<CallListener> listeners = new CopyOnWriteArrayList<>();
    private final AtomicReference<Thread> thread = new AtomicReference<>();
    private final int mostWaiting;
    /** Held by the one who waits for room; those behind have their turn in order, so that nothing is overtaken. */
    private final ReentrantLock turn = new ReentrantLock(true);
    private volatile Thread waitsForRoom;
    private volatile boolean closed;

    /** @param problems hears what a listener, or the tracker, threw */
    public CallThread(String serverId, Numbering numbering, ErrorReporter problems) {
        this(serverId, numbering, problems, MOST_WAITING);
    }

    CallThread(String serverId, Numbering numbering, ErrorReporter problems, int mostWaiting) {
        this.mostWaiting = mostWaiting;
        this.serverId = serverId;
        this.tracker = new CallTracker(serverId, numbering);
        this.early = new EarlyEvents(tracker);
        this.problems = problems;
    }

    /** Listeners are told in the order in which they were added. */
    public void addListener(CallListener listener) {
        listeners.add(listener);
    }

    public void start() {
        Thread started = new Thread(this::run, "asterisk-calls-" + serverId);
        started.setDaemon(true);
        thread.set(started);
        started.start();
    }

    /** Waits for room, unless the event is of our own making: then it comes from a thread that serves a user, and there are few. */
    @Override
    public void accept(CallEvent event) {
        if (isOurs(event) || !turn.isLocked() && unapplied.get() < mostWaiting) {
            add(event);
            return;
        }
        turn.lock();
        try {
            waitsForRoom = Thread.currentThread();
            while (!closed && unapplied.get() >= mostWaiting) {
                LockSupport.parkNanos(this, LONGEST_WAIT_NANOS);
            }
            waitsForRoom = null;
            add(event);
        } finally {
            turn.unlock();
        }
    }

    private void add(CallEvent event) {
        if (!closed) {
            unapplied.incrementAndGet();
            events.add(event);
        }
    }

    private static boolean isOurs(CallEvent event) {
        return event instanceof CallEvent.OriginateRequested || event instanceof CallEvent.OriginateFailed
                || event instanceof CallEvent.RecordingStarted;
    }

    /** Anyone who waits is woken when there is room for many, not for each one. */
    private void tellThatThereIsRoom() {
        Thread waiting = waitsForRoom;
        if (waiting != null && (closed || unapplied.get() <= mostWaiting / 2)) {
            LockSupport.unpark(waiting);
        }
    }

    /** Events that listeners do not know yet; near 0 in a healthy system. */
    public int backlog() {
        return unapplied.get();
    }

    /** Forgets what waits and ends the thread, without waiting for it. */
    @Override
    public void close() {
        closed = true;
        Optional.ofNullable(thread.get()).ifPresent(Thread::interrupt);
        tellThatThereIsRoom();
    }

    /** Waits until nothing is told any more, after {@link #close}. @return false where it goes on after all */
    public boolean awaitEnd(Duration atMost) throws InterruptedException {
        Thread started = thread.get();
        if (started == null) {
            return true;
        }
        started.join(atMost.toMillis());
        return !started.isAlive();
    }

    private void run() {
        List<CallEvent> taken = new ArrayList<>(AT_ONCE);
        while (!closed) {
            try {
                next().ifPresent(taken::add);
                // in a burst the rest comes without waiting for the queue's lock once for each
                events.drainTo(taken, AT_ONCE - taken.size());
                long now = System.nanoTime();
                for (int i = 0; i < taken.size() && !closed; i++) {
                    pass(taken.get(i), now);
                }
                early.due(now, this::apply);
                unapplied.addAndGet(-taken.size()); // once for all: the threads that add look at it, too
                taken.clear();
                tellThatThereIsRoom();
            } catch (InterruptedException whenClosed) {
                return;
            }
        }
    }

    /** The next event; empty when something that was kept back is due first. */
    private Optional<CallEvent> next() throws InterruptedException {
        Optional<Long> left = early.nanosLeft(System.nanoTime());
        return left.isEmpty() ? Optional.of(events.take()) : Optional.ofNullable(events.poll(left.get(), TimeUnit.NANOSECONDS));
    }

    private void pass(CallEvent event, long nanos) {
        try {
            early.pass(event, nanos, this::apply);
        } catch (RuntimeException e) {
            problems.report("following " + event + " on " + serverId, e);
        }
    }

    private void apply(CallEvent event) {
        List<PhoneCall> changed;
        try {
            changed = tracker.apply(event);
        } catch (RuntimeException e) {
            problems.report("following " + event + " on " + serverId, e);
            return;
        }
        for (PhoneCall call : changed) {
            for (CallListener listener : listeners) {
                tell(listener, call, event);
            }
        }
    }

    private void tell(CallListener listener, PhoneCall call, CallEvent event) {
        try {
            listener.callChanged(call, event);
        } catch (RuntimeException | LinkageError e) {
            problems.report("telling " + listener.getClass().getSimpleName() + " of call " + call.callId(), e);
        }
    }
}
