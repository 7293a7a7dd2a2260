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

import java.util.List;
import javax.servlet.ServletContext;
import javax.servlet.http.HttpServletRequest;
import org.apache.ofbiz.embedded.data.Component;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.security.Security;

/** The webapps of the running host, and who may enter them. Immutable. */
public record Webapps(List<Component.Webapp> all, Security security) {

    private static final String ATTRIBUTE = Webapps.class.getName();
    private static final String CURRENT = Component.Webapp.class.getName();

    /** Lets the requests to a webapp find all webapps, and this one. */
    public void attach(ServletContext context, Component.Webapp webapp) {
        context.setAttribute(ATTRIBUTE, this);
        context.setAttribute(CURRENT, webapp);
    }

    public static Webapps of(HttpServletRequest request) {
        return (Webapps) request.getServletContext().getAttribute(ATTRIBUTE);
    }

    /** The webapp that a request came to. */
    public static Component.Webapp current(HttpServletRequest request) {
        return current(request.getServletContext());
    }

    public static Component.Webapp current(ServletContext context) {
        return (Component.Webapp) context.getAttribute(CURRENT);
    }

    /** The webapps to offer in the header of this user's pages. */
    public List<Component.Webapp> visibleTo(GenericValue userLogin) {
        return all.stream().filter(webapp -> webapp.appBarDisplay() && mayEnter(webapp, userLogin)).toList();
    }

    /** True when the user has each of the webapp's base permissions, or may at least view there. */
    public boolean mayEnter(Component.Webapp webapp, GenericValue userLogin) {
        return webapp.basePermissions().stream().allMatch(permission -> security.hasEntityPermission(permission, "_VIEW", userLogin)
                || security.hasPermission(permission, userLogin));
    }
}
