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
package org.apache.ofbiz.asterisk.center.nodes;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rows of claims in a database: one a call, of whoever comes last by lease and turn. */
@Tag("embedded")
@Tag("once")
class ClaimRowsIT {

    private static final String CALL = "0123456789abcdef0123";

    @TempDir
    private static Path folder;
    private static Host host;
    private final ClaimStore store = new ClaimRows(host.delegator(), Clock.systemUTC());

    @BeforeAll
    static void aDatabaseIsThere() throws IOException {
        host = Host.start(folder.resolve("data"), Host::noPbx);
    }

    @AfterAll
    static void allEnds() {
        host.close();
    }

    private static ClaimRow claim(String nodeId, long fencing, long turn) {
        return new ClaimRow(CALL, "DEMO_PBX", nodeId, fencing, turn, "agent1001", "DEMO_1001");
    }

    @Test
    void theLaterClaimHasTheCall() {
        assertThat("none to replace", store.replaceOlder(claim("one", 5, 1)), is(false));
        assertThat(store.create(claim("one", 5, 1)), is(true));
        assertThat("a second one", store.create(claim("two", 6, 1)), is(false));
        assertThat("the same again", store.replaceOlder(claim("one", 5, 1)), is(false));
        assertThat("a later turn", store.replaceOlder(claim("one", 5, 2)), is(true));
        assertThat("a later lease, though its turn is lower", store.replaceOlder(claim("two", 6, 1)), is(true));
        assertThat("the former holder", store.replaceOlder(claim("one", 5, 9)), is(false));

        store.remove(CALL, "one", 5, 9);
        assertThat("who has lost it can't release it", store.find(CALL), is(Optional.of(claim("two", 6, 1))));
        store.remove(CALL, "two", 6, 0);
        assertThat("an earlier turn", store.find(CALL).isPresent(), is(true));
        store.removeOlderThan(Duration.ofHours(1));
        assertThat("a young one", store.find(CALL).isPresent(), is(true));
        store.remove(CALL, "two", 6, 1);
        assertThat(store.find(CALL), is(Optional.empty()));
    }

    @Test
    void theHolderIsWhoTheRowOfTheLeaseNames() {
        host.database().create("AsteriskServerLease", Map.of("serverId", "DEMO_PBX", "nodeId", "one", "fencingNumber", 5L));

        assertThat(store.holds("DEMO_PBX", "one", 5), is(true));
        assertThat("under another number", store.holds("DEMO_PBX", "one", 4), is(false));
        assertThat("another node", store.holds("DEMO_PBX", "two", 5), is(false));
    }
}
