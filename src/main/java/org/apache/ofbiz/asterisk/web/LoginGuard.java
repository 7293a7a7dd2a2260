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
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletRequestWrapper;

/**
 * A request without what would log in somebody else: OFBiz would log the user out and the owner of the key or name in, so a link that a stranger
 * sends would make an agent work, and be watched, under the stranger's login. Parameters are looked at by their decoded names.
 */
final class LoginGuard extends HttpServletRequestWrapper {

    private static final Set<String> KEY = Set.of("externalLoginKey");
    private static final Set<String> WAYS_IN = Set.of("externalLoginKey", "USERNAME", "PASSWORD", "TOKEN");

    private final Set<String> left;

    private LoginGuard(HttpServletRequest request, Set<String> left) {
        super(request);
        this.left = left;
    }

    /**
     * The request itself where nobody is logged in and no other site has sent it: then a key or a name is the way in. What another site sends has no
     * session, since cookies stay away from it, and would bring a new one.
     */
    static HttpServletRequest of(HttpServletRequest request, boolean loggedIn) {
        boolean form = "POST".equals(request.getMethod());
        boolean stranger = !form && "cross-site".equalsIgnoreCase(request.getHeader("Sec-Fetch-Site"));
        if (!loggedIn && !stranger || !form && request.getQueryString() == null) {
            return request;
        }
        return new LoginGuard(request, form ? KEY : WAYS_IN); // in a form, a user chooses to be another
    }

    @Override
    public String getParameter(String name) {
        return left.contains(name) ? null : super.getParameter(name);
    }

    @Override
    public String[] getParameterValues(String name) {
        return left.contains(name) ? null : super.getParameterValues(name);
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        Map<String, String[]> kept = new LinkedHashMap<>(super.getParameterMap());
        kept.keySet().removeAll(left);
        return Collections.unmodifiableMap(kept);
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(getParameterMap().keySet());
    }
}
