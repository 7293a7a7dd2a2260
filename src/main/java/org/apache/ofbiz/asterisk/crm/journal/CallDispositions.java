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

import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.ofbiz.asterisk.acd.Dispositions;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.crm.reports.SumMarks;
import org.apache.ofbiz.asterisk.crm.rows.EnumIds;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.RowTime;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.rows.SystemServices;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.transaction.TransactionUtil;
import org.apache.ofbiz.service.LocalDispatcher;

/**
 * What people write about calls. It is kept with the call, since there may be no CommEvent yet, and brought to the CommEvent where there
 * is one; the journal brings it to one that it begins later. Both change the row of the call first, so that either waits for the other
 * and nothing that was written is missed. Thread-safe.
 */
public final class CallDispositions implements Dispositions {

    /** What can be written, by its name in the row. */
    public static final List<String> FIELDS = List.of("subject", "note", "reasonEnumId", "dispositionEnumId", "accountCode");
    /** As long as the columns of a CommEvent are. */
    public static final int LONGEST_TEXT = 255;
    /** Notes may be longer than their column in a CommEvent; its content has the rest. */
    public static final int LONGEST_NOTE = 10_000;
    private static final Pattern TAG_MARKS = Pattern.compile("[<>]");
    /** What OFBiz would take for an encoded character: it refuses texts that hold several kinds of them. */
    private static final Pattern ENCODED = Pattern.compile("%(?=[0-9A-Fa-f]{2})|&(?=#?\\w+;)");

    private final Rows rows;
    private final CommEvents commEvents;
    private final Clock clock;

    public CallDispositions(LocalDispatcher dispatcher, Clock clock) {
        this.rows = new Rows(dispatcher.getDelegator());
        this.commEvents = new CommEvents(dispatcher.getDelegator(), new SystemServices(dispatcher), clock, Locale.getDefault());
        this.clock = clock;
    }

    @Override
    public boolean disposed(String callId) {
        return PhoneCallRows.byCallId(rows, callId).filter(row -> row.get("dispositionEnumId") != null).isPresent();
    }

    /** The row of a call. */
    public Optional<GenericValue> call(String phoneCallId) {
        return Rows.one(rows.from("PhoneCall").where("phoneCallId", phoneCallId));
    }

    /** What was written, by field; empty texts where nothing was. */
    public static Map<String, Object> of(Optional<GenericValue> call) {
        Map<String, Object> fields = new LinkedHashMap<>();
        FIELDS.forEach(field -> fields.put(field, call.map(row -> row.getString(field)).orElse("")));
        call.map(row -> row.getString("noteText")).ifPresent(whole -> fields.put("note", whole));
        fields.replaceAll((field, text) -> text == null ? "" : text);
        return fields;
    }

    /** True for who talked, placed or claimed the call, or whose phone had a part in it. */
    public boolean tookPart(GenericValue call, Person user) {
        String partyId = user.partyId();
        return !partyId.isEmpty() && (partyId.equals(call.getString("agentPartyId")) || partyId.equals(call.getString("claimedByPartyId"))
                || rows.count("PhoneCallEvent", "phoneCallId", call.getString("phoneCallId"), "partyId", partyId) > 0);
    }

    /**
     * Writes these fields, and only these: others may be written at the same time by somebody else.
     *
     * @param callId of a call that runs or ran; its row is made where the journal has not come so far
     * @param fields by name as in {@link #FIELDS}; an empty text removes what was written
     * @throws GenericEntityException         when the database refuses
     * @throws SystemServices.FailedException when OFBiz refuses the CommEvent's part; nothing is written then
     */
    public void write(String callId, Map<String, String> fields, String userLoginId) throws GenericEntityException {
        Map<String, Object> changes = new HashMap<>();
        fields.forEach((field, text) -> changes.put(field,
                PlainText.given(clean(text)).map(given -> PlainText.clip(given, LONGEST_TEXT)).orElse(null)));
        Optional.ofNullable(fields.get("note")).map(note -> PlainText.clip(clean(note).trim(), LONGEST_NOTE))
                .ifPresent(note -> changes.put("noteText", note.length() > LONGEST_TEXT ? note : null));
        changes.put("writtenUpBy", userLoginId);
        changes.put("writtenUpDate", RowTime.of(clock.instant()));
        boolean began = TransactionUtil.begin();
        try {
            int colon = callId.indexOf(':');
            String phoneCallId = PhoneCallRows.findOrCreate(rows, callId.substring(0, colon), callId.substring(colon + 1)).getString("phoneCallId");
            PhoneCallRows.change(rows.delegator(), phoneCallId, changes);
            call(phoneCallId).filter(row -> row.get("communicationEventId") != null).ifPresent(commEvents::writeUp);
            if (changes.containsKey("dispositionEnumId")) {
                SumMarks.changed(rows.delegator(), phoneCallId);
            }
            TransactionUtil.commit(began);
        } catch (GenericEntityException | RuntimeException e) {
            TransactionUtil.rollback(began, "What was written about call " + callId + " is not kept", e);
            throw e;
        }
    }

    /** OFBiz wants no HTML in these fields: its marks become others that look alike. */
    static String clean(String text) {
        String plain = TAG_MARKS.matcher(text).replaceAll(mark -> "<".equals(mark.group()) ? "\u2039" : "\u203a");
        return ENCODED.matcher(plain.replace("\r\n", "\n")).replaceAll("$0 ");
    }

    /** callId of a row. */
    public static String callIdOf(GenericValue call) {
        return PhoneCall.callId(call.getString("serverId"), call.getString("linkedId"));
    }

    /** What a call can be about, in its order. */
    public List<GenericValue> reasons() {
        return rows.enumerations(EnumIds.CALL_REASONS);
    }

    /** What can have become of a call, in its order. */
    public List<GenericValue> dispositions() {
        return rows.enumerations(EnumIds.DISPOSITIONS);
    }
}
