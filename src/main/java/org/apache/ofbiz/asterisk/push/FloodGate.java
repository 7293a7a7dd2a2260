/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.push;

import java.time.Clock;

/**
 * How much a browser may send: a bucket that holds three seconds' worth and fills up again. Not thread-safe: a socket is read by one
 * thread at a time.
 */
final class FloodGate {

    private static final int BURST_SECONDS = 3;

    private final Clock clock;
    private final double perMilli;
    private final double full;
    private double left;
    private long lastMillis;

    FloodGate(int perSecond, Clock clock) {
        this.clock = clock;
        this.perMilli = perSecond / 1000.0;
        this.full = (double) perSecond * BURST_SECONDS;
        this.left = full;
        this.lastMillis = clock.millis();
    }

    /** False when this message is one too many. */
    boolean pass() {
        long now = clock.millis();
        left = Math.min(full, left + Math.max(0, now - lastMillis) * perMilli);
        lastMillis = now;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
