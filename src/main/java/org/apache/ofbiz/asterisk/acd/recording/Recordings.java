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
package org.apache.ofbiz.asterisk.acd.recording;

import java.util.Optional;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.consent.Consent;

/** Which calls are to be recorded, and where to. Implemented by {@code crm}; thread-safe; may wait for the database. */
public interface Recordings {

    /** Absolute path for the recording of this call; empty when it is not to be recorded. */
    Optional<String> fileFor(PhoneCall call);

    /** Whether those who talk may decide. */
    default Rule rule(PhoneCall call) {
        return Rule.ON_DEMAND;
    }

    /** Absolute path for a recording of this call that somebody asked for; another one each time. Empty where there is no folder. */
    default Optional<String> fileOnDemand(PhoneCall call) {
        return fileFor(call);
    }

    /** Why a call in which somebody talks may not be recorded, as far as the call doesn't say it itself; empty where nothing is against it. */
    default Optional<Consent> refusal(PhoneCall call) {
        return Optional.empty();
    }

    /** Whether the group of this call has callers hear that they are recorded, or asks them. */
    default boolean announced(PhoneCall call) {
        return false;
    }

    /** Deletes the files into which this call was recorded so far, where they can be reached. */
    default void discard(PhoneCall call) {
    }

    /** Who decides whether a call is recorded. */
    enum Rule {
        /** Each is recorded; it can be paused only. */
        ALWAYS,
        /** None is. */
        NEVER,
        /** Those who talk. */
        ON_DEMAND
    }
}
