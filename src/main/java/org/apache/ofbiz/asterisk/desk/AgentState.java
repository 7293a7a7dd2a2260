/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.desk;

import java.time.Instant;
import java.util.Optional;

/**
 * What an agent does now.
 *
 * @param since  when it became so
 * @param choice what they have chosen; goes on in the background of a call and of the wrap-up
 * @param wrapUp of the call that ended last, until it is done; also while the agent already talks again
 */
public record AgentState(Status status, Instant since, Choice choice, Optional<WrapUp> wrapUp) {

    /** SIGNED_OUT also where no browser of the agent was there for a while. RINGING: a phone of theirs rings, or they are calling somebody. */
    public enum Status {
        SIGNED_OUT, AVAILABLE, PAUSED, RINGING, TALKING, WRAP_UP
    }
}
