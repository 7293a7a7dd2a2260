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
package org.apache.ofbiz.asterisk.center.board;

import java.sql.Timestamp;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.ofbiz.asterisk.acd.board.AlarmTurn;
import org.apache.ofbiz.asterisk.acd.live.LiveEvent;
import org.apache.ofbiz.asterisk.acd.live.LiveEvents;
import org.apache.ofbiz.asterisk.call.ErrorReporter;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.util.EntityQuery;
import org.apache.ofbiz.service.GenericServiceException;
import org.apache.ofbiz.service.LocalDispatcher;

/**
 * Tells of alarms: to other systems by the events, from which call actions are fed, too; and by the service asteriskGroupAlarm, which sends
 * e-mail and to which SECAs can be attached. The service is a job of OFBiz, so that a mail server that hangs holds up nothing. Thread-safe.
 */
public final class AlarmTeller implements Consumer<AlarmTurn> {

    private static final String SERVICE = "asteriskGroupAlarm";

    private final LiveEvents events;
    private final LocalDispatcher dispatcher;
    private final ErrorReporter problems;

    public AlarmTeller(LiveEvents events, LocalDispatcher dispatcher, ErrorReporter problems) {
        this.events = events;
        this.dispatcher = dispatcher;
        this.problems = problems;
    }

    @Override
    public void accept(AlarmTurn turn) {
        Map<String, Object> data = new HashMap<>(Map.of("figure", turn.figure().name(), "limit", turn.limit()));
        turn.value().ifPresent(value -> data.put("value", value));
        events.add(turn.turn() == AlarmTurn.Turn.ALARM ? LiveEvent.Type.QUEUE_ALARM : LiveEvent.Type.QUEUE_ALARM_OVER, Optional.empty(),
                Optional.of(turn.groupId()), Set.of(), data);
        try {
            Map<String, Object> context = new HashMap<>(Map.of("callCenterGroupId", turn.groupId(), "figure", turn.figure().name(),
                    "turn", turn.turn().name(), "limitValue", turn.limit(), "alarmDate", Timestamp.from(turn.at())));
            turn.value().ifPresent(value -> context.put("figureValue", value));
            context.put("userLogin", EntityQuery.use(dispatcher.getDelegator()).from("UserLogin").where("userLoginId", "system").cache().queryOne());
            dispatcher.runAsync(SERVICE, context, true);
        } catch (GenericServiceException | GenericEntityException e) {
            problems.report("telling of an alarm of group " + turn.groupId(), e);
        }
    }
}
