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
package org.apache.ofbiz.asterisk.crm.callbacks;

import java.util.Optional;
import org.apache.ofbiz.asterisk.acd.Refusal.Code;

/** What a user may do with a callback that they see. Pure functions. */
final class CallbackRules {

    private CallbackRules() {
    }

    /**
     * How a callback is.
     *
     * @param claimedBy partyId; empty where it is nobody's
     */
    record Standing(boolean open, String claimedBy) {

        private boolean isOf(String partyId) {
            return !partyId.isEmpty() && claimedBy.equals(partyId);
        }
    }

    /** Why this user cannot claim it; a supervisor can't either while it is somebody else's, but may release it. */
    static Optional<Code> claim(Standing now, String partyId) {
        if (partyId.isEmpty()) {
            return Optional.of(Code.NOT_PERMITTED); // a login without a party could not be named as the claimer
        }
        return !now.open() ? Optional.of(Code.CALLBACK_CLOSED)
                : now.claimedBy().isEmpty() || now.isOf(partyId) ? Optional.empty() : Optional.of(Code.CALLBACK_TAKEN);
    }

    /** Why this user cannot release it, close it, or say when it is due. */
    static Optional<Code> change(Standing now, String partyId, boolean supervises) {
        return !now.open() ? Optional.of(Code.CALLBACK_CLOSED)
                : now.claimedBy().isEmpty() || now.isOf(partyId) || supervises ? Optional.empty() : Optional.of(Code.CALLBACK_TAKEN);
    }
}
