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
package org.apache.ofbiz.asterisk.setup;

import java.time.Instant;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.PhoneCall;

/**
 * What is known so far of a test call that an admin watches: a value, replaced as a whole.
 *
 * @param peerId    whose phone rings first; empty for a call from outside
 * @param callId    of a call that was placed, once the call distributor has answered
 * @param refusal   why it was not placed, in the admin's words
 * @param call      as it stands; empty until something was heard of it
 * @param offeredAt when it was offered for the first time
 * @param offeredTo how many users were offered it
 * @param claimedBy name of who claimed it
 */
public record TestCall(Direction direction, String serverId, String peerId, Instant startedAt, Optional<String> callId, Optional<String> refusal,
                       Optional<PhoneCall> call, Optional<Instant> offeredAt, int offeredTo, Optional<String> claimedBy) {

    /** From our phone to a number, or from a customer to a group. */
    public enum Direction {
        OUTGOING, INCOMING
    }

    static TestCall outgoing(String serverId, String peerId, Instant now) {
        return new TestCall(Direction.OUTGOING, serverId, peerId, now, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 0,
                Optional.empty());
    }

    static TestCall incoming(String serverId, Instant now) {
        return new TestCall(Direction.INCOMING, serverId, "", now, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 0,
                Optional.empty());
    }

    TestCall placed(String newCallId) {
        return new TestCall(direction, serverId, peerId, startedAt, Optional.of(newCallId), refusal, call, offeredAt, offeredTo, claimedBy);
    }

    TestCall refused(String words) {
        return new TestCall(direction, serverId, peerId, startedAt, callId, Optional.of(words), call, offeredAt, offeredTo, claimedBy);
    }

    TestCall now(PhoneCall snapshot) {
        return new TestCall(direction, serverId, peerId, startedAt, callId, refusal, Optional.of(snapshot), offeredAt, offeredTo, claimedBy);
    }

    TestCall offered(int users, Instant at) {
        return new TestCall(direction, serverId, peerId, startedAt, callId, refusal, call, Optional.of(offeredAt.orElse(at)), users, claimedBy);
    }

    TestCall claimed(String name) {
        return new TestCall(direction, serverId, peerId, startedAt, callId, refusal, call, offeredAt, offeredTo, Optional.of(name));
    }

    /** Whether this is the call that is watched: the one found first, until it has ended without being the test. */
    boolean concerns(PhoneCall other) {
        if (!serverId.equals(other.serverId()) || other.startedAt().isBefore(startedAt)) {
            return false;
        }
        boolean same = call.map(known -> known.callId().equals(other.callId())).orElse(false);
        return switch (direction) {
        case OUTGOING -> callId.map(other.callId()::equals).orElse(same || call.isEmpty()
                && other.originator().filter(phone -> phone.peerId().equals(peerId)).isPresent());
        case INCOMING -> same || other.direction() == PhoneCall.Direction.INBOUND && call.map(PhoneCall::ended).orElse(true);
        };
    }
}
