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

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.acd.AcdListener.Share;
import org.apache.ofbiz.asterisk.call.CallPart;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.PhoneCall.State;

/** What one person has of a call, read from its parts. Pure functions. */
final class UserShares {

    /** In these a phone that is called and does not talk yet is ringing. */
    private static final Set<State> REACHED = Set.of(State.RINGING, State.TALKING, State.HELD);

    private UserShares() {
    }

    /** Those whose phone rang, or who talked, in order of appearance. */
    static Set<String> users(PhoneCall call) {
        Set<String> users = new LinkedHashSet<>();
        call.parts().stream().filter(UserShares::isPersonal).flatMap(part -> userOf(part).stream()).forEach(users::add);
        return users;
    }

    /** The parts in which this user was called or talked, by beginning. */
    static List<CallPart> of(PhoneCall call, String user) {
        return call.parts().stream().filter(UserShares::isPersonal).filter(part -> userOf(part).equals(Optional.of(user))).toList();
    }

    /** How many of them are over. */
    static int over(PhoneCall call, String user) {
        return (int) of(call, user).stream().filter(part -> !part.isOpen()).count();
    }

    private static boolean isPersonal(CallPart part) {
        return part.kind() == CallPart.Kind.CALLED || part.kind() == CallPart.Kind.TALKED;
    }

    private static Optional<String> userOf(CallPart part) {
        return part.peer().flatMap(Peer::owner).map(Person::userLoginId);
    }

    /** Whether somebody talked in one of these. */
    static boolean talked(List<CallPart> parts) {
        return parts.stream().anyMatch(part -> part.kind() == CallPart.Kind.TALKED);
    }

    /**
     * @param parts of this user, at least one
     * @return empty while their phone is dialed and does not ring yet
     */
    static Optional<Share> read(PhoneCall call, String user, List<CallPart> parts) {
        Optional<Instant> answeredAt = parts.stream().filter(part -> part.kind() == CallPart.Kind.TALKED).findFirst().map(CallPart::startedAt);
        Optional<State> state = state(call, user, parts);
        return state.map(now -> now != State.ENDED ? new Share(now, answeredAt, Optional.empty(), Optional.empty())
                : new Share(now, answeredAt, last(parts).endedAt().or(call::endedAt), Optional.of(outcome(call, parts))));
    }

    private static Optional<State> state(PhoneCall call, String user, List<CallPart> parts) {
        if (call.ended()) {
            return Optional.of(State.ENDED);
        }
        Optional<CallPart> talk = parts.stream().filter(part -> part.kind() == CallPart.Kind.TALKED && part.isOpen()).findFirst();
        if (talk.isPresent()) {
            boolean held = call.state() == State.HELD || talk.get().holds().stream().anyMatch(hold -> hold.until().isEmpty());
            return Optional.of(held ? State.HELD : State.TALKING);
        }
        if (parts.stream().anyMatch(CallPart::isOpen)) {
            return REACHED.contains(call.state()) ? Optional.of(State.RINGING) : Optional.empty();
        }
        CallPart last = last(parts);
        boolean there = last.end().equals(Optional.of(Outcome.ANSWERED)) && call.legs().stream().anyMatch(leg -> leg.alive()
                && leg.peer().flatMap(Peer::owner).filter(owner -> owner.userLoginId().equals(user)).isPresent());
        // picked up, and about to be connected; or still there while the customer is not
        return Optional.of(!there ? State.ENDED : last.kind() == CallPart.Kind.TALKED ? State.TALKING : State.RINGING);
    }

    /** Anyone who rang and did not answer is told so, whatever made the phone stop. */
    private static Outcome outcome(PhoneCall call, List<CallPart> parts) {
        CallPart last = last(parts);
        Outcome end = last.end().orElse(Outcome.CANCELLED);
        if (last.kind() == CallPart.Kind.TALKED) {
            return Outcome.ANSWERED;
        }
        if (end == Outcome.ANSWERED || end == Outcome.CANCELLED) {
            Optional<Outcome> whole = call.outcome().filter(outcome -> outcome != Outcome.ANSWERED);
            return whole.orElse(end == Outcome.ANSWERED && call.ended() ? Outcome.ANSWERED : Outcome.EXTENSION_NO_ANSWER);
        }
        return end;
    }

    /** Of several phones that rang together the one that was answered. */
    private static CallPart last(List<CallPart> parts) {
        CallPart last = parts.get(parts.size() - 1);
        return parts.stream().filter(part -> last.kind() == CallPart.Kind.CALLED && part.end().equals(Optional.of(Outcome.ANSWERED))
                && part.endedAt().filter(at -> !at.isBefore(last.startedAt())).isPresent()).findFirst().orElse(last);
    }
}
