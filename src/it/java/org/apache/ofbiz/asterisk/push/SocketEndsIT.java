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
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.acd.distribution.Calls;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may open a socket, and what ends it: sign-ins and rights, sessions, browsers that fall silent, the server. Through a real Tomcat. */
@Tag("embedded")
class SocketEndsIT {

    private PushServer server = new PushServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private void serverWith(PushSettings settings) {
        server.close();
        server = new PushServer(settings);
    }

    @Test
    void pagesOfOtherOriginsAreRefusedBeforeTheUpgrade() {
        String own = server.address("http").toString();
        for (String foreign : List.of("http://evil.example", "null", "", own.replace("http:", "https:"), own + "0", own + ".evil.example",
                "http://evil.example/" + own, "http://127.0.0.1", own.replace("127.0.0.1", "localhost"), "file://", own + "/")) {
            try (TestBrowser page = new TestBrowser(server, true).visits("login?user=ann")) {
                assertThat(foreign, page.handshakeStatus(Optional.of(foreign)), is(403));
            }
        }
        try (TestBrowser page = new TestBrowser(server, true).visits("login?user=ann")) {
            assertThat("none", page.handshakeStatus(Optional.empty()), is(403));
            assertThat("allowed by the admin", page.handshakeStatus(Optional.of("https://crm.example.com")), is(101));
        }
    }

    @Test
    void whoIsNotSignedInIsToldAndTurnedAway() {
        try (TestBrowser stranger = new TestBrowser(server, true).connects()) {
            assertThat(stranger.await("ERROR").path("code").asText(), is("NOT_SIGNED_IN"));
            assertThat(stranger.awaitClose(), is(4401));
        }
        try (TestBrowser afterLogout = new TestBrowser(server, true).visits("login?user=ann").visits("logout").connects()) {
            assertThat(afterLogout.awaitClose(), is(4401));
        }
    }

    @Test
    void whoMayNotSeeTheConsoleIsToldAndTurnedAway() {
        server.denied.add("ann_VIEW");
        try (TestBrowser ann = new TestBrowser(server, true).visits("login?user=ann").connects()) {
            assertThat(ann.await("ERROR").path("detail").asText(), is("ASTERISK_VIEW"));
            assertThat(ann.awaitClose(), is(4403));
        }
    }

    @Test
    void theEndOfTheHttpSessionClosesItsSocketsAndNoOthers() {
        try (TestBrowser bob = TestBrowser.of(server, "bob")) {
            for (String end : List.of("logout", "forget", "login?user=dan", "expire")) {
                try (TestBrowser ann = TestBrowser.of(server, "ann")) {
                    ann.visits("login?user=ann").visits(end);
                    assertThat(end, ann.awaitClose(), is(4401));
                }
            }
            try (TestBrowser renewed = TestBrowser.of(server, "ann")) {
                renewed.visits("renew").visits("logout");
                assertThat("under another session id", renewed.awaitClose(), is(4401));
            }
            server.happens(Calls.waiting("1"));
            bob.await("NC");
        }
    }

    @Test
    void aNewerSessionReplacesTheOlderOneWhereTheAdminWantsIt() {
        serverWith(new PushSettings(true, Set.of(), Duration.ofSeconds(25), 20, 200, PushServer.QUICK));
        try (TestBrowser older = TestBrowser.of(server, "ann"); TestBrowser bob = TestBrowser.of(server, "bob");
                TestBrowser newer = TestBrowser.of(server, "ann")) {
            assertThat(older.await("ERROR").path("code").asText(), is("SESSION_REPLACED"));
            assertThat(older.awaitClose(), is(4409));

            PhoneCall call = server.happens(Calls.waiting("1"));
            newer.await("NC");
            bob.await("NC");
            String claim = "{\"type\":\"RD\",\"id\":\"1\",\"callId\":\"" + call.callId() + "\"}";
            assertThat("a second tab of the same session stays", newer.asks(claim).path("type").asText(), is("OK"));
        }
    }

    @Test
    void aBrowserThatDoesNotReadDelaysNobodyAndIsLetGo() {
        serverWith(new PushSettings(false, Set.of(), Duration.ofSeconds(25), 20, 50, PushServer.QUICK));
        try (TestBrowser stuck = new TestBrowser(server, false).visits("login?user=ann").connects();
                TestBrowser bob = TestBrowser.of(server, "bob")) {
            long start = System.nanoTime();
            int calls = 20_000;
            for (int i = 0; i < calls && server.hub.size() > 1; i++) {
                server.happens(Calls.waiting("c" + i));
                String callId = "PBX:c" + i;
                bob.await("NC", offer -> offer.path("callId").asText().equals(callId));
            }
            assertThat("browsers left", server.hub.size(), is(1));
            assertThat("seconds", Duration.ofNanos(System.nanoTime() - start).toSeconds(), lessThan(60L));
        }
    }

    @Test
    void browsersArePingedAndSilentOnesLetGo() {
        serverWith(new PushSettings(false, Set.of(), Duration.ofMillis(200), 20, 200, PushServer.QUICK));
        try (TestBrowser ann = TestBrowser.of(server, "ann");
                TestBrowser silent = new TestBrowser(server, false).visits("login?user=bob").connects()) {
            ann.awaitPings(15);
            assertThat("who answers pings stays, who does not is let go", server.hub.size(), is(1));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-20, 20})
    void whoIsSilentDoesNotDependOnTheClockOfTheDay(int minutes) {
        serverWith(new PushSettings(false, Set.of(), Duration.ofMillis(200), 20, 200, PushServer.QUICK));
        try (TestBrowser ann = TestBrowser.of(server, "ann");
                TestBrowser silent = new TestBrowser(server, false).visits("login?user=bob").connects()) {
            server.clockIsSet(Duration.ofMinutes(minutes));
            ann.awaitPings(15);
            assertThat("who answers pings stays, who does not is let go", server.hub.size(), is(1));
        }
    }

    @Test
    void aStoppingServerSaysSo() {
        try (TestBrowser ann = TestBrowser.of(server, "ann")) {
            server.hub.close();
            assertThat(ann.awaitClose(), is(1001));
            assertThat(ann.rest(), hasSize(0));
        }
    }
}
