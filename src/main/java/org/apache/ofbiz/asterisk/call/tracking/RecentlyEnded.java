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
package org.apache.ofbiz.asterisk.call.tracking;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.Channel;
import org.apache.ofbiz.asterisk.call.collections.BoundedMap;
import org.apache.ofbiz.asterisk.call.leg.DialedNumber;
import org.apache.ofbiz.asterisk.call.leg.LegInProgress;
import org.apache.ofbiz.asterisk.call.progress.CallInProgress;

/** What ended lately, so that an event that comes late is known as such. Remembers a bounded number; not thread-safe. */
final class RecentlyEnded {

    private static final int REMEMBERED = 4096;
    /** A busy PBX tells the rest of these within seconds. */
    private static final int WHOLE_CALLS = 256;
    private static final Duration LATE = Duration.ofSeconds(5);

    private final Map<String, String> channelNames = BoundedMap.byAge(REMEMBERED);
    private final Map<String, Integer> calls = BoundedMap.byAge(REMEMBERED);
    private final Map<String, RangInVain> ringsInVain = BoundedMap.byAge(WHOLE_CALLS);
    private final Map<String, CallInProgress> unaccounted = BoundedMap.byAge(WHOLE_CALLS);

    /** A phone that somebody had rung for a call, and that nobody picked up. */
    private record RangInVain(CallInProgress call, Instant at) {
    }

    void channel(LegInProgress leg, Optional<CallInProgress> call, Instant at) {
        channelNames.put(leg.channel().uniqueId(), leg.channel().name());
        call.filter(each -> leg.originated() && !leg.isAnswered())
                .ifPresent(each -> ringsInVain.put(leg.dialString(), new RangInVain(each, at)));
    }

    /** Another PBX has numbers of its own for channels: one with the same id and name is not one that ended. */
    void anotherPbx() {
        channelNames.clear();
        ringsInVain.clear();
        unaccounted.clear();
    }

    /** Whether this very channel ended, and not another one that carries the same id. */
    boolean knowsExactly(Channel channel) {
        return channel.name().equals(channelNames.get(channel.uniqueId()));
    }

    boolean knowsId(String channelId) {
        return channelNames.containsKey(channelId) || calls.containsKey(channelId);
    }

    /**
     * The call of an Originate to this phone that just ended unanswered; found once for each.
     *
     * @param channelId if it is that of a channel or call that ended, only a call that had it is found
     */
    Optional<CallInProgress> takeRangInVain(String dialString, String channelId, Instant now) {
        boolean known = knowsId(channelId);
        Optional<RangInVain> last = ringInVain(dialString, now)
                .filter(rang -> !known || rang.call().legs().stream().anyMatch(leg -> leg.channel().uniqueId().equals(channelId)));
        last.ifPresent(found -> ringsInVain.values().remove(found));
        return last.map(RangInVain::call);
    }

    boolean rangInVain(String dialString, Instant now) {
        return ringInVain(dialString, now).isPresent();
    }

    private Optional<RangInVain> ringInVain(String dialString, Instant now) {
        return Optional.ofNullable(ringsInVain.get(dialString)).or(() -> Optional.ofNullable(ringsInVain.get(DialedNumber.peerOf(dialString))))
                .filter(last -> last.at().plus(LATE).isAfter(now));
    }

    void call(String linkedId) {
        calls.merge(linkedId, 1, Integer::sum);
    }

    /** The caller is gone, and nothing has told whom they were to reach: the PBX may, when it accounts for the channel. */
    void mayBeAccountedFor(LegInProgress leg, CallInProgress call) {
        if (leg.incoming() && leg.isReal()) {
            unaccounted.put(leg.channel().uniqueId(), call);
        }
    }

    /** The call that this channel brought, if nothing told whom it was for; asked once for each. */
    Optional<CallInProgress> takeUnaccounted(String uniqueId) {
        return Optional.ofNullable(unaccounted.remove(uniqueId));
    }

    /** An id for a new call: Asterisk's, unless a call that ended lately had the same. */
    String freshName(String linkedId) {
        int before = calls.getOrDefault(linkedId, 0);
        return before == 0 ? linkedId : linkedId + "/" + (before + 1);
    }
}
