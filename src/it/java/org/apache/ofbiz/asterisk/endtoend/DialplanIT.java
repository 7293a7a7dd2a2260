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
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.ofbiz.asterisk.call.PbxCommands.Presence;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.lab.AmiProbe;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;
import org.apache.ofbiz.asterisk.lab.Phone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real dialplan that lacks something: nobody is dropped, and what it does not record is recorded all the same. */
@Tag("asterisk")
class DialplanIT {

    private static final String ANNA = "3725551234";
    private static final String BAKERY = "+372 555 0000";

    @TempDir
    private static Path folder;
    private static AsteriskLab lab;
    private static Host host;

    private WebUser liis;
    private WebUser peeter;

    @BeforeAll
    static void start() throws IOException {
        lab = AsteriskLab.start(3);
        host = Host.start(folder, database -> {
            Host.pbx(database, lab.ami(), lab.recordingsFolder());
            database.setting("defaultRegion", "EE");
            database.create("CallCenterGroupEntry", Map.of("callCenterGroupId", "SUPPORT", "entrySeqId", "90030", "entryTypeEnumId",
                    "AST_ENTRY_NUMBER", "dialplanContext", "from-trunk", "extension", "5030", "entryEnabled", "Y"));
        });
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
        lab.trunk().answers();
        liis = WebUser.logsIn(host.base(), "agent1001").opensConsole();
        peeter = WebUser.logsIn(host.base(), "agent1002").opensConsole();
    }

    @AfterEach
    void agentsGoHome() {
        List.of(liis, peeter).forEach(WebUser::close);
    }

    /** The server's row names these contexts, and the connection is there again. */
    private static CallCenter given(String user, String outbound, String claim) {
        host.database().change("AsteriskServer", Map.of("serverId", "DEMO_PBX", "userName", user, "outboundContext", outbound,
                "claimContext", claim));
        host.run("reloadAsterisk", "admin", Map.of());
        CallCenter callCenter = CallCenter.of(host.delegator()).orElseThrow();
        host.awaitConnected("DEMO_PBX");
        return callCenter;
    }

    private static void groupRecords(String yesOrNo) {
        host.database().change("CallCenterGroup", Map.of("callCenterGroupId", "SUPPORT", "recordCalls", yesOrNo));
    }

    private static String offered(WebUser user) {
        return user.await("NC", offer -> !offer.hasNonNull("again")).path("callId").asText();
    }

    /** Waits for it: a call is offered as soon as it is there, and its caller may be a step further from the music yet. */
    private static void hearsMusic(String channel) {
        Await.untilTrue(() -> place(channel).equals("MusicOnHold@waiting"), () -> "the caller is at " + place(channel));
    }

    private static String place(String channel) {
        try (AmiProbe probe = AmiProbe.connect(lab.ami().host(), lab.ami().port(), lab.ami().user(), lab.ami().secret())) {
            probe.act("CoreShowChannels");
            AmiProbe.Message caller = probe.await(message -> message.isEvent("CoreShowChannel") && message.get("Uniqueid").equals(channel));
            return caller.get("Application") + "@" + caller.get("Context");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void contextsAreFoundAndMissedByTheLeanUserAndByAMightyOne() throws Exception {
        for (String user : List.of("ofbiz", "everything")) {
            Map<String, Presence> found = given(user, "outbound", "no-such-context").links().contexts("DEMO_PBX").toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
            assertThat(user, found, is(Map.of("internal", Presence.THERE, "outbound", Presence.THERE, "waiting", Presence.THERE,
                    "ofbiz-control", Presence.THERE, "no-such-context", Presence.MISSING)));
        }
    }

    @Test
    void aClaimIntoAMissingContextIsRefusedInWordsAndTheCallerKeepsWaiting() throws IOException {
        given("ofbiz", "outbound", "no-such-context");
        Phone anna = lab.caller(ANNA).dials("5000");
        String callId = offered(liis);
        offered(peeter);

        JsonNode refused = liis.asks("RD", Map.of("callId", callId));

        assertThat(refused.path("code").asText() + " " + refused.path("detail").asText(), is("NOT_IN_DIALPLAN 1001@no-such-context"));
        assertThat(refused.path("message").asText(), containsString("a waiting caller stays in the queue"));
        assertThat("the others hear", peeter.await("NC", offer -> offer.hasNonNull("again")).path("callId").asText(), is(callId));
        hearsMusic(callId.substring(callId.indexOf(':') + 1));

        given("ofbiz", "outbound", "claim");
        assertThat(peeter.asks("RD", Map.of("callId", callId)).path("type").asText(), is("OK"));
        peeter.call(callId, "TALKING");
        anna.close();
        peeter.post("/asterisk/control/hangupCall", Map.of("callId", callId));
        peeter.call(callId, "ENDED");
    }

    /** Decided on the PBX: it holds while OFBiz is disconnected. */
    @Test
    void callsOutsideOpeningHoursDontReachTheGroup() throws IOException {
        CallCenter callCenter = given("ofbiz", "outbound", "claim");
        try {
            hours(Map.of("timeZoneId", "Europe/Tallinn", "forcedState", "CLOSED", "forcedUntil", "2099-01-01T08:00", "awayAction", "NUMBER",
                    "awayTarget", "1001"));
            JsonNode closed = liis.await("HOURS", told -> !told.path("groups").path(0).path("open").asBoolean(true)).path("groups").path(0);
            assertThat(closed.toString(), is("{\"id\":\"SUPPORT\",\"open\":false,\"until\":null}"));
            host.database().change("AsteriskServer", Map.of("serverId", "DEMO_PBX", "enabled", "N"));
            host.run("reloadAsterisk", "admin", Map.of());
            assertThat(callCenter.links().status().keySet(), not(hasItem("DEMO_PBX")));
            try (AmiProbe probe = AmiProbe.connect(lab.ami().host(), lab.ami().port(), lab.ami().user(), lab.ami().secret());
                    Phone anna = lab.caller(ANNA).dials("5030")) {
                probe.await(message -> message.isEvent("BridgeEnter") && message.get("Channel").startsWith("PJSIP/1001-"));
            }
        } finally {
            host.database().change("AsteriskServer", Map.of("serverId", "DEMO_PBX", "enabled", "Y"));
            given("ofbiz", "outbound", "claim");
            hours(Map.of());
        }
        lab.caller(ANNA).dials("5030");
        assertThat("the group is open", offered(liis), is(not("")));
        lab.endAllCalls();
    }

    private static void hours(Map<String, String> input) {
        Map<String, String> hours = new HashMap<>(input);
        hours.put("callCenterGroupId", "SUPPORT");
        Await.until(() -> Optional.of(host.run("storeAsteriskOpeningHours", "admin", hours).getOrDefault("outcome", ""))
                .filter("WRITTEN"::equals), () -> "the PBX doesn't have the hours");
    }

    @Test
    void aClaimByAnExtensionThatTheContextDoesNotKnowIsRefusedAndAnotherMemberTakesTheCall() throws IOException {
        given("ofbiz", "outbound", "claim-bare");
        lab.caller(ANNA).dials("5000");
        String callId = offered(peeter);

        JsonNode refused = peeter.asks("RD", Map.of("callId", callId));

        assertThat(refused.path("code").asText() + " " + refused.path("detail").asText(), is("NOT_IN_DIALPLAN 1002@claim-bare"));
        hearsMusic(callId.substring(callId.indexOf(':') + 1));
        assertThat(liis.asks("RD", Map.of("callId", callId)).path("type").asText(), is("OK"));
        liis.call(callId, "TALKING");
        liis.post("/asterisk/control/hangupCall", Map.of("callId", callId));
        liis.call(callId, "ENDED");
    }

    @Test
    void aClaimByAPhoneThatIsNotRegisteredIsRefusedBeforeTheCallerIsMoved() throws IOException {
        CallCenter callCenter = given("ofbiz", "outbound", "claim");
        lab.phone("1001").unregisters();
        String peerId = host.database().row("AsteriskPeer", "serverId", "DEMO_PBX", "peerName", "1001").getString("peerId");
        Await.untilTrue(() -> callCenter.links().peerState(peerId).registered().equals(Optional.of(false)), () -> "1001 is " + callCenter.links()
                .peerState(peerId));
        lab.caller(ANNA).dials("5000");
        String callId = offered(liis);

        JsonNode refused = liis.asks("RD", Map.of("callId", callId));

        assertThat(refused.path("code").asText() + " " + refused.path("detail").asText(), is("EXTENSION_UNREGISTERED 1001"));
        assertThat(peeter.asks("RD", Map.of("callId", callId)).path("type").asText(), is("OK"));
        peeter.call(callId, "TALKING");
        assertThat("a claim that was refused at once moved nobody", peeter.sofar("NC").stream().filter(offer -> offer.hasNonNull("again"))
                .toList(), is(empty()));
        peeter.post("/asterisk/control/hangupCall", Map.of("callId", callId));
        peeter.call(callId, "ENDED");
    }

    @Test
    void aClaimedCallIsRecordedThoughTheDialplanDoesNot() {
        given("ofbiz", "outbound", "claim-bare");
        groupRecords("Y");

        Kept kept = Kept.recordedCall(host.database(), claimedAndTalked());

        assertThat(kept.recordedSeconds(), greaterThan(1.0));
        assertThat(kept.recordedSeconds(), closeTo(kept.talkedSeconds(), 1.0));
    }

    @Test
    void aClaimedCallOfAGroupThatIsNotRecordedIsNot() throws IOException {
        given("ofbiz", "outbound", "claim-bare");
        groupRecords("N");
        Set<Path> before = files();

        Kept.call(host.database(), claimedAndTalked());

        assertThat("new files", files().stream().filter(file -> !before.contains(file)).toList(), is(empty()));
    }

    @Test
    void anOutgoingCallIsRecordedThoughTheDialplanDoesNot() {
        given("ofbiz", "outbound-bare", "claim");
        JsonNode placed = liis.post("/asterisk/control/originateCall", Map.of("number", BAKERY));
        String callId = placed.path("callId").asText();
        liis.call(callId, "TALKING");
        WorkplaceFlows.talkFor(2.5);
        liis.post("/asterisk/control/hangupCall", Map.of("callId", callId));

        Kept kept = Kept.recordedCall(host.database(), callId);

        assertThat(kept.recordedSeconds(), closeTo(kept.talkedSeconds(), 1.0));
        assertThat(callId, not(is("")));
    }

    private String claimedAndTalked() {
        lab.caller(ANNA).dials("5000");
        String callId = offered(liis);
        assertThat(liis.asks("RD", Map.of("callId", callId)).path("type").asText(), is("OK"));
        liis.call(callId, "TALKING");
        WorkplaceFlows.talkFor(2.5);
        liis.post("/asterisk/control/hangupCall", Map.of("callId", callId));
        liis.call(callId, "ENDED");
        return callId;
    }

    private static Set<Path> files() throws IOException {
        try (var files = Files.list(lab.recordingsFolder())) {
            return Set.copyOf(files.toList());
        }
    }
}
