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

import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.web.ServiceRun;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.base.util.UtilHttp;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.GenericServiceException;
import org.apache.ofbiz.service.LocalDispatcher;
import org.apache.ofbiz.service.ServiceUtil;
import org.apache.ofbiz.webapp.control.LoginWorker;

/** The requests of the page that is shown while pages are locked (webapp/asterisk/WEB-INF/controller.xml). Stateless. */
public final class LockRequests {

    private static final String MODULE = LockRequests.class.getName();
    private static final String SUCCESS = "success";
    private static final int LONGEST_PASSWORD = 250;
    private static final int PASSWORD_SECONDS = 60;

    private LockRequests() {
    }

    /** POST unlockPages: with the password, the pages are open again and the agent takes calls. */
    public static String unlock(HttpServletRequest request, HttpServletResponse response) {
        GenericValue userLogin = userLogin(request);
        String password = Optional.ofNullable(request.getParameter("PASSWORD")).orElse("");
        String sessionId = request.getSession().getId();
        String userLoginId = userLogin.getString("userLoginId");
        BooleanSupplier right = () -> isRight(request, userLogin, password);
        boolean opens = callCenter(request).filter(running -> running.push().httpSessions().unlock(userLoginId, sessionId, right)).isPresent();
        if (!opens) {
            request.setAttribute("_ERROR_MESSAGE_", UtilProperties.getMessage("AsteriskUiLabels", "AsteriskLockedWrongPassword",
                    UtilHttp.getLocale(request)));
            return "error";
        }
        become(request, "AVAILABLE"); // the page says so where the phone is in use
        return SUCCESS;
    }

    /** POST leaveLockedPages: signs the agent out and logs the user out, for another one to log in. */
    public static String leave(HttpServletRequest request, HttpServletResponse response) {
        GenericValue userLogin = userLogin(request);
        become(request, "SIGNED_OUT");
        String answer = LoginWorker.logout(request, response);
        callCenter(request).ifPresent(running -> running.push().httpSessions().leaves(userLogin.getString("userLoginId")));
        return answer;
    }

    /**
     * By OFBiz's own service, which counts failures and disables a login after too many. It has a transaction of its own: what it changes of the
     * login would else be locked for those who change the agent's state.
     */
    private static boolean isRight(HttpServletRequest request, GenericValue userLogin, String password) {
        if (password.isEmpty() || password.length() > LONGEST_PASSWORD) {
            return false;
        }
        try {
            Map<String, Object> result = dispatcher(request).runSync("userLogin", Map.of("login.username", userLogin.getString("userLoginId"),
                    "login.password", password, "locale", UtilHttp.getLocale(request)), PASSWORD_SECONDS, true);
            return ServiceUtil.isSuccess(result) && result.get("userLogin") instanceof GenericValue;
        } catch (GenericServiceException e) {
            Debug.logWarning("Couldn't check a password: " + e.getMessage(), MODULE);
            return false;
        }
    }

    private static void become(HttpServletRequest request, String state) {
        Map<String, Object> result = ServiceRun.of(request).run("setAsteriskAgentState", Map.of("state", state));
        if (!ServiceUtil.isSuccess(result)) {
            Debug.logInfo("An agent is not " + state + " after a locked page: " + ServiceUtil.getErrorMessage(result), MODULE);
        }
    }

    private static Optional<CallCenter> callCenter(HttpServletRequest request) {
        return CallCenter.of((Delegator) request.getAttribute("delegator"));
    }

    private static LocalDispatcher dispatcher(HttpServletRequest request) {
        return (LocalDispatcher) request.getAttribute("dispatcher");
    }

    private static GenericValue userLogin(HttpServletRequest request) {
        return (GenericValue) request.getSession().getAttribute("userLogin");
    }
}
