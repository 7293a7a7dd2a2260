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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.servlet.http.HttpServletResponse;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.health.metrics.PrometheusText;
import org.apache.ofbiz.entity.Delegator;

/** How this OFBiz node is, for load balancers and monitoring. Stateless. */
final class NodeOperations {

    static final String PATH = "/health";

    private NodeOperations() {
    }

    static void addTo(ApiRoutes routes) {
        routes.add("GET", PATH, NodeOperations::nodes);
        routes.add("GET", "/metrics", NodeOperations::metrics);
    }

    /** What anybody may know. From memory, so that asking costs nothing. */
    static ApiAnswer health(Delegator delegator) {
        return answer(Map.of("live", true, "ready", CallCenter.of(delegator).filter(CallCenter::ready).isPresent()));
    }

    private static ApiAnswer nodes(ApiCall call) {
        Map<String, Object> found = call.run("asteriskNodes", Map.of());
        return answer(Map.of("live", true, "ready", found.get("ready"), "severalNodes", found.get("several"), "nodes", found.get("nodes"),
                "pbxs", found.get("pbxs")));
    }

    /** For monitoring: text, not JSON. */
    private static ApiAnswer metrics(ApiCall call) {
        String text = (String) call.run("asteriskMetrics", Map.of()).get("text");
        call.response().setHeader("Cache-Control", "no-store");
        call.response().setContentType(PrometheusText.CONTENT_TYPE);
        try {
            call.response().getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // who asked is gone
        }
        return ApiAnswer.STREAM;
    }

    /** A balancer goes by the status alone. */
    private static ApiAnswer answer(Map<String, Object> body) {
        int status = Boolean.TRUE.equals(body.get("ready")) ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE;
        return new ApiAnswer(status, body, Map.of("Cache-Control", "no-store"), false);
    }
}
