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
package org.apache.ofbiz.asterisk.acd.callbacks;

import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PhoneCall;

/** How far an automatic callback has come, by its call. */
public sealed interface AttemptResult {

    /** A phone rings. */
    record GoesOn() implements AttemptResult {
    }

    /** Agent and customer talk, or have talked. */
    record Talked(boolean ended) implements AttemptResult {
    }

    /** The agent didn't pick up: nobody has called the customer. */
    record AgentMissed(Outcome why) implements AttemptResult {
    }

    /** The customer was called, and nobody talked to them. */
    record CustomerMissed(Outcome why) implements AttemptResult {
    }

    static AttemptResult of(PhoneCall call) {
        if (call.answeredAt().isPresent()) {
            return new Talked(call.ended());
        }
        if (!call.ended()) {
            return new GoesOn();
        }
        Outcome why = call.outcome().orElse(Outcome.FAILED);
        boolean pickedUp = call.legs().stream().anyMatch(leg -> leg.side() == Peer.Type.EXTENSION && leg.answeredAt().isPresent());
        return pickedUp || call.legs().stream().anyMatch(leg -> leg.side() == Peer.Type.TRUNK) ? new CustomerMissed(why) : new AgentMissed(why);
    }
}
