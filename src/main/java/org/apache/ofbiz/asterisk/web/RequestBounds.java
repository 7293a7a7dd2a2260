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
package org.apache.ofbiz.asterisk.web;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;

/**
 * The one place that says how long a request's texts may be, before anything looks at them. Uploads are bounded where their parts are read.
 */
final class RequestBounds {

    /** A note, or the longest field of a form; phone numbers and ids are bounded further by the services. */
    static final int LONGEST_VALUE = 10_000;
    static final int LONGEST_NAME = 100;
    static final int MOST_VALUES = 10_000;
    static final int LONGEST_QUERY = 8_000;
    /** Characters of rows that are pasted, and bytes of a file with rows; 10,000 rows have some two million. */
    static final int LARGEST_TABLE = 5_000_000;
    private static final Set<String> TABLES = Set.of("csvText");

    private RequestBounds() {
    }

    /** @return which bound is exceeded, for the log; empty for a request that may pass */
    static Optional<String> exceededBy(HttpServletRequest request) {
        String query = request.getQueryString();
        if (query != null && query.length() > LONGEST_QUERY) {
            return Optional.of("query of " + query.length() + " characters");
        }
        if (request.getContentLengthLong() > LARGEST_TABLE * 2L) {
            return Optional.of("body of " + request.getContentLengthLong() + " bytes");
        }
        if (isUpload(request) && request.getContentLengthLong() < 0) { // OFBiz writes uploads to the disk, however long they are
            return Optional.of("upload of unknown length");
        }
        return isForm(request) || "GET".equals(request.getMethod()) ? exceededBy(request.getParameterMap()) : Optional.empty();
    }

    private static boolean isForm(HttpServletRequest request) {
        return type(request).equals("application/x-www-form-urlencoded");
    }

    /**
     * Whether a body, if any, is one that pages of ours send. OFBiz would make an attribute of the request of each field of a JSON body: of
     * any name and length, and of any depth.
     */
    static boolean isOfKnownType(HttpServletRequest request) {
        return request.getContentType() == null || isForm(request) || isUpload(request);
    }

    static boolean isUpload(HttpServletRequest request) {
        return type(request).equals("multipart/form-data");
    }

    private static String type(HttpServletRequest request) {
        String type = Objects.toString(request.getContentType(), "");
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    private static Optional<String> exceededBy(Map<String, String[]> parameters) {
        long values = 0;
        for (Map.Entry<String, String[]> parameter : parameters.entrySet()) {
            int longest = TABLES.contains(parameter.getKey()) ? LARGEST_TABLE : LONGEST_VALUE;
            if (parameter.getKey().length() > LONGEST_NAME) {
                return Optional.of("parameter name of " + parameter.getKey().length() + " characters");
            }
            for (String value : parameter.getValue()) {
                if (value.length() > longest) {
                    return Optional.of("parameter of " + value.length() + " characters");
                }
            }
            values += parameter.getValue().length;
        }
        return values > MOST_VALUES ? Optional.of(values + " parameters") : Optional.empty();
    }
}
