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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.ofbiz.asterisk.endtoend.Cluster.Member;
import org.apache.ofbiz.asterisk.fixture.Await;

/** The consoles of the two agents of each PBX, on two nodes each. Not thread-safe. */
final class PbxConsoles implements AutoCloseable {

    private static final int AGENTS = 2;

    private final Cluster cluster;
    private final ClaimStart start = new ClaimStart(AGENTS);
    /** By login. */
    private final Map<String, RacingConsole> consoles = new LinkedHashMap<>();
    private final Map<String, Member> places = new HashMap<>();
    private int opened;

    PbxConsoles(Cluster cluster) {
        this.cluster = cluster;
        start.hold(true);
    }

    /** Who has no console opens one, at the next of these nodes where the other agent isn't. */
    void open(List<Member> members) {
        for (ClusterPbx pbx : cluster.pbxs()) {
            for (String login : pbx.agents()) {
                if (!consoles.containsKey(login)) {
                    List<Member> free = members.stream()
                            .filter(member -> pbx.agents().stream().noneMatch(other -> places.get(other) == member)).toList();
                    Member place = free.get(opened++ % free.size());
                    consoles.put(login, RacingConsole.open(place.node(), login, start, caller -> true));
                    places.put(login, place);
                }
            }
        }
        awaitConnected();
    }

    void awaitConnected() {
        Await.untilTrue(() -> consoles.values().stream().allMatch(RacingConsole::isConnected), () -> "not connected: "
                + consoles.entrySet().stream().filter(console -> !console.getValue().isConnected()).map(console -> console.getKey()
                + console.getValue().about("")).toList());
    }

    /** The browsers of this node find another one. */
    void leave(Member member) {
        places.entrySet().stream().filter(place -> place.getValue() == member).map(Map.Entry::getKey).toList().forEach(login -> {
            consoles.remove(login).close();
            places.remove(login);
        });
    }

    /** Whether somebody's console was offered this caller, since a moment of {@link System#nanoTime}. */
    boolean anyOffered(ClusterPbx pbx, String number, long since) {
        return pbx.agents().stream().anyMatch(login -> consoles.containsKey(login) && consoles.get(login).wasOffered(number, since));
    }

    /** Waits until both agents are offered these callers, on the sockets that they have now. */
    void awaitOffered(Map<ClusterPbx, String> callers) {
        callers.forEach((pbx, number) -> {
            List<String> agents = pbx.agents();
            Await.untilTrue(() -> agents.stream().allMatch(login -> consoles.get(login).wasOffered(number, 0)), () -> number + " isn't offered: "
                    + about(pbx, number));
        });
    }

    /** Both agents of each PBX claim the caller at the same moment. @return by number of the caller, who won; empty where not exactly one did */
    Map<String, String> claim(Map<ClusterPbx, String> callers) {
        Map<String, String> winners = new HashMap<>();
        start.hold(false);
        start.atOnce(true);
        try {
            callers.forEach((pbx, number) -> winners.put(number, winner(pbx, number)));
        } finally {
            start.atOnce(false);
            start.hold(true);
        }
        return winners;
    }

    private String winner(ClusterPbx pbx, String number) {
        Await.untilTrue(() -> pbx.agents().stream().allMatch(login -> isAnswered(login, number)), () -> number + " isn't answered: "
                + about(pbx, number));
        List<String> won = pbx.agents().stream().filter(login -> consoles.get(login).answer(number).equals("OK")).toList();
        return won.size() == 1 ? pbx.partyOf(won.get(0)) : "";
    }

    private boolean isAnswered(String login, String number) {
        String answer = consoles.get(login).answer(number);
        return !Set.of("", RacingConsole.LOST).contains(answer) && !RacingConsole.OFFERED_AGAIN.contains(answer);
    }

    private List<String> about(ClusterPbx pbx, String number) {
        List<String> about = new ArrayList<>();
        pbx.agents().forEach(login -> about.add(login + ": " + consoles.get(login).about(number)));
        return about;
    }

    @Override
    public void close() {
        consoles.values().forEach(RacingConsole::close);
    }
}
