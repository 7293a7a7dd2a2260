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
package org.apache.ofbiz.asterisk.push;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.AgentState;
import org.apache.ofbiz.asterisk.acd.PauseReason;
import org.apache.ofbiz.asterisk.acd.Roster;
import org.apache.ofbiz.asterisk.acd.agents.TeamMember;
import org.apache.ofbiz.asterisk.acd.distribution.Calls;
import org.apache.ofbiz.asterisk.acd.distribution.Scene;
import org.apache.ofbiz.asterisk.call.DialResult;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.push.screenpop.ScreenPopTimes;
import org.hamcrest.FeatureMatcher;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What browsers see of offers, claims and calls, through a real Tomcat. */
@Tag("embedded")
class PushIT {

    private final PushServer server = new PushServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private static String claim(String id, PhoneCall call) {
        return "{\"type\":\"RD\",\"id\":\"" + id + "\",\"callId\":\"" + call.callId() + "\"}";
    }

    @Test
    void anIncomingCallIsOfferedClaimedAndTalked() {
        try (TestBrowser ann = TestBrowser.of(server, "ann"); TestBrowser bob = TestBrowser.of(server, "bob")) {
            PhoneCall call = server.happens(Calls.waiting("1"));
            JsonNode offer = bob.await("NC");
            assertThat(offer.path("group").path("name").asText(), is("Support"));
            assertThat(offer.path("caller").path("number").asText(), is(Calls.CUSTOMER));
            assertThat(offer.path("caller").path("name").asText(), is("Mari"));
            assertThat(offer.path("since").asText(), is("2026-11-20T15:14:00.000Z"));
            assertThat(offer.path("parties").path(0).path("url").asText(), is("/profile?partyId=P-MARI"));
            ann.await("NC");

            assertThat(ann.asks(claim("a-1", call)).path("type").asText(), is("OK"));
            assertThat(bob.await("OC").path("by").path("name").asText(), is("Ann"));
            assertThat(ann.await("CALL").path("state").asText(), is("DIALING"));
            JsonNode late = bob.asks(claim("7", call));
            assertThat(late.path("code").asText() + " " + late.path("detail").asText(), is("CALL_TAKEN Ann"));

            PhoneCall talking = server.happens(Calls.talks(server.happens(Calls.rings(call, Scene.PHONE_OF_ANN))));
            server.happens(Calls.ends(talking, Outcome.ANSWERED));
            JsonNode ended = ann.await("CALL", message -> message.path("state").asText().equals("ENDED"));
            assertThat(ended.path("reason").asText(), is("words for ANSWERED"));
            assertThat(ended.path("endedAt").asText(), is("2026-11-20T15:15:00.000Z"));
            assertThat("the session that claimed is not told by OC", ann.rest().stream().filter(message -> message.path("type").asText().equals("OC"))
                    .toList(), is(empty()));
        }
    }

    @Test
    void variablesOfTheDialplanAreShownWithTheOfferAndTheCall() {
        Map<String, String> order = Map.of("ORDER_NUMBER", "A-17\"<b>&{TIER}");
        try (TestBrowser ann = TestBrowser.of(server, "ann")) {
            PhoneCall call = server.happens(Calls.waiting("1"));
            assertThat(ann.await("NC").has("variables"), is(false));

            PhoneCall told = server.happens(Calls.with(call, order));
            assertThat(ann.await("NC").path("variables").path("ORDER_NUMBER").asText(), is(order.get("ORDER_NUMBER")));

            assertThat(ann.asks(claim("a-1", call)).path("type").asText(), is("OK"));
            server.happens(Calls.with(Calls.rings(told, Scene.PHONE_OF_ANN), order));
            JsonNode shown = ann.await("CALL", message -> message.path("state").asText().equals("RINGING"));
            assertThat(shown.path("variables").path("ORDER_NUMBER").asText(), is(order.get("ORDER_NUMBER")));
        }
    }

    @Test
    void aClaimThatCameToNothingIsExplainedToAll() {
        try (TestBrowser ann = TestBrowser.of(server, "ann"); TestBrowser bob = TestBrowser.of(server, "bob")) {
            PhoneCall call = server.happens(Calls.waiting("1"));
            bob.await("NC");
            ann.asks(claim("1", call));

            server.happens(Calls.stopsRinging(server.happens(Calls.rings(call, Scene.PHONE_OF_ANN)), DialResult.BUSY, 17));

            JsonNode again = bob.await("NC").path("again");
            assertThat(again.path("by").path("name").asText() + ": " + again.path("reason").asText(), is("Ann: words for EXTENSION_BUSY"));
            assertThat(ann.await("CALL", message -> message.path("state").asText().equals("ENDED")).path("outcome").asText(), is("EXTENSION_BUSY"));
        }
    }

    @Test
    void whoPausesCannotClaimUntilTheyAreBackInAllTheirBrowsers() {
        try (TestBrowser ann = TestBrowser.of(server, "ann"); TestBrowser other = TestBrowser.of(server, "ann")) {
            PhoneCall call = server.happens(Calls.waiting("1"));
            ann.await("NC");
            assertThat(ann.asks("{\"type\":\"STATE\",\"id\":1,\"state\":\"PAUSED\",\"reason\":\"GOLF\"}").path("code").asText(),
                    is("PAUSE_REASON_UNKNOWN"));
            assertThat(ann.asks("{\"type\":\"STATE\",\"id\":2,\"state\":\"PAUSED\",\"reason\":\"LUNCH\"}").path("type").asText(), is("OK"));
            assertThat(other.await("AGENT").path("choice").path("reason").path("name").asText(), is("words for LUNCH"));
            assertThat(ann.asks(claim("3", call)).path("code").asText(), is("NOT_AVAILABLE"));
            assertThat(other.asks("{\"type\":\"STATE\",\"id\":4,\"state\":\"AVAILABLE\"}").path("type").asText(), is("OK"));
            assertThat(ann.await("AGENT", message -> message.path("state").asText().equals("AVAILABLE")).path("wrapUp").isNull(), is(true));
            assertThat(ann.asks("{\"type\":\"EXTENSION\",\"id\":5,\"extension\":\"1002\"}").path("code").asText(), is("NOT_YOUR_EXTENSION"));
            assertThat(ann.asks("{\"type\":\"WRAPUP\",\"id\":6,\"callId\":\"PBX:1\",\"action\":\"EXTEND\"}").path("code").asText(),
                    is("WRAP_UP_OVER"));
        }
    }

    @Test
    void colleaguesOfAGroupAreToldWhatChangesAndNotWhomSomebodyTalksWith() {
        try (TestBrowser ann = new TestBrowser(server, true).visits("login?user=ann").connects()) {
            Set<String> group = Set.of(ann.await("HELLO").path("groups").path(0).path("id").asText());
            TeamMember bob = new TeamMember("P-bob", "Bob", "1002", group, AgentState.Status.TALKING, Optional.empty(), Optional.of(Instant.EPOCH),
                    Optional.of("Anna Kask"), Optional.of("PBX:7"));
            TeamMember stranger = new TeamMember("P-eve", "Eve", "", Set.of("ELSEWHERE"), AgentState.Status.PAUSED,
                    Optional.of(new PauseReason("LUNCH", "")), Optional.empty(), Optional.empty(), Optional.empty());

            server.hub.news().teamChanged(List.of(stranger));
            server.hub.news().teamChanged(List.of(stranger, bob));

            JsonNode team = ann.await("TEAM");
            assertThat(team.path("members").size() + " " + team.path("members").path(0).path("name").asText(), is("1 Bob"));
            assertThat(team.path("members").path(0).path("with").isNull() + " " + team.path("all").asBoolean(), is("true false"));
            assertThat(team.path("members").path(0).path("rings").asText(), is("PBX:7"));
        }
    }

    @Test
    void whoHasLeftAGroupHearsNoMoreOfItsMembers() {
        try (TestBrowser ann = new TestBrowser(server, true).visits("login?user=ann").connects()) {
            Set<String> group = Set.of(ann.await("HELLO").path("groups").path(0).path("id").asText());
            TeamMember bob = new TeamMember("P-bob", "Bob", "1002", group, AgentState.Status.TALKING, Optional.empty(), Optional.of(Instant.EPOCH),
                    Optional.of("Anna Kask"), Optional.empty());
            server.hub.news().teamChanged(List.of(bob));
            ann.await("TEAM");
            Roster nobody = mock(Roster.class);
            when(nobody.memberships("ann")).thenReturn(List.of());

            server.hub.directoryChanged(nobody);
            server.hub.news().teamChanged(List.of(bob));
            server.hub.news().message("ann", "Eve", locale -> "after it");

            JsonNode next = ann.await("MESSAGE");
            assertThat(next.path("text").asText(), is("after it"));
            assertThat(ann.rest().stream().filter(message -> message.path("type").asText().equals("TEAM")).toList(), is(empty()));
        }
    }

    @Test
    void whoMayNotTakeCallsHasNoStateAndCannotChangeIt() {
        server.denied.add("ann_AGENT");
        try (TestBrowser ann = new TestBrowser(server, true).visits("login?user=ann").connects()) {
            JsonNode hello = ann.await("HELLO");
            assertThat(hello.path("agent").isNull(), is(true));
            assertThat(hello.path("pbx").asText() + " " + hello.path("extensions").path(0).path("state").asText(), is("CONNECTED IDLE"));
            for (String request : List.of("\"STATE\",\"state\":\"AVAILABLE\"", "\"EXTENSION\",\"extension\":\"1001\"",
                    "\"WRAPUP\",\"callId\":\"c\",\"action\":\"END\"")) {
                assertThat(ann.asks("{\"id\":1,\"type\":" + request + "}").path("code").asText(), is("NOT_PERMITTED"));
            }
        }
    }

    /** Else the queues of the PBX would go on giving calls to whom they were taken from. */
    @Test
    void whoMayNoLongerTakeCallsIsSignedOut() {
        try (TestBrowser ann = TestBrowser.of(server, "ann")) {
            assertThat(state("ann"), is("AVAILABLE"));
            server.denied.add("ann_AGENT");
            server.hub.rightsChanged();
            assertThat(ann.awaitClose(), is(4410));
        }
        try (TestBrowser ann = new TestBrowser(server, true).visits("login?user=ann").connects()) {
            ann.await("HELLO");
            Await.untilTrue(() -> state("ann").equals("SIGNED_OUT"), () -> state("ann"));
        }
    }

    private String state(String user) {
        return server.scene.distributor.agents().state(user).orElseThrow().choice().kind().name();
    }

    @Test
    void whoReconnectsIsBroughtUpToDate() {
        try (TestBrowser bob = TestBrowser.of(server, "bob")) {
            PhoneCall claimed = server.happens(Calls.waiting("1"));
            bob.await("NC");
            bob.asks(claim("1", claimed));
            server.happens(Calls.waiting("2"));
            bob.await("NC");
        }
        try (TestBrowser bob = new TestBrowser(server, true).visits("login?user=bob").connects()) {
            JsonNode hello = bob.await("HELLO");

            assertThat(hello.path("protocol").asInt(), is(1));
            assertThat(hello.path("extension").path("name").asText(), is("1002"));
            assertThat(hello.path("groups").path(0).path("role").asText(), is("AGENT"));
            assertThat(hello.path("calls"), inOrder("NC PBX:2", "CALL PBX:1"));
        }
    }

    private static Matcher<JsonNode> inOrder(String... calls) {
        return new FeatureMatcher<>(is(List.of(calls)), "calls", "calls") {
            @Override
            protected List<String> featureValueOf(JsonNode actual) {
                return Stream.iterate(0, i -> i < actual.size(), i -> i + 1)
                        .map(i -> actual.get(i).path("type").asText() + " " + actual.get(i).path("callId").asText()).toList();
            }
        };
    }

    @Test
    void whoIsThisIsAnsweredWithThePageToOpen() {
        try (TestBrowser ann = TestBrowser.of(server, "ann")) {
            JsonNode url = ann.asks("{\"type\":\"GURL\",\"id\":42,\"number\":\"3725551234\"}");
            assertThat(url.path("type").asText() + " " + url.path("re").asInt() + " " + url.path("url").asText(), is("URL 42 /profile"));
            assertThat(ann.asks("{\"type\":\"GURL\",\"id\":\"x\",\"partyId\":\"P-9\"}").path("parties").path(0).path("partyId").asText(), is("P-9"));
            assertThat(ann.asks("{\"type\":\"GURL\",\"id\":\"x\",\"callId\":\"PBX:77\"}").path("code").asText(), is("CALL_UNKNOWN"));
        }
    }

    @Test
    void aBrowserIsBelievedOnceAboutAnOfferItGotAndPaintedItsCard() {
        try (TestBrowser ann = TestBrowser.of(server, "ann")) {
            PhoneCall call = server.happens(Calls.waiting("1"));
            ann.await("NC");
            assertThat(server.hub.popTimes().summary(), is(Optional.empty()));

            for (String callId : List.of(call.callId(), call.callId(), "PBX:77")) {
                JsonNode answer = ann.asks("{\"type\":\"SHOWN\",\"id\":1,\"calls\":[{\"callId\":\"" + callId + "\",\"ago\":40}]}");
                assertThat(answer.path("type").asText(), is("OK"));
            }

            assertThat(server.hub.popTimes().summary().map(ScreenPopTimes.Summary::calls), is(Optional.of(1)));
        }
    }

    @Test
    void onlyAgentsClaim() {
        server.denied.add("ann_AGENT");
        try (TestBrowser ann = TestBrowser.of(server, "ann")) {
            PhoneCall call = server.happens(Calls.waiting("1"));

            JsonNode answer = ann.asks(claim("1", call));

            assertThat(answer.path("code").asText() + " " + answer.path("detail").asText(), is("NOT_PERMITTED ASTERISK_AGENT"));
        }
    }
}
