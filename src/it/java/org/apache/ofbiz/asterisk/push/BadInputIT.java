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
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.apache.ofbiz.asterisk.acd.distribution.Calls;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.fixture.Attacks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever a browser sends, it is answered, and neither its connection, nor others, nor a call is harmed. */
@Tag("embedded")
class BadInputIT {

    private static final PushSettings PATIENT = new PushSettings(false, Set.of(), Duration.ofSeconds(25), 100_000, 200, PushServer.QUICK);

    private final PushServer server = new PushServer(PATIENT);
    private TestBrowser bob;
    private PhoneCall waiting;

    @BeforeEach
    void bobIsOfferedACall() {
        bob = TestBrowser.of(server, "bob");
        waiting = server.happens(Calls.waiting("1"));
        bob.await("NC");
    }

    /** Bob's connection, his offer and the caller are as they were. */
    @AfterEach
    void bobCanStillClaimIt() {
        try {
            assertThat("what bob was told", bob.rest(), is(empty()));
            assertThat(bob.asks("{\"type\":\"RD\",\"id\":1,\"callId\":\"" + waiting.callId() + "\"}").path("type").asText(), is("OK"));
        } finally {
            bob.close();
            server.close();
        }
    }

    @Test
    @Tag("security")
    void eachMalformedMessageIsAnsweredAndTheConnectionLivesOn() {
        List<Malformed> table = Malformed.all();
        assertThat("messages in the table", table.size(), greaterThan(200));
        Attacks attacks = new Attacks("malformed messages on the socket");
        try (TestBrowser ann = TestBrowser.of(server, "ann")) {
            for (Malformed message : table) {
                JsonNode answer = ann.asks(message.text());
                String told = String.join(" ", answer.path("type").asText(), answer.path("code").asText(), answer.path("detail").asText(),
                        answer.path("re").isNull() ? "none" : answer.path("re").asText());

                attacks.attack(message + " " + told, told.equals("ERROR " + message.code() + " " + message.detail() + " "
                        + message.re().orElse("none")));
            }
            attacks.held();
            assertThat(ann.asks("{\"type\":\"GURL\",\"id\":\"still here\",\"number\":\"1\"}").path("re").asText(), is("still here"));
            assertThat("unasked", ann.rest(), is(empty()));
        }
    }

    @Test
    void theSchemaRefusesThemToo() throws Exception {
        JsonSchema toServer = TestBrowser.schema("toServer");
        ObjectMapper json = new ObjectMapper();
        for (Malformed message : Malformed.all()) {
            if (!message.detail().equals("JSON")) {
                assertThat(message.text(), toServer.validate(json.readTree(withoutNulls(message.text()))), is(not(empty())));
            }
        }
    }

    /** To the server a field that is null is a field that is not there. */
    private static String withoutNulls(String text) throws JsonProcessingException {
        return text.replace(",\"callId\":null", "");
    }

    @Test
    void fieldsThatTheProtocolDoesNotKnowAreIgnored() {
        try (TestBrowser ann = TestBrowser.of(server, "ann")) {
            assertThat(ann.asks("{\"type\":\"GURL\",\"id\":1,\"number\":\"1\","
                    + "\"Application\":\"System\",\"later\":{\"x\":[1]}}").path("type").asText(), is("URL"));
        }
    }

    @Test
    void binaryMessagesAreAnsweredAndTheConnectionLivesOn() {
        try (TestBrowser ann = TestBrowser.of(server, "ann")) {
            for (int size : new int[] {0, 1, 8_000}) {
                ann.beginsToSend(new byte[size]);
                JsonNode answer = ann.await("ERROR");
                assertThat(answer.path("code").asText() + " " + answer.path("detail").asText(), is("BAD_MESSAGE binary"));
            }
            assertThat(ann.asks("{\"type\":\"GURL\",\"id\":1,\"number\":\"1\"}").path("type").asText(), is("URL"));
        }
    }

    @Test
    @Tag("security")
    void messagesThatAreTooLongCloseTheSocketOfWhoSentThem() {
        Attacks attacks = new Attacks("messages without end on the socket");
        for (int size : new int[] {PushSettings.LONGEST_MESSAGE + 1, 1_000_000}) {
            try (TestBrowser ann = TestBrowser.of(server, "ann")) {
                ann.beginsToSend("x".repeat(size));
                attacks.attack("text of " + size, ann.awaitClose() == 1009);
            }
            try (TestBrowser ann = TestBrowser.of(server, "ann")) {
                ann.beginsToSend(new byte[size]);
                attacks.attack("bytes of " + size, ann.awaitClose() == 1009);
            }
        }
        attacks.held();
        try (TestBrowser ann = TestBrowser.of(server, "ann")) {
            String longest = "{\"type\":\"GURL\",\"id\":1,\"number\":\"1\",\"x\":\"";
            assertThat(ann.asks(longest + "x".repeat(PushSettings.LONGEST_MESSAGE - longest.length() - 2) + "\"}").path("type").asText(), is("URL"));
        }
    }

    @Test
    @Tag("security")
    void whoFloodsIsTurnedAway() {
        try (PushServer strict = new PushServer(); TestBrowser ann = TestBrowser.of(strict, "ann");
                TestBrowser other = TestBrowser.of(strict, "bob")) {
            for (int i = 0; i < 60; i++) {
                assertThat(ann.asks("junk").path("code").asText(), is("BAD_MESSAGE"));
            }
            try {
                for (int i = 0; i < 100; i++) {
                    ann.sends("junk");
                }
            } catch (CompletionException closed) {
                assertThat(closed.getCause() instanceof IOException, is(true));
            }
            Attacks attacks = new Attacks("flood of messages on the socket");
            attacks.attack("stays open", ann.awaitClose() == 4429);
            attacks.held();
            assertThat(other.asks("{\"type\":\"GURL\",\"id\":1,\"number\":\"1\"}").path("type").asText(), is("URL"));
        }
    }
}
