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
package org.apache.ofbiz.asterisk.crm.callers;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;

/** What people have noted about numbers: that they are nobody's, whose they are, which of our own extensions they are. Thread-safe. */
final class CallerNotes {

    /** Extensions are shorter than the numbers of customers. */
    private static final int EXTENSION_DIGITS = 6;

    private final Rows rows;

    CallerNotes(Delegator delegator) {
        this.rows = new Rows(delegator);
    }

    /** @param contactMechId empty where the correction made no contact */
    record Corrected(String partyId, String contactMechId) {
    }

    /** True when an admin has listed one of the keys. They are few, and OFBiz's cache has them all. */
    boolean isIgnored(Set<String> keys) {
        return Rows.list(rows.from("AsteriskIgnoredNumber").cache()).stream().anyMatch(row -> keys.contains(row.getString("numberKey")));
    }

    /** Rows of what people have said of these keys; read together, since most calls have none. */
    List<GenericValue> corrections(Collection<String> keys) {
        return keys.isEmpty() ? List.of() : Rows.list(rows.from("AsteriskCallerCorrection").where(Rows.in("numberKey", keys)));
    }

    /** Who calls from this number, as a person has said; a party that was disabled since does not count. @param known of {@link #corrections} */
    Optional<Corrected> corrected(Set<String> keys, List<GenericValue> known) {
        return keys.stream().flatMap(key -> known.stream().filter(row -> key.equals(row.getString("numberKey")))).findFirst()
                .filter(row -> Rows.one(rows.from("Party").where("partyId", row.getString("partyId")))
                        .filter(party -> !"PARTY_DISABLED".equals(party.getString("statusId"))).isPresent())
                .map(row -> new Corrected(row.getString("partyId"), Rows.text(row, "contactMechId")));
    }

    /** Parties to whom extensions of this name or short number are assigned; several where several servers have one. */
    List<String> ofExtension(String number) {
        if (number.length() > EXTENSION_DIGITS && number.chars().allMatch(c -> c >= '0' && c <= '9' || c == '+')) {
            return List.of();
        }
        EntityCondition reached = EntityCondition.makeCondition(EntityCondition.makeCondition("peerName", number), EntityOperator.OR,
                EntityCondition.makeCondition("callerIdNumber", number));
        return Rows.list(rows.from("AsteriskPeer").where(reached, EntityCondition.makeCondition("peerTypeEnumId", "AST_EXTENSION"))).stream()
                .filter(row -> !"N".equals(row.getString("enabled")))
                .flatMap(row -> PlainText.given(row.getString("partyId")).stream()).distinct().sorted().toList();
    }
}
