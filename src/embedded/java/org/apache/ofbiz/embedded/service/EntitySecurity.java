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
package org.apache.ofbiz.embedded.service;

import java.util.List;
import javax.servlet.http.HttpSession;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.util.EntityQuery;
import org.apache.ofbiz.entity.util.EntityUtil;
import org.apache.ofbiz.security.Security;

/** Permissions of users through their security groups, which are read with the cache, as in OFBiz. Thread-safe. */
public final class EntitySecurity implements Security {
    private static final String MODULE = EntitySecurity.class.getName();

    private final Delegator delegator;

    public EntitySecurity(Delegator delegator) {
        this.delegator = delegator;
    }

    @Override
    public Delegator getDelegator() {
        return delegator;
    }

    @Override
    public boolean hasPermission(String permission, HttpSession session) {
        return hasPermission(permission, user(session));
    }

    @Override
    public boolean hasPermission(String permission, GenericValue userLogin) {
        if (userLogin == null) {
            return false;
        }
        try {
            List<String> groups = EntityUtil.filterByDate(EntityQuery.use(delegator).from("UserLoginSecurityGroup")
                    .where("userLoginId", userLogin.getString("userLoginId")).cache().queryList()).stream()
                    .map(row -> row.getString("groupId")).toList();
            List<GenericValue> granted = EntityQuery.use(delegator).from("SecurityGroupPermission").where("permissionId", permission).cache()
                    .queryList().stream().filter(row -> groups.contains(row.getString("groupId"))).toList();
            return !EntityUtil.filterByDate(granted).isEmpty();
        } catch (GenericEntityException e) {
            Debug.logError(e, "permission " + permission + " could not be looked up, and is refused", MODULE);
            return false;
        }
    }

    @Override
    public boolean hasEntityPermission(String entity, String action, HttpSession session) {
        return hasEntityPermission(entity, action, user(session));
    }

    @Override
    public boolean hasEntityPermission(String entity, String action, GenericValue userLogin) {
        return hasPermission(entity + action, userLogin) || hasPermission(entity + "_ADMIN", userLogin);
    }

    private static GenericValue user(HttpSession session) {
        return session == null ? null : (GenericValue) session.getAttribute("userLogin");
    }
}
