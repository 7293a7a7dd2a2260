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
package org.apache.ofbiz.asterisk.center.callbacks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.AgentState.Status;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.acd.Refusal.Code;
import org.apache.ofbiz.asterisk.acd.agents.Agent;
import org.apache.ofbiz.asterisk.acd.callbacks.CallbackLine;
import org.apache.ofbiz.asterisk.acd.queues.AgentHold;
import org.apache.ofbiz.asterisk.call.ErrorReporter;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PeerStates;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.crm.callbacks.ByHand;
import org.apache.ofbiz.asterisk.crm.callbacks.CallbackAttempts.Group;
import org.apache.ofbiz.asterisk.crm.callbacks.CallbackAttempts.Task;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.entity.GenericEntityException;

/** Finds agents for automatic callbacks, and rings them. Used by one look at a time; what the PBX answers is dealt with later. */
final class AttemptStarter {

    private static final String MODULE = AttemptStarter.class.getName();
    /** Automatic calls to one number within a day, no matter who asks for them, and how often. */
    private static final int MOST_A_DAY = 6;
    private static final Duration DAY = Duration.ofDays(1);
    /** After what the PBX refused. */
    private static final Duration AGAIN = Duration.ofSeconds(30);
    private static final Set<Code> OF_THE_NUMBER = EnumSet.of(Code.NUMBER_INVALID, Code.NUMBER_NOT_ALLOWED, Code.NUMBER_BLOCKED,
            Code.PREMIUM_NOT_PERMITTED, Code.INTERNATIONAL_NOT_PERMITTED, Code.OWN_EXTENSION, Code.VALUE_REFUSED);
    /** Nobody knows whether the PBX has taken the command. */
    private static final Set<Code> UNKNOWN = EnumSet.of(Code.PBX_AWAY, Code.FAILED);
    private static final Set<Status> BUSY = EnumSet.of(Status.TALKING, Status.RINGING, Status.WRAP_UP);
    private static final Set<PeerStates.State> FREE = EnumSet.of(PeerStates.State.IDLE, PeerStates.State.UNKNOWN);

    private final CallbackSources sources;
    private final AgentsAtRest resting;
    private final Consumer<String> begun;
    private final Consumer<Runnable> later;
    private final Clock clock;
    private final ErrorReporter problems;
    /** By callId: who is rung. */
    private final Map<String, AgentHold> rung = new ConcurrentHashMap<>();
    /** By taskId: agents who may not call the number. Used by looks alone. */
    private final Map<String, Set<String>> barred = new HashMap<>();

    /**
     * @param begun told the callId of each attempt, before the PBX is
     * @param later does something in a look that comes
     */
    AttemptStarter(CallbackSources sources, AgentsAtRest resting, Consumer<String> begun, Consumer<Runnable> later, Clock clock,
                   ErrorReporter problems) {
        this.sources = sources;
        this.resting = resting;
        this.begun = begun;
        this.later = later;
        this.clock = clock;
        this.problems = problems;
    }

    /** Agents who are rung, so that no queue rings them meanwhile. */
    Set<AgentHold> holds() {
        return Set.copyOf(rung.values());
    }

    void forgetOthers(Set<String> going) {
        rung.keySet().retainAll(going);
    }

    void forgetOtherTasks(Set<String> open) {
        barred.keySet().retainAll(open);
    }

    /** userLoginIds of agents who lack a permission for the number. */
    Set<String> barred(Task task) {
        return barred.getOrDefault(task.taskId(), Set.of());
    }

    /** The agent of this attempt did not pick up. */
    void rests(String callId, Instant now) {
        Optional.ofNullable(rung.get(callId)).ifPresent(agent -> resting.add(agent.userLoginId(), now));
    }

    /** Agents of the group who take a call now, at phones of the PBX: at numbers outside, a mailbox could answer. */
    List<CallbackLine.Free> free(Group group, Instant now) {
        Set<String> taken = rung.values().stream().map(AgentHold::userLoginId).collect(Collectors.toSet());
        return members(group).filter(agent -> agent.status() == Status.AVAILABLE && agent.takesCallsOf(group.groupId())
                && !taken.contains(agent.userLoginId()) && !resting.has(agent.userLoginId(), now) && phone(agent, group).isPresent())
                .map(agent -> new CallbackLine.Free(agent.userLoginId(), agent.since())).toList();
    }

    /** Agents of the group who will take calls again soon. */
    Set<AgentHold> busy(Group group) {
        return members(group).filter(agent -> BUSY.contains(agent.status()) && agent.choice().takesCallsOf(group.groupId()))
                .map(agent -> new AgentHold(agent.userLoginId(), group.groupId())).collect(Collectors.toCollection(HashSet::new));
    }

    private Stream<Agent> members(Group group) {
        return sources.agents().get().stream().filter(agent -> sources.roster().memberships(agent.userLoginId()).stream()
                .anyMatch(membership -> membership.group().groupId().equals(group.groupId()) && !membership.isSupervisor()));
    }

    /** Agents of the group who take calls now, or will soon. */
    private Set<String> atWork(Group group) {
        return members(group).filter(agent -> (agent.status() == Status.AVAILABLE || BUSY.contains(agent.status()))
                && agent.choice().takesCallsOf(group.groupId()) && anyPhone(agent, group).isPresent()).map(Agent::userLoginId)
                .collect(Collectors.toSet());
    }

    private Optional<Peer> phone(Agent agent, Group group) {
        return anyPhone(agent, group).filter(peer -> FREE.contains(sources.pbxes().state(peer)));
    }

    private static Optional<Peer> anyPhone(Agent agent, Group group) {
        return agent.phones().inOrder().stream().filter(peer -> peer.enabled() && peer.type() == Peer.Type.EXTENSION
                        && peer.serverId().equals(group.serverId())).findFirst()
                .filter(peer -> !peer.isPlace());
    }

    /** Rings the agent and then the customer, unless somebody else has begun. */
    void begin(Group group, Task task, String userLoginId, Instant now) {
        try {
            Optional<Person> agent = sources.users().apply(userLoginId).filter(person -> !person.partyId().isEmpty());
            Optional<Peer> phone = sources.agents().get().stream().filter(any -> any.userLoginId().equals(userLoginId)).findFirst()
                    .flatMap(any -> phone(any, group));
            if (agent.isEmpty() || phone.isEmpty()) {
                resting.add(userLoginId, now);
            } else if (sources.rows().made(task.key(), now.minus(DAY)) >= MOST_A_DAY) {
                Debug.logInfo("Callback " + task.taskId() + " waits: its number was called as often as it may be in a day", MODULE);
                sources.rows().putOff(task, now.plus(DAY));
                sources.changed().accept(task.groupId());
            } else {
                ring(group, task, agent.get(), phone.get());
            }
        } catch (GenericEntityException e) {
            problems.report("beginning callback " + task.taskId(), e);
        }
    }

    private void ring(Group group, Task task, Person agent, Peer phone) {
        AtomicReference<Task> attempt = new AtomicReference<>(task);
        sources.dialer().callBack(agent, phone, task.dialed(), callId -> {
            if (!began(task, callId, agent)) {
                return false;
            }
            attempt.set(task.during(callId));
            rung.put(callId, new AgentHold(agent.userLoginId(), group.groupId()));
            begun.accept(callId);
            sources.changed().accept(group.groupId());
            return true;
        }).whenComplete((answer, failure) -> {
            Optional<Refusal> refusal = failure == null ? answer.refusal() : Optional.of(new Refusal(Code.FAILED, ""));
            refusal.ifPresent(why -> later.accept(() -> refused(attempt.get(), agent, why)));
        });
    }

    private boolean began(Task task, String callId, Person agent) {
        try {
            boolean first = sources.rows().begin(task, callId, agent.partyId(), clock.instant());
            if (first) {
                Debug.logInfo("Callback " + task.taskId() + ": rings " + agent.userLoginId() + ", attempt " + (task.made() + 1), MODULE);
            }
            return first;
        } catch (GenericEntityException | RuntimeException e) {
            problems.report("beginning callback " + task.taskId(), e);
            return false;
        }
    }

    private void refused(Task attempt, Person agent, Refusal why) {
        Instant now = clock.instant();
        try {
            if (attempt.callId().isPresent()) {
                notRung(attempt, why, now);
            } else if (why.code() == Code.NUMBER_NEEDS_PERMISSION) {
                barred.computeIfAbsent(attempt.taskId(), id -> new HashSet<>()).add(agent.userLoginId());
            } else if (OF_THE_NUMBER.contains(why.code())) {
                leave(attempt, ByHand.NUMBER);
            } else if (why.code() != Code.CALLBACK_TAKEN) {
                resting.add(agent.userLoginId(), now);
            }
        } catch (GenericEntityException e) {
            problems.report("storing what became of callback " + attempt.taskId(), e);
        }
    }

    /** Where nobody knows whether the agent is rung, the attempt goes on until its call is found, or is not. */
    private void notRung(Task attempt, Refusal why, Instant now) throws GenericEntityException {
        if (!UNKNOWN.contains(why.code())) {
            rests(attempt.callId().orElseThrow(), now);
            sources.rows().agentMissed(attempt, Optional.empty(), now.plus(AGAIN));
            sources.changed().accept(attempt.groupId());
        }
    }

    /** Leaves the callback to agents where none of those at work may call its number. @return whether that is so */
    boolean leaves(Group group, Task task) {
        Set<String> agents = barred(task).isEmpty() ? Set.of() : atWork(group);
        boolean left = !agents.isEmpty() && barred(task).containsAll(agents);
        try {
            if (left) {
                leave(task, ByHand.NUMBER);
            }
        } catch (GenericEntityException e) {
            problems.report("leaving callback " + task.taskId() + " to agents", e);
        }
        return left;
    }

    private void leave(Task task, ByHand why) throws GenericEntityException {
        Debug.logInfo("Callback " + task.taskId() + " isn't called automatically: " + why, MODULE);
        sources.rows().leaveToAgents(task, why);
        sources.changed().accept(task.groupId());
    }
}
