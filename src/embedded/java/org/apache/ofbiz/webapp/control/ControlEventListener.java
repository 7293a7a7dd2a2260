/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.webapp.control;

import java.util.concurrent.atomic.AtomicLong;
import javax.servlet.http.HttpSessionEvent;
import javax.servlet.http.HttpSessionListener;

/** Counts sessions. */
public class ControlEventListener implements HttpSessionListener {

    private static final AtomicLong ACTIVE = new AtomicLong(); // static because OFBiz's methods are

    @Override
    public void sessionCreated(HttpSessionEvent event) {
        countCreateSession();
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        countDestroySession();
    }

    public static long getTotalActiveSessions() {
        return ACTIVE.get();
    }

    public static void countCreateSession() {
        ACTIVE.incrementAndGet();
    }

    public static void countDestroySession() {
        ACTIVE.decrementAndGet();
    }
}
