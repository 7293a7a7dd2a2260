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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.servlet.ServletContext;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.ofbiz.base.util.UtilHttp;
import org.apache.ofbiz.embedded.data.Backend;
import org.apache.ofbiz.embedded.data.Component;
import org.apache.ofbiz.embedded.service.GroovyScripts;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.security.Security;
import org.apache.ofbiz.service.LocalDispatcher;

/** What all webapps of the running host share. Thread-safe. */
public final class HostWeb {

    /** The servlet context attributes that lead from a webapp to its host and its own description. */
    static final String ATTRIBUTE = HostWeb.class.getName();
    static final String WEBAPP = Component.Webapp.class.getName();

    private final Backend backend;
    private final List<Component.Webapp> webapps;
    private final Descriptors descriptors = new Descriptors(Grammar.read(Descriptors.url("component://widget/supported.txt")));
    private final Templates templates = new Templates();
    private final Expressions expressions = new Expressions();
    private final Map<Component.Webapp, RequestRunner> runners = new ConcurrentHashMap<>();
    private final LoginKeys loginKeys = new LoginKeys();
    private final CsrfTokens csrfTokens = new CsrfTokens();
    private final Themes themes;

    HostWeb(Backend backend) {
        this.backend = backend;
        this.themes = new Themes(backend.components());
        this.webapps = backend.components().stream().flatMap(component -> component.webapps().stream()).toList();
    }

    public static HostWeb of(HttpServletRequest request) {
        return of(request.getServletContext());
    }

    public static HostWeb of(ServletContext context) {
        return (HostWeb) context.getAttribute(ATTRIBUTE);
    }

    /** The description of the webapp that a request came to. */
    public static Component.Webapp webapp(HttpServletRequest request) {
        return (Component.Webapp) request.getServletContext().getAttribute(WEBAPP);
    }

    /** The part of a webapp that answers under /control. */
    public RequestRunner requestRunner(ServletContext context) {
        return runners.computeIfAbsent((Component.Webapp) context.getAttribute(WEBAPP), this::readController);
    }

    private RequestRunner readController(Component.Webapp webapp) {
        SiteConf site = SiteConfReader.read(descriptors, controller(webapp).toUri().toString());
        return new RequestRunner(site, new EventRunner(this), new Views(this, site));
    }

    private static Path controller(Component.Webapp webapp) {
        return webapp.location().resolve("WEB-INF/controller.xml");
    }

    /** Reads every controller, screen, form and menu now, so that what this host cannot do stops the start. */
    void checkDescriptors() {
        backend.components().stream().map(component -> component.root().resolve("widget"))
                .filter(Files::isDirectory).forEach(descriptors::checkAll);
        webapps.stream().filter(webapp -> Files.exists(controller(webapp)))
                .forEach(webapp -> runners.put(webapp, readController(webapp)));
    }

    public List<Component.Webapp> webapps() {
        return webapps;
    }

    CsrfTokens csrfTokens() {
        return csrfTokens;
    }

    public LoginKeys loginKeys() {
        return loginKeys;
    }

    Themes themes() {
        return themes;
    }

    Delegator delegator() {
        return backend.delegator();
    }

    LocalDispatcher dispatcher() {
        return backend.dispatcher();
    }

    Security security() {
        return backend.security();
    }

    Descriptors descriptors() {
        return descriptors;
    }

    Templates templates() {
        return templates;
    }

    GroovyScripts scripts() {
        return backend.groovy();
    }

    Expressions expressions() {
        return expressions;
    }

    /** The variables that scripts, screens and templates of OFBiz find ready. */
    Map<String, Object> scriptBindings(HttpServletRequest request, HttpServletResponse response) {
        Map<String, Object> bindings = new HashMap<>();
        bindings.put("request", request);
        bindings.put("response", response);
        bindings.put("session", request.getSession());
        bindings.put("delegator", delegator());
        bindings.put("dispatcher", dispatcher());
        bindings.put("dctx", dispatcher().getDispatchContext());
        bindings.put("security", security());
        bindings.put("userLogin", request.getSession().getAttribute("userLogin"));
        bindings.put("locale", UtilHttp.getLocale(request));
        bindings.put("timeZone", UtilHttp.getTimeZone(request));
        bindings.put("parameters", UtilHttp.getCombinedMap(request));
        return bindings;
    }

    /** The webapps to offer in the header of this user's pages. */
    public List<Component.Webapp> visibleWebapps(GenericValue userLogin) {
        return webapps.stream().filter(webapp -> webapp.appBarDisplay() && mayEnter(webapp, userLogin)).toList();
    }

    /** True when the user has each of the webapp's base permissions, or may at least view there. */
    public boolean mayEnter(Component.Webapp webapp, GenericValue userLogin) {
        return webapp.basePermissions().stream().allMatch(permission -> backend.security().hasEntityPermission(permission, "_VIEW", userLogin)
                || backend.security().hasPermission(permission, userLogin));
    }
}
