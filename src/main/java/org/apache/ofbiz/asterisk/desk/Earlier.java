/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.desk;

import java.time.Instant;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.PhoneCall;

/**
 * Calls with somebody before this one.
 *
 * @param count at least one
 * @param last  the newest of them
 */
public record Earlier(long count, Last last) {

    /**
     * One call of the past.
     *
     * @param outcome  empty while it goes on
     * @param with     name of the colleague who talked or placed it; empty where nobody did
     */
    public record Last(Instant at, PhoneCall.Direction direction, Optional<PhoneCall.Outcome> outcome, String with) {
    }
}
