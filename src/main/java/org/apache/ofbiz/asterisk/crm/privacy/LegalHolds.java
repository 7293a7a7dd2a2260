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

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;

/** Calls that nothing deletes (AsteriskLegalHold). Thread-safe. */
public final class LegalHolds {

    public static final String ENTITY = "AsteriskLegalHold";
    public static final String CALL = "phoneCallId";
    public static final String PARTY = "partyId";
    private static final int SHOWN = 200;
    private static final EntityCondition ACTIVE = EntityCondition.makeCondition("releasedDate", null);

    private final Rows rows;

    public LegalHolds(Delegator delegator) {
        this.rows = new Rows(delegator);
    }

    /** Whether a call is held, or its customer is. @param call its row */
    public boolean hold(GenericValue call) {
        List<EntityCondition> either = new ArrayList<>(List.of(EntityCondition.makeCondition(CALL, call.getString(CALL))));
        PlainText.given(call.getString(PARTY)).ifPresent(partyId -> either.add(EntityCondition.makeCondition(PARTY, partyId)));
        return rows.count(ENTITY, EntityCondition.makeCondition(ACTIVE, EntityOperator.AND,
                EntityCondition.makeCondition(either, EntityOperator.OR))) > 0;
    }

    /** Whether all calls of a party are held. */
    public boolean holdParty(String partyId) {
        return rows.count(ENTITY, EntityCondition.makeCondition(ACTIVE, EntityOperator.AND, EntityCondition.makeCondition(PARTY, partyId))) > 0;
    }

    /** Whether all calls of any party are held: mostly of none, and then no number needs to be looked up. */
    boolean holdParties() {
        return rows.count(ENTITY, EntityCondition.makeCondition(ACTIVE, EntityOperator.AND,
                EntityCondition.makeCondition(PARTY, EntityOperator.NOT_EQUAL, null))) > 0;
    }

    /** All holds of now. */
    List<GenericValue> active() {
        return Rows.list(rows.from(ENTITY).where(ACTIVE));
    }

    /** As many of the holds of now as a page shows, the latest first. */
    public List<GenericValue> latest() {
        return Rows.list(rows.from(ENTITY).where(ACTIVE).orderBy("-heldDate").maxRows(SHOWN));
    }

    /** @param field {@link #CALL} or {@link #PARTY} @return holdId */
    public String add(String field, String id, String reason, String userLoginId, Instant now) throws GenericEntityException {
        String holdId = rows.delegator().getNextSeqId(ENTITY);
        rows.delegator().create(ENTITY, Map.of("holdId", holdId, field, id, "reasonText", reason, "heldBy", userLoginId,
                "heldDate", Timestamp.from(now)));
        return holdId;
    }

    /** A hold that is there. */
    public Optional<GenericValue> find(String holdId) {
        return Rows.one(rows.from(ENTITY).where("holdId", holdId)).filter(hold -> hold.get("releasedDate") == null);
    }

    /** Its calls may be deleted from now on. */
    public void release(String holdId, String userLoginId, Instant now) throws GenericEntityException {
        rows.delegator().store(rows.delegator().makeValue(ENTITY, new HashMap<>(Map.of("holdId", holdId, "releasedBy", userLoginId,
                "releasedDate", Timestamp.from(now)))));
    }
}
