/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.push;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one browser was offered and has not shown yet. Remembers the last 100 offers, and takes a browser's word only for those: the
 * time is ours, and the way back of the word is in it. Thread-safe.
 */
final class PopClock {

    private static final int REMEMBERED = 100;

    private final PopTimes times;
    private final Clock clock;
    /** When the PBX's event was received, by callId; guarded by this object. */
    private final Map<String, Instant> offered = new LinkedHashMap<>();

    PopClock(PopTimes times, Clock clock) {
        this.times = times;
        this.clock = clock;
    }

    /** @param heard when the PBX's event was received */
    synchronized void offered(String callId, Instant heard) {
        offered.put(callId, heard);
        if (offered.size() > REMEMBERED) {
            offered.remove(offered.keySet().iterator().next());
        }
    }

    /** @param ago how long before the browser said so the card was painted */
    void shown(String callId, Duration ago) {
        Instant now = clock.instant();
        Instant heard;
        synchronized (this) {
            heard = offered.remove(callId);
        }
        if (heard != null) {
            times.add(Duration.between(heard, now).minus(ago));
        }
    }
}
