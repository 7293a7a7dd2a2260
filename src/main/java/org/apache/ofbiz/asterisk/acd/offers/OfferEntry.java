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

import java.util.Optional;
import org.apache.ofbiz.asterisk.acd.AcdListener.Offer;
import org.apache.ofbiz.asterisk.acd.CallerDirectory;
import org.apache.ofbiz.asterisk.acd.EarlierCall;
import org.apache.ofbiz.asterisk.acd.Group;
import org.apache.ofbiz.asterisk.acd.offers.OfferState.Open;
import org.apache.ofbiz.asterisk.call.PhoneCall;

/**
 * One call that reached a group, and how its offer stands. Immutable.
 *
 * @param group   known once it was announced
 * @param caller  known once it was announced
 * @param earlier known a moment after it was announced, where there were any
 */
public record OfferEntry(PhoneCall call, String groupId, Optional<Group> group, Optional<CallerDirectory.Caller> caller,
        Optional<EarlierCall> earlier, OfferState state) {

    OfferEntry withCall(PhoneCall newCall) {
        return new OfferEntry(newCall, groupId, group, caller, earlier, state);
    }

    OfferEntry withState(OfferState newState) {
        return new OfferEntry(call, groupId, group, caller, earlier, newState);
    }

    OfferEntry withEarlier(EarlierCall newEarlier) {
        return new OfferEntry(call, groupId, group, caller, Optional.of(newEarlier), state);
    }

    OfferEntry announcedAs(Group newGroup, CallerDirectory.Caller newCaller, OfferState newState) {
        return new OfferEntry(call, groupId, Optional.of(newGroup), Optional.of(newCaller), earlier, newState);
    }

    boolean announced() {
        return group.isPresent() && caller.isPresent();
    }

    /** Whether members can claim it. */
    public boolean isOpen() {
        return state instanceof Open && announced();
    }

    /** The one party that calls; empty where nobody or several have the number. */
    Optional<String> party() {
        return caller.map(CallerDirectory.Caller::matches).filter(matches -> matches.size() == 1).map(matches -> matches.get(0).partyId());
    }

    /** The offer as members see it; only while open. */
    Optional<Offer> offer() {
        if (state instanceof Open open && announced()) {
            return Optional.of(new Offer(call, group.get(), caller.get(), earlier, call.startedAt(), open.again()));
        }
        return Optional.empty();
    }
}
