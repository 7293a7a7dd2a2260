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
package org.apache.ofbiz.asterisk.acd.incall;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Instant;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.Channel;
import org.junit.jupiter.api.Test;

/** What the PBX tells of recordings on a channel, whoever wanted them. */
class ChannelBoardTest {

    private static final Instant AT = Instant.parse("2026-11-30T08:00:00Z");
    private static final Channel CUSTOMER = new Channel("PJSIP/trunk-00000001", "c-1", "c-1");

    private final ChannelBoard board = new ChannelBoard();

    private String heard(CallEvent event) {
        board.heard(event);
        ChannelBoard.Spot spot = board.find("c-1").orElseThrow();
        return (spot.recorded() ? "recorded" : "off") + (spot.muted() ? " silent" : "");
    }

    private static CallEvent starts() {
        return new CallEvent.RecordingStarted(AT, CUSTOMER, Optional.empty());
    }

    private static CallEvent changes(boolean runs, boolean silent) {
        return new CallEvent.RecordingChanged(AT, CUSTOMER, runs, silent);
    }

    @Test
    void aRecordingThatSomebodyPausesAndStopsIsSilentAndOff() {
        assertThat(heard(starts()), is("recorded"));
        assertThat(heard(changes(true, true)), is("recorded silent"));
        assertThat(heard(changes(true, false)), is("recorded"));
        assertThat(heard(changes(false, false)), is("off"));
        assertThat("what wasn't seen to begin", heard(changes(false, false)), is("off"));
        assertThat(heard(starts()), is("recorded"));
    }

    @Test
    void ofTwoRecordingsOneGoesOn() {
        heard(starts());
        assertThat(heard(starts()), is("recorded"));
        assertThat(heard(changes(true, true)), is("recorded silent"));
        assertThat(heard(changes(false, false)), is("recorded silent"));
        assertThat(heard(changes(false, false)), is("off"));
    }

    /** Asterisk silences those that run; one that begins later is heard. */
    @Test
    void aRecordingThatBeginsBesideAPausedOneIsHeard() {
        heard(starts());
        heard(changes(true, true));
        assertThat(heard(starts()), is("recorded"));
        assertThat("all are paused", heard(changes(true, true)), is("recorded silent"));
        assertThat(heard(changes(false, false)), is("recorded silent"));
    }

    @Test
    void whatOfbizAsksForIsKnownBeforeThePbxTellsIt() {
        heard(starts());
        board.recordingChanged("c-1", true, true);
        assertThat(heard(changes(true, true)), is("recorded silent"));
        board.recordingChanged("c-1", false, false);
        assertThat(heard(changes(false, false)), is("off"));
    }

    @Test
    void aPauseTellsOfARecordingThatBeganUnseen() {
        assertThat(heard(changes(true, true)), is("recorded silent"));
    }
}
