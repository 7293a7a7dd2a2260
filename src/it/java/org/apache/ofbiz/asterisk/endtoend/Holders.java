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
package org.apache.ofbiz.asterisk.endtoend;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.endtoend.Cluster.Member;
import org.apache.ofbiz.asterisk.fixture.Await;

/** Which node of a cluster holds which PBX, asked from outside of all nodes: the database's leases, and the connections that proxies see. */
final class Holders {

    private static final String LEASES = "SELECT SERVER_ID, NODE_NAME FROM ASTERISK_SERVER_LEASE L JOIN ASTERISK_NODE N ON N.NODE_ID = L.NODE_ID";

    private final Cluster cluster;

    Holders(Cluster cluster) {
        this.cluster = cluster;
    }

    /** By serverId, the node that has the lease and is connected; without those that have none at this moment. */
    Map<String, Member> now() {
        Map<String, String> leases = cluster.pairs(LEASES);
        Map<String, Member> holders = new HashMap<>();
        leases.forEach((serverId, name) -> memberNamed(name).filter(member -> member.pbx(serverId).isConnected())
                .ifPresent(member -> holders.put(serverId, member)));
        return holders;
    }

    private Optional<Member> memberNamed(String name) {
        return cluster.members().stream().filter(member -> name.endsWith(member.node().mark())).findFirst();
    }

    /** Servers of this node. */
    List<String> of(Member member) {
        return now().entrySet().stream().filter(held -> held.getValue() == member).map(Map.Entry::getKey).sorted().toList();
    }

    /** Waits until each server has a holder that isn't this node. @return how long that took, since a moment of {@link System#nanoTime} */
    Duration awaitAllWithout(Member absent, long since) {
        Await.untilTrue(() -> {
            Map<String, Member> holders = now();
            return holders.size() == cluster.pbxs().size() && !holders.containsValue(absent);
        }, () -> "held are " + told());
        return Duration.ofNanos(System.nanoTime() - since);
    }

    /** Waits until each server has a holder. */
    void awaitAll() {
        Await.untilTrue(() -> now().size() == cluster.pbxs().size(), () -> "held are " + told());
    }

    /** Waits until nodes hold about as many each; while they come nearer to that, each step may take its time. */
    void awaitSpread() {
        int steps = cluster.pbxs().size();
        for (int step = 0; step < steps && !isSpread(now()); step++) {
            Map<String, Member> before = now();
            Await.untilTrue(() -> isSpread(now()) || !now().equals(before), () -> "held are " + told());
            awaitAll();
        }
        Await.untilTrue(() -> isSpread(now()), () -> "not spread evenly: " + told());
    }

    /** Whether nodes hold about as many each. */
    boolean areSpread() {
        return isSpread(now());
    }

    private boolean isSpread(Map<String, Member> holders) {
        List<Integer> counts = new ArrayList<>();
        cluster.members().forEach(member -> counts.add((int) holders.values().stream().filter(member::equals).count()));
        return holders.size() == cluster.pbxs().size() && counts.stream().mapToInt(Integer::intValue).max().orElse(0)
                - counts.stream().mapToInt(Integer::intValue).min().orElse(0) <= 1;
    }

    /** How many each node holds, in the order of nodes. */
    List<Integer> counts() {
        Map<String, Member> holders = now();
        return cluster.members().stream().map(member -> (int) holders.values().stream().filter(member::equals).count()).toList();
    }

    /** For messages of tests. */
    String told() {
        Set<String> connected = cluster.pbxs().stream().flatMap(pbx -> cluster.members().stream().filter(member ->
                member.pbx(pbx.serverId()).isConnected()).map(member -> pbx.serverId() + member.node().mark())).collect(Collectors.toSet());
        return "leases " + cluster.pairs(LEASES) + ", connections " + connected;
    }
}
