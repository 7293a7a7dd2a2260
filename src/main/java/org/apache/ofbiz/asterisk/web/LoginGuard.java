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

import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletRequestWrapper;

/**
 * A request of somebody who is logged in, without any key that logs in somebody else. OFBiz would log them out and the owner of the key in,
 * so a link that a stranger sends would make an agent work, and be watched, under the stranger's login.
 */
final class LoginGuard extends HttpServletRequestWrapper {

    private static final String KEY = "externalLoginKey";

    private LoginGuard(HttpServletRequest request) {
        super(request);
    }

    /** The request itself where nobody is logged in: then a key is the way in. */
    static HttpServletRequest of(HttpServletRequest request, boolean loggedIn) {
        String query = request.getQueryString();
        boolean mayCarryKey = "POST".equals(request.getMethod()) || query != null && query.contains("xternal");
        return mayCarryKey && loggedIn ? new LoginGuard(request) : request;
    }

    @Override
    public String getParameter(String name) {
        return KEY.equals(name) ? null : super.getParameter(name);
    }

    @Override
    public String[] getParameterValues(String name) {
        return KEY.equals(name) ? null : super.getParameterValues(name);
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        Map<String, String[]> kept = new LinkedHashMap<>(super.getParameterMap());
        kept.remove(KEY);
        return Collections.unmodifiableMap(kept);
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(getParameterMap().keySet());
    }
}
