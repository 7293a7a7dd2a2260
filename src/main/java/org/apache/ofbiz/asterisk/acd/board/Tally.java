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

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Counts of the calls to a group in some time. Immutable.
 *
 * @param answered  by anybody
 * @param inTime    of these, answered within the time of the {@link ServiceRule}
 * @param abandoned the caller gave up, short ones included
 * @param shortOnes of these, within the time of the {@link ServiceRule}
 * @param elsewhere neither answered nor abandoned
 * @param waited      seconds that the answered ones waited
 * @param talk      seconds of talk in calls that have ended
 * @param levelCalls of which the service level is a share, by the formula of the group
 */
public record Tally(int answered, int inTime, int abandoned, int shortOnes, int elsewhere, long waited, long talk, int levelCalls) {

    public static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0, 0, 0);

    private static final int PERCENT = 100;

    static Tally of(CallFigure call, ServiceRule rule) {
        boolean answered = call.result().equals(Optional.of(CallFigure.Result.ANSWERED));
        boolean abandoned = call.result().equals(Optional.of(CallFigure.Result.ABANDONED));
        if (call.result().isEmpty()) {
            return NONE;
        }
        boolean early = abandoned && rule.isShort(call.waited());
        long counted = rule.formula().counted(new ServiceLevelFormula.Calls(1, one(answered), one(abandoned && !early), one(early)));
        return new Tally(one(answered), one(answered && rule.isInTime(call.waited())), one(abandoned), one(early), one(!answered && !abandoned),
                answered ? call.waited().toSeconds() : 0, call.talk().toSeconds(), (int) counted);
    }

    private static int one(boolean counts) {
        return counts ? 1 : 0;
    }

    public Tally plus(Tally other) {
        return new Tally(answered + other.answered, inTime + other.inTime, abandoned + other.abandoned, shortOnes + other.shortOnes,
                elsewhere + other.elsewhere, waited + other.waited, talk + other.talk, levelCalls + other.levelCalls);
    }

    Tally minus(Tally other) {
        return new Tally(answered - other.answered, inTime - other.inTime, abandoned - other.abandoned, shortOnes - other.shortOnes,
                elsewhere - other.elsewhere, waited - other.waited, talk - other.talk, levelCalls - other.levelCalls);
    }

    /** All calls but those that were abandoned within the short time. */
    public int counted() {
        return answered + abandoned - shortOnes + elsewhere;
    }

    /** Percent of the calls that the formula counts that were answered in time, rounded down; empty without calls. */
    public OptionalInt serviceLevel() {
        return levelCalls == 0 ? OptionalInt.empty() : OptionalInt.of(inTime * PERCENT / levelCalls);
    }

    /** Percent of the counted calls that were abandoned, rounded down; empty without calls. */
    public OptionalInt abandonedShare() {
        return counted() == 0 ? OptionalInt.empty() : OptionalInt.of((abandoned - shortOnes) * PERCENT / counted());
    }
}
