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
package org.apache.ofbiz.asterisk.call.progress;

import java.util.List;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.Party;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PhoneCall.Direction;
import org.apache.ofbiz.asterisk.call.leg.Changes;
import org.apache.ofbiz.asterisk.call.leg.LegInProgress;

/** Who called whom, seen from the company. Not thread-safe: belongs to the tracker's thread. */
final class CallSides {

    private final List<LegInProgress> legs;
    private final Numbering numbering;
    private final Changes changes;
    private final Origination origination = new Origination();
    private Optional<Direction> settled = Optional.empty();
    /** Set while a call is looked at from many sides, and nothing in it changes. */
    private Optional<Direction> kept = Optional.empty();

    /**
     * @param legs    of the call, as they are at any time
     * @param changes of the call
     */
    CallSides(List<LegInProgress> legs, Numbering numbering, Changes changes) {
        this.legs = legs;
        this.numbering = numbering;
        this.changes = changes;
    }

    void requested(CallEvent.OriginateRequested originate, Optional<Peer> phone) {
        origination.requested(originate, phone);
        changes.happened();
    }

    void originateFailed(int reason) {
        origination.failed(reason);
        changes.happened();
    }

    /** Whether we asked for the call. */
    boolean isOurs() {
        return origination.isOurs();
    }

    /** Why the Originate failed, where it did. */
    Optional<Integer> originateFailure() {
        return origination.failure();
    }

    /** From here on nobody who joins changes who called whom. */
    void settle() {
        if (settled.isEmpty() && CallSummary.first(legs).isPresent()) {
            settled = Optional.of(direction());
            changes.happened();
        }
    }

    boolean isSettled() {
        return settled.isPresent();
    }

    /** The direction is not asked of the legs again until {@link #letGo}. */
    void keep() {
        kept = Optional.of(direction());
    }

    void letGo() {
        kept = Optional.empty();
    }

    Direction direction() {
        if (kept.isPresent()) {
            return kept.get();
        }
        return settled.orElseGet(() -> CallSummary.direction(legs, origination.isAsked(), numbering.contexts()));
    }

    Optional<LegInProgress> originatorLeg() {
        return CallSummary.originator(legs, direction(), origination.isOurs());
    }

    /** Our extension that placed it, or was to. */
    Optional<Peer> originator() {
        Optional<LegInProgress> leg = originatorLeg();
        return leg.isPresent() ? leg.get().peer() : origination.phone();
    }

    /** Who calls: first what we asked the PBX to show, else what it showed first. */
    Party caller() {
        Optional<Party> shown = origination.caller();
        if (shown.isPresent() && !shown.get().number().isEmpty()) {
            return shown.get();
        }
        Optional<LegInProgress> first = direction() == Direction.INBOUND ? CallSummary.first(legs) : originatorLeg();
        return first.map(leg -> leg.numbers().party()).or(() -> shown).orElse(Party.UNKNOWN);
    }
}
