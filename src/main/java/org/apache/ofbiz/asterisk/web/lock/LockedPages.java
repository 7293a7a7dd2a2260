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
package org.apache.ofbiz.asterisk.web.lock;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.push.PushHub;
import org.apache.ofbiz.asterisk.web.JsonBody;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.base.util.UtilHttp;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.webapp.control.ExternalLoginKeysManager;

/** Which requests are answered while the pages of their user are locked. Stateless. */
public final class LockedPages {

    private static final String MODULE = LockedPages.class.getName();
    /**
     * Requests that a locked page has: itself, the ways out, and what tells pages that there are no calls. Whole paths: what follows in one may
     * name another view.
     */
    private static final Set<String> OPEN = Set.of("/locked", "/unlockPages", "/leaveLockedPages", "/logout", "/islandState");
    /** Locked (RFC 4918). */
    private static final int LOCKED = 423;
    private static final String GO_ON = "success";
    private static final String ANSWERED = "none";

    private LockedPages() {
    }

    /**
     * Preprocessor of every request (webapp/asterisk/WEB-INF/controller.xml), those that log in by a key of another webapp included. A person
     * who asks for a page gets the one that asks for the password, scripts and forms are refused.
     */
    public static String check(HttpServletRequest request, HttpServletResponse response) {
        if (request.getSession().getAttribute("userLogin") == null && request.getParameter("externalLoginKey") != null) {
            ExternalLoginKeysManager.checkExternalLoginKey(request, response); // which preprocessor comes first is not for us to say
        }
        Optional<PushHub> push = CallCenter.of((Delegator) request.getAttribute("delegator")).map(CallCenter::push);
        boolean goesOn = push.isEmpty() || !(request.getSession().getAttribute("userLogin") instanceof GenericValue user)
                || !push.get().httpSessions().isLocked(user.getString("userLoginId"), request.getSession().getId())
                || OPEN.contains(Optional.ofNullable(request.getPathInfo()).orElse(""));
        return goesOn ? GO_ON : answered(request, response, push.get());
    }

    private static String answered(HttpServletRequest request, HttpServletResponse response, PushHub push) {
        try {
            response.setHeader("Cache-Control", "no-store");
            if (isPage(request)) {
                response.sendRedirect(request.getContextPath() + "/control/locked");
            } else {
                GenericValue user = (GenericValue) request.getSession().getAttribute("userLogin");
                push.audit().refusedTo(user.getString("userLoginId"), "a request of a locked page", "LOCKED");
                JsonBody.write(response, LOCKED, "application/json", Map.of("ok", false, "code", "LOCKED",
                        "message", UtilProperties.getMessage("AsteriskUiLabels", "AsteriskRefusal_LOCKED", UtilHttp.getLocale(request))));
            }
        } catch (IOException e) {
            Debug.logVerbose("A browser left while its page was locked: " + e.getMessage(), MODULE);
        }
        return ANSWERED;
    }

    /** Whether a person has asked for a page, not a script for data. */
    private static boolean isPage(HttpServletRequest request) {
        return "GET".equals(request.getMethod()) && request.getHeader("X-Requested-With") == null
                && Optional.ofNullable(request.getHeader("Accept")).orElse("").toLowerCase(Locale.ROOT).contains("text/html");
    }
}
