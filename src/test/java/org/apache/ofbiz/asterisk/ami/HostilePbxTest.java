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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.ofbiz.asterisk.ami.queues.QueuePositions;
import org.apache.ofbiz.asterisk.ami.retry.ConnectPolicy;
import org.apache.ofbiz.asterisk.ami.wire.AmiMessage;
import org.apache.ofbiz.asterisk.ami.wire.ChannelBounds;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionReason;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionState;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.PeerStates;
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

    @Test
    void namesWithoutEndAreNotKept() {
        Attacks attacks = new Attacks("names without end");
        PeerStates states = new PeerStates();
        KnownNames names = new KnownNames();
        for (int i = 0; i < 150_000; i++) {
            PeerStateTranslator.happened(event("DeviceStateChange", "Device", "PJSIP/" + i, "State", "INUSE"), states);
            names.heard(i);
        }
        PeerStateTranslator.happened(event("DeviceStateChange", "Device", "PJSIP/0", "State", "RINGING"), states);
        attacks.attack("phones", states.all().size() <= 100_000);
        attacks.attack("those that are known are followed", states.of("PJSIP", "0") == PeerStates.State.RINGING);
        attacks.attack("callers in queues", names.kept() <= ChannelBounds.MOST_CHANNELS);
        attacks.held();
    }

    /** Callers who join queues and never leave. */
    private static final class KnownNames {

        private final QueuePositions positions = new QueuePositions();
        private int told;

        void heard(int i) {
            positions.heard(event("QueueCallerJoin", "Queue", "support", "Channel", "SIP/a-" + i, "Uniqueid", "1." + i, "Position", "" + (i + 1),
                    "Context", i % 2 == 0 ? "a b" : "queues", "Exten", "5000", "Priority", "1"));
            told = i + 1;
        }

        int kept() {
            return Math.max(positions.keepLine("SIP/a-" + (told - 1)).size(),
                    (int) IntStream.range(0, told).filter(i -> positions.toTell("SIP/a-" + i).isPresent()).count());
        }
    }

    private static AmiMessage event(String name, String... headers) {
        List<String> lines = new ArrayList<>(List.of("Event: " + name));
        for (int i = 0; i < headers.length; i += 2) {
            lines.add(headers[i] + ": " + headers[i + 1]);
        }
        return new AmiMessage(lines);
    }

    @Test
    void whatTurnsATextRoundOrEndsOneIsNoPartOfAName() {
        Attacks attacks = new Attacks("signs in names of callers");
        for (String sign : List.of("\u0000", "\u0001", "\u001b[2J", "\u007f", "\u202e", "\u2066", "\u2069", "\u200f", "\u061c", "\u2028")) {
            CallEvent.ChannelCreated heard = (CallEvent.ChannelCreated) EventTranslator.translate(event("Newchannel", "Channel", "SIP/a-1",
                    "Uniqueid", "1.1", "CallerIDNum", "372" + sign + "555", "CallerIDName", "Mari" + sign + "Maa", "Context", "c" + sign,
                    "Exten", "5000"), Instant.EPOCH).orElseThrow();
            attacks.attack("name with " + (int) sign.charAt(0), heard.caller().name().indexOf(sign.charAt(0)) < 0
                    && heard.caller().name().startsWith("Mari"));
            attacks.attack("number with " + (int) sign.charAt(0), heard.caller().number().indexOf(sign.charAt(0)) < 0);
            attacks.attack("context with " + (int) sign.charAt(0), sign.charAt(0) > 0x7f || heard.toString().indexOf(sign.charAt(0)) < 0);
        }
        CallEvent.ChannelCreated heard = (CallEvent.ChannelCreated) EventTranslator.translate(event("Newchannel", "Channel", "SIP/a-1", "Uniqueid",
                "1.1", "CallerIDNum", "9".repeat(15_000), "CallerIDName", "\ud83d\ude00".repeat(3_000)), Instant.EPOCH).orElseThrow();
        attacks.attack("long", heard.caller().number().length() == 250 && heard.caller().name().length() == 250);
        attacks.held();
        assertThat("letters of all scripts stay", ((CallEvent.ChannelCreated) EventTranslator.translate(event("Newchannel", "Channel", "SIP/a-1",
                "Uniqueid", "1.1", "CallerIDName", "\u05de\u05e8\u05d9 \u0645\u0631\u06cc\u200c\u0645 \u1e94"), Instant.EPOCH).orElseThrow()).caller()
                .name(), is("\u05de\u05e8\u05d9 \u0645\u0631\u06cc\u200c\u0645 \u1e94"));
    }
}
