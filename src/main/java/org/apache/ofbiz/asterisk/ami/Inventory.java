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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.ami.queues.QueuePositions;
import org.apache.ofbiz.asterisk.ami.wire.AmiMessage;
import org.apache.ofbiz.asterisk.ami.wire.AmiSession;
import org.apache.ofbiz.asterisk.call.CallEvent.Resynchronised;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.Channel;
import org.apache.ofbiz.asterisk.call.LiveChannel.Parking;
import org.apache.ofbiz.asterisk.call.LiveChannel;
import org.asteriskjava.manager.action.CoreShowChannelsAction;
import org.asteriskjava.manager.action.ManagerAction;
import org.asteriskjava.manager.action.QueueStatusAction;

/** What a PBX has, asked once after each login. Waits for the answers. */
final class Inventory {

    /** More than ten of the largest PBXs have at once; a list of more is an attack or a fault, and following it would take all memory. */
    static final int MOST_CHANNELS = 20_000;

    private static final String PJSIP = "PJSIP";
    /** A function of Asterisk: whether the far end has put this channel on hold. */
    private static final String HELD = "CHANNEL(rtp,hold)";
    private static final String YES = "1";
    private static final Set<String> NO_NUMBER = Set.of("", "<unknown>");

    private final AmiSession session;
    private final String waitingContext;

    /** @param waitingContext where callers wait who have come to a group, whatever they dialed */
    Inventory(AmiSession session, String waitingContext) {
        this.session = session;
        this.waitingContext = waitingContext;
    }

    /** @throws CompletionException if the PBX refuses or goes away */
    Resynchronised channels(Instant at, QueuePositions queuePlaces) {
        List<AmiMessage> items = session.list(new CoreShowChannelsAction(), MOST_CHANNELS).join();
        queuePlaces.listed(items);
        boolean anyWaits = !waitingContext.isEmpty() && items.stream().anyMatch(item -> waitingContext.equals(item.get("Context")));
        Map<String, String> dialed = anyWaits ? dialedNumbers() : Map.of();
        List<LiveChannel> live = items.stream()
                .flatMap(item -> ChannelHeaders.channel(item, "").map(channel -> live(channel, item)).stream())
                .map(channel -> channel.withDialed(dialed.getOrDefault(channel.channel().uniqueId(), ""))).toList();
        Map<String, Parking> parked = live.stream().anyMatch(channel -> channel.bridgeId().isPresent()) ? parked() : Map.of();
        return new Resynchronised(at, live.stream().map(channel -> Optional.ofNullable(parked.get(channel.channel().uniqueId()))
                .map(channel::parked).orElse(channel)).toList());
    }

    /** By Uniqueid, what the list of channels does not tell of them. */
    private Map<String, String> dialedNumbers() {
        return listOrNothing(new PlainAction("Status")).stream().filter(item -> !NO_NUMBER.contains(item.get("DNID")))
                .collect(Collectors.toMap(item -> item.get("Uniqueid"), item -> item.get("DNID"), (one, same) -> one));
    }

    /** By Uniqueid. A PBX that parks nobody, or that doesn't know how to, tells nothing. */
    private Map<String, Parking> parked() {
        return listOrNothing(new PlainAction("ParkedCalls")).stream().filter(item -> item.has("ParkeeUniqueid"))
                .collect(Collectors.toMap(item -> item.get("ParkeeUniqueid"), item -> new Parking(item.get("ParkerDialString"),
                        item.get("ParkingSpace")), (one, same) -> one));
    }

    /**
     * Asks each channel that is joined with another one whether its phone has the other on hold, which neither lists nor the states of phones tell.
     * Doesn't wait: what is found comes later, as of the moment of the list.
     */
    void held(Resynchronised channels, Consumer<CallEvent> found) {
        channels.channels().stream().filter(live -> live.up() && live.bridgeId().isPresent()).map(LiveChannel::channel)
                .filter(channel -> PJSIP.equals(channel.technology())).forEach(channel ->
                        session.send(Actions.variable(channel, HELD)).thenAccept(answer -> {
                            if (YES.equals(answer.getAttribute("Value"))) {
                                found.accept(new CallEvent.HoldChanged(channels.at(), channel, true));
                            }
                        }));
    }

    /** What the list of channels does not tell: who waits in which queue. Nothing, where the PBX has no queues or may not tell. */
    List<CallEvent> places(Resynchronised channels) {
        Map<String, Channel> byId = channels.channels().stream().map(LiveChannel::channel)
                .collect(Collectors.toMap(Channel::uniqueId, Function.identity(), (one, same) -> one));
        return listOrNothing(new QueueStatusAction()).stream().filter(item -> "QueueEntry".equals(item.event()))
                .flatMap(item -> Optional.ofNullable(byId.get(item.get("Uniqueid"))).stream()
                        .map(channel -> (CallEvent) new CallEvent.QueueJoined(channels.at(), channel, item.get("Queue"), "")))
                .toList();
    }

    private static LiveChannel live(Channel channel, AmiMessage item) {
        int state = item.number("ChannelState");
        return new LiveChannel(channel, state == EventTranslator.STATE_UP, state == EventTranslator.STATE_RINGING, EventTranslator.party(item, ""),
                item.get("Context"), item.get("Exten"), item.optional("BridgeId"), item.get("Application"));
    }

    /** A PBX without that channel driver does not know the action. */
    private List<AmiMessage> listOrNothing(ManagerAction action) {
        try {
            return session.list(action).join();
        } catch (CompletionException refused) {
            return List.of();
        }
    }
}
