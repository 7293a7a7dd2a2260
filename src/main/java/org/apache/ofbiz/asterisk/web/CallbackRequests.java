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
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.crm.history.CallFilter;
import org.apache.ofbiz.service.ServiceUtil;

/** The requests of callbacks (webapp/asterisk/WEB-INF/controller.xml). Stateless. */
public final class CallbackRequests {

    private CallbackRequests() {
    }

    /** GET callbacks: open ones that the user may see; with {@code state=CLOSED} those that were closed last. */
    public static String callbacks(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PageRequest page = new PageRequest(request, response);
        return page.may("_VIEW") ? page.answer(page.run("findAsteriskCallbacks", "state"), "callbacks", "total") : page.answerNotPermitted();
    }

    /** POST requestCallback: {@code number} of who wants to be called by {@code callCenterGroupId}, {@code name}, {@code dueDate}. */
    public static String request(HttpServletRequest request, HttpServletResponse response) throws IOException {
        return runWithDue(new PageRequest(request, response), "requestAsteriskCallback", List.of("number", "name", "callCenterGroupId"),
                "callbackTaskId");
    }

    /** POST claimCallback. */
    public static String claim(HttpServletRequest request, HttpServletResponse response) throws IOException {
        return run(request, response, "claimAsteriskCallback");
    }

    /** POST releaseCallback. */
    public static String release(HttpServletRequest request, HttpServletResponse response) throws IOException {
        return run(request, response, "releaseAsteriskCallback");
    }

    /** POST closeCallback: with {@code outcome}. */
    public static String close(HttpServletRequest request, HttpServletResponse response) throws IOException {
        return run(request, response, "closeAsteriskCallback", "outcome");
    }

    /** POST reopenCallback. */
    public static String reopen(HttpServletRequest request, HttpServletResponse response) throws IOException {
        return run(request, response, "reopenAsteriskCallback");
    }

    /** POST setCallbackDue: {@code dueDate} is a moment as {@code 2026-03-31T21:00:00Z}; empty for as soon as possible. */
    public static String setDue(HttpServletRequest request, HttpServletResponse response) throws IOException {
        return runWithDue(new PageRequest(request, response), "setAsteriskCallbackDue", List.of("callbackTaskId"));
    }

    private static String runWithDue(PageRequest page, String service, List<String> texts, String... told) throws IOException {
        Map<String, Object> input = new HashMap<>();
        texts.forEach(name -> page.parameter(name).ifPresent(text -> input.put(name, text)));
        try {
            page.parameter("dueDate").filter(text -> !text.isBlank())
                    .ifPresent(text -> input.put("dueDate", Timestamp.from(CallFilter.withinReason(Instant.parse(text)))));
        } catch (DateTimeException e) {
            Map<String, Object> refused = ServiceUtil.returnError(page.words("AsteriskHistoryNoDay"));
            refused.put("refusalCode", Refusal.Code.VALUE_REFUSED.name());
            return page.answer(refused);
        }
        return page.answer(page.run(service, input), told);
    }

    private static String run(HttpServletRequest request, HttpServletResponse response, String service, String... more) throws IOException {
        PageRequest page = new PageRequest(request, response);
        return page.answer(page.run(service, Stream.concat(Stream.of("callbackTaskId"), Arrays.stream(more)).toArray(String[]::new)));
    }
}
