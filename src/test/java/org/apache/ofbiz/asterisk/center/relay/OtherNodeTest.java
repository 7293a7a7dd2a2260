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
package org.apache.ofbiz.asterisk.center.relay;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.center.relay.Frame.Kind;
import org.apache.ofbiz.asterisk.push.relay.Guest;
import org.junit.jupiter.api.Test;

/** Two nodes that send each other what they poll, unless it is lost. */
class OtherNodeTest {

    private static final long LATER = Duration.ofSeconds(10).toNanos();

    /** As a1 knows b2, and the other way round. */
    private final OtherNode there = new OtherNode("b2", "a1");
    private final OtherNode here = new OtherNode("a1", "b2");

    private static List<Kind> kinds(List<NodeMessage> messages) {
        return messages.stream().flatMap(message -> message.frames().stream()).map(Frame::kind).toList();
    }

    /** What this node sends now. */
    private static List<NodeMessage> sends(OtherNode to) {
        List<NodeMessage> messages = new ArrayList<>();
        for (Optional<NodeMessage> next = to.poll(); next.isPresent(); next = to.poll()) {
            messages.add(next.get());
        }
        return messages;
    }

    private void arrive(List<NodeMessage> messages, OtherNode at, long nowNanos) {
        for (NodeMessage message : messages) {
            if (at.arrived(message, nowNanos) == NodeLink.Verdict.TAKE) {
                kinds(List.of(message)).forEach(kind -> {
                    if (kind == Kind.START) {
                        at.began();
                    } else if (kind == Kind.READY) {
                        at.isReady();
                    }
                });
            }
            if (at.misses(message)) {
                at.restart(List::of);
            }
        }
    }

    private void bothHearEachOther() {
        there.restart(List::of);
        here.restart(List::of);
        arrive(sends(there), here, 0);
        arrive(sends(here), there, 0);
        beats(0);
    }

    private void beats(long nowNanos) {
        there.beatIsDue();
        here.beatIsDue();
        arrive(sends(there), here, nowNanos);
        arrive(sends(here), there, nowNanos);
    }

    private static Guest guest(String sessionId) {
        return new Guest(sessionId, "ann", "b2/0", Locale.ENGLISH);
    }

    @Test
    void nodesAreUpWhenBothHaveHeardThatTheyAreHeard() {
        there.restart(List::of);
        here.restart(List::of);
        arrive(sends(there), here, 0);
        assertThat("one way", here.up(0), is(false));

        arrive(sends(here), there, 0);
        beats(0);
        assertThat(here.up(0), is(true));
        assertThat(there.up(0), is(true));
        assertThat("for a while", here.up(LATER), is(false));
        assertThat(here.fellSilent(LATER), is(true));
    }

    @Test
    void aBrowserIsOpenedAgainWhenTheOtherNodeBeginsAgain() {
        bothHearEachOther();
        here.relay(guest("s"));
        assertThat(kinds(sends(here)), contains(Kind.OPEN));
        assertThat(here.isTurn("s", 1), is(true));

        there.restart(List::of);
        arrive(sends(there), here, 1);

        assertThat(kinds(sends(here)), contains(Kind.OPEN));
        assertThat("what was said before is out of date", here.isTurn("s", 1), is(false));
        assertThat(here.isTurn("s", 2), is(true));
        assertThat("meanwhile nobody is sent away", here.up(1), is(true));
    }

    /** A node without database is as dead to others; these count nothing of it, and ask for all when it lives again. */
    @Test
    void nobodyIsSentAwayWhileAStreamThatWasAskedForComes() {
        long second = Duration.ofSeconds(1).toNanos();
        bothHearEachOther();
        there.cut();
        there.beatIsDue();
        arrive(sends(there), here, 3 * second);
        assertThat("it asks for another stream", sends(here).size(), is(1));
        assertThat("longer than a node may be silent", here.up(5 * second), is(true));
        assertThat("but not for ever", here.up(7 * second), is(false));

        there.beatIsDue();
        arrive(sends(there), here, 8 * second);
        assertThat("what is asked for again and again doesn't come", here.up(8 * second), is(false));
    }

    @Test
    void aLostMessageIsFoundByTheNextBeatAndEverythingIsToldAgain() {
        bothHearEachOther();
        here.relay(guest("s"));
        sends(here); // lost

        beats(1); // a beat shows the gap
        there.beatIsDue();
        arrive(sends(there), here, 2); // and another one says so
        List<NodeMessage> again = sends(here);

        assertThat(kinds(again), contains(Kind.START, Kind.READY, Kind.OPEN));
        arrive(again, there, 3);
        beats(4);
        assertThat(here.up(4), is(true));
        assertThat(there.up(4), is(true));
    }

    @Test
    void aNodeThatWasCutIsAskedForAllItHas() {
        bothHearEachOther();
        here.cut();
        assertThat(here.up(1), is(false));

        beats(1);
        beats(2);
        arrive(sends(there), here, 3);
        beats(4);
        beats(5);

        assertThat(here.up(5), is(true));
        assertThat(there.up(5), is(true));
    }

    @Test
    void ofABrowserThatIsGoneNothingIsSaid() {
        bothHearEachOther();
        here.relay(guest("s"));
        assertThat(here.says("s", "{}"), is(true));
        assertThat(here.closed("s"), is(true));
        assertThat(kinds(sends(here)), contains(Kind.OPEN, Kind.SAYS, Kind.GONE));

        assertThat(here.says("s", "{}"), is(false));
        assertThat(here.closed("s"), is(false));
    }

    @Test
    void muchIsSentInSeveralMessages() {
        bothHearEachOther();
        for (int i = 0; i < 3; i++) {
            here.add(new Frame(Kind.TOLD, Map.of(Frame.TEXT, "x".repeat(20_000))));
        }

        assertThat(sends(here).stream().map(NodeMessage::number).toList(), contains(2L, 3L, 4L));
    }
}
