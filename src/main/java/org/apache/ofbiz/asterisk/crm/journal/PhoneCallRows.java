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

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.rows.SeparateTransaction;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;

/**
 * PhoneCall rows by the name that a call has on its server. The key is computed from that name: an index cannot be trusted to keep
 * rows unique (OFBiz on Derby makes unique indexes plain ones), a primary key can. Stateless.
 */
public final class PhoneCallRows {

    private static final int KEY_BYTES = 10; // 20 hexadecimal digits, as long as an OFBiz id may be

    private PhoneCallRows() {
    }

    /** phoneCallId of a call. */
    public static String idOf(String callId) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(callId.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, KEY_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    static Optional<GenericValue> byCallId(Rows rows, String callId) {
        return Rows.one(rows.from("PhoneCall").where("phoneCallId", idOf(callId)));
    }

    /** The row of this call, created when it is not there yet, even if somebody else does so at the same time. */
    static GenericValue findOrCreate(Rows rows, String serverId, String linkedId) throws GenericEntityException {
        return SeparateTransaction.findOrCreateUnlocked(rows.delegator(), empty(rows, serverId, linkedId));
    }

    /** The row of this call as it is created. */
    static GenericValue empty(Rows rows, String serverId, String linkedId) {
        return rows.delegator().makeValue("PhoneCall",
                Map.of("phoneCallId", idOf(PhoneCall.callId(serverId, linkedId)), "serverId", serverId, "linkedId", linkedId));
    }

    /**
     * Remembers whom a user meant to call, where a number alone does not tell. Anyone who comes first, this or the journal, makes the row.
     *
     * @param callId        of a call that the PBX has accepted
     * @param contactMechId empty where unknown
     * @throws GenericEntityException when the database refuses
     */
    public static void setCustomer(Delegator delegator, String callId, String partyId, String contactMechId) throws GenericEntityException {
        int colon = callId.indexOf(':');
        GenericValue row = findOrCreate(new Rows(delegator), callId.substring(0, colon), callId.substring(colon + 1));
        Map<String, Object> customer = new HashMap<>(Map.of("partyId", partyId));
        PlainText.given(contactMechId).ifPresent(id -> customer.put("contactMechId", id));
        change(delegator, row.getString("phoneCallId"), customer);
    }

    /**
     * Keeps what a call is charged to. Anyone who comes first, this or the journal, makes the row.
     *
     * @param callId of a call that the PBX has accepted
     * @throws GenericEntityException when the database refuses
     */
    public static void setAccountCode(Delegator delegator, String callId, String code) throws GenericEntityException {
        int colon = callId.indexOf(':');
        GenericValue row = findOrCreate(new Rows(delegator), callId.substring(0, colon), callId.substring(colon + 1));
        change(delegator, row.getString("phoneCallId"), Map.of("accountCode", code));
    }

    /** Changes only these fields: others may be changed at the same time by somebody else. */
    static void change(Delegator delegator, String phoneCallId, Map<String, ?> changes) throws GenericEntityException {
        Map<String, Object> fields = new HashMap<>(changes);
        fields.put("phoneCallId", phoneCallId);
        delegator.store(delegator.makeValue("PhoneCall", fields));
    }
}
