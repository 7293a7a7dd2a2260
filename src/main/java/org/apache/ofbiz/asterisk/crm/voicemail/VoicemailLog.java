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
package org.apache.ofbiz.asterisk.crm.voicemail;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;

/** Who listened to which message, deleted or restored it, and when (AsteriskVoicemailAccess). Rows are added, never changed. Thread-safe. */
public final class VoicemailLog {

    private static final String ENTITY = "AsteriskVoicemailAccess";
    /** A player asks for one message in many parts: those of this time are one listening. */
    private static final Duration ONE_LISTENING = Duration.ofMinutes(10);

    /** What was done with a message. */
    public enum Access {
        LISTENED, HEARD, DELETED, RESTORED, FORWARDED, REMOVED
    }

    /**
     * What somebody does with a message.
     *
     * @param target to which mailbox it is forwarded; empty for all else
     */
    public record Entry(VoicemailBox box, String messageId, String userLoginId, Access access, Optional<VoicemailBox> target) {

        public Entry(VoicemailBox box, String messageId, String userLoginId, Access access) {
            this(box, messageId, userLoginId, access, Optional.empty());
        }
    }

    private final Rows rows;
    private final Clock clock;

    public VoicemailLog(Delegator delegator, Clock clock) {
        this.rows = new Rows(delegator);
        this.clock = clock;
    }

    /** When somebody deleted this message here last; empty where nobody did, or somebody has restored it since. */
    public Optional<Instant> deleted(VoicemailBox box, String messageId) {
        EntityCondition message = EntityCondition.makeCondition(Map.of("serverId", box.serverId(), "mailbox", box.mailbox().text(), "messageId",
                messageId));
        return Rows.first(rows.from(ENTITY).where(EntityCondition.makeCondition(message, EntityOperator.AND, Rows.in("accessType",
                        List.of(Access.DELETED.name(), Access.RESTORED.name())))).orderBy("-accessDate"))
                .filter(row -> Access.DELETED.name().equals(row.getString("accessType"))).map(row -> row.getTimestamp("accessDate").toInstant());
    }

    /**
     * Somebody gets a message, or a part of it, or changes it; or has removed it.
     *
     * @throws GenericEntityException where it cannot be logged: then it isn't done, unless it is a removal, which is logged afterwards
     */
    public void add(Entry entry) throws GenericEntityException {
        Instant now = clock.instant();
        Map<String, Object> row = new HashMap<>(Map.of("serverId", entry.box().serverId(), "mailbox", entry.box().mailbox().text(),
                "messageId", entry.messageId(), "userLoginId", entry.userLoginId(), "accessType", entry.access().name()));
        EntityCondition oneListening = EntityCondition.makeCondition(EntityCondition.makeCondition(row), EntityOperator.AND,
                EntityCondition.makeCondition("accessDate", EntityOperator.GREATER_THAN, Timestamp.from(now.minus(ONE_LISTENING))));
        boolean known = entry.access() == Access.LISTENED && rows.count(ENTITY, oneListening) > 0;
        if (!known) {
            entry.target().ifPresent(target -> row.put("targetMailbox", target.mailbox().text()));
            row.putAll(Map.of("accessId", UUID.randomUUID().toString(), "accessDate", Timestamp.from(now)));
            rows.delegator().create(rows.delegator().makeValue(ENTITY, row));
        }
    }
}
