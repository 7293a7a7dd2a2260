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
import java.util.Map;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** On Asterisk 22, whose queue rings the phones themselves. */
@Tag("asterisk")
class SeveralCallsIT extends SeveralCalls {

    @BeforeAll
    static void startAsterisk() throws IOException {
        start(new Pbx(AsteriskLab.start(3), "support", "PJSIP/1001", "5001", Map.of()));
        host.database().change("CallCenterGroup", Map.of("callCenterGroupId", "SUPPORT", "callsAtOnce", 2L));
        host.run("reloadAsterisk", "admin", Map.of());
    }

    @Test
    void aSecondCallIsClaimedInTheConsoleWhichHoldsTheFirstAndAThirdIsRefused() {
        String first = waitsFor("3725556201");
        claims(first);
        liis.call(first, "TALKING");
        String second = waitsFor("3725556202");
        claims(second);
        liis.call(first, "HELD");
        liis.call(second, "TALKING");
        String third = waitsFor("3725556203");
        assertThat(liis.asks("RD", Map.of("callId", third)).path("code").asText(), is("TOO_MANY_CALLS"));
        assertThat("the second isn't on hold for it", liis.asks("CONTROL", Map.of("callId", second, "action", "HOLD")).path("type").asText(),
                is("OK"));
    }

    @Test
    void whoGetsNoOtherCallTalksOnInTheFirst() {
        String first = waitsFor("3725556211");
        claims(first);
        liis.call(first, "TALKING");
        Map<String, Object> refused = host.run("originateCall", "agent1001", Map.of("number", "+3729001234"));
        assertThat(refused.toString(), refused.get("refusalCode"), is("PREMIUM_NOT_PERMITTED"));
        liis.call(first, "HELD");
        liis.call(first, "TALKING");
        assertThat("a claim of what is taken", liis.asks("RD", Map.of("callId", first)).path("type").asText(), is("ERROR"));
        assertThat("the first isn't on hold for it", liis.asks("CONTROL", Map.of("callId", first, "action", "HOLD")).path("type").asText(), is("OK"));
    }

    private String waitsFor(String number) {
        lab.caller(number).dials("5000");
        return liis.sees("NC", offer -> number.equals(digits(offer))).path("callId").asText();
    }

    private void claims(String callId) {
        JsonNode answer = liis.asks("RD", Map.of("callId", callId));
        assertThat(answer.toString(), answer.path("type").asText(), is("OK"));
    }
}
