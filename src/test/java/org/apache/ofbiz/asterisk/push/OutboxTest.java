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
package org.apache.ofbiz.asterisk.push;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a browser gets when it reads slowly, late, or not at all. */
class OutboxTest {

    private final SlowWire wire = new SlowWire();
    private final Outbox outbox = new Outbox(wire, 5, Runnable::run);

    private static Outbox.News news(String about, String text) {
        return new Outbox.News(about, () -> text);
    }

    @Test
    void helloGoesBeforeWhatGatheredMeanwhile() {
        outbox.news(news("1", "NC 1"));
        assertThat(wire.taken, is(empty()));

        outbox.open("HELLO");
        wire.takesAll();

        assertThat(wire.taken, contains("HELLO", "NC 1"));
    }

    @Test
    void oneMessageIsOnItsWayAtATime() {
        outbox.open("HELLO");
        outbox.news(news("1", "NC 1"));
        outbox.answer("OK");

        assertThat(wire.taken, contains("HELLO"));
        wire.takesOne();
        assertThat(wire.taken, contains("HELLO", "NC 1"));
    }

    @Test
    void newerNewsReplacesWhatWasNotSentYetOfTheSameThing() {
        outbox.open("HELLO");
        outbox.news(news("1", "NC 1"));
        outbox.news(news("2", "NC 2"));
        outbox.news(news("1", "OC 1"));
        outbox.news(news("2", "CALL 2 RINGING"));
        outbox.news(news("2", "CALL 2 TALKING"));
        wire.takesAll();

        assertThat(wire.taken, contains("HELLO", "OC 1", "CALL 2 TALKING"));
    }

    @Test
    void answersAreNeverLeftOut() {
        outbox.open("HELLO");
        outbox.answer("OK 1");
        outbox.answer("OK 2");
        outbox.news(news("1", "NC 1"));
        wire.takesAll();

        assertThat(wire.taken, contains("HELLO", "OK 1", "OK 2", "NC 1"));
    }

    @Test
    void onePingWaitsAtMost() {
        outbox.open("HELLO");
        outbox.ping();
        outbox.ping();
        wire.takesAll();

        assertThat(wire.taken, contains("HELLO", "PING"));
    }

    @Test
    void aBurstIsNoSlowReader() {
        outbox.open("HELLO");
        IntStream.range(0, 5_000).forEach(call -> outbox.news(news("call" + call, "NC " + call)));
        IntStream.range(0, 5_000).filter(call -> call % 2 == 0).forEach(call -> outbox.news(news("call" + call, "OC " + call)));
        wire.takesAll();

        assertThat(wire.closed, is(empty()));
        assertThat("HELLO, an offer or its end for each call", wire.taken, hasSize(1 + 5_000));
        assertThat("in order", wire.taken.subList(0, 3), contains("HELLO", "NC 1", "NC 3"));
        assertThat("what was replaced comes last", wire.taken.get(5_000), is("OC 4998"));
    }

    @Test
    void changesOfOneCallTakeThePlaceOfOne() {
        outbox.open("HELLO");
        IntStream.range(0, Outbox.MOST_NEWS * 5).forEach(change -> outbox.news(news("call" + change % 10, "CALL " + change)));
        wire.takesAll();

        assertThat(wire.closed, is(empty()));
        assertThat("the newest of each", wire.taken, hasSize(1 + 10));
    }

    @Test
    void newsIsWrittenOnceForAllAndNotWhereNewerReplacesIt() {
        AtomicInteger written = new AtomicInteger();
        Outbox.News offer = new Outbox.News("1", () -> "NC " + written.incrementAndGet());
        SlowWire anotherWire = new SlowWire();
        Outbox another = new Outbox(anotherWire, 5, Runnable::run);
        outbox.open("HELLO");
        another.open("HELLO");
        outbox.news(new Outbox.News("1", () -> "OLD " + written.incrementAndGet()));
        outbox.news(offer);
        another.news(offer);
        wire.takesAll();
        anotherWire.takesAll();

        assertThat(wire.taken, contains("HELLO", "NC 1"));
        assertThat(anotherWire.taken, contains("HELLO", "NC 1"));
    }

    @Test
    void newsThatCannotBeWrittenIsLeftOut() {
        outbox.open("HELLO");
        outbox.news(new Outbox.News("1", () -> {
            throw new IllegalStateException("as the test wants it");
        }));
        outbox.news(news("2", "NC 2"));
        wire.takesAll();

        assertThat(wire.taken, contains("HELLO", "NC 2"));
        assertThat(wire.closed, is(empty()));
    }

    @Test
    void whoTakesNothingForSomeTimeIsClosedAndToldNothingMore() {
        outbox.open("HELLO");
        outbox.news(news("1", "NC 1"));
        IntStream.range(0, Outbox.LOOKS).forEach(look -> outbox.look());
        assertThat("not yet", wire.closed, is(empty()));
        wire.takesOne();
        IntStream.range(0, Outbox.LOOKS).forEach(look -> outbox.look());
        assertThat("the time begins with each message", wire.closed, is(empty()));

        outbox.look();
        outbox.news(news("late", "NC late"));
        wire.takesAll();

        assertThat(wire.closed, contains(CloseReason.TRY_AGAIN_LATER));
        assertThat(outbox.fellBehind(), is(true));
        assertThat(wire.taken, contains("HELLO", "NC 1"));
    }

    @Test
    void whoHasNothingToTakeIsNeverStuck() {
        outbox.open("HELLO");
        wire.takesAll();
        IntStream.range(0, Outbox.LOOKS * 10).forEach(look -> outbox.look());

        assertThat(wire.closed, is(empty()));
    }

    @Test
    void moreAnswersThanAnybodyLeavesUnreadCloseTheSocket() {
        outbox.open("HELLO");
        IntStream.range(0, 6).forEach(i -> outbox.answer("OK"));

        assertThat(wire.closed, contains(CloseReason.TRY_AGAIN_LATER));
    }

    @Test
    void moreNewsThanThereAreCallsClosesTheSocket() {
        outbox.open("HELLO");
        IntStream.rangeClosed(0, Outbox.MOST_NEWS).forEach(call -> outbox.news(news("call" + call, "NC")));

        assertThat(wire.closed, contains(CloseReason.TRY_AGAIN_LATER));
    }

    @Test
    void newsAfterAnAnswerStaysBehindIt() {
        outbox.open("HELLO");
        outbox.news(news("agent", "AGENT AVAILABLE"));
        outbox.answer("OK");
        outbox.news(news("agent", "AGENT PAUSED"));
        wire.takesAll();

        assertThat(wire.taken, contains("HELLO", "OK", "AGENT PAUSED"));
    }

    @Test
    void aMessageThatIsLostClosesTheSocket() {
        outbox.open("HELLO");
        wire.loses();

        assertThat(wire.closed, contains(CloseReason.TRY_AGAIN_LATER));
    }

    @Test
    void lastWordsGoBeforeTheClose() {
        outbox.open("HELLO");
        wire.takesAll();

        outbox.close(CloseReason.SESSION_REPLACED, "ERROR");
        outbox.close(CloseReason.GOING_AWAY, "ERROR again");
        wire.takesAll();

        assertThat(wire.taken, contains("HELLO", "ERROR"));
        assertThat(wire.closed, contains(CloseReason.SESSION_REPLACED));
    }

    @Test
    void lastWordsWaitForTheMessageThatIsOnItsWay() {
        outbox.open("HELLO");

        outbox.close(CloseReason.SESSION_REPLACED, "ERROR");

        assertThat(wire.taken, contains("HELLO"));
        assertThat(wire.closed, is(empty()));
        wire.takesAll();
        assertThat(wire.taken, contains("HELLO", "ERROR"));
        assertThat(wire.closed, contains(CloseReason.SESSION_REPLACED));
    }

    @Test
    void aWireThatTakesEverythingAtOnceIsNoDeepCall() {
        AtomicInteger sent = new AtomicInteger();
        Outbox fast = new Outbox(new InstantWire(sent), 200_000, Runnable::run);
        for (int i = 0; i < 2_000; i++) {
            fast.answer("OK " + i);
        }

        fast.open("HELLO");

        assertThat(sent.get(), is(2_001));
    }

    @Test
    void fromManyThreadsEachMessageIsSentOnceAndOneAtATime() throws Exception {
        AtomicInteger sent = new AtomicInteger();
        Outbox fast = new Outbox(new InstantWire(sent), 200_000, Runnable::run);
        fast.open("HELLO");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        for (int thread = 0; thread < 8; thread++) {
            threads.submit(() -> {
                for (int i = 0; i < 1_000; i++) {
                    fast.answer("OK");
                }
            });
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS), is(true));

        assertThat(sent.get(), is(8_001));
    }

    @Test
    void nothingIsSentToAClosedSocket() {
        outbox.open("HELLO");
        outbox.closed();
        outbox.answer("OK");
        wire.takesAll();

        assertThat(wire.taken, hasSize(1));
    }

    /** Takes a message when the test says so. */
    private static final class SlowWire implements Wire {
        private final List<String> taken = new ArrayList<>();
        private final List<CloseReason> closed = new ArrayList<>();
        private Optional<Consumer<Boolean>> pending = Optional.empty();

        @Override
        public void send(String text, Consumer<Boolean> done) {
            assertThat("one at a time", pending.isEmpty(), is(true));
            taken.add(text);
            pending = Optional.of(done);
        }

        @Override
        public void ping(Consumer<Boolean> done) {
            send("PING", done);
        }

        @Override
        public void close(CloseReason reason) {
            closed.add(reason);
        }

        void takesOne() {
            answer(true);
        }

        void takesAll() {
            while (pending.isPresent()) {
                takesOne();
            }
        }

        void loses() {
            answer(false);
        }

        private void answer(boolean ok) {
            Consumer<Boolean> done = pending.orElseThrow();
            pending = Optional.empty();
            done.accept(ok);
        }
    }

    /** Takes each message at once, and notices when two come together. */
    private static final class InstantWire implements Wire {
        private final AtomicInteger sent;
        private final AtomicInteger inside = new AtomicInteger();

        InstantWire(AtomicInteger sent) {
            this.sent = sent;
        }

        @Override
        public void send(String text, Consumer<Boolean> done) {
            if (inside.getAndIncrement() == 0) {
                sent.incrementAndGet();
            }
            inside.decrementAndGet();
            done.accept(true);
        }

        @Override
        public void ping(Consumer<Boolean> done) {
            send("PING", done);
        }

        @Override
        public void close(CloseReason reason) {
            sent.set(-1);
        }
    }
}
