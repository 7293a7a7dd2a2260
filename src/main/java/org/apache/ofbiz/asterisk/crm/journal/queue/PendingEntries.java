/*
 * Licensed to the Apache Software Foundation (ASF) under one
 * or more contributor license agreements.  See the NOTICE file
 * distributed with this work for additional information
 * regarding copyright ownership.  The ASF licenses this file
 * to you under the Apache License, Version 2.0 (the
 * "License"); you may not use this file except in compliance
 * with the License.  You may obtain a copy of the License at
 *
 * http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing,
 * software distributed under the License is distributed on an
 * "AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY
 * KIND, either express or implied.  See the License for the
 * specific language governing permissions and limitations
 * under the License.
 */
package org.apache.ofbiz.asterisk.crm.journal.queue;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.crm.journal.queue.Segment.Place;

/** A call that is not in the database as it is known: where its newest lines stand. Guarded by the queue's lock. */
final class PendingEntries implements Segment.Owner {

    private final String callId;
    private final boolean recovered;
    private Optional<Place> call = Optional.empty();
    private Optional<Place> claim = Optional.empty();
    /** Part of another call now: what is told later about it alone is no news. */
    private boolean merged;
    private boolean held;
    private int attempts;

    PendingEntries(String callId, boolean recovered) {
        this.callId = callId;
        this.recovered = recovered;
    }

    /** A newer line takes the place of an older one. */
    void newer(JournalEntry line, Place place) {
        Optional<Place> old = line.call().isPresent() ? call : claim;
        boolean late = merged && line.call().filter(told -> told.mergedInto().isEmpty()).isPresent();
        if (late || old.filter(known -> known.number() >= place.number()).isPresent()) {
            return;
        }
        merged |= line.call().flatMap(PhoneCall::mergedInto).isPresent();
        old.ifPresent(Place::release);
        place.segment().keep(this, place.length());
        if (line.call().isPresent()) {
            call = Optional.of(place);
        } else {
            claim = Optional.of(place);
        }
    }

    String callId() {
        return callId;
    }

    /** Whether an earlier process left it. */
    boolean isRecovered() {
        return recovered;
    }

    /** Whether it is being written, or put off. */
    boolean isHeld() {
        return held;
    }

    void hold() {
        held = true;
    }

    void letGo() {
        held = false;
    }

    /** How often the database did not take it. */
    int attempts() {
        return attempts;
    }

    void attemptFailed() {
        attempts++;
    }

    byte[] readCall() {
        return call.map(Place::read).orElse(new byte[0]);
    }

    byte[] readClaim() {
        return claim.map(Place::read).orElse(new byte[0]);
    }

    @Override
    public void moved(UnaryOperator<Optional<Place>> move) {
        call = move.apply(call);
        claim = move.apply(claim);
    }

    /** What is in the database need not be kept. */
    void written(long callNumber, long claimNumber) {
        attempts = 0;
        call = call.filter(place -> isNeeded(place, callNumber));
        claim = claim.filter(place -> isNeeded(place, claimNumber));
    }

    /** The number of the newest line about the call; 0 without one. */
    long callNumber() {
        return call.map(Place::number).orElse(0L);
    }

    /** The number of the newest claim; 0 without one. */
    long claimNumber() {
        return claim.map(Place::number).orElse(0L);
    }

    boolean isDone() {
        return call.isEmpty() && claim.isEmpty();
    }

    private static boolean isNeeded(Place place, long writtenNumber) {
        if (place.number() > writtenNumber) {
            return true;
        }
        place.release();
        return false;
    }
}
