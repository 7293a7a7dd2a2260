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
import static org.hamcrest.Matchers.is;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.ofbiz.asterisk.ami.retry.ConnectPolicy;
import org.apache.ofbiz.asterisk.ami.wire.ChannelBounds;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionReason;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionState;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.fixture.Attacks;
import org.apache.ofbiz.asterisk.fixture.PbxPlayer;
import org.apache.ofbiz.asterisk.fixture.TestRules;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A PBX that sends what no PBX sends takes neither memory nor other calls. */
@Tag("security")
class HostilePbxTest {

    private static final ConnectPolicy ONCE = new ConnectPolicy(0, Duration.ofMillis(20), Duration.ofMillis(50), ConnectPolicy.UNCHANGED_PAUSE);
    private static final String LONG = "9".repeat(60_000);

    private static String created(String channel, String uniqueId, String linkedId) {
        return "Event: Newchannel\r\nPrivilege: call,all\r\nChannel: " + channel + "\r\nChannelState: 4\r\nCallerIDNum: 3725551234\r\n"
                + "Context: from-trunk\r\nExten: 5000\r\nUniqueid: " + uniqueId + "\r\nLinkedid: " + linkedId + "\r\n\r\n";
    }

    @Test
    void eventsWithIdsOfSixtyKilobytesAreDroppedAndCountedAndTheNextOneIsHeard() throws Exception {
        EventSink heard = new EventSink();
        try (PbxPlayer pbx = new PbxPlayer(); AsteriskConnection connection = heard.connect(pbx.server())) {
            heard.connected(connection, pbx);
            Attacks attacks = new Attacks("events of a hostile PBX");
            int sent = 0;
            for (String hostile : List.of(created("SIP/a-1", LONG, "1.1"), created("SIP/a-1", "1.1", LONG),
                    created("SIP/" + LONG, "1.1", "1.1"), created("SIP/a-1", "9".repeat(5_000), "1.1"), created("SIP/a-1", "1.1", "9".repeat(1_000)),
                    "Event: BridgeEnter\r\nChannel: SIP/a-1\r\nUniqueid: 1.1\r\nBridgeUniqueid: " + LONG + "\r\n\r\n")) {
                pbx.say(hostile);
                int number = ++sent;
                Eventually.isTrue(() -> connection.health().unreadable() >= number, "event " + number + " is counted");
                attacks.attack("event " + number, connection.health().unreadable() == number);
            }
            pbx.say(created("SIP/good-1", "2.2", "2.2"));

            assertThat(((CallEvent.ChannelCreated) heard.next()).channel().uniqueId(), is("2.2"));
            attacks.held();
        }
    }

    @Test
    void moreChannelsThanAnyPbxHasEndTheConnectionWithAMessage() throws Exception {
        AtomicInteger taken = new AtomicInteger();
        try (PbxPlayer pbx = new PbxPlayer(); AsteriskConnection connection = new AsteriskConnection(pbx.server(), TestRules::now, ONCE, event -> {
            if (event instanceof CallEvent.ChannelCreated) {
                taken.incrementAndGet();
            }
        }, (id, peers) -> { }, EventSink.PATIENT, Clock.systemUTC())) {
            connection.start();
            pbx.awaitLogin();
            Eventually.isTrue(() -> connection.state().connected(), "connected");
            StringBuilder flood = new StringBuilder();
            for (int i = 0; i < 200_000; i++) {
                flood.append(created("SIP/a-" + i, "7." + i, "7." + i));
                if (i % 1_000 == 999) {
                    pbx.sayUnlessGone(flood.toString());
                    flood.setLength(0);
                }
            }

            Eventually.isTrue(() -> connection.state().phase() == ConnectionState.Phase.GAVE_UP, "the connection is given up");
            assertThat(connection.state().reason().code(), is(ConnectionReason.Code.TOO_MANY_CHANNELS));
            Attacks attacks = new Attacks("200,000 channels of a hostile PBX");
            attacks.attack(taken + " are kept", taken.get() <= ChannelBounds.MOST_CHANNELS);
            attacks.held();
        }
    }
}
