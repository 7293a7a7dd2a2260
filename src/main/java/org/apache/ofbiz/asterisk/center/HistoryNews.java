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
package org.apache.ofbiz.asterisk.center;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.call.ErrorReporter;
import org.apache.ofbiz.asterisk.crm.callbacks.CallbackTasks;
import org.apache.ofbiz.asterisk.crm.hooks.CallHookEvent;
import org.apache.ofbiz.asterisk.crm.journal.Participants;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.push.BrowserNews;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;

/** Tells whose call history has changed, once calls are in the database. Thread-safe; returns at once. */
final class HistoryNews implements Consumer<List<CallHookEvent>> {

    /** Turns with which callbacks come, and go. */
    private static final Set<CallHookEvent.Kind> OF_CALLBACKS = Set.of(CallHookEvent.Kind.MISSED, CallHookEvent.Kind.ANSWERED);

    private final Rows rows;
    private final Executor workers;
    private final BrowserNews browsers;
    private final ErrorReporter problems;

    HistoryNews(Delegator delegator, Executor workers, BrowserNews browsers, ErrorReporter problems) {
        this.rows = new Rows(delegator);
        this.workers = workers;
        this.browsers = browsers;
        this.problems = problems;
    }

    @Override
    public void accept(List<CallHookEvent> turns) {
        Set<String> calls = turns.stream().map(CallHookEvent::phoneCallId).collect(Collectors.toUnmodifiableSet());
        if (calls.isEmpty()) {
            return;
        }
        try {
            workers.execute(() -> tell(calls));
            Set<String> ofCallbacks = turns.stream().filter(turn -> OF_CALLBACKS.contains(turn.kind())).map(CallHookEvent::phoneCallId)
                    .collect(Collectors.toUnmodifiableSet());
            if (!ofCallbacks.isEmpty()) {
                workers.execute(() -> tellOfCallbacks(ofCallbacks));
            }
        } catch (RejectedExecutionException e) {
            problems.report("telling that the call history has changed", e); // lists are read again with the next call
        }
    }

    private void tell(Set<String> calls) {
        try {
            Set<String> groups = new HashSet<>();
            Set<String> parties = new HashSet<>();
            for (GenericValue call : Rows.list(rows.from("PhoneCall").select("callCenterGroupId", "agentPartyId", "claimedByPartyId")
                    .where(Rows.in("phoneCallId", calls)))) {
                groups.add(call.getString("callCenterGroupId"));
                parties.add(call.getString("agentPartyId"));
                parties.add(call.getString("claimedByPartyId"));
            }
            Rows.list(rows.from(Participants.ENTITY).select("partyId").where(Rows.in("phoneCallId", calls)))
                    .forEach(part -> parties.add(part.getString("partyId")));
            groups.remove(null);
            parties.remove(null);
            browsers.historyChanged(groups, parties);
        } catch (RuntimeException e) {
            problems.report("telling that the call history has changed", e);
        }
    }

    private void tellOfCallbacks(Set<String> calls) {
        try {
            Set<String> open = Rows.list(rows.from("PhoneCall").select("callbackTaskId").where(Rows.in("phoneCallId", calls))).stream()
                    .map(row -> row.getString("callbackTaskId")).filter(Objects::nonNull).collect(Collectors.toSet());
            EntityCondition closed = Rows.in("closedByCallId", calls);
            List<GenericValue> tasks = Rows.list(rows.from(CallbackTasks.ENTITY).where(open.isEmpty() ? closed
                    : EntityCondition.makeCondition(closed, EntityOperator.OR, Rows.in("callbackTaskId", open))));
            if (!tasks.isEmpty()) {
                browsers.callbacksChanged(all(tasks, "callCenterGroupId"), all(tasks, "ownerPartyId"));
            }
        } catch (RuntimeException e) {
            problems.report("telling that callbacks have changed", e);
        }
    }

    private static Set<String> all(List<GenericValue> tasks, String field) {
        return tasks.stream().map(task -> task.getString(field)).filter(Objects::nonNull).collect(Collectors.toUnmodifiableSet());
    }
}
