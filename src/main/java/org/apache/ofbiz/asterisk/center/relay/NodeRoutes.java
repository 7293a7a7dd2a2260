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
package org.apache.ofbiz.asterisk.center.relay;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.acd.Roster;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.center.nodes.ServerLeases;

/** Which OFBiz node has the calls of whom, and whether it can be reached. All of it is from memory. Thread-safe. */
final class NodeRoutes {

    private final ServerLeases leases;
    private final Roster roster;
    private final Broker broker;
    private final OtherNodes nodes;

    NodeRoutes(ServerLeases leases, Roster roster, Broker broker, OtherNodes nodes) {
        this.leases = leases;
        this.roster = roster;
        this.broker = broker;
        this.nodes = nodes;
    }

    /**
     * The node with the calls of the user's phones; without a phone, this one if it serves any server, else the first that does. Empty where that is
     * this one, or one that can't be reached.
     */
    Optional<String> host(String userLoginId) {
        Optional<String> phones = roster.extensions(userLoginId).stream().filter(Peer::enabled).map(Peer::serverId).sorted().findFirst();
        Optional<String> holder = phones.isPresent() ? phones.flatMap(leases::holder) : leases.serving() ? Optional.empty() : leases.firstHolder();
        return holder.filter(this::reaches);
    }

    /** The node with this call; empty where that is this one, or one that can't be reached. */
    Optional<String> ofCall(String callId) {
        return holderOf(callId).filter(this::reaches);
    }

    /** The node with this call, whether it can be reached or not; empty where that is this one. */
    Optional<String> holderOf(String callId) {
        String serverId = callId.split(":", 2)[0];
        return leases.serves(serverId) ? Optional.empty() : leases.holder(serverId).filter(nodeId -> !nodeId.equals(leases.selfId()));
    }

    boolean connected() {
        return broker.connected();
    }

    boolean reaches(String nodeId) {
        return broker.connected() && nodes.find(nodeId).filter(node -> node.up(System.nanoTime())).isPresent();
    }

    /** Whether a node that serves a server can be reached. */
    boolean reachesHolder() {
        return leases.firstHolder().filter(this::reaches).isPresent();
    }

    /** Whether rows go between this node and all others that live. */
    boolean sharesWithAll() {
        long now = System.nanoTime();
        return nodes.all().stream().filter(node -> node.up(now) && node.takesRows()).map(OtherNode::nodeId).toList().containsAll(others());
    }

    /** Ids of other nodes that live, and of dead ones that no other node has replaced yet. */
    Set<String> othersWithServers() {
        return leases.othersWithServers();
    }

    /** Ids of nodes that can be reached and tell their events. */
    Set<String> tellingEvents() {
        long now = System.nanoTime();
        return nodes.all().stream().filter(node -> node.up(now) && node.takesEvents()).map(OtherNode::nodeId).collect(Collectors.toSet());
    }

    /** Ids of other nodes that live. */
    Set<String> others() {
        return leases.others();
    }
}
