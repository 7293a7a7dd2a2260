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
package org.apache.ofbiz.asterisk.call.tracking;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.startsWith;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.Channel;
import org.apache.ofbiz.asterisk.call.Party;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallThreadTest {

    private final BlockingQueue<String> problems = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final CallThread calls = new CallThread("PBX", new TestNumbering(), (what, cause) -> problems.add(what + ": " + cause.getMessage()));

    @AfterEach
    void stop() {
        calls.close();
    }

    @Test
    void oneFailingListenerDoesNotStopTheOthers() throws Exception {
        calls.addListener((call, event) -> {
            throw new IllegalStateException("broken");
        });
        calls.addListener((call, event) -> told.add(Thread.currentThread().getName()));
        calls.start();

        calls.accept(arrival(1));

        assertThat(told.poll(10, TimeUnit.SECONDS), is("asterisk-calls-PBX"));
        assertThat(problems.poll(10, TimeUnit.SECONDS), containsString("of call PBX:1: broken"));
    }

    @Test
    void changesAreToldInOrder() throws Exception {
        calls.addListener((call, event) -> told.add(call.linkedId()));
        for (int i = 0; i < 5_000; i++) {
            calls.accept(arrival(i));
        }

        calls.start();

        for (int i = 0; i < 5_000; i++) {
            assertThat(told.poll(10, TimeUnit.SECONDS), is(String.valueOf(i)));
        }
        // the last listener is told before the event counts as applied
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10); calls.backlog() > 0 && System.nanoTime() < end;) {
            Thread.onSpinWait();
        }
        assertThat(calls.backlog(), is(0));
    }

    @Test
    void whoeverBringsTooMuchWaitsAndNothingIsLostOrOvertaken() throws Exception {
        AtomicInteger most = new AtomicInteger();
        try (CallThread small = new CallThread("PBX", new TestNumbering(), (what, cause) -> problems.add(what), 100)) {
            small.addListener((call, event) -> {
                most.accumulateAndGet(small.backlog(), Math::max);
                told.add(call.linkedId());
            });
            Thread bringing = new Thread(() -> IntStream.range(0, 20_000).forEach(i -> small.accept(arrival(i))));
            bringing.start();
            while (small.backlog() < 100) {
                Thread.onSpinWait();
            }
            small.accept(new CallEvent.OriginateRequested(Instant.EPOCH, "ours", "PJSIP/1001", Party.UNKNOWN, "outbound", "1", Optional.empty()));
            assertThat("what is ours has room", small.backlog(), is(101));

            small.start();

            for (int i = 0; i < 20_000; i++) {
                String next = told.poll(10, TimeUnit.SECONDS);
                assertThat("ours".equals(next) ? told.poll(10, TimeUnit.SECONDS) : next, is(String.valueOf(i)));
            }
            assertThat("backlog", most.get(), is(lessThanOrEqualTo(101)));
            bringing.join(10_000);
        }
    }

    @Test
    void whoeverWaitsIsReleasedAtTheEnd() throws Exception {
        CallThread small = new CallThread("PBX", new TestNumbering(), (what, cause) -> problems.add(what), 10);
        Thread bringing = new Thread(() -> IntStream.range(0, 100).forEach(i -> small.accept(arrival(i))));
        bringing.start();
        while (small.backlog() < 10) {
            Thread.onSpinWait();
        }

        small.close();

        bringing.join(10_000);
        assertThat(bringing.isAlive(), is(false));
    }

    @Test
    void anEventThatCannotBeFollowedIsReportedAndTheNextOneFollowed() throws Exception {
        calls.addListener((call, event) -> told.add(call.linkedId()));
        calls.start();

        calls.accept(new CallEvent.DialBegun(Instant.EPOCH, null, null, null, null, null));
        calls.accept(arrival(1));

        assertThat(told.poll(10, TimeUnit.SECONDS), is("1"));
        assertThat(problems.poll(10, TimeUnit.SECONDS), startsWith("following DialBegun"));
    }

    private static CallEvent arrival(int id) {
        Channel channel = new Channel("PJSIP/trunk-" + id, String.valueOf(id), String.valueOf(id));
        return new CallEvent.ChannelCreated(Instant.EPOCH, channel, true, Party.UNKNOWN, "from-trunk", "5000");
    }
}
