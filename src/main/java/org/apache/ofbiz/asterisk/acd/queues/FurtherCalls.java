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

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.acd.queues.WantedMember.Load;
import org.apache.ofbiz.asterisk.call.queues.QueueKey;
import org.apache.ofbiz.asterisk.call.queues.QueueMember;

/** Which members of one server's queues are rung although they are in a call. Not thread-safe. */
final class FurtherCalls {

    private final KnownMembers known;
    /** Whom the queue could give another call. */
    private final Set<QueueKey> open = new HashSet<>();
    /** Whose {@code ringinuse} isn't the queue's own, or may not be. */
    private final Set<QueueKey> changed = new HashSet<>();
    /** Agents who didn't take a call while they were in another: none is given to them until they are in no call. */
    private final Set<String> declined = new HashSet<>();
    /** How many of their rings OFBiz itself stopped a moment ago, and the PBX hasn't reported yet. */
    private final Map<String, Integer> stopped = new HashMap<>();

    FurtherCalls(KnownMembers known) {
        this.known = known;
    }

    void want(WantedMember member) {
        if (member.load() == Load.OPEN) {
            open.add(member.key());
        } else {
            open.remove(member.key());
        }
        if (member.load() != Load.ONE) {
            changed.add(member.key());
        }
        if (member.load() == Load.FREE) {
            declined.remove(member.userLoginId());
        }
    }

    void forget(WantedMember member) {
        open.remove(member.key());
        changed.remove(member.key());
        declined.remove(member.userLoginId());
    }

    void ringStopped(String userLoginId) {
        stopped.merge(userLoginId, 1, Integer::sum);
    }

    /** That was a while ago: nothing more is reported of it. */
    void ringStoppedBefore(String userLoginId) {
        stopped.computeIfPresent(userLoginId, (user, rings) -> rings > 1 ? rings - 1 : null);
    }

    /** @return whether OFBiz itself stopped the ring, so that the agent has neither missed nor declined the call; once for each */
    boolean wasStopped(WantedMember member) {
        boolean was = stopped.containsKey(member.userLoginId());
        ringStoppedBefore(member.userLoginId());
        return was;
    }

    /** @return whether the agent was in a call, so that this one doesn't count as missed */
    boolean missed(WantedMember member) {
        boolean inCall = member.load() == Load.OPEN || member.load() == Load.FULL;
        if (inCall) {
            declined.add(member.userLoginId());
        }
        return inCall;
    }

    /** Members of this queue for whom it matters whether somebody else of it is free. */
    List<QueueKey> open(String queue) {
        return open.stream().filter(key -> key.queue().equals(queue)).toList();
    }

    /** What brings the PBX to ring this member in a call, or not to; only while nobody else is free. */
    Optional<QueueStep> step(WantedMember member, QueueMember now) {
        QueueKey key = member.key();
        if (!changed.contains(key)) {
            return Optional.empty();
        }
        boolean rings = member.load() == Load.OPEN && member.pause().isEmpty() && !declined.contains(member.userLoginId())
                && !known.isOtherFree(key);
        if (now.ringInUse().equals(Optional.of(rings))) {
            if (member.load() == Load.ONE) {
                changed.remove(key); // from now on it is the queue's own
            }
            return Optional.empty();
        }
        return Optional.of(new QueueStep.RingInUse(key, rings));
    }
}
