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
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.base.util.UtilHttp;
import org.apache.ofbiz.embedded.control.SiteConf.ViewMap;
import org.apache.ofbiz.embedded.web.CsrfTokens;
import org.apache.ofbiz.embedded.web.EventMessages;
import org.apache.ofbiz.embedded.web.Webapps;
import org.apache.ofbiz.embedded.widget.Page;
import org.apache.ofbiz.embedded.widget.Scope;
import org.apache.ofbiz.embedded.widget.WidgetEnvironment;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.webapp.control.ExternalLoginKeysManager;
import org.apache.ofbiz.webapp.control.LoginWorker;

/** Renders views into the response, at once and complete or not at all. Thread-safe. */
final class Views {

    private static final String MODULE = Views.class.getName();

    private final WidgetEnvironment environment;
    private final SiteConf site;

    Views(WidgetEnvironment environment, SiteConf site) {
        this.environment = environment;
        this.site = site;
    }

    void render(ViewMap view, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Scope scope = scope(request, response);
        StringWriter out = new StringWriter();
        screen(view.page(), scope, out);
        UtilHttp.setResponseBrowserProxyNoCache(response);
        response.setHeader("X-Frame-Options", "sameorigin");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setContentType("text/html;charset=UTF-8");
        response.getWriter().write(out.toString());
    }

    private void screen(String page, Scope scope, StringWriter out) throws IOException {
        String[] location = page.split("#");
        Map<String, Object> variables = new HashMap<>();
        variables.put("page", new Page(environment, site::hasEvent, scope));
        variables.put("screen", environment.descriptors().named(location[0], location[1]));
        variables.put("request", scope.get("request"));
        environment.templates().render("component://widget/template/page.ftl", variables, out);
    }

    private Scope scope(HttpServletRequest request, HttpServletResponse response) {
        Map<String, Object> globals = new HashMap<>();
        request.getServletContext().getInitParameterNames().asIterator()
                .forEachRemaining(name -> globals.put(name, request.getServletContext().getInitParameter(name)));
        globals.putAll(UtilHttp.getAttributeMap(request));
        globals.putAll(environment.scriptBindings(request, response));
        globals.put("layoutSettings", environment.themes().layoutSettings());
        globals.put("webapp", Webapps.current(request));
        globals.put("webapps", LoginWorker.isUserLoggedIn(request)
                ? Webapps.of(request).visibleTo((GenericValue) request.getSession().getAttribute("userLogin")) : List.of());
        globals.put("externalLoginKey", ExternalLoginKeysManager.getExternalLoginKey(request));
        globals.put("csrfToken", CsrfTokens.of(request));
        globals.put("isError", EventMessages.tellError(request));
        globals.put("thisRequestUri", request.getAttribute("thisRequestUri"));
        return new Scope(globals);
    }

    /** Shows a failure in words; the cause is in the log. */
    void error(HttpServletRequest request, HttpServletResponse response, int status, String message) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.reset();
        response.setStatus(status);
        request.setAttribute("_ERROR_MESSAGE_", message);
        try {
            render(site.views().get("error"), request, response);
        } catch (RuntimeException e) {
            Debug.logError(e, "The error page failed too", MODULE);
            response.setContentType("text/plain;charset=UTF-8");
            response.getWriter().write(message);
        }
    }
}
