/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.call;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * The one thread on which the calls of a server change: takes its events in order, and tells the listeners of each change.
 * Nothing on it waits for anything. Any thread may hand events in; none is refused, so a burst is held in memory
 * (about 0.5 kB an event) rather than lost.
 */
public final class CallThread implements Consumer<CallEvent>, AutoCloseable {

    private final String serverId;
    private final CallTracker tracker;
    private final Problems problems;
    private final BlockingQueue<CallEvent> events = new LinkedBlockingQueue<>();
    private final List<CallListener> listeners = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile boolean closed;

    /** @param problems hears what a listener, or the tracker, threw */
    public CallThread(String serverId, Numbering numbering, Problems problems) {
        this.serverId = serverId;
        this.tracker = new CallTracker(serverId, numbering);
        this.problems = problems;
        this.thread = new Thread(this::run, "asterisk-calls-" + serverId);
        this.thread.setDaemon(true);
    }

    /** Listeners are told in the order in which they were added. */
    public void addListener(CallListener listener) {
        listeners.add(listener);
    }

    public void start() {
        thread.start();
    }

    @Override
    public void accept(CallEvent event) {
        if (!closed) {
            events.add(event);
        }
    }

    /** Events that wait to be looked at; near 0 in a healthy system. */
    public int backlog() {
        return events.size();
    }

    /** Forgets what waits and ends the thread, without waiting for it. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void run() {
        while (!closed) {
            try {
                apply(events.take());
            } catch (InterruptedException whenClosed) {
                return;
            }
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
