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
package org.apache.ofbiz.asterisk.web.rest;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.servlet.ServletConfig;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.asterisk.push.AuditLog;
import org.apache.ofbiz.asterisk.web.JsonBody;
import org.apache.ofbiz.asterisk.web.socket.OriginFilter;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.service.LocalDispatcher;
import org.apache.ofbiz.webapp.WebAppUtil;

/**
 * The REST API: finds who asks and what for, and writes the answer. Everything is done by the services of the call center, which check rights
 * and input. It makes no session and takes none. Thread-safe.
 */
public final class ApiServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final String MODULE = ApiServlet.class.getName();
    private static final String VERSION = "/v1";
    private static final String DESCRIPTION = "/WEB-INF/openapi.json";
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final int LONGEST_QUERY = 8_000;

    private final transient ApiRoutes routes = new ApiRoutes();
    private final transient AuditLog audit = new AuditLog(Clock.systemUTC());
    private transient Delegator delegator; // this and what follows is set once, by init
    private transient ApiLimits limits;
    private transient ApiLogins logins;
    private transient EventStreams streams;

    @Override
    public void init(ServletConfig config) throws ServletException {
        super.init(config);
        Clock clock = Clock.systemUTC();
        delegator = WebAppUtil.getDelegator(config.getServletContext());
        limits = new ApiLimits(() -> settings().get(Settings.REST_REQUESTS_PER_SECOND), clock);
        logins = new ApiLogins(delegator, dispatcher(), () -> settings().get(Settings.REST_SHARED_TOKENS), limits, clock);
        streams = new EventStreams(logins, WebAppUtil.getSecurity(config.getServletContext()), () -> CallCenter.of(delegator), clock);
        LiveOperations.addTo(routes);
        CallOperations.addTo(routes);
        ActionOperations.addTo(routes);
        NodeOperations.addTo(routes);
        routes.add("GET", "/events", streams::open);
        routes.add("POST", "/token", this::token);
        getServletContext().setAttribute(ApiServlet.class.getName(), routes.all());
    }

    private LocalDispatcher dispatcher() {
        return WebAppUtil.getDispatcher(getServletContext());
    }

    private Settings settings() {
        return CallCenter.settings(delegator);
    }

    private ApiAnswer token(ApiCall call) {
        if (!call.user().byPassword()) {
            throw ApiException.of(HttpServletResponse.SC_FORBIDDEN, "PASSWORD_REQUIRED", "Log in with Basic to get a token.");
        }
        call.body();
        return ApiAnswer.done(logins.token(call.user()));
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Vary", "Authorization, Accept-Language, Origin");
        try {
            ApiAnswer answer = answer(request, response);
            if (answer != ApiAnswer.STREAM) {
                write(answer, request, response);
            }
        } catch (ApiException refused) {
            refuse(refused, request, response);
        } catch (RuntimeException e) {
            Debug.logError(e, "Couldn't answer " + request.getMethod() + " " + request.getPathInfo(), MODULE);
            refuse(ApiException.of(HttpServletResponse.SC_INTERNAL_SERVER_ERROR, "FAILED", "The request failed. The log says why."), request,
                    response);
        }
    }

    private ApiAnswer answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = Optional.ofNullable(request.getPathInfo()).orElse("");
        if (!path.startsWith(VERSION + "/") || Optional.ofNullable(request.getQueryString()).orElse("").length() > LONGEST_QUERY) {
            throw ApiException.notFound();
        }
        boolean ofOtherSite = checkOrigin(request, response);
        if (request.getMethod().equals("OPTIONS")) {
            return options(path.substring(VERSION.length()), ofOtherSite, response);
        }
        if (path.equals(VERSION + "/openapi.json") && READING.contains(request.getMethod())) {
            return description(response);
        }
        boolean anonymous = request.getHeader("Authorization") == null;
        if (anonymous && path.equals(VERSION + NodeOperations.PATH) && READING.contains(request.getMethod())) {
            return NodeOperations.health(delegator);
        }
        ApiUser user = logins.of(request);
        limits.asked(user.name());
        ApiRoutes.Found found = routes.find(request.getMethod(), path.substring(VERSION.length()));
        limits.entered(user.name());
        try {
            return found.route().operation().answer(new ApiCall(request, response, dispatcher(), user, found.places()));
        } finally {
            limits.left(user.name());
        }
    }

    /**
     * Browsers send a password that they remember to pages of other sites, too: those may not ask, unless an admin lets them.
     *
     * @return whether a page of another site asks, which may
     */
    private boolean checkOrigin(HttpServletRequest request, HttpServletResponse response) {
        String origin = request.getHeader("Origin");
        boolean own = origin == null || OriginFilter.isOwn(origin, request.getScheme(), request.getHeader("Host"));
        boolean allowed = !own && settings().get(Settings.REST_ALLOWED_ORIGINS).contains(origin);
        boolean crossSite = "cross-site".equalsIgnoreCase(request.getHeader("Sec-Fetch-Site"));
        if (!own && !allowed || crossSite && !allowed) {
            throw ApiException.of(HttpServletResponse.SC_FORBIDDEN, "ORIGIN_NOT_ALLOWED", "Pages of this origin can't use the API.");
        }
        if (allowed) {
            response.setHeader("Access-Control-Allow-Origin", origin);
            response.setHeader("Access-Control-Expose-Headers", "Asterisk-Scope, ETag, Link, Location, Retry-After");
        }
        return allowed;
    }

    private ApiAnswer options(String path, boolean ofOtherSite, HttpServletResponse response) {
        String allowed = String.join(", ", routes.methods(path));
        response.setHeader("Allow", allowed);
        if (ofOtherSite) {
            response.setHeader("Access-Control-Allow-Methods", allowed);
            response.setHeader("Access-Control-Allow-Headers", "Authorization, Content-Type, If-None-Match, Last-Event-ID");
            response.setHeader("Access-Control-Max-Age", "600");
        }
        return ApiAnswer.nothing();
    }

    private ApiAnswer description(HttpServletResponse response) throws IOException {
        try (InputStream file = getServletContext().getResourceAsStream(DESCRIPTION)) {
            response.setContentType("application/json;charset=UTF-8");
            response.setHeader("Cache-Control", "no-cache");
            file.transferTo(response.getOutputStream());
        }
        return ApiAnswer.STREAM;
    }

    private static void write(ApiAnswer answer, HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer.headers().forEach(response::setHeader);
        if (answer.kept()) {
            JsonBody.writeCacheable(request, response, answer.body(), answer.state(), "private, no-cache");
        } else if (answer.status() == HttpServletResponse.SC_NO_CONTENT) {
            response.setHeader("Cache-Control", "no-store");
            response.setStatus(answer.status());
        } else {
            JsonBody.write(response, answer.status(), "application/json", answer.body());
        }
    }

    private void refuse(ApiException refused, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (Set.of(HttpServletResponse.SC_UNAUTHORIZED, HttpServletResponse.SC_FORBIDDEN, ApiException.TOO_MANY_REQUESTS)
                .contains(refused.status())) {
            Map<String, Object> problem = refused.problem();
            audit.refused(request.getMethod().toUpperCase(Locale.ROOT) + " " + request.getRequestURI(), String.valueOf(problem.get("code")),
                    request.getRemoteAddr());
        }
        if (!response.isCommitted()) {
            refused.headers().forEach(response::setHeader);
            JsonBody.write(response, refused.status(), "application/problem+json", refused.problem());
        }
    }

    @Override
    public void destroy() {
        streams.close();
    }
}
