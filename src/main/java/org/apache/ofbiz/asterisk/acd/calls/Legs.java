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
package org.apache.ofbiz.asterisk.acd.calls;

import java.util.List;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.CallPart;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.PhoneCall.Leg;

/** Reads from a call what became of an extension in it, and who is connected. Pure. */
public final class Legs {

    private Legs() {
    }

    /** Legs of this extension, in order of appearance. */
    public static List<Leg> of(PhoneCall call, Peer extension) {
        return call.legs().stream().filter(leg -> isOf(leg, extension)).toList();
    }

    static boolean isOf(Leg leg, Peer extension) {
        return leg.channel().technology().equals(extension.technology()) && leg.channel().peerName().equals(extension.name());
    }

    /** True while somebody of ours is connected with the other end. */
    public static boolean connected(PhoneCall call) {
        return call.state() == PhoneCall.State.TALKING || call.state() == PhoneCall.State.HELD;
    }

    /** The extension that is connected now, where known. */
    public static Optional<Peer> connectedExtension(PhoneCall call) {
        if (!connected(call)) {
            return Optional.empty();
        }
        return connectedLeg(call).flatMap(Leg::peer).or(call::answeredBy);
    }

    /** The phone of ours that is connected now, where it is one that we know. */
    public static Optional<Leg> connectedLeg(PhoneCall call) {
        return call.legs().stream()
                .filter(leg -> connected(call) && leg.alive() && leg.side() == Peer.Type.EXTENSION && leg.answeredAt().isPresent()).findFirst();
    }

    /**
     * The channel that a user hangs up: their own phone, else, while they are known to talk on a phone that is not, the caller's. Who only heard it
     * ring, or has left the call to others, hangs up nobody.
     */
    public static Optional<Leg> toHangUp(PhoneCall call, String userLoginId, List<Peer> own) {
        Optional<Leg> theirs = call.legs().stream().filter(Leg::alive)
                .filter(leg -> own.stream().anyMatch(extension -> isOf(leg, extension))
                        || leg.peer().flatMap(Peer::owner).filter(owner -> owner.userLoginId().equals(userLoginId)).isPresent())
                .findFirst();
        List<CallPart> parts = UserShares.of(call, userLoginId);
        boolean talks = parts.isEmpty() || UserShares.talked(parts)
                && UserShares.read(call, userLoginId, parts).filter(share -> share.state() != PhoneCall.State.ENDED).isPresent();
        return theirs.isPresent() || !connected(call) || !talks ? theirs : call.customerLeg();
    }
}
