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
package org.apache.ofbiz.asterisk.call.progress;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.PhoneCall.Direction;
import org.apache.ofbiz.asterisk.call.TimelineEntry;
import org.apache.ofbiz.asterisk.call.leg.LegInProgress;
import org.apache.ofbiz.asterisk.call.leg.LocalHalves;

/** Who holds whom in a call. Not thread-safe: belongs to the tracker's thread. */
final class CallHolds {

    private final List<LegInProgress> legs;
    private final Timeline timeline;
    /** Who was put on hold, by who did it. */
    private final Map<LegInProgress, LegInProgress> onHold = new HashMap<>();

    /** @param legs of the call, as they are at any time */
    CallHolds(List<LegInProgress> legs, Timeline timeline) {
        this.legs = legs;
        this.timeline = timeline;
    }

    /** It is in the context that commands hold calls in: anyone who talked to it holds it, and is elsewhere meanwhile. */
    void heldAway(LegInProgress leg, Instant at) {
        leg.place().heldAway(true);
        legs.stream().filter(each -> each != leg && each.isExtension() && each.alive() && each.isAnswered())
                .min(Comparator.comparing(each -> !each.parts().isTalking())).ifPresent(holder -> held(holder, true, at));
    }

    /** The one who holds is {@code leg}; held is the other in its bridge, who may not have been told to be there yet. */
    void held(LegInProgress holder, boolean on, Instant at) {
        LegInProgress leg = LocalHalves.person(holder, legs);
        if (leg.place().held(on)) {
            leg.parts().holds(at, on);
            List<LegInProgress> others = legs.stream().filter(each -> each != leg && each.isReal() && each.alive()).toList();
            Optional<LegInProgress> other = others.stream().filter(each -> each.place().isTogetherWith(leg.place())).findFirst()
                    .or(() -> others.stream().filter(each -> each.isTrunk() != leg.isTrunk()).findFirst());
            onHold.remove(leg);
            other.filter(held -> on).ifPresent(held -> onHold.put(leg, held));
            timeline.add(at, on ? TimelineEntry.Kind.HELD : TimelineEntry.Kind.RESUMED, other, leg.peer(), "");
        }
    }

    /**
     * Who was held away and talks again is back: in a call between colleagues with the one on hold, else with the customer.
     *
     * @param talking those of the legs who hear one another now
     */
    void comeBack(List<LegInProgress> talking, Direction direction, Instant at) {
        talking.stream().filter(leg -> leg.isExtension() && leg.place().comesBack()
                        && (direction == Direction.INTERNAL ? isWithHeld(leg, talking) : CallSummary.isWithTrunk(leg, talking))).toList()
                .forEach(leg -> comesBack(leg, at));
    }

    private boolean isWithHeld(LegInProgress holder, List<LegInProgress> talking) {
        return Optional.ofNullable(onHold.get(holder)).filter(held -> held.alive() && !talking.contains(held)).isEmpty();
    }

    private void comesBack(LegInProgress leg, Instant at) {
        leg.place().isBack();
        held(leg, false, at);
    }
}
