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
package org.apache.ofbiz.asterisk.acd.callbacks;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.ofbiz.asterisk.acd.callbacks.CallbackLine.Decision;
import org.apache.ofbiz.asterisk.acd.callbacks.CallbackLine.Free;
import org.apache.ofbiz.asterisk.acd.callbacks.CallbackLine.Requested;
import org.apache.ofbiz.asterisk.acd.callbacks.CallbackLine.Turn;
import org.junit.jupiter.api.Test;

class CallbackLineTest {

    private static final Instant NOW = Instant.parse("2026-11-29T09:00:00Z");

    @Test
    void withoutAFreeAgentNobodyIsCalled() {
        Decision decision = decide(List.of(), List.of(asked("A", 5)), List.of());
        assertThat(decision.turns(), is(empty()));
        assertThat("nobody waits who could take the agent", decision.holds(), is(false));
        assertThat(decision.places(), is(Map.of("A", 1)));
    }

    @Test
    void whoJoinedFirstIsCalledByWhoHasBeenFreeLongest() {
        Decision decision = decide(List.of(), List.of(asked("B", 3), asked("A", 5)), List.of(free("peeter", 1), free("liis", 9)));
        assertThat(decision.turns(), contains(new Turn("A", "liis"), new Turn("B", "peeter")));
    }

    @Test
    void oneCustomerIsCalledByOneOfSeveralFreeAgents() {
        Decision decision = decide(List.of(), List.of(asked("A", 5)), List.of(free("peeter", 1), free("liis", 9), free("kadri", 2)));
        assertThat(decision.turns(), contains(new Turn("A", "liis")));
    }

    @Test
    void callersWhoJoinedEarlierComeFirst() {
        assertThat(decide(List.of(ago(8)), List.of(asked("A", 5)), List.of(free("liis", 1))).turns(), is(empty()));
        assertThat(decide(List.of(ago(8)), List.of(asked("A", 5)), List.of(free("liis", 1), free("peeter", 3))).turns(),
                contains(new Turn("A", "liis")));
        assertThat(decide(List.of(ago(8)), List.of(asked("A", 5)), List.of()).holds(), is(false));
    }

    @Test
    void callersWhoJoinedLaterWaitUntilTheCustomerWasCalled() {
        Decision busy = decide(List.of(ago(2), ago(8)), List.of(asked("A", 5)), List.of());
        assertThat("the next free agent is for the callback", busy.holds(), is(true));
        assertThat(busy.places(), is(Map.of("A", 2)));
        Decision free = decide(List.of(ago(2)), List.of(asked("A", 5)), List.of(free("liis", 0)));
        assertThat(free.turns(), contains(new Turn("A", "liis")));
        assertThat(free.holds(), is(false));
    }

    @Test
    void whoIsNotDueOrOnThePhoneKeepsThePlaceAndHoldsNobody() {
        Requested later = new Requested("A", "A", ago(5), NOW.plusSeconds(1), Set.of());
        Decision decision = decide(List.of(ago(2)), List.of(later, asked("B", 4)), List.of());
        assertThat(decision.places(), is(Map.of("A", 1, "B", 2)));
        assertThat(decide(List.of(ago(2)), List.of(later), List.of()).holds(), is(false));
        assertThat(decide(List.of(), List.of(later, asked("B", 4)), List.of(free("liis", 1))).turns(), contains(new Turn("B", "liis")));
        Decision onThePhone = CallbackLine.decide(List.of(ago(2)), List.of(asked("B", 4)), List.of(free("liis", 1)), Set.of("B"), NOW);
        assertThat(onThePhone.turns(), is(empty()));
        assertThat(onThePhone.holds(), is(false));
    }

    @Test
    void whoMayNotCallTheNumberTakesTheNextCallback() {
        Requested needsPermission = new Requested("A", "A", ago(5), ago(5), Set.of("liis"));
        assertThat(decide(List.of(), List.of(needsPermission, asked("B", 4)), List.of(free("liis", 3), free("peeter", 1))).turns(),
                contains(new Turn("A", "peeter"), new Turn("B", "liis")));
        Decision liisAlone = decide(List.of(ago(2)), List.of(needsPermission), List.of(free("liis", 3)));
        assertThat(liisAlone.turns(), is(empty()));
        assertThat("the next free agent is for the callback", liisAlone.holds(), is(true));
    }

    private static Decision decide(List<Instant> waiting, List<Requested> requested, List<Free> free) {
        return CallbackLine.decide(waiting, requested, free, Set.of(), NOW);
    }

    private static Instant ago(int minutes) {
        return NOW.minusSeconds(60L * minutes);
    }

    private static Requested asked(String taskId, int minutesAgo) {
        return new Requested(taskId, taskId, ago(minutesAgo), ago(minutesAgo), Set.of());
    }

    private static Free free(String user, int minutes) {
        return new Free(user, ago(minutes));
    }
}
