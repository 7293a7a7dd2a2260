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
package org.apache.ofbiz.asterisk.acd.incall;

import java.util.Optional;
import java.util.function.Predicate;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.PhoneCall.Leg;

/** Which phone of a user a call rings at: what colleagues are shown is what they may pick up. Pure. */
public final class RingingPhones {

    private RingingPhones() {
    }

    /**
     * The first phone that rings, and whose call a colleague can pick up. The phone that began the call isn't one: it calls.
     *
     * @param owner whether a phone of the user with this userLoginId is meant
     */
    public static Optional<Leg> of(PhoneCall call, Predicate<String> owner) {
        return call.legs().stream().filter(leg -> leg.alive() && leg.answeredAt().isEmpty() && leg.side() == Peer.Type.EXTENSION
                && !leg.channel().isLocal() && !leg.channel().uniqueId().equals(leg.channel().linkedId())
                && leg.peer().flatMap(Peer::owner).filter(user -> owner.test(user.userLoginId())).isPresent()).findFirst();
    }
}
