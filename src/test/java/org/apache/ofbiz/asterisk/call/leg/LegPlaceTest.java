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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Whatever happens to a channel, in whatever order: where it is makes sense, and the same event makes the same of the same place. */
class LegPlaceTest {

    private static final int SCRIPTS = 3000;
    private static final int LENGTH = 25;

    private static final Map<String, UnaryOperator<LegPlace>> EVENTS = events();

    private static Map<String, UnaryOperator<LegPlace>> events() {
        Map<String, UnaryOperator<LegPlace>> events = new LinkedHashMap<>();
        for (String bridge : List.of("a", "b")) {
            events.put("enters " + bridge, place -> place.entered(bridge, true));
            events.put("is parked in " + bridge, place -> place.entered(bridge, false));
            events.put("leaves " + bridge, place -> place.left(bridge));
        }
        events.put("changes places", place -> place.with(Optional.of(new LegPlace.Bridge("a", true))));
        events.put("is in a conference", place -> place.joinedConference("8600"));
        events.put("hears music", LegPlace::musicBegins);
        events.put("music ends", place -> place.musicEnds(false));
        events.put("music ends before it hangs up", place -> place.musicEnds(true));
        events.put("joins a queue", place -> place.joinedQueue("support"));
        events.put("leaves the queue", place -> place.leftQueue(false));
        events.put("leaves the queue before it hangs up", place -> place.leftQueue(true));
        events.put("holds", place -> place.held(true));
        events.put("holds no more", place -> place.held(false));
        events.put("ends", LegPlace::ended);
        return events;
    }

    @Test
    void givenAnyEventsWhenTheyHappenThenWhereTheChannelIsMakesSense() {
        List<String> names = List.copyOf(EVENTS.keySet());
        for (int seed = 0; seed < SCRIPTS; seed++) {
            Random random = new Random(seed);
            LegPlace place = LegPlace.DIALPLAN;
            List<String> script = new ArrayList<>();
            for (int i = 0; i < LENGTH; i++) {
                String event = names.get(random.nextInt(names.size()));
                script.add(event);
                String seen = place.toString();
                LegPlace next = EVENTS.get(event).apply(place);
                assertThat(script + ": pure", place.toString(), is(seen));
                assertThat(script + ": the same again", EVENTS.get(event).apply(place), is(next));
                holds(script, event, place, next);
                place = next;
            }
        }
    }

    private static void holds(List<String> script, String event, LegPlace before, LegPlace after) {
        assertThat(script + ": a bridge it was in stays", !before.beenInBridge() || after.beenInBridge(), is(true));
        assertThat(script + ": who holds elsewhere has held here", after.hold() != LegPlace.Hold.ELSEWHERE
                || before.hold() != LegPlace.Hold.NONE, is(true));
        assertThat(script + ": parked is in no room", after.isParked() && after.room().isPresent(), is(false));
        assertThat(script + ": together with itself in a room only", after.isTogetherWith(after), is(after.room().isPresent()));
        switch (event.split(" ")[0]) {
        case "enters" -> assertThat(script.toString(), after.room().equals(Optional.of(event.substring(7))) && !after.waiting(), is(true));
        case "is" -> assertThat(script.toString(), event.endsWith("conference") || after.isParked() && !after.waiting(), is(true));
        case "hears" -> assertThat(script.toString(), after.waiting(), is(before.bridge().isEmpty()));
        case "joins" -> assertThat(script.toString(), after.waiting() && after.queue().isPresent(), is(true));
        case "ends" -> assertThat(script.toString(), after.waiting() || after.bridge().isPresent(), is(false));
        default -> assertThat(script + ": nobody begins to wait by leaving", after.waiting() && !before.waiting(), is(false));
        }
        if (event.startsWith("leaves the queue")) {
            assertThat(script.toString(), after.queue().isEmpty() && (!after.waiting() || event.endsWith("hangs up")), is(true));
        }
    }

    @Test
    void givenAnAgentWhoHoldsWhenTheyGoToAnotherBridgeThenTheyComeBackUntilTheyTakeTheOtherBack() {
        LegPlace holds = LegPlace.DIALPLAN.entered("a", true).held(true);
        LegPlace asks = holds.entered("b", true);
        assertThat(holds.isHolding() && !holds.comesBack(), is(true));
        assertThat(asks.comesBack() && !asks.isHolding(), is(true));
        assertThat("takes back somebody else, where they ask", asks.held(false).comesBack(), is(true));
        assertThat(asks.entered("a", true).held(false).comesBack(), is(false));
        assertThat("whom they held is here now", asks.isBack().held(false).comesBack(), is(false));
    }
}
