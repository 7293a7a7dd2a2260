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
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.ofbiz.asterisk.ami.retry.ConnectPolicy;
import org.apache.ofbiz.asterisk.ami.wire.AmiMessage;
import org.apache.ofbiz.asterisk.ami.wire.AmiSession;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionMetrics;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionReason;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionReason.Code;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.PbxServer;
import org.apache.ofbiz.asterisk.call.queues.QueueEvent;
import org.apache.ofbiz.asterisk.call.voicemail.Mailbox;
import org.apache.ofbiz.asterisk.fixture.PbxPlayer;
import org.apache.ofbiz.asterisk.fixture.TestRules;
import org.junit.jupiter.api.Test;

/** A connection that is replaced: its thread may still wait for a PBX that doesn't answer, and end long after the next one has logged in. */
class ClosedConnectionTest {

    static {
        PbxPlayer.allowAnyPort();
    }

    private static final ConnectPolicy POLICY =
            new ConnectPolicy(0, Duration.ofMillis(20), Duration.ofMillis(50), ConnectPolicy.UNCHANGED_PAUSE);

    private static final PbxServer SERVER = new PbxServer("PBX", "127.0.0.1", 5038, false, Optional.empty(), "app", "app-secret",
            new Numbering.Contexts("internal", "outbound", "claim", "waiting"), "/rec");

    private final List<QueueEvent> queues = new ArrayList<>();
    private final List<Optional<Mailbox>> mailboxes = new ArrayList<>();
    private final AsteriskConnection connection = new AsteriskConnection(SERVER, TestRules::now, POLICY, event -> { }, (id, found) -> { });

    @Test
    void queuesAreToldOnceThatItIsClosedBeforeTheNextOneBegins() {
        connection.queues().listen(queues::add);

        connection.close();

        assertThat(queues, is(List.of(new QueueEvent.Disconnected())));
        connection.queues().forget(); // when its thread ends
        assertThat(queues, is(List.of(new QueueEvent.Disconnected())));
    }

    @Test
    void nothingOfMailboxesIsToldAfterIt() {
        connection.mailboxes().listen(mailboxes::add);

        connection.close();

        connection.mailboxes().connected();
        connection.mailboxes().heard(new AmiMessage(List.of("Event: MessageWaiting", "Mailbox: 2000@default", "New: 1", "Old: 0")));
        assertThat(mailboxes, is(empty()));
    }

    /** As by the end of a lease in this moment. */
    @Test
    void whoIsInterruptedWhileLoggingInIsToldSo() throws Exception {
        try (PbxPlayer pbx = new PbxPlayer()) {
            CountDownLatch asked = new CountDownLatch(1);
            pbx.answer("Challenge", action -> {
                asked.countDown();
                return "";
            });
            AmiSession session = new AmiSession(pbx.server(), TestRules.now(), AmiSession.Limits.DEFAULT,
                    new ConnectionMetrics(Clock.systemUTC()), (from, event) -> { });
            CompletableFuture<Exception> told = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                try {
                    session.open();
                } catch (IOException | RuntimeException e) {
                    told.complete(e);
                }
            });
            thread.start();
            assertThat(asked.await(20, TimeUnit.SECONDS), is(true));

            thread.interrupt();

            assertThat(told.get(20, TimeUnit.SECONDS).getMessage(), is("interrupted"));
            session.abandon(ConnectionReason.of(Code.CLOSED));
        }
    }
}
