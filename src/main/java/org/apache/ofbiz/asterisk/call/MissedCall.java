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
package org.apache.ofbiz.asterisk.call;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The one rule of what a missed call is. Pure functions. */
final class MissedCall {

    private static final Set<Outcome> TAKEN = EnumSet.of(Outcome.ANSWERED, Outcome.FORWARDED, Outcome.CONFERENCE);
    /** That somebody of ours was wanted, even where the PBX does not tell whom. */
    private static final Set<Outcome> WANTED = EnumSet.of(Outcome.MISSED, Outcome.ABANDONED, Outcome.VOICEMAIL, Outcome.QUEUE_TIMEOUT,
            Outcome.EXTENSION_BUSY, Outcome.EXTENSION_DECLINED, Outcome.EXTENSION_NO_ANSWER, Outcome.EXTENSION_UNREGISTERED);

    private MissedCall() {
    }

    /**
     * Whether somebody is to call back.
     *
     * @param outcome    how an inbound call ended, for everybody in it
     * @param forGroup   whether it reached a group
     * @param unanswered what was not answered last
     */
    static boolean is(Outcome outcome, boolean forGroup, List<CallPart> unanswered) {
        boolean wanted = !unanswered.isEmpty();
        return TAKEN.contains(outcome) ? outcome == Outcome.ANSWERED && wanted : wanted || forGroup || WANTED.contains(outcome);
    }

    /**
     * After a transfer that nobody took the caller has talked, and is missed all the same: also by whom the one who transferred them called,
     * or waited for, before.
     */
    static List<CallPart> unanswered(List<CallPart> parts, List<TimelineEntry> timeline) {
        Instant lastTalk = parts.stream().filter(part -> part.kind() == CallPart.Kind.TALKED)
                .map(part -> part.endedAt().orElse(Instant.MAX)).max(Instant::compareTo).orElse(Instant.MIN);
        return parts.stream().filter(CallPart::isUnanswered)
                .filter(part -> !part.startedAt().isBefore(lastTalk) || outlasts(part, lastTalk) && isHandedOver(part, timeline)).toList();
    }

    private static boolean outlasts(CallPart part, Instant lastTalk) {
        return part.endedAt().filter(lastTalk::isBefore).isPresent();
    }

    /** Whether the customer got what was begun for somebody else. */
    private static boolean isHandedOver(CallPart part, List<TimelineEntry> timeline) {
        return timeline.stream().anyMatch(moment -> moment.kind() == TimelineEntry.Kind.TRANSFERRED && !moment.at().isBefore(part.startedAt())
                && part.endedAt().filter(moment.at()::isBefore).isPresent());
    }
}
