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

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.Channel;
import org.apache.ofbiz.asterisk.call.ChannelCommand;

/**
 * Where the channels of one server are at this moment, by what the PBX told: in which bridge, in which parking space, on hold, recorded. Kept
 * beside the calls, which tell what happened and not where everybody is. Not thread-safe.
 */
final class ChannelBoard {

    private static final String MUSIC = "MusicOnHold";

    private final Map<String, Spot> spots = new HashMap<>();
    /** Uniqueids of phones that the last list showed where those of anyone who holds are. */
    private final Set<String> holding = new HashSet<>();

    /**
     * One channel.
     *
     * @param audible    whether the bridge is one where others can be heard
     * @param conference name of the conference that the bridge is; empty for none
     * @param onHold     hears music in the context that we hold calls in
     * @param space      the parking space; empty for none
     * @param recordings that run on it
     */
    record Spot(Channel channel, String bridgeId, boolean audible, String conference, boolean onHold, String space, Optional<Instant> parkedAt,
                String parkedBy, int recordings, boolean muted) {

        private static Spot of(Channel channel) {
            return new Spot(channel, "", false, "", false, "", Optional.empty(), "", 0, false);
        }

        private Spot in(String bridge, boolean heard, String room) {
            return new Spot(channel, bridge, heard, room, false, heard ? "" : space, heard ? Optional.empty() : parkedAt, heard ? "" : parkedBy,
                    recordings, muted);
        }

        /** The PBX may tell that a channel is parked before it tells that it left the bridge where it talked. */
        private Spot out() {
            return new Spot(channel, "", false, "", onHold, audible ? space : "", parkedAt.filter(at -> audible),
                    audible ? parkedBy : "", recordings, muted);
        }

        private Spot held(boolean on) {
            return new Spot(channel, bridgeId, audible, conference, on, space, parkedAt, parkedBy, recordings, muted);
        }

        private Spot parked(String where, Instant at, String by) {
            return new Spot(channel, bridgeId, audible, conference, false, where, Optional.of(at), by, recordings, muted);
        }

        private Spot recorded(int times, boolean silent) {
            return new Spot(channel, bridgeId, audible, conference, onHold, space, parkedAt, parkedBy, times, silent);
        }

        private Spot named(Channel now) {
            return new Spot(now, bridgeId, audible, conference, onHold, space, parkedAt, parkedBy, recordings, muted);
        }

        boolean recorded() {
            return recordings > 0;
        }

        boolean isTogether() {
            return audible && !bridgeId.isEmpty();
        }
    }

    /** @return the Uniqueid of the channel that it moved; empty where nothing changed */
    Optional<String> heard(CallEvent event) {
        if (event instanceof CallEvent.BridgeEntered e) {
            return change(e.channel(), spot(e.channel()).in(e.bridgeId(), e.audible(), e.conference()));
        } else if (event instanceof CallEvent.BridgeLeft e) {
            Spot spot = spot(e.channel());
            return spot.bridgeId().equals(e.bridgeId()) ? change(e.channel(), spot.out()) : Optional.empty();
        } else if (event instanceof CallEvent.WaitingBegun e) {
            return change(e.channel(), spot(e.channel()).held(e.context().equals(ChannelCommand.CONTEXT) && spot(e.channel()).bridgeId().isEmpty()));
        } else if (event instanceof CallEvent.WaitingEnded e) {
            return change(e.channel(), spot(e.channel()).held(false));
        } else if (event instanceof CallEvent.Parked e) {
            return change(e.channel(), spot(e.channel()).parked(e.space(), e.at(), e.by()));
        } else if (event instanceof CallEvent.RecordingStarted e && e.file().isEmpty()) { // told again with the file, later and maybe too late
            return change(e.channel(), spot(e.channel()).recorded(spot(e.channel()).recordings() + 1, false)); // a pause is of those before only
        } else if (event instanceof CallEvent.RecordingChanged e) {
            return recordingChanged(e);
        } else if (event instanceof CallEvent.HungUp e) {
            holding.remove(e.channel().uniqueId());
            return Optional.ofNullable(spots.remove(e.channel().uniqueId())).map(gone -> e.channel().uniqueId());
        }
        return heardOfAll(event);
    }

    private Optional<String> heardOfAll(CallEvent event) {
        if (event instanceof CallEvent.BridgesMerged e) {
            spots.replaceAll((id, spot) -> spot.bridgeId().equals(e.fromBridgeId()) ? spot.in(e.toBridgeId(), true, spot.conference()) : spot);
        } else if (event instanceof CallEvent.ChannelRenamed e) {
            spots.computeIfPresent(e.uniqueId(), (id, spot) -> spot.named(new Channel(e.name(), id, spot.channel().linkedId())));
        } else if (event instanceof CallEvent.Resynchronised e) {
            Map<String, Spot> before = Map.copyOf(spots);
            spots.clear();
            holding.clear();
            e.channels().forEach(live -> {
                Spot known = before.getOrDefault(live.channel().uniqueId(), Spot.of(live.channel()));
                Spot spot = Spot.of(live.channel()).recorded(known.recordings(), known.muted()); // the list doesn't say
                boolean ours = live.context().equals(ChannelCommand.CONTEXT);
                boolean held = MUSIC.equals(live.application()) && ours;
                if (ours && live.extension().equals(ChannelCommand.Place.AGENT.extension())) {
                    holding.add(live.channel().uniqueId());
                }
                spots.put(live.channel().uniqueId(), live.bridgeId().map(bridge -> spot.in(bridge, true, "")).orElse(spot.held(held)));
            });
        }
        return Optional.empty();
    }

    /** One of several is stopped; all are paused together. One that began before we were there is there as well. */
    private Optional<String> recordingChanged(CallEvent.RecordingChanged e) {
        Spot spot = spot(e.channel());
        int left = Math.max(0, spot.recordings() - 1);
        return change(e.channel(), e.runs() ? spot.recorded(Math.max(1, spot.recordings()), e.silent())
                : spot.recorded(left, left > 0 && spot.muted()));
    }

    /** A command to its recording was taken. */
    void recordingChanged(String uniqueId, boolean on, boolean silent) {
        spots.computeIfPresent(uniqueId, (id, spot) -> spot.recorded(on ? Math.max(1, spot.recordings()) : 0, silent));
    }

    private Spot spot(Channel channel) {
        return spots.getOrDefault(channel.uniqueId(), Spot.of(channel));
    }

    private Optional<String> change(Channel channel, Spot now) {
        boolean same = now.equals(spots.put(channel.uniqueId(), now));
        return same ? Optional.empty() : Optional.of(channel.uniqueId());
    }

    /** Empty for one that was in no bridge yet, and for one that is gone. */
    Optional<Spot> find(String uniqueId) {
        return Optional.ofNullable(spots.get(uniqueId));
    }

    /** Uniqueids of those on hold, and of phones that the last list showed holding somebody, who may be gone. */
    Set<String> held() {
        return Stream.concat(spots.entrySet().stream().filter(spot -> spot.getValue().onHold()).map(Map.Entry::getKey), holding.stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Uniqueids of those who can hear this channel, and it them: in its bridge, or in one that Local channels join to it. Without itself. */
    Set<String> with(String uniqueId) {
        Set<String> rooms = new LinkedHashSet<>();
        find(uniqueId).filter(Spot::isTogether).map(Spot::bridgeId).ifPresent(rooms::add);
        int before;
        do {
            before = rooms.size();
            spots.values().stream().filter(spot -> spot.isTogether() && rooms.contains(spot.bridgeId()))
                    .flatMap(spot -> spot.channel().localPair().stream()).distinct().toList()
                    .forEach(pair -> spots.values().stream().filter(spot -> spot.isTogether() && spot.channel().localPair().equals(Optional.of(pair)))
                            .map(Spot::bridgeId).forEach(rooms::add));
        } while (rooms.size() > before);
        Set<String> heard = new LinkedHashSet<>();
        spots.forEach((id, spot) -> {
            if (!id.equals(uniqueId) && spot.isTogether() && rooms.contains(spot.bridgeId()) && !spot.channel().isLocal()) {
                heard.add(id);
            }
        });
        return heard;
    }
}
