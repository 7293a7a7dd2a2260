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

import java.util.Locale;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.ofbiz.base.util.UtilHttp;

/** The event behind the language buttons of the header. */
public final class Languages {

    private static final Set<String> OFFERED = Set.of("en", "fr", "de");

    private Languages() { }

    /** Speaks the language of the parameter newLocale from the next page on. */
    public static String choose(HttpServletRequest request, HttpServletResponse response) {
        String language = request.getParameter("newLocale");
        if (language == null || !OFFERED.contains(language)) {
            request.setAttribute("_ERROR_MESSAGE_", "Unknown language");
            return "error";
        }
        UtilHttp.setLocale(request.getSession(), Locale.forLanguageTag(language));
        return "success";
    }
}
