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
package org.apache.ofbiz.asterisk.desk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.desk.CallerDirectory.Caller;
import org.apache.ofbiz.asterisk.desk.DeskListener.UserCall;

/**
 * Which calls run, and which users take part in them: who placed, claimed or answered it. Decides and does nothing itself.
 * Not thread-safe: {@link Desk} calls it under its lock.
 */
final class UserCalls {

    /** A call with what is known around it. {@code callers}: by number, without value while asked. {@code told}: by user. */
    private record Kept(PhoneCall call, Optional<Person> claimer, Map<String, Optional<Caller>> callers, Map<String, UserCall> told) {
    }

    /** Of one call into the next: far more than happens. */
    private static final int MOST_MERGED = 20;

    private final Map<String, Kept> calls = new HashMap<>();
    /** Calls that a user asked for, by callId: an Originate that fails at once is told to them, too. */
    private final Map<String, String> placedBy = new HashMap<>();

    /** This user is about to place the call. */
    void placed(String callId, String userLoginId) {
        placedBy.put(callId, userLoginId);
    }

    /** The PBX will not place it after all. */
    void notPlaced(String callId) {
        if (!calls.containsKey(callId)) {
            placedBy.remove(callId);
        }
    }

    List<Effect> callChanged(PhoneCall call, Optional<Person> claimer) {
        Kept before = calls.get(call.callId());
        Kept kept = before == null ? new Kept(call, claimer, new HashMap<>(), new HashMap<>())
                : new Kept(call, claimer, before.callers(), before.told());
        calls.put(call.callId(), kept);
        return tell(kept);
    }

    /** The same call, with another claimer or none. */
    List<Effect> claimerChanged(String callId, Optional<Person> claimer) {
        return Optional.ofNullable(calls.get(callId)).map(kept -> callChanged(kept.call(), claimer)).orElse(List.of());
    }

    /** The directory has answered. */
    List<Effect> callerKnown(String callId, String number, Caller caller) {
        Kept kept = calls.get(callId);
        if (kept == null) {
            return List.of();
        }
        kept.callers().put(number, Optional.of(caller));
        return kept.call().ended() && kept.told().isEmpty() ? List.of() : tell(kept);
    }

    /** For this user the call is over, while it goes on without them. */
    List<Effect> left(String callId, String userLoginId, PhoneCall.Outcome outcome) {
        Kept kept = calls.get(callId);
        if (kept == null || kept.told().remove(userLoginId) == null) {
            return List.of();
        }
        UserCall last = new UserCall(kept.call(), callerFor(kept, userLoginId), Optional.of(outcome));
        return List.of(new Effect.CallChanged(last, userLoginId));
    }

    private List<Effect> tell(Kept kept) {
        List<Effect> effects = new ArrayList<>();
        for (String user : participants(kept)) {
            String number = otherEnd(kept.call(), user);
            if (kept.callers().putIfAbsent(number, Optional.empty()) == null) {
                effects.add(new Effect.LookUp(kept.call().callId(), number));
            }
            UserCall now = new UserCall(kept.call(), callerFor(kept, user), Optional.empty());
            UserCall before = kept.told().put(user, now);
            if (before == null || !looksLike(before, now)) {
                effects.add(new Effect.CallChanged(now, user));
            }
        }
        return effects;
    }

    /** A user would see no difference. */
    private static boolean looksLike(UserCall one, UserCall other) {
        return one.state() == other.state() && one.outcome().equals(other.outcome()) && one.caller().equals(other.caller())
                && one.call().answeredAt().equals(other.call().answeredAt());
    }

    private Set<String> participants(Kept kept) {
        Set<String> users = new LinkedHashSet<>();
        Optional.ofNullable(placedBy.get(kept.call().callId())).ifPresent(users::add);
        kept.claimer().map(Person::userLoginId).ifPresent(users::add);
        kept.call().originator().flatMap(Peer::owner).map(Person::userLoginId).ifPresent(users::add);
        kept.call().answeredBy().flatMap(Peer::owner).map(Person::userLoginId).ifPresent(users::add);
        return users;
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

    /** Calls of this user that have not ended, the oldest first. */
    List<UserCall> of(String userLoginId) {
        return calls.values().stream()
                .filter(kept -> !kept.call().ended() && participants(kept).contains(userLoginId))
                .map(kept -> new UserCall(kept.call(), callerFor(kept, userLoginId), Optional.empty()))
                .sorted((one, other) -> one.call().startedAt().compareTo(other.call().startedAt()))
                .toList();
    }

    /** This call, which has ended, as the user saw it. */
    Optional<UserCall> ended(String callId, String userLoginId) {
        return Optional.ofNullable(calls.get(callId)).filter(kept -> kept.call().ended() && participants(kept).contains(userLoginId))
                .map(kept -> new UserCall(kept.call(), callerFor(kept, userLoginId), Optional.empty()));
    }

    /** The call that this one has become a part of; its own id where it has not. */
    String whole(String callId) {
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

    Optional<PhoneCall> find(String callId) {
        return Optional.ofNullable(calls.get(callId)).map(Kept::call);
    }

    /** True for who placed, claimed or answered the call, also before the PBX has said anything of it. */
    boolean takesPart(String callId, String userLoginId) {
        Kept kept = calls.get(callId);
        return userLoginId.equals(placedBy.get(callId)) || kept != null && participants(kept).contains(userLoginId);
    }

    void forget(String callId) {
        calls.remove(callId);
        placedBy.remove(callId);
    }
}
