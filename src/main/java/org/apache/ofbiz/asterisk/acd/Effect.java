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
package org.apache.ofbiz.asterisk.acd;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.PbxCommands;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;

/** What is to be done once a decision is taken and the lock is released. */
public sealed interface Effect {

    /** Calls the method of {@code handler} for this kind. */
    void dispatch(Handler handler);

    /** One method per kind, so that a new kind does not compile until it is handled. */
    interface Handler {
        void announce(Announce effect);

        void lookUp(LookUp effect);

        void offered(Offered effect);

        void offerChanged(OfferChanged effect);

        void findEarlier(FindEarlier effect);

        void withdrawn(Withdrawn effect);

        void callChanged(CallChanged effect);

        void callToWriteUp(CallToWriteUp effect);

        void sendCaller(SendCaller effect);

        void returnCaller(ReturnCaller effect);

        void hangUp(HangUp effect);

        void checkClaim(CheckClaim effect);

        void claimAnswered(ClaimAnswered effect);

        void agentChanged(AgentChanged effect);

        void keepAgent(KeepAgent effect);

        void keepPause(KeepPause effect);

        void showOffers(ShowOffers effect);

        void findWrapUp(FindWrapUp effect);

        void checkWrapUp(CheckWrapUp effect);

        void checkGone(CheckGone effect);

        void claimLost(ClaimLost effect);

        void claimReleased(ClaimReleased effect);
    }

    /** Find who is in the group, from memory, and, on a worker, who calls unless {@code caller} is known; then {@code OfferRegistry#announced}. */
    record Announce(String callId, long turn, String groupId, String number, Optional<CallerDirectory.Caller> caller) implements Effect {
        @Override
        public void dispatch(Handler handler) {
            handler.announce(this);
        }
    }

    /** Ask, on a worker, who this number belongs to, {@code again} where that has just changed; then {@code UserCalls#callerKnown}. */
    record LookUp(String callId, String number, boolean again) implements Effect {
        public LookUp(String callId, String number) {
            this(callId, number, false);
        }

        @Override
        public void dispatch(Handler handler) {
            handler.lookUp(this);
        }
    }

    /** Tell listeners. */
    record Offered(AcdListener.Offer offer, List<String> users) implements Effect {
        @Override
        public void dispatch(Handler handler) {
            handler.offered(this);
        }
    }

    /** Tell listeners: more is known of an offer that these users hold. */
    record OfferChanged(AcdListener.Offer offer, List<String> users) implements Effect {
        @Override
        public void dispatch(Handler handler) {
            handler.offerChanged(this);
        }
    }

    /** Ask, on a worker, for earlier calls of the one party who calls; then {@code OfferRegistry#earlierKnown}. */
    record FindEarlier(String callId, String partyId) implements Effect {
        @Override
        public void dispatch(Handler handler) {
            handler.findEarlier(this);
        }
    }

    /** Tell listeners. */
    record Withdrawn(AcdListener.Withdrawal withdrawal, List<String> users, Optional<String> exceptSession) implements Effect {
        @Override
        public void dispatch(Handler handler) {
            handler.withdrawn(this);
        }
    }

    /** Tell listeners. */
    record CallChanged(AcdListener.UserCall call, String user) implements Effect {
        @Override
        public void dispatch(Handler handler) {
            handler.callChanged(this);
        }
    }

    /** Send the caller to the claimer's phone, unless another OFBiz node has the call; then {@code OfferRegistry#redirected}. */
    record SendCaller(String callId, long turn, String serverId, PbxCommands.Redirect redirect, Peer phone, Person by) implements Effect {
        @Override
        public void dispatch(Handler handler) {
            handler.sendCaller(this);
        }
    }

    /** Send the caller back to the queue that a claim which came to nothing took them from. */
    record ReturnCaller(String callId, String serverId, PbxCommands.Redirect redirect) implements Effect {
        @Override
        public void dispatch(Handler handler) {
            handler.returnCaller(this);
        }
    }

    /**
     * End a channel.
     *
     * @param rungUser whose phone a queue rings there
     */
    record HangUp(String serverId, String channelName, Optional<String> rungUser) implements Effect {
        @Override
        public void dispatch(Handler handler) {
            handler.hangUp(this);
        }
    }

    /** After this time {@code OfferRegistry#check}. */
    record CheckClaim(String callId, long turn, Duration after, boolean last) implements Effect {
        @Override
        public void dispatch(Handler handler) {
            handler.checkClaim(this);
        }
    }

    /** Answer anyone who claimed in this turn, unless they were answered before. */
    record ClaimAnswered(long turn, Answer answer) implements Effect {
        @Override
        public void dispatch(Handler handler) {
            handler.claimAnswered(this);
        }
    }

    /** Tell listeners. */
    record AgentChanged(AgentState agent, String user) implements Effect {
        @Override
        public void dispatch(Handler handler) {
            handler.agentChanged(this);
        }
    }

    /** Keep what an agent said. */
    record KeepAgent(String user, SavedAgent agent) implements Effect {
        @Override
        public void dispatch(Handler handler) {
            handler.keepAgent(this);
        }
    }

    /** Keep that a pause began or ended. */
    record KeepPause(AgentDirectory.PauseInterval pause) implements Effect {
        @Override
        public void dispatch(Handler handler) {
            handler.keepPause(this);
        }
    }

    /** The user takes calls again: show what waits and isn't shown yet, once a worker has found out which those are. */
    record ShowOffers(String user) implements Effect {
        @Override
        public void dispatch(Handler handler) {
            handler.showOffers(this);
        }
    }

    /** Ask, on a worker, how long the group of this call lets it be written up; then {@code AgentRegistry#callEnded}. */
    record FindWrapUp(String user, String callId, String groupId) implements Effect {
        @Override
        public void dispatch(Handler handler) {
            handler.findWrapUp(this);
        }
    }

    /** After this time, when it has not been extended meanwhile, the wrap-up is over. */
    record CheckWrapUp(String user, WrapUp wrapUp, Duration after) implements Effect {
        @Override
        public void dispatch(Handler handler) {
            handler.checkWrapUp(this);
        }
    }

    /** A call that ended while its user had others is written up now: tell it to them again. */
    record CallToWriteUp(String callId, String user) implements Effect {
        @Override
        public void dispatch(Handler handler) {
            handler.callToWriteUp(this);
        }
    }

    /** After this time {@code AgentRegistry#gone}. @param departure tells one time that the user left from another */
    record CheckGone(String user, long departure, Duration after) implements Effect {
        @Override
        public void dispatch(Handler handler) {
            handler.checkGone(this);
        }
    }

    /** The claim came to nothing: for this user the call has ended. */
    record ClaimLost(String callId, String user, Outcome outcome) implements Effect {
        @Override
        public void dispatch(Handler handler) {
            handler.claimLost(this);
        }
    }

    /** The claim of this turn came to nothing: for other OFBiz nodes, too, nobody has the call. */
    record ClaimReleased(String callId, String serverId, long turn) implements Effect {
        @Override
        public void dispatch(Handler handler) {
            handler.claimReleased(this);
        }
    }
}
