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
package org.apache.ofbiz.asterisk.acd.incall;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.acd.incall.ChannelBoard.Spot;
import org.apache.ofbiz.asterisk.call.Channel;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.PhoneCall.Leg;

/**
 * A call as one user's phone sees it now: who talks to them, who is on hold, who is being called. Immutable.
 *
 * @param own     the user's phone in the call, once it was picked up
 * @param talking those whom the user hears, by appearance
 * @param held    those whom a command put on hold
 * @param called  phones that are called on the user's behalf and have not answered
 * @param inside  whether {@code own} is in a place of ours without anybody
 * @param muted   whether nothing is heard in any of its recordings
 */
record CallView(PhoneCall call, Optional<Leg> own, List<Leg> talking, List<Leg> held, List<Leg> called, boolean inside, boolean recorded,
                boolean muted, boolean conference) {

    /** @param recordedAt Uniqueid of the channel that is recorded */
    static CallView of(PhoneCall call, String userLoginId, ChannelBoard board) {
        List<Leg> alive = call.legs().stream().filter(leg -> leg.alive() && !leg.channel().isLocal()).toList();
        Optional<Leg> own = alive.stream().filter(leg -> isOf(leg, userLoginId) && leg.answeredAt().isPresent())
                .min(Comparator.comparing(leg -> !board.find(id(leg)).map(Spot::isTogether).orElse(false)));
        Set<String> heard = own.map(leg -> board.with(id(leg))).orElse(Set.of());
        List<Leg> others = alive.stream().filter(leg -> !own.equals(Optional.of(leg))).toList();
        List<Leg> talking = others.stream().filter(leg -> heard.contains(id(leg))).toList();
        List<Leg> held = others.stream().filter(leg -> board.find(id(leg)).filter(Spot::onHold).isPresent()).toList();
        List<Leg> called = others.stream().filter(leg -> leg.answeredAt().isEmpty() && !isOf(leg, userLoginId)
                && board.find(id(leg)).filter(Spot::isTogether).isEmpty()).toList();
        boolean inside = own.isPresent() && board.find(id(own.get())).filter(Spot::isTogether).isEmpty();
        List<Spot> recorded = call.legs().stream().filter(Leg::alive).flatMap(leg -> board.find(id(leg)).stream()).filter(Spot::recorded).toList();
        boolean conference = own.flatMap(leg -> board.find(id(leg))).filter(spot -> spot.isTogether() && !spot.conference().isEmpty()).isPresent();
        return new CallView(call, own, talking, held, called, inside, !recorded.isEmpty(),
                !recorded.isEmpty() && recorded.stream().allMatch(Spot::muted), conference);
    }

    static String id(Leg leg) {
        return leg.channel().uniqueId();
    }

    private static boolean isOf(Leg leg, String userLoginId) {
        return leg.peer().flatMap(Peer::owner).map(Person::userLoginId).equals(Optional.of(userLoginId));
    }

    /** The one whom the user talks to, where it is exactly one. */
    Optional<Leg> partner() {
        return talking.size() == 1 && !conference ? Optional.of(talking.get(0)) : Optional.empty();
    }

    /** The first who was put on hold: the customer where there is one. */
    Optional<Leg> heldFirst() {
        return held.stream().min(Comparator.comparing(leg -> leg.side() != Peer.Type.TRUNK));
    }

    /** Whether the user has called somebody else while the other end is on hold. */
    boolean consults() {
        return !held.isEmpty() && (!talking.isEmpty() || !called.isEmpty());
    }

    /** Who is asked meanwhile: not on hold, or the one on hold who came later. */
    Optional<Leg> consulted() {
        return partner().or(() -> called.stream().findFirst());
    }

    /** Whether the user had this one in the call before anybody else who is in it now: not the one who is consulted. */
    boolean isFirst(Leg leg) {
        return call.legs().stream().filter(each -> each.alive() && !each.channel().isLocal() && !own.equals(Optional.of(each))).findFirst()
                .filter(leg::equals).isPresent();
    }

    /** Channels of the call that are recorded. */
    static List<Channel> recordedIn(PhoneCall call, ChannelBoard board) {
        return call.legs().stream().filter(leg -> leg.alive() && board.find(id(leg)).filter(Spot::recorded).isPresent()).map(Leg::channel).toList();
    }
}
