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

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.ServiceUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Callers of a queue whom one agent claims while another one answers. */
abstract class CrossedClaims extends QueueAgents {

    WebUser peeter;

    /** Gets calls of the queue only when Liis can't. */
    final void peeterIsThere() throws IOException {
        member(Optional.empty());
        changesGroup("0", "0");
        peeter = WebUser.logsIn(host.base(), "agent1002").opensConsole();
        peeter.asks("STATE", Map.of("state", "AVAILABLE"));
        Await.untilTrue(() -> members(used.queue()) == 2, () -> "no second member");
        liis.forgets();
    }

    @AfterEach
    void peeterGoes() {
        if (peeter != null) {
            lab.endAllCalls();
            nobodyWaits();
            Await.untilTrue(() -> status("QueueMember").stream().allMatch(member -> "1".equals(member.get("Status"))), () -> "not idle: "
                    + status("QueueMember"));
            changesGroup("300", "2");
            peeter.asks("STATE", Map.of("state", "SIGNED_OUT"));
            peeter.close();
        }
    }

    @Test
    void ofAClaimAndAnAnswerAtTheSameMomentExactlyOneHasTheCaller() throws IOException {
        peeterIsThere();
        lab.phone("1001").answers();
        lab.phone("1002").answers();
        int round = 10;
        for (String state : List.of("Ringing", "Up", "Ringing", "Up")) {
            String number = "37255521" + round++;
            Instant began = Instant.now();
            lab.caller(number).dials(used.dialed());
            pbx.await(message -> message.at().isAfter(began) && message.isEvent("Newstate") && message.get("Channel").startsWith("PJSIP/1001")
                    && state.equals(message.get("ChannelStateDesc")));
            // an agent who answers at once does so before anybody was offered the call
            String callId = liis.sees("CALL", call -> call.path("party").path("number").asText().endsWith(number)).path("callId").asText();
            String claim = peeter.claims(callId);
            boolean won = "OK".equals(peeter.answerTo(claim).path("type").asText());

            WebUser talks = won ? peeter : liis;
            WebUser other = won ? liis : peeter;
            Await.untilTrue(() -> talksLast(talks, callId) && !talksLast(other, callId), () -> "the claim was " + (won ? "accepted" : "refused")
                    + ", and these came: " + liis.sofar("CALL") + peeter.sofar("CALL"));
            nobodyWaits();
            endedWith(callId, number, won ? "AST_AGENT2" : "AST_AGENT1");
            free();
        }
    }

    static void changesGroup(String wrapUpSeconds, String pauseAfterMissed) {
        changesGroup(Map.of("wrapUpSeconds", wrapUpSeconds, "pauseAfterMissed", pauseAfterMissed));
    }

    static void changesGroup(Map<String, Object> fields) {
        Map<String, Object> input = new HashMap<>(fields);
        input.put("callCenterGroupId", "QUEUED");
        Map<String, Object> result = host.run("updateCallCenterGroup", "admin", input);
        assertThat(result.toString(), ServiceUtil.isSuccess(result), is(true));
    }

    void free() {
        Await.untilTrue(() -> status("QueueMember").stream().allMatch(member -> "1".equals(member.get("Status"))
                && "0".equals(member.get("Paused"))), () -> "the members are " + status("QueueMember"));
    }

    /** Ends it, and says who had it for OFBiz. */
    static void endedWith(String callId, String number, String agentPartyId) {
        lab.endAllCalls();
        GenericValue kept = host.database().await(row -> row.get("endDate") != null, "PhoneCall", "callerNumber", number);
        assertThat(callId, kept.getString("agentPartyId"), is(agentPartyId));
        assertThat(callId, kept.getString("outcomeEnumId"), is("AST_ANSWERED"));
    }
}
