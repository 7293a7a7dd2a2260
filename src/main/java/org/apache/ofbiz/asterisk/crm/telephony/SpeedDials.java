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
package org.apache.ofbiz.asterisk.crm.telephony;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;

/** Numbers that users call by one click: their own, and those that their groups share. Thread-safe. */
public final class SpeedDials {

    /** Of a user, and of a group. */
    public static final int MOST = 100;
    private static final String ENTITY = "AsteriskSpeedDial";

    private final Rows rows;

    public SpeedDials(Delegator delegator) {
        this.rows = new Rows(delegator);
    }

    /**
     * Whose speed dials are asked for.
     *
     * @param groupIds the user's groups
     * @param editable those groups whose speed dials the user may change
     */
    public record Owner(String userLoginId, Set<String> groupIds, Set<String> editable) {
    }

    /** Own ones, then those of the groups, each list in its order. @param display how a number is shown */
    public List<Map<String, Object>> of(Owner owner, UnaryOperator<String> display) {
        Stream<GenericValue> ofGroups = owner.groupIds().isEmpty() ? Stream.empty()
                : Rows.list(rows.from(ENTITY).where(Rows.in("callCenterGroupId", owner.groupIds())).maxRows(MOST * owner.groupIds().size())).stream();
        return Stream.concat(Rows.list(rows.from(ENTITY).where("userLoginId", owner.userLoginId()).maxRows(MOST)).stream(), ofGroups)
                .sorted(Comparator.comparing((GenericValue row) -> Rows.text(row, "callCenterGroupId"))
                        .thenComparing(row -> Optional.ofNullable(row.getLong("sequenceNum")).orElse(0L))
                        .thenComparing(row -> row.getString("speedDialId")))
                .map(row -> shown(row, owner, display)).toList();
    }

    private static Map<String, Object> shown(GenericValue row, Owner owner, UnaryOperator<String> display) {
        String number = Rows.text(row, "dialNumber");
        return Map.of("speedDialId", row.getString("speedDialId"), "label", Rows.text(row, "label"), "number", number,
                "display", display.apply(number), "groupId", Rows.text(row, "callCenterGroupId"), "editable", mayChange(row, owner));
    }

    private static boolean mayChange(GenericValue row, Owner owner) {
        return owner.userLoginId().equals(row.getString("userLoginId")) || owner.editable().contains(Rows.text(row, "callCenterGroupId"));
    }

    /** The row, where the user may change it. */
    public Optional<GenericValue> editable(String speedDialId, Owner owner) {
        return Rows.one(rows.from(ENTITY).where("speedDialId", speedDialId)).filter(row -> mayChange(row, owner));
    }

    /** Whether there is room for one more. @param groupId empty for the user's own */
    public boolean isFull(Owner owner, String groupId) {
        long there = groupId.isEmpty() ? rows.count(ENTITY, "userLoginId", owner.userLoginId()) : rows.count(ENTITY, "callCenterGroupId", groupId);
        return there >= MOST;
    }

    /** Adds it at the end. @param groupId empty for the user's own. @return its key */
    public String create(Owner owner, String groupId, String label, String number) throws GenericEntityException {
        Map<String, Object> fields = new HashMap<>(Map.of("speedDialId", rows.delegator().getNextSeqId(ENTITY), "label", label, "dialNumber", number,
                "sequenceNum", (long) MOST));
        fields.put(groupId.isEmpty() ? "userLoginId" : "callCenterGroupId", groupId.isEmpty() ? owner.userLoginId() : groupId);
        return rows.delegator().create(ENTITY, fields).getString("speedDialId");
    }

    /** Changes the order of those that the user may change; others stay. @param ids as they are to follow each other */
    public void order(List<String> ids, Owner owner) throws GenericEntityException {
        long place = 0;
        for (String id : ids) {
            Optional<GenericValue> row = editable(id, owner);
            if (row.isPresent()) {
                row.get().set("sequenceNum", place++);
                row.get().store();
            }
        }
    }
}
