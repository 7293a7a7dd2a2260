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
package org.apache.ofbiz.asterisk.acd.offers;

import java.time.Instant;
import java.util.Optional;
import org.apache.ofbiz.asterisk.acd.AcdListener.Withdrawal;
import org.apache.ofbiz.asterisk.call.CallPart;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.TimelineEntry;

/** How callers wait for a group, read from the parts of a call. Pure functions. */
public final class WaitTimes {

    private WaitTimes() {
    }

    private static Optional<CallPart> last(PhoneCall call, String groupId) {
        return call.parts(CallPart.Kind.WAITED).stream().filter(wait -> wait.groupId().filter(groupId::equals).isPresent())
                .reduce((earlier, later) -> later);
    }

    /** Whether the caller is in a queue now. */
    public static boolean inQueue(PhoneCall call) {
        return queue(call).isPresent();
    }

    /** The queue of the PBX that the caller is in now; empty also with hold music of a waiting context. */
    public static Optional<String> queue(PhoneCall call) {
        return call.parts(CallPart.Kind.WAITED).stream().filter(wait -> wait.isOpen() && !wait.place().isEmpty()).map(CallPart::place)
                .reduce((earlier, later) -> later);
    }

    /** When the last wait for this group ended; empty also while it lasts. */
    static Optional<Instant> lastEnd(PhoneCall call, String groupId) {
        return last(call, groupId).flatMap(CallPart::endedAt);
    }

    /**
     * Whether the caller waits for this group no longer, has not hung up, and was not connected: the queue gave up, or a message is taken.
     *
     * @param byClaim when a claim took the caller out of the queue; Asterisk 16 may tell of it as if the queue had given up
     */
    static boolean isGivenUp(PhoneCall call, String groupId, Optional<Instant> byClaim) {
        boolean queueGaveUp = last(call, groupId).flatMap(CallPart::end).equals(Optional.of(Outcome.QUEUE_TIMEOUT))
                && (byClaim.isEmpty() || !byClaim.equals(lastEnd(call, groupId)));
        return queueGaveUp || call.timeline().stream().reduce((earlier, later) -> later)
                .filter(moment -> moment.kind() == TimelineEntry.Kind.VOICEMAIL).isPresent();
    }

    /** Why an open offer ends with its call. */
    static Withdrawal.Reason reasonOfEnd(PhoneCall call, String groupId) {
        if (call.mergedInto().isPresent()) { // it has ended, but its people have not hung up
            return Withdrawal.Reason.WITHDRAWN;
        }
        Outcome how = last(call, groupId).flatMap(CallPart::end).filter(end -> end == Outcome.ABANDONED || end == Outcome.QUEUE_TIMEOUT)
                .or(call::outcome).orElse(Outcome.FAILED);
        return switch (how) {
        case ABANDONED -> Withdrawal.Reason.ABANDONED;
        case QUEUE_TIMEOUT -> Withdrawal.Reason.TIMEOUT;
        default -> Withdrawal.Reason.WITHDRAWN;
        };
    }
}
