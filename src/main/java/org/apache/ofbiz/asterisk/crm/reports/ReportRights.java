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
package org.apache.ofbiz.asterisk.crm.reports;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.security.Security;

/** Whose calls a user may see reports on. */
public final class ReportRights {

    private ReportRights() {
    }

    /**
     * Groups that the user may see reports on: those that they are a supervisor of, with ASTERISK_VIEW.
     *
     * @return empty for all groups, and the calls of no group: with ASTERISK_SUPERVISOR
     */
    public static Optional<Set<String>> groups(Delegator delegator, Security security, GenericValue userLogin) {
        if (security.hasEntityPermission("ASTERISK", "_SUPERVISOR", userLogin)) {
            return Optional.empty();
        }
        Set<String> groups = new TreeSet<>();
        Optional<String> partyId = PlainText.given(userLogin.getString("partyId"));
        if (partyId.isPresent() && security.hasEntityPermission("ASTERISK", "_VIEW", userLogin)) {
            Rows.list(new Rows(delegator).from("GroupMembership").where("partyId", partyId.get(), "membershipRoleEnumId", "AST_SUPERVISOR")
                    .filterByDate()).forEach(row -> groups.add(row.getString("callCenterGroupId")));
        }
        return Optional.of(groups);
    }
}
