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
package org.apache.ofbiz.asterisk.call.leg;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.CallPart;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.OutcomeClassifier;
import org.apache.ofbiz.asterisk.call.Peer;

/**
 * The part of a person whom the caller was to reach and of whom no leg tells: only where the caller was in the dialplan says so, and the PBX
 * when it accounts for the call. Pure functions.
 */
public final class AccountedPart {

    private AccountedPart() {
    }

    /**
     * A person whom the caller was to reach.
     *
     * @param at    when it shows: of a transfer its moment, else the end
     * @param since what was before has nothing to do with it
     */
    public record Wanted(Peer person, Instant at, Instant since) {

        CallPart part() {
            return new CallPart(CallPart.Kind.CALLED, Optional.of(person), "", Optional.empty(), at, Optional.of(at),
                    Optional.of(Outcome.EXTENSION_UNREGISTERED), List.of());
        }
    }

    /**
     * @param all  parts that legs tell
     * @param legs of the call
     * @return empty where legs tell of that person, or where it does not show that anybody was called
     */
    public static Optional<CallPart> of(Wanted one, List<CallPart> all, List<LegInProgress> legs) {
        Peer person = one.person();
        CallPart wanted = one.part();
        List<CallPart> parts = all.stream().filter(part -> !part.startedAt().isBefore(one.since())).toList();
        if (parts.stream().flatMap(part -> part.peer().stream()).anyMatch(peer -> !isAnother(peer, person))) {
            return Optional.empty();
        }
        Optional<Peer> caller = legs.stream().filter(LegInProgress::isReal).findFirst().filter(LegInProgress::isExtension)
                .flatMap(LegInProgress::peer);
        List<CallPart> called = parts.stream().filter(part -> part.kind() == CallPart.Kind.CALLED).toList();
        List<CallPart> talked = parts.stream().filter(part -> part.kind() == CallPart.Kind.TALKED).toList();
        if (!called.isEmpty()) {
            return instead(wanted, called, talked);
        }
        boolean elsewhere = talked.stream().allMatch(talk -> talk.peer().isEmpty() ? !talk.place().isEmpty() : talk.peer().equals(caller));
        if (talked.isEmpty()) {
            boolean goesOn = legs.stream().anyMatch(leg -> leg.incoming() && leg.isReal() && leg.alive());
            return goesOn ? Optional.empty() : Optional.of(notReached(wanted, legs, one.since()));
        }
        Instant taken = talked.get(0).startedAt();
        Instant rang = legs.stream().filter(LegInProgress::isTrunk).flatMap(leg -> leg.parts().calledAt().stream())
                .filter(at -> !at.isBefore(one.since()) && !at.isAfter(taken)).findFirst().orElse(taken);
        return elsewhere ? Optional.of(ends(wanted, rang, Optional.of(taken), Outcome.FORWARDED)) : Optional.empty();
    }

    /**
     * The part of the one in whose mailbox the caller was, as where nobody's phone rings after hours.
     *
     * @param message whether the caller left one
     * @param all     parts that are known without it
     * @param group   whether a group was reached
     * @return empty where somebody else is to call back, who was called or waited for after the last talk, or the group
     */
    public static Optional<CallPart> ofMailbox(Wanted owner, boolean message, List<CallPart> all, boolean group) {
        Instant lastTalk = all.stream().filter(part -> part.kind() == CallPart.Kind.TALKED).map(part -> part.endedAt().orElse(Instant.MAX))
                .max(Comparator.naturalOrder()).orElse(Instant.MIN);
        boolean others = all.stream().anyMatch(part -> part.isUnanswered() && !part.endedAt().orElseThrow().isBefore(lastTalk));
        return others || lastTalk.isAfter(owner.at()) || group && lastTalk.equals(Instant.MIN) ? Optional.empty()
                : Optional.of(ends(owner.part(), owner.at(), Optional.of(owner.at()), message ? Outcome.EXTENSION_NO_ANSWER : Outcome.CANCELLED));
    }

    /** Whether a phone is somebody else's. */
    public static boolean isAnother(Peer phone, Peer person) {
        return !phone.equals(person) && (phone.owner().isEmpty() || !phone.owner().equals(person.owner()));
    }

    /** A colleague was called in their place. Another device of theirs may be one that nobody told us of. */
    private static Optional<CallPart> instead(CallPart wanted, List<CallPart> called, List<CallPart> talked) {
        Optional<CallPart> last = called.stream().max(Comparator.comparing(CallPart::startedAt)).filter(part -> part.peer().isPresent());
        return last.map(colleague -> {
            Optional<CallPart> talk = talked.stream().filter(part -> part.peer().equals(colleague.peer()) || part.peer().isEmpty())
                    .filter(part -> !part.startedAt().isBefore(colleague.startedAt())).findFirst();
            Optional<Instant> until = talk.map(CallPart::startedAt).or(colleague::endedAt).or(wanted::endedAt);
            Outcome end = talk.isPresent() ? Outcome.FORWARDED : colleague.end().filter(how -> how != Outcome.ANSWERED).orElse(Outcome.FORWARDED);
            return ends(wanted, colleague.startedAt(), until, end);
        });
    }

    /** They were away, or didn't want to be disturbed, or were forwarded to where nobody answered either. */
    private static CallPart notReached(CallPart wanted, List<LegInProgress> legs, Instant since) {
        Optional<Outcome> elsewhere = legs.stream().filter(leg -> leg.isTrunk() && leg.dialled())
                .filter(leg -> leg.parts().calledAt().filter(since::isAfter).isEmpty()).reduce((earlier, later) -> later)
                .map(leg -> OutcomeClassifier.ofExtension(leg.result(), leg.cause()).orElse(Outcome.CANCELLED));
        Optional<Outcome> busy = legs.stream().filter(leg -> leg.incoming() && leg.cause() == OutcomeClassifier.USER_BUSY).findFirst()
                .map(caller -> Outcome.EXTENSION_BUSY);
        Optional<Instant> gone = legs.stream().filter(leg -> leg.incoming() && leg.isReal()).flatMap(leg -> leg.snapshot().endedAt().stream())
                .filter(wanted.startedAt()::isBefore).max(Comparator.naturalOrder());
        return ends(wanted, wanted.startedAt(), gone.or(wanted::endedAt), elsewhere.or(() -> busy).or(wanted::end).orElseThrow());
    }

    private static CallPart ends(CallPart wanted, Instant from, Optional<Instant> until, Outcome end) {
        return new CallPart(wanted.kind(), wanted.peer(), wanted.place(), wanted.groupId(), from, until, Optional.of(end), wanted.holds());
    }
}
