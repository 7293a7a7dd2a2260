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
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;
import org.junit.jupiter.api.Test;

/** Agents who work at another phone today, on a real Asterisk: calls and claims ring there and count as theirs. */
interface WorkplaceFlows {

    String MOBILE = "+372 555 7700";

    /** What the tests of the class play with. */
    record Scene(AsteriskLab lab, Host host, WebUser liis, WebUser peeter, WebUser kadri) {

        /** A customer waits, the user claims the call and talks. @return callId */
        String talksTo(WebUser user, String customer) {
            lab.caller(customer).dials("5000");
            String callId = user.await("NC", offer -> customer.equals(offer.path("caller").path("number").asText())).path("callId").asText();
            assertThat(user.asks("RD", Map.of("callId", callId)).toString(), containsString("\"OK\""));
            user.call(callId, "TALKING");
            return callId;
        }

        /** Phone 1003 calls an agent by number, who is Peeter, and talks. @return name of the phone that answered */
        String callsAgent(String agentNumber) {
            lab.phone("1003").dials("*48" + agentNumber);
            JsonNode talking = peeter.await("CALL", call -> "TALKING".equals(call.path("state").asText()));
            Kept kept = ends(peeter, talking.path("callId").asText());
            return host.database().rows("PhoneCallParticipant", "phoneCallId", kept.field("phoneCallId"), "partTypeEnumId", "AST_PART_TALKED")
                    .stream().filter(part -> "AST_AGENT2".equals(part.getString("partyId")))
                    .map(part -> host.database().row("AsteriskPeer", "peerId", part.get("peerId")).getString("peerName"))
                    .findFirst().orElse("nobody");
        }

        /** Liis places a call. @return callId */
        String calls(String number) {
            JsonNode answer = liis.post("/asterisk/control/originateCall", Map.of("number", number));
            assertThat(answer.toString(), answer.path("ok").asBoolean(), is(true));
            return answer.path("callId").asText();
        }

        Kept ends(WebUser user, String callId) {
            user.post("/asterisk/control/hangupCall", Map.of("callId", callId));
            user.call(callId, "ENDED");
            return Kept.call(host.database(), callId);
        }

        /** @return {@code ok}, or the refusal's code and message */
        String worksAt(WebUser user, String number, String takeOver) {
            JsonNode answer = user.post("/asterisk/control/workAt", Map.of("number", number, "zone", "Europe/Tallinn", "takeOver", takeOver));
            return answer.path("ok").asBoolean() ? "ok" : answer.path("code").asText() + " " + answer.path("message").asText();
        }

        JsonNode rings(WebUser user, String nameBegins) {
            return user.sees("EXTENSIONS", phones -> phones.path("extension").path("name").asText().startsWith(nameBegins));
        }

        String phoneOf(Kept kept) {
            return host.database().row("AsteriskPeer", "peerId", kept.field("peerId")).getString("peerName");
        }

        void back(WebUser user, String extension) {
            assertThat(user.asks("EXTENSION", Map.of("extension", extension)).path("type").asText(), is("OK"));
        }
    }

    Scene scene();

    /** Nothing tells that two people have talked for some time; the length of the recording is what is measured by it. */
    static void talkFor(double seconds) {
        long until = System.nanoTime() + (long) (seconds * 1e9);
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    @Test
    default void atAnOutsideNumberClaimsAndCallsRingThere() {
        Scene scene = scene();
        scene.lab().phone("1002").ringsForever();
        assertThat(scene.worksAt(scene.peeter(), MOBILE, ""), is("ok"));
        scene.rings(scene.peeter(), "+3725557700@");

        String claimed = scene.talksTo(scene.peeter(), "3725551234");
        Kept kept = scene.ends(scene.peeter(), claimed);

        assertThat(kept.field("agentPartyId"), is("AST_AGENT2"));
        assertThat(kept.field("claimedByPartyId"), is("AST_AGENT2"));
        assertThat(scene.phoneOf(kept), is("+3725557700@outbound"));

        String placed = scene.peeter().post("/asterisk/control/originateCall", Map.of("number", "+372 555 0000")).path("callId").asText();
        scene.peeter().call(placed, "TALKING");
        Kept outgoing = scene.ends(scene.peeter(), placed);
        assertThat(outgoing.field("directionEnumId"), endsWith("OUTBOUND"));
        assertThat(outgoing.field("dialedNumber"), endsWith("3725550000"));
        assertThat(outgoing.field("partyId"), is("AST_BAKERY"));
        assertThat(outgoing.field("agentPartyId"), is("AST_AGENT2"));

        scene.lab().phone("1002").answers();
        scene.back(scene.peeter(), "1002");
        assertThat(scene.phoneOf(scene.ends(scene.peeter(), scene.talksTo(scene.peeter(), "3725551235"))), is("1002"));
    }

    @Test
    default void aMobileThatNobodyAnswersGivesTheCallerBack() {
        Scene scene = scene();
        scene.lab().trunk().ringsForever();
        assertThat(scene.worksAt(scene.peeter(), MOBILE, ""), is("ok"));
        scene.lab().caller("3725551236").dials("5000");
        String callId = scene.peeter().await("NC", offer -> true).path("callId").asText();
        assertThat(scene.peeter().asks("RD", Map.of("callId", callId)).path("type").asText(), is("OK"));

        scene.liis().await("NC", offer -> callId.equals(offer.path("callId").asText()) && offer.hasNonNull("again"));

        scene.back(scene.peeter(), "1002");
        assertThat(scene.liis().asks("RD", Map.of("callId", callId)).path("type").asText(), is("OK"));
        scene.liis().call(callId, "TALKING");
        scene.ends(scene.liis(), callId);
    }

    @Test
    default void aFreePhoneOfAColleagueIsTheirsForTodayAndNobodyElses() {
        Scene scene = scene();
        assertThat(scene.worksAt(scene.peeter(), "1001", ""), startsWith("PHONE_TAKEN"));
        assertThat("who has it", scene.worksAt(scene.peeter(), "1001", "Y"), containsString("Liis Saar"));
        scene.kadri().asks("STATE", Map.of("state", "SIGNED_OUT"));
        assertThat(scene.worksAt(scene.peeter(), "1003", ""), is("ok"));
        scene.rings(scene.peeter(), "1003");

        Kept kept = scene.ends(scene.peeter(), scene.talksTo(scene.peeter(), "3725551237"));

        assertThat(scene.phoneOf(kept) + " " + kept.field("agentPartyId"), is("1003 AST_AGENT2"));
        JsonNode refused = scene.kadri().asks("STATE", Map.of("state", "AVAILABLE"));
        assertThat(refused.path("code").asText() + " " + refused.path("message").asText(), startsWith("PHONE_TAKEN"));
        assertThat(refused.path("message").asText(), containsString("Peeter Mets"));

        assertThat("it is assigned to her", scene.worksAt(scene.kadri(), "1003", "Y"), is("ok"));
        scene.peeter().await("EXTENSIONS", phones -> "1002".equals(phones.path("extension").path("name").asText()));
        assertThat(scene.kadri().asks("STATE", Map.of("state", "AVAILABLE")).path("type").asText(), is("OK"));
        scene.back(scene.kadri(), "1003");
        scene.back(scene.peeter(), "1002");
    }

    @Test
    default void whatMayNotBeCalledIsNoWorkplace() {
        Scene scene = scene();
        assertThat(scene.worksAt(scene.peeter(), "+1 900 555 0000", ""), startsWith("PREMIUM_NOT_PERMITTED"));
        assertThat(scene.worksAt(scene.peeter(), "112", ""), startsWith("NUMBER_NOT_ALLOWED"));
        assertThat(scene.worksAt(scene.peeter(), "5000", ""), startsWith("NUMBER_NOT_ALLOWED"));
        assertThat(scene.worksAt(scene.peeter(), "1002\r\nAction: Logoff", ""), startsWith("VALUE_REFUSED"));
        assertThat(scene.peeter().post("/asterisk/control/workAt", Map.of("number", MOBILE, "zone", "Nowhere/Here")).path("code").asText(),
                is("VALUE_REFUSED"));
    }

    @Test
    default void aPhoneThatIsSetUpSoAnswersAClaimAutomatically() {
        Scene scene = scene();
        Map<String, Object> phone = new HashMap<>();
        phone.put("peerId", scene.host().database().row("AsteriskPeer", "peerName", "1003").get("peerId"));
        phone.put("autoAnswerEnumId", "AST_CALL_INFO");
        scene.host().database().change("AsteriskPeer", phone);
        scene.lab().phone("1003").answersWhenTold();

        Kept kept = scene.ends(scene.kadri(), scene.talksTo(scene.kadri(), "3725551238"));

        assertThat(scene.phoneOf(kept), is("1003"));
        phone.put("autoAnswerEnumId", null);
        scene.host().database().change("AsteriskPeer", phone);
    }
}
