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
package org.apache.ofbiz.asterisk.crm.journal.queue;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.apache.ofbiz.asterisk.acd.distribution.Calls;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.TimelineEntry;
import org.junit.jupiter.api.Test;

class JournalEntryTextTest {

    private static final Peer AGENT = new Peer("P1", "PBX", "PJSIP", "1001", Peer.Type.EXTENSION,
            Optional.of(new Person("agent1001", "AST_AGENT1", "Zoë \"Q\" <x>\n\u0000\u2028")), Optional.of("1001"), Optional.empty(), true);

    @Test
    void aCallIsReadAsItWasWritten() {
        PhoneCall call = withTimeline(Calls.ends(Calls.talks(Calls.rings(Calls.waiting("a"), AGENT)), Outcome.ANSWERED));
        JournalEntry line = JournalEntry.of(7, call, Optional.of(3L));
        assertThat(JournalEntryText.read(withoutLineFeed(JournalEntryText.write(line))), is(Optional.of(line)));
    }

    @Test
    void aClaimAndAMarkAreReadAsTheyWereWritten() {
        JournalEntry claim = JournalEntry.of(8, "PBX:a", new JournaledClaim(AGENT.owner().orElseThrow(), Calls.START), Optional.empty());
        JournalEntry mark = JournalEntry.written("PBX:a", 9, 8);
        assertThat(JournalEntryText.read(withoutLineFeed(JournalEntryText.write(claim))), is(Optional.of(claim)));
        assertThat(JournalEntryText.read(withoutLineFeed(JournalEntryText.write(mark))), is(Optional.of(mark)));
    }

    @Test
    void aLineHasOneLineFeedAtItsEnd() {
        byte[] text = JournalEntryText.write(JournalEntry.of(7, Calls.talks(Calls.rings(Calls.waiting("a"), AGENT)), Optional.empty()));
        assertThat(new String(text, StandardCharsets.UTF_8).indexOf('\n'), is(new String(text, StandardCharsets.UTF_8).length() - 1));
    }

    @Test
    void anyChangedByteIsSeen() {
        byte[] text = withoutLineFeed(JournalEntryText.write(JournalEntry.of(7, Calls.waiting("a"), Optional.empty())));
        for (int i = 0; i < text.length; i++) {
            byte[] changed = text.clone();
            changed[i] ^= 1;
            assertThat("byte " + i, JournalEntryText.read(changed), is(Optional.empty()));
            assertThat("cut at " + i, JournalEntryText.read(Arrays.copyOf(text, i)), is(Optional.empty()));
        }
    }

    /** An update of this component must be able to read what the version before it left. */
    @Test
    void whatAnotherVersionWroteIsReadAsFarAsItGoes() {
        String json = new String(withoutLineFeed(JournalEntryText.write(JournalEntry.of(7, Calls.waiting("a"), Optional.empty()))),
                StandardCharsets.UTF_8).substring(9)
                .replace("\"timeline\":[],", "").replace(",\"timeline\":[]", "").replaceFirst("\"serverId\"", "\"newer\":{\"x\":[1]},\"serverId\"");
        CRC32C sum = new CRC32C();
        sum.update(json.getBytes(StandardCharsets.UTF_8));
        byte[] text = String.format("%08x %s", sum.getValue(), json).getBytes(StandardCharsets.UTF_8);
        assertThat(json.contains("timeline"), is(false));
        assertThat(JournalEntryText.read(text), is(Optional.of(JournalEntry.of(7, Calls.waiting("a"), Optional.empty()))));
    }

    private static PhoneCall withTimeline(PhoneCall call) {
        return new PhoneCall(call.serverId(), call.linkedId(), call.direction(), call.state(), call.caller(), call.dialedNumber(), call.groupId(),
                call.answeredBy(), call.originator(), call.trunk(), call.legs(), call.startedAt(), call.answeredAt(), call.endedAt(),
                Optional.of(""), call.outcome(), 16, true, Optional.of("b"),
                List.of(new TimelineEntry(Calls.START, TimelineEntry.Kind.HELD, Optional.of(AGENT), Optional.empty(), "")), call.parts(),
                Map.of("ORDER_NUMBER", "A-17"));
    }

    private static byte[] withoutLineFeed(byte[] text) {
        return Arrays.copyOf(text, text.length - 1);
    }
}
