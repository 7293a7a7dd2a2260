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
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.ofbiz.asterisk.acd.PbxDirectory;
import org.apache.ofbiz.asterisk.acd.incall.ChannelBoard.Spot;
import org.apache.ofbiz.asterisk.acd.recording.Recordings;
import org.apache.ofbiz.asterisk.call.ChannelCommand.Change;
import org.apache.ofbiz.asterisk.call.ChannelCommand;
import org.apache.ofbiz.asterisk.call.ErrorReporter;
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
    private final ErrorReporter problems;
    /** By callId, the Uniqueids of channels whose recordings were paused here. What an agent pauses is the agent's to resume. */
    private final Map<String, Set<String>> paused = new HashMap<>();
    /** Of those, the ones that the PBX has resumed, on threads of its answers. */
    private final Set<String> resumed = ConcurrentHashMap.newKeySet();
    private final Map<String, Boolean> announced = new HashMap<>();

    NewPartyPause(CallBook book, PbxDirectory pbxes, Recordings recordings, ErrorReporter problems) {
        this.book = book;
        this.pbxes = pbxes;
        this.recordings = recordings;
        this.problems = problems;
    }

    /** The call has changed, or something of its channels. What failed is tried again with the next change. */
    void look(String callId) {
        try {
            Optional<PhoneCall> call = book.find(callId);
            call.map(PhoneCall::callId).filter(whole -> !whole.equals(callId) && paused.containsKey(callId)).ifPresent(whole ->
                    paused.computeIfAbsent(whole, id -> new HashSet<>()).addAll(paused.remove(callId)));
            if (call.isEmpty()) {
                forget(paused.getOrDefault(callId, new HashSet<>()), id -> true);
                paused.remove(callId);
                announced.keySet().removeIf(key -> key.startsWith(callId + ' '));
            } else if (hasNewParty(call.get())) {
                pause(call.get());
            } else {
                resume(call.get());
            }
        } catch (RuntimeException e) {
            problems.report("pausing the recording of call " + callId, e);
        }
    }

    private void pause(PhoneCall call) {
        List<String> heard = book.recorded(call).stream().filter(id -> book.spot(call, id).filter(spot -> !spot.muted()).isPresent()).toList();
        if (!heard.isEmpty() && announced.computeIfAbsent(call.callId() + ' ' + call.groupId(), key -> recordings.announced(call))) {
            paused.computeIfAbsent(call.callId(), id -> new HashSet<>()).addAll(heard);
            resumed.removeAll(heard);
            heard.forEach(id -> change(call, id, Change.PAUSE));
        }
    }

    private void resume(PhoneCall call) {
        Set<String> ours = paused.get(call.callId());
        if (ours != null) {
            forget(ours, id -> resumed.contains(id) || book.spot(call, id).filter(Spot::recorded).isEmpty());
            ours.forEach(id -> change(call, id, Change.RESUME));
            if (ours.isEmpty()) {
                paused.remove(call.callId());
            }
        }
    }

    private void forget(Set<String> ours, Predicate<String> over) {
        List<String> gone = ours.stream().filter(over).toList();
        ours.removeAll(gone);
        resumed.removeAll(gone);
    }

    private void change(PhoneCall call, String uniqueId, Change change) {
        Optional<PbxCommands> pbx = pbxes.commands(call.serverId());
        Optional<String> channel = book.spot(call, uniqueId).map(Spot::channel).map(known -> known.name());
        if (pbx.isPresent() && channel.isPresent()) {
            pbx.get().act(new ChannelCommand.Record(channel.get(), change)).thenAccept(result -> {
                if (result.ok()) {
                    if (change == Change.RESUME) {
                        resumed.add(uniqueId);
                    }
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
