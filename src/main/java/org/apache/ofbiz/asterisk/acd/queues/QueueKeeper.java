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

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.ofbiz.asterisk.acd.agents.Adoption;
import org.apache.ofbiz.asterisk.acd.agents.Agent;
import org.apache.ofbiz.asterisk.acd.agents.AgentRegistry;
import org.apache.ofbiz.asterisk.acd.threads.TaskScheduler;
import org.apache.ofbiz.asterisk.call.ErrorReporter;
import org.apache.ofbiz.asterisk.call.PbxCommands.Failure;
import org.apache.ofbiz.asterisk.call.PbxCommands.Result;
import org.apache.ofbiz.asterisk.call.queues.QueueCommands;
import org.apache.ofbiz.asterisk.call.queues.QueueEvent;
import org.apache.ofbiz.asterisk.call.queues.QueueKey;

/**
 * Keeps the agents who are signed in as members of the PBX's queues: compares what agents do with what the PBX reports, sends the difference,
 * and takes over what others changed there. OFBiz decides who is in a queue, the PBX decides who gets a call. Thread-safe; decides under
 * its lock, sends and looks up outside of it.
 */
public final class QueueKeeper {

    /** Takes over for an agent what was changed on the PBX; completes when the agent's state says so, or with a failure. */
    public interface Agents {

        /** All whose browser is there, or was a moment ago. From memory. */
        List<Agent> here();

        /** Does what was adopted. */
        CompletionStage<?> adopt(Adoption adoption);
    }

    /** How long the PBX may take to say that a member whose phone was told to stop didn't answer. */
    private static final Duration RING_STOPPED = Duration.ofSeconds(5);
    private static final String REMOVING = "removing members of agents who didn't return";

    private final QueueRoster.Source source;
    private final Agents agents;
    private final Function<String, Optional<QueueCommands>> commands;
    private final TaskScheduler workers;
    private final ErrorReporter problems;

    /** An older comparison never follows a newer one. */
    private final Object comparing = new Object();
    private final Object lock = new Object();
    private final Map<String, ServerQueues> servers = new HashMap<>();
    private QueueRoster roster = QueueRoster.empty();
    private RosterMembers members = new RosterMembers(roster);
    private Set<AgentHold> holds = Set.of();
    /** Servers whose members have been listed once. */
    private final Set<String> listed = new HashSet<>();
    /** What was told of each agent last; none of one who belongs to no queue. */
    private final Map<String, List<QueueStanding>> told = new HashMap<>();
    private Consumer<String> listener = user -> { };

    /** @param commands of a server, by serverId */
    public QueueKeeper(QueueRoster.Source source, Agents agents, Function<String, Optional<QueueCommands>> commands, TaskScheduler workers,
                       ErrorReporter problems) {
        this.source = source;
        this.agents = agents;
        this.commands = commands;
        this.workers = workers;
        this.problems = problems;
    }

    /** Groups, memberships or extensions have changed, or might have. Returns at once. */
    public void rosterChanged() {
        workers.run("reading who belongs to which queue", () -> {
            QueueRoster read = source.read();
            synchronized (lock) {
                roster = read;
                members = new RosterMembers(read);
            }
            look();
            decide(ServerQueues::retry);
        }, () -> { });
    }

    /** Those who were there when OFBiz stopped, or the node that had this server, and aren't here. */
    private void removeAbandoned(String serverId) {
        workers.run(REMOVING, () -> {
            List<QueueKey> left = source.read().left(serverId);
            decide(serverId, server -> server.abandon(left));
        }, () -> workers.after(TaskScheduler.RETRY_AFTER, REMOVING, () -> removeAbandoned(serverId)));
    }

    /** Compares what agents do now with what was asked for last. From memory, so it may be called often. */
    public void look() {
        synchronized (comparing) {
            List<Agent> here = agents.here();
            Map<String, Map<QueueKey, WantedMember>> wanted;
            Set<String> serverIds;
            synchronized (lock) {
                wanted = members.of(here, holds);
                serverIds = new HashSet<>(servers.keySet());
            }
            serverIds.addAll(wanted.keySet());
            serverIds.forEach(serverId -> decide(serverId, server -> server.want(wanted.getOrDefault(serverId, Map.of()))));
        }
    }

    /** The calls of an agent have changed, which matters only where agents may have several at once. */
    public void callsChanged() {
        boolean several;
        synchronized (lock) {
            several = roster.severalCalls();
        }
        if (several) {
            look();
        }
    }

    /** A phone of this agent that a queue rings is told to stop, which the PBX reports as a call that they missed. */
    public void ringStopped(String serverId, String userLoginId) {
        synchronized (lock) {
            servers.computeIfAbsent(serverId, id -> new ServerQueues()).ringStopped(userLoginId);
        }
        workers.after(RING_STOPPED, "forgetting a ring that was stopped", () -> {
            synchronized (lock) {
                servers.get(serverId).ringStoppedBefore(userLoginId);
            }
        });
    }

    /** These agents, and no others, get no caller of these groups until this is called again. Returns at once. */
    public void hold(Set<AgentHold> now) {
        boolean changed;
        synchronized (lock) {
            changed = !holds.equals(now);
            holds = Set.copyOf(now);
        }
        if (changed) {
            look();
        }
    }

    /** What a PBX reports. Returns at once, so that the thread that reads may call it. */
    public void heard(String serverId, QueueEvent event) {
        adoptAfter(serverId, server -> server.happened(event));
        boolean first;
        synchronized (lock) {
            first = event instanceof QueueEvent.Listed && listed.add(serverId);
        }
        if (first) {
            workers.after(AgentRegistry.GRACE, REMOVING, () -> removeAbandoned(serverId));
        }
    }

    private void adoptAfter(String serverId, Function<ServerQueues, ServerQueues.Decision> happened) {
        List<Adoption> adoptions = new ArrayList<>();
        decide(serverId, server -> {
            ServerQueues.Decision decision = happened.apply(server);
            adoptions.addAll(decision.adoptions());
            return decision.steps();
        });
        for (Adoption adoption : adoptions) {
            workers.run("adopting a change of the PBX", () -> adopt(serverId, adoption), () -> adopted(serverId, adoption));
        }
    }

    private void adopt(String serverId, Adoption adoption) {
        agents.adopt(adoption).whenComplete((done, failure) -> {
            if (failure != null) {
                problems.report("adopting a change of the PBX", failure);
            }
            look();
            adopted(serverId, adoption);
        });
    }

    private void adopted(String serverId, Adoption adoption) {
        adoptAfter(serverId, server -> server.adopted(adoption));
    }

    /** How an agent is in each of their queues. */
    public List<QueueStanding> standings(String userLoginId) {
        synchronized (lock) {
            return servers.values().stream().flatMap(server -> server.standings(userLoginId).stream()).toList();
        }
    }

    /** @param told is told, under a lock, the login of each agent whose standings changed; must return at once */
    public void listen(Consumer<String> told) {
        synchronized (lock) {
            listener = told;
        }
    }

    private void tell(Set<String> users) {
        for (String user : users) {
            List<QueueStanding> now = standings(user);
            List<QueueStanding> before = now.isEmpty() ? told.remove(user) : told.put(user, now);
            if (!now.equals(before == null ? List.of() : before)) {
                listener.accept(user);
            }
        }
    }

    private void decide(Function<ServerQueues, List<QueueStep>> decision) {
        Set<String> all;
        synchronized (lock) {
            all = Set.copyOf(servers.keySet());
        }
        all.forEach(serverId -> decide(serverId, decision));
    }

    private void decide(String serverId, Function<ServerQueues, List<QueueStep>> decision) {
        List<QueueStep> steps;
        synchronized (lock) {
            ServerQueues server = servers.computeIfAbsent(serverId, id -> new ServerQueues());
            steps = decision.apply(server);
            tell(server.touched());
        }
        steps.forEach(step -> send(serverId, step));
    }

    private void send(String serverId, QueueStep step) {
        Supplier<CompletionStage<Result>> notConfigured = () -> CompletableFuture.completedFuture(
                Result.failed(Failure.Kind.PBX_AWAY, "not configured"));
        commands.apply(serverId).map(step::send).orElseGet(notConfigured).thenAccept(result -> {
            result.failure().filter(failure -> failure.kind() != Failure.Kind.PBX_AWAY).ifPresent(failure -> refused(serverId, step, failure));
            decide(serverId, server -> server.answered(step, result));
        });
    }

    private void refused(String serverId, QueueStep step, Failure failure) {
        boolean first;
        synchronized (lock) {
            first = servers.get(serverId).isNew(step);
        }
        if (first) {
            problems.report("changing a queue of server " + serverId + ": " + step,
                    new IllegalStateException(failure.kind() + ": " + failure.detail()));
        }
    }
}
