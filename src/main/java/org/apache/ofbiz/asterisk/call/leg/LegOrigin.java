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

/**
 * How a channel came into the call. What its driver says of the far end and who dials it are independent: a phone whose beginning was missed
 * looks like one that calls, until somebody is seen to dial it.
 *
 * @param calls  whether its far end calls the PBX
 * @param dialed who dials it, which counts for more
 * @param paged  whether it was called to hear an announcement: it owns nothing of the call
 */
record LegOrigin(boolean calls, Dialed dialed, boolean paged) {

    /** Who dials a channel. */
    enum Dialed {
        BY_NOBODY, BY_CHANNEL, BY_ORIGINATE
    }

    /** One of which nothing but what its driver says is known. */
    static LegOrigin of(boolean calls) {
        return new LegOrigin(calls, Dialed.BY_NOBODY, false);
    }

    LegOrigin dialed(boolean byOriginate) {
        return new LegOrigin(calls, byOriginate ? Dialed.BY_ORIGINATE : Dialed.BY_CHANNEL, paged);
    }

    /** Two phones change places: if one was dialed, both count as dialed. */
    LegOrigin dialedLike(LegOrigin other) {
        return isDialed() || !other.isDialed() ? this : dialed(false);
    }

    LegOrigin called() {
        return new LegOrigin(true, dialed, paged);
    }

    LegOrigin withPaged() {
        return new LegOrigin(calls, dialed, true);
    }

    /** Its far end calls the PBX, and nobody dials it. */
    boolean incoming() {
        return calls && !isDialed();
    }

    boolean isDialed() {
        return dialed != Dialed.BY_NOBODY;
    }

    /** Rung by an Originate, not by another channel; so is one of which we have not heard who rings it. */
    boolean originated() {
        return dialed == Dialed.BY_ORIGINATE || !calls && !isDialed();
    }
}
