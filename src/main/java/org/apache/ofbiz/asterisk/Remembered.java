/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** A figure that takes a while to find out, and is found out again only when it has become old. Thread-safe. */
final class Remembered<T> {

    private final Supplier<T> source;
    private final Duration old;
    private final Clock clock;
    /** With {@code until}, guarded by this object. */
    private T value;
    private Instant until = Instant.MIN;

    Remembered(Supplier<T> source, Duration old, Clock clock) {
        this.source = source;
        this.old = old;
        this.clock = clock;
    }

    /** What the source throws is thrown, and asked again the next time. */
    synchronized T get() {
        Instant now = clock.instant();
        if (now.isAfter(until)) {
            value = source.get();
            until = now.plus(old);
        }
        return value;
    }
}
