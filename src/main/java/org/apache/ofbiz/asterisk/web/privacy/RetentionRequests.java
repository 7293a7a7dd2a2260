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
package org.apache.ofbiz.asterisk.web.privacy;

import java.util.HashMap;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.base.util.UtilHttp;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.service.GenericServiceException;
import org.apache.ofbiz.service.LocalDispatcher;

/** Events of the page about how long call data are kept. The services check permissions. */
public final class RetentionRequests {

    private static final String MODULE = RetentionRequests.class.getName();

    private RetentionRequests() {
    }

    /** Deletes what is due, in the background: the page shows how far it is. */
    public static String start(HttpServletRequest request, HttpServletResponse response) {
        Map<String, Object> context = new HashMap<>();
        context.put("userLogin", request.getSession().getAttribute("userLogin"));
        context.put("locale", UtilHttp.getLocale(request));
        try {
            LocalDispatcher dispatcher = (LocalDispatcher) request.getServletContext().getAttribute("dispatcher");
            dispatcher.runAsync("runAsteriskRetention", context, false);
        } catch (GenericServiceException e) {
            Debug.logWarning("The deletion of old call data wasn't started: " + e.getMessage(), MODULE);
            request.setAttribute("_ERROR_MESSAGE_", e.getMessage());
            return "error";
        }
        request.setAttribute("_EVENT_MESSAGE_", UtilProperties.getMessage("AsteriskUiLabels", "AsteriskRetentionStarted",
                UtilHttp.getLocale(request)));
        return "success";
    }
}
