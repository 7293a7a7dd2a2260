/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.crm.queue;

import java.util.Optional;
import org.apache.ofbiz.asterisk.call.PhoneCall;

/**
 * One line of a file of the queue: a call as it was told, or a claim of it, or neither, which says that all of this call up to this
 * number is in the database.
 *
 * @param number rises with each line, over all files: of two lines about the same call the higher one is the newer one
 */
record Line(long number, String callId, Optional<PhoneCall> call, Optional<Claim> claim) {

    static Line of(long number, PhoneCall call) {
        return new Line(number, call.callId(), Optional.of(call), Optional.empty());
    }

    static Line of(long number, String callId, Claim claim) {
        return new Line(number, callId, Optional.empty(), Optional.of(claim));
    }

    static Line written(long number, String callId) {
        return new Line(number, callId, Optional.empty(), Optional.empty());
    }

    boolean isWritten() {
        return call.isEmpty() && claim.isEmpty();
    }
}
