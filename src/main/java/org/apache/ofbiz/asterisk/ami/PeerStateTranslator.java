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
package org.apache.ofbiz.asterisk.ami;

import java.util.Locale;
import java.util.Optional;
import org.apache.ofbiz.asterisk.ami.wire.AmiMessage;
import org.apache.ofbiz.asterisk.call.PeerStates;
import org.apache.ofbiz.asterisk.call.PeerStates.State;

/**
 * What Asterisk says of its devices, into {@link PeerStates}. DeviceStateChange tells what a device does, for all channel drivers;
 * ContactStatus (PJSIP) and PeerStatus (the others) whether it is registered. A phone that registers again is not told of (measured).
 * Thread-safe.
 */
final class PeerStateTranslator {

    private PeerStateTranslator() {
    }

    /** Takes an event that happened; any other is ignored. */
    static void happened(AmiMessage m, PeerStates states) {
        switch (m.event()) {
        case "DeviceStateChange" -> device(m.get("Device")).ifPresent(peer ->
                states.changed(peer.technology(), peer.name(), Optional.of(state(m.get("State"))), Optional.empty()));
        case "ContactStatus" -> contact(m, states);
        case "PeerStatus" -> device(m.get("Peer")).filter(peer -> !"PJSIP".equals(peer.technology())).ifPresent(peer ->
                states.changed(peer.technology(), peer.name(), Optional.empty(), registered(m.get("PeerStatus"))));
        default -> { }
        }
    }

    private static void contact(AmiMessage m, PeerStates states) {
        Optional<Boolean> registered = registered(m.get("ContactStatus"));
        if (m.has("EndpointName")) {
            states.changed("PJSIP", m.get("EndpointName"), Optional.empty(), registered);
        }
    }

    /** Empty where the word says nothing of it, e.g. that a phone answers slowly. */
    private static Optional<Boolean> registered(String word) {
        return switch (word) {
        case "Removed", "Unregistered", "Rejected" -> Optional.of(false);
        case "Created", "Reachable", "Registered", "NonQualified", "Unreachable", "Updated" -> Optional.of(true);
        default -> Optional.empty();
        };
    }

    /** A device as Asterisk names it; empty for what is none of a peer's, e.g. {@code Queue:support}. */
    static Optional<Device> device(String name) {
        int slash = name.indexOf('/');
        return slash < 1 || slash == name.length() - 1 ? Optional.empty()
                : Optional.of(new Device(name.substring(0, slash), name.substring(slash + 1)));
    }

    /** In the spelling of events ({@code NOT_INUSE}) or of lists ({@code Not in use}). */
    static State state(String words) {
        return switch (letters(words.toUpperCase(Locale.ROOT))) {
        case "NOTINUSE" -> State.IDLE;
        case "INUSE" -> State.IN_USE;
        case "RINGING", "RINGINUSE", "RINGINGINUSE" -> State.RINGING;
        case "BUSY" -> State.BUSY;
        case "ONHOLD" -> State.ON_HOLD;
        case "UNAVAILABLE", "INVALID" -> State.UNAVAILABLE;
        default -> State.UNKNOWN;
        };
    }

    private static String letters(String words) {
        StringBuilder letters = new StringBuilder(words.length());
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                letters.append(c);
            }
        }
        return letters.toString();
    }

    record Device(String technology, String name) {
    }
}
