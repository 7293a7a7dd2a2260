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

import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.ofbiz.asterisk.ami.retry.ConnectPolicy;
import org.apache.ofbiz.asterisk.ami.wire.AmiSession;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.PbxServer;
import org.apache.ofbiz.asterisk.call.PeerListing;
import org.apache.ofbiz.asterisk.fixture.TestRules;

/**
 * A connection that bears a PBX which says nothing for long, as on a machine where other tests take the processors for seconds: for tests of what
 * is told, not of how soon a PBX counts as frozen.
 */
public final class PatientConnection {

    private static final AmiSession.Limits LIMITS =
            new AmiSession.Limits(Duration.ofSeconds(20), Duration.ofMillis(1500), Duration.ofSeconds(20), Duration.ofSeconds(20));

    private PatientConnection() {
    }

    public static AsteriskConnection to(PbxServer server, ConnectPolicy policy, Consumer<CallEvent> sink, PeerListing.Sink peers) {
        return new AsteriskConnection(server, TestRules::now, policy, sink, peers, LIMITS, Clock.systemUTC());
    }
}
