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
package org.apache.ofbiz.security;

import java.util.Map;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.util.EntityQuery;
import org.apache.ofbiz.service.ServiceUtil;
import org.apache.ofbiz.webapp.control.JWTManager;

/** Tokens that stand for one user: signed with a key that has the user's login and the hash of the password in it. */
public final class SecurityUtil {

    private SecurityUtil() {
    }

    public static String generateJwtToAuthenticateUserLogin(Delegator delegator, String userLoginId) throws GenericEntityException {
        GenericValue userLogin = row(delegator, userLoginId);
        return JWTManager.createJwt(delegator, Map.of("userLoginId", userLoginId), salt(userLogin), -1);
    }

    public static boolean authenticateUserLoginByJWT(Delegator delegator, String userLoginId, String jwtToken) {
        try {
            Map<String, Object> claims = JWTManager.validateToken(delegator, jwtToken, salt(row(delegator, userLoginId)));
            return !ServiceUtil.isError(claims) && userLoginId.equals(claims.get("userLoginId"));
        } catch (GenericEntityException e) {
            return false;
        }
    }

    private static GenericValue row(Delegator delegator, String userLoginId) throws GenericEntityException {
        return EntityQuery.use(delegator).from("UserLogin").where("userLoginId", userLoginId).queryOne();
    }

    private static String salt(GenericValue userLogin) {
        return userLogin.getString("userLoginId") + userLogin.getString("currentPassword");
    }
}
