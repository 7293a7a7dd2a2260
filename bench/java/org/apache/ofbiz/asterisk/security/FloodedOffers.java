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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.ofbiz.asterisk.bench.Table;

/** How long calls take to one agent's browser while another agent sends requests as fast as they can, from 16 threads. The harness {@code flood}. */
public final class FloodedOffers {

    private static final int WARM_UP = 50;
    private static final int CALLS = 300;
    private static final long GOAL_MILLIS = 250;

    private FloodedOffers() {
    }

    /** Runs, prints, and throws when a call was lost. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "bench")), "flood-");
        try (Target target = Target.start(folder)) {
            Flood.run(target, WARM_UP);
            Flood.Result result = Flood.run(target, CALLS);
            new Table("flood", "From the PBX to another agent's browser, beside a flood; the goal is " + GOAL_MILLIS + " ms at p99", "calls", "lost",
                    "requests of the attacker", "refused", "p50", "p99", "longest")
                    .row(CALLS, result.lost().size(), result.sent(), result.refused(), Table.time(result.at(0.5)), Table.time(result.at(0.99)),
                            Table.time(result.at(1))).print();
            if (!result.lost().isEmpty()) {
                throw new IllegalStateException("lost: " + result.lost());
            }
        }
        System.exit(0);
    }
}
