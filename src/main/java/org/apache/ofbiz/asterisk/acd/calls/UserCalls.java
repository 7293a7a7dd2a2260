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
package org.apache.ofbiz.asterisk.acd.calls;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.AcdListener;
import org.apache.ofbiz.asterisk.acd.AcdListener.UserCall;
import org.apache.ofbiz.asterisk.acd.CallerDirectory;
import org.apache.ofbiz.asterisk.acd.CallerDirectory.Caller;
import org.apache.ofbiz.asterisk.acd.Effect;
import org.apache.ofbiz.asterisk.acd.distribution.CallDistributor;
import org.apache.ofbiz.asterisk.call.CallPart;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;

/**
 * Which calls run, and which users take part in them: who placed, claimed or answered it. Decides and does nothing itself.
 * Not thread-safe: {@link CallDistributor} calls it under its lock.
 */
public final class UserCalls {

    /** A call with what is known around it. {@code callers}: by number, without value while asked. {@code told}: by user. */
    private record Kept(PhoneCall call, Optional<Claim> claim, Map<String, Optional<Caller>> callers, Map<String, UserCall> told) {
    }

    /** @param earlier parts of the claimer that were over before; who took the call on another phone may have one that goes on */
    private record Claim(Person by, int earlier) {
    }

    /** Of one call into the next: far more than happens. */
    private static final int MOST_MERGED = 20;

    private final Map<String, Kept> calls = new HashMap<>();
    /** callIds of calls that a user takes part in or took part in, and the same users by callId. */
    private final Map<String, Set<String>> callsOfUser = new HashMap<>();
    private final Map<String, Set<String>> usersOfCall = new HashMap<>();
    /** Calls that a user asked for, by callId: an Originate that fails at once is told to them, too. */
    private final Map<String, String> placedBy = new HashMap<>();

    /** This user is about to place the call. */
    public void placed(String callId, String userLoginId) {
        placedBy.put(callId, userLoginId);
        remember(callId, Set.of(userLoginId));
    }

    /** The PBX will not place it after all. */
    public void notPlaced(String callId) {
        if (!calls.containsKey(callId)) {
            forget(callId);
        }
    }

    public List<Effect> callChanged(PhoneCall call, Optional<Person> claimer) {
        Kept before = calls.get(call.callId());
        Optional<Claim> claim = claimer.map(by -> before == null ? new Claim(by, 0)
                : before.claim().filter(known -> known.by().equals(by))
                        .orElseGet(() -> new Claim(by, UserShares.over(before.call(), by.userLoginId()))));
        Kept kept = before == null ? new Kept(call, claim, new HashMap<>(), new HashMap<>())
                : new Kept(call, claim, before.callers(), before.told());
        calls.put(call.callId(), kept);
        return tell(kept);
    }

    /** The same call, with another claimer or none. */
    public List<Effect> claimerChanged(String callId, Optional<Person> claimer) {
        return Optional.ofNullable(calls.get(callId)).map(kept -> callChanged(kept.call(), claimer)).orElse(List.of());
    }

    /** The directory has answered. */
    public List<Effect> callerKnown(String callId, String number, Caller caller) {
        Kept kept = calls.get(callId);
        if (kept == null) {
            return List.of();
        }
        kept.callers().put(number, Optional.of(caller));
        return kept.call().ended() && kept.told().isEmpty() ? List.of() : tell(kept);
    }

    /** Whose claim came to nothing hears why before the call, which is not theirs any more, tells them that they were rung. */
    public List<Effect> lostFirst(List<Effect> effects) {
        return effects.stream().flatMap(effect -> effect instanceof Effect.ClaimLost lost
                ? left(lost.callId(), lost.user(), lost.outcome()).stream() : Stream.of(effect)).toList();
    }

    /** For this user the call is over, while it goes on without them. */
    private List<Effect> left(String callId, String userLoginId, Outcome outcome) {
        Kept kept = calls.get(callId);
        UserCall before = kept == null ? null : kept.told().get(userLoginId);
        if (before == null || before.state() == PhoneCall.State.ENDED) {
            return List.of();
        }
        UserCall last = new UserCall(kept.call(), callerFor(kept, userLoginId), Optional.of(outcome), Optional.empty());
        kept.told().put(userLoginId, last);
        return List.of(new Effect.CallChanged(last, userLoginId));
    }

    private List<Effect> tell(Kept kept) {
        List<Effect> effects = new ArrayList<>();
        Set<String> users = participants(kept);
        remember(kept.call().callId(), users);
        for (String user : users) {
            Optional<UserCall> now = seenBy(kept, user);
            UserCall before = kept.told().get(user);
            boolean news = now.isPresent() && (before == null ? isTold(kept, user, now.get()) : !looksLike(before, now.get()));
            if (now.isEmpty() || before == null && !news) {
                continue;
            }
            String number = otherEnd(kept.call(), user);
            if (kept.callers().putIfAbsent(number, Optional.empty()) == null) {
                effects.add(new Effect.LookUp(kept.call().callId(), number));
            }
            kept.told().put(user, news ? now.get() : before);
            if (news) {
                effects.add(new Effect.CallChanged(now.get(), user));
            }
        }
        return effects;
    }

    /** Who is only now found to have been called in vain need not be told. */
    private boolean isTold(Kept kept, String user, UserCall now) {
        return now.share().isEmpty() || now.state() != PhoneCall.State.ENDED || wholeOf(kept).contains(user);
    }

    /** A user would see no difference: a call that is over for them stays as it was told. */
    private static boolean looksLike(UserCall one, UserCall other) {
        boolean over = one.state() == PhoneCall.State.ENDED && other.state() == PhoneCall.State.ENDED;
        return one.state() == other.state() && one.caller().equals(other.caller())
                && (over || one.call().variables().equals(other.call().variables()))
                && (over || one.outcome().equals(other.outcome()) && one.answeredAt().equals(other.answeredAt()));
    }

    private Set<String> participants(Kept kept) {
        Set<String> users = wholeOf(kept);
        users.addAll(UserShares.users(kept.call()));
        return users;
    }

    /** Those to whom the call is theirs as a whole: who placed it, has claimed or answered it. */
    private Set<String> wholeOf(Kept kept) {
        Set<String> users = new LinkedHashSet<>();
        Optional.ofNullable(placedBy.get(kept.call().callId())).ifPresent(users::add);
        kept.claim().map(claim -> claim.by().userLoginId()).ifPresent(users::add);
        kept.call().originator().flatMap(Peer::owner).map(Person::userLoginId).ifPresent(users::add);
        kept.call().answeredBy().flatMap(Peer::owner).map(Person::userLoginId).ifPresent(users::add);
        return users;
    }

    /** Empty while there is nothing to see for them yet. */
    private Optional<UserCall> seenBy(Kept kept, String user) {
        PhoneCall call = kept.call();
        boolean placed = user.equals(placedBy.get(call.callId()))
                || call.originator().flatMap(Peer::owner).filter(owner -> owner.userLoginId().equals(user)).isPresent();
        Optional<Claim> claim = kept.claim().filter(claimed -> claimed.by().userLoginId().equals(user));
        List<CallPart> all = UserShares.of(call, user);
        List<CallPart> parts = all.subList(Math.min(claim.map(Claim::earlier).orElse(0), all.size()), all.size());
        boolean whole = parts.isEmpty() || claim.isPresent() && !UserShares.talked(parts) || placed && (call.ended() || !UserShares.talked(parts));
        if (whole) {
            Optional<AcdListener.Share> crossed = claim.isPresent() ? crossed(call, user) : Optional.empty();
            return Optional.of(new UserCall(call, callerFor(kept, user), Optional.empty(), crossed));
        }
        Optional<AcdListener.Share> share = UserShares.read(call, user, parts);
        if (placed && share.filter(its -> its.state() != PhoneCall.State.ENDED).isPresent()) {
            return Optional.of(new UserCall(call, callerFor(kept, user), Optional.empty(), Optional.empty()));
        }
        return share.map(its -> new UserCall(call, callerFor(kept, user), Optional.empty(), Optional.of(its)));
    }

    /** What a user has who claimed a call that somebody else answered at that moment: until they are connected, only the other one talks. */
    private static Optional<AcdListener.Share> crossed(PhoneCall call, String user) {
        return Legs.connectedExtension(call).flatMap(Peer::owner).filter(other -> !other.userLoginId().equals(user))
                .map(other -> new AcdListener.Share(PhoneCall.State.RINGING, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private String otherEnd(PhoneCall call, String user) {
        boolean called = call.direction() == PhoneCall.Direction.INTERNAL && !user.equals(placedBy.get(call.callId()))
                && call.originator().flatMap(Peer::owner).map(Person::userLoginId).filter(user::equals).isEmpty();
        return called ? call.caller().number() : call.customerNumber();
    }

    private Caller callerFor(Kept kept, String user) {
        String number = otherEnd(kept.call(), user);
        return kept.callers().getOrDefault(number, Optional.empty()).orElseGet(() ->
                new Caller(number, "", number, List.of(), CallerDirectory.MatchedOn.NOBODY, ""));
    }

    /** Calls of this user that have not ended for them, the oldest first. */
    public List<UserCall> of(String userLoginId) {
        return callsOfUser.getOrDefault(userLoginId, Set.of()).stream().flatMap(callId -> Optional.ofNullable(calls.get(callId)).stream())
                .filter(kept -> !kept.call().ended() && participants(kept).contains(userLoginId))
                .flatMap(kept -> seenBy(kept, userLoginId).stream())
                .filter(call -> call.state() != PhoneCall.State.ENDED)
                .sorted((one, other) -> one.call().startedAt().compareTo(other.call().startedAt()))
                .toList();
    }

    /** This call, which has ended for the user, as they saw it. */
    public Optional<UserCall> ended(String callId, String userLoginId) {
        return Optional.ofNullable(calls.get(callId)).filter(kept -> participants(kept).contains(userLoginId))
                .flatMap(kept -> seenBy(kept, userLoginId)).filter(call -> call.state() == PhoneCall.State.ENDED);
    }

    /** The call that this one has become a part of; its own id where it has not. */
    public String whole(String callId) {
        String whole = callId;
        for (int steps = 0; steps < MOST_MERGED; steps++) {
            Optional<PhoneCall> call = find(whole).filter(known -> known.mergedInto().isPresent());
            if (call.isEmpty()) {
                return whole;
            }
            whole = PhoneCall.callId(call.get().serverId(), call.get().mergedInto().get());
        }
        return whole;
    }

    public Optional<PhoneCall> find(String callId) {
        return Optional.ofNullable(calls.get(callId)).map(Kept::call);
    }

    /** True for who placed, claimed or answered the call, also before the PBX has said anything of it. */
    public boolean takesPart(String callId, String userLoginId) {
        Kept kept = calls.get(callId);
        return userLoginId.equals(placedBy.get(callId)) || kept != null && participants(kept).contains(userLoginId);
    }

    public void forget(String callId) {
        calls.remove(callId);
        placedBy.remove(callId);
        Optional.ofNullable(usersOfCall.remove(callId)).ifPresent(users -> users.forEach(user ->
                callsOfUser.computeIfPresent(user, (name, own) -> own.remove(callId) && own.isEmpty() ? null : own)));
    }

    private void remember(String callId, Set<String> users) {
        Set<String> known = users.isEmpty() ? Set.of() : usersOfCall.computeIfAbsent(callId, call -> new LinkedHashSet<>());
        users.stream().filter(user -> !known.contains(user)).toList().forEach(user -> {
            known.add(user);
            callsOfUser.computeIfAbsent(user, name -> new LinkedHashSet<>()).add(callId);
        });
    }
}
