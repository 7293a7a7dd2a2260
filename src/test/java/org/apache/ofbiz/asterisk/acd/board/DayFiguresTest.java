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
package org.apache.ofbiz.asterisk.acd.board;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.ofbiz.asterisk.acd.board.CallFigure.Result;
import org.apache.ofbiz.asterisk.acd.board.CallFigure.Share;
import org.apache.ofbiz.asterisk.acd.board.DayFigures.AgentTally;
import org.junit.jupiter.api.Test;

class DayFiguresTest {

    private static final ZoneId TALLINN = ZoneId.of("Europe/Tallinn");
    private static final Instant NOON = Instant.parse("2026-11-29T10:00:00Z");
    private static final String SUPPORT = "SUPPORT";

    private final DayFigures day = new DayFigures(TALLINN, NOON);

    @Test
    void givenCallsOfEachKindThenTheServiceLevelLeavesOutShortAbandonsOnly() {
        day.rule(SUPPORT, new ServiceRule(Duration.ofSeconds(20), Duration.ofSeconds(5), ServiceLevelFormula.USUAL));
        day.put(call("in time", Result.ANSWERED, 20, 60));
        day.put(call("late", Result.ANSWERED, 21, 30));
        day.put(call("gave up", Result.ABANDONED, 5, 0));
        day.put(call("wrong number", Result.ABANDONED, 4, 0));
        day.put(call("voicemail", Result.ELSEWHERE, 40, 0));
        Tally today = day.today(SUPPORT);
        assertThat(today, is(new Tally(2, 1, 2, 1, 1, 41, 90, 4)));
        assertThat(today.counted(), is(4));
        assertThat("an abandon within the target isn't an answer", today.serviceLevel(), is(OptionalInt.of(25)));
        assertThat(today.abandonedShare(), is(OptionalInt.of(25)));
        assertThat(day.today("SALES").serviceLevel(), is(OptionalInt.empty()));
    }

    @Test
    void theFormulaOfTheGroupSaysOfWhichCallsTheServiceLevelIsAShare() {
        day.put(call("in time", Result.ANSWERED, 20, 60));
        day.put(call("late", Result.ANSWERED, 21, 30));
        day.put(call("gave up", Result.ABANDONED, 5, 0));
        day.put(call("wrong number", Result.ABANDONED, 4, 0));
        day.put(call("voicemail", Result.ELSEWHERE, 40, 0));
        Map<ServiceLevelFormula, Integer> levels = new EnumMap<>(ServiceLevelFormula.class);
        for (ServiceLevelFormula formula : ServiceLevelFormula.values()) {
            day.rule(SUPPORT, new ServiceRule(Duration.ofSeconds(20), Duration.ofSeconds(5), formula));
            levels.put(formula, day.today(SUPPORT).serviceLevel().getAsInt());
            assertThat("abandons stay what they are", day.today(SUPPORT).abandonedShare(), is(OptionalInt.of(25)));
        }
        assertThat(levels, is(Map.of(ServiceLevelFormula.WITHOUT_SHORT_ABANDONS, 25, ServiceLevelFormula.ALL_OFFERED, 20,
                ServiceLevelFormula.WITHOUT_ABANDONS, 33, ServiceLevelFormula.ANSWERED_ONLY, 50)));
    }

    @Test
    void givenACallThatIsToldAgainThenItCountsOnceAsItIsNow() {
        day.put(call("a", Result.ANSWERED, 3, 0));
        day.put(call("a", Result.ANSWERED, 3, 75));
        assertThat(day.today(SUPPORT), is(new Tally(1, 1, 0, 0, 0, 3, 75, 1)));
        day.put(new CallFigure("a", Optional.of("SALES"), NOON, Optional.of(Result.ANSWERED), Duration.ofSeconds(3), Duration.ofSeconds(75),
                Map.of()));
        assertThat("a call that was sent on counts where it is", day.today(SUPPORT), is(Tally.NONE));
        assertThat(day.today("SALES").answered(), is(1));
        day.restore(call("a", Result.ABANDONED, 3, 0));
        assertThat("what was read later is older", day.today("SALES").answered(), is(1));
    }

    @Test
    void givenAnotherRuleThenTheWholeDayIsCountedAgain() {
        day.put(call("a", Result.ANSWERED, 30, 0));
        assertThat(day.today(SUPPORT).serviceLevel(), is(OptionalInt.of(0)));
        day.rule(SUPPORT, new ServiceRule(Duration.ofSeconds(30), Duration.ofSeconds(5), ServiceLevelFormula.USUAL));
        assertThat(day.today(SUPPORT).serviceLevel(), is(OptionalInt.of(100)));
        assertThat(day.recent(SUPPORT, NOON).serviceLevel(), is(OptionalInt.of(100)));
    }

    @Test
    void givenTimePassesThenCallsLeaveTheLastHalfHourAndNotTheDay() {
        day.put(call("a", Result.ANSWERED, 3, 0));
        assertThat(day.recent(SUPPORT, NOON.plus(Duration.ofMinutes(29))).answered(), is(1));
        assertThat(day.recent(SUPPORT, NOON.plus(Duration.ofMinutes(30))).answered(), is(0));
        assertThat(day.before(SUPPORT, NOON.plus(Duration.ofMinutes(30))).answered(), is(1));
        assertThat(day.before(SUPPORT, NOON.plus(Duration.ofMinutes(60))).answered(), is(0));
        assertThat(day.today(SUPPORT).answered(), is(1));
    }

    @Test
    void givenMidnightOfTheSiteThenEverythingBeginsAtZeroOnceAndCallsOfYesterdayCountNoMore() {
        Instant midnight = Instant.parse("2026-11-29T22:00:00Z");
        day.put(call("a", Result.ANSWERED, 3, 60, Map.of("LIIS", new Share(true, Duration.ofSeconds(60), 0))));
        assertThat(day.roll(midnight.minusSeconds(1)), is(false));
        assertThat(day.roll(midnight), is(true));
        assertThat(day.roll(midnight.plusSeconds(60)), is(false));
        assertThat(day.today(SUPPORT), is(Tally.NONE));
        assertThat(day.recent(SUPPORT, midnight), is(Tally.NONE));
        assertThat(day.agent("LIIS"), is(AgentTally.NONE));
        assertThat(day.midnight(midnight.plusSeconds(60)), is(midnight));
        day.put(call("a", Result.ANSWERED, 3, 70));
        assertThat("it was answered yesterday", day.today(SUPPORT), is(Tally.NONE));
    }

    @Test
    void givenACallThatRangAtThreeAndWasSentOnThenItIsOneCallAndEachAgentHasTheirOwnShare() {
        day.put(call("a", Result.ANSWERED, 3, 3720, Map.of("LIIS", new Share(true, Duration.ofMinutes(2), 0),
                "PEETER", new Share(true, Duration.ofMinutes(60), 1), "KADRI", new Share(false, Duration.ZERO, 1))));
        assertThat(day.today(SUPPORT).answered(), is(1));
        assertThat(day.agent("LIIS"), is(new AgentTally(1, 120, 0)));
        assertThat(day.agent("PEETER"), is(new AgentTally(1, 3600, 1)));
        assertThat(day.agent("KADRI"), is(new AgentTally(0, 0, 1)));
    }

    @Test
    void givenTheSameGroupsThenAChangeIsSeenOnceAndOnlyByThoseWhoMaySeeIt() {
        BoardState state = new BoardState();
        BoardChange first = rows(state, Map.of(SUPPORT, Optional.of(row(SUPPORT, 1)), "SALES", Optional.of(row("SALES", 2))));
        BoardAudience sales = new BoardAudience(false, Set.of("SALES"));
        assertThat(first.seenBy(sales).groups().stream().map(GroupFigures::groupId).toList(), is(List.of("SALES")));
        BoardChange second = rows(state, Map.of(SUPPORT, Optional.of(row(SUPPORT, 3)), "SALES", Optional.of(row("SALES", 2))));
        assertThat(second.seenBy(sales).isEmpty(), is(true));
        assertThat(second.seenBy(BoardAudience.EVERYTHING).groups(), is(List.of(row(SUPPORT, 3))));
        BoardChange third = rows(state, Map.of("SALES", Optional.empty()));
        assertThat(third.seenBy(sales).goneGroups(), is(List.of("SALES")));
        assertThat(third.seenBy(new BoardAudience(false, Set.of(SUPPORT))).isEmpty(), is(true));
        assertThat(state.whole(NOON).seenBy(sales).groups(), is(List.of()));
    }

    private static BoardChange rows(BoardState state, Map<String, Optional<GroupFigures>> groups) {
        return state.become(NOON, groups, Map.of(), Map.of());
    }

    private static GroupFigures row(String groupId, int waiting) {
        return new GroupFigures(groupId, groupId, waiting, Optional.empty(), Map.of(), ServiceRule.USUAL, Tally.NONE, Tally.NONE, Tally.NONE,
                Map.of());
    }

    private static CallFigure call(String callId, Result result, int waited, int talk) {
        return call(callId, result, waited, talk, Map.of());
    }

    private static CallFigure call(String callId, Result result, int waited, int talk, Map<String, Share> shares) {
        return new CallFigure(callId, Optional.of(SUPPORT), NOON, Optional.of(result), Duration.ofSeconds(waited), Duration.ofSeconds(talk), shares);
    }
}
