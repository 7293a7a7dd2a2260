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
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.call.ErrorReporter;
import org.apache.ofbiz.asterisk.crm.hooks.CallHookEvent;
import org.apache.ofbiz.asterisk.crm.journal.Participants;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;

/** Tells whose call history has changed, once calls are in the database. Thread-safe; returns at once. */
final class HistoryNews implements Consumer<List<CallHookEvent>> {

    private final Rows rows;
    private final Executor workers;
    private final BiConsumer<Set<String>, Set<String>> changed;
    private final ErrorReporter problems;

    /** @param changed hears the groups and the parties of calls that were saved */
    HistoryNews(Delegator delegator, Executor workers, BiConsumer<Set<String>, Set<String>> changed, ErrorReporter problems) {
        this.rows = new Rows(delegator);
        this.workers = workers;
        this.changed = changed;
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
        } catch (RejectedExecutionException e) {
            problems.report("telling that the call history has changed", e); // lists are read again with the next call
        }
    }

    private void tell(Set<String> calls) {
        try {
            Set<String> groups = new HashSet<>();
            Set<String> parties = new HashSet<>();
            for (String phoneCallId : calls) {
                Rows.one(rows.from("PhoneCall").where("phoneCallId", phoneCallId)).ifPresent(row -> {
                    groups.add(row.getString("callCenterGroupId"));
                    parties.addAll(Stream.of("agentPartyId", "claimedByPartyId").map(row::getString).filter(Objects::nonNull).toList());
                });
                for (GenericValue part : Rows.list(rows.from(Participants.ENTITY).where("phoneCallId", phoneCallId))) {
                    parties.add(part.getString("partyId"));
                }
            }
            groups.remove(null);
            parties.remove(null);
            changed.accept(groups, parties);
        } catch (RuntimeException e) {
            problems.report("telling that the call history has changed", e);
        }
    }
}
