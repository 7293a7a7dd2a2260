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
package org.apache.ofbiz.asterisk.load;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts only: bench/run bursts and bench/run members measure how fast. */
@Tag("embedded")
class BurstIT {

    private static final int CONSOLES = 5;
    private static final int CALLERS = 150;

    @Test
    void givenManyCallersAtOnceThenEveryConsoleIsOfferedEachAndNoneIsClosed(@TempDir Path folder) throws IOException {
        try (LoadSite site = LoadSite.start(folder, CONSOLES, 0)) {
            List<Console> consoles = site.open(CONSOLES);

            Burst burst = Burst.run(site, consoles, CALLERS);

            assertThat(burst.counts(), is(Map.of("missing offers", 0L, "closed consoles", 0L)));
        }
    }
}
