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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.acd.AgentChoice;
import org.apache.ofbiz.asterisk.acd.AgentState;
import org.apache.ofbiz.asterisk.acd.PauseReason;
import org.apache.ofbiz.asterisk.acd.agents.Agent;
import org.apache.ofbiz.asterisk.acd.queues.WantedMember.Load;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.queues.QueueKey;

/**
 * Who may be in which queue. Immutable.
 *
 * @param devices by serverId; servers that aren't named have {@link MemberDevices#PHONES}
 * @param pauseAfterMissed by callCenterGroupId: how many calls in a row an agent may miss before they are paused; groups that aren't named have
 *     no limit
 * @param callsAtOnce by callCenterGroupId: how many calls an agent may have when the queue gives them one; groups that aren't named give one at
 *     a time
 */
public record QueueRoster(List<Assignment> assignments, Map<String, MemberDevices> devices, Map<String, Integer> pauseAfterMissed,
                          Map<String, Integer> callsAtOnce) {

    /** Without a limit of missed calls, and one call at a time. */
    public QueueRoster(List<Assignment> assignments, Map<String, MemberDevices> devices) {
        this(assignments, devices, Map.of(), Map.of());
    }

    /** Reason of the pause during wrap-up. It begins during the call, so that no other call comes in between. */
    static final String WRAP_UP = "Wrap-up";
    /** Reason of the pause during a call at a number outside: of its phone the PBX knows no state, and would ring it again. */
    static final String IN_CALL = "In a call";
    /** Reason of the pause while a customer who is to be called back is before the callers who wait. */
    static final String CALLBACK = "Callback";

    /** Where the roster comes from; implemented by {@code crm}. May look things up. */
    public interface Source {

        /** @throws RuntimeException when the database doesn't answer */
        QueueRoster read();
    }

    /**
     * A member of a group whose calls a queue of the PBX distributes.
     *
     * @param name       shown by the PBX
     * @param penalty    0 or more
     * @param wrapUp     whether calls of the group are followed by wrap-up
     * @param extensions of the user
     * @param signedIn   whether the user was signed in, with a console, as far as the database knows
     */
    public record Assignment(String userLoginId, String name, String groupId, String serverId, String queue, int penalty, boolean wrapUp,
                             List<Peer> extensions, boolean signedIn) {
        public Assignment {
            extensions = List.copyOf(extensions);
        }
    }

    public QueueRoster {
        assignments = List.copyOf(assignments);
        devices = Map.copyOf(devices);
        pauseAfterMissed = Map.copyOf(pauseAfterMissed);
        callsAtOnce = Map.copyOf(callsAtOnce);
    }

    /** Nobody. */
    public static QueueRoster empty() {
        return new QueueRoster(List.of(), Map.of());
    }

    /**
     * What an agent who is here is in the queue of an assignment of theirs; empty without a phone on that server.
     *
     * @param wrapUp whether calls of any of their groups are followed by wrap-up
     * @param held   for a customer who is to be called back
     */
    Optional<WantedMember> member(Assignment assignment, Agent agent, boolean wrapUp, boolean held) {
        return phone(agent.phones().inOrder(), assignment.serverId()).map(phone -> {
            Load load = load(agent, assignment.groupId(), phone);
            return member(assignment, phone, pause(agent, assignment.groupId(), wrapUp && (load == Load.ONE || load == Load.FREE), phone)
                    .or(() -> Optional.of(WantedMember.Pause.wrapUp(CALLBACK)).filter(pause -> held)), load);
        });
    }

    /** Of a phone outside the PBX knows no state, and the console can't put a call there on hold: one call at a time. */
    private Load load(Agent agent, String groupId, Peer phone) {
        int limit = callsAtOnce.getOrDefault(groupId, 1);
        if (limit <= 1 || phone.isPlace()) {
            return Load.ONE;
        }
        if (agent.calls().talking() == 0) {
            return Load.FREE;
        }
        return agent.calls().ringing() == 0 && agent.calls().talking() < limit ? Load.OPEN : Load.FULL;
    }

    private WantedMember member(Assignment assignment, Peer phone, Optional<WantedMember.Pause> pause, Load load) {
        MemberDevices named = devices.getOrDefault(assignment.serverId(), MemberDevices.PHONES);
        return new WantedMember(assignment.userLoginId(), assignment.groupId(), new QueueKey(assignment.queue(), named.deviceOf(phone)),
                assignment.name(), named.stateDeviceOf(phone), assignment.penalty(), pause,
                pauseAfterMissed.getOrDefault(assignment.groupId(), 0), load);
    }

    private static Optional<Peer> phone(List<Peer> inOrder, String serverId) {
        return inOrder.stream().filter(peer -> peer.enabled() && peer.type() == Peer.Type.EXTENSION && peer.serverId().equals(serverId)).findFirst();
    }

    private static Optional<WantedMember.Pause> pause(Agent agent, String groupId, boolean wrapUp, Peer phone) {
        AgentChoice choice = agent.choice();
        if (choice.kind() == AgentChoice.Kind.PAUSED) {
            return Optional.of(WantedMember.Pause.inAll(choice.reason().map(PauseReason::description).orElse("")));
        }
        if (choice.queuePauses().containsKey(groupId)) {
            return Optional.of(WantedMember.Pause.inGroup(choice.queuePauses().get(groupId).reason().description()));
        }
        boolean talking = agent.status() == AgentState.Status.TALKING;
        if (agent.wrapUp().isPresent() || wrapUp && talking) {
            return Optional.of(WantedMember.Pause.wrapUp(WRAP_UP));
        }
        return talking && phone.isPlace() ? Optional.of(WantedMember.Pause.wrapUp(IN_CALL)) : Optional.empty();
    }

    /** Members of a server that an earlier run of OFBiz may have left. */
    List<QueueKey> left(String serverId) {
        MemberDevices named = devices.getOrDefault(serverId, MemberDevices.PHONES);
        List<QueueKey> left = new ArrayList<>();
        assignments.stream().filter(assignment -> assignment.signedIn() && assignment.serverId().equals(serverId)).forEach(assignment ->
                assignment.extensions().stream().filter(phone -> phone.serverId().equals(serverId))
                        .forEach(phone -> left.add(new QueueKey(assignment.queue(), named.deviceOf(phone)))));
        return left;
    }

    /** Whether agents of some group may have several calls at once. */
    boolean severalCalls() {
        return callsAtOnce.values().stream().anyMatch(calls -> calls > 1);
    }
}
