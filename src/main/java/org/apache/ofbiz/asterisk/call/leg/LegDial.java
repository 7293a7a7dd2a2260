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
package org.apache.ofbiz.asterisk.call.leg;

import java.util.Optional;
import org.apache.ofbiz.asterisk.call.DialResult;

/**
 * How a leg was dialed, and what became of that. Immutable.
 *
 * @param as          what the channel driver was told; empty where unknown
 * @param forwardedTo the number that its phone named for the PBX to dial in its place; empty for none
 */
record LegDial(String as, Optional<DialResult> result, String forwardedTo) {

    static final LegDial UNKNOWN = new LegDial("", Optional.empty(), "");

    LegDial dialedAs(String what) {
        return new LegDial(what, result, forwardedTo);
    }

    /**
     * The first result counts, but that it rang long enough: a queue reports NOANSWER and then CANCEL for the same ring. A queue that plays an
     * agent something first reports ANSWER, and NOANSWER where the two aren't connected.
     */
    LegDial ended(DialResult how, boolean hasTalked) {
        boolean heard = result.equals(Optional.of(DialResult.ANSWERED)) && !hasTalked;
        boolean cancelled = result.equals(Optional.of(DialResult.CANCELLED));
        boolean counts = result.isEmpty() || how == DialResult.NO_ANSWER && (cancelled || heard) || how == DialResult.CANCELLED && heard;
        return counts ? new LegDial(as, Optional.of(how), forwardedTo) : this;
    }

    /** The first number counts. */
    LegDial forwardsTo(String number) {
        return forwardedTo.isEmpty() ? new LegDial(as, result, number) : this;
    }

    /** A line dials this: if that is what its phone named, as phones dial it, people know it as the line dials it. */
    LegDial mayBeForwardedTo(String dialed) {
        return DialedNumber.isSameOutside(forwardedTo, dialed) ? new LegDial(as, result, dialed) : this;
    }
}
