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
package org.apache.ofbiz.base.util;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TimeZone;
import java.util.stream.Collectors;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.servlet.http.HttpSession;
import javax.servlet.http.Part;

/** What a request says. */
public final class UtilHttp {

    private UtilHttp() { }

    /** Parameters, settings of the webapp, attributes of session and request; what comes later here wins, so nobody can pass a userLogin. */
    public static Map<String, Object> getCombinedMap(HttpServletRequest request) {
        Map<String, Object> combined = getParameterMap(request);
        request.getServletContext().getInitParameterNames().asIterator()
                .forEachRemaining(name -> combined.put(name, request.getServletContext().getInitParameter(name)));
        combined.putAll(getSessionMap(request));
        combined.putAll(getAttributeMap(request));
        return combined;
    }

    /** A parameter sent once is a String, one sent several times a List of them. */
    public static Map<String, Object> getParameterMap(HttpServletRequest request) {
        Map<String, Object> parameters = new HashMap<>();
        request.getParameterMap().forEach((name, values) -> parameters.put(name, values.length == 1 ? values[0] : List.of(values)));
        parameters.putAll(getMultiPartParameterMap(request));
        return parameters;
    }

    /** The files that a form sends: content (a ByteBuffer), _NAME_fileName and _NAME_contentType of each. What was not chosen is empty. */
    public static Map<String, Object> getMultiPartParameterMap(HttpServletRequest request) {
        Map<String, Object> found = new HashMap<>();
        String type = request.getContentType();
        try {
            for (Part part : type != null && type.startsWith("multipart/form-data") ? request.getParts() : List.<Part>of()) {
                String name = part.getSubmittedFileName();
                if (name != null) {
                    try (InputStream content = part.getInputStream()) {
                        found.put(part.getName(), ByteBuffer.wrap(content.readAllBytes()));
                    }
                    found.put("_" + part.getName() + "_fileName", name);
                    found.put("_" + part.getName() + "_contentType", part.getContentType());
                }
            }
        } catch (IOException | ServletException e) {
            Debug.logWarning(e, "A form with files could not be read", UtilHttp.class.getName());
        }
        return found;
    }

    public static Map<String, Object> getAttributeMap(HttpServletRequest request) {
        Map<String, Object> attributes = new HashMap<>();
        request.getAttributeNames().asIterator().forEachRemaining(name -> attributes.put(name, request.getAttribute(name)));
        return attributes;
    }

    public static Map<String, Object> getSessionMap(HttpServletRequest request) {
        Map<String, Object> attributes = new HashMap<>();
        HttpSession session = request.getSession();
        session.getAttributeNames().asIterator().forEachRemaining(name -> attributes.put(name, session.getAttribute(name)));
        return attributes;
    }

    /** The parameters whose names begin so, by the rest of their names. @param suffix what the names must end with, too, or null */
    public static Map<String, Object> makeParamMapWithPrefix(HttpServletRequest request, String prefix, String suffix) {
        String end = suffix == null ? "" : suffix;
        Map<String, Object> found = new HashMap<>();
        getParameterMap(request).forEach((name, value) -> {
            if (name.startsWith(prefix) && name.endsWith(end) && name.length() >= prefix.length() + end.length()) {
                found.put(name.substring(prefix.length(), name.length() - end.length()), value);
            }
        });
        return found;
    }

    public static Map<String, Object> getQueryStringOnlyParameterMap(String queryString) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        for (String pair : queryString == null || queryString.isEmpty() ? new String[0] : queryString.split("&")) {
            String[] nameAndValue = pair.split("=", 2);
            parameters.put(URLDecoder.decode(nameAndValue[0], StandardCharsets.UTF_8),
                    nameAndValue.length == 1 ? "" : URLDecoder.decode(nameAndValue[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }

    public static String urlEncodeArgs(Map<String, ? extends Object> args, boolean useExpandedEntites) {
        return args.entrySet().stream()
                .map(e -> URLEncoder.encode(e.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(Objects.toString(e.getValue(), ""), StandardCharsets.UTF_8))
                .collect(Collectors.joining(useExpandedEntites ? "&amp;" : "&"));
    }

    public static Locale getLocale(HttpServletRequest request) {
        return request.getSession().getAttribute("locale") instanceof Locale locale ? locale : request.getLocale();
    }

    public static Locale getLocale(HttpSession session) {
        return session.getAttribute("locale") instanceof Locale locale ? locale : Locale.getDefault();
    }

    public static void setLocale(HttpSession session, Locale locale) {
        session.setAttribute("locale", locale);
    }

    public static TimeZone getTimeZone(HttpServletRequest request) {
        return request.getSession().getAttribute("timeZone") instanceof TimeZone zone ? zone : TimeZone.getDefault();
    }

    public static void setResponseBrowserProxyNoCache(HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store, no-cache, must-revalidate, private");
        response.setDateHeader("Expires", 0);
    }
}
