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

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.ofbiz.asterisk.acd.board.Alarm.Figure;
import org.apache.ofbiz.asterisk.acd.board.Alarm.Level;
import org.junit.jupiter.api.Test;

class AlarmTest {

    @Test
    void givenAFigureThatSwingsAroundItsLimitThenThereIsOneAlarm() {
        Alarm wait = new Alarm(Figure.LONGEST_WAIT, 60, 120);
        assertThat(levels(wait, 59, 60, 59, 55, 54, 60, 120, 119, 120, 109, 108, 54, 53),
                is(List.of(Level.NONE, Level.WARNING, Level.WARNING, Level.WARNING, Level.NONE, Level.WARNING, Level.ALARM, Level.ALARM, Level.ALARM,
                        Level.ALARM, Level.WARNING, Level.NONE, Level.NONE)));
    }

    @Test
    void givenAFigureOfWhichLessIsWorseThenTheLimitIsBelow() {
        Alarm level = new Alarm(Figure.SERVICE_LEVEL, 80, 70);
        assertThat(levels(level, 81, 80, 87, 88, 70, 76, 77, 100),
                is(List.of(Level.NONE, Level.WARNING, Level.WARNING, Level.NONE, Level.ALARM, Level.ALARM, Level.WARNING, Level.NONE)));
        assertThat(levels(new Alarm(Figure.AVAILABLE, -1, 0), 1, 0, 0, 1), is(List.of(Level.NONE, Level.ALARM, Level.ALARM, Level.NONE)));
    }

    @Test
    void givenSmallNumbersThenOneLessEndsTheAlarm() {
        assertThat(levels(new Alarm(Figure.WAITING, -1, 3), 2, 3, 4, 3, 2),
                is(List.of(Level.NONE, Level.ALARM, Level.ALARM, Level.ALARM, Level.NONE)));
    }

    private static List<Level> levels(Alarm alarm, long... values) {
        List<Level> levels = new ArrayList<>();
        LongStream.of(values).forEach(value -> levels.add(alarm.next(levels.isEmpty() ? Level.NONE : levels.get(levels.size() - 1), value)));
        return levels;
    }
}
