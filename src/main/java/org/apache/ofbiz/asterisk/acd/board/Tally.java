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
 */
public record Tally(int answered, int inTime, int abandoned, int shortOnes, int elsewhere, long waited, long talk) {

    public static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0, 0);

    private static final int PERCENT = 100;

    static Tally of(CallFigure call, ServiceRule rule) {
        boolean answered = call.result().equals(Optional.of(CallFigure.Result.ANSWERED));
        boolean abandoned = call.result().equals(Optional.of(CallFigure.Result.ABANDONED));
        if (call.result().isEmpty()) {
            return NONE;
        }
        return new Tally(answered ? 1 : 0, answered && rule.isInTime(call.waited()) ? 1 : 0, abandoned ? 1 : 0,
                abandoned && rule.isShort(call.waited()) ? 1 : 0, answered || abandoned ? 0 : 1, answered ? call.waited().toSeconds() : 0,
                call.talk().toSeconds());
    }

    public Tally plus(Tally other) {
        return new Tally(answered + other.answered, inTime + other.inTime, abandoned + other.abandoned, shortOnes + other.shortOnes,
                elsewhere + other.elsewhere, waited + other.waited, talk + other.talk);
    }

    Tally minus(Tally other) {
        return new Tally(answered - other.answered, inTime - other.inTime, abandoned - other.abandoned, shortOnes - other.shortOnes,
                elsewhere - other.elsewhere, waited - other.waited, talk - other.talk);
    }

    /** Calls that the service level counts: all but those that were abandoned within the short time. */
    public int counted() {
        return answered + abandoned - shortOnes + elsewhere;
    }

    /** Percent of the counted calls that were answered in time, rounded down; empty without calls. */
    public OptionalInt serviceLevel() {
        return counted() == 0 ? OptionalInt.empty() : OptionalInt.of(inTime * PERCENT / counted());
    }

    /** Percent of the counted calls that were abandoned, rounded down; empty without calls. */
    public OptionalInt abandonedShare() {
        return counted() == 0 ? OptionalInt.empty() : OptionalInt.of((abandoned - shortOnes) * PERCENT / counted());
    }
}
