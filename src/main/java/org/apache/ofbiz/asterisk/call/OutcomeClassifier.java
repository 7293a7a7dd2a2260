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

import java.util.Optional;
import java.util.Set;

/**
 * Asterisk's dial results and Q.850 causes as a person would say them. The cause says more than the result (a decline and an
 * unknown number are both NOANSWER), so it is asked first.
 */
public final class OutcomeClassifier {

    static final int UNALLOCATED = 1;
    static final int NORMAL_CLEARING = 16;
    public static final int USER_BUSY = 17;
    static final int NO_USER_RESPONSE = 18;
    static final int NO_ANSWER = 19;
    public static final int SUBSCRIBER_ABSENT = 20;
    static final int CALL_REJECTED = 21;
    static final int NUMBER_CHANGED = 22;
    static final int ANSWERED_ELSEWHERE = 26;
    static final int INVALID_NUMBER_FORMAT = 28;
    static final int NORMAL_UNSPECIFIED = 31;
    static final int CONGESTION = 34;
    /** Of our own, too: the PBX is lost. */
    public static final int NETWORK_OUT_OF_ORDER = 38;
    static final int INTERWORKING = 127;

    /** No route to the network or the destination, misdialed trunk prefix, exchange routing error, destination out of order, facility rejected. */
    private static final Set<Integer> UNREACHED = Set.of(2, 3, 5, 25, 27, 29);
    private static final Optional<DialResult> CANCELLED = Optional.of(DialResult.CANCELLED);
    private static final Optional<DialResult> FORWARDED = Optional.of(DialResult.FORWARDED);

    private OutcomeClassifier() {
    }

    /** Why one of our phones did not answer; empty where the one who called gave up first. */
    public static Optional<Outcome> ofExtension(Optional<DialResult> result, int cause) {
        if (result.equals(CANCELLED) || result.equals(FORWARDED)) {
            return Optional.empty();
        }
        return switch (cause) {
        case USER_BUSY -> Optional.of(Outcome.EXTENSION_BUSY);
        case CALL_REJECTED -> Optional.of(Outcome.EXTENSION_DECLINED);
        case SUBSCRIBER_ABSENT -> Optional.of(Outcome.EXTENSION_UNREGISTERED);
        case NO_USER_RESPONSE, NO_ANSWER -> Optional.of(Outcome.EXTENSION_NO_ANSWER);
        default -> switch (result.orElse(DialResult.OTHER)) {
        case BUSY -> Optional.of(Outcome.EXTENSION_BUSY);
        case NO_ANSWER -> Optional.of(Outcome.EXTENSION_NO_ANSWER);
        case UNAVAILABLE -> Optional.of(Outcome.EXTENSION_UNREGISTERED);
        case CONGESTED -> Optional.of(Outcome.FAILED);
        case ANSWERED, CANCELLED, FORWARDED, ABORTED, OTHER -> Optional.empty();
        };
        };
    }

    /** Why the number called did not answer; empty where the one who called gave up first. */
    public static Optional<Outcome> ofNumber(Optional<DialResult> result, int cause) {
        if (result.equals(CANCELLED) || result.equals(FORWARDED)) {
            return Optional.empty();
        }
        return switch (cause) {
        case UNALLOCATED, NUMBER_CHANGED, INVALID_NUMBER_FORMAT -> Optional.of(Outcome.NUMBER_UNKNOWN);
        case USER_BUSY -> Optional.of(Outcome.BUSY);
        case CALL_REJECTED -> Optional.of(Outcome.DECLINED);
        case NO_USER_RESPONSE, NO_ANSWER -> Optional.of(Outcome.NO_ANSWER);
        default -> switch (result.orElse(DialResult.OTHER)) {
        case BUSY -> Optional.of(Outcome.BUSY);
        case NO_ANSWER -> Optional.of(isOfTheNetwork(cause) ? Outcome.CONGESTED : Outcome.NO_ANSWER); // Asterisk says so whatever the cause
        case CONGESTED, UNAVAILABLE -> Optional.of(Outcome.CONGESTED);
        case ANSWERED, CANCELLED, FORWARDED, ABORTED, OTHER -> cleared(cause) ? Optional.empty() : Optional.of(Outcome.CONGESTED);
        };
        };
    }

    /** Whether the number was not reached at all: no route, out of order, no resource, not allowed, or an error of the protocol. */
    private static boolean isOfTheNetwork(int cause) {
        return cause > NORMAL_UNSPECIFIED && cause != INTERWORKING || UNREACHED.contains(cause);
    }

    /** What a cause means that says nothing: 16 where people ended the call, the outcome's own cause otherwise. So does that of another phone. */
    public static int telling(Outcome outcome, int cause) {
        if (cause != 0 && cause != INTERWORKING && cause != ANSWERED_ELSEWHERE) {
            return cause;
        }
        return switch (outcome) {
        case ANSWERED, ABANDONED, MISSED, CANCELLED, VOICEMAIL, QUEUE_TIMEOUT, FORWARDED, CONFERENCE, ANNOUNCEMENT -> NORMAL_CLEARING;
        case NO_ANSWER, EXTENSION_NO_ANSWER -> NO_ANSWER;
        case BUSY, EXTENSION_BUSY -> USER_BUSY;
        case DECLINED, EXTENSION_DECLINED -> CALL_REJECTED;
        case EXTENSION_UNREGISTERED -> SUBSCRIBER_ABSENT;
        case NUMBER_UNKNOWN -> UNALLOCATED;
        case CONGESTED -> CONGESTION;
        case FAILED -> 0;
        };
    }

    /** Whether the cause says no more than that somebody hung up. */
    public static boolean cleared(int cause) {
        return cause == 0 || cause == NORMAL_CLEARING || cause == NORMAL_UNSPECIFIED || cause == INTERWORKING;
    }
}
