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
package org.apache.ofbiz.webapp.control;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.servlet.http.HttpSession;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.base.util.UtilHttp;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.embedded.web.LoginKeys;
import org.apache.ofbiz.embedded.web.Webapps;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.util.EntityQuery;
import org.apache.ofbiz.service.GenericServiceException;
import org.apache.ofbiz.service.LocalDispatcher;
import org.apache.ofbiz.service.ServiceUtil;
import org.apache.ofbiz.webapp.WebAppUtil;

public final class LoginWorker {

    private static final String MODULE = LoginWorker.class.getName();

    private LoginWorker() { }

    public static boolean isUserLoggedIn(HttpServletRequest request) {
        return request.getSession().getAttribute("userLogin") != null;
    }

    /** "success" when a user who may enter this webapp is signed in, or signs in with this very request. */
    public static String checkLogin(HttpServletRequest request, HttpServletResponse response) {
        if (checkLogout(request, response) == null && (request.getParameter("USERNAME") == null || !login(request, response).equals("success"))) {
            return "error";
        }
        GenericValue userLogin = (GenericValue) request.getSession().getAttribute("userLogin");
        if (!hasBasePermission(userLogin, request)) {
            doBasicLogout(userLogin, request, response);
            request.setAttribute("_ERROR_MESSAGE_", message(request, "CommonNotAllowedHere"));
            return "error";
        }
        return "success";
    }

    public static String login(HttpServletRequest request, HttpServletResponse response) {
        String name = request.getParameter("USERNAME");
        String password = request.getParameter("PASSWORD");
        if (name == null || name.isBlank() || password == null || password.isEmpty() || !request.getMethod().equals("POST")) {
            request.setAttribute("_ERROR_MESSAGE_", message(request, "CommonEnterNameAndPassword"));
            return "error";
        }
        LocalDispatcher dispatcher = WebAppUtil.getDispatcher(request.getServletContext());
        Map<String, Object> input = new HashMap<>();
        input.put("login.username", name.trim());
        input.put("login.password", password);
        input.put("locale", UtilHttp.getLocale(request));
        try {
            Map<String, Object> result = dispatcher.runSync("userLogin", input);
            if (!ServiceUtil.isSuccess(result)) {
                request.setAttribute("_ERROR_MESSAGE_", ServiceUtil.getErrorMessage(result));
                return "error";
            }
            return doMainLogin(request, response, (GenericValue) result.get("userLogin"), new HashMap<>());
        } catch (GenericServiceException e) {
            Debug.logError(e, "Login failed", MODULE);
            request.setAttribute("_ERROR_MESSAGE_", message(request, "CommonLoginFailed"));
            return "error";
        }
    }

    public static String doMainLogin(HttpServletRequest request, HttpServletResponse response, GenericValue userLogin,
                                     Map<String, Object> userLoginSession) {
        if (!hasBasePermission(userLogin, request)) {
            request.setAttribute("_ERROR_MESSAGE_", message(request, "CommonNotAllowedHere"));
            return "error";
        }
        flag(userLogin, "N");
        doBasicLogin(userLogin, request, response);
        return "success";
    }

    /** Signs the user in; the session gets a new id, so that one planted before the login is worth nothing after it. */
    public static void doBasicLogin(GenericValue userLogin, HttpServletRequest request, HttpServletResponse response) {
        request.getSession();
        request.changeSessionId();
        HttpSession session = request.getSession();
        session.setAttribute("userLogin", userLogin);
        String language = userLogin.getString("lastLocale");
        if (language != null && !language.isEmpty()) {
            UtilHttp.setLocale(session, Locale.forLanguageTag(language.replace('_', '-')));
        }
    }

    /** As in OFBiz, a log-out in one webapp is one in all of them: they find it flagged in the database. */
    public static String logout(HttpServletRequest request, HttpServletResponse response) {
        if (request.getSession().getAttribute("userLogin") instanceof GenericValue userLogin) {
            flag(userLogin, "Y");
        }
        doBasicLogout((GenericValue) request.getSession().getAttribute("userLogin"), request, response);
        return "success";
    }

    public static void doBasicLogout(GenericValue userLogin, HttpServletRequest request, HttpServletResponse response) {
        HttpSession session = request.getSession();
        Locale language = UtilHttp.getLocale(request);
        if (session.getAttribute(ExternalLoginKeysManager.KEY) instanceof String key) {
            LoginKeys.of(request.getServletContext()).end(key);
        }
        request.removeAttribute(ExternalLoginKeysManager.KEY);
        session.invalidate();
        UtilHttp.setLocale(request.getSession(), language);
    }

    /** Who is signed in, if anybody; a user who has logged out in another webapp, or may not be in this one, is signed out here. */
    public static GenericValue checkLogout(HttpServletRequest request, HttpServletResponse response) {
        GenericValue userLogin = (GenericValue) request.getSession().getAttribute("userLogin");
        if (userLogin != null && (!hasBasePermission(userLogin, request) || isFlaggedLoggedOut(userLogin, userLogin.getDelegator()))) {
            doBasicLogout(userLogin, request, response);
            return null;
        }
        return userLogin;
    }

    public static boolean isFlaggedLoggedOut(GenericValue userLogin, Delegator delegator) {
        try {
            GenericValue stored = EntityQuery.use(delegator).from("UserLogin").where("userLoginId", userLogin.getString("userLoginId")).cache()
                    .queryOne(); // as OFBiz does
            return stored == null || "Y".equals(stored.getString("hasLoggedOut"));
        } catch (GenericEntityException e) {
            Debug.logWarning(e, "Whether the user has logged out could not be read", MODULE);
            return false;
        }
    }

    private static void flag(GenericValue userLogin, String hasLoggedOut) {
        try {
            GenericValue stored = EntityQuery.use(userLogin.getDelegator()).from("UserLogin")
                    .where("userLoginId", userLogin.getString("userLoginId")).queryOne();
            if (stored != null && !hasLoggedOut.equals(stored.getString("hasLoggedOut"))) {
                stored.set("hasLoggedOut", hasLoggedOut);
                stored.store();
            }
        } catch (GenericEntityException e) {
            Debug.logWarning(e, "Whether the user has logged out could not be kept", MODULE);
        }
    }

    public static boolean hasBasePermission(GenericValue userLogin, HttpServletRequest request) {
        return Webapps.of(request).mayEnter(Webapps.current(request), userLogin);
    }

    private static String message(HttpServletRequest request, String label) {
        return UtilProperties.getMessage("CommonUiLabels", label, UtilHttp.getLocale(request));
    }
}
