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
package org.apache.ofbiz.asterisk.security;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.apache.ofbiz.asterisk.fixture.Attacks;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One agent sends as fast as they can; another is offered every call, in time. bench/run flood measures how fast. */
@Tag("security")
class FloodIT {

    private static final int WARM_UP = 5;
    private static final int CALLS = 30;
    /** The goal is 250 ms at p99 on two quiet cores; tests run beside others. */
    private static final Duration SLOWEST = Duration.ofSeconds(5);

    @Test
    void anotherAgentIsOfferedEveryCallInTime(@TempDir Path folder) throws IOException {
        try (Target target = Target.start(folder)) {
            Flood.run(target, WARM_UP);
            Flood.Result result = Flood.run(target, CALLS);

            Attacks attacks = new Attacks("flood of requests");
            IntStream.range(0, CALLS).forEach(call -> attacks.attack("call " + call, call < result.nanos().length));
            attacks.held(result.sent() + " requests (" + result.refused() + " refused), p50 " + result.at(0.5) / 1_000_000 + " ms, p99 "
                    + result.at(0.99) / 1_000_000 + " ms");
            assertThat("calls that nobody heard of", result.lost(), is(empty()));
            assertThat("the attacker was at work", result.sent(), greaterThan(100L));
            assertThat(result.at(0.99), lessThan(SLOWEST.toNanos()));
        }
    }
}
