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
package org.apache.ofbiz.asterisk.crm.history;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.PhoneCall.Direction;
import org.junit.jupiter.api.Test;

class CallFilterTest {

    private static final Instant MARCH = Instant.parse("2026-03-31T21:00:00Z");

    @Test
    void nothingAskedForIsEverything() {
        CallFilter filter = CallFilter.of(Map.of("text", "  ", "direction", "", "outcome", ""));
        assertThat(filter, is(CallFilter.since(CallFilter.EVER)));
        assertThat(filter.words(), empty());
    }

    @Test
    void fieldsAreReadAsTheServiceNamesThem() {
        CallFilter filter = CallFilter.of(Map.of("fromDate", Timestamp.from(MARCH), "thruDate", Timestamp.from(MARCH.plusSeconds(60)),
                "direction", "INBOUND", "outcome", "BUSY", "agentPartyId", " A ", "partyId", "P"));
        assertThat(filter, is(new CallFilter(MARCH, MARCH.plusSeconds(60), Optional.of(Direction.INBOUND), Set.of(Outcome.BUSY), "A", "P",
                List.of())));
    }

    @Test
    void eachOutcomeBelongsToWhatPeopleAskFor() {
        assertThat(CallFilter.of(Map.of("outcome", "UNANSWERED")).outcomes(), is(EnumSet.of(Outcome.MISSED, Outcome.ABANDONED,
                Outcome.VOICEMAIL, Outcome.QUEUE_TIMEOUT)));
        Set<Outcome> all = EnumSet.of(Outcome.ANSWERED, Outcome.FORWARDED, Outcome.CONFERENCE, Outcome.ANNOUNCEMENT);
        for (CallFilter.OutcomeGroup group : CallFilter.OutcomeGroup.values()) {
            group.outcomes().forEach(outcome -> assertThat(outcome + " twice", all.add(outcome), is(true)));
        }
        assertThat(all, is(EnumSet.allOf(Outcome.class)));
        CallFilter.OUTCOMES.forEach(name -> CallFilter.of(Map.of("outcome", name)));
    }

    @Test
    void aTextIsItsWordsAndANumberIsOne() {
        assertThat(CallFilter.of(Map.of("text", " anna  kask ")).words(), is(List.of("ANNA", "KASK")));
        assertThat(CallFilter.of(Map.of("text", "0555 12-34")).words(), is(List.of("5551234")));
        assertThat(CallFilter.of(Map.of("text", "+372 555")).words(), is(List.of("372555")));
        assertThat(CallFilter.of(Map.of("text", "order 12")).words(), is(List.of("ORDER", "12")));
        assertThat(CallFilter.of(Map.of("text", "one two three four five six")).words().size(), is(CallFilter.MOST_WORDS));
        assertThat(CallFilter.of(Map.of("text", "%")).words(), is(List.of("%")));
    }

    @Test
    void aPlaceIsReadAsItWasWrittenAndNothingElseIs() {
        for (CallPosition place : List.of(new CallPosition(MARCH, "abc"), new CallPosition(MARCH.plusNanos(123_456_789), ""))) {
            assertThat(CallPosition.read(place.text()), is(Optional.of(place)));
        }
        for (String text : List.of("", "abc", "2026-03-31/abc", "/", "yesterday/abc")) {
            assertThat(text, CallPosition.read(text), is(Optional.empty()));
        }
    }
}
