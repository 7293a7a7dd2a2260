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
package org.apache.ofbiz.asterisk.endtoend;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An agent whose console is on a node that doesn't serve the PBX, a real Asterisk, handles a call. */
@Tag("cluster")
@Timeout(300)
class CallsInHandOnAnyNodeIT {

    private static final String MARI = "3725551234";

    @TempDir
    private Path folder;

    @Test
    void aCallIsClaimedHeldTakenBackAndTransferred() throws IOException {
        try (AsteriskLab lab = AsteriskLab.start(3); TwoNodes nodes = TwoNodes.start(folder, lab.ami().port(), lab.ami().secret());
                WebUser peeter = TwoNodes.agent(nodes.other(), "agent1002")) {
            InCallSide pbx = new InCallSide("plain", null, lab, "DEMO_PBX", "5002", List.of("agent1001", "agent1002", "agent1003"));
            List.of("1001", "1002", "1003").forEach(phone -> lab.phone(phone).answers());
            lab.caller(MARI).dials("5000");
            String call = TwoNodes.offer(peeter, MARI);
            assertThat(peeter.asks("RD", Map.of("callId", call)).path("type").asText(), is("OK"));
            pbx.awaitTogether(Set.of("trunk", "1002"));
            controls(peeter, call, "HOLD");

            assertThat(does(peeter, call, "HOLD", Map.of()), is("OK"));
            assertThat(pbx.held(), is(1L));
            controls(peeter, call, "RESUME");
            assertThat(does(peeter, call, "HOLD", Map.of()), is("ALREADY_HELD"));
            assertThat(does(peeter, call, "RESUME", Map.of()), is("OK"));
            pbx.awaitTogether(Set.of("trunk", "1002"));
            assertThat(does(peeter, call, "TRANSFER", Map.of("target", "1003")), is("OK"));
            pbx.awaitTogether(Set.of("trunk", "1003"));
            lab.endAllCalls();
        }
    }

    /** Waits until this action is offered. */
    private static void controls(WebUser agent, String call, String action) {
        agent.await("CONTROLS", controls -> call.equals(controls.path("callId").asText()) && controls.path("offered").toString().contains(action));
    }

    private static String does(WebUser agent, String call, String action, Map<String, String> more) {
        Map<String, String> fields = new HashMap<>(Map.of("callId", call, "action", action));
        fields.putAll(more);
        JsonNode answer = agent.asks("CONTROL", fields);
        return "ERROR".equals(answer.path("type").asText()) ? answer.path("code").asText() : answer.path("type").asText();
    }
}
