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
package org.apache.ofbiz.asterisk.crm.admin;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.ofbiz.asterisk.crm.directory.UserDirectory;
import org.apache.ofbiz.asterisk.crm.numbers.TelephoneNumbers;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.settings.PageUrls;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;

/** The lists of the page Numbers, with each number as people read it ({@code displayNumber}). Thread-safe. */
public final class NumberLists {

    private final Rows rows;
    private final Settings settings;
    private final TelephoneNumbers reader;
    private final UserDirectory names;

    public NumberLists(Delegator delegator, Settings settings) {
        this.rows = new Rows(delegator);
        this.settings = settings;
        this.reader = TelephoneNumbers.of(delegator, settings);
        this.names = new UserDirectory(delegator);
    }

    /** Numbers that belong to nobody, no matter who has them. */
    public List<Map<String, Object>> ignored() {
        return shown("AsteriskIgnoredNumber");
    }

    /** Numbers of which an agent said whose they are. */
    public List<Map<String, Object>> corrections() {
        return shown("AsteriskCallerCorrection");
    }

    private List<Map<String, Object>> shown(String entityName) {
        return Rows.list(rows.from(entityName).orderBy("numberKey")).stream().map(row -> {
            Map<String, Object> shown = new HashMap<>(row.getAllFields());
            shown.put("displayNumber", reader.display(row.getString("numberKey")));
            return shown;
        }).toList();
    }

    /**
     * Stored numbers that no numbering plan knows: {@code number} as it is stored, {@code name} and {@code url} of the contact, whose page
     * is where the number can be corrected.
     *
     * @param most longest list
     */
    public List<Map<String, Object>> invalid(int most) {
        Set<Object> ids = new HashSet<>();
        Rows.list(rows.from("AsteriskNumberKey").where("keyKind", "INVALID").orderBy("contactMechId").maxRows(most))
                .forEach(key -> ids.add(key.get("contactMechId")));
        if (ids.isEmpty()) {
            return List.of();
        }
        List<GenericValue> owned = Rows.list(rows.from("PartyAndTelecomNumber")
                .where(EntityCondition.makeCondition("contactMechId", EntityOperator.IN, List.copyOf(ids))).filterByDate()
                .orderBy("contactMechId", "partyId").maxRows(most));
        Set<String> parties = new HashSet<>();
        owned.forEach(row -> parties.add(row.getString("partyId")));
        Map<String, String> called = names.names(parties);
        return owned.stream().map(row -> {
            String partyId = row.getString("partyId");
            return Map.<String, Object>of("number", String.join(" ", List.of(Rows.text(row, "countryCode"), Rows.text(row, "areaCode"),
                    Rows.text(row, "contactNumber")).stream().filter(part -> !part.isEmpty()).toList()),
                    "name", called.getOrDefault(partyId, partyId), "url",
                    PageUrls.fill(settings.get(Settings.PARTY_PROFILE_URL), Map.of("partyId", partyId)));
        }).toList();
    }
}
