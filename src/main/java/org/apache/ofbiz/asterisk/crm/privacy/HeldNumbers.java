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

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;

/**
 * Whether a legal hold is on a contact with a number, however it is written. The directory of callers isn't asked: ignored numbers and disabled
 * contacts are nobody to it. Numbers that others have, too, or that the contact had once, count as well: what is in doubt is kept. Holds are asked
 * each time, the numbers of a contact and the calls from them once. Belongs to one run.
 */
final class HeldNumbers {

    private static final List<String> NUMBERS = List.of("callerNumber", "dialedNumber");
    /** By the last digits, numbers are found however they begin. */
    private static final int END = 6;

    private final Rows rows;
    private final LegalHolds holds;
    private final TelephoneNumbers numbers;
    private final Map<String, Set<String>> keysOfParties = new HashMap<>();
    private final Map<String, List<GenericValue>> nobodysOfParties = new HashMap<>();

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
                .anyMatch(partyId -> !Collections.disjoint(ofParty(partyId), keys));
    }

    private Set<String> ofParty(String partyId) {
        return keysOfParties.computeIfAbsent(partyId, this::keysOf);
    }

    /** Whether a call is held, or its customer is; where its row names nobody, since several have the number, each of them. */
    boolean hold(GenericValue call) {
        return holds.hold(call) || call.get(LegalHolds.PARTY) == null && have(customerNumber(call));
    }

    /** As for a call: the customer is named, or anyone who has the number. @param task row of a callback */
    boolean holdCallback(GenericValue task) {
        String partyId = task.getString(LegalHolds.PARTY);
        return partyId == null ? have(Rows.text(task, "callBackKey")) : holds.holdParty(partyId);
    }

    /** Calls that are held by name, and those whose rows name nobody of the numbers of contacts that are held. */
    List<GenericValue> calls() {
        List<GenericValue> calls = new ArrayList<>();
        for (GenericValue hold : holds.active()) {
            String field = hold.get(LegalHolds.CALL) != null ? LegalHolds.CALL : LegalHolds.PARTY;
            calls.addAll(Rows.list(rows.from("PhoneCall").where(EntityCondition.makeCondition(field, hold.getString(field)))));
            PlainText.given(hold.getString(LegalHolds.PARTY))
                    .ifPresent(partyId -> calls.addAll(nobodysOfParties.computeIfAbsent(partyId, this::nobodysOf)));
        }
        return calls;
    }

    private List<GenericValue> nobodysOf(String partyId) {
        Set<String> keys = ofParty(partyId);
        List<EntityCondition> ends = keys.stream().map(TelephoneNumbers::digits).filter(digits -> !digits.isEmpty())
                .map(digits -> digits.substring(Math.max(0, digits.length() - END))).distinct().sorted()
                .flatMap(end -> NUMBERS.stream().<EntityCondition>map(field ->
                        EntityCondition.makeCondition(field, EntityOperator.LIKE, "%" + end + "%"))).toList();
        return ends.isEmpty() ? List.of() : Rows.list(rows.from("PhoneCall").where(EntityCondition.makeCondition(
                EntityCondition.makeCondition(LegalHolds.PARTY, null), EntityOperator.AND, EntityCondition.makeCondition(ends, EntityOperator.OR))))
                .stream().filter(call -> !Collections.disjoint(keys(customerNumber(call)), keys)).toList();
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
