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

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.acd.board.Alarm;
import org.apache.ofbiz.asterisk.acd.board.Alarm.Figure;
import org.apache.ofbiz.asterisk.acd.board.Alarm.Level;
import org.apache.ofbiz.asterisk.acd.board.AlarmTurn;
import org.apache.ofbiz.asterisk.acd.board.GroupFigures;
import org.apache.ofbiz.asterisk.acd.board.ServiceRule;
import org.apache.ofbiz.asterisk.acd.board.Tally;
import org.junit.jupiter.api.Test;

class LimitWatchTest {

    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
    private static final List<Alarm> LIMITS = List.of(new Alarm(Figure.WAITING, 2, 3));

    private final LimitWatch watch = new LimitWatch();

    private GroupFigures at(int second, int waiting, List<Alarm> limits) {
        return watch.look(new GroupFigures("SUPPORT", "Support", waiting, Optional.empty(), Map.of(), ServiceRule.USUAL, Tally.NONE, Tally.NONE,
                Tally.NONE, Map.of()), limits, NOON.plusSeconds(second));
    }

    private List<String> told() {
        return watch.turns().stream().map(turn -> turn.turn() + " " + turn.figure() + " " + turn.value().orElse(-1L) + "/" + turn.limit()).toList();
    }

    @Test
    void anAlarmIsSeenAtOnceAndToldOnceWhenItLasts() {
        assertThat(at(0, 2, LIMITS).levels(), is(Map.of(Figure.WAITING, Level.WARNING)));
        assertThat(at(1, 3, LIMITS).levels(), is(Map.of(Figure.WAITING, Level.ALARM)));
        assertThat("not yet", told(), is(List.of()));
        at(6, 4, LIMITS);
        assertThat(told(), is(List.of("ALARM WAITING 4/3")));
        at(7, 3, LIMITS);
        at(30, 5, LIMITS);
        assertThat("it goes on", told(), is(List.of()));
        at(31, 2, LIMITS);
        assertThat(told(), is(List.of("ALARM_OVER WAITING 2/3")));
    }

    @Test
    void aShortAlarmIsToldToNobody() {
        at(0, 3, LIMITS);
        at(4, 2, LIMITS);
        at(8, 3, LIMITS);
        at(12, 0, LIMITS);
        assertThat(told(), is(List.of()));
    }

    @Test
    void anAlarmEndsWithItsLimitAndWithItsGroup() {
        at(0, 3, LIMITS);
        at(5, 3, LIMITS);
        told();
        assertThat(at(6, 3, List.of()).levels(), is(Map.of()));
        assertThat(told(), is(List.of("ALARM_OVER WAITING 3/3")));
        at(7, 3, LIMITS);
        at(12, 3, LIMITS);
        told();
        watch.keep(Set.of("SALES"), NOON.plusSeconds(13));
        assertThat(watch.turns(), is(List.of(new AlarmTurn("SUPPORT", "Support", Figure.WAITING, AlarmTurn.Turn.ALARM_OVER, Optional.empty(), 3,
                NOON.plusSeconds(13)))));
    }

    @Test
    void whatHasNothingToCountIsAtNoLimit() {
        List<Alarm> level = List.of(new Alarm(Figure.SERVICE_LEVEL, 80, 70), new Alarm(Figure.AVAILABLE, 1, -1));
        assertThat("no calls, and nobody is there", at(0, 0, level).levels(), is(Map.of(Figure.AVAILABLE, Level.WARNING)));
    }
}
