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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.crm.journal.Participants;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityComparisonOperator;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;

/**
 * Reads calls page by page, the newest first, and no more of them than a page needs, however many there are. A database that is asked for
 * the newest fifty of a million rows may sort the million (Derby reads no index backwards, and a limit set in JDBC comes after its plan
 * is made), so it is asked for one stretch of time after the other, backwards, each as long as about {@link #STRETCH} calls take; an index
 * tells how many there are before they are read. When few of them are wanted, a page ends after {@link #MOST_READ} calls, and says up to
 * when it has looked. Thread-safe.
 */
final class CallPages {

    private static final String ID = "phoneCallId";
    /** Calls in one stretch of time, roughly. */
    private static final int STRETCH = 1_000;
    /** Calls that may be read for one page, roughly: what a database reads in some hundredths of a second. */
    private static final int MOST_READ = 4_000;
    private static final Duration FIRST = Duration.ofHours(6);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final double MOST_GROWTH = 8;
    /** To look for words in a call, with those of its customer and its CommEvent, takes as long as to read so many calls. */
    private static final int WORDS_COST = 2;
    /** The clock of a PBX may be ahead of ours. */
    private static final Duration AHEAD = Duration.ofHours(1);

    private final Rows rows;
    private final Clock clock;
    private final int stretch;
    private final int mostRead;

    CallPages(Delegator delegator, Clock clock) {
        this(delegator, clock, STRETCH, MOST_READ);
    }

    CallPages(Delegator delegator, Clock clock, int stretch, int mostRead) {
        this.rows = new Rows(delegator);
        this.clock = clock;
        this.stretch = stretch;
        this.mostRead = mostRead;
    }

    /**
     * One page.
     *
     * @param next where the next page begins; empty when there is nothing more
     * @param full false when it has fewer calls than wanted because enough were read: the next page may have more
     */
    record Page(List<GenericValue> calls, Optional<CallPosition> next, boolean full) {
    }

    /**
     * What to read.
     *
     * @param reach        the part of what is wanted that an index of PhoneCall with startDate behind it answers: it decides how many calls
     *                     are read
     * @param reachParty   whose parts in calls decide it as well
     * @param alternatives the calls of the page: those that one of these has
     * @param byWords      whether words are looked for, too
     */
    record Query(Optional<EntityCondition> reach, Optional<String> reachParty, List<Alternative> alternatives, Instant from, Instant thru,
                 boolean byWords) {
        Query(String entity, Optional<EntityCondition> reach, Optional<EntityCondition> wanted, Instant from, Instant thru) {
            this(reach, Optional.empty(), List.of(new Alternative(entity, wanted, false)), from, thru, false);
        }
    }

    /**
     * One question; each finds a call once.
     *
     * @param entity  PhoneCall, or a view with its fields
     * @param ofParts whether the view has the parts of calls, whose callDate is the call's startDate, too
     */
    record Alternative(String entity, Optional<EntityCondition> wanted, boolean ofParts) {
    }

    /** @param most calls on a page */
    Page read(Query query, Optional<CallPosition> after, int most) {
        Optional<CallPosition> place = after.filter(position -> position.startedAt().isBefore(query.thru()));
        Instant high = place.map(CallPosition::startedAt).orElseGet(() -> earlier(query.thru(), clock.instant().plus(AHEAD)));
        List<GenericValue> found = new ArrayList<>();
        Duration length = FIRST;
        long read = 0;
        while (!high.isBefore(query.from())) {
            Instant low = later(query.from(), high.minus(length));
            EntityCondition between = between(low, high, place);
            long calls = rows.count("PhoneCall", and(query.reach(), between)) + parts(query.reachParty(), low, high);
            if (calls > 2 * stretch && length.compareTo(SHORTEST) > 0) {
                length = times(length, (double) stretch / calls);
                continue;
            }
            if (calls > 0) {
                found.addAll(list(query.alternatives(), between, dates("callDate", low, high), most + 1 - found.size()));
            }
            if (found.size() > most) {
                return new Page(found.subList(0, most), Optional.of(position(found.get(most - 1))), true);
            }
            read += query.byWords() ? calls * WORDS_COST : calls;
            if (!low.isAfter(query.from())) {
                break;
            }
            if (read >= mostRead) {
                return new Page(found, Optional.of(new CallPosition(low, "")), false);
            }
            high = low;
            length = times(length, calls == 0 ? MOST_GROWTH : Math.min(MOST_GROWTH, (double) stretch / calls));
        }
        return new Page(found, Optional.empty(), true);
    }

    /** From low on, and before high; where high is the place itself, calls of that moment which come after it, too. */
    private static EntityCondition between(Instant low, Instant high, Optional<CallPosition> place) {
        EntityCondition from = compare(EntityOperator.GREATER_THAN_EQUAL_TO, low);
        EntityCondition before = compare(EntityOperator.LESS_THAN, high);
        if (place.isEmpty() || !place.get().startedAt().equals(high)) {
            return EntityCondition.makeCondition(List.of(from, before));
        }
        EntityCondition later = EntityCondition.makeCondition("phoneCallId", EntityOperator.LESS_THAN, place.get().phoneCallId());
        return EntityCondition.makeCondition(List.of(from, compare(EntityOperator.LESS_THAN_EQUAL_TO, high),
                EntityCondition.makeCondition(before, EntityOperator.OR, later)));
    }

    private static EntityCondition compare(EntityComparisonOperator<?, ?> operator, Instant moment) {
        return EntityCondition.makeCondition("startDate", operator, Timestamp.from(moment));
    }

    private static EntityCondition and(Optional<EntityCondition> first, EntityCondition second) {
        return first.map(condition -> (EntityCondition) EntityCondition.makeCondition(condition, EntityOperator.AND, second)).orElse(second);
    }

    private long parts(Optional<String> partyId, Instant low, Instant high) {
        return partyId.map(id -> rows.count(Participants.ENTITY, EntityCondition.makeCondition(EntityCondition.makeCondition("partyId", id),
                EntityOperator.AND, dates("callDate", low, high)))).orElse(0L);
    }

    private static EntityCondition dates(String field, Instant low, Instant high) {
        return EntityCondition.makeCondition(List.of(
                EntityCondition.makeCondition(field, EntityOperator.GREATER_THAN_EQUAL_TO, Timestamp.from(low)),
                EntityCondition.makeCondition(field, EntityOperator.LESS_THAN_EQUAL_TO, Timestamp.from(high))));
    }

    /** The newest, each once. Their keys come first: a database sorts all calls of the stretch, and whole rows are long. */
    private List<GenericValue> list(List<Alternative> alternatives, EntityCondition between, EntityCondition partsBetween, int most) {
        Map<String, GenericValue> keys = new HashMap<>();
        for (Alternative each : alternatives) {
            EntityCondition moment = each.ofParts() ? EntityCondition.makeCondition(between, EntityOperator.AND, partsBetween) : between;
            Rows.list(rows.from(each.entity()).select(ID, "startDate").where(and(each.wanted(), moment)).orderBy("-startDate", "-phoneCallId")
                    .maxRows(most)).forEach(call -> keys.putIfAbsent(call.getString(ID), call));
        }
        Comparator<GenericValue> oldest = Comparator.<GenericValue, Timestamp>comparing(call -> call.getTimestamp("startDate"))
                .thenComparing(call -> call.getString(ID));
        List<String> ids = keys.values().stream().sorted(oldest.reversed()).limit(most).map(call -> call.getString(ID)).toList();
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<String, GenericValue> calls = new HashMap<>();
        Rows.list(rows.from("PhoneCall").where(Rows.in(ID, ids))).forEach(call -> calls.put(call.getString(ID), call));
        return ids.stream().filter(calls::containsKey).map(calls::get).toList(); // one may have become part of another meanwhile
    }

    private static CallPosition position(GenericValue call) {
        return new CallPosition(call.getTimestamp("startDate").toInstant(), call.getString("phoneCallId"));
    }

    private static Duration times(Duration length, double factor) {
        Duration longer = Duration.ofMillis((long) (length.toMillis() * factor));
        return longer.compareTo(SHORTEST) < 0 ? SHORTEST : longer;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
