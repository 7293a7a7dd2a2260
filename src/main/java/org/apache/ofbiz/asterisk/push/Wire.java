/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.push;

import java.util.function.Consumer;

/** One socket, as the outbox sees it. Never blocks. */
interface Wire {

    /** @param done told once it is on its way ({@code true}) or lost ({@code false}), on any thread, possibly before this returns */
    void send(String text, Consumer<Boolean> done);

    /** A keep-alive; {@code done} as for {@link #send}. */
    void ping(Consumer<Boolean> done);

    /** May take time where the other end does not read: called on a worker. */
    void close(CloseReason reason);
}
