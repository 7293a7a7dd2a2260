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
package org.apache.ofbiz.asterisk.acd;

import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;

/**
 * What agents can say of themselves; browsers reach it through {@code push}, services through {@code CallCenter}. Thread-safe. Each stage
 * completes with an answer, never exceptionally.
 */
public interface AgentControl {

    /** @param reasonId needed for a pause, else empty */
    CompletionStage<Answer> choose(Person user, AgentChoice.Kind kind, Optional<String> reasonId);

    /** As {@link #choose(Person, AgentChoice.Kind, Optional)}, or, where a group is named, a pause there or its end. */
    default CompletionStage<Answer> choose(Person user, AgentChoice.Kind kind, Optional<String> reasonId, Optional<String> groupId) {
        return groupId.map(group -> pauseInGroup(user, group, kind == AgentChoice.Kind.PAUSED ? Optional.of(reasonId.orElse("")) : Optional.empty()))
                .orElseGet(() -> choose(user, kind, reasonId));
    }

    /**
     * Pauses in one of the user's own groups.
     *
     * @param reasonId ends the pause if empty
     */
    CompletionStage<Answer> pauseInGroup(Person user, String groupId, Optional<String> reasonId);

    /** From now on this one of the user's own extensions is rung. @param extension peerId or name */
    CompletionStage<Answer> useExtension(Person user, String extension);

    /** Until the end of the user's day, calls, claims and queues ring where they say, unless they choose a phone of their own before. */
    CompletionStage<Answer> workAt(Person user, Workplace place);

    /** Takes calls from now on at this phone, until the end of the day, without a browser. Refused while somebody else is signed in there. */
    CompletionStage<Answer> signInAt(Person user, Peer phone);

    /**
     * Where somebody works today.
     *
     * @param number   of a phone of the PBX, or outside; as typed
     * @param zone     in which the user's day ends
     * @param takeOver the phone is to be theirs although somebody is signed in at it: for those to whom it is assigned, and supervisors
     */
    record Workplace(String number, ZoneId zone, boolean takeOver, boolean supervisor) {
    }

    /** More time to write up this call. */
    CompletionStage<Answer> extendWrapUp(Person user, String callId);

    /** The call is written up. Refused while a required disposition is missing; done where the wrap-up was over already. */
    CompletionStage<Answer> endWrapUp(Person user, String callId);

    /** What was written about a call has changed: a wrap-up that waited for the disposition alone ends now. */
    void writtenUp(String callId);

    /** The agent as they are now; empty for one whom no browser has brought here. */
    Optional<AgentState> state(String userLoginId);
}
