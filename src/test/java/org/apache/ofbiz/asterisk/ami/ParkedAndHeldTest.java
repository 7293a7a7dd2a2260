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
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.Channel;
import org.apache.ofbiz.asterisk.call.LiveChannel;
import org.apache.ofbiz.asterisk.fixture.PbxPlayer;
import org.apache.ofbiz.asterisk.fixture.TestRules;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the PBX tells after a login besides its list of channels: who is parked, and whose phone has the other on hold. */
class ParkedAndHeldTest {

    static {
        PbxPlayer.allowAnyPort();
    }

    private final BlockingQueue<CallEvent> events = new LinkedBlockingQueue<>();
    private PbxPlayer pbx;
    private AsteriskConnection connection;

    @BeforeEach
    void givenAPbx() throws IOException {
        pbx = new PbxPlayer();
    }

    @AfterEach
    void hangUp() throws IOException {
        connection.close();
        pbx.close();
    }

    private void lists(String... channels) throws InterruptedException {
        pbx.answer("CoreShowChannels", action -> PbxPlayer.list(action, String.join("", channels), "CoreShowChannelsComplete"));
        connection = new AsteriskConnection(pbx.server(), TestRules::now, EventSink.AT_ONCE, events::add, (id, found) -> { }, EventSink.PATIENT,
                Clock.systemUTC());
        connection.start();
    }

    private static String channel(String name, String id, String bridge) {
        return "Event: CoreShowChannel\r\n$IDChannel: " + name + "\r\nChannelState: 6\r\nCallerIDNum: 1001\r\nContext: internal\r\nExten: s\r\n"
                + "Uniqueid: " + id + "\r\nLinkedid: 1.1\r\n" + (bridge.isEmpty() ? "" : "BridgeId: " + bridge + "\r\n") + "\r\n";
    }

    private CallEvent next() throws InterruptedException {
        CallEvent event = events.poll(10, TimeUnit.SECONDS);
        assertThat("an event", event != null, is(true));
        return event;
    }

    @Test
    void whoIsParkedIsTold() throws Exception {
        pbx.answer("ParkedCalls", action -> PbxPlayer.list(action, "Event: ParkedCall\r\n$IDParkeeChannel: PJSIP/trunk-1\r\nParkeeUniqueid: 1.1\r\n"
                + "ParkerDialString: PJSIP/1002\r\nParkingSpace: 701\r\n\r\n", "ParkedCallsComplete"));
        lists(channel("PJSIP/trunk-1", "1.1", "lot"));
        assertThat(((CallEvent.Resynchronised) next()).channels().get(0).parking(), is(Optional.of(new LiveChannel.Parking("PJSIP/1002", "701"))));
    }

    @Test
    void whoseFarEndHoldsIsTold() throws Exception {
        pbx.answer("GetVar", action -> "Response: Success\r\nVariable: CHANNEL(rtp,hold)\r\nValue: "
                + (action.get("Variable").equals("CHANNEL(rtp,hold)") && action.get("Channel").equals("PJSIP/1001-2") ? 1 : 0) + "\r\n");
        lists(channel("PJSIP/trunk-1", "1.1", "b"), channel("PJSIP/1001-2", "1.2", "b"), channel("PJSIP/1003-3", "1.3", ""));
        CallEvent.Resynchronised list = (CallEvent.Resynchronised) next();
        assertThat("of a PBX that doesn't know of parking", list.channels().get(0).parking(), is(Optional.empty()));
        CallEvent held = next();
        assertThat(held, instanceOf(CallEvent.HoldChanged.class));
        assertThat(held, is(new CallEvent.HoldChanged(list.at(), new Channel("PJSIP/1001-2", "1.2", "1.1"), true)));
    }
}
