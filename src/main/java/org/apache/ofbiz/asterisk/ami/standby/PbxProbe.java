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
package org.apache.ofbiz.asterisk.ami.standby;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.ofbiz.asterisk.ami.wire.AmiSession;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionFailure;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionMetrics;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionReason;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionReason.Code;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionRules;
import org.apache.ofbiz.asterisk.call.PbxServer;

/** Logs in to a PBX that isn't used, and leaves at once: nothing is asked of it, and what it tells is dropped. */
public final class PbxProbe {

    private static final AmiSession.Limits LIMITS =
            new AmiSession.Limits(Duration.ofSeconds(3), Duration.ofMillis(1500), Duration.ofSeconds(4), Duration.ofMillis(1500));
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private PbxProbe() {
    }

    /**
     * What was found.
     *
     * @param failure why it can't be used; empty if it can
     * @param refused whether that stays until somebody changes something
     */
    public record Found(Optional<ConnectionReason> failure, boolean refused) {
    }

    /** Waits for the PBX, 8 s at most; never throws. Thread-safe. */
    public static Found of(PbxServer server, ConnectionRules rules) {
        AmiSession session = new AmiSession(server, rules, LIMITS, new ConnectionMetrics(Clock.systemUTC()), (from, event) -> { });
        CompletableFuture<Void> tooLate = new CompletableFuture<>();
        tooLate.completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS).thenRun(() -> session.abandon(ConnectionReason.of(Code.NOT_AMI)));
        try {
            session.open();
            return new Found(Optional.empty(), false);
        } catch (IOException e) {
            return new Found(Optional.of(ConnectionReason.of(e)), ConnectionFailure.faultOf(e).staysUntilChanged());
        } finally {
            tooLate.cancel(false);
            session.abandon(ConnectionReason.of(Code.CLOSED));
        }
    }
}
