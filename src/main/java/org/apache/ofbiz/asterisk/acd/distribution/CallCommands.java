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

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.ofbiz.asterisk.acd.Answer;
import org.apache.ofbiz.asterisk.acd.CallControl;
import org.apache.ofbiz.asterisk.acd.Refusal.Code;
import org.apache.ofbiz.asterisk.acd.calls.UserCalls;
import org.apache.ofbiz.asterisk.acd.control.Dialer;
import org.apache.ofbiz.asterisk.acd.control.Redirector;
import org.apache.ofbiz.asterisk.acd.incall.InCallControl;
import org.apache.ofbiz.asterisk.acd.offers.CallerLookup;
import org.apache.ofbiz.asterisk.acd.offers.OfferEntry;
import org.apache.ofbiz.asterisk.acd.offers.OfferRegistry;
import org.apache.ofbiz.asterisk.acd.threads.TaskScheduler;
import org.apache.ofbiz.asterisk.call.Person;

/** What users ask of calls: to claim, place, send on or hang up one, or to look up who calls. May block, so {@code workers} do it. Thread-safe. */
final class CallCommands {

    /** How long an Originate that the PBX took may stay without any event before it is forgotten; longer than a phone may ring. */
    static final Duration UNHEARD = Duration.ofMinutes(10);

    private final TaskScheduler workers;
    private final Claims claims;
    private final Dialer dialer;
    private final Redirector redirector;
    private final InCallControl handling;
    private final CallerLookup callerLookup;
    private final DecisionLock lock;
    private final OfferRegistry offerRegistry;
    private final UserCalls calls;

    /**
     * @param offerRegistry guarded by the lock
     * @param calls         guarded by the lock
     */
    CallCommands(TaskScheduler workers, Claims claims, Dialer dialer, Redirector redirector, InCallControl handling, CallerLookup callerLookup,
            DecisionLock lock, OfferRegistry offerRegistry, UserCalls calls) {
        this.workers = workers;
        this.claims = claims;
        this.dialer = dialer;
        this.redirector = redirector;
        this.handling = handling;
        this.callerLookup = callerLookup;
        this.lock = lock;
        this.offerRegistry = offerRegistry;
        this.calls = calls;
    }

    /** As {@link CallControl#claim}; so are the others. */
    CompletionStage<Answer> claim(String callId, Person user, Optional<String> sessionId, Optional<String> extension) {
        return holdOthers(callId, user).thenCompose(held -> orTalkOn(held, user, workers.ask(user.userLoginId(), "deciding a claim", () ->
                claims.claim(callId, user, sessionId, extension), code -> Answer.refused(code, ""))));
    }

    /** Anyone whose claim can't be done talks on. */
    private CompletionStage<Optional<String>> holdOthers(String callId, Person user) {
        return claims.isInVain(callId, user) ? CompletableFuture.completedFuture(Optional.empty()) : handling.holdOthers(user);
    }

    /** @param held the call that was put on hold before, for another one that may not come */
    private CompletionStage<Answer> orTalkOn(Optional<String> held, Person user, CompletionStage<Answer> asked) {
        return asked.thenApply(answer -> {
            held.filter(callId -> answer.refusal().isPresent()).ifPresent(callId -> handling.talkOn(callId, user));
            return answer;
        });
    }

    CompletionStage<Answer> originate(Person user, String number, Dialer.Choice choice) {
        return handling.holdOthers(user).thenCompose(held -> orTalkOn(held, user, workers.ask(user.userLoginId(), "placing a call", () -> {
            CompletableFuture<String> placing = new CompletableFuture<>();
            return dialer.originate(user, number, choice, callId -> {
                synchronized (lock) {
                    calls.placed(callId, user.userLoginId());
                }
                placing.complete(callId);
            }).whenComplete((answer, failure) -> placing.thenAccept(callId -> {
                Duration patience = failure == null && answer.refusal().isEmpty() ? UNHEARD : Duration.ZERO;
                workers.after(patience, "forgetting a call that was not placed", () -> {
                    synchronized (lock) {
                        calls.notPlaced(callId);
                    }
                });
            }));
        }, code -> Answer.refused(code, ""))));
    }

    CompletionStage<Answer> hangup(String callId, Person user) {
        return workers.ask(user.userLoginId(), "hanging up", () -> givesUp(callId, user)
                ? CompletableFuture.completedFuture(Answer.done(callId)) : known(callId, user).filter(CallerLookup.Known::takesPart)
                .map(known -> dialer.hangup(known.call(), user))
                .orElseGet(() -> CompletableFuture.completedFuture(Answer.refused(Code.CALL_UNKNOWN, ""))), code -> Answer.refused(code, ""));
    }

    CompletionStage<Answer> redirect(String callId, Person user, String target) {
        return workers.ask(user.userLoginId(), "sending a call elsewhere", () -> redirector.redirect(callId, user, target),
                code -> Answer.refused(code, ""));
    }

    private boolean givesUp(String callId, Person user) {
        synchronized (lock) {
            return offerRegistry.giveUp(callId, user.userLoginId());
        }
    }

    CompletionStage<CallControl.Lookup> lookUp(Person user, Optional<String> callId, Optional<String> number, Optional<String> partyId) {
        return workers.ask(user.userLoginId(), "looking up a caller", () -> CompletableFuture.completedFuture(
                callId.map(id -> callerLookup.ofCall(user, known(id, user)))
                        .or(() -> partyId.map(callerLookup::ofParty))
                        .or(() -> number.map(callerLookup::ofNumber))
                        .orElseGet(() -> CallControl.Lookup.refused(Code.CALL_UNKNOWN))), CallControl.Lookup::refused);
    }

    private Optional<CallerLookup.Known> known(String callId, Person user) {
        synchronized (lock) {
            return calls.find(callId).map(call -> new CallerLookup.Known(call, offerRegistry.find(callId).flatMap(OfferEntry::caller),
                    calls.takesPart(callId, user.userLoginId())));
        }
    }
}
