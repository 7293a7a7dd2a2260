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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.ofbiz.asterisk.acd.AcdListener.Offer;
import org.apache.ofbiz.asterisk.acd.AcdListener.Withdrawal;
import org.apache.ofbiz.asterisk.acd.CallerDirectory;
import org.apache.ofbiz.asterisk.acd.EarlierCall;
import org.apache.ofbiz.asterisk.acd.Effect;
import org.apache.ofbiz.asterisk.acd.Group;
import org.apache.ofbiz.asterisk.acd.QueuePosition;
import org.apache.ofbiz.asterisk.acd.calls.Legs;
import org.apache.ofbiz.asterisk.acd.offers.OfferState.Expected;
import org.apache.ofbiz.asterisk.acd.offers.OfferState.Open;
import org.apache.ofbiz.asterisk.acd.offers.OfferState.Over;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.PbxCommands;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;

/**
 * Which calls are offered, and who has them. Decides and does nothing itself: each method answers with what is to be done.
 * Not thread-safe: the call distributor calls it under its lock, which makes {@link #claim} the one place where a claim is won.
 */
public final class OfferRegistry {

    /** How long after its time a silent phone is given up. */
    public static final Duration AFTER_RING_TIME = ClaimRegistry.AFTER_RING_TIME;
    /** How long we wait for the PBX to say why a phone that seems not to ring, or no longer rings, did not answer. */
    public static final Duration GRACE = ClaimRegistry.GRACE;
    /** How long a Redirect may take to be seen while somebody else talks to the caller. */
    public static final Duration CROSSING = ClaimRegistry.CROSSING;

    private final OfferBook book = new OfferBook();
    private final ClaimRegistry claims;
    private final Function<String, Optional<Numbering>> numbering;

    /**
     * @param numbering of a server, from memory
     * @param mayAct    whether this node may send callers of a server anywhere now
     */
    public OfferRegistry(Clock clock, Function<String, Optional<Numbering>> numbering, Predicate<String> mayAct) {
        this.claims = new ClaimRegistry(book, clock, serverId -> numbering.apply(serverId).filter(known -> mayAct.test(serverId))
                .map(Numbering::contexts));
        this.numbering = numbering;
    }

    public List<Effect> callChanged(PhoneCall call, CallEvent event) {
        if (event instanceof CallEvent.QueueJoined joined && call.groupId().isPresent() && !call.ended()) {
            QueuePosition.read(joined.place()).ifPresent(place -> book.inQueue(call.callId(), place));
        }
        Optional<OfferEntry> known = book.find(call.callId());
        Optional<Peer> sentTo = OfferBook.isForGroup(call) ? numbering.apply(call.serverId()).flatMap(pbx -> SentBefore.to(call, event, pbx))
                : Optional.empty();
        if (known.isEmpty()) {
            return sentTo.isPresent() ? claims.found(OfferBook.unannounced(call), sentTo.get())
                    : OfferBook.isForGroup(call) ? book.expect(call) : List.of();
        }
        OfferEntry entry = book.keep(known.get().withCall(call));
        boolean told = !call.variables().equals(known.get().call().variables());
        if (sentTo.isPresent() && entry.state().match(expected -> true, open -> true, claimed -> false, over -> false)) {
            return claims.found(entry, sentTo.get());
        }
        return entry.state().match(expected -> waitingProgressed(entry), open -> told ? withVariables(entry) : waitingProgressed(entry),
                claimed -> claims.progressed(entry, claimed, event, beginsToWait(call, event)), over -> overProgressed(entry, over, event));
    }

    /** A call that was over goes on: who waits in it is offered as if they had just come. */
    public void goesOn(PhoneCall call) {
        if (!Legs.connected(call)) {
            book.forget(call.callId());
        }
    }

    private List<Effect> withVariables(OfferEntry entry) {
        List<Effect> effects = new ArrayList<>(waitingProgressed(entry));
        if (effects.isEmpty()) {
            entry.offer().ifPresent(offer -> effects.add(new Effect.OfferChanged(offer, List.copyOf(book.told(entry.call().callId())))));
        }
        return effects;
    }

    private List<Effect> overProgressed(OfferEntry entry, Over over, CallEvent event) {
        PhoneCall call = entry.call();
        boolean again = OfferBook.isForGroup(call) && (beginsToWait(call, event) || event instanceof CallEvent.QueueJoined);
        return again ? book.expect(call) : gaveUpAfterAll(entry, over);
    }

    private List<Effect> waitingProgressed(OfferEntry entry) {
        PhoneCall call = entry.call();
        if (call.ended()) {
            return book.over(entry, WaitTimes.reasonOfEnd(call, entry.groupId()), Optional.empty());
        }
        if (Legs.connected(call)) {
            return book.over(entry, Withdrawal.Reason.CLAIMED, Legs.connectedExtension(call).flatMap(Peer::owner));
        }
        if (!call.groupId().equals(Optional.of(entry.groupId()))) {
            List<Effect> effects = new ArrayList<>(book.over(entry, Withdrawal.Reason.WITHDRAWN, Optional.empty()));
            if (OfferBook.isForGroup(call)) {
                effects.addAll(book.expect(call));
            }
            return effects;
        }
        Optional<Instant> byClaim = entry.state() instanceof Open open ? open.waitEnded() : Optional.empty();
        if (WaitTimes.isGivenUp(call, entry.groupId(), byClaim)) { // a claim would pull the caller out of whatever comes next, e.g. out of a message
            book.outOfQueue(call.callId());
            return book.over(entry, Withdrawal.Reason.TIMEOUT, Optional.empty());
        }
        return List.of();
    }

    /** What looked as if the queue had let the caller go was the caller hanging up. */
    private List<Effect> gaveUpAfterAll(OfferEntry entry, Over over) {
        boolean news = over.reason() == Withdrawal.Reason.TIMEOUT && entry.call().ended()
                && WaitTimes.reasonOfEnd(entry.call(), entry.groupId()) == Withdrawal.Reason.ABANDONED;
        return news ? book.over(entry, Withdrawal.Reason.ABANDONED, Optional.empty()) : List.of();
    }

    private boolean beginsToWait(PhoneCall call, CallEvent event) {
        return event instanceof CallEvent.WaitingBegun begun
                && numbering.apply(call.serverId()).filter(known -> known.contexts().waiting().equals(begun.context())).isPresent();
    }

    /** Group, caller and who is there are known. What belongs to a turn that has passed is dropped. */
    List<Effect> announced(String callId, long turn, Group group, CallerDirectory.Caller caller, List<String> users) {
        Optional<OfferEntry> known = book.find(callId).filter(entry -> isTurn(entry.state(), turn));
        if (known.isEmpty()) {
            return List.of();
        }
        OfferEntry entry = known.get();
        List<Effect> effects = new ArrayList<>();
        if (entry.state() instanceof Expected) {
            entry = book.keep(entry.announcedAs(group, caller, new Open(turn, Optional.empty(), Optional.empty())));
            entry.party().ifPresent(party -> effects.add(new Effect.FindEarlier(callId, party)));
        }
        users.forEach(user -> book.tell(callId, user));
        effects.add(0, new Effect.Offered(entry.offer().orElseThrow(), List.copyOf(users)));
        return effects;
    }

    /** Calls with this party before this one were found, while the offer may have moved on. */
    List<Effect> earlierKnown(String callId, String partyId, EarlierCall earlier) {
        return book.find(callId).filter(entry -> entry.party().equals(Optional.of(partyId)))
                .map(entry -> book.keep(entry.withEarlier(earlier))).flatMap(OfferEntry::offer)
                .<List<Effect>>map(offer -> List.of(new Effect.OfferChanged(offer, List.copyOf(book.told(callId))))).orElse(List.of());
    }

    /** The group does not exist or is disabled: nobody will be offered the call. */
    boolean notAnnounced(String callId, long turn) {
        boolean expected = book.find(callId).filter(entry -> entry.state() instanceof Expected && isTurn(entry.state(), turn)).isPresent();
        if (expected) {
            book.drop(callId);
        }
        return expected;
    }

    /** True while the group of this turn waits to be told. */
    boolean isTurn(String callId, long turn) {
        return book.find(callId).filter(entry -> isTurn(entry.state(), turn)).isPresent();
    }

    private static boolean isTurn(OfferState state, long turn) {
        return state.match(expected -> expected.turn() == turn, open -> open.turn() == turn, claimed -> false, over -> false);
    }

    /** What is open for a user of these groups, who holds it from now on. */
    public List<Offer> show(String userLoginId, Set<String> groupIds) {
        return book.open(groupIds).stream().map(entry -> show(userLoginId, entry)).sorted(OfferRegistry::bySince).toList();
    }

    /** What is open for a user of these groups and was not shown to them yet. */
    List<Effect> showAgain(String userLoginId, Set<String> groupIds) {
        return book.open(groupIds).stream().filter(entry -> !wasTold(entry.call().callId(), userLoginId)).map(entry -> show(userLoginId, entry))
                .sorted(OfferRegistry::bySince).<Effect>map(offer -> new Effect.Offered(offer, List.of(userLoginId))).toList();
    }

    private Offer show(String userLoginId, OfferEntry entry) {
        book.tell(entry.call().callId(), userLoginId);
        return entry.offer().orElseThrow();
    }

    private static int bySince(Offer one, Offer other) {
        return one.since().compareTo(other.since());
    }

    /** Whether the user holds the offer of this call or held it. */
    public boolean wasTold(String callId, String userLoginId) {
        return book.told(callId).contains(userLoginId);
    }

    /** Groups that have open offers. */
    public Set<String> groupsWithOpen() {
        return book.groupsWithOpen();
    }

    /** Only these are members of the group now: what others hold is theirs no more, and how it ends is nothing to them. */
    public List<Effect> membersAre(String groupId, Set<String> members) {
        List<Effect> effects = new ArrayList<>();
        for (OfferEntry entry : book.open(Set.of(groupId))) {
            String callId = entry.call().callId();
            List<String> users = book.told(callId).stream().filter(user -> !members.contains(user)).toList();
            if (!users.isEmpty()) {
                book.hide(callId, users);
                effects.add(new Effect.Withdrawn(new Withdrawal(callId, Withdrawal.Reason.UNAVAILABLE, Optional.empty()), users, Optional.empty()));
            }
        }
        return effects;
    }

    /**
     * Decides one claim. Of any number of claims for one open offer exactly the first is won.
     *
     * @param available whether who claims takes calls at all now
     * @param tooMany   how many calls they may have at once, where they have as many
     */
    public ClaimDecision claim(ClaimRequest request, boolean available, Optional<Integer> tooMany) {
        return claims.claim(request, available, tooMany);
    }

    /** Calls that this user has claimed and doesn't talk in yet. */
    public Set<String> claimedBy(String userLoginId) {
        return book.claimedBy(userLoginId);
    }

    /**
     * The claimer hangs up before they talk: the offer opens again once their phone has stopped.
     *
     * @return true when their phone does not ring yet: it will be stopped as soon as it does
     */
    public boolean giveUp(String callId, String userLoginId) {
        return claims.giveUp(callId, userLoginId);
    }

    /** Whether the caller is still to be sent to who claimed them in this turn. */
    public boolean stands(String callId, long turn) {
        return claims.stands(callId, turn);
    }

    /** The PBX answered the Redirect of this turn. */
    public List<Effect> redirected(String callId, long turn, PbxCommands.Redirect redirect, PbxCommands.Result result) {
        return claims.redirected(callId, turn, redirect, result);
    }

    /** Time has passed since a claim: nothing is done if it has succeeded or ended meanwhile. {@code last} gives up a phone that still rings. */
    public List<Effect> check(String callId, long turn, boolean last) {
        return claims.check(callId, turn, last);
    }

    /** Who has claimed this call. */
    public Optional<Person> claimer(String callId) {
        return claims.claimer(callId);
    }

    /** Somebody sends a call that waits elsewhere: it is offered to nobody now. Empty where it does not wait. */
    public Optional<List<Effect>> takeAway(String callId) {
        return find(callId).filter(entry -> entry.state().match(expected -> true, open -> true, claimed -> false, over -> false))
                .map(entry -> book.over(entry, Withdrawal.Reason.WITHDRAWN, Optional.empty()));
    }

    /** It went nowhere, and is offered again. */
    public List<Effect> giveBack(String callId) {
        return find(callId).filter(entry -> entry.state() instanceof Over && OfferBook.isForGroup(entry.call())
                && entry.call().customerLeg().isPresent()).map(entry -> book.expect(entry.call())).orElse(List.of());
    }

    public Optional<OfferEntry> find(String callId) {
        return book.find(callId);
    }

    public void forget(String callId) {
        book.forget(callId);
    }
}
