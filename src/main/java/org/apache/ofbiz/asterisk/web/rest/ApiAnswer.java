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
package org.apache.ofbiz.asterisk.web.rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.servlet.http.HttpServletResponse;

/**
 * What is answered to a request.
 *
 * @param kept whether an ETag tells one answer from another; for what is read
 */
record ApiAnswer(int status, Map<String, ?> body, Map<String, String> headers, boolean kept) {

    /** The answer goes on being written. */
    static final ApiAnswer STREAM = new ApiAnswer(0, Map.of(), Map.of(), false);
    /** Names the header that says whose rows are in an answer. */
    static final String SCOPE = "Asterisk-Scope";
    /** Seconds that pass whether anything happens or not. */
    private static final Set<String> PASSING = Set.of("wait", "idletime");

    static ApiAnswer read(Map<String, ?> body) {
        return new ApiAnswer(HttpServletResponse.SC_OK, body, Map.of(), true);
    }

    static ApiAnswer done(Map<String, ?> body) {
        return new ApiAnswer(HttpServletResponse.SC_OK, body, Map.of(), false);
    }

    static ApiAnswer nothing() {
        return new ApiAnswer(HttpServletResponse.SC_NO_CONTENT, Map.of(), Map.of(), false);
    }

    static ApiAnswer created(Map<String, ?> body, String location) {
        return new ApiAnswer(HttpServletResponse.SC_CREATED, body, Map.of("Location", location), false);
    }

    ApiAnswer with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ApiAnswer(status, body, more, kept);
    }

    /** The body without what changes all the time, and whose rows it has. */
    Object state() {
        return List.of(lasting(body), headers.getOrDefault(SCOPE, ""));
    }

    private static Object lasting(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> left = new LinkedHashMap<>();
            map.forEach((name, inner) -> {
                if (!(name instanceof String text && PASSING.contains(text))) {
                    left.put(name, lasting(inner));
                }
            });
            return left;
        }
        return value instanceof List<?> list ? list.stream().map(ApiAnswer::lasting).collect(Collectors.toList()) : value;
    }
}
