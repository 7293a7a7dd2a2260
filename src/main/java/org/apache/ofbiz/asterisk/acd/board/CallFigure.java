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
package org.apache.ofbiz.asterisk.acd.board;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.acd.live.LiveCalls;
import org.apache.ofbiz.asterisk.call.CallPart;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;

/**
 * What the figures of a day take from one call. The same call can be told again, e.g. when it ends; the last figure holds.
 *
 * @param groupId that it came to, of incoming calls
 * @param at      when it was decided: answered, or ended without
 * @param result  empty while nobody answered it and the caller waits, and for calls to no group
 * @param waited    of the caller, for this group; from the queue to the answer or the end where the call is of none
 * @param talk    how long anybody talked to the customer; zero while the call goes on
 * @param shares  what each agent had of it, by partyId
 */
public record CallFigure(String callId, Optional<String> groupId, Instant at, Optional<Result> result, Duration waited, Duration talk,
                         Map<String, Share> shares) {

    public CallFigure {
        shares = Map.copyOf(shares);
    }

    /** What became of a call to a group. ELSEWHERE: neither answered nor given up, e.g. taken by the voicemail. */
    public enum Result {
        ANSWERED, ABANDONED, ELSEWHERE
    }

    /**
     * An agent's share of a call.
     *
     * @param talked whether they talked to the other end
     * @param talk   how long
     * @param missed how often their phone rang and they didn't answer
     */
    public record Share(boolean talked, Duration talk, int missed) {

        /** Both together. */
        public Share plus(Share other) {
            return new Share(talked || other.talked, talk.plus(other.talk), missed + other.missed);
        }
    }

    /** What the call is at this moment; one that went on in another call is none. */
    public static CallFigure of(PhoneCall call, Instant now) {
        Optional<String> group = call.groupId().filter(id -> call.direction() == PhoneCall.Direction.INBOUND && call.mergedInto().isEmpty());
        Instant at = call.answeredAt().or(call::endedAt).orElse(now);
        return new CallFigure(call.callId(), group, at, group.flatMap(id -> result(call.answeredAt().isPresent(), call.ended(), call.outcome())),
                group.flatMap(id -> waited(call, id, now)).orElseGet(() -> LiveCalls.waited(call, now)), call.talkTime(),
                call.mergedInto().isPresent() ? Map.of() : shares(call, now));
    }

    /** The wait for one group, as rows and reports have it: the whole seconds of each time that the caller waited for it; empty for none. */
    private static Optional<Duration> waited(PhoneCall call, String groupId, Instant now) {
        return call.parts(CallPart.Kind.WAITED).stream().filter(part -> part.groupId().filter(groupId::equals).isPresent())
                .map(part -> Duration.ofSeconds(part.length(now).toSeconds())).reduce(Duration::plus);
    }

    /** @param outcome of a call that has ended */
    public static Optional<Result> result(boolean answered, boolean ended, Optional<Outcome> outcome) {
        if (answered) {
            return Optional.of(Result.ANSWERED);
        }
        return ended ? Optional.of(outcome.filter(how -> how == Outcome.ABANDONED || how == Outcome.MISSED || how == Outcome.CANCELLED).isPresent()
                ? Result.ABANDONED : Result.ELSEWHERE) : Optional.empty();
    }

    /** Whether a phone that rang so counts as a call that its agent missed. */
    public static boolean isMissed(Optional<Outcome> end) {
        return end.filter(how -> how == Outcome.EXTENSION_NO_ANSWER || how == Outcome.EXTENSION_DECLINED || how == Outcome.EXTENSION_BUSY
                || how == Outcome.EXTENSION_UNREGISTERED || how == Outcome.NO_ANSWER).isPresent();
    }

    private static Map<String, Share> shares(PhoneCall call, Instant now) {
        Map<String, Share> shares = new HashMap<>();
        List<CallPart> parts = new ArrayList<>(call.parts(CallPart.Kind.TALKED));
        parts.addAll(call.parts(CallPart.Kind.CALLED));
        for (CallPart part : parts) {
            Optional<String> party = part.peer().flatMap(Peer::owner).map(Person::partyId).filter(id -> !id.isEmpty());
            boolean talked = part.kind() == CallPart.Kind.TALKED;
            party.ifPresent(id -> shares.merge(id, new Share(talked, talked ? part.length(now) : Duration.ZERO,
                    !talked && isMissed(part.end()) ? 1 : 0), Share::plus));
        }
        shares.values().removeIf(share -> !share.talked() && share.missed() == 0);
        return shares;
    }
}
