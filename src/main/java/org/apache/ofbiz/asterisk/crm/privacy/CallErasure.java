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
package org.apache.ofbiz.asterisk.crm.privacy;

import java.io.IOException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.crm.callbacks.CallbackTasks;
import org.apache.ofbiz.asterisk.crm.journal.CommEvents;
import org.apache.ofbiz.asterisk.crm.recordings.RecordingRoots;
import org.apache.ofbiz.asterisk.crm.reports.SumMarks;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.rows.SystemServices;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;
import org.apache.ofbiz.service.LocalDispatcher;

/**
 * Deletes data of a call, in the transaction of the caller; files are deleted before. The caller has looked for a legal hold. Thread-safe.
 */
final class CallErasure {

    private static final String ID = "phoneCallId";
    private static final String EVENT = "communicationEventId";
    private static final List<String> NOTES = List.of("subject", "note", "noteText");
    /** Of the row, all that tells who the customer is; what reports count stays. */
    private static final List<String> CUSTOMER = List.of("callerNumber", "callerName", "partyId", "contactMechId", "callBackKey", "callbackTaskId",
            "callVariables", "partyCorrectedBy", "partyCorrectedDate", "subject", "note", "noteText", "accountCode");

    private final Rows rows;
    private final CallRecordings recordings;
    private final CommEvents commEvents;
    private final Clock clock;

    CallErasure(LocalDispatcher dispatcher, Settings settings, Clock clock) {
        this.rows = new Rows(dispatcher.getDelegator());
        this.recordings = new CallRecordings(dispatcher.getDelegator(), RecordingRoots.of(settings));
        this.commEvents = new CommEvents(dispatcher.getDelegator(), new SystemServices(dispatcher), clock, Locale.getDefault());
        this.clock = clock;
    }

    CallRecordings recordings() {
        return recordings;
    }

    /** @return files that were deleted */
    int deleteRecordings(GenericValue call, Set<String> held) throws IOException, GenericEntityException {
        int files = recordings.delete(call, held);
        change(call, Map.of("recordingContentId", Optional.empty(), "recordingKeyId", Optional.empty()));
        SumMarks.changed(rows.delegator(), call);
        return files;
    }

    /** What people wrote about it, here and in its CommEvent, whose subject is then as if nobody had written one. */
    void deleteNotes(GenericValue call) throws GenericEntityException {
        Map<String, Optional<?>> cleared = new HashMap<>();
        NOTES.forEach(field -> cleared.put(field, Optional.empty()));
        String longNote = call.getString("noteText");
        change(call, cleared);
        if (call.get(EVENT) != null) {
            Optional<GenericValue> event = Rows.one(rows.from("CommunicationEvent").where(EVENT, call.getString(EVENT)));
            if (event.isPresent() && longNote != null && longNote.equals(event.get().getString("content"))) {
                store("CommunicationEvent", EVENT, call.getString(EVENT), Map.of("content", Optional.empty()));
            }
            Rows.one(rows.from("PhoneCall").where(ID, call.getString(ID))).ifPresent(commEvents::writeUp);
        }
    }

    /** Removes the customer; notes and recordings go as well. @return files that were deleted */
    int makeAnonymous(GenericValue call, Set<String> held) throws IOException, GenericEntityException {
        String id = call.getString(ID);
        int files = deleteRecordings(call, held);
        Map<String, Optional<?>> cleared = new HashMap<>();
        CUSTOMER.forEach(field -> cleared.put(field, Optional.empty()));
        if (!"AST_INBOUND".equals(call.getString("directionEnumId"))) {
            cleared.put("dialedNumber", Optional.empty()); // of an incoming call it is one of ours, which reports count
        }
        cleared.put("anonymizedDate", Optional.of(Timestamp.from(clock.instant())));
        change(call, cleared);
        for (GenericValue event : Rows.list(rows.from("PhoneCallEvent").where(ID, id))) {
            if (event.get("detail") != null && hasDigits(event.getString("detail"))) {
                event.set("detail", null);
                event.store();
            }
        }
        for (GenericValue part : Rows.list(rows.from("PhoneCallParticipant").where(ID, id))) {
            if (part.get("place") != null && hasDigits(part.getString("place"))) {
                part.set("place", null);
                part.store();
            }
        }
        withoutTraces(call);
        if (call.get(EVENT) != null) {
            makeAnonymous(call.getString(EVENT), PlainText.given(call.getString("partyId")));
        }
        return files;
    }

    /** Numbers of customers have at least this many digits; queues and parking spaces have fewer. */
    private static boolean hasDigits(String text) {
        return text.chars().filter(Character::isDigit).count() >= 6;
    }

    private void makeAnonymous(String communicationEventId, Optional<String> customer) throws GenericEntityException {
        Optional<GenericValue> event = Rows.one(rows.from("CommunicationEvent").where(EVENT, communicationEventId));
        if (event.isEmpty()) {
            return;
        }
        Map<String, Optional<?>> changes = new HashMap<>();
        changes.put("subject", Optional.of(UtilProperties.getMessage("AsteriskUiLabels", "AsteriskAnonymousCall", Locale.getDefault())));
        for (String field : List.of("note", "content", "contactMechIdFrom", "contactMechIdTo")) {
            changes.put(field, Optional.empty());
        }
        for (String side : List.of("partyIdFrom", "partyIdTo")) {
            if (customer.isPresent() && customer.get().equals(event.get().getString(side))) {
                changes.put(side, Optional.empty());
            }
        }
        store("CommunicationEvent", EVENT, communicationEventId, changes);
        if (customer.isPresent()) {
            rows.delegator().removeByAnd("CommunicationEventRole", Map.of(EVENT, communicationEventId, "partyId", customer.get()));
        }
    }

    /** Removes the call with all that belongs to it. @return files that were deleted */
    int delete(GenericValue call, Set<String> held) throws IOException, GenericEntityException {
        Delegator delegator = rows.delegator();
        Map<String, String> ofCall = Map.of(ID, call.getString(ID));
        int files = recordings.delete(call, held);
        withoutTraces(call);
        for (GenericValue sheet : Rows.list(rows.from("AsteriskScoreSheet").where(ID, call.getString(ID)))) {
            delegator.removeByAnd("AsteriskScoreAnswer", Map.of("scoreSheetId", sheet.getString("scoreSheetId")));
            sheet.remove();
        }
        for (String entity : List.of("PhoneCallEvent", "PhoneCallParticipant", "PhoneCallQuality", "AsteriskClaim", "PhoneCall")) {
            delegator.removeByAnd(entity, ofCall);
        }
        if (call.get(EVENT) != null) {
            Map<String, String> ofEvent = Map.of(EVENT, call.getString(EVENT));
            for (String entity : List.of("CommEventContentAssoc", "CommunicationEventWorkEff", "CommunicationEventRole", "CommunicationEvent")) {
                delegator.removeByAnd(entity, ofEvent);
            }
        }
        SumMarks.changed(delegator, call);
        return files;
    }

    /** What other rows say of the call by its name: deliveries that failed, where a supervisor sent it. */
    private void withoutTraces(GenericValue call) throws GenericEntityException {
        String callName = call.getString("serverId") + ':' + call.getString("linkedId");
        rows.delegator().removeByAnd("AsteriskCallActionFailure", Map.of("callId", callName));
        for (GenericValue action : Rows.list(rows.from("AsteriskSupervision").where("callName", callName))) {
            action.set("actionDetail", null);
            action.store();
        }
    }

    /** Removes a callback, and what keeps it the only one; one that comes meanwhile makes its own. */
    void deleteCallback(GenericValue task) throws GenericEntityException {
        Delegator delegator = rows.delegator();
        String taskId = task.getString("callbackTaskId");
        String keyId = task.getString("callbackKeyId");
        delegator.removeByAnd(CallbackTasks.ENTITY, Map.of("callbackTaskId", taskId));
        if (rows.count(CallbackTasks.ENTITY, "callBackKey", task.getString("callBackKey"), "callbackKeyId", keyId) == 0) {
            delegator.removeByCondition("AsteriskCallbackKey", EntityCondition.makeCondition(
                    EntityCondition.makeCondition("callbackKeyId", keyId), EntityOperator.AND, EntityCondition.makeCondition(
                            EntityCondition.makeCondition("openTaskId", null), EntityOperator.OR,
                            EntityCondition.makeCondition("openTaskId", taskId))));
        }
    }

    private void change(GenericValue call, Map<String, Optional<?>> changes) throws GenericEntityException {
        store("PhoneCall", ID, call.getString(ID), changes);
    }

    private void store(String entity, String key, String id, Map<String, Optional<?>> changes) throws GenericEntityException {
        Map<String, Object> fields = new HashMap<>(Map.of(key, id));
        changes.forEach((field, value) -> fields.put(field, value.orElse(null)));
        rows.delegator().store(rows.delegator().makeValue(entity, fields));
    }
}
