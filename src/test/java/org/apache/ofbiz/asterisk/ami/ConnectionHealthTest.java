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
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.ami.retry.ConnectPolicy;
import org.apache.ofbiz.asterisk.ami.wire.AmiSession;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionHealth;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionMetrics;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionReason;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionState;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionState.Phase;
import org.apache.ofbiz.asterisk.fixture.PbxPlayer;
import org.apache.ofbiz.asterisk.fixture.TestRules;
import org.asteriskjava.manager.response.ManagerResponse;
import org.junit.jupiter.api.Test;

class ConnectionHealthTest {

    private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");
    private static final ConnectionState CONNECTED =
            new ConnectionState(Phase.CONNECTED, START, ConnectionReason.other("connected"), "22", Optional.empty());

    private Instant now = START;
    private final ConnectionMetrics figures = new ConnectionMetrics(new Clock() {
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
    });

    @Test
    void nothingIsKnownBeforeTheFirstMessage() {
        ConnectionHealth health = figures.health(CONNECTED);

        assertThat(health, is(new ConnectionHealth(CONNECTED, Optional.empty(), Optional.empty(), 0, 0, 0, 0, 0, Optional.empty())));
    }

    @Test
    void eventsAreAveragedOverTenSeconds() {
        for (int second = 0; second < 30; second++) {
            messages(second < 20 ? 500 : 100);
            now = now.plusSeconds(1);
            figures.tick();
        }

        ConnectionHealth health = figures.health(CONNECTED);
        assertThat(health.events(), is(11_000L));
        assertThat(health.eventsPerSecond(), is(closeTo(100, 0.1)));
        assertThat(health.lastEventAt(), is(Optional.of(START.plusSeconds(29))));

        now = now.plusSeconds(90);
        assertThat("a silent line calms down", figures.health(CONNECTED).eventsPerSecond(), is(closeTo(10, 0.1)));
    }

    @Test
    void aClockThatGoesWrongIsSeenAcrossTheRoundTrip() {
        now = START.plusMillis(40);

        figures.pong(START, Optional.of(START.plusMillis(20).minusSeconds(90)));

        assertThat(figures.health(CONNECTED).roundTrip(), is(Optional.of(Duration.ofMillis(40))));
        assertThat(figures.health(CONNECTED).clockSkew(), is(Optional.of(Duration.ofSeconds(-90))));
    }

    @Test
    void thePbxTellsItsClockInItsOwnWay() {
        assertThat(Answers.clock(pong("timestamp", "1795187909.851498")), is(Optional.of(Instant.ofEpochMilli(1_795_187_909_851L))));
        assertThat(Answers.clock(pong("timestamp", "soon")), is(Optional.empty()));
        assertThat(Answers.clock(pong("otherwise", "1")), is(Optional.empty()));
    }

    @Test
    void aConnectionTellsItsFigures() throws Exception {
        try (PbxPlayer pbx = new PbxPlayer()) {
            pbx.answer("Ping", action -> "Response: Success\r\nPing: Pong\r\nTimestamp: "
                    + Instant.now().plusSeconds(3600).getEpochSecond() + ".000000\r\n");
            try (AsteriskConnection connection = new AsteriskConnection(pbx.server(), TestRules::now,
                    ConnectPolicy.DEFAULT, event -> { }, (id, peers) -> { },
                    new AmiSession.Limits(Duration.ofSeconds(2), Duration.ofMillis(50), Duration.ofSeconds(2), Duration.ofSeconds(5)),
                    Clock.systemUTC())) {
                connection.start();
                Eventually.isTrue(() -> connection.health().clockSkew().isPresent(), "a ping is answered");

                ConnectionHealth health = connection.health();
                assertThat(health.state().phase(), is(Phase.CONNECTED));
                assertThat("a clock an hour ahead", health.clockSkew().get().toMinutes(), greaterThan(58L));
                assertThat(health.roundTrip().isPresent(), is(true));
                assertThat(health.resynchronised(), is(1L));
                assertThat(health.events(), greaterThan(5L));
                assertThat(health.lost() + health.unreadable(), is(0L));
            }
        }
    }

    private void messages(int count) {
        for (int i = 0; i < count; i++) {
            figures.received();
        }
    }

    private static ManagerResponse pong(String header, String value) {
        ManagerResponse pong = new ManagerResponse();
        pong.setAttributes(new HashMap<>(Map.of(header, value)));
        return pong;
    }
}
