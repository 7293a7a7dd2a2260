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
package org.apache.ofbiz.asterisk.center.standby;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.CallEvent.Resynchronised;
import org.apache.ofbiz.asterisk.call.Channel;
import org.apache.ofbiz.asterisk.call.standby.Side;
import org.junit.jupiter.api.Test;

/** Of two PBXs, one is heard at a time. */
class EventGateTest {

    private static final Instant AT = Instant.parse("2026-11-20T15:14:00Z");

    private final List<CallEvent> heard = new ArrayList<>();
    private final EventGate gate = new EventGate(heard::add);

    private static CallEvent event(int second) {
        return new CallEvent.WaitingEnded(AT.plusSeconds(second), new Channel("PJSIP/1001-00000001", "a", "a"));
    }

    private static CallEvent list(int second) {
        return new Resynchronised(AT.plusSeconds(second), List.of());
    }

    @Test
    void aNewConnectionToTheSamePbxLosesNothing() {
        gate.open(Side.FIRST).accept(list(0));
        Consumer<CallEvent> again = gate.open(Side.FIRST);
        again.accept(event(1));
        again.accept(list(2));
        assertThat(heard, contains(list(0), event(1), list(2)));
    }

    @Test
    void whatAnOldConnectionStillTellsIsDropped() {
        Consumer<CallEvent> old = gate.open(Side.FIRST);
        gate.open(Side.STANDBY);
        old.accept(list(0));
        old.accept(event(1));
        assertThat(heard, is(empty()));
    }

    @Test
    void callsOfTheOtherPbxAreLostRightBeforeTheFirstListOfThisOneAndOnce() {
        Consumer<CallEvent> first = gate.open(Side.FIRST);
        first.accept(list(0));
        first.accept(event(1));
        gate.lostAt(AT.plusSeconds(5));
        Consumer<CallEvent> standby = gate.open(Side.STANDBY);
        standby.accept(list(40));
        standby.accept(event(41));
        standby.accept(list(50));
        assertThat(heard, contains(list(0), event(1), new Resynchronised(AT.plusSeconds(5), List.of(), true), list(40), event(41), list(50)));
    }

    @Test
    void callsEndNoEarlierThanTheirLastEvent() {
        Consumer<CallEvent> first = gate.open(Side.FIRST);
        first.accept(list(0));
        gate.lostAt(AT.plusSeconds(5));
        first.accept(event(7));
        gate.open(Side.STANDBY).accept(list(40));
        assertThat(heard.get(2), is(new Resynchronised(AT.plusSeconds(7), List.of(), true)));
    }

    @Test
    void aLoginThatNeverListsIsAsIfItHadNotBeen() {
        gate.open(Side.FIRST).accept(list(0));
        gate.open(Side.STANDBY).accept(event(40));
        gate.open(Side.FIRST).accept(list(50));
        assertThat(heard, contains(list(0), list(50)));
    }
}
