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
package org.apache.ofbiz.asterisk.crm.scoring;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;

/** What people noted about a second of a recording (AsteriskRecordingComment). Thread-safe. */
public final class RecordingComments {

    /** The entity. */
    public static final String ENTITY = "AsteriskRecordingComment";
    /** Of one recording. */
    public static final int MOST = 200;
    /** Characters. */
    public static final int LONGEST = 1_000;
    /** Of a recording, in seconds: a day. */
    public static final int LAST_SECOND = 86_400;
    private static final String CALL = "phoneCallId";

    private final Rows rows;

    public RecordingComments(Delegator delegator) {
        this.rows = new Rows(delegator);
    }

    /** Of this recording, by their place in it. */
    public List<GenericValue> of(String phoneCallId) {
        return Rows.list(rows.from(ENTITY).where(CALL, phoneCallId).orderBy("positionSeconds", "commentDate").maxRows(MOST));
    }

    /** Whether there is room for one more. */
    public boolean hasRoom(String phoneCallId) {
        return rows.count(ENTITY, CALL, phoneCallId) < MOST;
    }

    public Optional<GenericValue> find(String commentId) {
        return Rows.one(rows.from(ENTITY).where("commentId", commentId));
    }

    /** @return its id */
    public String add(String phoneCallId, String userLoginId, long seconds, String text, Clock clock) throws GenericEntityException {
        String id = UUID.randomUUID().toString();
        rows.delegator().create(rows.delegator().makeValue(ENTITY, Map.of("commentId", id, CALL, phoneCallId, "userLoginId", userLoginId,
                "positionSeconds", seconds, "commentText", text, "commentDate", Timestamp.from(clock.instant()))));
        return id;
    }

    public void delete(String commentId) throws GenericEntityException {
        rows.delegator().removeByAnd(ENTITY, Map.of("commentId", commentId));
    }
}
