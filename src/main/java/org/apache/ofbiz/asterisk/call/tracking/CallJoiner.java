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

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.Channel;
import org.apache.ofbiz.asterisk.call.Party;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.leg.LegInProgress;
import org.apache.ofbiz.asterisk.call.leg.LegNumbers;
import org.apache.ofbiz.asterisk.call.progress.CallInProgress;
import org.apache.ofbiz.asterisk.call.progress.CallParts;

/**
 * Makes one call of two whose people turned out to talk to one another, and decides when they stay two. Not thread-safe: belongs to the tracker's
 * thread.
 */
final class CallJoiner {

    private final PeerFinder peers;
    private final LegIndex legs;
    private final CallIndex calls;

    /** @param legs that have not hung up, and the call of each */
    CallJoiner(PeerFinder peers, LegIndex legs, CallIndex calls) {
        this.peers = peers;
        this.legs = legs;
        this.calls = calls;
    }

    private CallInProgress callOf(LegInProgress leg) {
        return legs.callOf(leg).orElseThrow();
    }

    private CallInProgress touched(CallInProgress call) {
        calls.touch(call);
        return call;
    }

    /** A phone that is up joins the call. */
    LegInProgress joins(Channel channel, CallInProgress call, Instant at) {
        Optional<Peer> peer = peers.of(channel);
        LegInProgress leg = new LegInProgress(channel, peer, peer.map(Peer::type).orElse(Peer.Type.EXTENSION), false,
                new LegNumbers(Party.UNKNOWN, "", ""), at);
        legs.add(leg, call);
        touched(call).add(leg);
        leg.answered(at);
        return leg;
    }

    /** The leg is in this bridge no longer. */
    void left(LegInProgress leg, String bridgeId, Instant at) {
        leg.place().left(bridgeId, at);
        CallInProgress call = callOf(leg);
        if (call.legs().stream().noneMatch(other -> other.place().isIn(bridgeId))) {
            calls.leaves(call, bridgeId);
        }
    }

    /** Whether they hear one another in calls of their own: in a conference, colleagues without their customers, or two callers. */
    boolean staysApart(LegInProgress leg, CallInProgress own, CallInProgress other, String bridgeId, Instant at) {
        if (!own.isOutside() || !other.isOutside() || leg.place().conference().isPresent()) {
            return own.isOutside() && other.isOutside();
        }
        Optional<LegInProgress> caller = CallParts.callerIn(own.legs(), bridgeId);
        Optional<LegInProgress> another = CallParts.callerIn(other.legs(), bridgeId);
        if (caller.isPresent() && another.isPresent()) {
            own.talksTo(another.get(), at);
            touched(other).talksTo(caller.get(), at);
            return true;
        }
        return !CallParts.withoutCustomer(own.legs(), bridgeId).isEmpty() && !CallParts.withoutCustomer(other.legs(), bridgeId).isEmpty();
    }

    /**
     * People of two calls hear one another. A phone that has left its customer for another one goes over to that one's call; else the two calls are
     * one.
     *
     * @return the call in the bridge
     */
    CallInProgress together(CallInProgress one, CallInProgress other, String bridgeId, Instant at) {
        List<LegInProgress> ofOne = CallParts.withoutCustomer(one.legs(), bridgeId);
        List<LegInProgress> ofOther = CallParts.withoutCustomer(other.legs(), bridgeId);
        if (ofOne.isEmpty() == ofOther.isEmpty() || !one.isOutside() || !other.isOutside()) {
            return merge(one, other, at);
        }
        CallInProgress stays = ofOne.isEmpty() ? one : other;
        for (LegInProgress leg : ofOne.isEmpty() ? ofOther : ofOne) {
            left(leg, bridgeId, at);
            touched(callOf(leg)).isLeftBy(leg, at);
            legs.remove(leg);
            LegInProgress again = joins(leg.channel(), stays, at);
            again.picksUp();
            again.entered(bridgeId, true, at);
        }
        return stays;
    }

    /**
     * Two calls turned out to be one. The one with somebody from outside goes on, of two such the earlier one; where that does not tell, the
     * second.
     *
     * @return the call that goes on
     */
    CallInProgress merge(CallInProgress one, CallInProgress other, Instant at) {
        if (one == other) {
            return one;
        }
        boolean same = one.isOutside() == other.isOutside();
        boolean first = same ? one.startedAt().isBefore(other.startedAt()) : one.isOutside();
        CallInProgress stays = first ? one : other;
        CallInProgress goes = first ? other : one;
        CallParts.asksBack(goes.legs(), stays.legs());
        stays.absorb(goes, at);
        legs.move(goes.legs(), stays);
        calls.move(goes, stays);
        calls.touch(stays);
        calls.touch(goes);
        return stays;
    }

    /** A phone that listens to a call is no call of its own. */
    void becomesListener(LegInProgress listener, CallInProgress heard, Instant at) {
        CallInProgress own = callOf(listener);
        own.mergesInto(heard, at);
        own.linkedIds().forEach(id -> calls.named(heard, id));
        LegInProgress ear = listener.asListener();
        legs.remove(listener);
        legs.add(ear, heard);
        heard.hears(ear);
    }
}
