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
package org.apache.ofbiz.asterisk.center.nodes;

import java.util.List;
import java.util.stream.Stream;

/**
 * A node as another one saw it.
 *
 * @param self      whether it is the one that tells
 * @param alive     whether it was heard of in the last seconds
 * @param serverIds servers whose lease it holds, in order
 */
public record NodeState(String name, boolean self, boolean alive, List<String> serverIds) {

    public NodeState {
        serverIds = List.copyOf(serverIds);
    }

    /** Nodes in order, and at the end one without name for servers that no node holds. */
    static List<NodeState> of(NodeLeases.Seen seen, String selfId) {
        Stream<NodeState> known = seen.nodes().stream().map(node -> new NodeState(node.name(), node.nodeId().equals(selfId),
                seen.alive().contains(node.nodeId()), heldBy(seen, node.nodeId())));
        List<String> nobodys = seen.leases().stream().filter(lease -> seen.nodes().stream().noneMatch(node -> node.nodeId().equals(lease.nodeId())))
                .map(LeaseRow::serverId).toList();
        return Stream.concat(known, nobodys.isEmpty() ? Stream.empty() : Stream.of(new NodeState("", false, false, nobodys))).toList();
    }

    private static List<String> heldBy(NodeLeases.Seen seen, String nodeId) {
        return seen.leases().stream().filter(lease -> lease.nodeId().equals(nodeId)).map(LeaseRow::serverId).toList();
    }
}
