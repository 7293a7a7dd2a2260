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

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;

/**
 * What the call distributor tells anyone who shows it: {@code push} to browsers, {@code crm} to the journal. Called one at a time, in order,
 * never on the call thread and never under the claim lock; what it throws is logged and stops nobody. What isn't overridden is passed over.
 */
public interface AcdListener {

    /**
     * A call waits for the group of these users, also of those who take no calls now. The same call can be offered again;
     * {@code offer.again()} says why.
     */
    default void offered(Offer offer, List<String> userLoginIds) {
    }

    /** More is known of an offer that these users hold: who called is the same, and nobody is to be rung for it again. */
    default void offerChanged(Offer offer, List<String> userLoginIds) {
    }

    /** The offer is over for these users. {@code exceptSession} is the browser session that claimed it and was answered there. */
    default void withdrawn(Withdrawal withdrawal, List<String> userLoginIds, Optional<String> exceptSession) {
    }

    /** A call that this user takes part in changed. */
    default void callChanged(UserCall call, String userLoginId) {
    }

    /** What this user can do with a call changed. */
    default void controlsChanged(CallControls controls, String userLoginId) {
    }

    /** What this user does as an agent changed. */
    default void agentChanged(AgentState agent, String userLoginId) {
    }

    /** What this user's phones do changed, or which there are, or which one is chosen. */
    default void extensionsChanged(List<Extension> extensions, Optional<Peer> current, String userLoginId) {
    }

    /** A phone of this user that a queue of the server rings is told to stop: they haven't missed that call. */
    default void ringStopped(String serverId, String userLoginId) {
    }

    /** The PBX of these users can be reached again, or cannot any more. */
    default void pbxChanged(boolean connected, List<String> userLoginIds) {
    }

    /**
     * @param earlier calls with the one party that has this number; empty where there were none, nobody knows who it is, or they are not found yet
     * @param again   why the call is offered once more; empty the first time
     */
    record Offer(PhoneCall call, Group group, CallerDirectory.Caller caller, Optional<EarlierCall> earlier, Instant since, Optional<Again> again) {
        public String callId() {
            return call.callId();
        }
    }

    /** The claim of {@code by} came to nothing: their phone was as {@code outcome} says (EXTENSION_BUSY, ...). */
    record Again(Person by, Outcome outcome) {
    }

    /** @param by who took it; empty unless CLAIMED */
    record Withdrawal(String callId, Reason reason, Optional<Person> by) {
        /** Why an offer is over. UNAVAILABLE: for this user alone, who is no member of the group any more. */
        public enum Reason {
            CLAIMED, ABANDONED, TIMEOUT, WITHDRAWN, UNAVAILABLE
        }
    }

    /**
     * A call as one user sees it.
     *
     * @param caller who is at the other end; until the directory was asked, only the number
     * @param left   how it ended for this user while it goes on without them, e.g. EXTENSION_BUSY when their claim came to nothing
     * @param share  what this user has of the call, where that is not all of it
     */
    record UserCall(PhoneCall call, CallerDirectory.Caller caller, Optional<Outcome> left, Optional<Share> share) {

        /** ENDED also where only this user's part of it has; never WAITING: to this user the other end is being connected. */
        public PhoneCall.State state() {
            if (left.isPresent()) {
                return PhoneCall.State.ENDED;
            }
            PhoneCall.State state = share.map(Share::state).orElseGet(call::state);
            return state == PhoneCall.State.WAITING ? PhoneCall.State.DIALING : state;
        }

        /** How it ended for this user. */
        public Optional<Outcome> outcome() {
            return left.isPresent() ? left : share.isPresent() ? share.get().outcome() : call.outcome();
        }

        /** When this user and the customer could first hear each other. */
        public Optional<Instant> answeredAt() {
            return share.isPresent() ? share.get().answeredAt() : call.answeredAt();
        }

        /** When it ended for this user. */
        public Optional<Instant> endedAt() {
            return share.isPresent() ? share.get().endedAt() : call.endedAt();
        }
    }

    /**
     * One person's share of a call that others have as well: whose phone rings, who talks, who handed it on.
     *
     * @param outcome how it ended for this person; empty unless ENDED
     */
    record Share(PhoneCall.State state, Optional<Instant> answeredAt, Optional<Instant> endedAt, Optional<Outcome> outcome) {
    }
}
