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

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;

/** Questions of groups, and how supervisors scored calls by them. A supervisor has one sheet for a call, and can fill it in again. Thread-safe. */
public final class ScoreSheets {

    /** Entities. */
    public static final String QUESTION = "AsteriskScoreQuestion";
    /** One supervisor's scores of one call. */
    public static final String SHEET = "AsteriskScoreSheet";
    /** One score. */
    public static final String ANSWER = "AsteriskScoreAnswer";
    /** Questions of a group. */
    public static final int MOST_QUESTIONS = 50;
    private static final String CALL = "phoneCallId";
    private static final String SHEET_ID = "scoreSheetId";
    private static final String QUESTION_ID = "questionId";

    private final Rows rows;

    public ScoreSheets(Delegator delegator) {
        this.rows = new Rows(delegator);
    }

    /** Questions of a group, past and future ones, too, in their order. */
    public List<GenericValue> all(String groupId) {
        return Rows.list(rows.from(QUESTION).where("callCenterGroupId", groupId).orderBy("sequenceNum", QUESTION_ID));
    }

    /** Questions for a call that began then. */
    public List<GenericValue> active(String groupId, Timestamp at) {
        return all(groupId).stream().filter(question -> !question.getTimestamp("fromDate").after(at)
                && (question.get("thruDate") == null || question.getTimestamp("thruDate").after(at))).toList();
    }

    /** Sheets about this call, the oldest first. */
    public List<GenericValue> of(String phoneCallId) {
        return Rows.list(rows.from(SHEET).where(CALL, phoneCallId).orderBy("scoreDate", SHEET_ID));
    }

    /** Points by questionId. */
    public Map<String, Long> answers(String scoreSheetId) {
        Map<String, Long> answers = new LinkedHashMap<>();
        Rows.list(rows.from(ANSWER).where(SHEET_ID, scoreSheetId).orderBy(QUESTION_ID))
                .forEach(row -> answers.put(row.getString(QUESTION_ID), row.getLong("points")));
        return answers;
    }

    /** The sheet that this supervisor has filled in for the call. */
    public Optional<GenericValue> own(String phoneCallId, String userLoginId) {
        return of(phoneCallId).stream().filter(sheet -> userLoginId.equals(sheet.getString("userLoginId"))).findFirst();
    }

    /**
     * Keeps a sheet, in the transaction of the caller.
     *
     * @param answers points by question; not empty
     * @return its id
     */
    public String store(GenericValue call, String userLoginId, Map<GenericValue, Long> answers, Clock clock) throws GenericEntityException {
        // the same for both of two saves at once
        String id = UUID.nameUUIDFromBytes((call.getString(CALL) + '\n' + userLoginId).getBytes(StandardCharsets.UTF_8)).toString();
        Delegator delegator = rows.delegator();
        delegator.removeByAnd(ANSWER, Map.of(SHEET_ID, id));
        Map<String, Object> fields = new HashMap<>(Map.of(SHEET_ID, id, CALL, call.getString(CALL), "userLoginId", userLoginId,
                "scoreDate", Timestamp.from(clock.instant()), "scorePercent", Score.percent(answers)));
        fields.put("callCenterGroupId", call.getString("callCenterGroupId"));
        PlainText.given(call.getString("agentPartyId")).ifPresent(agent -> fields.put("agentPartyId", agent));
        fields.put("callDate", call.getTimestamp("startDate"));
        delegator.createOrStore(delegator.makeValue(SHEET, fields));
        for (Map.Entry<GenericValue, Long> answer : answers.entrySet()) {
            delegator.create(delegator.makeValue(ANSWER, Map.of(SHEET_ID, id, QUESTION_ID, answer.getKey().getString(QUESTION_ID),
                    "points", answer.getValue(), "scorePercent", Score.percent(Map.of(answer.getKey(), answer.getValue())))));
        }
        return id;
    }
}
