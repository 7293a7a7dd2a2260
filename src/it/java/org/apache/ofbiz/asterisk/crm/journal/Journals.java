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

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.ofbiz.asterisk.crm.callers.OfbizCallerDirectory;
import org.apache.ofbiz.asterisk.crm.directory.Servers;
import org.apache.ofbiz.asterisk.crm.hooks.CallHookEvent;
import org.apache.ofbiz.asterisk.crm.journal.queue.JournalLimits;
import org.apache.ofbiz.asterisk.crm.journal.queue.JournalQueue;
import org.apache.ofbiz.asterisk.crm.rows.SystemServices;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.asterisk.crm.telephony.OfbizRecordings;
import org.apache.ofbiz.asterisk.fixture.Host;

/** A journal beside the one that the component of a host has. */
public final class Journals {

    private Journals() {
    }

    /** @param folder of its queue; empty for one in memory */
    public static CallJournal on(Host host, Optional<Path> folder) {
        return on(host, folder, writer(host));
    }

    static CallJournal on(Host host, Optional<Path> folder, JournalWriter writer) {
        return on(host, folder, writer, turns -> { });
    }

    /** One that tells of turns. */
    static CallJournal telling(Host host, Consumer<List<CallHookEvent>> hooks) {
        Settings settings = Settings.of(host.delegator());
        return on(host, Optional.empty(), new JournalWriter(host.delegator(), new OfbizCallerDirectory(host.delegator(), settings),
                commEvents(host), settings, hooks), hooks);
    }

    private static CallJournal on(Host host, Optional<Path> folder, JournalWriter writer, Consumer<List<CallHookEvent>> hooks) {
        Settings settings = Settings.of(host.delegator());
        SystemServices services = new SystemServices(host.dispatcher());
        Servers servers = new Servers(host.delegator(), settings);
        OfbizRecordings rules = OfbizRecordings.of(host.dispatcher(), settings, servers, new OfbizCallerDirectory(host.delegator(), settings),
                Clock.systemUTC());
        RecordingCollector recordings = new RecordingCollector(host.delegator(), services, commEvents(host), servers, settings, rules.ban(),
                Clock.systemUTC(), hooks);
        JournalQueue queue = new JournalQueue(folder, JournalLimits.ofMegabytes(64), (what, cause) -> { });
        return new CallJournal(queue, writer, recordings, new UnfinishedCalls(host.delegator()), Clock.systemUTC());
    }

    static JournalWriter writer(Host host) {
        Settings settings = Settings.of(host.delegator());
        return new JournalWriter(host.delegator(), new OfbizCallerDirectory(host.delegator(), settings), commEvents(host), settings,
                turns -> { });
    }

    private static CommEvents commEvents(Host host) {
        return new CommEvents(host.delegator(), new SystemServices(host.dispatcher()), Clock.systemUTC(), Locale.ENGLISH);
    }
}
