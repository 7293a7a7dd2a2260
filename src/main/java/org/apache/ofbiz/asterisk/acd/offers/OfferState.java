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

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.ofbiz.asterisk.acd.AcdListener;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;

/**
 * Where an offer stands: expected, then open and claimed in turns, then over. Each turn has a number of its own, so that what
 * arrives late is known as late.
 */
public sealed interface OfferState {

    /** Answers by what this state is: one function per kind, so that a new kind doesn't compile until it is handled everywhere. */
    <T> T match(Function<Expected, T> expected, Function<Open, T> open, Function<Claimed, T> claimed, Function<Over, T> over);

    /** The call has reached a group; who calls and who is in the group is being looked up. */
    record Expected(long turn) implements OfferState {
        @Override
        public <T> T match(Function<Expected, T> expected, Function<Open, T> open, Function<Claimed, T> claimed, Function<Over, T> over) {
            return expected.apply(this);
        }
    }

    /**
     * The first of the group to claim has it.
     *
     * @param waitEnded when the caller's last wait ended by a claim that failed: the queue hasn't given them up
     */
    record Open(long turn, Optional<AcdListener.Again> again, Optional<Instant> waitEnded) implements OfferState {
        @Override
        public <T> T match(Function<Expected, T> expected, Function<Open, T> open, Function<Claimed, T> claimed, Function<Over, T> over) {
            return open.apply(this);
        }
    }

    /**
     * One member has it, and their phone is being rung.
     *
     * @param sessionId  the browser session that claimed
     * @param legsBefore Uniqueids of the legs that the call had at the claim: what this claim brings about is not among them
     * @param heardMusic the caller was known to hear music at the claim, so that music which begins again means the phone did not answer
     * @param wish       what the claimer wants since
     */
    record Claimed(long turn, Person by, Peer extension, Instant at, Optional<String> sessionId, Set<String> legsBefore, boolean heardMusic,
                   Wish wish) implements OfferState {
        public Claimed {
            legsBefore = Set.copyOf(legsBefore);
        }

        @Override
        public <T> T match(Function<Expected, T> expected, Function<Open, T> open, Function<Claimed, T> claimed, Function<Over, T> over) {
            return claimed.apply(this);
        }

        Claimed wishing(Wish newWish) {
            return new Claimed(turn, by, extension, at, sessionId, legsBefore, heardMusic, newWish);
        }

        /** To talk; or, since they hung up before their phone rang, that it stops ringing, which the PBX may have been asked for. */
        enum Wish {
            TALK, STOP, STOP_ASKED
        }
    }

    /** @param by who has it or had it, where the reason is CLAIMED and they are known */
    record Over(AcdListener.Withdrawal.Reason reason, Optional<Person> by) implements OfferState {
        @Override
        public <T> T match(Function<Expected, T> expected, Function<Open, T> open, Function<Claimed, T> claimed, Function<Over, T> over) {
            return over.apply(this);
        }
    }
}
