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
package org.apache.ofbiz.asterisk.crm.privacy;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.crm.numbers.NumberKeys;
import org.apache.ofbiz.asterisk.crm.numbers.TelephoneNumbers;
import org.apache.ofbiz.asterisk.crm.rows.EnumIds;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;

/**
 * Whether a legal hold is on a contact with a number, however it is written. The directory of callers isn't asked: ignored numbers and disabled
 * contacts are nobody to it. Numbers that others have, too, or that the contact had once, count as well: what is in doubt is kept. Holds are asked
 * each time, the numbers of a contact once. Belongs to one run.
 */
final class HeldNumbers {

    private final Rows rows;
    private final LegalHolds holds;
    private final TelephoneNumbers numbers;
    private final Map<String, Set<String>> keysOfParties = new HashMap<>();

    HeldNumbers(Delegator delegator, Settings settings) {
        this.rows = new Rows(delegator);
        this.holds = new LegalHolds(delegator);
        this.numbers = TelephoneNumbers.of(delegator, settings);
    }

    /** What a number may be written as. */
    Set<String> keys(String number) {
        return numbers.keys(number);
    }

    /** Whether a hold is on a contact that has this number. */
    boolean have(String number) {
        return haveOneOf(keys(number));
    }

    boolean haveOneOf(Set<String> keys) {
        return !keys.isEmpty() && holds.active().stream().flatMap(hold -> PlainText.given(hold.getString(LegalHolds.PARTY)).stream()).distinct()
                .anyMatch(partyId -> !Collections.disjoint(keysOfParties.computeIfAbsent(partyId, this::keysOf), keys));
    }

    /** Whether a call is held, or its customer is; where its row names nobody, since several have the number, each of them. */
    boolean hold(GenericValue call) {
        return holds.hold(call) || call.get(LegalHolds.PARTY) == null && have(customerNumber(call));
    }

    /** As {@link PhoneCall#customerNumber}. */
    private static String customerNumber(GenericValue call) {
        String direction = call.getString("directionEnumId");
        return EnumIds.of(PhoneCall.Direction.INTERNAL).equals(direction) ? ""
                : Rows.text(call, EnumIds.of(PhoneCall.Direction.OUTBOUND).equals(direction) ? "dialedNumber" : "callerNumber");
    }

    private Set<String> keysOf(String partyId) {
        Set<String> keys = new HashSet<>();
        Stream.concat(Rows.list(rows.from("PartyAndTelecomNumber").where(LegalHolds.PARTY, partyId)).stream()
                        .map(row -> NumberKeys.keyOf(numbers, row).key()),
                Rows.list(rows.from("AsteriskCallerCorrection").where(LegalHolds.PARTY, partyId)).stream().map(row -> Rows.text(row, "numberKey")))
                .filter(key -> !key.isEmpty()).forEach(key -> {
                    keys.add(key);
                    keys.addAll(numbers.keys(key));
                });
        return keys;
    }
}
