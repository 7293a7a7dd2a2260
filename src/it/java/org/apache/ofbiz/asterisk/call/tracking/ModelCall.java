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

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One real call of {@link ModelPbx}, as a person would know it. */
final class ModelCall {

    /** What the customer does. */
    enum Place {
        WAITING, RUNG_FOR, TALKING, PARKED, OVER
    }

    private final String id;
    private final String line;
    private final boolean queued;
    private final List<String> agents = new ArrayList<>();
    private final Set<String> talked = new LinkedHashSet<>();
    private Place place = Place.WAITING;
    private Optional<String> ringing = Optional.empty();
    private String bridge = "";
    private boolean held;
    private boolean dialledByTrunk;

    ModelCall(String id, String line, boolean queued) {
        this.id = id;
        this.line = line;
        this.queued = queued;
    }

    /** Uniqueid of its first channel. */
    String id() {
        return id;
    }

    /** Uniqueid of the customer's channel. */
    String line() {
        return line;
    }

    boolean queued() {
        return queued && !dialledByTrunk;
    }

    void leavesQueue() {
        dialledByTrunk = true;
    }

    Place place() {
        return place;
    }

    void is(Place now) {
        place = now;
    }

    /** Uniqueid of the phone that rings. */
    Optional<String> ringing() {
        return ringing;
    }

    void rings(String phone) {
        ringing = Optional.of(phone);
        place = Place.RUNG_FOR;
    }

    void ringsNoMore() {
        ringing = Optional.empty();
    }

    /** Uniqueid of the phone that talks. */
    String agent() {
        return agents.get(agents.size() - 1);
    }

    void talks(String channel, String peer, String inBridge) {
        agents.add(channel);
        talked.add(peer);
        bridge = inBridge;
        place = Place.TALKING;
        ringing = Optional.empty();
        held = false;
    }

    String bridge() {
        return bridge;
    }

    void isIn(String other) {
        bridge = other;
    }

    boolean held() {
        return held;
    }

    void held(boolean on) {
        held = on;
    }

    /** Names of the phones that talked with the customer, in order. */
    List<String> talked() {
        return List.copyOf(talked);
    }
}
