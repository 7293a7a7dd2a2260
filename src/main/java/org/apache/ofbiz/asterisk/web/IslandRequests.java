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
package org.apache.ofbiz.asterisk.web;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.security.Security;
import org.apache.ofbiz.webapp.control.LoginWorker;

/** What the island on OFBiz's pages asks (webapp/asterisk/js/island). */
public final class IslandRequests {

    private IslandRequests() {
    }

    /**
     * GET islandState: whether the user may see calls, and what the island needs to show them. Nobody signed in is no error, since this
     * is asked on every page; a session whose user has logged out in another webapp is ended here.
     */
    public static String islandState(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<GenericValue> userLogin = Optional.ofNullable(LoginWorker.checkLogout(request, response));
        Security security = (Security) request.getAttribute("security");
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("may", userLogin.filter(user -> security.hasEntityPermission("ASTERISK", "_VIEW", user) && !isLocked(request, user)).isPresent());
        if (Boolean.TRUE.equals(answer.get("may"))) {
            GenericValue user = userLogin.orElseThrow();
            answer.put("user", user.getString("userLoginId"));
            answer.put("mayCall", security.hasEntityPermission("ASTERISK", "_CREATE", user)
                    || security.hasEntityPermission("ASTERISK", "_AGENT", user));
            answer.put("selectors", CallCenter.settings((Delegator) request.getAttribute("delegator")).get(Settings.CALL_BUTTON_SELECTORS));
        }
        return new PageRequest(request, response).write(HttpServletResponse.SC_OK, answer);
    }

    /** A locked page has no calls. It is no error: this is asked on every page. */
    private static boolean isLocked(HttpServletRequest request, GenericValue user) {
        return CallCenter.of((Delegator) request.getAttribute("delegator")).filter(running ->
                running.push().httpSessions().isLocked(user.getString("userLoginId"), request.getSession().getId())).isPresent();
    }
}
