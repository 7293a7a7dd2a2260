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
package org.apache.ofbiz.asterisk.ami.retry;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConnectPolicyTest {

    @Test
    void pausesGrowFromFiveSecondsToAMinute() {
        assertThat(IntStream.rangeClosed(1, 6).mapToObj(failures -> ConnectPolicy.DEFAULT.pauseAfter(failures, 0).toSeconds()).toList(),
                contains(5L, 10L, 20L, 40L, 60L, 60L));
        assertThat(ConnectPolicy.DEFAULT.pauseAfter(Integer.MAX_VALUE, 0), is(Duration.ofSeconds(60)));
        assertThat(ConnectPolicy.DEFAULT.givesUpAfter(Integer.MAX_VALUE), is(false));
    }

    @Test
    void whatStaysUntilSomebodyChangesItIsTriedThreeTimesAndThenEveryFiveMinutes() {
        assertThat(IntStream.rangeClosed(1, 5).mapToObj(times -> ConnectPolicy.DEFAULT.pauseAfter(times, times).toSeconds()).toList(),
                contains(5L, 10L, 300L, 300L, 300L));
        assertThat("something else in between", ConnectPolicy.DEFAULT.pauseAfter(6, 0), is(Duration.ofSeconds(60)));
    }

    @Test
    void noRetriesMeansOneTry() {
        assertThat(retries(0).givesUpAfter(1), is(true));
        assertThat(retries(2).givesUpAfter(2), is(false));
        assertThat(retries(2).givesUpAfter(3), is(true));
    }

    @Test
    void nonsenseIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> retries(-2));
        assertThrows(IllegalArgumentException.class, () ->
                new ConnectPolicy(0, Duration.ofSeconds(5), Duration.ofSeconds(1), ConnectPolicy.UNCHANGED_PAUSE));
    }

    private static ConnectPolicy retries(int retries) {
        return new ConnectPolicy(retries, Duration.ZERO, Duration.ZERO, ConnectPolicy.UNCHANGED_PAUSE);
    }
}
