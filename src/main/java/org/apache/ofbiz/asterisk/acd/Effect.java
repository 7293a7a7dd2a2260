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
import org.apache.ofbiz.asterisk.acd.agents.AgentRegistry;
import org.apache.ofbiz.asterisk.acd.calls.UserCalls;
import org.apache.ofbiz.asterisk.acd.offers.OfferRegistry;
import org.apache.ofbiz.asterisk.call.PbxCommands;
import org.apache.ofbiz.asterisk.call.PhoneCall;

/** What is to be done once a decision is taken and the lock is released. */
public sealed interface Effect {

    /** Ask, on a worker, who is in the group and, unless {@code caller} is known, who calls; then {@link OfferRegistry#announced}. */
    record Announce(String callId, long turn, String groupId, String number, Optional<CallerDirectory.Caller> caller) implements Effect {
    }

    /** Ask, on a worker, who this number belongs to; then {@link UserCalls#callerKnown}. */
    record LookUp(String callId, String number) implements Effect {
    }

    /** Tell listeners. */
    record Offered(AcdListener.Offer offer, List<String> users) implements Effect {
    }

    /** Tell listeners. */
    record Withdrawn(AcdListener.Withdrawal withdrawal, List<String> users, Optional<String> exceptSession) implements Effect {
    }

    /** Tell listeners. */
    record CallChanged(AcdListener.UserCall call, String user) implements Effect {
    }

    /** Send the caller to the claimer's extension; then {@link OfferRegistry#redirected}. */
    record SendCaller(String callId, long turn, String serverId, PbxCommands.Redirect redirect) implements Effect {
    }

    /** Send the caller back to the queue that a claim which came to nothing took them from. */
    record ReturnCaller(String callId, String serverId, PbxCommands.Redirect redirect) implements Effect {
    }

    /** End a channel. */
    record HangUp(String serverId, String channelName) implements Effect {
    }

    /** After this time {@link OfferRegistry#check}. */
    record CheckClaim(String callId, long turn, Duration after, boolean last) implements Effect {
    }

    /** Answer whoever claimed in this turn, unless they were answered before. */
    record ClaimAnswered(long turn, CallControl.Answer answer) implements Effect {
    }

    /** Tell listeners. */
    record AgentChanged(AgentState agent, String user) implements Effect {
    }

    /** Keep what an agent said. */
    record KeepAgent(String user, SavedAgent agent) implements Effect {
    }

    /** The user takes no calls now: take away what is shown to them. */
    record HideOffers(String user) implements Effect {
    }

    /** The user takes calls again: show all that wait, once a worker has found out which those are. */
    record ShowOffers(String user) implements Effect {
    }

    /** Ask, on a worker, how long the group of this call lets it be written up; then {@link AgentRegistry#callEnded}. */
    record FindWrapUp(String user, String callId, String groupId) implements Effect {
    }

    /** After this time, when it has not been extended meanwhile, the wrap-up is over. */
    record CheckWrapUp(String user, String callId, Duration after) implements Effect {
    }

    /** After this time {@link AgentRegistry#gone}. */
    record CheckGone(String user, Duration after) implements Effect {
    }

    /** The claim came to nothing: for this user the call has ended. */
    record ClaimLost(String callId, String user, PhoneCall.Outcome outcome) implements Effect {
    }
}
