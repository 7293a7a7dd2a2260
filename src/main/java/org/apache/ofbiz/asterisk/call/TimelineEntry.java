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
package org.apache.ofbiz.asterisk.call;

import java.time.Instant;
import java.util.Optional;

/**
 * One line of a call's timeline, as a person would tell it.
 *
 * @param at     when we heard of it
 * @param peer   whose phone or line it happened to; its owner is the one of that moment
 * @param by     who did it, where that is somebody else: the one who transfers, parks or holds
 * @param detail what else a person wants to know: a number, a queue, a parking space, an {@link Outcome}; empty where nothing
 */
public record TimelineEntry(Instant at, Kind kind, Optional<Peer> peer, Optional<Peer> by, String detail) {

    /** What can happen in a call. */
    public enum Kind {
        /** The call began; {@code detail} is the number dialed. */
        STARTED,
        /** A phone or the number called began to ring. */
        RANG,
        /** It stopped ringing unanswered; {@code detail} is why, as an {@link Outcome}. */
        NOT_ANSWERED,
        /** A phone or the number called was answered. */
        ANSWERED,
        /** The caller hears music until somebody claims the call. */
        WAITING,
        /** The caller joined a queue; {@code detail} is its name. */
        QUEUED,
        /** People can hear each other. */
        CONNECTED,
        HELD,
        RESUMED,
        /** Somebody was transferred to somebody else; {@code detail} is the number or extension. */
        TRANSFERRED,
        /** {@code detail} is the parking space, where told. */
        PARKED,
        RETRIEVED,
        /** {@code peer} began to listen to the others without being heard. */
        LISTENED,
        RECORDING_STARTED,
        /** The customer heard that the call is recorded. */
        ANNOUNCED,
        /** The customer allowed it. */
        AGREED,
        /** The call isn't recorded; {@code detail} is why, as a {@link org.apache.ofbiz.asterisk.call.consent.Consent}. */
        NOT_RECORDED,
        /** An agent asked supervisors for help. */
        HELP_ASKED,
        /** They need it no longer. */
        HELP_ENDED,
        /** The queue gave up; {@code detail} is its name. */
        QUEUE_TIMEOUT,
        /** The caller left a message; {@code detail} is the mailbox. */
        VOICEMAIL,
        /**
         * Somebody outside took the call for the one who was called, or the phone of that one named another number for it; {@code detail} is
         * the number.
         */
        FORWARDED,
        /** A phone or line left while the call went on. */
        LEFT,
        /** We were not connected for a while before this; what happened then is not known. */
        UNSEEN,
        /** Its PBX was lost, and another one has taken its place. */
        PBX_LOST,
        /** {@code detail} is the outcome. */
        ENDED
    }
}
