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
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.apache.ofbiz.asterisk.crm.reports.figures.CallCount;
import org.apache.ofbiz.asterisk.crm.reports.figures.CallCounting;
import org.apache.ofbiz.asterisk.crm.reports.figures.CallTally;
import org.apache.ofbiz.asterisk.crm.reports.figures.CountedCall;
import org.apache.ofbiz.asterisk.crm.reports.figures.SoundScore;
import org.apache.ofbiz.asterisk.crm.reports.figures.SumDimension;
import org.apache.ofbiz.asterisk.crm.reports.figures.SumKey;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.entity.GenericValue;

/** Counts the calls of a quarter of an hour, the times of agents in it, and what page phones measured in these calls. Stateless. */
final class QuarterCount {

    private final Rows rows;
    private final CountedCalls calls;

    QuarterCount(Rows rows) {
        this.rows = rows;
        this.calls = new CountedCalls(rows);
    }

    Map<SumKey, CallTally> of(CallCounting counting, Instant start) {
        Map<SumKey, CallTally> counted = new HashMap<>();
        for (CountedCall call : calls.read(start, start.plus(SumMarks.QUARTER))) {
            counting.count(call).forEach((key, tally) -> counted.merge(key, tally, CallTally::plus));
        }
        for (GenericValue row : Rows.list(rows.from(AgentTimes.ENTITY).where("startDate", Timestamp.from(start)))) {
            Map<CallCount, Long> times = new EnumMap<>(CallCount.class);
            AgentTimes.COUNTS.forEach(count -> times.put(count, AgentTimes.seconds(row, count)));
            CallTally tally = CallTally.of(times);
            String group = row.getString("callCenterGroupId");
            counted.merge(new SumKey(SumDimension.AGENT, group, row.getString("partyId")), tally, CallTally::plus);
            counted.merge(new SumKey(SumDimension.TOTAL, group, SumKey.NONE), tally, CallTally::plus);
        }
        sounds(counted, start);
        return counted;
    }

    /** What page phones measured, for the group of the call; calls between colleagues have none. */
    private void sounds(Map<SumKey, CallTally> counted, Instant start) {
        for (GenericValue row : Rows.list(rows.from("PhoneCallAndQuality").where(CountedCalls.began(start, start.plus(SumMarks.QUARTER))))) {
            CallTally tally = CallTally.of(SoundScore.counts(row.getLong("soundSeconds"), row.getLong("score"), row.getLong("worstScore")));
            String group = PlainText.given(row.getString("callCenterGroupId")).orElse(SumKey.NONE);
            String agent = PlainText.given(row.getString("partyId")).orElse(SumKey.NONE);
            counted.merge(new SumKey(SumDimension.AGENT, group, agent), tally, CallTally::plus);
            counted.merge(new SumKey(SumDimension.TOTAL, group, SumKey.NONE), tally, CallTally::plus);
        }
    }
}
