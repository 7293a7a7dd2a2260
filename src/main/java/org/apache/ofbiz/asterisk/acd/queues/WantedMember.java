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
package org.apache.ofbiz.asterisk.acd.queues;

import java.util.Optional;
import org.apache.ofbiz.asterisk.call.queues.QueueCommands.NewMember;
import org.apache.ofbiz.asterisk.call.queues.QueueKey;

/**
 * An agent who is signed in, as a member that a queue should have.
 *
 * @param groupId of the group that the queue belongs to
 * @param pause   empty for an agent who takes calls
 * @param pauseAfterMissed how many calls in a row the agent may miss before they are paused; 0 for no limit
 * @param load    what they have to do, where they may have several calls at once
 */
public record WantedMember(String userLoginId, String groupId, QueueKey key, String name, String stateDevice, int penalty, Optional<Pause> pause,
                           int pauseAfterMissed, Load load) {

    /** Of a group without a limit of missed calls, where agents have one call at a time. */
    public WantedMember(String userLoginId, String groupId, QueueKey key, String name, String stateDevice, int penalty, Optional<Pause> pause) {
        this(userLoginId, groupId, key, name, stateDevice, penalty, pause, 0, Load.ONE);
    }

    /** How many calls an agent has, against how many they may have. */
    public enum Load {
        /** One call at a time: {@code ringinuse} of the member is the queue's own. */
        ONE,
        /** Talks with nobody. */
        FREE,
        /** In a call, and may get another one, if nobody else is free. */
        OPEN,
        /** In as many as they may have, or another one rings. */
        FULL
    }

    /** @param kind what ends it */
    public record Pause(String reason, Kind kind) {

        /** WRAP_UP ends automatically; the others are the agent's own. */
        public enum Kind {
            ALL, GROUP, WRAP_UP
        }

        static Pause inAll(String reason) {
            return new Pause(reason, Kind.ALL);
        }

        static Pause inGroup(String reason) {
            return new Pause(reason, Kind.GROUP);
        }

        static Pause wrapUp(String reason) {
            return new Pause(reason, Kind.WRAP_UP);
        }
    }

    Optional<String> pauseReason() {
        return pause.map(Pause::reason);
    }

    NewMember asNewMember() {
        return new NewMember(key, name, stateDevice, penalty, pauseReason());
    }
}
