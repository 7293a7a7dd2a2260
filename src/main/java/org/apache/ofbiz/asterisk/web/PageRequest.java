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

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.crm.directory.UserDirectory;
import org.apache.ofbiz.asterisk.crm.history.CallHistory;
import org.apache.ofbiz.base.util.UtilHttp;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.security.Security;
import org.apache.ofbiz.service.ServiceUtil;

/**
 * One request of a page: who asks, which service answers, and how the answer is written. Used by one thread.
 */
final class PageRequest {

    static final String SUCCESS = "success";
    static final String ERROR = "error";

    private static final String LABELS = "AsteriskUiLabels";

    private final HttpServletRequest request;
    private final HttpServletResponse response;

    PageRequest(HttpServletRequest request, HttpServletResponse response) {
        this.request = request;
        this.response = response;
    }

    /** What was sent under this name. */
    Optional<String> parameter(String name) {
        return Optional.ofNullable(request.getParameter(name));
    }

    /** Runs the service with these parameters of the request. */
    Map<String, Object> run(String service, String... parameters) {
        Map<String, Object> input = new HashMap<>();
        for (String name : parameters) {
            parameter(name).ifPresent(value -> input.put(name, value));
        }
        return run(service, input);
    }

    /** Runs the service as {@link ServiceRun} does. */
    Map<String, Object> run(String service, Map<String, ?> input) {
        return ServiceRun.of(request).run(service, input);
    }

    /** Writes {@code ok}, and these fields of what a service answered, or its code and words of refusal. */
    String answer(Map<String, Object> result, String... fields) throws IOException {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("ok", ServiceUtil.isSuccess(result));
        if (ServiceUtil.isSuccess(result)) {
            for (String field : fields) {
                answer.put(field, result.get(field));
            }
        } else {
            answer.put("code", result.getOrDefault("refusalCode", Refusal.Code.FAILED.name()));
            answer.put("message", ServiceUtil.getErrorMessage(result));
        }
        return write(HttpServletResponse.SC_OK, answer);
    }

    /** As {@link #answer}, and a refusal with these fields, too. */
    String answerWith(Map<String, Object> refused, String... fields) throws IOException {
        Map<String, Object> answer = new LinkedHashMap<>(Map.of("ok", false, "code", refused.getOrDefault("refusalCode", Refusal.Code.FAILED.name()),
                "message", ServiceUtil.getErrorMessage(refused)));
        for (String field : fields) {
            answer.put(field, refused.get(field));
        }
        return write(HttpServletResponse.SC_OK, answer);
    }

    String answerNotPermitted() throws IOException {
        return write(HttpServletResponse.SC_FORBIDDEN, Map.of("ok", false, "code", Refusal.Code.NOT_PERMITTED.name(),
                "message", words("AsteriskNoPermission")));
    }

    String write(int status, Map<String, ?> answer) throws IOException {
        JsonBody.write(response, status, "application/json", answer);
        return SUCCESS;
    }

    /** Writes an answer that this user's browser may keep: unasked as long as {@code fresh}, and after that as long as it has not changed. */
    String writeCacheable(Map<String, ?> answer, Duration fresh) throws IOException {
        JsonBody.writeCacheable(request, response, answer, answer, "private, max-age=" + fresh.toSeconds());
        return SUCCESS;
    }

    /** For a page that shows it above everything else. */
    String error(String words) {
        request.setAttribute("_ERROR_MESSAGE_", words);
        return ERROR;
    }

    String words(String label) {
        return UtilProperties.getMessage(LABELS, label, locale());
    }

    /** @param action of the permission ASTERISK, e.g. {@code _VIEW} */
    boolean may(String action) {
        GenericValue userLogin = userLogin();
        return userLogin != null && ((Security) request.getAttribute("security")).hasEntityPermission("ASTERISK", action, userLogin);
    }

    /** The user, as one who looks at calls. */
    CallHistory.Viewer viewer() {
        return new CallHistory.Viewer(user(), may("_SUPERVISOR"), locale());
    }

    Person user() {
        return new UserDirectory(delegator()).person(userLogin());
    }

    Delegator delegator() {
        return (Delegator) request.getAttribute("delegator");
    }

    Locale locale() {
        return UtilHttp.getLocale(request);
    }

    private GenericValue userLogin() {
        return (GenericValue) request.getSession().getAttribute("userLogin");
    }
}
