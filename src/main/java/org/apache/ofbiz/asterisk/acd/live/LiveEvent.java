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
package org.apache.ofbiz.asterisk.acd.live;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Something that happened to a call, an agent or a group, for other systems to hear of.
 *
 * @param number  1 for the first since the start; each following one is greater by 1
 * @param callId  of a call's event; empty for others
 * @param groupId the group that the call reached, where it has reached one, or whose figures it is about
 * @param users   logins of those who take part in the call, or of the agent
 * @param data    texts, numbers and truth values by name; no nulls
 */
public record LiveEvent(long number, Instant at, Type type, Optional<String> callId, Optional<String> groupId, Set<String> users,
                        Map<String, Object> data) {

    /** What can happen, with the name that other systems hear. */
    public enum Type {
        CALL_STARTED("call.started"),
        /** The call reached a group. */
        CALL_QUEUED("call.queued"),
        /** Somebody of ours talks to the customer for the first time; never told again, e.g. after a transfer. */
        CALL_ANSWERED("call.answered"),
        CALL_HELD("call.held"),
        CALL_RESUMED("call.resumed"),
        CALL_TRANSFERRED("call.transferred"),
        CALL_ENDED("call.ended"),
        LEG_STARTED("leg.started"),
        LEG_ANSWERED("leg.answered"),
        /** Told exactly once for each leg that was started. */
        LEG_ENDED("leg.ended"),
        RECORDING_STARTED("recording.started"),
        RECORDING_STORED("recording.stored"),
        AGENT_CHANGED("agent.changed"),
        /** A figure of a group has been at its alarm limit for some seconds. */
        QUEUE_ALARM("queue.alarm"),
        /** It no longer is. */
        QUEUE_ALARM_OVER("queue.alarmOver"),
        /** Events may be missing: listeners are to read everything again. Of no call, agent or group. */
        RESET("reset");

        private final String wireName;

        Type(String wireName) {
            this.wireName = wireName;
        }

        /** As other systems know it. */
        public String wireName() {
            return wireName;
        }
    }

    public LiveEvent {
        users = Set.copyOf(users);
        data = Map.copyOf(data);
    }

    /** Whether it is about what an agent does, not about a call. */
    public boolean ofAgent() {
        return type == Type.AGENT_CHANGED;
    }
}
