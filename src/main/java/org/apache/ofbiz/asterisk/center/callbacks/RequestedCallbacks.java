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
package org.apache.ofbiz.asterisk.center.callbacks;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.apache.ofbiz.asterisk.acd.CallerDirectory;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.ErrorReporter;
import org.apache.ofbiz.asterisk.crm.callbacks.CallbackWishes;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.asterisk.push.BrowserNews;
import org.apache.ofbiz.asterisk.setup.OpeningHoursLines;
import org.apache.ofbiz.entity.Delegator;

/**
 * Callers who ask the dialplan for a callback: outside the opening hours, or by a key while they wait. The dialplan raises a UserEvent with
 * group and number. Thread-safe; returns at once.
 */
final class RequestedCallbacks {

    private final Rows rows;
    private final CallbackWishes wishes;
    private final CallerDirectory callers;
    private final Settings settings;
    private final Executor workers;
    private final ErrorReporter problems;

    RequestedCallbacks(Delegator delegator, Settings settings, CallerDirectory callers, BrowserNews browsers, Executor workers,
                       ErrorReporter problems) {
        this.rows = new Rows(delegator);
        this.wishes = new CallbackWishes(delegator, settings, Clock.systemUTC(), browsers::callbacksChanged);
        this.callers = callers;
        this.settings = settings;
        this.workers = workers;
        this.problems = problems;
    }

    void heard(String serverId, CallEvent event) {
        if (event instanceof CallEvent.UserEventRaised raised && raised.name().equals(OpeningHoursLines.CALLBACK_EVENT)) {
            try {
                workers.execute(() -> ask(serverId, raised.headers()));
            } catch (RejectedExecutionException e) {
                problems.report("storing a callback that a caller asked for", e);
            }
        }
    }

    private void ask(String serverId, Map<String, String> headers) {
        try {
            String groupId = headers.getOrDefault("group", "");
            boolean ours = !groupId.isEmpty() && rows.count("CallCenterGroup", "callCenterGroupId", groupId, "serverId", serverId) > 0;
            if (ours) { // a PBX speaks for its own groups alone
                String number = headers.getOrDefault("number", "");
                CallerDirectory.Caller caller = callers.recent(number, settings.get(Settings.PARTY_PROFILE_URL));
                Optional<String> partyId = caller.matches().size() == 1 ? Optional.of(caller.matches().get(0).partyId()) : Optional.empty();
                wishes.ask(new CallbackWishes.Wish(groupId, number, "", partyId, Optional.empty()));
            }
        } catch (RuntimeException e) {
            problems.report("storing a callback that a caller asked for", e);
        }
    }
}
