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
package org.apache.ofbiz.asterisk.crm.journal;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.CallPart;
import org.apache.ofbiz.asterisk.call.Channel;
import org.apache.ofbiz.asterisk.call.LiveChannel;
import org.apache.ofbiz.asterisk.call.Party;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.tracking.CallTracker;
import org.apache.ofbiz.asterisk.crm.telephony.OfbizNumbering;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.fixture.SimulatedCalls;
import org.apache.ofbiz.entity.GenericValue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OFBiz is restarted while a call talks: what is known of it afterwards, from its row and from the PBX's list of channels. */
@Tag("embedded")
@Tag("once")
class RestartIT {

    private static final Instant BEGAN = Instant.parse("2026-11-20T15:14:00Z");

    @TempDir
    private Path folder;
    private PhoneCall last;

    @Test
    void timersTalkTimeAndHoldTimeCountFromBeforeTheRestart() throws IOException {
        try (Host host = Host.start(folder.resolve("data"), Host::noPbx)) {
            List<CallEvent> before = SimulatedCalls.beginning("r1", "1001", BEGAN);
            Channel phone = new Channel("PJSIP/1001-r1", "r1p", "r1");
            Channel line = new Channel("PJSIP/trunk-r1", "r1", "r1");
            run(host, before, new CallEvent.HoldChanged(BEGAN.plusSeconds(10), phone, true),
                    new CallEvent.HoldChanged(BEGAN.plusSeconds(14), phone, false));
            Instant answered = last.answeredAt().orElseThrow();

            CallEvent found = new CallEvent.Resynchronised(BEGAN.plusSeconds(18),
                    List.of(live(line, "from-trunk", "5000"), live(phone, "internal", "s")));
            run(host, List.of(found));
            assertThat("the console's timer", last.answeredAt(), is(Optional.of(answered)));
            assertThat("the agent's own timer", last.parts(CallPart.Kind.TALKED).stream().map(CallPart::startedAt).toList(), contains(answered));
            run(host, List.of(found), SimulatedCalls.ending("r1", "1001", BEGAN).toArray(CallEvent[]::new));

            GenericValue row = host.database().row("PhoneCall", "linkedId", "r1");
            assertThat(row.getTimestamp("answerDate"), is(Timestamp.from(answered)));
            assertThat("from the answer at 7 s until 60 s", row.getLong("talkSeconds"), is(52L));
            assertThat("4 s before the restart, 10 s after it", row.getLong("holdSeconds"), is(14L));
            List<GenericValue> talks = host.database().rows("PhoneCallParticipant", "phoneCallId", row.get("phoneCallId"), "partTypeEnumId",
                    "AST_PART_TALKED");
            assertThat("talked, once", talks.stream().map(part -> part.getString("partyId") + ' ' + part.getLong("talkSeconds")).toList(),
                    contains("AST_AGENT1 52"));
        }
    }

    /** From 10 s until 25 s, while nobody looked from 12 s to 18 s; then from 40 s until 50 s. */
    @Test
    void aHoldThatGoesOnCountsAsAWhole() throws IOException {
        try (Host host = Host.start(folder.resolve("data"), Host::noPbx)) {
            Channel phone = new Channel("PJSIP/1001-r2", "r2p", "r2");
            Channel line = new Channel("PJSIP/trunk-r2", "r2", "r2");
            run(host, SimulatedCalls.beginning("r2", "1001", BEGAN), new CallEvent.HoldChanged(BEGAN.plusSeconds(10), phone, true));

            Instant found = BEGAN.plusSeconds(18);
            run(host, List.of(new CallEvent.Resynchronised(found, List.of(live(line, "from-trunk", "5000"), live(phone, "internal", "s"))),
                    new CallEvent.HoldChanged(found, phone, true)), Stream.concat(Stream.of(new CallEvent.HoldChanged(BEGAN.plusSeconds(25), phone,
                    false)), SimulatedCalls.ending("r2", "1001", BEGAN.plusSeconds(20)).stream()).toArray(CallEvent[]::new));

            assertThat(host.database().row("PhoneCall", "linkedId", "r2").getLong("holdSeconds"), is(25L));
        }
    }

    /** They wait from 0 s, and are found at 18 s; then they are parked from 30 s, are found at 40 s, and hang up after 80 s. */
    @Test
    void whoeverIsFoundWaitingOrParkedHasDoneSoOnce() throws IOException {
        try (Host host = Host.start(folder.resolve("data"), Host::noPbx)) {
            Channel line = new Channel("PJSIP/trunk-r3", "r3", "r3");
            run(host, SimulatedCalls.beginning("r3", "1001", BEGAN).subList(0, 3));
            LiveChannel waits = new LiveChannel(line, true, new Party("3725551234", "Mari"), "waiting", "s", Optional.empty(), "MusicOnHold");
            CallEvent found = new CallEvent.Resynchronised(BEGAN.plusSeconds(18), List.of(waits));
            run(host, List.of(found), new CallEvent.WaitingEnded(BEGAN.plusSeconds(29), line),
                    new CallEvent.BridgeEntered(BEGAN.plusSeconds(30), line, "lot", false, ""),
                    new CallEvent.Parked(BEGAN.plusSeconds(30), line, "PJSIP/1001", "701"));
            CallEvent parked = new CallEvent.Resynchronised(BEGAN.plusSeconds(40), List.of(new LiveChannel(line, true, new Party("3725551234", ""),
                    "waiting", "s", Optional.of("lot"), "MusicOnHold").parked(new LiveChannel.Parking("PJSIP/1001", "701"))));
            run(host, List.of(parked));
            assertThat(last.state(), is(PhoneCall.State.HELD));
            run(host, List.of(parked),
                    new CallEvent.HangupRequested(BEGAN.plusSeconds(80), line, 16), new CallEvent.BridgeLeft(BEGAN.plusSeconds(80), line, "lot"),
                    new CallEvent.HungUp(BEGAN.plusSeconds(80), line, 16, ""));

            GenericValue row = host.database().row("PhoneCall", "linkedId", "r3");
            assertThat(host.database().rows("PhoneCallParticipant", "phoneCallId", row.get("phoneCallId")).stream().map(part ->
                    part.getString("partTypeEnumId") + ' ' + part.getLong("waitSeconds") + ' ' + part.getLong("holdSeconds")).toList(),
                    contains("AST_PART_WAITED 28 0", "AST_PART_PARKED 50 50"));
            assertThat(row.getLong("holdSeconds"), is(50L));
        }
    }

    private static LiveChannel live(Channel channel, String context, String extension) {
        return new LiveChannel(channel, true, new Party("3725551234", "Mari"), context, extension, Optional.of("bridge-r1"), "Dial");
    }

    /** A run of OFBiz of its own: tracker, numbering and journal are new. */
    private void run(Host host, List<CallEvent> first, CallEvent... then) {
        CallTracker tracker = new CallTracker("DEMO_PBX", new OfbizNumbering(host.delegator(), "DEMO_PBX"));
        CallJournal journal = Journals.on(host, Optional.empty());
        for (CallEvent event : Stream.concat(first.stream(), Stream.of(then)).toList()) {
            for (PhoneCall call : tracker.apply(event)) {
                last = call;
                journal.callChanged(call, event);
            }
        }
        journal.close();
    }
}
