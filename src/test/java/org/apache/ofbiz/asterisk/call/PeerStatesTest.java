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
package org.apache.ofbiz.asterisk.call;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.PeerStates.State;
import org.junit.jupiter.api.Test;

class PeerStatesTest {

    private final PeerStates states = new PeerStates();

    @Test
    void whatIsNotToldIsNotKnown() {
        assertThat(states.of("PJSIP", "1001"), is(State.UNKNOWN));
        assertThat(states.all(), is(Map.of()));
    }

    @Test
    void aPhoneThatIsAwayIsUnregisteredOrDoesNotAnswer() {
        states.changed("PJSIP", "1001", Optional.of(State.UNAVAILABLE), Optional.empty());
        assertThat(states.of("PJSIP", "1001"), is(State.UNAVAILABLE));
        states.changed("PJSIP", "1001", Optional.empty(), Optional.of(false));
        assertThat(states.of("PJSIP", "1001"), is(State.UNREGISTERED));
        states.changed("PJSIP", "1001", Optional.empty(), Optional.of(true));
        assertThat(states.of("PJSIP", "1001"), is(State.UNAVAILABLE));
        states.changed("pjsip", "1001", Optional.of(State.RINGING), Optional.empty());
        assertThat(states.of("PJSIP", "1001"), is(State.RINGING));
    }

    @Test
    void whatHappensWhileAListIsMadeIsNewerThanTheList() {
        states.changed("PJSIP", "1001", Optional.of(State.IDLE), Optional.empty());
        states.changed("PJSIP", "1002", Optional.of(State.IDLE), Optional.empty());
        long before = states.beforeListing();
        states.changed("PJSIP", "1001", Optional.of(State.RINGING), Optional.empty());

        states.listed(before, "PJSIP", "1001", Optional.of(State.IDLE), Optional.of(true));
        states.listed(before, "PJSIP", "1002", Optional.of(State.UNAVAILABLE), Optional.of(false));
        states.listed(before, "PJSIP", "1003", Optional.of(State.BUSY), Optional.of(true));

        assertThat(states.all(), is(Map.of("PJSIP/1001", State.RINGING, "PJSIP/1002", State.UNREGISTERED, "PJSIP/1003", State.BUSY)));
    }

    @Test
    void nothingIsKnownOfAServerThatIsAway() {
        states.changed("PJSIP", "1001", Optional.of(State.IDLE), Optional.of(true));
        states.forget();
        assertThat(states.of("PJSIP", "1001"), is(State.UNKNOWN));
    }
}
