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

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.crm.journal.queue.JournalQueue;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.rows.SeparateTransaction;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;

/**
 * The rows of the calls that are written together, each table read once for all of them. What is not at hand, or was changed past this, is
 * read on its own. Not thread-safe: belongs to the journal's thread.
 */
final class BatchRows {

    private static final String CALL = "PhoneCall";
    private static final String ID = "phoneCallId";

    private final Rows rows;
    private final Map<String, GenericValue> calls = new HashMap<>();
    private final Map<String, List<GenericValue>> events;
    private final Map<String, List<GenericValue>> parts;

    private BatchRows(Rows rows, Collection<GenericValue> calls, Collection<String> ids) {
        this.rows = rows;
        for (GenericValue call : calls) {
            this.calls.put(call.getString(ID), call);
        }
        this.events = ofCalls(rows, TimelineRows.ENTITY, "eventSeqId", ids);
        this.parts = ofCalls(rows, Participants.ENTITY, "partSeqId", ids);
    }

    /**
     * Reads the rows of these calls, and creates those of calls that have none, in a transaction of its own.
     *
     * @param whole callId of the call that one is part of now; its own where it is not
     * @throws GenericEntityException         when the database refuses a row
     * @throws Rows.RowsUnavailableException when the database does not answer
     */
    static BatchRows read(Rows rows, List<JournalQueue.Entry> entries, UnaryOperator<String> whole) throws GenericEntityException {
        Set<String> ids = new TreeSet<>();
        Map<String, PhoneCall> told = new HashMap<>();
        for (JournalQueue.Entry entry : entries) {
            String wholeId = whole.apply(entry.callId());
            String phoneCallId = PhoneCallRows.idOf(wholeId);
            ids.add(phoneCallId);
            entry.call().filter(call -> call.mergedInto().isEmpty() && wholeId.equals(entry.callId())).ifPresent(call -> told.put(phoneCallId, call));
        }
        List<GenericValue> calls = new ArrayList<>(Rows.list(rows.from(CALL).where(Rows.in(ID, ids))));
        calls.forEach(call -> told.remove(call.getString(ID)));
        List<GenericValue> missing = told.entrySet().stream().sorted(Map.Entry.comparingByKey())
                .map(call -> PhoneCallRows.empty(rows, call.getValue().serverId(), call.getValue().linkedId())).toList();
        calls.addAll(SeparateTransaction.findOrCreateAll(rows.delegator(), missing));
        return new BatchRows(rows, calls, ids);
    }

    private static Map<String, List<GenericValue>> ofCalls(Rows rows, String entity, String order, Collection<String> ids) {
        Map<String, List<GenericValue>> byCall = new HashMap<>();
        ids.forEach(id -> byCall.put(id, new ArrayList<>()));
        Rows.list(rows.from(entity).where(Rows.in(ID, ids))).forEach(row -> byCall.get(row.getString(ID)).add(row));
        byCall.values().forEach(ofOne -> ofOne.sort(Comparator.comparing(row -> row.getString(order))));
        return byCall;
    }

    /** The row of this call, created when it is not there yet. */
    GenericValue findOrCreate(PhoneCall call) throws GenericEntityException {
        GenericValue known = calls.get(PhoneCallRows.idOf(call.callId()));
        return known != null ? known : PhoneCallRows.findOrCreate(rows, call.serverId(), call.linkedId());
    }

    Optional<GenericValue> find(String callId) {
        return Optional.ofNullable(calls.get(PhoneCallRows.idOf(callId))).or(() -> PhoneCallRows.byCallId(rows, callId));
    }

    /** Timeline rows in order. */
    List<GenericValue> events(String phoneCallId, TimelineRows timelines) {
        return Optional.ofNullable(events.get(phoneCallId)).orElseGet(() -> timelines.of(phoneCallId));
    }

    /** Participants in order. */
    List<GenericValue> parts(String phoneCallId, Participants participants) {
        return Optional.ofNullable(parts.get(phoneCallId)).orElseGet(() -> participants.of(phoneCallId));
    }

    /** Somebody else changes these rows. */
    void forget(String phoneCallId) {
        calls.remove(phoneCallId);
        events.remove(phoneCallId);
        parts.remove(phoneCallId);
    }
}
