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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.apache.ofbiz.asterisk.bench.Table;

/** How long it took from the PBX to the consoles, in ns and ascending order. */
record NodesLatencies(long[] ofOwn, long[] ofOther, long[] ofAdded) {

    static NodesLatencies of(List<NodesCall> calls, Map<String, Cluster.Member> holding, Cluster cluster, NodesAgents agents) {
        List<Long> own = new ArrayList<>();
        List<Long> other = new ArrayList<>();
        List<Long> added = new ArrayList<>();
        for (NodesCall call : calls) {
            int node = cluster.members().indexOf(holding.get(cluster.pbxs().get(call.pbx()).serverId()));
            List<Long> here = took(call, agents, agent -> agents.nodeOf(agent) == node);
            List<Long> there = took(call, agents, agent -> agents.nodeOf(agent) != node);
            own.addAll(here);
            other.addAll(there);
            if (!here.isEmpty()) {
                long median = here.get(here.size() / 2);
                there.forEach(time -> added.add(time - median));
            }
        }
        return new NodesLatencies(sorted(own), sorted(other), sorted(added));
    }

    private static List<Long> took(NodesCall call, NodesAgents agents, IntPredicate which) {
        return agents.here().stream().filter(which::test).map(call::tookUntil).filter(time -> time > 0).sorted().toList();
    }

    private static long[] sorted(List<Long> times) {
        return times.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    String own(double share) {
        return Table.time(Table.percentile(ofOwn, share));
    }

    String other(double share) {
        return Table.time(Table.percentile(ofOther, share));
    }

    String added(double share) {
        return Table.time(Table.percentile(ofAdded, share));
    }

    long otherP99() {
        return Table.percentile(ofOther, 0.99);
    }

    double ratio() {
        return (double) otherP99() / Table.percentile(ofOwn, 0.99);
    }
}
