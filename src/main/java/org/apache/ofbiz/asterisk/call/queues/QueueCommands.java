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
package org.apache.ofbiz.asterisk.call.queues;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.ofbiz.asterisk.call.PbxCommands.Result;

/**
 * What one PBX can be asked to do with the members of its queues. Values are checked as {@link org.apache.ofbiz.asterisk.call.PbxCommands}
 * says. Thread-safe; never blocks; each stage completes within the action timeout (5 s), never exceptionally. Success means that the PBX took
 * the command: its event confirms it.
 */
public interface QueueCommands {

    /** Adds a dynamic member; one that is to be paused is never available in between. Refused if the device is a member already. */
    CompletionStage<Result> add(NewMember member);

    /** Removes a dynamic member. Refused for a static one. */
    CompletionStage<Result> remove(QueueKey key);

    /** @param reason ends the pause if empty */
    CompletionStage<Result> pause(QueueKey key, Optional<String> reason);

    /** @param penalty 0 or more */
    CompletionStage<Result> penalty(QueueKey key, int penalty);

    /** Whether the queue rings a member who is in a call. */
    CompletionStage<Result> ringInUse(QueueKey key, boolean rings);

    /** @param pauseReason not paused if empty */
    record NewMember(QueueKey key, String name, String stateDevice, int penalty, Optional<String> pauseReason) {
    }
}
