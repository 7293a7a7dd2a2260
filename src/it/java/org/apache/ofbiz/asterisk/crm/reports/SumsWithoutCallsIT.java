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
package org.apache.ofbiz.asterisk.crm.reports;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.asterisk.fixture.CountedQueries;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.entity.GenericEntityException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host on which nobody has called yet. */
@Tag("embedded")
@Tag("once")
class SumsWithoutCallsIT {

    private static final int FEW = 50;
    private static Host host;
    private static CountedQueries queries;
    private static CallSums sums;

    @BeforeAll
    static void start(@TempDir Path data) throws IOException {
        host = Host.start(data, Host::noPbx);
        queries = new CountedQueries(host.delegator());
        sums = new CallSums(queries.delegator(), Settings.of(host.delegator()), Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        sums.close();
        host.close();
    }

    @Test
    void noDayIsLookedThroughWhereThereIsNoCall() throws GenericEntityException {
        queries.reset();
        sums.rebuild();
        assertThat(queries.entities().size(), is(lessThan(FEW)));
    }

    @Test
    void sumsWhoseCallsAreGoneAreRemoved() throws GenericEntityException {
        host.database().create("PhoneCallSum", Map.of("sumDimension", "TOTAL", "spanMinutes", 15L, "startDate",
                Timestamp.from(Instant.parse("2026-10-01T10:15:00Z")), "callCenterGroupId", "-", "sumItemId", "-", "offeredCount", 3L));
        assertThat(host.database().rows("PhoneCallSum", "spanMinutes", 15L), hasSize(1));
        sums.rebuild();
        sums.work();
        assertThat(host.database().rows("PhoneCallSum", "spanMinutes", 15L), is(List.of()));
    }
}
