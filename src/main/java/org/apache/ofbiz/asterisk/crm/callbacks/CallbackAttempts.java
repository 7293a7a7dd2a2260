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
package org.apache.ofbiz.asterisk.crm.callbacks;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.callbacks.CallbackRule;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.crm.rows.EnumIds;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.RowTime;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;
import org.apache.ofbiz.entity.transaction.TransactionUtil;

/**
 * Automatic callbacks as rows. An attempt begins by a conditional update that names its call, and ends by one that needs that name, so each
 * customer is called by one attempt at a time, on any node and after a crash. What the database refuses is thrown. Thread-safe.
 */
public final class CallbackAttempts {

    private static final String GROUP = "callCenterGroupId";
    private static final String CALL = "attemptCallId";
    private static final long MOST_MINUTES = 1_440;

    private final Rows rows;
    private final CallbackTasks tasks;

    public CallbackAttempts(Delegator delegator) {
        this.rows = new Rows(delegator);
        this.tasks = new CallbackTasks(delegator);
    }

    /** A group with automatic callbacks. @param calls whether it lets customers be called; else only what goes on still is followed */
    public record Group(String groupId, String serverId, CallbackRule rule, boolean calls) {
    }

    /**
     * An open callback that a customer asked for.
     *
     * @param place     when they joined the line
     * @param notBefore when they may be called
     * @param made      attempts so far, one that goes on included
     * @param callId    of the attempt that goes on
     * @param claimed   whether an agent calls back by hand
     */
    public record Task(String taskId, String groupId, String key, String number, Instant place, Instant notBefore, int made,
                       Optional<String> callId, boolean claimed) {

        /** What is dialed: the number as it is known everywhere, where it is known so; a PBX may show it without a plus. */
        public String dialed() {
            return key.startsWith("+") ? key : number;
        }

        /** The same while this call is one more attempt. */
        public Task during(String attemptCallId) {
            return new Task(taskId, groupId, key, number, place, notBefore, made + 1, Optional.of(attemptCallId), true);
        }
    }

    /** The enabled groups that let customers be called automatically, and others for which somebody is. */
    public List<Group> groups() {
        EntityCondition calls = EntityCondition.makeCondition(Map.of("automaticCallbacks", "Y", "enabled", "Y"));
        Set<String> going = Rows.list(rows.from(CallbackTasks.ENTITY).select(GROUP).where(EntityCondition.makeCondition(List.of(CallbackTasks.OPEN,
                EntityCondition.makeCondition(CALL, EntityOperator.NOT_EQUAL, null))))).stream().map(row -> row.getString(GROUP))
                .collect(Collectors.toSet());
        return Rows.list(rows.from("CallCenterGroup").where(going.isEmpty() ? calls
                : EntityCondition.makeCondition(calls, EntityOperator.OR, Rows.in(GROUP, going)))).stream().map(CallbackAttempts::group).toList();
    }

    private static Group group(GenericValue row) {
        CallbackRule rule = new CallbackRule((int) number(row, "callbackAttempts", CallbackRule.USUAL_ATTEMPTS),
                Duration.ofMinutes(Math.min(MOST_MINUTES, number(row, "callbackRetryMinutes", CallbackRule.USUAL_MINUTES))));
        return new Group(row.getString(GROUP), row.getString("serverId"), rule,
                Rows.isYes(row, "automaticCallbacks") && Rows.isYes(row, "enabled"));
    }

    private static long number(GenericValue row, String field, long usual) {
        return Optional.ofNullable(row.getLong(field)).filter(value -> value > 0).orElse(usual);
    }

    /** Callbacks of these groups that are called automatically, whatever else became of them, and requested ones that may be. */
    public List<Task> open(Collection<String> groupIds) {
        if (groupIds.isEmpty()) {
            return List.of();
        }
        EntityCondition going = EntityCondition.makeCondition(List.of(CallbackTasks.OPEN, Rows.in(GROUP, groupIds),
                EntityCondition.makeCondition(CALL, EntityOperator.NOT_EQUAL, null)));
        return Stream.concat(Rows.list(rows.from(CallbackTasks.ENTITY).where(going)).stream(),
                groupIds.stream().flatMap(groupId -> waiting(groupId).stream())).map(CallbackAttempts::task).toList();
    }

    /** A group with many callbacks takes nothing from the others. */
    private List<GenericValue> waiting(String groupId) {
        EntityCondition wanted = EntityCondition.makeCondition(List.of(CallbackTasks.OPEN, EntityCondition.makeCondition(GROUP, groupId),
                EntityCondition.makeCondition("sourceEnumId", CallbackSource.REQUESTED.enumId()),
                EntityCondition.makeCondition("byHandReason", null), EntityCondition.makeCondition(CALL, null)));
        return Rows.list(rows.from(CallbackTasks.ENTITY).where(wanted).orderBy("firstDate", "callbackTaskId").maxRows(CallbackWishes.MOST));
    }

    private static Task task(GenericValue row) {
        Instant place = row.getTimestamp("firstDate").toInstant();
        Optional<Instant> due = moment(row, "dueDate");
        Optional<Instant> next = moment(row, "nextAttemptDate");
        return new Task(row.getString("callbackTaskId"), row.getString(GROUP), row.getString("callBackKey"), row.getString("dialNumber"),
                due.filter(place::isBefore).orElse(place), next.filter(moment -> due.filter(moment::isBefore).isEmpty()).or(() -> due).orElse(place),
                made(row), PlainText.given(row.getString(CALL)), PlainText.given(row.getString("claimedByPartyId")).isPresent());
    }

    private static Optional<Instant> moment(GenericValue row, String field) {
        return Optional.ofNullable(row.getTimestamp(field)).map(Timestamp::toInstant);
    }

    static int made(GenericValue row) {
        return Optional.ofNullable(row.getLong("attemptCount")).orElse(0L).intValue();
    }

    /** Automatic attempts with the number since then, of all groups. */
    public long made(String key, Instant since) {
        EntityCondition recent = EntityCondition.makeCondition(List.of(EntityCondition.makeCondition("callBackKey", key),
                EntityCondition.makeCondition("lastAttemptDate", EntityOperator.GREATER_THAN, RowTime.of(since))));
        return Rows.list(rows.from(CallbackTasks.ENTITY).where(recent)).stream().mapToLong(CallbackAttempts::made).sum();
    }

    /**
     * The agent is about to be rung for this customer, and has claimed the task until the attempt is over.
     *
     * @return false where the task is another one's, or closed
     */
    public boolean begin(Task task, String callId, String partyId, Instant now) throws GenericEntityException {
        Map<String, Object> fields = new HashMap<>(Map.of(CALL, callId, "claimedByPartyId", partyId, "claimDate", RowTime.of(now),
                "attemptCount", task.made() + 1L, "lastAttemptDate", RowTime.of(now)));
        fields.put("lastAttemptEnumId", null);
        fields.put("nextAttemptDate", null);
        return tasks.change(task.taskId(), EntityCondition.makeCondition(List.of(CallbackTasks.OPEN, EntityCondition.makeCondition(CALL, null),
                EntityCondition.makeCondition("claimedByPartyId", null), EntityCondition.makeCondition("byHandReason", null))), fields);
    }

    /** The agent was not reached: the customer was not called, so it doesn't count. @param next not before then */
    public void agentMissed(Task task, Optional<Outcome> how, Instant next) throws GenericEntityException {
        Map<String, Object> fields = over(how);
        fields.put("attemptCount", task.made() - 1L);
        fields.put("nextAttemptDate", RowTime.of(next));
        change(task, fields);
    }

    /** The customer was not reached. @param how empty where nobody saw it. @param next empty where the callback is left to agents */
    public void customerMissed(Task task, Optional<Outcome> how, Optional<Instant> next) throws GenericEntityException {
        Map<String, Object> fields = over(how);
        fields.put("nextAttemptDate", next.map(RowTime::of).orElse(null));
        fields.put("byHandReason", next.isPresent() ? null : ByHand.ATTEMPTS.name());
        change(task, fields);
    }

    private static Map<String, Object> over(Optional<Outcome> how) {
        Map<String, Object> fields = new HashMap<>();
        List.of(CALL, "claimedByPartyId", "claimDate").forEach(field -> fields.put(field, null));
        fields.put("lastAttemptEnumId", how.map(EnumIds::of).orElse(null));
        return fields;
    }

    private void change(Task task, Map<String, ?> fields) throws GenericEntityException {
        tasks.change(task.taskId(), EntityCondition.makeCondition(List.of(CallbackTasks.OPEN,
                EntityCondition.makeCondition(CALL, task.callId().orElseThrow()))), fields);
    }

    /** The customer was talked to; closes the task where the journal has not, e.g. since the call shows another form of the number. */
    public void reached(Task task, Instant now) throws GenericEntityException {
        boolean began = TransactionUtil.begin();
        try {
            Optional<GenericValue> row = Rows.one(rows.from(CallbackTasks.ENTITY).where("callbackTaskId", task.taskId()));
            if (row.isPresent()) {
                Map<String, Object> by = new HashMap<>();
                by.put("closedByPartyId", row.get().getString("claimedByPartyId"));
                tasks.end(row.get(), EntityCondition.makeCondition(List.of(CallbackTasks.OPEN,
                        EntityCondition.makeCondition(CALL, task.callId().orElseThrow()))), CallbackOutcome.REACHED, by, now);
            }
        } catch (GenericEntityException | RuntimeException e) {
            TransactionUtil.rollback(began, "Callback " + task.taskId() + " is not closed", e);
            throw e;
        }
        TransactionUtil.commit(began);
    }

    /** Nobody is called before then. */
    public void putOff(Task task, Instant next) throws GenericEntityException {
        tasks.change(task.taskId(), EntityCondition.makeCondition(List.of(CallbackTasks.OPEN, EntityCondition.makeCondition(CALL, null))),
                Map.of("nextAttemptDate", RowTime.of(next)));
    }

    /** Nothing is tried automatically any more. */
    public void leaveToAgents(Task task, ByHand why) throws GenericEntityException {
        tasks.change(task.taskId(), EntityCondition.makeCondition(List.of(CallbackTasks.OPEN, EntityCondition.makeCondition(CALL, null))),
                Map.of("byHandReason", why.name()));
    }
}
