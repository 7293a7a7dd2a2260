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

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads from a timeline how long people were put on hold or into a parking space. Pure functions. */
final class HoldTime {

    private HoldTime() {
    }

    /**
     * Who is held and who parked count once while both last. Who is transferred, or talks to the customer again, is on
     * hold no longer: after a transfer nobody takes the old one back. A colleague who was on hold before anybody talked to the customer still is.
     *
     * @param gone when the customer hung up: nobody is on hold afterwards
     */
    static Duration of(List<TimelineEntry> timeline, String customerNumber, Instant gone) {
        Set<Optional<Peer>> holders = new HashSet<>();
        Set<Optional<Peer>> ofColleagues = new HashSet<>();
        boolean met = false;
        Duration sum = Duration.ZERO;
        Instant since = null;
        for (TimelineEntry moment : timeline) {
            boolean held = !holders.isEmpty();
            switch (moment.kind()) {
            case HELD, PARKED -> hold(moment, !met, holders, ofColleagues);
            case RESUMED -> holders.remove(moment.by());
            case RETRIEVED, TRANSFERRED, ENDED -> holders.clear();
            case CONNECTED -> {
                boolean customer = moment.detail().equals(customerNumber);
                met |= customer;
                holders.removeIf(holder -> customer && !ofColleagues.contains(holder));
            }
            default -> {
            }
            }
            if (!held && !holders.isEmpty()) {
                since = moment.at();
            } else if (held && holders.isEmpty()) {
                sum = sum.plus(between(since, moment.at(), gone));
            }
        }
        return holders.isEmpty() ? sum : sum.plus(between(since, timeline.get(timeline.size() - 1).at(), gone));
    }

    private static void hold(TimelineEntry moment, boolean early, Set<Optional<Peer>> holders, Set<Optional<Peer>> ofColleagues) {
        if (early && moment.by().isEmpty()) {
            return; // the dialplan parks a caller, who waits there for somebody
        }
        holders.add(moment.by());
        if (early && moment.peer().filter(peer -> peer.type() == Peer.Type.EXTENSION).isPresent()) {
            ofColleagues.add(moment.by());
        } else {
            ofColleagues.remove(moment.by());
        }
    }

    private static Duration between(Instant since, Instant until, Instant gone) {
        Instant to = until.isAfter(gone) ? gone : until;
        return to.isAfter(since) ? Duration.between(since, to) : Duration.ZERO;
    }
}
