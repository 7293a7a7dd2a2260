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
package org.apache.ofbiz.asterisk.browser;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItems;

import java.util.List;
import java.util.Set;
import org.apache.ofbiz.asterisk.endtoend.InCallSide;

/**
 * Two agents handle the call of a customer at their consoles, with each button of a call in turn. After each step the PBX shows what the page shows.
 *
 * @param liis   whose phone the customer calls: 1001
 * @param peeter at 1002
 */
record CallInHand(TwoConsoles consoles, AgentPage liis, AgentPage peeter, InCallSide pbx) {

    private static final String ANNA = "3725551234";
    private static final String TAMM = "3725552222";

    /** @param keyboard whether both use the keyboard alone, or the mouse */
    void isHandled(boolean keyboard) {
        CallButtons first = new CallButtons(liis, pbx, keyboard);
        CallButtons second = new CallButtons(peeter, pbx, keyboard);
        pbx.lab().caller(ANNA).dials(pbx.direct());
        liis.callWith("Anna Kask", "Talking");
        String callId = liis.callIdOf("Anna Kask");

        isConsulted(first);
        isHandedOn(first, second);

        liis.historyReads("Anna Kask", "Answered");
        isKept(callId);
        second.picksUp(TAMM, "Liis Saar", Set.of("trunk", "1002"));
        second.objects();
    }

    private void isConsulted(CallButtons first) {
        first.holdsAndResumes(Set.of("trunk", "1001"));
        first.sendsKeys("1#");
        first.records();
        first.consults("1002", Set.of("1001", "1002"));
        first.pressesControl("RESUME", "o");
        pbx.awaitTogether(Set.of("trunk", "1001"));
        pbx.awaitGone("1002");
        first.consults("1002", Set.of("1001", "1002"));
        first.pressesControl("SWAP", "");
        pbx.awaitTogether(Set.of("trunk", "1001"));
        first.pressesControl("COMPLETE", "");
        pbx.awaitTogether(Set.of("trunk", "1002"));
        pbx.awaitGone("1001");
        liis.callReads("Ended");
        peeter.callWith("Anna Kask", "Talking");
    }

    private void isHandedOn(CallButtons first, CallButtons second) {
        second.parks();
        first.fetches();
        pbx.awaitTogether(Set.of("trunk", "1001"));
        first.transfersTo("1002");
        pbx.awaitTogether(Set.of("trunk", "1002"));
        pbx.awaitGone("1001");
        second.consults("1001", Set.of("1001", "1002"));
        second.pressesControl("CONFERENCE", "");
        pbx.awaitTogether(Set.of("trunk", "1001", "1002"));
        first.hangsUp();
        pbx.awaitTogether(Set.of("trunk", "1002"));
        second.hangsUp();
        pbx.awaitNobody();
    }

    private void isKept(String callId) {
        String phoneCallId = consoles.kept(callId).getString("phoneCallId");
        List<String> timeline = consoles.host().database().rows("PhoneCallEvent", "phoneCallId", phoneCallId).stream()
                .map(row -> row.getString("eventTypeEnumId")).toList();
        assertThat(timeline, hasItems("AST_EV_HELD", "AST_EV_RESUMED", "AST_EV_TRANSFERRED"));
    }
}
