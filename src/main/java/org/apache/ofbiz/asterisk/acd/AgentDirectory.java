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
import java.util.Set;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;

/**
 * Who works here. Implemented by {@code crm}. What {@link Roster} declares is answered from the database, as it is now: for what users ask,
 * which needs the rights of this moment. Never asked on the call thread. Thread-safe.
 */
public interface AgentDirectory extends Roster {

    /**
     * The same from memory, for offers: as fresh as the last change that was noticed. Without memory, the database's.
     */
    default Roster roster() {
        return this;
    }

    /** Why somebody may take a pause, in the order in which they are listed. */
    List<PauseReason> pauseReasons();

    /** What was kept of this agent; empty for one who never said anything. */
    Optional<SavedAgent> recall(String userLoginId);

    /**
     * Keeps what this agent said.
     *
     * @throws RuntimeException when the database does not take it
     */
    void keep(String userLoginId, SavedAgent agent);

    /** Who works at which phone today. */
    default PhoneSeats seats() {
        return PhoneSeats.NONE;
    }

    /**
     * Who works at which phone today. While somebody sits at a phone, it is theirs for calls, claims and queues, and nobody else's. Implemented by
     * {@code crm}; looks up, so it is called on workers. Thread-safe.
     */
    interface PhoneSeats {

        /** Where nobody can change phones. */
        PhoneSeats NONE = new PhoneSeats() {
            @Override
            public boolean isAssigned(Person user, Peer phone) {
                return false;
            }

            @Override
            public Peer outside(Person user, Peer instead, String number, String context) {
                throw new UnsupportedOperationException("phones can't be changed");
            }

            @Override
            public void take(Person user, Peer phone, Instant until, boolean byTelephone) {
                throw new UnsupportedOperationException("phones can't be changed");
            }

            @Override
            public Set<String> byTelephone() {
                return Set.of();
            }

            @Override
            public Optional<Person> leave(String userLoginId) {
                return Optional.empty();
            }

            @Override
            public Optional<Person> takenFrom(Person user) {
                return Optional.empty();
            }
        };

        /** Whether an admin has assigned the phone to this user. */
        boolean isAssigned(Person user, Peer phone);

        /**
         * The phone that rings a number where the dialplan dials it.
         *
         * @param instead the user's phone, whose caller ID it shows
         * @param number  exactly what the PBX dials
         */
        Peer outside(Person user, Peer instead, String number, String context);

        /**
         * The user sits at the phone from now on; anyone who sat there doesn't any more, and the user's place before is free.
         *
         * @param byTelephone whether they signed in there, without a browser
         * @throws RuntimeException when the database doesn't take it
         */
        void take(Person user, Peer phone, Instant until, boolean byTelephone);

        /** Logins of those who signed in at a phone. */
        Set<String> byTelephone();

        /** The user is back at their own phone. @return to whom the phone that they leave is assigned, if to anybody */
        Optional<Person> leave(String userLoginId);

        /** Somebody else who sits at one of the user's own phones. */
        Optional<Person> takenFrom(Person user);
    }

    /**
     * Keeps from when to when this agent was paused; told at the beginning and at the end.
     *
     * @throws RuntimeException when the database does not take it
     */
    void keep(PauseInterval pause);

    /**
     * From when to when an agent was paused for one reason.
     *
     * @param groupId of a pause in one group; empty of one in all
     * @param until   empty while it goes on
     */
    record PauseInterval(String userLoginId, Optional<String> groupId, PauseReason reason, Instant since, Optional<Instant> until) {

        /** The same for the beginning and the end of a pause. */
        public String key() {
            return userLoginId + ' ' + groupId.orElse("") + ' ' + since;
        }
    }
}
