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

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.ofbiz.asterisk.acd.board.ServiceLevelFormula;
import org.apache.ofbiz.asterisk.acd.board.ServiceRule;
import org.apache.ofbiz.asterisk.crm.board.BoardGroups;
import org.apache.ofbiz.asterisk.crm.reports.figures.CallCounting;
import org.apache.ofbiz.asterisk.crm.reports.figures.SumKey;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.entity.GenericEntityException;

/**
 * By what calls are counted now: with other rules all sums are made again, those of the past, too.
 *
 * @param groups by callCenterGroupId
 * @param others of calls that reached no group
 */
record CountingRules(Map<String, ServiceRule> groups, ServiceRule others) {

    private static final String STATE = "PhoneCallSumState";
    private static final String KEY = "sumStateId";
    private static final String ID = "CALLS";
    /** Another way to count needs another number here. */
    private static final int VERSION = 3;

    static CountingRules of(Rows rows, Settings settings) {
        Map<String, ServiceRule> groups = new TreeMap<>();
        Rows.list(rows.from("CallCenterGroup").select("callCenterGroupId", "answerWithinSeconds", "serviceLevelFormula"))
                .forEach(group -> groups.put(group.getString("callCenterGroupId"), BoardGroups.rule(group, settings)));
        return new CountingRules(groups,
                ServiceRule.of(Optional.empty(), settings.get(Settings.SHORT_ABANDON_TIME), ServiceLevelFormula.USUAL));
    }

    CallCounting counting() {
        return new CallCounting(groups, others);
    }

    /** The service level formula of a group; of {@link SumKey#NONE}, that of calls that reached no group. */
    ServiceLevelFormula formula(String groupId) {
        return groups.getOrDefault(groupId, others).formula();
    }

    /** Whether the sums were made by these rules. */
    boolean areKept(Rows rows) {
        return Rows.one(rows.from(STATE).where(KEY, ID)).filter(state -> text().equals(state.getString("countingRules"))).isPresent();
    }

    void keep(Rows rows) throws GenericEntityException {
        rows.delegator().createOrStore(rows.delegator().makeValue(STATE, Map.of(KEY, ID, "countingRules", text())));
    }

    /** What is counted. Formulas aren't part of it: they divide what was counted. */
    private String text() {
        Map<String, Long> targets = new TreeMap<>();
        groups.forEach((group, rule) -> {
            if (!rule.answerWithin().equals(others.answerWithin())) {
                targets.put(group, rule.answerWithin().toSeconds());
            }
        });
        return VERSION + " " + others.shortAbandon().toSeconds() + " " + others.answerWithin().toSeconds() + " " + targets;
    }
}
