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
import org.apache.ofbiz.asterisk.call.Channel;
import org.apache.ofbiz.asterisk.call.Peer;

/** Which channel a leg is, whose it is, and whether it takes part in the call as people tell it. */
final class LegIdentity {

    private final Channel channel;
    private final Optional<Peer> peer;
    private final Peer.Type side;
    private final boolean listens;
    /** What follows from the others, and is asked often. */
    private final Optional<String> localPair;
    private final boolean real;

    private LegIdentity(Channel channel, Optional<Peer> peer, Peer.Type side, boolean listens) {
        this.channel = channel;
        this.peer = peer;
        this.side = side;
        this.listens = listens;
        this.localPair = channel.localPair();
        this.real = !listens && !channel.isStandIn() && (!channel.isLocal() || channel.isNearHalf() && peer.isPresent());
    }

    LegIdentity(Channel channel, Optional<Peer> peer, Peer.Type side) {
        this(channel, peer, side, false);
    }

    LegIdentity named(Channel latest) {
        return channel.equals(latest) ? this : new LegIdentity(latest, peer, side, listens);
    }

    LegIdentity of(Optional<Peer> another, Peer.Type itsSide) {
        return new LegIdentity(channel, another, itsSide, listens);
    }

    /** It hears the others without being heard. */
    LegIdentity listening() {
        return new LegIdentity(channel, peer, side, true);
    }

    Channel channel() {
        return channel;
    }

    Optional<Peer> peer() {
        return peer;
    }

    Peer.Type side() {
        return side;
    }

    boolean listens() {
        return listens;
    }

    Optional<String> localPair() {
        return localPair;
    }

    boolean isReal() {
        return real;
    }

    boolean is(Peer.Type which) {
        return real && side == which;
    }

    boolean isOtherHalfOf(LegIdentity half) {
        return localPair.isPresent() && localPair.equals(half.localPair);
    }
}
