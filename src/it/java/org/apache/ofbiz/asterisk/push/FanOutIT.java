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
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.ofbiz.asterisk.acd.AcdListener;
import org.apache.ofbiz.asterisk.acd.CallerDirectory;
import org.apache.ofbiz.asterisk.acd.distribution.Calls;
import org.apache.ofbiz.asterisk.acd.distribution.Scene;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.web.socket.EndpointInstaller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Counts only: bench/run fan-out measures how fast. */
@Tag("embedded")
class FanOutIT {

    private static final int USERS = 100;
    private static final int FEW = 20;
    private static final int BURST = 5_000;
    private static final int OPEN_CALLS = 1_000;

    private final PushServer server = new PushServer(PushSettings.of(false, Set.of()));

    @AfterEach
    void stop() {
        server.close();
    }

    /** A call of a caller whom nobody knows. */
    static AcdListener.Offer offer(String linkedId) {
        CallerDirectory.Caller nobody = new CallerDirectory.Caller(Calls.CUSTOMER, "", Calls.CUSTOMER, List.of(),
                CallerDirectory.MatchedOn.NOBODY, "");
        return new AcdListener.Offer(Calls.waiting(linkedId), Scene.SUPPORT, nobody, Optional.empty(), Instant.EPOCH, Optional.empty());
    }

    static List<String> users(int count) {
        return IntStream.range(0, count).mapToObj(user -> "user" + user).toList();
    }

    /** The browsers of so many users, each with its HELLO. */
    static ManyBrowsers connect(PushServer server, int count) throws IOException {
        ManyBrowsers browsers = new ManyBrowsers();
        for (String user : users(count)) {
            browsers.open(server.address("http"), "/asterisk/control/login?user=" + user, "/asterisk" + EndpointInstaller.PATH);
        }
        browsers.start();
        Await.untilTrue(() -> browsers.messages() == count, () -> browsers.messages() + " HELLOs");
        return browsers;
    }

    @Test
    void eachUserIsOfferedACallOnceAndNobodyElse() throws IOException {
        try (ManyBrowsers browsers = connect(server, USERS)) {
            server.hub.news().offered(offer("1"), users(USERS / 2));
            server.hub.news().offered(offer("2"), users(USERS));
            Await.untilTrue(() -> browsers.offers() >= USERS + USERS / 2, () -> browsers.offers() + " offers");

            assertThat(browsers.messages(), is((long) USERS + USERS + USERS / 2));
            assertThat(browsers.closed(), is(0L));
        }
    }

    @Test
    void aBurstOfOffersClosesNobodyAndLosesNone() throws IOException {
        try (ManyBrowsers browsers = connect(server, FEW)) {
            IntStream.range(0, BURST).forEach(call -> server.hub.news().offered(offer("c" + call), users(FEW)));
            Await.untilTrue(() -> browsers.offers() >= BURST * FEW || browsers.closed() > 0, () -> browsers.offers() + " offers");

            assertThat(browsers.closed(), is(0L));
            assertThat(browsers.offers(), is((long) BURST * FEW));
        }
    }

    @Test
    void whatWaitsComesInOneMessage() {
        try (TestBrowser ann = TestBrowser.of(server, "ann")) {
            IntStream.range(0, OPEN_CALLS).forEach(call -> server.happens(Calls.waiting("c" + call)));
            ann.await("NC", offer -> offer.path("callId").asText().equals("PBX:c" + (OPEN_CALLS - 1)));
            try (TestBrowser again = new TestBrowser(server, true).visits("login?user=ann").connects()) {
                assertThat(again.await("HELLO").path("calls").size(), is(OPEN_CALLS));
            }
        }
    }
}
