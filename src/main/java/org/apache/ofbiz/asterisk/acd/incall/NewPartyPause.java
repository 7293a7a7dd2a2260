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

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.acd.PbxDirectory;
import org.apache.ofbiz.asterisk.acd.incall.ChannelBoard.Spot;
import org.apache.ofbiz.asterisk.acd.recording.Recordings;
import org.apache.ofbiz.asterisk.call.ChannelCommand.Change;
import org.apache.ofbiz.asterisk.call.ChannelCommand;
import org.apache.ofbiz.asterisk.call.PbxCommands;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PhoneCall.Leg;
import org.apache.ofbiz.asterisk.call.PhoneCall;

/**
 * Records silence while somebody from outside is in a call who didn't hear the announcement: its group plays one to the caller, and a transfer or a
 * conference brought in another number later. Used in turn only.
 */
final class NewPartyPause {

    private static final String LOCAL = "Local";

    private final CallBook book;
    private final PbxDirectory pbxes;
    private final Recordings recordings;
    /** By callId, the Uniqueids of channels whose recordings were paused here. What an agent pauses is the agent's to resume. */
    private final Map<String, Set<String>> paused = new HashMap<>();
    private final Map<String, Boolean> announced = new HashMap<>();

    NewPartyPause(CallBook book, PbxDirectory pbxes, Recordings recordings) {
        this.book = book;
        this.pbxes = pbxes;
        this.recordings = recordings;
    }

    /** The call has changed, or something of its channels. */
    void look(String callId) {
        Optional<PhoneCall> call = book.find(callId);
        if (call.isEmpty()) {
            paused.remove(callId);
            announced.keySet().removeIf(key -> key.startsWith(callId + ' '));
        } else if (hasNewParty(call.get())) {
            pause(call.get());
        } else if (paused.containsKey(callId)) {
            resume(call.get(), paused.remove(callId));
        }
    }

    private void pause(PhoneCall call) {
        List<String> heard = book.recorded(call).stream().filter(id -> book.spot(call, id).filter(spot -> !spot.muted()).isPresent()).toList();
        if (!heard.isEmpty() && announced.computeIfAbsent(call.callId() + ' ' + call.groupId(), key -> recordings.announced(call))) {
            paused.computeIfAbsent(call.callId(), id -> new HashSet<>()).addAll(heard);
            heard.forEach(id -> change(call, id, Change.PAUSE));
        }
    }

    private void resume(PhoneCall call, Set<String> ours) {
        book.recorded(call).stream().filter(ours::contains).forEach(id -> change(call, id, Change.RESUME));
    }

    private void change(PhoneCall call, String uniqueId, Change change) {
        Optional<PbxCommands> pbx = pbxes.commands(call.serverId());
        Optional<String> channel = book.spot(call, uniqueId).map(Spot::channel).map(known -> known.name());
        if (pbx.isPresent() && channel.isPresent()) {
            pbx.get().act(new ChannelCommand.Record(channel.get(), change)).thenAccept(result -> {
                if (result.ok()) {
                    book.recordingChanged(call, uniqueId, true, change == Change.PAUSE);
                }
            });
        }
    }

    /**
     * Lines that joined after the first talk, without those by which agents are reached at numbers outside: a phone of theirs is a Local channel
     * that has such a line.
     */
    private static boolean hasNewParty(PhoneCall call) {
        if (call.direction() != PhoneCall.Direction.INBOUND || call.answeredAt().isEmpty()) {
            return false;
        }
        List<Leg> talking = call.legs().stream().filter(leg -> leg.alive() && leg.answeredAt().isPresent()).toList();
        long lines = talking.stream().filter(leg -> leg.side() == Peer.Type.TRUNK && leg.startedAt().isAfter(call.answeredAt().get())).count();
        long agentsOutside = talking.stream().filter(leg -> leg.side() == Peer.Type.EXTENSION && leg.channel().technology().equals(LOCAL)
                && leg.startedAt().isAfter(call.answeredAt().get())).count();
        return lines > agentsOutside;
    }
}
