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
package org.apache.ofbiz.asterisk.crm.numbers;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;

/**
 * Finds numbers without the index, while that is not complete: the database reads every number and leaves those that hold the last
 * digits in order, however they are written; their keys decide. Right, and slow with many numbers. Thread-safe.
 */
final class NumberScan {

    /** Enough to leave few candidates, and no more than the shortest contactNumber (without area code) has. */
    private static final int DIGITS_LOOKED_FOR = 4;

    private final Rows rows;

    NumberScan(Delegator delegator) {
        this.rows = new Rows(delegator);
    }

    /** Rows of PartyAndTelecomNumber with one of the keys, no matter who owns them. */
    List<GenericValue> find(Set<String> keys, String digits, TelephoneNumbers reader) {
        if (digits.length() < DIGITS_LOOKED_FOR) {
            return List.of();
        }
        String pattern = digits.substring(digits.length() - DIGITS_LOOKED_FOR).chars().mapToObj(Character::toString)
                .collect(Collectors.joining("%", "%", "%"));
        return Rows.list(rows.from("PartyAndTelecomNumber")
                .where(EntityCondition.makeCondition("contactNumber", EntityOperator.LIKE, pattern)).filterByDate()).stream()
                .filter(row -> keys.contains(NumberKeys.keyOf(reader, row).key()))
                .toList();
    }
}
