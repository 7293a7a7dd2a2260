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
package org.apache.ofbiz.asterisk.crm.consent;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;

/** Parties that object to each recording of their calls (AsteriskRecordingObjection), since when, and who noted it. Thread-safe. */
public final class RecordingObjections {

    /** The entity. */
    public static final String ENTITY = "AsteriskRecordingObjection";
    private static final String PARTY = "partyId";

    private final Rows rows;

    public RecordingObjections(Delegator delegator) {
        this.rows = new Rows(delegator);
    }

    /** Whether anybody objects: mostly nobody does, and then no number needs to be looked up. */
    boolean any() {
        return rows.count(ENTITY) > 0;
    }

    /** Whether one of these parties objects. */
    boolean anyOf(Collection<String> partyIds) {
        return !partyIds.isEmpty() && rows.count(ENTITY, Rows.in(PARTY, partyIds)) > 0;
    }

    /** The objection of this party. */
    public Optional<GenericValue> of(String partyId) {
        return Rows.one(rows.from(ENTITY).where(PARTY, partyId));
    }

    /** Notes or removes the objection; one that is there stays as it was. */
    public void set(String partyId, boolean objects, String userLoginId, Clock clock) throws GenericEntityException {
        if (!objects) {
            rows.delegator().removeByAnd(ENTITY, Map.of(PARTY, partyId));
        } else if (of(partyId).isEmpty()) {
            Map<String, Object> fields = new HashMap<>(Map.of(PARTY, partyId, "objectionDate", Timestamp.from(clock.instant())));
            fields.put("userLoginId", userLoginId);
            rows.delegator().createOrStore(rows.delegator().makeValue(ENTITY, fields));
        }
    }
}
