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
package org.apache.ofbiz.asterisk.crm.journal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.crm.callbacks.CallbackKey;
import org.apache.ofbiz.asterisk.crm.callbacks.CallbackOwner;
import org.apache.ofbiz.asterisk.crm.callbacks.CallbackTasks;
import org.apache.ofbiz.asterisk.crm.numbers.TelephoneNumbers;
import org.apache.ofbiz.asterisk.crm.reports.SumMarks;
import org.apache.ofbiz.asterisk.crm.rows.EnumIds;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.RowTime;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;

/**
 * Which calls are to be called back. What is missed {@link PhoneCall#missed()} decides; here it is kept, until one of us and the same customer
 * talk again. Not thread-safe: belongs to the journal's thread.
 */
public final class MissedCalls {

    /** Outcomes by which calls of earlier versions, which tell nothing else, were missed. */
    private static final Set<Outcome> BEFORE = Set.of(Outcome.MISSED, Outcome.ABANDONED);

    private static final String KEY = "callBackKey";
    private static final String TASK = "callbackTaskId";

    private final Rows rows;
    private final Settings settings;
    private final CallbackTasks tasks;
    /** Keys that calls to be called back have, of those that matter to the calls being written; empty where each is asked for. */
    private Optional<Set<String>> open = Optional.empty();
    /** Of the calls being written, by the number as it is shown: reading one takes as long as writing a row. */
    private final Map<String, Optional<String>> keys = new HashMap<>();

    MissedCalls(Delegator delegator, Settings settings) {
        this.rows = new Rows(delegator);
        this.settings = settings;
        this.tasks = new CallbackTasks(delegator);
    }

    /** Whether a call of the past was missed. */
    public static boolean isMissed(GenericValue row) {
        return row.get("missed") != null ? Rows.isYes(row, "missed")
                : EnumIds.outcome(row.getString("outcomeEnumId")).filter(BEFORE::contains).isPresent();
    }

    /** Calls that were missed, and that nobody has returned. */
    public static EntityCondition toCallBack() {
        EntityCondition before = EntityCondition.makeCondition(List.of(EntityCondition.makeCondition("missed", null),
                EntityCondition.makeCondition("outcomeEnumId", EntityOperator.IN, BEFORE.stream().map(EnumIds::of).sorted().toList())));
        return EntityCondition.makeCondition(EntityCondition.makeCondition(KEY, EntityOperator.NOT_EQUAL, null), EntityOperator.OR, before);
    }

    /** These calls are written together: whether there is anything to be called back is asked once for all of them. */
    void expect(List<PhoneCall> calls) {
        keys.clear();
        Set<String> wanted = calls.stream().flatMap(call -> returnedBy(call).stream()).collect(Collectors.toCollection(TreeSet::new));
        Set<String> found = new HashSet<>();
        if (!wanted.isEmpty()) {
            Rows.list(rows.from("PhoneCall").select(KEY).where(Rows.in(KEY, wanted))).forEach(row -> found.add(row.getString(KEY)));
            found.addAll(tasks.open(wanted));
        }
        open = Optional.of(found);
    }

    /** The next calls are written one by one, each on its own. */
    void expectNothing() {
        keys.clear();
        open = Optional.empty();
    }

    /** What the row of a call that ended says of it; nothing of one that goes on. */
    Map<String, Object> fields(GenericValue row, PhoneCall call) {
        Map<String, Object> fields = new HashMap<>();
        if (call.ended()) {
            boolean missed = call.missed();
            fields.put("missed", missed ? "Y" : "N");
            if (missed && row.get(TASK) != null) {
                return fields; // whether it is to be called back is decided there
            }
            Optional<String> key = Optional.of(call).filter(ended -> missed && row.get("returnedDate") == null)
                    .map(ended -> key(ended).orElse(row.getString("phoneCallId")));
            fields.put(KEY, key.orElse(null));
            key.ifPresent(added -> open.ifPresent(found -> found.add(added)));
        }
        return fields;
    }

    /**
     * Makes the call part of a task to call back, where it was missed, and somebody can be named who has to.
     *
     * @param row     as it was before this call was written
     * @param partyId of the customer, where known
     */
    void keepTask(GenericValue row, PhoneCall call, Optional<String> partyId) throws GenericEntityException {
        String number = call.customerNumber();
        if (!call.ended() || !call.missed() || row.get(TASK) != null || row.get("returnedDate") != null || !CallbackKey.canBeCalled(number)) {
            return;
        }
        Optional<CallbackOwner> owner = CallbackOwner.of(call);
        Optional<String> key = key(call);
        if (owner.isPresent() && key.isPresent()) {
            String phoneCallId = row.getString("phoneCallId");
            String taskId = tasks.missed(owner.get(), new CallbackTasks.Customer(key.get(), number, call.caller().name(), partyId), phoneCallId,
                    call.startedAt());
            PhoneCallRows.change(rows.delegator(), phoneCallId, Map.of(TASK, taskId));
        }
    }

    /**
     * Somebody of ours and a customer talk: whatever that customer was missed for before is dealt with.
     *
     * @return phoneCallIds of the calls that are dealt with
     */
    List<String> returned(String phoneCallId, PhoneCall call) throws GenericEntityException {
        Optional<String> key = returnedBy(call);
        if (key.isEmpty() || open.filter(found -> !found.contains(key.get())).isPresent()) {
            return List.of();
        }
        Optional<String> by = call.answeredBy().or(call::originator).flatMap(Peer::owner).map(Person::partyId).flatMap(PlainText::given);
        tasks.reached(key.get(), phoneCallId, by, call.answeredAt().get());
        EntityCondition earlier = EntityCondition.makeCondition(List.of(EntityCondition.makeCondition(KEY, key.get()),
                EntityCondition.makeCondition("startDate", EntityOperator.LESS_THAN, RowTime.of(call.answeredAt().get())),
                EntityCondition.makeCondition("phoneCallId", EntityOperator.NOT_EQUAL, phoneCallId)));
        List<GenericValue> calls = Rows.list(rows.from("PhoneCall").where(earlier));
        for (GenericValue missed : calls) {
            Map<String, Object> changes = new HashMap<>();
            changes.put(KEY, null);
            changes.put("returnedDate", RowTime.of(call.answeredAt().get()));
            PhoneCallRows.change(rows.delegator(), missed.getString("phoneCallId"), changes);
            SumMarks.changed(rows.delegator(), missed);
        }
        return calls.stream().map(row -> row.getString("phoneCallId")).toList();
    }

    private Optional<String> returnedBy(PhoneCall call) {
        return call.answeredAt().isPresent() && call.direction() != PhoneCall.Direction.INTERNAL && !call.missed() ? key(call) : Optional.empty();
    }

    /** The customer's number, the same however it is written; empty where it is withheld. */
    private Optional<String> key(PhoneCall call) {
        return keys.computeIfAbsent(call.customerNumber(), number -> CallbackKey.of(number, TelephoneNumbers.of(rows.delegator(), settings)));
    }
}
