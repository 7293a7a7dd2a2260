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
package org.apache.ofbiz.asterisk.ami;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.ofbiz.asterisk.ami.retry.ConnectPolicy;
import org.apache.ofbiz.asterisk.ami.wire.AmiSession;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionFault;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionState;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionState.Phase;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.PbxServer;
import org.apache.ofbiz.asterisk.fixture.PbxPlayer;
import org.apache.ofbiz.asterisk.fixture.TestRules;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What keeps a connection from coming about is told by its kind, and nothing false is tracked meanwhile. */
class ConnectionFaultsTest {

    static {
        PbxPlayer.allowAnyPort();
    }

    private static final AmiSession.Limits QUICK =
            new AmiSession.Limits(Duration.ofMillis(800), Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(5));
    /** For answers of two megabytes, which a busy machine reads in more than a second. */
    private static final AmiSession.Limits PATIENT =
            new AmiSession.Limits(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20));
    private static final ConnectPolicy ONCE = new ConnectPolicy(0, Duration.ofMillis(20), Duration.ofMillis(50), ConnectPolicy.UNCHANGED_PAUSE);
    private static final ConnectPolicy AT_ONCE =
            new ConnectPolicy(ConnectPolicy.UNLIMITED, Duration.ofMillis(20), Duration.ofMillis(50), ConnectPolicy.UNCHANGED_PAUSE);
    private static final String NEWCHANNEL = "Event: Newchannel\r\nPrivilege: call,all\r\nChannel: SIP/provider-0000004a\r\nChannelState: 4\r\n"
            + "CallerIDNum: 3725551234\r\nContext: from-trunk\r\nExten: 5000\r\nUniqueid: 1.1\r\n\r\n";

    private final List<CallEvent> events = new CopyOnWriteArrayList<>();
    private AsteriskConnection connection;

    @AfterEach
    void hangUp() {
        connection.close();
    }

    @Test
    void aPbxThatIsTooOldIsRefusedAndItsCallsAreNotTracked() throws Exception {
        try (PbxPlayer pbx = new PbxPlayer()) {
            pbx.answer("Login", action -> NEWCHANNEL + "Response: Success\r\nMessage: Authentication accepted\r\n");
            pbx.answer("CoreSettings", action -> "Response: Success\r\nAMIversion: 1.3\r\nAsteriskVersion: 11.25.3\r\n");

            ConnectionState state = end(pbx.server(), ONCE);

            assertThat(state.fault(), is(Optional.of(ConnectionFault.VERSION)));
            assertThat(state.words(), is("Asterisk 11.25.3 is too old: version 13 or newer is needed"));
            assertThat(events, is(List.of()));
        }
    }

    @Test
    void aLogInThatIsRefusedIsTriedThreeTimesAndThenRarely() throws Exception {
        try (PbxPlayer pbx = new PbxPlayer()) {
            AtomicInteger tries = new AtomicInteger();
            pbx.answer("Login", action -> {
                tries.incrementAndGet();
                return "Response: Error\r\nMessage: Authentication failed\r\n";
            });

            connect(pbx.server(), AT_ONCE);

            Eventually.isTrue(() -> connection.state().words().contains("next attempt in 5 min"), "waiting for minutes");
            assertThat(connection.state().fault(), is(Optional.of(ConnectionFault.LOG_IN)));
            assertThat(tries.get(), is(3));
        }
    }

    @Test
    void tlsOnAPlainPortIsToldAsSuch() throws Exception {
        try (PbxPlayer pbx = new PbxPlayer()) {
            ConnectionState state = end(withTls(pbx.server(), true), ONCE);

            assertThat(state.fault(), is(Optional.of(ConnectionFault.NO_TLS_THERE)));
            assertThat(state.words(), containsString("without TLS"));
        }
    }

    @Test
    void aPlainConnectionToATlsPortIsToldAsSuch() throws Exception {
        try (PbxPlayer pbx = PbxPlayer.withTls()) {
            ConnectionState state = end(withTls(pbx.server(), false), ONCE);

            assertThat(state.fault(), is(Optional.of(ConnectionFault.TLS_THERE)));
        }
    }

    @Test
    void sshAndAWebServerAreToldByName() throws Exception {
        assertThat(endAt("SSH-2.0-OpenSSH_9.2p1\r\n", "", false), allOf(containsString("OTHER_PROTOCOL"), containsString("uses SSH")));
        assertThat(endAt("", "HTTP/1.1 400 Bad Request\r\n\r\n", false), allOf(containsString("OTHER_PROTOCOL"), containsString("uses HTTP")));
        assertThat(endAt("", "HTTP/1.1 400 Bad Request\r\n\r\n", true), allOf(containsString("OTHER_PROTOCOL"), containsString("uses HTTP")));
    }

    @Test
    void aListThatIsNotCompleteIsNotBelieved() throws Exception {
        try (PbxPlayer pbx = new PbxPlayer()) {
            pbx.answer("CoreShowChannels", action -> PbxPlayer.list(action, "", "CoreShowChannelsComplete") + "ListItems: 2\r\n");

            ConnectionState state = end(pbx.server(), ONCE);

            assertThat(state.words(), containsString("the list is not complete: 0 of 2 items came"));
            assertThat(events, is(List.of()));
        }
    }

    @Test
    void phantomChannelsAreRefusedAndNotFollowed() throws Exception {
        try (PbxPlayer pbx = new PbxPlayer()) {
            String channel = "Event: CoreShowChannel\r\n$IDChannel: PJSIP/x-1\r\nChannelState: 4\r\nUniqueid: 1.1\r\nLinkedid: 1.1\r\n\r\n";
            pbx.answer("CoreShowChannels", action -> PbxPlayer.list(action, channel.repeat(Inventory.MOST_CHANNELS + 1),
                    "CoreShowChannelsComplete"));

            ConnectionState state = end(pbx.server(), ONCE, PATIENT);

            assertThat(state.fault(), is(Optional.of(ConnectionFault.TOO_MANY_CHANNELS)));
            assertThat(state.words(), containsString("more than 20000 items"));
            assertThat(events, is(List.of()));
        }
    }

    private ConnectionState end(PbxServer server, ConnectPolicy policy) throws InterruptedException {
        return end(server, policy, QUICK);
    }

    private ConnectionState end(PbxServer server, ConnectPolicy policy, AmiSession.Limits limits) throws InterruptedException {
        connect(server, policy, limits);
        Eventually.isTrue(() -> connection.state().phase() == Phase.GAVE_UP, "given up");
        return connection.state();
    }

    private void connect(PbxServer server, ConnectPolicy policy) {
        connect(server, policy, QUICK);
    }

    private void connect(PbxServer server, ConnectPolicy policy, AmiSession.Limits limits) {
        connection = new AsteriskConnection(server, TestRules::now, policy, events::add, (serverId, listing) -> { }, limits, Clock.systemUTC());
        connection.start();
    }

    /** What is told of a port that says {@code first}, and {@code then} to whatever it reads. */
    private String endAt(String first, String then, boolean tls) throws Exception {
        try (PbxPlayer stranger = PbxPlayer.stranger(first, then)) {
            ConnectionState state = end(withTls(stranger.server(), tls), ONCE);
            connection.close();
            return state.fault() + " " + state.words();
        }
    }

    private static PbxServer withTls(PbxServer server, boolean tls) {
        return new PbxServer(server.serverId(), server.host(), server.port(), tls, server.certificateFingerprint(), server.userName(),
                server.secret(), server.contexts(), server.recordingsLocation());
    }
}
