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
package org.apache.ofbiz.asterisk.ami;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionState.Phase;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.tracking.CallThread;
import org.apache.ofbiz.asterisk.call.tracking.TestNumbering;
import org.apache.ofbiz.asterisk.fixture.PbxPlayer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the socket to the tracker: what was sent is counted against what was told. */
class ZeroLossTest {

    private static final int BURST = 35_000;

    private PbxPlayer pbx;

    @BeforeEach
    void givenAPbx() throws Exception {
        pbx = new PbxPlayer();
    }

    @AfterEach
    void hangUp() throws Exception {
        pbx.close();
    }

    @Test
    void aBurstWithAStallDownstreamReachesTheTracker() throws Exception {
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        AtomicLong stalls = new AtomicLong();
        try (CallThread calls = new CallThread("PBX", new TestNumbering(), (what, cause) -> { })) {
            calls.addListener((call, event) -> {
                if (event instanceof CallEvent.ChannelCreated && begun.incrementAndGet() % 3_500 == 0) {
                    stalls.incrementAndGet();
                    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
                    while (System.nanoTime() < until) {
                        LockSupport.parkNanos(until - System.nanoTime());
                    }
                }
                ended.addAndGet(call.ended() ? 1 : 0);
            });
            calls.start();
            try (AsteriskConnection connection = EventSink.connect(pbx.server(), calls)) {
                Eventually.isTrue(() -> connection.health().resynchronised() == 1, "connected");
                long before = connection.health().events();

                pbx.say(IntStream.range(0, BURST / 2).mapToObj(i -> created(i) + hungUp(i)).collect(Collectors.joining()));

                Eventually.isTrue(() -> ended.get() == BURST / 2, "every call has ended");
                assertThat(stalls.get(), is(5L));
                assertThat(begun.get(), is(BURST / 2));
                assertThat("received", connection.health().events() - before, is(greaterThanOrEqualTo((long) BURST)));
                assertThat("lost", connection.health().lost() + connection.health().unreadable(), is(0L));
                assertThat("one log-in", connection.health().resynchronised(), is(1L));
            }
        }
    }

    @Test
    void aFullQueueAtTheEndOfTheConnectionLosesNeitherEventsNorTheEnd() throws Exception {
        EventSink heard = new EventSink();
        Semaphore room = new Semaphore(1);
        try (AsteriskConnection connection = EventSink.connect(pbx.server(), event -> {
            room.acquireUninterruptibly();
            heard.accept(event);
        })) {
            heard.connected(connection, pbx);
            pbx.say(IntStream.range(0, 2_000).mapToObj(ZeroLossTest::hungUp).collect(Collectors.joining()));
            Eventually.isTrue(room::hasQueuedThreads, "the reader waits");
            pbx.sayLast("");
            assertThat("nothing passes while there is no room", heard.count(), is(0));

            room.release(1_000_000);

            List<CallEvent> passed = heard.untilHangupOf("1999");
            assertThat("each one, in order", passed.stream().map(event -> ((CallEvent.HungUp) event).channel().uniqueId()).toList(),
                    is(IntStream.range(0, 2_000).mapToObj(String::valueOf).toList()));
            pbx.awaitLogin();
            assertThat("then, and only then, what the next log-in lists", heard.next(), is(instanceOf(CallEvent.Resynchronised.class)));
            Eventually.isTrue(() -> connection.state().phase() == Phase.CONNECTED, "connected again");
            assertThat(connection.health().lost(), is(0L));
            assertThat(connection.health().resynchronised(), is(2L));
        }
    }

    @Test
    void anEventCutOffIsCountedAndTheStateListedAnew() throws Exception {
        EventSink heard = new EventSink();
        try (AsteriskConnection connection = heard.connect(pbx.server())) {
            heard.connected(connection, pbx);

            pbx.sayLast(hungUp(1) + hungUp(2).substring(0, 40));

            heard.untilHangupOf("1");
            pbx.awaitLogin();
            assertThat(heard.next(), is(instanceOf(CallEvent.Resynchronised.class)));
            assertThat(connection.health().unreadable(), is(1L));
        }
    }

    @Test
    void aServerThatFloodsAndStallsDoesNotTouchAnother() throws Exception {
        EventSink heard = new EventSink();
        Semaphore never = new Semaphore(1);
        AtomicInteger flooded = new AtomicInteger();
        try (PbxPlayer flood = new PbxPlayer(); PbxPlayer dead = new PbxPlayer();
                AsteriskConnection stalled = EventSink.connect(flood.server(), event -> {
                    flooded.incrementAndGet();
                    never.acquireUninterruptibly();
                });
                AsteriskConnection refused = EventSink.connect(dead.server(), new EventSink());
                AsteriskConnection good = heard.connect(pbx.server())) {
            dead.close();
            Eventually.isTrue(() -> stalled.health().resynchronised() == 1, "the one that will stall is connected");
            heard.connected(good, pbx);
            Thread flooding = new Thread(() -> flood.sayUnlessGone(
                    IntStream.range(0, 200_000).mapToObj(ZeroLossTest::hungUp).collect(Collectors.joining())));
            flooding.setDaemon(true);
            flooding.start();
            Eventually.isTrue(never::hasQueuedThreads, "the reader of the flood waits");
            pbx.answer("Hangup", action -> "Response: Success\r\nMessage: Channel Hungup\r\n");

            for (int i = 0; i < 1_000; i++) {
                pbx.say(hungUp(i));
                heard.untilHangupOf(String.valueOf(i));
            }

            assertThat("commands are answered", good.commands().hangup("PJSIP/1001-1").toCompletableFuture().get(20, TimeUnit.SECONDS).ok(),
                    is(true));
            assertThat(good.health().lost() + stalled.health().lost() + refused.health().lost(), is(0L));
            assertThat(good.health().resynchronised(), is(1L));
            assertThat("the flood stands still: the list and one event", flooded.get(), is(2));
            never.release(1_000_000);
            Eventually.isTrue(() -> flooded.get() == 200_001, "all of the flood arrives in the end");
        }
    }

    private static String created(int id) {
        return "Event: Newchannel\r\nPrivilege: call,all\r\nChannel: PJSIP/trunk-" + id + "\r\nChannelState: 4\r\nCallerIDNum: 3725551234\r\n"
                + "Context: from-trunk\r\nExten: 5000\r\nUniqueid: " + id + "\r\nLinkedid: " + id + "\r\n\r\n";
    }

    private static String hungUp(int id) {
        return "Event: Hangup\r\nPrivilege: call,all\r\nChannel: PJSIP/trunk-" + id + "\r\nUniqueid: " + id + "\r\nLinkedid: " + id
                + "\r\nCause: 16\r\n\r\n";
    }
}
