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
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.RowTime;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.rows.SeparateTransaction;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;
import org.apache.ofbiz.entity.transaction.TransactionUtil;

/**
 * Tasks to call somebody back, as rows. An owner has one open task for each number: its id is in a row whose key is made of both, and that row
 * goes from one task to the next by a conditional update, as a task goes from one person to the next. So one of several who try at the same
 * time wins, in this process or another. Changes are part of the caller's transaction. Thread-safe.
 */
public final class CallbackTasks {

    public static final String ENTITY = "AsteriskCallbackTask";
    private static final String KEY_ENTITY = "AsteriskCallbackKey";
    private static final int ATTEMPTS = 3;
    private static final int NUMBER_LENGTH = 60;
    private static final int NAME_LENGTH = 100;
    static final EntityCondition OPEN = EntityCondition.makeCondition("closedDate", null);

    private final Rows rows;

    public CallbackTasks(Delegator delegator) {
        this.rows = new Rows(delegator);
    }

    /**
     * Who is to be called back.
     *
     * @param key     {@link CallbackKey} of the number
     * @param number  as it is called
     * @param name    what the PBX or the customer themselves said; may be empty
     * @param partyId of the customer, where one is known
     */
    public record Customer(String key, String number, String name, Optional<String> partyId) {
    }

    /**
     * A call was missed: there is a task now, or the one that is open counts this call, too. Doing it twice does no harm.
     *
     * @return callbackTaskId
     */
    public String missed(CallbackOwner owner, Customer customer, String phoneCallId, Instant at) throws GenericEntityException {
        Timestamp date = RowTime.of(at);
        return stored(owner, customer, Map.of("sourceEnumId", CallbackSource.MISSED.enumId(), "missedCount", 1L, "firstDate", date, "lastDate", date),
                open -> counted(open, customer, phoneCallId, date));
    }

    /**
     * A customer wants to be called: there is a task now, or the one that is open says so, and when. Unless an attempt goes on, one may follow at
     * once, even if the callback was left to agents.
     *
     * @param due when to call; empty for as soon as possible
     * @return callbackTaskId
     */
    public String requested(CallbackOwner owner, Customer customer, Optional<Instant> due, Instant at) throws GenericEntityException {
        Map<String, Object> fields = new HashMap<>(Map.of("sourceEnumId", CallbackSource.REQUESTED.enumId()));
        fields.put("dueDate", due.map(RowTime::of).orElse(null));
        Map<String, Object> created = new HashMap<>(fields);
        created.putAll(Map.of("missedCount", 0L, "firstDate", RowTime.of(at), "lastDate", RowTime.of(at)));
        Map<String, Object> again = new HashMap<>(fields);
        again.put("byHandReason", null);
        again.put("nextAttemptDate", null);
        EntityCondition rests = EntityCondition.makeCondition(List.of(OPEN, EntityCondition.makeCondition("attemptCallId", null)));
        return stored(owner, customer, created, open -> change(open, rests, again) || change(open, OPEN, fields));
    }

    /** Key row and task change together: in the caller's transaction, or where there is none, in one of its own. */
    private String stored(CallbackOwner owner, Customer customer, Map<String, ?> created, Change changed) throws GenericEntityException {
        boolean began = TransactionUtil.begin();
        String taskId;
        try {
            taskId = createdOrChanged(owner, customer, created, changed);
        } catch (GenericEntityException | RuntimeException e) {
            TransactionUtil.rollback(began, "A callback is not stored", e);
            throw e;
        }
        TransactionUtil.commit(began);
        return taskId;
    }

    private String createdOrChanged(CallbackOwner owner, Customer customer, Map<String, ?> created, Change changed) throws GenericEntityException {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Optional<String> fresh = open(owner, customer, created);
            if (fresh.isPresent()) {
                return fresh.get();
            }
            Optional<String> open = openTask(owner, customer.key());
            if (open.isPresent() && changed.make(open.get())) {
                return open.get();
            }
        }
        throw new GenericEntityException("The callback task of " + customer.key() + " changes all the time");
    }

    /** How many tasks are open for a group. */
    public long openOf(String groupId) {
        return rows.count(ENTITY, EntityCondition.makeCondition(List.of(OPEN, EntityCondition.makeCondition("callCenterGroupId", groupId))));
    }

    private boolean counted(String taskId, Customer customer, String phoneCallId, Timestamp date) throws GenericEntityException {
        Optional<GenericValue> task = Rows.one(rows.from(ENTITY).where("callbackTaskId", taskId));
        if (task.isEmpty()) {
            return false;
        }
        long others = rows.count("PhoneCall", EntityCondition.makeCondition(List.of(EntityCondition.makeCondition("callbackTaskId", taskId),
                EntityCondition.makeCondition("phoneCallId", EntityOperator.NOT_EQUAL, phoneCallId))));
        Map<String, Object> fields = new HashMap<>(Map.of("missedCount", others + 1, "lastDate", latest(task.get().getTimestamp("lastDate"), date)));
        Timestamp first = task.get().getTimestamp("firstDate");
        fields.put("firstDate", first.before(date) ? first : date); // who asks during a call keeps the place of that call
        customer.partyId().ifPresent(partyId -> fields.put("partyId", partyId));
        return change(taskId, OPEN, fields);
    }

    private static Timestamp latest(Timestamp known, Timestamp date) {
        return known != null && known.after(date) ? known : date;
    }

    /** callbackTaskId of the open task for a number; empty where there is none. */
    public Optional<String> openTask(CallbackOwner owner, String key) {
        return Rows.one(rows.from(KEY_ENTITY).where("callbackKeyId", CallbackKey.idOf(owner, key)))
                .flatMap(row -> PlainText.given(row.getString("openTaskId")));
    }

    /** Makes a task, where the owner has no open one for this number. @return its id */
    private Optional<String> open(CallbackOwner owner, Customer customer, Map<String, ?> more) throws GenericEntityException {
        Delegator delegator = rows.delegator();
        String keyId = CallbackKey.idOf(owner, customer.key());
        GenericValue key = SeparateTransaction.findOrCreate(delegator, delegator.makeValue(KEY_ENTITY, Map.of("callbackKeyId", keyId)));
        String before = key.getString("openTaskId");
        if (before != null && rows.count(ENTITY, "callbackTaskId", before) > 0) {
            return Optional.empty(); // a task that somebody has deleted holds nothing
        }
        String taskId = delegator.getNextSeqId(ENTITY);
        if (!hold(keyId, before, taskId)) {
            return Optional.empty();
        }
        Map<String, Object> fields = new HashMap<>(more);
        fields.putAll(owner.fields());
        fields.putAll(Map.of("callbackTaskId", taskId, "callbackKeyId", keyId, "callBackKey", customer.key(),
                "dialNumber", PlainText.clip(customer.number(), NUMBER_LENGTH), "callerName", PlainText.clip(customer.name(), NAME_LENGTH)));
        customer.partyId().ifPresent(partyId -> fields.put("partyId", partyId));
        delegator.create(ENTITY, fields);
        return Optional.of(taskId);
    }

    /** @param before the task that held the place; null for none. @return whether that is still so */
    private boolean hold(String keyId, String before, String taskId) throws GenericEntityException {
        return rows.delegator().storeByCondition(KEY_ENTITY, Map.of("openTaskId", taskId), EntityCondition.makeCondition(List.of(
                EntityCondition.makeCondition("callbackKeyId", keyId), EntityCondition.makeCondition("openTaskId", before)))) == 1;
    }

    /** Those of these numbers for which there are open tasks of any owner. */
    public Set<String> open(Set<String> keys) {
        Set<String> found = new HashSet<>();
        if (!keys.isEmpty()) {
            Rows.list(rows.from(ENTITY).select("callBackKey").where(EntityCondition.makeCondition(List.of(Rows.in("callBackKey", keys), OPEN))))
                    .forEach(row -> found.add(row.getString("callBackKey")));
        }
        return found;
    }

    /**
     * Somebody of ours and a customer talk: whatever tasks there were for that number before are done.
     *
     * @param by partyId of who talks, where known
     */
    public void reached(String key, String phoneCallId, Optional<String> by, Instant at) throws GenericEntityException {
        EntityCondition earlier = EntityCondition.makeCondition(List.of(EntityCondition.makeCondition("callBackKey", key), OPEN,
                EntityCondition.makeCondition("lastDate", EntityOperator.LESS_THAN, RowTime.of(at))));
        for (GenericValue task : Rows.list(rows.from(ENTITY).where(earlier))) {
            Map<String, Object> fields = new HashMap<>(Map.of("closedByCallId", phoneCallId));
            by.ifPresent(partyId -> fields.put("closedByPartyId", partyId));
            end(task, OPEN, CallbackOutcome.REACHED, fields, at);
        }
    }

    /** Somebody has said who the customer is. @param taskId of a missed call's row; empty where it is part of none */
    public void setCustomer(Optional<String> taskId, String partyId) throws GenericEntityException {
        if (taskId.isPresent()) {
            change(taskId.get(), OPEN, Map.of("partyId", partyId));
        }
    }

    /** The task becomes that of this person, who calls back. @return whether it was open and nobody's */
    public boolean claim(String taskId, String partyId, Instant at) throws GenericEntityException {
        return change(taskId, EntityCondition.makeCondition(List.of(OPEN, EntityCondition.makeCondition("claimedByPartyId", null))),
                Map.of("claimedByPartyId", partyId, "claimDate", RowTime.of(at)));
    }

    /** Nobody's again. @return whether it was open and theirs */
    public boolean release(String taskId, String claimedBy) throws GenericEntityException {
        Map<String, Object> nobody = new HashMap<>();
        nobody.put("claimedByPartyId", null);
        nobody.put("claimDate", null);
        return change(taskId, EntityCondition.makeCondition(List.of(OPEN, claimedBy(claimedBy))), nobody);
    }

    /** @param claimedBy whose it must be still; empty for nobody's. @return whether it was open and that */
    public boolean setDue(String taskId, String claimedBy, Optional<Instant> due) throws GenericEntityException {
        Map<String, Object> fields = new HashMap<>();
        fields.put("dueDate", due.map(RowTime::of).orElse(null));
        return change(taskId, EntityCondition.makeCondition(List.of(OPEN, claimedBy(claimedBy))), fields);
    }

    /**
     * Ends a task by hand. The missed calls that it stands for are not offered for a callback any more.
     *
     * @param task      as the user saw it: whose it was
     * @param closedBy  partyId of the user
     * @return whether it was open, and still as the user saw it
     */
    public boolean close(GenericValue task, String closedBy, CallbackOutcome outcome, Instant at) throws GenericEntityException {
        EntityCondition asSeen = EntityCondition.makeCondition(List.of(OPEN, claimedBy(Rows.text(task, "claimedByPartyId"))));
        if (!end(task, asSeen, outcome, Map.of("closedByPartyId", closedBy), at)) {
            return false;
        }
        Map<String, Object> settled = new HashMap<>();
        settled.put("callBackKey", null);
        rows.delegator().storeByCondition("PhoneCall", settled, EntityCondition.makeCondition("callbackTaskId", task.getString("callbackTaskId")));
        return true;
    }

    boolean end(GenericValue task, EntityCondition asSeen, CallbackOutcome outcome, Map<String, ?> how, Instant at)
            throws GenericEntityException {
        String taskId = task.getString("callbackTaskId");
        Map<String, Object> fields = new HashMap<>(how);
        fields.put("outcomeEnumId", outcome.enumId());
        fields.put("closedDate", RowTime.of(at));
        fields.put("attemptCallId", null);
        if (!change(taskId, asSeen, fields)) {
            return false;
        }
        Map<String, Object> free = new HashMap<>();
        free.put("openTaskId", null);
        rows.delegator().storeByCondition(KEY_ENTITY, free, EntityCondition.makeCondition(
                Map.of("callbackKeyId", task.getString("callbackKeyId"), "openTaskId", taskId)));
        return true;
    }

    /** Whether another task holds the place that this one had while it was open. */
    boolean isOpenElsewhere(GenericValue task) {
        return Rows.one(rows.from(KEY_ENTITY).where("callbackKeyId", task.getString("callbackKeyId")))
                .flatMap(row -> PlainText.given(row.getString("openTaskId"))).filter(id -> !id.equals(task.getString("callbackTaskId"))).isPresent();
    }

    /** Opens a closed task again. @return false where the owner has another open one for the number, or this one is open */
    public boolean reopen(GenericValue task) throws GenericEntityException {
        String taskId = task.getString("callbackTaskId");
        if (!hold(task.getString("callbackKeyId"), null, taskId)) {
            return false;
        }
        Map<String, Object> fields = new HashMap<>();
        List.of("closedDate", "closedByPartyId", "closedByCallId", "outcomeEnumId").forEach(field -> fields.put(field, null));
        if (CallbackOutcome.REACHED.enumId().equals(task.getString("outcomeEnumId"))) {
            fields.put("byHandReason", ByHand.REOPENED.name());
        }
        return change(taskId, EntityCondition.makeCondition("closedDate", EntityOperator.NOT_EQUAL, null), fields);
    }

    private static EntityCondition claimedBy(String partyId) {
        return EntityCondition.makeCondition("claimedByPartyId", partyId.isEmpty() ? null : partyId);
    }

    /** @return whether the row was as seen */
    boolean change(String taskId, EntityCondition asSeen, Map<String, ?> fields) throws GenericEntityException {
        return rows.delegator().storeByCondition(ENTITY, fields, EntityCondition.makeCondition(List.of(
                EntityCondition.makeCondition("callbackTaskId", taskId), asSeen))) == 1;
    }

    @FunctionalInterface
    private interface Change {
        /** @return whether the task was open still */
        boolean make(String taskId) throws GenericEntityException;
    }
}
