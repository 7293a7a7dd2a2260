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
package org.apache.ofbiz.asterisk.ami;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.ami.wire.AmiMessage;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.Channel;

/** Asterisk's events that bring channels of several calls together, into ours. Pure and thread-safe. */
final class BridgeTranslator {

    /** The one who asked has joined the two, and stays with them. */
    private static final String THREE_WAY = "Threeway";

    private BridgeTranslator() {
    }

    /** @return empty for any other event, and where one of those that must be named is not */
    static Optional<CallEvent> translate(AmiMessage m, Instant at) {
        return switch (m.event()) {
        case "BlindTransfer" -> succeeded(m).flatMap(ok -> blindTransfer(m, at));
        case "AttendedTransfer" -> succeeded(m).filter(ok -> !THREE_WAY.equals(ok.get("DestType"))).flatMap(ok -> attendedTransfer(m, at));
        case "ParkedCall" -> ChannelHeaders.channel(m, "Parkee")
                .map(parkee -> new CallEvent.Parked(at, parkee, m.get("ParkerDialString"), m.get("ParkingSpace")));
        case "UnParkedCall" -> both(m, "Parkee", "Retriever")
                .map(two -> new CallEvent.Unparked(at, two.get(0), two.get(1), m.get("ParkingSpace")));
        case "Pickup" -> both(m, "", "Target").map(two -> new CallEvent.PickedUp(at, two.get(0), two.get(1)));
        case "ChanSpyStart" -> both(m, "Spyer", "Spyee").map(two -> new CallEvent.Overheard(at, two.get(0), two.get(1)));
        default -> Optional.empty();
        };
    }

    private static Optional<AmiMessage> succeeded(AmiMessage m) {
        return Optional.of(m).filter(told -> "Success".equals(told.get("Result")));
    }

    private static Optional<CallEvent> blindTransfer(AmiMessage m, Instant at) {
        return ChannelHeaders.channel(m, "Transferer").map(by -> new CallEvent.Transferred(at, List.of(by),
                ChannelHeaders.channel(m, "Transferee"), Optional.empty(), m.get("Extension")));
    }

    /**
     * Into an application, e.g. a voice mailbox, there is no target. Between two bridges Asterisk sometimes names none either, when the
     * transferer has just hung up.
     */
    private static Optional<CallEvent> attendedTransfer(AmiMessage m, Instant at) {
        List<Channel> by = Stream.of("OrigTransferer", "SecondTransferer").flatMap(who -> ChannelHeaders.channel(m, who).stream()).distinct()
                .toList();
        return Optional.of(new CallEvent.Transferred(at, by, ChannelHeaders.channel(m, "Transferee"),
                ChannelHeaders.channel(m, "TransferTarget"), m.get("TransferTargetExten")));
    }

    private static Optional<List<Channel>> both(AmiMessage m, String one, String other) {
        return ChannelHeaders.channel(m, one).flatMap(first -> ChannelHeaders.channel(m, other).map(second -> List.of(first, second)));
    }
}
