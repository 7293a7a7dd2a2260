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
package org.apache.ofbiz.asterisk.call.leg;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.sameInstance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Every order in which events can come is tried: none fails, and what has happened stays. */
class LegStateTest {

    private static final int LONGEST = 7;
    private static final Instant BEGIN = Instant.parse("2026-11-20T15:14:00Z");
    private static final List<BiFunction<LegState, Instant, LegState>> EVENTS = List.of(LegState::answers, LegState::ends,
            LegStateTest::rings, LegStateTest::stopsRinging);

    private static LegState rings(LegState state, Instant at) {
        return state.rings();
    }

    private static LegState stopsRinging(LegState state, Instant at) {
        return state.stopsRinging();
    }

    @Test
    void givenAnyOrderOfEventsWhenTheyHappenThenWhatHasHappenedStays() {
        int reached = follow(LegState.NEW, 0, new ArrayList<>(List.of(LegState.NEW)));
        assertThat("states looked at", reached, is((int) ((Math.pow(EVENTS.size(), LONGEST + 1) - EVENTS.size()) / (EVENTS.size() - 1))));
    }

    private static int follow(LegState before, int depth, List<LegState> path) {
        if (depth == LONGEST) {
            return 0;
        }
        int reached = 0;
        for (BiFunction<LegState, Instant, LegState> event : EVENTS) {
            String seen = before.toString();
            LegState after = event.apply(before, BEGIN.plusSeconds(depth));
            path.add(after);
            holds(path.toString(), before, after);
            assertThat(path + ": pure", before.toString(), is(seen));
            assertThat(path + ": the same again", event.apply(before, BEGIN.plusSeconds(depth)), is(after));
            reached += 1 + follow(after, depth + 1, path);
            path.remove(path.size() - 1);
        }
        return reached;
    }

    private static void holds(String path, LegState before, LegState after) {
        assertThat(path, after, is(notNullValue()));
        assertThat(path + ": an answer stays", before.answeredAt().isEmpty() || before.answeredAt().equals(after.answeredAt()), is(true));
        assertThat(path + ": that it rang stays", !before.rang() || after.rang(), is(true));
        assertThat(path + ": the end stays", before.endedAt().isEmpty() || before == after, is(true));
        boolean rings = after instanceof LegState.Ringing;
        assertThat(path + ": who rings has not answered", rings && (after.answeredAt().isPresent() || after.endedAt().isPresent()), is(false));
    }

    @Test
    void givenAPhoneThatRingsWhenItAnswersThenItIsUpSinceThen() {
        LegState up = LegState.NEW.rings().answers(BEGIN);
        assertThat(up, is(new LegState.Up(Optional.of(BEGIN), true)));
        assertThat(up.answers(BEGIN.plusSeconds(1)), is(sameInstance(up)));
        assertThat(up.rings(), is(sameInstance(up)));
    }

    @Test
    void givenAPhoneThatRangInVainWhenItIsRungAgainThenItRings() {
        assertThat(LegState.NEW.rings().stopsRinging(), is(new LegState.Dialing(true)));
        assertThat(LegState.NEW.rings().stopsRinging().rings(), is(new LegState.Ringing()));
    }
}
