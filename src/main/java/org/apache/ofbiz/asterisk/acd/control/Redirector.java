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
package org.apache.ofbiz.asterisk.acd.control;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.ofbiz.asterisk.acd.AgentDirectory;
import org.apache.ofbiz.asterisk.acd.Answer;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.acd.Refusal.Code;
import org.apache.ofbiz.asterisk.acd.DialRules;
import org.apache.ofbiz.asterisk.acd.Effect;
import org.apache.ofbiz.asterisk.acd.PbxDirectory;
import org.apache.ofbiz.asterisk.acd.calls.UserCalls;
import org.apache.ofbiz.asterisk.acd.offers.OfferRegistry;
import org.apache.ofbiz.asterisk.acd.threads.Decisions;
import org.apache.ofbiz.asterisk.call.PbxCommands;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;

/**
 * Sends calls to colleagues and queues. A call that waits is offered to nobody from the decision on, so that no claim can be won
 * beside it; where the PBX refuses, it is offered again. Thread-safe; looks things up, so it is called on workers.
 */
public final class Redirector {

    private final AgentDirectory agentDirectory;
    private final DialRules rules;
    private final PbxDirectory pbxes;
    private final Dialer dialer;
    private final Decisions decisions;
    private final OfferRegistry offerRegistry;
    private final UserCalls calls;

    public Redirector(AgentDirectory agentDirectory, DialRules rules, PbxDirectory pbxes, Dialer dialer, Decisions decisions,
            OfferRegistry offerRegistry,
                      UserCalls calls) {
        this.agentDirectory = agentDirectory;
        this.rules = rules;
        this.pbxes = pbxes;
        this.dialer = dialer;
        this.decisions = decisions;
        this.offerRegistry = offerRegistry;
        this.calls = calls;
    }

    /** @param target number or name of a phone, or name of a queue, of the call's server */
    public CompletionStage<Answer> redirect(String callId, Person user, String target) {
        return redirect(callId, user, target, false);
    }

    /** As {@link #redirect}, by somebody who supervises the call, whatever groups they are in. */
    public CompletionStage<Answer> supervised(String callId, Person user, String target) {
        return redirect(callId, user, target, true);
    }

    private CompletionStage<Answer> redirect(String callId, Person user, String target, boolean supervises) {
        Rights memberships = new Rights(agentDirectory.memberships(user.userLoginId()), supervises);
        Optional<RedirectRules> first = decisions.decide(effects -> rules(callId, user, memberships));
        Optional<Refusal> refusal = first.map(RedirectRules::refusal).orElseGet(() -> Optional.of(new Refusal(Code.CALL_UNKNOWN, "")));
        if (refusal.isPresent()) {
            return refused(refusal.get());
        }
        PhoneCall call = first.orElseThrow().call();
        RedirectTarget place = RedirectTarget.of(call, target, user, rules, pbxes);
        if (place.refusal().isPresent()) {
            return refused(place.refusal().get());
        }
        Decision decision = decisions.decide(effects -> decide(callId, user, memberships, place, effects));
        return decision.redirect().isEmpty() ? refused(decision.refusal().orElseThrow())
                : send(call, decision.redirect().get(), decision.tookOffer());
    }

    /** Either to be sent, or refused. */
    private record Decision(Optional<PbxCommands.Redirect> redirect, Optional<Refusal> refusal, boolean tookOffer) {
    }

    /** As it is now: meanwhile somebody may have claimed the call, or hung up. */
    private Decision decide(String callId, Person user, Rights memberships, RedirectTarget place, List<Effect> effects) {
        Optional<RedirectRules> now = rules(callId, user, memberships);
        Optional<Refusal> refusal = now.map(RedirectRules::refusal).orElseGet(() -> Optional.of(new Refusal(Code.CALL_UNKNOWN, "")));
        Optional<PhoneCall.Leg> otherEnd = now.flatMap(RedirectRules::otherEnd);
        if (refusal.isPresent() || otherEnd.isEmpty()) {
            return new Decision(Optional.empty(), refusal.or(() -> Optional.of(new Refusal(Code.CALLER_GONE, ""))), false);
        }
        Optional<List<Effect>> taken = offerRegistry.takeAway(now.get().call().callId());
        taken.ifPresent(effects::addAll);
        PbxCommands.Redirect redirect = place.of(otherEnd.get().channel().name());
        return new Decision(Optional.of(redirect), Optional.empty(), taken.isPresent());
    }

    private CompletionStage<Answer> send(PhoneCall call, PbxCommands.Redirect redirect, boolean tookOffer) {
        return dialer.redirect(call.serverId(), redirect).thenApply(result -> {
            if (!result.ok() && tookOffer) {
                decisions.decide(effects -> effects.addAll(offerRegistry.giveBack(call.callId())));
            }
            return result.failure().map(failure -> Answer.refused(Refusal.of(failure, redirect.extension() + "@" + redirect.context())))
                    .orElseGet(() -> Answer.done(call.callId()));
        });
    }

    private Optional<RedirectRules> rules(String callId, Person user, Rights memberships) {
        String whole = calls.whole(callId);
        return calls.find(whole).map(call -> new RedirectRules(call, offerRegistry.find(whole), user,
                calls.takesPart(callId, user.userLoginId()) || calls.takesPart(whole, user.userLoginId()),
                calls.of(user.userLoginId()).stream().anyMatch(mine -> mine.call().callId().equals(whole)
                        && (mine.state() == PhoneCall.State.TALKING || mine.state() == PhoneCall.State.HELD)),
                memberships.isIn(call, false), memberships.isIn(call, true), offerRegistry.wasTold(whole, user.userLoginId())));
    }

    /** @param supervises the call, whatever groups they are in */
    private record Rights(List<AgentDirectory.Membership> memberships, boolean supervises) {

        boolean isIn(PhoneCall call, boolean asSupervisor) {
            return supervises || memberships.stream().anyMatch(membership -> call.groupId().equals(Optional.of(membership.group().groupId()))
                    && (!asSupervisor || membership.isSupervisor()));
        }
    }

    private static CompletionStage<Answer> refused(Refusal refusal) {
        return CompletableFuture.completedFuture(Answer.refused(refusal));
    }
}
