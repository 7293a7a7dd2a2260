/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.crm.queue;

import java.util.Optional;
import org.apache.ofbiz.asterisk.call.PhoneCall;

/** A call that is not in the database as it is known: where its newest lines stand. Guarded by the queue's lock. */
final class Waiting {

    final String callId;
    /** Left by an earlier process. */
    final boolean recovered;
    Optional<Place> call = Optional.empty();
    Optional<Place> claim = Optional.empty();
    /** Part of another call now: what is told later about it alone is no news. */
    private boolean merged;
    /** Being written, or put off. */
    boolean held;
    int attempts;

    Waiting(String callId, boolean recovered) {
        this.callId = callId;
        this.recovered = recovered;
    }

    /** A newer line takes the place of an older one. */
    void newer(Line line, Place place) {
        Optional<Place> old = line.call().isPresent() ? call : claim;
        boolean late = merged && line.call().filter(told -> told.mergedInto().isEmpty()).isPresent();
        if (late || old.filter(known -> known.number >= place.number).isPresent()) {
            return;
        }
        merged |= line.call().flatMap(PhoneCall::mergedInto).isPresent();
        old.ifPresent(known -> known.segment.release(known.length));
        place.segment.keep(this, place.length);
        if (line.call().isPresent()) {
            call = Optional.of(place);
        } else {
            claim = Optional.of(place);
        }
    }

    /** What is in the database need not be kept. */
    void written(long number) {
        call = call.filter(place -> place.stillNeeded(number));
        claim = claim.filter(place -> place.stillNeeded(number));
    }

    /** The number of the newest line. */
    long number() {
        return Math.max(call.map(place -> place.number).orElse(0L), claim.map(place -> place.number).orElse(0L));
    }

    boolean isDone() {
        return call.isEmpty() && claim.isEmpty();
    }

    /**
     * A line in a file, or in memory.
     *
     * @param length bytes, with the line feed
     */
    record Place(Segment segment, int at, int length, long number) {

        byte[] read() {
            return segment.read(at, length);
        }

        private boolean stillNeeded(long writtenNumber) {
            if (number > writtenNumber) {
                return true;
            }
            segment.release(length);
            return false;
        }
    }
}
