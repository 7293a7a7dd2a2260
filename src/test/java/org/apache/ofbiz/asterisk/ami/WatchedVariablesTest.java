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
import java.util.Set;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.fixture.PbxPlayer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Dialplan variables: reported by the PBX, or asked for, and none that nobody watches. */
class WatchedVariablesTest {

    static {
        PbxPlayer.allowAnyPort();
    }

    private static final String NEWCHANNEL = "Event: Newchannel\r\nChannel: PJSIP/trunk-00000001\r\nChannelState: 4\r\nCallerIDNum: 3725551234\r\n"
            + "Context: from-trunk\r\nExten: 5000\r\nUniqueid: 1.1\r\nLinkedid: 1.1\r\n\r\n";

    private final EventSink sink = new EventSink();
    private PbxPlayer pbx;
    private AsteriskConnection connection;

    @BeforeEach
    void givenAPbx() throws IOException {
        pbx = new PbxPlayer();
        connection = sink.connect(pbx.server());
    }

    @AfterEach
    void hangUp() throws IOException {
        connection.close();
        pbx.close();
    }

    @Test
    void asksForVariablesOnlyWhileAnyAreWatched() throws Exception {
        sink.connected(connection, pbx);
        String set = "Event: VarSet\r\nChannel: PJSIP/trunk-00000001\r\nVariable: %s\r\nValue: %s\r\nUniqueid: 1.1\r\nLinkedid: 1.1\r\n\r\n";
        pbx.say(set.formatted("ORDER_NUMBER", "too early") + NEWCHANNEL);
        assertThat(sink.next(), is(instanceOf(CallEvent.ChannelCreated.class)));

        connection.watch(Set.of("ORDER_NUMBER"));
        assertThat(pbx.received("Events").get("EventMask"), is("system,call,agent,user,cdr,dialplan"));
        pbx.say(set.formatted("PIN", "1234") + set.formatted("ORDER_NUMBER", "A-17"));
        CallEvent.VariableSet found = (CallEvent.VariableSet) sink.next();
        assertThat(found.name() + "=" + found.value(), is("ORDER_NUMBER=A-17"));

        connection.watch(Set.of());
        assertThat(pbx.received("Events").get("EventMask"), is("system,call,agent,user,cdr"));
    }

    @Test
    void asksForVariablesThatWereSetBeforeTheCallCameToAQueue() throws Exception {
        pbx.answer("GetVar", action -> "Response: Success\r\nVariable: " + action.get("Variable") + "\r\nValue: "
                + ("ORDER_NUMBER".equals(action.get("Variable")) ? "A-17" + "x".repeat(500) : "") + "\r\n");
        sink.connected(connection, pbx);
        connection.watch(Set.of("ORDER_NUMBER", "EMPTY"));

        pbx.say("Event: QueueCallerJoin\r\nChannel: PJSIP/trunk-00000001\r\nQueue: support\r\nUniqueid: 1.1\r\nLinkedid: 1.1\r\n\r\n");

        assertThat(sink.next(), is(instanceOf(CallEvent.QueueJoined.class)));
        CallEvent.VariableSet found = (CallEvent.VariableSet) sink.next();
        assertThat(found.name(), is("ORDER_NUMBER"));
        assertThat("bounded", found.value().length(), is(255));
    }
}
