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
import javax.servlet.ServletContext;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpSession;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.webapp.control.LoginWorker;

/**
 * A secret that every changing request has to bring along: one per user, as in OFBiz, so that a form on a page of one webapp may lead to
 * another, and one per session for who has no party. Forms carry it in the field {@link #PARAMETER}, scripts in the header
 * {@link #HEADER}, both read from the page they stand on. Thread-safe.
 */
public final class CsrfTokens {

    public static final String PARAMETER = "csrf";
    public static final String HEADER = "X-CSRF-Token";

    private static final String OF_SESSION = "_CSRF_TOKEN_";
    private static final String ATTRIBUTE = CsrfTokens.class.getName();
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<String, String> ofParties = new ConcurrentHashMap<>();

    /** Lets the requests to a webapp find the tokens. */
    public void attach(ServletContext context) {
        context.setAttribute(ATTRIBUTE, this);
    }

    public static String of(HttpServletRequest request) {
        HttpSession session = request.getSession();
        String partyId = session.getAttribute("userLogin") instanceof GenericValue userLogin ? userLogin.getString("partyId") : null;
        CsrfTokens tokens = (CsrfTokens) request.getServletContext().getAttribute(ATTRIBUTE);
        return partyId == null ? of(session) : tokens.ofParties.computeIfAbsent(partyId, id -> random());
    }

    private static String of(HttpSession session) {
        synchronized (session) { // two requests that open a session together must agree on its token
            if (session.getAttribute(OF_SESSION) == null) {
                session.setAttribute(OF_SESSION, random());
            }
            return session.getAttribute(OF_SESSION).toString();
        }
    }

    private static String random() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /**
     * Whether this request had to bring the token and did not. A request nobody is signed in for has nothing to forge.
     * @param auth whether the request needs a login
     * @param required what the controller says of the token, if anything
     */
    public static boolean isMissing(boolean auth, Optional<Boolean> required, HttpServletRequest request) {
        boolean changing = !request.getMethod().equals("GET") && !request.getMethod().equals("HEAD");
        boolean needed = required.orElse(changing && auth && LoginWorker.isUserLoggedIn(request));
        String sent = Optional.ofNullable(request.getHeader(HEADER)).orElse(request.getParameter(PARAMETER));
        return needed && (sent == null || !MessageDigest.isEqual(sent.getBytes(StandardCharsets.UTF_8),
                of(request).getBytes(StandardCharsets.UTF_8)));
    }
}
