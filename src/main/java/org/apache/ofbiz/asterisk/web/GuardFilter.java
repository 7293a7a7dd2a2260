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
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.servlet.FilterChain;
import javax.servlet.ServletException;
import javax.servlet.http.HttpFilter;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.servlet.http.HttpSession;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.push.AuditLog;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.DelegatorFactory;
import org.apache.ofbiz.entity.GenericValue;

/**
 * The first filter of the web application, in front of pages, scripts and socket: refuses hosts that are not ours, bodies that no page sends
 * and requests that are too large, ends sessions whose login is disabled or was logged out elsewhere, keeps a foreign key from replacing who
 * is logged in, says what a page may load, and writes down what was refused. The REST API checks what is sent to it itself. Thread-safe.
 */
public final class GuardFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final String MODULE = GuardFilter.class.getName();

    private static final String API = "/api";
    /** Its name in web.xml. */
    private static final String API_SERVLET = "ApiServlet";
    /** Of one user at a time: browsers open six connections to a host. */
    private static final int MOST_AT_ONCE = 12;

    private final transient Map<String, AtomicInteger> inProgress = new ConcurrentHashMap<>();
    private final transient AuditLog audit = new AuditLog(Clock.systemUTC());

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws IOException, ServletException {
        if (request.getCharacterEncoding() == null) {
            request.setCharacterEncoding("UTF-8"); // ContextFilter does so, but after the parameters were looked at here
        }
        Delegator delegator = delegator();
        ContentPolicy.apply(request, response);
        if (!KnownHosts.of(delegator).allows(request.getServerName())) {
            refuse(request, response, HttpServletResponse.SC_BAD_REQUEST, "host " + request.getServerName());
            return;
        }
        if (API.equals(request.getServletPath())) { // OFBiz's filters would make a session for each request, and read its body
            getServletContext().getNamedDispatcher(API_SERVLET).forward(request, response);
            return;
        }
        if (!RequestBounds.isOfKnownType(request)) {
            refuse(request, response, HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE, "neither a form nor an upload");
            return;
        }
        endSessionOfLoginThatIsGone(request, delegator);
        HttpServletRequest guarded = LoginGuard.of(request, login(request).isPresent());
        Optional<String> tooLarge = RequestBounds.exceededBy(guarded);
        if (tooLarge.isPresent()) {
            refuse(request, response, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, tooLarge.get());
            return;
        }
        if (!pass(guarded, response, chain)) {
            refuse(request, response, TOO_MANY_REQUESTS, "more than " + MOST_AT_ONCE + " requests at once");
        } else if (request.getHeader("Upgrade") != null && login(request).isEmpty()) {
            audit.refused("socket", "nobody is signed in", who(request));
        } else if (response.getStatus() == HttpServletResponse.SC_FORBIDDEN) {
            audit.refused(request.getMethod() + " " + request.getRequestURI(), "403", who(request));
        }
    }

    /** @return false when the user has as many requests in progress as one may have, so that no script of theirs takes all threads of the server */
    private boolean pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws IOException, ServletException {
        Optional<String> user = login(request).map(login -> login.getString("userLoginId"));
        if (user.isEmpty()) {
            chain.doFilter(request, response);
            return true;
        }
        AtomicInteger own = inProgress.computeIfAbsent(user.get(), name -> new AtomicInteger());
        try {
            if (own.incrementAndGet() > MOST_AT_ONCE) {
                return false;
            }
            chain.doFilter(request, response);
            return true;
        } finally {
            own.decrementAndGet();
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, int status, String why) throws IOException {
        audit.refused(request.getMethod() + " " + request.getRequestURI(), why, who(request));
        response.sendError(status);
    }

    private static String who(HttpServletRequest request) {
        return login(request).map(login -> login.getString("userLoginId")).orElse("nobody") + " at " + request.getRemoteAddr();
    }

    private void endSessionOfLoginThatIsGone(HttpServletRequest request, Delegator delegator) {
        Optional<String> user = login(request).map(login -> login.getString("userLoginId"));
        Optional<CallCenter> callCenter = CallCenter.of(delegator);
        if (user.isEmpty() || callCenter.isEmpty()) {
            return;
        }
        callCenter.get().push().audit().seen(user.get(), request.getRemoteAddr());
        try {
            if (!callCenter.get().push().access(user.get()).signedIn()) {
                audit.refused(request.getMethod() + " " + request.getRequestURI(), "login is gone", who(request));
                request.getSession().invalidate();
            }
        } catch (IllegalStateException e) {
            Debug.logVerbose("Whether " + user.get() + " is signed in was not found out: " + e.getMessage(), MODULE); // OFBiz's own checks follow
        }
    }

    static Optional<GenericValue> login(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        try {
            return session != null && session.getAttribute("userLogin") instanceof GenericValue login ? Optional.of(login) : Optional.empty();
        } catch (IllegalStateException invalidated) {
            return Optional.empty();
        }
    }

    private Delegator delegator() {
        Object known = getServletContext().getAttribute("delegator");
        return known instanceof Delegator delegator ? delegator : DelegatorFactory.getDelegator("default");
    }
}
