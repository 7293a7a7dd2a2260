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

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.Channel;
import org.apache.ofbiz.asterisk.call.leg.LegInProgress;
import org.apache.ofbiz.asterisk.call.progress.CallInProgress;

/**
 * The legs that have not hung up, by the id and the name of their channel, and the call of each. What it is asked costs the same however
 * many there are. Not thread-safe: belongs to the tracker's thread.
 */
final class LegIndex {

    private final Map<String, LegInProgress> byId = new HashMap<>();
    private final Map<String, LegInProgress> byName = new HashMap<>();
    private final Map<LegInProgress, CallInProgress> calls = new HashMap<>();

    void add(LegInProgress leg, CallInProgress call) {
        byId.put(leg.channel().uniqueId(), leg);
        byName.put(leg.channel().name(), leg);
        calls.put(leg, call);
    }

    void remove(LegInProgress leg) {
        byId.remove(leg.channel().uniqueId());
        byName.remove(leg.channel().name(), leg);
        calls.remove(leg);
    }

    /** The channel of the leg is named so now. */
    void named(LegInProgress leg, Channel channel) {
        if (!leg.channel().name().equals(channel.name())) {
            byName.remove(leg.channel().name(), leg);
            byName.put(channel.name(), leg);
        }
        leg.named(channel);
    }

    /** Two phones change channels: each keeps its name and goes on under the other's id. */
    void swap(LegInProgress one, LegInProgress other) {
        byId.put(one.channel().uniqueId(), other);
        byId.put(other.channel().uniqueId(), one);
        other.changesPlaces(one);
    }

    /** These legs belong to another call now, as far as they have not hung up. */
    void move(List<LegInProgress> legs, CallInProgress to) {
        legs.forEach(leg -> calls.computeIfPresent(leg, (key, before) -> to));
    }

    Optional<LegInProgress> byId(String uniqueId) {
        return Optional.ofNullable(byId.get(uniqueId));
    }

    Optional<LegInProgress> byName(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The call that the leg belongs to; empty once it has hung up. */
    Optional<CallInProgress> callOf(LegInProgress leg) {
        return Optional.ofNullable(calls.get(leg));
    }

    /** All of them now, which does not change. */
    List<LegInProgress> copy() {
        return List.copyOf(byId.values());
    }

    Collection<LegInProgress> all() {
        return byId.values();
    }

    boolean isEmpty() {
        return byId.isEmpty() && byName.isEmpty() && calls.isEmpty();
    }
}
