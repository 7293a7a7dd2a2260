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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.crm.journal.queue.JournalQueue;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
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
    /** Of calls that have no row yet. */
    private final Set<String> fresh = new HashSet<>();
    private boolean allOrNothing = true;
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
     * Reads the rows of these calls. Those of calls that have none are made, and not created: they are written once, with all that is known. Who
     * does so in a transaction is refused by the primary key where somebody else was quicker.
     *
     * @param whole callId of the call that one is part of now; its own where it is not
     * @throws Rows.RowsUnavailableException when the database does not answer
     */
    static BatchRows read(Rows rows, List<JournalQueue.Entry> entries, UnaryOperator<String> whole) {
        Set<String> ids = new TreeSet<>();
        Map<String, JournalQueue.Entry> told = new HashMap<>();
        for (JournalQueue.Entry entry : entries) {
            String wholeId = whole.apply(entry.callId());
            String phoneCallId = PhoneCallRows.idOf(wholeId);
            ids.add(phoneCallId);
            if (entry.call().filter(call -> call.mergedInto().isEmpty() && wholeId.equals(entry.callId())).isPresent()) {
                told.put(phoneCallId, entry);
            }
        }
        BatchRows read = new BatchRows(rows, Rows.list(rows.from(CALL).where(Rows.in(ID, ids))), ids);
        told.forEach((phoneCallId, entry) -> read.calls.computeIfAbsent(phoneCallId, id -> read.made(id, entry)));
        return read;
    }

    private GenericValue made(String phoneCallId, JournalQueue.Entry entry) {
        PhoneCall call = entry.call().orElseThrow();
        GenericValue row = PhoneCallRows.empty(rows, call.serverId(), call.linkedId());
        entry.fencing().ifPresent(number -> row.set(FencedCalls.FENCING, number));
        fresh.add(phoneCallId);
        return row;
    }

    /** Creates those rows that there are not, each in a transaction of its own: for calls that are written without one. */
    void createNow() throws GenericEntityException {
        for (String phoneCallId : List.copyOf(fresh)) {
            GenericValue made = calls.get(phoneCallId);
            calls.put(phoneCallId, PhoneCallRows.findOrCreate(rows, made.getString("serverId"), made.getString("linkedId")));
        }
        fresh.clear();
        allOrNothing = false;
    }

    /** Whether all is written in one transaction. */
    boolean isAllOrNothing() {
        return allOrNothing;
    }

    /** Whether the call has no row yet. */
    boolean isNew(String phoneCallId) {
        return fresh.contains(phoneCallId);
    }

    /** The call has a row now. */
    void created(String phoneCallId) {
        fresh.remove(phoneCallId);
    }

    private static Map<String, List<GenericValue>> ofCalls(Rows rows, String entity, String order, Collection<String> ids) {
        Map<String, List<GenericValue>> byCall = new HashMap<>();
        ids.forEach(id -> byCall.put(id, new ArrayList<>()));
        Rows.list(rows.from(entity).where(Rows.in(ID, ids))).forEach(row -> byCall.get(row.getString(ID)).add(row));
        byCall.values().forEach(ofOne -> ofOne.sort(Comparator.comparing(row -> row.getString(order))));
        return byCall;
    }

    /** The row of this call; one that {@link #isNew} is not there yet. */
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
        fresh.remove(phoneCallId);
        calls.remove(phoneCallId);
        events.remove(phoneCallId);
        parts.remove(phoneCallId);
    }
}
