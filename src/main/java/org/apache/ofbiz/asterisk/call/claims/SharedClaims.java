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
package org.apache.ofbiz.asterisk.call.claims;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.ofbiz.asterisk.call.PbxCommands;

/**
 * The claims as all OFBiz nodes see them: who has won under the lock of this node takes the call here, too, before the caller is sent to a phone, so
 * that two nodes which both take themselves for the one that serves the PBX can't both have it. Thread-safe; never waits.
 */
public interface SharedClaims {

    /** With one node nobody else decides: nothing is kept, and nothing is waited for. */
    SharedClaims NONE = new SharedClaims() {
        @Override
        public CompletionStage<Optional<PbxCommands.Failure>> take(Claim claim) {
            return CompletableFuture.completedFuture(Optional.empty());
        }

        @Override
        public void release(String callId, String serverId, long turn) {
            // nothing is kept
        }
    };

    /**
     * A claim that was won on this node.
     *
     * @param turn of the offer; rises
     */
    record Claim(String callId, String serverId, long turn, String userLoginId, String peerId) {
    }

    /** Completes within seconds, never exceptionally: with nothing where the caller may be sent, else with why not. */
    CompletionStage<Optional<PbxCommands.Failure>> take(Claim claim);

    /** The claim of this turn came to nothing: the next who claims has the call. Does nothing where a later one has it. */
    void release(String callId, String serverId, long turn);
}
