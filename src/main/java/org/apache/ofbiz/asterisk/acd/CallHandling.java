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
import java.util.concurrent.CompletionStage;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;

/**
 * What users do with calls that go on; browsers reach it through {@code push}, services through {@code CallCenter}. Thread-safe. The stage
 * completes with what the PBX then did, within some seconds, never exceptionally.
 */
public interface CallHandling {

    /** Whether the user may do a thing of this kind at all is checked by anyone who passes the command on. */
    CompletionStage<Handled> handle(CallCommand command, Person user);

    /**
     * Has the PBX charge a call that goes on to this code. Nothing is to be done for a call that is over. Whether the user may use the code is
     * checked by anyone who passes it on.
     *
     * @param code empty for none
     */
    CompletionStage<Handled> account(String callId, String code, Person user);

    /**
     * The phone in the user's page goes, e.g. because the page is loaded again: anyone who they talk to there is kept on hold for 10 s, for the
     * phone to come back; then another phone of theirs rings, or the caller waits for the group again. Completes with the call; empty for none.
     */
    CompletionStage<Optional<String>> phoneGone(Peer phone, Person user);

    /**
     * The phone in the user's page is registered: it is called with the call that was kept for it. Completes with that call; empty for none.
     *
     * @param inCall whether it has a call already
     */
    CompletionStage<Optional<String>> phoneBack(Peer phone, Person user, boolean inCall);

    /** What this user can do with their calls now. Looks up. */
    List<CallControls> controls(String userLoginId);

    /** Calls in parking spaces that this user may fetch, the longest waiting first; none when that cannot be looked up. */
    CompletionStage<List<ParkedCall>> parked(Person user);

    /**
     * Done, or refused.
     *
     * @param callId of the call that goes on
     * @param space  the parking space, after PARK
     */
    record Handled(String callId, Optional<String> space, Optional<Refusal> refusal) {
        public static Handled done(String callId) {
            return new Handled(callId, Optional.empty(), Optional.empty());
        }

        public static Handled refused(String callId, Refusal refusal) {
            return new Handled(callId, Optional.empty(), Optional.of(refusal));
        }

        public static Handled refused(String callId, Refusal.Code code, String detail) {
            return refused(callId, new Refusal(code, detail));
        }
    }

    /**
     * A call in a parking space.
     *
     * @param number of anyone who waits there
     * @param by     name of the extension that parked the call; empty where not known
     */
    record ParkedCall(String callId, String space, String number, String name, String by, Instant since) {
    }
}
