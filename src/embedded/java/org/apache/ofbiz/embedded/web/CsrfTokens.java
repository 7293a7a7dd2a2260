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
package org.apache.ofbiz.embedded.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpSession;
import org.apache.ofbiz.embedded.web.SiteConf.RequestMap;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.webapp.control.LoginWorker;

/**
 * A secret that every changing request has to bring along: one per user, as in OFBiz, so that a form on a page of one webapp may lead to
 * another, and one per session for who has no party. Forms carry it in the field {@link #PARAMETER}, scripts in the header
 * {@link #HEADER}, both read from the page they stand on. Thread-safe.
 */
final class CsrfTokens {

    static final String PARAMETER = "csrf";
    static final String HEADER = "X-CSRF-Token";

    private static final String ATTRIBUTE = "_CSRF_TOKEN_";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<String, String> ofParties = new ConcurrentHashMap<>();

    static String of(HttpServletRequest request) {
        HttpSession session = request.getSession();
        String partyId = session.getAttribute("userLogin") instanceof GenericValue userLogin ? userLogin.getString("partyId") : null;
        return partyId == null ? of(session) : HostWeb.of(request).csrfTokens().ofParties.computeIfAbsent(partyId, id -> random());
    }

    private static String of(HttpSession session) {
        synchronized (session) { // two requests that open a session together must agree on its token
            if (session.getAttribute(ATTRIBUTE) == null) {
                session.setAttribute(ATTRIBUTE, random());
            }
            return session.getAttribute(ATTRIBUTE).toString();
        }
    }

    private static String random() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Whether this request had to bring the token and did not. A request nobody is signed in for has nothing to forge. */
    static boolean isMissing(RequestMap map, HttpServletRequest request) {
        boolean changing = !request.getMethod().equals("GET") && !request.getMethod().equals("HEAD");
        boolean needed = map.security().csrfToken().orElse(changing && map.security().auth() && LoginWorker.isUserLoggedIn(request));
        String sent = Optional.ofNullable(request.getHeader(HEADER)).orElse(request.getParameter(PARAMETER));
        return needed && (sent == null || !MessageDigest.isEqual(sent.getBytes(StandardCharsets.UTF_8),
                of(request).getBytes(StandardCharsets.UTF_8)));
    }
}
