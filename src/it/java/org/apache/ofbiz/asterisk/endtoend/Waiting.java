/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.endtoend;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** People talk for a while: the time that passes is itself what is tested, as the length of a recording. */
final class Waiting {

    private Waiting() {
    }

    static void seconds(double seconds) {
        long until = System.nanoTime() + Duration.ofMillis((long) (seconds * 1000)).toNanos();
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
