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
package org.apache.ofbiz.asterisk.crm.reports.figures;

import java.util.List;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.CallPart;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.PhoneCall;

/**
 * What reports need of an ended call.
 *
 * @param groupId of the call; empty for one that reached no group
 * @param number  that was dialed
 * @param parts   in the order in which they began
 */
public record CountedCall(PhoneCall.Direction direction, String groupId, String agentPartyId, String number, String disposition, Ending ending,
                        Marks marks, List<Part> parts) {

    public CountedCall {
        parts = List.copyOf(parts);
    }

    /**
     * How it went. Times are seconds.
     *
     * @param answered    customer and extension heard each other
     * @param talkSeconds holds included
     */
    public record Ending(Optional<Outcome> outcome, boolean answered, long waitSeconds, long talkSeconds, long holdSeconds) {
    }

    /** What is said of a call afterwards. */
    public record Marks(boolean transferred, boolean recorded, boolean calledBack) {
    }

    /**
     * What one person, group or place had of it. Times are seconds.
     *
     * @param partyId the person; empty where none
     * @param groupId the group that the caller waited for; empty where none
     */
    public record Part(CallPart.Kind kind, String partyId, String groupId, long waitSeconds, long talkSeconds, long holdSeconds,
                       Optional<Outcome> outcome) {
    }
}
