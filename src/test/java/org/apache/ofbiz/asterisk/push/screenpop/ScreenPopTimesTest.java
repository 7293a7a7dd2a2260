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
package org.apache.ofbiz.asterisk.push.screenpop;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.ofbiz.asterisk.acd.distribution.Calls;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.junit.jupiter.api.Test;

class ScreenPopTimesTest {

    private final ScreenPopTimes times = new ScreenPopTimes();

    @Test
    void nothingWasToldYet() {
        assertThat(times.summary(), is(Optional.empty()));
    }

    @Test
    void halfAndNearlyAllOfTheCallsTookNoLonger() {
        IntStream.rangeClosed(1, 100).map(i -> 101 - i).forEach(ms -> times.add(Duration.ofMillis(ms)));
        assertThat(times.summary(), is(Optional.of(new ScreenPopTimes.Summary(100, Duration.ofMillis(50), Duration.ofMillis(95)))));
    }

    @Test
    void oldCallsAreForgotten() {
        IntStream.range(0, ScreenPopTimes.REMEMBERED).forEach(i -> times.add(Duration.ofSeconds(9)));
        IntStream.range(0, ScreenPopTimes.REMEMBERED).forEach(i -> times.add(Duration.ofMillis(30)));
        assertThat(times.summary(),
                is(Optional.of(new ScreenPopTimes.Summary(ScreenPopTimes.REMEMBERED, Duration.ofMillis(30), Duration.ofMillis(30)))));
    }

    @Test
    void aCallCountsFromTheEventByWhichItReachedItsGroupAndOnce() {
        PhoneCall call = Calls.waiting("1");
        CallEvent first = Calls.event();
        times.callChanged(call, first);
        times.callChanged(call, new CallEvent.Resynchronised(first.at().plusSeconds(60), List.of()));

        assertThat(times.firstOffer(call.callId(), "ANOTHER"), is(Optional.empty()));
        assertThat(times.firstOffer(call.callId(), call.groupId().orElseThrow()), is(Optional.of(first.at())));
        assertThat("offered again", times.firstOffer(call.callId(), call.groupId().orElseThrow()), is(Optional.empty()));
    }

    @Test
    void aClockThatWasSetBackMeansNothing() {
        times.add(Duration.ofMillis(-5));
        assertThat(times.summary(), is(Optional.of(new ScreenPopTimes.Summary(1, Duration.ZERO, Duration.ZERO))));
    }
}
