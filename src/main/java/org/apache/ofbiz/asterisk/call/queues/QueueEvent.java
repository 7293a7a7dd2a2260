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
package org.apache.ofbiz.asterisk.call.queues;

import java.util.List;

/** What a PBX reports about the members of its queues. */
public sealed interface QueueEvent {

    /** Calls the method of {@code handler} for this kind. */
    <R> R dispatch(Handler<R> handler);

    /** One method per kind, so that a new kind does not compile until it is handled. */
    interface Handler<R> {
        R listed(Listed event);

        R memberChanged(MemberChanged event);

        R memberRemoved(MemberRemoved event);

        R missed(Missed event);

        R answered(Answered event);

        R disconnected(Disconnected event);
    }

    /** All members, after each login. */
    record Listed(List<QueueMember> members) implements QueueEvent {
        public Listed {
            members = List.copyOf(members);
        }

        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.listed(this);
        }
    }

    /** A member was added, paused or unpaused, got another penalty, or its device has another state. */
    record MemberChanged(QueueMember member) implements QueueEvent {
        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.memberChanged(this);
        }
    }

    /** A device isn't a member of the queue any more. */
    record MemberRemoved(QueueKey key) implements QueueEvent {
        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.memberRemoved(this);
        }
    }

    /** A member was rung for a caller and didn't answer, declined, or was busy. */
    record Missed(QueueKey key) implements QueueEvent {
        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.missed(this);
        }
    }

    /** A member answered a caller. */
    record Answered(QueueKey key) implements QueueEvent {
        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.answered(this);
        }
    }

    /** The connection is closed: nothing is known until the next list. */
    record Disconnected() implements QueueEvent {
        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.disconnected(this);
        }
    }
}
