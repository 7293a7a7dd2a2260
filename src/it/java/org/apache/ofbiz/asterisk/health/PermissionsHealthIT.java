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
package org.apache.ofbiz.asterisk.health;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.ofbiz.asterisk.ami.AsteriskConnection;
import org.apache.ofbiz.asterisk.ami.retry.ConnectPolicy;
import org.apache.ofbiz.asterisk.call.PbxCommands.Originate;
import org.apache.ofbiz.asterisk.call.PbxServer;
import org.apache.ofbiz.asterisk.call.tracking.TestNumbering;
import org.apache.ofbiz.asterisk.center.EventMetrics;
import org.apache.ofbiz.asterisk.crm.directory.ServerSetup;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.TestRules;
import org.apache.ofbiz.asterisk.health.HealthCheck.Finding;
import org.apache.ofbiz.asterisk.health.HealthCheck.Severity;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** On a real Asterisk: a user without read=call is found out by the first call that is placed, and not before. */
@Tag("asterisk")
class PermissionsHealthIT {

    private static final String CALL_EVENTS = "RIGHT-CALL_EVENTS";

    private record Listener(AsteriskConnection connection, EventMetrics heard) implements AutoCloseable {

        static Listener as(String user, AsteriskLab.Ami ami) {
            EventMetrics heard = new EventMetrics();
            PbxServer server = new PbxServer("PBX", ami.host(), ami.port(), false, Optional.empty(), user, ami.secret(),
                    new TestNumbering().contexts(), "/rec");
            AsteriskConnection connection = new AsteriskConnection(server, TestRules::now, ConnectPolicy.DEFAULT, heard, (id, found) -> { });
            connection.start();
            Await.until(connection::rights, () -> "state " + connection.state());
            return new Listener(connection, heard);
        }

        /** What is told of the events of calls; empty when nothing is wrong with them. */
        Optional<Finding> told(Instant now) {
            ServerSetup.Server setUp = new ServerSetup.Server("PBX", "", true, "user", new TestNumbering().contexts(), 1, 1, Path.of("/rec"), false,
                    false);
            ServerMetrics.Link link = new ServerMetrics.Link(connection.health(), 0, connection.rights(), heard.heard(), Map.of(), Optional.empty());
            return PermissionsHealth.of(setUp, link, now).stream().filter(finding -> finding.key().equals(CALL_EVENTS)).findFirst();
        }

        @Override
        public void close() {
            connection.close();
        }
    }

    @Test
    void aCallThatNobodyHearsOfProvesThatEventsOfCallsMayNotBeRead() throws Exception {
        try (AsteriskLab lab = AsteriskLab.start();
                Listener allowed = Listener.as("ofbiz", lab.ami());
                Listener deaf = Listener.as("lacks-read-call", lab.ami())) {
            // given: nobody has called, so nobody knows
            for (Listener each : List.of(allowed, deaf)) {
                assertThat(each.told(Instant.now()).orElseThrow().severity(), is(Severity.UNKNOWN));
            }
            // when: both have had the same call, of a phone that is not there
            Originate request = new Originate("right-1", "PJSIP/1001", "outbound", "3725550000", "1001", "Test", Duration.ofSeconds(5), Map.of());
            assertThat(deaf.connection().commands().originate(request).toCompletableFuture().get(10, TimeUnit.SECONDS).ok(), is(true));
            Await.until(() -> allowed.heard().heard().call(), () -> "heard " + allowed.heard().heard());
            // then: ten seconds later it is clear who is deaf
            Instant later = Instant.now().plus(PermissionsHealth.HEARD_WITHIN).plusSeconds(1);
            assertThat(allowed.told(later), is(Optional.empty()));
            Finding missing = deaf.told(later).orElseThrow();
            assertThat(missing.severity(), is(Severity.WRONG));
            assertThat(List.of(missing.remedy().orElseThrow().values().get("line")),
                    contains("read = system,call,agent,user,cdr,reporting"));
        }
    }
}
