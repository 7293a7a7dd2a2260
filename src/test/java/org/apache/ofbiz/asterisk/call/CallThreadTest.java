/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.call;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.ofbiz.asterisk.call.CallEvent.Party;
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
        assertThat(calls.backlog(), is(0));
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
