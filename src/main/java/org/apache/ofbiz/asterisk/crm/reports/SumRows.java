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
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.crm.reports.figures.CallCount;
import org.apache.ofbiz.asterisk.crm.reports.figures.CallTally;
import org.apache.ofbiz.asterisk.crm.reports.figures.ReportQuery;
import org.apache.ofbiz.asterisk.crm.reports.figures.SumDimension;
import org.apache.ofbiz.asterisk.crm.reports.figures.SumKey;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;

/** The PhoneCallSum rows: what was counted of the calls that began in a span of time. Stateless. */
final class SumRows {

    static final String ENTITY = "PhoneCallSum";

    private final Rows rows;

    SumRows(Rows rows) {
        this.rows = rows;
    }

    /** Takes a sum. */
    @FunctionalInterface
    interface Taker {
        void take(Instant start, SumKey key, CallTally tally);
    }

    /** Tells the sums of spans of this length that begin within these times, as far as the query is about them. */
    void read(ReportQuery query, Duration span, Instant from, Instant thru, Taker taker) {
        Duration step = step(span);
        for (Instant start = from; start.isBefore(thru); start = start.plus(step)) {
            Instant end = start.plus(step).isBefore(thru) ? start.plus(step) : thru;
            List<EntityCondition> conditions = new ArrayList<>(within(query.dimension(), span, start, end));
            query.groups().ifPresent(groups -> conditions.add(EntityCondition.makeCondition("callCenterGroupId", EntityOperator.IN,
                    groups.stream().sorted().toList())));
            query.only().ifPresent(only -> conditions.add(EntityCondition.makeCondition("sumItemId", only.id())));
            Rows.list(rows.from(ENTITY).where(conditions)).forEach(row -> taker.take(start(row), key(row), tally(row)));
        }
    }

    /** So many rows at a time as one query may well hold in memory. */
    private static Duration step(Duration span) {
        return span.compareTo(Duration.ofHours(1)) < 0 ? Duration.ofDays(2) : span.multipliedBy(24 * 14);
    }

    private static List<EntityCondition> within(SumDimension dimension, Duration span, Instant from, Instant thru) {
        return List.of(EntityCondition.makeCondition("sumDimension", dimension.name()),
                EntityCondition.makeCondition("spanMinutes", span.toMinutes()),
                EntityCondition.makeCondition("startDate", EntityOperator.GREATER_THAN_EQUAL_TO, Timestamp.from(from)),
                EntityCondition.makeCondition("startDate", EntityOperator.LESS_THAN, Timestamp.from(thru)));
    }

    /** The sums of one dimension over these times, of spans of this length. */
    Map<SumKey, CallTally> sum(SumDimension dimension, Duration span, Instant from, Instant thru) {
        Map<SumKey, CallTally> sums = new HashMap<>();
        Rows.list(rows.from(ENTITY).where(within(dimension, span, from, thru))).forEach(row -> sums.merge(key(row), tally(row), CallTally::plus));
        return sums;
    }

    /** Begins of quarters that have sums. */
    Set<Instant> quarters(Instant from, Instant thru) {
        Set<Instant> starts = new HashSet<>();
        Rows.list(rows.from(ENTITY).select("startDate").where(within(SumDimension.TOTAL, SumMarks.QUARTER, from, thru)))
                .forEach(row -> starts.add(start(row)));
        return starts;
    }

    /** Begin of the first quarter that has sums; empty where none has. */
    Optional<Instant> first() {
        return Rows.first(rows.from(ENTITY).select("startDate").where("sumDimension", SumDimension.TOTAL.name(),
                "spanMinutes", SumMarks.QUARTER.toMinutes()).orderBy("startDate")).map(SumRows::start);
    }

    /** Makes the rows of one dimension and span as they should be; those that are stay untouched. */
    void write(SumDimension dimension, Duration span, Instant start, Map<SumKey, CallTally> wanted) throws GenericEntityException {
        Map<SumKey, CallTally> before = sum(dimension, span, start, start.plus(span));
        for (Map.Entry<SumKey, CallTally> sum : wanted.entrySet()) {
            CallTally known = before.remove(sum.getKey());
            if (known == null) {
                rows.delegator().create(row(sum.getKey(), span, start, sum.getValue()));
            } else if (!known.equals(sum.getValue())) {
                rows.delegator().store(row(sum.getKey(), span, start, sum.getValue()));
            }
        }
        for (SumKey over : before.keySet()) {
            rows.delegator().removeByAnd(ENTITY, fields(over, span, start));
        }
    }

    private GenericValue row(SumKey key, Duration span, Instant start, CallTally tally) {
        Map<String, Object> fields = fields(key, span, start);
        tally.counts().forEach((count, number) -> fields.put(count.field(), number));
        Delegator delegator = rows.delegator();
        return delegator.makeValue(ENTITY, fields);
    }

    private static Map<String, Object> fields(SumKey key, Duration span, Instant start) {
        return new HashMap<>(Map.of("sumDimension", key.dimension().name(), "spanMinutes", span.toMinutes(), "startDate", Timestamp.from(start),
                "callCenterGroupId", key.groupId(), "sumItemId", key.id()));
    }

    private static Instant start(GenericValue row) {
        return row.getTimestamp("startDate").toInstant();
    }

    private static SumKey key(GenericValue row) {
        return new SumKey(SumDimension.valueOf(row.getString("sumDimension")), row.getString("callCenterGroupId"), row.getString("sumItemId"));
    }

    private static CallTally tally(GenericValue row) {
        Map<CallCount, Long> counts = new EnumMap<>(CallCount.class);
        for (CallCount count : CallCount.values()) {
            counts.put(count, Optional.ofNullable(row.getLong(count.field())).orElse(0L));
        }
        return CallTally.of(counts);
    }
}
