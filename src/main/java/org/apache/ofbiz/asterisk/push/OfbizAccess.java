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
package org.apache.ofbiz.asterisk.push;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;
import org.apache.ofbiz.entity.util.EntityQuery;
import org.apache.ofbiz.security.Security;

/**
 * Rights as OFBiz keeps them: UserLogin's {@code enabled} and {@code hasLoggedOut}, read from the database, since another node may have
 * changed them, and permissions, which OFBiz caches and clears from its caches itself.
 */
public final class OfbizAccess implements AccessSource {

    /** Databases bound how many values a condition may have. */
    private static final int AT_ONCE = 500;
    private static final String ID = "userLoginId";

    private final Delegator delegator;
    private final Security security;

    public OfbizAccess(Delegator delegator, Security security) {
        this.delegator = delegator;
        this.security = security;
    }

    @Override
    public Map<String, Access> of(Set<String> userLoginIds) {
        List<String> ids = List.copyOf(userLoginIds);
        Map<String, Access> found = new HashMap<>();
        for (int from = 0; from < ids.size(); from += AT_ONCE) {
            rows(ids.subList(from, Math.min(ids.size(), from + AT_ONCE))).forEach(row -> found.put(row.getString(ID), access(row)));
        }
        return found;
    }

    private List<GenericValue> rows(List<String> ids) {
        try {
            return EntityQuery.use(delegator).from("UserLogin")
                    .where(EntityCondition.makeCondition(ID, EntityOperator.IN, new ArrayList<>(ids))).queryList();
        } catch (GenericEntityException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Whether the login may take calls, logged in to OFBiz or not. */
    public static boolean mayBeAgent(Delegator delegator, Security security, String userLoginId) {
        try {
            GenericValue login = EntityQuery.use(delegator).from("UserLogin").where(ID, userLoginId).queryOne();
            return login != null && !"N".equals(login.getString("enabled")) && security.hasEntityPermission("ASTERISK", "_AGENT", login);
        } catch (GenericEntityException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private Access access(GenericValue userLogin) {
        if ("N".equals(userLogin.getString("enabled")) || "Y".equals(userLogin.getString("hasLoggedOut"))) {
            return Access.NONE;
        }
        Access may = new Access(true, security.hasEntityPermission("ASTERISK", "_VIEW", userLogin),
                security.hasEntityPermission("ASTERISK", "_AGENT", userLogin),
                security.hasEntityPermission("ASTERISK", "_SUPERVISOR", userLogin));
        if (!may.view()) {
            rows(List.of(userLogin.getString(ID))); // OFBiz says no, too, if the database doesn't answer, which is no reason to send anybody away
        }
        return may;
    }
}
