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

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whether an agent takes calls, as they said themselves: a page that is opened, reloaded or closed never changes it, nor does a restart.
 *
 * @param reason only of a pause
 * @param since  when they said so
 * @param queuePauses in which groups alone they are paused, by callCenterGroupId; these go on behind a pause in all and end with the sign-out
 */
public record AgentChoice(Kind kind, Optional<PauseReason> reason, Instant since, Map<String, QueuePause> queuePauses) {

    /** In one group. */
    public record QueuePause(PauseReason reason, Instant since) {
    }

    public AgentChoice {
        queuePauses = Map.copyOf(queuePauses);
    }

    /** Without pauses in single groups. */
    public AgentChoice(Kind kind, Optional<PauseReason> reason, Instant since) {
        this(kind, reason, since, Map.of());
    }

    /** What can be chosen. */
    public enum Kind {
        SIGNED_OUT, AVAILABLE, PAUSED
    }

    public static AgentChoice available(Instant since) {
        return new AgentChoice(Kind.AVAILABLE, Optional.empty(), since);
    }

    public static AgentChoice signedOut(Instant since) {
        return new AgentChoice(Kind.SIGNED_OUT, Optional.empty(), since);
    }

    public boolean takesCalls() {
        return kind == Kind.AVAILABLE;
    }

    /** Whether the agent takes calls of this group. */
    public boolean takesCallsOf(String groupId) {
        return takesCalls() && !queuePauses.containsKey(groupId);
    }

    public boolean sameAs(AgentChoice other) {
        return kind == other.kind && reason.equals(other.reason);
    }

    /** This choice with the pauses in single groups of an earlier one, which a sign-out ends. */
    public AgentChoice after(AgentChoice earlier) {
        return kind == Kind.SIGNED_OUT ? this : new AgentChoice(kind, reason, since, earlier.queuePauses);
    }

    /** @param pause ends the pause in this group if empty; the same reason as before is the same pause */
    public AgentChoice inGroup(String groupId, Optional<QueuePause> pause) {
        Map<String, QueuePause> changed = new HashMap<>(queuePauses);
        Optional<QueuePause> known = Optional.ofNullable(queuePauses.get(groupId));
        if (!known.map(QueuePause::reason).equals(pause.map(QueuePause::reason))) {
            changed.remove(groupId);
            pause.ifPresent(begun -> changed.put(groupId, begun));
        }
        return new AgentChoice(kind, reason, since, changed);
    }

    /** This choice without pauses in single groups. */
    public AgentChoice inAllGroups() {
        return new AgentChoice(kind, reason, since);
    }
}
