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
package org.apache.ofbiz.asterisk.crm.history;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;

/** Finds calls with recordings, a day at a time from the latest on, so that no database sorts a year. Stateless. */
public final class RecordedCalls {

    /** Calls on a page. */
    public static final int PAGE = 50;
    private static final Duration STEP = Duration.ofDays(1);

    private final Rows rows;

    public RecordedCalls(Delegator delegator) {
        this.rows = new Rows(delegator);
    }

    /**
     * The latest calls that began within these times.
     *
     * @param thru   the first moment after them
     * @param groups empty for all, and for calls of no group
     * @param equal  values that fields of the row have
     * @return at most one more than {@link #PAGE}, the latest first
     */
    public List<GenericValue> find(Instant from, Instant thru, Optional<Set<String>> groups, Map<String, String> equal) {
        List<GenericValue> found = new ArrayList<>();
        for (Instant end = thru; end.isAfter(from) && found.size() <= PAGE; end = end.minus(STEP)) {
            Instant start = end.minus(STEP).isAfter(from) ? end.minus(STEP) : from;
            List<EntityCondition> wanted = new ArrayList<>(List.of(
                    EntityCondition.makeCondition("startDate", EntityOperator.GREATER_THAN_EQUAL_TO, Timestamp.from(start)),
                    EntityCondition.makeCondition("startDate", EntityOperator.LESS_THAN, Timestamp.from(end)),
                    EntityCondition.makeCondition("recordingContentId", EntityOperator.NOT_EQUAL, null)));
            groups.ifPresent(ids -> wanted.add(EntityCondition.makeCondition("callCenterGroupId", EntityOperator.IN,
                    ids.stream().sorted().toList())));
            equal.forEach((field, value) -> wanted.add(EntityCondition.makeCondition(field, value)));
            found.addAll(Rows.list(rows.from("PhoneCall").where(wanted).orderBy("-startDate", "phoneCallId").maxRows(PAGE + 1 - found.size())));
        }
        return found;
    }
}
