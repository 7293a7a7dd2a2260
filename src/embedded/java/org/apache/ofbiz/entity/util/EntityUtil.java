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
package org.apache.ofbiz.entity.util;

import java.sql.Timestamp;
import java.util.List;
import org.apache.ofbiz.base.util.UtilDateTime;
import org.apache.ofbiz.entity.GenericEntity;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;

/** Helpers for lists of values. */
public final class EntityUtil {
    private EntityUtil() {
    }

    public static GenericValue getFirst(List<GenericValue> values) {
        return values == null || values.isEmpty() ? null : values.get(0);
    }

    /** Begun at the moment or without beginning, and not yet ended or without end. */
    public static EntityCondition getFilterByDateExpr(Timestamp moment, String fromDateName, String thruDateName) {
        EntityCondition notEnded = EntityCondition.makeCondition(EntityCondition.makeCondition(thruDateName, null), EntityOperator.OR,
                EntityCondition.makeCondition(thruDateName, EntityOperator.GREATER_THAN, moment));
        EntityCondition begun = EntityCondition.makeCondition(EntityCondition.makeCondition(fromDateName, null), EntityOperator.OR,
                EntityCondition.makeCondition(fromDateName, EntityOperator.LESS_THAN_EQUAL_TO, moment));
        return EntityCondition.makeCondition(notEnded, EntityOperator.AND, begun);
    }

    public static <T extends GenericEntity> List<T> filterByDate(List<T> datedValues) {
        return filterByDate(datedValues, UtilDateTime.nowTimestamp());
    }

    public static <T extends GenericEntity> List<T> filterByDate(List<T> datedValues, Timestamp moment) {
        return datedValues.stream().filter(value -> active(value, moment, "fromDate", "thruDate")).toList();
    }

    private static boolean active(GenericEntity value, Timestamp moment, String fromDateName, String thruDateName) {
        Timestamp from = value.getTimestamp(fromDateName);
        Timestamp thru = value.getTimestamp(thruDateName);
        return (from == null || !from.after(moment)) && (thru == null || thru.after(moment));
    }
}
