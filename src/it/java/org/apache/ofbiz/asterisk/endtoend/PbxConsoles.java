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

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
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

    /** Both agents of each PBX claim the caller at the same moment. @return by number of the caller, the one who won */
    Map<String, String> claim(Map<ClusterPbx, String> callers) {
        Map<String, String> winners = new HashMap<>();
        start.begin(callers.values());
        callers.forEach((pbx, number) -> winners.put(number, winner(pbx, number)));
        return winners;
    }

    /** The longest time from the answer that nobody has a call until it was offered again; zero where there was no such answer. */
    Duration offeredAgainWithin() {
        return Duration.ofNanos(consoles.values().stream().flatMap(console -> console.offeredAgain().stream()).mapToLong(Long::longValue).max()
                .orElse(0));
    }

    /** Who has heard that they won; where their answer got lost as the PBX went to another node, who talks. */
    private String winner(ClusterPbx pbx, String number) {
        String talks = "SELECT AGENT_PARTY_ID FROM PHONE_CALL WHERE ANSWER_DATE IS NOT NULL AND CALLER_NUMBER = '" + number + "'";
        return Await.until(() -> withAnswer(pbx, number, Set.of("OK")).stream().findFirst().map(pbx::partyOf).or(() -> cluster.ask(talks)), () ->
                number + " isn't answered: " + about(pbx, number));
    }

    /** Nobody else has heard that they won, until now. */
    void nobodyElseHasWon(Map<ClusterPbx, String> callers, Map<String, String> winners) {
        callers.forEach((pbx, number) -> {
            List<String> won = withAnswer(pbx, number, Set.of("OK")).stream().map(pbx::partyOf).toList();
            assertThat("winners of " + number + ": " + about(pbx, number), won.stream().filter(party -> !party.equals(winners.get(number))).toList(),
                    is(List.of()));
        });
    }

    private List<String> withAnswer(ClusterPbx pbx, String number, Set<String> answers) {
        return pbx.agents().stream().filter(login -> answers.contains(consoles.get(login).answer(number))).toList();
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
