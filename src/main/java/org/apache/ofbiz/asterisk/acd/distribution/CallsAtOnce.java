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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.acd.Effect;
import org.apache.ofbiz.asterisk.acd.Group;
import org.apache.ofbiz.asterisk.acd.agents.AgentRegistry;
import org.apache.ofbiz.asterisk.acd.offers.OfferEntry;
import org.apache.ofbiz.asterisk.acd.offers.OfferRegistry;
import org.apache.ofbiz.asterisk.acd.offers.WaitTimes;
import org.apache.ofbiz.asterisk.call.PhoneCall;

/** How many calls agents may have at once, in groups where that is more than one. Not thread-safe: asked under the lock of the distributor. */
record CallsAtOnce(OfferRegistry offers, AgentRegistry agents) {

    /** How many calls this user may have to claim that one, where they have as many; claims whose phone doesn't ring yet count. */
    Optional<Integer> tooMany(String callId, String user) {
        return several(callId).map(Group::callsAtOnce).filter(most -> {
            Set<String> calls = new HashSet<>(agents.callsOf(user));
            calls.addAll(offers.claimedBy(user));
            calls.remove(callId);
            return calls.size() >= most;
        });
    }

    /** What a change of this call means for agents. */
    List<Effect> callChanged(PhoneCall call) {
        Optional<Group> group = offers.find(call.callId()).flatMap(OfferEntry::group);
        Set<String> before = agents.usersIn(call.callId());
        List<Effect> effects = new ArrayList<>(agents.callChanged(call, group));
        if (!call.ended() && WaitTimes.inQueue(call)) {
            several(call.callId()).ifPresent(known -> effects.addAll(agents.ringsTooMuch(call, known, offers.claimer(call.callId()),
                    before)));
        }
        return effects;
    }

    private Optional<Group> several(String callId) {
        return offers.find(callId).flatMap(OfferEntry::group).filter(Group::severalCalls);
    }
}
