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

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.ofbiz.asterisk.acd.outbound.OutboundService;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;

/**
 * What users can ask of the call distributor; browsers reach it through {@code push}, services through {@code CallCenter}. Thread-safe.
 * Each stage completes with an answer, never exceptionally.
 */
public interface CallControl {

    /**
     * A browser of this user is there: offers reach it from now on. Answers what it must know to catch up. Looks things up, so
     * it is not for threads that must not block.
     *
     * @throws RuntimeException when the user's groups cannot be looked up; the session is not signed in then
     */
    Present signIn(String sessionId, Person user);

    /** That browser is gone. */
    void signOut(String sessionId);

    /**
     * The user wants this call. Exactly one claim wins; the winner's phone is then rung by the PBX.
     *
     * @param sessionId browser session that asks, so that it is answered and not told twice; empty from a service
     * @param extension another of the user's own extensions (peerId or name); empty for the preferred one
     */
    CompletionStage<Answer> claim(String callId, Person user, Optional<String> sessionId, Optional<String> extension);

    /** Rings the user's extension, then the number. Success carries the callId. */
    default CompletionStage<Answer> originate(Person user, String number, Optional<String> extension) {
        return originate(user, number, extension, Optional.empty(), Optional.empty());
    }

    /**
     * The same. What is chosen was checked by anyone who passes it on.
     *
     * @param accountCode what the call is charged to
     * @param service     by what it goes outside; empty for the server's own way
     */
    CompletionStage<Answer> originate(Person user, String number, Optional<String> extension, Optional<String> accountCode,
            Optional<OutboundService> service);

    /** Ends a call that the user takes part in. */
    CompletionStage<Answer> hangup(String callId, Person user);

    /**
     * Sends the other end of a call to a colleague or into a queue of the same server: by anyone who talks in it, by a supervisor of its group, or
     * while it waits by somebody whom it is offered to. Success means that the PBX has sent it, not that anybody answered.
     *
     * @param target number or name of a phone, or name of a queue through which a group is reached
     */
    CompletionStage<Answer> redirect(String callId, Person user, String target);

    /** Who calls, for somebody who may see the call: a member of its group or who takes part in it. */
    CompletionStage<Lookup> lookUp(Person user, Optional<String> callId, Optional<String> number, Optional<String> partyId);

    /** What users do with calls that go on. */
    CallHandling handling();

    /** What users say of themselves as agents. */
    AgentControl agents();

    /**
     * Somebody has said who this call is with: its people are told, once the directory knows.
     *
     * @param onlyParty partyId where that holds for this call and not for its number
     */
    void callerCorrected(String callId, Optional<String> onlyParty);

    /** callId of the call that this one is a part of now, its own where it is not; and whether the user takes or took part in it. */
    Part part(String callId, Person user);

    /** @param known false for a call that the call distributor has forgotten or never knew */
    record Part(String callId, boolean known, boolean takesPart) {
    }

    /**
     * How everything stands for one user, taken at one moment.
     *
     * @param extension  the one that rings
     * @param extensions all of their own that are enabled, the one that rings first
     * @param pbx        whether their PBX can be reached; empty for a user who has none
     * @param calls      that go on, the oldest first, then one that has ended and is being written up
     */
    record Present(Person user, AgentState agent, Optional<Peer> extension, List<Extension> extensions, Optional<Boolean> pbx,
                   List<PauseReason> pauseReasons, List<AgentDirectory.Membership> groups, List<AcdListener.Offer> offers,
                   List<AcdListener.UserCall> calls) {
        public Present {
            extensions = List.copyOf(extensions);
            pauseReasons = List.copyOf(pauseReasons);
            groups = List.copyOf(groups);
            offers = List.copyOf(offers);
            calls = List.copyOf(calls);
        }
    }

    /** Either found or refused. */
    record Lookup(Optional<String> callId, Optional<CallerDirectory.Caller> caller, Optional<Refusal> refusal) {
        public static Lookup found(Optional<String> callId, CallerDirectory.Caller caller) {
            return new Lookup(callId, Optional.of(caller), Optional.empty());
        }

        public static Lookup refused(Refusal.Code code) {
            return new Lookup(Optional.empty(), Optional.empty(), Optional.of(new Refusal(code, "")));
        }
    }
}
