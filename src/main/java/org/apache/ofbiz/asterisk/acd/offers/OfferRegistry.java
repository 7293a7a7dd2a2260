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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.acd.AcdListener;
import org.apache.ofbiz.asterisk.acd.AcdListener.Offer;
import org.apache.ofbiz.asterisk.acd.AcdListener.Withdrawal;
import org.apache.ofbiz.asterisk.acd.Answer;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.acd.Refusal.Code;
import org.apache.ofbiz.asterisk.acd.CallerDirectory;
import org.apache.ofbiz.asterisk.acd.EarlierCall;
import org.apache.ofbiz.asterisk.acd.Effect;
import org.apache.ofbiz.asterisk.acd.Group;
import org.apache.ofbiz.asterisk.acd.QueuePosition;
import org.apache.ofbiz.asterisk.acd.calls.Legs;
import org.apache.ofbiz.asterisk.acd.distribution.CallDistributor;
import org.apache.ofbiz.asterisk.acd.offers.OfferState.Claimed;
import org.apache.ofbiz.asterisk.acd.offers.OfferState.Expected;
import org.apache.ofbiz.asterisk.acd.offers.OfferState.Open;
import org.apache.ofbiz.asterisk.acd.offers.OfferState.Over;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.PbxCommands;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;

/**
 * Which calls are offered, and who has them. Decides and does nothing itself: each method answers with what is to be done.
 * Not thread-safe: {@link CallDistributor} calls it under its lock, which makes {@link #claim} the one place where a claim is won.
 */
public final class OfferRegistry {

    /** How long after its time a silent phone is given up. */
    public static final Duration AFTER_RING_TIME = Duration.ofSeconds(5);
    /** How long we wait for the PBX to say why a phone that seems not to ring, or no longer rings, did not answer. */
    public static final Duration GRACE = Duration.ofSeconds(1);

    private final Map<String, OfferEntry> offers = new HashMap<>();
    /** By callId, where the queue that the caller waits in, or was claimed from, was called in the dialplan. */
    private final Map<String, QueuePosition> queues = new HashMap<>();
    private final Clock clock;
    private final Function<String, Optional<Numbering.Contexts>> contexts;
    private long lastTurn;

    /** @param contexts contexts of a server, from memory */
    public OfferRegistry(Clock clock, Function<String, Optional<Numbering.Contexts>> contexts) {
        this.clock = clock;
        this.contexts = contexts;
    }

    public List<Effect> callChanged(PhoneCall call, CallEvent event) {
        if (event instanceof CallEvent.QueueJoined joined && call.groupId().isPresent() && !call.ended()) {
            QueuePosition.read(joined.place()).ifPresent(place -> queues.put(call.callId(), place));
        }
        OfferEntry known = offers.get(call.callId());
        if (known == null) {
            return isForGroup(call) ? expect(call) : List.of();
        }
        OfferEntry entry = keep(known.withCall(call));
        if (entry.state() instanceof Claimed claimed) {
            return claimProgressed(entry, claimed, event);
        }
        if (entry.state() instanceof Over over) {
            boolean again = isForGroup(call) && (beginsToWait(call, event) || event instanceof CallEvent.QueueJoined);
            return again ? expect(call) : gaveUpAfterAll(entry, over);
        }
        return waitingProgressed(entry);
    }

    private static boolean isForGroup(PhoneCall call) {
        return call.direction() == PhoneCall.Direction.INBOUND && call.groupId().isPresent() && !call.ended() && !Legs.connected(call);
    }

    private List<Effect> expect(PhoneCall call) {
        Expected state = new Expected(++lastTurn);
        String groupId = call.groupId().orElseThrow();
        keep(new OfferEntry(call, groupId, Optional.empty(), Optional.empty(), Optional.empty(), Set.of(), state));
        return List.of(new Effect.Announce(call.callId(), state.turn(), groupId, call.customerNumber(), Optional.empty()));
    }

    private List<Effect> waitingProgressed(OfferEntry entry) {
        PhoneCall call = entry.call();
        if (call.ended()) {
            return over(entry, WaitTimes.reasonOfEnd(call, entry.groupId()), Optional.empty());
        }
        if (Legs.connected(call)) {
            return over(entry, Withdrawal.Reason.CLAIMED, Legs.connectedExtension(call).flatMap(Peer::owner));
        }
        if (!call.groupId().equals(Optional.of(entry.groupId()))) {
            List<Effect> effects = new ArrayList<>(over(entry, Withdrawal.Reason.WITHDRAWN, Optional.empty()));
            if (isForGroup(call)) {
                effects.addAll(expect(call));
            }
            return effects;
        }
        if (WaitTimes.isGivenUp(call, entry.groupId())) { // a claim would pull the caller out of whatever comes next, e.g. out of a message
            queues.remove(call.callId());
            return over(entry, Withdrawal.Reason.TIMEOUT, Optional.empty());
        }
        return List.of();
    }

    /** What looked as if the queue had let the caller go was the caller hanging up. */
    private List<Effect> gaveUpAfterAll(OfferEntry entry, Over over) {
        boolean news = over.reason() == Withdrawal.Reason.TIMEOUT && entry.call().ended()
                && WaitTimes.reasonOfEnd(entry.call(), entry.groupId()) == Withdrawal.Reason.ABANDONED;
        return news ? over(entry, Withdrawal.Reason.ABANDONED, Optional.empty()) : List.of();
    }

    private List<Effect> claimProgressed(OfferEntry entry, Claimed claimed, CallEvent event) {
        ClaimVerdict verdict = ClaimVerdict.of(entry.call(), claimed, entry.groupId(), beginsToWait(entry.call(), event),
                event instanceof CallEvent.Resynchronised);
        if (verdict instanceof ClaimVerdict.Connected) {
            keep(entry.withState(new Over(Withdrawal.Reason.CLAIMED, Optional.of(claimed.by()))));
            return List.of();
        }
        if (verdict instanceof ClaimVerdict.TakenBy taken) {
            return takenByOther(entry, claimed, taken.person());
        }
        if (verdict instanceof ClaimVerdict.CallerGone) {
            return callerGone(entry, claimed);
        }
        if (verdict instanceof ClaimVerdict.SentElsewhere) {
            return sentElsewhere(entry, claimed);
        }
        if (verdict instanceof ClaimVerdict.Unclear) {
            return List.of(new Effect.CheckClaim(entry.call().callId(), claimed.turn(), GRACE, false));
        }
        return verdict instanceof ClaimVerdict.Failed failed ? reopen(entry, claimed, failed.outcome()) : stopRinging(entry, claimed);
    }

    /** A phone whose owner gave up before it rang is told to stop, once. */
    private List<Effect> stopRinging(OfferEntry entry, Claimed claimed) {
        Optional<PhoneCall.Leg> ringing = ClaimVerdict.rung(entry.call(), claimed).stream().filter(PhoneCall.Leg::alive).findFirst();
        if (claimed.wish() != Claimed.Wish.STOP || ringing.isEmpty()) {
            return List.of();
        }
        keep(entry.withState(claimed.wishing(Claimed.Wish.STOP_ASKED)));
        return List.of(new Effect.HangUp(entry.call().serverId(), ringing.get().channel().name()));
    }

    /**
     * The claimer hangs up before they talk: the offer opens again once their phone has stopped.
     *
     * @return true when their phone does not ring yet: it will be stopped as soon as it does
     */
    public boolean giveUp(String callId, String userLoginId) {
        OfferEntry entry = offers.get(callId);
        if (entry == null || !(entry.state() instanceof Claimed claimed) || !claimed.by().userLoginId().equals(userLoginId)) {
            return false;
        }
        boolean rings = ClaimVerdict.rung(entry.call(), claimed).stream().anyMatch(PhoneCall.Leg::alive);
        keep(entry.withState(claimed.wishing(rings ? Claimed.Wish.STOP_ASKED : Claimed.Wish.STOP)));
        return !rings;
    }

    private List<Effect> sentElsewhere(OfferEntry entry, Claimed claimed) {
        PhoneCall call = entry.call();
        List<Effect> effects = new ArrayList<>(over(entry, Withdrawal.Reason.WITHDRAWN, Optional.empty()));
        effects.add(new Effect.ClaimLost(call.callId(), claimed.by().userLoginId(), Outcome.CANCELLED));
        effects.add(new Effect.ClaimAnswered(claimed.turn(), Answer.refused(ClaimRules.whyNotOpen(offers.get(call.callId()).state()))));
        if (isForGroup(call)) {
            effects.addAll(expect(call));
        }
        return effects;
    }

    private List<Effect> takenByOther(OfferEntry entry, Claimed claimed, Optional<Person> other) {
        List<Effect> effects = new ArrayList<>(over(entry, Withdrawal.Reason.CLAIMED, other));
        effects.add(new Effect.ClaimLost(entry.call().callId(), claimed.by().userLoginId(), Outcome.CANCELLED));
        effects.add(new Effect.ClaimAnswered(claimed.turn(), Answer.refused(ClaimRules.whyNotOpen(offers.get(entry.call().callId()).state()))));
        return effects;
    }

    private List<Effect> callerGone(OfferEntry entry, Claimed claimed) {
        List<Effect> effects = new ArrayList<>(over(entry, Withdrawal.Reason.ABANDONED, Optional.empty()));
        effects.add(new Effect.ClaimLost(entry.call().callId(), claimed.by().userLoginId(), Outcome.ABANDONED));
        effects.add(new Effect.ClaimAnswered(claimed.turn(), Answer.refused(Code.CALLER_GONE, "")));
        return effects;
    }

    private boolean beginsToWait(PhoneCall call, CallEvent event) {
        return event instanceof CallEvent.WaitingBegun begun
                && contexts.apply(call.serverId()).filter(known -> known.waiting().equals(begun.context())).isPresent();
    }

    private List<Effect> reopen(OfferEntry entry, Claimed claimed, Outcome why) {
        if (entry.call().customerLeg().isEmpty()) {
            return callerGone(entry, claimed);
        }
        Outcome outcome = claimed.wish() == Claimed.Wish.TALK ? why : Outcome.CANCELLED;
        Open open = new Open(++lastTurn, Optional.of(new AcdListener.Again(claimed.by(), outcome)));
        keep(entry.withState(open));
        String callId = entry.call().callId();
        List<Effect> effects = new ArrayList<>(List.of(new Effect.ClaimLost(callId, claimed.by().userLoginId(), outcome),
                new Effect.Announce(callId, open.turn(), entry.groupId(), entry.call().customerNumber(), entry.caller())));
        effects.addAll(backIntoQueue(entry.call()));
        return effects;
    }

    /** Anyone who was claimed out of a queue waits there again, before those who came later. */
    private List<Effect> backIntoQueue(PhoneCall call) {
        QueuePosition place = queues.get(call.callId());
        if (place == null || WaitTimes.inQueue(call)) {
            return List.of();
        }
        return call.customerLeg().map(leg -> place.redirect(leg.channel().name()))
                .<List<Effect>>map(redirect -> List.of(new Effect.ReturnCaller(call.callId(), call.serverId(), redirect))).orElse(List.of());
    }

    private List<Effect> over(OfferEntry entry, Withdrawal.Reason reason, Optional<Person> by) {
        keep(entry.withState(new Over(reason, by)));
        if (!entry.announced()) {
            return List.of();
        }
        Withdrawal withdrawal = new Withdrawal(entry.call().callId(), reason, by);
        return List.of(new Effect.Withdrawn(withdrawal, List.copyOf(entry.told()), Optional.empty()));
    }

    /** Group, caller and who is there are known. What belongs to a turn that has passed is dropped. */
    List<Effect> announced(String callId, long turn, Group group, CallerDirectory.Caller caller, Optional<EarlierCall> earlier, List<String> users) {
        OfferEntry entry = offers.get(callId);
        if (entry == null) {
            return List.of();
        }
        if (entry.state() instanceof Expected expected && expected.turn() == turn) {
            entry = entry.announcedAs(group, caller, earlier, new Open(turn, Optional.empty()));
        } else if (!(entry.state() instanceof Open open && open.turn() == turn)) {
            return List.of();
        }
        Set<String> told = new HashSet<>(entry.told());
        told.addAll(users);
        entry = keep(entry.withTold(told));
        return List.of(new Effect.Offered(entry.offer().orElseThrow(), List.copyOf(users)));
    }

    /** The group does not exist or is disabled: nobody will be offered the call. */
    boolean notAnnounced(String callId, long turn) {
        return offers.computeIfPresent(callId, (id, entry) ->
                entry.state() instanceof Expected expected && expected.turn() == turn ? null : entry) == null;
    }

    /** True while the group of this turn waits to be told. */
    boolean isTurn(String callId, long turn) {
        OfferState state = find(callId).map(OfferEntry::state).orElse(null);
        return state instanceof Expected expected && expected.turn() == turn || state instanceof Open open && open.turn() == turn;
    }

    /** What is open for a user of these groups, who holds it from now on. */
    public List<Offer> show(String userLoginId, Set<String> groupIds) {
        List<Offer> open = new ArrayList<>();
        for (OfferEntry entry : List.copyOf(offers.values())) {
            if (groupIds.contains(entry.groupId()) && entry.offer().isPresent()) {
                Set<String> told = new HashSet<>(entry.told());
                told.add(userLoginId);
                open.add(keep(entry.withTold(told)).offer().orElseThrow());
            }
        }
        open.sort((one, other) -> one.since().compareTo(other.since()));
        return open;
    }

    /** What is open for a user of these groups and was not shown to them yet. */
    List<Effect> showAgain(String userLoginId, Set<String> groupIds) {
        Set<String> shown = offers.values().stream().filter(entry -> entry.told().contains(userLoginId)).map(entry -> entry.call().callId())
                .collect(Collectors.toSet());
        return show(userLoginId, groupIds).stream().filter(offer -> !shown.contains(offer.callId()))
                .<Effect>map(offer -> new Effect.Offered(offer, List.of(userLoginId))).toList();
    }

    /** The user is no member of these groups any more: what is open is theirs no more, and how it ends is nothing to them. */
    public List<Effect> hide(String userLoginId, Predicate<String> groupIds) {
        List<Effect> effects = new ArrayList<>();
        for (OfferEntry entry : List.copyOf(offers.values())) {
            if (entry.told().contains(userLoginId) && entry.state() instanceof Open && groupIds.test(entry.groupId())) {
                Set<String> told = new HashSet<>(entry.told());
                told.remove(userLoginId);
                keep(entry.withTold(told));
                effects.add(new Effect.Withdrawn(new Withdrawal(entry.call().callId(), Withdrawal.Reason.UNAVAILABLE, Optional.empty()),
                        List.of(userLoginId), Optional.empty()));
            }
        }
        return effects;
    }

    /**
     * Decides one claim. Of any number of claims for one open offer exactly the first is won.
     *
     * @param available whether who claims takes calls at all now
     */
    public ClaimDecision claim(ClaimRequest request, boolean available) {
        OfferEntry entry = offers.get(request.callId());
        if (entry == null) {
            return ClaimDecision.refused(new Refusal(Code.CALL_UNKNOWN, ""));
        }
        ClaimRules rules = ClaimRules.of(entry, request, available, contexts.apply(entry.call().serverId()));
        return rules.refusal().map(ClaimDecision::refused).orElseGet(() ->
                won(entry, request.by(), rules.extension().orElseThrow(), request.sessionId(), rules.redirect().orElseThrow()));
    }

    private ClaimDecision won(OfferEntry entry, Person by, Peer extension, Optional<String> sessionId, PbxCommands.Redirect redirect) {
        PhoneCall call = entry.call();
        Set<String> legsBefore = call.legs().stream().map(leg -> leg.channel().uniqueId()).collect(Collectors.toSet());
        Claimed claimed = new Claimed(++lastTurn, by, extension, clock.instant(), sessionId, legsBefore,
                call.state() == PhoneCall.State.WAITING, Claimed.Wish.TALK);
        keep(entry.withState(claimed));
        Withdrawal withdrawal = new Withdrawal(call.callId(), Withdrawal.Reason.CLAIMED, Optional.of(by));
        Duration patience = entry.group().orElseThrow().ringTimeout().plus(AFTER_RING_TIME);
        return new ClaimDecision(Optional.of(claimed.turn()), Optional.empty(), List.of(
                new Effect.Withdrawn(withdrawal, List.copyOf(entry.told()), sessionId),
                new Effect.SendCaller(call.callId(), claimed.turn(), call.serverId(), redirect),
                new Effect.CheckClaim(call.callId(), claimed.turn(), patience, true)));
    }

    /** The PBX answered the Redirect of this turn. */
    public List<Effect> redirected(String callId, long turn, PbxCommands.Redirect redirect, PbxCommands.Result result) {
        OfferEntry entry = offers.get(callId);
        String where = redirect.extension() + "@" + redirect.context();
        Answer answer = result.failure().map(failure -> Answer.refused(Refusal.of(failure, where))).orElseGet(() -> Answer.done(callId));
        List<Effect> effects = new ArrayList<>();
        if (entry != null && entry.state() instanceof Claimed claimed && claimed.turn() == turn && !result.ok()) {
            boolean gone = result.failure().orElseThrow().kind() == PbxCommands.Failure.Kind.CHANNEL_GONE;
            effects.addAll(gone ? callerGone(entry, claimed) : reopen(entry, claimed, Outcome.FAILED));
        }
        effects.add(new Effect.ClaimAnswered(turn, answer));
        return effects;
    }

    /** Time has passed since a claim: nothing is done if it has succeeded or ended meanwhile. {@code last} gives up a phone that still rings. */
    public List<Effect> check(String callId, long turn, boolean last) {
        OfferEntry entry = offers.get(callId);
        if (entry == null || !(entry.state() instanceof Claimed claimed) || claimed.turn() != turn) {
            return List.of();
        }
        List<PhoneCall.Leg> rung = ClaimVerdict.rung(entry.call(), claimed);
        if (last) {
            return reopen(entry, claimed, rung.isEmpty() ? Outcome.FAILED : Outcome.EXTENSION_NO_ANSWER);
        }
        return rung.stream().anyMatch(PhoneCall.Leg::alive) ? List.of() : reopen(entry, claimed, ClaimVerdict.whyUnanswered(rung));
    }

    /** Somebody sends a call that waits elsewhere: it is offered to nobody now. Empty where it does not wait. */
    public Optional<List<Effect>> takeAway(String callId) {
        return find(callId).filter(entry -> entry.state() instanceof Open || entry.state() instanceof Expected)
                .map(entry -> over(entry, Withdrawal.Reason.WITHDRAWN, Optional.empty()));
    }

    /** It went nowhere, and is offered again. */
    public List<Effect> giveBack(String callId) {
        return find(callId).filter(entry -> entry.state() instanceof Over && isForGroup(entry.call()) && entry.call().customerLeg().isPresent())
                .map(entry -> expect(entry.call())).orElse(List.of());
    }

    /** Who has claimed this call. */
    public Optional<Person> claimer(String callId) {
        OfferState state = Optional.ofNullable(offers.get(callId)).map(OfferEntry::state).orElse(null);
        if (state instanceof Claimed claimed) {
            return Optional.of(claimed.by());
        }
        return state instanceof Over over ? over.by() : Optional.empty();
    }

    public Optional<OfferEntry> find(String callId) {
        return Optional.ofNullable(offers.get(callId));
    }

    public void forget(String callId) {
        queues.remove(callId);
        offers.remove(callId);
    }

    private OfferEntry keep(OfferEntry entry) {
        offers.put(entry.call().callId(), entry);
        return entry;
    }
}
