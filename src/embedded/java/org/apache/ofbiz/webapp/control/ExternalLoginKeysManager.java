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

import java.util.Objects;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.servlet.http.HttpSession;
import org.apache.ofbiz.embedded.web.LoginKeys;
import org.apache.ofbiz.entity.GenericValue;

public class ExternalLoginKeysManager {

    static final String KEY = "externalLoginKey";

    /** The key of this page, empty where nobody is signed in. Pages fetched by scripts keep the key of the page they are on. */
    public static String getExternalLoginKey(HttpServletRequest request) {
        HttpSession session = request.getSession();
        if (!(session.getAttribute("userLogin") instanceof GenericValue userLogin)) {
            return "";
        }
        if (request.getAttribute(KEY) instanceof String issued) {
            return issued;
        }
        Optional<String> previous = Optional.ofNullable((String) session.getAttribute(KEY));
        boolean script = "XMLHttpRequest".equals(request.getHeader("X-Requested-With"));
        String key = script && previous.isPresent() ? previous.get() : LoginKeys.of(request.getServletContext()).issue(previous, userLogin);
        request.setAttribute(KEY, key);
        session.setAttribute(KEY, key);
        return key;
    }

    /** A preprocessor event: signs the owner of the request's key in, in place of whoever was. */
    public static String checkExternalLoginKey(HttpServletRequest request, HttpServletResponse response) {
        Optional<GenericValue> owner = Optional.ofNullable(request.getParameter(KEY)).flatMap(LoginKeys.of(request.getServletContext())::userOf);
        if (owner.isPresent()) {
            GenericValue current = (GenericValue) request.getSession().getAttribute("userLogin");
            String ownerId = owner.get().getString("userLoginId");
            if (current == null || !Objects.equals(current.getString("userLoginId"), ownerId)) {
                if (current != null) {
                    LoginWorker.doBasicLogout(current, request, response);
                }
                LoginWorker.doBasicLogin(owner.get(), request, response);
            }
        }
        return "success";
    }
}
