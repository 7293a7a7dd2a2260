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
package org.apache.ofbiz.asterisk.call.tracking;

import java.util.Optional;
import org.apache.ofbiz.asterisk.call.Channel;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.leg.DialedNumber;

/** Which peer is behind what Asterisk names: a channel, or what it dials. */
record PeerFinder(Numbering numbering) {

    Optional<Peer> of(Channel channel) {
        for (String name : channel.peerNames()) {
            Optional<Peer> peer = numbering.peer(channel.technology(), name);
            if (peer.isPresent()) {
                return peer;
            }
        }
        return Optional.empty();
    }

    /** The peer that Asterisk would dial so. */
    Optional<Peer> of(String dialString) {
        if (dialString.startsWith("Local/")) {
            String place = dialString.replaceFirst("/n$", "");
            return numbering.peer("Local", place.substring("Local/".length()))
                    .or(() -> DialedNumber.memberOf(new Channel(place, "", "")).flatMap(numbering::extension));
        }
        int slash = dialString.indexOf('/');
        return slash < 0 ? Optional.empty() : numbering.peer(dialString.substring(0, slash), dialString.substring(slash + 1));
    }

    /** A peer that nobody told us of is a phone where phones dial from, else a trunk. */
    Peer.Type sideOf(Optional<Peer> peer, String context) {
        if (peer.isPresent()) {
            return peer.get().type();
        }
        Numbering.Contexts ours = numbering.contexts();
        return context.equals(ours.internal()) || context.equals(ours.outbound()) ? Peer.Type.EXTENSION : Peer.Type.TRUNK;
    }
}
