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
package org.apache.ofbiz.asterisk.crm.scoring;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.crm.directory.UserDirectory;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;

/** Averages of scores by agent or by question, of calls that began within a time. Thread-safe. */
public final class ScoreReport {

    private static final int PORTION = 100;
    private static final String SHEET_ID = "scoreSheetId";

    private final Rows rows;
    private final UserDirectory users;

    public ScoreReport(Delegator delegator) {
        this.rows = new Rows(delegator);
        this.users = new UserDirectory(delegator);
    }

    /** What the lines are. */
    public enum By {
        AGENT, QUESTION
    }

    /**
     * One line.
     *
     * @param name    of the agent, or the question
     * @param scored  sheets or answers that it is the mean of
     * @param average from 0 to 100
     */
    public record Line(String name, long scored, double average) {
    }

    private record Sum(long count, double total) {
        private Sum plus(double value) {
            return new Sum(count + 1, total + value);
        }

        private Line line(String name) {
            return new Line(name, count, count == 0 ? 0 : total / count);
        }
    }

    /**
     * The lines by name, and the total at the end; nothing where nothing was scored.
     *
     * @param groups empty for all
     * @param group  empty for all of these
     */
    public List<Line> make(By by, Instant from, Instant thru, Optional<Set<String>> groups, Optional<String> group, String total) {
        List<EntityCondition> wanted = new ArrayList<>(List.of(
                EntityCondition.makeCondition("callDate", EntityOperator.GREATER_THAN_EQUAL_TO, Timestamp.from(from)),
                EntityCondition.makeCondition("callDate", EntityOperator.LESS_THAN, Timestamp.from(thru))));
        if (groups.isPresent() && groups.get().isEmpty()) {
            return List.of();
        }
        groups.ifPresent(ids -> wanted.add(Rows.in("callCenterGroupId", ids)));
        group.ifPresent(id -> wanted.add(EntityCondition.makeCondition("callCenterGroupId", id)));
        List<GenericValue> sheets = Rows.list(rows.from(ScoreSheets.SHEET).where(wanted).orderBy(SHEET_ID));
        Map<String, Sum> sums = by == By.AGENT ? sums(sheets, "agentPartyId") : sums(answers(sheets), "questionId");
        Map<String, String> names = names(by, sums.keySet());
        List<Line> lines = new ArrayList<>(sums.entrySet().stream().map(sum -> sum.getValue().line(names.getOrDefault(sum.getKey(), sum.getKey())))
                .sorted(Comparator.comparing(Line::name)).toList());
        if (!lines.isEmpty()) {
            lines.add(sheets.stream().reduce(new Sum(0, 0), (sum, sheet) -> sum.plus(percent(sheet)), (one, other) -> one).line(total));
        }
        return lines;
    }

    private List<GenericValue> answers(List<GenericValue> sheets) {
        List<GenericValue> answers = new ArrayList<>();
        for (int first = 0; first < sheets.size(); first += PORTION) {
            List<String> ids = sheets.subList(first, Math.min(sheets.size(), first + PORTION)).stream()
                    .map(sheet -> sheet.getString(SHEET_ID)).toList();
            answers.addAll(Rows.list(rows.from(ScoreSheets.ANSWER).where(Rows.in(SHEET_ID, ids))));
        }
        return answers;
    }

    private static Map<String, Sum> sums(List<GenericValue> scored, String field) {
        Map<String, Sum> sums = new LinkedHashMap<>();
        scored.forEach(row -> sums.merge(Rows.text(row, field), new Sum(1, percent(row)), (before, one) -> before.plus(percent(row))));
        return sums;
    }

    private static double percent(GenericValue row) {
        return ((Number) row.get("scorePercent")).doubleValue();
    }

    private Map<String, String> names(By by, Set<String> ids) {
        Map<String, String> names = new HashMap<>();
        ids.forEach(id -> names.put(id, id.isEmpty() ? "-" : by == By.AGENT ? users.colleague(id)
                : Rows.one(rows.from(ScoreSheets.QUESTION).where("questionId", id)).map(row -> Rows.text(row, "questionText")).orElse(id)));
        return names;
    }
}
