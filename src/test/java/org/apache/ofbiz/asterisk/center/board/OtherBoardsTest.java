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
package org.apache.ofbiz.asterisk.center.board;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.ofbiz.asterisk.acd.AgentState;
import org.apache.ofbiz.asterisk.acd.PauseReason;
import org.apache.ofbiz.asterisk.acd.board.ActiveCall;
import org.apache.ofbiz.asterisk.acd.board.AgentFigures;
import org.apache.ofbiz.asterisk.acd.board.Alarm;
import org.apache.ofbiz.asterisk.acd.board.BoardChange;
import org.apache.ofbiz.asterisk.acd.board.BoardScope;
import org.apache.ofbiz.asterisk.acd.board.BoardState;
import org.apache.ofbiz.asterisk.acd.board.DayFigures;
import org.apache.ofbiz.asterisk.acd.board.GroupFigures;
import org.apache.ofbiz.asterisk.acd.board.ServiceLevelFormula;
import org.apache.ofbiz.asterisk.acd.board.ServiceRule;
import org.apache.ofbiz.asterisk.acd.board.Tally;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.junit.jupiter.api.Test;

class OtherBoardsTest {

    private static final Instant NOON = Instant.parse("2026-11-29T10:00:00Z");
    private static final ServiceRule RULE = new ServiceRule(Duration.ofSeconds(30), Duration.ofSeconds(3), ServiceLevelFormula.ALL_OFFERED);
    private static final String LOGIN = "agent1001";
    private static final String CALL = "B:7";

    private final Map<String, String> hosts = new HashMap<>();
    private final OtherBoards boards = new OtherBoards(user -> Optional.ofNullable(hosts.get(user)), text -> { });

    private static GroupFigures group(int waiting, Optional<Instant> longest, Tally today, Map<Alarm.Figure, Alarm.Level> levels) {
        return new GroupFigures("SUPPORT", "Support", waiting, longest, Map.of(AgentState.Status.AVAILABLE, 2), RULE, today, Tally.NONE, Tally.NONE,
                levels);
    }

    private static Tally tally(int answered, int inTime) {
        return new Tally(answered, inTime, 0, 0, 0, 10, 20, answered);
    }

    private static AgentFigures agent(AgentState.Status status, int calls) {
        return new AgentFigures("P1", "Liis Saar", Set.of("SUPPORT"), status, Optional.of(new PauseReason("LUNCH", "Lunch")), Optional.of(NOON),
                Optional.empty(), Optional.of(new AgentFigures.Current(CALL, "Mari", Optional.of("SUPPORT"), true)),
                new DayFigures.AgentTally(calls, 60, 1));
    }

    private static ActiveCall call(String callId) {
        return new ActiveCall(callId, "B", PhoneCall.Direction.INBOUND, PhoneCall.State.WAITING, "555", "\"Mari\"", "5000",
                Optional.of("SUPPORT"), "", Set.of("SUPPORT", "SALES"), NOON, Optional.empty(), Optional.of("701"), Optional.of(NOON));
    }

    private static BoardChange change(Map<String, Optional<GroupFigures>> groups, Map<String, Optional<AgentFigures>> agents,
                                      Map<String, Optional<ActiveCall>> calls) {
        return new BoardChange(false, NOON, BoardScope.ALL, rows(groups), rows(agents), rows(calls));
    }

    private static <T> List<BoardChange.Row<T>> rows(Map<String, Optional<T>> rows) {
        return rows.entrySet().stream().map(row -> new BoardChange.Row<>(row.getKey(), Optional.<T>empty(), row.getValue())).toList();
    }

    private void says(String node, BoardChange change) {
        NodeRows.texts(change).forEach(text -> boards.says(node, text));
    }

    private void says(String node, GroupFigures group) {
        says(node, change(Map.of("SUPPORT", group.part()), Map.of(), Map.of()));
    }

    private void says(String node, AgentFigures agent) {
        says(node, change(Map.of(), Map.of(LOGIN, agent.part()), Map.of()));
    }

    @Test
    void aGroupOfSeveralNodesIsTheSumAndItsServiceLevelThatOfTheSums() {
        says("b", group(2, Optional.of(NOON.minusSeconds(9)), tally(1, 1), Map.of()));
        says("c", group(1, Optional.of(NOON.minusSeconds(50)), tally(2, 0), Map.of(Alarm.Figure.WAITING, Alarm.Level.WARNING)));

        GroupFigures all = group(4, Optional.of(NOON), tally(6, 3), Map.of(Alarm.Figure.WAITING, Alarm.Level.ALARM))
                .plus(boards.group("SUPPORT").orElseThrow());

        assertThat(all.waiting(), is(7));
        assertThat("the longest wait", all.longest(), is(Optional.of(NOON.minusSeconds(50))));
        assertThat(all.today(), is(new Tally(9, 4, 0, 0, 0, 30, 60, 9)));
        assertThat("4 of 9, not the mean of 100, 0 and 50", all.today().serviceLevel().getAsInt(), is(44));
        assertThat("members, name and rule are this node's own", List.of(all.agents(), all.name(), all.rule()),
                is(List.of(Map.of(AgentState.Status.AVAILABLE, 2), "Support", RULE)));
        assertThat(all.levels(), is(Map.of(Alarm.Figure.WAITING, Alarm.Level.ALARM)));
    }

    @Test
    void anAgentDoesWhatTheNodeWithTheirCallsSays() {
        says("b", agent(AgentState.Status.TALKING, 2));
        says("c", agent(AgentState.Status.AVAILABLE, 3));
        AgentFigures here = agent(AgentState.Status.PAUSED, 1);

        assertThat("its own node is this one", boards.agent(LOGIN, here).status(), is(AgentState.Status.PAUSED));
        assertThat(boards.agent(LOGIN, here).today(), is(new DayFigures.AgentTally(6, 180, 3)));
        hosts.put(LOGIN, "b");
        AgentFigures there = boards.agent(LOGIN, here);
        assertThat(there, is(agent(AgentState.Status.TALKING, 6).plus(new DayFigures.AgentTally(0, 120, 2))));
        assertThat(boards.status(LOGIN, AgentState.Status.PAUSED), is(AgentState.Status.TALKING));
        hosts.put(LOGIN, "d");
        assertThat("it has told nothing of them", boards.agent(LOGIN, here).status(), is(AgentState.Status.SIGNED_OUT));
        assertThat(boards.status(LOGIN, AgentState.Status.PAUSED), is(AgentState.Status.SIGNED_OUT));
    }

    @Test
    void callsComeAndGoWithTheirNode() {
        says("b", change(Map.of(), Map.of(), Map.of(CALL, Optional.of(call(CALL)), "B:8", Optional.of(call("B:8")))));
        assertThat(boards.takeCalls(), is(Map.of(CALL, Optional.of(call(CALL)), "B:8", Optional.of(call("B:8")))));
        assertThat("once", boards.takeCalls(), is(Map.of()));
        says("b", change(Map.of(), Map.of(), Map.of(CALL, Optional.empty())));
        assertThat(boards.takeCalls(), is(Map.of(CALL, Optional.empty())));
        says("b", agent(AgentState.Status.TALKING, 2));
        boards.takeUsers();

        boards.isGone("b");

        assertThat(boards.takeCalls(), is(Map.of("B:8", Optional.empty())));
        assertThat(boards.takeUsers(), is(Set.of(LOGIN)));
        assertThat(boards.any(), is(false));
    }

    @Test
    void aNodeThatBeginsAgainKeepsItsRowsUntilAllAreThere() {
        says("b", change(Map.of(), Map.of(), Map.of(CALL, Optional.of(call(CALL)))));
        boards.takeCalls();
        boards.begins("b");
        says("b", change(Map.of(), Map.of(), Map.of("B:8", Optional.of(call("B:8")))));
        assertThat(boards.takeCalls(), is(Map.of()));
        assertThat(boards.call(CALL).isPresent(), is(true));

        boards.isComplete("b");

        assertThat(boards.takeCalls(), is(Map.of(CALL, Optional.empty(), "B:8", Optional.of(call("B:8")))));
    }

    @Test
    void whatHasBeenToldIsAllThatAStreamBeginsWith() {
        Map<String, Optional<ActiveCall>> calls = IntStream.range(0, 100).mapToObj(i -> "A:" + i)
                .collect(Collectors.toMap(id -> id, id -> Optional.of(call(id))));
        boards.tell(NOON, new NodeRows(Map.of("SUPPORT", group(1, Optional.empty(), tally(1, 1), Map.of()).part()), Map.of(), calls));
        boards.tell(NOON, new NodeRows(Map.of(), Map.of(), Map.of("A:0", Optional.empty())));

        BoardState other = new BoardState();
        boards.whole().stream().map(NodeRows::read).forEach(rows -> other.become(NOON, rows.groups(), rows.agents(), rows.calls()));

        assertThat(other.calls().size(), is(99));
        assertThat(other.call("A:1"), is(Optional.of(call("A:1"))));
        assertThat(other.group("SUPPORT"), is(group(1, Optional.empty(), tally(1, 1), Map.of()).part()));
    }

    @Test
    void whatIsNothingIsNotTold() {
        assertThat(group(0, Optional.empty(), Tally.NONE, Map.of()).part(), is(Optional.empty()));
        AgentFigures out = new AgentFigures("P1", "Liis Saar", Set.of("SUPPORT"), AgentState.Status.SIGNED_OUT, Optional.empty(), Optional.of(NOON),
                Optional.empty(), Optional.empty(), DayFigures.AgentTally.NONE);
        assertThat(out.part(), is(Optional.empty()));
    }
}
