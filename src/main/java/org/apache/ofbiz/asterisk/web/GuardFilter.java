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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.servlet.FilterChain;
import javax.servlet.ServletException;
import javax.servlet.http.HttpFilter;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.servlet.http.HttpSession;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.crm.phones.PagePhones;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.asterisk.push.AuditLog;
import org.apache.ofbiz.asterisk.web.socket.OriginFilter;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.DelegatorFactory;
import org.apache.ofbiz.entity.GenericValue;

/**
 * The first filter of the web application, in front of pages, scripts and socket: refuses hosts that are not ours, changes that pages of other
 * sites send, bodies that no page sends and requests that are too large, ends sessions whose login is disabled or was logged out elsewhere,
 * keeps a foreign key from replacing who is logged in, says what a page may load, and writes down what was refused. The REST API checks what is
 * sent to it itself. Thread-safe.
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
    /** What shows the console: menus of OFBiz lead to the second one. */
    private static final Set<String> CONSOLE = Set.of("/console", "/main");
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    /** Of Sec-Fetch-Site: this origin, or the user's own doing, as a bookmark. */
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    private final transient Map<String, AtomicInteger> inProgress = new ConcurrentHashMap<>();
    private final transient AuditLog audit = new AuditLog(Clock.systemUTC());

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws IOException, ServletException {
        if (request.getCharacterEncoding() == null) {
            request.setCharacterEncoding("UTF-8"); // ContextFilter does so, but after the parameters were looked at here
        }
        Delegator delegator = delegator();
        ContentPolicy.apply(request, response, phoneOrigins(request, delegator),
                CONSOLE.contains(String.valueOf(request.getPathInfo())) ? CallCenter.settings(delegator).get(Settings.ACTION_FRAMES) : Set.of());
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
        if (isOfOtherSite(request, delegator)) {
            refuse(request, response, HttpServletResponse.SC_FORBIDDEN, "page of another site");
            return;
        }
        endSessionOfLoginThatIsGone(request, delegator);
        HttpServletRequest guarded = LoginGuard.of(request, login(request).isPresent());
        Optional<String> tooLarge = RequestBounds.exceededBy(guarded);
        if (tooLarge.isPresent()) {
            refuse(request, response, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, tooLarge.get());
            return;
        }
        if (RequestBounds.isUpload(request) && login(request).isEmpty()) { // OFBiz writes it to the disk before it asks who sends it
            audit.refused("upload to " + request.getRequestURI(), "nobody is signed in", who(request));
            response.sendRedirect(request.getContextPath() + "/control/main");
            return;
        }
        if (!pass(guarded, response, chain)) {
            refuse(request, response, TOO_MANY_REQUESTS, "more than " + MOST_AT_ONCE + " requests at once");
        } else if ("websocket".equalsIgnoreCase(request.getHeader("Upgrade")) && login(request).isEmpty()) {
            audit.refused("socket", "nobody is signed in", who(request));
        } else if (response.getStatus() == HttpServletResponse.SC_FORBIDDEN) {
            audit.refused(request.getMethod() + " " + request.getRequestURI(), "403", who(request));
        }
    }

    /**
     * Whether a page of another site sends a change. Cookies with SameSite travel with what pages of a neighbor below the same domain send, and OFBiz
     * asks for tokens only where an admin chose so ({@code csrf.defense.strategy}). Browsers say where a change comes from; programs say nothing.
     */
    private static boolean isOfOtherSite(HttpServletRequest request, Delegator delegator) {
        if (READING.contains(request.getMethod())) {
            return false;
        }
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        boolean own = site != null ? OWN_SITES.contains(site)
                : origin == null || OriginFilter.isOwn(origin, request.getScheme(), request.getHeader("Host"));
        return !own && (origin == null || !CallCenter.settings(delegator).get(Settings.ALLOWED_ORIGINS).contains(origin));
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

    /** Only the console has a phone: other pages, scripts and pictures cost no query. */
    private static Set<String> phoneOrigins(HttpServletRequest request, Delegator delegator) {
        try {
            return "/console".equals(request.getPathInfo()) ? new PagePhones(delegator).origins() : Set.of();
        } catch (Rows.RowsUnavailableException e) {
            return Set.of(); // the page says itself that the database is away
        }
    }

    private Delegator delegator() {
        Object known = getServletContext().getAttribute("delegator");
        return known instanceof Delegator delegator ? delegator : DelegatorFactory.getDelegator("default");
    }
}
