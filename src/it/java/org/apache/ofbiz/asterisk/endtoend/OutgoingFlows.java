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
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;
import org.junit.jupiter.api.Test;

/** Calls that an agent places on a real Asterisk: answered, and not. */
interface OutgoingFlows {

    String BAKERY = "+372 555 0000";
    String BAKERY_DIGITS = "3725550000";

    WorkplaceFlows.Scene scene();

    private void failedCall(String outcome) {
        WorkplaceFlows.Scene scene = scene();
        String callId = scene.calls(BAKERY);
        JsonNode ended = scene.liis().call(callId, "ENDED");
        assertThat(ended.path("outcome").asText(), is(outcome));
        assertThat(ended.path("reason").toString(), not(is("\"\"")));
        Kept kept = Kept.call(scene.host().database(), callId);
        assertThat(kept.field("outcomeEnumId"), is("AST_" + outcome.replace("EXTENSION_", "EXT_")));
        assertThat(kept.field("directionEnumId"), endsWith("OUTBOUND"));
        assertThat(kept.field("dialedNumber"), endsWith(BAKERY_DIGITS));
        assertThat("nobody talked, so there is no CommEvent", kept.hasCommEvent(), is(false));
    }

    @Test
    default void aClickedCallIsAnsweredTalkedRecordedAndKept() {
        WorkplaceFlows.Scene scene = scene();
        String callId = scene.calls(BAKERY);
        scene.liis().call(callId, "TALKING");
        WorkplaceFlows.talkFor(2.5);
        scene.liis().post("/asterisk/control/hangupCall", Map.of("callId", callId));
        assertThat(scene.liis().call(callId, "ENDED").path("outcome").asText(), is("ANSWERED"));

        Kept kept = Kept.recordedCall(scene.host().database(), callId);
        assertThat(kept.field("outcomeEnumId"), endsWith("ANSWERED"));
        assertThat(kept.field("agentPartyId"), is("AST_AGENT1"));
        assertThat(kept.field("partyId"), is("AST_BAKERY"));
        assertThat(kept.commEvent().getString("communicationEventTypeId"), is("PHONE_COMMUNICATION"));
        assertThat(kept.commEvent().getString("statusId"), is("COM_COMPLETE"));
        assertThat(kept.commEvent().getString("partyIdFrom"), is("AST_AGENT1"));
        assertThat(kept.commEvent().getString("partyIdTo"), is("AST_BAKERY"));
        assertThat(kept.commEvent().getString("contactMechIdTo"), is("AST_TEL_BAKERY"));
        assertThat(callId, endsWith(kept.commEvent().getString("messageId")));
        assertThat(kept.roles(), is("AST_AGENT1=ORIGINATOR AST_BAKERY=ADDRESSEE"));
        assertThat(kept.recordedSeconds(), greaterThan(0.0));
        assertThat(kept.recordedSeconds(), closeTo(kept.talkedSeconds(), AsteriskLab.LATE_SOUND));
        JsonNode today = scene.liis().get("/asterisk/control/pastCalls").path("calls");
        assertThat(today.toString(), containsString(callId));
    }

    @Test
    default void aBusyNumberIsToldAsBusy() {
        scene().lab().trunk().isBusy();
        failedCall("BUSY");
    }

    @Test
    default void aNumberThatDoesNotExistIsToldAsUnknown() {
        scene().lab().trunk().knowsNoSuchNumber();
        failedCall("NUMBER_UNKNOWN");
    }

    @Test
    default void anOwnPhoneThatNobodyPicksUpIsTold() {
        scene().lab().phone("1001").ringsForever();
        failedCall("EXTENSION_NO_ANSWER");
    }

    @Test
    default void anOwnPhoneThatIsBusyIsTold() {
        scene().lab().phone("1001").isBusy();
        failedCall("EXTENSION_BUSY");
    }

    @Test
    default void anOwnPhoneThatDeclinesIsTold() {
        scene().lab().phone("1001").declines();
        failedCall("EXTENSION_DECLINED");
    }

    @Test
    default void anOwnPhoneThatIsNotRegisteredIsTold() {
        scene().lab().phone("1001").unregisters();
        failedCall("EXTENSION_UNREGISTERED");
    }

    @Test
    default void aCustomerWhoDoesNotAnswerUntilTheUserGivesUpIsTold() {
        WorkplaceFlows.Scene scene = scene();
        scene.lab().trunk().ringsForever();
        String callId = scene.calls(BAKERY);
        scene.liis().call(callId, "RINGING");
        WorkplaceFlows.talkFor(1);
        scene.liis().post("/asterisk/control/hangupCall", Map.of("callId", callId));
        assertThat(scene.liis().call(callId, "ENDED").path("outcome").asText(), is("CANCELLED"));
        assertThat(Kept.call(scene.host().database(), callId).field("outcomeEnumId"), endsWith("CANCELLED"));
    }
}
