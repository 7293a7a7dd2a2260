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

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/**
 * What a report is asked for.
 *
 * @param interval of its rows, where they are intervals
 * @param groups   that it is about; empty for all, and for calls of no group
 * @param only     the one agent, number or disposition that it is about
 */
public record ReportQuery(ReportBy by, ReportInterval interval, Span span, Optional<Set<String>> groups, Optional<Only> only) {

    /** @param thru the first moment after it */
    public record Span(Instant from, Instant thru, ZoneId zone) {

        /** Whether hours of this zone are hours of UTC all the time. */
        boolean wholeHours() {
            boolean now = isWholeHour(from) && isWholeHour(thru);
            return now && (zone.getRules().isFixedOffset() || from.equals(thru) || zone.getRules().getStandardOffset(from).getTotalSeconds()
                    % Duration.ofHours(1).toSeconds() == 0);
        }

        private boolean isWholeHour(Instant moment) {
            return zone.getRules().getOffset(moment).getTotalSeconds() % Duration.ofHours(1).toSeconds() == 0;
        }
    }

    /** @param id {@link SumKey#NONE} for calls without one */
    public record Only(SumDimension dimension, String id) {
    }

    /** The sums that tell it. */
    public SumDimension dimension() {
        return only.map(Only::dimension).orElse(by.dimension());
    }

    /** Whether sums of spans this long each belong to one row of the report. */
    public boolean takes(Duration length) {
        if (by == ReportBy.INTERVAL || by == ReportBy.HOUR_OF_WEEK) {
            boolean hours = length.equals(Duration.ofHours(1)) && span.wholeHours();
            return hours && (by == ReportBy.HOUR_OF_WEEK || interval.holdsHours());
        }
        return true;
    }

    /** Whether it is about this sum. */
    public boolean isAbout(SumKey key) {
        return key.dimension() == dimension() && groups.filter(ids -> !ids.contains(key.groupId())).isEmpty()
                && only.filter(wanted -> !wanted.id().equals(key.id())).isEmpty();
    }
}
