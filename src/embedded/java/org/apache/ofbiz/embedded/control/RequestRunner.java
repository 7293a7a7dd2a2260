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
package org.apache.ofbiz.embedded.control;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.base.util.UtilHttp;
import org.apache.ofbiz.embedded.control.SiteConf.RequestMap;
import org.apache.ofbiz.embedded.control.SiteConf.Response;
import org.apache.ofbiz.embedded.control.SiteConf.ViewMap;
import org.apache.ofbiz.embedded.web.CsrfTokens;
import org.apache.ofbiz.embedded.web.EventMessages;
import org.apache.ofbiz.webapp.control.LoginWorker;

/** Answers what arrives under /control, as the webapp's controller says. One per webapp, thread-safe. */
public final class RequestRunner {

    private static final String MODULE = RequestRunner.class.getName();
    private static final String KEPT_MESSAGES = "_REQ_ATTR_MAP_";
    private static final String PREVIOUS_REQUEST = "_PREVIOUS_REQUEST_";
    private static final String DEFAULT_REQUEST = "main";

    private final SiteConf site;
    private final EventRunner events;
    private final Views views;

    RequestRunner(SiteConf site, EventRunner events, Views views) {
        this.site = site;
        this.events = events;
        this.views = views;
    }

    /** Runs the request that the path names; every failure ends in an error page, never in a stack trace for the user. */
    public void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String uri = requestUri(request);
        restoreMessages(request);
        request.setAttribute("thisRequestUri", uri);
        try {
            for (SiteConf.Event preprocessor : site.preprocessors()) {
                if (events.run(preprocessor, request, response).equals("none")) {
                    return;
                }
            }
            RequestMap map = site.requests().get(uri);
            if (map == null) {
                views.error(request, response, HttpServletResponse.SC_NOT_FOUND, "Unknown request [" + uri + "]");
            } else if (!map.allows(request.getMethod())) {
                views.error(request, response, HttpServletResponse.SC_METHOD_NOT_ALLOWED,
                        "Request [" + uri + "] does not allow " + request.getMethod());
            } else if (CsrfTokens.isMissing(map.security().auth(), map.security().csrfToken(), request)) {
                views.error(request, response, HttpServletResponse.SC_FORBIDDEN,
                        "The form has expired or did not come from this application. Go back, reload the page and try again.");
            } else {
                run(map, request, response);
            }
        } catch (IOException | RuntimeException e) {
            Debug.logError(e, "Request [" + uri + "] failed", MODULE);
            views.error(request, response, HttpServletResponse.SC_INTERNAL_SERVER_ERROR, "The page could not be shown: " + e.getMessage());
        }
    }

    private String requestUri(HttpServletRequest request) {
        String path = Optional.ofNullable(request.getPathInfo()).orElse("/").substring(1);
        String first = path.contains("/") ? path.substring(0, path.indexOf('/')) : path;
        return first.isEmpty() ? DEFAULT_REQUEST : first;
    }

    private void run(RequestMap map, HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean freshLogin = false;
        if (map.security().auth()) {
            freshLogin = !LoginWorker.isUserLoggedIn(request);
            if (!LoginWorker.checkLogin(request, response).equals("success")) {
                showLogin(request, response);
                return;
            }
        }
        if (freshLogin && request.getMethod().equals("POST") && request.getParameter("PASSWORD") != null) {
            redirect(request, response, map.uri()); // the password must not reach the event behind the login
            return;
        }
        String outcome = map.event().map(event -> events.run(event, request, response)).orElse("success");
        if (map.uri().equals("login") && outcome.equals("success")) {
            redirect(request, response, previousRequest(request));
            return;
        }
        Response answer = map.responses().get(outcome);
        if (answer != null) {
            respond(answer, request, response);
        } else if (!response.isCommitted()) {
            throw new IllegalStateException("request [" + map.uri() + "] has no response named [" + outcome + "]");
        }
    }

    private void respond(Response answer, HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (answer.type()) {
        case NONE -> { }
        case VIEW -> showView(answer.value(), request, response);
        case REQUEST_REDIRECT -> redirect(request, response, answer.value() + redirectQuery(answer, request));
        case REQUEST_REDIRECT_NOPARAM -> redirect(request, response, answer.value());
        default -> throw new IllegalStateException("response type " + answer.type());
        }
    }

    private void showView(String name, HttpServletRequest request, HttpServletResponse response) throws IOException {
        ViewMap view = Optional.ofNullable(site.views().get(name))
                .orElseThrow(() -> new IllegalStateException("no view-map [" + name + "]"));
        if (view.auth() && !LoginWorker.checkLogin(request, response).equals("success")) {
            showLogin(request, response);
        } else {
            views.render(view, request, response);
        }
    }

    private void showLogin(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getMethod().equals("GET")) {
            Map<String, Object> parameters = UtilHttp.getQueryStringOnlyParameterMap(request.getQueryString());
            parameters.remove("externalLoginKey");
            request.getSession().setAttribute(PREVIOUS_REQUEST, requestUri(request) + query(parameters));
        }
        views.render(site.views().get("login"), request, response);
    }

    private String previousRequest(HttpServletRequest request) {
        Object previous = request.getSession().getAttribute(PREVIOUS_REQUEST);
        request.getSession().removeAttribute(PREVIOUS_REQUEST);
        return previous == null ? DEFAULT_REQUEST : previous.toString();
    }

    private static String redirectQuery(Response answer, HttpServletRequest request) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        if (answer.redirectParameters().isEmpty()) {
            parameters.putAll(UtilHttp.getQueryStringOnlyParameterMap(request.getQueryString()));
            parameters.keySet().removeAll(List.of("externalLoginKey", CsrfTokens.PARAMETER));
        }
        for (SiteConf.RedirectParameter parameter : answer.redirectParameters()) {
            Object found = Optional.ofNullable(request.getAttribute(parameter.name())).orElse(request.getParameter(parameter.name()));
            Object value = parameter.value().isEmpty() ? found : parameter.value();
            if (value != null) {
                parameters.put(parameter.name(), value);
            }
        }
        return query(parameters);
    }

    private static String query(Map<String, Object> parameters) {
        return parameters.isEmpty() ? "" : "?" + UtilHttp.urlEncodeArgs(parameters, false);
    }

    private void redirect(HttpServletRequest request, HttpServletResponse response, String target) throws IOException {
        Map<String, Object> kept = new LinkedHashMap<>();
        EventMessages.ATTRIBUTES.stream().filter(name -> request.getAttribute(name) != null)
                .forEach(name -> kept.put(name, request.getAttribute(name)));
        if (!kept.isEmpty()) {
            request.getSession().setAttribute(KEPT_MESSAGES, kept);
        }
        response.sendRedirect(request.getContextPath() + "/control/" + target);
    }

    private static void restoreMessages(HttpServletRequest request) {
        if (request.getSession().getAttribute(KEPT_MESSAGES) instanceof Map<?, ?> kept) {
            kept.forEach((name, value) -> request.setAttribute(name.toString(), value));
            request.getSession().removeAttribute(KEPT_MESSAGES);
        }
    }
}
