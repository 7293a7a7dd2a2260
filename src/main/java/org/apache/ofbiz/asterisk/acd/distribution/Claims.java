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

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.ofbiz.asterisk.acd.AgentDirectory;
import org.apache.ofbiz.asterisk.acd.Answer;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.acd.agents.AgentRegistry;
import org.apache.ofbiz.asterisk.acd.calls.UserCalls;
import org.apache.ofbiz.asterisk.acd.control.Dialer;
import org.apache.ofbiz.asterisk.acd.offers.CallerLookup;
import org.apache.ofbiz.asterisk.acd.offers.ClaimDecision;
import org.apache.ofbiz.asterisk.acd.offers.ClaimRequest;
import org.apache.ofbiz.asterisk.acd.offers.OfferEntry;
import org.apache.ofbiz.asterisk.acd.offers.OfferRegistry;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;

/** Decides who has claimed a call. Thread-safe. */
final class Claims {

    private final DecisionLock lock;
    private final OfferRegistry offerRegistry;
    private final AgentRegistry agents;
    private final CallsAtOnce atOnce;
    private final UserCalls calls;
    private final Map<Long, CompletableFuture<Answer>> open;
    private final LookUps lookUps;

    /** Where it looks up what decides about a claim. */
    record LookUps(AgentDirectory agents, CallerLookup callers, UserExtensions extensions, Dialer dialer) {
    }

    /**
     * @param lock guards the others
     * @param open claims that were won and whose winner does not talk yet, by turn
     */
    Claims(DecisionLock lock, OfferRegistry offerRegistry, AgentRegistry agents, CallsAtOnce atOnce, UserCalls calls,
            Map<Long, CompletableFuture<Answer>> open, LookUps lookUps) {
        this.lock = lock;
        this.offerRegistry = offerRegistry;
        this.agents = agents;
        this.atOnce = atOnce;
        this.calls = calls;
        this.open = open;
        this.lookUps = lookUps;
    }

    /** @return answered when the winner talks, or at once where somebody else has won. Looks up */
    CompletableFuture<Answer> claim(String callId, Person user, Optional<String> sessionId, Optional<String> extension) {
        ClaimRequest request = claimRequest(callId, user, sessionId, extension);
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        Optional<Refusal> refusal = lock.decide(effects -> {
            boolean available = offerRegistry.find(callId).map(OfferEntry::groupId)
                    .map(groupId -> agents.takesCallsOf(groupId, user.userLoginId())).orElse(true);
            ClaimDecision decision = offerRegistry.claim(request, available, atOnce.tooMany(callId, user.userLoginId()));
            decision.turn().ifPresent(turn -> open.put(turn, answer));
            effects.addAll(decision.effects());
            effects.addAll(calls.claimerChanged(callId, offerRegistry.claimer(callId)));
            return decision.refusal();
        });
        refusal.ifPresent(reason -> answer.complete(Answer.refused(reason)));
        return answer;
    }

    /** Whether a claim of this user can't win, as far as is known without looking up. */
    boolean isInVain(String callId, Person user) {
        synchronized (lock) {
            return offerRegistry.find(callId).filter(OfferEntry::isOpen).isEmpty() || atOnce.tooMany(callId, user.userLoginId()).isPresent();
        }
    }

    /** Looks up what decides about a claim. */
    private ClaimRequest claimRequest(String callId, Person user, Optional<String> sessionId, Optional<String> extension) {
        Set<String> groupIds = lookUps.callers().groupIds(user);
        Optional<OfferEntry> offer;
        synchronized (lock) {
            offer = offerRegistry.find(callId);
        }
        boolean enabled = offer.map(OfferEntry::groupId).filter(id -> groupIds.contains(id) || lookUps.agents().group(id).isPresent()).isPresent();
        List<Peer> own = lookUps.extensions().of(user.userLoginId()).stream().filter(phone -> lookUps.dialer().mayRing(user, phone)).toList();
        Map<String, Peer> ways = offer.map(entry -> lookUps.dialer().ways(entry.call().serverId(), own)).orElse(Map.of());
        return new ClaimRequest(callId, user, sessionId, groupIds, enabled, own, lookUps.dialer().unregistered(own), extension, ways);
    }
}
