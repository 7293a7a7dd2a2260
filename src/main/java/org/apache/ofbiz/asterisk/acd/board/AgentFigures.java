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
package org.apache.ofbiz.asterisk.acd.board;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.acd.AgentState;
import org.apache.ofbiz.asterisk.acd.PauseReason;

/**
 * An agent on the wallboard.
 *
 * @param groupIds that they are a member of
 * @param since    when the status began; empty for who wasn't here since the start
 * @param wrapUp   until when they may write up a call
 * @param call     that they talk in, or that rings
 */
public record AgentFigures(String partyId, String name, Set<String> groupIds, AgentState.Status status, Optional<PauseReason> reason,
                           Optional<Instant> since, Optional<Instant> wrapUp, Optional<Current> call, DayFigures.AgentTally today) {

    public AgentFigures {
        groupIds = Set.copyOf(groupIds);
    }

    /**
     * The call of an agent.
     *
     * @param with    the other end
     * @param groupId of a call to a group
     * @param held    whether the other end is on hold
     */
    public record Current(String callId, String with, Optional<String> groupId, boolean held) {
    }

    /** What the agent does, as the node says that has their calls. Names and groups stay. */
    public AgentFigures doing(AgentFigures there) {
        return new AgentFigures(partyId, name, groupIds, there.status, there.reason, there.since, there.wrapUp, there.call, today);
    }

    /** With what they did on another node's servers. */
    public AgentFigures plus(DayFigures.AgentTally elsewhere) {
        return new AgentFigures(partyId, name, groupIds, status, reason, since, wrapUp, call, today.plus(elsewhere));
    }

    /** What other nodes can't know of them; empty where that is nothing. */
    public Optional<AgentFigures> part() {
        return status == AgentState.Status.SIGNED_OUT && call.isEmpty() && today.equals(DayFigures.AgentTally.NONE) ? Optional.empty()
                : Optional.of(new AgentFigures(partyId, "", Set.of(), status, reason, since, wrapUp, call, today));
    }

    /** What somebody may see who sees these groups: neither other groups nor whose calls these are. */
    public AgentFigures seenBy(BoardAudience audience) {
        return audience.all() ? this : new AgentFigures(partyId, name, audience.of(groupIds), status, reason, since, wrapUp,
                call.filter(current -> current.groupId().map(audience::sees).orElse(true)), today);
    }
}
