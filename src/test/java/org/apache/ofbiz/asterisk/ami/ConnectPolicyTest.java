/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.ami;

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
        assertThat(IntStream.rangeClosed(1, 6).mapToObj(failures -> ConnectPolicy.DEFAULT.pauseAfter(failures).toSeconds()).toList(),
                contains(5L, 10L, 20L, 40L, 60L, 60L));
        assertThat(ConnectPolicy.DEFAULT.pauseAfter(Integer.MAX_VALUE), is(Duration.ofSeconds(60)));
        assertThat(ConnectPolicy.DEFAULT.givesUpAfter(Integer.MAX_VALUE), is(false));
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
        assertThrows(IllegalArgumentException.class, () -> new ConnectPolicy(0, Duration.ofSeconds(5), Duration.ofSeconds(1)));
    }

    private static ConnectPolicy retries(int retries) {
        return new ConnectPolicy(retries, Duration.ZERO, Duration.ZERO);
    }
}
