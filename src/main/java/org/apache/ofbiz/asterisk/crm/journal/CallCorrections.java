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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.crm.callbacks.CallbackTasks;
import org.apache.ofbiz.asterisk.crm.numbers.NumberKey;
import org.apache.ofbiz.asterisk.crm.numbers.NumberKeys;
import org.apache.ofbiz.asterisk.crm.numbers.TelephoneNumbers;
import org.apache.ofbiz.asterisk.crm.rows.EnumIds;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.RowTime;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.rows.SeparateTransaction;
import org.apache.ofbiz.asterisk.crm.rows.SystemServices;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.GenericServiceException;
import org.apache.ofbiz.service.LocalDispatcher;
import org.apache.ofbiz.service.ServiceUtil;

/** What a person says about who a call was with: noted with the call and its CommEvent, and for the next call from this number. Thread-safe. */
public final class CallCorrections {

    private final Rows rows;
    private final LocalDispatcher dispatcher;
    private final Settings settings;
    private final Clock clock;

    public CallCorrections(LocalDispatcher dispatcher, Settings settings, Clock clock) {
        this.rows = new Rows(dispatcher.getDelegator());
        this.dispatcher = dispatcher;
        this.settings = settings;
        this.clock = clock;
    }

    /** Why nothing was noted; the words are the label, {@code detail} fills its place {@code key}. */
    public static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;
        private final String label;

        RefusedException(String label, String detail) {
            super(detail);
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * What a user says about a call.
     *
     * @param addNumber    true to give the party the number, where it has it not
     * @param thisCallOnly true to look up the next call from this number as before
     */
    public record Correction(String partyId, boolean addNumber, boolean thisCallOnly) {
    }

    /**
     * The customer of this call was this party.
     *
     * @param call        a PhoneCall that the user may see
     * @param userLogin   who says so, and in whose name the number is added
     * @return contactMechId of the party's number; empty where the party has it not
     * @throws RefusedException       for an unknown party, a call between colleagues, or when OFBiz refuses the number
     * @throws GenericEntityException when the database refuses
     */
    public Optional<String> correct(GenericValue call, Correction wanted, GenericValue userLogin) throws RefusedException, GenericEntityException {
        String partyId = wanted.partyId();
        String direction = EnumIds.word(call.getString("directionEnumId"));
        if (PhoneCall.Direction.INTERNAL.name().equals(direction)) {
            throw new RefusedException("AsteriskErrorInternalCall", "");
        }
        if (Rows.one(rows.from("Party").where("partyId", partyId)).filter(party -> !"PARTY_DISABLED".equals(party.getString("statusId"))).isEmpty()) {
            throw new RefusedException("AsteriskErrorUnknown", partyId);
        }
        boolean inbound = !PhoneCall.Direction.OUTBOUND.name().equals(direction);
        String number = Rows.text(call, inbound ? "callerNumber" : "dialedNumber");
        Optional<String> contactMechId = contactOf(partyId, number);
        if (contactMechId.isEmpty() && wanted.addNumber() && !number.isEmpty()) {
            contactMechId = Optional.of(addContact(partyId, number, userLogin));
        }
        if (!wanted.thisCallOnly()) {
            remember(call, number, partyId, contactMechId, userLogin);
        }
        Map<String, Object> changes = new HashMap<>(Map.of("partyId", partyId, "partyCorrectedBy", userLogin.getString("userLoginId"),
                "partyCorrectedDate", RowTime.of(clock.instant())));
        changes.put("contactMechId", contactMechId.orElse(null));
        PhoneCallRows.change(rows.delegator(), call.getString("phoneCallId"), changes);
        new CallbackTasks(rows.delegator()).setCustomer(PlainText.given(call.getString("callbackTaskId")), partyId);
        correctCommEvent(call, inbound, partyId, contactMechId);
        return contactMechId;
    }

    /** The party's own contact with this number. */
    private Optional<String> contactOf(String partyId, String number) {
        TelephoneNumbers reader = TelephoneNumbers.of(rows.delegator(), settings);
        return number.isEmpty() ? Optional.empty() : Rows.list(rows.from("PartyAndTelecomNumber").where("partyId", partyId).filterByDate()).stream()
                .filter(row -> reader.keys(number).contains(NumberKeys.keyOf(reader, row).key()))
                .map(row -> row.getString("contactMechId")).findFirst();
    }

    /** As the user, so that OFBiz says who may. */
    private String addContact(String partyId, String number, GenericValue userLogin) throws RefusedException {
        Map<String, Object> contact = new HashMap<>(Map.of("userLogin", userLogin, "locale", Locale.getDefault(), "partyId", partyId,
                "contactMechPurposeTypeId", settings.get(Settings.CORRECTED_NUMBER_PURPOSE)));
        TelephoneNumbers.of(rows.delegator(), settings).parts(number).ifPresentOrElse(parts ->
                contact.putAll(Map.of("countryCode", parts.countryCode(), "contactNumber", parts.national())), () ->
                contact.put("contactNumber", number));
        try {
            Map<String, Object> result = dispatcher.runSync("createPartyTelecomNumber", contact);
            if (ServiceUtil.isError(result)) {
                throw new RefusedException("AsteriskErrorContactRefused", ServiceUtil.getErrorMessage(result));
            }
            return (String) result.get("contactMechId");
        } catch (GenericServiceException e) {
            throw new RefusedException("AsteriskErrorContactRefused", e.getMessage());
        }
    }

    private void remember(GenericValue call, String number, String partyId, Optional<String> contactMechId, GenericValue userLogin)
            throws GenericEntityException {
        Optional<String> key = TelephoneNumbers.of(rows.delegator(), settings).keyOf(number);
        if (key.isPresent()) {
            Map<String, Object> correction = new HashMap<>(Map.of("numberKey", PlainText.clip(key.get(), NumberKey.LENGTH), "partyId", partyId,
                    "correctedBy", userLogin.getString("userLoginId"), "correctedDate", RowTime.of(clock.instant()),
                    "phoneCallId", call.getString("phoneCallId")));
            correction.put("contactMechId", contactMechId.orElse(null));
            SeparateTransaction.createOrStore(rows.delegator(), List.of(rows.delegator().makeValue("AsteriskCallerCorrection", correction)));
        }
    }

    /** Who it was from or to, and the role of that side; the colleague's side stays. */
    private void correctCommEvent(GenericValue call, boolean inbound, String partyId, Optional<String> contactMechId) throws GenericEntityException {
        String eventId = call.getString("communicationEventId");
        Optional<GenericValue> event = eventId == null ? Optional.empty()
                : Rows.one(rows.from("CommunicationEvent").where("communicationEventId", eventId));
        if (event.isEmpty()) {
            return; // nobody answered, or somebody has deleted it; one that comes later is made with this party
        }
        String side = inbound ? "From" : "To";
        String role = inbound ? "ORIGINATOR" : "ADDRESSEE";
        SystemServices services = new SystemServices(dispatcher);
        String before = event.get().getString("partyId" + side);
        if (before != null && !before.equals(partyId)) {
            rows.delegator().removeByAnd("CommunicationEventRole", Map.of("communicationEventId", eventId, "partyId", before, "roleTypeId", role));
        }
        Map<String, Object> changes = new HashMap<>(Map.of("partyId" + side, partyId));
        contactMechId.ifPresent(id -> changes.put("contactMechId" + side, id));
        CommEventRows.store(event.get(), changes);
        if (Rows.one(rows.from("CommunicationEventRole").where("communicationEventId", eventId, "partyId", partyId, "roleTypeId", role)).isEmpty()) {
            services.run("createCommunicationEventRoleWithoutPermission", Map.of("communicationEventId", eventId, "partyId", partyId,
                    "roleTypeId", role, "statusId", "COM_ROLE_COMPLETED"));
        }
    }
}
