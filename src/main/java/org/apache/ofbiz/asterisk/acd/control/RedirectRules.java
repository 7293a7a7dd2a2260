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
package org.apache.ofbiz.asterisk.acd.control;

import java.util.Optional;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.acd.Refusal.Code;
import org.apache.ofbiz.asterisk.acd.Group;
import org.apache.ofbiz.asterisk.acd.offers.ClaimRules;
import org.apache.ofbiz.asterisk.acd.offers.OfferEntry;
import org.apache.ofbiz.asterisk.acd.offers.OfferState;
import org.apache.ofbiz.asterisk.acd.offers.OfferState.Claimed;
import org.apache.ofbiz.asterisk.acd.offers.OfferState.Open;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.PhoneCall.Direction;
import org.apache.ofbiz.asterisk.call.PhoneCall.Leg;

/**
 * Whether a call may be sent to somebody else by this user, and which channel is sent. Pure.
 *
 * @param entry      the call's offer; empty for a call that was for no group
 * @param takesPart  whether the user placed, claimed or answered the call, or is rung in it
 * @param talks      whether they talk in it now, or have the other end on hold
 * @param member     whether they are a member of the call's group
 * @param supervises whether they are its supervisor
 * @param wasTold    whether they hold its offer or held it
 */
record RedirectRules(PhoneCall call, Optional<OfferEntry> entry, Person user, boolean takesPart, boolean talks, boolean member,
                     boolean supervises, boolean wasTold) {

    /** Empty where they may. */
    Optional<Refusal> refusal() {
        if (!takesPart && !member && !wasTold) {
            return Optional.of(new Refusal(call.groupId().isPresent() ? Code.NOT_YOUR_GROUP : Code.CALL_UNKNOWN, ""));
        }
        if (call.ended()) {
            return Optional.of(new Refusal(Code.CALL_ENDED, ""));
        }
        if (talks) {
            return Optional.empty();
        }
        Optional<OfferState> state = entry.map(OfferEntry::state);
        Optional<Claimed> rung = state.filter(Claimed.class::isInstance).map(Claimed.class::cast);
        if (rung.isPresent() && !rung.get().by().userLoginId().equals(user.userLoginId())) {
            return Optional.of(ClaimRules.whyNotOpen(rung.get()));
        }
        if (supervises && rung.isEmpty()) {
            return Optional.empty();
        }
        return takesPart || state.isEmpty() ? Optional.of(new Refusal(Code.NOT_TALKING, "")) : whyNotFromOffer(state.get());
    }

    private Optional<Refusal> whyNotFromOffer(OfferState state) {
        if (!(state instanceof Open)) {
            return Optional.of(ClaimRules.whyNotOpen(state));
        }
        if (!member) {
            return Optional.of(new Refusal(Code.MEMBERSHIP_ENDED, entry.flatMap(OfferEntry::group).map(Group::name).orElse("")));
        }
        return wasTold ? Optional.empty() : Optional.of(new Refusal(Code.NOT_AVAILABLE, ""));
    }

    /** The other end of the call, seen from the user: the customer, or the colleague who is not the user. */
    Optional<Leg> otherEnd() {
        if (call.direction() == Direction.INBOUND) {
            return call.customerLeg();
        }
        Peer.Type side = call.direction() == Direction.OUTBOUND ? Peer.Type.TRUNK : Peer.Type.EXTENSION;
        return call.legs().stream().filter(leg -> leg.alive() && leg.answeredAt().isPresent() && leg.side() == side && !leg.channel().isLocal())
                .filter(leg -> leg.peer().flatMap(Peer::owner).filter(owner -> owner.userLoginId().equals(user.userLoginId())).isEmpty())
                .findFirst();
    }
}
