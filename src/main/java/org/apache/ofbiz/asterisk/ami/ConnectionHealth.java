/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.ami;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Figures of one connection, for the diagnostics page. Counted since the start of OFBiz, over all reconnections.
 *
 * @param state           how it is now
 * @param lastEventAt     when the last message arrived
 * @param roundTrip       of the last ping
 * @param eventsPerSecond over the last ten seconds or so
 * @param events          messages received
 * @param lost            messages that were received and not passed on; 0 unless something is wrong
 * @param unreadable      messages that could not be read
 * @param resynchronised  how often the state was listed anew
 * @param clockSkew       the PBX's clock minus ours, as far as known
 */
public record ConnectionHealth(ConnectionState state, Optional<Instant> lastEventAt, Optional<Duration> roundTrip, double eventsPerSecond,
                               long events, long lost, long unreadable, long resynchronised, Optional<Duration> clockSkew) {
}
