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
package org.apache.ofbiz.asterisk.crm.board;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.ofbiz.asterisk.acd.board.Alarm;
import org.apache.ofbiz.asterisk.acd.board.BoardGroup;
import org.apache.ofbiz.asterisk.acd.board.ServiceLevelFormula;
import org.apache.ofbiz.asterisk.acd.board.ServiceRule;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;

/** Reads the enabled groups with what the wallboard needs to know of them. Thread-safe. */
public final class BoardGroups implements Supplier<List<BoardGroup>> {

    private static final String LIMITS = "CallCenterGroupLimits";
    /** How names of the fields of a figure's limits begin. */
    private static final Map<Alarm.Figure, String> FIELDS = Map.of(Alarm.Figure.WAITING, "waiting", Alarm.Figure.LONGEST_WAIT, "longestWait",
            Alarm.Figure.SERVICE_LEVEL, "serviceLevel", Alarm.Figure.ABANDONED, "abandoned", Alarm.Figure.AVAILABLE, "available");

    private final Rows rows;
    private final Settings settings;

    public BoardGroups(Delegator delegator, Settings settings) {
        this.rows = new Rows(delegator);
        this.settings = settings;
    }

    /** @throws Rows.RowsUnavailableException when the database doesn't answer */
    @Override
    public List<BoardGroup> get() {
        Map<String, List<Alarm>> limits = new HashMap<>();
        Rows.list(rows.from(LIMITS)).forEach(row -> limits.put(row.getString("callCenterGroupId"), alarms(row)));
        return Rows.list(rows.from("CallCenterGroup").where("enabled", "Y").orderBy("callCenterGroupId")).stream()
                .map(row -> group(row, limits.getOrDefault(row.getString("callCenterGroupId"), List.of()))).toList();
    }

    private static List<Alarm> alarms(GenericValue row) {
        return Arrays.stream(Alarm.Figure.values()).map(figure -> new Alarm(figure, limit(row, figure, "Warning"), limit(row, figure, "Alarm")))
                .filter(alarm -> alarm.warning() >= 0 || alarm.alarm() >= 0).toList();
    }

    /** @return negative for none */
    private static long limit(GenericValue row, Alarm.Figure figure, String level) {
        Long limit = row.getLong(FIELDS.get(figure) + level);
        return limit == null ? -1 : limit;
    }

    private BoardGroup group(GenericValue row, List<Alarm> limits) {
        String id = row.getString("callCenterGroupId");
        return new BoardGroup(id, PlainText.given(row.getString("groupName")).orElse(id),
                row.getString("serverId"), rule(row, settings), limits);
    }

    /** How the service level of a group is counted. @param row with its target and its formula */
    public static ServiceRule rule(GenericValue row, Settings settings) {
        return ServiceRule.of(Optional.ofNullable(row.getLong("answerWithinSeconds")).map(Duration::ofSeconds),
                settings.get(Settings.SHORT_ABANDON_TIME),
                ServiceLevelFormula.of(row.getString("serviceLevelFormula")).orElse(ServiceLevelFormula.USUAL));
    }
}
