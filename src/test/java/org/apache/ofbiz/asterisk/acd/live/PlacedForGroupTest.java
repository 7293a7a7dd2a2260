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
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.Party;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.tracking.CallTracker;
import org.apache.ofbiz.asterisk.call.tracking.TestNumbering;
import org.junit.jupiter.api.Test;

/** A call that was placed for a group belongs to it from the beginning, with its variables, and nobody waits in it. */
class PlacedForGroupTest {

    private final CallEvent request = new CallEvent.OriginateRequested(Instant.EPOCH, "ofbiz-1", "PJSIP/1001", Party.UNKNOWN, "campaign",
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
}
