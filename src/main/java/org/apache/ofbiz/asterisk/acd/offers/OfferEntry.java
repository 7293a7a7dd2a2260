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
import java.util.Set;
import org.apache.ofbiz.asterisk.acd.AcdListener.Offer;
import org.apache.ofbiz.asterisk.acd.CallerDirectory;
import org.apache.ofbiz.asterisk.acd.EarlierCall;
import org.apache.ofbiz.asterisk.acd.Group;
import org.apache.ofbiz.asterisk.acd.offers.OfferState.Open;
import org.apache.ofbiz.asterisk.call.PhoneCall;

/**
 * One call that reached a group, and how its offer stands. Immutable.
 *
 * @param group  known once it was announced
 * @param caller known once it was announced
 * @param earlier known once it was announced, where there were any
 * @param told   users who hold the offer or held it
 */
public record OfferEntry(PhoneCall call, String groupId, Optional<Group> group, Optional<CallerDirectory.Caller> caller,
        Optional<EarlierCall> earlier,
                  Set<String> told, OfferState state) {
    public OfferEntry {
        told = Set.copyOf(told);
    }

    OfferEntry withCall(PhoneCall newCall) {
        return new OfferEntry(newCall, groupId, group, caller, earlier, told, state);
    }

    OfferEntry withState(OfferState newState) {
        return new OfferEntry(call, groupId, group, caller, earlier, told, newState);
    }

    OfferEntry withTold(Set<String> newTold) {
        return new OfferEntry(call, groupId, group, caller, earlier, newTold, state);
    }

    OfferEntry announcedAs(Group newGroup, CallerDirectory.Caller newCaller, Optional<EarlierCall> newEarlier, OfferState newState) {
        return new OfferEntry(call, groupId, Optional.of(newGroup), Optional.of(newCaller), newEarlier, told, newState);
    }

    boolean announced() {
        return group.isPresent() && caller.isPresent();
    }

    /** The offer as members see it; only while open. */
    Optional<Offer> offer() {
        if (state instanceof Open open && announced()) {
            return Optional.of(new Offer(call, group.get(), caller.get(), earlier, call.startedAt(), open.again()));
        }
        return Optional.empty();
    }
}
