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

import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.crm.history.CallFilter;

/** The requests about calls, those that go on and those of the past. Stateless. */
final class CallOperations {

    private static final int HISTORY_PAGE = 50;
    private static final int LARGEST_HISTORY_PAGE = 100;
    private static final List<String> FILTERS = List.of("direction", "outcome", "agentPartyId", "partyId", "text", "after");

    private CallOperations() {
    }

    static void addTo(ApiRoutes routes) {
        routes.add("GET", "/calls", call -> LiveOperations.page(call, "calls", "findAsteriskCalls"))
                .add("POST", "/calls", CallOperations::originate)
                .add("GET", "/calls/{call}", call -> LiveOperations.one(call, "calls", "findAsteriskCalls", Map.of("callId", call.place("call"))))
                .add("POST", "/calls/{call}/claim", CallOperations::claim)
                .add("POST", "/calls/{call}/redirect", CallOperations::redirect)
                .add("POST", "/calls/{call}/hangup", CallOperations::hangUp)
                .add("POST", "/calls/{call}/actions", CallOperations::control)
                .add("GET", "/callbacks", CallOperations::callbacks)
                .add("POST", "/callbacks", CallOperations::requestCallback)
                .add("GET", "/outbound-services", call -> ApiAnswer.read(new LinkedHashMap<>(Map.of("services",
                        call.run("findAsteriskOutboundServices", Map.of()).get("services")))))
                .add("GET", "/history", CallOperations::history);
    }

    private static ApiAnswer originate(ApiCall call) {
        Map<String, Object> body = call.body("number", "contactMechId", "partyId", "extension", "accountCode", "outboundService");
        Map<String, Object> input = new HashMap<>();
        body.keySet().forEach(name -> ApiCall.text(body, name).ifPresent(text -> input.put(name, text)));
        String callId = (String) call.run("originateCall", input).get("callId");
        return ApiAnswer.created(Map.of("id", callId), call.request().getRequestURI() + "/" + callId);
    }

    private static ApiAnswer claim(ApiCall call) {
        Map<String, Object> body = call.body("extension");
        Map<String, Object> input = new HashMap<>(Map.of("callId", call.place("call")));
        ApiCall.text(body, "extension").ifPresent(extension -> input.put("extension", extension));
        return done(call.run("claimCall", input), call);
    }

    /** To a device, a number of the PBX, a queue, or the phone of an agent on the PBX of the call. */
    private static ApiAnswer redirect(ApiCall call) {
        Map<String, Object> body = call.body("to", "agent");
        Optional<String> agent = ApiCall.text(body, "agent");
        if (agent.isPresent() == ApiCall.text(body, "to").isPresent()) {
            throw ApiException.invalid("Name either to or agent.");
        }
        String callId = call.place("call");
        String target = agent.map(name -> LiveOperations.phoneOf(call, name, callId))
                .orElseGet(() -> LiveOperations.nameOf(ApiCall.required(body, "to")));
        return done(call.run("redirectCall", Map.of("callId", callId, "target", target)), call);
    }

    private static ApiAnswer hangUp(ApiCall call) {
        call.body();
        return done(call.run("hangupCall", Map.of("callId", call.place("call"))), call);
    }

    private static ApiAnswer control(ApiCall call) {
        Map<String, Object> body = call.body("action", "target", "keys");
        Map<String, Object> input = new HashMap<>(Map.of("callId", call.place("call"), "action", ApiCall.required(body, "action")));
        List.of("target", "keys").forEach(name -> ApiCall.text(body, name).ifPresent(text -> input.put(name, text)));
        Map<String, Object> result = call.run("controlCall", input);
        Map<String, Object> answer = new LinkedHashMap<>(Map.of("id", result.get("callId")));
        Optional.ofNullable(result.get("space")).ifPresent(space -> answer.put("space", space));
        return ApiAnswer.done(answer);
    }

    private static ApiAnswer done(Map<String, Object> result, ApiCall call) {
        return ApiAnswer.done(Map.of("id", Optional.ofNullable(result.get("callId")).orElse(call.place("call"))));
    }

    private static ApiAnswer history(ApiCall call) {
        Map<String, Object> input = new HashMap<>();
        FILTERS.forEach(name -> call.query(name).ifPresent(value -> input.put(name, value)));
        input.put("size", (long) call.number("size", HISTORY_PAGE, LARGEST_HISTORY_PAGE));
        moment(call, "from").ifPresent(from -> input.put("fromDate", from));
        moment(call, "thru").ifPresent(thru -> input.put("thruDate", thru));
        Map<String, Object> result = call.run("findPhoneCalls", input);
        Map<String, Object> body = new LinkedHashMap<>();
        List.of("calls", "next", "lookedBackTo").forEach(name -> Optional.ofNullable(result.get(name)).ifPresent(value -> body.put(name, value)));
        ApiAnswer answer = ApiAnswer.read(body);
        return body.get("next") instanceof String next ? answer.with("Link", call.nextPage(next)) : answer;
    }

    private static ApiAnswer callbacks(ApiCall call) {
        Map<String, Object> result = call.run("findAsteriskCallbacks", Map.of());
        return ApiAnswer.read(new LinkedHashMap<>(Map.of("callbacks", result.get("callbacks"), "total", result.get("total"))));
    }

    private static ApiAnswer requestCallback(ApiCall call) {
        Map<String, Object> body = call.body("number", "group", "name", "due");
        Map<String, Object> input = new HashMap<>(Map.of("number", ApiCall.required(body, "number"),
                "callCenterGroupId", ApiCall.required(body, "group")));
        ApiCall.text(body, "name").ifPresent(name -> input.put("name", name));
        try {
            ApiCall.text(body, "due").ifPresent(due -> input.put("dueDate", Timestamp.from(CallFilter.withinReason(Instant.parse(due)))));
        } catch (DateTimeException e) {
            throw ApiException.invalid("due is a moment such as 2026-03-31T21:00:00Z.");
        }
        String id = (String) call.run("requestAsteriskCallback", input).get("callbackTaskId");
        return ApiAnswer.created(Map.of("id", id), call.request().getRequestURI());
    }

    private static Optional<Timestamp> moment(ApiCall call, String name) {
        try {
            return call.query(name).map(text -> Timestamp.from(CallFilter.withinReason(Instant.parse(text))));
        } catch (DateTimeException e) {
            throw ApiException.invalid(name + " is a moment such as 2026-03-31T21:00:00Z.");
        }
    }
}
