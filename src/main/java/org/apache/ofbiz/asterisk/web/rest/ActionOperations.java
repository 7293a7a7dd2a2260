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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The requests about call actions: what other systems are told. Stateless. */
final class ActionOperations {

    private static final Map<String, String> FIELDS = Map.of("event", "turn", "type", "actionType", "target", "target", "parameters", "parameters",
            "encoding", "charset", "secret", "secret", "enabled", "enabled");

    private ActionOperations() {
    }

    static void addTo(ApiRoutes routes) {
        routes.add("GET", "/actions", call -> call.page("actions", list(call.run("findAsteriskCallActions", Map.of()).get("actions"))))
                .add("GET", "/actions/failures", call -> call.page("failures",
                        list(call.run("findAsteriskCallActionFailures", Map.of()).get("failures"))))
                .add("POST", "/actions/failures/{failure}/retry", call -> trial(call, "retryAsteriskCallAction", "failureId", "failure"))
                .add("DELETE", "/actions/failures/{failure}", call -> changed(call, "deleteAsteriskCallActionFailure",
                        Map.of("failureId", call.place("failure"))))
                .add("POST", "/queues/{queue}/actions", ActionOperations::create)
                .add("PATCH", "/actions/{action}", ActionOperations::change)
                .add("DELETE", "/actions/{action}", call -> changed(call, "deleteAsteriskCallAction", Map.of("callActionId", call.place("action"))))
                .add("POST", "/actions/{action}/test", call -> trial(call, "tryAsteriskCallAction", "callActionId", "action"));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Object value) {
        return (List<Map<String, Object>>) value;
    }

    private static Map<String, Object> fields(ApiCall call) {
        Map<String, Object> body = call.body(FIELDS.keySet().stream().sorted().toArray(String[]::new));
        Map<String, Object> fields = new HashMap<>();
        body.forEach((name, value) -> fields.put(FIELDS.get(name), value instanceof Boolean yes ? yes ? "Y" : "N" : String.valueOf(value)));
        return fields;
    }

    private static ApiAnswer create(ApiCall call) {
        Map<String, Object> fields = fields(call);
        List.of("turn", "actionType", "target").forEach(name -> ApiCall.required(fields, name));
        fields.put("callCenterGroupId", call.place("queue"));
        String id = (String) call.run("createAsteriskCallAction", fields).get("callActionId");
        return ApiAnswer.created(Map.of("id", id), "/asterisk/api/v1/actions/" + id);
    }

    private static ApiAnswer change(ApiCall call) {
        Map<String, Object> fields = fields(call);
        fields.put("callActionId", call.place("action"));
        return changed(call, "updateAsteriskCallAction", fields);
    }

    private static ApiAnswer changed(ApiCall call, String service, Map<String, ?> input) {
        call.run(service, input);
        return ApiAnswer.nothing();
    }

    private static ApiAnswer trial(ApiCall call, String service, String field, String place) {
        call.body();
        Map<String, Object> result = call.run(service, Map.of(field, call.place(place)));
        Map<String, Object> answer = new LinkedHashMap<>(Map.of("sent", result.get("sent")));
        Optional.ofNullable(result.get("problem")).ifPresent(problem -> answer.put("problem", problem));
        return ApiAnswer.done(answer);
    }
}
