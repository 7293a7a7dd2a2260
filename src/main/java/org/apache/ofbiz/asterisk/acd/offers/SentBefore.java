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
package org.apache.ofbiz.asterisk.acd.offers;

import java.util.Optional;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.LiveChannel;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PhoneCall;

/**
 * Sees in what the PBX tells that a caller has been sent to a phone by a claim: one of before a restart, of the node that had the PBX before, or
 * one whose Redirect was answered too late and carried out all the same. Pure.
 */
final class SentBefore {

    private SentBefore() {
    }

    /** The phone of somebody of ours that the context of claims dials, or is about to, as this event says. */
    static Optional<Peer> to(PhoneCall call, CallEvent event, Numbering pbx) {
        String claim = pbx.contexts().claim();
        Optional<String> caller = call.customerLeg().map(leg -> leg.channel().uniqueId());
        if (claim.isBlank() || caller.isEmpty()) {
            return Optional.empty();
        }
        if (event instanceof CallEvent.Resynchronised list) {
            return list.channels().stream().filter(live -> live.channel().uniqueId().equals(caller.get()) && live.context().equals(claim))
                    .findFirst().flatMap((LiveChannel live) -> phone(call, pbx, live.extension()));
        }
        if (event instanceof CallEvent.DialBegun dial && dial.context().equals(claim)
                && dial.from().filter(from -> from.uniqueId().equals(caller.get())).isPresent()) {
            return phone(call, pbx, dial.extension());
        }
        return Optional.empty();
    }

    private static Optional<Peer> phone(PhoneCall call, Numbering pbx, String extension) {
        Optional<Peer> rings = call.legs().stream().filter(leg -> leg.alive() && leg.side() == Peer.Type.EXTENSION && leg.answeredAt().isEmpty())
                .flatMap(leg -> leg.peer().stream()).filter(peer -> peer.owner().isPresent()).findFirst();
        return rings.or(() -> pbx.extension(extension).filter(peer -> peer.owner().isPresent()));
    }
}
