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

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.PhoneCall.State;
import org.apache.ofbiz.asterisk.call.leg.Changes;
import org.apache.ofbiz.asterisk.call.leg.LegInProgress;

/**
 * Where a call is, of which its legs do not tell everything: between two clear moments it stays where it was. Not thread-safe: belongs to the
 * tracker's thread.
 */
final class CallPhase {

    private final Changes changes;
    private State state = State.DIALING;
    private boolean dialBegins;
    private boolean waitedLast;
    private Optional<String> mergedInto = Optional.empty();
    private Optional<Instant> endedAt = Optional.empty();

    /** @param changes of its call */
    CallPhase(Changes changes) {
        this.changes = changes;
    }

    /** Somebody begins to be dialed. */
    void dialBegins() {
        dialBegins = true;
        changes.happened();
    }

    /** The PBX answers the caller itself, e.g. by a voice mailbox: anyone who rang before rings no longer. */
    void takenByPbx(LegInProgress caller, List<LegInProgress> legs) {
        boolean somebody = legs.stream().anyMatch(leg -> leg.ringing() || leg.justPickedUp()
                || leg.dialledBy().isPresent() && leg.isAnswered() && leg.alive());
        if (state == State.RINGING && caller.incoming() && !somebody) {
            state = State.DIALING;
            changes.happened();
        }
    }

    /** @param talking those of the legs who hear one another now */
    void follow(List<LegInProgress> legs, List<LegInProgress> talking) {
        State before = state;
        state = CallSummary.state(legs, talking, before, dialBegins);
        waitedLast = state == State.WAITING || waitedLast && !dialBegins;
        if (state != before || dialBegins) {
            changes.happened();
        }
        dialBegins = false;
    }

    State state() {
        return isOver() ? State.ENDED : state;
    }

    /** It goes on as part of the call with this Linkedid. */
    void mergesInto(String linkedId) {
        mergedInto = Optional.of(linkedId);
        changes.happened();
    }

    /** Linkedid of the call that it became part of. */
    Optional<String> mergedInto() {
        return mergedInto;
    }

    /** The first time counts. */
    void ends(Instant at) {
        endedAt = endedAt.or(() -> Optional.of(at));
    }

    Optional<Instant> endedAt() {
        return endedAt;
    }

    boolean isOver() {
        return endedAt.isPresent();
    }

    /** Whether the caller was back among the waiting after the last phone had been rung. */
    boolean waitedLast() {
        return waitedLast;
    }

    /** Whether much can have happened without a trace: nobody waits or is rung, so they were about to. */
    boolean isBetweenStates(List<LegInProgress> legs) {
        return state == State.DIALING || state == State.RINGING && legs.stream().noneMatch(LegInProgress::ringing);
    }
}
