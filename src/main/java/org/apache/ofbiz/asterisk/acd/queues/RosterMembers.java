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
package org.apache.ofbiz.asterisk.acd.queues;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.acd.AgentChoice;
import org.apache.ofbiz.asterisk.acd.agents.Agent;
import org.apache.ofbiz.asterisk.acd.queues.QueueRoster.Assignment;
import org.apache.ofbiz.asterisk.call.queues.QueueKey;

/**
 * The members that a roster's queues should have. Each is worked out again only when its agent is another than before, because with a thousand
 * agents one of them changes at a time. Not thread-safe.
 */
final class RosterMembers {

    private final QueueRoster roster;
    private final Set<String> wrapUpUsers;
    /** By place in the roster: the agent as last seen, and what came of it. */
    private final Map<Integer, Seen> seen = new HashMap<>();

    private record Seen(Agent agent, boolean held, Optional<WantedMember> member) {
    }

    RosterMembers(QueueRoster roster) {
        this.roster = roster;
        this.wrapUpUsers = roster.assignments().stream().filter(Assignment::wrapUp).map(Assignment::userLoginId).collect(Collectors.toSet());
    }

    /** Members that the queues of each server should have; of two agents with one phone the first of the roster has it. */
    Map<String, Map<QueueKey, WantedMember>> of(List<Agent> agents) {
        return of(agents, Set.of());
    }

    /** @param holds agents who get no caller */
    Map<String, Map<QueueKey, WantedMember>> of(List<Agent> agents, Set<AgentHold> holds) {
        Map<String, Agent> present = new HashMap<>();
        agents.stream().filter(agent -> agent.here() && agent.choice().kind() != AgentChoice.Kind.SIGNED_OUT)
                .forEach(agent -> present.put(agent.userLoginId(), agent));
        Map<String, Map<QueueKey, WantedMember>> wanted = new HashMap<>();
        for (int i = 0; i < roster.assignments().size(); i++) {
            Assignment assignment = roster.assignments().get(i);
            Agent agent = present.get(assignment.userLoginId());
            if (agent == null) {
                seen.remove(i);
            } else {
                boolean held = !holds.isEmpty() && holds.contains(new AgentHold(agent.userLoginId(), assignment.groupId()));
                member(i, assignment, agent, held).ifPresent(member -> wanted.computeIfAbsent(assignment.serverId(), server -> new HashMap<>())
                        .putIfAbsent(member.key(), member));
            }
        }
        return wanted;
    }

    private Optional<WantedMember> member(int place, Assignment assignment, Agent agent, boolean held) {
        Seen before = seen.get(place);
        if (before == null || before.agent() != agent || before.held() != held) { // immutable: the same one is as it was
            before = new Seen(agent, held, roster.member(assignment, agent, wrapUpUsers.contains(agent.userLoginId()), held));
            seen.put(place, before);
        }
        return before.member();
    }
}
