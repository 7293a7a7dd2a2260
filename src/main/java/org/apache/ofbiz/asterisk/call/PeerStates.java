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
package org.apache.ofbiz.asterisk.call;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How each phone and line of one server is, as the PBX told it last: whether it is there, and what it does. Two facts make the state:
 * what the PBX says of the device, and whether it is registered. Thread-safe.
 */
public final class PeerStates {

    /** What can be said of a phone or line in one word. */
    public enum State {
        /** The PBX has not told: not connected, or it does not follow this device. */
        UNKNOWN,
        /** A phone that has not told the PBX where it is. */
        UNREGISTERED,
        /** Registered, or a line with an address of its own, but it does not answer. */
        UNAVAILABLE,
        IDLE,
        RINGING,
        IN_USE,
        /** In as many calls as it takes, or it wants none. */
        BUSY,
        ON_HOLD;

        /** Empty where nobody knows: a line that does not answer need not register. */
        public Optional<Boolean> registered() {
            return this == UNKNOWN || this == UNAVAILABLE ? Optional.empty() : Optional.of(this != UNREGISTERED);
        }
    }

    /** Ten times what one PBX has; of others, which only a broken or hostile one tells of, nothing is kept. */
    private static final int MOST = 100_000;

    /** Guards all below. */
    private final Object lock = new Object();
    private final Map<String, Known> known = new HashMap<>();
    private long changes;

    /** @param name endpoint name, as the channel name has it after the slash */
    public State of(String technology, String name) {
        synchronized (lock) {
            Known peer = known.get(key(technology, name));
            return peer == null ? State.UNKNOWN : peer.state();
        }
    }

    /** All that are known, by {@code TECHNOLOGY/name}. A copy. */
    public Map<String, State> all() {
        Map<String, State> all = new HashMap<>();
        synchronized (lock) {
            known.forEach((key, peer) -> all.put(key, peer.state()));
        }
        return all;
    }

    /** The PBX tells of a change. {@code device} or {@code registered} are empty where it does not tell of that. */
    public void changed(String technology, String name, Optional<State> device, Optional<Boolean> registered) {
        synchronized (lock) {
            changes++;
            Known before = known.getOrDefault(key(technology, name), Known.NOTHING);
            put(technology, name, new Known(device.orElse(before.device()), registered.or(before::registered), changes));
        }
    }

    /** To be called before the PBX is asked for a list: what changes from now on is newer than that list. */
    public long beforeListing() {
        synchronized (lock) {
            return changes;
        }
    }

    /** One entry of a list. @param before what {@link #beforeListing()} gave */
    public void listed(long before, String technology, String name, Optional<State> device, Optional<Boolean> registered) {
        synchronized (lock) {
            Known there = known.getOrDefault(key(technology, name), Known.NOTHING);
            boolean newer = there.change() > before;
            Known merged = new Known(newer ? there.device() : device.orElse(there.device()),
                    newer && there.registered().isPresent() ? there.registered() : registered.or(there::registered), there.change());
            put(technology, name, merged);
        }
    }

    private void put(String technology, String name, Known peer) {
        String key = key(technology, name);
        if (known.size() < MOST || known.containsKey(key)) {
            known.put(key, peer);
        }
    }

    /** The connection is over: nothing is known any more. */
    public void forget() {
        synchronized (lock) {
            known.clear();
        }
    }

    private static String key(String technology, String name) {
        return technology.toUpperCase(Locale.ROOT) + '/' + name;
    }

    private record Known(State device, Optional<Boolean> registered, long change) {

        private static final Known NOTHING = new Known(State.UNKNOWN, Optional.empty(), 0);

        State state() {
            boolean away = device == State.UNAVAILABLE || device == State.UNKNOWN;
            return away && registered.equals(Optional.of(false)) ? State.UNREGISTERED : device;
        }
    }
}
