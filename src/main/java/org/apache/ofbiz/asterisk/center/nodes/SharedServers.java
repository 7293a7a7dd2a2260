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

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How the servers are shared among the nodes, as a look has shown it: who is to have which. All nodes that saw the same come to the same, so none
 * takes what it would give back. It decides how soon and how evenly, not whether it's safe. Immutable.
 *
 * @param rows     of the enabled servers, by serverId in order
 * @param together those that one node is to serve have the same name here, by serverId; others aren't in it
 * @param alive    ids of nodes that live; at least one
 */
record SharedServers(List<LeaseRow> rows, Map<String, String> together, Set<String> alive) {

    /** Ids of the servers that one node is to serve; mostly one. @param holder of the first of them that a node has which lives */
    private record Unit(List<String> servers, Optional<String> holder) {
    }

    /** A node and the units that it is to have. */
    private record Share(String nodeId, List<Unit> units) {

        int size() {
            return units.stream().mapToInt(unit -> unit.servers().size()).sum();
        }

        /** Those that are joined to others stay where they are. */
        Optional<Unit> movable() {
            return units.stream().filter(unit -> unit.servers().size() == 1).reduce((one, next) -> next);
        }
    }

    /**
     * The node that is to have each server, by serverId: the one that has it; else one that has fewest. As few as possible move until no node has two
     * more than another one.
     */
    Map<String, String> plan() {
        Map<String, Share> shares = new TreeMap<>();
        alive.forEach(nodeId -> shares.put(nodeId, new Share(nodeId, new ArrayList<>())));
        List<Unit> units = units();
        units.forEach(unit -> unit.holder().ifPresent(nodeId -> shares.get(nodeId).units().add(unit)));
        units.stream().filter(unit -> unit.holder().isEmpty()).forEach(unit -> smallest(shares.values()).units().add(unit));
        Optional<Share> giver = giver(shares.values());
        while (giver.isPresent()) {
            Unit moved = giver.get().movable().orElseThrow();
            giver.get().units().remove(moved);
            smallest(shares.values()).units().add(moved);
            giver = giver(shares.values());
        }
        Map<String, String> plan = new HashMap<>();
        shares.values().forEach(share -> share.units().forEach(unit -> unit.servers().forEach(serverId -> plan.put(serverId, share.nodeId()))));
        return plan;
    }

    private List<Unit> units() {
        Map<String, List<LeaseRow>> joined = new LinkedHashMap<>();
        rows.forEach(row -> joined.computeIfAbsent(Optional.ofNullable(together.get(row.serverId())).map(name -> "joined " + name)
                .orElse("alone " + row.serverId()), key -> new ArrayList<>()).add(row));
        return joined.values().stream().map(unit -> new Unit(unit.stream().map(LeaseRow::serverId).toList(),
                unit.stream().map(LeaseRow::nodeId).filter(alive::contains).findFirst())).collect(Collectors.toList());
    }

    /** Of several, the first by id. */
    private static Share smallest(Collection<Share> shares) {
        return shares.stream().min(Comparator.comparingInt(Share::size)).orElseThrow();
    }

    /** The one with most that has two more than another one, and can give. */
    private static Optional<Share> giver(Collection<Share> shares) {
        int most = smallest(shares).size() + 2;
        return shares.stream().filter(share -> share.size() >= most && share.movable().isPresent()).max(Comparator.comparingInt(Share::size));
    }
}
