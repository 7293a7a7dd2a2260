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
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;

/** Which numbers may be called, and how an outgoing call is placed. Implemented by {@code crm}; thread-safe. */
public interface DialRules {

    /**
     * Turns what a person typed or clicked into what the PBX dials, or says why it may not be called. Counts nothing, so it may be asked
     * while somebody types.
     *
     * @param pbx the server that would dial
     */
    Checked check(Person user, String number, Numbering pbx);

    /** Why this user may not be rung at this phone of theirs: it is a number outside that they may not call. */
    Optional<Refusal> refusedPhone(Person user, Peer phone, Numbering pbx);

    /** This user wanted to call the number, and was refused; reports it where somebody must know. */
    void refused(Person user, String number, Refusal refusal);

    /** Counts a call that is about to be placed, and reports it where somebody must know; refuses one too many. */
    Optional<Refusal> admit(Person user, Checked checked);

    /** How long the user's own phone may ring, 1 s to 300 s. */
    Duration extensionRingTime();

    /** How this phone is told to answer automatically when its user clicks a number; empty for one that rings. */
    default Optional<AutoAnswer> autoAnswer(Peer phone) {
        return Optional.empty();
    }

    /** Whether this phone is used in a page, and gone with it. Looks up. */
    default boolean isInPage(Peer phone) {
        return false;
    }

    /** Where the PBX writes the recording of this outgoing call; empty when it is not to be recorded. */
    Optional<String> recordingFile(String serverId, String channelId);

    /**
     * What a phone is rung with.
     *
     * @param recordingFile where the call is to be recorded, as {@link #recordingFile} names it
     */
    record Ringing(Optional<AutoAnswer> autoAnswer, Optional<String> recordingFile) {
    }

    /** {@link #autoAnswer} and {@link #recordingFile} of a call that begins at this phone, looked up together. */
    default Ringing ringing(Peer phone, String channelId) {
        return new Ringing(autoAnswer(phone), recordingFile(phone.serverId(), channelId));
    }

    /**
     * Either dialable, or refused.
     *
     * @param dialable exactly what the PBX dials, the outside-line prefix included
     */
    record Checked(Optional<String> dialable, Where where, Optional<Refusal> refusal) {
        public static Checked dialable(String number, Where where) {
            return new Checked(Optional.of(number), where, Optional.empty());
        }

        public static Checked refused(Refusal refusal) {
            return new Checked(Optional.empty(), Where.OUTSIDE, Optional.of(refusal));
        }
    }

    /** Where a call leads. */
    enum Where {
        /** To a phone or service of the PBX itself: dialed where phones dial. */
        INSIDE, OUTSIDE,
        /** Outside, at another price than usual or at one that nobody knows. */
        CHARGED,
        EMERGENCY
    }
}
