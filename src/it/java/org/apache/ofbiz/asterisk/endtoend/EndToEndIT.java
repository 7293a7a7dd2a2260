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
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;
import org.apache.ofbiz.asterisk.lab.LabEvidence;
import org.apache.ofbiz.asterisk.lab.Phone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both flows of the design on a real Asterisk with SIP phones, driven through HTTP and WebSocket only. What OFBiz kept is read
 * from its database afterwards.
 */
@Tag("asterisk")
class EndToEndIT implements WorkplaceFlows, TelephoneFlows, RecordingFlows, OutgoingFlows {

    private static final String ANNA = "3725551234";
    private static final int RING_SECONDS = 3;

    @TempDir
    private static Path folder;
    private static AsteriskLab lab;
    private static Host host;

    @RegisterExtension
    static final LabEvidence EVIDENCE = new LabEvidence(() -> lab);

    private WebUser liis;
    private WebUser peeter;
    private WebUser kadri;

    @BeforeAll
    static void start() throws IOException {
        lab = AsteriskLab.start(RING_SECONDS);
        host = Host.start(folder, EndToEndIT::useLab);
    }

    private static void useLab(Database database) {
        Host.pbx(database, lab.ami(), lab.recordingsFolder());
        database.change("CallCenterGroup", Map.of("callCenterGroupId", "SUPPORT", "ringTimeoutSeconds", (long) RING_SECONDS));
        database.setting("extensionRingSeconds", "3");
        database.setting("defaultRegion", "EE");
    }

    @AfterAll
    static void stop() {
        if (host != null) {
            host.close();
        }
        if (lab != null) {
            lab.close();
        }
    }

    @BeforeEach
    void agentsAreThere() {
        lab.phone("1001").answers();
        lab.phone("1002").answers();
        lab.phone("1003").answers();
        lab.trunk().answers();
        liis = WebUser.logsIn(host.base(), "agent1001").opensConsole();
        peeter = WebUser.logsIn(host.base(), "agent1002").opensConsole();
        kadri = WebUser.logsIn(host.base(), "agent1003").opensConsole();
    }

    @AfterEach
    void agentsGoHome() {
        List.of(liis, peeter, kadri).forEach(WebUser::close);
    }

    @AfterEach
    void nobodyStaysInACall() {
        lab.endAllCalls();
    }

    @Override
    public Scene scene() {
        return new Scene(lab, host, liis, peeter, kadri);
    }

    private JsonNode offer(WebUser user) {
        return user.await("NC", offer -> !offer.hasNonNull("again"));
    }

    @Test
    void anIncomingCallIsOfferedToAllClaimedByOneAndKept() {
        Phone anna = lab.caller(ANNA).named("Anna").dials("5000");
        JsonNode offer = offer(liis);
        String callId = offer.path("callId").asText();
        assertThat(offer.path("parties").path(0).path("partyId").asText(), is("AST_ANNA"));
        assertThat(offer.path("matchCount").asInt(), is(1));
        offer(peeter);
        offer(kadri);

        assertThat(peeter.asks("RD", Map.of("callId", callId)).path("type").asText(), is("OK"));
        for (WebUser other : List.of(liis, kadri)) {
            JsonNode taken = other.await("OC", message -> callId.equals(message.path("callId").asText()));
            assertThat(taken.path("outcome").asText(), is("CLAIMED"));
            assertThat(taken.path("by").path("name").asText(), is("Peeter Mets"));
        }
        peeter.call(callId, "TALKING");
        assertThat(peeter.asks("GURL", Map.of("callId", callId)).path("url").asText(), containsString("partyId=AST_ANNA"));
        JsonNode late = kadri.asks("RD", Map.of("callId", callId));
        assertThat(late.path("code").asText(), is("CALL_TAKEN"));
        assertThat(late.path("message").asText(), containsString("Peeter Mets"));
        WorkplaceFlows.talkFor(2.5);
        peeter.post("/asterisk/control/hangupCall", Map.of("callId", callId));
        peeter.call(callId, "ENDED");

        Kept kept = Kept.recordedCall(host.database(), callId);
        assertThat(kept.field("outcomeEnumId"), endsWith("ANSWERED"));
        assertThat(kept.field("directionEnumId"), endsWith("INBOUND"));
        assertThat(kept.field("callCenterGroupId"), is("SUPPORT"));
        assertThat(kept.field("claimedByPartyId"), is("AST_AGENT2"));
        assertThat(kept.roles(), is("AST_AGENT2=ADDRESSEE AST_ANNA=ORIGINATOR"));
        assertThat(kept.commEvent().getString("contactMechIdFrom"), is("AST_TEL_ANNA"));
        assertThat(kept.recordedSeconds(), greaterThan(0.0));
        assertThat(kept.recordedSeconds(), closeTo(kept.talkedSeconds(), 1.0));
        anna.close();
    }

    @Test
    void ofTwoClaimsAtOnceExactlyOneWins() {
        lab.caller(ANNA).dials("5000");
        String callId = offer(liis).path("callId").asText();
        offer(kadri);
        String first = liis.claims(callId);
        String second = kadri.claims(callId);
        JsonNode one = liis.answerTo(first);
        JsonNode other = kadri.answerTo(second);
        boolean liisWon = "OK".equals(one.path("type").asText());
        JsonNode lost = liisWon ? other : one;
        assertThat(List.of(one, other).toString(), lost.path("code").asText(), is("CALL_TAKEN"));
        assertThat(lost.path("message").asText(), containsString(liisWon ? "Liis Saar" : "Kadri Lepp"));
        WebUser winner = liisWon ? liis : kadri;
        winner.call(callId, "TALKING");
        WorkplaceFlows.talkFor(1);
        winner.post("/asterisk/control/hangupCall", Map.of("callId", callId));
        assertThat(Kept.recordedCall(host.database(), callId).field("agentPartyId"), is(liisWon ? "AST_AGENT1" : "AST_AGENT3"));
    }

    @Test
    void aClaimThatNobodyPicksUpIsOfferedAgainWithTheReason() {
        lab.phone("1001").ringsForever();
        lab.caller(ANNA).dials("5000");
        String callId = offer(liis).path("callId").asText();
        assertThat(liis.asks("RD", Map.of("callId", callId)).path("type").asText(), is("OK"));
        JsonNode again = kadri.await("NC", message -> message.hasNonNull("again") && callId.equals(message.path("callId").asText()));
        assertThat(again.path("again").toString(), containsString("Liis Saar"));
        assertThat(kadri.asks("RD", Map.of("callId", callId)).path("type").asText(), is("OK"));
        kadri.call(callId, "TALKING");
        WorkplaceFlows.talkFor(1.5);
        kadri.post("/asterisk/control/hangupCall", Map.of("callId", callId));
        Kept kept = Kept.recordedCall(host.database(), callId);
        assertThat(kept.field("agentPartyId"), is("AST_AGENT3"));
        assertThat(kept.field("claimedByPartyId"), is("AST_AGENT3"));
        assertThat(kept.recordedSeconds(), closeTo(kept.talkedSeconds(), 1.0));
    }

    @Test
    void aCallerWhoHangsUpBeforeTheClaimIsWithdrawnAndKeptAsMissed() {
        lab.caller(ANNA).dialsAndHangsUp("5000", Duration.ofSeconds(1));
        String callId = offer(liis).path("callId").asText();
        JsonNode gone = liis.await("OC", message -> callId.equals(message.path("callId").asText()));
        assertThat(gone.path("outcome").asText(), is("ABANDONED"));
        assertThat(liis.asks("RD", Map.of("callId", callId)).path("code").asText(), is("CALLER_GONE"));
        Kept kept = Kept.call(host.database(), callId);
        assertThat(kept.field("outcomeEnumId"), endsWith("ABANDONED"));
        assertThat(kept.hasCommEvent(), is(false));
    }

    @Test
    void aCallerWhoHangsUpDuringTheClaimIsKeptAsMissedAndTheClaimerIsTold() {
        lab.phone("1001").ringsForever();
        lab.caller(ANNA).dialsAndHangsUp("5000", Duration.ofMillis(2500));
        String callId = offer(liis).path("callId").asText();
        assertThat(liis.asks("RD", Map.of("callId", callId)).path("type").asText(), is("OK"));
        JsonNode ended = liis.call(callId, "ENDED");
        assertThat(ended.path("outcome").asText(), is("ABANDONED"));
        Kept kept = Kept.call(host.database(), callId);
        assertThat(kept.field("outcomeEnumId"), endsWith("ABANDONED"));
        assertThat(kept.hasCommEvent(), is(false));
    }

    @Test
    void anUnknownCallerOpensThePageForANewContactWithTheNumber() {
        lab.caller("3725559999").dials("5000");
        JsonNode offer = offer(liis);
        String callId = offer.path("callId").asText();
        assertThat(offer.path("matchCount").asInt(), is(0));
        String url = liis.asks("GURL", Map.of("callId", callId)).path("url").asText();
        assertThat(liis.page(url), containsString("5559999"));
        assertThat(liis.asks("RD", Map.of("callId", callId)).path("type").asText(), is("OK"));
        liis.call(callId, "TALKING");
        WorkplaceFlows.talkFor(1);
        liis.post("/asterisk/control/hangupCall", Map.of("callId", callId));
        assertThat(Kept.recordedCall(host.database(), callId).roles(), is("AST_AGENT1=ADDRESSEE"));
    }

    @Test
    void aNumberOfTwoPartiesOpensTheChooser() {
        lab.caller("3725552222").dials("5000");
        JsonNode offer = offer(liis);
        String callId = offer.path("callId").asText();
        assertThat(offer.path("matchCount").asInt(), is(2));
        String page = liis.page(liis.asks("GURL", Map.of("callId", callId)).path("url").asText());
        assertThat(page, containsString("Mari Tamm"));
        assertThat(page, containsString("Jaan Tamm"));
        assertThat(liis.asks("RD", Map.of("callId", callId)).path("type").asText(), is("OK"));
        liis.call(callId, "TALKING");
        WorkplaceFlows.talkFor(1);
        liis.post("/asterisk/control/hangupCall", Map.of("callId", callId));
        Kept.recordedCall(host.database(), callId);
    }

    @Test
    void aBrowserThatComesBackIsToldWhatIsOffered() {
        lab.caller(ANNA).dials("5000");
        String callId = offer(liis).path("callId").asText();
        liis.losesConsole();
        WebUser again = WebUser.logsIn(host.base(), "agent1001");
        JsonNode hello = again.connects();
        assertThat(hello.path("calls").toString(), containsString(callId));
        assertThat(again.asks("RD", Map.of("callId", callId)).path("type").asText(), is("OK"));
        again.call(callId, "TALKING");
        again.losesConsole();
        assertThat(again.connects().path("calls").toString(), containsString("TALKING"));
        WorkplaceFlows.talkFor(1);
        again.post("/asterisk/control/hangupCall", Map.of("callId", callId));
        Kept.recordedCall(host.database(), callId);
        assertThat(peeter.sofar("ERROR"), is(empty()));
        again.close();
    }

    @Test
    void aCallerWhoWaitsWhileOfbizIsRestartedIsOfferedAgain() throws IOException {
        lab.caller(ANNA).dials("5000");
        String callId = offer(liis).path("callId").asText();
        agentsGoHome();
        host.close();
        lab.caller("3725559998").dials("5000");
        host = Host.start(folder, EndToEndIT::useLab);
        agentsAreThere();
        Await.untilTrue(() -> {
            liis.losesConsole();
            String calls = liis.connects().path("calls").toString();
            return calls.contains(callId) && calls.contains("3725559998");
        }, () -> callId + " and who came meanwhile are not offered");
        assertThat(liis.asks("RD", Map.of("callId", callId)).path("type").asText(), is("OK"));
        liis.call(callId, "TALKING");
        WorkplaceFlows.talkFor(1);
        liis.post("/asterisk/control/hangupCall", Map.of("callId", callId));
        Kept kept = Kept.recordedCall(host.database(), callId);
        assertThat(kept.field("callCenterGroupId"), is("SUPPORT"));
        assertThat(kept.field("dialedNumber"), is("5000"));
        assertThat(kept.roles(), is("AST_AGENT1=ADDRESSEE AST_ANNA=ORIGINATOR"));
    }
}
