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
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.acd.board.ServiceLevelFormula;
import org.apache.ofbiz.asterisk.acd.board.ServiceRule;
import org.apache.ofbiz.asterisk.call.CallPart.Kind;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.PhoneCall.Direction;
import org.junit.jupiter.api.Test;

class CallCountingTest {

    private static final CallCounting COUNTING = new CallCounting(Map.of("SUPPORT",
            ServiceRule.of(Optional.of(Duration.ofSeconds(30)), Duration.ofSeconds(5), ServiceLevelFormula.USUAL)), ServiceRule.USUAL);
    private static final CountedCall.Marks NO_MARKS = new CountedCall.Marks(false, false, false);

    private static CountedCall.Part waited(String group, long seconds, Outcome outcome) {
        return new CountedCall.Part(Kind.WAITED, "", group, seconds, 0, 0, Optional.of(outcome));
    }

    private static CountedCall.Part talked(String agent, long talk, long hold) {
        return new CountedCall.Part(Kind.TALKED, agent, "", 0, talk, hold, Optional.of(Outcome.ANSWERED));
    }

    private static CountedCall.Part rang(String agent, Outcome outcome) {
        return new CountedCall.Part(Kind.CALLED, agent, "", 7, 0, 0, Optional.of(outcome));
    }

    private static CountedCall incoming(Outcome outcome, long wait, CountedCall.Part... parts) {
        boolean answered = outcome == Outcome.ANSWERED;
        return new CountedCall(Direction.INBOUND, "SUPPORT", "", "5000", "",
                new CountedCall.Ending(Optional.of(outcome), answered, wait, answered ? 90 : 0, 0),
                NO_MARKS, List.of(parts));
    }

    private static CallTally total(CountedCall call, String group) {
        return COUNTING.count(call).getOrDefault(new SumKey(SumDimension.TOTAL, group, SumKey.NONE), CallTally.NOTHING);
    }

    private static CallTally agent(CountedCall call, String group, String agent) {
        return COUNTING.count(call).getOrDefault(new SumKey(SumDimension.AGENT, group, agent), CallTally.NOTHING);
    }

    @Test
    void anAnswerInTheTargetIsInTimeAndOneSecondLaterIsNot() {
        CountedCall inTime = incoming(Outcome.ANSWERED, 30, waited("SUPPORT", 30, Outcome.ANSWERED), talked("LIIS", 60, 10));
        CountedCall late = incoming(Outcome.ANSWERED, 31, waited("SUPPORT", 31, Outcome.ANSWERED), talked("LIIS", 60, 10));
        assertThat(total(inTime, "SUPPORT"), is(CallTally.of(Map.of(CallCount.OFFERED, 1L, CallCount.ANSWERED, 1L, CallCount.IN_TIME, 1L,
                CallCount.ANSWER_WAIT, 30L, CallCount.LONGEST_WAIT, 30L, CallCount.TALK, 60L, CallCount.HOLD, 10L))));
        assertThat(total(late, "SUPPORT").get(CallCount.ANSWERED), is(1L));
        assertThat(total(late, "SUPPORT").get(CallCount.IN_TIME), is(0L));
    }

    @Test
    void aGroupWithoutATargetHasTheUsualOneAsOnTheWallboard() {
        ServiceRule board = ServiceRule.of(Optional.empty(), Duration.ofSeconds(5), ServiceLevelFormula.USUAL);
        assertThat(board, is(ServiceRule.USUAL));
        for (int wait : new int[] {0, 20, 21, 3600}) {
            CountedCall call = incoming(Outcome.ANSWERED, wait, waited("SALES", wait, Outcome.ANSWERED));
            assertThat("after " + wait + " s", total(call, "SALES").get(CallCount.IN_TIME) == 1, is(board.isInTime(Duration.ofSeconds(wait))));
        }
        assertThat("21 s is late", board.isInTime(Duration.ofSeconds(21)), is(false));
        assertThat("whole seconds, as rows have them", board.isInTime(Duration.ofMillis(20_900)), is(true));
    }

    @Test
    void anAbandonBeforeTheLimitCountsApartAndNeverAsAnswered() {
        CallTally early = total(incoming(Outcome.ABANDONED, 4, waited("SUPPORT", 4, Outcome.ABANDONED)), "SUPPORT");
        CallTally atLimit = total(incoming(Outcome.ABANDONED, 5, waited("SUPPORT", 5, Outcome.ABANDONED)), "SUPPORT");
        assertThat(early, is(CallTally.of(Map.of(CallCount.OFFERED, 1L, CallCount.SHORT_ABANDONED, 1L, CallCount.LONGEST_WAIT, 4L))));
        assertThat(atLimit, is(CallTally.of(Map.of(CallCount.OFFERED, 1L, CallCount.ABANDONED, 1L, CallCount.ABANDON_WAIT, 5L,
                CallCount.LONGEST_WAIT, 5L))));
    }

    @Test
    void whatTheQueueGaveUpIsNeitherAnsweredNorAbandoned() {
        CallTally given = total(incoming(Outcome.VOICEMAIL, 60, waited("SUPPORT", 60, Outcome.QUEUE_TIMEOUT)), "SUPPORT");
        assertThat(given, is(CallTally.of(Map.of(CallCount.OFFERED, 1L, CallCount.UNSERVED, 1L, CallCount.LONGEST_WAIT, 60L))));
    }

    @Test
    void aCallThatIsSentToAnotherGroupCountsForBothAndEachTalkForItsOwn() {
        CountedCall call = incoming(Outcome.ANSWERED, 10, waited("SUPPORT", 10, Outcome.ANSWERED), talked("LIIS", 30, 0),
                waited("SALES", 40, Outcome.ANSWERED), talked("PEETER", 50, 5));
        assertThat(total(call, "SUPPORT").get(CallCount.TALK), is(30L));
        assertThat(total(call, "SALES").get(CallCount.TALK), is(50L));
        assertThat(total(call, "SALES").get(CallCount.OFFERED), is(1L));
        assertThat(agent(call, "SUPPORT", "LIIS").get(CallCount.TALK), is(30L));
        assertThat(agent(call, "SALES", "PEETER").get(CallCount.HOLD), is(5L));
        assertThat(agent(call, "SALES", "LIIS"), is(CallTally.NOTHING));
    }

    @Test
    void waitsForOneGroupAddUpAndTheLastOneTellsTheEnd() {
        CountedCall call = incoming(Outcome.ANSWERED, 30, waited("SUPPORT", 12, Outcome.CANCELLED), rang("LIIS", Outcome.EXTENSION_NO_ANSWER),
                waited("SUPPORT", 9, Outcome.ANSWERED), talked("PEETER", 60, 0));
        assertThat(total(call, "SUPPORT").get(CallCount.OFFERED), is(1L));
        assertThat(total(call, "SUPPORT").get(CallCount.ANSWER_WAIT), is(21L));
        assertThat(total(call, "SUPPORT").get(CallCount.MISSED_RING), is(1L));
        assertThat(agent(call, "SUPPORT", "LIIS"), is(CallTally.of(Map.of(CallCount.MISSED_RING, 1L))));
        assertThat(agent(call, "SUPPORT", "PEETER").get(CallCount.ANSWERED), is(1L));
    }

    @Test
    void aDirectCallBelongsToNoGroup() {
        CountedCall call = new CountedCall(Direction.INBOUND, "", "LIIS", "1001", "",
                new CountedCall.Ending(Optional.of(Outcome.MISSED), false, 12, 0, 0),
                new CountedCall.Marks(false, false, true), List.of(rang("LIIS", Outcome.CANCELLED)));
        assertThat(total(call, SumKey.NONE).get(CallCount.ABANDONED), is(1L));
        assertThat(total(call, SumKey.NONE).get(CallCount.CALLED_BACK), is(1L));
        assertThat("a caller who gives up is no ring that was refused", agent(call, SumKey.NONE, "LIIS"), is(CallTally.NOTHING));
    }

    @Test
    void outgoingCallsCountApartAndNotByTheNumberOfTheCustomer() {
        CountedCall call = new CountedCall(Direction.OUTBOUND, "", "LIIS", "3725551234", "SOLVED",
                new CountedCall.Ending(Optional.of(Outcome.ANSWERED), true, 8, 70, 0), new CountedCall.Marks(false, true, false),
                List.of(talked("LIIS", 70, 0)));
        CallTally expected = CallTally.of(Map.of(CallCount.OUTGOING, 1L, CallCount.OUTGOING_ANSWERED, 1L, CallCount.OUTGOING_TALK, 70L,
                CallCount.RECORDED, 1L));
        assertThat(total(call, SumKey.NONE), is(expected));
        assertThat(agent(call, SumKey.NONE, "LIIS"), is(expected));
        assertThat(COUNTING.count(call), not(hasKey(new SumKey(SumDimension.NUMBER, SumKey.NONE, "3725551234"))));
    }

    @Test
    void callsBetweenColleaguesAreNotCounted() {
        CountedCall call = new CountedCall(Direction.INTERNAL, "", "LIIS", "1002", "",
                new CountedCall.Ending(Optional.of(Outcome.ANSWERED), true, 3, 5, 0),
                NO_MARKS, List.of());
        assertThat(COUNTING.count(call), is(Map.of()));
    }
}
