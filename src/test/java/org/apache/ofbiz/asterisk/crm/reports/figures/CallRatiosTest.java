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
package org.apache.ofbiz.asterisk.crm.reports.figures;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.apache.ofbiz.asterisk.acd.board.ServiceLevelFormula;
import org.junit.jupiter.api.Test;

class CallRatiosTest {

    /** 100 offered: 80 answered, 60 of them in time, 10 abandoned, 4 early, 6 unserved. */
    private static final CallTally TALLY = CallTally.of(Map.of(CallCount.OFFERED, 100L, CallCount.ANSWERED, 80L, CallCount.IN_TIME, 60L,
            CallCount.ABANDONED, 10L, CallCount.SHORT_ABANDONED, 4L, CallCount.UNSERVED, 6L, CallCount.ANSWER_WAIT, 1_200L,
            CallCount.ABANDON_WAIT, 350L, CallCount.TALK, 9_600L, CallCount.HOLD, 400L))
            .plus(CallTally.of(Map.of(CallCount.WRAP_UP, 800L, CallCount.AVAILABLE_TIME, 300L, CallCount.OCCUPIED_TIME, 900L,
            CallCount.PAUSED_TIME, 5_000L)));

    @Test
    void eachFormulaOfTheServiceLevelDividesByItsOwnCalls() {
        assertThat(CallRatios.serviceLevel(TALLY, ServiceLevelFormula.WITHOUT_SHORT_ABANDONS), is(OptionalDouble.of(60d / 96)));
        assertThat(CallRatios.serviceLevel(TALLY, ServiceLevelFormula.ALL_OFFERED), is(OptionalDouble.of(60d / 100)));
        assertThat(CallRatios.serviceLevel(TALLY, ServiceLevelFormula.WITHOUT_ABANDONS), is(OptionalDouble.of(60d / 86)));
        assertThat(CallRatios.serviceLevel(TALLY, ServiceLevelFormula.ANSWERED_ONLY), is(OptionalDouble.of(60d / 80)));
    }

    @Test
    void averagesAreOfTheCallsThatTheyAreAbout() {
        assertThat(CallRatios.abandonRate(TALLY), is(OptionalDouble.of(10d / 96)));
        assertThat(CallRatios.averageAnswerWait(TALLY), is(OptionalDouble.of(15)));
        assertThat(CallRatios.averageAbandonWait(TALLY), is(OptionalDouble.of(35)));
        assertThat(CallRatios.averageTalk(TALLY), is(OptionalDouble.of(120)));
        assertThat(CallRatios.averageHold(TALLY), is(OptionalDouble.of(5)));
        assertThat(CallRatios.averageWrapUp(TALLY), is(OptionalDouble.of(10)));
        assertThat(CallRatios.averageHandle(TALLY), is(OptionalDouble.of(130)));
        assertThat("a pause is no work and no time to take calls", CallRatios.occupancy(TALLY), is(OptionalDouble.of(0.75)));
    }

    @Test
    void ofNoCallsThereIsNoShareAndNoAverage() {
        for (ReportColumn column : ReportColumn.values()) {
            boolean ratio = Set.of(ReportColumn.Unit.SHARE, ReportColumn.Unit.SCORE).contains(column.unit()) || column.name().startsWith("AVERAGE");
            assertThat(column.name(), column.of(new CallReport.Row("", CallTally.NOTHING, 0)).isEmpty(), is(ratio));
        }
    }

    @Test
    void talliesAddUpButTheLongestWaitIsTheLongest() {
        CallTally one = CallTally.of(Map.of(CallCount.OFFERED, 1L, CallCount.LONGEST_WAIT, 9L));
        CallTally other = CallTally.of(Map.of(CallCount.OFFERED, 2L, CallCount.LONGEST_WAIT, 4L));
        assertThat(one.plus(other), is(CallTally.of(Map.of(CallCount.OFFERED, 3L, CallCount.LONGEST_WAIT, 9L))));
        assertThat(one.plus(CallTally.NOTHING), is(one));
    }

    @Test
    void soundIsTheMeanOfItsSecondsTheWorstOfItsPartsAndTheShareOfBadOnes() {
        CallTally long90 = CallTally.of(SoundScore.counts(90, 420, 400));
        CallTally short10 = CallTally.of(SoundScore.counts(10, 320, 150));
        CallTally both = long90.plus(short10);

        assertThat(CallRatios.score(both), is(OptionalDouble.of(4.1)));
        assertThat(CallRatios.worstScore(both), is(OptionalDouble.of(1.5)));
        assertThat(CallRatios.badSound(both), is(OptionalDouble.of(0.5)));
        assertThat("3.6 isn't bad", CallRatios.badSound(CallTally.of(SoundScore.counts(2, 360, 360))), is(OptionalDouble.of(0)));
    }
}
