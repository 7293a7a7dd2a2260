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

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.ofbiz.asterisk.crm.numbers.TelephoneNumbers;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;

/**
 * Phone numbers of a person, and whether a text is one of them, however it is written. Immutable, thread-safe.
 *
 * @param keys as in AsteriskNumberKey
 */
record PersonNumbers(TelephoneNumbers reader, Set<String> keys) {

    /** Shorter ones are extensions and short codes, which are nobody's. */
    static final int SHORTEST = 6;
    private static final Pattern DIGITS = Pattern.compile("\\+?[0-9]{6,20}");

    PersonNumbers {
        keys = Set.copyOf(keys);
    }

    /** Whether this is one of the numbers. */
    boolean have(String number) {
        return number != null && TelephoneNumbers.digits(number).length() >= SHORTEST && !Collections.disjoint(reader.keys(number), keys);
    }

    /** Whether one of the numbers is somewhere in a text, such as the name of a file. */
    boolean in(String text) {
        Matcher number = DIGITS.matcher(text);
        while (number.find()) {
            if (have(number.group())) {
                return true;
            }
        }
        return false;
    }

    /** Rows that may have one of the numbers in one of these fields: which do, {@link #have} says. */
    EntityCondition maybeIn(Collection<String> fields) {
        List<EntityCondition> ends = keys.stream().map(TelephoneNumbers::digits).filter(digits -> digits.length() >= SHORTEST)
                .map(digits -> digits.substring(digits.length() - SHORTEST)).distinct().sorted()
                .flatMap(end -> fields.stream().map(field -> like(field, end))).toList();
        return EntityCondition.makeCondition(ends, EntityOperator.OR);
    }

    private static EntityCondition like(String field, String end) {
        return EntityCondition.makeCondition(field, EntityOperator.LIKE, "%" + end + "%");
    }

    /** Whether one of these fields is one of the numbers. */
    boolean have(GenericValue row, Collection<String> fields) {
        return fields.stream().anyMatch(field -> have(row.getString(field)));
    }
}
