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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.ofbiz.asterisk.acd.AcdListener;
import org.apache.ofbiz.asterisk.acd.Answer;
import org.apache.ofbiz.asterisk.acd.Effect;
import org.apache.ofbiz.asterisk.acd.PbxDirectory;
import org.apache.ofbiz.asterisk.acd.agents.AgentCommands;
import org.apache.ofbiz.asterisk.acd.calls.UserCalls;
import org.apache.ofbiz.asterisk.acd.control.Dialer;
import org.apache.ofbiz.asterisk.acd.offers.OfferNotifier;
import org.apache.ofbiz.asterisk.acd.offers.OfferRegistry;
import org.apache.ofbiz.asterisk.acd.threads.Decisions;
import org.apache.ofbiz.asterisk.acd.threads.TaskScheduler;
import org.apache.ofbiz.asterisk.call.PbxCommands;
import org.apache.ofbiz.asterisk.call.claims.SharedClaims;

/**
 * Turns the effects of a decision into work. Listeners' events are queued in the order of the decisions; everything else is returned, for
 * the time after the lock is released.
 */
final class EffectRunner {

    private final Lock decisions;
    private final Map<Long, CompletableFuture<Answer>> claims;
    private final OfferRegistry offers;
    private final OfferNotifier notifier;
    private final AgentCommands agents;
    private final TaskScheduler tasks;
    private final Dialer dialer;
    private final PbxDirectory pbxes;
    private final UserCalls calls;

    /** Where later decisions are taken, and listeners hear of them. */
    interface Lock extends Decisions {
        /** Queues an event for every listener. Call during a decision. */
        void tell(Consumer<AcdListener> event);
    }

    /**
     * @param claims    open claims by turn; guarded by the caller's lock
     * @param calls     guarded by the same lock
     */
    EffectRunner(Lock decisions, Map<Long, CompletableFuture<Answer>> claims, OfferRegistry offers,
                 OfferNotifier notifier, AgentCommands agents, TaskScheduler tasks, Dialer dialer, PbxDirectory pbxes,
                 UserCalls calls) {
        this.decisions = decisions;
        this.claims = claims;
        this.offers = offers;
        this.notifier = notifier;
        this.agents = agents;
        this.tasks = tasks;
        this.dialer = dialer;
        this.pbxes = pbxes;
        this.calls = calls;
    }

    /** Call under the lock. @return what to run, in this order, after the lock is released */
    List<Runnable> order(List<Effect> effects) {
        Work work = new Work();
        effects.forEach(effect -> effect.dispatch(work));
        return work.later;
    }

    /** A later decision on one call that may change who has it. */
    private void decideLater(String callId, Supplier<List<Effect>> decision) {
        decisions.decide(effects -> {
            effects.addAll(calls.lostFirst(decision.get()));
            return effects.addAll(calls.claimerChanged(callId, offers.claimer(callId)));
        });
    }

    private final class Work implements Effect.Handler {
        private final List<Runnable> later = new ArrayList<>();

        @Override
        public void announce(Effect.Announce effect) {
            later.add(() -> notifier.announce(effect));
        }

        @Override
        public void lookUp(Effect.LookUp effect) {
            later.add(() -> notifier.lookUp(effect));
        }

        @Override
        public void offered(Effect.Offered effect) {
            decisions.tell(listener -> listener.offered(effect.offer(), effect.users()));
        }

        @Override
        public void offerChanged(Effect.OfferChanged effect) {
            decisions.tell(listener -> listener.offerChanged(effect.offer(), effect.users()));
        }

        @Override
        public void findEarlier(Effect.FindEarlier effect) {
            later.add(() -> notifier.findEarlier(effect));
        }

        @Override
        public void withdrawn(Effect.Withdrawn effect) {
            decisions.tell(listener -> listener.withdrawn(effect.withdrawal(), effect.users(), effect.exceptSession()));
        }

        @Override
        public void callChanged(Effect.CallChanged effect) {
            decisions.tell(listener -> listener.callChanged(effect.call(), effect.user()));
        }

        @Override
        public void callToWriteUp(Effect.CallToWriteUp effect) {
            calls.ended(effect.callId(), effect.user()).ifPresent(call ->
                    decisions.tell(listener -> listener.callChanged(call, effect.user())));
        }

        @Override
        public void sendCaller(Effect.SendCaller effect) {
            SharedClaims.Claim claim = new SharedClaims.Claim(effect.callId(), effect.serverId(), effect.turn(), effect.by().userLoginId(),
                    effect.phone().peerId());
            later.add(() -> pbxes.claims().take(claim).thenCompose(failure -> failure.isPresent()
                    ? CompletableFuture.completedFuture(new PbxCommands.Result(failure)) : sendKept(effect))
                    .exceptionally(problem -> PbxCommands.Result.failed(PbxCommands.Failure.Kind.REFUSED, String.valueOf(problem)))
                    .thenAccept(result -> {
                        Supplier<List<Effect>> decision = () -> offers.redirected(effect.callId(), effect.turn(), effect.redirect(), result);
                        tasks.run("taking the answer to a Redirect", () -> decideLater(effect.callId(), decision), () -> { });
                    }));
        }

        /** Keeping the claim may have taken a while: a caller whom somebody else has now isn't pulled out of there. */
        private CompletionStage<PbxCommands.Result> sendKept(Effect.SendCaller effect) {
            boolean stands = decisions.decide(effects -> offers.stands(effect.callId(), effect.turn()));
            return stands ? dialer.claim(effect.serverId(), effect.redirect(), effect.phone()) : CompletableFuture.completedFuture(
                    PbxCommands.Result.failed(PbxCommands.Failure.Kind.NOT_KEPT, "the claim was over before it was kept"));
        }

        @Override
        public void returnCaller(Effect.ReturnCaller effect) {
            later.add(() -> pbxes.commands(effect.serverId()).ifPresent(pbx -> pbx.redirect(effect.redirect())));
        }

        @Override
        public void hangUp(Effect.HangUp effect) {
            effect.rungUser().ifPresent(user -> decisions.tell(listener -> listener.ringStopped(effect.serverId(), user)));
            later.add(() -> pbxes.commands(effect.serverId()).ifPresent(pbx -> pbx.hangup(effect.channelName())));
        }

        @Override
        public void checkClaim(Effect.CheckClaim effect) {
            Supplier<List<Effect>> decision = () -> offers.check(effect.callId(), effect.turn(), effect.last());
            later.add(() -> tasks.after(effect.after(), "checking a claim", () -> decideLater(effect.callId(), decision)));
        }

        @Override
        public void claimAnswered(Effect.ClaimAnswered effect) {
            Optional.ofNullable(claims.remove(effect.turn())).ifPresent(claim -> later.add(() -> claim.complete(effect.answer())));
        }

        @Override
        public void agentChanged(Effect.AgentChanged effect) {
            decisions.tell(listener -> listener.agentChanged(effect.agent(), effect.user()));
        }

        @Override
        public void keepAgent(Effect.KeepAgent effect) {
            later.add(() -> agents.keep(effect));
        }

        @Override
        public void keepPause(Effect.KeepPause effect) {
            later.add(() -> agents.keep(effect));
        }

        @Override
        public void showOffers(Effect.ShowOffers effect) {
            later.add(() -> notifier.showOffers(effect));
        }

        @Override
        public void findWrapUp(Effect.FindWrapUp effect) {
            later.add(() -> agents.findWrapUp(effect));
        }

        @Override
        public void checkWrapUp(Effect.CheckWrapUp effect) {
            later.add(() -> agents.checkLater(effect));
        }

        @Override
        public void checkGone(Effect.CheckGone effect) {
            later.add(() -> agents.checkGone(effect));
        }

        @Override
        public void claimLost(Effect.ClaimLost effect) {
            // UserCalls has already turned it into a change of the user's call
        }

        @Override
        public void claimReleased(Effect.ClaimReleased effect) {
            later.add(() -> pbxes.claims().release(effect.callId(), effect.serverId(), effect.turn()));
        }
    }
}
