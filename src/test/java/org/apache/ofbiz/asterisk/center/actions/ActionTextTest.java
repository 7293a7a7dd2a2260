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
package org.apache.ofbiz.asterisk.center.actions;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.acd.live.LiveEvent;
import org.apache.ofbiz.asterisk.acd.live.LiveEvents;
import org.junit.jupiter.api.Test;

/** Values of a call in the texts of an action, and which turns are told. */
class ActionTextTest {

    private static final Map<String, String> VALUES = Map.of("CALLER_NAME", "A&B =\r\nX: y\u00e4/..#?", "AGENT", "ann");

    @Test
    void aUrlEncodesValuesAndTakesNoneBeforeItsPath() {
        assertThat(ActionText.url("https://crm.example.com/a/{AGENT}?n={CALLER_NAME}&x={NONE}", VALUES), is(Optional.of(URI.create(
                "https://crm.example.com/a/ann?n=A%26B%20%3D%0D%0AX%3A%20y%C3%A4%2F..%23%3F&x="))));
        for (String wrong : List.of("https://{AGENT}/", "https://crm.{AGENT}.example.com/", "ftp://crm.example.com/", "https://a:b@crm.example.com/",
                "https://crm.example.com/#x", "crm.example.com", "https:///x", "https://crm.example.com:{AGENT}/", "javascript:alert(1)", "",
                "https://crm.example.com/ x", "https://crm.example.com/\r\nX: y", "http://crm.example.com:99999/")) {
            assertThat(wrong, ActionText.url(wrong, VALUES), is(Optional.empty()));
        }
    }

    @Test
    void aMessageHasNoLinesButItsOwn() {
        assertThat(ActionText.message("call from {CALLER_NAME}\nagent={AGENT}", VALUES), is("call from A&B =  X: y\u00e4/..#?\nagent=ann"));
        assertThat(ActionText.message("{AGENT}{agent}{ AGENT }{}", VALUES), is("ann{ AGENT }{}"));
        assertThat("a value is no template", ActionText.message("{A}", Map.of("A", "{B} $1 \\", "B", "x")), is("{B} $1 \\"));
    }

    @Test
    void parametersAreNamedTexts() {
        assertThat(ActionText.parameters("name={CALLER_NAME}\nwho = {AGENT}!\nnothing\n=x", VALUES),
                is(Map.of("name", VALUES.get("CALLER_NAME"), "who", " ann!")));
    }

    @Test
    void aVariableOfTheDialplanIsAValueAndReplacesNoneOfOurs() {
        LiveEvents events = new LiveEvents(100, Clock.systemUTC());
        tell(events, LiveEvent.Type.CALL_STARTED, Optional.empty(), Map.of("from", "3725551234", "to", "5000", "direction", "INBOUND"));
        tell(events, LiveEvent.Type.CALL_QUEUED, Optional.of("SUPPORT"), Map.of("queue", "SUPPORT", "variables",
                Map.of("ORDER_NUMBER", "A-17", "CALLER_NUMBER", "911", "QUEUE", "OTHER")));
        CallValues values = new CallValues();

        List<CallValues.Taken> taken = events.after(0, 100).stream().flatMap(event -> values.heard(event).stream()).toList();

        Map<String, String> told = taken.get(0).values();
        assertThat(told.get("ORDER_NUMBER") + " " + told.get("CALLER_NUMBER") + " " + told.get("QUEUE"), is("A-17 3725551234 SUPPORT"));
    }

    @Test
    void theCustomerIsTheOtherEndWhicheverWayTheCallGoes() {
        LiveEvents events = new LiveEvents(100, Clock.systemUTC());
        tell(events, LiveEvent.Type.CALL_STARTED, Optional.of("SALES"), Map.of("from", "3726001111", "to", "3725550000", "direction", "OUTBOUND"));
        tell(events, LiveEvent.Type.LEG_STARTED, Optional.of("SALES"), Map.of("leg", "1", "agent", "ann", "variables",
                Map.of("SERVICE_NAME", "Spring sale", "CUSTOMER_NUMBER", "911")));
        CallValues values = new CallValues();

        List<CallValues.Taken> taken = events.after(0, 100).stream().flatMap(event -> values.heard(event).stream()).toList();

        Map<String, String> told = taken.get(0).values();
        assertThat(told.get("EVENT") + " " + told.get("CUSTOMER_NUMBER") + " " + told.get("SERVICE_NAME"), is("RINGING 3725550000 Spring sale"));
    }

    @Test
    void aHostHasAPort() {
        assertThat(ActionText.hostPort("10.0.0.5:7000"), is(Optional.of(new ActionText.HostPort("10.0.0.5", 7000))));
        assertThat(ActionText.hostPort("[::1]:7000"), is(Optional.of(new ActionText.HostPort("::1", 7000))));
        for (String wrong : List.of("10.0.0.5", "a:b", "a:70000", "{AGENT}:80", "a b:80", "http://a:80")) {
            assertThat(wrong, ActionText.hostPort(wrong), is(Optional.empty()));
        }
    }

    @Test
    void eachTurnIsTakenWithWhatIsKnownByThen() {
        LiveEvents events = new LiveEvents(100, Clock.systemUTC());
        tell(events, LiveEvent.Type.CALL_STARTED, Optional.empty(), Map.of("from", "3725551234", "to", "5000", "direction", "INBOUND"));
        tell(events, LiveEvent.Type.CALL_QUEUED, Optional.of("SUPPORT"), Map.of("queue", "SUPPORT"));
        tell(events, LiveEvent.Type.LEG_STARTED, Optional.of("SUPPORT"), Map.of("leg", "1", "side", "TRUNK"));
        tell(events, LiveEvent.Type.LEG_STARTED, Optional.of("SUPPORT"), Map.of("leg", "2", "agent", "ann"));
        tell(events, LiveEvent.Type.CALL_ANSWERED, Optional.of("SUPPORT"), Map.of("agent", "ann", "wait", 7L));
        tell(events, LiveEvent.Type.CALL_ENDED, Optional.of("SUPPORT"), Map.of("outcome", "ANSWERED", "talk", 60L));
        CallValues calls = new CallValues();

        List<CallValues.Taken> taken = events.after(0, 100).stream().flatMap(event -> calls.heard(event).stream()).toList();

        assertThat(taken.stream().map(turn -> turn.turn().name()).toList(), is(List.of("OFFERED", "RINGING", "ANSWERED", "ENDED")));
        Map<String, String> last = new HashMap<>(taken.get(3).values());
        assertThat(last.get("CALLER_NUMBER") + " " + last.get("AGENT") + " " + last.get("WAIT") + " " + last.get("TALK") + " " + last.get("EVENT"),
                is("3725551234 ann 7 60 ENDED"));
        assertThat(taken.get(0).values().containsKey("AGENT"), is(false));
    }

    @Test
    void anAlarmOfAGroupIsATurnOfNoCall() {
        LiveEvents events = new LiveEvents(10, Clock.systemUTC());
        events.add(LiveEvent.Type.QUEUE_ALARM, Optional.empty(), Optional.of("SUPPORT"), Set.of(),
                Map.of("figure", "WAITING", "value", 6L, "limit", 5L));
        events.add(LiveEvent.Type.QUEUE_ALARM_OVER, Optional.empty(), Optional.of("SUPPORT"), Set.of(), Map.of("figure", "WAITING", "limit", 5L));
        CallValues calls = new CallValues();

        List<CallValues.Taken> taken = events.after(0, 10).stream().flatMap(event -> calls.heard(event).stream()).toList();

        assertThat(taken.stream().map(turn -> turn.turn().name() + " " + turn.groupId()).toList(),
                is(List.of("ALARM SUPPORT", "ALARM_OVER SUPPORT")));
        assertThat(taken.get(0).values(), is(Map.of("CALL_ID", "", "QUEUE", "SUPPORT", "EVENT", "ALARM", "FIGURE", "WAITING", "VALUE", "6",
                "LIMIT", "5")));
    }

    private static void tell(LiveEvents events, LiveEvent.Type type, Optional<String> group, Map<String, Object> data) {
        events.add(type, Optional.of("PBX:1"), group, Set.of(), data);
    }
}
