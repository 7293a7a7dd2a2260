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
package org.apache.ofbiz.asterisk.call.tracking;

import java.time.Instant;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.Outcome;

/** Where one channel is: in a bridge, a queue, a parking space or with hold music. Not thread-safe: belongs to the tracker's thread. */
final class LegStatus {

    private final LegParts parts;
    private boolean waiting;
    private boolean held;
    private boolean holds;
    private boolean leaving;
    private boolean talked;
    private boolean alone;
    private Optional<String> conference = Optional.empty();
    private Optional<String> queue = Optional.empty();
    private Optional<String> bridge = Optional.empty();

    LegStatus(LegParts parts) {
        this.parts = parts;
    }

    /** Two phones change places. */
    void swap(LegStatus other) {
        Optional<String> room = bridge;
        bridge = other.bridge;
        other.bridge = room;
        boolean lonely = alone;
        alone = other.alone;
        other.alone = lonely;
    }

    /** @param audible whether it can be heard there */
    void entered(String bridgeId, boolean audible, Instant at) {
        if (!bridge.equals(Optional.of(bridgeId))) {
            held = false;
        }
        if (audible) {
            parts.waitEnds(at, Outcome.ANSWERED);
        }
        bridge = Optional.of(bridgeId);
        alone = !audible;
        talked = true;
        waiting = false;
    }

    void left(String bridgeId, Instant at) {
        if (bridge.equals(Optional.of(bridgeId))) {
            if (alone) {
                parts.waitEnds(at, Outcome.ANSWERED);
            }
            bridge = Optional.empty();
            alone = false;
        }
    }

    void joinedConference(String name) {
        conference = Optional.of(name);
    }

    /** Music inside a bridge is hold music or a parking place, not waiting. */
    void musicBegins(Optional<String> groupId, Instant at) {
        waiting = bridge.isEmpty();
        if (waiting && !leaving) {
            parts.waits(at, "", groupId, "");
        }
    }

    /** A caller who is about to hang up, or hears an announcement in a queue, has not been sent anywhere. */
    void musicEnds(Instant at) {
        waiting = waiting && (leaving || queue.isPresent());
        if (!waiting && bridge.isEmpty()) {
            parts.waitEnds(at, Outcome.CANCELLED);
        }
    }

    void joinedQueue(String name, String place, Optional<String> group, Instant at) {
        queue = Optional.of(name);
        waiting = true;
        parts.waits(at, name, group, place);
    }

    /** Who has not hung up, and is not elsewhere in the dialplan already, has been given up by the queue. */
    void leftQueue(String place, Instant at) {
        if (queue.isPresent()) {
            parts.leavesQueue(at, leaving, place);
        }
        queue = Optional.empty();
        waiting = waiting && leaving;
    }

    /** @return whether that is new */
    boolean held(boolean on) {
        boolean changed = holds != on;
        held = on;
        holds = on;
        return changed;
    }

    /** Its far end is about to hang up. */
    void leaves() {
        leaving = true;
    }

    void ended() {
        waiting = false;
        alone = false;
        bridge = Optional.empty();
    }

    boolean leaving() {
        return leaving;
    }

    boolean waiting() {
        return waiting;
    }

    boolean isHeld() {
        return held;
    }

    /** Whether it put somebody on hold, and has gone elsewhere and come back since. */
    boolean comesBack() {
        return holds && !held;
    }

    /** Whether it waits where nobody hears it, e.g. in a parking space. */
    boolean isParked() {
        return alone;
    }

    boolean hasTalked() {
        return talked;
    }

    Optional<String> queue() {
        return queue;
    }

    /** The conference that it is or was in. */
    Optional<String> conference() {
        return conference;
    }

    /** The bridge where it can be heard, or waits alone. */
    Optional<String> bridge() {
        return bridge;
    }

    /** The bridge where it can be heard. */
    Optional<String> room() {
        return alone ? Optional.empty() : bridge;
    }
}
