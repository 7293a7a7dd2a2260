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

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.ami.ManagerRights;
import org.apache.ofbiz.asterisk.ami.ManagerRights.Feature;
import org.apache.ofbiz.asterisk.ami.ManagerRights.Grant;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionHealth;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionReason;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionState;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionState.Phase;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.crm.directory.ServerSetup;
import org.apache.ofbiz.asterisk.health.ServerMetrics.Folder;
import org.apache.ofbiz.asterisk.health.ServerMetrics.Heard;
import org.apache.ofbiz.asterisk.health.ServerMetrics.Link;

/** Figures of a server with which all is well, and what a test changes of them. */
final class Measured {

    static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    // Tests read and set these freely. ALLOW PUBLIC FIELDS
    ServerSetup.Server setUp = setUp(true, 3, 2, new Numbering.Contexts("internal", "outbound", "claim", "waiting"), true, true);
    ConnectionState state = state(Phase.CONNECTED, "connected");
    Optional<Instant> lastEvent = Optional.of(NOW.minusSeconds(1));
    Optional<Duration> roundTrip = Optional.of(Duration.ofMillis(3));
    Optional<Duration> skew = Optional.of(Duration.ofMillis(-40));
    long lost;
    long unreadable;
    int backlog;
    Map<Feature, Grant> rights = allRights();
    boolean rightsKnown = true;
    Heard heard = new Heard(Optional.of(NOW), Optional.of(NOW), Optional.of(NOW), Optional.empty());
    Map<String, Boolean> contexts = Map.of("internal", true, "outbound", true, "claim", true, "waiting", true);
    Optional<Long> registered = Optional.of(2L);
    Folder.Access recordings = Folder.Access.READABLE;
    boolean linked = true;
    // FORBID PUBLIC FIELDS

    static ServerSetup.Server setUp(boolean enabled, long extensions, long assigned, Numbering.Contexts contexts, boolean queues,
            boolean userEvents) {
        return new ServerSetup.Server("PBX", "The <b>PBX</b>", enabled, "ofbiz", contexts, extensions, assigned, Path.of("/rec"), queues, userEvents);
    }

    static ConnectionState state(Phase phase, String words) {
        return new ConnectionState(phase, NOW.minusSeconds(60), ConnectionReason.other(words),
                phase == Phase.CONNECTED ? "22.10.1" : "", Optional.empty());
    }

    private static Map<Feature, Grant> allRights() {
        Map<Feature, Grant> all = new EnumMap<>(Feature.class);
        Arrays.stream(Feature.values()).forEach(feature -> all.put(feature, Grant.GIVEN));
        all.put(Feature.COMMAND, Grant.DENIED);
        return all;
    }

    ServerMetrics figures() {
        Link link = new Link(new ConnectionHealth(state, lastEvent, roundTrip, 4.2, 1234, lost, unreadable, 1, skew), backlog,
                rightsKnown ? Optional.of(new ManagerRights(rights)) : Optional.empty(), heard, contexts, registered);
        return new ServerMetrics(setUp, linked ? Optional.of(link) : Optional.empty(), new Folder("/rec", recordings));
    }
}
