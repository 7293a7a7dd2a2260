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
import java.util.List;
import java.util.Map;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.junit.jupiter.api.Test;

/** Callers of a queue whom an agent answers in the console, while the queue offers them to another agent's phone. */
abstract class QueueClaims extends CrossedClaims {

    @Test
    void aClaimTakesTheCallerAwayFromThePhoneThatTheQueueRings() throws IOException {
        lab.phone("1001").ringsForever();
        lab.phone("1002").answers();
        peeterIsThere();
        lab.caller("3725552001").dials(used.dialed());
        String callId = ringsLiis();
        peeter.sees("NC", offer -> callId.equals(offer.path("callId").asText()));

        claims(callId);
        peeter.call(callId, "TALKING");
        liis.call(callId, "ENDED");
        nobodyWaits();
        endedWith(callId, "3725552001", "AST_AGENT2");
    }

    @Test
    void aFailedClaimReturnsTheCallerToTheirPlaceInTheLine() throws IOException {
        lab.phone("1001").ringsForever();
        lab.phone("1002").declines();
        peeterIsThere();
        List<String> line = List.of("3725552201", "3725552202", "3725552203");
        for (String number : line) {
            lab.caller(number).dials(used.dialed());
            peeter.sees("NC", offer -> number.equals(digits(offer)));
            waits(number);
        }
        for (String number : List.of(line.get(1), line.get(0))) {
            String callId = peeter.sees("NC", offer -> number.equals(digits(offer))).path("callId").asText();
            claims(callId);
            peeter.await("NC", offer -> callId.equals(offer.path("callId").asText()) && offer.hasNonNull("again"));
            Await.untilTrue(() -> line.equals(waiting()), () -> "the line is " + waiting());
        }
    }

    @Test
    void aGroupCanLeaveItsCallsToTheQueue() throws IOException {
        lab.phone("1001").ringsForever();
        lab.phone("1002").answers();
        peeterIsThere();
        changesGroup(Map.of("consoleClaim", "N"));
        try {
            lab.caller("3725552301").dials(used.dialed());
            JsonNode offer = peeter.await("NC", call -> "3725552301".equals(digits(call)));
            assertThat(offer.path("claimable").asBoolean(true), is(false));
            assertThat(offer.path("queue").asText(), is(used.queue()));
            JsonNode refused = peeter.asks("RD", Map.of("callId", offer.path("callId").asText()));
            assertThat(refused.path("code").asText(), is("QUEUE_DECIDES"));
            assertThat("still in line", waiting(), is(List.of("3725552301")));
        } finally {
            changesGroup(Map.of("consoleClaim", "Y"));
        }
    }

    private void claims(String callId) {
        JsonNode answer = peeter.asks("RD", Map.of("callId", callId));
        assertThat(answer.toString(), answer.path("type").asText(), is("OK"));
    }

    /** The call of the queue that rings her phone now. */
    private String ringsLiis() {
        return liis.await("CALL", call -> "RINGING".equals(call.path("state").asText())).path("callId").asText();
    }
}
