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
package org.apache.ofbiz.asterisk.crm.recordings;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;

/** Who listened to which recording, and when (AsteriskRecordingAccess). Rows are added, never changed. Thread-safe. */
public final class RecordingLog {

    private static final String ENTITY = "AsteriskRecordingAccess";
    private static final String CALL = "phoneCallId";
    /** A player asks for one recording in many parts: those of this time are one listening. */
    private static final Duration ONE_LISTENING = Duration.ofMinutes(10);

    /** What was done with a recording. */
    public enum Access {
        LISTENED, DOWNLOADED
    }

    private final Rows rows;
    private final Clock clock;

    public RecordingLog(Delegator delegator, Clock clock) {
        this.rows = new Rows(delegator);
        this.clock = clock;
    }

    /**
     * Somebody gets a recording, or a part of it.
     *
     * @throws GenericEntityException where it cannot be logged: then nobody gets it
     */
    public void add(String phoneCallId, String userLoginId, Access access) throws GenericEntityException {
        Instant now = clock.instant();
        boolean known = access == Access.LISTENED && rows.count(ENTITY, EntityCondition.makeCondition(List.of(
                EntityCondition.makeCondition(CALL, phoneCallId), EntityCondition.makeCondition("userLoginId", userLoginId),
                EntityCondition.makeCondition("accessType", access.name()),
                EntityCondition.makeCondition("accessDate", EntityOperator.GREATER_THAN, Timestamp.from(now.minus(ONE_LISTENING)))))) > 0;
        if (!known) {
            rows.delegator().create(rows.delegator().makeValue(ENTITY, Map.of("accessId", UUID.randomUUID().toString(), CALL, phoneCallId,
                    "userLoginId", userLoginId, "accessType", access.name(), "accessDate", Timestamp.from(now))));
        }
    }

    /** How often these calls were listened to or downloaded, by phoneCallId. */
    public Map<String, Long> counts(Collection<String> phoneCallIds) {
        Map<String, Long> counts = new HashMap<>();
        if (!phoneCallIds.isEmpty()) {
            Rows.list(rows.from(ENTITY).select(CALL).where(Rows.in(CALL, phoneCallIds)))
                    .forEach(row -> counts.merge(row.getString(CALL), 1L, Long::sum));
        }
        return counts;
    }

    /** Who had this recording, the latest first. */
    public List<GenericValue> of(String phoneCallId) {
        return Rows.list(rows.from(ENTITY).where(CALL, phoneCallId).orderBy("-accessDate").maxRows(500));
    }
}
