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

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a webapp's controller.xml says, with its includes merged in: the including file wins. */
record SiteConf(Map<String, RequestMap> requests, Map<String, ViewMap> views, List<Event> preprocessors) {

    /** @param target a request with its parameters, if any */
    boolean hasEvent(String target) {
        RequestMap map = requests.get(target.split("[/?]")[0]);
        return map != null && map.event().isPresent();
    }

    /** One address under /control. {@code method} is in lower case, "all" for any. */
    record RequestMap(String uri, String method, Security security, Optional<Event> event,
                      Map<String, Response> responses) {

        boolean allows(String httpMethod) {
            return method.equals("all") || method.equalsIgnoreCase(httpMethod)
                    || method.equals("get") && httpMethod.equalsIgnoreCase("HEAD");
        }
    }

    /** Who may come in. {@code csrfToken} is empty where the controller leaves the choice to the host. */
    record Security(boolean auth, Optional<Boolean> csrfToken) { }

    record Event(EventType type, String path, String invoke) { }

    enum EventType { SERVICE, JAVA, GROOVY }

    /** Where to go after the event answered {@code name}. */
    record Response(String name, ResponseType type, String value, List<RedirectParameter> redirectParameters) { }

    enum ResponseType { NONE, VIEW, REQUEST_REDIRECT, REQUEST_REDIRECT_NOPARAM }

    record RedirectParameter(String name, String value) { }

    /** @param page the address of a file, "#", and the name of a screen in it */
    record ViewMap(String name, String page, boolean auth) { }
}
