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
package org.apache.ofbiz.asterisk.crm.callers;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.ofbiz.asterisk.acd.EarlierCall;
import org.apache.ofbiz.asterisk.crm.directory.UserDirectory;
import org.apache.ofbiz.asterisk.crm.journal.PhoneCallRows;
import org.apache.ofbiz.asterisk.crm.rows.EnumIds;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;

/** Calls with one customer before the one that comes now. Thread-safe. */
public final class EarlierCalls {

    private static final String MODULE = EarlierCalls.class.getName();

    private final Rows rows;
    private final UserDirectory userDirectory;

    public EarlierCalls(Delegator delegator) {
        this.rows = new Rows(delegator);
        this.userDirectory = new UserDirectory(delegator);
    }

    /** Two look-ups by index, whatever the number of calls; empty also while the database does not answer. */
    public Optional<EarlierCall> with(String partyId, String exceptCallId) {
        EntityCondition others = EntityCondition.makeCondition(List.of(EntityCondition.makeCondition("partyId", partyId),
                EntityCondition.makeCondition("phoneCallId", EntityOperator.NOT_EQUAL, PhoneCallRows.idOf(exceptCallId)),
                EntityCondition.makeCondition("startDate", EntityOperator.NOT_EQUAL, null)));
        try {
            return Rows.first(rows.from("PhoneCall").where(others).orderBy("-startDate").maxRows(1))
                    .map(last -> new EarlierCall(count(others), last(last)));
        } catch (RuntimeException e) {
            Debug.logWarning("Couldn't find previous calls of " + partyId + ": " + e, MODULE);
            return Optional.empty();
        }
    }

    private long count(EntityCondition condition) {
        try {
            return rows.from("PhoneCall").where(condition).queryCount();
        } catch (GenericEntityException e) {
            throw new Rows.RowsUnavailableException(e);
        }
    }

    private EarlierCall.Last last(GenericValue row) {
        String agent = Arrays.asList("agentPartyId", "claimedByPartyId").stream().flatMap(field -> PlainText.given(row.getString(field)).stream())
                .findFirst().orElse("");
        return new EarlierCall.Last(row.getTimestamp("startDate").toInstant(), EnumIds.direction(row.getString("directionEnumId")),
                EnumIds.outcome(row.getString("outcomeEnumId")), agent.isEmpty() ? "" : userDirectory.colleague(agent));
    }
}
