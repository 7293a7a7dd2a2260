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

import java.util.List;
import java.util.Optional;
import org.apache.ofbiz.asterisk.acd.calls.Legs;
import org.apache.ofbiz.asterisk.acd.offers.OfferState.Claimed;
import org.apache.ofbiz.asterisk.call.DialResult;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;

/** What has become of a claim, read from the call as it is now. Pure. */
sealed interface ClaimVerdict {

    <T> T dispatch(Handler<T> handler);

    /** One method per verdict, so that a new one doesn't compile until it is handled. */
    interface Handler<T> {
        T stands(Stands verdict);

        T connected(Connected verdict);

        T crossed(Crossed verdict);

        T takenBy(TakenBy verdict);

        T callerGone(CallerGone verdict);

        T sentElsewhere(SentElsewhere verdict);

        T unclear(Unclear verdict);

        T failed(Failed verdict);
    }

    /** The claimer's phone rings, or is about to. */
    record Stands() implements ClaimVerdict {
        @Override
        public <T> T dispatch(Handler<T> handler) {
            return handler.stands(this);
        }
    }

    /** The claimer talks, or talked. */
    record Connected() implements ClaimVerdict {
        @Override
        public <T> T dispatch(Handler<T> handler) {
            return handler.connected(this);
        }
    }

    /**
     * Somebody else talks, and the claimer's phone was not dialed yet. Either the Redirect takes the caller away from them, and events that lag
     * behind it tell of before, or it came to nothing.
     */
    record Crossed() implements ClaimVerdict {
        @Override
        public <T> T dispatch(Handler<T> handler) {
            return handler.crossed(this);
        }
    }

    /** Somebody else talks, e.g. took the call on another phone. */
    record TakenBy(Optional<Person> person) implements ClaimVerdict {
        @Override
        public <T> T dispatch(Handler<T> handler) {
            return handler.takenBy(this);
        }
    }

    /** The caller hung up first. */
    record CallerGone() implements ClaimVerdict {
        @Override
        public <T> T dispatch(Handler<T> handler) {
            return handler.callerGone(this);
        }
    }

    /** The dialplan sent the caller to another group, or the call became part of another one. */
    record SentElsewhere() implements ClaimVerdict {
        @Override
        public <T> T dispatch(Handler<T> handler) {
            return handler.sentElsewhere(this);
        }
    }

    /** The phone seems not to ring, or no longer, and the PBX has not said why yet. */
    record Unclear() implements ClaimVerdict {
        @Override
        public <T> T dispatch(Handler<T> handler) {
            return handler.unclear(this);
        }
    }

    /** The claimer's phone did not answer. */
    record Failed(Outcome outcome) implements ClaimVerdict {
        @Override
        public <T> T dispatch(Handler<T> handler) {
            return handler.failed(this);
        }
    }

    /**
     * @param groupId      the group that was offered the call
     * @param beginsToWait the caller was just sent to the waiting context, for the first time or back again
     * @param resumed      the connection to the PBX is back, and this is what was found
     */
    static ClaimVerdict of(PhoneCall call, Claimed claimed, String groupId, boolean beginsToWait, boolean resumed) {
        if (call.ended()) {
            return ofEnded(call);
        }
        if (Legs.connected(call)) {
            return whoIsConnected(call, claimed);
        }
        if (call.customerLeg().isEmpty()) { // the claimer's phone may go on ringing for a moment, or may just have been picked up
            return new CallerGone();
        }
        if (!call.groupId().equals(Optional.of(groupId))) {
            return new SentElsewhere();
        }
        if (resumed && call.state() == PhoneCall.State.WAITING) { // the list of channels may be older than the claim
            return new Unclear();
        }
        return ofRinging(call, claimed, beginsToWait);
    }

    private static ClaimVerdict ofEnded(PhoneCall call) {
        if (call.outcome().equals(Optional.of(Outcome.ANSWERED))) {
            return new Connected();
        }
        return call.mergedInto().isPresent() ? new SentElsewhere() : new CallerGone();
    }

    private static ClaimVerdict ofRinging(PhoneCall call, Claimed claimed, boolean beginsToWait) {
        List<PhoneCall.Leg> rung = rung(call, claimed);
        if (rung.stream().anyMatch(PhoneCall.Leg::alive)) {
            return new Stands();
        }
        if (rung.isEmpty()) {
            if (!beginsToWait) {
                return new Stands();
            }
            return claimed.heardMusic() ? new Failed(whyUnanswered(rung)) : new Unclear();
        }
        // a leg that was cancelled may be the caller hanging up, which the next event will say, and one that was forwarded is answered elsewhere
        boolean cancelled = rung.get(rung.size() - 1).result().filter(how -> how == DialResult.CANCELLED || how == DialResult.FORWARDED).isPresent();
        return cancelled && !beginsToWait ? new Unclear() : new Failed(whyUnanswered(rung));
    }

    private static ClaimVerdict whoIsConnected(PhoneCall call, Claimed claimed) {
        boolean claimer = Legs.of(call, claimed.extension()).stream().anyMatch(leg -> leg.alive() && leg.answeredAt().isPresent());
        Optional<Peer> extension = Legs.connectedExtension(call);
        Optional<Person> owner = extension.flatMap(Peer::owner);
        boolean theirs = extension.map(Peer::peerId).equals(Optional.of(claimed.extension().peerId()))
                || owner.map(Person::userLoginId).equals(Optional.of(claimed.by().userLoginId()));
        if (claimer || theirs) {
            return new Connected();
        }
        List<PhoneCall.Leg> rung = rung(call, claimed);
        if (rung.stream().anyMatch(PhoneCall.Leg::alive)) { // the caller is away from whom they talked to, whether events say so already or not
            return new Stands();
        }
        // who was rung before the claim answered while the Redirect was on its way, which takes the caller away from them
        boolean before = Legs.connectedLeg(call).filter(leg -> claimed.legsBefore().contains(leg.channel().uniqueId())).isPresent();
        return before ? new Stands() : rung.isEmpty() ? new Crossed() : new TakenBy(owner);
    }

    /** Legs of the claimer's extension that this claim brought about. */
    static List<PhoneCall.Leg> rung(PhoneCall call, Claimed claimed) {
        return Legs.of(call, claimed.extension()).stream()
                .filter(leg -> !claimed.legsBefore().contains(leg.channel().uniqueId())).toList();
    }

    /** A phone that Asterisk cannot reach gets no channel at all. */
    static Outcome whyUnanswered(List<PhoneCall.Leg> rung) {
        return rung.isEmpty() ? Outcome.EXTENSION_UNREGISTERED
                : rung.get(rung.size() - 1).extensionFailure().orElse(Outcome.EXTENSION_NO_ANSWER);
    }
}
