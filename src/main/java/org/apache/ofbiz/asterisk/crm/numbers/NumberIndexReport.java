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
package org.apache.ofbiz.asterisk.crm.numbers;

import java.sql.Timestamp;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;

/**
 * How the index of numbers is.
 *
 * @param complete every number can be found by its key
 * @param phase    NONE, RUNNING, DONE or FAILED: the last rebuild
 * @param total    stored numbers
 * @param keyed    those that have a key
 * @param invalid  those of them that no numbering plan knows, short ones apart
 * @param done     numbers that the rebuild has looked at, of {@code goal}
 * @param region   default region of the rebuild; empty before the first one
 * @param started  of the last rebuild; {@code ended} may be that of an earlier one while one runs
 * @param problem  what made it fail; empty where nothing did
 */
public record NumberIndexReport(boolean complete, String phase, long total, long keyed, long invalid, long done, long goal, String region,
                                Optional<Timestamp> started, Optional<Timestamp> ended, String problem) {

    /** Counts rows, so it takes a while with very many. @throws RuntimeException when the database does not answer */
    public static NumberIndexReport of(Delegator delegator, Settings settings) {
        Rows rows = new Rows(delegator);
        GenericValue state = Rows.one(rows.from("AsteriskNumberIndexState").where("indexId", "PARTIES"))
                .orElseGet(() -> delegator.makeValue("AsteriskNumberIndexState"));
        long total = rows.count("TelecomNumber");
        long keyed = rows.count("AsteriskNumberKey");
        String phase = PlainText.given(state.getString("phase")).orElse("NONE");
        return new NumberIndexReport(NumberIndex.isComplete(rows, settings) && keyed >= total, phase, total, keyed,
                rows.count("AsteriskNumberKey", "keyKind", NumberKey.Kind.INVALID.name()), number(state, "doneCount"), number(state, "totalCount"),
                Rows.text(state, "region"), Optional.ofNullable(state.getTimestamp("startDate")),
                Optional.ofNullable(state.getTimestamp("endDate")), Rows.text(state, "problem"));
    }

    /** Share that the rebuild has done, 0 to 100. */
    public long percent() {
        return phase.equals("DONE") ? 100 : goal == 0 ? 0 : Math.min(100, done * 100 / goal);
    }

    /** As a service answers it; times that are not known are left out. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new HashMap<>(Map.of("numberIndexComplete", complete, "phase", phase, "totalCount", total,
                "keyedCount", keyed, "missingCount", Math.max(0, total - keyed), "invalidCount", invalid, "doneCount", done, "goalCount", goal,
                "percent", percent(), "region", region));
        fields.put("problem", problem);
        started.ifPresent(at -> fields.put("startDate", at));
        ended.ifPresent(at -> fields.put("endDate", at));
        return fields;
    }

    private static long number(GenericValue state, String field) {
        return Optional.ofNullable(state.getLong(field)).orElse(0L);
    }
}
