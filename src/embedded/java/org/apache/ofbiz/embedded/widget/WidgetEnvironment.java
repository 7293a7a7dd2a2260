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
package org.apache.ofbiz.embedded.widget;

import java.util.HashMap;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.ofbiz.base.util.UtilHttp;
import org.apache.ofbiz.embedded.data.Backend;
import org.apache.ofbiz.embedded.service.GroovyScripts;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.security.Security;
import org.apache.ofbiz.service.LocalDispatcher;

/** What the widgets of every webapp share. Thread-safe. */
public record WidgetEnvironment(DescriptorCache descriptors, Templates templates, Expressions expressions, Themes themes, Delegator delegator,
        LocalDispatcher dispatcher, Security security, GroovyScripts scripts) {

    public static WidgetEnvironment of(Backend backend) {
        return new WidgetEnvironment(DescriptorCache.withSupportedElements(), new Templates(), new Expressions(), new Themes(backend.components()),
                backend.delegator(), backend.dispatcher(), backend.security(), backend.groovy());
    }

    /** The variables that scripts, screens and templates of OFBiz find ready. */
    public Map<String, Object> scriptBindings(HttpServletRequest request, HttpServletResponse response) {
        Map<String, Object> bindings = new HashMap<>();
        bindings.put("request", request);
        bindings.put("response", response);
        bindings.put("session", request.getSession());
        bindings.put("delegator", delegator);
        bindings.put("dispatcher", dispatcher);
        bindings.put("dctx", dispatcher.getDispatchContext());
        bindings.put("security", security);
        bindings.put("userLogin", request.getSession().getAttribute("userLogin"));
        bindings.put("locale", UtilHttp.getLocale(request));
        bindings.put("timeZone", UtilHttp.getTimeZone(request));
        bindings.put("parameters", UtilHttp.getCombinedMap(request));
        return bindings;
    }
}
