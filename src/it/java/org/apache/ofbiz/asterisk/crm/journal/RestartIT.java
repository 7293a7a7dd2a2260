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
