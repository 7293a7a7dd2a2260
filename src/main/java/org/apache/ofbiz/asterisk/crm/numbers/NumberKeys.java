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

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;

/** Writes the keys of stored numbers (entity AsteriskNumberKey), in the transaction of anyone who asks. Thread-safe. */
public final class NumberKeys {

    private final Rows rows;
    private final Settings settings;

    public NumberKeys(Delegator delegator, Settings settings) {
        this.rows = new Rows(delegator);
        this.settings = settings;
    }

    /**
     * Brings the key of one number to what the number is now; takes it away when the number is gone. The row is read again: who
     * changed it may have handed over a few of its fields only.
     *
     * @throws GenericEntityException when the database refuses
     */
    public void keep(String contactMechId) throws GenericEntityException {
        List<GenericValue> number = Rows.list(rows.from("TelecomNumber").where("contactMechId", contactMechId));
        if (number.isEmpty()) {
            rows.delegator().removeByAnd("AsteriskNumberKey", Map.of("contactMechId", contactMechId));
        } else {
            write(number);
        }
    }

    /**
     * Brings the keys of these TelecomNumber rows up to date.
     *
     * @return how many were not
     */
    int write(List<GenericValue> numbers) throws GenericEntityException {
        List<String> ids = numbers.stream().map(row -> row.getString("contactMechId")).toList();
        Map<String, GenericValue> present = ids.isEmpty() ? Map.of()
                : Rows.list(rows.from("AsteriskNumberKey").where(EntityCondition.makeCondition("contactMechId", EntityOperator.IN, ids))).stream()
                        .collect(Collectors.toMap(row -> row.getString("contactMechId"), Function.identity()));
        TelephoneNumbers reader = new TelephoneNumbers(settings.get(Settings.DEFAULT_REGION));
        int changed = 0;
        for (GenericValue number : numbers) {
            Map<String, Object> wanted = new HashMap<>(keyOf(reader, number).fields());
            GenericValue known = present.get(number.getString("contactMechId"));
            if (known == null || wanted.entrySet().stream().anyMatch(field -> !Objects.equals(known.get(field.getKey()), field.getValue()))) {
                wanted.put("contactMechId", number.getString("contactMechId"));
                GenericValue key = rows.delegator().makeValue("AsteriskNumberKey", wanted);
                if (known == null) {
                    rows.delegator().create(key);
                } else {
                    rows.delegator().store(key);
                }
                changed++;
            }
        }
        return changed;
    }

    /** The key of a row with the fields of a TelecomNumber. */
    public static NumberKey keyOf(TelephoneNumbers reader, GenericValue number) {
        return reader.key(number.getString("countryCode"), number.getString("areaCode"), number.getString("contactNumber"));
    }
}
