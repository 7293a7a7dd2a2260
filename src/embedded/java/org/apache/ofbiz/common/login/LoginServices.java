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
package org.apache.ofbiz.common.login;

import java.sql.Timestamp;
import java.util.Map;
import org.apache.ofbiz.base.crypto.HashCrypt;
import org.apache.ofbiz.base.util.UtilDateTime;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.util.EntityQuery;
import org.apache.ofbiz.service.DispatchContext;
import org.apache.ofbiz.service.ServiceUtil;

/** Signing in. */
public final class LoginServices {
    private static final String LABELS = "SecurityextUiLabels";
    private static final int FAILURES_ALLOWED = 3;
    private static final long DISABLED_MILLIS = 5 * 60_000L;

    private LoginServices() {
    }

    /** Service userLogin: the user login of a name and a password, or a failure which does not say which of them is wrong. */
    public static Map<String, Object> userLogin(DispatchContext ctx, Map<String, ?> context) {
        String name = (String) context.get("login.username");
        String password = (String) context.get("login.password");
        try {
            GenericValue user = name == null ? null
                    : EntityQuery.use(ctx.getDelegator()).from("UserLogin").where("userLoginId", name.trim()).queryOne();
            if (user == null || password == null || !mayTry(user)) {
                return refused(context, user == null || password == null ? "LoginRefused" : "LoginDisabled");
            }
            if (!HashCrypt.comparePassword(user.getString("currentPassword"), "SHA", password)) {
                countFailure(user);
                return refused(context, "LoginRefused");
            }
            user.set("successiveFailedLogins", 0L);
            user.set("enabled", "Y");
            user.set("disabledDateTime", null);
            user.set("hasLoggedOut", "N");
            user.store();
            Map<String, Object> result = ServiceUtil.returnSuccess();
            result.put("userLogin", user);
            return result;
        } catch (GenericEntityException e) {
            return ServiceUtil.returnError(e.getMessage());
        }
    }

    /** A user who failed too often is let in again after some minutes; one disabled by hand is not. */
    private static boolean mayTry(GenericValue user) {
        Timestamp disabled = user.getTimestamp("disabledDateTime");
        return !"N".equals(user.getString("enabled")) || disabled != null && System.currentTimeMillis() - disabled.getTime() > DISABLED_MILLIS;
    }

    private static void countFailure(GenericValue user) throws GenericEntityException {
        Long before = user.getLong("successiveFailedLogins");
        long failures = before == null ? 1 : before + 1;
        user.set("successiveFailedLogins", failures);
        if (failures >= FAILURES_ALLOWED) {
            user.set("enabled", "N");
            user.set("disabledDateTime", UtilDateTime.nowTimestamp());
        }
        user.store();
    }

    private static Map<String, Object> refused(Map<String, ?> context, String label) {
        return ServiceUtil.returnFailure(UtilProperties.getMessage(LABELS, label, ServiceUtil.getLocale(context)));
    }
}
