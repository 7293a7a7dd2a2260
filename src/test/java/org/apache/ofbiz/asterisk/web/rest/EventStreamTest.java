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
package org.apache.ofbiz.asterisk.web.rest;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.acd.live.LiveEvent;
import org.apache.ofbiz.asterisk.acd.live.LiveEvents;
import org.apache.ofbiz.asterisk.center.LiveReport;
import org.junit.jupiter.api.Test;

/** A listener to events that reads, doesn't, comes back, or may no longer. */
class EventStreamTest {

    private static final LiveReport.Viewer MEMBER = new LiveReport.Viewer("ann", false, Set.of("SUPPORT"), Set.of("ann", "bob"));

    private final MovedClock clock = new MovedClock();
    private final LiveEvents events = new LiveEvents(100, clock);
    private final Written sink = new Written();
    private Optional<LiveReport.Viewer> viewer = Optional.of(MEMBER);

    @Test
    void tellsWhatTheListenerMaySeeAndNothingElse() {
        EventStream stream = stream(Set.of());
        tell("SUPPORT", "cem");
        tell("SALES", "cem");
        tell("SALES", "ann");
        events.add(LiveEvent.Type.AGENT_CHANGED, Optional.empty(), Optional.empty(), Set.of("bob"), Map.of("agent", "bob"));
        events.add(LiveEvent.Type.AGENT_CHANGED, Optional.empty(), Optional.empty(), Set.of("cem"), Map.of("agent", "cem"));

        assertThat(stream.pump(), is(true));

        assertThat(sink.names(), contains("call.ended", "call.ended", "agent.changed"));
        assertThat(sink.flushed, is(1));
    }

    @Test
    void tellsOnlyTheTypesThatAreWanted() {
        EventStream stream = stream(Set.of("agent.changed"));
        tell("SUPPORT", "ann");
        events.add(LiveEvent.Type.AGENT_CHANGED, Optional.empty(), Optional.empty(), Set.of("ann"), Map.of("agent", "ann"));
        stream.pump();
        assertThat(sink.names(), contains("agent.changed"));
    }

    @Test
    void goesOnAfterTheLastEventHeardAndSaysWhereItCannot() {
        tell("SUPPORT", "ann");
        tell("SUPPORT", "ann");
        stream(Set.of()).from(events.epoch() + "-1").pump();
        assertThat(sink.names(), hasSize(1));
        for (String lost : List.of("other-1", events.epoch() + "-99", events.epoch() + "-", "", "-1", events.epoch() + "-1x")) {
            sink.texts.clear();
            stream(Set.of()).from(lost).pump();
            assertThat(lost, sink.names(), contains("reset"));
        }
    }

    @Test
    void aListenerThatFallsBehindReadsEverythingAgain() {
        EventStream stream = stream(Set.of());
        for (int i = 0; i < 150; i++) {
            tell("SUPPORT", "ann");
        }
        stream.pump();
        assertThat(sink.names(), contains("reset"));
    }

    @Test
    void whereEventsOfAnotherNodeMayBeMissingEachListenerReadsEverythingAgain() {
        EventStream stream = stream(Set.of("agent.changed"));
        viewer = Optional.of(new LiveReport.Viewer("cem", false, Set.of(), Set.of()));
        tell("SUPPORT", "ann");
        events.lost();
        tell("SUPPORT", "ann");
        stream.pump();
        assertThat(sink.names(), contains("reset"));
        assertThat("what comes next is after it", sink.texts.get(0), containsString("id: " + events.epoch() + "-2\n"));
    }

    @Test
    void aListenerThatDoesNotReadIsLetGoAndCostsNothingMeanwhile() {
        EventStream stream = stream(Set.of());
        stream.pump();
        sink.texts.clear();
        sink.takes = false;
        tell("SUPPORT", "ann");
        clock.moves(EventStream.PATIENCE.minusSeconds(1));
        assertThat(stream.pump(), is(true));
        clock.moves(Duration.ofSeconds(2));
        assertThat(stream.pump(), is(false));
        assertThat(sink.closed, is(true));
        assertThat(sink.texts, is(empty()));
    }

    @Test
    void sendsACommentWhileNothingHappens() {
        EventStream stream = stream(Set.of());
        stream.pump();
        assertThat("at once, so that the headers are sent", sink.texts, hasSize(1));
        stream.pump();
        assertThat(sink.texts, hasSize(1));
        clock.moves(EventStream.HEARTBEAT);
        stream.pump();
        assertThat(sink.texts, hasSize(2));
        assertThat(sink.texts.get(1), startsWith(":"));
    }

    @Test
    void endsWithTheRightsOrTheTokenOfTheListener() {
        EventStream stream = stream(Set.of());
        viewer = Optional.empty();
        tell("SUPPORT", "ann");
        assertThat(stream.pump(), is(false));
        viewer = Optional.of(MEMBER);
        EventStream other = new EventStream(events, sink, () -> viewer, Set.of(), clock.instant().plusSeconds(10), clock);
        assertThat(other.pump(), is(true));
        clock.moves(Duration.ofSeconds(10));
        assertThat(other.pump(), is(false));
    }

    @Test
    void aTextOfACallerCannotBeginAnotherEvent() {
        EventStream stream = stream(Set.of());
        events.add(LiveEvent.Type.CALL_STARTED, Optional.of("PBX:1"), Optional.of("SUPPORT"), Set.of(),
                Map.of("fromName", "x\n\nevent: reset\ndata: {}\r\n"));
        stream.pump();
        assertThat(sink.names(), contains("call.started"));
        assertThat("lines: event, id, data, and the empty one", sink.texts.get(0).split("\\R", -1).length, is(5));
        assertThat(sink.texts.get(0), containsString("\\n\\nevent: reset"));
    }

    private EventStream stream(Set<String> types) {
        return new EventStream(events, sink, () -> viewer, types, Instant.MAX, clock);
    }

    private void tell(String group, String user) {
        events.add(LiveEvent.Type.CALL_ENDED, Optional.of("PBX:1"), Optional.of(group), Set.of(user), Map.of("outcome", "ANSWERED"));
    }

    private static final class Written implements EventStream.Sink {

        private final List<String> texts = new ArrayList<>();
        private boolean takes = true;
        private boolean closed;
        private int flushed;

        List<String> names() {
            return texts.stream().filter(text -> text.startsWith("event: ")).map(text -> text.substring(7, text.indexOf('\n'))).toList();
        }

        @Override
        public boolean ready() {
            return takes;
        }

        @Override
        public void write(byte[] text) throws IOException {
            texts.add(new String(text, StandardCharsets.UTF_8));
        }

        @Override
        public void flush() {
            flushed++;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static final class MovedClock extends Clock {

        private Instant now = Instant.parse("2026-11-28T12:00:00Z");

        void moves(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
