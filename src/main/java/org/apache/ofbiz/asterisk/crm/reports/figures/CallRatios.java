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

import static org.apache.ofbiz.asterisk.crm.reports.figures.CallCount.ABANDONED;
import static org.apache.ofbiz.asterisk.crm.reports.figures.CallCount.ABANDON_WAIT;
import static org.apache.ofbiz.asterisk.crm.reports.figures.CallCount.ANSWERED;
import static org.apache.ofbiz.asterisk.crm.reports.figures.CallCount.ANSWER_WAIT;
import static org.apache.ofbiz.asterisk.crm.reports.figures.CallCount.AVAILABLE_TIME;
import static org.apache.ofbiz.asterisk.crm.reports.figures.CallCount.BAD_SOUND;
import static org.apache.ofbiz.asterisk.crm.reports.figures.CallCount.HOLD;
import static org.apache.ofbiz.asterisk.crm.reports.figures.CallCount.IN_TIME;
import static org.apache.ofbiz.asterisk.crm.reports.figures.CallCount.OCCUPIED_TIME;
import static org.apache.ofbiz.asterisk.crm.reports.figures.CallCount.OFFERED;
import static org.apache.ofbiz.asterisk.crm.reports.figures.CallCount.SHORT_ABANDONED;
import static org.apache.ofbiz.asterisk.crm.reports.figures.CallCount.SOUND_PARTS;
import static org.apache.ofbiz.asterisk.crm.reports.figures.CallCount.SOUND_SCORE;
import static org.apache.ofbiz.asterisk.crm.reports.figures.CallCount.SOUND_TIME;
import static org.apache.ofbiz.asterisk.crm.reports.figures.CallCount.TALK;
import static org.apache.ofbiz.asterisk.crm.reports.figures.CallCount.WORST_SOUND;
import static org.apache.ofbiz.asterisk.crm.reports.figures.CallCount.WRAP_UP;

import java.util.OptionalDouble;
import org.apache.ofbiz.asterisk.acd.board.ServiceLevelFormula;

/** The formulas of a report. Each is empty where it would divide by nothing. Times are seconds. Stateless. */
public final class CallRatios {

    private CallRatios() {
    }

    static OptionalDouble ratio(long part, long whole) {
        return whole > 0 ? OptionalDouble.of((double) part / whole) : OptionalDouble.empty();
    }

    /** Calls of which the service level is a share by this formula. */
    static long levelCalls(CallTally tally, ServiceLevelFormula formula) {
        return formula.counted(new ServiceLevelFormula.Calls(tally.get(OFFERED), tally.get(ANSWERED), tally.get(ABANDONED),
                tally.get(SHORT_ABANDONED)));
    }

    /** Share of the calls that the formula counts that were answered in time; from 0 to 1. */
    public static OptionalDouble serviceLevel(CallTally tally, ServiceLevelFormula formula) {
        return ratio(tally.get(IN_TIME), levelCalls(tally, formula));
    }

    /** Share of the offered calls, short abandons not included, whose caller gave up; from 0 to 1. */
    public static OptionalDouble abandonRate(CallTally tally) {
        return ratio(tally.get(ABANDONED), tally.get(OFFERED) - tally.get(SHORT_ABANDONED));
    }

    /** Average speed of answer (ASA): wait of the answered calls. */
    public static OptionalDouble averageAnswerWait(CallTally tally) {
        return ratio(tally.get(ANSWER_WAIT), tally.get(ANSWERED));
    }

    /** How long callers waited before they gave up, short abandons not included. */
    public static OptionalDouble averageAbandonWait(CallTally tally) {
        return ratio(tally.get(ABANDON_WAIT), tally.get(ABANDONED));
    }

    /** Talk time of an answered call, holds included. */
    public static OptionalDouble averageTalk(CallTally tally) {
        return ratio(tally.get(TALK), tally.get(ANSWERED));
    }

    /** Average handle time (AHT): talk time and wrap-up of an answered call. */
    public static OptionalDouble averageHandle(CallTally tally) {
        return ratio(tally.get(TALK) + tally.get(WRAP_UP), tally.get(ANSWERED));
    }

    /** Wrap-up of an answered call. */
    public static OptionalDouble averageWrapUp(CallTally tally) {
        return ratio(tally.get(WRAP_UP), tally.get(ANSWERED));
    }

    /** Share of the time in which agents talked or were in wrap-up, of that and the time in which they were available; from 0 to 1. */
    public static OptionalDouble occupancy(CallTally tally) {
        return ratio(tally.get(OCCUPIED_TIME), tally.get(OCCUPIED_TIME) + tally.get(AVAILABLE_TIME));
    }

    /** Mean opinion score, 1 to 4.5, of all seconds that page phones measured. */
    public static OptionalDouble score(CallTally tally) {
        return SoundScore.of(ratio(tally.get(SOUND_SCORE), tally.get(SOUND_TIME)));
    }

    /** Share of the measured parts that sounded bad; from 0 to 1. */
    public static OptionalDouble badSound(CallTally tally) {
        return ratio(tally.get(BAD_SOUND), tally.get(SOUND_PARTS));
    }

    /** Score of the worst two seconds. */
    public static OptionalDouble worstScore(CallTally tally) {
        return tally.get(SOUND_PARTS) == 0 ? OptionalDouble.empty() : SoundScore.of(OptionalDouble.of(SoundScore.BEST - tally.get(WORST_SOUND)));
    }

    /** Hold time of an answered call. */
    public static OptionalDouble averageHold(CallTally tally) {
        return ratio(tally.get(HOLD), tally.get(ANSWERED));
    }
}
