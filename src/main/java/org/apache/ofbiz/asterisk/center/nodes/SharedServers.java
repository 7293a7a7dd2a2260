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

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How the servers are shared among the nodes, as a look has shown it: who is to have which. It decides how soon and how evenly, not whether it's
 * safe. Immutable.
 *
 * @param rows     of the enabled servers, by serverId in order
 * @param together those that one node is to serve have the same name here, by serverId; others aren't in it
 * @param alive    ids of nodes that live
 */
record SharedServers(List<LeaseRow> rows, Map<String, String> together, Set<String> alive) {

    /** As many as a node has when all have about the same. */
    int share() {
        return (rows.size() + alive.size() - 1) / alive.size();
    }

    /** Whether it belongs to no other server. */
    boolean isAlone(String serverId) {
        return rows.stream().noneMatch(row -> !row.serverId().equals(serverId) && belong(row.serverId(), serverId));
    }

    /** Whether it belongs to one of those. */
    boolean joins(String serverId, Set<String> held) {
        return held.stream().anyMatch(own -> !own.equals(serverId) && belong(own, serverId));
    }

    /** The node that is to have a server with others, since it has the first of them that a node has. Empty for one that is alone. */
    Optional<String> keeper(String serverId) {
        return isAlone(serverId) ? Optional.empty() : rows.stream().filter(row -> belong(row.serverId(), serverId) && alive.contains(row.nodeId()))
                .map(LeaseRow::nodeId).findFirst();
    }

    /** Whether no node has one that it belongs to, and it's the first of them, whose taker takes the others, too. */
    boolean isForAnybody(String serverId) {
        return keeper(serverId).isEmpty() && rows.stream().filter(row -> row.serverId().equals(serverId) || belong(row.serverId(), serverId))
                .findFirst().filter(row -> row.serverId().equals(serverId)).isPresent();
    }

    private boolean belong(String one, String other) {
        return together.containsKey(one) && together.get(one).equals(together.get(other));
    }

    /** Whether another node has two fewer, and this is the one to give: two who give at once take each other's. */
    boolean isToGiveOne(String nodeId, int own) {
        Map<String, Long> servers = rows.stream().collect(Collectors.groupingBy(LeaseRow::nodeId, Collectors.counting()));
        long fewest = alive.stream().mapToLong(node -> servers.getOrDefault(node, 0L)).min().orElse(0);
        Comparator<String> most = Comparator.comparing((String node) -> servers.getOrDefault(node, 0L)).thenComparing(Comparator.naturalOrder());
        boolean first = alive.stream().max(most).filter(nodeId::equals).isPresent();
        return first && own >= fewest + 2 && rows.stream().noneMatch(LeaseRow::isFree);
    }
}
