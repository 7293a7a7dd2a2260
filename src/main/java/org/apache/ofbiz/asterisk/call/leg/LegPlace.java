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

import java.util.Optional;

/**
 * Where one channel is: in a bridge, in a queue, with music. These are independent of each other: a queue lets go of its caller some time
 * after it put them into a bridge, and a conference keeps its name for anyone who left it. Every transition is pure and total.
 *
 * @param bridge       the bridge that it is in
 * @param beenInBridge whether it is or was in any
 * @param waiting      whether it waits for somebody: in a queue, or with music outside any bridge
 * @param queue        the queue that it is a caller of
 * @param conference   the conference that it is or was in
 * @param hold         whether it put the others on hold
 * @param heldIn       the bridge where it did; empty for none
 */
record LegPlace(Optional<Bridge> bridge, boolean beenInBridge, boolean waiting, Optional<String> queue, Optional<String> conference, Hold hold,
                String heldIn) {

    /** In the dialplan. */
    static final LegPlace DIALPLAN = new LegPlace(Optional.empty(), false, false, Optional.empty(), Optional.empty(), Hold.NONE, "");

    /** @param audible whether others hear it there; false for a place where each waits alone, e.g. a parking lot */
    record Bridge(String id, boolean audible) {
    }

    /** Who puts others on hold, goes elsewhere to ask somebody, and comes back, has taken them back. */
    enum Hold {
        NONE, HERE, ELSEWHERE
    }

    LegPlace entered(String bridgeId, boolean audible) {
        Hold now = hold == Hold.HERE && !isIn(bridgeId) ? Hold.ELSEWHERE : hold;
        return new LegPlace(Optional.of(new Bridge(bridgeId, audible)), true, false, queue, conference, now, heldIn);
    }

    /** What is told of a bridge that it has left already means nothing. */
    LegPlace left(String bridgeId) {
        return isIn(bridgeId) ? with(Optional.empty()) : this;
    }

    /** In the bridge where another is: two phones have changed places. */
    LegPlace with(Optional<Bridge> another) {
        return new LegPlace(another, beenInBridge, waiting, queue, conference, hold, heldIn);
    }

    LegPlace joinedConference(String name) {
        return new LegPlace(bridge, beenInBridge, waiting, queue, Optional.of(name), hold, heldIn);
    }

    /** Music inside a bridge is hold music or a parking place, not waiting. */
    LegPlace musicBegins() {
        return waiting(bridge.isEmpty());
    }

    /** @param leaving a caller who is about to hang up, or hears an announcement in a queue, has not been sent anywhere */
    LegPlace musicEnds(boolean leaving) {
        return waiting(waiting && (leaving || queue.isPresent()));
    }

    LegPlace joinedQueue(String name) {
        return new LegPlace(bridge, beenInBridge, true, Optional.of(name), conference, hold, heldIn);
    }

    /** @param leaving who is about to hang up waits until then */
    LegPlace leftQueue(boolean leaving) {
        return new LegPlace(bridge, beenInBridge, waiting && leaving, Optional.empty(), conference, hold, heldIn);
    }

    /** Who swaps between two others puts the one on hold that they leave, and takes the other back: each in the bridge where that one is. */
    LegPlace held(boolean on) {
        boolean elsewhere = hold == Hold.ELSEWHERE && !heldIn.isEmpty() && bridge.isPresent() && !isIn(heldIn);
        if (elsewhere) {
            return this;
        }
        return new LegPlace(bridge, beenInBridge, waiting, queue, conference, on ? Hold.HERE : Hold.NONE,
                on ? bridge.map(Bridge::id).orElse("") : "");
    }

    /** It is with whom it put on hold, wherever they are by now. */
    LegPlace isBack() {
        return new LegPlace(bridge, beenInBridge, waiting, queue, conference, hold, "");
    }

    /** The channel is gone. */
    LegPlace ended() {
        return new LegPlace(Optional.empty(), beenInBridge, false, queue, conference, hold, heldIn);
    }

    private LegPlace waiting(boolean on) {
        return on == waiting ? this : new LegPlace(bridge, beenInBridge, on, queue, conference, hold, heldIn);
    }

    boolean isIn(String bridgeId) {
        return bridge.isPresent() && bridge.get().id().equals(bridgeId);
    }

    boolean isHolding() {
        return hold == Hold.HERE;
    }

    /** Whether it put somebody on hold, and has gone elsewhere and come back since. */
    boolean comesBack() {
        return hold == Hold.ELSEWHERE;
    }

    /** Whether it waits where nobody hears it, e.g. in a parking space. */
    boolean isParked() {
        return bridge.isPresent() && !bridge.get().audible();
    }

    /** The bridge where it can be heard. */
    Optional<String> room() {
        return bridge.filter(Bridge::audible).map(Bridge::id);
    }

    /** Whether both can hear each other. */
    boolean isTogetherWith(LegPlace other) {
        return bridge.isPresent() && bridge.get().audible() && other.bridge.isPresent() && bridge.get().equals(other.bridge.get());
    }
}
