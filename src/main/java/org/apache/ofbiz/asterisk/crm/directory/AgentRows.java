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
package org.apache.ofbiz.asterisk.crm.directory;

import java.sql.Timestamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.ofbiz.asterisk.acd.AgentChoice;
import org.apache.ofbiz.asterisk.acd.AgentDirectory.PauseInterval;
import org.apache.ofbiz.asterisk.acd.Group;
import org.apache.ofbiz.asterisk.acd.PauseReason;
import org.apache.ofbiz.asterisk.acd.SavedAgent;
import org.apache.ofbiz.asterisk.acd.WrapUp;
import org.apache.ofbiz.asterisk.crm.rows.EnumIds;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.RowTime;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.rows.SeparateTransaction;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;

/** AgentState rows: what is kept of agents when OFBiz stops. Thread-safe. */
final class AgentRows {

    /** Instead of a callCenterGroupId, as part of a key. */
    private static final String ALL_GROUPS = "_NA_";

    private final Rows rows;

    AgentRows(Delegator delegator) {
        this.rows = new Rows(delegator);
    }

    List<PauseReason> pauseReasons() {
        return rows.enumerations(EnumIds.PAUSE_REASONS).stream()
                .map(row -> new PauseReason(row.getString("enumId"), Rows.text(row, "description"))).toList();
    }

    /** @param group finds the group that a call is still being written up for */
    Optional<SavedAgent> recall(String userLoginId, Function<String, Optional<Group>> group) {
        return Rows.one(rows.from("AsteriskAgentState").where("userLoginId", userLoginId)).map(row -> new SavedAgent(
                choice(row, queuePauses(userLoginId)), PlainText.given(row.getString("peerId")), wrapUp(row, group),
                Rows.isYes(row, "isHere")));
    }

    private AgentChoice choice(GenericValue row, Map<String, AgentChoice.QueuePause> queuePauses) {
        Optional<PauseReason> reason = pauseReasons().stream().filter(known -> known.id().equals(row.getString("pauseReasonEnumId"))).findFirst()
                .or(() -> reasonOnPbx(row));
        return new AgentChoice(EnumIds.choice(row.getString("choiceEnumId")), reason, row.getTimestamp("sinceDate").toInstant(), queuePauses);
    }

    /** A reason that nobody can choose is kept with the pause. */
    private Optional<PauseReason> reasonOnPbx(GenericValue row) {
        return PlainText.given(row.getString("pauseReasonEnumId")).flatMap(id -> Rows.list(rows.from("AsteriskAgentPause").where("userLoginId",
                row.get("userLoginId"), "callCenterGroupId", ALL_GROUPS, "thruDate", null)).stream()
                .filter(pause -> id.equals(pause.getString("pauseReasonEnumId"))).findFirst()
                .map(pause -> new PauseReason(id, Rows.text(pause, "reasonText"))));
    }

    private Map<String, AgentChoice.QueuePause> queuePauses(String userLoginId) {
        Map<String, AgentChoice.QueuePause> pauses = new HashMap<>();
        Rows.list(rows.from("AsteriskAgentPause").where("userLoginId", userLoginId, "thruDate", null).orderBy("fromDate")).stream()
                .filter(row -> !ALL_GROUPS.equals(row.getString("callCenterGroupId")))
                .forEach(row -> pauses.put(row.getString("callCenterGroupId"), new AgentChoice.QueuePause(
                        new PauseReason(row.getString("pauseReasonEnumId"), Rows.text(row, "reasonText")),
                        row.getTimestamp("fromDate").toInstant())));
        return pauses;
    }

    private static Optional<WrapUp> wrapUp(GenericValue row, Function<String, Optional<Group>> group) {
        String callId = row.getString("wrapUpCallId");
        return callId == null ? Optional.empty() : group.apply(row.getString("wrapUpGroupId"))
                .map(known -> WrapUp.of(callId, known, row.getTimestamp("wrapUpThruDate").toInstant()));
    }

    /** @throws Rows.RowsUnavailableException when the database refuses */
    void keep(String userLoginId, SavedAgent agent) {
        Map<String, Object> fields = new HashMap<>(Map.of("userLoginId", userLoginId, "choiceEnumId", EnumIds.of(agent.choice().kind()),
                "sinceDate", RowTime.of(agent.choice().since())));
        fields.put("pauseReasonEnumId", agent.choice().reason().map(PauseReason::id).orElse(null));
        fields.put("peerId", agent.peerId().orElse(null));
        fields.put("wrapUpCallId", agent.wrapUp().map(WrapUp::callId).orElse(null));
        fields.put("wrapUpGroupId", agent.wrapUp().map(WrapUp::groupId).orElse(null));
        fields.put("wrapUpThruDate", agent.wrapUp().map(wrapUp -> RowTime.of(wrapUp.until())).orElse(null));
        fields.put("isHere", agent.here() ? "Y" : "N");
        store("AsteriskAgentState", fields);
    }

    /** @throws Rows.RowsUnavailableException when the database refuses */
    void keep(PauseInterval pause) {
        Map<String, Object> fields = new HashMap<>(Map.of("userLoginId", pause.userLoginId(), "callCenterGroupId", pause.groupId().orElse(ALL_GROUPS),
                "fromDate", RowTime.of(pause.since()), "pauseReasonEnumId", pause.reason().id(), "reasonText", pause.reason().description()));
        fields.put("thruDate", pause.until().map(Timestamp::from).orElse(null));
        store("AsteriskAgentPause", fields);
    }

    private void store(String entity, Map<String, Object> fields) {
        try {
            SeparateTransaction.createOrStore(rows.delegator(), List.of(rows.delegator().makeValue(entity, fields)));
        } catch (GenericEntityException e) {
            throw new Rows.RowsUnavailableException(e);
        }
    }
}
