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
package org.apache.ofbiz.asterisk.acd.offers;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.AcdListener;
import org.apache.ofbiz.asterisk.acd.AcdListener.Withdrawal;
import org.apache.ofbiz.asterisk.acd.Answer;
import org.apache.ofbiz.asterisk.acd.Effect;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.acd.Refusal.Code;
import org.apache.ofbiz.asterisk.acd.calls.Legs;
import org.apache.ofbiz.asterisk.acd.offers.OfferState.Claimed;
import org.apache.ofbiz.asterisk.acd.offers.OfferState.Open;
import org.apache.ofbiz.asterisk.acd.offers.OfferState.Over;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.PbxCommands;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.TimelineEntry;

/** Who has claimed an offer, and what becomes of the claim. Not thread-safe: a part of the registry of offers. */
final class ClaimRegistry {

    /** How long after its time a silent phone is given up. */
    static final Duration AFTER_RING_TIME = Duration.ofSeconds(5);
    /** How long we wait for the PBX to say why a phone that seems not to ring, or no longer rings, did not answer. */
    static final Duration GRACE = Duration.ofSeconds(1);
    /** How long a Redirect may take to be seen, on a busy machine, while somebody else talks to the caller. */
    static final Duration CROSSING = Duration.ofSeconds(5);
    /** How long a phone may ring for a claim of which nothing is known but that: longer than groups let it. */
    static final Duration FOUND_RINGING = Duration.ofMinutes(2);

    private final OfferBook book;
    private final Clock clock;
    private final Function<String, Optional<Numbering.Contexts>> contexts;

    ClaimRegistry(OfferBook book, Clock clock, Function<String, Optional<Numbering.Contexts>> contexts) {
        this.book = book;
        this.clock = clock;
        this.contexts = contexts;
    }

    /** A call that somebody has claimed has changed. @param beginsToWait whether the caller was just sent to the waiting context */
    List<Effect> progressed(OfferEntry entry, Claimed claimed, CallEvent event, boolean beginsToWait) {
        ClaimVerdict verdict = ClaimVerdict.of(entry.call(), claimed, entry.groupId(), beginsToWait,
                event instanceof CallEvent.Resynchronised);
        return verdict.dispatch(new Progress(entry, claimed));
    }

    /** A phone whose owner gave up before it rang is told to stop, once. */
    private List<Effect> stopRinging(OfferEntry entry, Claimed claimed) {
        Optional<PhoneCall.Leg> ringing = ClaimVerdict.rung(entry.call(), claimed).stream().filter(PhoneCall.Leg::alive).findFirst();
        if (claimed.wish() != Claimed.Wish.STOP || ringing.isEmpty()) {
            return List.of();
        }
        book.keep(entry.withState(claimed.wishing(Claimed.Wish.STOP_ASKED)));
        return List.of(new Effect.HangUp(entry.call().serverId(), ringing.get().channel().name(), Optional.empty()));
    }

    /**
     * The claimer hangs up before they talk: the offer opens again once their phone has stopped.
     *
     * @return true when their phone does not ring yet: it will be stopped as soon as it does
     */
    boolean giveUp(String callId, String userLoginId) {
        OfferEntry entry = book.find(callId).orElse(null);
        if (entry == null || !(entry.state() instanceof Claimed claimed) || !claimed.by().userLoginId().equals(userLoginId)) {
            return false;
        }
        boolean rings = ClaimVerdict.rung(entry.call(), claimed).stream().anyMatch(PhoneCall.Leg::alive);
        book.keep(entry.withState(claimed.wishing(rings ? Claimed.Wish.STOP_ASKED : Claimed.Wish.STOP)));
        return !rings;
    }

    private List<Effect> movedOn(OfferEntry entry, Claimed claimed) {
        PhoneCall call = entry.call();
        List<Effect> effects = new ArrayList<>(book.over(entry, Withdrawal.Reason.WITHDRAWN, Optional.empty()));
        effects.addAll(unsuccessful(call, claimed, Outcome.CANCELLED));
        effects.add(new Effect.ClaimAnswered(claimed.turn(), lost(call.callId())));
        if (OfferBook.isForGroup(call)) {
            effects.addAll(book.expect(call));
        }
        return effects;
    }

    private List<Effect> takenByOther(OfferEntry entry, Claimed claimed, Optional<Person> other) {
        List<Effect> effects = new ArrayList<>(book.over(entry, Withdrawal.Reason.CLAIMED, other));
        effects.addAll(unsuccessful(entry.call(), claimed, Outcome.CANCELLED));
        effects.add(new Effect.ClaimAnswered(claimed.turn(), lost(entry.call().callId())));
        return effects;
    }

    /** The claimer hasn't got the call. */
    private static List<Effect> unsuccessful(PhoneCall call, Claimed claimed, Outcome why) {
        return List.of(new Effect.ClaimLost(call.callId(), claimed.by().userLoginId(), why),
                new Effect.ClaimReleased(call.callId(), call.serverId(), claimed.turn()));
    }

    private Answer lost(String callId) {
        return Answer.refused(ClaimRules.whyNotOpen(book.find(callId).orElseThrow().state()));
    }

    private List<Effect> abandoned(OfferEntry entry, Claimed claimed) {
        PhoneCall call = entry.call();
        // the caller has not hung up where the PBX is lost, or is another node's, which doesn't know how the call ends
        boolean lost = call.has(TimelineEntry.Kind.PBX_LOST) || call.ended() && call.outcome().isEmpty();
        List<Effect> effects = new ArrayList<>(book.over(entry, lost ? Withdrawal.Reason.WITHDRAWN : Withdrawal.Reason.ABANDONED,
                Optional.empty()));
        effects.addAll(unsuccessful(call, claimed, lost ? Outcome.FAILED : Outcome.ABANDONED));
        effects.add(new Effect.ClaimAnswered(claimed.turn(), Answer.refused(lost ? Code.PBX_AWAY : Code.CALLER_GONE, "")));
        return effects;
    }

    private List<Effect> reopen(OfferEntry entry, Claimed claimed, Outcome why) {
        if (Legs.connected(entry.call())) { // whose answer crossed a claim that failed
            return takenByOther(entry, claimed, Legs.connectedExtension(entry.call()).flatMap(Peer::owner));
        }
        if (entry.call().customerLeg().isEmpty()) {
            return abandoned(entry, claimed);
        }
        Outcome outcome = claimed.wish() == Claimed.Wish.TALK ? why : Outcome.CANCELLED;
        if (!entry.announced()) { // nobody was offered it here
            return Stream.of(unsuccessful(entry.call(), claimed, outcome), book.expect(entry.call()), backIntoQueue(entry.call()))
                    .flatMap(List::stream).toList();
        }
        Open open = new Open(book.nextTurn(), Optional.of(new AcdListener.Again(claimed.by(), outcome)),
                WaitTimes.lastEnd(entry.call(), entry.groupId()));
        book.keep(entry.withState(open));
        String callId = entry.call().callId();
        List<Effect> effects = new ArrayList<>(unsuccessful(entry.call(), claimed, outcome));
        effects.add(new Effect.Announce(callId, open.turn(), entry.groupId(), entry.call().customerNumber(), entry.caller()));
        effects.addAll(backIntoQueue(entry.call()));
        return effects;
    }

    /** Anyone who was claimed out of a queue waits there again, before those who came later. */
    private List<Effect> backIntoQueue(PhoneCall call) {
        return book.queue(call.callId()).filter(place -> !WaitTimes.inQueue(call))
                .flatMap(place -> call.customerLeg().map(leg -> place.redirect(leg.channel().name())))
                .<List<Effect>>map(redirect -> List.of(new Effect.ReturnCaller(call.callId(), call.serverId(), redirect))).orElse(List.of());
    }

    /**
     * Decides one claim. Of any number of claims for one open offer exactly the first is won.
     *
     * @param available whether who claims takes calls at all now
     * @param tooMany   how many calls they may have at once, where they have as many
     */
    ClaimDecision claim(ClaimRequest request, boolean available, Optional<Integer> tooMany) {
        OfferEntry entry = book.find(request.callId()).orElse(null);
        if (entry == null) {
            return ClaimDecision.refused(new Refusal(Code.CALL_UNKNOWN, ""));
        }
        ClaimRules rules = ClaimRules.of(entry, request, book.told(request.callId()).contains(request.by().userLoginId()), available, tooMany,
                contexts.apply(entry.call().serverId()));
        return rules.refusal().map(ClaimDecision::refused).orElseGet(() ->
                won(entry, request.by(), rules.extension().orElseThrow(), request.sessionId(), rules.redirect().orElseThrow()));
    }

    /**
     * A caller whom nobody of this node has sent is on the way to this phone, or it rings: its owner has won, and nobody else may pull the
     * caller away from there.
     */
    List<Effect> found(OfferEntry entry, Peer phone) {
        PhoneCall call = entry.call();
        Person by = phone.owner().orElseThrow();
        List<PhoneCall.Leg> ringing = Legs.of(call, phone).stream().filter(PhoneCall.Leg::alive).toList();
        Set<String> legsBefore = call.legs().stream().filter(leg -> !ringing.contains(leg)).map(leg -> leg.channel().uniqueId())
                .collect(Collectors.toSet());
        Claimed claimed = new Claimed(book.nextTurn(), by, phone, clock.instant(), Optional.empty(), legsBefore, true, Claimed.Wish.TALK);
        book.keep(entry.withState(claimed));
        Withdrawal withdrawal = new Withdrawal(call.callId(), Withdrawal.Reason.CLAIMED, Optional.of(by));
        List<Effect> effects = new ArrayList<>();
        if (entry.announced()) {
            effects.add(new Effect.Withdrawn(withdrawal, List.copyOf(book.told(call.callId())), Optional.empty()));
        }
        if (ringing.isEmpty()) {
            effects.add(new Effect.CheckClaim(call.callId(), claimed.turn(), CROSSING, false));
        }
        effects.add(new Effect.CheckClaim(call.callId(), claimed.turn(), FOUND_RINGING, true));
        return effects;
    }

    private ClaimDecision won(OfferEntry entry, Person by, Peer extension, Optional<String> sessionId, PbxCommands.Redirect redirect) {
        PhoneCall call = entry.call();
        Set<String> legsBefore = call.legs().stream().map(leg -> leg.channel().uniqueId()).collect(Collectors.toSet());
        Claimed claimed = new Claimed(book.nextTurn(), by, extension, clock.instant(), sessionId, legsBefore,
                call.state() == PhoneCall.State.WAITING, Claimed.Wish.TALK);
        book.keep(entry.withState(claimed));
        Withdrawal withdrawal = new Withdrawal(call.callId(), Withdrawal.Reason.CLAIMED, Optional.of(by));
        Duration patience = entry.group().orElseThrow().ringTimeout().plus(AFTER_RING_TIME);
        return new ClaimDecision(Optional.of(claimed.turn()), Optional.empty(), List.of(
                new Effect.Withdrawn(withdrawal, List.copyOf(book.told(call.callId())), sessionId),
                new Effect.SendCaller(call.callId(), claimed.turn(), call.serverId(), redirect, extension, by),
                new Effect.CheckClaim(call.callId(), claimed.turn(), patience, true)));
    }

    /** Whether the claimer of this turn still wants the caller, who talks to nobody else. */
    boolean stands(String callId, long turn) {
        return book.find(callId).filter(entry -> entry.state() instanceof Claimed claimed && claimed.turn() == turn
                && claimed.wish() == Claimed.Wish.TALK && !Legs.connected(entry.call())).isPresent();
    }

    /** The PBX answered the Redirect of this turn. */
    List<Effect> redirected(String callId, long turn, PbxCommands.Redirect redirect, PbxCommands.Result result) {
        OfferEntry entry = book.find(callId).orElse(null);
        String where = redirect.extension() + "@" + redirect.context();
        Answer answer = result.failure().map(failure -> Answer.refused(Refusal.of(failure, where))).orElseGet(() -> Answer.done(callId));
        List<Effect> effects = new ArrayList<>();
        if (entry != null && entry.state() instanceof Claimed claimed && claimed.turn() == turn && !result.ok()) {
            boolean gone = result.failure().orElseThrow().kind() == PbxCommands.Failure.Kind.CHANNEL_GONE;
            effects.addAll(gone ? abandoned(entry, claimed) : reopen(entry, claimed, Outcome.FAILED));
            answer = claimed.wish() == Claimed.Wish.TALK ? answer : Answer.done(callId); // as they wanted it
        }
        effects.add(new Effect.ClaimAnswered(turn, answer));
        return effects;
    }

    /** Time has passed since a claim: nothing is done if it has succeeded or ended meanwhile. {@code last} gives up a phone that still rings. */
    List<Effect> check(String callId, long turn, boolean last) {
        OfferEntry entry = book.find(callId).orElse(null);
        if (entry == null || !(entry.state() instanceof Claimed claimed) || claimed.turn() != turn) {
            return List.of();
        }
        List<PhoneCall.Leg> rung = ClaimVerdict.rung(entry.call(), claimed);
        if (last) {
            return reopen(entry, claimed, rung.isEmpty() ? Outcome.FAILED : Outcome.EXTENSION_NO_ANSWER);
        }
        return rung.stream().anyMatch(PhoneCall.Leg::alive) ? List.of() : reopen(entry, claimed, ClaimVerdict.whyUnanswered(rung));
    }

    /** Who has claimed this call. */
    Optional<Person> claimer(String callId) {
        return book.find(callId).flatMap(entry -> entry.state().match(
                expected -> Optional.<Person>empty(), open -> Optional.<Person>empty(), claimed -> Optional.of(claimed.by()), Over::by));
    }

    /** What follows from each verdict on a claim. */
    private final class Progress implements ClaimVerdict.Handler<List<Effect>> {

        private final OfferEntry entry;
        private final Claimed claimed;

        Progress(OfferEntry entry, Claimed claimed) {
            this.entry = entry;
            this.claimed = claimed;
        }

        @Override
        public List<Effect> stands(ClaimVerdict.Stands verdict) {
            return stopRinging(entry, claimed);
        }

        @Override
        public List<Effect> connected(ClaimVerdict.Connected verdict) {
            book.keep(entry.withState(new Over(Withdrawal.Reason.CLAIMED, Optional.of(claimed.by()))));
            return List.of();
        }

        @Override
        public List<Effect> crossed(ClaimVerdict.Crossed verdict) {
            return List.of(new Effect.CheckClaim(entry.call().callId(), claimed.turn(), CROSSING, false));
        }

        @Override
        public List<Effect> takenBy(ClaimVerdict.TakenBy verdict) {
            return takenByOther(entry, claimed, verdict.person());
        }

        @Override
        public List<Effect> callerGone(ClaimVerdict.CallerGone verdict) {
            return abandoned(entry, claimed);
        }

        @Override
        public List<Effect> sentElsewhere(ClaimVerdict.SentElsewhere verdict) {
            return movedOn(entry, claimed);
        }

        @Override
        public List<Effect> unclear(ClaimVerdict.Unclear verdict) {
            return List.of(new Effect.CheckClaim(entry.call().callId(), claimed.turn(), GRACE, false));
        }

        @Override
        public List<Effect> failed(ClaimVerdict.Failed verdict) {
            return reopen(entry, claimed, verdict.outcome());
        }
    }
}
