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
package org.apache.ofbiz.asterisk.center;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.Channel;
import org.apache.ofbiz.asterisk.call.Party;
import org.apache.ofbiz.asterisk.health.ServerMetrics.Folder.Access;
import org.apache.ofbiz.asterisk.health.ServerMetrics;
import org.apache.ofbiz.asterisk.health.Versions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found out by listening, and by looking at folders. */
class EventMetricsTest {

    private static final Instant T1 = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant T2 = T1.plusSeconds(1);
    private static final Channel CHANNEL = new Channel("PJSIP/1001-1", "1.1", "1.1");

    private final EventMetrics events = new EventMetrics();

    private static CallEvent originate() {
        return new CallEvent.OriginateRequested(T1, "1.1", "PJSIP/1001", Party.UNKNOWN, "outbound", "123", Optional.empty());
    }

    private static CallEvent failed(int reason) {
        return new CallEvent.OriginateFailed(T2, "1.1", "PJSIP/1001", Party.UNKNOWN, "outbound", "123", reason);
    }

    @Test
    void eachKindIsRememberedByItself() {
        events.accept(new CallEvent.QueueJoined(T1, CHANNEL, "support", ""));
        events.accept(new CallEvent.UserEventRaised(T2, CHANNEL, "Waiting", Map.of()));
        assertThat(events.heard(), is(new ServerMetrics.Heard(Optional.empty(), Optional.of(T1), Optional.of(T2), Optional.empty())));
    }

    @Test
    void ourOwnRequestIsNoProofThatEventsCome() {
        events.accept(originate());
        assertThat(events.heard().call(), is(Optional.empty()));
        assertThat(events.heard().originated(), is(Optional.of(T1)));
    }

    @Test
    void aRequestThatThePbxRefusedWasToBringNoEvent() {
        events.accept(originate());
        events.accept(failed(-1));
        assertThat(events.heard(), is(ServerMetrics.Heard.NOTHING));
    }

    @Test
    void aFailureThatThePbxReportsIsAnEventOfACall() {
        events.accept(originate());
        events.accept(failed(0));
        assertThat(events.heard().call(), is(Optional.of(T2)));
    }

    @Test
    void anotherLogInBeginsAnew() {
        events.accept(new CallEvent.HungUp(T1, CHANNEL, 16, ""));
        assertThat(events.heard().call(), is(Optional.of(T1)));
        events.accept(new CallEvent.Resynchronised(T2, List.of()));
        assertThat(events.heard(), is(ServerMetrics.Heard.NOTHING));
    }

    @Test
    void aFolderIsReadableMissingOrNone(@TempDir Path folder) throws IOException {
        assertThat("nobody allowed it", HealthReport.folder(folder, path -> false).access(), is(Access.NOT_ALLOWED));
        assertThat(HealthReport.folder(folder, path -> true).access(), is(Access.READABLE));
        assertThat(HealthReport.folder(folder.resolve("none"), path -> true).access(), is(Access.MISSING));
        assertThat(HealthReport.folder(Files.createFile(folder.resolve("file")), path -> true).access(), is(Access.UNREADABLE));
    }

    @Test
    void librariesTellTheirVersionOrAreMissing(@TempDir Path folder) throws IOException {
        assertThat(Versions.library("org.example.Nothing", ""), is(Optional.empty()));
        assertThat(Versions.library("java.lang.String", "/nothing").isPresent(), is(true));
        assertThat(Versions.ofbiz(folder.resolve("VERSION")), is(Optional.empty()));
        assertThat(Versions.ofbiz(Files.writeString(folder.resolve("VERSION"), "Release24.09\n")), is(Optional.of("Release24.09")));
    }
}
