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
package org.apache.ofbiz.asterisk.crm.journal;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.acd.distribution.Calls;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.crm.telephony.OfbizNumbering;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Calls of the server PBX are told to a journal, and end in the database of a host that has no PBX. Each test has a journal of its own. */
abstract class JournalTest {

    private static Host host;
    private static Path recordings;
    private CallJournal journal;

    @BeforeAll
    static void startHost(@TempDir Path folder) throws IOException {
        host = Host.start(folder.resolve("data"), Host::noPbx);
        recordings = Files.createDirectories(folder.resolve("recordings"));
        createServer("PBX");
    }

    @AfterAll
    static void stopHost() {
        if (host != null) {
            host.close();
        }
    }

    @BeforeEach
    final void openJournal() {
        journal = Journals.on(host, Optional.empty());
    }

    @AfterEach
    final void closeJournal() {
        journal.close();
        assertThat("calls lost", journal.lost(), is(0L));
        assertThat("calls refused", journal.queue().refused(), is(0L));
    }

    /** A server whose recordings are in {@link #recordings}. */
    static void createServer(String serverId) {
        host.database().create("AsteriskServer", Map.of("serverId", serverId, "enabled", "N", "recordingsLocation", recordings.toString()));
    }

    static Host host() {
        return host;
    }

    static Database database() {
        return host.database();
    }

    static Path recordings() {
        return recordings;
    }

    /** The phone of an extension of the demo data. */
    static Peer phone(String extension) {
        return new OfbizNumbering(host.delegator(), "DEMO_PBX").peer("PJSIP", extension).orElseThrow();
    }

    final CallJournal journal() {
        return journal;
    }

    /** @return what was told, for the next step of the call */
    final PhoneCall tell(PhoneCall call) {
        journal.callChanged(call, Calls.event());
        return call;
    }
}
