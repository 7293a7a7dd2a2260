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
package org.apache.ofbiz.asterisk.acd.distribution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.acd.Effect;
import org.apache.ofbiz.asterisk.acd.Group;
import org.apache.ofbiz.asterisk.acd.agents.AgentRegistry;
import org.apache.ofbiz.asterisk.acd.offers.OfferEntry;
import org.apache.ofbiz.asterisk.acd.offers.OfferRegistry;
import org.apache.ofbiz.asterisk.acd.offers.WaitTimes;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;

/** How many calls agents may have at once, in groups where that is more than one. Not thread-safe: asked under the lock of the distributor. */
final class CallsAtOnce {

    private final OfferRegistry offers;
    private final AgentRegistry agents;
    /** Phones that ring or rang in calls of groups, by callId and Uniqueid: whether they are told to stop. */
    private final Map<String, Map<String, Boolean>> stopped = new HashMap<>();

    CallsAtOnce(OfferRegistry offers, AgentRegistry agents) {
        this.offers = offers;
        this.agents = agents;
    }

    /** How many calls this user may have to claim that one, where they have as many; claims whose phone doesn't ring yet count. */
    Optional<Integer> tooMany(String callId, String user) {
        return several(callId).map(Group::callsAtOnce).filter(most -> callsBeside(callId, user) >= most);
    }

    private int callsBeside(String callId, String user) {
        Set<String> calls = new HashSet<>(agents.callsOf(user));
        calls.addAll(offers.claimedBy(user));
        calls.remove(callId);
        return calls.size();
    }

    /** What a change of this call means for agents. */
    List<Effect> callChanged(PhoneCall call) {
        Optional<Group> group = offers.find(call.callId()).flatMap(OfferEntry::group);
        List<Effect> effects = new ArrayList<>(agents.callChanged(call, group));
        if (call.ended()) {
            stopped.remove(call.callId());
        } else {
            effects.addAll(stopPhones(call));
        }
        return effects;
    }

    /** The group of this call is known. */
    List<Effect> announced(String callId) {
        return offers.find(callId).map(OfferEntry::call).filter(call -> !call.ended()).map(this::stopPhones).orElse(List.of());
    }

    /**
     * What the queue of a group rings at phones of agents who may have several calls, though they may not have this one: it was chosen before
     * the PBX knew. Such phones are to stop, each once.
     */
    private List<Effect> stopPhones(PhoneCall call) {
        boolean queue = WaitTimes.inQueue(call);
        Optional<OfferEntry> entry = offers.find(call.callId());
        if (entry.isEmpty() || queue && entry.get().group().isEmpty()) {
            return List.of();
        }
        List<Effect> effects = new ArrayList<>();
        for (PhoneCall.Leg leg : call.legs()) {
            String id = leg.channel().uniqueId();
            Map<String, Boolean> known = stopped.getOrDefault(call.callId(), Map.of());
            if (leg.alive() && leg.answeredAt().isEmpty() && leg.side() == Peer.Type.EXTENSION && !known.containsKey(id)) {
                boolean stops = queue && several(call.callId()).filter(group -> isTooMuch(call, leg, group, known)).isPresent();
                stopped.computeIfAbsent(call.callId(), callId -> new HashMap<>()).put(id, stops);
                if (stops) {
                    effects.add(new Effect.HangUp(call.serverId(), leg.channel().name(), user(leg)));
                }
            }
        }
        return effects;
    }

    /** Who has claimed the call is rung since then; who is rung or talks at another phone may be rung at each. */
    private boolean isTooMuch(PhoneCall call, PhoneCall.Leg leg, Group group, Map<String, Boolean> known) {
        Optional<String> user = user(leg);
        boolean here = call.legs().stream().anyMatch(other -> other.alive() && user(other).equals(user)
                && (other.answeredAt().isPresent() || Boolean.FALSE.equals(known.get(other.channel().uniqueId()))));
        return user.filter(name -> !here && !offers.claimer(call.callId()).map(Person::userLoginId).equals(user)
                && (callsBeside(call.callId(), name) >= group.callsAtOnce() || agents.isInWrapUp(name))).isPresent();
    }

    private static Optional<String> user(PhoneCall.Leg leg) {
        return leg.peer().flatMap(Peer::owner).map(Person::userLoginId);
    }

    private Optional<Group> several(String callId) {
        return offers.find(callId).flatMap(OfferEntry::group).filter(Group::severalCalls);
    }
}
