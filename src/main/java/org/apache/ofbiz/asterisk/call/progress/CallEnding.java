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

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.ofbiz.asterisk.call.CallPart;
import org.apache.ofbiz.asterisk.call.DialResult;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.OutcomeClassifier;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PhoneCall.Direction;
import org.apache.ofbiz.asterisk.call.leg.LegFailure;
import org.apache.ofbiz.asterisk.call.leg.LegInProgress;
import org.apache.ofbiz.asterisk.call.leg.LocalHalves;

/** How a call ended, and the Q.850 cause of the leg that decided it. */
public record CallEnding(Outcome outcome, int cause) {

    /** Reasons of an OriginateResponse. */
    private static final int REASON_NO_CHANNEL = 0;
    static final int REASON_NOT_ANSWERED_IN_TIME = 3;
    /** Of our own: the answer came while we were not connected. */
    public static final int REASON_UNSEEN = -1;
    private static final int REASON_BUSY = 5;
    private static final int REASON_CONGESTION = 8;
    private static final Set<DialResult> GONE = EnumSet.of(DialResult.CANCELLED, DialResult.FORWARDED);
    private static final Set<Outcome> AWAY = EnumSet.of(Outcome.EXTENSION_UNREGISTERED, Outcome.EXTENSION_BUSY, Outcome.EXTENSION_DECLINED,
            Outcome.EXTENSION_NO_ANSWER);

    /**
     * What is known of a call that ended.
     *
     * @param originateReason why the Originate failed, where it did
     * @param waitedLast      whether the caller was back among the waiting after the last phone had been rung
     * @param forGroup        whether the call reached a group
     * @param voicemail       whether the caller left a message
     * @param forSomebody     whether it may have been for somebody, of whom nothing else tells: a part of it was not seen, or it reached a mailbox
     * @param number          that was dialed; empty where none was
     */
    record Facts(List<LegInProgress> legs, List<CallPart> parts, Direction direction, boolean answered, Optional<Integer> originateReason,
                 boolean waitedLast, boolean forGroup, boolean voicemail, boolean forSomebody, String number) {

        Optional<LegInProgress> first() {
            return legs.stream().filter(LegInProgress::isReal).findFirst();
        }

        /** The last one of those whom the caller's own dial rang, a Local channel for anyone who is behind it. */
        private Optional<LegInProgress> dialledLast(LegInProgress caller) {
            return last(legs, leg -> leg.isDialledBy(caller));
        }

        /** Nobody of ours was wanted, as far as anything tells. */
        private boolean calledNobody(LegInProgress caller) {
            return !forSomebody && parts.isEmpty() && legs.stream().allMatch(leg -> leg == caller);
        }

        /** The dialplan stopped ringing: of everyone it rang by Local channels it says that somebody cancelled, and of these at times nothing. */
        private boolean gaveUp(LegInProgress caller) {
            return dialledLast(caller).filter(leg -> leg.result().filter(GONE::contains).isEmpty()).isPresent();
        }

        /** The caller hung up while a phone outside rang, which was called last. */
        private boolean givenUpOutside(LegInProgress caller) {
            return caller.leaving() && last(legs, leg -> leg.isReal() && leg.dialled())
                    .filter(leg -> leg.isTrunk() && LegFailure.of(leg).isEmpty()).isPresent();
        }

        /** Why somebody who was called, maybe without a phone of theirs, did not answer. */
        private Optional<Outcome> away() {
            return parts.stream().filter(part -> part.kind() == CallPart.Kind.CALLED).flatMap(part -> part.end().filter(AWAY::contains).stream())
                    .findFirst();
        }

        private boolean lost() {
            return legs.stream().anyMatch(leg -> leg.place().wasLost());
        }

        private boolean inConference() {
            return legs.stream().anyMatch(leg -> leg.place().conference().isPresent());
        }

        private boolean extensionTalked() {
            return legs.stream().anyMatch(leg -> leg.isExtension() && !leg.parts().talks().isEmpty());
        }

        private boolean lineTalked() {
            Optional<LegInProgress> customer = CallParts.customer(legs, direction);
            return legs.stream().anyMatch(leg -> leg.isTrunk() && !customer.equals(Optional.of(leg)) && !leg.parts().talks().isEmpty());
        }

        /**
         * How the last stay in a queue ended, unless the dialplan called somebody since. Who hung up in the queue called nobody: a phone
         * that seems to have been called later is one of the queue's, which a Local channel had not reached yet.
         */
        private Optional<Outcome> queueEnd() {
            return parts.stream().filter(part -> part.kind() == CallPart.Kind.WAITED).reduce((earlier, later) -> later)
                    .filter(wait -> !wait.place().isEmpty() && (wait.end().equals(Optional.of(Outcome.ABANDONED)) || !calledSince(wait)))
                    .flatMap(CallPart::end);
        }

        private boolean calledSince(CallPart wait) {
            return parts.stream().filter(part -> part.kind() == CallPart.Kind.CALLED)
                    .anyMatch(part -> wait.endedAt().filter(part.startedAt()::isAfter).isPresent())
                    || legs.stream().filter(leg -> leg.isTrunk() && leg.dialled()).flatMap(leg -> leg.parts().calledAt().stream())
                    .anyMatch(at -> wait.endedAt().filter(end -> !at.isBefore(end)).isPresent());
        }
    }

    private static CallEnding ended(Outcome outcome, int cause) {
        return new CallEnding(outcome, OutcomeClassifier.telling(outcome, cause));
    }

    static CallEnding of(Facts call) {
        Optional<LegInProgress> first = call.first();
        int firstCause = first.map(LegInProgress::cause).orElse(0);
        if (call.answered()) {
            boolean elsewhere = call.direction() == Direction.INBOUND && !call.extensionTalked();
            return ended(elsewhere && call.lineTalked() ? Outcome.FORWARDED : elsewhere && call.inConference() ? Outcome.CONFERENCE
                    : Outcome.ANSWERED, firstCause);
        }
        if (call.voicemail()) {
            return ended(Outcome.VOICEMAIL, 0);
        }
        if (call.lost()) {
            return ended(Outcome.FAILED, OutcomeClassifier.NETWORK_OUT_OF_ORDER);
        }
        if (first.isEmpty()) {
            return call.originateReason().map(CallEnding::withoutChannel).orElse(ended(Outcome.FAILED, 0));
        }
        if (call.inConference()) {
            return ended(Outcome.CONFERENCE, firstCause);
        }
        Optional<DialResult> lastDial = call.dialledLast(first.get()).flatMap(LegInProgress::result);
        if (!first.get().leaving() && lastDial.equals(Optional.of(DialResult.ANSWERED))) {
            return ended(Outcome.ANSWERED, firstCause);
        }
        Optional<Outcome> queueEnd = call.queueEnd().filter(end -> end == Outcome.QUEUE_TIMEOUT || end == Outcome.ABANDONED);
        if (queueEnd.isPresent()) {
            return ended(queueEnd.get(), 0);
        }
        return notAnswered(call, first.get());
    }

    /** Who picked up and was gone before anybody heard them: the phone that was called, or ours of a call to the outside. */
    static Optional<Peer> calleeOf(List<LegInProgress> legs) {
        Optional<LegInProgress> caller = legs.stream().filter(LegInProgress::isReal).findFirst();
        Optional<LegInProgress> callee = caller.flatMap(first -> last(legs, leg -> leg.isDialledBy(first)))
                .map(leg -> LocalHalves.person(leg, legs));
        return callee.filter(LegInProgress::isExtension).or(() -> callee.flatMap(leg -> caller).filter(LegInProgress::isExtension))
                .flatMap(LegInProgress::peer);
    }

    private static CallEnding notAnswered(Facts call, LegInProgress first) {
        if (call.direction() == Direction.INBOUND) {
            return inbound(first, call);
        }
        if (isAnsweredByPbx(call, first)) {
            return ended(Outcome.ANSWERED, first.cause());
        }
        boolean phoneNeverTaken = first.dialled() && !first.isAnswered();
        if (phoneNeverTaken && first.isTrunk() && call.originateReason().equals(Optional.of(REASON_NOT_ANSWERED_IN_TIME))) {
            return ended(Outcome.NO_ANSWER, first.cause());
        }
        return phoneNeverTaken && first.isExtension() ? ownPhone(first, call.originateReason()) : number(first, call);
    }

    /** A feature code, an announcement: nobody else was called, by a phone that dialed it or was rung for it, or by a customer who was called. */
    private static boolean isAnsweredByPbx(Facts call, LegInProgress first) {
        if (!first.isAnswered() || call.legs().stream().anyMatch(leg -> leg.isReal() && leg != first)) {
            return false;
        }
        if (first.isTrunk() && first.originated()) {
            return call.parts().isEmpty();
        }
        boolean rungForIt = call.number().startsWith("*") || call.number().isEmpty() && !first.leaving();
        return call.direction() == Direction.INTERNAL && first.incoming() || rungForIt && OutcomeClassifier.cleared(first.cause());
    }

    private static CallEnding withoutChannel(int reason) {
        if (reason == REASON_NOT_ANSWERED_IN_TIME) {
            return ended(Outcome.EXTENSION_NO_ANSWER, 0);
        } else if (reason == REASON_BUSY) {
            return ended(Outcome.EXTENSION_BUSY, 0);
        } else if (reason == REASON_CONGESTION) {
            return ended(Outcome.CONGESTED, 0);
        }
        return ended(reason == REASON_NO_CHANNEL ? Outcome.EXTENSION_UNREGISTERED : Outcome.FAILED, 0);
    }

    /**
     * The cause of a caller who hangs up says nothing: it can be that of a phone which was tried before. It counts where the PBX
     * ended the call.
     */
    private static CallEnding inbound(LegInProgress caller, Facts call) {
        Optional<LegInProgress> rung = last(call.legs(), leg -> leg.isExtension() && !LegFailure.forwards(leg));
        if (!caller.leaving()) {
            Optional<Outcome> told = OutcomeClassifier.ofExtension(Optional.empty(), caller.cause());
            Optional<LegInProgress> declined = rung.filter(leg -> told.equals(Optional.of(Outcome.EXTENSION_BUSY))
                    && LegFailure.of(leg).equals(Optional.of(Outcome.EXTENSION_DECLINED)));
            if (declined.isPresent()) { // chan_sip tells the caller that somebody is busy
                return ended(Outcome.EXTENSION_DECLINED, declined.get().cause());
            }
            if (told.isPresent() || !OutcomeClassifier.cleared(caller.cause())) {
                return ended(told.orElse(Outcome.FAILED), caller.cause());
            }
        }
        Optional<Outcome> failure = rung.flatMap(LegFailure::of)
                .or(() -> rung.filter(leg -> leg.rang() && !caller.leaving() && (leg.result().isEmpty() || call.gaveUp(caller)))
                        .map(leg -> Outcome.EXTENSION_NO_ANSWER));
        if (failure.isPresent() && !call.waitedLast() && !call.givenUpOutside(caller)) {
            return ended(failure.get(), rung.get().cause());
        }
        Optional<Outcome> away = call.away().filter(how -> rung.isEmpty());
        if (away.isPresent()) {
            return ended(away.get(), 0);
        }
        if (call.forGroup() || call.waitedLast()) {
            return ended(Outcome.ABANDONED, 0);
        }
        return ended(caller.isAnswered() && call.calledNobody(caller) ? Outcome.ANNOUNCEMENT : Outcome.MISSED, 0);
    }

    private static CallEnding ownPhone(LegInProgress phone, Optional<Integer> originateReason) {
        Optional<Outcome> failure = OutcomeClassifier.ofExtension(phone.result(), phone.cause());
        if (failure.isPresent()) {
            return ended(failure.get(), phone.cause());
        }
        if (originateReason.equals(Optional.of(REASON_NOT_ANSWERED_IN_TIME)) || phone.rang() && phone.cause() == 0) {
            return ended(Outcome.EXTENSION_NO_ANSWER, phone.cause());
        }
        return ended(OutcomeClassifier.cleared(phone.cause()) ? Outcome.CANCELLED : Outcome.FAILED, phone.cause());
    }

    private static CallEnding number(LegInProgress phone, Facts call) {
        Optional<LegInProgress> callee = last(call.legs(), leg -> leg.isReal() && leg != phone);
        if (callee.isPresent()) {
            LegInProgress far = callee.get();
            return ended(OutcomeClassifier.ofNumber(far.result(), far.cause()).orElse(Outcome.CANCELLED), far.cause());
        }
        if (call.direction() == Direction.INTERNAL && phone.cause() == OutcomeClassifier.SUBSCRIBER_ABSENT) {
            return ended(Outcome.EXTENSION_UNREGISTERED, phone.cause());
        }
        Optional<Outcome> away = call.away().filter(how -> !phone.leaving());
        Optional<Outcome> told = OutcomeClassifier.ofNumber(Optional.empty(), phone.cause());
        return ended(told.or(() -> away).orElse(Outcome.CANCELLED), told.isEmpty() && away.isPresent() ? 0 : phone.cause());
    }

    private static Optional<LegInProgress> last(List<LegInProgress> legs, Predicate<LegInProgress> which) {
        return legs.stream().filter(which).reduce((earlier, later) -> later);
    }
}
