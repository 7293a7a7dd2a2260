/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.desk;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether an agent takes calls, as they said themselves: a page that is opened, reloaded or closed never changes it, nor does a restart.
 *
 * @param reason only of a pause
 * @param since  when they said so
 */
public record Choice(Kind kind, Optional<PauseReason> reason, Instant since) {

    /** What can be chosen. */
    public enum Kind {
        SIGNED_OUT, AVAILABLE, PAUSED
    }

    static Choice available(Instant since) {
        return new Choice(Kind.AVAILABLE, Optional.empty(), since);
    }

    boolean takesCalls() {
        return kind == Kind.AVAILABLE;
    }

    boolean sameAs(Choice other) {
        return kind == other.kind && reason.equals(other.reason);
    }
}
