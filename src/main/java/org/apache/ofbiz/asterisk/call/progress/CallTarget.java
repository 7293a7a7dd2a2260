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

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.OutcomeClassifier;
import org.apache.ofbiz.asterisk.call.PhoneCall.Direction;
import org.apache.ofbiz.asterisk.call.leg.Changes;
import org.apache.ofbiz.asterisk.call.leg.DialedNumber;
import org.apache.ofbiz.asterisk.call.leg.LegInProgress;

/** The number that a call goes to, as far as its dials have told. Not thread-safe: belongs to the tracker's thread. */
final class CallTarget {

    private final Changes changes;
    private String number = "";
    private boolean severalOutside;

    /** @param changes of its call */
    CallTarget(Changes changes) {
        this.changes = changes;
    }

    String number() {
        return number;
    }

    void is(String latest) {
        if (!number.equals(latest)) {
            number = latest;
            changes.happened();
        }
    }

    /** Unless a better one is known. */
    void isMaybe(String other) {
        if (number.isEmpty()) {
            is(other);
        }
    }

    /** Of several numbers that a phone dials at once, or one after the other, the call went to the one that answered. */
    void answers(List<LegInProgress> talking) {
        if (severalOutside) {
            talking.stream().filter(LegInProgress::isTrunk).map(LegInProgress::calledAs).filter(called -> !called.isEmpty()).findFirst()
                    .ifPresent(this::is);
        }
    }

    /** Who was rung for a call that the PBX could then not make was to be connected to the extension where it ended. */
    void failedAt(LegInProgress leg, String extension, int cause) {
        if (leg.originated() && leg.isAnswered() && !OutcomeClassifier.cleared(cause) && DialedNumber.isDiallable(extension)) {
            isMaybe(extension);
        }
    }

    /** The first of a call dials. One who is found in a context of our own was sent there. */
    void isDialledBy(LegInProgress caller, Numbering.Contexts ours) {
        String extension = caller.numbers().extension();
        String context = caller.numbers().context();
        if (number.isEmpty() && DialedNumber.isDiallable(extension) && !context.equals(ours.claim()) && !context.equals(ours.waiting())) {
            is(extension);
        }
    }

    /**
     * A number is what somebody in the call dials for somebody else, not the ring of the caller's own phone.
     *
     * @param asked whether we asked the PBX for the call
     * @param open  whether it may still turn out who called whom
     * @param ours  whether a number is one of our phones: who calls a colleague who is forwarded has called the colleague
     */
    void dialBegun(LegInProgress to, CallEvent.DialBegun dial, List<LegInProgress> legs, boolean asked, boolean open, Supplier<Direction> direction,
                   Predicate<String> ours) {
        Optional<String> dialed = DialedNumber.of(dial, to.isTrunk());
        if (to.isTrunk()) {
            dialed.ifPresent(to::isReachedBy);
        }
        Optional<LegInProgress> first = CallSummary.first(legs);
        boolean lineFirst = first.filter(leg -> leg.isTrunk() && leg.originated()).isPresent();
        if (lineFirst && first.get() == to) {
            dialed.ifPresent(this::isMaybe); // the PBX calls a customer, who calls nobody
            return;
        }
        boolean ownPhone = to.isExtension() && (first.equals(Optional.of(to)) || to.originated());
        boolean phoneDials = legs.get(0).incoming() && legs.get(0).isExtension() && !ours.test(number);
        boolean another = legs.stream().anyMatch(leg -> leg != to && leg.isTrunk() && !(lineFirst && leg == first.get())
                && !leg.numbers().reached().isEmpty());
        boolean numberOpen = number.isEmpty() || !asked && to.isTrunk() && !another && (phoneDials || legs.get(0).channel().isLocal() || lineFirst);
        severalOutside |= open && !asked && phoneDials && to.isTrunk() && another;
        if (open && dial.from().isPresent() && !ownPhone && to.isReal() && numberOpen && direction.get() != Direction.INBOUND) {
            dialed.ifPresent(this::is);
        }
    }
}
