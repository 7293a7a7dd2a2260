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
package org.apache.ofbiz.asterisk.crm.directory;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.ofbiz.asterisk.crm.rows.EnumIds;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;

/** Reads all groups, memberships and assigned extensions, with a few queries however many there are. Thread-safe. */
public final class RosterReader implements Supplier<RosterSnapshot> {

    private final Rows rows;
    private final GroupRows groups;
    private final Peers peers;
    private final Clock clock;

    public RosterReader(Delegator delegator, Settings settings, Clock clock) {
        this.rows = new Rows(delegator);
        this.groups = new GroupRows(delegator, settings);
        this.peers = new Peers(delegator);
        this.clock = clock;
    }

    /** @throws Rows.RowsUnavailableException when the database doesn't answer */
    @Override
    public RosterSnapshot get() {
        EntityCondition notEnded = EntityCondition.makeCondition(EntityCondition.makeCondition("thruDate", null), EntityOperator.OR,
                EntityCondition.makeCondition("thruDate", EntityOperator.GREATER_THAN, Timestamp.from(clock.instant())));
        List<RosterSnapshot.Term> terms = Rows.list(rows.from("AsteriskGroupMemberLogin").where(notEnded)
                .orderBy("callCenterGroupId", "userLoginId", "fromDate")).stream().map(RosterReader::term).toList();
        return RosterSnapshot.of(groups.allEnabled(), terms, peers.assignedExtensions());
    }

    private static RosterSnapshot.Term term(GenericValue row) {
        return new RosterSnapshot.Term(row.getString("callCenterGroupId"), row.getString("userLoginId"), !"N".equals(row.getString("loginEnabled")),
                Rows.text(row, "partyId"), EnumIds.word(row.getString("membershipRoleEnumId")), row.getTimestamp("fromDate").toInstant(),
                Optional.ofNullable(row.getTimestamp("thruDate")).map(Timestamp::toInstant));
    }
}
