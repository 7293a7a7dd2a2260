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

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.servlet.http.HttpServletResponse;
import org.apache.ofbiz.asterisk.acd.Refusal;

/** The requests about queues and agents. Stateless. */
final class LiveOperations {

    private static final Map<String, String> GROUP_FIELDS = Map.ofEntries(Map.entry("name", "groupName"), Map.entry("description", "description"),
            Map.entry("server", "serverId"), Map.entry("strategy", "routingStrategyEnumId"), Map.entry("ringTimeout", "ringTimeoutSeconds"),
            Map.entry("wrapUp", "wrapUpSeconds"), Map.entry("serviceLevel", "answerWithinSeconds"),
            Map.entry("pauseAfterMissed", "pauseAfterMissed"), Map.entry("callsAtOnce", "callsAtOnce"),
            Map.entry("consoleClaim", "consoleClaim"), Map.entry("enabled", "enabled"));

    private LiveOperations() {
    }

    static void addTo(ApiRoutes routes) {
        routes.add("GET", "/queues", call -> page(call, "queues", "findAsteriskQueues"))
                .add("POST", "/queues", LiveOperations::createQueue)
                .add("GET", "/queues/{queue}", call -> one(call, "queues", "findAsteriskQueues", Map.of("callCenterGroupId", call.place("queue"))))
                .add("PATCH", "/queues/{queue}", LiveOperations::changeQueue)
                .add("POST", "/queues/{queue}/members", LiveOperations::addMember)
                .add("DELETE", "/queues/{queue}/members/{agent}", LiveOperations::removeMember)
                .add("GET", "/agents", call -> page(call, "agents", "findAsteriskAgents"))
                .add("GET", "/agents/{agent}", call -> one(call, "agents", "findAsteriskAgents", Map.of("agentUserLoginId", call.place("agent"))))
                .add("PUT", "/agents/{agent}/state", LiveOperations::setState);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Object value) {
        return (List<Map<String, Object>>) value;
    }

    /** What the service finds, and whose it is. */
    static ApiAnswer page(ApiCall call, String name, String service) {
        Map<String, Object> result = call.run(service, Map.of());
        return call.page(name, list(result.get(name))).with(ApiAnswer.SCOPE, (String) result.get("scope"));
    }

    /** The one that the service finds. @throws ApiException 404 */
    static ApiAnswer one(ApiCall call, String name, String service, Map<String, String> which) {
        Map<String, Object> result = call.run(service, which);
        return ApiAnswer.read(only(list(result.get(name)))).with(ApiAnswer.SCOPE, (String) result.get("scope"));
    }

    private static Map<String, Object> only(List<Map<String, Object>> found) {
        return found.stream().findFirst().orElseThrow(ApiException::notFound);
    }

    private static Map<String, Object> groupFields(ApiCall call) {
        Map<String, Object> body = call.body(GROUP_FIELDS.keySet().stream().sorted().toArray(String[]::new));
        Map<String, Object> fields = new HashMap<>();
        body.forEach((name, value) -> fields.put(GROUP_FIELDS.get(name), name.equals("strategy") ? strategy(ApiCall.required(body, name))
                : value instanceof Boolean yes ? yes ? "Y" : "N" : String.valueOf(value)));
        return fields;
    }

    /** As GET names it. */
    private static String strategy(String name) {
        return "AST_ROUTE_" + name.replace("_ROBIN", "").replace("_CALLS", "");
    }

    private static ApiAnswer createQueue(ApiCall call) {
        String id = (String) call.run("createCallCenterGroup", groupFields(call)).get("callCenterGroupId");
        return ApiAnswer.created(Map.of("id", id), call.request().getRequestURI() + "/" + id);
    }

    private static ApiAnswer changeQueue(ApiCall call) {
        Map<String, Object> fields = groupFields(call);
        fields.put("callCenterGroupId", call.place("queue"));
        call.run("updateCallCenterGroup", fields);
        return ApiAnswer.nothing();
    }

    private static ApiAnswer addMember(ApiCall call) {
        Map<String, Object> body = call.body("agent", "penalty");
        Map<String, Object> input = new HashMap<>(Map.of("callCenterGroupId", call.place("queue"),
                "agentUserLoginId", ApiCall.required(body, "agent")));
        if (body.containsKey("penalty")) {
            input.put("penalty", body.get("penalty"));
        }
        call.run("addAsteriskQueueAgent", input);
        return ApiAnswer.nothing();
    }

    private static ApiAnswer removeMember(ApiCall call) {
        call.run("removeAsteriskQueueAgent", Map.of("callCenterGroupId", call.place("queue"), "agentUserLoginId", call.place("agent")));
        return ApiAnswer.nothing();
    }

    /** Agents change their own state by their own right, that of others needs a supervisor's. */
    private static ApiAnswer setState(ApiCall call) {
        Map<String, Object> body = call.body("state", "pauseReason", "queue");
        Map<String, Object> input = new HashMap<>(Map.of("state", ApiCall.required(body, "state")));
        ApiCall.text(body, "pauseReason").ifPresent(reason -> input.put("pauseReasonEnumId", reason));
        ApiCall.text(body, "queue").ifPresent(queue -> input.put("callCenterGroupId", queue));
        if (call.place("agent").equals(call.user().name())) {
            call.run("setAsteriskAgentState", input);
        } else {
            input.put("agentUserLoginId", call.place("agent"));
            call.run("superviseAsteriskAgent", input);
        }
        return ApiAnswer.nothing();
    }

    /** Number or name of the phone at which a call rings for this agent: one of the PBX of the call, as names are of one PBX. */
    static String phoneOf(ApiCall call, String agent, String callId) {
        Object found = call.run("findAsteriskAgents", Map.of("agentUserLoginId", agent)).get("agents");
        Map<?, ?> devices = (Map<?, ?>) only(list(found)).getOrDefault("devices", Map.of());
        Object device = devices.get(callId.replaceFirst(":.*", ""));
        if (device == null) {
            throw ApiException.of(HttpServletResponse.SC_CONFLICT, Refusal.Code.NO_EXTENSION.name(),
                    "The agent has no extension on the PBX of this call.");
        }
        return nameOf(String.valueOf(device));
    }

    /** {@code 1001} of {@code PJSIP/1001}. */
    static String nameOf(String device) {
        return device.replaceFirst("^[A-Za-z0-9]{1,20}/", "");
    }
}
