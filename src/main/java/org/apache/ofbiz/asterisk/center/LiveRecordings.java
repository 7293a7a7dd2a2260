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

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.acd.live.LiveEvent;
import org.apache.ofbiz.asterisk.acd.live.LiveEvents;
import org.apache.ofbiz.asterisk.call.ErrorReporter;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.crm.hooks.CallHookEvent;
import org.apache.ofbiz.asterisk.crm.journal.Participants;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.entity.Delegator;

/** An event for each recording that was stored. Thread-safe; returns at once. */
final class LiveRecordings implements Consumer<List<CallHookEvent>> {

    private final Rows rows;
    private final Executor workers;
    private final LiveEvents events;
    private final ErrorReporter problems;

    LiveRecordings(Delegator delegator, Executor workers, LiveEvents events, ErrorReporter problems) {
        this.rows = new Rows(delegator);
        this.workers = workers;
        this.events = events;
        this.problems = problems;
    }

    @Override
    public void accept(List<CallHookEvent> turns) {
        turns.stream().filter(turn -> turn.kind() == CallHookEvent.Kind.RECORDED).forEach(turn -> {
            try {
                workers.execute(() -> tell(turn));
            } catch (RejectedExecutionException e) {
                problems.report("telling of a recording", e);
            }
        });
    }

    private void tell(CallHookEvent turn) {
        try {
            Rows.one(rows.from("PhoneCall").where("phoneCallId", turn.phoneCallId())).ifPresent(row -> {
                Set<String> parties = Rows.list(rows.from(Participants.ENTITY).where("phoneCallId", turn.phoneCallId())).stream()
                        .flatMap(part -> Optional.ofNullable(part.getString("partyId")).stream()).collect(Collectors.toSet());
                Set<String> users = parties.isEmpty() ? Set.of() : Rows.list(rows.from("UserLogin").where(Rows.in("partyId", parties))).stream()
                        .map(login -> login.getString("userLoginId")).collect(Collectors.toSet());
                events.add(LiveEvent.Type.RECORDING_STORED, Optional.of(PhoneCall.callId(row.getString("serverId"), row.getString("linkedId"))),
                        Optional.ofNullable(row.getString("callCenterGroupId")), users,
                        Map.of("contentId", Objects.toString(turn.values().get("contentId"), ""), "phoneCallId", turn.phoneCallId()));
            });
        } catch (RuntimeException e) {
            problems.report("telling of a recording", e);
        }
    }
}
