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

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.apache.ofbiz.asterisk.acd.AcdListener;
import org.apache.ofbiz.asterisk.acd.AgentState;
import org.apache.ofbiz.asterisk.acd.Extension;
import org.apache.ofbiz.asterisk.call.ErrorReporter;
import org.apache.ofbiz.asterisk.call.Peer;

/**
 * Locks the pages of an agent who is paused, also where someone else paused them, but not in a call: a pause that begins after a call locks after
 * it. Thread-safe.
 *
 * @param on   the setting
 * @param lock gets the user and the begin of the pause; looks up
 */
record LockOnPause(BooleanSupplier on, BiConsumer<String, Instant> lock, Executor workers, ErrorReporter problems) implements AcdListener {

    @Override
    public void agentChanged(AgentState agent, String userLoginId) {
        if (agent.status() == AgentState.Status.PAUSED) {
            workers.execute(() -> {
                try {
                    if (on.getAsBoolean()) {
                        lock.accept(userLoginId, agent.choice().since());
                    }
                } catch (RuntimeException e) {
                    problems.report("locking the pages of " + userLoginId, e);
                }
            });
        }
    }

    @Override
    public void offered(Offer offer, List<String> userLoginIds) {
        // of no account to pages that are locked
    }

    @Override
    public void withdrawn(Withdrawal withdrawal, List<String> userLoginIds, Optional<String> exceptSession) {
        // of no account to pages that are locked
    }

    @Override
    public void callChanged(UserCall call, String userLoginId) {
        // of no account to pages that are locked
    }

    @Override
    public void extensionsChanged(List<Extension> extensions, Optional<Peer> current, String userLoginId) {
        // of no account to pages that are locked
    }

    @Override
    public void pbxChanged(boolean connected, List<String> userLoginIds) {
        // of no account to pages that are locked
    }
}
