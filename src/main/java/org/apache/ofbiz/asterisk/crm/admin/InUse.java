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

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.ofbiz.asterisk.crm.numbers.TelephoneNumbers;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;

/** What refers to a row that somebody wants to delete: how much, the newest of it by name, and where it can be seen. Immutable. */
public final class InUse {

    /** Attribute of a refused deletion: what uses the row, one map for each of the newest: type, name, phoneCallId, startDate. */
    public static final String USED_BY = "usedBy";

    private static final int NAMED = 5;

    private final long calls;
    private final List<Map<String, Object>> newest;

    private InUse(long calls, List<GenericValue> newest, TelephoneNumbers reader) {
        this.calls = calls;
        this.newest = newest.stream().map(call -> shown(call, reader)).toList();
    }

    /** @param row a peer or a group */
    public static InUse of(GenericValue row, Settings settings) {
        Rows rows = new Rows(row.getDelegator());
        EntityCondition refers = row.getEntityName().equals("AsteriskPeer")
                ? EntityCondition.makeCondition(EntityCondition.makeCondition("peerId", row.get("peerId")), EntityOperator.OR,
                        EntityCondition.makeCondition("trunkPeerId", row.get("peerId")))
                : EntityCondition.makeCondition("callCenterGroupId", row.get("callCenterGroupId"));
        return new InUse(rows.count("PhoneCall", refers),
                Rows.list(rows.from("PhoneCall").where(refers).orderBy("-startDate").maxRows(NAMED)),
                TelephoneNumbers.of(row.getDelegator(), settings));
    }

    private static Map<String, Object> shown(GenericValue call, TelephoneNumbers reader) {
        Map<String, Object> shown = new HashMap<>();
        shown.put("phoneCallId", call.getString("phoneCallId"));
        shown.put("startDate", call.get("startDate"));
        shown.put("number", reader.display(Rows.text(call, "callerNumber")));
        shown.put("dialed", reader.display(Rows.text(call, "dialedNumber")));
        return shown;
    }

    public boolean any() {
        return calls > 0;
    }

    /** The answer of the service that would have deleted the row. @param label gets {@code calls} and {@code last} */
    public Map<String, Object> refusal(InputCheck check, String label) {
        Object last = newest.isEmpty() ? null : newest.get(0).get("startDate");
        Map<String, Object> result = check.refuse(label, Map.of("calls", calls,
                "last", last instanceof Timestamp time ? time.toLocalDateTime().toLocalDate() : "")).refusal();
        result.put(USED_BY, new ArrayList<>(newest));
        return result;
    }
}
