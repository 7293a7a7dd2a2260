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
package org.apache.ofbiz.asterisk.call.progress;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.CallPart;
import org.apache.ofbiz.asterisk.call.DialResult;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.OutcomeClassifier;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PhoneCall.Direction;
import org.apache.ofbiz.asterisk.call.TimelineEntry;
import org.apache.ofbiz.asterisk.call.leg.AccountedPart;
import org.apache.ofbiz.asterisk.call.leg.DialedNumber;
import org.apache.ofbiz.asterisk.call.leg.LegFailure;
import org.apache.ofbiz.asterisk.call.leg.LegInProgress;
import org.apache.ofbiz.asterisk.call.leg.LegParts;
import org.apache.ofbiz.asterisk.call.leg.LocalHalves;

/** Reads from the legs of a call which parts it has. */
public final class CallParts {

    private CallParts() {
    }

    /**
     * Notes who talks to the customer now, and who no longer does.
     *
     * @param talking those who hear one another now
     */
    static void follow(List<LegInProgress> legs, List<LegInProgress> talking, Direction direction, Instant at) {
        if (talking.isEmpty() && !isFollowed(legs)) {
            return;
        }
        // colleagues of whom the one who called has handed the other over talk with each other
        Optional<LegInProgress> customer = customer(legs, direction)
                .filter(leg -> direction != Direction.INTERNAL || leg.place().bridge().isPresent());
        boolean together = customer.isEmpty() || talking.contains(customer.get());
        List<LegInProgress> withCustomer = together ? talking : List.of();
        boolean customerGone = customer.filter(leg -> !leg.alive()).isPresent();
        for (LegInProgress leg : legs) {
            if (customer.equals(Optional.of(leg))) {
                continue;
            }
            if (withCustomer.contains(leg) && !leg.isPaged() && !isBehindPlace(leg, legs)) {
                leg.parts().talks(at, leg.isExtension() ? leg.peer() : Optional.empty(), leg.isExtension() ? "" : leg.calledAs());
            } else if (leg.parts().isTalking() && (customerGone || !withCustomer.isEmpty())) {
                leg.parts().talkEnds(at);
            } else if (leg.parts().isTalking()) {
                leg.parts().pauses(at);
            } else if (leg.place().isInRoom() && !leg.place().comesBack() && isWithSomebody(leg, legs)) {
                leg.parts().isElsewhere();
            }
        }
        customer.filter(leg -> direction != Direction.INTERNAL && leg.place().conference().isPresent() && leg.place().isInRoom())
                .ifPresent(leg -> leg.parts().talks(at, Optional.empty(), leg.place().conference().get()));
        customer.filter(leg -> leg.place().conference().isPresent() && !leg.place().isInRoom()).ifPresent(leg -> leg.parts().talkEnds(at));
    }

    /** The line to a person whom a Local channel stands for, who is in the call already. */
    private static boolean isBehindPlace(LegInProgress leg, List<LegInProgress> legs) {
        return leg.isTrunk() && legs.stream().anyMatch(near -> near.isExtension() && near.channel().isNearHalf()
                && LocalHalves.isReachedBy(leg, near, legs));
    }

    private static boolean isWithSomebody(LegInProgress leg, List<LegInProgress> legs) {
        for (LegInProgress other : legs) {
            if (other != leg && other.isReal() && other.place().isTogetherWith(leg.place())) {
                return true;
            }
        }
        return false;
    }

    /**
     * A call turned out to be part of another. Who was in both was asking back, unless a customer called them: until now they have not talked
     * to the customer here, and if they placed this call, nobody has. Nor has anybody where only colleagues talked.
     *
     * @param here  legs of the call that ends
     * @param there legs of the other
     */
    public static void asksBack(List<LegInProgress> here, List<LegInProgress> there) {
        if (CallSummary.trunk(here).isEmpty() && CallSummary.trunk(there).isPresent()) {
            here.forEach(leg -> leg.parts().forgetsTalks());
        }
        Optional<LegInProgress> placer = CallSummary.first(here).filter(LegInProgress::isExtension);
        if (placer.isEmpty()) {
            return;
        }
        for (LegInProgress asking : here) {
            List<LegInProgress> without = placer.get() == asking ? here : List.of(asking);
            there.stream().filter(leg -> leg.isExtension() && asking.isExtension() && leg.peer().equals(asking.peer()))
                    .forEach(leg -> without.forEach(each -> each.parts().forgetsTalksDuringThoseOf(leg.parts())));
        }
    }

    /** Whether anybody has talked to the customer, or is in a conference. */
    private static boolean isFollowed(List<LegInProgress> legs) {
        for (LegInProgress leg : legs) {
            if (leg.parts().isTalking() || leg.place().conference().isPresent()) {
                return true;
            }
        }
        return false;
    }

    /**
     * The line of anyone who is outside: of several the first that is still there, and rather one that answered. In an internal call the one who
     * calls.
     */
    static Optional<LegInProgress> customer(List<LegInProgress> legs, Direction direction) {
        Optional<LegInProgress> first = Optional.empty();
        Optional<LegInProgress> alive = Optional.empty();
        for (LegInProgress leg : legs) {
            boolean theirs = direction == Direction.INTERNAL ? leg.isExtension() : leg.isTrunk();
            if (theirs && (direction == Direction.INTERNAL || direction == Direction.INBOUND && leg.incoming())) {
                return Optional.of(leg);
            }
            if (theirs) {
                first = first.isPresent() ? first : Optional.of(leg);
                alive = !leg.alive() || alive.filter(before -> before.isAnswered() || !leg.isAnswered()).isPresent() ? alive : Optional.of(leg);
            }
        }
        return alive.isPresent() ? alive : first;
    }

    /** All parts, by beginning. */
    static List<CallPart> of(List<LegInProgress> legs, Direction direction, Numbering numbering,
            List<AccountedPart.Wanted> wanted) {
        List<CallPart> parts = new ArrayList<>();
        for (LegInProgress leg : legs) {
            called(leg, legs, direction, numbering).ifPresent(parts::add);
            for (LegParts.Open wait : leg.parts().waits()) {
                parts.add(wait.told(endOf(wait, leg, legs)));
            }
            for (LegParts.Open talk : leg.parts().talks()) {
                parts.add(talk.told(talk.end()));
            }
        }
        if (direction == Direction.INTERNAL) {
            caller(legs, parts).ifPresent(part -> parts.add(0, part));
        }
        wanted.forEach(one -> AccountedPart.of(one, parts, legs).ifPresent(part -> parts.add(0, part)));
        if (parts.size() < 2) {
            return parts;
        }
        parts.sort(Comparator.comparing(CallPart::startedAt));
        return parts;
    }

    /** The colleague who called a colleague talked as long as anybody did with them, at most until they hung up. */
    private static Optional<CallPart> caller(List<LegInProgress> legs, List<CallPart> parts) {
        List<CallPart> talks = parts.stream().filter(part -> part.kind() == CallPart.Kind.TALKED).toList();
        Optional<Peer> caller = customer(legs, Direction.INTERNAL).flatMap(LegInProgress::peer);
        return talks.stream().map(CallPart::startedAt).min(Comparator.naturalOrder()).filter(from -> caller.isPresent()).map(from -> {
            boolean over = talks.stream().allMatch(talk -> talk.endedAt().isPresent());
            Optional<Instant> last = talks.stream().flatMap(talk -> talk.endedAt().stream()).max(Comparator.naturalOrder()).filter(at -> over);
            Optional<Instant> to = gone(caller, legs).filter(at -> last.filter(at::isAfter).isEmpty()).or(() -> last);
            return new CallPart(CallPart.Kind.TALKED, caller, "", Optional.empty(), from, to, to.map(at -> Outcome.ANSWERED), List.of());
        });
    }

    /** When the last phone of this person hung up. */
    private static Optional<Instant> gone(Optional<Peer> person, List<LegInProgress> legs) {
        List<LegInProgress> theirs = legs.stream().filter(leg -> leg.isExtension() && leg.peer().equals(person)).toList();
        return theirs.stream().anyMatch(LegInProgress::alive) ? Optional.empty()
                : theirs.stream().flatMap(leg -> leg.snapshot().endedAt().stream()).max(Comparator.naturalOrder());
    }

    /**
     * What the timeline says of the parts themselves.
     *
     * @param severals whether several were called: who answers outside can be one of them, for whom nobody is forwarded
     */
    static List<TimelineEntry> moments(List<CallPart> parts, Optional<Outcome> outcome, boolean severals) {
        if (parts.isEmpty()) {
            return List.of();
        }
        List<TimelineEntry> moments = new ArrayList<>();
        for (CallPart part : parts) {
            if (part.kind() == CallPart.Kind.WAITED && part.end().equals(Optional.of(Outcome.QUEUE_TIMEOUT))) {
                moments.add(new TimelineEntry(part.endedAt().orElseThrow(), TimelineEntry.Kind.QUEUE_TIMEOUT, Optional.empty(), Optional.empty(),
                        part.place()));
            } else if (part.kind() == CallPart.Kind.TALKED && outcome.equals(Optional.of(Outcome.FORWARDED))) {
                List<CallPart> all = parts.stream().filter(each -> each.kind() == CallPart.Kind.CALLED).toList();
                boolean told = all.stream().anyMatch(each -> each.end().equals(Optional.of(Outcome.FORWARDED)));
                boolean many = severals || parts.stream().anyMatch(each -> each.kind() == CallPart.Kind.WAITED && !each.place().isEmpty());
                List<Peer> called = all.stream().filter(each -> !told || each.end().equals(Optional.of(Outcome.FORWARDED)))
                        .flatMap(each -> each.peer().stream()).distinct().toList();
                Optional<Peer> whose = called.stream().findFirst().filter(peer -> called.size() == 1 && (told || !many));
                moments.add(new TimelineEntry(part.startedAt(), TimelineEntry.Kind.FORWARDED, whose, Optional.empty(), part.place()));
            }
        }
        return moments;
    }

    /** Of a call to the outside the customer's phone is not one of ours, nor is the phone of the one who asked for it. */
    private static Optional<CallPart> called(LegInProgress leg, List<LegInProgress> legs, Direction direction, Numbering numbering) {
        if (leg.parts().calledAt().isEmpty() || leg.isListener() || leg.isPaged()) {
            return Optional.empty();
        }
        Optional<Peer> person = leg.isExtension() ? leg.peer() : leg.channel().isNearHalf() ? memberBehind(leg, legs, numbering) : Optional.empty();
        if (person.isEmpty() && !leg.isExtension()) {
            return Optional.empty();
        }
        Optional<Instant> stopped = leg.parts().stoppedAt().or(leg::answeredAt);
        Optional<Outcome> end = stopped.map(at -> end(leg, legs, person));
        // the PBX may play something to who picks up before it says that they did
        Optional<Instant> pickedUp = leg.answeredAt().filter(at -> end.equals(Optional.of(Outcome.ANSWERED)) && at.isBefore(stopped.get()));
        return Optional.of(leg.parts().called(person, person.isPresent() ? "" : leg.channel().peerName(), pickedUp.or(() -> stopped), end));
    }

    private static Outcome end(LegInProgress leg, List<LegInProgress> legs, Optional<Peer> person) {
        if (leg.isAnswered() && !LegFailure.isRefused(leg)) {
            return isForwarded(leg, legs, person) ? Outcome.FORWARDED : isTooLate(leg, legs) || callerIsGone(leg, legs) ? Outcome.CANCELLED
                    : Outcome.ANSWERED;
        }
        return LegFailure.forwards(leg) ? endOfForwarded(leg, legs)
                : failure(leg).map(how -> isAway(leg, how, legs) ? Outcome.EXTENSION_UNREGISTERED : how).orElse(Outcome.CANCELLED);
    }

    /** Who picked up was still being told who calls when the caller hung up. */
    private static boolean callerIsGone(LegInProgress leg, List<LegInProgress> legs) {
        return leg.isExtension() && !leg.originated() && leg.parts().talks().isEmpty() && !leg.alive() && !leg.leaving()
                && CallSummary.first(legs).filter(caller -> caller.isTrunk() && caller.incoming() && caller.leaving()).isPresent();
    }

    /** The dialplan behind a Local channel found no phone to ring, and hung up itself. */
    private static boolean isAway(LegInProgress near, Outcome how, List<LegInProgress> legs) {
        return how == Outcome.EXTENSION_NO_ANSWER && near.channel().isNearHalf() && near.leaving()
                && legs.stream().noneMatch(leg -> LocalHalves.isReachedBy(leg, near, legs));
    }

    /** Of two who pick up at once, each behind a Local channel of their own, one is connected to the caller. */
    private static boolean isTooLate(LegInProgress leg, List<LegInProgress> legs) {
        return leg.parts().talks().isEmpty() && legs.stream().anyMatch(near -> near.channel().isNearHalf()
                && near.result().equals(Optional.of(DialResult.CANCELLED)) && LocalHalves.isReachedBy(leg, near, legs));
    }

    private static Optional<Outcome> failure(LegInProgress leg) {
        return leg.isExtension() ? LegFailure.of(leg) : OutcomeClassifier.ofExtension(leg.result(), leg.cause());
    }

    /** The phone named another number, which was dialed in its place next: taken there, or how that ended. */
    private static Outcome endOfForwarded(LegInProgress phone, List<LegInProgress> legs) {
        Optional<LegInProgress> next = legs.stream().skip(legs.indexOf(phone) + 1L)
                .filter(leg -> leg.dialledBy().equals(phone.dialledBy())).findFirst();
        List<LegInProgress> reached = legs.stream()
                .filter(leg -> leg.isReal() && next.filter(near -> leg == near || LocalHalves.isReachedBy(leg, near, legs)).isPresent()).toList();
        if (reached.stream().anyMatch(LegInProgress::isAnswered)) {
            return Outcome.FORWARDED;
        }
        Optional<LegInProgress> last = reached.stream().reduce((earlier, later) -> later);
        return last.flatMap(leg -> OutcomeClassifier.ofExtension(leg.result(), leg.cause()))
                .or(() -> next.flatMap(near -> OutcomeClassifier.ofExtension(near.result(), 0))).orElse(Outcome.CANCELLED);
    }

    /** Whether a line, or a colleague, has answered what a Local channel was to reach. */
    private static boolean isForwarded(LegInProgress near, List<LegInProgress> legs, Optional<Peer> person) {
        return near.channel().isNearHalf() && legs.stream().anyMatch(leg -> leg.isAnswered() && !leg.parts().talks().isEmpty()
                && (leg.isTrunk() || leg.isExtension() && isAnother(leg.peer(), person)) && LocalHalves.isReachedBy(leg, near, legs));
    }

    private static boolean isAnother(Optional<Peer> phone, Optional<Peer> person) {
        return phone.isPresent() && person.isPresent() && AccountedPart.isAnother(phone.get(), person.get());
    }

    /** The one who was to be reached by a Local channel, where no phone of theirs could be rung. */
    private static Optional<Peer> memberBehind(LegInProgress near, List<LegInProgress> legs, Numbering numbering) {
        return DialedNumber.memberOf(near.channel()).flatMap(numbering::extension)
                .filter(peer -> legs.stream().noneMatch(leg -> leg.isExtension() && leg.peer().equals(Optional.of(peer))
                        && leg.parts().calledAt().filter(at -> !at.isBefore(near.parts().calledAt().orElseThrow())).isPresent()));
    }

    /** The queue let go of the caller when an agent whom it had called answered; whom somebody fetched from hold music was answered then. */
    private static Optional<Outcome> endOf(LegParts.Open wait, LegInProgress leg, List<LegInProgress> legs) {
        if (wait.end().equals(Optional.of(Outcome.CANCELLED)) && !wait.isQueue() && leg.leaving() && nothingSince(wait.to().orElseThrow(), legs)) {
            return Optional.of(Outcome.ABANDONED);
        }
        boolean letGo = wait.end().filter(end -> end == Outcome.QUEUE_TIMEOUT || end == Outcome.CANCELLED).isPresent();
        if (!letGo) {
            return wait.end();
        }
        Instant until = wait.to().orElseThrow();
        boolean answered = legs.stream().filter(each -> each.isReal() && each != leg && each.isAnswered())
                .anyMatch(agent -> wait.isQueue() && !agent.hasPickedUp() ? calledBetween(agent, wait.from(), until) && !agent.endedBefore(until)
                        : agent.parts().talks().stream().anyMatch(talk -> !talk.from().isBefore(until) && noWaitBetween(until, talk.from(), legs)));
        return answered ? Optional.of(Outcome.ANSWERED) : leg.parts().hungUpIn(wait) ? Optional.of(Outcome.ABANDONED) : wait.end();
    }

    private static boolean nothingSince(Instant at, List<LegInProgress> legs) {
        return legs.stream().noneMatch(leg -> leg.parts().calledAt().filter(called -> !called.isBefore(at)).isPresent()
                || leg.parts().talks().stream().anyMatch(talk -> !talk.from().isBefore(at)));
    }

    private static boolean calledBetween(LegInProgress leg, Instant from, Instant until) {
        return leg.parts().calledAt().filter(at -> !at.isBefore(from) && !at.isAfter(until)).isPresent();
    }

    private static boolean noWaitBetween(Instant one, Instant other, List<LegInProgress> legs) {
        return legs.stream().flatMap(leg -> leg.parts().waits().stream())
                .noneMatch(wait -> wait.from().isAfter(one) && wait.from().isBefore(other));
    }

    /** Who has called us from outside, while they are there. */
    public static Optional<LegInProgress> caller(List<LegInProgress> legs) {
        return CallSummary.first(legs).filter(leg -> leg.isTrunk() && leg.incoming() && leg.alive());
    }

    /** The same, where they are in this bridge. */
    public static Optional<LegInProgress> callerIn(List<LegInProgress> legs, String bridgeId) {
        return caller(legs).filter(leg -> leg.place().isIn(bridgeId));
    }

    /**
     * The phones in this bridge whose customer is not there; empty where the customer is, or a Local channel, which may lead to them, and of a
     * call with nobody outside.
     */
    public static List<LegInProgress> withoutCustomer(List<LegInProgress> legs, String bridgeId) {
        List<LegInProgress> here = legs.stream().filter(leg -> leg.place().isIn(bridgeId)).toList();
        Optional<LegInProgress> customer = customer(legs, Direction.INBOUND);
        boolean phonesOnly = here.stream().allMatch(leg -> leg.isExtension() && !leg.channel().isLocal());
        return customer.isPresent() && phonesOnly ? here : List.of();
    }
}
