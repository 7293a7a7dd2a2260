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
package org.apache.ofbiz.asterisk.call.leg;

import java.time.Instant;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.Outcome;

/** Where one channel is now, with what that means for its parts of the call. Not thread-safe: belongs to the tracker's thread. */
public final class LegStatus {

    private final LegParts parts;
    private Changes changes = new Changes();
    private int version;
    private LegPlace place = LegPlace.DIALPLAN;
    private HangUp hangUp = new HangUp(false, 0);
    private boolean heldAway;
    private boolean lost;
    private boolean calledBack;

    /**
     * What is known of the end of the channel.
     *
     * @param asked whether its far end asked for it, rather than the PBX
     * @param cause Q.850 cause; 0 none
     */
    public record HangUp(boolean asked, int cause) {

        HangUp because(int likely) {
            return likely == 0 || likely == cause ? this : new HangUp(asked, likely);
        }
    }

    public LegStatus(LegParts parts) {
        this.parts = parts;
    }

    /** Changes count there from now on. */
    public void countsIn(Changes ofCall) {
        changes = ofCall;
    }

    private void is(LegPlace next) {
        if (!next.equals(place)) {
            place = next;
            changes.happened();
        }
    }

    private void hangsUp(HangUp next) {
        if (!next.equals(hangUp)) {
            hangUp = next;
            version++;
            changes.happened();
        }
    }

    /** Grows with each change of what is known of its end. */
    public int version() {
        return version;
    }

    /** Two phones change places. */
    public void swap(LegStatus other) {
        Optional<LegPlace.Bridge> mine = place.bridge();
        is(place.with(other.place.bridge()));
        other.is(other.place.with(mine));
    }

    /** @param audible whether it can be heard there */
    public void entered(String bridgeId, boolean audible, Instant at) {
        if (audible) {
            parts.waitEnds(at, Outcome.ANSWERED);
        }
        heldAway(false);
        is(place.entered(bridgeId, audible));
    }

    public void left(String bridgeId, Instant at) {
        if (place.isParked() && place.isIn(bridgeId)) {
            parts.waitEnds(at, Outcome.ANSWERED);
        }
        is(place.left(bridgeId));
    }

    public void joinedConference(String name) {
        is(place.joinedConference(name));
    }

    public void musicBegins(Optional<String> groupId, Instant at) {
        is(place.musicBegins());
        if (place.waiting() && !leaving()) {
            parts.waits(at, "", groupId, "");
        }
    }

    /** Whether a command has put it on hold, in no bridge. */
    public void heldAway(boolean on) {
        if (heldAway != on) {
            heldAway = on;
            changes.happened();
        }
    }

    public boolean isHeldAway() {
        return heldAway;
    }

    public void musicEnds(Instant at) {
        heldAway(false);
        is(place.musicEnds(leaving()));
        if (!place.waiting() && place.bridge().isEmpty()) {
            parts.waitEnds(at, Outcome.CANCELLED);
        }
    }

    /** Somebody is dialed for it: the music, where it is not in a queue, is to be heard in place of ringing. */
    public void dials(Instant at) {
        if (place.waiting() && place.queue().isEmpty()) {
            is(place.musicEnds(false));
            parts.musicWasForRinging(at);
        }
    }

    public void joinedQueue(String name, String inDialplan, Optional<String> group, Instant at) {
        is(place.joinedQueue(name));
        parts.waits(at, name, group, inDialplan);
    }

    /** It is to wait where another waited for it, who is gone now. @return the group of that wait */
    public Optional<String> takesQueueOf(LegStatus other, Instant at) {
        Optional<String> group = parts.takesWaitOf(other.parts, at);
        is(place.joinedQueue(other.place.queue().orElseThrow()));
        other.is(other.place.leftQueue(false));
        return group;
    }

    public void leftQueue(String inDialplan, Instant at) {
        if (place.queue().isPresent()) {
            parts.leavesQueue(at, leaving(), inDialplan);
        }
        is(place.leftQueue(leaving()));
    }

    /** It puts the others on hold, or takes them back. @return whether that is new */
    public boolean held(boolean on) {
        boolean before = place.hold() != LegPlace.Hold.NONE;
        is(place.held(on));
        return before != (place.hold() != LegPlace.Hold.NONE);
    }

    /** Its phone is called for whom it had handed over before. */
    public void calledBack() {
        calledBack = true;
        changes.happened();
    }

    public boolean isCalledBack() {
        return calledBack;
    }

    /** It is with whom it put on hold, wherever they are by now. */
    public void isBack() {
        is(place.isBack());
    }

    /** Its far end is about to hang up. */
    public void leaves(int likelyCause) {
        hangsUp(new HangUp(true, hangUp.cause()).because(likelyCause));
    }

    /** Its PBX is lost, and it with it. */
    public void isLost() {
        lost = true;
    }

    /** Whether it ended since its PBX was lost. */
    public boolean wasLost() {
        return lost;
    }

    public void endsBecause(int cause) {
        hangsUp(hangUp.because(cause));
    }

    public void ended() {
        heldAway(false);
        is(place.ended());
    }

    /** Whether its far end hung up, rather than the PBX. */
    public boolean leaving() {
        return hangUp.asked();
    }

    public int cause() {
        return hangUp.cause();
    }

    public boolean waiting() {
        return place.waiting();
    }

    public boolean isHeld() {
        return place.isHolding();
    }

    /** Whether it put somebody on hold, and has gone elsewhere and come back since. */
    public boolean comesBack() {
        return place.comesBack();
    }

    /** Whether it waits where nobody hears it, e.g. in a parking space. */
    public boolean isParked() {
        return place.isParked();
    }

    public boolean hasTalked() {
        return place.beenInBridge();
    }

    public Optional<String> queue() {
        return place.queue();
    }

    /** The conference that it is or was in. */
    public Optional<String> conference() {
        return place.conference();
    }

    /** The bridge where it can be heard, or waits alone. */
    public Optional<String> bridge() {
        return place.bridge().map(LegPlace.Bridge::id);
    }

    public boolean isIn(String bridgeId) {
        return place.isIn(bridgeId);
    }

    /** Whether it is in a bridge where it can be heard. */
    public boolean isInRoom() {
        return place.bridge().isPresent() && place.bridge().get().audible();
    }

    /** Whether both can hear each other. */
    public boolean isTogetherWith(LegStatus other) {
        return place.isTogetherWith(other.place);
    }

    /** The bridge where it can be heard. */
    public Optional<String> room() {
        return place.room();
    }
}
