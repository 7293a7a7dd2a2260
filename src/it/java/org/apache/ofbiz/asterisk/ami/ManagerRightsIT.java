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
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.ami.ManagerRights.Feature;
import org.apache.ofbiz.asterisk.ami.ManagerRights.Grant;
import org.apache.ofbiz.asterisk.ami.retry.ConnectPolicy;
import org.apache.ofbiz.asterisk.ami.wire.AmiSession;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionMetrics;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionReason;
import org.apache.ofbiz.asterisk.call.PbxServer;
import org.apache.ofbiz.asterisk.call.tracking.TestNumbering;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.TestRules;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A real Asterisk with AMI users that each lack one class of rights: exactly what needs it is told as missing. */
@Tag("asterisk")
class ManagerRightsIT {

    /** Who lacks read=system never hears that the PBX has booted: pings, which time that wait, come often. */
    private static final AmiSession.Limits LIMITS =
            new AmiSession.Limits(Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofSeconds(90), Duration.ofSeconds(3));
    /** The class that each user of lab/config/manager.conf lacks, and what is lost with it. Hanging up needs call or system. */
    private static final Map<String, Set<Feature>> LOST = Map.of(
            "write-originate", EnumSet.of(Feature.ORIGINATE),
            "write-call", EnumSet.of(Feature.REDIRECT),
            "write-system", EnumSet.of(Feature.PEERS, Feature.EVENT_FILTER, Feature.RECORDING),
            "write-reporting", EnumSet.of(Feature.DIALPLAN),
            "write-agent", EnumSet.of(Feature.QUEUE_MEMBERS),
            "read-system", EnumSet.of(Feature.STATE_EVENTS));

    private static AsteriskLab lab;

    @BeforeAll
    static void startAsterisk() {
        lab = AsteriskLab.start();
    }

    @AfterAll
    static void stopAsterisk() {
        lab.close();
    }

    @TestFactory
    Stream<DynamicTest> withoutOneClassJustWhatNeedsItIsMissing() {
        return LOST.entrySet().stream().sorted(Map.Entry.comparingByKey()).map(each -> DynamicTest.dynamicTest(each.getKey(), () ->
                assertThat(denied(rightsOf("lacks-" + each.getKey())), is(each.getValue()))));
    }

    /** A trial must find it out within seconds, and also whether calls are heard of, which nobody can be asked. */
    @TestFactory
    Stream<DynamicTest> aTrialFindsTheSame() {
        Map<String, Set<Feature>> lost = new TreeMap<>(LOST);
        lost.put("read-call", EnumSet.of(Feature.CALL_EVENTS));
        return lost.entrySet().stream().map(each -> DynamicTest.dynamicTest(each.getKey(), () -> {
            TrialLogin.Found found = TrialLogin.run(server("lacks-" + each.getKey()), TestRules.now());
            assertThat(found.failure(), is(Optional.empty()));
            assertThat(denied(found.rights().orElseThrow()), is(each.getValue()));
            assertThat(found.contexts().keySet(), each.getValue().contains(Feature.DIALPLAN) ? is(Set.of())
                    : hasItems("internal", "outbound", "claim", "waiting", "from-trunk"));
        }));
    }

    @Test
    void aTrialKnowsTheNumbersOfAContextAndThatCallsAreHeard() {
        TrialLogin.Found found = TrialLogin.run(server("ofbiz"), TestRules.now());
        assertThat(found.contexts().get("from-trunk"), hasItems("5000", "5001"));
        assertThat(found.rights().orElseThrow().of(Feature.CALL_EVENTS), is(Grant.GIVEN));
    }

    @Test
    void whoMayDoNothingIsToldSo() {
        TrialLogin.Found found = TrialLogin.run(server("reader"), TestRules.now());
        assertThat(found.failure(), is(Optional.empty()));
        assertThat(denied(found.rights().orElseThrow()), hasItems(Feature.ORIGINATE, Feature.CHANNELS, Feature.REDIRECT));
    }

    @Test
    void withoutCallAndSystemNothingCanBeHungUp() throws Exception {
        assertThat(denied(rightsOf("lacks-write-call-system")),
                is(EnumSet.of(Feature.REDIRECT, Feature.HANG_UP, Feature.PEERS, Feature.EVENT_FILTER, Feature.RECORDING)));
    }

    @Test
    void withoutSystemAndReportingNothingCanBeListed() throws Exception {
        assertThat(denied(rightsOf("lacks-write-system-reporting")),
                is(EnumSet.of(Feature.CHANNELS, Feature.DIALPLAN, Feature.PEERS, Feature.EVENT_FILTER, Feature.RECORDING)));
    }

    @Test
    void theUserOfTheAdminGuideLacksNothingAndMayNotUseTheConsole() {
        AsteriskConnection connection = new AsteriskConnection(server("ofbiz"), TestRules::now,
                ConnectPolicy.DEFAULT, event -> { }, (id, found) -> { });
        connection.start();
        try {
            ManagerRights rights = Await.until(connection::rights, () -> "state " + connection.state());
            assertThat(denied(rights), is(EnumSet.noneOf(Feature.class)));
            assertThat(rights.of(Feature.COMMAND), is(Grant.DENIED));
            assertThat("the lab has no chan_sip, which is no fault", rights.of(Feature.PEERS), is(Grant.GIVEN));
            assertThat(rights.of(Feature.QUEUES), is(Grant.GIVEN));
        } finally {
            connection.close();
        }
    }

    private static Set<Feature> denied(ManagerRights rights) {
        return Arrays.stream(Feature.values()).filter(feature -> feature != Feature.COMMAND && rights.of(feature) == Grant.DENIED)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Feature.class)));
    }

    private static ManagerRights rightsOf(String user) throws IOException, InterruptedException {
        AmiSession session = new AmiSession(server(user), TestRules.now(), LIMITS, new ConnectionMetrics(Clock.systemUTC()), (from, event) -> { });
        try {
            session.open();
            session.awaitBooted();
            return new RightsCheck(session).find();
        } finally {
            session.abandon(ConnectionReason.other("closed"));
        }
    }

    private static PbxServer server(String user) {
        AsteriskLab.Ami ami = lab.ami();
        return new PbxServer("PBX", ami.host(), ami.port(), false, Optional.empty(), user, ami.secret(), new TestNumbering().contexts(),
                lab.recordingsFolder().toString());
    }
}
