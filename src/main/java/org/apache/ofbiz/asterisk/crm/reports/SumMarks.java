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
package org.apache.ofbiz.asterisk.crm.reports;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;

/**
 * Which sums of calls are to be made again. Who changes a call marks the quarter of an hour in which it began, in the same transaction; who
 * has made the sums removes the marks that were there before: one that comes meanwhile has an id of its own, and stays. Stateless.
 */
public final class SumMarks {

    static final String ENTITY = "PhoneCallSumMark";
    static final Duration QUARTER = Duration.ofMinutes(15);
    /** No call began before. */
    static final Instant EVER = Instant.parse("2000-01-01T00:00:00Z");

    private SumMarks() {
    }

    /**
     * The sums of this call's time are to be made again, where the call has ended.
     *
     * @param call its row before or after the change
     * @throws GenericEntityException when the database refuses
     */
    public static void changed(Delegator delegator, GenericValue call) throws GenericEntityException {
        if (call.get("endDate") != null && call.get("startDate") != null) {
            quarters(delegator, Set.of(quarter(call.getTimestamp("startDate").toInstant())));
        }
    }

    /** As {@link #changed}, of a call of which only the id is known. */
    public static void changed(Delegator delegator, String phoneCallId) throws GenericEntityException {
        GenericValue call = Rows.one(new Rows(delegator).from("PhoneCall").select("startDate", "endDate")
                .where("phoneCallId", phoneCallId)).orElse(null);
        if (call != null) {
            changed(delegator, call);
        }
    }

    /** Begin of the quarter of an hour that this moment lies in. */
    public static Instant quarter(Instant moment) {
        return floor(moment, QUARTER);
    }

    /** The sums of these quarters are to be made again. @throws GenericEntityException when the database refuses */
    public static void quarters(Delegator delegator, Collection<Instant> quarters) throws GenericEntityException {
        add(delegator, QUARTER, quarters);
    }

    static void add(Delegator delegator, Duration span, Collection<Instant> starts) throws GenericEntityException {
        for (Instant start : starts) {
            delegator.create(delegator.makeValue(ENTITY, Map.of("sumMarkId", UUID.randomUUID().toString(), "spanMinutes", span.toMinutes(),
                    "startDate", Timestamp.from(start))));
        }
    }

    /** Begins of the marked spans of this length that begin within these times. */
    static NavigableSet<Instant> of(Rows rows, Duration span, Instant from, Instant thru) {
        NavigableSet<Instant> starts = new TreeSet<>();
        Rows.list(rows.from(ENTITY).select("startDate").where(EntityCondition.makeCondition(List.of(
                EntityCondition.makeCondition("spanMinutes", span.toMinutes()),
                EntityCondition.makeCondition("startDate", EntityOperator.GREATER_THAN_EQUAL_TO, Timestamp.from(from)),
                EntityCondition.makeCondition("startDate", EntityOperator.LESS_THAN, Timestamp.from(thru))))))
                .forEach(row -> starts.add(row.getTimestamp("startDate").toInstant()));
        return starts;
    }

    /** Ids of the marks of one span. */
    static Set<String> ids(Rows rows, Duration span, Instant start) {
        Set<String> ids = new HashSet<>();
        Rows.list(rows.from(ENTITY).where("spanMinutes", span.toMinutes(), "startDate", Timestamp.from(start)))
                .forEach(row -> ids.add(row.getString("sumMarkId")));
        return ids;
    }

    static void remove(Delegator delegator, Set<String> ids) throws GenericEntityException {
        for (String id : ids) {
            delegator.removeByAnd(ENTITY, Map.of("sumMarkId", id));
        }
    }

    static Instant floor(Instant moment, Duration span) {
        return Instant.ofEpochSecond(Math.floorDiv(moment.getEpochSecond(), span.toSeconds()) * span.toSeconds());
    }

    static Instant ceiling(Instant moment, Duration span) {
        Instant floor = floor(moment, span);
        return floor.equals(moment) ? floor : floor.plus(span);
    }
}
