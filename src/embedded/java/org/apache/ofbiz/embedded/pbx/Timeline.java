/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.embedded.pbx;

import java.time.Duration;
import java.time.Instant;

/** Where everything that happens in the PBX happens, one thing after another. Tests bring one whose time they move. */
interface Timeline extends AutoCloseable {

    /** A thing that is still to happen. */
    interface Appointment {
        void cancel();
    }

    Instant now();

    /** Does it as soon as all that was asked for earlier is done; may return before. */
    void run(Runnable step);

    /** Does it later. Only called from within a step. */
    Appointment after(Duration delay, Runnable step);

    @Override
    void close();
}
