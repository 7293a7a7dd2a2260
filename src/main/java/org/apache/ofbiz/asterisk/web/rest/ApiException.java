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
import java.util.Map;
import java.util.Optional;
import javax.servlet.http.HttpServletResponse;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.service.ServiceUtil;

/** Why a request is not answered as asked, as RFC 9457 has it. */
final class ApiException extends RuntimeException {

    static final int TOO_MANY_REQUESTS = 429;
    private static final int UNPROCESSABLE = 422;
    private static final long serialVersionUID = 1L;
    private static final Map<Integer, String> TITLES = Map.ofEntries(Map.entry(400, "Bad Request"), Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"), Map.entry(404, "Not Found"), Map.entry(405, "Method Not Allowed"), Map.entry(406, "Not Acceptable"),
            Map.entry(409, "Conflict"), Map.entry(413, "Content Too Large"), Map.entry(415, "Unsupported Media Type"),
            Map.entry(UNPROCESSABLE, "Unprocessable Content"), Map.entry(TOO_MANY_REQUESTS, "Too Many Requests"),
            Map.entry(500, "Internal Server Error"), Map.entry(502, "Bad Gateway"), Map.entry(503, "Service Unavailable"));

    private final int status;
    private final String code;
    private final transient Map<String, String> headers;

    private ApiException(int status, String code, String detail, Map<String, String> headers) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.headers = Map.copyOf(headers);
    }

    static ApiException of(int status, String code, String detail) {
        return new ApiException(status, code, detail, Map.of());
    }

    /** @param name of a header of the answer */
    ApiException with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ApiException(status, code, getMessage(), more);
    }

    static ApiException invalid(String detail) {
        return of(UNPROCESSABLE, Refusal.Code.VALUE_REFUSED.name(), detail);
    }

    static ApiException tooMany(int seconds) {
        return of(TOO_MANY_REQUESTS, Refusal.Code.TOO_MANY_REQUESTS.name(), "Too many requests. Try again in " + seconds + " s.")
                .with("Retry-After", String.valueOf(seconds));
    }

    static ApiException notFound() {
        return of(HttpServletResponse.SC_NOT_FOUND, "NOT_FOUND", "There is nothing at this address for you.");
    }

    /** What a service refused. */
    static ApiException refused(Map<String, Object> result) {
        String name = String.valueOf(result.getOrDefault("refusalCode", result.containsKey("fieldProblems")
                ? Refusal.Code.VALUE_REFUSED : Refusal.Code.FAILED));
        int status = code(name).map(ApiException::status).orElse(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
        String detail = status == HttpServletResponse.SC_INTERNAL_SERVER_ERROR ? "The request failed. The log says why."
                : ServiceUtil.getErrorMessage(result);
        ApiException refused = of(status, name, detail);
        return status == HttpServletResponse.SC_SERVICE_UNAVAILABLE || status == TOO_MANY_REQUESTS ? refused.with("Retry-After", "5") : refused;
    }

    private static Optional<Refusal.Code> code(String name) {
        try {
            return Optional.of(Refusal.Code.valueOf(name));
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    private static int status(Refusal.Code code) {
        return switch (code) {
        case NOT_PERMITTED, NUMBER_NEEDS_PERMISSION, PREMIUM_NOT_PERMITTED, INTERNATIONAL_NOT_PERMITTED, NOT_YOUR_GROUP, NOT_YOUR_EXTENSION,
                NUMBER_BLOCKED, NUMBER_NOT_ALLOWED, OUTBOUND_SERVICE_UNKNOWN -> HttpServletResponse.SC_FORBIDDEN;
        case CALL_UNKNOWN, AGENT_UNKNOWN, ACTION_UNKNOWN -> HttpServletResponse.SC_NOT_FOUND;
        case VALUE_REFUSED, NUMBER_INVALID, PAUSE_REASON_UNKNOWN, KEYS_INVALID, TARGET_UNKNOWN,
                TARGET_AMBIGUOUS, TARGET_ELSEWHERE -> UNPROCESSABLE;
        case TOO_MANY_REQUESTS, CALL_LIMIT_REACHED -> TOO_MANY_REQUESTS;
        case PBX_AWAY, NODE_AWAY -> HttpServletResponse.SC_SERVICE_UNAVAILABLE;
        case PBX_REFUSED, NOT_IN_DIALPLAN, NOT_DONE -> HttpServletResponse.SC_BAD_GATEWAY;
        case FAILED -> HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
        default -> HttpServletResponse.SC_CONFLICT;
        };
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    /** As application/problem+json. */
    Map<String, Object> problem() {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", TITLES.getOrDefault(status, "Error"));
        problem.put("status", status);
        problem.put("code", code);
        problem.put("detail", getMessage());
        return problem;
    }
}
