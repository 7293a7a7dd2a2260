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
package org.apache.ofbiz.asterisk.acd.live;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.Channel;
import org.apache.ofbiz.asterisk.call.Party;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.tracking.CallTracker;
import org.apache.ofbiz.asterisk.call.tracking.TestNumbering;
import org.junit.jupiter.api.Test;

/** A call that was placed for a group belongs to it from the beginning, with its variables, and nobody waits in it. */
class PlacedForGroupTest {

    private static final Instant START = Instant.EPOCH;
    private static final Instant LATER = START.plusSeconds(60);

    private final CallEvent request = new CallEvent.OriginateRequested(LATER, "ofbiz-1", "PJSIP/1001", Party.UNKNOWN, "campaign",
            "813725550000", Optional.of(new PhoneCall.PlacedFor("SUPPORT", "3725550000", Map.of("ORDER_NUMBER", "7", "TIER", "gold"))));

    @Test
    void itsGroupAndWhatThatGroupShowsAreKnownBeforeAnythingRings() {
        PhoneCall call = new CallTracker("PBX", new TestNumbering()).apply(request).get(0);

        assertThat(call.direction(), is(PhoneCall.Direction.OUTBOUND));
        assertThat(call.groupId(), is(Optional.of("SUPPORT")));
        assertThat("not what another group shows", call.variables(), is(Map.of("ORDER_NUMBER", "7")));
    }

    @Test
    void itIsKnownByTheNumberOfWhoIsCalledWithoutWhatTheServiceDialsBefore() {
        PhoneCall call = new CallTracker("PBX", new TestNumbering()).apply(request).get(0);

        assertThat(call.dialedNumber() + " " + call.customerNumber(), is("3725550000 3725550000"));
    }

    @Test
    void othersHearThatItBeganAndNotThatSomebodyWaits() {
        LiveEvents events = new LiveEvents(100, Clock.systemUTC());
        LiveCalls calls = new LiveCalls(events);
        new CallTracker("PBX", new TestNumbering()).apply(request).forEach(call -> calls.callChanged(call, request));

        List<LiveEvent> told = events.after(0, 100);
        assertThat(told.stream().map(LiveEvent::type).toList(), contains(LiveEvent.Type.CALL_STARTED));
        assertThat(told.get(0).groupId(), is(Optional.of("SUPPORT")));
    }

    @Test
    void aCallerWhoIsJoinedWithItDoesNotComeToItsGroupByThat() {
        CallTracker tracker = new CallTracker("PBX", new TestNumbering());
        Channel caller = new Channel("PJSIP/trunk-00000001", "in-1", "in-1");
        Channel callersPhone = new Channel("PJSIP/1001-00000002", "in-2", "in-1");
        Channel phone = new Channel("PJSIP/1001-00000003", "ofbiz-1", "ofbiz-1");
        Channel called = new Channel("PJSIP/trunk-00000004", "out-1", "ofbiz-1");
        Stream.of(created(caller, true, "from-trunk", "1001"), created(callersPhone, false, "internal", "s"),
                new CallEvent.DialBegun(START, Optional.of(caller), callersPhone, new Party("1001", ""), "", "1001"), in(callersPhone, "b1"),
                in(caller, "b1"), request, created(phone, false, "internal", "s"), created(called, false, "from-trunk", "s"),
                new CallEvent.DialBegun(LATER, Optional.of(phone), called, new Party("3725550000", ""), "", "3725550000"), in(phone, "b2"),
                in(called, "b2"), in(caller, "b2")).forEach(tracker::apply);

        PhoneCall one = tracker.openCalls().get(0);
        assertThat(tracker.openCalls().size() + " " + one.direction() + " " + one.linkedId(), is("1 INBOUND in-1"));
        assertThat(one.groupId(), is(Optional.empty()));
    }

    private static CallEvent created(Channel channel, boolean incoming, String context, String extension) {
        return new CallEvent.ChannelCreated(incoming ? START : LATER, channel, incoming, new Party("3725551234", ""), context, extension);
    }

    private static CallEvent in(Channel channel, String bridge) {
        return new CallEvent.BridgeEntered(LATER, channel, bridge, true, "");
    }
}
