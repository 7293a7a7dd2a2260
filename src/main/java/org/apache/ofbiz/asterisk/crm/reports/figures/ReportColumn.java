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
package org.apache.ofbiz.asterisk.crm.reports.figures;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;

/** One figure of a report. */
public enum ReportColumn {
    OFFERED(CallCount.OFFERED),
    ANSWERED(CallCount.ANSWERED),
    SERVICE_LEVEL(Unit.SHARE, row -> CallRatios.ratio(row.tally().get(CallCount.IN_TIME), row.levelCalls())),
    ABANDONED(CallCount.ABANDONED),
    ABANDON_RATE(Unit.SHARE, row -> CallRatios.abandonRate(row.tally())),
    SHORT_ABANDONED(CallCount.SHORT_ABANDONED),
    UNSERVED(CallCount.UNSERVED),
    AVERAGE_ANSWER_WAIT(Unit.SECONDS, row -> CallRatios.averageAnswerWait(row.tally())),
    AVERAGE_ABANDON_WAIT(Unit.SECONDS, row -> CallRatios.averageAbandonWait(row.tally())),
    LONGEST_WAIT(Unit.SECONDS, row -> OptionalDouble.of(row.tally().get(CallCount.LONGEST_WAIT))),
    AVERAGE_TALK(Unit.SECONDS, row -> CallRatios.averageTalk(row.tally())),
    AVERAGE_WRAP_UP(Unit.SECONDS, row -> CallRatios.averageWrapUp(row.tally())),
    AVERAGE_HANDLE(Unit.SECONDS, row -> CallRatios.averageHandle(row.tally())),
    OCCUPANCY(Unit.SHARE, row -> CallRatios.occupancy(row.tally())),
    PAUSED_TIME(Unit.SECONDS, row -> OptionalDouble.of(row.tally().get(CallCount.PAUSED_TIME))),
    AVERAGE_HOLD(Unit.SECONDS, row -> CallRatios.averageHold(row.tally())),
    TALK(Unit.SECONDS, row -> OptionalDouble.of(row.tally().get(CallCount.TALK))),
    TRANSFERRED(CallCount.TRANSFERRED),
    CALLED_BACK(CallCount.CALLED_BACK),
    MISSED_RING(CallCount.MISSED_RING),
    OUTGOING(CallCount.OUTGOING),
    OUTGOING_ANSWERED(CallCount.OUTGOING_ANSWERED),
    OUTGOING_TALK(Unit.SECONDS, row -> OptionalDouble.of(row.tally().get(CallCount.OUTGOING_TALK))),
    RECORDED(CallCount.RECORDED),
    SOUND_PARTS(CallCount.SOUND_PARTS),
    SOUND_SCORE(Unit.SCORE, row -> CallRatios.score(row.tally())),
    BAD_SOUND(Unit.SHARE, row -> CallRatios.badSound(row.tally())),
    WORST_SOUND(Unit.SCORE, row -> CallRatios.worstScore(row.tally()));

    /** Calls are offered to groups, not to agents. */
    private static final Set<ReportColumn> NOT_OF_AGENTS = Set.of(OFFERED, SERVICE_LEVEL, ABANDONED, ABANDON_RATE, SHORT_ABANDONED, UNSERVED,
            AVERAGE_ANSWER_WAIT, AVERAGE_ABANDON_WAIT, LONGEST_WAIT, CALLED_BACK);

    /** How long agents do what is not told of numbers and dispositions. */
    private static final Set<ReportColumn> OF_AGENTS = Set.of(AVERAGE_WRAP_UP, AVERAGE_HANDLE, OCCUPANCY, PAUSED_TIME);
    /** Agents are available and paused for all of their groups at once. */
    private static final Set<ReportColumn> OF_ALL_GROUPS = Set.of(OCCUPANCY, PAUSED_TIME);

    /** What page phones measure, which not all have. */
    private static final Set<ReportColumn> OF_PAGE_PHONES = Set.of(SOUND_PARTS, SOUND_SCORE, BAD_SOUND, WORST_SOUND);

    private final Unit unit;
    private final Function<CallReport.Row, OptionalDouble> figure;

    /** What a figure is in. A SHARE is from 0 to 1, a SCORE from 1 to 4.5. */
    public enum Unit {
        CALLS, SECONDS, SHARE, SCORE
    }

    ReportColumn(CallCount count) {
        this(Unit.CALLS, row -> OptionalDouble.of(row.tally().get(count)));
    }

    ReportColumn(Unit unit, Function<CallReport.Row, OptionalDouble> figure) {
        this.unit = unit;
        this.figure = figure;
    }

    public Unit unit() {
        return unit;
    }

    /** Its value; empty where there is nothing to divide by. */
    public OptionalDouble of(CallReport.Row row) {
        return figure.apply(row);
    }

    /** The figures that a report has. @param total of all of its rows: nobody needs figures of page phones where none measured anything */
    public static List<ReportColumn> of(ReportQuery query, CallTally total) {
        boolean measured = total.get(CallCount.SOUND_PARTS) > 0;
        return of(query).stream().filter(column -> measured || !OF_PAGE_PHONES.contains(column)).toList();
    }

    /** The figures that a report can have. */
    public static List<ReportColumn> of(ReportQuery query) {
        SumDimension dimension = query.dimension();
        boolean timed = dimension == SumDimension.AGENT || dimension == SumDimension.TOTAL;
        return Arrays.stream(values()).filter(column -> timed || !OF_AGENTS.contains(column) && !OF_PAGE_PHONES.contains(column))
                .filter(column -> query.by() != ReportBy.GROUP && query.groups().isEmpty() || !OF_ALL_GROUPS.contains(column))
                .filter(column -> dimension != SumDimension.AGENT || !NOT_OF_AGENTS.contains(column))
                .filter(column -> dimension != SumDimension.NUMBER || !column.name().startsWith("OUTGOING")).toList();
    }
}
